/* aft-session-outcome.c: the consequences of a session, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-session-outcome.h"

#include <glib/gi18n-lib.h>

#include "aft-words.h"

/* The plan once this session is in the diary. The state of the skin is left out: it is only known
 * when the rest is over. */
static AftPlan *
make_plan (AftDiaryModel *model, AftSession *session, GTimeZone *time_zone, gint64 now_us)
{
  g_autoptr (GPtrArray) with = aft_session_outcome_get_sessions (model, session);
  g_autoptr (GPtrArray) no_notes = g_ptr_array_new ();
  AftPreferences preferences;

  aft_diary_model_get_preferences (model, &preferences);
  return aft_plan_new (with, no_notes, &preferences, time_zone, now_us);
}

/**
 * aft_session_outcome_get_sessions:
 * @model: the diary
 * @session: as it would be saved; replaces a session of the diary with the same id
 *
 * Returns: (transfer full) (element-type AftSession): the sessions after saving it, in any order
 */
GPtrArray *
aft_session_outcome_get_sessions (AftDiaryModel *model, AftSession *session)
{
  GPtrArray *sessions, *with;

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);
  g_return_val_if_fail (session != NULL, NULL);

  sessions = aft_diary_model_get_sessions (model);
  with = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_session_unref);
  for (guint i = 0; i < sessions->len; i++)
    {
      AftSession *other = g_ptr_array_index (sessions, i);

      if (!g_str_equal (other->id, session->id))
        g_ptr_array_add (with, aft_session_ref (other));
    }
  g_ptr_array_add (with, aft_session_ref (session));
  return with;
}

/**
 * aft_session_outcome_get_waits:
 * @model: the diary
 * @session: as it would be saved; replaces a session of the diary with the same id
 * @time_zone: where the person is
 * @now_us: the present time
 *
 * Returns: (transfer full): until when to wait with makeup and the next session, a line each; "" if there is
 *   nothing to wait for
 */
char *
aft_session_outcome_get_waits (AftDiaryModel *model,
                               AftSession *session,
                               GTimeZone *time_zone,
                               gint64 now_us)
{
  g_autoptr (AftPlan) plan = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);
  g_return_val_if_fail (session != NULL, NULL);

  plan = make_plan (model, session, time_zone, now_us);
  if (plan->makeup_state == AFT_MAKEUP_WAITING)
    {
      g_autofree char *moment = aft_words_moment (plan->makeup_at_us, now_us, time_zone);

      /* Translators: %s is a time, "today at 23:10" or "Sat 29 Nov, 09:00" */
      g_ptr_array_add (lines, g_strdup_printf (_ ("Makeup: not before %s."), moment));
    }
  else if (plan->makeup_state == AFT_MAKEUP_ASK_CLINIC)
    {
      g_ptr_array_add (lines, g_strdup (_ ("Makeup: ask your clinic.")));
    }
  if (plan->next_state == AFT_NEXT_RESTING)
    {
      g_autofree char *moment = aft_words_moment (plan->next_at_us, now_us, time_zone);

      /* Translators: %s is a time, "today at 23:10" or "Sat 29 Nov, 09:00" */
      g_ptr_array_add (lines, g_strdup_printf (_ ("Next session: not before %s."), moment));
    }
  else if (plan->next_state == AFT_NEXT_ASK_CLINIC)
    {
      g_ptr_array_add (lines, g_strdup (_ ("Next session: ask your clinic.")));
    }

  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/**
 * aft_session_outcome_get_warning:
 * @model: the diary
 * @session: as it would be saved
 * @time_zone: where the person is
 * @now_us: the present time
 *
 * Logging during the rest period is allowed, because a diary records what happened, but the person is told
 * (rule 6).
 *
 * Returns: (transfer full) (nullable): that a rest period wasn't over; %NULL if there was none
 */
char *
aft_session_outcome_get_warning (AftDiaryModel *model,
                                 AftSession *session,
                                 GTimeZone *time_zone,
                                 gint64 now_us)
{
  AftPreferences preferences;
  gint64 rest_end_us;

  g_return_val_if_fail (AFT_IS_DIARY_MODEL (model), NULL);
  g_return_val_if_fail (session != NULL, NULL);

  aft_diary_model_get_preferences (model, &preferences);
  rest_end_us = aft_rest_running_at (aft_diary_model_get_sessions (model), session->id,
                                     &preferences, time_zone, session->ended_at_us);
  return rest_end_us != 0 ? aft_words_rest_warning (rest_end_us, now_us, time_zone) : NULL;
}
