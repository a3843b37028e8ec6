/* aft-db-private.h: what the files of the store share, and no other room sees
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/types.h>

#include "aft-db.h"
#include "aft-file.h"

G_BEGIN_DECLS

/* "Aftc" in ASCII: tells our databases from those of other programs (PRAGMA application_id). */
#define AFT_DB_APPLICATION_ID 0x41667463
/* The last instant of the year 9999. */
#define AFT_INSTANT_MAX "253402300799999999"
/* How long a writer waits for another one. */
#define AFT_DB_BUSY_TIMEOUT_MS 1000

/* What a database consists of while it is open. */
enum
{
  AFT_DB_FILE_MAIN,
  AFT_DB_FILE_WAL,
  AFT_DB_FILE_SHM,
  AFT_DB_N_FILES,
};

/** Which file stands at a path; zero: none. */
typedef struct
{
  dev_t device;
  ino_t inode;
} AftFileId;

/* What is copied of a diary that may only be read. */
#define AFT_DB_N_COPIED 3

/** One state of a file; zero: none. */
typedef struct
{
  dev_t device;
  ino_t inode;
  goffset size;
  gint64 modified_ns;
} AftFileStamp;

struct _AftDb
{
  sqlite3 *handle;
  char *path;
  AftPreferences preferences;
  gboolean distrusted; /* not known to be what it should be yet: SQL that fails is the file's fault */
  gboolean unchecked;  /* aft_db_check() comes before the first write */
  char word[33];       /* aft-db-words.c: that of the diary in this write transaction */
  guint32 count;       /* how often it had been written when that was last looked at */
  char known_word[33]; /* that the main file had when it was last looked at, */
  guint64 known_salt;  /* and of the log that it was looked up in */
  gboolean counted;    /* among those that are open in this process */
  gboolean overwritten; /* another file was copied over it */
  gboolean writing;    /* in a transaction of aft_db_begin() */
  int n_changes;       /* rows changed when that began */
  gint64 sync_again_us; /* when the reminders have to follow the plan again; 0: not synced yet */
  guint64 n_writes;    /* committed write transactions of this connection */
  /* (nullable): called before each write transaction. */
  void (*before_write) (AftDb *self, gpointer data);
  gpointer before_write_data;
  AftFileId files[AFT_DB_N_FILES]; /* as they were opened */
  gboolean read_only; /* @handle is a private copy of what is at @path */
  gboolean replaced;  /* opened in the place of another, which the writer does not know of yet */
  AftFileStamp stamps[AFT_DB_N_COPIED]; /* of a read-only one, as they were copied */
  gint64 waiting_since_us; /* by the monotonic clock: for another writer, during a call only */
};

typedef sqlite3_stmt AftStatement;
static inline void
aft_statement_free (AftStatement *statement)
{
  sqlite3_finalize (statement);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftStatement, aft_statement_free)

/* --- opening (aft-db.c) -------------------------------------------------------------------- */

/* From now on another writer is waited for, AFT_DB_BUSY_TIMEOUT_MS at most. */
void
aft_db_wait_for_others (AftDb *self);
/* Nothing is open yet. */
AftDb *
aft_db_new (const char *path);
void
aft_db_distrust_schema (AftDb *self);
/* Do the permissions of a file that is there, and of its folder, say so? */
gboolean
aft_db_may_be_written (const char *path);
/* Can any file be locked where @path is? */
gboolean
aft_db_can_lock (const char *path);
/* Is there a diary at @path? */
AftFileState
aft_db_look (const char *path, GError **error);
/* For its owner alone (0600). Returns: SQLite's code; *@handle may be set even when it failed. */
int
aft_db_open_private (const char *path, gboolean create, sqlite3 **handle);
/* aft_db_open() of a diary that a rescue has not finished with. */
AftDb *
aft_db_open_unfinished (const char *path, GError **error);
/* Sets the handle of @self, which has a path, to look at the file alone: no locks, no journal. */
gboolean
aft_db_open_immutable (AftDb *self, GError **error);
/* Is it a diary that this program can read, or empty? */
gboolean
aft_db_check_kind (AftDb *self, GError **error);

/* --- place (aft-db-place.c) ---------------------------------------------------------------- */
gboolean
aft_db_note_place (AftDb *self, GError **error);
gboolean
aft_db_check_place (AftDb *self, GError **error);
/* Not when it is read-only either. */
gboolean
aft_db_check_may_write (AftDb *self, GError **error);
void
aft_db_leave_place (AftDb *self);
/* AFT_STORE_ERROR_MOVED; FALSE always. */
gboolean
aft_db_fail_moved (AftDb *self, GError **error);

/* Whether the last one to close the diary folds its log in. */
void
aft_db_set_checkpoint_on_close (AftDb *self, gboolean enabled);
/* The second half of aft_db_check(): integrity_check. */
gboolean
aft_db_check_content (AftDb *self, GError **error);

/* --- words (aft-db-words.c) ---------------------------------------------------------------- */
gboolean
aft_db_check_log (AftDb *self, GError **error);
gboolean
aft_db_is_overwritten (AftDb *self);
gboolean
aft_db_stamp (AftDb *self, GError **error);

