/* aft-check.c: what a diary may contain
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "aft-iso-date.h"
#include "aft-quote.h"
#include "aft-time-zone.h"

/* clang-format would treat the dashes as minus signs. */
/* clang-format off */
G_DEFINE_QUARK (aft-check-error-quark, aft_check_error)
/* clang-format on */

/* 1900-01-01T00:00:00Z and 10000-01-01T00:00:00Z: the range of instants in a file. */
#define TIME_MIN_US (G_GINT64_CONSTANT (-2208988800) * G_USEC_PER_SEC)
#define TIME_END_US (G_GINT64_CONSTANT (253402300800) * G_USEC_PER_SEC)

static gboolean
fail (const char **field, const char *name, GError **error, AftCheckError code, const char *message)
{
  if (field != NULL)
    *field = name;

  g_set_error_literal (error, AFT_CHECK_ERROR, code, message);

  return FALSE;
}

static gboolean
check_id (const char *id, const char **field, GError **error)
{
  if (id == NULL || !g_uuid_string_is_valid (id))
    return fail (field, "id", error, AFT_CHECK_ERROR_ID, "this is not a UUID");

  for (const char *c = id; *c != '\0'; c++)
    {
      if (g_ascii_isupper (*c))
        return fail (field, "id", error, AFT_CHECK_ERROR_ID, "this UUID is not in lower case");
    }

  return TRUE;
}

static gboolean
check_instant (gint64 at_us, const char *name, const char **field, GError **error)
{
  if (at_us < TIME_MIN_US || at_us >= TIME_END_US)
    return fail (field, name, error, AFT_CHECK_ERROR_TIME,
                 _ ("this time is not between the years 1900 and 9999"));

  return TRUE;
}

/* The time that an entry is about. When it was created or changed may be in the future, by the
 * clock of another computer, because no rule depends on that. */
static gboolean
check_past (gint64 at_us, gint64 now_us, const char *name, const char **field, GError **error)
{
  g_autofree char *at = NULL;
  g_autofree char *now = NULL;
  g_autofree char *message = NULL;

  if (!check_instant (at_us, name, field, error))
    return FALSE;

  if (at_us <= aft_check_get_limit (now_us))
    return TRUE;

  at = aft_instant_to_string (at_us);
  now = aft_instant_to_string (now_us);
  message = g_strdup_printf (_ ("%1$s is in the future (it is now %2$s)"), at, now);

  return fail (field, name, error, AFT_CHECK_ERROR_FUTURE, message);
}

static gboolean
check_time_zone (const char *identifier, const char **field, GError **error)
{
  g_autofree char *quoted = NULL;
  g_autofree char *message = NULL;

  if (aft_time_zone_is_valid (identifier))
    return TRUE;

  quoted = aft_quote_for_message (
      identifier != NULL && g_utf8_validate (identifier, -1, NULL) ? identifier : "");
  message = g_strdup_printf (_ ("%s is not a time zone name like Europe/Berlin"), quoted);

  return fail (field, "time_zone", error, AFT_CHECK_ERROR_TIME_ZONE, message);
}

static gboolean
check_figure (double value,
              double min,
              double max,
              AftCheckError code,
              const char *name,
              const char **field,
              GError **error)
{
  char value_text[G_ASCII_DTOSTR_BUF_SIZE];
  char min_text[G_ASCII_DTOSTR_BUF_SIZE];
  char max_text[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *message = NULL;

  /* Written so that NaN fails. */
  if (value >= min && value <= max)
    return TRUE;

  g_ascii_formatd (min_text, sizeof min_text, "%g", min);
  g_ascii_formatd (max_text, sizeof max_text, "%g", max);

  if (value == AFT_UNSET)
    message =
        g_strdup_printf (_ ("a number between %1$s and %2$s is required"), min_text, max_text);
  else
    message = g_strdup_printf (_ ("%1$s is not between %2$s and %3$s"),
                               g_ascii_formatd (value_text, sizeof value_text, "%.15g", value),
                               min_text, max_text);

  return fail (field, name, error, code, message);
}

static gboolean
check_text (const char *text, const char *name, const char **field, GError **error)
{
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return fail (field, name, error, AFT_CHECK_ERROR_TEXT, "this text is not valid UTF-8");

  if (strlen (text) > AFT_TEXT_MAX_BYTES)
    return fail (field, name, error, AFT_CHECK_ERROR_TEXT, _ ("this text is longer than 64 KiB"));

  return TRUE;
}

/* A stored diary has to be valid on every computer or on none, whatever time zones it has: the date may
 * be a day before that in UTC, since no zone is further away. */
static AftDay
get_first_next_date (const AftSession *session, gboolean stored)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return stored ? aft_day_of (session->ended_at_us, utc, 0) - 1 : aft_session_get_day (session, 0);
}

static gboolean
check_next_session_date (const AftSession *session,
                         gboolean stored,
                         const char **field,
                         GError **error)
{
  if (session->next_session_date == AFT_DAY_NONE)
    return TRUE;

  if (session->place != AFT_PLACE_OF_TREATMENT_OFFICE)
    return fail (field, "next_session_date", error, AFT_CHECK_ERROR_NEXT_DATE,
                 _ ("only a session at a clinic can have a date for the next session"));

  if (!aft_day_is_writable (session->next_session_date))
    return fail (field, "next_session_date", error, AFT_CHECK_ERROR_NEXT_DATE,
                 _ ("this date is not between the years 1900 and 9999"));

  if (session->next_session_date < get_first_next_date (session, stored))
    return fail (field, "next_session_date", error, AFT_CHECK_ERROR_NEXT_DATE,
                 _ ("this date is before the session"));

  return TRUE;
}

