/* test-durability.c: tests that saved entries are on disk, and that two programs don't lose each
 * other's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The writers are this program, started again with --write PATH N, or with --die KIND PATH N to be
 * killed at the nth system call that changes the disk.
 */
#include "aft-db-file-private.h"
#include "aft-db-migrations-private.h"
#include "aft-db-rows-private.h"
#include "aft-salvage.h"
#include "aft-snapshot.h"
#include "store-fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_ROUNDS 30
#define N_WRITERS 3
#define N_NOTES 40
/* For each kind of job, chosen at random. */
#define N_KILLS 40
/* In the diary they start from, and in the imported file. */
#define N_BEFORE 60
#define N_IMPORTED 80
#define N_OTHERS 3 /* sessions and deletions in it */

static const char *program;

/* --- system calls ------------------------------------------------------------------------ */

/* These replace the system calls of this program and its libraries: writes of SQLite, and syncing
 * and renaming of snapshots. */
static gboolean counting; /* the job has begun */
static guint n_calls;
static guint kill_at; /* 0: never */

static gboolean
is_last_call (void)
{
  return counting && ++n_calls == kill_at;
}

static void
die_if_last_call (void)
{
  if (is_last_call ())
    kill (getpid (), SIGKILL);
}

ssize_t
pwrite64 (int fd, const void *bytes, size_t n_bytes, off64_t offset);
ssize_t
pwrite64 (int fd, const void *bytes, size_t n_bytes, off64_t offset)
{
  if (is_last_call ())
    {
      /* Write only half of it: a kill in the middle. */
      syscall (SYS_pwrite64, fd, bytes, n_bytes / 2, offset);
      kill (getpid (), SIGKILL);
    }

  return syscall (SYS_pwrite64, fd, bytes, n_bytes, offset);
}

int
ftruncate64 (int fd, off64_t length)
{
  die_if_last_call ();

  return (int) syscall (SYS_ftruncate, fd, length);
}

int
fsync (int fd)
{
  die_if_last_call ();

  return (int) syscall (SYS_fsync, fd);
}

int
fdatasync (int fd)
{
  die_if_last_call ();

  return (int) syscall (SYS_fdatasync, fd);
}

int
rename (const char *from, const char *to)
{
  die_if_last_call ();

  return renameat (AT_FDCWD, from, AT_FDCWD, to);
}

int
unlink (const char *path)
{
  die_if_last_call ();

  return unlinkat (AT_FDCWD, path, 0);
}

/* --- writers ------------------------------------------------------------------------------- */

/* On a busy machine, a writer may give up after waiting a second, when it creates a diary or
 * saves. It reports that, so nothing is lost, and this tries again. */
