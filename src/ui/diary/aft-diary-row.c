/* aft-diary-row.c: shows one line of the diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-diary-row.h"

#include <glib/gi18n-lib.h>

#include "aft-diary-words.h"
#include "aft-words.h"
#include "aft-wrap-layout.h"

struct _AftDiaryRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *heading;

  GtkWidget *session;
  GtkImage *session_icon;
  GtkLabel *session_title;
  GtkLabel *session_details;
  GtkLabel *session_waits;
  GtkLabel *session_text;
  GtkWidget *session_later;
  GtkButton *session_delete;

  GtkWidget *note;
  GtkLabel *note_time;
  GtkLabel *note_values;
  GtkWidget *note_tags;
  GtkWidget *note_later;
  GtkLabel *note_text;
  GtkButton *note_delete;
  GtkLabel *flag_tags[AFT_N_FLAGS];

  AftDiaryItem *item;
};

G_DEFINE_FINAL_TYPE (AftDiaryRow, aft_diary_row, GTK_TYPE_WIDGET)

/* A label that says nothing takes no room. */
static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
set_delete (GtkButton *button, const char *id, const char *name)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_session (AftDiaryRow *self, AftSession *session)
{
  AftDay day = aft_diary_item_get_day (self->item);
  g_autofree char *title = aft_diary_words_session_title (session, day);
  g_autofree char *details = aft_diary_words_session_details (session);
  g_autofree char *waits = aft_diary_words_session_waits (session);
  g_autofree char *text = aft_diary_words_text (session->text);
  g_autofree char *date = aft_diary_words_day (day);
  /* Translators: %s is a day, "Monday 24 November" */
  g_autofree char *delete = g_strdup_printf (_ ("Delete session of %s"), date);

  gtk_image_set_from_icon_name (self->session_icon, session->setting == AFT_SETTING_HOME
                                                        ? "user-home-symbolic"
                                                        : "aft-session-symbolic");
  show_text (self->session_title, title);
  show_text (self->session_details, details);
  show_text (self->session_waits, waits);
  show_text (self->session_text, text);
  gtk_widget_set_visible (self->session_later, aft_diary_item_get_added_later (self->item));
  set_delete (self->session_delete, session->id, delete);
}

static void
show_note (AftDiaryRow *self, AftSkinNote *note)
{
  g_autofree char *time = aft_diary_words_note_time (note);
  g_autofree char *values = aft_diary_words_note_values (note);
  g_autofree char *text = aft_diary_words_text (note->text);
  g_autofree char *date = aft_diary_words_day (note->day);
  /* Translators: %s is a day, "Monday 24 November" */
  g_autofree char *delete = g_strdup_printf (_ ("Delete check-in of %s"), date);
  gboolean later = aft_diary_item_get_added_later (self->item);

  show_text (self->note_time, time);
  show_text (self->note_values, values);
  show_text (self->note_text, text);
  for (int i = 0; i < AFT_N_FLAGS; i++)
    {
      AftFlags flag = (AftFlags) (1 << i);
      g_autofree char *tag = NULL;

      if ((note->flags & flag) != 0)
        tag = aft_diary_words_flag (flag, FALSE);
      else if ((note->resolved_flags & flag) != 0)
        tag = aft_diary_words_flag (flag, TRUE);
      show_text (self->flag_tags[i], tag);
      if ((note->flags & flag) != 0)
        gtk_widget_add_css_class (GTK_WIDGET (self->flag_tags[i]), "warning");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self->flag_tags[i]), "warning");
    }
  gtk_widget_set_visible (self->note_later, later);
  gtk_widget_set_visible (self->note_tags,
                          later || (note->flags | note->resolved_flags) != AFT_FLAG_NONE);
  set_delete (self->note_delete, note->id, delete);

  /* The notes of a day stand in one frame. */
  if (aft_diary_item_get_first (self->item))
    gtk_widget_add_css_class (self->note, "first");
  else
    gtk_widget_remove_css_class (self->note, "first");
  if (aft_diary_item_get_last (self->item))
    gtk_widget_add_css_class (self->note, "last");
  else
    gtk_widget_remove_css_class (self->note, "last");
}

