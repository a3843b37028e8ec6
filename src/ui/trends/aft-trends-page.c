/* aft-trends-page.c: compares this recovery with earlier ones, and shows a calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-trends-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "aft-closures.h"
#include "aft-columns-layout.h"
#include "aft-columns.h"
#include "aft-name.h"
#include "aft-trends-calendar.h"
#include "aft-trends-chart.h"
#include "aft-trends-picture.h"
#include "aft-trends-table.h"
#include "aft-trends-tile.h"
#include "aft-trends-words.h"
#include "aft-wrap-layout.h"

struct _AftTrendsPage
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkDropDown *choice;
  GtkListItemFactory *choice_factory;
  GtkToggleButton *as_table;
  GtkWidget *picture_button;
  AftTrendsChart *chart;
  GtkListBox *table;
  AftTrendsCalendar *calendar;

  AftDiaryModel *model;
  AftTrends *trends;
  AftTrendsView *view;
  char *session_id; /* of the chosen recovery; NULL for the present one */
  AftDay today;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AftTrendsPage, aft_trends_page, GTK_TYPE_WIDGET)

/* --- closures ---------------------------------------------------------------------------------- */

static guint
get_symptoms (AftTrendsPage *self, gboolean redness, gboolean tingling, gboolean dryness)
{
  return (redness ? 1u << AFT_SYMPTOM_REDNESS : 0) | (tingling ? 1u << AFT_SYMPTOM_TINGLING : 0) |
         (dryness ? 1u << AFT_SYMPTOM_DRYNESS : 0);
}

static char *
describe_day (AftTrendsPage *self, const AftTrendsView *view, guint day)
{
  return view != NULL ? aft_trends_words_heading (view, day, self->today) : NULL;
}

static char *
describe_earlier (AftTrendsPage *self, const AftTrendsView *view, guint symptoms)
{
  return view != NULL ? aft_trends_words_caption (view, symptoms) : NULL;
}

/* --- what is shown ----------------------------------------------------------------------------- */

static void
update_table (AftTrendsPage *self)
{
  if (gtk_toggle_button_get_active (self->as_table) && self->view != NULL)
    aft_trends_table_fill (self->table, self->view);
}

/* Tells a screen reader which recovery is drawn. Older desktops use the drop-down itself, newer
 * ones the button inside it. */
static void
describe_choice (AftTrendsPage *self)
{
  GtkWidget *choice = GTK_WIDGET (self->choice);
  GtkStringObject *selected = gtk_drop_down_get_selected_item (self->choice);
  const char *recovery = gtk_string_object_get_string (selected);

  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  recovery, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (choice)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, recovery, -1);
}

static void
show_recovery (AftTrendsPage *self, guint index)
{
  AftTrendsView *before = self->view;

  describe_choice (self);
  self->view = aft_trends_view_new (self->trends, index);
  aft_trends_chart_set_view (self->chart, self->view);
  g_clear_pointer (&before, aft_trends_view_free);
  update_table (self);
}

/* Newest first in the list, oldest first in the trends. */
static void
fill_choice (AftTrendsPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = self->trends->recoveries->len;
  guint selected = 0;

  for (guint i = n; i > 0; i--)
    {
      const AftTrendsRecovery *recovery = g_ptr_array_index (self->trends->recoveries, i - 1);
      char *name = aft_trends_words_recovery (self->trends, i - 1, self->today);

      gtk_string_list_take (names, name);
      if (g_strcmp0 (recovery->session->id, self->session_id) == 0)
        selected = n - i;
    }

  self->filling = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choice, selected);
  self->filling = FALSE;
  show_recovery (self, n - 1 - selected);
}

/* Only while the page is visible; otherwise when it is shown. */
static void
update (AftTrendsPage *self)
{
  AftTrends *trends = aft_diary_model_get_trends (self->model);
  AftDay today = aft_diary_model_get_today (self->model);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || trends == NULL ||
      (self->trends == trends && self->today == today))
    return;

  g_clear_pointer (&self->trends, aft_trends_unref);
  self->trends = aft_trends_ref (trends);
  self->today = today;
  if (self->trends->recoveries->len == 0)
    {
      aft_trends_chart_set_view (self->chart, NULL);
      g_clear_pointer (&self->view, aft_trends_view_free);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }

  fill_choice (self);
  aft_trends_calendar_set (self->calendar, self->trends, self->today);
  gtk_stack_set_visible_child_name (self->stack, "trends");
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
chosen_cb (AftTrendsPage *self)
{
  guint n = self->trends != NULL ? self->trends->recoveries->len : 0;
  guint selected = gtk_drop_down_get_selected (self->choice);
  const AftTrendsRecovery *recovery;

  if (self->filling || selected >= n)
    return;

  recovery = g_ptr_array_index (self->trends->recoveries, n - 1 - selected);
  g_clear_pointer (&self->session_id, g_free);
  if (selected > 0)
    self->session_id = g_strdup (recovery->session->id);
  show_recovery (self, n - 1 - selected);
}

