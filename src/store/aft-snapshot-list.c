/* aft-snapshot-list.c: lists the snapshots, and decides which ones to keep
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Without opening a snapshot, only its name tells when it was taken and why, such as
 * 20261122T061500.000000Z-daily.db. Other files in the folder are left alone.
 */
#include "aft-snapshot-private.h"

#include <string.h>

#include "aft-db-file-private.h"
#include "aft-iso-date.h"

#define SUFFIX ".db"

static const char *const reasons[] = {
  [AFT_SNAPSHOT_DAILY] = "daily",
  [AFT_SNAPSHOT_MIGRATION] = "migration",
  [AFT_SNAPSHOT_IMPORT] = "import",
  [AFT_SNAPSHOT_RESTORE] = "restore",
};

void
aft_snapshot_free (AftSnapshot *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self);
}

/**
 * aft_snapshot_get_folder:
 * @path: the path of a diary
 *
 * Returns: (transfer full): where its snapshots are; the folder need not exist
 */
char *
aft_snapshot_get_folder (const char *path)
{
  g_autofree char *absolute = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  absolute = g_canonicalize_filename (path, NULL);
  folder = g_path_get_dirname (absolute);

  return g_build_filename (folder, "snapshots", NULL);
}

/*
 * aft_snapshot_make_path:
 * @taken_at_us: (inout): increased if there is already a snapshot of that time
 *
 * Returns: (transfer full): a path for a new snapshot
 */
char *
aft_snapshot_make_path (const char *folder, AftSnapshotReason reason, gint64 *taken_at_us)
{
  for (;; (*taken_at_us)++)
    {
      g_autoptr (GDateTime) second = g_date_time_new_from_unix_utc (*taken_at_us / G_USEC_PER_SEC);
      g_autofree char *stem = g_date_time_format (second, "%Y%m%dT%H%M%S");
      g_autofree char *name = NULL;
      g_autofree char *path = NULL;

      name = g_strdup_printf ("%s.%06dZ-%s" SUFFIX, stem, (int) (*taken_at_us % G_USEC_PER_SEC),
                              reasons[reason]);
      path = g_build_filename (folder, name, NULL);
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

static gboolean
parse_name (const char *name, AftSnapshot *snapshot)
{
  static const char pattern[] = "00000000T000000.000000Z-";
  g_autofree char *instant = NULL;
  const char *reason = name + sizeof pattern - 1;

  for (gsize i = 0; i < sizeof pattern - 1; i++)
    {
      if (pattern[i] == '0' ? !g_ascii_isdigit (name[i]) : name[i] != pattern[i])
        return FALSE;
    }
  instant = g_strdup_printf ("%.4s-%.2s-%.2sT%.2s:%.2s:%.9sZ", name, name + 4, name + 6, name + 9,
                             name + 11, name + 13);
  if (!aft_instant_from_string (instant, &snapshot->taken_at_us) ||
      !g_str_has_suffix (reason, SUFFIX))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (strlen (reason) == strlen (reasons[i]) + strlen (SUFFIX) &&
          g_str_has_prefix (reason, reasons[i]))
        {
          snapshot->reason = (AftSnapshotReason) i;
          return TRUE;
        }
    }

  return FALSE;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const AftSnapshot *one = *(const AftSnapshot *const *) a;
  const AftSnapshot *other = *(const AftSnapshot *const *) b;

  if (one->taken_at_us != other->taken_at_us)
    return one->taken_at_us > other->taken_at_us ? -1 : 1;

  return strcmp (one->path, other->path);
}

/*
 * aft_snapshot_list_names:
 *
 * Lists snapshots without opening them: counts and times of entries are 0.
 *
 * Returns: (transfer full) (element-type AftSnapshot) (nullable): newest first
 */
GPtrArray *
aft_snapshot_list_names (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) snapshots =
      g_ptr_array_new_with_free_func ((GDestroyNotify) aft_snapshot_free);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  switch (aft_file_look_folder (folder, error))
    {
    case AFT_FILE_PRESENT:
      break;
    case AFT_FILE_ABSENT:
      return g_steal_pointer (&snapshots);
    case AFT_FILE_UNKNOWN:
    default:
      return NULL;
    }
  dir = g_dir_open (folder, 0, error);
  if (dir == NULL)
    return NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      AftSnapshot found = { 0 };

      if (!parse_name (name, &found))
        continue;
      found.path = g_build_filename (folder, name, NULL);
      g_ptr_array_add (snapshots, g_memdup2 (&found, sizeof found));
    }
  g_ptr_array_sort (snapshots, compare_newest_first);

  return g_steal_pointer (&snapshots);
}

/*
 * aft_snapshot_has_today:
 *
 * Returns: whether there is a snapshot for @reason from the person's day of @now_us. %FALSE with @error
 *   set if the folder can't be read
 */
gboolean
aft_snapshot_has_today (const char *folder,
                        AftSnapshotReason reason,
                        GTimeZone *time_zone,
                        int day_start_minutes,
                        gint64 now_us,
                        GError **error)
{
  g_autoptr (GPtrArray) snapshots = aft_snapshot_list_names (folder, error);
  AftDay today = aft_day_of (now_us, time_zone, day_start_minutes);

  for (guint i = 0; snapshots != NULL && i < snapshots->len; i++)
    {
      const AftSnapshot *snapshot = g_ptr_array_index (snapshots, i);

      if (snapshot->reason == reason &&
          aft_day_of (snapshot->taken_at_us, time_zone, day_start_minutes) == today)
        return TRUE;
    }

  return FALSE;
}

