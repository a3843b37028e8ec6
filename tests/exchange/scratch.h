/* scratch.h: throw-away diaries for the tests of the exchange format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"

G_BEGIN_DECLS

char     *test_make_folder   (void);
void      test_remove_folder (const char *folder);
/* The clock stands at DIARY_NOW_US from here on. */
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
