/* test-path-watch.c: tests of paths that appear late, are replaced, or are mounted over
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "aft-path-watch.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#define NOBODY 65534
#define PATIENCE_US (10 * G_TIME_SPAN_SECOND)

typedef struct
{
  char *folder;
  char *path; /* FOLDER/a/b/file */
  AftPathWatch *watch;
  guint n_changes;
} Fixture;

static void
changed_cb (AftPathWatch *watch, gpointer user_data)
{
  *(guint *) user_data += 1;
}

static char *
in (const Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("aft-path-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "a", "b", "file", NULL);
}

static void
begin (Fixture *fixture, const char *path)
{
  fixture->watch = aft_path_watch_new (path);
  g_signal_connect (fixture->watch, "changed", G_CALLBACK (changed_cb), &fixture->n_changes);
}

static void
make (const char *path, const char *text)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  const char *argv[] = { "rm", "-rf", fixture->folder, NULL };

  g_assert_finalize_object (fixture->watch);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
  g_free (fixture->path);
  g_free (fixture->folder);
}

static gboolean
nudge_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Waits until the watch reports a change and @exists is true. */
static void
expect (Fixture *fixture, gboolean exists)
{
  gint64 limit_us = g_get_monotonic_time () + PATIENCE_US;
  guint nudge_id = g_timeout_add (20, nudge_cb, NULL);

  while ((fixture->n_changes == 0 || aft_path_watch_exists (fixture->watch) != exists) &&
         g_get_monotonic_time () < limit_us)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (nudge_id);
  g_assert_cmpuint (fixture->n_changes, >, 0);
  g_assert_cmpint (aft_path_watch_exists (fixture->watch), ==, exists);
  settle ();
  fixture->n_changes = 0;
}

static void
expect_nothing (Fixture *fixture)
{
  settle ();
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

static void
test_late (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = in (fixture, "other");

  begin (fixture, fixture->path);
  g_assert_false (aft_path_watch_exists (fixture->watch));
  make (other, "");
  expect_nothing (fixture);

  /* Several folders and the file at once. */
  make (fixture->path, "first");
  expect (fixture, TRUE);

  /* Changes of other files beside it aren't reported, nor are writes to it. */
  g_free (other);
  other = in (fixture, "a/b/other");
  make (other, "");
  make (fixture->path, "first");
  expect (fixture, TRUE); /* g_file_set_contents () creates another file */
  g_assert_no_errno (truncate (fixture->path, 0));
  expect_nothing (fixture);
}

static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = in (fixture, "a");
  g_autofree char *away = in (fixture, "away");
  g_autofree char *fresh = in (fixture, "fresh");

  make (fixture->path, "first");
  make (fresh, "second");
  begin (fixture, fixture->path);
  expect_nothing (fixture);

  g_assert_no_errno (g_rename (fresh, fixture->path));
  expect (fixture, TRUE);

  /* Moved away with a parent folder, and moved back. */
  g_assert_no_errno (g_rename (folder, away));
  expect (fixture, FALSE);
  g_assert_no_errno (g_rename (away, folder));
  expect (fixture, TRUE);

  g_assert_no_errno (g_unlink (fixture->path));
  expect (fixture, FALSE);
}

/* Like /etc/localtime: timedatectl and installers replace the link. */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = in (fixture, "link");
  g_autofree char *fresh = in (fixture, "fresh");
  g_autofree char *other = in (fixture, "c/file");

  make (other, "other");
  g_assert_no_errno (symlink ("a/../a/b/file", link));
  begin (fixture, link);
  g_assert_false (aft_path_watch_exists (fixture->watch));

  /* The target appears later. */
  make (fixture->path, "first");
  expect (fixture, TRUE);

  /* Another link is renamed over it. */
  g_assert_no_errno (symlink (other, fresh));
  g_assert_no_errno (g_rename (fresh, link));
  expect (fixture, TRUE);

  /* Deleted, and created again. */
  g_assert_no_errno (g_unlink (link));
  expect (fixture, FALSE);
  g_assert_no_errno (symlink (fixture->path, link));
  expect (fixture, TRUE);

  /* A link to itself never resolves, but is watched too. */
  g_assert_no_errno (g_unlink (link));
  g_assert_no_errno (symlink (link, link));
  expect (fixture, FALSE);
}

static void
test_inside (Fixture *fixture, gconstpointer data)
{
  FILE *file;

  make (fixture->path, "no diary");
  begin (fixture, fixture->path);
  g_assert_true (aft_path_watch_watch_contents (fixture->watch, TRUE));
  g_assert_false (aft_path_watch_watch_contents (fixture->watch, TRUE));

  /* Only opened for writing, as SQLite does: nothing has changed. */
  file = g_fopen (fixture->path, "r+");
  g_assert_nonnull (file);
  fclose (file);
  expect_nothing (fixture);

  file = g_fopen (fixture->path, "r+");
  fputs ("NO", file);
  fclose (file);
  expect (fixture, TRUE);
  g_assert_false (aft_path_watch_watch_contents (fixture->watch, FALSE));
}

static void
test_mounted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = in (fixture, "a/b");

  if (unshare (CLONE_NEWNS) != 0 || mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
    {
      g_test_skip ("needs permission to mount");
      begin (fixture, fixture->path);
      return;
    }

  make (fixture->path, "under it");
  begin (fixture, fixture->path);
  g_assert_no_errno (mount ("none", folder, "tmpfs", 0, "size=1m"));
  expect (fixture, FALSE);
  make (fixture->path, "on it");
  expect (fixture, TRUE);
  g_assert_no_errno (mount (folder, folder, NULL, MS_REMOUNT | MS_RDONLY, NULL));
  expect (fixture, TRUE);
  g_assert_no_errno (umount2 (folder, MNT_DETACH));
  expect (fixture, TRUE);
}

static void
test_denied (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = in (fixture, "a");

  /* The superuser can enter any folder. */
  if (geteuid () == 0)
    {
      g_assert_no_errno (chown (fixture->folder, NOBODY, NOBODY));
      g_assert_no_errno (seteuid (NOBODY));
    }
  make (fixture->path, "first");
  g_assert_no_errno (g_chmod (folder, 0));
  begin (fixture, fixture->path);
  g_assert_false (aft_path_watch_exists (fixture->watch));
  g_assert_no_errno (g_chmod (folder, 0700));
  expect (fixture, TRUE);
  if (getuid () == 0)
    g_assert_no_errno (seteuid (0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/reminders/path-watch/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("late", test_late);
  ADD ("replaced", test_replaced);
  ADD ("link", test_link);
  ADD ("inside", test_inside);
  ADD ("denied", test_denied);
  ADD ("mounted", test_mounted);

  return g_test_run ();
}
