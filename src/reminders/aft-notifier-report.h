/* aft-notifier-report.h: reports a change to the notifier from a program without a main loop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean aft_notifier_report_change_sync (GError **error);

G_END_DECLS
