/* aft-check.c: what a diary may contain
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "aft-iso-date.h"
#include "aft-own-scores.h"
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

static gboolean
check_number (int value,
              int min,
              int max,
              AftCheckError code,
              const char *name,
              const char **field,
              GError **error)
{
  g_autofree char *value_text = NULL;
  g_autofree char *min_text = NULL;
  g_autofree char *max_text = NULL;
  g_autofree char *message = NULL;

  if (value >= min && value <= max)
    return TRUE;

  value_text = g_strdup_printf ("%d", value);
  min_text = g_strdup_printf ("%d", min);
  max_text = g_strdup_printf ("%d", max);
  message =
      g_strdup_printf (_ ("%1$s is not between %2$s and %3$s"), value_text, min_text, max_text);

  return fail (field, name, error, code, message);
}

/* Sets the field that an error is about. */
static gboolean
name_field (gboolean good, const char *name, const char **field)
{
  if (!good && field != NULL)
    *field = name;

  return good;
}

static gboolean
check_products (char **products, const char **field, GError **error)
{
  guint n = 0;

  for (; products != NULL && products[n] != NULL; n++)
    {
      if (!aft_check_line (products[n], 1, AFT_PRODUCT_MAX_CHARS, error))
        return name_field (FALSE, "products", field);
    }

  return name_field (aft_check_count (n, AFT_PRODUCTS_MAX, error), "products", field);
}

