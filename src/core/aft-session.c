/* aft-session.c: one microneedling treatment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-session.h"

#include "aft-limits.h"
#include "aft-time-zone.h"

G_DEFINE_BOXED_TYPE (AftSession, aft_session, aft_session_ref, aft_session_unref)

/* clang-format off */
/* The waits have the ranges of an office session; aft_session_check() knows those of home. */
#define SESSION(...) AFT_FIELD_OF (AftSession, __VA_ARGS__)
static const AftField fields[] = {
  SESSION ("id", ID, id),
  SESSION ("ended_at", TIME, ended_at_us),
  SESSION ("time_zone", TIME_ZONE, time_zone),
  SESSION ("setting", CHOICE, place, .tokens = aft_place_of_treatment_tokens),
  SESSION ("needle_mm", FIGURE, needle_mm, AFT_FIELD_NULLABLE, AFT_FIELD_RANGE (AFT_NEEDLE_MM_MIN, AFT_NEEDLE_MM_MAX, AFT_UNSET)),
  SESSION ("tool", TEXT, tool),
  SESSION ("zones", SET, zones, .tokens = aft_zone_tokens),
  SESSION ("makeup_wait_hours", FIGURE, makeup_wait_hours, AFT_FIELD_NULLABLE,
           AFT_FIELD_RANGE (AFT_OFFICE_MAKEUP_HOURS_MIN, AFT_OFFICE_MAKEUP_HOURS_MAX, AFT_HOME_MAKEUP_HOURS_MIN)),
  SESSION ("rest_days", FIGURE, rest_days, AFT_FIELD_NULLABLE,
           AFT_FIELD_RANGE (AFT_OFFICE_REST_DAYS_MIN, AFT_OFFICE_REST_DAYS_MAX, AFT_HOME_REST_DAYS_MIN)),
  SESSION ("next_session_date", DAY, next_session_date, AFT_FIELD_NULLABLE),
  SESSION ("clinic_instructions", TEXT, clinic_instructions),
  SESSION ("text", TEXT, text),
  SESSION ("products", PRODUCTS, products),
  SESSION ("created_at", INSTANT, created_at_us),
  SESSION ("modified_at", INSTANT, modified_at_us),
};
/* clang-format on */
const AftFieldTable aft_session_fields = AFT_FIELD_TABLE ("sessions", AftSession, fields);

static void
aft_session_clear (gpointer data)
{
  aft_fields_clear (&aft_session_fields, data);
}

/**
 * aft_session_new_blank:
 *
 * For a session that is read from somewhere. The reader sets its id, time zone and texts, which are
 * NULL until then.
 *
 * Returns: (transfer full): a home session without any figure
 */
AftSession *
aft_session_new_blank (void)
{
  AftSession *self = g_atomic_rc_box_new0 (AftSession);

  self->place = AFT_PLACE_OF_TREATMENT_HOME;
  self->needle_mm = AFT_UNSET;
  self->makeup_wait_hours = AFT_UNSET;
  self->rest_days = AFT_UNSET;
  self->next_session_date = AFT_DAY_NONE;

  return self;
}

/**
 * aft_session_new:
 *
 * Creates a home session with a new id, the time zone "UTC", a makeup wait of 8 hours and nothing
 * else. The caller sets when it ended and, for a home session, its rest
 * (aft_preferences_get_rest_default()).
 *
 * Returns: (transfer full): a new session
 */
AftSession *
aft_session_new (void)
{
  AftSession *self = aft_session_new_blank ();

  self->id = g_uuid_string_random ();
  self->time_zone = g_strdup ("UTC");
  self->tool = g_strdup ("");
  self->makeup_wait_hours = 8.0;
  self->clinic_instructions = g_strdup ("");
  self->text = g_strdup ("");

  return self;
}

/**
 * aft_session_copy:
 * @self: a session
 *
 * Returns: (transfer full): an unshared session with the same fields, including the id
 */
AftSession *
aft_session_copy (const AftSession *self)
{
  AftSession *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_atomic_rc_box_dup (sizeof *self, (gpointer) self);
  aft_fields_own (&aft_session_fields, copy);

  return copy;
}

/**
 * aft_session_ref:
 * @self: a session
 *
 * May be called from any thread.
 *
 * Returns: (transfer full): @self
 */
AftSession *
aft_session_ref (AftSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * aft_session_unref:
 * @self: (transfer full): a session
 *
 * May be called from any thread.
 */
void
aft_session_unref (AftSession *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, aft_session_clear);
}

/**
 * aft_session_get_day:
 * @self: a session
 * @day_start_minutes: when the person's day starts, minutes after midnight, 0 to 720
 *
 * Returns: the person's day on which the session ended, where they were then; by UTC if this system
 *   doesn't have that time zone
 */
AftDay
aft_session_get_day (const AftSession *self, int day_start_minutes)
{
  g_autoptr (GTimeZone) zone = NULL;

  g_return_val_if_fail (self != NULL, AFT_DAY_NONE);

  zone = aft_time_zone_new (self->time_zone);

  return aft_day_of (self->ended_at_us, zone, day_start_minutes);
}

/**
 * aft_session_equal:
 * @a: a session
 * @b: a session
 *
 * Returns: whether all fields are the same, including ids and the times of creation and change
 */
gboolean
aft_session_equal (const AftSession *a, const AftSession *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return aft_fields_equal (&aft_session_fields, a, b);
}

/**
 * aft_session_compare:
 * @a: a pointer to a pointer to a session
 * @b: the same
 *
 * Orders sessions as files do: by when they ended, then by id. For g_ptr_array_sort(), which passes
 * pointers to its elements.
 *
 * Returns: less than, equal to or greater than 0
 */
int
aft_session_compare (gconstpointer a, gconstpointer b)
{
  const AftSession *left = *(AftSession *const *) a;
  const AftSession *right = *(AftSession *const *) b;

  if (left->ended_at_us != right->ended_at_us)
    return left->ended_at_us < right->ended_at_us ? -1 : 1;

  return g_strcmp0 (left->id, right->id);
}

/**
 * aft_session_filter_until:
 * @sessions: (element-type AftSession): in any order
 * @limit_us: microseconds since 1970 UTC
 *
 * Returns: (transfer full) (element-type AftSession): those of @sessions that aren't later than @limit_us, in the same
 *   order
 */
GPtrArray *
aft_session_filter_until (GPtrArray *sessions, gint64 limit_us)
{
  GPtrArray *filtered = NULL;

  g_return_val_if_fail (sessions != NULL, NULL);

  filtered = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_session_unref);
  for (guint i = 0; i < sessions->len; i++)
    {
      AftSession *session = g_ptr_array_index (sessions, i);

      if (session->ended_at_us <= limit_us)
        g_ptr_array_add (filtered, aft_session_ref (session));
    }

  return filtered;
}
