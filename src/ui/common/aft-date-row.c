/* aft-date-row.c: an entry for a date, with a calendar beside it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-date-row.h"

#include <glib/gi18n-lib.h>

#include "aft-clock.h"
#include "aft-form-window.h"
#include "aft-local-zone.h"
#include "aft-name.h"
#include "aft-date-parser.h"

/**
 * AftDateRow:
 *
 * Property "ahead": a day typed without a year is the next such day, not the last one.
 */
struct _AftDateRow
{
  AdwEntryRow parent_instance;

  GtkPopover *popover;
  GtkCalendar *calendar;

  GTimeZone *time_zone;
  AftDay shown; /* the day that the calendar last showed */
  gboolean ahead;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AftDateRow, aft_date_row, ADW_TYPE_ENTRY_ROW)

enum
{
  PROP_AHEAD = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static AftDay
get_calendar_day (AftDateRow *self)
{
  g_autoptr (GDateTime) picked = gtk_calendar_get_date (self->calendar);

  return aft_day_new (g_date_time_get_year (picked), g_date_time_get_month (picked),
                      g_date_time_get_day_of_month (picked));
}

static gboolean
same_month (AftDay a, AftDay b)
{
  GDate first, second;

  g_date_clear (&first, 1);
  g_date_clear (&second, 1);
  g_date_set_julian (&first, a);
  g_date_set_julian (&second, b);
  return g_date_get_month (&first) == g_date_get_month (&second) &&
         g_date_get_year (&first) == g_date_get_year (&second);
}

static void
calendar_shown_cb (AftDateRow *self)
{
  AftDay day = aft_date_row_get_day (self);
  g_autoptr (GDateTime) noon = NULL;

  self->shown = day != AFT_DAY_NONE ? day : aft_date_row_get_today (self);
  noon = aft_day_get_noon (self->shown);
  if (noon == NULL)
    return;
  self->filling = TRUE;
  gtk_calendar_select_day (self->calendar, noon);
  self->filling = FALSE;
}

static void
day_selected_cb (AftDateRow *self)
{
  AftDay day = get_calendar_day (self);
  gboolean clicked = same_month (day, self->shown);

  if (self->filling)
    return;
  self->shown = day;
  aft_date_row_set_day (self, day);
  /* The arrows to other months also "select" a day: only a click on a day is a choice. */
  if (clicked)
    gtk_popover_popdown (self->popover);
}

static void
aft_date_row_finalize (GObject *object)
{
  g_clear_pointer (&AFT_DATE_ROW (object)->time_zone, g_time_zone_unref);
  G_OBJECT_CLASS (aft_date_row_parent_class)->finalize (object);
}

static void
aft_date_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AftDateRow *self = AFT_DATE_ROW (object);

  switch (id)
    {
    case PROP_AHEAD:
      g_value_set_boolean (value, self->ahead);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_date_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AftDateRow *self = AFT_DATE_ROW (object);

  switch (id)
    {
    case PROP_AHEAD:
      self->ahead = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
aft_date_row_class_init (AftDateRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = aft_date_row_finalize;
  object_class->get_property = aft_date_row_get_property;
  object_class->set_property = aft_date_row_set_property;

  properties[PROP_AHEAD] =
      g_param_spec_boolean ("ahead", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/example/Aftercare/common/aft-date-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AftDateRow, popover);
  gtk_widget_class_bind_template_child (widget_class, AftDateRow, calendar);
  gtk_widget_class_bind_template_callback (widget_class, calendar_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
}

static void
aft_date_row_init (AftDateRow *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  aft_form_ignore_wheel (GTK_WIDGET (self->calendar));
  aft_name_entry_row (ADW_ENTRY_ROW (self));
}

/**
 * aft_date_row_set_time_zone:
 * @time_zone: the zone that decides which day is today; the local zone until set
 */
void
aft_date_row_set_time_zone (AftDateRow *self, GTimeZone *time_zone)
{
  g_return_if_fail (AFT_IS_DATE_ROW (self));
  g_return_if_fail (time_zone != NULL);

  g_time_zone_ref (time_zone);
  g_clear_pointer (&self->time_zone, g_time_zone_unref);
  self->time_zone = time_zone;
}

/**
 * aft_date_row_get_today:
 * Returns: the present day in the time zone of the row
 */
AftDay
aft_date_row_get_today (AftDateRow *self)
{
  g_return_val_if_fail (AFT_IS_DATE_ROW (self), AFT_DAY_NONE);

  if (self->time_zone == NULL)
    self->time_zone = aft_local_zone_new ();
  return aft_day_of (aft_clock_now (), self->time_zone, 0);
}

/**
 * aft_date_row_get_day:
 * Returns: the day that was typed; %AFT_DAY_NONE for nothing or an invalid date
 */
AftDay
aft_date_row_get_day (AftDateRow *self)
{
  g_return_val_if_fail (AFT_IS_DATE_ROW (self), AFT_DAY_NONE);

  return aft_date_parser_parse_date (gtk_editable_get_text (GTK_EDITABLE (self)),
                                     aft_date_row_get_today (self), self->ahead);
}

/**
 * aft_date_row_set_day:
 * @day: what to show; %AFT_DAY_NONE empties the row
 */
void
aft_date_row_set_day (AftDateRow *self, AftDay day)
{
  g_autofree char *text = NULL;

  g_return_if_fail (AFT_IS_DATE_ROW (self));

  text = day != AFT_DAY_NONE ? aft_date_parser_format_date (day) : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (self), text);
}

/**
 * aft_date_row_is_empty:
 * Returns: whether the row is empty
 */
gboolean
aft_date_row_is_empty (AftDateRow *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (AFT_IS_DATE_ROW (self), TRUE);

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
  return *text == '\0';
}
