/* aft-tool-kind-row.h: a list row to choose what kind of tool it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-session.h"
#include "aft-tool.h"

G_BEGIN_DECLS

#define AFT_TYPE_TOOL_KIND_ROW (aft_tool_kind_row_get_type ())
G_DECLARE_FINAL_TYPE (AftToolKindRow, aft_tool_kind_row, AFT, TOOL_KIND_ROW, AdwComboRow)

AftToolKind aft_tool_kind_row_update (AftToolKindRow *self,
                                      GSettings      *settings,
                                      AftSession     *session);

G_END_DECLS
