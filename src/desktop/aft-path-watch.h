/* aft-path-watch.h: notices when what is at a path is replaced, appears or goes away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Signal "changed" (void), on the main loop: something else is at the path, or nothing any more. */
#define AFT_TYPE_PATH_WATCH (aft_path_watch_get_type ())
G_DECLARE_FINAL_TYPE (AftPathWatch, aft_path_watch, AFT, PATH_WATCH, GObject)

AftPathWatch *aft_path_watch_new            (const char   *path);
gboolean      aft_path_watch_exists         (AftPathWatch *self);
gboolean      aft_path_watch_is_blind       (AftPathWatch *self);
gboolean      aft_path_watch_watch_contents (AftPathWatch *self,
                                             gboolean      contents);

G_END_DECLS
