/* aft-guide-group.h: some lines of the Guide under one heading
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-guide.h"

G_BEGIN_DECLS

GtkWidget *aft_guide_group_new (AftGuidePhase    phase,
                                AftGuideKind     kind,
                                AftGuidePlaces places);

G_END_DECLS
