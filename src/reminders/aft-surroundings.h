/* aft-surroundings.h: what a program takes from its environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void aft_surroundings_describe (GVariantDict *description);

G_END_DECLS
