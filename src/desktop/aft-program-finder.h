/* aft-program-finder.h: finds another program of the same installation
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
