/* aft-insight-line.c: how this recovery compares, in one line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-insight-line.h"

#include <glib/gi18n-lib.h>

#include "aft-source-button.h"
#include "aft-words.h"

struct _AftInsightLine
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GtkLabel *text;
  AftSourceButton *source;

  /* What the line belongs to: a minute later it would be the same. */
  AftPlan *plan;
  AftTrends *trends;
};

G_DEFINE_FINAL_TYPE (AftInsightLine, aft_insight_line, GTK_TYPE_WIDGET)

static void
aft_insight_line_dispose (GObject *object)
{
  AftInsightLine *self = AFT_INSIGHT_LINE (object);

  g_clear_pointer (&self->plan, aft_plan_unref);
  g_clear_pointer (&self->trends, aft_trends_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), AFT_TYPE_INSIGHT_LINE);

  G_OBJECT_CLASS (aft_insight_line_parent_class)->dispose (object);
}

static void
aft_insight_line_class_init (AftInsightLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = aft_insight_line_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/today/aft-insight-line.ui");
  gtk_widget_class_bind_template_child (widget_class, AftInsightLine, root);
  gtk_widget_class_bind_template_child (widget_class, AftInsightLine, text);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
aft_insight_line_init (AftInsightLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->source = AFT_SOURCE_BUTTON (aft_source_button_new (_ ("Figures behind this comparison")));
  gtk_box_append (GTK_BOX (self->root), GTK_WIDGET (self->source));
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_insight_line_update:
 * @model: the diary, loaded
 *
 * Says how the present recovery compares, or hides the line where there is nothing to say; stays as it
 * is until the trends are known. Advice
 * comes first: while there is any, nobody is told that they are doing well.
 */
void
aft_insight_line_update (AftInsightLine *self, AftDiaryModel *model)
{
  AftTrends *trends;
  g_autofree char *text = NULL;
  g_autofree char *source = NULL;
  AftInsight insight;

  g_return_if_fail (AFT_IS_INSIGHT_LINE (self));
  g_return_if_fail (AFT_IS_DIARY_MODEL (model));
  g_return_if_fail (aft_diary_model_get_plan (model) != NULL);

  trends = aft_diary_model_get_trends (model);
  if (trends == NULL || (self->plan == aft_diary_model_get_plan (model) && self->trends == trends))
    return;

  g_clear_pointer (&self->plan, aft_plan_unref);
  self->plan = aft_plan_ref (aft_diary_model_get_plan (model));
  g_clear_pointer (&self->trends, aft_trends_unref);
  self->trends = aft_trends_ref (trends);
  aft_insight_find (&insight, trends, self->plan->recovery_day);
  text = self->plan->advice->len == 0 ? aft_words_insight (&insight) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (text == NULL)
    return;

  source = aft_words_insight_source (&insight);
  gtk_label_set_label (self->text, text);
  aft_source_button_set_source (self->source, source, 0);
}