static AftDb *
open_patiently (const char *path, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) local_error = NULL;
      AftDb *db = aft_db_open (path, TRUE, &local_error);

      if (db != NULL)
        return db;
      if (!g_error_matches (local_error, AFT_STORE_ERROR, AFT_STORE_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
}

static gboolean
save_patiently (AftDb *db, AftSkinNote *note, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) local_error = NULL;

      if (aft_db_save_note (db, note, &local_error))
        return TRUE;
      if (!g_error_matches (local_error, AFT_STORE_ERROR, AFT_STORE_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
}

static gboolean
acknowledge (const char *what)
{
  g_autofree char *line = g_strconcat (what, "\n", NULL);

  return write (STDOUT_FILENO, line, strlen (line)) == (gssize) strlen (line);
}

/* Saves notes and prints each id once it is saved; @n_notes 0: until it is killed. */
static int
write_notes (const char *path, int n_notes)
{
  g_autoptr (GError) error = NULL;
  AftDb *db = open_patiently (path, &error);

  if (db == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  for (int i = 0; n_notes == 0 || i < n_notes; i++)
    {
      g_autoptr (AftSkinNote) note = make_note (aft_clock_now (), 1, 2, 3);

      if (!save_patiently (db, note, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      if (!acknowledge (note->id))
        return 1;
    }
  aft_db_close (db);

  return 0;
}

static GPid
spawn (const char *const *argv, int *output)
{
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, output, NULL, &error);
  g_assert_no_error (error);

  return pid;
}

static GPid
spawn_writer (const char *path, int n_notes, int *output)
{
  g_autofree char *count = g_strdup_printf ("%d", n_notes);
  const char *argv[] = { program, "--write", path, count, NULL };

  return spawn (argv, output);
}

static void
assert_all_present (AftDb *db, GPtrArray *ids)
{
  g_autoptr (AftStatement) statement =
      aft_db_prepare (db, "SELECT 1 FROM notes WHERE id = :id AND trashed_at_us IS NULL", NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      aft_bind_text (statement, ":id", g_ptr_array_index (ids, i));
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
      sqlite3_reset (statement);
    }
}

static void
assert_sound (AftDb *db)
{
  g_autoptr (AftStatement) statement = aft_db_prepare (db, "PRAGMA integrity_check", NULL);

  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "ok");
}

/* Reads ids until the pipe ends. An incomplete line isn't an acknowledgement, and is ignored.
 * After @kill_after ids, the writer is killed at once. */
static void
read_ids (GPid pid, int output, guint kill_after, GPtrArray *ids)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[256];
  gssize n_bytes;

  while ((n_bytes = read (output, buffer, sizeof buffer)) > 0)
    {
      char *end;

      g_string_append_len (text, buffer, n_bytes);
      while ((end = strchr (text->str, '\n')) != NULL)
        {
          g_ptr_array_add (ids, g_strndup (text->str, (gsize) (end - text->str)));
          g_string_erase (text, 0, end - text->str + 1);
          if (kill_after != 0 && ids->len == kill_after)
            kill (pid, SIGKILL);
        }
    }
  close (output);
}

static void
test_kill (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  for (int round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
      int output, status;
      GPid pid = spawn_writer (path, 0, &output);
      AftDb *db;

      /* The first round kills it while it writes the first row of a new database. */
      read_ids (pid, output, 1 + (guint) round % 4, ids);
      g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpuint (ids->len, >=, 1 + (guint) round % 4);
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&ids));

      db = store_fixture_open (path);
      assert_sound (db);
      assert_all_present (db, all);
      aft_db_close (db);
    }
}

/* Several programs write at the same time, including this one. */
static void
test_together (void)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  int outputs[N_WRITERS];
  GPid pids[N_WRITERS];
  AftDb *db;

  for (int i = 0; i < N_WRITERS; i++)
    pids[i] = spawn_writer (path, N_NOTES, &outputs[i]);
  db = open_patiently (path, &error);
  g_assert_no_error (error);
  for (int i = 0; i < N_NOTES; i++)
    {
      g_autoptr (AftSkinNote) note = make_note (aft_clock_now (), 1, 2, 3);

      g_assert_true (save_patiently (db, note, NULL));
      g_ptr_array_add (ids, g_strdup (note->id));
    }
  for (int i = 0; i < N_WRITERS; i++)
    {
      int status;

      read_ids (pids[i], outputs[i], 0, ids);
      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
    }

  g_assert_cmpuint (ids->len, ==, (N_WRITERS + 1) * N_NOTES);
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM notes"), ==, ids->len);
  assert_all_present (db, ids);
  assert_sound (db);
  aft_db_close (db);
}

/* --- killed during any job -------------------------------------------------------------------- */

#define COUNT "SELECT count (*) FROM notes"
#define N_SAVED 5

/** A job on a diary of N_BEFORE notes, and the check of the result. @check: NULL if the diary is
 * damaged, see test_killed_rescue(). */
typedef struct
{
  const char *name;
  gboolean (*work) (const char *path, GError **error);
  void (*check) (AftDb *db, gint64 n_notes, GPtrArray *acknowledged);
  gboolean from_version_1;
} Work;

