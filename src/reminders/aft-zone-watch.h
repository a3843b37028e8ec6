/* aft-zone-watch.h: tells when the computer is taken to another time zone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define AFT_ZONE_WATCH_PATH "/etc/localtime"

#define AFT_TYPE_ZONE_WATCH (aft_zone_watch_get_type ())
G_DECLARE_FINAL_TYPE (AftZoneWatch, aft_zone_watch, AFT, ZONE_WATCH, GObject)

/* Signal "changed" (void), on the main loop: g_time_zone_new_local() answers differently now. */

AftZoneWatch *aft_zone_watch_new (const char *path);

G_END_DECLS
