/* aft-hero.c: the state of the recovery, at a glance
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It takes the focus so that a screen reader says all of it at once.
 */
#include "aft-hero.h"

#include <glib/gi18n.h>
#include <math.h>

#include "aft-closures.h"
#include "aft-more-reasons.h"
#include "aft-plan.h"
#include "aft-ring.h"
#include "aft-words.h"

struct _AftHero
{
  GtkWidget parent_instance;

  GtkWidget *root; /* bound, so that disposing of the template frees it */
  AftRing *ring;

  AftPlan *plan;
  GTimeZone *time_zone;
};

G_DEFINE_FINAL_TYPE (AftHero, aft_hero, GTK_TYPE_WIDGET)

enum
{
  PROP_PLAN = 1,
  PROP_TIME_ZONE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static const char *
get_state (const AftPlan *plan)
{
  switch (plan->next_state)
    {
    case AFT_NEXT_HELD:
      return "held";
    case AFT_NEXT_CHECK_SKIN:
      return "check";
    case AFT_NEXT_READY:
      return "ready";
    case AFT_NEXT_NONE:
    case AFT_NEXT_RESTING:
    case AFT_NEXT_ASK_CLINIC:
    default:
      return "resting";
    }
}

/* What a screen reader says for the ring. */
static char *
describe_ring (const AftPlan *plan)
{
  g_autofree char *day = NULL;

  if (plan == NULL || plan->recovery_day < 0)
    return g_strdup ("");

  day = aft_words_recovery_day (plan->recovery_day);
  if (plan->next_state == AFT_NEXT_ASK_CLINIC)
    return g_steal_pointer (&day);

  /* Translators: what a screen reader says for the ring. %s: "Day 3 of recovery"; %d: 0 to 100 */
  return g_strdup_printf (_ ("%s, %d percent of the rest period is over"), day,
                          (int) floor (aft_plan_get_progress (plan, plan->now_us) * 100));
}

/* Neither of these can be bound in GTK 4.8: not an accessible property, nor a property of the
 * template's own widget, whose bindings cause warnings when it is disposed of. */
static void
name_parts (AftHero *self)
{
  g_autofree char *name = describe_ring (self->plan);
  g_autofree char *summary = NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ring), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  if (self->plan == NULL || self->time_zone == NULL)
    return;

  summary = aft_words_summary (self->plan, self->time_zone);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, summary,
                                  -1);
}

