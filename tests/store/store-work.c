/* store-work.c: runs one job on the worker of the store, like the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   store-work DIARY open              opens the diary, or creates it
 *   store-work DIARY note|session ID   saves an entry
 *   store-work DIARY draft ID          saves a draft of a check-in
 *   store-work DIARY delete|undelete ID
 *   store-work DIARY restore           restores the latest snapshot
 *   store-work DIARY erase             erases everything
 *   store-work DIARY salvage           rescues a damaged diary
 *   store-work DIARY make VERSION      creates a diary of an older version with two entries
 *
 * Exits with 0 and prints "done" if the job succeeded, else with 1 and one line on stderr.
 */
#include "aft-db-file-private.h"
#include "aft-db-migrations-private.h"
#include "aft-db-rows-private.h"
#include "aft-draft.h"
#include "aft-signals.h"
#include "aft-snapshot.h"
#include "aft-store.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  AftStore *store;
  const char *work;
  const char *id;
  GMainLoop *loop;
  GError *error;
} Work;

static void
end (Work *work, gboolean ok)
{
  /* Every failure has a message. */
  g_assert (ok == (work->error == NULL));
  g_main_loop_quit (work->loop);
}

static void
session_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;

  end (work, aft_store_save_session_finish (work->store, result, &work->error));
}

static void
note_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;

  end (work, aft_store_save_note_finish (work->store, result, &work->error));
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;

  end (work, aft_store_run_finish (work->store, result, &work->error));
}

static void
delete_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;

  end (work, aft_store_delete_finish (work->store, result, &work->error));
}

static void
undelete_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;

  end (work, aft_store_restore_finish (work->store, result, &work->error));
}

static void
restore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;

  end (work, aft_store_restore_snapshot_finish (work->store, result, &work->error));
}

static void
compare_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;
  g_autofree AftSnapshotChanges *changes =
      aft_store_compare_snapshot_finish (work->store, result, &work->error);

  if (changes == NULL)
    end (work, FALSE);
  else
    aft_store_restore_snapshot_async (work->store, work->id, NULL, restore_cb, work);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;
  g_autoptr (GPtrArray) snapshots =
      aft_store_list_snapshots_finish (work->store, result, &work->error);

  if (snapshots == NULL || snapshots->len == 0)
    {
      if (work->error == NULL)
        g_set_error_literal (&work->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No snapshots");
      end (work, FALSE);
      return;
    }
  work->id = g_intern_string (((AftSnapshot *) snapshots->pdata[0])->path);
  aft_store_compare_snapshot_async (work->store, work->id, NULL, compare_cb, work);
}

static void
erase_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;

  end (work, aft_store_erase_finish (work->store, result, &work->error));
}

static gboolean
save_draft (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const Work *work = user_data;
  gint64 now_us = aft_clock_now ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  GVariantDict content;
  AftDraft *draft;
  gboolean ok;

  g_variant_dict_init (&content, NULL);
  g_variant_dict_insert (&content, "text", "s", "typed");
  draft = aft_draft_new (AFT_DRAFT_NOTE, work->id, aft_day_of (now_us, zone, 0), now_us,
                         g_variant_dict_end (&content));
  ok = aft_db_save_draft (db, draft, error);
  aft_draft_free (draft);

  return ok;
}

static void
save_note (Work *work)
{
  g_autoptr (AftSkinNote) note = aft_skin_note_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  g_free (note->id);
  note->id = g_strdup (work->id);
  note->noted_at_us = note->created_at_us = note->modified_at_us = aft_clock_now ();
  note->day = aft_day_of (note->noted_at_us, zone, 4 * 60);
  g_free (note->time_zone);
  note->time_zone = g_strdup ("UTC");
  note->severity[0] = 1;
  g_free (note->text);
  note->text = g_strdup ("saved");
  aft_store_save_note_async (work->store, note, NULL, note_cb, work);
}

