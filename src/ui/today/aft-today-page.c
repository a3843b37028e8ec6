/* aft-today-page.c: the check-in, the state of the recovery, and what is next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-today-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "aft-check-in-card.h"
#include "aft-closures.h"
#include "aft-columns-layout.h"
#include "aft-hero.h"
#include "aft-insight-line.h"
#include "aft-late-question.h"
#include "aft-late-signs.h"
#include "aft-reminder-banner.h"
#include "aft-activities-list.h"
#include "aft-wake-source.h"
#include "aft-words.h"

struct _AftTodayPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  AftReminderBanner *banner;
  AdwBin *empty; /* without a child until it is needed */
  AftCheckInCard *check_in;
  AftLateQuestion *late_question;

  AftDiaryModel *model;
  AftPlan *plan; /* that of the model, worded for the present time */
  GSource *wake;
  GdkSurface *surface; /* while mapped: to know when the window is minimized */
};

G_DEFINE_FINAL_TYPE (AftTodayPage, aft_today_page, GTK_TYPE_WIDGET)

enum
{
  PROP_MODEL = 1,
  PROP_PLAN,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static gboolean
is_seen (AftTodayPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;

  return !GDK_IS_TOPLEVEL (self->surface) ||
         !(gdk_toplevel_get_state (GDK_TOPLEVEL (self->surface)) & GDK_TOPLEVEL_STATE_MINIMIZED);
}

/* At midnight, "tomorrow" becomes "today". */
static gint64
get_midnight (AftTodayPage *self, gint64 now_us)
{
  GTimeZone *time_zone = aft_diary_model_get_time_zone (self->model);

  return aft_day_instant (aft_day_of (now_us, time_zone, 0) + 1, time_zone, 0);
}

/* The next time at which any sentence on the page changes. The model makes new plans; this is about
 * the wording of the present one. */
static gint64
get_next_change (AftTodayPage *self, const AftPlan *plan)
{
  gint64 next_us =
      MIN (get_midnight (self, plan->now_us), aft_plan_get_late_change (plan, plan->now_us));

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

static gboolean
is_new_diary (AftTodayPage *self, const AftPlan *plan)
{
  return plan->session == NULL && plan->n_ahead == 0 &&
         aft_diary_model_get_n_notes (self->model) == 0;
}

/* The first thing to do with a new diary. */
static void
create_empty_page (AftTodayPage *self)
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

static void
update (AftTodayPage *self)
{
  const AftPlan *plan = aft_diary_model_get_plan (self->model);

  if (plan == NULL)
    return;

  if (is_new_diary (self, plan) && adw_bin_get_child (self->empty) == NULL)
    create_empty_page (self);

  /* The plan is valid until changes_at_us; only its wording follows the clock. */
  g_clear_pointer (&self->plan, aft_plan_unref);
  self->plan = aft_plan_at (plan, MAX (plan->now_us, aft_clock_now ()));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAN]);
  aft_reminder_banner_update (self->banner);
  aft_late_question_update (self->late_question, self->plan,
                            aft_diary_model_get_settings (self->model));

  aft_wake_source_arm (self->wake,
                       is_seen (self) ? get_next_change (self, self->plan) : AFT_WAKE_NEVER,
                       AFT_WAKE_NEVER);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static char *
choose_page (AftTodayPage *self, AftPlan *plan)
{
  if (plan == NULL)
    return g_strdup ("loading");

  return g_strdup (is_new_diary (self, plan) ? "empty" : "today");
}

/* Only the most urgent one: nobody reads a wall of warnings. */
static const AftAdvice *
get_advice (const AftPlan *plan)
{
  return plan != NULL && plan->advice->len > 0 ? &g_array_index (plan->advice, AftAdvice, 0) : NULL;
}

/* Whether it is a reason to talk to a clinician. */
static gboolean
is_call (const AftAdvice *advice)
{
  return advice != NULL && advice->kind != AFT_ADVICE_REDNESS_BEFORE_72_HOURS;
}

static char *
get_advice_icon (AftTodayPage *self, AftPlan *plan)
{
  return g_strdup (is_call (get_advice (plan)) ? "dialog-warning-symbolic"
                                               : "dialog-information-symbolic");
}

static char *
describe_advice (AftTodayPage *self, AftPlan *plan)
{
  const AftAdvice *advice = get_advice (plan);

  return advice != NULL ? aft_words_advice (advice) : NULL;
}

static GStrv
get_advice_classes (AftTodayPage *self, AftPlan *plan)
{
  const AftAdvice *advice = get_advice (plan);
  const char *classes[] = { "card", "padded", NULL, NULL, NULL };

  if (is_call (advice))
    classes[2] = "advice";
  if (advice != NULL && advice->today)
    classes[3] = "urgent";

  return g_strdupv ((GStrv) classes);
}

static char *
describe_ahead (AftTodayPage *self, AftPlan *plan)
{
  return plan != NULL ? aft_words_ahead (plan) : NULL;
}

static char *
get_clinic_instructions (AftTodayPage *self, AftPlan *plan)
{
  return plan != NULL ? g_strdup (plan->clinic_instructions) : NULL;
}

static gboolean
has_session (AftTodayPage *self, AftPlan *plan)
{
  return plan != NULL && plan->session != NULL;
}

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
aft_today_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftTodayPage *self = AFT_TODAY_PAGE (object);

