/* aft-check-in-words.h: a check-in as one line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-skin-note.h"

G_BEGIN_DECLS

char *aft_check_in_words (const AftSkinNote *note,
                          GTimeZone         *time_zone);

G_END_DECLS
