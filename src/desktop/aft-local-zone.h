/* aft-local-zone.h: the time zone that the person is in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-path-watch.h"

G_BEGIN_DECLS

GTimeZone    *aft_local_zone_new       (void);
GTimeZone    *aft_local_zone_find      (const char *tz,
                                        const char *path);
AftPathWatch *aft_local_zone_watch_new (void);

G_END_DECLS
