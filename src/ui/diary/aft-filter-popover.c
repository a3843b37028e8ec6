/* aft-filter-popover.c: asks for the conditions of a filter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-filter-popover.h"

#include <glib/gi18n-lib.h>

#include "aft-date-row.h"
#include "aft-name.h"
#include "aft-text.h"
#include "aft-lazy-tooltip.h"
#include "aft-toggle.h"
#include "aft-words.h"

#define N_SETTINGS 2

struct _AftFilterPopover
{
  GtkPopover parent_instance;

  GtkWidget *box;
  GtkToggleButton *scores[AFT_N_SYMPTOMS][AFT_SEVERITY_MAX];
  GtkToggleButton *settings[N_SETTINGS];
  GtkCheckButton *flags[AFT_N_FLAGS];
  AftDateRow *from;
  AftDateRow *to;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AftFilterPopover, aft_filter_popover, GTK_TYPE_POPOVER)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- callbacks --------------------------------------------------------------------------------- */

static void
changed_cb (AftFilterPopover *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* At most one button of a row is pressed, and it can be released again. */
static void
toggled_cb (AftFilterPopover *self, GtkToggleButton *button)
{
  gboolean before = self->filling;

  if (self->filling)
    return;
  self->filling = TRUE;
  for (GtkWidget *other = gtk_widget_get_first_child (gtk_widget_get_parent (GTK_WIDGET (button)));
       other != NULL && gtk_toggle_button_get_active (button);
       other = gtk_widget_get_next_sibling (other))
    {
      if (other != GTK_WIDGET (button))
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (other), FALSE);
    }
  self->filling = before;
  changed_cb (self);
}

/* --- building ---------------------------------------------------------------------------------- */

static GtkWidget *
add_row (GtkWidget *grid, int row, const char *title)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0, "hexpand", TRUE,
                                   "wrap", TRUE, NULL);
  GtkWidget *buttons = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                     "homogeneous", TRUE, NULL);

  gtk_widget_add_css_class (buttons, "linked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (buttons), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), buttons, 1, row, 1, 1);

  return buttons;
}

static GtkToggleButton *
add_button (AftFilterPopover *self, GtkWidget *buttons, const char *label, const char *name)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  aft_lazy_tooltip_set (button, name);
  aft_name_widget (button, name);
  aft_toggle_set_role (GTK_TOGGLE_BUTTON (button), GTK_ACCESSIBLE_ROLE_RADIO);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (buttons), button);

  return GTK_TOGGLE_BUTTON (button);
}

static void
add_heading (AftFilterPopover *self, const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (self->box), label);
}

static void
add_buttons (AftFilterPopover *self)
{
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "row-spacing", 6, "column-spacing", 12, NULL);
  GtkWidget *buttons;

  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    {
      const char *symptom = aft_words_symptom ((AftSymptom) i);

      buttons = add_row (grid, i, symptom);
      for (int severity = 1; severity <= AFT_SEVERITY_MAX; severity++)
        {
          g_autofree char *number = g_strdup_printf ("%d", severity);
          /* Translators: the name of a button in the filter. %1$s is "Redness", "Tingling" or
           * "Dryness", %2$d a score from 1 to 4, %3$s its word, "mild" */
          g_autofree char *name = g_strdup_printf (_ ("%1$s at least %2$d, %3$s"), symptom,
                                                   severity, aft_words_severity (severity));

          self->scores[i][severity - 1] = add_button (self, buttons, number, name);
        }
    }
  add_heading (self, _ ("Minimum Scores"));
  gtk_box_append (GTK_BOX (self->box), grid);

  grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 12, NULL);
  buttons = add_row (grid, 0, _ ("After a Session"));
  for (int i = 0; i < N_SETTINGS; i++)
    self->settings[i] =
        add_button (self, buttons, aft_words_place_of_treatment ((AftPlaceOfTreatment) i),
                    aft_words_place_of_treatment ((AftPlaceOfTreatment) i));
  gtk_box_append (GTK_BOX (self->box), grid);
}