static void
save_session (Work *work)
{
  g_autoptr (AftSession) session = aft_session_new ();

  g_free (session->id);
  session->id = g_strdup (work->id);
  session->ended_at_us = session->created_at_us = session->modified_at_us = aft_clock_now ();
  session->place = AFT_PLACE_OF_TREATMENT_HOME;
  g_free (session->time_zone);
  session->time_zone = g_strdup ("UTC");
  session->makeup_wait_hours = 8;
  session->rest_days = 7;
  aft_store_save_session_async (work->store, session, NULL, session_cb, work);
}

static void
begin (Work *work)
{
  if (strcmp (work->work, "note") == 0)
    save_note (work);
  else if (strcmp (work->work, "session") == 0)
    save_session (work);
  else if (strcmp (work->work, "draft") == 0)
    aft_store_run_async (work->store, save_draft, work, NULL, NULL, run_cb, work);
  else if (strcmp (work->work, "delete") == 0)
    aft_store_delete_async (work->store, work->id, NULL, delete_cb, work);
  else if (strcmp (work->work, "undelete") == 0)
    aft_store_restore_async (work->store, work->id, NULL, undelete_cb, work);
  else if (strcmp (work->work, "restore") == 0)
    aft_store_list_snapshots_async (work->store, NULL, list_cb, work);
  else if (strcmp (work->work, "erase") == 0)
    aft_store_erase_async (work->store, NULL, erase_cb, work);
  else
    end (work, TRUE);
}

static void
salvaged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;
  g_autoptr (AftSalvage) salvage = aft_store_salvage_finish (work->store, result, &work->error);

  end (work, salvage != NULL);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;

  if (aft_store_check_finish (work->store, result, &work->error))
    begin (work);
  else
    end (work, FALSE);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;

  if (aft_store_open_finish (work->store, result, &work->error))
    aft_store_check_async (work->store, NULL, checked_cb, work);
  else
    end (work, FALSE);
}

static const char entries_sql[] =
    "INSERT INTO sessions (id, ended_at_us, time_zone, setting, needle_mm, tool, zones,"
    "   makeup_wait_hours, rest_days, next_session_day, clinic_instructions, text, created_at_us,"
    "   modified_at_us) VALUES"
    "  ('0b6ec4d0-0000-4000-8000-000000000001', 1700000000000000, 'UTC', 'home', 0.3, '', 0, 8, 7,"
    "   NULL, '', '', 1700000000000000, 1700000000000000);"
    "INSERT INTO notes (id, noted_at_us, time_zone, day, redness, tingling, dryness, flags,"
    "   resolved_flags, text, created_at_us, modified_at_us) VALUES"
    "  ('0b6ec4d0-0000-4000-8000-000000000100', 1700100000000000, 'UTC', 738000, 1, 1, 1, 0, 0,"
    "   'text', 1700100000000000, 1700100000000000);"
    "PRAGMA journal_mode = WAL";

static int
make_older (const char *path, guint version)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  AftDb db = { .path = (char *) path };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (aft_db_open_private (path, TRUE, &db.handle), ==, SQLITE_OK);
  if (!aft_db_migrate (&db, aft_migrations, version, &error) ||
      !aft_db_exec (&db, entries_sql, &error))
    g_error ("%s", error->message);
  sqlite3_close (db.handle);

  return 0;
}

int
main (int argc, char *argv[])
{
  Work work = { .work = argc > 2 ? argv[2] : "open", .id = argc > 3 ? argv[3] : NULL };

  g_assert (argc > 2);
  if (strcmp (work.work, "make") == 0)
    return make_older (argv[1], (guint) atoi (work.id));

  aft_signals_ignore ();
  work.store = aft_store_new (argv[1]);
  work.loop = g_main_loop_new (NULL, FALSE);
  if (strcmp (work.work, "salvage") == 0)
    aft_store_salvage_async (work.store, NULL, salvaged_cb, &work);
  else
    aft_store_open_async (work.store, NULL, opened_cb, &work);
  g_main_loop_run (work.loop);
  aft_store_close (work.store);
  g_object_unref (work.store);
  g_main_loop_unref (work.loop);
  if (work.error != NULL)
    {
      g_printerr ("store-work: %s\n", work.error->message);
      g_error_free (work.error);
      return 1;
    }
  g_print ("done\n");

  return 0;
}
