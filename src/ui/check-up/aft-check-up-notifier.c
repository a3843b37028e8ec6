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
    return g_strdup (_ ("They are running. No reminder is promised at the moment."));
  if (facts->next_due_us <= now_us)
    return g_strdup (_ ("They are running. A reminder is due and waits to be shown."));

  when = aft_words_moment (facts->next_due_us, now_us, time_zone);
  /* Translators: %s is a moment such as "Sat 29 Nov, 09:00" */
  return g_strdup_printf (_ ("They are running. The next one comes: %s."), when);
}

/* Whether it was started where this program was not. Returns: whether that was all to say */
static gboolean
judge_whose_notifier (GPtrArray *findings, const AftCheckUpFacts *facts)
{
  g_autofree char *advice = NULL;
  char *found;

  if (facts->other_folder == NULL)
    return FALSE;

  if (facts->own_notifier == AFT_FACT_YES)
    {
      /* Translators: %s is the path of a folder */
      found = g_strdup_printf (_ ("They are running, but those that start when you log in are for "
                                  "another diary, in %s."),
                               facts->other_folder);
      advice = g_strdup (_ ("After the next login, reminders of this diary come only once you have "
                            "opened Aftercare. If it is installed twice, such as from a package "
                            "and as a Flatpak, remove the one that you do not use."));
      aft_check_up_add (findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE, found, advice);
      return TRUE;
    }

  /* Translators: %s is the path of a folder */
  found = g_strdup_printf (_ ("They are running for another diary, in %s."), facts->other_folder);
  /* Translators: %s is the path of a folder */
  advice = g_strdup_printf (_ ("This diary is in %s. Close Aftercare and open it from the menu of "
                               "your desktop. If it is installed twice, such as from a package "
                               "and as a Flatpak, remove the one that you do not use."),
                            facts->folder != NULL ? facts->folder : "");
  aft_check_up_add (findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM, found, advice);

  return TRUE;
}

/* What it cannot do, or not yet. Returns: whether that was all to say */
static gboolean
judge_hindrances (GPtrArray *findings, const AftCheckUpFacts *facts)
{
  gboolean failed = facts->last_error != NULL && facts->last_error[0] != '\0';

  if (facts->leading != AFT_FACT_YES && failed)
    aft_check_up_add (
        findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM,
        /* Translators: %s is a message of the system, often in English */
        g_strdup_printf (_ ("They cannot begin: %s."), facts->last_error),
        _ ("Make sure that you may write to the folder, and that the disk is not full. They begin "
           "by themselves then."));
  else if (facts->leading != AFT_FACT_YES)
    aft_check_up_add (findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM,
                      g_strdup (_ ("They are held by another session of yours, and appear there.")),
                      _ ("Log out of the other session: from then on they come here."));
  else if (facts->diary_error != NULL)
    aft_check_up_add (findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM,
                      /* Translators: %s is one or more whole sentences that say why */
                      g_strdup_printf (_ ("They are running, but cannot read your diary. %s"),
                                       facts->diary_error),
                      _ ("They go on by themselves once they can read it."));
  else if (failed && facts->server == AFT_FACT_YES)
    aft_check_up_add (
        findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE,
        /* Translators: %s is a message of the system, often in English */
        g_strdup_printf (_ ("They are running, but the latest could not be shown: %s."),
                         facts->last_error),
        _ ("It is tried again by itself. Send a test to see whether it works now."));
  else
    return FALSE;

  return TRUE;
}

/* What they go by that this program does not. Returns: whether there is any */
static gboolean
judge_differences (GPtrArray *findings, const AftCheckUpFacts *facts)
{
  const char *again = _ ("Log out and in again, or restart the computer.");

  if (facts->same_zone == AFT_FACT_NO)
    aft_check_up_add (
        findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE,
        g_strdup (_ ("They are running, but in another time zone: times in them are wrong, and the "
                     "daily one comes at another hour.")),
        again);
  else if (facts->same_version == AFT_FACT_NO)
    aft_check_up_add (findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE,
                      g_strdup (_ ("They are running, but are of another version of Aftercare.")),
                      again);
  else if (facts->same_language == AFT_FACT_NO)
    aft_check_up_add (
        findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE,
        g_strdup (_ ("They are running, but in another language, or with another way to write "
                     "dates.")),
        again);
  else if (facts->watching == AFT_FACT_NO)
    aft_check_up_add (
        findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE,
        g_strdup (_ ("They are running, but do not notice when your diary is moved or restored: "
                     "too many files are watched on this computer.")),
        _ ("Open Aftercare after you have moved or restored it: it tells them."));
  else if (facts->exact == AFT_FACT_NO)
    aft_check_up_add (
        findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_CARE,
        g_strdup (_ ("They are running, but may come up to a minute late: this computer has no "
                     "timer for them.")),
        again);
  else
    return FALSE;

  return TRUE;
}

/**
 * aft_check_up_judge_notifier:
 * @findings: (element-type AftCheckUpFinding): gets the answer about the notifier
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
                      g_strdup (_ ("They cannot be asked without a session bus.")), NULL);
  else if (facts->notifier == AFT_FACT_NO)
    aft_check_up_add (findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM,
                      g_strdup (_ ("They are not running, and could not be started.")),
                      _ ("Install Aftercare again, then check again."));
  else if (facts->notifier == AFT_FACT_UNKNOWN)
    aft_check_up_add (findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_PROBLEM,
                      g_strdup (_ ("They are running, but do not answer.")),
                      _ ("Log out and in again."));
  else if (!judge_whose_notifier (findings, facts) && !judge_hindrances (findings, facts) &&
           !judge_differences (findings, facts))
    aft_check_up_add (findings, AFT_CHECK_UP_NOTIFIER, AFT_CHECK_UP_GOOD,
                      describe_next (facts, now_us, time_zone), NULL);
}
