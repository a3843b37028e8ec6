/* test-plan-skin.c: tests of rule 4: symptoms can only postpone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-iso-date.h"
#include "aft-test-diary.h"

/* The rest ends on the 8th at 20:00. */
#define EVENING "2026-11-01T20:00:00Z"
#define REST_DAYS 7.0
#define OVER "2026-11-08T20:00:00Z"

typedef struct
{
  const char *at;
  int values[AFT_N_SYMPTOMS];
} Note;

/* The state at the end of the rest, and the reasons for a hold. */
static void
test_holds (void)
{
  static const struct
  {
    const char *name;
    Note notes[4];
    int usual[AFT_N_SYMPTOMS];
    AftNextState state;
    const char *reasons;
  } cases[] = {
    { "calm", { { "2026-11-08T10:00:00Z", { 0, 0, 0 } } }, { 0 }, AFT_NEXT_READY, "" },
    { "slight", { { "2026-11-08T10:00:00Z", { 1, 1, 1 } } }, { 0 }, AFT_NEXT_READY, "" },
    { "redness", { { "2026-11-08T10:00:00Z", { 2, 0, 0 } } }, { 0 }, AFT_NEXT_HELD, "redness" },
    { "tingling", { { "2026-11-08T10:00:00Z", { 0, 2, 0 } } }, { 0 }, AFT_NEXT_HELD, "tingling" },
    { "dryness", { { "2026-11-08T10:00:00Z", { 0, 0, 2 } } }, { 0 }, AFT_NEXT_HELD, "dryness" },
    { "all",
      { { "2026-11-08T10:00:00Z", { 4, 3, 2 } } },
      { 0 },
      AFT_NEXT_HELD,
      "redness tingling dryness" },
    { "one symptom only",
      { { "2026-11-08T10:00:00Z", { -1, 0, -1 } } },
      { 0 },
      AFT_NEXT_READY,
      "" },
    /* The latest recorded value of each symptom counts, however old it is. */
    { "not recorded again",
      { { "2026-11-02T10:00:00Z", { 3, -1, -1 } }, { "2026-11-08T10:00:00Z", { -1, 0, 0 } } },
      { 0 },
      AFT_NEXT_HELD,
      "redness" },
    { "released",
      { { "2026-11-02T10:00:00Z", { 3, 3, 3 } }, { "2026-11-08T10:00:00Z", { 1, 1, 1 } } },
      { 0 },
      AFT_NEXT_READY,
      "" },
    { "released on the same day",
      { { "2026-11-08T10:00:00Z", { 3, 0, 0 } }, { "2026-11-08T19:00:00Z", { 1, -1, -1 } } },
      { 0 },
      AFT_NEXT_READY,
      "" },
    { "backdated: entered later, but of before",
      { { "2026-11-08T10:00:00Z", { 0, 0, 0 } }, { "2026-11-07T10:00:00Z", { 4, 4, 4 } } },
      { 0 },
      AFT_NEXT_READY,
      "" },
    { "never lapses",
      { { "2026-11-01T20:00:00Z", { 0, 0, 4 } } },
      { 0 },
      AFT_NEXT_HELD,
      "dryness" },
    { "of the recovery before",
      { { "2026-11-01T19:59:59.999999Z", { 4, 4, 4 } } },
      { 0 },
      AFT_NEXT_CHECK_SKIN,
      "no_recent_value" },
    /* More than what is usual. */
    { "usual 1, value 2",
      { { "2026-11-08T10:00:00Z", { 2, 0, 0 } } },
      { 1, 0, 0 },
      AFT_NEXT_READY,
      "" },
    { "usual 1, value 3",
      { { "2026-11-08T10:00:00Z", { 3, 0, 0 } } },
      { 1, 0, 0 },
      AFT_NEXT_HELD,
      "redness" },
    { "usual 2, value 3",
      { { "2026-11-08T10:00:00Z", { 0, 0, 3 } } },
      { 0, 0, 2 },
      AFT_NEXT_READY,
      "" },
    { "usual 2, value 4",
      { { "2026-11-08T10:00:00Z", { 0, 0, 4 } } },
      { 0, 0, 2 },
      AFT_NEXT_HELD,
      "dryness" },
    { "a usual out of range is the highest that can be",
      { { "2026-11-08T10:00:00Z", { 4, 0, 0 } } },
      { 4, 0, 0 },
      AFT_NEXT_HELD,
      "redness" },
    { "usual of another symptom",
      { { "2026-11-08T10:00:00Z", { 2, 0, 0 } } },
      { 0, 2, 2 },
      AFT_NEXT_HELD,
      "redness" },
    /* A check-in counts for three days. */
    { "just within three days",
      { { "2026-11-05T20:00:00.000001Z", { 0, 0, 0 } } },
      { 0 },
      AFT_NEXT_READY,
      "" },
    { "exactly three days",
      { { "2026-11-05T20:00:00Z", { 0, 0, 0 } } },
      { 0 },
      AFT_NEXT_CHECK_SKIN,
      "no_recent_value" },
    { "nothing at all", { { NULL } }, { 0 }, AFT_NEXT_CHECK_SKIN, "no_recent_value" },
    { "text only",
      { { "2026-11-08T10:00:00Z", { -1, -1, -1 } } },
      { 0 },
      AFT_NEXT_CHECK_SKIN,
      "no_recent_value" },
    { "clocks differ", { { "2026-11-08T20:04:00Z", { 0, 0, 0 } } }, { 0 }, AFT_NEXT_READY, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
      g_autoptr (GString) reasons = g_string_new (NULL);
      g_autoptr (AftPlan) before = NULL;
      g_autoptr (AftPlan) plan = NULL;

      g_test_message ("%s", cases[i].name);
      aft_test_diary_home (diary, EVENING, REST_DAYS);
      for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
        diary->preferences.usual[s] = cases[i].usual[s];
      for (guint n = 0; n < G_N_ELEMENTS (cases[i].notes) && cases[i].notes[n].at != NULL; n++)
        {
          const Note *note = &cases[i].notes[n];

          aft_test_diary_note (diary, note->at, note->values[0], note->values[1], note->values[2]);
        }

      plan = aft_test_diary_plan (diary, OVER);
      for (guint r = 0; r < plan->reasons->len; r++)
        g_string_append_printf (reasons, "%s%s", r > 0 ? " " : "",
                                aft_reason_to_token (&g_array_index (plan->reasons, AftReason, r)));
      g_assert_cmpint (plan->next_state, ==, cases[i].state);
      g_assert_cmpstr (reasons->str, ==, cases[i].reasons);

      /* Symptoms can only postpone: before the end of the rest, they don't matter. */
      before = aft_test_diary_plan_us (diary, aft_test_at (OVER) - 1);
      g_assert_cmpint (before->next_state, ==, AFT_NEXT_RESTING);
      g_assert_cmpuint (before->reasons->len, ==, 0);
    }
}

static void
test_reason_figures (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) plan = NULL;
  const AftReason *reason;

  diary->preferences.usual[AFT_SYMPTOM_DRYNESS] = 1;
  aft_test_diary_home (diary, EVENING, REST_DAYS);
  aft_test_diary_note (diary, "2026-11-08T02:00:00Z", 1, 0, 3);

  plan = aft_test_diary_plan (diary, OVER);
  g_assert_cmpuint (plan->reasons->len, ==, 1);
  reason = &g_array_index (plan->reasons, AftReason, 0);
  g_assert_cmpint (reason->symptom, ==, AFT_SYMPTOM_DRYNESS);
  g_assert_cmpint (reason->value, ==, 3);
  g_assert_cmpint (reason->usual, ==, 1);
  g_assert_cmpint (reason->since_us, ==, aft_test_at ("2026-11-08T02:00:00Z"));
  g_assert_cmpuint (reason->day, ==, aft_day_from_string ("2026-11-07"));
  g_assert_cmpint (plan->last_value[AFT_SYMPTOM_REDNESS], ==, 1);
  g_assert_cmpint (plan->last_value[AFT_SYMPTOM_DRYNESS], ==, 3);
  g_assert_cmpint (plan->last_value_us, ==, aft_test_at ("2026-11-08T02:00:00Z"));
}

