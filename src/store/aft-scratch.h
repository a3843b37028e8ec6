/* aft-scratch.h: a temporary copy of a diary, to examine and merge
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"

G_BEGIN_DECLS

char        *aft_scratch_new_path    (const char   *diary_path,
                                      GError      **error);
char        *aft_scratch_get_log     (const char   *scratch);
gboolean     aft_scratch_settle      (const char   *scratch,
                                      const char   *name,
                                      GError      **error);
void         aft_scratch_remove      (const char   *scratch);
AftDbImport *aft_scratch_stage       (const char   *scratch,
                                      AftDb        *self,
                                      GError      **error);

G_END_DECLS
