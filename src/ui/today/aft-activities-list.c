/* aft-activities-list.c: "What may I do now?"
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-activities-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "aft-closures.h"
#include "aft-name.h"
#include "aft-plan.h"
#include "aft-source-button.h"
#include "aft-words.h"

struct _AftActivitiesList
{
  GtkWidget parent_instance;

  GtkWidget *root; /* bound, so that disposing of the template frees it */
  GtkListBox *list;

  AftPlan *plan;
  GTimeZone *time_zone;
  GPtrArray *rows; /* Row */
};

G_DEFINE_FINAL_TYPE (AftActivitiesList, aft_activities_list, GTK_TYPE_WIDGET)

enum
{
  PROP_PLAN = 1,
  PROP_TIME_ZONE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

typedef struct
{
  AftActivityKind activity;
  GtkWidget *row; /* owned by the list box */
  GtkLabel *countdown;
  AftSourceButton *source;
  GtkImage *icon;
} Row;

static const char *
get_icon (AftActivityKind activity)
{
  switch (activity)
    {
    case AFT_ACTIVITY_MAKEUP:
      return "aft-makeup-symbolic";
    case AFT_ACTIVITY_EXERCISE:
      return "aft-exercise-symbolic";
    case AFT_ACTIVITY_SUN:
      return "aft-sun-symbolic";
    case AFT_ACTIVITY_ACTIVES:
      return "aft-actives-symbolic";
    case AFT_ACTIVITY_NEXT_SESSION:
      return "aft-session-symbolic";
    default:
      g_return_val_if_reached (NULL);
    }
}

static const char *
get_source_name (AftActivityKind activity)
{
  switch (activity)
    {
    case AFT_ACTIVITY_MAKEUP:
      return _ ("Source for makeup");
    case AFT_ACTIVITY_EXERCISE:
      return _ ("Source for exercise");
    case AFT_ACTIVITY_SUN:
      return _ ("Source for sun");
    case AFT_ACTIVITY_ACTIVES:
      return _ ("Source for actives");
    case AFT_ACTIVITY_NEXT_SESSION:
      return _ ("Source for the next session");
    default:
      g_return_val_if_reached ("");
    }
}

static Row *
row_new (const AftActivity *step)
{
  Row *row = g_new0 (Row, 1);

  row->activity = step->kind;
  row->row = adw_action_row_new ();
  row->icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", get_icon (step->kind), "accessible-role",
                            GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (row->icon), "step-icon");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row->row), GTK_WIDGET (row->icon));
  row->countdown = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (row->countdown), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (row->countdown), "countdown");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row->row), GTK_WIDGET (row->countdown));
  row->source = AFT_SOURCE_BUTTON (aft_source_button_new (get_source_name (row->activity)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row->row), GTK_WIDGET (row->source));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row->row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row->row), 0);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row->row), FALSE);
  gtk_widget_set_focusable (row->row, FALSE);

  return row;
}

static void
row_update (Row *row, const AftActivity *step, const AftPlan *plan, GTimeZone *time_zone)
{
  const char *title = aft_words_activity (step->kind);
  g_autofree char *words = aft_words_activity_state (step, plan, time_zone);
  g_autofree char *source = aft_words_activity_source (step, plan, time_zone);
  g_autofree char *countdown = NULL;
  g_autofree char *name = NULL;
  gboolean warns =
      step->state == AFT_ACTIVITY_STATE_FLAGGED || step->state == AFT_ACTIVITY_STATE_HELD;

  if (step->at_us != 0)
    {
      countdown = aft_words_countdown (step->at_us, plan->now_us);
      /* Translators: read by a screen reader for a row: "Makeup: Wait until today at 23:10, in 3 h" */
      name = g_strdup_printf (_ ("%s: %s, %s"), title, words, countdown);
    }
  else
    {
      /* Translators: read by a screen reader for a row: "Makeup: Ask your clinic" */
      name = g_strdup_printf (_ ("%s: %s"), title, words);
    }

  gtk_label_set_label (row->countdown, countdown != NULL ? countdown : "");
  gtk_widget_set_visible (GTK_WIDGET (row->countdown), countdown != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row->row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row->row), words);
  aft_name_widget (row->row, name);
  aft_source_button_set_source (row->source, source, NULL);

  if (warns)
    gtk_widget_add_css_class (GTK_WIDGET (row->icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row->icon), "warning");
}