/* Two notes at the same time: the one written later counts, then the one with the larger id. */
static void
test_order (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSkinNote *first;
  AftSkinNote *second;

  aft_test_diary_home (diary, EVENING, REST_DAYS);
  first = aft_test_diary_note (diary, "2026-11-08T10:00:00Z", 3, 0, 0);
  second = aft_test_diary_note (diary, "2026-11-08T10:00:00Z", 0, 0, 0);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (AftPlan) plan = NULL;

      first->created_at_us = i == 0 ? 2 : 1;
      second->created_at_us = i == 1 ? 2 : 1;
      first->id[0] = i == 2 ? 'f' : '0';
      second->id[0] = i == 3 ? 'f' : '0';
      if (i == 0)
        second->id[0] = 'f';
      if (i == 1)
        first->id[0] = 'f';

      plan = aft_test_diary_plan (diary, OVER);
      g_assert_cmpint (plan->next_state, ==, i % 2 == 0 ? AFT_NEXT_HELD : AFT_NEXT_READY);
    }
}

/* A flag holds the session until it is recorded as gone, across recoveries, whatever is usual. */
static void
test_flags (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSkinNote *gone;

  aft_test_diary_home (diary, "2026-10-01T20:00:00Z", REST_DAYS);
  aft_test_diary_flags (diary, "2026-10-03T10:00:00Z", AFT_FLAG_DISCHARGE, AFT_FLAG_NONE);
  aft_test_diary_home (diary, EVENING, REST_DAYS);
  aft_test_diary_note (diary, "2026-11-08T10:00:00Z", 0, 0, 0);
  for (guint s = 0; s < AFT_N_SYMPTOMS; s++)
    diary->preferences.usual[s] = AFT_USUAL_MAX;

  {
    g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, OVER);
    const AftReason *reason = &g_array_index (plan->reasons, AftReason, 0);

    g_assert_cmpint (plan->next_state, ==, AFT_NEXT_HELD);
    g_assert_cmpint (plan->open_flags, ==, AFT_FLAG_DISCHARGE);
    g_assert_cmpuint (plan->reasons->len, ==, 1);
    g_assert_cmpint (reason->kind, ==, AFT_REASON_FLAG);
    g_assert_cmpint (reason->flag, ==, AFT_FLAG_DISCHARGE);
    g_assert_cmpint (reason->since_us, ==, aft_test_at ("2026-10-03T10:00:00Z"));
  }

  /* If another flag is gone, or this one was gone before it was ticked, the hold stays. */
  gone = aft_test_diary_flags (diary, "2026-11-08T11:00:00Z", AFT_FLAG_NONE, AFT_FLAG_FEVER);
  aft_test_diary_flags (diary, "2026-10-02T11:00:00Z", AFT_FLAG_NONE, AFT_FLAG_DISCHARGE);
  {
    g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, OVER);

    g_assert_cmpint (plan->next_state, ==, AFT_NEXT_HELD);
  }

  gone->resolved_flags = AFT_FLAG_DISCHARGE;
  {
    g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, OVER);

    g_assert_cmpint (plan->next_state, ==, AFT_NEXT_READY);
    g_assert_cmpint (plan->open_flags, ==, AFT_FLAG_NONE);
    g_assert_cmpuint (plan->reasons->len, ==, 0);
  }

  /* In a note with both, ticked takes precedence. */
  gone->flags = AFT_FLAG_DISCHARGE;
  {
    g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, OVER);

    g_assert_cmpint (plan->next_state, ==, AFT_NEXT_HELD);
    g_assert_cmpint (g_array_index (plan->reasons, AftReason, 0).since_us, ==, gone->noted_at_us);
  }

  /* Ticked again after it was gone. */
  gone->flags = AFT_FLAG_NONE;
  aft_test_diary_flags (diary, "2026-11-08T12:00:00Z", AFT_FLAG_DISCHARGE, AFT_FLAG_NONE);
  {
    g_autoptr (AftPlan) plan = aft_test_diary_plan (diary, OVER);

    g_assert_cmpint (plan->next_state, ==, AFT_NEXT_HELD);
  }
}

