/* aft-usual-row.h: a list row that asks what is usual for this skin
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Properties: "symptom" (int): an AftSymptom, construct only; "value" (int): 0 to AFT_USUAL_MAX. One of three
 * toggle buttons is always pressed; while the focus is inside, the digits 0 to 2 choose one. */
#define AFT_TYPE_USUAL_ROW (aft_usual_row_get_type ())
G_DECLARE_FINAL_TYPE (AftUsualRow, aft_usual_row, AFT, USUAL_ROW, AdwActionRow)

G_END_DECLS
