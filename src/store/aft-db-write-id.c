/* aft-db-write-id.c: an ID that each write leaves in the diary, to recognize its files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SQLite doesn't tie a log to its database: if a diary.db is copied over another one, SQLite reads
 * it through the log that is there, and the mixture of pages may even look sound. So each write
 * transaction leaves a random ID in the diary, along with the previous one. The ID in the main file
 * alone must be one that its log knows: the one that the log started from, or one that it added.
 */
#include "aft-config.h"
#include "aft-db-log-private.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* In a row of a table, the key and the value are next to each other in the file. */
#define KEY "written"
#define ID_LENGTH 32
#define NO_ID "00000000000000000000000000000000"
#define SEPARATOR '<'
/* The first digits of an ID count the writes. */
#define COUNT_LENGTH 8

/* As defined by SQLite's file format: https://www.sqlite.org/fileformat2.html#walformat */
#define LOG_SALT 16
#define FRAME_HEADER 24
#define MAX_PAGE 65536

/* --- IDs ------------------------------------------------------------------------------------ */

static gboolean
is_id (const char *text)
{
  for (int i = 0; i < ID_LENGTH; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return FALSE;
    }

  return TRUE;
}

/* Finds the next "written<id>‹<id>" in @bytes from @from. Returns: where its first ID begins */
static const char *
find_ids (const char *bytes, gsize length, gsize from)
{
  const gsize needed = strlen (KEY) + 2 * ID_LENGTH + 1;

  while (from + needed <= length)
    {
      const char *found = memmem (bytes + from, length - from, KEY, strlen (KEY));
      const char *ids;

      if (found == NULL || (gsize) (found - bytes) + needed > length)
        return NULL;
      ids = found + strlen (KEY);
      if (is_id (ids) && ids[ID_LENGTH] == SEPARATOR && is_id (ids + ID_LENGTH + 1))
        return ids;
      from = (gsize) (ids - bytes);
    }

  return NULL;
}

/*
 * aft_db_get_write_id:
 *
 * Returns: (transfer full) (nullable): the ID in the diary with its log, or in the main file alone
 *   if @self was opened that way
 */
char *
aft_db_get_write_id (AftDb *self, GError **error)
{
  g_autoptr (AftStatement) statement =
      aft_db_prepare (self, "SELECT value FROM main.meta WHERE key = '" KEY "'", error);
  g_autofree char *value = NULL;
  int code;

  if (statement == NULL)
    return NULL;
  code = aft_db_step (self, statement, error);
  if (code == SQLITE_ROW)
    value = aft_column_text (statement, 0);
  else if (code != SQLITE_DONE)
    return NULL;

  return value != NULL && strlen (value) > ID_LENGTH ? g_strndup (value, ID_LENGTH)
                                                     : g_strdup (NO_ID);
}

static guint32
get_count (const char *id)
{
  g_autofree char *digits = g_strndup (id, COUNT_LENGTH);

  return (guint32) g_ascii_strtoull (digits, NULL, 16);
}

/* Remembers the ID in the diary now. Returns: whether it is no older than the one before. */
static gboolean
note_id (AftDb *self, const char *id)
{
  guint32 count = get_count (id);
  gboolean newer = count >= self->count;

  g_strlcpy (self->write_id, id, sizeof self->write_id);
  self->count = count;

  return newer;
}

/* Whatever is found is there; without the write lock, there may be more. Not mapped into memory,
 * because another program may truncate the log meanwhile. */
