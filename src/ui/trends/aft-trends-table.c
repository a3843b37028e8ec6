/* aft-trends-table.c: the numbers of the chart as a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-trends-table.h"

#include <glib/gi18n-lib.h>

#include "aft-trends-words.h"
#include "aft-words.h"

#define ALL_SYMPTOMS ((1u << AFT_N_SYMPTOMS) - 1)

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

/* The day is as narrow as its heading, to leave space for the scores. Returns: the box for the
 * scores */
static GtkWidget *
make_row (GtkWidget *cells, const char *day)
{
  GtkWidget *label = make_label (day, "trends-heading");
  GtkWidget *scores = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  gtk_label_set_width_chars (GTK_LABEL (label), (int) g_utf8_strlen (C_ ("recovery", "Day"), -1));
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_widget_set_hexpand (scores, TRUE);
  gtk_box_set_homogeneous (GTK_BOX (scores), TRUE);
  gtk_box_append (GTK_BOX (cells), label);
  gtk_box_append (GTK_BOX (cells), scores);

  return scores;
}

static GtkWidget *
make_cell (const AftTrendsView *view, AftSymptom symptom, guint day)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  int severity = aft_trends_view_get_value (view, symptom, day);
  g_autofree char *value =
      severity == AFT_SEVERITY_UNSET ? g_strdup ("–") : aft_trends_words_value (severity);
  g_autofree char *earlier =
      aft_trends_words_earlier (aft_trends_view_get_spread (view, symptom, day));

  gtk_box_append (GTK_BOX (box), make_label (value, "numeric"));
  if (*earlier != '\0')
    {
      GtkWidget *label = make_label (earlier, "caption");

      gtk_widget_add_css_class (label, "trends-quiet");
      gtk_box_append (GTK_BOX (box), label);
    }

  return box;
}

static void
append_row (GtkListBox *list, GtkWidget *cells, const char *label)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (cells, "trends-cells");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), cells);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_list_box_append (list, row);
}

static void
append_headings (GtkListBox *list)
{
  GtkWidget *cells = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scores = make_row (cells, C_ ("recovery", "Day"));
  g_autoptr (GString) spoken = g_string_new (C_ ("recovery", "Day"));

  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      const char *name = aft_words_symptom ((AftSymptom) s);

      g_string_append_printf (spoken, ", %s", name);
      gtk_box_append (GTK_BOX (scores), make_label (name, "trends-heading"));
    }
  append_row (list, cells, spoken->str);
}

static gboolean
is_known (const AftTrendsView *view, guint day)
{
  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    {
      if (aft_trends_view_get_value (view, (AftSymptom) s, day) != AFT_SEVERITY_UNSET ||
          aft_trends_view_get_spread (view, (AftSymptom) s, day)->count > 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * aft_trends_table_fill:
 * @list: the list to fill; its rows are removed first
 * @view: the numbers
 *
 * Adds a row of headings, and a row for each day with a value of this recovery or of earlier ones. Each
 * row has its whole sentence as its accessible name.
 */
void
aft_trends_table_fill (GtkListBox *list, const AftTrendsView *view)
{
  GtkListBoxRow *old;

  g_return_if_fail (GTK_IS_LIST_BOX (list));
  g_return_if_fail (view != NULL);

  while ((old = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (old));

  append_headings (list);
  for (guint day = 0; day < view->n_days; day++)
    {
      GtkWidget *cells;
      GtkWidget *scores;
      g_autofree char *number = NULL;
      g_autofree char *spoken = NULL;

      if (!is_known (view, day))
        continue;

      cells = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      number = g_strdup_printf ("%u", day);
      scores = make_row (cells, number);
      for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
        gtk_box_append (GTK_BOX (scores), make_cell (view, (AftSymptom) s, day));
      spoken = aft_trends_words_day (view, day, ALL_SYMPTOMS);
      append_row (list, cells, spoken);
    }
}
