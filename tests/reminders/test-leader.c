/* test-leader.c: tests of two processes that want to lead
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-leader.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *inner;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("aft-leader-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->inner = g_build_filename (fixture->folder, "aftercare", NULL);
  g_assert_no_errno (g_mkdir (fixture->inner, 0700));
  fixture->path = g_build_filename (fixture->inner, "notifier.lock", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->inner);
  g_assert_no_errno (g_rmdir (fixture->folder));
  g_free (fixture->path);
  g_free (fixture->inner);
  g_free (fixture->folder);
}

/* Another process that leads until it is killed. */
static GPid
start_rival (const char *path)
{
  int ready[2];
  char byte;
  GPid pid;

  g_assert_no_errno (pipe (ready));
  pid = fork ();
  if (pid == 0)
    {
      g_autoptr (AftLeader) rival = aft_leader_new (path);

      if (!aft_leader_try (rival, NULL) || write (ready[1], "y", 1) != 1)
        _exit (1);
      while (TRUE)
        pause ();
    }

  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  close (ready[0]);
  close (ready[1]);

  return pid;
}

static void
kill_rival (GPid pid)
{
  g_assert_no_errno (kill (pid, SIGKILL));
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
}

static void
wait_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static gboolean
stop_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
iterate_until (gpointer *slot, guint milliseconds)
{
  gboolean over = FALSE;
  guint id = g_timeout_add (milliseconds, stop_cb, &over);

  while (*slot == NULL && !over)
    g_main_context_iteration (NULL, TRUE);
  if (!over)
    g_source_remove (id);
}

