/* aft-diary-note-card.c: shows a check-in in the Diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-diary-note-card.h"

#include <glib/gi18n-lib.h>

#include "aft-css.h"
#include "aft-diary-card.h"
#include "aft-diary-words.h"
#include "aft-columns-layout.h"
#include "aft-wrap-layout.h"

#define NO_BREAK_SPACE "\u00a0"

struct _AftDiaryNoteCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *time;
  GtkLabel *values;
  GtkWidget *tags;
  GtkLabel *mark;
  GtkLabel *text;
  GtkButton *delete;
  GtkLabel *flag_tags[AFT_N_FLAGS]; /* created when first needed; most never are */
};

G_DEFINE_FINAL_TYPE (AftDiaryNoteCard, aft_diary_note_card, GTK_TYPE_WIDGET)

static GtkLabel *
make_tag (AftDiaryNoteCard *self, int index)
{
  GtkWidget *tag = gtk_label_new (NULL);
  GtkWidget *next = GTK_WIDGET (self->mark);

  for (int i = AFT_N_FLAGS - 1; i > index; i--)
    {
      if (self->flag_tags[i] != NULL)
        next = GTK_WIDGET (self->flag_tags[i]);
    }
  gtk_widget_add_css_class (tag, "aft-tag");
  gtk_label_set_wrap (GTK_LABEL (tag), TRUE);
  gtk_widget_insert_before (tag, self->tags, next);

  return GTK_LABEL (tag);
}

static void
show_flag (AftDiaryNoteCard *self, int index, const char *words, gboolean ticked)
{
  if (words != NULL && self->flag_tags[index] == NULL)
    self->flag_tags[index] = make_tag (self, index);
  if (self->flag_tags[index] == NULL)
    return;
  aft_diary_card_show_text (self->flag_tags[index], words);
  aft_css_set_class (GTK_WIDGET (self->flag_tags[index]), "warning", ticked);
}

/* The notes of a day share a frame. */
static void
show_frame (AftDiaryNoteCard *self, AftDiaryItem *item)
{
  aft_css_set_class (self->box, "first", aft_diary_item_get_first (item));
  aft_css_set_class (self->box, "last", aft_diary_item_get_last (item));
}

/* Until the note has been read: a card of the usual height. */
static void
show_no_note (AftDiaryNoteCard *self, AftDiaryItem *item)
{
  aft_diary_card_show_text (self->time, NULL);
  aft_diary_card_show_text (self->values, " ");
  aft_diary_card_show_text (self->text, NULL);
  gtk_widget_set_visible (self->tags, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->delete), FALSE);
  show_frame (self, item);
}

/* Returns: (transfer full): @values with every symptom and its score on one line; only for the eye:
 * search, screen readers and export use plain spaces. */
static char *
keep_together (const char *values)
{
  g_auto (GStrv) facts = g_strsplit (values, AFT_DIARY_WORDS_BETWEEN, -1);

  for (char **fact = facts; *fact != NULL; fact++)
    {
      g_auto (GStrv) words = g_strsplit (*fact, " ", -1);

      g_free (*fact);
      *fact = g_strjoinv (NO_BREAK_SPACE, words);
    }

  return g_strjoinv (AFT_DIARY_WORDS_BETWEEN, facts);
}

static void
show_note (AftDiaryNoteCard *self, AftDiaryItem *item)
{
  AftSkinNote *note = aft_diary_item_get_note (item);
  g_autofree char *time = aft_diary_words_note_time (note);
  g_autofree char *values = aft_diary_words_note_values (note);
  g_autofree char *shown = keep_together (values);
  g_autofree char *text = aft_diary_words_text (note->text);
  g_autofree char *date = aft_diary_words_day (note->day);
  /* Translators: %s is a day, "Monday 24 November" */
  g_autofree char *delete = g_strdup_printf (_ ("Delete check-in from %s"), date);
  const char *mark = aft_diary_words_mark (aft_diary_item_get_mark (item));

  aft_diary_card_show_text (self->time, time);
  aft_diary_card_show_text (self->values, shown);
  aft_diary_card_show_text (self->text, text);
  for (int i = 0; i < AFT_N_FLAGS; i++)
    {
      AftFlags flag = (AftFlags) (1 << i);
      g_autofree char *tag = NULL;

      if ((note->flags & flag) != 0)
        tag = aft_diary_words_flag (flag, FALSE);
      else if ((note->resolved_flags & flag) != 0)
        tag = aft_diary_words_flag (flag, TRUE);
      show_flag (self, i, tag, (note->flags & flag) != 0);
    }
  aft_diary_card_show_text (self->mark, mark);
  gtk_widget_set_visible (self->tags,
                          mark != NULL || (note->flags | note->resolved_flags) != AFT_FLAG_NONE);
  aft_diary_card_set_delete (self->delete, note->id, delete);

  gtk_widget_set_sensitive (GTK_WIDGET (self->delete), TRUE);
  show_frame (self, item);
}

static void
aft_diary_note_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_DIARY_NOTE_CARD);

  G_OBJECT_CLASS (aft_diary_note_card_parent_class)->dispose (object);
}

static void
aft_diary_note_card_class_init (AftDiaryNoteCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_diary_note_card_dispose;

  g_type_ensure (AFT_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (AFT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/diary/aft-diary-note-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AftDiaryNoteCard, box);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryNoteCard, time);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryNoteCard, values);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryNoteCard, tags);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryNoteCard, mark);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryNoteCard, text);
  gtk_widget_class_bind_template_child (widget_class, AftDiaryNoteCard, delete);
}

static void
aft_diary_note_card_init (AftDiaryNoteCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * aft_diary_note_card_new:
 *
 * Returns: (transfer floating): a card that shows nothing yet
 */
GtkWidget *
aft_diary_note_card_new (void)
{
  return g_object_new (AFT_TYPE_DIARY_NOTE_CARD, NULL);
}

/**
 * aft_diary_note_card_set_item:
 * @item: of a check-in, be it read already or not
 */
void
aft_diary_note_card_set_item (AftDiaryNoteCard *self, AftDiaryItem *item)
{
  g_return_if_fail (AFT_IS_DIARY_NOTE_CARD (self));
  g_return_if_fail (AFT_IS_DIARY_ITEM (item));

  if (aft_diary_item_get_note (item) != NULL)
    show_note (self, item);
  else
    show_no_note (self, item);
}
