/* aft-autostart.h: whether the notifier starts at login
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AftAutostart: what login makes of the notifier, by the Desktop Application Autostart
 * Specification: of several files of one name, only the one in the most important folder counts
 * (XDG_CONFIG_HOME, then XDG_CONFIG_DIRS).
 */
typedef enum
{
  AFT_AUTOSTART_IN_PLACE,
  AFT_AUTOSTART_MISSING,   /* no such file */
  AFT_AUTOSTART_OFF,       /* switched off in the file */
  AFT_AUTOSTART_ELSEWHERE, /* meant for other desktops than this one */
  AFT_AUTOSTART_BROKEN,    /* it starts a program that is not there, or cannot be read */
} AftAutostart;

AftAutostart aft_autostart_look (char     **path);
gboolean     aft_autostart_set  (gboolean   wanted,
                                 GError   **error);

G_END_DECLS
