/* aft-progress-box.c: long work at the top of the window: how far it is, and a way to stop it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-progress-box.h"

#include "aft-name.h"

/* What is over sooner than this is not worth a bar that comes and goes. */
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

  gtk_widget_set_visible (GTK_WIDGET (self->revealer), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  update_cb (self);
  self->timeout_id = g_timeout_add (UPDATE_MS, update_cb, self);

  return G_SOURCE_REMOVE;
}

/* What is only folded away is still there for a screen reader: a Stop that stops nothing. */
static void
child_revealed_cb (AftProgressBox *self)
{
  if (self->revealer != NULL && !gtk_revealer_get_reveal_child (self->revealer))
    gtk_widget_set_visible (GTK_WIDGET (self->revealer), FALSE);
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
  gtk_widget_class_bind_template_callback (widget_class, child_revealed_cb);
}

static void
aft_progress_box_init (AftProgressBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * aft_progress_box_begin:
 * @text: what is being done, a sentence without a full stop
 * @progress: how far it is; borrowed until aft_progress_box_end()
 * @cancellable: what the button cancels
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
  /* The label tells what goes on; as such it is nothing that newer desktops name the bar by. */
  aft_name_widget (GTK_WIDGET (self->bar), text);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_widget_set_sensitive (self->cancel_button, TRUE);
  self->timeout_id = g_timeout_add (REVEAL_AFTER_MS, reveal_cb, self);
}

/**
 * aft_progress_box_end:
 *
 * The work is over, however it ended. Does nothing when none is under way.
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
 * Returns: whether work is under way, shown or not
 */
gboolean
aft_progress_box_is_busy (AftProgressBox *self)
{
  g_return_val_if_fail (AFT_IS_PROGRESS_BOX (self), FALSE);

  return self->progress != NULL;
}
