/* aft-trash.h: what was deleted and can still be brought back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-store.h"

G_BEGIN_DECLS

/**
 * AftTrashEntry:
 * @session: (nullable): the deleted session,
 * @note: (nullable): or the deleted note
 * @trashed_at_us: when; it is deleted for good %AFT_TRASH_KEPT_US later
 */
typedef struct
{
  AftSession  *session;
  AftSkinNote *note;
  gint64       trashed_at_us;
} AftTrashEntry;

void        aft_trash_entry_free          (AftTrashEntry       *self);
const char *aft_trash_entry_get_id        (const AftTrashEntry *self);

gboolean    aft_db_expire_trash           (AftDb               *self,
                                           gint64               now_us,
                                           GError             **error);
GPtrArray  *aft_db_list_trash             (AftDb               *self,
                                           GError             **error);

void        aft_store_list_trash_async    (AftStore            *self,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
GPtrArray  *aft_store_list_trash_finish   (AftStore            *self,
                                           GAsyncResult        *result,
                                           GError             **error);
void        aft_store_empty_trash_async   (AftStore            *self,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
gboolean    aft_store_empty_trash_finish  (AftStore            *self,
                                           GAsyncResult        *result,
                                           GError             **error);

G_END_DECLS
