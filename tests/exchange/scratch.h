/* scratch.h: temporary diaries for tests of the JSON format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"

G_BEGIN_DECLS

char     *test_make_folder   (void);
void      test_remove_folder (const char *folder);
/* From here on, the clock shows DIARY_NOW_US. */
AftDb    *test_open_db       (const char *folder,
                              const char *name);
char     *test_export        (AftDb      *db,
                              gint64      now_us);
gboolean  test_import        (AftDb      *db,
                              const char *text,
                              gssize      length,
                              AftImportCounts *counts,
                              GError    **error);

G_END_DECLS
