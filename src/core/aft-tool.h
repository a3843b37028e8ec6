/* aft-tool.h: how often a roller or cartridge was used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-session.h"

G_BEGIN_DECLS

/* common: a roller or cartridge wears out after 10 to 15 uses. */
#define AFT_TOOL_USES_COMMON_MIN 10
#define AFT_TOOL_USES_COMMON_MAX 15
/** Until the person sets another limit: well inside the common advice. Worn needles harm the skin of
 * those, too, who never open Preferences; and it is one quiet line in the form, no notification. */
#define AFT_TOOL_USE_LIMIT_DEFAULT 12
#define AFT_TOOL_USE_LIMIT_MAX 99
/** When a tool was replaced: never. */
#define AFT_TOOL_NEVER G_MININT64

char      *aft_tool_fold             (const char *tool);
gboolean   aft_tool_equal            (const char *a,
                                      const char *b);
guint      aft_tool_count_uses       (GPtrArray  *sessions,
                                      const char *tool,
                                      gint64      replaced_us);
gint64     aft_tool_find_replacement (GPtrArray  *sessions,
                                      AftSession *first);
GPtrArray *aft_tool_list             (GPtrArray  *sessions);

G_END_DECLS
