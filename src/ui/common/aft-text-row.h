/* aft-text-row.h: a list row to write several lines in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AFT_TYPE_TEXT_ROW (aft_text_row_get_type ())
G_DECLARE_FINAL_TYPE (AftTextRow, aft_text_row, AFT, TEXT_ROW, AdwPreferencesRow)

char *aft_text_row_get_text (AftTextRow *self);
void  aft_text_row_set_text (AftTextRow *self,
                             const char *text);

G_END_DECLS
