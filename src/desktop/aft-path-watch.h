/* aft-path-watch.h: tells when another thing stands at a path, or the first one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The time zone of the computer: a link, as a rule. */
#define AFT_PATH_WATCH_ZONE "/etc/localtime"

#define AFT_TYPE_PATH_WATCH (aft_path_watch_get_type ())
G_DECLARE_FINAL_TYPE (AftPathWatch, aft_path_watch, AFT, PATH_WATCH, GObject)

/* Signal "changed" (void), on the main loop: what the path leads to is not what it was. */

AftPathWatch *aft_path_watch_new         (const char   *path);
gboolean      aft_path_watch_exists      (AftPathWatch *self);
gboolean      aft_path_watch_is_blind    (AftPathWatch *self);
gboolean      aft_path_watch_look_inside (AftPathWatch *self,
                                          gboolean      inside);

G_END_DECLS
