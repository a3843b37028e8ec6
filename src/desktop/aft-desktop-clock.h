/* aft-desktop-clock.h: the desktop's setting for 12 or 24 hours
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "aft-words.h"

G_BEGIN_DECLS

#define AFT_DESKTOP_CLOCK_SCHEMA "org.gnome.desktop.interface"
#define AFT_DESKTOP_CLOCK_KEY "clock-format"

GSettings      *aft_desktop_clock_open       (void);
AftClockFormat  aft_desktop_clock_get_format (GSettings  *settings,
                                              const char *desktop);
void            aft_desktop_clock_apply      (GSettings  *settings);

G_END_DECLS
