/* aft-window-transfer.h: the diary to a file, onto paper and from a file, from the menu
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-window.h"

G_BEGIN_DECLS

/* Each asks what and where and then works in the background; the result is a toast, or a dialog
 * that lists what is wrong with the file. Action handlers of AftWindow. */
void aft_window_export_action (GtkWidget  *widget,
                               const char *action,
                               GVariant   *parameter);
void aft_window_import_action (GtkWidget  *widget,
                               const char *action,
                               GVariant   *parameter);

void aft_window_report_action (GtkWidget  *widget,
                               const char *action,
                               GVariant   *parameter);

G_END_DECLS