static void
test_every_flag (void)
{
  for (guint f = 0; f < AFT_N_FLAGS; f++)
    {
      g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
      g_autoptr (AftPlan) plan = NULL;

      aft_test_diary_home (diary, EVENING, REST_DAYS);
      aft_test_diary_note (diary, "2026-11-08T10:00:00Z", 0, 0, 0)->flags = (AftFlags) (1 << f);
      plan = aft_test_diary_plan (diary, OVER);
      g_assert_cmpint (plan->next_state, ==, AFT_NEXT_HELD);
      g_assert_cmpint (plan->open_flags, ==, 1 << f);
      g_assert_cmpstr (aft_reason_to_token (&g_array_index (plan->reasons, AftReason, 0)), ==,
                       aft_flag_to_token ((AftFlags) (1 << f)));
    }
}

/* Flags from before the first session count too. */
static void
test_flags_without_session (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) plan = NULL;

  aft_test_diary_flags (diary, EVENING, AFT_FLAG_FEVER, AFT_FLAG_NONE);
  plan = aft_test_diary_plan (diary, OVER);
  g_assert_cmpint (plan->open_flags, ==, AFT_FLAG_FEVER);
  g_assert_cmpint (plan->next_state, ==, AFT_NEXT_NONE);
  g_assert_cmpuint (plan->advice->len, ==, 1);
  g_assert_cmpint (g_array_index (plan->advice, AftAdvice, 0).recovery_day, ==, -1);
}

