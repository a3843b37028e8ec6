/* test-insight.c: tests of the comparison of this recovery with earlier ones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-insight.h"
#include "aft-iso-date.h"
#include "aft-test-diary.h"

/* Recoveries two weeks apart, starting on Monday 5 January 2026, with the scores of day 3 of
 * each. */
static void
add_recovery (AftTestDiary *diary, guint index, int redness, int tingling, int dryness)
{
  gint64 ended_us = aft_test_at ("2026-01-05T10:00:00Z") + (gint64) index * 14 * G_TIME_SPAN_DAY;
  g_autofree char *ended = aft_instant_to_string (ended_us);
  g_autofree char *noted = aft_instant_to_string (ended_us + 3 * G_TIME_SPAN_DAY);

  aft_test_diary_home (diary, ended, 7.0);
  aft_test_diary_note (diary, noted, redness, tingling, dryness);
}

static AftTestDiary *
create_diary (void)
{
  AftTestDiary *diary = aft_test_diary_new (NULL);

  add_recovery (diary, 0, 0, 0, 0); /* the fifth last, which isn't compared */
  add_recovery (diary, 1, 2, 1, 1);
  add_recovery (diary, 2, 1, 1, 1);
  add_recovery (diary, 3, 2, 2, 2);
  add_recovery (diary, 4, 1, 0, 3);

  return diary;
}

static void
find (AftTestDiary *diary, int recovery_day, AftInsight *insight)
{
  g_autoptr (AftTrends) trends = aft_trends_new (diary->sessions, diary->notes, 4 * 60, G_MAXINT64);

  aft_insight_find (insight, trends, recovery_day);
}

static void
assert_kind (AftTestDiary *diary, int recovery_day, AftInsightKind kind)
{
  AftInsight insight;

  find (diary, recovery_day, &insight);
  g_assert_cmpint (insight.kind, ==, kind);
}

static void
test_kinds (void)
{
  static const struct
  {
    int redness, tingling, dryness;
    AftInsightKind kind;
  } cases[] = {
    { 1, 1, 0, AFT_INSIGHT_CALMER },  { 0, 0, 0, AFT_INSIGHT_CALMER },
    { 1, 1, 1, AFT_INSIGHT_SIMILAR }, { 2, 2, 2, AFT_INSIGHT_SIMILAR },
    { 0, 2, 3, AFT_INSIGHT_SIMILAR }, { 3, 2, 2, AFT_INSIGHT_STRONGER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftTestDiary) diary = create_diary ();

      add_recovery (diary, 5, cases[i].redness, cases[i].tingling, cases[i].dryness);
      assert_kind (diary, 3, cases[i].kind);
    }
}

/* Everything the sentence needs; the latest recovery is first. */
static void
test_figures (void)
{
  g_autoptr (AftTestDiary) diary = create_diary ();
  AftInsight insight;

  add_recovery (diary, 5, 1, 1, 0);
  find (diary, 3, &insight);
  g_assert_cmpuint (insight.day, ==, 3);
  g_assert_cmpuint (insight.symptoms, ==, 7);
  g_assert_cmpint (insight.value, ==, 2);
  g_assert_cmpuint (insight.n_earlier, ==, 4);
  g_assert_cmpint (insight.earlier[0], ==, 4);
  g_assert_cmpint (insight.earlier[1], ==, 6);
  g_assert_cmpint (insight.earlier[2], ==, 3);
  g_assert_cmpint (insight.earlier[3], ==, 4);
}

/* Two recoveries aren't a pattern. */
static void
test_few (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);

  assert_kind (diary, -1, AFT_INSIGHT_NONE);
  add_recovery (diary, 0, 3, 3, 3);
  add_recovery (diary, 1, 3, 3, 3);
  add_recovery (diary, 2, 0, 0, 0);
  assert_kind (diary, 3, AFT_INSIGHT_NONE);
  add_recovery (diary, 3, 0, 0, 0);
  assert_kind (diary, 3, AFT_INSIGHT_SIMILAR);
}

