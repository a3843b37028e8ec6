/* aft-export-dialog.c: asks for the format of an export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-export-dialog.h"

struct _AftExportDialog
{
  AdwWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (AftExportDialog, aft_export_dialog, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* By row of the list. The two tables are separate, because a file chooser asks for one file. */
static const AftExportFormat formats[] = {
  AFT_EXPORT_JSON, AFT_EXPORT_PDF, AFT_EXPORT_ICS, AFT_EXPORT_CSV_SESSIONS, AFT_EXPORT_CSV_NOTES,
};

static void
row_activated_cb (AftExportDialog *self, GtkListBoxRow *row)
{
  AftExportFormat format = formats[gtk_list_box_row_get_index (row)];
  g_autoptr (AftExportDialog) alive = g_object_ref (self);

  /* Closed first: the next dialog belongs to the window, not to this one. */
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[CHOSEN], 0, (int) format);
}

static void
aft_export_dialog_class_init (AftExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen", AFT_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/transfer/aft-export-dialog.ui");
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
aft_export_dialog_init (AftExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * aft_export_dialog_new:
 * @parent: the window that the dialog belongs to
 *
 * Returns: (transfer none): the dialog, owned by GTK until it is closed
 */
GtkWidget *
aft_export_dialog_new (GtkWindow *parent)
{
  return g_object_new (AFT_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
}