/* Ready until the check-in is three days old, and again after the next one. */
static void
test_look_lasts (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  gint64 until_us = aft_test_at ("2026-11-11T10:00:00Z");

  aft_test_diary_home (diary, EVENING, REST_DAYS);
  aft_test_diary_note (diary, "2026-11-08T10:00:00Z", 0, 0, 0);

  for (int off = -1; off <= 1; off++)
    {
      g_autoptr (AftPlan) plan = aft_test_diary_plan_us (diary, until_us + off);

      g_assert_cmpint (plan->next_state, ==, off < 0 ? AFT_NEXT_READY : AFT_NEXT_CHECK_SKIN);
      if (off < 0)
        g_assert_cmpint (plan->changes_at_us, ==, until_us);
      else
        g_assert_cmpint (g_array_index (plan->reasons, AftReason, 0).since_us, ==,
                         aft_test_at ("2026-11-08T10:00:00Z"));
    }

  aft_test_diary_note (diary, "2026-11-11T10:00:00Z", -1, -1, 1);
  {
    g_autoptr (AftPlan) plan = aft_test_diary_plan_us (diary, until_us);

    g_assert_cmpint (plan->next_state, ==, AFT_NEXT_READY);
  }
}

/* The same skin also holds the session after a clinic's date. */
static void
test_office (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  AftSession *session = aft_test_diary_office (diary, EVENING);
  g_autoptr (AftPlan) held = NULL;
  g_autoptr (AftPlan) asking = NULL;

  session->next_session_date = aft_day_from_string ("2026-11-09");
  aft_test_diary_note (diary, "2026-11-08T10:00:00Z", 0, 2, 0);
  held = aft_test_diary_plan (diary, "2026-11-09T09:00:00Z");
  g_assert_cmpint (held->next_state, ==, AFT_NEXT_HELD);

  /* Without a known date, there is nothing to postpone. */
  session->next_session_date = AFT_DAY_NONE;
  asking = aft_test_diary_plan (diary, "2026-11-09T09:00:00Z");
  g_assert_cmpint (asking->next_state, ==, AFT_NEXT_ASK_CLINIC);
}

static void
test_state_tokens (void)
{
  g_assert_cmpstr (aft_makeup_state_to_token (AFT_MAKEUP_NONE), ==, "none");
  g_assert_cmpstr (aft_makeup_state_to_token (AFT_MAKEUP_WAITING), ==, "waiting");
  g_assert_cmpstr (aft_makeup_state_to_token (AFT_MAKEUP_READY), ==, "ready");
  g_assert_cmpstr (aft_makeup_state_to_token (AFT_MAKEUP_ASK_CLINIC), ==, "ask_clinic");
  g_assert_cmpstr (aft_next_state_to_token (AFT_NEXT_NONE), ==, "none");
  g_assert_cmpstr (aft_next_state_to_token (AFT_NEXT_RESTING), ==, "resting");
  g_assert_cmpstr (aft_next_state_to_token (AFT_NEXT_HELD), ==, "held");
  g_assert_cmpstr (aft_next_state_to_token (AFT_NEXT_CHECK_SKIN), ==, "check_skin");
  g_assert_cmpstr (aft_next_state_to_token (AFT_NEXT_READY), ==, "ready");
  g_assert_cmpstr (aft_next_state_to_token (AFT_NEXT_ASK_CLINIC), ==, "ask_clinic");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/plan/skin/holds", test_holds);
  g_test_add_func ("/plan/skin/reason-figures", test_reason_figures);
  g_test_add_func ("/plan/skin/order", test_order);
  g_test_add_func ("/plan/skin/flags", test_flags);
  g_test_add_func ("/plan/skin/every-flag", test_every_flag);
  g_test_add_func ("/plan/skin/flags-without-session", test_flags_without_session);
  g_test_add_func ("/plan/skin/look-lasts", test_look_lasts);
  g_test_add_func ("/plan/skin/office", test_office);
  g_test_add_func ("/plan/skin/state-tokens", test_state_tokens);

  return g_test_run ();
}
