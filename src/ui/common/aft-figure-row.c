/* aft-figure-row.c: a row that asks for a figure within a range
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-figure-row.h"

#include <math.h>

#include "aft-form-window.h"

struct _AftFigureRow
{
  AdwActionRow parent_instance;

  GtkSpinButton *spin;
};

G_DEFINE_FINAL_TYPE (AftFigureRow, aft_figure_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
value_changed_cb (AftFigureRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
aft_figure_row_class_init (AftFigureRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/log-session/aft-figure-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AftFigureRow, spin);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_figure_row_init (AftFigureRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  aft_form_ignore_wheel (GTK_WIDGET (self->spin));
}

/**
 * aft_figure_row_set_range:
 * @lower: the least that can be entered
 * @upper: the most that can be entered
 * @page: how far Page Up and Page Down go; the arrows go by 1
 */
void
aft_figure_row_set_range (AftFigureRow *self, double lower, double upper, double page)
{
  g_return_if_fail (AFT_IS_FIGURE_ROW (self));
  g_return_if_fail (lower <= upper);

  gtk_spin_button_set_range (self->spin, lower, upper);
  gtk_spin_button_set_increments (self->spin, 1, page);
}

/**
 * aft_figure_row_get_value:
 *
 * Returns: the figure, within the range
 */
double
aft_figure_row_get_value (AftFigureRow *self)
{
  g_return_val_if_fail (AFT_IS_FIGURE_ROW (self), 0.0);

  return gtk_spin_button_get_value (self->spin);
}

/**
 * aft_figure_row_set_value:
 * @value: what to show: a saved "8.5 hours" as it is, and whole figures without a point
 */
void
aft_figure_row_set_value (AftFigureRow *self, double value)
{
  g_return_if_fail (AFT_IS_FIGURE_ROW (self));

  gtk_spin_button_set_digits (self->spin, fabs (value - round (value)) > 1e-9 ? 2 : 0);
  gtk_spin_button_set_value (self->spin, value);
}

/**
 * aft_figure_row_commit:
 *
 * Takes a figure that is still being typed as if the person had left the row.
 */
void
aft_figure_row_commit (AftFigureRow *self)
{
  g_return_if_fail (AFT_IS_FIGURE_ROW (self));

  gtk_spin_button_update (self->spin);
}
