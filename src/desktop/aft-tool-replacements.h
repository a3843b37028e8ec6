/* aft-tool-replacements.h: when each tool was last replaced by a new one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gint64 aft_tool_replacements_get   (GSettings  *settings,
                                    const char *tool);
void   aft_tool_replacements_set   (GSettings  *settings,
                                    const char *tool,
                                    gint64      replaced_us);
void   aft_tool_replacements_clear (GSettings  *settings);

G_END_DECLS
