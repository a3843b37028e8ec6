/* aft-signals.h: turns signals of the system into errors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void aft_signals_ignore (void);

G_END_DECLS