  switch (id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_PLAN:
      g_value_set_boxed (value, self->plan);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_today_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftTodayPage *self = AFT_TODAY_PAGE (object);

  switch (id)
    {
    case PROP_MODEL:
      self->model = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
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
aft_today_page_finalize (GObject *object)
{
  g_clear_pointer (&AFT_TODAY_PAGE (object)->plan, aft_plan_unref);

  G_OBJECT_CLASS (aft_today_page_parent_class)->finalize (object);
}

static void
aft_today_page_class_init (AftTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = aft_today_page_get_property;
  object_class->set_property = aft_today_page_set_property;
  object_class->dispose = aft_today_page_dispose;
  object_class->finalize = aft_today_page_finalize;
  widget_class->map = aft_today_page_map;
  widget_class->unmap = aft_today_page_unmap;

  /**
   * AftTodayPage:model: the diary to show and to save into
   */
  properties[PROP_MODEL] =
      g_param_spec_object ("model", NULL, NULL, AFT_TYPE_DIARY_MODEL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * AftTodayPage:plan: (nullable): the plan of the model, worded for the present time
   */
  properties[PROP_PLAN] = g_param_spec_boxed ("plan", NULL, NULL, AFT_TYPE_PLAN,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (AFT_TYPE_CHECK_IN_CARD);
  g_type_ensure (AFT_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (AFT_TYPE_HERO);
  g_type_ensure (AFT_TYPE_INSIGHT_LINE);
  g_type_ensure (AFT_TYPE_LATE_QUESTION);
  g_type_ensure (AFT_TYPE_REMINDER_BANNER);
  g_type_ensure (AFT_TYPE_ACTIVITIES_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/today/aft-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, box);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, banner);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, empty);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, check_in);
  gtk_widget_class_bind_template_child (widget_class, AftTodayPage, late_question);
  gtk_widget_class_bind_template_callback (widget_class, aft_check_in_card_open_late);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_has_text);
  gtk_widget_class_bind_template_callback (widget_class, choose_page);
  gtk_widget_class_bind_template_callback (widget_class, describe_advice);
  gtk_widget_class_bind_template_callback (widget_class, get_advice_classes);
  gtk_widget_class_bind_template_callback (widget_class, get_advice_icon);
  gtk_widget_class_bind_template_callback (widget_class, describe_ahead);
  gtk_widget_class_bind_template_callback (widget_class, get_clinic_instructions);
  gtk_widget_class_bind_template_callback (widget_class, has_session);
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

  self = g_object_new (AFT_TYPE_TODAY_PAGE, "model", model, NULL);
  aft_check_in_card_set_model (self->check_in, model);
  aft_reminder_banner_set_up (self->banner, model, watch);
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

static gboolean
focus_check_in_cb (GtkWidget *check_in, GdkFrameClock *clock, gpointer user_data)
{
  /* Nothing in it can take the focus before it is laid out. */
  if (!gtk_widget_get_mapped (check_in))
    return G_SOURCE_CONTINUE;

  gtk_widget_child_focus (check_in, GTK_DIR_TAB_FORWARD);

  return G_SOURCE_REMOVE;
}

/**
 * aft_today_page_check_in:
 * Moves the keyboard focus to the check-in, as soon as it is visible.
 */
void
aft_today_page_check_in (AftTodayPage *self)
{
  g_return_if_fail (AFT_IS_TODAY_PAGE (self));

  gtk_widget_add_tick_callback (GTK_WIDGET (self->check_in), focus_check_in_cb, NULL, NULL);
}

/**
 * aft_today_page_get_at_risk:
 * Returns: whether closing the window would lose what was entered, see
 *   aft_check_in_card_get_at_risk()
 */
gboolean
aft_today_page_get_at_risk (AftTodayPage *self)
{
  g_return_val_if_fail (AFT_IS_TODAY_PAGE (self), FALSE);

  return aft_check_in_card_get_at_risk (self->check_in);
}
