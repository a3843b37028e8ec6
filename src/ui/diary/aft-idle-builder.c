/* aft-idle-builder.c: fills the rows of a long list when there is time, visible ones first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GtkListView keeps two hundred rows, however few are visible, and gives all of them another item at once
 * when somebody drags the scroll bar. Filling them at once would block the window for that time.
 */
#include "aft-config.h"

#include "aft-idle-builder.h"

/* For one batch; its rows are then measured too, and a frame has 16 milliseconds. */
#define BUDGET_US (2 * G_TIME_SPAN_MILLISECOND)

struct _AftIdleBuilder
{
  GtkWidget *viewport; /* NULL once it is destroyed */
  AftRowFillFunc fill;
  GQueue waiting;    /* GtkWidget *, not kept alive */
  GHashTable *links; /* of @waiting, by widget */
  guint source;
  gboolean urgent; /* whether the source has high priority */
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
  g_hash_table_unref (self->links);
}

/* Runs after the frame, so that rows have their positions; for invisible rows, when idle. */
static void
work_later (AftIdleBuilder *self, gboolean visible)
{
  if (self->source != 0 && self->urgent == visible)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  self->urgent = visible;
  self->source = g_idle_add_full (visible ? GDK_PRIORITY_REDRAW + 1 : G_PRIORITY_DEFAULT_IDLE,
                                  work_cb, self, NULL);
}

static gboolean
is_visible_row (AftIdleBuilder *self, GtkWidget *row)
{
  graphene_rect_t bounds;
  float height;

  if (self->viewport == NULL || !gtk_widget_get_mapped (row) ||
      !gtk_widget_compute_bounds (row, self->viewport, &bounds))
    return FALSE;
  height = (float) gtk_widget_get_height (self->viewport);

  return bounds.origin.y < height && bounds.origin.y + bounds.size.height > 0;
}

/* Returns: whether there was time to fill all of them, or all visible ones */
static gboolean
fill_until (AftIdleBuilder *self, gint64 end_us, gboolean only_visible)
{
  GList *next;

  for (GList *link = self->waiting.head; link != NULL; link = next)
    {
      GtkWidget *row = link->data;

      next = link->next;
      if (only_visible && !is_visible_row (self, row))
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
 * @viewport: the widget in which rows are visible; not kept alive
 * @fill: fills a row; must not add or remove others
 *
 * Returns: (transfer full): a builder without rows
 */
AftIdleBuilder *
aft_idle_builder_new (GtkWidget *viewport, AftRowFillFunc fill)
{
  AftIdleBuilder *self = g_rc_box_new0 (AftIdleBuilder);

  g_return_val_if_fail (GTK_IS_WIDGET (viewport), NULL);

  g_set_weak_pointer (&self->viewport, viewport);
  self->fill = fill;
  g_queue_init (&self->waiting);
  self->links = g_hash_table_new (NULL, NULL);

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
 * @row: the row to fill soon; filled once, however often it is added. Must be removed before it is destroyed.
 */
void
aft_idle_builder_add (AftIdleBuilder *self, GtkWidget *row)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (GTK_IS_WIDGET (row));

  if (g_hash_table_contains (self->links, row))
    return;
  g_queue_push_tail (&self->waiting, row);
  g_hash_table_insert (self->links, row, self->waiting.tail);
  /* An idle source may have to wait for long. */
  work_later (self, TRUE);
}

/**
 * aft_idle_builder_remove:
 * @row: a row that need not be filled any more; may be one that was not added
 */
void
aft_idle_builder_remove (AftIdleBuilder *self, GtkWidget *row)
{
  GList *link;

  g_return_if_fail (self != NULL);

  link = g_hash_table_lookup (self->links, row);
  if (link == NULL)
    return;
  g_hash_table_remove (self->links, row);
  g_queue_delete_link (&self->waiting, link);
}
