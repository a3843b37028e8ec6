/* test-preferences-file.c: tests of the person's settings from GSettings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "aft-preferences-file.h"

#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-file.h"
#include "aft-tool-replacements.h"

static void
test_defaults (void)
{
  g_autoptr (GSettings) settings = aft_preferences_open_settings ();
  AftPreferences preferences, expected;

  aft_preferences_init (&expected);
  memset (&preferences, 0x5a, sizeof preferences);
  aft_preferences_load (&preferences, NULL);
  g_assert_cmpfloat (preferences.makeup_wait_hours, ==, expected.makeup_wait_hours);
  g_assert_cmpfloat (preferences.rest_days, ==, expected.rest_days);

  /* The schema has the same defaults as core. */
  g_assert_nonnull (settings);
  memset (&preferences, 0x5a, sizeof preferences);
  aft_preferences_load (&preferences, settings);
  g_assert_cmpfloat (preferences.makeup_wait_hours, ==, expected.makeup_wait_hours);
  g_assert_cmpfloat (preferences.rest_days, ==, expected.rest_days);
  g_assert_cmpfloat (preferences.rest_days, ==, AFT_UNSET);
  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    g_assert_cmpint (preferences.usual[i], ==, expected.usual[i]);
  g_assert_cmpint (preferences.tool_use_limit, ==, expected.tool_use_limit);
  g_assert_cmpint (preferences.day_start_minutes, ==, expected.day_start_minutes);
  g_assert_false (expected.daily_note);
  g_assert_false (preferences.daily_note);
  g_assert_cmpint (preferences.daily_note_minutes, ==, 20 * 60);
  g_assert_cmpint (preferences.daily_note_minutes, ==, expected.daily_note_minutes);
  g_assert_false (expected.discreet);
  g_assert_false (preferences.discreet);
  g_assert_true (expected.run_in_background);
  g_assert_true (preferences.run_in_background);
}

static void
assert_out_of_range (GSettings *settings, const char *name, GVariant *floating)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) key = NULL;
  g_autoptr (GVariant) value = g_variant_ref_sink (floating);

  g_object_get (settings, "settings-schema", &schema, NULL);
  key = g_settings_schema_get_key (schema, name);
  g_assert_false (g_settings_schema_key_range_check (key, value));
}

static void
test_values (void)
{
  g_autoptr (GSettings) settings = aft_preferences_open_settings ();
  AftPreferences preferences;

  g_assert_true (g_settings_set_double (settings, "makeup-wait-hours", 24));
  g_assert_true (g_settings_set_double (settings, "rest-days", 14));
  g_assert_true (g_settings_set_int (settings, "usual-redness", 1));
  g_assert_true (g_settings_set_int (settings, "usual-tingling", 2));
  g_assert_true (g_settings_set_int (settings, "usual-dryness", 0));
  g_assert_true (g_settings_set_int (settings, "tool-use-limit", 15));
  g_assert_true (g_settings_set_int (settings, "day-start-minutes", 300));
  g_assert_true (g_settings_set_boolean (settings, "daily-note-enabled", TRUE));
  g_assert_true (g_settings_set_int (settings, "daily-note-minutes", 1439));
  g_assert_true (g_settings_set_boolean (settings, "discreet", TRUE));
  g_assert_true (g_settings_set_boolean (settings, "run-in-background", FALSE));
  aft_preferences_load (&preferences, settings);
  g_assert_true (preferences.daily_note);
  g_assert_cmpint (preferences.daily_note_minutes, ==, 1439);
  g_assert_true (preferences.discreet);
  g_assert_false (preferences.run_in_background);
  g_assert_cmpfloat (preferences.makeup_wait_hours, ==, 24);
  g_assert_cmpfloat (preferences.rest_days, ==, 14);
  g_assert_cmpint (preferences.usual[AFT_SYMPTOM_REDNESS], ==, 1);
  g_assert_cmpint (preferences.usual[AFT_SYMPTOM_TINGLING], ==, 2);
  g_assert_cmpint (preferences.usual[AFT_SYMPTOM_DRYNESS], ==, 0);
  g_assert_cmpint (preferences.tool_use_limit, ==, 15);
  g_assert_cmpint (preferences.day_start_minutes, ==, 300);

  /* Inside the schema's range, but less than the guide's minimum. */
  g_assert_true (g_settings_set_double (settings, "rest-days", 3));
  aft_preferences_load (&preferences, settings);
  g_assert_cmpfloat (preferences.rest_days, ==, 7);

  /* The schema rejects nonsense. */
  assert_out_of_range (settings, "makeup-wait-hours", g_variant_new_double (7.9));
  assert_out_of_range (settings, "rest-days", g_variant_new_double (91));
  assert_out_of_range (settings, "usual-redness", g_variant_new_int32 (3));
  assert_out_of_range (settings, "tool-use-limit", g_variant_new_int32 (100));
  assert_out_of_range (settings, "day-start-minutes", g_variant_new_int32 (721));
  assert_out_of_range (settings, "daily-note-minutes", g_variant_new_int32 (1440));
}

