/* aft-today-page.c: twenty seconds a day: the check-in, where the recovery stands, what is next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-today-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "aft-check-in-card.h"
#include "aft-columns-layout.h"
#include "aft-hero.h"
#include "aft-insight-line.h"
#include "aft-reminder-banner.h"
#include "aft-activities-list.h"
#include "aft-wake-source.h"
#include "aft-words.h"

struct _AftTodayPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  AftReminderBanner *banner;
  GtkStack *stack;
  AdwBin *empty; /* nothing in it before it is needed */
  AftCheckInCard *check_in;
  AftHero *hero;
  AftInsightLine *insight;
  GtkLabel *ahead;
  GtkWidget *advice;
  GtkLabel *advice_text;
  GtkWidget *clinic;
  GtkLabel *clinic_text;
  AftActivitiesList *steps;

  AftDiaryModel *model;
  GSource *wake;
  GdkSurface *surface; /* while mapped: to know when the window is minimized */
};

G_DEFINE_FINAL_TYPE (AftTodayPage, aft_today_page, GTK_TYPE_WIDGET)

static gboolean
is_seen (AftTodayPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;

  return !GDK_IS_TOPLEVEL (self->surface) ||
         !(gdk_toplevel_get_state (GDK_TOPLEVEL (self->surface)) & GDK_TOPLEVEL_STATE_MINIMIZED);
}

/* Midnight: from then on, "tomorrow" is "today". */
static gint64
get_midnight (AftTodayPage *self, gint64 now_us)
{
  GTimeZone *time_zone = aft_diary_model_get_time_zone (self->model);

  return aft_day_instant (aft_day_of (now_us, time_zone, 0) + 1, time_zone, 0);
}

/* The next instant at which any sentence on the page reads differently. A new plan is the model's
 * to make; this is about the words of the present one. */
static gint64
get_next_change (AftTodayPage *self, const AftPlan *plan)
{
  gint64 next_us = get_midnight (self, plan->now_us);

  for (guint i = 0; i < plan->activities->len; i++)
    {
      const AftActivity *step = &g_array_index (plan->activities, AftActivity, i);

      if (step->at_us != 0)
        next_us = MIN (next_us, aft_words_countdown_changes (step->at_us, plan->now_us));
    }
  if (plan->next_at_us != 0)
    next_us = MIN (next_us, aft_words_countdown_changes (plan->next_at_us, plan->now_us));

  return next_us;
}

static void
update_advice (AftTodayPage *self, const AftPlan *plan)
{
  const AftAdvice *advice;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->advice, plan->advice->len > 0);
  if (plan->advice->len == 0)
    return;

  /* The most urgent one only: a wall of warnings is not read. */
  advice = &g_array_index (plan->advice, AftAdvice, 0);
  text = aft_words_advice (advice);
  gtk_label_set_label (self->advice_text, text);
  if (advice->today)
    gtk_widget_add_css_class (self->advice, "urgent");
  else
    gtk_widget_remove_css_class (self->advice, "urgent");
}

/* A new diary: what to do first. */
static void
show_empty (AftTodayPage *self)
{
  if (adw_bin_get_child (self->empty) == NULL)
    {
      GtkWidget *page = adw_status_page_new ();
      GtkWidget *button = gtk_button_new_with_label (_ ("Log Session"));

      gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "pill");
      gtk_widget_add_css_class (button, "suggested-action");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.log-session");
      adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "aft-session-symbolic");
      adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Your Recovery Starts Here"));
      adw_status_page_set_description (
          ADW_STATUS_PAGE (page),
          _ ("Log your first session, then see day by day what your skin is ready for. Everything stays on this computer."));
      adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
      adw_bin_set_child (self->empty, page);
    }
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
update (AftTodayPage *self)
{
  AftPlan *plan = aft_diary_model_get_plan (self->model);
  GTimeZone *time_zone = aft_diary_model_get_time_zone (self->model);
  g_autofree char *ahead = NULL;
  AftPlan view;

  if (plan == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "loading");
      return;
    }

  if (plan->session == NULL && plan->n_ahead == 0 && aft_diary_model_get_n_notes (self->model) == 0)
    show_empty (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "today");

  /* The plan holds until changes_at_us; only its words go by the clock. */
  view = *plan;
  view.now_us = MAX (plan->now_us, aft_clock_now ());

  aft_reminder_banner_update (self->banner);
  aft_hero_update (self->hero, &view, time_zone);
  aft_activities_list_update (self->steps, &view, time_zone);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), plan->session != NULL);
  update_advice (self, &view);
  aft_insight_line_update (self->insight, self->model);
  ahead = aft_words_ahead (plan);
  gtk_label_set_label (self->ahead, ahead != NULL ? ahead : "");
  gtk_widget_set_visible (GTK_WIDGET (self->ahead), ahead != NULL);
  gtk_label_set_label (self->clinic_text,
                       plan->clinic_instructions != NULL ? plan->clinic_instructions : "");
  gtk_widget_set_visible (self->clinic, plan->clinic_instructions != NULL &&
                                            plan->clinic_instructions[0] != '\0');

  aft_wake_source_arm (self->wake, is_seen (self) ? get_next_change (self, &view) : AFT_WAKE_NEVER,
                       AFT_WAKE_NEVER);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
