/* aft-sandbox.h: whether this program runs inside a sandbox
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean aft_sandbox_is_flatpak (void);

G_END_DECLS
