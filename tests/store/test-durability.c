/* test-durability.c: saved means on disk, and two programs lose nothing of each other's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The writers are this program, started again with --write PATH N.
 */
#include "store-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_ROUNDS 30
#define N_WRITERS 3
#define N_NOTES 40

static const char *program;

/* On a machine that is busy enough, a writer may be refused after its second of waiting, be it for
 * making a new diary or for saving: that is told, so nothing is lost, and is tried again here. */
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
      if (write (STDOUT_FILENO, note->id, strlen (note->id)) < 0 ||
          write (STDOUT_FILENO, "\n", 1) < 0)
        return 1;
    }
  aft_db_close (db);

  return 0;
}

static GPid
spawn_writer (const char *path, int n_notes, int *output)
{
  g_autofree char *count = g_strdup_printf ("%d", n_notes);
  const char *argv[] = { program, "--write", path, count, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, output, NULL, &error);
  g_assert_no_error (error);

  return pid;
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

/* Reads ids until the pipe ends; a line that was cut short was not told and is left out. After
 * @kill_after of them the writer is killed, at once. */
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

      /* The first round kills it over the first row of a new database. */
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

/* Programs that write at the same time, this one among them. */
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

int
main (int argc, char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--write"))
    return write_notes (argv[2], atoi (argv[3]));

  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/durability/kill", test_kill);
  g_test_add_func ("/store/durability/together", test_together);

  return g_test_run ();
}
