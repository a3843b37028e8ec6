/* test-tool.c: tests of kinds of tools, and how often they were used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-test-diary.h"
#include "aft-tool.h"

static AftSession *
add (AftTestDiary *diary, const char *ended_at, const char *tool)
{
  AftSession *session = aft_test_diary_home (diary, ended_at, 7);

  g_free (session->tool);
  session->tool = g_strdup (tool);
  return session;
}

static void
test_names (void)
{
  g_assert_true (aft_tool_equal ("Derma roller", "  derma   ROLLER "));
  g_assert_true (aft_tool_equal ("Größe", "GRÖSSE"));
  /* One letter, typed as one character or as two. */
  g_assert_true (aft_tool_equal ("Stempel \xc3\xa9", "Stempel e\xcc\x81"));
  g_assert_true (aft_tool_equal ("", " \t"));
  g_assert_false (aft_tool_equal ("Roller", "Roller 2"));
  g_assert_false (aft_tool_equal ("Dermaroller", "Derma roller"));
}

static void
test_count (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *visit;

  g_assert_cmpuint (aft_tool_count_uses (diary->sessions, "Roller", AFT_TOOL_NEVER), ==, 0);
  add (diary, "2026-03-01T20:00:00Z", "Roller");
  add (diary, "2026-03-15T20:00:00Z", "roller ");
  add (diary, "2026-03-20T20:00:00Z", "Stamp");
  add (diary, "2026-03-22T20:00:00Z", "");
  add (diary, "2026-03-29T20:00:00Z", "ROLLER");
  /* A tool of the same name in a clinic isn't mine. */
  visit = aft_test_diary_office (diary, "2026-04-01T10:00:00Z");
  g_free (visit->tool);
  visit->tool = g_strdup ("Roller");

  g_assert_cmpuint (aft_tool_count_uses (diary->sessions, "Roller", AFT_TOOL_NEVER), ==, 3);
  g_assert_cmpuint (aft_tool_count_uses (diary->sessions, "Stamp", AFT_TOOL_NEVER), ==, 1);
  g_assert_cmpuint (aft_tool_count_uses (diary->sessions, "Pen", AFT_TOOL_NEVER), ==, 0);
  /* No tool isn't a tool. */
  g_assert_cmpuint (aft_tool_count_uses (diary->sessions, "", AFT_TOOL_NEVER), ==, 0);
  g_assert_cmpuint (aft_tool_count_uses (diary->sessions, " ", AFT_TOOL_NEVER), ==, 0);

  /* Only uses since it was replaced. */
  g_assert_cmpuint (
      aft_tool_count_uses (diary->sessions, "Roller", aft_test_at ("2026-03-15T20:00:00Z")), ==, 1);
  g_assert_cmpuint (
      aft_tool_count_uses (diary->sessions, "Roller", aft_test_at ("2026-03-15T19:59:59Z")), ==, 2);
}

/* Changed and deleted sessions need no correction, because uses are counted each time. */
static void
test_changed (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *first = add (diary, "2026-03-01T20:00:00Z", "Roller");

  add (diary, "2026-03-15T20:00:00Z", "Roller");
  g_free (first->tool);
  first->tool = g_strdup ("Stamp");
  g_assert_cmpuint (aft_tool_count_uses (diary->sessions, "Roller", AFT_TOOL_NEVER), ==, 1);
  g_ptr_array_remove_index (diary->sessions, 1);
  g_assert_cmpuint (aft_tool_count_uses (diary->sessions, "Roller", AFT_TOOL_NEVER), ==, 0);
}

static void
test_replaced (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *old, *first;
  gint64 replaced_us;

  add (diary, "2026-03-01T20:00:00Z", "Roller");
  old = add (diary, "2026-03-15T20:00:00Z", "Roller");
  add (diary, "2026-03-24T20:00:00Z", "Stamp");
  first = add (diary, "2026-03-25T20:00:00Z", "roller");
  add (diary, "2026-04-08T20:00:00Z", "Roller");

  replaced_us = aft_tool_find_replacement (diary->sessions, first);
  g_assert_cmpint (replaced_us, ==, aft_test_at ("2026-03-20T20:00:00Z"));
  g_assert_cmpuint (aft_tool_count_uses (diary->sessions, "Roller", replaced_us), ==, 2);

  /* Correcting the time doesn't move a session to the other tool. */
  first->ended_at_us -= 4 * G_TIME_SPAN_DAY;
  old->ended_at_us += 4 * G_TIME_SPAN_DAY;
  g_assert_cmpuint (aft_tool_count_uses (diary->sessions, "Roller", replaced_us), ==, 2);
}

/* The session isn't logged yet, and there may be none before it. */
static void
test_replaced_at_once (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftTestDiary) empty = aft_test_diary_new (NULL);
  AftSession *first = add (diary, "2026-03-15T20:00:00Z", "Roller");
  gint64 replaced_us;

  replaced_us = aft_tool_find_replacement (empty->sessions, first);
  g_assert_cmpint (replaced_us, <, first->ended_at_us);
  g_assert_cmpuint (aft_tool_count_uses (diary->sessions, "Roller", replaced_us), ==, 1);
  g_assert_cmpint (aft_tool_find_replacement (diary->sessions, first), ==, replaced_us);
}

static void
test_list (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (GPtrArray) tools = NULL;

  add (diary, "2026-03-29T20:00:00Z", "Roller ");
  add (diary, "2026-03-01T20:00:00Z", "roller");
  add (diary, "2026-03-30T20:00:00Z", "");
  add (diary, "2026-04-02T20:00:00Z", "Stamp");
  tools = aft_tool_list (diary->sessions);

  g_assert_cmpuint (tools->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (tools, 0), ==, "Stamp");
  g_assert_cmpstr (g_ptr_array_index (tools, 1), ==, "Roller");
}

/* The name of the kind is part of most names. Only a pen's cartridge has a limit of its own. */
static void
test_kinds (void)
{
  g_assert_cmpint (aft_tool_kind_guess ("Derma roller"), ==, AFT_TOOL_ROLLER);
  g_assert_cmpint (aft_tool_kind_guess ("DermaSTAMP"), ==, AFT_TOOL_STAMP);
  g_assert_cmpint (aft_tool_kind_guess ("Dr. Pen A6"), ==, AFT_TOOL_PEN);
  g_assert_cmpint (aft_tool_kind_guess ("0.25"), ==, AFT_TOOL_ROLLER);
  g_assert_cmpint (aft_tool_kind_guess (""), ==, AFT_TOOL_ROLLER);

  g_assert_cmpuint (aft_tool_kind_get_limit (AFT_TOOL_ROLLER, 12), ==, 12);
  g_assert_cmpuint (aft_tool_kind_get_limit (AFT_TOOL_STAMP, 12), ==, 12);
  g_assert_cmpuint (aft_tool_kind_get_limit (AFT_TOOL_PEN, 12), ==, 1);
  /* The person doesn't want to count. */
  g_assert_cmpuint (aft_tool_kind_get_limit (AFT_TOOL_PEN, 0), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tool/kinds", test_kinds);
  g_test_add_func ("/core/tool/names", test_names);
  g_test_add_func ("/core/tool/count", test_count);
  g_test_add_func ("/core/tool/changed", test_changed);
  g_test_add_func ("/core/tool/replaced", test_replaced);
  g_test_add_func ("/core/tool/replaced-at-once", test_replaced_at_once);
  g_test_add_func ("/core/tool/list", test_list);

  return g_test_run ();
}