static const char *
make_id (char *id, int number)
{
  g_snprintf (id, 37, "00000000-0000-4000-8000-%012d", number);

  return id;
}

static AftSkinNote *
make_numbered (int number)
{
  AftSkinNote *note = make_note (START_US - number * HOUR_US, 1, 2, 3);
  char id[37];

  set_string (&note->id, make_id (id, number));
  set_string (&note->text, "as it was");

  return note;
}

/* From here on, a call may be the last one. */
static void
begin_counting (void)
{
  counting = TRUE;
}

static gboolean
work_save (const char *path, GError **error)
{
  AftDb *db = aft_db_open (path, TRUE, error);

  if (db == NULL)
    return FALSE;
  begin_counting ();
  for (int i = 0; i < N_SAVED; i++)
    {
      g_autoptr (AftSkinNote) note = make_note (START_US, 1, 2, 3);

      if (!aft_db_save_note (db, note, error) || !acknowledge (note->id))
        return FALSE;
    }
  /* The log is checkpointed. */
  aft_db_close (db);

  return TRUE;
}

static void
check_save (AftDb *db, gint64 n_notes, GPtrArray *acknowledged)
{
  assert_all_present (db, acknowledged);
  /* The last one may be saved but not yet acknowledged. */
  g_assert_cmpint (n_notes, >=, N_BEFORE + acknowledged->len);
  g_assert_cmpint (n_notes, <=, N_BEFORE + acknowledged->len + 1);
}

static gboolean
work_import (const char *path, GError **error)
{
  AftDb *db = aft_db_open (path, TRUE, error);
  AftDbImport *import;
  gboolean ok = TRUE;

  if (db == NULL)
    return FALSE;
  begin_counting ();
  import = aft_db_import_begin (db, error);
  for (int i = 0; ok && import != NULL && i < N_IMPORTED; i++)
    {
      g_autoptr (AftSkinNote) note = make_numbered (N_BEFORE + i);

      ok = aft_db_import_add (import, AFT_ENTRY_NOTE, note, FALSE, error);
    }
  for (int i = 0; ok && import != NULL && i < N_OTHERS; i++)
    {
      g_autoptr (AftSession) session = make_session (START_US - i * 14 * DAY_US);
      g_autofree char *id = g_uuid_string_random ();

      ok = aft_db_import_add (import, AFT_ENTRY_SESSION, session, FALSE, error) &&
           aft_db_import_add_deleted (import, id, START_US, error);
    }
  ok = ok && import != NULL && aft_db_import_commit (import, NULL, error) &&
       acknowledge ("imported");
  aft_db_close (db);

  return ok;
}

static void
check_import (AftDb *db, gint64 n_notes, GPtrArray *acknowledged)
{
  gboolean imported = n_notes != N_BEFORE || acknowledged->len > 0;

  g_assert_cmpint (n_notes, ==, N_BEFORE + (imported ? N_IMPORTED : 0));
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM sessions"), ==,
                   imported ? N_OTHERS : 0);
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM tombstones"), ==,
                   imported ? N_OTHERS : 0);
  /* The reminders are updated too. */
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) > 0 FROM reminders"), ==, imported);
}

static gboolean
work_migrate (const char *path, GError **error)
{
  AftDb *db;

  begin_counting ();
  db = aft_db_open (path, TRUE, error);
  aft_db_close (db);

  return db != NULL && acknowledge ("migrated");
}

static void
check_unchanged (AftDb *db, gint64 n_notes, GPtrArray *acknowledged)
{
  g_assert_cmpint (n_notes, ==, N_BEFORE);
}

static gboolean
work_snapshot (const char *path, GError **error)
{
  AftDb *db = aft_db_open (path, TRUE, error);
  gboolean ok = db != NULL;

  begin_counting ();
  for (int i = 0; ok && i < 3; i++)
    {
      g_autofree char *snapshot = NULL;

      ok =
          aft_db_take_snapshot (db, AFT_SNAPSHOT_DAILY, &snapshot, error) && acknowledge (snapshot);
    }
  aft_db_close (db);

  return ok;
}

