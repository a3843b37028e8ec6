/* aft-tool-use-row.h: a list row that says how often the tool was used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-session.h"
#include "aft-tool.h"

G_BEGIN_DECLS

/* "7 of 12 uses" and "Replaced It". The row stores nothing: the caller asks for the replacement when it saves
 * the session; until then the person can take it back. Its title is "" if there is nothing to count.
 * Signal "changed" (void): the button was pressed. */
#define AFT_TYPE_TOOL_USE_ROW (aft_tool_use_row_get_type ())
G_DECLARE_FINAL_TYPE (AftToolUseRow, aft_tool_use_row, AFT, TOOL_USE_ROW, AdwActionRow)

void        aft_tool_use_row_update            (AftToolUseRow *self,
                                                GPtrArray     *sessions,
                                                AftSession    *session,
                                                gint64         replaced_us,
                                                AftToolKind    kind,
                                                guint          limit);
char       *aft_tool_use_row_get_note          (AftToolUseRow *self);
gint64      aft_tool_use_row_get_replacement   (AftToolUseRow *self);
const char *aft_tool_use_row_get_replaced_tool (AftToolUseRow *self);
void        aft_tool_use_row_set_replaced_tool (AftToolUseRow *self,
                                                const char    *tool);

G_END_DECLS
