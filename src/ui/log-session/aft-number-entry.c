/* aft-number-entry.c: an entry row that holds a figure, or nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-number-entry.h"

#include "aft-tokens.h"
#include "aft-typed.h"

/**
 * aft_number_entry_set:
 * @row: the row to write in
 * @value: a figure, or %AFT_UNSET, which leaves the row empty
 */
void
aft_number_entry_set (AdwEntryRow *row, double value)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  text = aft_typed_format_number (value);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/**
 * aft_number_entry_get:
 * @row: the row to read
 * @unit: (nullable): a unit that may follow the figure
 * @value: (out): the figure; %AFT_UNSET if the row is empty or its text invalid
 *
 * Returns: whether the row is empty or its text is a figure
 */
gboolean
aft_number_entry_get (AdwEntryRow *row, const char *unit, double *value)
{
  g_return_val_if_fail (ADW_IS_ENTRY_ROW (row), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (aft_typed_parse_number (gtk_editable_get_text (GTK_EDITABLE (row)), unit, value))
    return TRUE;
  *value = AFT_UNSET;
  return FALSE;
}