static void
test_two (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftLeader) self = aft_leader_new (fixture->path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPid rival = start_rival (fixture->path);

  g_assert_false (aft_leader_try (self, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (aft_leader_is_leading (self));

  aft_leader_wait_async (self, NULL, wait_cb, &result);
  iterate_until ((gpointer *) &result, 60);
  g_assert_null (result);

  /* However a leader ends, the next one takes over at once. */
  kill_rival (rival);
  iterate_until ((gpointer *) &result, 5000);
  g_assert_nonnull (result);
  g_assert_true (aft_leader_wait_finish (self, result, &error));
  g_assert_no_error (error);
  g_assert_true (aft_leader_is_leading (self));

  {
    g_autoptr (AftLeader) late = aft_leader_new (fixture->path);

    g_assert_false (aft_leader_try (late, NULL));
    aft_leader_resign (self);
    g_assert_true (aft_leader_try (late, NULL));
  }
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftLeader) self = aft_leader_new (fixture->path);
  g_autoptr (AftLeader) next = aft_leader_new (fixture->path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPid rival = start_rival (fixture->path);

  aft_leader_wait_async (self, cancellable, wait_cb, &result);
  g_cancellable_cancel (cancellable);
  kill_rival (rival);
  iterate_until ((gpointer *) &result, 5000);
  g_assert_false (aft_leader_wait_finish (self, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);

  /* The late lock was released (a moment later, when the task ends). */
  while (!aft_leader_try (next, NULL))
    g_usleep (1000);
}

/* A child process must not inherit the lock: it would lead forever. */
static void
test_not_inherited (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftLeader) self = aft_leader_new (fixture->path);
  g_autoptr (AftLeader) next = aft_leader_new (fixture->path);
  const char *const argv[] = { "/bin/sleep", "30", NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_assert_true (aft_leader_try (self, &error));
  g_assert_no_error (error);
  pid = fork ();
  if (pid == 0)
    {
      execv (argv[0], (char **) argv);
      _exit (127);
    }
  g_usleep (50 * 1000);
  g_clear_object (&self);
  g_assert_true (aft_leader_try (next, &error));
  g_assert_no_error (error);
  kill_rival (pid);
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftLeader) self = aft_leader_new (fixture->path);
  g_autoptr (AftLeader) nowhere = aft_leader_new ("/proc/nowhere/notifier.lock");
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_true (aft_leader_try (self, NULL));
  g_assert_no_errno (g_stat (fixture->path, &info));
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_no_errno (g_stat (folder, &info));
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);

  g_assert_false (aft_leader_try (nowhere, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
check_requested_cb (AftLeader *leader, gpointer user_data)
{
  *(gpointer *) user_data = leader;
}

static void
test_poked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftLeader) self = aft_leader_new (fixture->path);
  gpointer poked = NULL;

  /* Without a leader there is no file, and none is created. */
  aft_leader_request_check (fixture->path);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  g_signal_connect (self, "check-requested", G_CALLBACK (check_requested_cb), &poked);
  g_assert_true (aft_leader_try (self, NULL));
  iterate_until (&poked, 30);
  g_assert_null (poked);
  for (int i = 0; i < 2; i++)
    {
      poked = NULL;
      aft_leader_request_check (fixture->path);
      iterate_until (&poked, 5000);
      g_assert_true (poked == self);
    }

  aft_leader_resign (self);
  poked = NULL;
  aft_leader_request_check (fixture->path);
  iterate_until (&poked, 30);
  g_assert_null (poked);
}

/* The lock belongs to the path, not to the file that was once there. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftLeader) self = aft_leader_new (fixture->path);
  g_autoptr (AftLeader) other = aft_leader_new (fixture->path);
  g_autofree char *away = g_strconcat (fixture->path, ".away", NULL);
  g_autoptr (GError) error = NULL;
  gpointer poked = NULL;

  g_signal_connect (self, "check-requested", G_CALLBACK (check_requested_cb), &poked);
  g_assert_true (aft_leader_try (self, NULL));
  for (int i = 0; i < 2; i++)
    {
      /* Moved away, then deleted, which is noticed at the next write. */
      if (i == 0)
        g_assert_no_errno (g_rename (fixture->path, away));
      else
        g_assert_no_errno (g_unlink (fixture->path));
      iterate_until (&poked, 5000);
      g_assert_true (poked == self);
      if (i == 1)
        aft_leader_reclaim (self);
      g_assert_true (aft_leader_is_leading (self));
      g_assert_false (aft_leader_try (other, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
      g_clear_error (&error);

      poked = NULL;
      aft_leader_request_check (fixture->path);
      iterate_until (&poked, 5000);
      g_assert_true (poked == self);
      poked = NULL;
    }
  g_unlink (away);
}

/* Another process was quicker: there are never two leaders. */
static void
test_lost (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftLeader) self = aft_leader_new (fixture->path);
  g_autoptr (AftLeader) other = aft_leader_new (fixture->path);
  g_autofree char *away = g_strconcat (fixture->path, ".away", NULL);
  gpointer lost = NULL;

  g_signal_connect (self, "lost", G_CALLBACK (check_requested_cb), &lost);
  g_assert_true (aft_leader_try (self, NULL));
  g_assert_no_errno (g_rename (fixture->path, away));
  g_assert_true (aft_leader_try (other, NULL));
  aft_leader_reclaim (self);
  g_assert_true (lost == self);
  g_assert_false (aft_leader_is_leading (self));
  g_assert_true (aft_leader_is_leading (other));
  g_unlink (away);
}

/* By mounting a disk, or by replacing the folder. */
static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_build_filename (fixture->folder, "away", NULL);
  g_autofree char *former = g_build_filename (away, "notifier.lock", NULL);
  g_autoptr (AftLeader) self = aft_leader_new (fixture->path);
  g_autoptr (AftLeader) other = aft_leader_new (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_true (aft_leader_try (self, NULL));
  g_assert_no_errno (g_rename (fixture->inner, away));
  aft_leader_reclaim_if_moved (self);
  g_assert_false (g_file_test (fixture->inner, G_FILE_TEST_EXISTS));
  g_assert_no_errno (g_mkdir (fixture->inner, 0700));
  aft_leader_reclaim_if_moved (self);
  g_assert_false (aft_leader_try (other, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_unlink (former);

  /* Once deleted, it isn't created again, and nothing prevents deleting the folder. */
  g_assert_no_errno (g_unlink (fixture->path));
  aft_leader_reclaim_if_moved (self);
  g_assert_no_errno (g_rmdir (fixture->inner));
  aft_leader_reclaim_if_moved (self);
  g_assert_false (aft_leader_try (other, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (aft_leader_is_leading (self));

  g_assert_no_errno (g_rename (away, fixture->inner));
  aft_leader_reclaim_if_moved (self);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/reminders/leader/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("two", test_two);
  ADD ("cancelled", test_cancelled);
  ADD ("not-inherited", test_not_inherited);
  ADD ("file", test_file);
  ADD ("check-requested", test_poked);
  ADD ("moved", test_moved);
  ADD ("lost", test_lost);
  ADD ("folder", test_folder);
#undef ADD

  return g_test_run ();
}