static void
set_plan (AftHero *self, AftPlan *plan)
{
  const char *classes[] = { plan != NULL ? get_state (plan) : NULL, NULL };

  g_clear_pointer (&self->plan, aft_plan_unref);
  self->plan = plan;
  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  name_parts (self);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static char *
get_ring_caption (AftHero *self, AftPlan *plan)
{
  if (plan == NULL || plan->recovery_day < 0)
    return NULL;

  /* Translators: stands above the number of the day of recovery, inside the ring */
  return g_strdup (C_ ("recovery", "Day"));
}

static char *
get_ring_text (AftHero *self, AftPlan *plan)
{
  if (plan == NULL || plan->recovery_day < 0)
    return g_strdup ("–");

  return g_strdup_printf ("%d", plan->recovery_day);
}

static char *
get_ring_icon (AftHero *self, AftPlan *plan)
{
  if (plan == NULL || plan->next_state != AFT_NEXT_READY)
    return NULL;

  return g_strdup ("object-select-symbolic");
}

static double
get_progress (AftHero *self, AftPlan *plan)
{
  return plan != NULL && plan->session != NULL ? aft_plan_get_progress (plan, plan->now_us) : 0;
}

static char *
get_day (AftHero *self, AftPlan *plan, GTimeZone *time_zone)
{
  if (plan == NULL || time_zone == NULL || plan->recovery_day < 0)
    return NULL;

  /* The ring shows the day's number; this line says how much longer. */
  if (plan->next_state == AFT_NEXT_RESTING)
    return aft_words_countdown (plan->next_at_us, plan->now_us);

  if (plan->next_state == AFT_NEXT_READY)
    return aft_words_rest_over (plan, time_zone);

  return NULL;
}

static char *
get_title (AftHero *self, AftPlan *plan, GTimeZone *time_zone)
{
  return plan != NULL && time_zone != NULL ? aft_words_next_title (plan, time_zone) : NULL;
}

static char *
get_reason (AftHero *self, AftPlan *plan, GTimeZone *time_zone)
{
  return plan != NULL && time_zone != NULL ? aft_words_next_reason (plan, time_zone) : NULL;
}

static gboolean
is_startable (AftHero *self, AftPlan *plan)
{
  return plan != NULL &&
         (plan->next_state == AFT_NEXT_READY || plan->next_state == AFT_NEXT_CHECK_SKIN);
}

static char *
get_cautions (AftHero *self, AftPlan *plan)
{
  if (plan == NULL)
    return NULL;

  if (is_startable (self, plan))
    return aft_words_cautions_line ();

  return aft_words_downtime (plan);
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_hero_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftHero *self = AFT_HERO (object);

  switch (id)
    {
    case PROP_PLAN:
      g_value_set_boxed (value, self->plan);
      break;
    case PROP_TIME_ZONE:
      g_value_set_boxed (value, self->time_zone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_hero_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftHero *self = AFT_HERO (object);

  switch (id)
    {
    case PROP_PLAN:
      set_plan (self, g_value_dup_boxed (value));
      break;
    case PROP_TIME_ZONE:
      g_clear_pointer (&self->time_zone, g_time_zone_unref);
      self->time_zone = g_value_dup_boxed (value);
      name_parts (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_hero_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_HERO);

  G_OBJECT_CLASS (aft_hero_parent_class)->dispose (object);
}

static void
aft_hero_finalize (GObject *object)
{
  AftHero *self = AFT_HERO (object);

  g_clear_pointer (&self->plan, aft_plan_unref);
  g_clear_pointer (&self->time_zone, g_time_zone_unref);

  G_OBJECT_CLASS (aft_hero_parent_class)->finalize (object);
}

static void
aft_hero_class_init (AftHeroClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = aft_hero_get_property;
  object_class->set_property = aft_hero_set_property;
  object_class->dispose = aft_hero_dispose;
  object_class->finalize = aft_hero_finalize;

  /**
   * AftHero:plan: (nullable): what to show, worded for its now_us
   */
  properties[PROP_PLAN] = g_param_spec_boxed ("plan", NULL, NULL, AFT_TYPE_PLAN,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AftHero:time-zone: (nullable): the zone that the person is in
   */
  properties[PROP_TIME_ZONE] = g_param_spec_boxed ("time-zone", NULL, NULL, G_TYPE_TIME_ZONE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (AFT_TYPE_RING);
  g_type_ensure (AFT_TYPE_MORE_REASONS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/today/aft-hero.ui");
  gtk_widget_class_bind_template_child (widget_class, AftHero, root);
  gtk_widget_class_bind_template_child (widget_class, AftHero, ring);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_has_text);
  gtk_widget_class_bind_template_callback (widget_class, get_ring_caption);
  gtk_widget_class_bind_template_callback (widget_class, get_ring_text);
  gtk_widget_class_bind_template_callback (widget_class, get_ring_icon);
  gtk_widget_class_bind_template_callback (widget_class, get_progress);
  gtk_widget_class_bind_template_callback (widget_class, get_day);
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, get_reason);
  gtk_widget_class_bind_template_callback (widget_class, get_cautions);
  gtk_widget_class_bind_template_callback (widget_class, is_startable);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "hero");
}

static void
aft_hero_init (AftHero *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * aft_hero_new:
 *
 * Returns: (transfer floating): a hero without a plan
 */
GtkWidget *
aft_hero_new (void)
{
  return g_object_new (AFT_TYPE_HERO, NULL);
}
