/* aft-export-dialog.c: as what to export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-export-dialog.h"

#include <glib/gi18n-lib.h>

struct _AftExportDialog
{
  AdwWindow parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AftExportDialog, aft_export_dialog, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  AftExportFormat format;
  const char *title;
  const char *subtitle;
} Choice;

/* The two tables stand apart: a file chooser asks for one file. */
static const Choice choices[] = {
  { AFT_EXPORT_JSON, N_ ("Whole Diary"),
    N_ ("To keep as a copy, or to import on another computer (JSON)") },
  { AFT_EXPORT_PDF, N_ ("Report for Your Clinician"),
    N_ ("One to three pages, to share or print (PDF)") },
  { AFT_EXPORT_ICS, N_ ("Dates for Your Calendar"),
    N_ ("When makeup and your next session become possible, with alarms (iCalendar)") },
  { AFT_EXPORT_CSV_SESSIONS, N_ ("Table of Sessions"), N_ ("For a spreadsheet (CSV)") },
  { AFT_EXPORT_CSV_NOTES, N_ ("Table of Check-Ins"), N_ ("For a spreadsheet (CSV)") },
};

static void
row_activated_cb (AftExportDialog *self, GtkListBoxRow *row)
{
  AftExportFormat format = choices[gtk_list_box_row_get_index (row)].format;
  g_autoptr (AftExportDialog) alive = g_object_ref (self);

  /* Closed first, so that what opens next stands over the window and not over this. */
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
  gtk_widget_class_bind_template_child (widget_class, AftExportDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
aft_export_dialog_init (AftExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (choices[i].title));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (choices[i].subtitle));
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_list_box_append (self->list, row);
    }
}

/**
 * aft_export_dialog_new:
 * @parent: the window to stand over
 *
 * Returns: (transfer none): the dialog, owned by GTK until it is closed
 */
GtkWidget *
aft_export_dialog_new (GtkWindow *parent)
{
  return g_object_new (AFT_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
}
