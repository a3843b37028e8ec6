/* aft-store.h: the diary for the window: one worker thread, results on the main loop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Jobs run in the order they were queued. One that has started isn't cancelled, so what is being
 * saved gets saved. Errors are %AFT_STORE_ERROR, or %G_IO_ERROR_CANCELLED.
 */
#pragma once

#include "aft-db.h"
#include "aft-salvage.h"
#include "aft-snapshot.h"
#include "aft-trends.h"

G_BEGIN_DECLS

#define AFT_TYPE_STORE (aft_store_get_type ())
G_DECLARE_FINAL_TYPE (AftStore, aft_store, AFT, STORE, GObject)

/**
 * AftRecentEntries: what a plan and the present days need, however long the diary is. Newest last,
 * without the trash.
 */
typedef struct
{
  GPtrArray *sessions; /* AftSession, all */
  GPtrArray *notes;    /* AftSkinNote, see aft_db_list_recent_notes() */
  gint64     n_notes;  /* of all */
} AftRecentEntries;
void       aft_recent_entries_free              (AftRecentEntries *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftRecentEntries, aft_recent_entries_free)

AftStore  *aft_store_new               (const char           *path);
const char *aft_store_get_path         (AftStore             *self);
gboolean   aft_store_get_damaged       (AftStore             *self);
gboolean   aft_store_get_open          (AftStore             *self);
gboolean   aft_store_get_read_only     (AftStore             *self);
void       aft_store_set_preferences   (AftStore             *self,
                                        const AftPreferences *preferences);
void       aft_store_close             (AftStore             *self);

void       aft_store_open_async        (AftStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   aft_store_open_finish       (AftStore *self, GAsyncResult *result, GError **error);
void       aft_store_check_async       (AftStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   aft_store_check_finish      (AftStore *self, GAsyncResult *result, GError **error);
void       aft_store_load_async        (AftStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
AftRecentEntries  *aft_store_load_finish       (AftStore *self, GAsyncResult *result, GError **error);
void       aft_store_load_trends_async (AftStore *self, int day_start_minutes, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
AftTrends *aft_store_load_trends_finish (AftStore *self, GAsyncResult *result, GError **error);
void       aft_store_save_session_async  (AftStore *self, AftSession *session, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   aft_store_save_session_finish (AftStore *self, GAsyncResult *result, GError **error);
void       aft_store_save_note_async   (AftStore *self, AftSkinNote *note, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   aft_store_save_note_finish  (AftStore *self, GAsyncResult *result, GError **error);
void       aft_store_delete_async      (AftStore *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   aft_store_delete_finish     (AftStore *self, GAsyncResult *result, GError **error);
void       aft_store_restore_async     (AftStore *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   aft_store_restore_finish    (AftStore *self, GAsyncResult *result, GError **error);
void       aft_store_erase_async       (AftStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   aft_store_erase_finish      (AftStore *self, GAsyncResult *result, GError **error);
typedef gboolean (*AftStoreFunc) (AftDb *db, gpointer user_data, GCancellable *cancellable, GError **error);
void       aft_store_run_async         (AftStore *self, AftStoreFunc func, gpointer user_data, GDestroyNotify destroy, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer callback_data);
gboolean   aft_store_run_finish        (AftStore *self, GAsyncResult *result, GError **error);

char      *aft_store_get_snapshot_error      (AftStore *self);
void       aft_store_list_snapshots_async    (AftStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *aft_store_list_snapshots_finish   (AftStore *self, GAsyncResult *result, GError **error);
void       aft_store_compare_snapshot_async  (AftStore *self, const char *snapshot, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
AftSnapshotChanges *aft_store_compare_snapshot_finish (AftStore *self, GAsyncResult *result, GError **error);
void       aft_store_restore_snapshot_async  (AftStore *self, const char *snapshot, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   aft_store_restore_snapshot_finish (AftStore *self, GAsyncResult *result, GError **error);

void       aft_store_salvage_async           (AftStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
AftSalvage *aft_store_salvage_finish         (AftStore *self, GAsyncResult *result, GError **error);

void       aft_store_check_external_changes              (AftStore *self);

G_END_DECLS