/* One per day is enough, so only the last is kept. */
static void
check_snapshot (AftDb *db, gint64 n_notes, GPtrArray *acknowledged)
{
  check_unchanged (db, n_notes, acknowledged);
  if (acknowledged->len > 0)
    {
      g_autoptr (GPtrArray) snapshots = aft_snapshot_list (db->path, NULL);
      const AftSnapshot *latest = g_ptr_array_index (snapshots, 0);

      g_assert_cmpstr (latest->path, >=, g_ptr_array_index (acknowledged, acknowledged->len - 1));
    }
}

/* Restores a snapshot over a diary with a note and a session that the snapshot lacks. */
static gboolean
work_restore (const char *path, GError **error)
{
  AftDb *db = aft_db_open (path, TRUE, error);
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 2, 3);
  g_autoptr (AftSession) session = make_session (START_US);
  g_autofree char *snapshot = NULL;
  gboolean ok;

  ok = db != NULL && aft_db_take_snapshot (db, AFT_SNAPSHOT_DAILY, &snapshot, error) &&
       aft_db_save_note (db, note, error) && aft_db_save_session (db, session, error) &&
       acknowledge ("saved");
  begin_counting ();
  ok = ok && aft_db_restore_snapshot (db, snapshot, error) && acknowledge ("restored");
  aft_db_close (db);

  return ok;
}

static void
check_restore (AftDb *db, gint64 n_notes, GPtrArray *acknowledged)
{
  g_assert_cmpuint (acknowledged->len, >, 0);
  g_assert_cmpint (store_fixture_query (db, "SELECT count (*) FROM sessions"), ==,
                   n_notes - N_BEFORE);
  if (n_notes != N_BEFORE + 1 || acknowledged->len == 2)
    g_assert_cmpint (n_notes, ==, N_BEFORE);
}

static gboolean
work_rescue (const char *path, GError **error)
{
  g_autoptr (AftSalvage) salvage = NULL;

  begin_counting ();
  salvage = aft_salvage (path, error);

  return salvage != NULL && acknowledge ("rescued");
}

static const Work works[] = {
  { "save", work_save, check_save, FALSE },
  { "import", work_import, check_import, FALSE },
  { "migrate", work_migrate, check_unchanged, TRUE },
  { "snapshot", work_snapshot, check_snapshot, FALSE },
  { "restore", work_restore, check_restore, FALSE },
  { "rescue", work_rescue, NULL, FALSE },
};

/* The writer: works on the diary at @path until it is killed; @at 0: prints the number of its
 * calls. */
static int
work_and_die (const char *name, const char *path, guint at)
{
  g_autofree char *calls = NULL;
  g_autoptr (GError) error = NULL;

  aft_fake_clock_install (START_US);
  kill_at = at;
  for (gsize i = 0; i < G_N_ELEMENTS (works); i++)
    {
      if (g_str_equal (works[i].name, name) && !works[i].work (path, &error))
        {
          g_printerr ("%s: %s\n", name, error->message);
          return 1;
        }
    }
  calls = g_strdup_printf ("%u", n_calls);

  return at == 0 && !acknowledge (calls);
}

/* A diary of N_BEFORE notes, of the first released version or of this one. Returns: the bytes of
 * the file */
