/* aft-text-row.c: a list row to write several lines in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-text-row.h"

/**
 * AftTextRow:
 *
 * The title of the row is the accessible name of the text. Tab moves out of the text.
 *
 * Signal "changed": the person, or aft_text_row_set_text(), changed it.
 */
struct _AftTextRow
{
  AdwPreferencesRow parent_instance;

  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (AftTextRow, aft_text_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
buffer_changed_cb (GtkTextBuffer *buffer, AftTextRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
title_changed_cb (AftTextRow *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

/* A click beside the text counts as a click on the text. */
static void
pressed_cb (AftTextRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
aft_text_row_class_init (AftTextRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/common/aft-text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AftTextRow, view);
  gtk_widget_class_bind_template_callback (widget_class, buffer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_text_row_init (AftTextRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * aft_text_row_get_text:
 * Returns: (transfer full): the text, with lines separated by '\n'
 */
char *
aft_text_row_get_text (AftTextRow *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_val_if_fail (AFT_IS_TEXT_ROW (self), NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/**
 * aft_text_row_set_text:
 * @text: what to show
 */
void
aft_text_row_set_text (AftTextRow *self, const char *text)
{
  GtkTextBuffer *buffer;

  g_return_if_fail (AFT_IS_TEXT_ROW (self));
  g_return_if_fail (text != NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  /* Ctrl+Z must not undo what was there before this dialog. */
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}
