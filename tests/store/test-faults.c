/* test-faults.c: tests that a full or read-only disk doesn't lose existing data
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs in a separate mount namespace, so that nothing is left behind, however the test ends. The
 * superuser can write despite permissions, but not to a read-only mount.
 */
#include "aft-db-file-private.h"
#include "aft-db-migrations-private.h"
#include "aft-salvage.h"
#include "aft-snapshot.h"
#include "store-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define DISK_SIZE "size=8m"
#define PAGE_SIZE 4096
#define N_BEFORE 60
#define N_IMPORTED 400
#define COUNT "SELECT count (*) FROM notes WHERE trashed_at_us IS NULL"

static const char *no_mounts; /* reason why it is impossible here */

/* --- disks --------------------------------------------------------------------------------- */

static gboolean
write_text (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean ok = fd >= 0 && write (fd, text, strlen (text)) == (gssize) strlen (text);

  if (fd >= 0)
    close (fd);

  return ok;
}

/* Other users can mount in a user namespace, on machines that allow it. */
static void
enter_namespace (void)
{
  g_autofree char *users = g_strdup_printf ("%u %u 1", getuid (), getuid ());
  g_autofree char *groups = g_strdup_printf ("%u %u 1", getgid (), getgid ());

  if (unshare (CLONE_NEWNS) != 0 &&
      (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0 || !write_text ("/proc/self/setgroups", "deny") ||
       !write_text ("/proc/self/uid_map", users) || !write_text ("/proc/self/gid_map", groups)))
    no_mounts = "needs mount namespaces";
  else if (mount ("none", "/", "none", MS_REC | MS_PRIVATE, NULL) != 0)
    no_mounts = "needs permission to mount";
}

static gboolean
skipped (void)
{
  if (no_mounts != NULL)
    g_test_skip (no_mounts);

  return no_mounts != NULL;
}

/* Mounts a separate disk. Returns: the path of a diary on it, which doesn't exist yet */
static char *
make_disk (void)
{
  char *path = store_fixture_make_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_no_errno (mount ("none", folder, "tmpfs", 0, DISK_SIZE ",mode=700"));

  return path;
}

static void
drop_disk (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_no_errno (umount2 (folder, MNT_DETACH));
}

static void
set_read_only (const char *path, gboolean read_only)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_no_errno (
      mount ("none", folder, "none", MS_REMOUNT | (read_only ? MS_RDONLY : 0), DISK_SIZE));
}

static char *
make_filler_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_build_filename (folder, "filler", NULL);
}

/* Fills the disk except for @n_pages pages. */
static void
fill (const char *path, guint n_pages)
{
  g_autofree char *filler = make_filler_path (path);
  int fd = open (filler, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  struct statvfs status;

  g_assert_no_errno (fd);
  g_assert_no_errno (fstatvfs (fd, &status));
  g_assert_cmpuint (status.f_bfree, >, n_pages);
  g_assert_cmpint (posix_fallocate (fd, 0, (off_t) ((status.f_bfree - n_pages) * status.f_bsize)),
                   ==, 0);
  g_assert_no_errno (fstatvfs (fd, &status));
  g_assert_cmpuint (status.f_bfree, ==, n_pages);
  close (fd);
}

static void
make_room (const char *path)
{
  g_autofree char *filler = make_filler_path (path);

  g_assert_no_errno (g_unlink (filler));
}

/* --- attempts ----------------------------------------------------------------------------- */

/** A job that writes to a diary of N_BEFORE notes. */
typedef struct
{
  const char *name;
  gboolean (*work) (AftDb *db, GError **error);
  int n_more; /* number of notes it adds */
} Work;

static gboolean
work_save (AftDb *db, GError **error)
{
  g_autoptr (AftSkinNote) note = make_note (START_US, 1, 2, 3);
  g_autofree char *text = g_strnfill (60000, 'x');

  set_string (&note->text, text);

  return aft_db_save_note (db, note, error);
}

static gboolean
work_import (AftDb *db, GError **error)
{
  AftDbImport *import = aft_db_import_begin (db, error);
  gboolean ok = import != NULL;

  for (int i = 0; ok && i < N_IMPORTED; i++)
    {
      g_autoptr (AftSkinNote) note = make_note (START_US - i * HOUR_US, 1, 2, 3);

      set_string (&note->text, "A text of some length, so that it needs some room on the disk.");
      ok = aft_db_import_add (import, AFT_ENTRY_NOTE, note, FALSE, error);
    }
  if (!ok)
    {
      aft_db_import_abort (import);
      return FALSE;
    }

  return aft_db_import_commit (import, NULL, error);
}

static gboolean
work_snapshot (AftDb *db, GError **error)
{
  return aft_db_take_snapshot (db, AFT_SNAPSHOT_DAILY, NULL, error);
}

static const Work works[] = {
  { "save", work_save, 1 },
  { "import", work_import, N_IMPORTED },
  { "snapshot", work_snapshot, 0 },
};

static void
make_diary (const char *path)
{
  AftDb *db = store_fixture_open (path);

  for (int i = 0; i < N_BEFORE; i++)
    {
      g_autoptr (AftSkinNote) note = make_note (START_US - i * HOUR_US, 1, 2, 3);

      save_note (db, note);
    }
  aft_db_close (db);
}

static void
assert_whole (AftDb *db, int n_notes)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (aft_db_check (db, &error));
  g_assert_no_error (error);
  g_assert_cmpint (store_fixture_query (db, COUNT), ==, n_notes);
}