static GBytes *
make_diary (gboolean version_1)
{
  g_autofree char *path = store_fixture_make_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  AftDb old = { .path = path };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (aft_db_open_private (path, TRUE, &old.handle), ==, SQLITE_OK);
  g_assert_true (aft_db_migrate (&old, aft_migrations, version_1 ? 1 : aft_n_migrations, NULL));
  g_assert_true (aft_db_begin (&old, NULL));
  for (int i = 0; i < N_BEFORE; i++)
    {
      g_autoptr (AftStatement) insert = aft_db_prepare (
          &old,
          "INSERT INTO notes (id, noted_at_us, time_zone, day, redness, tingling, dryness, flags,"
          "   resolved_flags, text, created_at_us, modified_at_us)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?13, ?14)",
          NULL);
      g_autoptr (AftSkinNote) note = make_numbered (i);

      aft_entry_bind (AFT_ENTRY_NOTE, note, FALSE, insert);
      g_assert_true (aft_db_run (&old, insert, NULL));
    }
  g_assert_true (aft_db_end (&old, TRUE, NULL));
  sqlite3_close (old.handle);

  return store_fixture_read_file (path);
}

/* Does the job once on a copy of @diary. Returns the acknowledged lines. */
static GPtrArray *
run_work (const Work *work, GBytes *diary, const char *path, guint at, int *status)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *number = g_strdup_printf ("%u", at);
  const char *argv[] = { program, "--die", work->name, path, number, NULL };
  g_autofree char *folder = g_path_get_dirname (path);
  int output;
  GPid pid;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (diary, NULL),
                                      (gssize) g_bytes_get_size (diary), NULL));
  pid = spawn (argv, &output);
  read_ids (pid, output, 0, lines);
  g_assert_cmpint (waitpid (pid, status, 0), ==, pid);

  return lines;
}

static guint
count_databases (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_databases = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n_databases += g_str_has_suffix (name, ".db") && strstr (name, "-damaged") == NULL;

  return n_databases;
}

/* Everything from before is unchanged, and every snapshot can be restored. */
static void
assert_kept (AftDb *db)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) snapshots = aft_snapshot_list (db->path, NULL);
  g_autofree char *folder = aft_snapshot_get_folder (db->path);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < N_BEFORE; i++)
    {
      char id[37];

      g_ptr_array_add (before, g_strdup (make_id (id, i)));
    }
  assert_all_present (db, before);
  g_assert_cmpint (store_fixture_query (db, COUNT " WHERE text = 'as it was' AND redness = 1"), >=,
                   N_BEFORE);
  g_assert_cmpuint (count_databases (folder), ==, snapshots->len);
  for (guint i = 0; i < snapshots->len; i++)
    {
      const AftSnapshot *snapshot = g_ptr_array_index (snapshots, i);
      AftSnapshotChanges changes;

      g_assert_cmpuint (snapshot->n_notes, >=, N_BEFORE);
      g_assert_true (aft_db_compare_snapshot (db, snapshot->path, &changes, &error));
      g_assert_no_error (error);
    }
}

/* The file must have some valid version before the next program opens it. */
static void
assert_some_version (const char *path)
{
  AftDb raw = { .path = (char *) path };
  gint64 version, has_drafts;

  g_assert_cmpint (aft_db_open_private (path, FALSE, &raw.handle), ==, SQLITE_OK);
  g_assert_true (aft_db_get_int64 (&raw, "PRAGMA user_version", &version, NULL));
  g_assert_cmpint (version, >=, 1);
  g_assert_true (aft_db_get_int64 (
      &raw, "SELECT count (*) FROM sqlite_schema WHERE name = 'drafts'", &has_drafts, NULL));
  g_assert_cmpint (has_drafts, ==, version >= 3);
  assert_sound (&raw);
  sqlite3_close (raw.handle);
}