static gboolean
has_rows_for (AftActivitiesList *self, GArray *steps)
{
  if (self->rows->len != steps->len)
    return FALSE;

  for (guint i = 0; i < steps->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      if (row->activity != g_array_index (steps, AftActivity, i).kind)
        return FALSE;
    }

  return TRUE;
}

static void
rebuild (AftActivitiesList *self, GArray *steps)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      gtk_list_box_remove (self->list, row->row);
    }
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < steps->len; i++)
    {
      Row *row = row_new (&g_array_index (steps, AftActivity, i));

      gtk_list_box_append (self->list, row->row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
update_rows (AftActivitiesList *self)
{
  if (self->plan == NULL || self->time_zone == NULL)
    return;

  if (!has_rows_for (self, self->plan->activities))
    rebuild (self, self->plan->activities);

  for (guint i = 0; i < self->plan->activities->len; i++)
    row_update (g_ptr_array_index (self->rows, i),
                &g_array_index (self->plan->activities, AftActivity, i), self->plan,
                self->time_zone);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static gboolean
has_activities (AftActivitiesList *self, AftPlan *plan)
{
  return plan != NULL && plan->activities->len > 0;
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_activities_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftActivitiesList *self = AFT_ACTIVITIES_LIST (object);

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
aft_activities_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftActivitiesList *self = AFT_ACTIVITIES_LIST (object);

  switch (id)
    {
    case PROP_PLAN:
      g_clear_pointer (&self->plan, aft_plan_unref);
      self->plan = g_value_dup_boxed (value);
      break;
    case PROP_TIME_ZONE:
      g_clear_pointer (&self->time_zone, g_time_zone_unref);
      self->time_zone = g_value_dup_boxed (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  update_rows (self);
}

static void
aft_activities_list_dispose (GObject *object)
{
  AftActivitiesList *self = AFT_ACTIVITIES_LIST (object);

  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (object), AFT_TYPE_ACTIVITIES_LIST);

  G_OBJECT_CLASS (aft_activities_list_parent_class)->dispose (object);
}

static void
aft_activities_list_finalize (GObject *object)
{
  AftActivitiesList *self = AFT_ACTIVITIES_LIST (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->plan, aft_plan_unref);
  g_clear_pointer (&self->time_zone, g_time_zone_unref);

  G_OBJECT_CLASS (aft_activities_list_parent_class)->finalize (object);
}

static void
aft_activities_list_class_init (AftActivitiesListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = aft_activities_list_get_property;
  object_class->set_property = aft_activities_list_set_property;
  object_class->dispose = aft_activities_list_dispose;
  object_class->finalize = aft_activities_list_finalize;

  /**
   * AftActivitiesList:plan: (nullable): what to show, worded for its now_us
   */
  properties[PROP_PLAN] = g_param_spec_boxed ("plan", NULL, NULL, AFT_TYPE_PLAN,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AftActivitiesList:time-zone: (nullable): the zone that the person is in
   */
  properties[PROP_TIME_ZONE] = g_param_spec_boxed ("time-zone", NULL, NULL, G_TYPE_TIME_ZONE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/today/aft-activities-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AftActivitiesList, root);
  gtk_widget_class_bind_template_child (widget_class, AftActivitiesList, list);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_not);
  gtk_widget_class_bind_template_callback (widget_class, has_activities);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
aft_activities_list_init (AftActivitiesList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_free);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * aft_activities_list_new:
 *
 * Returns: (transfer floating): a list without a plan
 */
GtkWidget *
aft_activities_list_new (void)
{
  return g_object_new (AFT_TYPE_ACTIVITIES_LIST, NULL);
}
