/* aft-other-settings.h: settings of another program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *aft_other_settings_open (const char        *schema_id,
                                    const char        *path,
                                    const char *const *keys);

G_END_DECLS
