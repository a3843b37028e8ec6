/* test-desktop-clock.c: tests of the 12-hour or 24-hour format of the desktop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-desktop-clock.h"

static void
test_format (void)
{
  g_autoptr (GSettings) settings = aft_desktop_clock_open ();

  if (settings == NULL)
    {
      g_test_skip ("gsettings-desktop-schemas is not installed");
      return;
    }

  /* The setting isn't set: it only counts if the desktop uses its default. */
  g_assert_cmpint (aft_desktop_clock_get_format (settings, "GNOME"), ==, AFT_CLOCK_24H);
  g_assert_cmpint (aft_desktop_clock_get_format (settings, "ubuntu:GNOME"), ==, AFT_CLOCK_24H);
  g_assert_cmpint (aft_desktop_clock_get_format (settings, "KDE"), ==, AFT_CLOCK_LOCALE);
  g_assert_cmpint (aft_desktop_clock_get_format (settings, NULL), ==, AFT_CLOCK_LOCALE);

  g_settings_set_string (settings, AFT_DESKTOP_CLOCK_KEY, "12h");
  g_assert_cmpint (aft_desktop_clock_get_format (settings, "GNOME"), ==, AFT_CLOCK_12H);
  g_assert_cmpint (aft_desktop_clock_get_format (settings, "KDE"), ==, AFT_CLOCK_12H);
  g_settings_set_string (settings, AFT_DESKTOP_CLOCK_KEY, "24h");
  g_assert_cmpint (aft_desktop_clock_get_format (settings, NULL), ==, AFT_CLOCK_24H);
  g_settings_reset (settings, AFT_DESKTOP_CLOCK_KEY);
}

static void
test_apply (void)
{
  g_autoptr (GSettings) settings = aft_desktop_clock_open ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *twelve = NULL;
  g_autofree char *locale = NULL;

  if (settings == NULL)
    {
      g_test_skip ("gsettings-desktop-schemas is not installed");
      return;
    }

  g_settings_set_string (settings, AFT_DESKTOP_CLOCK_KEY, "12h");
  aft_desktop_clock_apply (settings);
  twelve = aft_words_time (21 * G_TIME_SPAN_HOUR, utc);
  g_assert_cmpstr (twelve, ==, "9:00 PM");

  /* Without the setting, the locale decides; the tests use one with 24 hours. */
  aft_desktop_clock_apply (NULL);
  locale = aft_words_time (21 * G_TIME_SPAN_HOUR, utc);
  g_assert_cmpstr (locale, ==, "21:00");
  g_settings_reset (settings, AFT_DESKTOP_CLOCK_KEY);
}

/* In a separate process, because GLib looks for schemas only once. */
static void
test_no_schema (void)
{
  if (g_test_subprocess ())
    {
      g_assert_null (aft_desktop_clock_open ());
      g_assert_cmpint (aft_desktop_clock_get_format (NULL, "GNOME"), ==, AFT_CLOCK_LOCALE);
      return;
    }

  g_setenv ("GSETTINGS_SCHEMA_DIR", "/nowhere", TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  /* The desktop's schemas, which the test's folders hide. */
  if (!g_strv_contains ((const char *const *) argv, "--GTestSubprocess"))
    g_setenv ("GSETTINGS_SCHEMA_DIR", "/usr/share/glib-2.0/schemas", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/desktop-clock/format", test_format);
  g_test_add_func ("/desktop-clock/apply", test_apply);
  g_test_add_func ("/desktop-clock/no-schema", test_no_schema);

  return g_test_run ();
}
