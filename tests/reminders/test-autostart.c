/* test-autostart.c: tests of whether the notifier starts at login
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-autostart.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_NAME "org.example.Aftercare.Notifier.desktop"
#define ENTRY "[Desktop Entry]\nType=Application\nName=Reminders\n"
#define GOOD ENTRY "Exec=/bin/true\n"

static void
put (const char *folder, const char *contents)
{
  g_autofree char *autostart = g_build_filename (folder, "autostart", NULL);
  g_autofree char *path = g_build_filename (autostart, FILE_NAME, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (autostart, 0700), ==, 0);
  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

static void
put_in_system (const char *contents)
{
  put (g_get_system_config_dirs ()[0], contents);
}

static void
put_in_home (const char *contents)
{
  put (g_get_user_config_dir (), contents);
}

static void
take_away (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "autostart", FILE_NAME, NULL);

  g_unlink (path);
}

static gboolean
is_in_home (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "autostart", FILE_NAME, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
set_up (void)
{
  take_away (g_get_user_config_dir ());
  take_away (g_get_system_config_dirs ()[0]);
}

static void
assert_looks (AftAutostart expected)
{
  g_autofree char *path = NULL;

  g_assert_cmpint (aft_autostart_inspect (&path), ==, expected);
  g_assert_true ((path == NULL) == (expected == AFT_AUTOSTART_MISSING));
}

static void
assert_set (gboolean wanted)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (aft_autostart_set (wanted, &error));
  g_assert_no_error (error);
}

static void
test_look (void)
{
  static const struct
  {
    const char *contents;
    AftAutostart expected;
  } cases[] = {
    { GOOD, AFT_AUTOSTART_IN_PLACE },
    { ENTRY "Exec=\"/bin/true\" --quietly\n", AFT_AUTOSTART_IN_PLACE },
    { GOOD "X-GNOME-Autostart-enabled=true\n", AFT_AUTOSTART_IN_PLACE },
    { GOOD "OnlyShowIn=XFCE;GNOME;\n", AFT_AUTOSTART_IN_PLACE },
    { GOOD "NotShowIn=KDE;\n", AFT_AUTOSTART_IN_PLACE },
    { GOOD "Hidden=true\n", AFT_AUTOSTART_OFF },
    { GOOD "X-GNOME-Autostart-enabled=false\n", AFT_AUTOSTART_OFF },
    { GOOD "OnlyShowIn=KDE;\n", AFT_AUTOSTART_ELSEWHERE },
    { GOOD "NotShowIn=KDE;GNOME;\n", AFT_AUTOSTART_ELSEWHERE },
    { ENTRY "Exec=/nowhere/aftercare-notifier\n", AFT_AUTOSTART_BROKEN },
    { ENTRY, AFT_AUTOSTART_BROKEN },
    { "no key file\n", AFT_AUTOSTART_BROKEN },
  };

  set_up ();
  g_setenv ("XDG_CURRENT_DESKTOP", "Debian:GNOME", TRUE);
  assert_looks (AFT_AUTOSTART_MISSING);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].contents);
      put_in_system (cases[i].contents);
      assert_looks (cases[i].expected);
    }
}

static void
test_own_file_first (void)
{
  set_up ();
  put_in_system (GOOD);
  put_in_home (GOOD "Hidden=true\n");
  assert_looks (AFT_AUTOSTART_OFF);

  put_in_system (GOOD "Hidden=true\n");
  put_in_home (GOOD);
  assert_looks (AFT_AUTOSTART_IN_PLACE);
}

static void
test_set_over_system (void)
{
  set_up ();
  put_in_system (GOOD);

  assert_set (FALSE);
  assert_looks (AFT_AUTOSTART_OFF);
  assert_set (TRUE);
  assert_looks (AFT_AUTOSTART_IN_PLACE);
  g_assert_false (is_in_home ());
}

static void
test_set_without_system (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *command = NULL;
  g_auto (GStrv) argv = NULL;

  set_up ();
  assert_set (FALSE);
  g_assert_false (is_in_home ());

  assert_set (TRUE);
  g_assert_true (is_in_home ());
  path = g_build_filename (g_get_user_config_dir (), "autostart", FILE_NAME, NULL);
  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  command = g_key_file_get_string (file, "Desktop Entry", "Exec", NULL);
  g_assert_true (g_shell_parse_argv (command, NULL, &argv, NULL));
  g_assert_true (g_str_has_suffix (argv[0], "/aftercare-notifier"));

  assert_set (FALSE);
  g_assert_false (is_in_home ());
}

static void
test_set_cannot_write (void)
{
  g_autofree char *autostart = g_build_filename (g_get_user_config_dir (), "autostart", NULL);
  g_autoptr (GError) error = NULL;

  set_up ();
  put_in_system (GOOD);
  g_rmdir (autostart);
  g_mkdir_with_parents (g_get_user_config_dir (), 0700);
  g_assert_true (g_file_set_contents (autostart, "in the way", -1, NULL));

  g_assert_false (aft_autostart_set (FALSE, &error));
  g_assert_nonnull (error);
  assert_looks (AFT_AUTOSTART_IN_PLACE);
  g_unlink (autostart);
}

/* An unreadable file isn't a missing one: the file of the system doesn't count then. */
static void
test_unreadable (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "autostart", FILE_NAME, NULL);
  g_autofree char *found = NULL;

  set_up ();
  put_in_system (GOOD);
  put_in_home (GOOD);
  g_unlink (path);
  g_assert_no_errno (symlink ("/nowhere", path));
  g_assert_cmpint (aft_autostart_inspect (&found), ==, AFT_AUTOSTART_BROKEN);
  g_clear_pointer (&found, g_free);
  g_unlink (path);
  /* The program never writes to it. */
  g_assert_no_errno (mkfifo (path, 0600));
  g_assert_cmpint (aft_autostart_inspect (&found), ==, AFT_AUTOSTART_BROKEN);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/autostart/look", test_look);
  g_test_add_func ("/autostart/own-file-first", test_own_file_first);
  g_test_add_func ("/autostart/unreadable", test_unreadable);
  g_test_add_func ("/autostart/set-over-system", test_set_over_system);
  g_test_add_func ("/autostart/set-without-system", test_set_without_system);
  g_test_add_func ("/autostart/set-cannot-write", test_set_cannot_write);

  return g_test_run ();
}