/* A process has only one backend, so each needs a separate process. */
static void
test_keeping (void)
{
  static const struct
  {
    const char *backend;
    AftPreferencesKeeping keeping;
  } cases[] = {
    { "memory", AFT_PREFERENCES_FORGOTTEN },
    { "null", AFT_PREFERENCES_FORGOTTEN },
    { "keyfile", AFT_PREFERENCES_KEPT },
  };

  if (g_test_subprocess ())
    {
      g_autoptr (GSettings) settings = aft_preferences_open_settings ();

      for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        if (g_str_equal (g_getenv ("GSETTINGS_BACKEND"), cases[i].backend))
          g_assert_cmpint (aft_preferences_get_keeping (settings, NULL), ==, cases[i].keeping);
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_setenv ("GSETTINGS_BACKEND", cases[i].backend, TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
    }
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
}

/* Even the superuser can't write to a read-only mount. */
static void
test_locked (void)
{
  g_autofree char *folder =
      g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", NULL);

  if (g_test_subprocess ())
    {
      g_autoptr (GSettings) settings = NULL;

      g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
      if (unshare (CLONE_NEWNS) != 0 || mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
        return;
      g_assert_no_errno (mount ("none", folder, "tmpfs", MS_RDONLY, NULL));
      settings = aft_preferences_open_settings ();
      g_assert_cmpint (aft_preferences_get_keeping (settings, NULL), ==, AFT_PREFERENCES_LOCKED);
      return;
    }

  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
}

/* Something else at the path of the keyfile. */
static void
put_in_place (const char *kind, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  if (g_str_equal (kind, "folder"))
    g_assert_no_errno (g_mkdir (path, 0700));
  else if (g_str_equal (kind, "pipe"))
    g_assert_no_errno (mkfifo (path, 0600));
  else if (g_str_equal (kind, "link"))
    g_assert_no_errno (symlink ("/nonexistent/keyfile", path));
  else
    g_file_set_contents (path, kind, -1, &error);
  g_assert_no_error (error);
}

/* Unreadable settings must not count as unset, nor be overwritten. */
static void
assert_unreadable (GSettings *settings, const char *path)
{
  g_autoptr (GError) error = NULL;
  AftPreferences preferences;

  g_assert_cmpint (aft_preferences_get_keeping (settings, &error), ==, AFT_PREFERENCES_UNREADABLE);
  g_assert_error (error, AFT_FILE_ERROR, AFT_FILE_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_false (aft_preferences_may_set (settings));
  aft_preferences_load (&preferences, settings);
  g_assert_true (preferences.discreet);

  aft_preferences_reset (settings);
  aft_tool_replacements_set (settings, "Roller", G_USEC_PER_SEC);
  aft_tool_replacements_clear (settings);
}

static void
test_unreadable (void)
{
  static const char *const kinds[] = {
    "folder",
    "pipe",
    "link",
    "no settings at all",
    "[org/example/Aftercare]\ndiscreet=true\n[broken",
    "[org/example/Aftercare]\ndiscreet=yes\n",
  };
  const char *kind = g_getenv ("AFT_TEST_KIND");
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);

  if (g_test_subprocess ())
    {
      g_autoptr (GSettings) settings = NULL;
      g_autofree char *after = NULL;
      GStatBuf before_status, after_status;

      put_in_place (kind, path);
      g_assert_no_errno (g_lstat (path, &before_status));
      settings = aft_preferences_open_settings ();
      assert_unreadable (settings, path);
      /* Code that doesn't ask first can't overwrite them either. */
      g_assert_false (g_settings_set_boolean (settings, "discreet", FALSE));
      g_settings_reset (settings, "discreet");
      g_settings_sync ();

      g_assert_no_errno (g_lstat (path, &after_status));
      g_assert_cmpint (before_status.st_mode, ==, after_status.st_mode);
      g_assert_cmpint (before_status.st_ino, ==, after_status.st_ino);
      if (S_ISREG (after_status.st_mode) && g_file_get_contents (path, &after, NULL, NULL))
        g_assert_cmpstr (after, ==, kind);
      return;
    }

  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_test_message ("In its place: %s", kinds[i]);
      g_setenv ("AFT_TEST_KIND", kinds[i], TRUE);
      g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
    }
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
}

/* Settings opened earlier stay open as long as the window. */
static void
test_unreadable_later (void)
{
  g_autofree char *path =
      g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);

  if (g_test_subprocess ())
    {
      g_autoptr (GSettings) settings = NULL;
      AftPreferences preferences;

      put_in_place ("[org/example/Aftercare]\nmakeup-wait-hours=24.0\n", path);
      settings = aft_preferences_open_settings ();
      aft_preferences_load (&preferences, settings);
      g_assert_cmpfloat (preferences.makeup_wait_hours, ==, 24);
      g_assert_false (preferences.discreet);
      g_assert_true (aft_preferences_may_set (settings));

      g_assert_no_errno (g_unlink (path));
      put_in_place ("link", path);
      assert_unreadable (settings, path);
      g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
      return;
    }

  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
}

static void
test_no_schema (void)
{
  if (g_test_subprocess ())
    {
      g_assert_null (aft_preferences_open_settings ());
      g_assert_cmpint (aft_preferences_get_keeping (NULL, NULL), ==, AFT_PREFERENCES_NO_SCHEMA);
      return;
    }

  /* A missing schema doesn't abort the program. */
  g_setenv ("GSETTINGS_SCHEMA_DIR", "/nonexistent", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/preferences-file/defaults", test_defaults);
  g_test_add_func ("/store/preferences-file/values", test_values);
  g_test_add_func ("/store/preferences-file/keeping", test_keeping);
  g_test_add_func ("/store/preferences-file/locked", test_locked);
  g_test_add_func ("/store/preferences-file/unreadable", test_unreadable);
  g_test_add_func ("/store/preferences-file/unreadable-later", test_unreadable_later);
  g_test_add_func ("/store/preferences-file/no-schema", test_no_schema);

  return g_test_run ();
}
