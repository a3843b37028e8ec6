/* aft-insight-line.c: how this recovery compares, in one line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-insight-line.h"

#include <glib/gi18n-lib.h>

#include "aft-source-button.h"
#include "aft-trends.h"
#include "aft-words.h"

struct _AftInsightLine
{
  GtkWidget parent_instance;

  GtkWidget *root; /* bound, so that disposing of the template frees it */
  AftSourceButton *source;

  AftPlan *plan;
  AftTrends *trends;
  char *text; /* NULL if there is nothing to say */
};

G_DEFINE_FINAL_TYPE (AftInsightLine, aft_insight_line, GTK_TYPE_WIDGET)

enum
{
  PROP_PLAN = 1,
  PROP_TRENDS,
  PROP_TEXT,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* Stays as it is until the trends for a new plan are known. */
static void
update (AftInsightLine *self)
{
  g_autofree char *source = NULL;
  AftInsight insight;

  if (self->plan == NULL || self->trends == NULL)
    return;

  g_clear_pointer (&self->text, g_free);
  aft_insight_find (&insight, self->trends, self->plan->recovery_day);
  /* Advice comes first: while there is any, don't say that the skin is doing well. */
  if (self->plan->advice->len == 0)
    self->text = aft_words_insight (&insight);
  if (self->text != NULL)
    {
      source = aft_words_insight_source (&insight);
      aft_source_button_set_source (self->source, source, NULL);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
aft_insight_line_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftInsightLine *self = AFT_INSIGHT_LINE (object);

  switch (id)
    {
    case PROP_PLAN:
      g_value_set_boxed (value, self->plan);
      break;
    case PROP_TRENDS:
      g_value_set_boxed (value, self->trends);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_insight_line_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftInsightLine *self = AFT_INSIGHT_LINE (object);

  switch (id)
    {
    case PROP_PLAN:
      g_clear_pointer (&self->plan, aft_plan_unref);
      self->plan = g_value_dup_boxed (value);
      break;
    case PROP_TRENDS:
      g_clear_pointer (&self->trends, aft_trends_unref);
      self->trends = g_value_dup_boxed (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  update (self);
}

static void
aft_insight_line_dispose (GObject *object)
{
  AftInsightLine *self = AFT_INSIGHT_LINE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), AFT_TYPE_INSIGHT_LINE);

  G_OBJECT_CLASS (aft_insight_line_parent_class)->dispose (object);
}

static void
aft_insight_line_finalize (GObject *object)
{
  AftInsightLine *self = AFT_INSIGHT_LINE (object);

  g_clear_pointer (&self->plan, aft_plan_unref);
  g_clear_pointer (&self->trends, aft_trends_unref);
  g_free (self->text);

  G_OBJECT_CLASS (aft_insight_line_parent_class)->finalize (object);
}

static void
aft_insight_line_class_init (AftInsightLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = aft_insight_line_get_property;
  object_class->set_property = aft_insight_line_set_property;
  object_class->dispose = aft_insight_line_dispose;
  object_class->finalize = aft_insight_line_finalize;

  /**
   * AftInsightLine:plan: (nullable): the present plan
   */
  properties[PROP_PLAN] = g_param_spec_boxed ("plan", NULL, NULL, AFT_TYPE_PLAN,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AftInsightLine:trends: (nullable): the trends of the same diary; NULL until they are known
   */
  properties[PROP_TRENDS] = g_param_spec_boxed ("trends", NULL, NULL, AFT_TYPE_TRENDS,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AftInsightLine:text: (nullable): how this recovery compares; NULL if there is nothing to say
   */
  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/today/aft-insight-line.ui");
  gtk_widget_class_bind_template_child (widget_class, AftInsightLine, root);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
aft_insight_line_init (AftInsightLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->source = AFT_SOURCE_BUTTON (aft_source_button_new (_ ("Figures behind this comparison")));
  gtk_box_append (GTK_BOX (self->root), GTK_WIDGET (self->source));
}
