/* aft-date-time-group.c: asks for a date and time, with quick choices
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-date-time-group.h"

#include <glib/gi18n-lib.h>

#include "aft-check.h"
#include "aft-clock.h"
#include "aft-date-row.h"
#include "aft-desktop-clock.h"
#include "aft-local-zone.h"
#include "aft-name.h"
#include "aft-text.h"
#include "aft-date-parser.h"
#include "aft-time-zone.h"
#include "aft-words.h"
#include "aft-wrap-layout.h"

/* The hour of "Yesterday Evening". */
#define EVENING_MINUTES (21 * 60)

/**
 * AftDateTimeGroup:
 *
 * Signal "changed": the time is a different one, because it was typed or chosen, or because the
 * clock moved on. Property "quick": whether "Now", "1 Hour Ago" and so on are offered.
 */
struct _AftDateTimeGroup
{
  AdwPreferencesGroup parent_instance;

  AftDateRow *date_row;
  AdwEntryRow *time_row;
  AdwComboRow *which_row;
  GtkStringList *which_list;
  GtkLabel *meaning;

  GTimeZone *time_zone;
  char *zone_name; /* (nullable): what it was saved with */
  gint64 base_us;  /* the time that the untouched texts stand for; 0: the present time */
  gint64 set_us;   /* base_us as it was set, to detect a change */
  char *base_date;
  char *base_time;
  int which; /* of a local time that occurs twice: 0 the earlier, 1 the later, -1 not chosen */
  guint tick_id;
  GSettings *desktop; /* how times are written; NULL if the desktop doesn't say */
  gboolean quick;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AftDateTimeGroup, aft_date_time_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_QUICK = 1,
  N_PROPS,
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_untouched (AftDateTimeGroup *self)
{
  return self->base_date != NULL &&
         g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->date_row)), self->base_date) &&
         g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->time_row)), self->base_time);
}

/* Writes @at_us into the entries; they then stand for @base_us (0: the present time). */
static void
fill (AftDateTimeGroup *self, gint64 at_us, gint64 base_us)
{
  g_free (self->base_date);
  g_free (self->base_time);
  self->base_date = aft_date_parser_format_date (aft_day_of (at_us, self->time_zone, 0));
  self->base_time = aft_words_time (at_us, self->time_zone);
  self->base_us = base_us;
  self->which = -1;

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->date_row), self->base_date);
  gtk_editable_set_text (GTK_EDITABLE (self->time_row), self->base_time);
  self->filling = FALSE;
}

static char *
describe_which (AftDateTimeGroup *self, gint64 at_us)
{
  int interval =
      g_time_zone_find_interval (self->time_zone, G_TIME_TYPE_UNIVERSAL, at_us / G_USEC_PER_SEC);
  g_autofree char *time = aft_words_time (at_us, self->time_zone);
  const char *zone = g_time_zone_get_abbreviation (self->time_zone, interval);

  return g_time_zone_is_dst (self->time_zone, interval)
             /* Translators: a time that the clocks show twice in the night when they are put back;
              * %1$s is the time, %2$s the short name of the time zone, "CEST" */
             ? g_strdup_printf (_ ("%1$s summer time (%2$s)"), time, zone)
             /* Translators: a time that the clocks show twice in the night when they are put back;
              * %1$s is the time, %2$s the short name of the time zone, "CET" */
             : g_strdup_printf (_ ("%1$s standard time (%2$s)"), time, zone);
}

/* Offers the two times that @at_us may mean, or nothing if there is only one. */
static void
update_which_row (AftDateTimeGroup *self, int n, const gint64 at_us[2], int chosen)
{
  self->filling = TRUE;
  if (n == 2)
    {
      g_autofree char *first = describe_which (self, at_us[0]);
      g_autofree char *second = describe_which (self, at_us[1]);
      const char *texts[] = { first, second, NULL };

      gtk_string_list_splice (self->which_list, 0,
                              g_list_model_get_n_items (G_LIST_MODEL (self->which_list)), texts);
      adw_combo_row_set_selected (self->which_row, (guint) chosen);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->which_row), n == 2);
  self->filling = FALSE;
}

