/* aft-more-reasons.h: a button that shows more reasons to wait
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AFT_TYPE_MORE_REASONS (aft_more_reasons_get_type ())
G_DECLARE_FINAL_TYPE (AftMoreReasons, aft_more_reasons, AFT, MORE_REASONS, GtkWidget)

G_END_DECLS
