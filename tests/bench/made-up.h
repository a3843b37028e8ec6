/* made-up.h: a random diary of any length, the same on every day and every machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db-private.h"

G_BEGIN_DECLS

#define MADE_UP_NOTE_EVERY_US (4 * G_TIME_SPAN_HOUR)

void
made_up_fill (AftDb *db, gint64 now_us, guint n_notes, guint n_sessions);

G_END_DECLS
