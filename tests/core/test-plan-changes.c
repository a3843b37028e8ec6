/* test-plan-changes.c: tests of properties of plans, with random diaries
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-test-diary.h"

static gboolean
reasons_equal (GArray *a, GArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const AftReason *x = &g_array_index (a, AftReason, i);
      const AftReason *y = &g_array_index (b, AftReason, i);

      if (x->kind != y->kind || x->symptom != y->symptom || x->flag != y->flag ||
          x->value != y->value || x->usual != y->usual || x->since_us != y->since_us ||
          x->day != y->day)
        return FALSE;
    }

  return TRUE;
}

static gboolean
advice_equal (GArray *a, GArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const AftAdvice *x = &g_array_index (a, AftAdvice, i);
      const AftAdvice *y = &g_array_index (b, AftAdvice, i);

      if (x->kind != y->kind || x->today != y->today || x->value != y->value ||
          x->recovery_day != y->recovery_day || x->since_us != y->since_us ||
          x->provenance != y->provenance)
        return FALSE;
    }

  return TRUE;
}

static gboolean
steps_equal (GArray *a, GArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const AftActivity *x = &g_array_index (a, AftActivity, i);
      const AftActivity *y = &g_array_index (b, AftActivity, i);

      if (x->kind != y->kind || x->state != y->state || x->at_us != y->at_us ||
          x->provenance != y->provenance)
        return FALSE;
    }

  return TRUE;
}

/* Compares everything except now_us, and except changes_at_us if the times are on both sides of a
 * change. */
static gboolean
plans_equal (const AftPlan *a, const AftPlan *b)
{
  return a->session == b->session && a->recovery_day == b->recovery_day && a->day == b->day &&
         a->makeup_state == b->makeup_state && a->makeup_at_us == b->makeup_at_us &&
         a->makeup_session == b->makeup_session && a->makeup_provenance == b->makeup_provenance &&
         a->next_state == b->next_state && a->next_at_us == b->next_at_us &&
         a->next_session == b->next_session && a->next_provenance == b->next_provenance &&
         a->earliest_us == b->earliest_us && a->guide_end_us == b->guide_end_us &&
         reasons_equal (a->reasons, b->reasons) && advice_equal (a->advice, b->advice) &&
         steps_equal (a->activities, b->activities) && a->open_flags == b->open_flags &&
         memcmp (a->last_value, b->last_value, sizeof a->last_value) == 0 &&
         a->last_value_us == b->last_value_us &&
         g_strcmp0 (a->clinic_instructions, b->clinic_instructions) == 0 &&
         a->downtime == b->downtime && a->n_ahead == b->n_ahead;
}

/* Property: until changes_at_us, only now_us differs; from then on, something else does too. */
static void
test_exact (void)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (AftTestDiary) diary = aft_test_diary_new_random ();
      gint64 now_us = aft_test_at ("2026-02-27T00:00:00Z");
      gint64 end_us = aft_test_at ("2026-06-20T00:00:00Z");

      while (now_us < end_us)
        {
          g_autoptr (AftPlan) plan = aft_test_diary_plan_us (diary, now_us);
          gint64 change_us = plan->changes_at_us;
          g_autoptr (AftPlan) between = NULL;
          g_autoptr (AftPlan) before = NULL;
          g_autoptr (AftPlan) at = NULL;

          g_assert_cmpint (change_us, >, now_us);
          g_assert_cmpint (change_us, <, G_MAXINT64);

          between = aft_test_diary_plan_us (diary, now_us + (change_us - now_us) / 2);
          before = aft_test_diary_plan_us (diary, change_us - 1);
          at = aft_test_diary_plan_us (diary, change_us);

          g_assert_true (plans_equal (plan, between));
          g_assert_cmpint (between->changes_at_us, ==, change_us);
          g_assert_true (plans_equal (plan, before));
          g_assert_cmpint (before->changes_at_us, ==, change_us);
          g_assert_false (plans_equal (plan, at));

          now_us = change_us;
        }
    }
}

