/* aft-command-line.h: the commands that need no display: export, import, status
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean aft_command_line_run (int    argc,
                               char **argv,
                               int   *exit_status);

G_END_DECLS