wake_cb (AftWakeReason reasons, gpointer user_data)
{
  AftTodayPage *self = user_data;

  if (is_seen (self))
    update (self);
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_today_page_map (GtkWidget *widget)
{
  AftTodayPage *self = AFT_TODAY_PAGE (widget);

  GTK_WIDGET_CLASS (aft_today_page_parent_class)->map (widget);

  self->surface = g_object_ref (gtk_native_get_surface (gtk_widget_get_native (widget)));
  g_signal_connect_object (self->surface, "notify::state", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
aft_today_page_unmap (GtkWidget *widget)
{
  AftTodayPage *self = AFT_TODAY_PAGE (widget);

  if (self->surface != NULL)
    g_signal_handlers_disconnect_by_func (self->surface, update, self);
  g_clear_object (&self->surface);
  aft_wake_source_arm (self->wake, AFT_WAKE_NEVER, AFT_WAKE_NEVER);

  GTK_WIDGET_CLASS (aft_today_page_parent_class)->unmap (widget);
}

static void
aft_today_page_dispose (GObject *object)
{
  AftTodayPage *self = AFT_TODAY_PAGE (object);

  if (self->wake != NULL)
    g_source_destroy (self->wake);
  g_clear_pointer (&self->wake, g_source_unref);
  g_clear_object (&self->surface);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_TODAY_PAGE);

  G_OBJECT_CLASS (aft_today_page_parent_class)->dispose (object);
}

static void
aft_today_page_class_init (AftTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = aft_today_page_dispose;
  widget_class->map = aft_today_page_map;
  widget_class->unmap = aft_today_page_unmap;

  g_type_ensure (AFT_TYPE_CHECK_IN_CARD);
  g_type_ensure (AFT_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (AFT_TYPE_HERO);
  g_type_ensure (AFT_TYPE_INSIGHT_LINE);
  g_type_ensure (AFT_TYPE_REMINDER_BANNER);
  g_type_ensure (AFT_TYPE_ACTIVITIES_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/today/aft-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, box);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, banner);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, empty);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, check_in);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, hero);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, insight);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, ahead);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, advice);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, advice_text);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, clinic);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, clinic_text);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, steps);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "todaypage");
}

static void
aft_today_page_init (AftTodayPage *self)
{
  self->wake = aft_wake_source_new ();
  aft_wake_source_set_callback (self->wake, wake_cb, self, NULL);
  g_source_attach (self->wake, NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_today_page_new:
 * @model: the diary to show and to save into
 * @watch: whether reminders can reach the person
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
aft_today_page_new (AftDiaryModel *model, AftReminderWatch *watch)
{
  AftTodayPage *self;

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);
  g_return_val_if_fail (AFT_IS_REMINDER_WATCH (watch), NULL);

  self = g_object_new (AFT_TYPE_TODAY_PAGE, NULL);
  self->model = g_object_ref (model);
  aft_check_in_card_set_model (self->check_in, model);
  aft_reminder_banner_set_up (self->banner, model, watch);
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "notify::trends", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

static gboolean
focus_check_in_cb (GtkWidget *check_in, GdkFrameClock *clock, gpointer user_data)
{
  /* Nothing in it can have the keyboard before it is laid out. */
  if (!gtk_widget_get_mapped (check_in))
    return G_SOURCE_CONTINUE;

  gtk_widget_child_focus (check_in, GTK_DIR_TAB_FORWARD);

  return G_SOURCE_REMOVE;
}

/**
 * aft_today_page_check_in:
 *
 * Puts the keyboard into the check-in, as soon as it is there to be seen.
 */
void
aft_today_page_check_in (AftTodayPage *self)
{
  g_return_if_fail (AFT_IS_TODAY_PAGE (self));

  gtk_widget_add_tick_callback (GTK_WIDGET (self->check_in), focus_check_in_cb, NULL, NULL);
}

/**
 * aft_today_page_get_at_risk:
 *
 * Returns: see aft_check_in_card_get_at_risk()
 */
gboolean
aft_today_page_get_at_risk (AftTodayPage *self)
{
  g_return_val_if_fail (AFT_IS_TODAY_PAGE (self), FALSE);

  return aft_check_in_card_get_at_risk (self->check_in);
}
