/* aft-digit-keys.h: digits typed on any keyboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @digit: 0 to 9. Returns: whether @widget handles it. */
typedef gboolean (*AftDigitFunc) (GtkWidget *widget,
                                  int        digit);

void aft_digit_keys_add (GtkWidget    *widget,
                         AftDigitFunc  func);

G_END_DECLS
