/* aft-iso-date.h: days and instants as files write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-day.h"

G_BEGIN_DECLS

AftDay    aft_day_from_string     (const char *text);
char     *aft_day_to_string       (AftDay      day);
gboolean  aft_day_is_writable     (AftDay      day);
char     *aft_instant_to_string   (gint64      at_us);
gboolean  aft_instant_from_string (const char *text,
                                   gint64     *at_us);

G_END_DECLS
