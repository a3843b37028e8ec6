/* aft-waits.c: the deadlines of single sessions and of all together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-plan-private.h"

#include <math.h>

#include "aft-time-zone.h"

/* 09:00: when the rest ends on the date that a clinic has set (rule 3). */
#define NEXT_DATE_MINUTES (9 * 60)

/* Far beyond every range: prevents an overflow with absurd figures. */
#define SPAN_MAX_US 4.0e18

/* The end of the guide's range: how long a clinic's missing figure counts after a later home
 * session. */
#define UNKNOWN_SPAN_US (14 * G_TIME_SPAN_DAY)

static gint64
add_figure (gint64 at_us, double figure, gint64 unit_us)
{
  double span = figure * (double) unit_us;

  return aft_add_span (at_us, llround (MIN (span, SPAN_MAX_US)));
}

/* The ranges ensure that home sessions have both figures, and never less than the guide's
 * minimum. If one doesn't, the plan still must not say "fine" too early. */
static gboolean
get_makeup_end (const AftSession *session, gint64 *at_us)
{
  double hours = session->makeup_wait_hours;

  if (session->place == AFT_PLACE_OF_TREATMENT_HOME)
    hours = fmax (hours, AFT_HOME_MAKEUP_HOURS_MIN);
  else if (!(hours >= 0.0))
    return FALSE;

  *at_us = add_figure (session->ended_at_us, hours, G_TIME_SPAN_HOUR);
  return TRUE;
}

static gboolean
get_rest_end (const AftSession *session, gint64 *at_us)
{
  double days = session->rest_days;

  if (session->place == AFT_PLACE_OF_TREATMENT_HOME)
    {
      days = days >= 0.0 ? fmax (days, AFT_HOME_REST_DAYS_MIN) : AFT_HOME_REST_DAYS_GUIDE_MAX;
    }
  else if (session->next_session_date != AFT_DAY_NONE)
    {
      g_autoptr (GTimeZone) zone = aft_time_zone_new (session->time_zone);

      *at_us = aft_day_instant (session->next_session_date, zone, NEXT_DATE_MINUTES);
      return TRUE;
    }
  else if (!(days >= 0.0))
    {
      return FALSE;
    }

  *at_us = add_figure (session->ended_at_us, days, G_TIME_SPAN_DAY);
  return TRUE;
}

/**
 * aft_session_get_makeup_end:
 * @session: a session
 *
 * When makeup is allowed by the session's own figure: that many hours after it ended (rule 1), and
 * at least 8 hours after a home session (guide).
 *
 * Returns: the instant, microseconds since 1970 UTC; 0 if the clinic's figure isn't known
 */
gint64
aft_session_get_makeup_end (const AftSession *session)
{
  gint64 at_us = 0;

  g_return_val_if_fail (session != NULL, 0);

  return get_makeup_end (session, &at_us) ? at_us : 0;
}

/**
 * aft_session_get_rest_end:
 * @session: a session
 *
 * When the rest is over by the session's own figure (rules 2 and 3): the clinic's date at 09:00
 * where the session took place, else that many times 24 hours after it ended. Not calendar days,
 * which have an hour more or less when the clocks change.
 *
 * Returns: the instant, microseconds since 1970 UTC; 0 if the clinic's figure isn't known
 */
gint64
aft_session_get_rest_end (const AftSession *session)
{
  gint64 at_us = 0;

  g_return_val_if_fail (session != NULL, 0);

  return get_rest_end (session, &at_us) ? at_us : 0;
}

/* Whether a session took place later than another; if both ended at the same time, whether it
 * was created later. */
static gboolean
is_later (const AftSession *session, const AftSession *than)
{
  if (than == NULL)
    return TRUE;
  if (session->ended_at_us != than->ended_at_us)
    return session->ended_at_us > than->ended_at_us;
  if (session->created_at_us != than->created_at_us)
    return session->created_at_us > than->created_at_us;

  return g_strcmp0 (session->id, than->id) > 0;
}