static gboolean
check_waits (const AftSession *session, const char **field, GError **error)
{
  gboolean home = session->place == AFT_PLACE_OF_TREATMENT_HOME;

  if (home || session->makeup_wait_hours != AFT_UNSET)
    {
      if (!check_figure (session->makeup_wait_hours,
                         home ? AFT_HOME_MAKEUP_HOURS_MIN : AFT_OFFICE_MAKEUP_HOURS_MIN,
                         home ? AFT_HOME_MAKEUP_HOURS_MAX : AFT_OFFICE_MAKEUP_HOURS_MAX,
                         AFT_CHECK_ERROR_MAKEUP_WAIT, "makeup_wait_hours", field, error))
        return FALSE;
    }

  if (home || session->rest_days != AFT_UNSET)
    {
      if (!check_figure (session->rest_days,
                         home ? AFT_HOME_REST_DAYS_MIN : AFT_OFFICE_REST_DAYS_MIN,
                         home ? AFT_HOME_REST_DAYS_MAX : AFT_OFFICE_REST_DAYS_MAX,
                         AFT_CHECK_ERROR_REST, "rest_days", field, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * aft_check_get_limit:
 * @now_us: the present instant, microseconds since 1970 UTC; or %AFT_CHECK_STORED
 *
 * A stored entry after it is ahead of the clock, which was wrong when it was stored or is wrong
 * now. The entry is kept, but has no effect until its time (rule 8).
 *
 * Returns: the last time that counts at @now_us
 */
gint64
aft_check_get_limit (gint64 now_us)
{
  return now_us > G_MAXINT64 - AFT_CLOCK_SKEW_US ? G_MAXINT64 : now_us + AFT_CLOCK_SKEW_US;
}

/**
 * aft_session_check:
 * @session: a session to store
 * @now_us: the present time; refuses a session that ended more than %AFT_CLOCK_SKEW_US later.
 *   %AFT_CHECK_STORED for one that wasn't entered just now
 * @field: (out) (optional): the JSON key of the wrong field, static; untouched on success
 * @error: return location for an %AFT_CHECK_ERROR
 *
 * Checks every field against the ranges of the exchange format, in the order of the fields. May be
 * called from any thread.
 *
 * Returns: whether a diary may contain @session
 */
gboolean
aft_session_check (const AftSession *session, gint64 now_us, const char **field, GError **error)
{
  g_return_val_if_fail (session != NULL, FALSE);

  if (session->place != AFT_PLACE_OF_TREATMENT_HOME &&
      session->place != AFT_PLACE_OF_TREATMENT_OFFICE)
    g_return_val_if_reached (FALSE);

  if (!check_id (session->id, field, error) ||
      !check_past (session->ended_at_us, now_us, "ended_at", field, error) ||
      !check_time_zone (session->time_zone, field, error))
    return FALSE;

  if (session->needle_mm != AFT_UNSET &&
      !check_figure (session->needle_mm, AFT_NEEDLE_MM_MIN, AFT_NEEDLE_MM_MAX,
                     AFT_CHECK_ERROR_NEEDLE, "needle_mm", field, error))
    return FALSE;

  return check_text (session->tool, "tool", field, error) && check_waits (session, field, error) &&
         check_next_session_date (session, now_us == AFT_CHECK_STORED, field, error) &&
         check_text (session->clinic_instructions, "clinic_instructions", field, error) &&
         check_text (session->text, "text", field, error) &&
         check_instant (session->created_at_us, "created_at", field, error) &&
         check_instant (session->modified_at_us, "modified_at", field, error);
}

/**
 * aft_skin_note_check:
 * @note: a note to store
 * @now_us: the present time; refuses a note of more than %AFT_CLOCK_SKEW_US later.
 *   %AFT_CHECK_STORED for one that wasn't entered just now
 * @field: (out) (optional): the JSON key of the wrong field, static; untouched on success.
 *   "redness" for a note that records nothing
 * @error: return location for an %AFT_CHECK_ERROR
 *
 * Checks every field against the ranges of the exchange format, in the order of the fields. May be
 * called from any thread.
 *
 * Returns: whether a diary may contain @note
 */
gboolean
aft_skin_note_check (const AftSkinNote *note, gint64 now_us, const char **field, GError **error)
{
  g_return_val_if_fail (note != NULL, FALSE);

  if (!check_id (note->id, field, error) ||
      !check_past (note->noted_at_us, now_us, "noted_at", field, error) ||
      !check_time_zone (note->time_zone, field, error))
    return FALSE;

  if (!aft_day_is_writable (note->day))
    return fail (field, "date", error, AFT_CHECK_ERROR_TIME,
                 _ ("this date is not between the years 1900 and 9999"));

  for (guint i = 0; i < AFT_N_SYMPTOMS; i++)
    {
      int value = note->severity[i];
      g_autofree char *value_text = NULL;
      g_autofree char *max = NULL;
      g_autofree char *message = NULL;

      if (value == AFT_SEVERITY_UNSET || (value >= 0 && value <= AFT_SEVERITY_MAX))
        continue;

      value_text = g_strdup_printf ("%d", value);
      max = g_strdup_printf ("%d", AFT_SEVERITY_MAX);
      message = g_strdup_printf (_ ("%1$s is not between %2$s and %3$s"), value_text, "0", max);
      return fail (field, aft_symptom_to_token ((AftSymptom) i), error, AFT_CHECK_ERROR_SEVERITY,
                   message);
    }

  if (!check_text (note->text, "text", field, error) ||
      !check_instant (note->created_at_us, "created_at", field, error) ||
      !check_instant (note->modified_at_us, "modified_at", field, error))
    return FALSE;

  if (aft_skin_note_is_empty (note))
    return fail (field, "redness", error, AFT_CHECK_ERROR_EMPTY, _ ("this check-in is empty"));

  return TRUE;
}
