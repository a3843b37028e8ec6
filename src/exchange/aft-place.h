/* aft-place.h: places that a file can be at, anywhere that GIO reaches
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean      aft_place_connect (GFile         *file,
                                 GCancellable  *cancellable,
                                 GError       **error);
char         *aft_place_explain (const GError  *refusal);
GInputStream *aft_place_read    (GFile         *file,
                                 GCancellable  *cancellable,
                                 GError       **error);

G_END_DECLS
