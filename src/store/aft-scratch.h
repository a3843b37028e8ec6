/* aft-scratch.h: a copy of a diary, to be looked at and merged, out of sight of the person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"

G_BEGIN_DECLS

/* (transfer full): where there is nothing yet, beside the snapshots of the diary at @diary_path. What a
 * crash leaves there goes with the next snapshots. */
char        *aft_scratch_new_path    (const char   *diary_path,
                                      GError      **error);
/* (transfer full): of the log that belongs to it. */
char        *aft_scratch_get_log     (const char   *scratch);
/* Is @scratch, with the log beside it, a sound diary? Then it is of the present schema afterwards, and
 * without a log. @name: of what it was copied from, for the error. */
gboolean     aft_scratch_settle      (const char   *scratch,
                                      const char   *name,
                                      GError      **error);
/* Also of a file that is not there. */
void         aft_scratch_remove      (const char   *scratch);
/* Stages all of it for a merge into @self; the rest is as of aft_db_import_begin(). */
AftDbImport *aft_scratch_stage       (const char   *scratch,
                                      AftDb        *self,
                                      GError      **error);

G_END_DECLS
