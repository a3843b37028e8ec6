/* aft-late-signs.c: a new lump or sore that stays, weeks after a session
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In skin infections with mycobacteria after injections and other cosmetic procedures, lesions came
 * three weeks later on average, and the diagnosis after 9.8 weeks (Zeng 2025, 28 people); a review
 * found a median of 28 days (Ma 2024). That they matter after microneedling is our reading.
 */
#include "aft-late-signs.h"

#include "aft-plan-private.h"

#define WEEK_US (7 * G_TIME_SPAN_DAY)
#define LATE_SIGNS_US (8 * WEEK_US)

/* When to ask, after the last session of a series. */
static const GTimeSpan questions_us[] = { 4 * WEEK_US, 7 * WEEK_US };

/**
 * aft_late_signs_possible:
 * @sessions: (element-type AftSession): all sessions in any order
 * @at_us: the time that a check-in is about
 *
 * Returns: whether it is less than 8 weeks after any session, whatever came since
 */
gboolean
aft_late_signs_possible (GPtrArray *sessions, gint64 at_us)
{
  g_return_val_if_fail (sessions != NULL, FALSE);

  for (guint i = 0; i < sessions->len; i++)
    {
      const AftSession *session = g_ptr_array_index (sessions, i);

      if (session->ended_at_us <= at_us &&
          at_us < aft_add_span (session->ended_at_us, LATE_SIGNS_US))
        return TRUE;
    }

  return FALSE;
}

/**
 * aft_plan_get_late_question:
 * @self: a plan
 * @now_us: the present time; may be later than that of the plan
 *
 * Four and seven weeks after the last session, the person is asked once whether a lump or sore came
 * up. A new session puts that off.
 *
 * Returns: since when there is a question, so that each has its own time; 0 for none
 */
gint64
aft_plan_get_late_question (const AftPlan *self, gint64 now_us)
{
  gint64 since_us = 0;

  g_return_val_if_fail (self != NULL, 0);

  if (self->session == NULL || now_us >= aft_add_span (self->session->ended_at_us, LATE_SIGNS_US))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (questions_us); i++)
    {
      gint64 at_us = aft_add_span (self->session->ended_at_us, questions_us[i]);

      if (now_us >= at_us)
        since_us = at_us;
    }

  return since_us;
}

/**
 * aft_plan_get_late_change:
 * @self: a plan
 * @now_us: the present time
 *
 * Returns: when aft_plan_get_late_question() next returns something else; %G_MAXINT64 for never
 */
gint64
aft_plan_get_late_change (const AftPlan *self, gint64 now_us)
{
  gint64 end_us;

  g_return_val_if_fail (self != NULL, G_MAXINT64);

  if (self->session == NULL)
    return G_MAXINT64;
  for (gsize i = 0; i < G_N_ELEMENTS (questions_us); i++)
    {
      gint64 at_us = aft_add_span (self->session->ended_at_us, questions_us[i]);

      if (now_us < at_us)
        return at_us;
    }
  end_us = aft_add_span (self->session->ended_at_us, LATE_SIGNS_US);

  return now_us < end_us ? end_us : G_MAXINT64;
}
