/* aft-notifier-protocol.h: how the window and the notifier speak over D-Bus
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#define AFT_NOTIFIER_NAME "org.example.Aftercare.Notifier"
#define AFT_NOTIFIER_PATH "/org/example/Aftercare/Notifier"
#define AFT_NOTIFIER_INTERFACE "org.example.Aftercare.Notifier"

/* Method DiaryChanged(): the diary or the settings were written; look again.
 * Signal Changed(): the notifier has written, or was told of a change by anybody.
 * Property Leading (b): this notifier holds the leader lock. */
#define AFT_NOTIFIER_XML                                        \
  "<node>"                                                      \
  "  <interface name='" AFT_NOTIFIER_INTERFACE "'>"             \
  "    <method name='DiaryChanged'/>"                           \
  "    <signal name='Changed'/>"                                \
  "    <property name='Leading' type='b' access='read'/>"       \
  "  </interface>"                                              \
  "</node>"

/* What a notification opens in the window, as GApplication actions over D-Bus
 * (org.freedesktop.Application.ActivateAction on org.example.Aftercare):
 * "open-page" with a string parameter, one of "today", "diary", and "log-session". */
