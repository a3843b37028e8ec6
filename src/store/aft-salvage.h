/* aft-salvage.h: keeps a damaged diary as it is, and rescues what can be read of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db.h"

G_BEGIN_DECLS

/** The outcome of a rescue. */
typedef struct
{
  char *aside;      /* (nullable): where the damaged file is now; NULL: it wasn't damaged */
  guint n_sessions; /* now in the diary, without its trash */
  guint n_notes;
} AftSalvage;

void       aft_salvage_free (AftSalvage  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSalvage, aft_salvage_free)

AftSalvage *aft_salvage     (const char  *path,
                             GError     **error);
char       *aft_salvage_get_unreported (const char *path);
void        aft_salvage_set_reported       (const char *path);

G_END_DECLS