static void
day_activated_cb (AftTrendsPage *self, AftDay day)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.add-for-day", "u", day);
}

static void
symptoms_changed_cb (AftTrendsPage *self)
{
  guint symptoms;

  g_object_get (self->chart, "symptoms", &symptoms, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trends.save-picture", symptoms != 0);
}

static void
save_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AftTrendsPage *self = AFT_TRENDS_PAGE (widget);
  AftTrendsPictureFormat format = g_str_equal (g_variant_get_string (parameter, NULL), "svg")
                                      ? AFT_TRENDS_PICTURE_SVG
                                      : AFT_TRENDS_PICTURE_PNG;
  g_autoptr (GBytes) picture = NULL;
  guint symptoms;

  if (self->view == NULL)
    return;

  g_object_get (self->chart, "symptoms", &symptoms, NULL);
  picture = aft_trends_picture_make (self->view, symptoms,
                                     gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
                                     gtk_widget_get_pango_context (widget), format);
  aft_trends_picture_save (widget, picture, format, aft_trends_view_get_recovery (self->view)->day);
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static void
aft_trends_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (aft_trends_page_parent_class)->map (widget);
  update (AFT_TRENDS_PAGE (widget));
}

static void
aft_trends_page_dispose (GObject *object)
{
  AftTrendsPage *self = AFT_TRENDS_PAGE (object);

  if (self->chart != NULL)
    aft_trends_chart_set_view (self->chart, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), AFT_TYPE_TRENDS_PAGE);
  g_clear_pointer (&self->view, aft_trends_view_free);
  g_clear_pointer (&self->trends, aft_trends_unref);
  g_clear_pointer (&self->session_id, g_free);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (aft_trends_page_parent_class)->dispose (object);
}

static void
aft_trends_page_class_init (AftTrendsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = aft_trends_page_dispose;
  widget_class->map = aft_trends_page_map;

  g_type_ensure (AFT_TYPE_COLUMNS);
  g_type_ensure (AFT_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (AFT_TYPE_TRENDS_CALENDAR);
  g_type_ensure (AFT_TYPE_TRENDS_CHART);
  g_type_ensure (AFT_TYPE_TRENDS_TILE);
  g_type_ensure (AFT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_install_action (widget_class, "trends.save-picture", "s", save_picture_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/trends/aft-trends-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftTrendsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AftTrendsPage, choice);
  gtk_widget_class_bind_template_child (widget_class, AftTrendsPage, choice_factory);
  gtk_widget_class_bind_template_child (widget_class, AftTrendsPage, as_table);
  gtk_widget_class_bind_template_child (widget_class, AftTrendsPage, picture_button);
  gtk_widget_class_bind_template_child (widget_class, AftTrendsPage, chart);
  gtk_widget_class_bind_template_child (widget_class, AftTrendsPage, table);
  gtk_widget_class_bind_template_child (widget_class, AftTrendsPage, calendar);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, describe_day);
  gtk_widget_class_bind_template_callback (widget_class, describe_earlier);
  gtk_widget_class_bind_template_callback (widget_class, get_symptoms);
  gtk_widget_class_bind_template_callback (widget_class, aft_closure_not);
  gtk_widget_class_bind_template_callback (widget_class, symptoms_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_table);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
aft_trends_page_init (AftTrendsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_drop_down_set_list_factory (self->choice, gtk_drop_down_get_factory (self->choice));
  gtk_drop_down_set_factory (self->choice, self->choice_factory);
  /* A screen reader finds the buttons inside. */
  aft_name_menu (GTK_MENU_BUTTON (self->picture_button));
  aft_name_widget (GTK_WIDGET (self->choice), _ ("Recovery"));
  aft_name_widget (gtk_widget_get_first_child (GTK_WIDGET (self->choice)), _ ("Recovery"));
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_trends_page_new:
 * @model: the live diary; the page keeps a reference
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
aft_trends_page_new (AftDiaryModel *model)
{
  AftTrendsPage *self;

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);

  self = g_object_new (AFT_TYPE_TRENDS_PAGE, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "notify::trends", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  /* Another day. */
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
