/* aft-probe.h: what tools/bench learns from within the window; only with -Dprobe=true
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void
aft_probe_attach (GtkApplication *application);

G_END_DECLS
