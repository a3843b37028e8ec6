/* aft-notifier-protocol.h: where other programs find the notifier on the session bus
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/reminders/org.example.Aftercare.Notifier.xml describes the interface.
 */
#pragma once

#define AFT_NOTIFIER_NAME "org.example.Aftercare.Notifier"
#define AFT_NOTIFIER_PATH "/org/example/Aftercare/Notifier"
#define AFT_NOTIFIER_INTERFACE "org.example.Aftercare.Notifier"
