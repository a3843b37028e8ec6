/* aft-check-up.h: whether anything will stop a reminder from reaching the person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure: from what was found to what it means and what to do about it. No I/O, no widgets.
 */
#pragma once

#include "aft-autostart.h"

G_BEGIN_DECLS

typedef enum
{
  AFT_FACT_UNKNOWN, /* not asked, or nobody says */
  AFT_FACT_NO,
  AFT_FACT_YES,
} AftFact;

/**
 * AftCheckUpFacts:
 * @bus: whether there is a session bus
 * @server: whether a notification server answered
 * @server_hangs: there is one, but it did not answer within 3 s
 * @server_name: (nullable): what it calls itself
 * @server_version: (nullable): likewise
 * @server_actions: whether its notifications have buttons
 * @notifier: whether the notifier is on the bus
 * @leading: whether it holds the reminders
 * @last_error: (nullable): why it could not show the latest one, in English
 * @next_due_us: when the next reminder is due, microseconds since 1970 UTC; 0: none is promised
 * @sandboxed: inside Flatpak, where the desktop decides what starts at login
 * @autostart: what starts at login; no meaning when @sandboxed
 * @autostart_path: (nullable): the file that decides so
 * @app_enabled: GNOME's switch for the notifications of this program
 * @app_banners: GNOME's switch for showing them on the screen at once
 * @banners: GNOME's switch for those of all programs; off is its Do Not Disturb
 * @inhibited: whether the server says that it keeps notifications back
 * @paused: whether dunst says that it is paused
 */
typedef struct
{
  AftFact bus;
  AftFact server;
  gboolean server_hangs;
  char *server_name;
  char *server_version;
  AftFact server_actions;
  AftFact notifier;
  AftFact leading;
  char *last_error;
  gint64 next_due_us;
  gboolean sandboxed;
  AftAutostart autostart;
  char *autostart_path;
  AftFact app_enabled;
  AftFact app_banners;
  AftFact banners;
  AftFact inhibited;
  AftFact paused;
} AftCheckUpFacts;

void
aft_check_up_facts_free (AftCheckUpFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftCheckUpFacts, aft_check_up_facts_free)

typedef enum
{
  AFT_CHECK_UP_BUS,
  AFT_CHECK_UP_SERVER,
  AFT_CHECK_UP_NOTIFIER,
  AFT_CHECK_UP_LOGIN,
  AFT_CHECK_UP_MUTED,
  AFT_CHECK_UP_DO_NOT_DISTURB,
  AFT_N_CHECK_UP_TOPICS,
} AftCheckUpTopic;

/** From the least to the most grave. */
typedef enum
{
  AFT_CHECK_UP_GOOD,
  AFT_CHECK_UP_UNKNOWN,
  AFT_CHECK_UP_CARE,    /* reminders come, but maybe not at once or not always */
  AFT_CHECK_UP_PROBLEM, /* no reminder comes */
} AftCheckUpState;

/**
 * AftCheckUpFinding: one question and its answer. @advice: (nullable): what to do about it.
 * @repairable: aft_autostart_set() would put it right.
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
aft_check_up_judge (const AftCheckUpFacts *facts, gint64 now_us, GTimeZone *time_zone);
AftCheckUpState
aft_check_up_get_worst (GPtrArray *findings);
const char *
aft_check_up_title (AftCheckUpTopic topic);
const char *
aft_check_up_state (AftCheckUpState state);
const char *
aft_check_up_state_icon (AftCheckUpState state);
const char *
aft_check_up_summary (AftCheckUpState worst);

G_END_DECLS