/* Every file named like a snapshot is one. */
static void
assert_snapshots_whole (AftDb *db)
{
  g_autoptr (GPtrArray) snapshots = aft_snapshot_list (db->path, NULL);

  for (guint i = 0; i < snapshots->len; i++)
    {
      const AftSnapshot *snapshot = g_ptr_array_index (snapshots, i);
      g_autoptr (GError) error = NULL;
      AftSnapshotChanges changes;

      g_assert_true (aft_db_compare_snapshot (db, snapshot->path, &changes, &error));
      g_assert_no_error (error);
    }
}

/* The message says where, and what to do. */
static void
assert_says_place (const GError *error, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, folder));
}

/* --- a full disk --------------------------------------------------------------------------- */

/* With a little more room each time, so that the disk is full at another step of the job. */
static void
test_full (gconstpointer data)
{
  const Work *work = data;
  gboolean done = FALSE;

  if (skipped ())
    return;
  for (guint n_pages = 0; !done; n_pages += n_pages < 20 ? 1 : 8)
    {
      g_autofree char *path = make_disk ();
      g_autoptr (GError) error = NULL;
      AftDb *db;

      make_diary (path);
      db = store_fixture_open (path);
      fill (path, n_pages);
      done = work->work (db, &error);
      /* On a disk without any room, nothing can be done. */
      g_assert_false (done && n_pages == 0);
      if (!done)
        {
          g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_FULL);
          assert_says_place (error, path);
          /* The diary can still be read while the disk is full. */
          g_assert_cmpint (store_fixture_query (db, COUNT), ==, N_BEFORE);
        }
      make_room (path);
      if (!done)
        {
          g_clear_error (&error);
          g_assert_true (work->work (db, &error));
          g_assert_no_error (error);
        }
      assert_whole (db, N_BEFORE + work->n_more);
      assert_snapshots_whole (db);
      aft_db_close (db);
      drop_disk (path);
    }
}

/* An existing diary is opened, or an error says why not, and nothing is lost. The same applies to
 * a diary of an earlier version, which needs a snapshot first. */
static void
test_full_open (gconstpointer data)
{
  gboolean version_1 = GPOINTER_TO_INT (data);
  gboolean done = FALSE;

  if (skipped ())
    return;
  for (guint n_pages = 0; !done || n_pages < 20; n_pages += n_pages < 20 ? 1 : 8)
    {
      g_autofree char *path = make_disk ();
      g_autoptr (GError) error = NULL;
      AftDb *db;

      if (version_1)
        {
          AftDb old = { .path = path };

          g_assert_cmpint (aft_db_open_private (path, TRUE, &old.handle), ==, SQLITE_OK);
          g_assert_true (aft_db_migrate (&old, aft_migrations, 1, NULL));
          sqlite3_close (old.handle);
        }
      else
        {
          make_diary (path);
        }
      fill (path, n_pages);
      db = aft_db_open (path, TRUE, &error);
      done = db != NULL;
      if (!done)
        {
          g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_FULL);
          assert_says_place (error, path);
        }
      make_room (path);
      if (!done)
        db = store_fixture_open (path);
      assert_whole (db, version_1 ? 0 : N_BEFORE);
      aft_db_close (db);
      drop_disk (path);
    }
}

