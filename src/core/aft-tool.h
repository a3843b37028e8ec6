/* aft-tool.h: how often a roller or cartridge was used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-session.h"

G_BEGIN_DECLS

/* Common: a roller or cartridge wears out after 10 to 15 uses. */
#define AFT_TOOL_USES_COMMON_MIN 10
#define AFT_TOOL_USES_COMMON_MAX 15
/** The default limit, within common advice. It applies to people who never open Preferences too,
 * because worn needles harm the skin; it only adds a line to the form, not a notification. */
#define AFT_TOOL_USE_LIMIT_DEFAULT 12
#define AFT_TOOL_USE_LIMIT_MAX 99
/** Instead of the time at which a tool was replaced. */
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
