/* aft-tool-row.h: an entry for the name of the tool, with a menu of earlier ones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AFT_TYPE_TOOL_ROW (aft_tool_row_get_type ())
G_DECLARE_FINAL_TYPE (AftToolRow, aft_tool_row, AFT, TOOL_ROW, AdwEntryRow)

void aft_tool_row_set_tools (AftToolRow *self,
                             GPtrArray  *tools);

G_END_DECLS
