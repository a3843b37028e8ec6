/* aft-late-question.c: asks for late signs, weeks after the last session
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A quiet line on Today, never a notification. Either answer puts it away.
 */
#include "aft-config.h"

#include "aft-late-question.h"

#include <glib/gi18n-lib.h>

#include "aft-late-signs.h"
#include "aft-preferences-file.h"

/* The time of the latest question that was answered, microseconds since 1970 UTC. */
#define KEY "late-question-answered"

struct _AftLateQuestion
{
  GtkWidget parent_instance;

  GtkWidget *box;

  GSettings *settings; /* NULL if the schema isn't installed */
  gint64 since_us;     /* which question is shown; 0 for none */
  gint64 answered_us;  /* if it can't be kept, at least while the window is open */
};

G_DEFINE_FINAL_TYPE (AftLateQuestion, aft_late_question, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_YES,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
answer (AftLateQuestion *self)
{
  self->answered_us = self->since_us;
  if (aft_preferences_may_set (self->settings))
    g_settings_set_int64 (self->settings, KEY, self->since_us);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
yes_cb (AftLateQuestion *self)
{
  answer (self);
  g_signal_emit (self, signals[SIGNAL_YES], 0);
}

static void
aft_late_question_dispose (GObject *object)
{
  AftLateQuestion *self = AFT_LATE_QUESTION (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (aft_late_question_parent_class)->dispose (object);
}

static void
aft_late_question_class_init (AftLateQuestionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = aft_late_question_dispose;

  /**
   * AftLateQuestion::yes:
   *
   * There is something: time to tick it.
   */
  signals[SIGNAL_YES] = g_signal_new ("yes", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
add_button (GtkWidget *buttons, const char *label, GCallback callback, AftLateQuestion *self)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (buttons), button);
}

static void
aft_late_question_init (AftLateQuestion *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = g_object_new (
      GTK_TYPE_LABEL, "label",
      _ ("Anything new since your last session: a lump, or a sore that stays?"), "xalign", 0.0,
      "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "width-chars", 8, NULL);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "padded");
  gtk_box_append (GTK_BOX (self->box), label);
  gtk_box_append (GTK_BOX (self->box), buttons);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  /* Translators: an answer to "Anything new since your last session?" */
  add_button (buttons, C_ ("answer", "No"), G_CALLBACK (answer), self);
  /* Translators: an answer to "Anything new since your last session?" */
  add_button (buttons, C_ ("answer", "Yes"), G_CALLBACK (yes_cb), self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * aft_late_question_update:
 * @plan: the plan at the present time
 * @settings: (nullable): the settings, or NULL if the schema isn't installed
 *
 * Shows itself if there is a question that hasn't been answered.
 */
void
aft_late_question_update (AftLateQuestion *self, const AftPlan *plan, GSettings *settings)
{
  gint64 answered_us;

  g_return_if_fail (AFT_IS_LATE_QUESTION (self));

  g_set_object (&self->settings, settings);
  answered_us = settings != NULL ? g_settings_get_int64 (settings, KEY) : 0;
  self->since_us = aft_plan_get_late_question (plan, plan->now_us);
  gtk_widget_set_visible (GTK_WIDGET (self), self->since_us != 0 &&
                                                 self->since_us != self->answered_us &&
                                                 self->since_us != answered_us);
}
