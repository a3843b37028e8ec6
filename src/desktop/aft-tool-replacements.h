/* aft-tool-replacements.h: when each tool was last replaced by a new one, and of what kind it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "aft-tool.h"

G_BEGIN_DECLS

gint64 aft_tool_replacements_get   (GSettings  *settings,
                                    const char *tool);
void   aft_tool_replacements_set   (GSettings  *settings,
                                    const char *tool,
                                    gint64      replaced_us);
AftToolKind aft_tool_kinds_get     (GSettings  *settings,
                                    const char *tool);
void   aft_tool_kinds_set          (GSettings  *settings,
                                    const char *tool,
                                    AftToolKind kind);
void   aft_tool_replacements_clear (GSettings  *settings);

G_END_DECLS
