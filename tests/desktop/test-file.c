/* test-file.c: tests of what exists, what is missing, and what can't be determined
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-file.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static char *
make_folder (void)
{
  return g_dir_make_tmp ("aft-file-XXXXXX", NULL);
}

static void
assert_unknown (const char *path, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_cmpint (aft_file_look (path, NULL, &error), ==, AFT_FILE_UNKNOWN);
  g_assert_error (error, AFT_FILE_ERROR, AFT_FILE_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpint (aft_file_read (path, &bytes, &read_error), ==, AFT_FILE_UNKNOWN);
  g_assert_error (read_error, AFT_FILE_ERROR, AFT_FILE_ERROR_UNREACHABLE);
  g_assert_null (bytes);
}

static void
test_present (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autoptr (GBytes) bytes = NULL;
  GStatBuf status;

  g_assert_true (g_file_set_contents (path, "four", -1, NULL));
  g_assert_cmpint (symlink ("file", link), ==, 0);
  g_assert_cmpint (aft_file_look (path, &status, NULL), ==, AFT_FILE_PRESENT);
  g_assert_cmpint (status.st_size, ==, 4);
  g_assert_cmpint (aft_file_look (link, NULL, NULL), ==, AFT_FILE_PRESENT);
  g_assert_cmpint (aft_file_read (link, &bytes, NULL), ==, AFT_FILE_PRESENT);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "four", 4);
}

static void
test_absent (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "no", "such", "file", NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (aft_file_look (path, NULL, &error), ==, AFT_FILE_ABSENT);
  g_assert_no_error (error);
  g_assert_cmpint (aft_file_read (path, &bytes, &error), ==, AFT_FILE_ABSENT);
  g_assert_no_error (error);
  g_assert_null (bytes);
  g_assert_cmpint (aft_file_look_folder (path, &error), ==, AFT_FILE_ABSENT);
  g_assert_no_error (error);
}

/* A file, or a folder on the way to it, is a link to a missing place. */
static void
test_dangling (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autofree char *below = g_build_filename (link, "deep", "file", NULL);

  g_assert_cmpint (symlink ("/nowhere/at/all", link), ==, 0);
  assert_unknown (link, "/nowhere/at/all");
  assert_unknown (below, "/nowhere/at/all");
  g_assert_cmpint (aft_file_look_folder (link, NULL), ==, AFT_FILE_UNKNOWN);
}

static void
test_errors (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  g_autofree char *loop = g_build_filename (folder, "loop", NULL);
  g_autofree char *name = g_strnfill (300, 'x');
  g_autofree char *long_name = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  g_assert_cmpint (symlink ("loop", loop), ==, 0);
  assert_unknown (below, g_strerror (ENOTDIR));
  assert_unknown (loop, g_strerror (ELOOP));
  assert_unknown (long_name, g_strerror (ENAMETOOLONG));
}

/* The superuser can read everything, unless that capability is dropped. */
static void
give_up_looking_everywhere (void)
{
  struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];

  g_assert_cmpint (syscall (SYS_capget, &header, data), ==, 0);
  data[0].effective &= ~(1U << CAP_DAC_OVERRIDE | 1U << CAP_DAC_READ_SEARCH);
  g_assert_cmpint (syscall (SYS_capset, &header, data), ==, 0);
}

static void
test_permission (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *inner = g_build_filename (folder, "inner", NULL);
  g_autofree char *path = g_build_filename (inner, "file", NULL);

  give_up_looking_everywhere ();
  g_assert_cmpint (g_mkdir (inner, 0), ==, 0);
  assert_unknown (path, g_strerror (EACCES));
}

/* A file that could block forever isn't opened. */
static void
test_no_file (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_unknown (pipe, "is a pipe");
  assert_unknown (folder, "is a folder");
  assert_unknown ("/dev/null", "/dev/null");
  g_assert_cmpint (aft_file_look_folder ("/dev/null", NULL), ==, AFT_FILE_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/file/present", test_present);
  g_test_add_func ("/file/absent", test_absent);
  g_test_add_func ("/file/dangling", test_dangling);
  g_test_add_func ("/file/errors", test_errors);
  g_test_add_func ("/file/permission", test_permission);
  g_test_add_func ("/file/no-file", test_no_file);

  return g_test_run ();
}