/* What was typed, as a time. @n, @both: the times that the local time may mean. */
static gboolean
read_entries (AftDateTimeGroup *self, gint64 *at_us, int *n, gint64 both[2], char **problem)
{
  const char *time_text = gtk_editable_get_text (GTK_EDITABLE (self->time_row));
  AftDay day = aft_date_row_get_day (self->date_row);
  int minutes = 0;
  int which;

  *n = 1;
  if (day == AFT_DAY_NONE)
    {
      g_autofree char *example =
          aft_date_parser_format_date (aft_date_row_get_today (self->date_row));

      /* Translators: %s is today's date as it may be typed */
      *problem = g_strdup_printf (_ ("Type a date, such as %s."), example);
      return FALSE;
    }
  if (!aft_date_parser_parse_time (time_text, &minutes))
    {
      g_autofree char *example = aft_date_parser_format_time (21 * 60 + 10);

      /* Translators: %s is a time of day such as "21:10" */
      *problem = g_strdup_printf (_ ("Type a time, such as %s."), example);
      return FALSE;
    }
  *n = aft_date_parser_resolve (day, minutes, self->time_zone, both);
  if (*n == 0)
    {
      *problem = g_strdup (_ (
          "That time didn’t exist because the clocks went forward. Type an earlier or later time."));
      return FALSE;
    }
  if (is_untouched (self) && self->which < 0)
    {
      *at_us = self->base_us != 0 ? self->base_us : aft_clock_now ();
      return TRUE;
    }
  /* Of two, the later one means the longer wait, unless it is in the future. */
  which = self->which;
  if (which < 0)
    which = *n == 2 && both[1] <= aft_clock_now () ? 1 : 0;
  *at_us = both[MIN (which, *n - 1)];
  return TRUE;
}

/* Which of the two @at_us is. */
static int
find_which (const gint64 both[2], gint64 at_us)
{
  return at_us >= both[1] ? 1 : 0;
}

static void
show_meaning (AftDateTimeGroup *self, const char *text, gboolean wrong)
{
  gtk_label_set_label (self->meaning, text);
  if (wrong)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->meaning), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->meaning), "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->meaning), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->meaning), "dim-label");
    }
}

static char *
describe (AftDateTimeGroup *self, gint64 at_us)
{
  gint64 now_us = aft_clock_now ();
  g_autofree char *moment = aft_words_moment (at_us, now_us, self->time_zone);
  g_autoptr (GTimeZone) here = aft_local_zone_new ();
  g_autofree char *span = NULL;
  GString *text;

  if (is_untouched (self) && self->base_us == 0)
    text = g_string_new (_ ("Now"));
  else if (at_us > aft_check_get_limit (now_us))
    {
      /* This was not entered just now. It may stay, but it is better to correct it. */
      text = g_string_new (NULL);
      /* Translators: %s is a moment that is still to come, "Sat 29 Nov 2036, 09:00" */
      g_string_printf (
          text,
          _ ("%s. This is ahead of this computer’s clock, so it doesn’t count yet. If it’s wrong, correct it here."),
          moment);
    }
  else if (now_us - at_us < G_TIME_SPAN_MINUTE)
    text = g_string_new (moment);
  else
    {
      /* Minutes don't matter for something days ago. */
      GTimeSpan ago = now_us - at_us;

      ago -= ago % (ago >= G_TIME_SPAN_DAY ? G_TIME_SPAN_DAY : G_TIME_SPAN_MINUTE);
      span = aft_words_span (ago);
      text = g_string_new (NULL);
      /* Translators: %1$s is a time, "today at 19:10" or "Sat 29 Nov, 09:00"; %2$s is how long ago
       * that was, "2 hours 5 minutes" */
      g_string_printf (text, _ ("%1$s, %2$s ago"), moment, span);
    }
  if (self->zone_name != NULL && !aft_time_zone_is_known (self->zone_name))
    {
      g_autofree char *unknown = aft_words_unknown_zone (self->zone_name);

      g_string_append_printf (text, ". %s", unknown);
    }
  else if (g_time_zone_get_offset (here, g_time_zone_find_interval (here, G_TIME_TYPE_UNIVERSAL,
                                                                    at_us / G_USEC_PER_SEC)) !=
           g_time_zone_get_offset (
               self->time_zone, g_time_zone_find_interval (self->time_zone, G_TIME_TYPE_UNIVERSAL,
                                                           at_us / G_USEC_PER_SEC)))
    {
      g_string_append_c (text, ' ');
      /* Translators: %s is a time zone, "Europe/Berlin" */
      g_string_append_printf (text, _ ("(%s time)"), g_time_zone_get_identifier (self->time_zone));
    }
  {
    g_autofree char *plain = g_string_free (text, FALSE);

    return aft_text_capitalize (plain);
  }
}

