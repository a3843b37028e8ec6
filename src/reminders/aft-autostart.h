/* aft-autostart.h: whether the notifier starts at login
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AftAutostart: whether the notifier starts at login, by the Desktop Application Autostart
 * Specification: of several files with the same name, only the one in the first folder counts
 * (XDG_CONFIG_HOME, then XDG_CONFIG_DIRS).
 */
typedef enum
{
  AFT_AUTOSTART_IN_PLACE,
  AFT_AUTOSTART_MISSING,   /* no such file */
  AFT_AUTOSTART_OFF,       /* turned off in the file */
  AFT_AUTOSTART_ELSEWHERE, /* only for other desktops */
  AFT_AUTOSTART_BROKEN,    /* its program doesn't exist, or the file can't be read */
} AftAutostart;

AftAutostart aft_autostart_inspect (char     **path);
gboolean     aft_autostart_set     (gboolean   enabled,
                                    GError   **error);

G_END_DECLS
