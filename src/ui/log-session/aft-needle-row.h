/* aft-needle-row.h: a list row to choose the length of the needle
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Offers the lengths sold for home, "Not recorded" and "Other".
 * Signal "changed" (void): the person chose or typed another length. */
#define AFT_TYPE_NEEDLE_ROW (aft_needle_row_get_type ())
G_DECLARE_FINAL_TYPE (AftNeedleRow, aft_needle_row, AFT, NEEDLE_ROW, AdwComboRow)

void     aft_needle_row_set_other_row (AftNeedleRow  *self,
                                       AdwEntryRow   *other);
gboolean aft_needle_row_is_other      (gpointer       instance,
                                       guint          selected);
void     aft_needle_row_set           (AftNeedleRow  *self,
                                       double         needle_mm);
gboolean aft_needle_row_get           (AftNeedleRow  *self,
                                       double        *needle_mm,
                                       char         **problem);

G_END_DECLS