/* Adds one session. @known: the latest office session that has a figure. */
static void
add_session (
    AftWait *wait, AftSession *session, gboolean has_end, gint64 end_us, AftSession **known)
{
  if (!has_end)
    {
      if (is_later (session, wait->unknown))
        wait->unknown = session;
      return;
    }

  if (session->place == AFT_PLACE_OF_TREATMENT_OFFICE && is_later (session, *known))
    *known = session;

  if (wait->session == NULL || end_us > wait->at_us ||
      (end_us == wait->at_us && is_later (session, wait->session)))
    {
      wait->session = session;
      wait->at_us = end_us;
    }
}

/* A missing figure counts as long as its session is the latest, and also after a home session
 * within the guide's range, which must not shorten what the clinic would have said (rule 6). It
 * no longer counts after a later office session with a figure. It takes precedence over every
 * known deadline, because the unknown one may be later. */
static void
expire_unknown (AftWait *wait, const AftSession *latest, const AftSession *known)
{
  if (wait->unknown == NULL || wait->unknown == latest)
    return;

  if ((known != NULL && is_later (known, wait->unknown)) ||
      latest->ended_at_us >= aft_add_span (wait->unknown->ended_at_us, UNKNOWN_SPAN_US))
    wait->unknown = NULL;
}

/**
 * aft_waits_init:
 * @self: (out caller-allocates): where to put what was found
 * @sessions: (element-type AftSession): all sessions in any order
 * @limit_us: the last time that counts; skips what is later (rule 8)
 *
 * Finds the latest sessions and, for each of the two waits, the latest deadline of all sessions
 * (rule 6).
 */
void
aft_waits_init (AftWaits *self, GPtrArray *sessions, gint64 limit_us)
{
  AftSession *known_makeup = NULL;
  AftSession *known_next = NULL;

  *self = (AftWaits){ 0 };

  for (guint i = 0; i < sessions->len; i++)
    {
      AftSession *session = g_ptr_array_index (sessions, i);
      gint64 end_us = 0;
      gboolean has_end;

      if (session->ended_at_us > limit_us)
        continue;

      if (is_later (session, self->latest))
        self->latest = session;
      if (session->place == AFT_PLACE_OF_TREATMENT_OFFICE && is_later (session, self->office))
        self->office = session;

      has_end = get_makeup_end (session, &end_us);
      add_session (&self->makeup, session, has_end, end_us, &known_makeup);

      has_end = get_rest_end (session, &end_us);
      add_session (&self->next, session, has_end, end_us, &known_next);
    }

  expire_unknown (&self->makeup, self->latest, known_makeup);
  expire_unknown (&self->next, self->latest, known_next);
}

/**
 * aft_rest_running_at:
 * @sessions: (element-type AftSession): all sessions in any order
 * @except_id: (nullable): the id of a session to skip, such as the one that is being edited
 * @preferences: for when the person's day starts
 * @time_zone: where the person is
 * @at_us: when a session took place, or would
 *
 * Finds whether a session at @at_us would fall into the rest of an earlier one (rule 6). Goes by
 * calendar day, because on the last day of the rest the hour doesn't matter. Sessions at or before
 * @at_us count, later ones don't.
 *
 * Returns: when that rest ends, microseconds since 1970 UTC; 0 if there is none
 */
gint64
aft_rest_running_at (GPtrArray *sessions,
                     const char *except_id,
                     const AftPreferences *preferences,
                     GTimeZone *time_zone,
                     gint64 at_us)
{
  gint64 latest_us = G_MININT64;

  g_return_val_if_fail (sessions != NULL, 0);
  g_return_val_if_fail (preferences != NULL, 0);
  g_return_val_if_fail (time_zone != NULL, 0);

  for (guint i = 0; i < sessions->len; i++)
    {
      const AftSession *session = g_ptr_array_index (sessions, i);
      gint64 end_us = 0;

      if (session->ended_at_us > at_us ||
          (except_id != NULL && g_strcmp0 (session->id, except_id) == 0))
        continue;

      if (get_rest_end (session, &end_us))
        latest_us = MAX (latest_us, end_us);
    }

  if (latest_us <= at_us)
    return 0;

  if (aft_day_of (at_us, time_zone, preferences->day_start_minutes) >=
      aft_day_of (latest_us, time_zone, preferences->day_start_minutes))
    return 0;

  return latest_us;
}