static void
update (AftDateTimeGroup *self)
{
  g_autofree char *problem = NULL;
  g_autofree char *text = NULL;
  gint64 at_us = 0;
  gint64 both[2] = { 0, 0 };
  int n = 0;

  if (self->time_zone == NULL)
    return;
  if (read_entries (self, &at_us, &n, both, &problem))
    {
      g_autoptr (GError) error = NULL;

      gtk_widget_remove_css_class (GTK_WIDGET (self->date_row), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->time_row), "error");
      update_which_row (self, n, both, n == 2 ? find_which (both, at_us) : 0);
      if (at_us > aft_check_get_limit (aft_clock_now ()) && at_us != self->set_us)
        {
          g_set_error_literal (&error, AFT_CHECK_ERROR, AFT_CHECK_ERROR_FUTURE, "in the future");
          text = aft_words_check_error (error);
          show_meaning (self, text, TRUE);
        }
      else
        {
          text = describe (self, at_us);
          show_meaning (self, text, FALSE);
        }
    }
  else
    {
      /* The person may still be typing: say what is expected, and complain only on Save. */
      update_which_row (self, 0, both, 0);
      show_meaning (self, problem, FALSE);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What was typed stays as it is. */
static void
clock_changed_cb (AftDateTimeGroup *self)
{
  aft_desktop_clock_apply (self->desktop);
  if (self->time_zone != NULL && is_untouched (self))
    fill (self, self->base_us != 0 ? self->base_us : aft_clock_now (), self->base_us);
}

static void
schedule_tick (AftDateTimeGroup *self);

static gboolean
tick_cb (gpointer user_data)
{
  AftDateTimeGroup *self = user_data;

  self->tick_id = 0;
  if (is_untouched (self) && self->base_us == 0)
    fill (self, aft_clock_now (), 0);
  update (self);
  schedule_tick (self);
  return G_SOURCE_REMOVE;
}

/* While the form is visible, "now" and "2 hours ago" follow the clock once a minute. */
static void
schedule_tick (AftDateTimeGroup *self)
{
  gint64 now_us = aft_clock_now ();
  gint64 to_minute_us = G_TIME_SPAN_MINUTE - now_us % G_TIME_SPAN_MINUTE;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  self->tick_id = g_timeout_add ((guint) (to_minute_us / 1000) + 20, tick_cb, self);
}

static void
text_changed_cb (AftDateTimeGroup *self)
{
  if (self->filling)
    return;
  self->which = -1;
  update (self);
}

static void
which_selected_cb (AftDateTimeGroup *self)
{
  if (self->filling)
    return;
  self->which = (int) adw_combo_row_get_selected (self->which_row);
  update (self);
}

static void
quick_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AftDateTimeGroup *self = AFT_DATE_TIME_GROUP (widget);
  gint64 now_us = aft_clock_now ();
  int hours = g_variant_get_int32 (parameter);
  gint64 at_us = now_us - hours * G_TIME_SPAN_HOUR;

  if (hours == 0)
    fill (self, now_us, 0);
  else
    fill (self, at_us, at_us);
  update (self);
}

static void
evening_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AftDateTimeGroup *self = AFT_DATE_TIME_GROUP (widget);
  gint64 both[2];
  int n = aft_date_parser_resolve (aft_date_row_get_today (self->date_row) - 1, EVENING_MINUTES,
                                   self->time_zone, both);

  if (n == 0)
    return;
  fill (self, both[n - 1], both[n - 1]);
  update (self);
}

static void
aft_date_time_group_map (GtkWidget *widget)
{
  AftDateTimeGroup *self = AFT_DATE_TIME_GROUP (widget);

  GTK_WIDGET_CLASS (aft_date_time_group_parent_class)->map (widget);
  if (self->time_zone != NULL)
    schedule_tick (self);
}

static void
aft_date_time_group_unmap (GtkWidget *widget)
{
  AftDateTimeGroup *self = AFT_DATE_TIME_GROUP (widget);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  GTK_WIDGET_CLASS (aft_date_time_group_parent_class)->unmap (widget);
}

