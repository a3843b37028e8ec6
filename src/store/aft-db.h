/* aft-db.h: the diary database, synchronous
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One AftDb is one SQLite connection and belongs to one thread at a time. The notifier and the
 * command line use it directly; the window uses AftStore, which has one on its worker. Every write
 * is one IMMEDIATE transaction with synchronous=FULL: once a function returns TRUE, the data is on
 * disk. Every write to sessions or notes also updates the table of reminders for the new plan, in
 * the same transaction.
 */
#pragma once

#include <gio/gio.h>

#include "aft-clock.h"
#include "aft-entry.h"
#include "aft-plan.h"
#include "aft-store-error.h"

G_BEGIN_DECLS

typedef struct _AftDb AftDb;

char      *aft_db_get_default_path (void);

AftDb     *aft_db_open             (const char           *path,
                                    gboolean              create,
                                    GError              **error);
AftDb     *aft_db_open_or_read     (const char           *path,
                                    gboolean              create,
                                    GError              **error);
gboolean   aft_db_is_read_only     (AftDb                *self);
gboolean   aft_db_is_current       (AftDb                *self);
void       aft_db_close            (AftDb                *self);
void       aft_db_abandon          (AftDb                *self);
const char *aft_db_get_path        (AftDb                *self);
gboolean   aft_db_fold             (AftDb                *self);
gboolean   aft_db_is_folded        (AftDb                *self);
char      *aft_log_take_unreported     (const char           *path);
gboolean   aft_db_check            (AftDb                *self,
                                    GError              **error);
gboolean   aft_db_is_in_place      (AftDb                *self);
void       aft_db_set_preferences  (AftDb                *self,
                                    const AftPreferences *preferences);
gint64     aft_db_get_data_version (AftDb                *self);

/* --- entries (aft-db-list.c, aft-db-diary.c) ----------------------------------------------- */

GPtrArray *aft_db_list_sessions    (AftDb                *self,
                                    GError              **error);
GPtrArray *aft_db_list_notes       (AftDb                *self,
                                    GError              **error);
GPtrArray *aft_db_list_recent_notes (AftDb               *self,
                                    gint64                since_us,
                                    gint64                now_us,
                                    GError              **error);
GArray    *aft_db_list_values      (AftDb                *self,
                                    GError              **error);
GPtrArray *aft_db_list_plan_sessions (AftDb              *self,
                                    gint64                now_us,
                                    GError              **error);
GPtrArray *aft_db_list_plan_notes  (AftDb                *self,
                                    gint64                now_us,
                                    GError              **error);
AftPlan   *aft_db_make_plan        (AftDb                *self,
                                    GTimeZone            *time_zone,
                                    gint64                now_us,
                                    GError              **error);
/* What is in the trash, and what was removed from it for good: (element-type AftTombstone). */
typedef struct
{
  char  *id;
  gint64 deleted_at_us;
} AftTombstone;
AftTombstone *aft_tombstone_new    (const char           *id,
                                    gint64                deleted_at_us);
void       aft_tombstone_free      (AftTombstone         *self);
GPtrArray *aft_db_list_tombstones  (AftDb                *self,
                                    GError              **error);

gboolean   aft_db_save_entry       (AftDb                *self,
                                    AftEntryKind          kind,
                                    gconstpointer         entry,
                                    GError              **error);
gboolean   aft_db_save_session     (AftDb                *self,
                                    AftSession           *session,
                                    GError              **error);
gboolean   aft_db_save_note        (AftDb                *self,
                                    AftSkinNote          *note,
                                    GError              **error);
gboolean   aft_db_delete           (AftDb                *self,
                                    const char           *id,
                                    GError              **error);
gboolean   aft_db_restore          (AftDb                *self,
                                    const char           *id,
                                    GError              **error);

#define AFT_TRASH_KEPT_US (30 * G_TIME_SPAN_DAY)
gboolean   aft_db_empty_trash      (AftDb                *self,
                                    gint64                since_us,
                                    gint64                before_us,
                                    GError              **error);

/* --- merge (aft-db-import.c) -------------------------------------------------------------- */

/** What an import changed or, in a dry run, would change. */
typedef struct
{
  guint added;     /* new entries */
  guint updated;   /* the file's version was newer */
  guint kept;      /* the present version is newer or the same */
  guint deleted;   /* deleted because the file says so */
} AftImportCounts;

/** How what is staged compares with the diary. */
typedef struct
{
  guint new_sessions;  /* not here, or in the trash with the file's version newer */
  guint new_notes;
  guint new_others;    /* of any other kind */
  guint newer;         /* here too; the file's version is newer and will replace it */
  guint older;         /* here too; the one here is newer and stays */
  guint ahead;         /* of those: changed here with a clock that was ahead */
  guint same;          /* here too, last changed at the same time; stays, or is replaced by a version
                        * that every computer prefers, which counts as newer */
  guint gone;          /* deleted here at that time or later; stays deleted */
  guint deleted;       /* here; will be deleted because the file says so */
} AftImportPreview;

typedef struct _AftDbImport AftDbImport;

AftDbImport *aft_db_import_begin       (AftDb           *self,
                                        GError         **error);
gboolean     aft_db_import_add         (AftDbImport     *self,
                                        AftEntryKind     kind,
                                        gconstpointer    entry,
                                        gboolean         lacking,
                                        GError         **error);
gboolean     aft_db_import_add_deleted (AftDbImport     *self,
                                        const char      *id,
                                        gint64           deleted_at_us,
                                        GError         **error);
gboolean     aft_db_import_preview     (AftDbImport      *self,
                                        gint64           now_us,
                                        AftImportPreview *preview,
                                        GError          **error);
gboolean     aft_db_import_commit      (AftDbImport     *self,
                                        AftImportCounts *counts,
                                        GError         **error);
void         aft_db_import_abort       (AftDbImport     *self);

/* --- streaming read, for export: by time, then by ID, without the trash --------------------- */
typedef gboolean (*AftEntryFunc)   (AftEntryKind kind, gpointer entry, gpointer user_data, GError **error);
typedef gboolean (*AftDeletedFunc) (const char *id, gint64 deleted_at_us, gpointer user_data, GError **error);
/** How many rows an export has. */
typedef struct
{
  guint64 n[AFT_N_ENTRY_KINDS];
} AftDbCounts;
/** A set of kinds. */
#define AFT_ENTRY_BIT(kind) (1u << (kind))
#define AFT_ENTRY_ALL ((1u << AFT_N_ENTRY_KINDS) - 1)
gboolean     aft_db_count              (AftDb           *self,
                                        AftDbCounts     *counts,
                                        GError         **error);
gboolean     aft_db_export             (AftDb           *self,
                                        guint            kinds,
                                        AftEntryFunc     entry_func,
                                        AftDeletedFunc   deleted_func,
                                        gpointer         user_data,
                                        GError         **error);

G_END_DECLS
