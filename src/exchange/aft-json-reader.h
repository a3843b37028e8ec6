/* aft-json-reader.h: reads a diary from JSON and stages it, element by element
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-json-report.h"

G_BEGIN_DECLS

AftDbImport *aft_json_read_diary (AftDb          *db,
                                  GInputStream   *stream,
                                  gint64          now_us,
                                  AftProgress    *progress,
                                  GCancellable   *cancellable,
                                  AftJsonReport  *report,
                                  GError        **error);

G_END_DECLS