static void
aft_date_time_group_dispose (GObject *object)
{
  AftDateTimeGroup *self = AFT_DATE_TIME_GROUP (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  G_OBJECT_CLASS (aft_date_time_group_parent_class)->dispose (object);
}

static void
aft_date_time_group_finalize (GObject *object)
{
  AftDateTimeGroup *self = AFT_DATE_TIME_GROUP (object);

  g_clear_pointer (&self->time_zone, g_time_zone_unref);
  g_clear_pointer (&self->zone_name, g_free);
  g_clear_pointer (&self->base_date, g_free);
  g_clear_pointer (&self->base_time, g_free);
  g_clear_object (&self->desktop);
  G_OBJECT_CLASS (aft_date_time_group_parent_class)->finalize (object);
}

static void
aft_date_time_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftDateTimeGroup *self = AFT_DATE_TIME_GROUP (object);

  switch (id)
    {
    case PROP_QUICK:
      g_value_set_boolean (value, self->quick);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_date_time_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftDateTimeGroup *self = AFT_DATE_TIME_GROUP (object);

  switch (id)
    {
    case PROP_QUICK:
      self->quick = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_date_time_group_class_init (AftDateTimeGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = aft_date_time_group_dispose;
  object_class->finalize = aft_date_time_group_finalize;
  object_class->get_property = aft_date_time_group_get_property;
  object_class->set_property = aft_date_time_group_set_property;
  widget_class->map = aft_date_time_group_map;
  widget_class->unmap = aft_date_time_group_unmap;

  properties[PROP_QUICK] =
      g_param_spec_boolean ("quick", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "when.hours-ago", "i", quick_action);
  gtk_widget_class_install_action (widget_class, "when.yesterday-evening", NULL, evening_action);

  g_type_ensure (AFT_TYPE_DATE_ROW);
  g_type_ensure (AFT_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/common/aft-date-time-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AftDateTimeGroup, date_row);
  gtk_widget_class_bind_template_child (widget_class, AftDateTimeGroup, time_row);
  gtk_widget_class_bind_template_child (widget_class, AftDateTimeGroup, which_row);
  gtk_widget_class_bind_template_child (widget_class, AftDateTimeGroup, which_list);
  gtk_widget_class_bind_template_child (widget_class, AftDateTimeGroup, meaning);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, which_selected_cb);
}

static void
aft_date_time_group_init (AftDateTimeGroup *self)
{
  self->which = -1;
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  aft_name_entry_row (self->time_row);

  self->desktop = aft_desktop_clock_open ();
  if (self->desktop != NULL)
    g_signal_connect_object (self->desktop, "changed::" AFT_DESKTOP_CLOCK_KEY,
                             G_CALLBACK (clock_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * aft_date_time_group_set:
 * @time_zone: the zone of the times that are shown and typed
 * @zone_name: (nullable): the name that the entry was saved with, which this system may not know
 * @at_us: the time to show, microseconds since 1970 UTC; 0: the present time, which follows the
 *   clock until something else is typed or chosen
 */
void
aft_date_time_group_set (AftDateTimeGroup *self,
                         GTimeZone *time_zone,
                         const char *zone_name,
                         gint64 at_us)
{
  g_return_if_fail (AFT_IS_DATE_TIME_GROUP (self));
  g_return_if_fail (time_zone != NULL);

  g_time_zone_ref (time_zone);
  g_clear_pointer (&self->time_zone, g_time_zone_unref);
  self->time_zone = time_zone;
  g_free (self->zone_name);
  self->zone_name = g_strdup (zone_name);
  self->set_us = at_us;
  aft_date_row_set_time_zone (self->date_row, time_zone);
  fill (self, at_us != 0 ? at_us : aft_clock_now (), at_us);
  update (self);
}

/**
 * aft_date_time_group_get:
 * @at_us: (out): the time; exactly the one that was set if nothing was changed
 * @problem: (out) (optional) (transfer full): why there is none, for the person to read
 *
 * Doesn't check whether it is in the future: see aft_session_check() and aft_skin_note_check().
 *
 * Returns: %FALSE if what was typed isn't a valid time
 */
gboolean
aft_date_time_group_get (AftDateTimeGroup *self, gint64 *at_us, char **problem)
{
  g_autofree char *text = NULL;
  gint64 both[2];
  int n;

  g_return_val_if_fail (AFT_IS_DATE_TIME_GROUP (self), FALSE);
  g_return_val_if_fail (at_us != NULL, FALSE);

  if (read_entries (self, at_us, &n, both, &text))
    return TRUE;
  if (problem != NULL)
    *problem = g_steal_pointer (&text);
  return FALSE;
}

/**
 * aft_date_time_group_get_changed:
 *
 * Returns: whether what is shown differs from what was set
 */
gboolean
aft_date_time_group_get_changed (AftDateTimeGroup *self)
{
  g_return_val_if_fail (AFT_IS_DATE_TIME_GROUP (self), FALSE);

  return !is_untouched (self) || self->base_us != self->set_us || self->which >= 0;
}

/**
 * aft_date_time_group_show_problem:
 * @problem: what is wrong with the date or time, for the person to read
 *
 * Shows it beside the entries until they change, and moves the focus to the wrong one.
 */
void
aft_date_time_group_show_problem (AftDateTimeGroup *self, const char *problem)
{
  gboolean date_wrong;
  GtkWidget *row;

  g_return_if_fail (AFT_IS_DATE_TIME_GROUP (self));
  g_return_if_fail (problem != NULL);

  date_wrong = aft_date_row_get_day (self->date_row) == AFT_DAY_NONE;
  row = date_wrong ? GTK_WIDGET (self->date_row) : GTK_WIDGET (self->time_row);
  show_meaning (self, problem, TRUE);
  gtk_widget_add_css_class (row, "error");
  gtk_widget_grab_focus (row);
}
