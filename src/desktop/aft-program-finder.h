/* aft-program-finder.h: where the other of the two programs is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *aft_find_program (const char *program,
                        const char *installed_in,
                        const char *built_in);

G_END_DECLS
