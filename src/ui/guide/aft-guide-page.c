/* aft-guide-page.c: what is normal, what to do and what to avoid, phase by phase
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-guide-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "aft-closures.h"
#include "aft-columns-layout.h"
#include "aft-guide-group.h"
#include "aft-name.h"
#include "aft-wake-source.h"
#include "aft-words.h"
#include "aft-wrap-layout.h"

#define SHORTER_COLUMN (-1)

typedef struct
{
  GtkWidget *button;
  GtkWidget *mark; /* NULL for the call to a clinician, which applies at any time */
} Chip;

struct _AftGuidePage
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkWidget *chips;
  GtkWidget *call;
  GtkWidget *groups;

  Chip chip[AFT_N_GUIDE_PHASES];
  AftDiaryModel *model;
  AftPlan *plan; /* that of the model, worded for the present time; NULL until shown */
  GSource *wake;
  AftGuidePhase here;
  AftGuidePhase shown;
  AftGuidePlaces places; /* of what is shown; 0 before anything is shown */
};

G_DEFINE_FINAL_TYPE (AftGuidePage, aft_guide_page, GTK_TYPE_WIDGET)

enum
{
  PROP_PLAN = 1,
  PROP_PHASE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* Each heading goes into the column that is shorter so far. */
static void
fill_groups (AftGuidePage *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (self->groups);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->groups)) != NULL)
    gtk_box_remove (GTK_BOX (self->groups), child);

  for (int kind = 0; kind < AFT_N_GUIDE_KINDS; kind++)
    {
      GtkWidget *group = aft_guide_group_new (self->shown, (AftGuideKind) kind, self->places);

      if (group == NULL)
        continue;

      gtk_box_append (GTK_BOX (self->groups), group);
      g_object_set (gtk_layout_manager_get_layout_child (layout, group), "column", SHORTER_COLUMN,
                    NULL);
    }
}

static void
show_phase (AftGuidePage *self, AftGuidePhase phase, AftGuidePlaces places)
{
  if (self->places == places && self->shown == phase)
    return;

  self->shown = phase;
  self->places = places;
  fill_groups (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
}

static void
mark_here (AftGuidePage *self)
{
  gboolean known = self->plan->session != NULL;

  for (int i = 0; i < AFT_N_GUIDE_PHASES; i++)
    {
      const char *words = aft_words_guide_phase ((AftGuidePhase) i);
      gboolean here = known && i == (int) self->here;
      g_autofree char *name = NULL;

      if (self->chip[i].mark == NULL)
        continue;

      /* Translators: what a screen reader says for a phase of the Guide, such as "Day 2 to 7" */
      name = here ? g_strdup_printf (_ ("%s, you are here"), words) : g_strdup (words);
      gtk_widget_set_visible (self->chip[i].mark, here);
      aft_name_widget (GTK_WIDGET (self->chip[i].button), name);
    }
}

static void
update (AftGuidePage *self)
{
  const AftPlan *plan = aft_diary_model_get_plan (self->model);
  gboolean mapped = gtk_widget_get_mapped (GTK_WIDGET (self));
  gint64 now_us;

  if (plan == NULL || !mapped)
    {
      aft_wake_source_arm (self->wake, AFT_WAKE_NEVER, AFT_WAKE_NEVER);
      return;
    }

  now_us = MAX (plan->now_us, aft_clock_now ());
  g_clear_pointer (&self->plan, aft_plan_unref);
  self->plan = aft_plan_at (plan, now_us);
  self->here = aft_plan_get_guide_phase (plan, now_us);
  mark_here (self);
  show_phase (self, self->shown, aft_plan_get_guide_places (plan));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAN]);
  aft_wake_source_arm (self->wake, aft_plan_get_guide_change (plan, now_us), AFT_WAKE_NEVER);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static char *
get_call_title (AftGuidePage *self)
{
  return g_strdup (aft_words_guide_phase (AFT_GUIDE_CALL));
}

static char *
get_title (AftGuidePage *self, guint phase)
{
  return g_strdup (aft_words_guide_phase ((AftGuidePhase) phase));
}

/* Where the person is in the phase, or what the phase is. */
static char *
get_subtitle (AftGuidePage *self, AftPlan *plan, guint phase)
{
  char *here = NULL;

  if (plan != NULL && phase == self->here)
    here = aft_words_guide_here (plan, aft_diary_model_get_time_zone (self->model));

  return here != NULL ? here : g_strdup (aft_words_guide_phase_long ((AftGuidePhase) phase));
}

static char *
get_clinic_instructions (AftGuidePage *self, AftPlan *plan)
{
  return plan != NULL ? g_strdup (plan->clinic_instructions) : NULL;
}

