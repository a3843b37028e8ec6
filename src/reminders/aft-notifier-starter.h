/* aft-notifier-starter.h: finds the program of the notifier, and starts it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The option of the notifier for a start at login, see aftercare-notifier(8). */
#define AFT_NOTIFIER_AT_LOGIN "--at-login"

char     *aft_notifier_find_program (void);
gboolean  aft_notifier_start        (GError **error);

G_END_DECLS
