/* aft-check-up.h: finds out what prevents reminders from reaching the person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Turns facts into findings and advice, without I/O or widgets.
 */
#pragma once

#include "aft-autostart.h"
#include "aft-check-up-finding.h"
#include "aft-do-not-disturb.h"
#include "aft-preferences-file.h"

G_BEGIN_DECLS

typedef enum
{
  AFT_FACT_UNKNOWN,
  AFT_FACT_NO,
  AFT_FACT_YES,
} AftFact;

/**
 * AftCheckUpFacts:
 * @bus: whether there is a session bus
 * @bus_hangs: there is one, but it didn't respond within 3 s
 * @server: whether a notification server responded
 * @server_hangs: there is one, but it didn't respond within 3 s
 * @server_kind: which one
 * @server_name: (nullable): its name
 * @server_version: (nullable): its version
 * @server_actions: whether its notifications have buttons
 * @notifier: whether the notifier is on the bus
 * @leading: whether it shows the reminders
 * @last_error: (nullable): why it could not show the last reminder, or can't lead, in English
 * @folder: (nullable): the folder of this program's diary
 * @other_folder: (nullable): the folder of the notifier's diary, if it is a different one
 * @own_notifier: whether another notifier shows the reminders of this diary; only with @other_folder
 * @diary_error: (nullable): why the notifier can't read the diary, in sentences
 * @same_version: whether the notifier has the version of this program
 * @same_preferences: whether it has the same preferences
 * @same_zone: whether it has the same time zone
 * @same_language: whether it has the same language and date formats
 * @watching: whether it notices when a diary is created or replaced
 * @exact: whether it wakes up on time
 * @keeping: whether and where changes to the preferences are stored
 * @settings_error: (nullable): why the preferences can't be read, in sentences; only with @keeping
 * @copy_error: (nullable): why the daily copy could not be made, in sentences
 * @next_due_us: when the next reminder is due, microseconds since 1970 UTC; 0: none is scheduled
 * @sandboxed: in a Flatpak, where the desktop decides what starts at login
 * @autostart: whether the notifier starts at login; meaningless if @sandboxed
 * @autostart_path: (nullable): the file that decides that
 * @autostart_error: (nullable): why it could not be changed on request
 * @app_enabled: the desktop's setting for notifications of this program
 * @app_banners: its setting for whether they appear on the screen, too
 * @do_not_disturb: the desktop's Do Not Disturb
 */
typedef struct
{
  AftFact bus;
  gboolean bus_hangs;
  AftFact server;
  gboolean server_hangs;
  AftServerKind server_kind;
  char *server_name;
  char *server_version;
  AftFact server_actions;
  AftFact notifier;
  AftFact leading;
  char *last_error;
  char *folder;
  char *other_folder;
  AftFact own_notifier;
  char *diary_error;
  AftFact same_version;
  AftFact same_preferences;
  AftFact same_zone;
  AftFact same_language;
  AftFact watching;
  AftFact exact;
  AftPreferencesKeeping keeping;
  char *settings_error;
  char *copy_error;
  gint64 next_due_us;
  gboolean sandboxed;
  AftAutostart autostart;
  char *autostart_path;
  char *autostart_error;
  AftFact app_enabled;
  AftFact app_banners;
  AftDoNotDisturbState do_not_disturb;
} AftCheckUpFacts;

void
aft_check_up_facts_free (AftCheckUpFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftCheckUpFacts, aft_check_up_facts_free)

GPtrArray *
aft_check_up_judge (const AftCheckUpFacts *facts, gint64 now_us, GTimeZone *time_zone);
AftCheckUpState
aft_check_up_get_worst (GPtrArray *findings);
const char *
aft_check_up_summarize (GPtrArray *findings);

G_END_DECLS