/* An old value says nothing about today. */
static void
test_old (void)
{
  g_autoptr (AftTestDiary) diary = create_diary ();

  add_recovery (diary, 5, 0, 0, 0);
  assert_kind (diary, 3, AFT_INSIGHT_CALMER);
  assert_kind (diary, 4, AFT_INSIGHT_CALMER);
  assert_kind (diary, 5, AFT_INSIGHT_NONE);
}

/* Compares only the same symptoms, on the same day, after the same place of treatment. */
static void
test_alike (void)
{
  g_autoptr (AftTestDiary) diary = create_diary ();
  AftInsight insight;

  /* Only redness: it was 1, 2, 1 and 2. */
  add_recovery (diary, 5, 0, -1, -1);
  find (diary, 3, &insight);
  g_assert_cmpint (insight.kind, ==, AFT_INSIGHT_CALMER);
  g_assert_cmpuint (insight.symptoms, ==, 1u << AFT_SYMPTOM_REDNESS);
  g_assert_cmpint (insight.earlier[0], ==, 1);

  /* Recoveries without it don't count, so too few are left. */
  for (guint i = 0; i < 3; i++)
    {
      AftSkinNote *note = g_ptr_array_index (diary->notes, i + 2);

      note->severity[AFT_SYMPTOM_REDNESS] = AFT_SEVERITY_UNSET;
    }
  assert_kind (diary, 3, AFT_INSIGHT_NONE);
}

/* Doesn't compare incomplete days: fewer notes on a day would always look calmer. */
static void
test_half (void)
{
  g_autoptr (AftTestDiary) diary = create_diary ();

  add_recovery (diary, 5, 1, 1, -1);
  assert_kind (diary, 3, AFT_INSIGHT_SIMILAR);
  for (guint i = 0; i < 3; i++)
    {
      AftSkinNote *note = g_ptr_array_index (diary->notes, i + 2);

      note->severity[AFT_SYMPTOM_TINGLING] = AFT_SEVERITY_UNSET;
    }
  assert_kind (diary, 3, AFT_INSIGHT_NONE);
}

static void
test_other_day (void)
{
  g_autoptr (AftTestDiary) diary = create_diary ();

  add_recovery (diary, 5, 0, 0, 0);
  /* Only this recovery has a day 4. */
  aft_test_diary_note (diary, "2026-03-20T10:00:00Z", 0, 0, 0);
  assert_kind (diary, 4, AFT_INSIGHT_NONE);
}

static void
test_place (void)
{
  g_autoptr (AftTestDiary) diary = create_diary ();

  add_recovery (diary, 5, 0, 0, 0);
  for (guint i = 1; i < 4; i++)
    {
      AftSession *session = g_ptr_array_index (diary->sessions, i);

      session->place = AFT_PLACE_OF_TREATMENT_OFFICE;
    }
  assert_kind (diary, 3, AFT_INSIGHT_NONE);
}

/* After the first week, there is nothing left to compare. */
static void
test_late (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  gint64 ended_us = aft_test_at ("2026-01-05T10:00:00Z");

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *ended = aft_instant_to_string (ended_us);
      g_autofree char *seventh = aft_instant_to_string (ended_us + 7 * G_TIME_SPAN_DAY);
      g_autofree char *eighth = aft_instant_to_string (ended_us + 8 * G_TIME_SPAN_DAY);

      aft_test_diary_home (diary, ended, 14.0);
      aft_test_diary_note (diary, seventh, 1, 1, 1);
      if (i < 4)
        aft_test_diary_note (diary, eighth, 1, 1, 1);
      else
        assert_kind (diary, 7, AFT_INSIGHT_SIMILAR);
      if (i == 4)
        aft_test_diary_note (diary, eighth, 1, 1, 1);
      ended_us += 14 * G_TIME_SPAN_DAY;
    }
  assert_kind (diary, 8, AFT_INSIGHT_NONE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/insight/kinds", test_kinds);
  g_test_add_func ("/insight/figures", test_figures);
  g_test_add_func ("/insight/few", test_few);
  g_test_add_func ("/insight/old", test_old);
  g_test_add_func ("/insight/alike", test_alike);
  g_test_add_func ("/insight/half", test_half);
  g_test_add_func ("/insight/other-day", test_other_day);
  g_test_add_func ("/insight/place", test_place);
  g_test_add_func ("/insight/late", test_late);

  return g_test_run ();
}
