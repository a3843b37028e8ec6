/* aft-tool.h: what kind of tool it is, and how often it was used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-session.h"

G_BEGIN_DECLS

/* Common: a roller or stamp wears out after 10 to 15 uses. No primary source was found for it. */
#define AFT_TOOL_USES_COMMON_MIN 10
#define AFT_TOOL_USES_COMMON_MAX 15
/** The default limit, within common advice. It applies to people who never open Preferences too,
 * because worn needles harm the skin; it only adds a line to the form, not a notification. */
#define AFT_TOOL_USE_LIMIT_DEFAULT 12
#define AFT_TOOL_USE_LIMIT_MAX 99
/** Instead of the time at which a tool was replaced. */
#define AFT_TOOL_NEVER G_MININT64

typedef enum
{
  AFT_TOOL_ROLLER,
  AFT_TOOL_STAMP,
  AFT_TOOL_PEN, /* its cartridge is sterile and for one use (common) */
} AftToolKind;
#define AFT_N_TOOL_KINDS 3

const char *aft_tool_kind_to_token   (AftToolKind kind);
AftToolKind aft_tool_kind_guess      (const char *tool);
guint       aft_tool_kind_get_limit  (AftToolKind kind,
                                      guint       limit);

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
