/* aft-check-up-row.c: a topic of the check-up and what was found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-check-up-row.h"

#include <glib/gi18n-lib.h>

#include "aft-closures.h"
#include "aft-columns-layout.h"

struct _AftCheckUpRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *state;
  GtkLabel *found;
  GtkLabel *advice;
  GtkWidget *repair;
};

G_DEFINE_FINAL_TYPE (AftCheckUpRow, aft_check_up_row, GTK_TYPE_LIST_BOX_ROW)

static void
aft_check_up_row_class_init (AftCheckUpRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (AFT_TYPE_COLUMNS_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/check-up/aft-check-up-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AftCheckUpRow, icon);
  gtk_widget_class_bind_template_child (widget_class, AftCheckUpRow, title);
  gtk_widget_class_bind_template_child (widget_class, AftCheckUpRow, state);
  gtk_widget_class_bind_template_child (widget_class, AftCheckUpRow, found);
  gtk_widget_class_bind_template_child (widget_class, AftCheckUpRow, advice);
  gtk_widget_class_bind_template_child (widget_class, AftCheckUpRow, repair);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_has_text);
}

static void
aft_check_up_row_init (AftCheckUpRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * aft_check_up_row_new:
 *
 * Returns: (transfer floating): a row without a finding; its button, visible if the finding can be
 *   repaired, activates "check-up.start-at-login"
 */
GtkWidget *
aft_check_up_row_new (void)
{
  return g_object_new (AFT_TYPE_CHECK_UP_ROW, NULL);
}

/**
 * aft_check_up_row_set_style:
 * @widget: a row, or the box of the summary
 * @state: the state whose colours it gets
 */
void
aft_check_up_row_set_style (GtkWidget *widget, AftCheckUpState state)
{
  static const char *const styles[] = {
    [AFT_CHECK_UP_GOOD] = "good",
    [AFT_CHECK_UP_UNKNOWN] = "unknown",
    [AFT_CHECK_UP_CARE] = "care",
    [AFT_CHECK_UP_PROBLEM] = "problem",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (widget, styles[i]);
  gtk_widget_add_css_class (widget, styles[state]);
}

/**
 * aft_check_up_row_set_finding:
 * @self: a row
 * @finding: what to show; copied
 *
 * Changes the row in place, so that it keeps the focus during another check.
 */
void
aft_check_up_row_set_finding (AftCheckUpRow *self, const AftCheckUpFinding *finding)
{
  const char *advice;
  g_autofree char *name = NULL;

  g_return_if_fail (AFT_IS_CHECK_UP_ROW (self));
  g_return_if_fail (finding != NULL);

  advice = finding->advice != NULL ? finding->advice : "";
  gtk_image_set_from_icon_name (self->icon, aft_check_up_state_icon (finding->state));
  gtk_label_set_label (self->title, aft_check_up_title (finding->topic));
  gtk_label_set_label (self->state, aft_check_up_state (finding->state));
  gtk_label_set_label (self->found, finding->found);
  gtk_label_set_label (self->advice, advice);
  gtk_widget_set_visible (self->repair, finding->repairable);
  aft_check_up_row_set_style (GTK_WIDGET (self), finding->state);

  /* Translators: what a screen reader says of one question of the check-up: question, state, what
   * was found, what to do (or nothing): "Session Bus: good. There is one." */
  name = g_strdup_printf (_ ("%1$s: %2$s. %3$s %4$s"), aft_check_up_title (finding->topic),
                          aft_check_up_state (finding->state), finding->found, advice);
  g_strchomp (name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
