/* aft-progress-box.c: shows the progress of long work at the top of the window, with a Stop button
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-progress-box.h"

#include "aft-closures.h"
#include "aft-name.h"

/* Shorter work isn't worth a bar that appears and disappears. */
#define REVEAL_AFTER_MS 400
#define UPDATE_MS 100

struct _AftProgressBox
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkProgressBar *bar;
  GtkWidget *cancel_button;

  AftProgress *progress; /* NULL: idle */
  GCancellable *cancellable;
  guint timeout_id;
};

G_DEFINE_FINAL_TYPE (AftProgressBox, aft_progress_box, GTK_TYPE_WIDGET)

static gboolean
update_cb (gpointer user_data)
{
  AftProgressBox *self = AFT_PROGRESS_BOX (user_data);
  double fraction = aft_progress_get_fraction (self->progress);

  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->bar, fraction);
  else
    gtk_progress_bar_pulse (self->bar);

  return G_SOURCE_CONTINUE;
}

static gboolean
reveal_cb (gpointer user_data)
{
  AftProgressBox *self = AFT_PROGRESS_BOX (user_data);

  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  update_cb (self);
  self->timeout_id = g_timeout_add (UPDATE_MS, update_cb, self);

  return G_SOURCE_REMOVE;
}

static void
cancel_clicked_cb (AftProgressBox *self)
{
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  g_cancellable_cancel (self->cancellable);
}

static void
aft_progress_box_dispose (GObject *object)
{
  AftProgressBox *self = AFT_PROGRESS_BOX (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->cancellable);
  self->progress = NULL;
  self->revealer = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), AFT_TYPE_PROGRESS_BOX);

  G_OBJECT_CLASS (aft_progress_box_parent_class)->dispose (object);
}

static void
aft_progress_box_class_init (AftProgressBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_progress_box_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/transfer/aft-progress-box.ui");
  gtk_widget_class_bind_template_child (widget_class, AftProgressBox, revealer);
  gtk_widget_class_bind_template_child (widget_class, AftProgressBox, label);
  gtk_widget_class_bind_template_child (widget_class, AftProgressBox, bar);
  gtk_widget_class_bind_template_child (widget_class, AftProgressBox, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_or);
}

static void
aft_progress_box_init (AftProgressBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * aft_progress_box_begin:
 * @text: what is being done, without a full stop
 * @progress: updated by the work; borrowed until aft_progress_box_end()
 * @cancellable: what the button cancels
 *
 * Appears only if the work takes a while. Must not be busy.
 */
void
aft_progress_box_begin (AftProgressBox *self,
                        const char *text,
                        AftProgress *progress,
                        GCancellable *cancellable)
{
  g_return_if_fail (AFT_IS_PROGRESS_BOX (self));
  g_return_if_fail (self->progress == NULL);

  self->progress = progress;
  g_set_object (&self->cancellable, cancellable);
  gtk_label_set_label (self->label, text);
  /* Newer desktops don't take the label, which has the role of a status, as the name of the bar. */
  aft_name_widget (GTK_WIDGET (self->bar), text);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_widget_set_sensitive (self->cancel_button, TRUE);
  self->timeout_id = g_timeout_add (REVEAL_AFTER_MS, reveal_cb, self);
}

/**
 * aft_progress_box_end:
 *
 * Ends what aft_progress_box_begin() began, whatever the result. Does nothing if it isn't busy.
 */
void
aft_progress_box_end (AftProgressBox *self)
{
  g_return_if_fail (AFT_IS_PROGRESS_BOX (self));

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->cancellable);
  self->progress = NULL;
  /* Its window may be closed by now. */
  if (self->revealer != NULL)
    gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

/**
 * aft_progress_box_is_busy:
 *
 * Returns: whether work is in progress, visible or not
 */
gboolean
aft_progress_box_is_busy (AftProgressBox *self)
{
  g_return_val_if_fail (AFT_IS_PROGRESS_BOX (self), FALSE);

  return self->progress != NULL;
}