static void
toggled_cb (AftGuidePage *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button) || self->places == 0)
    return;

  for (int i = 0; i < AFT_N_GUIDE_PHASES; i++)
    {
      if (self->chip[i].button == GTK_WIDGET (button))
        show_phase (self, (AftGuidePhase) i, self->places);
    }
}

static void
wake_cb (AftWakeReason reasons, gpointer user_data)
{
  update (user_data);
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

/* The page always opens at the phase that the person is in. */
static void
aft_guide_page_map (GtkWidget *widget)
{
  AftGuidePage *self = AFT_GUIDE_PAGE (widget);

  GTK_WIDGET_CLASS (aft_guide_page_parent_class)->map (widget);

  update (self);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chip[self->here].button), TRUE);
  if (self->places != 0)
    show_phase (self, self->here, self->places);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->root)),
                            0);
}

static void
aft_guide_page_unmap (GtkWidget *widget)
{
  aft_wake_source_arm (AFT_GUIDE_PAGE (widget)->wake, AFT_WAKE_NEVER, AFT_WAKE_NEVER);

  GTK_WIDGET_CLASS (aft_guide_page_parent_class)->unmap (widget);
}

static void
aft_guide_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftGuidePage *self = AFT_GUIDE_PAGE (object);

  switch (id)
    {
    case PROP_PLAN:
      g_value_set_boxed (value, self->plan);
      break;
    case PROP_PHASE:
      g_value_set_uint (value, self->shown);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_guide_page_dispose (GObject *object)
{
  AftGuidePage *self = AFT_GUIDE_PAGE (object);

  if (self->wake != NULL)
    g_source_destroy (self->wake);
  g_clear_pointer (&self->wake, g_source_unref);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_GUIDE_PAGE);

  G_OBJECT_CLASS (aft_guide_page_parent_class)->dispose (object);
}

static void
aft_guide_page_finalize (GObject *object)
{
  g_clear_pointer (&AFT_GUIDE_PAGE (object)->plan, aft_plan_unref);

  G_OBJECT_CLASS (aft_guide_page_parent_class)->finalize (object);
}

static void
aft_guide_page_class_init (AftGuidePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = aft_guide_page_get_property;
  object_class->dispose = aft_guide_page_dispose;
  object_class->finalize = aft_guide_page_finalize;
  widget_class->map = aft_guide_page_map;
  widget_class->unmap = aft_guide_page_unmap;

  /**
   * AftGuidePage:plan: (nullable): the plan of the model, worded for the present time
   */
  properties[PROP_PLAN] = g_param_spec_boxed ("plan", NULL, NULL, AFT_TYPE_PLAN,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * AftGuidePage:phase: the #AftGuidePhase that is shown
   */
  properties[PROP_PHASE] = g_param_spec_uint ("phase", NULL, NULL, 0, AFT_N_GUIDE_PHASES - 1, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (AFT_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (AFT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/guide/aft-guide-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftGuidePage, root);
  gtk_widget_class_bind_template_child (widget_class, AftGuidePage, chips);
  gtk_widget_class_bind_template_child (widget_class, AftGuidePage, call);
  gtk_widget_class_bind_template_child (widget_class, AftGuidePage, groups);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_has_text);
  gtk_widget_class_bind_template_callback (widget_class, get_call_title);
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, get_subtitle);
  gtk_widget_class_bind_template_callback (widget_class, get_clinic_instructions);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_chip (AftGuidePage *self, AftGuidePhase phase)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = g_object_new (GTK_TYPE_IMAGE, "icon-name", "aft-place-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), gtk_label_new (aft_words_guide_phase (phase)));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "aft-chip");
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->call));
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->chips), button);

  self->chip[phase].button = button;
  self->chip[phase].mark = mark;
}

static void
aft_guide_page_init (AftGuidePage *self)
{
  const char *words = aft_words_guide_phase (AFT_GUIDE_CALL);

  self->wake = aft_wake_source_new ();
  aft_wake_source_set_callback (self->wake, wake_cb, self, NULL);
  g_source_attach (self->wake, NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->call), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  self->chip[AFT_GUIDE_CALL].button = self->call;
  for (int i = 0; i < AFT_GUIDE_CALL; i++)
    add_chip (self, (AftGuidePhase) i);
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_guide_page_new:
 * @model: the live diary; the page keeps a reference
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
aft_guide_page_new (AftDiaryModel *model)
{
  AftGuidePage *self;

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);

  self = g_object_new (AFT_TYPE_GUIDE_PAGE, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
