/* test-tool-replacements.c: tests of when each tool was last replaced, stored in the settings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-fake-clock.h"
#include "aft-preferences-file.h"
#include "aft-tool-replacements.h"
#include "aft-tool.h"

static void
test_there_and_back (void)
{
  g_autoptr (GSettings) settings = aft_preferences_open_settings ();

  g_assert_nonnull (settings);
  g_assert_cmpint (aft_tool_replacements_get (settings, "Roller"), ==, AFT_TOOL_NEVER);

  aft_tool_replacements_set (settings, "Roller", 17);
  aft_tool_replacements_set (settings, "Stamp", -5);
  g_assert_cmpint (aft_tool_replacements_get (settings, " ROLLER"), ==, 17);
  g_assert_cmpint (aft_tool_replacements_get (settings, "stamp"), ==, -5);

  /* One tool and one time, however the name is typed. */
  aft_tool_replacements_set (settings, "roller", 18);
  g_assert_cmpint (aft_tool_replacements_get (settings, "Roller"), ==, 18);
  g_assert_cmpint (aft_tool_replacements_get (settings, "Stamp"), ==, -5);

  aft_tool_replacements_set (settings, "Roller", AFT_TOOL_NEVER);
  g_assert_cmpint (aft_tool_replacements_get (settings, "Roller"), ==, AFT_TOOL_NEVER);
  g_assert_cmpint (aft_tool_replacements_get (settings, "Stamp"), ==, -5);

  aft_tool_replacements_clear (settings);
  g_assert_cmpint (aft_tool_replacements_get (settings, "Stamp"), ==, AFT_TOOL_NEVER);
}

/* A replacement recorded while the clock was ahead doesn't count before its time. */
static void
test_ahead (void)
{
  g_autoptr (GSettings) settings = aft_preferences_open_settings ();

  aft_fake_clock_install (1000 * G_TIME_SPAN_DAY);
  aft_tool_replacements_set (settings, "Roller", 1001 * G_TIME_SPAN_DAY);
  g_assert_cmpint (aft_tool_replacements_get (settings, "Roller"), ==, AFT_TOOL_NEVER);
  aft_fake_clock_advance (G_TIME_SPAN_DAY);
  g_assert_cmpint (aft_tool_replacements_get (settings, "Roller"), ==, 1001 * G_TIME_SPAN_DAY);
  aft_fake_clock_uninstall ();
  aft_tool_replacements_clear (settings);
}

static void
test_no_schema (void)
{
  aft_tool_replacements_set (NULL, "Roller", 17);
  aft_tool_replacements_clear (NULL);
  g_assert_cmpint (aft_tool_replacements_get (NULL, "Roller"), ==, AFT_TOOL_NEVER);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/tool-replacements/there-and-back", test_there_and_back);
  g_test_add_func ("/store/tool-replacements/ahead", test_ahead);
  g_test_add_func ("/store/tool-replacements/no-schema", test_no_schema);

  return g_test_run ();
}
