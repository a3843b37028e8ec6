/* aft-filter-popover.h: asks for the conditions of a filter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-search.h"

G_BEGIN_DECLS

/* Signal "changed" (void): the person changed a condition. */
#define AFT_TYPE_FILTER_POPOVER (aft_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (AftFilterPopover, aft_filter_popover, AFT, FILTER_POPOVER, GtkPopover)

void aft_filter_popover_set (AftFilterPopover *self,
                             const AftFilter  *filter);
void aft_filter_popover_get (AftFilterPopover *self,
                             AftFilter        *filter);

G_END_DECLS
