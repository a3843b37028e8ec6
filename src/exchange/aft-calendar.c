/* aft-calendar.c: future dates for a calendar program (iCalendar, RFC 5545)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exports only what is still ahead and has a date; a session that is held or up to the clinic
 * has none. Times are in UTC, so that the file needs no time zones; a calendar shows them in
 * local time. Cancels what an earlier export had and this one doesn't, because a calendar would
 * keep it otherwise. There is no METHOD, which would turn the file into a message; the UID
 * identifies each event.
 */
#include "aft-config.h"

#include "aft-calendar.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

#include "aft-db-calendar.h"
#include "aft-uuid.h"
#include "aft-words.h"

#define PRODUCT "-//org.example.Aftercare//Aftercare " PACKAGE_VERSION "//EN"
/* 2020-01-01T00:00:00Z: SEQUENCE counts seconds from here, which fit into its 32 bits until
 * 2088. */
#define SEQUENCE_START G_GINT64_CONSTANT (1577836800)

static const char *const kind_names[] = { "makeup", "next-session" };

static void
event_free (AftCalendarEvent *event)
{
  g_free (event->title);
  g_free (event->text);
  g_free (event->uid);
  g_free (event);
}

static void
add_event (GPtrArray *events,
           AftCalendarKind kind,
           const AftSession *session,
           gint64 at_us,
           char *title,
           char *text)
{
  AftCalendarEvent *event = g_new0 (AftCalendarEvent, 1);

  event->uid = aft_calendar_make_uid (session->id, kind);
  event->at_us = at_us;
  event->title = title;
  event->text = text;
  g_ptr_array_add (events, event);
}

/**
 * aft_calendar_list_events:
 * @plan: the current plan; outlives the list
 * @makeup_plan: the plan at the end of the makeup wait; unused unless that is ahead
 * @discreet: whether not to mention skin
 * @time_zone: where the person is
 *
 * The ends of the makeup wait and of the rest that are after @plan's time, in the words of the
 * notifications. Symptoms may still hold the next session, so the end of the rest only says to
 * check the skin.
 *
 * Returns: (transfer full) (element-type AftCalendarEvent): soonest first; may be empty
 */
GPtrArray *
aft_calendar_list_events (const AftPlan *plan,
                          const AftPlan *makeup_plan,
                          gboolean discreet,
                          GTimeZone *time_zone)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) event_free);

  g_return_val_if_fail (plan != NULL, events);

  if (plan->makeup_state == AFT_MAKEUP_WAITING)
    add_event (
        events, AFT_CALENDAR_MAKEUP, plan->makeup_session, plan->makeup_at_us,
        discreet ? aft_words_discreet_title () : aft_words_makeup_reminder_title (makeup_plan),
        discreet ? NULL
                 : aft_words_makeup_reminder_body (makeup_plan, time_zone, plan->makeup_at_us, 0));
  if (plan->next_state == AFT_NEXT_RESTING)
    add_event (events, AFT_CALENDAR_NEXT_SESSION, plan->next_session, plan->next_at_us,
               discreet ? aft_words_discreet_title () : aft_words_next_reminder_title (plan),
               discreet ? NULL
                        : aft_words_next_reminder_body (plan, time_zone, plan->next_at_us, 0));

  return events;
}

