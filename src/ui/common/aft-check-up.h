/* aft-check-up.h: whether anything will stop a reminder from reaching the person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure: from what was found to what it means and what to do about it. No I/O, no widgets.
 */
#pragma once

#include "aft-autostart.h"
#include "aft-check-up-finding.h"
#include "aft-preferences-file.h"

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
 * @bus_hangs: there is one, but it did not answer within 3 s
 * @server: whether a notification server answered
 * @server_hangs: there is one, but it did not answer within 3 s
 * @server_name: (nullable): what it calls itself
 * @server_version: (nullable): likewise
 * @server_actions: whether its notifications have buttons
 * @notifier: whether the notifier is on the bus
 * @leading: whether it holds the reminders
 * @last_error: (nullable): why it could not show the latest one, or cannot hold them, in English
 * @folder: (nullable): where the diary of this program is
 * @other_folder: (nullable): where that of the notifier is, if that is another one
 * @own_notifier: whether another notifier holds the reminders of this diary; told of @other_folder only
 * @diary_error: (nullable): why it cannot read the diary, in sentences
 * @same_version: whether it is of the version of this program
 * @same_preferences: whether it goes by the preferences that are set here
 * @same_zone: whether its clock on the wall is that of this program
 * @same_language: whether it says and writes things as this program does
 * @watching: whether it notices when a diary comes or is replaced
 * @exact: whether it is woken on time
 * @keeping: what becomes of a preference that is set here
 * @settings_error: (nullable): why what was set here can't be read, in sentences; told of @keeping only
 * @copy_error: (nullable): why the copy of the day could not be kept, in sentences
 * @next_due_us: when the next reminder is due, microseconds since 1970 UTC; 0: none is promised
 * @sandboxed: inside Flatpak, where the desktop decides what starts at login
 * @autostart: what starts at login; no meaning when @sandboxed
 * @autostart_path: (nullable): the file that decides so
 * @autostart_error: (nullable): why it could not be changed when the person asked for it
 * @app_enabled: GNOME's switch for the notifications of this program
 * @app_banners: GNOME's switch for showing them on the screen at once
 * @banners: GNOME's switch for those of all programs; off is its Do Not Disturb
 * @inhibited: whether the server says that it keeps notifications back
 * @paused: whether dunst says that it is paused
 */
typedef struct
{
  AftFact bus;
  gboolean bus_hangs;
  AftFact server;
  gboolean server_hangs;
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
  AftFact banners;
  AftFact inhibited;
  AftFact paused;
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