static AftLogKind
find_in_log (const char *path, const char *id)
{
  g_autofree char *log = aft_log_get_path (path);
  g_autofree char *frame = NULL;
  char header[AFT_LOG_HEADER];
  AftLogKind kind = AFT_LOG_UNKNOWN;
  guint32 page_size = 0;
  gsize length;
  int fd = g_open (log, O_RDONLY | O_CLOEXEC, 0);

  if (fd >= 0 && pread (fd, header, sizeof header, 0) == sizeof header)
    memcpy (&page_size, header + 8, sizeof page_size);
  page_size = GUINT32_FROM_BE (page_size);
  if (page_size > MAX_PAGE)
    page_size = 0;
  length = FRAME_HEADER + page_size;
  frame = g_malloc (length);

  for (goffset at = AFT_LOG_HEADER; page_size > 0 && kind != AFT_LOG_OURS; at += (goffset) length)
    {
      const char *page = frame + FRAME_HEADER;
      const char *ids = NULL;

      /* A different salt: left over from before the log was restarted. */
      if (pread (fd, frame, length, at) != (gssize) length ||
          memcmp (frame + 8, header + LOG_SALT, 8) != 0)
        break;
      while (kind != AFT_LOG_OURS &&
             (ids = find_ids (page, page_size, ids != NULL ? (gsize) (ids - page) : 0)) != NULL)
        kind =
            strncmp (ids, id, ID_LENGTH) == 0 || strncmp (ids + ID_LENGTH + 1, id, ID_LENGTH) == 0
                ? AFT_LOG_OURS
                : AFT_LOG_STRAY;
    }
  if (fd >= 0)
    close (fd);

  return kind;
}

/* --- the main file alone --------------------------------------------------------------------- */

/* Reads the ID in the main file, ignoring its log and without a lock. */
static char *
read_id_alone (const char *path)
{
  AftDb alone = { .path = (char *) path, .distrusted = TRUE };
  char *id = aft_db_open_immutable (&alone, NULL) ? aft_db_get_write_id (&alone, NULL) : NULL;

  sqlite3_close (alone.handle);

  return id;
}

/* SQLite's own descriptor of the main file: closing another one would drop its locks. Returns:
 * (nullable) */
static sqlite3_file *
get_main_file (AftDb *self)
{
  sqlite3_file *file = NULL;

  sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);

  return file != NULL && file->pMethods != NULL ? file : NULL;
}

static gboolean
read_page (AftDb *self, char *page, gint64 number, int size)
{
  sqlite3_file *file = get_main_file (self);
  int code;

  if (file == NULL)
    return FALSE;
  code = file->pMethods->xRead (file, page, size, (number - 1) * size);

  return code == SQLITE_OK || code == SQLITE_IOERR_SHORT_READ;
}

/* If the log is empty, the main file is as long as SQLite expects. */
static gboolean
has_size (AftDb *self)
{
  sqlite3_file *file = get_main_file (self);
  sqlite3_int64 size;
  gint64 n_pages, page_size;

  return aft_log_exists (self->path) || file == NULL ||
         file->pMethods->xFileSize (file, &size) != SQLITE_OK ||
         !aft_db_get_int64 (self, "PRAGMA main.page_count", &n_pages, NULL) ||
         !aft_db_get_int64 (self, "PRAGMA page_size", &page_size, NULL) ||
         size == n_pages * page_size;
}

/* Distinguishes a log from what it was before it was restarted; 0: it is empty. */
static void
read_salt (const char *path, guint64 *salt)
{
  g_autofree char *log = aft_log_get_path (path);
  int fd = g_open (log, O_RDONLY | O_CLOEXEC, 0);

  *salt = 0;
  if (fd < 0)
    return;
  if (pread (fd, salt, sizeof *salt, LOG_SALT) != sizeof *salt)
    *salt = 0;
  close (fd);
}

/* Whether the main file is the one that this connection knows. Fast, because it is called before
 * each write. */
static gboolean
is_known_page (AftDb *self)
{
  g_autofree char *page = NULL;
  const char *ids;
  gint64 root, size;
  guint64 salt;

  if (!aft_db_get_int64 (self, "SELECT rootpage FROM sqlite_schema WHERE name = 'meta'", &root,
                         NULL) ||
      root == 0 || !aft_db_get_int64 (self, "PRAGMA page_size", &size, NULL))
    return FALSE;
  page = g_malloc0 ((gsize) size);
  if (!read_page (self, page, root, (int) size))
    return FALSE;
  ids = find_ids (page, (gsize) size, 0);

  if (ids == NULL)
    return FALSE;
  if (strncmp (ids, self->write_id, ID_LENGTH) == 0)
    return TRUE; /* everything is checkpointed */
  read_salt (self->path, &salt);

  return strncmp (ids, self->known_write_id, ID_LENGTH) == 0 && salt == self->known_salt;
}

