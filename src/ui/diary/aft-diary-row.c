/* aft-diary-row.c: shows one line of the diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GtkListView creates two hundred rows at once, however few are visible. Therefore a row creates the widgets
 * for an entry only when it needs them, and fills them when the idle builder gets to it. Until then it is
 * transparent.
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-diary-row.h"

#include "aft-css.h"
#include "aft-diary-note-card.h"
#include "aft-diary-session-card.h"
#include "aft-diary-words.h"

/* The height of most lines, for a row that isn't filled yet. */
#define EMPTY_HEIGHT 48

struct _AftDiaryRow
{
  GtkWidget parent_instance;

  AftIdleBuilder *builder;
  GtkListItem *list_item; /* weak */

  /* Created when first needed; one of them is visible. */
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

/* Creates one of the three children if necessary, and shows only that one. */
static GtkWidget *
show_child (AftDiaryRow *self, GtkWidget **child, GtkWidget *(*make) (void) )
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
  GtkWidget *heading = show_child (self, &self->heading, make_heading);

  gtk_label_set_label (GTK_LABEL (heading), words);
  aft_css_set_class (heading, "before",
                     aft_diary_item_get_kind (self->item) == AFT_DIARY_ITEM_BEFORE);
}

/* A row that isn't filled yet has what another item left in it: nobody sees that, and a click must not
 * delete it. */
static void
set_shown (AftDiaryRow *self, gboolean shown)
{
  gtk_widget_set_opacity (GTK_WIDGET (self), shown ? 1 : 0);
  gtk_widget_set_can_target (GTK_WIDGET (self), shown);
}

/**
 * aft_diary_row_fill:
 * @row: an #AftDiaryRow with an item
 *
 * Shows the item, and gives the list row around it an accessible name. Called by the idle builder.
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
      show_child (self, &self->session, aft_diary_session_card_new);
      aft_diary_session_card_set_item (AFT_DIARY_SESSION_CARD (self->session), self->item);
      break;

    case AFT_DIARY_ITEM_NOTE:
      show_child (self, &self->note, aft_diary_note_card_new);
      aft_diary_note_card_set_item (AFT_DIARY_NOTE_CARD (self->note), self->item);
      break;

    case AFT_DIARY_ITEM_BEFORE:
    case AFT_DIARY_ITEM_DAY:
    default:
      show_heading (self, name);
    }

  /* A heading does nothing, but can have the focus: in GTK 4.8 the arrow keys can't get past a line that
   * can't. */
  if (self->list_item != NULL)
    gtk_list_item_set_activatable (self->list_item, aft_diary_item_get_id (self->item) != NULL);
  /* GTK creates the list row itself, without a name. */
  around = gtk_widget_get_parent (GTK_WIDGET (self));
  if (around != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (around), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);

  gtk_widget_set_size_request (row, -1, -1);
  set_shown (self, TRUE);
}

static void
changed_cb (AftDiaryRow *self)
{
  if (aft_diary_item_get_kind (self->item) != AFT_DIARY_ITEM_REMOVED)
    {
      aft_idle_builder_add (self->builder, GTK_WIDGET (self));
      return;
    }
  aft_idle_builder_remove (self->builder, GTK_WIDGET (self));
  set_shown (self, FALSE);
}

static void
aft_diary_row_dispose (GObject *object)
{
  AftDiaryRow *self = AFT_DIARY_ROW (object);

  if (self->builder != NULL)
    aft_idle_builder_remove (self->builder, GTK_WIDGET (self));
  g_clear_pointer (&self->builder, aft_idle_builder_unref);
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
  /* Connected once for the row, not for each item. */
  self->signals = g_signal_group_new (AFT_TYPE_DIARY_ITEM);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (changed_cb), self);
}

/**
 * aft_diary_row_new:
 * @builder: fills the row when there is time; the row keeps a reference
 * @list_item: the row will be its child; activatable if there is an entry to open
 *
 * Its delete button activates "diary.delete" with the id of the entry.
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
aft_diary_row_new (AftIdleBuilder *builder, GtkListItem *list_item)
{
  AftDiaryRow *self = g_object_new (AFT_TYPE_DIARY_ROW, NULL);

  self->builder = aft_idle_builder_ref (builder);
  g_set_weak_pointer (&self->list_item, list_item);
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, EMPTY_HEIGHT);

  return GTK_WIDGET (self);
}

/**
 * aft_diary_row_set_item:
 * @item: (nullable): what to show, soon and while it changes; a reference is kept
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
      set_shown (self, FALSE);
      changed_cb (self);
    }
  else
    {
      aft_idle_builder_remove (self->builder, GTK_WIDGET (self));
    }
}

/** aft_diary_row_get_item: (transfer none) (nullable): what the row shows. */
AftDiaryItem *
aft_diary_row_get_item (AftDiaryRow *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ROW (self), NULL);

  return self->item;
}
