/* aft-diary-card.h: what the cards of the Diary share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void aft_diary_card_show_text (GtkLabel *label, const char *text);
void aft_diary_card_set_delete (GtkButton *button, const char *id, const char *name);

G_END_DECLS