/* --- checks ---------------------------------------------------------------------------------- */

/*
 * aft_db_classify_log:
 * @present: (nullable): the ID in the diary with its log
 * @alone: (out): the ID in the main file alone, or ""
 *
 * Without the write lock, only %AFT_LOG_OURS is certain.
 */
AftLogKind
aft_db_classify_log (AftDb *self, const char *present, char **alone)
{
  g_autofree char *id = read_id_alone (self->path);
  AftLogKind kind = AFT_LOG_UNKNOWN;

  if (id != NULL && aft_log_exists (self->path))
    kind = find_in_log (self->path, id);
  /* If there is nothing in the log, both IDs are from the main file; if they still differ, the
   * diary was read before the file was replaced. */
  if (kind == AFT_LOG_UNKNOWN && id != NULL && present != NULL && !g_str_equal (id, present))
    kind = AFT_LOG_STRAY;
  *alone = id != NULL ? g_steal_pointer (&id) : g_strdup ("");

  return kind;
}

/*
 * aft_db_check_log:
 *
 * Call this inside a write transaction. A file copied over the diary has the same name and inode,
 * and SQLite would continue with what it remembers of the previous one.
 *
 * Returns: %FALSE with %AFT_STORE_ERROR_MOVED if the main file isn't the one that was opened, or
 *   doesn't belong to the log
 */
gboolean
aft_db_check_log (AftDb *self, GError **error)
{
  g_autofree char *present = NULL;
  g_autofree char *alone = NULL;
  gboolean known = FALSE;

  /* Not for a diary that is being created, or without a write-ahead log. */
  self->write_id[0] = '\0';
  if (self->files[AFT_DB_FILE_WAL].inode == 0)
    return TRUE;
  present = aft_db_get_write_id (self, error);
  if (present == NULL)
    return FALSE;
  if (note_id (self, present) && has_size (self))
    {
      if (is_known_page (self))
        return TRUE;
      known = aft_db_classify_log (self, present, &alone) != AFT_LOG_STRAY;
    }
  if (known)
    {
      g_strlcpy (self->known_write_id, alone, sizeof self->known_write_id);
      read_salt (self->path, &self->known_salt);
      return TRUE;
    }
  /* Nothing of one diary may get into the other. */
  self->overwritten = TRUE;
  aft_db_set_checkpoint_on_close (self, FALSE);

  return aft_store_fail (AFT_STORE_ERROR_MOVED, self->path, error);
}

/*
 * aft_db_is_overwritten:
 *
 * For outside a transaction: the same check before anything is written. Doesn't wait: a program
 * that is writing right now has done this check.
 */
gboolean
aft_db_is_overwritten (AftDb *self)
{
  g_autofree char *present = NULL;

  if (self->overwritten || self->files[AFT_DB_FILE_WAL].inode == 0 ||
      !sqlite3_get_autocommit (self->handle))
    return self->overwritten;
  present = aft_db_get_write_id (self, NULL);
  if (present != NULL && !note_id (self, present))
    {
      aft_db_set_checkpoint_on_close (self, FALSE);
      self->overwritten = TRUE;
      return TRUE;
    }
  if (present != NULL && has_size (self) && is_known_page (self))
    return FALSE;

  sqlite3_busy_handler (self->handle, NULL, NULL);
  if (sqlite3_exec (self->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK)
    aft_db_check_log (self, NULL);
  aft_db_rollback (self);
  aft_db_wait_for_others (self);

  return self->overwritten;
}

/*
 * aft_db_renew_write_id:
 *
 * Call this before a commit that changes something: stores a new ID, and the one before it.
 */
gboolean
aft_db_renew_write_id (AftDb *self, GError **error)
{
  g_autofree char *sql = NULL;

  if (self->write_id[0] == '\0')
    return TRUE;
  sql = g_strdup_printf ("INSERT OR REPLACE INTO main.meta VALUES ('" KEY
                         "', '%08x%08x%08x%08x%c%s')",
                         get_count (self->write_id) + 1, g_random_int (), g_random_int (),
                         g_random_int (), SEPARATOR, self->write_id);

  return aft_db_exec (self, sql, error);
}