static void
test_killed (gconstpointer data)
{
  const Work *work = data;
  g_autoptr (GBytes) diary = make_diary (work->from_version_1);
  guint n_possible;
  int status;

  {
    g_autofree char *path = store_fixture_make_path ();
    g_autoptr (GPtrArray) lines = run_work (work, diary, path, 0, &status);

    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
    n_possible = (guint) atoi (g_ptr_array_index (lines, lines->len - 1));
    g_assert_cmpuint (n_possible, >, 10);
  }
  for (int i = 0; i < N_KILLS; i++)
    {
      g_autofree char *path = store_fixture_make_path ();
      guint at = (guint) g_test_rand_int_range (1, (gint32) n_possible + 1);
      g_autoptr (GPtrArray) acknowledged = run_work (work, diary, path, at, &status);
      g_autoptr (GError) error = NULL;
      AftDb *db;

      g_test_message ("killed at call %u of %u, %u acknowledged", at, n_possible,
                      acknowledged->len);
      g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
      assert_some_version (path);
      db = store_fixture_open (path);
      g_assert_true (aft_db_check (db, &error));
      g_assert_no_error (error);
      work->check (db, store_fixture_query (db, COUNT), acknowledged);
      assert_kept (db);
      aft_db_close (db);
    }
}

/* The diary is so damaged that SQLite can't read it, so a rescue must empty it first. Whenever the
 * rescue ends, an empty diary is never shown, and the next rescue says so and finds everything. */
static void
test_killed_rescue (gconstpointer data)
{
  const Work *work = data;
  g_autoptr (GBytes) diary = make_diary (FALSE);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (diary, NULL), g_bytes_get_size (diary));
  g_autoptr (GBytes) damaged = NULL;
  guint n_possible;
  int status;

  memset (bytes, 0xa5, 4096);
  damaged = g_bytes_new (bytes, g_bytes_get_size (diary));
  {
    g_autofree char *path = store_fixture_make_path ();
    g_autoptr (GPtrArray) lines = run_work (work, damaged, path, 0, &status);

    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
    n_possible = (guint) atoi (g_ptr_array_index (lines, lines->len - 1));
  }
  for (int i = 0; i < N_KILLS; i++)
    {
      g_autofree char *path = store_fixture_make_path ();
      guint at = (guint) g_test_rand_int_range (1, (gint32) n_possible + 1);
      g_autoptr (GPtrArray) acknowledged = run_work (work, damaged, path, at, &status);
      g_autoptr (AftSalvage) salvage = NULL;
      g_autoptr (GBytes) aside = NULL;
      g_autofree char *untold = NULL;
      g_autoptr (GError) error = NULL;
      AftDb *db;

      g_test_message ("killed at call %u of %u", at, n_possible);
      g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
      db = aft_db_open (path, FALSE, &error);
      if (db != NULL)
        g_assert_cmpint (store_fixture_query (db, COUNT), ==, N_BEFORE);
      else
        g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_CORRUPT);
      aft_db_close (db);
      g_clear_error (&error);

      salvage = aft_salvage (path, &error);
      g_assert_no_error (error);
      g_assert_nonnull (salvage->aside);
      aside = store_fixture_read_file (salvage->aside);
      g_assert_true (g_bytes_equal (aside, damaged));
      g_assert_cmpuint (salvage->n_notes, ==, N_BEFORE);
      db = store_fixture_open (path);
      g_assert_true (aft_db_check (db, &error));
      assert_kept (db);
      aft_db_close (db);

      /* Reported only once. */
      untold = aft_salvage_get_unreported (path);
      g_assert_cmpstr (untold, ==, salvage->aside);
      aft_salvage_set_reported (path);
      g_assert_null (aft_salvage_get_unreported (path));
    }
}

int
main (int argc, char *argv[])
{
  if (argc == 5 && g_str_equal (argv[1], "--die"))
    return work_and_die (argv[2], argv[3], (guint) atoi (argv[4]));
  if (argc == 4 && g_str_equal (argv[1], "--write"))
    return write_notes (argv[2], atoi (argv[3]));

  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/durability/kill", test_kill);
  g_test_add_func ("/store/durability/together", test_together);
  for (gsize i = 0; i < G_N_ELEMENTS (works); i++)
    {
      g_autofree char *name = g_strconcat ("/store/durability/killed/", works[i].name, NULL);

      g_test_add_data_func (name, &works[i],
                            works[i].check != NULL ? test_killed : test_killed_rescue);
    }

  return g_test_run ();
}
