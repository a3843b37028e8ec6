/* aft-notifier-protocol.h: how the window and the notifier speak over D-Bus
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#define AFT_NOTIFIER_NAME "org.example.Aftercare.Notifier"
#define AFT_NOTIFIER_PATH "/org/example/Aftercare/Notifier"
#define AFT_NOTIFIER_INTERFACE "org.example.Aftercare.Notifier"

/* Method DiaryWritten(s folder, s folder-id) -> b: the diary in that folder, or the settings, were
 *   written; look again. False: this notifier has another diary.
 * Method DiaryChanged(): the same of the notifier's own diary, whichever it is.
 * Signal Changed(): the notifier has written, or was told of a change by anybody.
 * Method SendTest(u): shows a test notification after that many seconds, an hour at most. Answers at
 *   once; whether it could be shown is in last-error.
 * Method GetStatus() -> a{sv}: asks the notification server first, so that it may take 3 s:
 *   "version" s         of the program
 *   "folder", "folder-id" s: where its diary is, see aft_leader_describe_folder()
 *   "preferences", "utc-offsets", "language" s: what it goes by; to be compared only
 *   "watching" b        it sees when another diary takes the place of its own
 *   "leading" b         holds the leader lock
 *   "last-error" s      why the last notification could not be shown, or why it cannot lead; "" when
 *                       it was, or none was due
 * and only if it leads:
 *   "server-answers" b  a notification server answered
 *   "server-name", "server-vendor", "server-version" s: what it calls itself; only if it answered
 *   "diary-error" s     why it can keep nothing: there is no diary, or none that it can read; "" if not
 *   "exact" b           it is woken on time; otherwise it looks once a minute
 *   "next-due" x        when the next reminder is due, microseconds since 1970 UTC; 0: none is promised
 * Property Leading (b): this notifier holds the leader lock. */
#define AFT_NOTIFIER_XML                                        \
  "<node>"                                                      \
  "  <interface name='" AFT_NOTIFIER_INTERFACE "'>"             \
  "    <method name='DiaryChanged'/>"                           \
  "    <method name='DiaryWritten'>"                            \
  "      <arg name='folder' type='s' direction='in'/>"          \
  "      <arg name='folder_id' type='s' direction='in'/>"       \
  "      <arg name='mine' type='b' direction='out'/>"           \
  "    </method>"                                               \
  "    <method name='SendTest'>"                                \
  "      <arg name='seconds' type='u' direction='in'/>"         \
  "    </method>"                                               \
  "    <method name='GetStatus'>"                               \
  "      <arg name='status' type='a{sv}' direction='out'/>"     \
  "    </method>"                                               \
  "    <signal name='Changed'/>"                                \
  "    <property name='Leading' type='b' access='read'/>"       \
  "  </interface>"                                              \
  "</node>"

/* What a notification opens in the window, as GApplication actions over D-Bus
 * (org.freedesktop.Application.ActivateAction on org.example.Aftercare):
 * "open-page" with a string parameter, one of "today", "diary", and "log-session". */