static void
aft_diary_row_dispose (GObject *object)
{
  AftDiaryRow *self = AFT_DIARY_ROW (object);

  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), AFT_TYPE_DIARY_ROW);
  G_OBJECT_CLASS (aft_diary_row_parent_class)->dispose (object);
}

static void
aft_diary_row_class_init (AftDiaryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = aft_diary_row_dispose;

  g_type_ensure (AFT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/diary/aft-diary-row.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, AftDiaryRow, name)
  BIND (box);
  BIND (heading);
  BIND (session);
  BIND (session_icon);
  BIND (session_title);
  BIND (session_details);
  BIND (session_waits);
  BIND (session_text);
  BIND (session_later);
  BIND (session_delete);
  BIND (note);
  BIND (note_time);
  BIND (note_values);
  BIND (note_tags);
  BIND (note_later);
  BIND (note_text);
  BIND (note_delete);
#undef BIND
}

static void
aft_diary_row_init (AftDiaryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < AFT_N_FLAGS; i++)
    {
      GtkWidget *tag = gtk_label_new (NULL);

      gtk_widget_add_css_class (tag, "aft-tag");
      gtk_label_set_wrap (GTK_LABEL (tag), TRUE);
      gtk_widget_set_visible (tag, FALSE);
      gtk_widget_insert_before (tag, self->note_tags, self->note_later);
      self->flag_tags[i] = GTK_LABEL (tag);
    }
}

/**
 * aft_diary_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
aft_diary_row_new (void)
{
  return g_object_new (AFT_TYPE_DIARY_ROW, NULL);
}

/**
 * aft_diary_row_set_item:
 * @item: (nullable): what to show
 *
 * Connects nothing and so may be called from a factory's bind.
 */
void
aft_diary_row_set_item (AftDiaryRow *self, AftDiaryItem *item)
{
  g_autofree char *name = NULL;
  AftDiaryItemKind kind;
  GtkWidget *around;

  g_return_if_fail (AFT_IS_DIARY_ROW (self));
  g_return_if_fail (item == NULL || AFT_IS_DIARY_ITEM (item));

  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  kind = aft_diary_item_get_kind (item);
  gtk_widget_set_visible (GTK_WIDGET (self->heading),
                          kind == AFT_DIARY_ITEM_DAY || kind == AFT_DIARY_ITEM_BEFORE);
  gtk_widget_set_visible (self->session, kind == AFT_DIARY_ITEM_SESSION);
  gtk_widget_set_visible (self->note, kind == AFT_DIARY_ITEM_NOTE);

  name = aft_diary_words_item (item);
  switch (kind)
    {
    case AFT_DIARY_ITEM_SESSION:
      show_session (self, aft_diary_item_get_session (item));
      break;
    case AFT_DIARY_ITEM_NOTE:
      show_note (self, aft_diary_item_get_note (item));
      break;
    case AFT_DIARY_ITEM_BEFORE:
    case AFT_DIARY_ITEM_DAY:
    default:
      gtk_label_set_label (self->heading, name);
      if (kind == AFT_DIARY_ITEM_BEFORE)
        gtk_widget_add_css_class (GTK_WIDGET (self->heading), "before");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self->heading), "before");
    }

  /* GTK makes the list row itself, and gives it no name. */
  around = gtk_widget_get_parent (GTK_WIDGET (self));
  if (around != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (around), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}

/** aft_diary_row_get_item: (transfer none) (nullable): what the row shows. */
AftDiaryItem *
aft_diary_row_get_item (AftDiaryRow *self)
{
  g_return_val_if_fail (AFT_IS_DIARY_ROW (self), NULL);

  return self->item;
}
