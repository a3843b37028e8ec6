/* aft-hero.c: where the recovery stands, at a glance
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-hero.h"

#include <glib/gi18n.h>
#include <math.h>

#include "aft-ring.h"
#include "aft-words.h"

struct _AftHero
{
  GtkWidget parent_instance;

  GtkWidget *root; /* bound, so that disposing of the template frees it */
  AftRing *ring;
  GtkLabel *day;
  GtkLabel *title;
  GtkLabel *reason;
  GtkLabel *cautions;
};

G_DEFINE_FINAL_TYPE (AftHero, aft_hero, GTK_TYPE_WIDGET)

static const char *const STATES[] = { "resting", "held", "check", "ready" };

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

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && text[0] != '\0');
}

static char *
describe_day (const AftPlan *plan, GTimeZone *time_zone)
{
  if (plan->recovery_day < 0)
    return g_strdup ("");

  /* The ring has the number of the day: this line says how much longer. */
  if (plan->next_state == AFT_NEXT_RESTING)
    return aft_words_countdown (plan->next_at_us, plan->now_us);

  if (plan->next_state == AFT_NEXT_READY)
    return aft_words_rest_over (plan, time_zone);

  return g_strdup ("");
}

static void
update_ring (AftHero *self, const AftPlan *plan)
{
  double progress = plan->session != NULL ? aft_plan_get_progress (plan, plan->now_us) : 0;
  g_autofree char *day = aft_words_recovery_day (plan->recovery_day);
  g_autofree char *name = NULL;

  if (plan->recovery_day < 0)
    {
      aft_ring_set_text (self->ring, NULL, "–");
    }
  else
    {
      g_autofree char *number = g_strdup_printf ("%d", plan->recovery_day);

      /* Translators: stands above the number of the day of recovery, inside the ring */
      aft_ring_set_text (self->ring, C_ ("recovery", "Day"), number);
    }
  if (plan->next_state == AFT_NEXT_READY)
    aft_ring_set_icon (self->ring, "object-select-symbolic");
  aft_ring_set_progress (self->ring, progress);

  if (plan->next_state == AFT_NEXT_ASK_CLINIC || plan->recovery_day < 0)
    name = g_strdup (plan->recovery_day < 0 ? "" : day);
  else
    /* Translators: what a screen reader says for the ring. %s: "Day 3 of recovery"; %d: 0 to 100 */
    name = g_strdup_printf (_ ("%s, %d percent of the rest period is over"), day,
                            (int) floor (progress * 100));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ring), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
aft_hero_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_HERO);

  G_OBJECT_CLASS (aft_hero_parent_class)->dispose (object);
}

static void
aft_hero_class_init (AftHeroClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = aft_hero_dispose;

  g_type_ensure (AFT_TYPE_RING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/today/aft-hero.ui");
  gtk_widget_class_bind_template_child (widget_class, AftHero, root);
  gtk_widget_class_bind_template_child (widget_class, AftHero, ring);
  gtk_widget_class_bind_template_child (widget_class, AftHero, day);
  gtk_widget_class_bind_template_child (widget_class, AftHero, title);
  gtk_widget_class_bind_template_child (widget_class, AftHero, reason);
  gtk_widget_class_bind_template_child (widget_class, AftHero, cautions);
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

/**
 * aft_hero_update:
 * @plan: what to show, in the words of its now_us
 * @time_zone: where the person is
 */
void
aft_hero_update (AftHero *self, const AftPlan *plan, GTimeZone *time_zone)
{
  g_autofree char *day = NULL;
  g_autofree char *title = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *cautions = NULL;
  const char *state;

  g_return_if_fail (AFT_IS_HERO (self));
  g_return_if_fail (plan != NULL);

  day = describe_day (plan, time_zone);
  title = aft_words_next_title (plan, time_zone);
  reason = aft_words_next_reason (plan, time_zone);
  if (plan->next_state == AFT_NEXT_READY || plan->next_state == AFT_NEXT_CHECK_SKIN)
    cautions = aft_words_cautions_line ();
  else
    cautions = aft_words_downtime (plan);

  set_label (self->day, day);
  set_label (self->title, title);
  set_label (self->reason, reason);
  set_label (self->cautions, cautions);
  update_ring (self, plan);

  state = get_state (plan);
  for (gsize i = 0; i < G_N_ELEMENTS (STATES); i++)
    {
      if (g_str_equal (STATES[i], state))
        gtk_widget_add_css_class (GTK_WIDGET (self), STATES[i]);
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self), STATES[i]);
    }
}
