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

/* The last instant of the year 9999. */
#define AFT_INSTANT_MAX "253402300799999999"
/* How long a writer waits for another one. */
#define AFT_DB_BUSY_TIMEOUT_MS 1000

/* The files of a database while it is open. */
enum
{
  AFT_DB_FILE_MAIN,
  AFT_DB_FILE_WAL,
  AFT_DB_FILE_SHM,
  AFT_DB_N_FILES,
};

/** Which file is at a path; zero: none. */
typedef struct
{
  dev_t device;
  ino_t inode;
} AftFileId;

/* What is copied of a read-only diary. */
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
  gboolean distrusted; /* not verified yet: if SQL fails, the file is to blame */
  gboolean unchecked;  /* run aft_db_check() before the first write */
  char write_id[33];   /* aft-db-write-id.c: in the diary when this write transaction began */
  guint32 count;       /* how often it had been written when last checked */
  char known_write_id[33]; /* in the main file when last checked, */
  guint64 known_salt;  /* and of the log that it was found in */
  gboolean counted;    /* counted among the connections open in this process */
  gboolean overwritten; /* another file was copied over it */
  gboolean writing;    /* in a transaction of aft_db_begin() */
  int n_changes;       /* rows changed when it began */
  gint64 sync_again_us; /* when the reminders must follow the plan again; 0: not synced yet */
  guint64 n_writes;    /* committed write transactions of this connection */
  /* (nullable): called before each write transaction. */
  void (*before_write) (AftDb *self, gpointer data);
  gpointer before_write_data;
  AftFileId files[AFT_DB_N_FILES]; /* as they were opened */
  gboolean read_only; /* @handle is a private copy of what is at @path */
  gboolean replaced;  /* opened in place of another, which the writer doesn't know yet */
  AftFileStamp stamps[AFT_DB_N_COPIED]; /* of a read-only diary, as they were copied */
  gint64 waiting_since_us; /* by the monotonic clock: for another writer, during a call only */
};

typedef sqlite3_stmt AftStatement;
static inline void
aft_statement_free (AftStatement *statement)
{
  sqlite3_finalize (statement);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftStatement, aft_statement_free)

/* --- errors (aft-db-error.c): functions with a gboolean always return FALSE ------------------ */

AftStoreError
aft_store_error_from_errno (int code);
AftStoreError
aft_store_error_from_sqlite (sqlite3 *handle, int code);
gboolean
aft_db_fail (AftDb *self, int code, GError **error);
gboolean
aft_db_fail_damaged (AftDb *self, const char *words, GError **error);
gboolean
aft_store_fail (AftStoreError code, const char *path, GError **error);

/* --- statements and read transactions (aft-db-sql.c) --------------------------------------- */

gboolean
aft_db_exec (AftDb *self, const char *sql, GError **error);
AftStatement *
aft_db_prepare (AftDb *self, const char *sql, GError **error);
int
aft_db_step (AftDb *self, AftStatement *statement, GError **error);
gboolean
aft_db_run (AftDb *self, AftStatement *statement, GError **error);
gboolean
aft_db_get_int64 (AftDb *self, const char *sql, gint64 *value, GError **error);
GStrv
aft_db_list_columns (AftDb *self, const char *table, GError **error);
void
aft_bind_text (AftStatement *statement, const char *name, const char *value);
void
aft_bind_int64 (AftStatement *statement, const char *name, gint64 value);
char *
aft_column_text (AftStatement *statement, int column);
gboolean
aft_db_begin_read (AftDb *self, gboolean *begun, GError **error);
void
aft_db_end_read (AftDb *self, gboolean begun);
void
aft_db_rollback (AftDb *self);

/* --- write transactions (aft-db-transaction.c) --------------------------------------------- */

gboolean
aft_db_begin (AftDb *self, GError **error);
gboolean
aft_db_begin_aside (AftDb *self, GError **error);
gboolean
aft_db_end (AftDb *self, gboolean ok, GError **error);
gboolean
aft_db_begin_draft (AftDb *self, GError **error);
gboolean
aft_db_end_draft (AftDb *self, gboolean ok, GError **error);

G_END_DECLS