static gboolean
check_own_scores (const GArray *scores, const char **field, GError **error)
{
  guint n = scores != NULL ? scores->len : 0;

  for (guint i = 0; i < n; i++)
    {
      const AftOwnScore *score = &g_array_index (scores, AftOwnScore, i);

      if (!name_field (check_id (score->scale, NULL, error), "own_scores", field) ||
          !check_number (score->score, 0, AFT_SEVERITY_MAX, AFT_CHECK_ERROR_SEVERITY, "own_scores",
                         field, error))
        return FALSE;
    }

  return name_field (aft_check_count (n, AFT_OWN_SCORES_MAX, error), "own_scores", field);
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

static gboolean
check_sha256 (const char *text, const char *name, const char **field, GError **error)
{
  if (text == NULL || strlen (text) != 64 || strspn (text, "0123456789abcdef") != 64)
    return fail (field, name, error, AFT_CHECK_ERROR_VALUE, "this is not a SHA-256 checksum");

  return TRUE;
}

static gboolean
check_points (const int *points, guint n, const char *name, const char **field, GError **error)
{
  for (guint i = 0; points[0] >= 0 && i < n; i++)
    {
      if (!check_number (points[i], 0, AFT_POINT_UNIT, AFT_CHECK_ERROR_VALUE, name, field, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_ids (char **ids, guint max, const char *name, const char **field, GError **error)
{
  guint n = 0;

  for (; ids != NULL && ids[n] != NULL; n++)
    {
      if (!name_field (check_id (ids[n], NULL, error), name, field))
        return FALSE;
    }

  return name_field (aft_check_count (n, max, error), name, field);
}

static gboolean
check_day (AftDay day, const char *name, const char **field, GError **error)
{
  return aft_day_is_writable (day) || fail (field, name, error, AFT_CHECK_ERROR_TIME,
                                            _ ("this date is not between the years 1900 and 9999"));
}

/* A field of a kind that has no check of its own. Not of a set: every set is valid. */
static gboolean
check_field (
    gconstpointer entry, const AftField *field, gint64 now_us, const char **name, GError **error)
{
  const char *key = field->key != NULL ? field->key : "id";
  guint max = (guint) field->maximum;

  switch (field->type)
    {
    case AFT_FIELD_ID:
      return name_field (check_id (AFT_FIELD (entry, field, char *), NULL, error), key, name);
    case AFT_FIELD_TIME:
      return check_past (AFT_FIELD (entry, field, gint64), now_us, key, name, error);
    case AFT_FIELD_INSTANT:
      return check_instant (AFT_FIELD (entry, field, gint64), key, name, error);
    case AFT_FIELD_TIME_ZONE:
      return check_time_zone (AFT_FIELD (entry, field, char *), name, error);
    case AFT_FIELD_DAY:
      return check_day (AFT_FIELD (entry, field, AftDay), key, name, error);
    case AFT_FIELD_TEXT:
      if (max == 0)
        return check_text (AFT_FIELD (entry, field, char *), key, name, error);
      return name_field (
          aft_check_line (AFT_FIELD (entry, field, char *), (guint) field->minimum, max, error),
          key, name);
    case AFT_FIELD_SHA256:
      return check_sha256 (AFT_FIELD (entry, field, char *), key, name, error);
    case AFT_FIELD_CHOICE:
      return check_number (AFT_FIELD (entry, field, int), 0,
                           (int) g_strv_length ((char **) field->tokens) - 1, AFT_CHECK_ERROR_VALUE,
                           key, name, error);
    case AFT_FIELD_FIGURE:
      return (field->nullable && AFT_FIELD (entry, field, double) == AFT_UNSET) ||
             check_figure (AFT_FIELD (entry, field, double), field->minimum, field->maximum,
                           AFT_CHECK_ERROR_VALUE, key, name, error);
    case AFT_FIELD_NUMBER:
      return check_number (AFT_FIELD (entry, field, int), (int) field->minimum,
                           (int) field->maximum, AFT_CHECK_ERROR_VALUE, key, name, error);
    case AFT_FIELD_POINTS:
      return check_points (&AFT_FIELD (entry, field, int), max, key, name, error);
    case AFT_FIELD_IDS:
      return check_ids (AFT_FIELD (entry, field, char **), max, key, name, error);
    case AFT_FIELD_SET:
    case AFT_FIELD_BOOLEAN:
    case AFT_FIELD_PRODUCTS:
    case AFT_FIELD_OWN_SCORES:
    default:
      return TRUE;
    }
}

/**
 * aft_check_line:
 * @line: (nullable): a text of one line
 * @min: the least number of characters
 * @max: the greatest
 * @error: return location for an %AFT_CHECK_ERROR
 *
 * Returns: whether @line is UTF-8 without control characters, and of that length
 */
gboolean
aft_check_line (const char *line, guint min, guint max, GError **error)
{
  glong n = 0;
  g_autofree char *message = NULL;

  if (line != NULL && g_utf8_validate (line, -1, NULL))
    n = g_utf8_strlen (line, -1);
  for (const char *c = line; n > 0 && *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character < 0x20 || (character >= 0x7f && character < 0xa0))
        n = 0;
    }
  if (n >= (glong) min && n <= (glong) max)
    return TRUE;

  message = g_strdup_printf (_ ("this is not one line of %1$u to %2$u characters"), min, max);

  return fail (NULL, NULL, error, AFT_CHECK_ERROR_TEXT, message);
}

/**
 * aft_check_count:
 * @n: how many there are
 * @max: how many there may be
 * @error: return location for an %AFT_CHECK_ERROR
 *
 * Returns: whether a list isn't too long
 */
gboolean
aft_check_count (guint n, guint max, GError **error)
{
  g_autofree char *message = NULL;

  if (n <= max)
    return TRUE;
  message = g_strdup_printf (_ ("this list has more than %u entries"), max);

  return fail (NULL, NULL, error, AFT_CHECK_ERROR_VALUE, message);
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
         check_products (session->products, field, error) &&
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

  if (!check_day (note->day, "date", field, error))
    return FALSE;

  for (guint i = 0; i < AFT_N_SYMPTOMS; i++)
    {
      if (note->severity[i] != AFT_SEVERITY_UNSET &&
          !check_number (note->severity[i], 0, AFT_SEVERITY_MAX, AFT_CHECK_ERROR_SEVERITY,
                         aft_symptom_to_token ((AftSymptom) i), field, error))
        return FALSE;
    }

  if (!check_text (note->text, "text", field, error) ||
      !check_own_scores (note->own_scores, field, error) ||
      !check_products (note->products, field, error) ||
      !check_instant (note->created_at_us, "created_at", field, error) ||
      !check_instant (note->modified_at_us, "modified_at", field, error))
    return FALSE;

  if (aft_skin_note_is_empty (note))
    return fail (field, "redness", error, AFT_CHECK_ERROR_EMPTY, _ ("this check-in is empty"));

  return TRUE;
}

/**
 * aft_entry_check:
 * @kind: a kind of entry
 * @entry: an entry of that kind, to store
 * @now_us: as for aft_session_check()
 * @field: (out) (optional): as for aft_session_check()
 * @error: return location for an %AFT_CHECK_ERROR
 *
 * Returns: whether a diary may contain @entry
 */
gboolean
aft_entry_check (
    AftEntryKind kind, gconstpointer entry, gint64 now_us, const char **field, GError **error)
{
  const AftFieldTable *table = aft_entry_get_fields (kind);

  g_return_val_if_fail (entry != NULL, FALSE);

  if (kind == AFT_ENTRY_SESSION)
    return aft_session_check (entry, now_us, field, error);
  if (kind == AFT_ENTRY_NOTE)
    return aft_skin_note_check (entry, now_us, field, error);

  for (guint i = 0; i < table->n_fields; i++)
    {
      if (!check_field (entry, &table->fields[i], now_us, field, error))
        return FALSE;
    }

  return TRUE;
}