/* Which of the latest days or weeks already have one, going back in time. */
typedef struct
{
  guint n_kept;
  guint latest;
} Slots;

typedef struct
{
  guint n_others[G_N_ELEMENTS (reasons)];
  Slots days;
  Slots weeks;
} Places;

/* Whether @number is the first of its kind, with fewer than @limit before it. */
static gboolean
take_slot (Slots *slots, guint number, guint limit)
{
  if (slots->n_kept == limit || (slots->n_kept > 0 && slots->latest == number))
    return FALSE;
  slots->n_kept++;
  slots->latest = number;

  return TRUE;
}

/*
 * aft_snapshot_choose_old:
 * @snapshots: (element-type AftSnapshot): newest first
 *
 * Returns: (transfer container) (element-type AftSnapshot): those to delete
 */
GPtrArray *
aft_snapshot_choose_old (GPtrArray *snapshots,
                         GTimeZone *time_zone,
                         int day_start_minutes,
                         gint64 now_us)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new ();
  /* Snapshots up to now and snapshots ahead of the clock are chosen separately. Was the clock wrong
   * then, or is it now? There is no telling, so neither group may push out the other. */
  Places places[2] = { 0 };

  for (guint i = 0; i < snapshots->len; i++)
    {
      AftSnapshot *snapshot = g_ptr_array_index (snapshots, i);
      AftDay day = aft_day_of (snapshot->taken_at_us, time_zone, day_start_minutes);
      Places *its = &places[snapshot->taken_at_us > now_us + G_TIME_SPAN_DAY];
      gboolean kept;

      if (snapshot->reason != AFT_SNAPSHOT_DAILY)
        kept = its->n_others[snapshot->reason]++ < AFT_SNAPSHOT_OTHERS;
      else if (its->days.n_kept < AFT_SNAPSHOT_DAYS || its->days.latest == day)
        kept = take_slot (&its->days, day, AFT_SNAPSHOT_DAYS);
      else
        /* Day 1 of AftDay is a Monday. */
        kept = take_slot (&its->weeks, (day - 1) / 7, AFT_SNAPSHOT_WEEKS);
      if (!kept)
        g_ptr_array_add (old, snapshot);
    }

  return g_steal_pointer (&old);
}

/**
 * aft_snapshot_look_into:
 * @snapshot: with a path
 *
 * Reads its contents, without a journal or locks: nobody writes a snapshot.
 *
 * Returns: whether it could be read
 */
gboolean
aft_snapshot_look_into (AftSnapshot *snapshot, GError **error)
{
  static const char sql[] =
      "WITH instants (kind, at) AS ("
      "  SELECT 0, ended_at_us FROM sessions WHERE trashed_at_us IS NULL"
      "  UNION ALL SELECT 1, noted_at_us FROM notes WHERE trashed_at_us IS NULL)"
      " SELECT count (*) FILTER (WHERE kind = 0), count (*) FILTER (WHERE kind = 1),"
      "   min (at), max (at) FROM instants";
  AftDb look = { .path = snapshot->path };
  g_autoptr (AftStatement) statement = NULL;
  gboolean ok = aft_db_open_immutable (&look, error);

  if (ok)
    ok = aft_db_check_kind (&look, error);
  if (ok)
    statement = aft_db_prepare (&look, sql, error);
  if (statement != NULL && aft_db_step (&look, statement, error) == SQLITE_ROW)
    {
      snapshot->n_sessions = (guint) sqlite3_column_int (statement, 0);
      snapshot->n_notes = (guint) sqlite3_column_int (statement, 1);
      snapshot->first_us = sqlite3_column_int64 (statement, 2);
      snapshot->last_us = sqlite3_column_int64 (statement, 3);
    }
  else
    ok = FALSE;
  g_clear_pointer (&statement, aft_statement_free);
  sqlite3_close (look.handle);

  return ok;
}

/**
 * aft_snapshot_list:
 * @path: the path of a diary, which isn't read
 *
 * Reads each of its snapshots. Those that can't be read, or were taken by a newer version of this
 * program, are left out with a message in the log.
 *
 * Returns: (transfer full) (element-type AftSnapshot) (nullable): newest first; empty if there are
 *   none; %NULL with @error set if the folder can't be read
 */
GPtrArray *
aft_snapshot_list (const char *path, GError **error)
{
  g_autofree char *folder = aft_snapshot_get_folder (path);
  GPtrArray *snapshots = aft_snapshot_list_names (folder, error);

  for (guint i = 0; snapshots != NULL && i < snapshots->len;)
    {
      g_autoptr (GError) look_error = NULL;

      if (aft_snapshot_look_into (g_ptr_array_index (snapshots, i), &look_error))
        i++;
      else
        {
          g_message ("A snapshot is left out: %s", look_error->message);
          g_ptr_array_remove_index (snapshots, i);
        }
    }

  return snapshots;
}