/* Property: the order in which a diary was read doesn't matter. */
static void
test_any_order (void)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (AftTestDiary) diary = aft_test_diary_new_random ();
      gint64 now_us = aft_test_at ("2026-04-15T12:00:00Z");
      g_autoptr (AftPlan) plan = aft_test_diary_plan_us (diary, now_us);
      GPtrArray *arrays[] = { diary->sessions, diary->notes };
      g_autoptr (AftPlan) shuffled = NULL;

      for (guint a = 0; a < G_N_ELEMENTS (arrays); a++)
        for (guint n = arrays[a]->len; n > 1; n--)
          {
            guint other = (guint) g_test_rand_int_range (0, (int) n);
            gpointer last = arrays[a]->pdata[n - 1];

            arrays[a]->pdata[n - 1] = arrays[a]->pdata[other];
            arrays[a]->pdata[other] = last;
          }

      shuffled = aft_test_diary_plan_us (diary, now_us);
      g_assert_true (plans_equal (plan, shuffled));
      g_assert_cmpint (plan->changes_at_us, ==, shuffled->changes_at_us);
    }
}

/* Property (rule 6): another session never ends either wait sooner. */
static void
test_never_sooner (void)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (AftTestDiary) diary = aft_test_diary_new_random ();
      gint64 now_us = aft_test_at ("2026-04-15T12:00:00Z");
      g_autoptr (AftPlan) fewer = aft_test_diary_plan_us (diary, now_us);
      g_autofree char *at = aft_test_random_at ();
      g_autoptr (AftPlan) more = NULL;

      aft_test_diary_home (diary, at, 7.0);
      more = aft_test_diary_plan_us (diary, now_us);
      if (fewer->makeup_state == AFT_MAKEUP_WAITING)
        g_assert_cmpint (more->makeup_at_us, >=, fewer->makeup_at_us);
      if (fewer->next_state == AFT_NEXT_RESTING)
        g_assert_cmpint (more->next_at_us, >=, fewer->next_at_us);
    }
}

/* A plan doesn't need its diary any more. */
static void
test_lifetime (void)
{
  AftTestDiary *diary = aft_test_diary_new (NULL);
  AftSession *session = aft_test_diary_office (diary, "2026-03-01T10:00:00Z");
  g_autoptr (AftPlan) plan = NULL;
  g_autofree char *id = g_strdup (session->id);

  session->rest_days = 20.0;
  g_free (session->clinic_instructions);
  session->clinic_instructions = g_strdup ("Rest.");
  aft_test_diary_note (diary, "2026-03-02T10:00:00Z", 4, 4, 4)->flags = AFT_FLAG_FEVER;
  plan = aft_test_diary_plan (diary, "2026-03-03T10:00:00Z");
  aft_test_diary_free (diary);

  g_assert_cmpstr (plan->session->id, ==, id);
  g_assert_cmpstr (plan->next_session->id, ==, id);
  g_assert_cmpstr (plan->makeup_session->id, ==, id);
  g_assert_cmpstr (plan->clinic_instructions, ==, "Rest.");
  aft_plan_unref (aft_plan_ref (plan));
  g_assert_cmpint (plan->open_flags, ==, AFT_FLAG_FEVER);
}

/* A lifetime's diary. Prints the time; only a cost that isn't linear would exceed the limit. */
static void
test_many (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new ("Europe/Berlin");
  gint64 start_us = aft_test_at ("1970-03-01T10:00:00Z");
  gint64 now_us = start_us + 2000 * 10 * G_TIME_SPAN_DAY;
  gint64 best_us = G_MAXINT64;

  for (guint i = 0; i < 2000; i++)
    {
      AftSession *session = aft_test_diary_home (diary, "1970-03-01T10:00:00Z", 14.0);

      session->ended_at_us = start_us + i * 10 * G_TIME_SPAN_DAY;
    }
  for (guint i = 0; i < 100000; i++)
    {
      AftSkinNote *note = aft_test_diary_note (diary, "1970-03-01T10:00:00Z", 1, 0, (int) i % 5);

      note->noted_at_us = start_us + i * (10 * G_TIME_SPAN_DAY / 50);
    }

  for (guint i = 0; i < 20; i++)
    {
      gint64 before_us = g_get_monotonic_time ();
      g_autoptr (AftPlan) plan = aft_test_diary_plan_us (diary, now_us);

      g_assert_nonnull (plan);
      best_us = MIN (best_us, g_get_monotonic_time () - before_us);
    }

  g_test_message ("2,000 sessions and 100,000 notes: %d us", (int) best_us);
  g_assert_cmpint (best_us, <, 200 * G_TIME_SPAN_MILLISECOND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/plan/changes/exact", test_exact);
  g_test_add_func ("/plan/changes/any-order", test_any_order);
  g_test_add_func ("/plan/changes/never-sooner", test_never_sooner);
  g_test_add_func ("/plan/changes/lifetime", test_lifetime);
  g_test_add_func ("/plan/changes/many", test_many);

  return g_test_run ();
}