static void
add_flags (AftFilterPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  add_heading (self, _ ("Warning Signs"));
  for (int i = 0; i < AFT_N_FLAGS; i++)
    {
      g_autofree char *name = aft_text_capitalize (aft_words_flag ((AftFlags) (1 << i)));

      self->flags[i] = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (name));
      g_signal_connect_object (self->flags[i], "toggled", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->flags[i]));
    }
  gtk_box_append (GTK_BOX (self->box), box);
}

static AftDateRow *
add_date (AftFilterPopover *self, GtkWidget *list, const char *title)
{
  AftDateRow *row = g_object_new (AFT_TYPE_DATE_ROW, "title", title, NULL);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (row));

  return row;
}

static void
add_dates (AftFilterPopover *self)
{
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);

  gtk_widget_add_css_class (list, "boxed-list");
  add_heading (self, _ ("Dates"));
  self->from = add_date (self, list, _ ("From"));
  self->to = add_date (self, list, _ ("Until"));
  gtk_box_append (GTK_BOX (self->box), list);
}

/* --- vfuncs ------------------------------------------------------------------------------------ */

static void
aft_filter_popover_class_init (AftFilterPopoverClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_filter_popover_init (AftFilterPopover *self)
{
  /* Scrolls on a phone in landscape orientation. */
  GtkWidget *scroller =
      g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                    "propagate-natural-height", TRUE, "max-content-height", 640, NULL);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_top (self->box, 12);
  gtk_widget_set_margin_bottom (self->box, 12);
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  add_buttons (self);
  add_flags (self);
  add_dates (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  gtk_popover_set_child (GTK_POPOVER (self), scroller);
}

/* --- public ------------------------------------------------------------------------------------ */

/**
 * aft_filter_popover_set:
 * @filter: the conditions to show; its text is ignored
 *
 * Does not emit "changed".
 */
void
aft_filter_popover_set (AftFilterPopover *self, const AftFilter *filter)
{
  g_return_if_fail (AFT_IS_FILTER_POPOVER (self));
  g_return_if_fail (filter != NULL);

  self->filling = TRUE;
  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    {
      for (int severity = 1; severity <= AFT_SEVERITY_MAX; severity++)
        gtk_toggle_button_set_active (self->scores[i][severity - 1],
                                      filter->severity[i] == severity);
    }
  for (int i = 0; i < N_SETTINGS; i++)
    gtk_toggle_button_set_active (self->settings[i],
                                  filter->has_place && filter->place == (AftPlaceOfTreatment) i);
  for (int i = 0; i < AFT_N_FLAGS; i++)
    gtk_check_button_set_active (self->flags[i], (filter->flags & (1 << i)) != 0);
  aft_date_row_set_day (self->from, filter->from);
  aft_date_row_set_day (self->to, filter->to);
  self->filling = FALSE;
}

/**
 * aft_filter_popover_get:
 * @filter: (inout): gets the conditions; its text stays as it is
 */
void
aft_filter_popover_get (AftFilterPopover *self, AftFilter *filter)
{
  g_return_if_fail (AFT_IS_FILTER_POPOVER (self));
  g_return_if_fail (filter != NULL);

  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    {
      filter->severity[i] = 0;
      for (int severity = 1; severity <= AFT_SEVERITY_MAX; severity++)
        {
          if (gtk_toggle_button_get_active (self->scores[i][severity - 1]))
            filter->severity[i] = severity;
        }
    }
  filter->has_place = FALSE;
  for (int i = 0; i < N_SETTINGS; i++)
    {
      if (gtk_toggle_button_get_active (self->settings[i]))
        {
          filter->has_place = TRUE;
          filter->place = (AftPlaceOfTreatment) i;
        }
    }
  filter->flags = AFT_FLAG_NONE;
  for (int i = 0; i < AFT_N_FLAGS; i++)
    {
      if (gtk_check_button_get_active (self->flags[i]))
        filter->flags |= (AftFlags) (1 << i);
    }
  filter->from = aft_date_row_get_day (self->from);
  filter->to = aft_date_row_get_day (self->to);
}
