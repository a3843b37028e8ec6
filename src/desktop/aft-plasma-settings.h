/* aft-plasma-settings.h: KDE Plasma's settings for notifications of a program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean aft_plasma_settings_read (const char *desktop_entry,
                                   gboolean   *popups,
                                   gboolean   *history);

G_END_DECLS
