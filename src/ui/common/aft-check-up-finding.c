/* aft-check-up-finding.c: a topic of the check-up, what was found, and what to do about it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-check-up-finding.h"

#include <glib/gi18n-lib.h>

static void
finding_free (gpointer data)
{
  AftCheckUpFinding *self = data;

  g_free (self->found);
  g_free (self->advice);
  g_free (self);
}

/**
 * aft_check_up_findings_new:
 *
 * Returns: (transfer full) (element-type AftCheckUpFinding): an empty list that frees its findings
 */
GPtrArray *
aft_check_up_findings_new (void)
{
  return g_ptr_array_new_with_free_func (finding_free);
}

/**
 * aft_check_up_add:
 * @findings: (element-type AftCheckUpFinding): of aft_check_up_findings_new()
 * @topic: the topic
 * @state: how serious it is
 * @found: (transfer full): what was found, in a sentence
 * @advice: (nullable): what to do about it
 *
 * Returns: (transfer none): the finding that was added
 */
AftCheckUpFinding *
aft_check_up_add (GPtrArray *findings,
                  AftCheckUpTopic topic,
                  AftCheckUpState state,
                  char *found,
                  const char *advice)
{
  AftCheckUpFinding *finding = g_new0 (AftCheckUpFinding, 1);

  finding->topic = topic;
  finding->state = state;
  finding->found = found;
  finding->advice = g_strdup (advice);
  g_ptr_array_add (findings, finding);

  return finding;
}

/**
 * aft_check_up_title:
 * @topic: a topic
 *
 * Returns: the topic as a heading
 */
const char *
aft_check_up_title (AftCheckUpTopic topic)
{
  switch (topic)
    {
    case AFT_CHECK_UP_BUS:
      return _ ("Session Bus");
    case AFT_CHECK_UP_SERVER:
      return _ ("Notification Server");
    case AFT_CHECK_UP_NOTIFIER:
      return _ ("Aftercare Reminders");
    case AFT_CHECK_UP_LOGIN:
      return _ ("Start at Login");
    case AFT_CHECK_UP_MUTED:
      return _ ("Aftercare Notifications");
    case AFT_CHECK_UP_DO_NOT_DISTURB:
      return _ ("Do Not Disturb");
    case AFT_CHECK_UP_PREFERENCES:
      return _ ("Preferences");
    case AFT_CHECK_UP_COPY:
    case AFT_N_CHECK_UP_TOPICS:
    default:
      return _ ("Daily Copy");
    }
}

/**
 * aft_check_up_state:
 * @state: of a finding
 *
 * Returns: the state in a word, beside its icon
 */
const char *
aft_check_up_state (AftCheckUpState state)
{
  switch (state)
    {
    case AFT_CHECK_UP_GOOD:
      /* Translators: the answer to a question of the check-up: nothing to worry about */
      return _ ("Good");
    case AFT_CHECK_UP_CARE:
      /* Translators: the answer to a question of the check-up: something may come late */
      return _ ("Warning");
    case AFT_CHECK_UP_PROBLEM:
      /* Translators: the answer to a question of the check-up: no reminder comes */
      return _ ("Problem");
    case AFT_CHECK_UP_UNKNOWN:
    default:
      /* Translators: the answer to a question of the check-up: nobody says */
      return _ ("Unknown");
    }
}

/**
 * aft_check_up_state_icon:
 * @state: of a finding
 *
 * Returns: the name of the icon for @state; each has a different shape
 */
const char *
aft_check_up_state_icon (AftCheckUpState state)
{
  switch (state)
    {
    case AFT_CHECK_UP_GOOD:
      return "object-select-symbolic";
    case AFT_CHECK_UP_CARE:
      return "dialog-warning-symbolic";
    case AFT_CHECK_UP_PROBLEM:
      return "dialog-error-symbolic";
    case AFT_CHECK_UP_UNKNOWN:
    default:
      return "dialog-question-symbolic";
    }
}

/**
 * aft_check_up_summary:
 * @worst: of aft_check_up_get_worst()
 *
 * Returns: the result of the check-up in a sentence
 */
const char *
aft_check_up_summary (AftCheckUpState worst)
{
  switch (worst)
    {
    case AFT_CHECK_UP_PROBLEM:
      return _ ("Reminders can’t reach you right now");
    case AFT_CHECK_UP_CARE:
      return _ ("Something may stop reminders from reaching you");
    case AFT_CHECK_UP_UNKNOWN:
      return _ ("Found nothing that blocks your reminders, but couldn’t check everything");
    case AFT_CHECK_UP_GOOD:
    default:
      return _ ("Nothing is blocking your reminders");
    }
}
