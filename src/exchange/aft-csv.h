/* aft-csv.h: the diary as tables for a spreadsheet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"
#include "aft-progress.h"

G_BEGIN_DECLS

gboolean aft_csv_export      (AftDb          *db,
                              GOutputStream  *sessions,
                              GOutputStream  *notes,
                              AftProgress    *progress,
                              GCancellable   *cancellable,
                              GError        **error);
void     aft_csv_append_text (GString        *row,
                              const char     *text);

G_END_DECLS
