/* aft-db-list.c: lists entries of the diary, and makes the plan from them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-db-rows-private.h"

#include "aft-check.h"
#include "aft-local-zone.h"
#include "aft-trends.h"

typedef gpointer (*ReadFunc) (AftStatement *statement);

/* @statement: (nullable): NULL if it could not be prepared */
static GPtrArray *
collect (AftDb *self, AftStatement *statement, ReadFunc read, GDestroyNotify free, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free);
  int code;

  if (statement == NULL)
    return NULL;
  while ((code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    g_ptr_array_add (rows, read (statement));

  return code == SQLITE_DONE ? g_steal_pointer (&rows) : NULL;
}

/**
 * aft_db_list_sessions:
 *
 * Returns: (transfer full) (element-type AftSession) (nullable): all that are not in the trash,
 *   newest last; %NULL with @error set if they can't be read
 */
GPtrArray *
aft_db_list_sessions (AftDb *self, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement = aft_db_prepare (self,
                              "SELECT " AFT_SESSION_COLUMNS " FROM sessions"
                              " WHERE trashed_at_us IS NULL ORDER BY ended_at_us, id",
                              error);

  return collect (self, statement, (ReadFunc) aft_session_read, (GDestroyNotify) aft_session_unref,
                  error);
}

/* No wait for makeup is longer, and a figure missing from a clinic counts for less (rule 6). */
#define RECENT_US ((gint64) (AFT_OFFICE_MAKEUP_HOURS_MAX * G_TIME_SPAN_HOUR))

/**
 * aft_db_list_plan_sessions:
 * @now_us: the time that the plan is for; sessions ahead of it are listed too, but don't count as
 *   the latest
 *
 * Lists the sessions that make a difference to aft_plan_new(), without reading years of them: a
 * wait that ended before the latest session is outlasted by that session's own.
 *
 * Returns: (transfer full) (element-type AftSession) (nullable): the latest session and those of
 *   the month before it, every older one whose rest lasted until then, and the latest one at a
 *   clinic; newest last
 */
GPtrArray *
aft_db_list_plan_sessions (AftDb *self, gint64 now_us, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 limit_us = aft_check_get_limit (now_us);
  g_autofree char *sql =
      g_strdup_printf ("SELECT max (ended_at_us) FROM sessions"
                       " WHERE trashed_at_us IS NULL AND ended_at_us <= %" G_GINT64_FORMAT,
                       limit_us);
  gint64 latest_us;

  g_return_val_if_fail (self != NULL, NULL);

  if (!aft_db_get_int64 (self, sql, &latest_us, error))
    return NULL;

  /* One more day, so that neither rounding nor a time zone leaves one out. */
  latest_us -= G_TIME_SPAN_DAY;
  statement = aft_db_prepare (
      self,
      "SELECT " AFT_SESSION_COLUMNS " FROM sessions"
      " WHERE trashed_at_us IS NULL AND (ended_at_us >= :recent_us"
      "   OR ended_at_us + rest_days * 86400e6 >= :latest_us"
      "   OR next_session_day >= :latest_day"
      "   OR ended_at_us > :limit_us"
      "   OR id = (SELECT id FROM sessions WHERE trashed_at_us IS NULL AND setting = 'office'"
      "     AND ended_at_us <= :limit_us"
      "     ORDER BY ended_at_us DESC, created_at_us DESC, id DESC LIMIT 1))"
      " ORDER BY ended_at_us, id",
      error);
  if (statement == NULL)
    return NULL;
  aft_bind_int64 (statement, ":limit_us", limit_us);
  aft_bind_int64 (statement, ":latest_us", latest_us);
  aft_bind_int64 (statement, ":recent_us", latest_us - RECENT_US);
  aft_bind_int64 (statement, ":latest_day", (gint64) aft_day_of (latest_us, utc, 0) - 1);

  return collect (self, statement, (ReadFunc) aft_session_read, (GDestroyNotify) aft_session_unref,
                  error);
}

static GPtrArray *
collect_notes (AftDb *self, AftStatement *statement, GError **error)
{
  return collect (self, statement, (ReadFunc) aft_skin_note_read,
                  (GDestroyNotify) aft_skin_note_unref, error);
}

/**
 * aft_db_list_notes:
 *
 * Returns: (transfer full) (element-type AftSkinNote) (nullable): all that are not in the trash,
 *   newest last; %NULL with @error set if they can't be read
 */
GPtrArray *
aft_db_list_notes (AftDb *self, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement = aft_db_prepare (self,
                              "SELECT " AFT_NOTE_COLUMNS " FROM notes"
                              " WHERE trashed_at_us IS NULL ORDER BY noted_at_us, id",
                              error);

  return collect_notes (self, statement, error);
}

/**
 * aft_db_list_plan_notes:
 * @now_us: as for aft_db_list_plan_sessions()
 *
 * Lists the notes that make a difference to aft_plan_new(), without reading years of them.
 *
 * Returns: (transfer full) (element-type AftSkinNote) (nullable): the notes since the latest
 *   session, and every older one that ticks or resolves a flag, newest last
 */
GPtrArray *
aft_db_list_plan_notes (AftDb *self, gint64 now_us, GError **error)
{
  return aft_db_list_recent_notes (self, G_MAXINT64, now_us, error);
}

/**
 * aft_db_list_recent_notes:
 * @since_us: a time, microseconds since 1970 UTC
 * @now_us: as for aft_db_list_plan_sessions()
 *
 * Lists what a plan and the present days need, however long the diary is.
 *
 * Returns: (transfer full) (element-type AftSkinNote) (nullable): the notes since @since_us or since
 *   the latest session, whichever is earlier, and every older one that ticks or resolves a flag,
 *   newest last
 */
GPtrArray *
aft_db_list_recent_notes (AftDb *self, gint64 since_us, gint64 now_us, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  /* Two halves, so that each can use its index. */
  statement =
      aft_db_prepare (self,
                      "WITH latest (at) AS (SELECT min (:since_us, ifnull (max (ended_at_us),"
                      "   9223372036854775807)) FROM sessions"
                      "   WHERE trashed_at_us IS NULL AND ended_at_us <= :limit_us)"
                      " SELECT " AFT_NOTE_COLUMNS " FROM notes"
                      "   WHERE trashed_at_us IS NULL AND noted_at_us >= (SELECT at FROM latest)"
                      " UNION ALL"
                      " SELECT " AFT_NOTE_COLUMNS " FROM notes"
                      "   WHERE trashed_at_us IS NULL AND (flags | resolved_flags) <> 0"
                      "     AND noted_at_us < (SELECT at FROM latest)"
                      " ORDER BY noted_at_us, id",
                      error);
  if (statement == NULL)
    return NULL;
  aft_bind_int64 (statement, ":since_us", since_us);
  aft_bind_int64 (statement, ":limit_us", aft_check_get_limit (now_us));

  return collect_notes (self, statement, error);
}

/**
 * aft_db_list_values:
 *
 * Returns: (transfer full) (element-type AftTrendsValue) (nullable): one for each note that is not
 *   in the trash, in any order; %NULL with @error set if they can't be read
 */
GArray *
aft_db_list_values (AftDb *self, GError **error)
{
  g_autoptr (AftStatement) statement = NULL;
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (AftTrendsValue));
  int code;

  g_return_val_if_fail (self != NULL, NULL);

  statement = aft_db_prepare (self,
                              "SELECT noted_at_us, day, redness, tingling, dryness FROM notes"
                              " WHERE trashed_at_us IS NULL",
                              error);
  if (statement == NULL)
    return NULL;
  while ((code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    {
      AftTrendsValue value = { sqlite3_column_int64 (statement, 0),
                               (AftDay) sqlite3_column_int64 (statement, 1),
                               { 0 } };

      for (int s = 0; s < AFT_N_SYMPTOMS; s++)
        value.severity[s] = sqlite3_column_type (statement, 2 + s) == SQLITE_NULL
                                ? AFT_SEVERITY_UNSET
                                : (gint8) sqlite3_column_int (statement, 2 + s);
      g_array_append_val (values, value);
    }

  return code == SQLITE_DONE ? g_steal_pointer (&values) : NULL;
}

/**
 * aft_db_make_plan:
 * @time_zone: (nullable): where the person is; %NULL: the local zone
 * @now_us: the time that the plan is for
 *
 * Returns: (transfer full) (nullable): the plan of the present diary; %NULL with @error set if it
 *   can't be read
 */
AftPlan *
aft_db_make_plan (AftDb *self, GTimeZone *time_zone, gint64 now_us, GError **error)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  gboolean begun;

  g_return_val_if_fail (self != NULL, NULL);

  if (!aft_db_begin_read (self, &begun, error))
    return NULL;
  sessions = aft_db_list_plan_sessions (self, now_us, error);
  if (sessions != NULL)
    notes = aft_db_list_plan_notes (self, now_us, error);
  aft_db_end_read (self, begun);
  if (notes == NULL)
    return NULL;

  zone = time_zone != NULL ? g_time_zone_ref (time_zone) : aft_local_zone_new ();

  return aft_plan_new (sessions, notes, &self->preferences, zone, now_us);
}

/**
 * aft_tombstone_new:
 * @id: copied
 * @deleted_at_us: when
 */
AftTombstone *
aft_tombstone_new (const char *id, gint64 deleted_at_us)
{
  AftTombstone *self = g_new0 (AftTombstone, 1);

  self->id = g_strdup (id);
  self->deleted_at_us = deleted_at_us;

  return self;
}

void
aft_tombstone_free (AftTombstone *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self);
}

static gpointer
read_tombstone (AftStatement *statement)
{
  return aft_tombstone_new ((const char *) sqlite3_column_text (statement, 0),
                            sqlite3_column_int64 (statement, 1));
}

/**
 * aft_db_list_tombstones:
 *
 * Returns: (transfer full) (element-type AftTombstone) (nullable): what is in the trash and what
 *   was deleted for good, here or in an imported diary; by time, then by ID
 */
GPtrArray *
aft_db_list_tombstones (AftDb *self, GError **error)
{
  g_autofree char *trashed = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (AftStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  trashed = aft_db_unite_tables (
      " UNION ALL SELECT id, trashed_at_us FROM %s WHERE trashed_at_us IS NOT NULL", "");
  sql = g_strconcat ("SELECT id, deleted_at_us AS at FROM tombstones", trashed, " ORDER BY at, id",
                     NULL);
  statement = aft_db_prepare (self, sql, error);

  return collect (self, statement, read_tombstone, (GDestroyNotify) aft_tombstone_free, error);
}
