/* aft-idle-builder.c: fills the rows of a long list when there is time for it, those in sight first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-idle-builder.h"

/* In one go; what is filled then has its size measured too, and a frame has 16 milliseconds. */
#define BUDGET_US (2 * G_TIME_SPAN_MILLISECOND)

struct _AftIdleBuilder
{
  GtkWidget *viewport; /* NULL when it is gone */
  AftRowFillFunc fill;
  GQueue waiting;   /* GtkWidget *, who leave when they go */
  GHashTable *here; /* the links of @waiting by widget */
  guint source;
  gboolean urgent; /* the source */
};

static gboolean
work_cb (gpointer user_data);

static void
aft_idle_builder_clear (gpointer data)
{
  AftIdleBuilder *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_weak_pointer (&self->viewport);
  g_queue_clear (&self->waiting);
  g_hash_table_unref (self->here);
}

/* After the frame, so that rows have their places; what nobody sees, when nothing else is to be done. */
static void
work_later (AftIdleBuilder *self, gboolean in_sight)
{
  if (self->source != 0 && self->urgent == in_sight)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  self->urgent = in_sight;
  self->source = g_idle_add_full (in_sight ? GDK_PRIORITY_REDRAW + 1 : G_PRIORITY_DEFAULT_IDLE,
                                  work_cb, self, NULL);
}

static gboolean
is_in_sight (AftIdleBuilder *self, GtkWidget *row)
{
  graphene_rect_t bounds;
  float height;

  if (self->viewport == NULL || !gtk_widget_get_mapped (row) ||
      !gtk_widget_compute_bounds (row, self->viewport, &bounds))
    return FALSE;
  height = (float) gtk_widget_get_height (self->viewport);

  return bounds.origin.y < height && bounds.origin.y + bounds.size.height > 0;
}

/* Returns: whether there was time to fill all of them, or all that are in sight */
static gboolean
fill_until (AftIdleBuilder *self, gint64 end_us, gboolean only_in_sight)
{
  GList *next;

  for (GList *link = self->waiting.head; link != NULL; link = next)
    {
      GtkWidget *row = link->data;

      next = link->next;
      if (only_in_sight && !is_in_sight (self, row))
        continue;
      if (g_get_monotonic_time () >= end_us)
        return FALSE;
      aft_idle_builder_remove (self, row);
      self->fill (row);
    }

  return TRUE;
}

static gboolean
work_cb (gpointer user_data)
{
  AftIdleBuilder *self = user_data;
  gint64 end_us = g_get_monotonic_time () + BUDGET_US;

  self->source = 0;
  if (!fill_until (self, end_us, TRUE))
    work_later (self, TRUE);
  else if (!fill_until (self, end_us, FALSE))
    work_later (self, FALSE);

  return G_SOURCE_REMOVE;
}

/**
 * aft_idle_builder_new:
 * @viewport: what the rows are seen through; not kept alive
 * @fill: writes into a row what it is to show; must not add or remove others
 *
 * Returns: (transfer full): a filler without rows
 */
AftIdleBuilder *
aft_idle_builder_new (GtkWidget *viewport, AftRowFillFunc fill)
{
  AftIdleBuilder *self = g_rc_box_new0 (AftIdleBuilder);

  g_return_val_if_fail (GTK_IS_WIDGET (viewport), NULL);

  g_set_weak_pointer (&self->viewport, viewport);
  self->fill = fill;
  g_queue_init (&self->waiting);
  self->here = g_hash_table_new (NULL, NULL);

  return self;
}

/** aft_idle_builder_ref: (transfer full) */
AftIdleBuilder *
aft_idle_builder_ref (AftIdleBuilder *self)
{
  return g_rc_box_acquire (self);
}

/** aft_idle_builder_unref: @self: (transfer full) */
void
aft_idle_builder_unref (AftIdleBuilder *self)
{
  g_rc_box_release_full (self, aft_idle_builder_clear);
}

/**
 * aft_idle_builder_add:
 * @row: to be filled soon, once however often it is added; must be removed before it goes
 */
void
aft_idle_builder_add (AftIdleBuilder *self, GtkWidget *row)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (GTK_IS_WIDGET (row));

  if (g_hash_table_contains (self->here, row))
    return;
  g_queue_push_tail (&self->waiting, row);
  g_hash_table_insert (self->here, row, self->waiting.tail);
  /* One that waits for quiet may have to wait for long. */
  work_later (self, TRUE);
}

/**
 * aft_idle_builder_remove:
 * @row: not to be filled any more; may be one that does not wait
 */
void
aft_idle_builder_remove (AftIdleBuilder *self, GtkWidget *row)
{
  GList *link;

  g_return_if_fail (self != NULL);

  link = g_hash_table_lookup (self->here, row);
  if (link == NULL)
    return;
  g_hash_table_remove (self->here, row);
  g_queue_delete_link (&self->waiting, link);
}