/* --- the log (aft-db-log.c) ---------------------------------------------------------------- */
/* Before a diary at @path is opened or made. */
void
aft_db_keep_lone_log (const char *path);
void
aft_db_count_open (AftDb *self, int change);
gboolean
aft_db_has_stray_log (AftDb *self, GStatBuf *status);
gboolean
aft_db_set_stray_log_aside (AftDb *self);

/* --- statements (aft-db-sql.c) ------------------------------------------------------------- */
AftStoreError
aft_store_error_from_errno (int code);
AftStoreError
aft_store_error_from_sqlite (sqlite3 *handle, int code);
gboolean
aft_db_fail (AftDb *self, int code, GError **error);
/* AFT_STORE_ERROR_CORRUPT, with what was found; FALSE always. */
gboolean
aft_db_fail_damaged (AftDb *self, const char *words, GError **error);
/* AFT_STORE_ERROR_TOO_NEW; FALSE always. */
gboolean
aft_db_fail_too_new (AftDb *self, GError **error);
gboolean
aft_db_exec (AftDb *self, const char *sql, GError **error);
AftStatement *
aft_db_prepare (AftDb *self, const char *sql, GError **error);
/* SQLITE_ROW, SQLITE_DONE, or another code with @error set. */
int
aft_db_step (AftDb *self, AftStatement *statement, GError **error);
/* Runs a statement that returns no rows to its end and resets it. */
gboolean
aft_db_run (AftDb *self, AftStatement *statement, GError **error);
gboolean
aft_db_get_int64 (AftDb *self, const char *sql, gint64 *value, GError **error);
/* (transfer full): the names of the columns of a table of ours. */
GStrv
aft_db_list_columns (AftDb *self, const char *table, GError **error);
void
aft_bind_text (AftStatement *statement, const char *name, const char *value);
void
aft_bind_int64 (AftStatement *statement, const char *name, gint64 value);
char *
aft_column_text (AftStatement *statement, int column);

/* Write: BEGIN IMMEDIATE. Read: one state of the diary; a no-op inside another transaction. */
gboolean
aft_db_begin (AftDb *self, GError **error);
/* The same without asking whether the diary may be written: for what is no part of it. */
gboolean
aft_db_begin_aside (AftDb *self, GError **error);
/* For a draft. It does not count as a write of the diary, or every second of typing would have the whole
 * diary read again. */
gboolean
aft_db_begin_draft (AftDb *self, GError **error);
gboolean
aft_db_end_draft (AftDb *self, gboolean ok, GError **error);
gboolean
aft_db_commit (AftDb *self, GError **error);
/* Fine without a transaction, and where the connection could not be opened. */
void
aft_db_rollback (AftDb *self);
/* Commits when @ok, else rolls back; returns whether the data is on disk. */
gboolean
aft_db_end (AftDb *self, gboolean ok, GError **error);
gboolean
aft_db_begin_read (AftDb *self, gboolean *begun, GError **error);
void
aft_db_end_read (AftDb *self, gboolean begun);

/* --- migrations (aft-db-migrations.c) ------------------------------------------------------ */

/** One step of the schema: what brings a database of version - 1 to @version. */
typedef struct
{
  int version;
  const char *sql;
} AftMigration;

extern const AftMigration aft_migrations[];
extern const guint aft_n_migrations;

/* The version that this program writes. */
int
aft_db_get_newest_version (void);
gboolean
aft_db_migrate (AftDb *self, const AftMigration *migrations, guint n_migrations, GError **error);

/* --- rows (aft-db-rows.c) ------------------------------------------------------------------ */
#define AFT_SESSION_COLUMNS                                                                     \
  "id, ended_at_us, time_zone, setting, needle_mm, tool, zones, makeup_wait_hours, rest_days, " \
  "next_session_day, clinic_instructions, text, created_at_us, modified_at_us"
#define AFT_SESSION_VALUES                                                                   \
  ":id, :ended_at_us, :time_zone, :setting, :needle_mm, :tool, :zones, :makeup_wait_hours, " \
  ":rest_days, :next_session_day, :clinic_instructions, :text, :created_at_us, :modified_at_us"
#define AFT_NOTE_COLUMNS                                                                       \
  "id, noted_at_us, time_zone, day, redness, tingling, dryness, flags, resolved_flags, text, " \
  "created_at_us, modified_at_us"
#define AFT_NOTE_VALUES                                                                           \
  ":id, :noted_at_us, :time_zone, :day, :redness, :tingling, :dryness, :flags, :resolved_flags, " \
  ":text, :created_at_us, :modified_at_us"

void
aft_session_bind (const AftSession *session, AftStatement *statement);
void
aft_skin_note_bind (const AftSkinNote *note, AftStatement *statement);
AftSession *
aft_session_read (AftStatement *statement);
AftSkinNote *
aft_skin_note_read (AftStatement *statement);

/* --- words (aft-search-index.c) ------------------------------------------------------------ */
void
aft_db_forget_words (AftDb *self);

G_END_DECLS