static gboolean
has_uid (GPtrArray *events, const char *uid)
{
  for (guint i = 0; i < events->len; i++)
    {
      const AftCalendarEvent *event = g_ptr_array_index (events, i);

      if (strcmp (event->uid, uid) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * aft_calendar_add_cancelled:
 * @events: (element-type AftCalendarEvent): the events ahead
 * @known: (element-type AftCalendarDate): the dates of earlier exports
 * @now_us: the present time
 *
 * Adds to @events what a calendar may still show although it is no longer planned: the session was
 * deleted or changed, a later one counts, or symptoms hold the next one. Leaves past events in the
 * calendar.
 */
void
aft_calendar_add_cancelled (GPtrArray *events, GPtrArray *known, gint64 now_us)
{
  for (guint i = 0; i < known->len; i++)
    {
      const AftCalendarDate *date = g_ptr_array_index (known, i);
      AftCalendarEvent *event;

      if (date->at_us <= now_us || has_uid (events, date->uid))
        continue;
      event = g_new0 (AftCalendarEvent, 1);
      event->uid = g_strdup (date->uid);
      event->at_us = date->at_us;
      /* Translators: the title of a date in a calendar that has been taken back */
      event->title = g_strdup (_ ("Aftercare: no longer planned"));
      event->cancelled = TRUE;
      g_ptr_array_add (events, event);
    }
}

/**
 * aft_calendar_get_remark:
 *
 * Returns: (transfer full) (nullable): why the calendar has no date for the next session; NULL if
 *   it has one, or if there is nothing to wait for
 */
char *
aft_calendar_get_remark (const AftPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);

  if (plan->next_state == AFT_NEXT_HELD)
    return g_strdup (_ (
        "Your next session isn’t in the calendar. It’s on hold, and has no date until your skin has calmed down."));
  if (plan->next_state == AFT_NEXT_ASK_CLINIC)
    return g_strdup (_ (
        "Your next session isn’t in the calendar, because your clinic’s date for it isn’t in the diary."));

  return NULL;
}

/**
 * aft_calendar_make_uid:
 * @session_id: a UUID
 * @kind: which date of that session
 *
 * Makes a name-based UUID (version 5, RFC 4122), which is always the same for the same date, so
 * that a calendar updates its event after a second export. It reveals nothing about the date.
 *
 * Returns: (transfer full): the UUID
 */
char *
aft_calendar_make_uid (const char *session_id, AftCalendarKind kind)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  GString *text = g_string_new (NULL);
  guint8 bytes[20];
  gsize length = sizeof bytes;

  aft_uuid_to_bytes (session_id, bytes);
  g_checksum_update (checksum, bytes, AFT_UUID_BYTES);
  g_checksum_update (checksum, (const guchar *) kind_names[kind], -1);
  g_checksum_get_digest (checksum, bytes, &length);
  bytes[6] = (guint8) ((bytes[6] & 0x0f) | 0x50);
  bytes[8] = (guint8) ((bytes[8] & 0x3f) | 0x80);
  for (guint i = 0; i < AFT_UUID_BYTES; i++)
    g_string_append_printf (text, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "",
                            bytes[i]);

  return g_string_free (text, FALSE);
}

/* In whole seconds, rounded up, since no wait may end early. */
static struct icaltimetype
make_time (gint64 at_us)
{
  gint64 seconds = (at_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;

  return icaltime_from_timet_with_zone ((time_t) seconds, 0, icaltimezone_get_utc_timezone ());
}

static icalcomponent *
make_alarm (const AftCalendarEvent *event)
{
  struct icaltriggertype trigger = { icaltime_null_time (), icaldurationtype_from_int (0) };

  return icalcomponent_vanew (ICAL_VALARM_COMPONENT, icalproperty_new_action (ICAL_ACTION_DISPLAY),
                              icalproperty_new_trigger (trigger),
                              icalproperty_new_description (event->title), (void *) 0);
}

static icalcomponent *
make_event (const AftCalendarEvent *event, gint64 now_us)
{
  gint64 sequence = now_us / G_USEC_PER_SEC - SEQUENCE_START;
  icalcomponent *component = icalcomponent_vanew (
      ICAL_VEVENT_COMPONENT, icalproperty_new_uid (event->uid),
      icalproperty_new_dtstamp (make_time (now_us)),
      /* A later export is a later revision, even if only a hold or the settings have changed. */
      icalproperty_new_sequence ((int) CLAMP (sequence, 0, G_MAXINT32)),
      icalproperty_new_dtstart (make_time (event->at_us)), icalproperty_new_summary (event->title),
      /* Written for both, because a cancelled date may return. */
      icalproperty_new_status (event->cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED),
      icalproperty_new_class (ICAL_CLASS_PRIVATE),
      icalproperty_new_transp (ICAL_TRANSP_TRANSPARENT), (void *) 0);

  if (event->text != NULL)
    icalcomponent_add_property (component, icalproperty_new_description (event->text));
  if (!event->cancelled)
    icalcomponent_add_component (component, make_alarm (event));

  return component;
}

/**
 * aft_calendar_to_ics:
 * @events: (element-type AftCalendarEvent): at least one, because RFC 5545 has no empty calendars
 * @now_us: the present time, for the time and number of the revision
 *
 * Each event has no duration, doesn't mark the person as busy, is private and has an alarm at its
 * time.
 *
 * Returns: (transfer full): the calendar, with the line ends and folds of RFC 5545
 */
char *
aft_calendar_to_ics (GPtrArray *events, gint64 now_us)
{
  icalcomponent *calendar;
  char *buffer;
  char *text;

  g_return_val_if_fail (events != NULL && events->len > 0, NULL);

  calendar = icalcomponent_vanew (ICAL_VCALENDAR_COMPONENT, icalproperty_new_version ("2.0"),
                                  icalproperty_new_prodid (PRODUCT),
                                  icalproperty_new_calscale ("GREGORIAN"), (void *) 0);
  for (guint i = 0; i < events->len; i++)
    icalcomponent_add_component (calendar, make_event (events->pdata[i], now_us));
  buffer = icalcomponent_as_ical_string_r (calendar);
  text = g_strdup (buffer);
  icalmemory_free_buffer (buffer);
  icalcomponent_free (calendar);

  return text;
}
