/* aft-check-up-notifier.c: whether the notifier handles the reminders of this diary, and can show them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-check-up-notifier.h"

#include <glib/gi18n-lib.h>

#include "aft-words.h"

static char *
describe_next (const AftCheckUpFacts *facts, gint64 now_us, GTimeZone *time_zone)
{
  g_autofree char *when = NULL;

  if (facts->next_due_us == 0)
    return g_strdup (_ ("The reminder service is running. No reminders are scheduled right now."));
  if (facts->next_due_us <= now_us)
    return g_strdup (
        _ ("The reminder service is running. A reminder is due and waiting to be shown."));

  when = aft_words_moment (facts->next_due_us, now_us, time_zone);
  /* Translators: %s is a time such as "Sat 29 Nov, 09:00" */
  return g_strdup_printf (_ ("The reminder service is running. Next reminder: %s."), when);
}

/* Whether it serves another diary. Returns: whether nothing else needs to be said */
static gboolean
judge_whose_notifier (GPtrArray *findings, const AftCheckUpFacts *facts)
{
  g_autofree char *advice = NULL;
  char *found;

  if (facts->other_folder == NULL)
    return FALSE;

  if (facts->own_notifier == AFT_FACT_YES)
    {
      found = g_strdup_printf (
          /* Translators: %s is the path of a folder */
          _ ("The reminder service is running, but the one that starts when you log in uses a different diary, in %s."),
          facts->other_folder);
      advice = g_strdup (_ (
          "After your next login, you won’t get reminders for this diary until you open Aftercare. If Aftercare is installed twice, for example from a package and as a Flatpak, remove the one you don’t use."));
      aft_check_up_add (findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE, found, advice);
      return TRUE;
    }

  /* Translators: %s is the path of a folder */
  found = g_strdup_printf (_ ("The reminder service is running for a different diary, in %s."),
                           facts->other_folder);
  advice = g_strdup_printf (
      /* Translators: %s is the path of a folder */
      _ ("This diary is in %s. Close Aftercare and open it from your desktop’s menu. If Aftercare is installed twice, for example from a package and as a Flatpak, remove the one you don’t use."),
      facts->folder != NULL ? facts->folder : "");
  aft_check_up_add (findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM, found, advice);

  return TRUE;
}

/* What it can't do, or not yet. Returns: whether nothing else needs to be said */
static gboolean
judge_hindrances (GPtrArray *findings, const AftCheckUpFacts *facts)
{
  gboolean failed = facts->last_error != NULL && facts->last_error[0] != '\0';

  if (facts->leading != AFT_FACT_YES && failed)
    aft_check_up_add (
        findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM,
        /* Translators: %s is a message of the system, often in English */
        g_strdup_printf (_ ("The reminder service can’t start: %s."), facts->last_error),
        _ ("Make sure that you can write to its folder and that the disk isn’t full. The reminder service will then start on its own."));
  else if (facts->leading != AFT_FACT_YES)
    aft_check_up_add (
        findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM,
        g_strdup (_ ("Another login session handles your reminders; they’ll appear there.")),
        _ ("To get your reminders here, log out of the other session."));
  else if (facts->diary_error != NULL)
    aft_check_up_add (
        findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM,
        /* Translators: %s is one or more whole sentences that say why */
        g_strdup_printf (_ ("The reminder service is running, but can’t read your diary. %s"),
                         facts->diary_error),
        _ ("Reminders will resume on their own once your diary can be read."));
  else if (failed && facts->server == AFT_FACT_YES)
    aft_check_up_add (
        findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE,
        g_strdup_printf (
            /* Translators: %s is a message of the system, often in English */
            _ ("The reminder service is running, but could not show the latest reminder: %s."),
            facts->last_error),
        _ ("Aftercare will try again on its own. Send a test to see whether it works now."));
  else
    return FALSE;

  return TRUE;
}

/* How it differs from this program, and what it may miss. Returns: whether there is anything */
static gboolean
judge_differences (GPtrArray *findings, const AftCheckUpFacts *facts)
{
  const char *again = _ ("Log out and back in, or restart the computer.");

  if (facts->same_zone == AFT_FACT_NO)
    aft_check_up_add (
        findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE,
        g_strdup (_ (
            "The reminder service is running, but in a different time zone. The times it shows are wrong, and the daily reminder comes at the wrong hour.")),
        again);
  else if (facts->same_version == AFT_FACT_NO)
    aft_check_up_add (
        findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE,
        g_strdup (_ (
            "The reminder service is running, but it belongs to a different version of Aftercare.")),
        again);
  else if (facts->same_language == AFT_FACT_NO)
    aft_check_up_add (
        findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE,
        g_strdup (
            _ ("The reminder service is running, but with a different language or date format.")),
        again);
  else if (facts->watching == AFT_FACT_NO)
    aft_check_up_add (
        findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE,
        g_strdup (_ (
            "The reminder service is running, but won’t notice if your diary is moved or restored. Too many files are being watched on this computer.")),
        _ ("If you move or restore your diary, open Aftercare afterwards so that your reminders stay up to date."));
  else if (facts->exact == AFT_FACT_NO)
    aft_check_up_add (
        findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE,
        g_strdup (_ (
            "The reminder service is running, but reminders may be up to a minute late. This computer doesn’t have the timer they need.")),
        again);
  else
    return FALSE;

  return TRUE;
}

/**
 * aft_check_up_judge_notifier:
 * @findings: (element-type AftCheckUpFinding): the finding about the notifier is added
 * @facts: what was found
 * @now_us: the present time, microseconds since 1970 UTC
 * @time_zone: where the person is
 */
void
aft_check_up_judge_notifier (GPtrArray *findings,
                             const AftCheckUpFacts *facts,
                             gint64 now_us,
                             GTimeZone *time_zone)
{
  if (facts->bus != AFT_FACT_YES)
    aft_check_up_add (findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_UNKNOWN,
                      g_strdup (_ ("The reminder service can’t be checked without a session bus.")),
                      NULL);
  else if (facts->notifier == AFT_FACT_NO)
    aft_check_up_add (findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM,
                      g_strdup (_ ("The reminder service isn’t running and could not be started.")),
                      _ ("Reinstall Aftercare, then check again."));
  else if (facts->notifier == AFT_FACT_UNKNOWN)
    aft_check_up_add (findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM,
                      g_strdup (_ ("The reminder service is running, but isn’t responding.")),
                      _ ("Log out and back in."));
  else if (!judge_whose_notifier (findings, facts) && !judge_hindrances (findings, facts) &&
           !judge_differences (findings, facts))
    aft_check_up_add (findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_GOOD,
                      describe_next (facts, now_us, time_zone), NULL);
}
