/* aft-diary-session-card.c: shows a session in the Diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-diary-session-card.h"

#include <glib/gi18n-lib.h>

#include "aft-diary-card.h"
#include "aft-diary-words.h"
#include "aft-columns-layout.h"

struct _AftDiarySessionCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *details;
  GtkLabel *waits;
  GtkLabel *text;
  GtkLabel *mark;
  GtkButton *delete;
};

G_DEFINE_FINAL_TYPE (AftDiarySessionCard, aft_diary_session_card, GTK_TYPE_WIDGET)

static void
show (AftDiarySessionCard *self, AftDiaryItem *item)
{
  AftSession *session = aft_diary_item_get_session (item);
  AftDay day = aft_diary_item_get_day (item);
  g_autofree char *title = aft_diary_words_session_title (session, day);
  g_autofree char *details = aft_diary_words_session_details (session);
  g_autofree char *waits = aft_diary_words_session_waits (session);
  g_autofree char *text = aft_diary_words_text (session->text);
  g_autofree char *date = aft_diary_words_day (day);
  /* Translators: %s is a day, "Monday 24 November" */
  g_autofree char *delete = g_strdup_printf (_ ("Delete session from %s"), date);

  gtk_image_set_from_icon_name (self->icon, session->place == AFT_PLACE_OF_TREATMENT_HOME
                                                ? "user-home-symbolic"
                                                : "aft-session-symbolic");
  aft_diary_card_show_text (self->title, title);
  aft_diary_card_show_text (self->details, details);
  aft_diary_card_show_text (self->waits, waits);
  aft_diary_card_show_text (self->text, text);
  aft_diary_card_show_text (self->mark, aft_diary_words_mark (aft_diary_item_get_mark (item)));
  aft_diary_card_set_delete (self->delete, session->id, delete);
}

static void
aft_diary_session_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_DIARY_SESSION_CARD);

  G_OBJECT_CLASS (aft_diary_session_card_parent_class)->dispose (object);
}

static void
aft_diary_session_card_class_init (AftDiarySessionCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_diary_session_card_dispose;

  g_type_ensure (AFT_TYPE_COLUMNS_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/diary/aft-diary-session-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AftDiarySessionCard, box);
  gtk_widget_class_bind_template_child (widget_class, AftDiarySessionCard, icon);
  gtk_widget_class_bind_template_child (widget_class, AftDiarySessionCard, title);
  gtk_widget_class_bind_template_child (widget_class, AftDiarySessionCard, details);
  gtk_widget_class_bind_template_child (widget_class, AftDiarySessionCard, waits);
  gtk_widget_class_bind_template_child (widget_class, AftDiarySessionCard, text);
  gtk_widget_class_bind_template_child (widget_class, AftDiarySessionCard, mark);
  gtk_widget_class_bind_template_child (widget_class, AftDiarySessionCard, delete);
}

static void
aft_diary_session_card_init (AftDiarySessionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * aft_diary_session_card_new:
 *
 * Returns: (transfer floating): a card that shows nothing yet
 */
GtkWidget *
aft_diary_session_card_new (void)
{
  return g_object_new (AFT_TYPE_DIARY_SESSION_CARD, NULL);
}

/**
 * aft_diary_session_card_set_item:
 * @item: of a session
 */
void
aft_diary_session_card_set_item (AftDiarySessionCard *self, AftDiaryItem *item)
{
  g_return_if_fail (AFT_IS_DIARY_SESSION_CARD (self));
  g_return_if_fail (AFT_IS_DIARY_ITEM (item));

  show (self, item);
}
