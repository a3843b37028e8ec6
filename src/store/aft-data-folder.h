/* aft-data-folder.h: the folder that is the program's own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean aft_data_folder_check_path       (const char *path,
                                           GError    **error);
gboolean aft_data_folder_check_descriptor (int         fd,
                                           GError    **error);

G_END_DECLS
