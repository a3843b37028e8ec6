/* aft-diary-row.c: shows one line of the diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GtkListView makes two hundred rows at once, however few are in sight: what a row does not show
 * yet is not made, and what it shows is written when the filler comes to it. Until then the row is
 * not seen.
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-diary-row.h"

#include "aft-diary-note-card.h"
#include "aft-diary-session-card.h"
#include "aft-diary-words.h"

/* As high as most lines, while nothing tells how high it will be. */
#define EMPTY_HEIGHT 48

struct _AftDiaryRow
{
  GtkWidget parent_instance;

  AftIdleBuilder *filler;
  GtkListItem *list_item; /* weak */

  /* Each made when it is first needed; one of them is seen. */
  GtkWidget *heading;
  GtkWidget *session;
  GtkWidget *note;

  AftDiaryItem *item;
  GSignalGroup *signals; /* of the item */
};

G_DEFINE_FINAL_TYPE (AftDiaryRow, aft_diary_row, GTK_TYPE_WIDGET)

static GtkWidget *
make_heading (void)
{
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                     PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (heading, "aft-diary-heading");

  return heading;
}

/* Makes one of the three where there is none, and shows it alone. */
static GtkWidget *
turn_to (AftDiaryRow *self, GtkWidget **child, GtkWidget *(*make) (void) )
{
  if (*child == NULL)
    {
      *child = make ();
      gtk_widget_set_parent (*child, GTK_WIDGET (self));
    }
  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (self)); other != NULL;
       other = gtk_widget_get_next_sibling (other))
    gtk_widget_set_visible (other, other == *child);

  return *child;
}

static void
show_heading (AftDiaryRow *self, const char *words)
{
  GtkWidget *heading = turn_to (self, &self->heading, make_heading);

  gtk_label_set_label (GTK_LABEL (heading), words);
  if (aft_diary_item_get_kind (self->item) == AFT_DIARY_ITEM_BEFORE)
    gtk_widget_add_css_class (heading, "before");
  else
    gtk_widget_remove_css_class (heading, "before");
}

/**
 * aft_diary_row_fill:
 * @row: an #AftDiaryRow with an item
 */
void
aft_diary_row_fill (GtkWidget *row)
{
  AftDiaryRow *self = AFT_DIARY_ROW (row);
  g_autofree char *name = aft_diary_words_item (self->item);
  GtkWidget *around;

  switch (aft_diary_item_get_kind (self->item))
    {
    case AFT_DIARY_ITEM_SESSION:
      turn_to (self, &self->session, aft_diary_session_card_new);
      aft_diary_session_card_set_item (AFT_DIARY_SESSION_CARD (self->session), self->item);
      break;

    case AFT_DIARY_ITEM_NOTE:
      turn_to (self, &self->note, aft_diary_note_card_new);
      aft_diary_note_card_set_item (AFT_DIARY_NOTE_CARD (self->note), self->item);
      break;

    case AFT_DIARY_ITEM_BEFORE:
    case AFT_DIARY_ITEM_DAY:
    default:
      show_heading (self, name);
    }

  /* A heading does nothing. But the arrow keys stop at it, for in GTK 4.8 they get no further than
   * to a line that does not take the keyboard. */
  if (self->list_item != NULL)
    gtk_list_item_set_activatable (self->list_item, aft_diary_item_get_id (self->item) != NULL);
  /* GTK makes the list row itself, and gives it no name. */
  around = gtk_widget_get_parent (GTK_WIDGET (self));
  if (around != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (around), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);

  gtk_widget_set_size_request (row, -1, -1);
  gtk_widget_set_opacity (row, 1);
}

static void
changed_cb (AftDiaryRow *self)
{
  if (aft_diary_item_get_kind (self->item) != AFT_DIARY_ITEM_GONE)
    {
      aft_idle_builder_add (self->filler, GTK_WIDGET (self));
      return;
    }
  aft_idle_builder_remove (self->filler, GTK_WIDGET (self));
  gtk_widget_set_opacity (GTK_WIDGET (self), 0);
}

static void
aft_diary_row_dispose (GObject *object)
{
  AftDiaryRow *self = AFT_DIARY_ROW (object);

  if (self->filler != NULL)
    aft_idle_builder_remove (self->filler, GTK_WIDGET (self));
  g_clear_pointer (&self->filler, aft_idle_builder_unref);
  g_clear_weak_pointer (&self->list_item);
  g_clear_object (&self->signals);
  g_clear_object (&self->item);
  g_clear_pointer (&self->heading, gtk_widget_unparent);
  g_clear_pointer (&self->session, gtk_widget_unparent);
  g_clear_pointer (&self->note, gtk_widget_unparent);

  G_OBJECT_CLASS (aft_diary_row_parent_class)->dispose (object);
}

static void
aft_diary_row_class_init (AftDiaryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = aft_diary_row_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
aft_diary_row_init (AftDiaryRow *self)
{
  /* Once for the row, not for each item that it shows. */
  self->signals = g_signal_group_new (AFT_TYPE_DIARY_ITEM);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (changed_cb), self);
}

/**
 * aft_diary_row_new:
 * @filler: has the row filled; it is kept
 * @list_item: whose child it is to be
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
aft_diary_row_new (AftIdleBuilder *filler, GtkListItem *list_item)
{
  AftDiaryRow *self = g_object_new (AFT_TYPE_DIARY_ROW, NULL);

  self->filler = aft_idle_builder_ref (filler);
  g_set_weak_pointer (&self->list_item, list_item);
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, EMPTY_HEIGHT);

  return GTK_WIDGET (self);
}

/**
 * aft_diary_row_set_item:
 * @item: (nullable): what to show; followed while it changes
 */
void
aft_diary_row_set_item (AftDiaryRow *self, AftDiaryItem *item)
{
  g_return_if_fail (AFT_IS_DIARY_ROW (self));
  g_return_if_fail (item == NULL || AFT_IS_DIARY_ITEM (item));

  g_set_object (&self->item, item);
  g_signal_group_set_target (self->signals, item);
  if (item != NULL)
    {
      gtk_widget_set_opacity (GTK_WIDGET (self), 0);
      changed_cb (self);
    }
  else
    {
      aft_idle_builder_remove (self->filler, GTK_WIDGET (self));
    }
}

/** aft_diary_row_get_item: (transfer none) (nullable): what the row shows. */
AftDiaryItem *
aft_diary_row_get_item (AftDiaryRow *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ROW (self), NULL);

  return self->item;
}
