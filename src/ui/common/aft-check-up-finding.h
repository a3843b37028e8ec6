/* aft-check-up-finding.h: a topic of the check-up, what was found, and what to do about it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  AFT_CHECK_UP_BUS,
  AFT_CHECK_UP_SERVER,
  AFT_CHECK_UP_NOTIFIER,
  AFT_CHECK_UP_LOGIN,
  AFT_CHECK_UP_MUTED,
  AFT_CHECK_UP_DO_NOT_DISTURB,
  AFT_CHECK_UP_PREFERENCES,
  AFT_CHECK_UP_COPY,
  AFT_N_CHECK_UP_TOPICS,
} AftCheckUpTopic;

/** From the least to the most serious. */
typedef enum
{
  AFT_CHECK_UP_GOOD,
  AFT_CHECK_UP_UNKNOWN,
  AFT_CHECK_UP_CARE,    /* reminders may be late or missing */
  AFT_CHECK_UP_PROBLEM, /* no reminder is shown */
} AftCheckUpState;

/**
 * AftCheckUpFinding: a topic and what was found. @advice: (nullable): what to do about it.
 * @repairable: whether aft_autostart_set() can fix it.
 */
typedef struct
{
  AftCheckUpTopic topic;
  AftCheckUpState state;
  char *found;
  char *advice;
  gboolean repairable;
} AftCheckUpFinding;

GPtrArray *
aft_check_up_findings_new (void);
AftCheckUpFinding *
aft_check_up_add (GPtrArray *findings,
                  AftCheckUpTopic topic,
                  AftCheckUpState state,
                  char *found,
                  const char *advice);
const char *
aft_check_up_title (AftCheckUpTopic topic);
const char *
aft_check_up_state (AftCheckUpState state);
const char *
aft_check_up_state_icon (AftCheckUpState state);
const char *
aft_check_up_summary (AftCheckUpState worst);

G_END_DECLS