/* First there is no room for a new diary; afterwards there is. */
static void
test_full_new (void)
{
  if (skipped ())
    return;
  for (guint n_pages = 0; n_pages < 30; n_pages++)
    {
      g_autofree char *path = make_disk ();
      g_autoptr (GError) error = NULL;
      AftDb *db;

      fill (path, n_pages);
      db = aft_db_open (path, TRUE, &error);
      g_assert_null (db);
      g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_FULL);
      assert_says_place (error, path);
      make_room (path);
      db = store_fixture_open (path);
      assert_whole (db, 0);
      aft_db_close (db);
      drop_disk (path);
    }
}

/* A damaged diary is changed only after a copy of it was kept. */
static void
test_full_salvage (void)
{
  gboolean done = FALSE;

  if (skipped ())
    return;
  for (guint n_pages = 0; !done; n_pages += 4)
    {
      g_autofree char *path = make_disk ();
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (AftSalvage) result = NULL;
      g_autoptr (GError) error = NULL;
      AftDb *db;

      make_diary (path);
      store_fixture_damage (path, 1);
      damaged = store_fixture_read_file (path);
      fill (path, n_pages);
      result = aft_salvage (path, &error);
      done = result != NULL;
      if (!done)
        {
          g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_FULL);
          assert_says_place (error, path);
          make_room (path);
          g_clear_error (&error);
          result = aft_salvage (path, &error);
          g_assert_no_error (error);
        }
      g_assert_nonnull (result->aside);
      {
        g_autoptr (GBytes) aside = store_fixture_read_file (result->aside);

        g_assert_true (g_bytes_equal (aside, damaged));
      }
      db = store_fixture_open (path);
      assert_whole (db, N_BEFORE);
      aft_db_close (db);
      drop_disk (path);
    }
}

/* --- a read-only disk ---------------------------------------------------------------------- */

static void
test_read_only (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;
  AftDb *db;

  if (skipped ())
    return;
  path = make_disk ();
  make_diary (path);
  before = store_fixture_read_file (path);
  set_read_only (path, TRUE);

  g_assert_null (aft_db_open (path, TRUE, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_READ_ONLY);
  assert_says_place (error, path);
  after = store_fixture_read_file (path);
  g_assert_true (g_bytes_equal (before, after));

  set_read_only (path, FALSE);
  db = store_fixture_open (path);
  assert_whole (db, N_BEFORE);
  aft_db_close (db);
  drop_disk (path);
}

/* There is no diary yet, and it can't be created: neither the file nor its folder. */
static void
test_read_only_new (void)
{
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *below = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) below_error = NULL;

  if (skipped ())
    return;
  path = make_disk ();
  folder = g_path_get_dirname (path);
  below = g_build_filename (folder, "aftercare", "diary.db", NULL);
  set_read_only (path, TRUE);

  g_assert_null (aft_db_open (path, TRUE, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_READ_ONLY);
  assert_says_place (error, path);
  g_assert_null (aft_db_open (below, TRUE, &below_error));
  g_assert_error (below_error, AFT_STORE_ERROR, AFT_STORE_ERROR_READ_ONLY);
  assert_says_place (below_error, below);
  drop_disk (path);
}

/* The damaged diary stays unchanged. */
static void
test_read_only_salvage (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;

  if (skipped ())
    return;
  path = make_disk ();
  make_diary (path);
  store_fixture_damage (path, 1);
  before = store_fixture_read_file (path);
  set_read_only (path, TRUE);

  g_assert_null (aft_salvage (path, &error));
  g_assert_error (error, AFT_STORE_ERROR, AFT_STORE_ERROR_READ_ONLY);
  assert_says_place (error, path);
  after = store_fixture_read_file (path);
  g_assert_true (g_bytes_equal (before, after));
  drop_disk (path);
}

int
main (int argc, char *argv[])
{
  enter_namespace ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  aft_fake_clock_install (START_US);

  for (gsize i = 0; i < G_N_ELEMENTS (works); i++)
    {
      g_autofree char *name = g_strconcat ("/store/faults/full/", works[i].name, NULL);

      g_test_add_data_func (name, &works[i], test_full);
    }
  g_test_add_data_func ("/store/faults/full/open", GINT_TO_POINTER (FALSE), test_full_open);
  g_test_add_data_func ("/store/faults/full/migrate", GINT_TO_POINTER (TRUE), test_full_open);
  g_test_add_func ("/store/faults/full/new", test_full_new);
  g_test_add_func ("/store/faults/full/salvage", test_full_salvage);
  g_test_add_func ("/store/faults/read-only/open", test_read_only);
  g_test_add_func ("/store/faults/read-only/new", test_read_only_new);
  g_test_add_func ("/store/faults/read-only/salvage", test_read_only_salvage);

  return g_test_run ();
}
