/* aft-db-log.c: the write-ahead log: folded into the diary, and told from that of another diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SQLite does not tie a log to its database: a diary.db that is copied back over another one is read
 * through the log that lies there, page by page, and the mixture may even look sound. So each write
 * transaction stamps the diary with a random word, and with the one before it. The main file alone
 * must have a word that its log knows: that of its beginning, or one that it brought.
 */
#include "aft-config.h"
#include "aft-db-private.h"
#include "aft-snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* In a row of a table, the key and the value lie side by side in the file. */
#define KEY "written"
#define WORD_LENGTH 32
#define NO_WORD "00000000000000000000000000000000"
#define SEPARATOR '<'
/* Of the digits of a word, those that count. */
#define COUNT_LENGTH 8

/* As SQLite's file format has it: https://www.sqlite.org/fileformat2.html#walformat */
#define LOG_HEADER 32
#define LOG_SALT 16
#define FRAME_HEADER 24
#define MAX_PAGE 65536

#define ASIDE "-log-of-another-diary"
#define UNTOLD ".untold"

typedef enum
{
  LOG_OURS,
  LOG_STRAY,
  LOG_UNKNOWN, /* there are no words to tell by */
} LogKind;

static char *
get_log_path (const char *path)
{
  return g_strconcat (path, "-wal", NULL);
}

/* Only stat(): SQLite's locks are not on this file, but on the main one they are. */
static gboolean
stat_log (const char *path, GStatBuf *status)
{
  g_autofree char *log = get_log_path (path);

  return g_stat (log, status) == 0;
}

static gboolean
has_log (const char *path)
{
  GStatBuf status;

  return stat_log (path, &status) && status.st_size > LOG_HEADER;
}

/* --- words ----------------------------------------------------------------------------------- */

static gboolean
is_word (const char *text)
{
  for (int i = 0; i < WORD_LENGTH; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return FALSE;
    }

  return TRUE;
}

/* The next "written<word>‹<word>" in @bytes from @from. Returns: where its first word begins. */
static const char *
find_words (const char *bytes, gsize length, gsize from)
{
  const gsize needed = strlen (KEY) + 2 * WORD_LENGTH + 1;

  while (from + needed <= length)
    {
      const char *found = memmem (bytes + from, length - from, KEY, strlen (KEY));
      const char *words;

      if (found == NULL || (gsize) (found - bytes) + needed > length)
        return NULL;
      words = found + strlen (KEY);
      if (is_word (words) && words[WORD_LENGTH] == SEPARATOR && is_word (words + WORD_LENGTH + 1))
        return words;
      from = (gsize) (words - bytes);
    }

  return NULL;
}

/* The word that the diary has through its log, or @self alone does when it is opened so. */
static char *
get_word (AftDb *self, GError **error)
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

  return value != NULL && strlen (value) > WORD_LENGTH ? g_strndup (value, WORD_LENGTH)
                                                       : g_strdup (NO_WORD);
}

static guint32
get_count (const char *word)
{
  g_autofree char *digits = g_strndup (word, COUNT_LENGTH);

  return (guint32) g_ascii_strtoull (digits, NULL, 16);
}

/* Remembers the word that the diary has now. Returns: whether it is no older than it was. */
static gboolean
note_word (AftDb *self, const char *word)
{
  guint32 count = get_count (word);
  gboolean newer = count >= self->count;

  g_strlcpy (self->word, word, sizeof self->word);
  self->count = count;

  return newer;
}

/* Under the write lock, so that nobody writes the log or begins it anew. */
static LogKind
find_in_log (const char *path, const char *word)
{
  g_autofree char *log = get_log_path (path);
  g_autoptr (GMappedFile) file = g_mapped_file_new (log, FALSE, NULL);
  const char *bytes = file != NULL ? g_mapped_file_get_contents (file) : NULL;
  gsize length = file != NULL ? g_mapped_file_get_length (file) : 0;
  LogKind kind = LOG_UNKNOWN;
  guint32 page_size;

  if (bytes == NULL || length < LOG_HEADER)
    return LOG_UNKNOWN;
  memcpy (&page_size, bytes + 8, sizeof page_size);
  page_size = GUINT32_FROM_BE (page_size);
  if (page_size == 0 || page_size > MAX_PAGE)
    return LOG_UNKNOWN;

  for (gsize at = LOG_HEADER; at + FRAME_HEADER + page_size <= length;
       at += FRAME_HEADER + page_size)
    {
      const char *page = bytes + at + FRAME_HEADER;
      const char *words = NULL;

      /* Of another salt: left over from before the log was begun anew. */
      if (memcmp (bytes + at + 8, bytes + LOG_SALT, 8) != 0)
        break;
      while ((words = find_words (page, page_size, words != NULL ? (gsize) (words - page) : 0)) !=
             NULL)
        {
          kind = LOG_STRAY;
          if (strncmp (words, word, WORD_LENGTH) == 0 ||
              strncmp (words + WORD_LENGTH + 1, word, WORD_LENGTH) == 0)
            return LOG_OURS;
        }
    }

  return kind;
}

/* --- the main file alone --------------------------------------------------------------------- */

/* Reads the word of the main file, past its log and without a lock. */
static char *
get_word_alone (const char *path)
{
  AftDb alone = { .path = (char *) path, .distrusted = TRUE };
  char *word = aft_db_open_immutable (&alone, NULL) ? get_word (&alone, NULL) : NULL;

  sqlite3_close (alone.handle);

  return word;
}

static gboolean
is_sound_alone (const char *path)
{
  AftDb alone = { .path = (char *) path, .distrusted = TRUE };
  gboolean sound = aft_db_open_immutable (&alone, NULL) && aft_db_check_kind (&alone, NULL) &&
                   aft_db_check_content (&alone, NULL);

  sqlite3_close (alone.handle);

  return sound;
}

/* SQLite's own descriptor of the main file: another one, once closed, would drop its locks.
 * Returns: (nullable) */
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

/* With nothing in the log, the main file is as long as SQLite takes it to be. */
static gboolean
has_size (AftDb *self)
{
  sqlite3_file *file = get_main_file (self);
  sqlite3_int64 size;
  gint64 n_pages, page_size;

  return has_log (self->path) || file == NULL ||
         file->pMethods->xFileSize (file, &size) != SQLITE_OK ||
         !aft_db_get_int64 (self, "PRAGMA main.page_count", &n_pages, NULL) ||
         !aft_db_get_int64 (self, "PRAGMA page_size", &page_size, NULL) ||
         size == n_pages * page_size;
}

/* What tells a log from the one that it was before it was begun anew; 0: it is empty. */
static void
read_salt (const char *path, guint64 *salt)
{
  g_autofree char *log = get_log_path (path);
  int fd = g_open (log, O_RDONLY | O_CLOEXEC, 0);

  *salt = 0;
  if (fd < 0)
    return;
  if (pread (fd, salt, sizeof *salt, LOG_SALT) != sizeof *salt)
    *salt = 0;
  close (fd);
}

/* Is the main file the one that this connection knows? Quick, for it is asked before each write. */
static gboolean
is_known_page (AftDb *self)
{
  g_autofree char *page = NULL;
  const char *words;
  gint64 root, size;
  guint64 salt;

  if (!aft_db_get_int64 (self, "SELECT rootpage FROM sqlite_schema WHERE name = 'meta'", &root,
                         NULL) ||
      root == 0 || !aft_db_get_int64 (self, "PRAGMA page_size", &size, NULL))
    return FALSE;
  page = g_malloc0 ((gsize) size);
  if (!read_page (self, page, root, (int) size))
    return FALSE;
  words = find_words (page, (gsize) size, 0);

  if (words == NULL)
    return FALSE;
  if (strncmp (words, self->word, WORD_LENGTH) == 0)
    return TRUE; /* all is folded in */
  read_salt (self->path, &salt);

  return strncmp (words, self->known_word, WORD_LENGTH) == 0 && salt == self->known_salt;
}

/* --- checked --------------------------------------------------------------------------------- */

/* @present: (nullable): the word through the log
 * @word: (out): that of the main file alone, or "" */
static LogKind
look_at_log (AftDb *self, const char *present, char **word)
{
  g_autofree char *alone = get_word_alone (self->path);
  LogKind kind = LOG_UNKNOWN;

  if (alone != NULL && has_log (self->path))
    kind = find_in_log (self->path, alone);
  /* Where the log has nothing to say, both are the main file's; if they differ nonetheless, it was
   * read before it became another one. */
  if (kind == LOG_UNKNOWN && alone != NULL && present != NULL && !g_str_equal (alone, present))
    kind = LOG_STRAY;
  *word = alone != NULL ? g_steal_pointer (&alone) : g_strdup ("");

  return kind;
}

/*
 * aft_db_check_log:
 *
 * Inside a write transaction. A file that was copied over the diary has the same name and the same
 * place on the disk; SQLite would go on with what it remembers of the former one.
 *
 * Returns: %FALSE with %AFT_STORE_ERROR_MOVED when the main file is not the one that was opened, or
 *   not the one of the log
 */
gboolean
aft_db_check_log (AftDb *self, GError **error)
{
  g_autofree char *present = NULL;
  g_autofree char *alone = NULL;
  gboolean known = FALSE;

  /* Not what is only made here, or where nothing is written ahead. */
  self->word[0] = '\0';
  if (self->files[AFT_DB_FILE_WAL].inode == 0)
    return TRUE;
  present = get_word (self, error);
  if (present == NULL)
    return FALSE;
  if (note_word (self, present) && has_size (self))
    {
      if (is_known_page (self))
        return TRUE;
      known = look_at_log (self, present, &alone) != LOG_STRAY;
    }
  if (known)
    {
      g_strlcpy (self->known_word, alone, sizeof self->known_word);
      read_salt (self->path, &self->known_salt);
      return TRUE;
    }
  /* Nothing of the one may get into the other. */
  self->overwritten = TRUE;
  aft_db_set_checkpoint_on_close (self, FALSE);

  return aft_db_fail_moved (self, error);
}

/*
 * aft_db_is_overwritten:
 *
 * Outside a transaction: the same question before anything is written. Waits for nobody: who writes at
 * this moment has asked it.
 */
gboolean
aft_db_is_overwritten (AftDb *self)
{
  g_autofree char *present = NULL;

  if (self->overwritten || self->files[AFT_DB_FILE_WAL].inode == 0 ||
      !sqlite3_get_autocommit (self->handle))
    return self->overwritten;
  present = get_word (self, NULL);
  if (present != NULL && !note_word (self, present))
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
 * aft_db_stamp:
 *
 * Before a commit that changes something: a new word, and the one that it follows.
 */
gboolean
aft_db_stamp (AftDb *self, GError **error)
{
  g_autofree char *sql = NULL;

  if (self->word[0] == '\0')
    return TRUE;
  sql = g_strdup_printf ("INSERT OR REPLACE INTO main.meta VALUES ('" KEY
                         "', '%08x%08x%08x%08x%c%s')",
                         get_count (self->word) + 1, g_random_int (), g_random_int (),
                         g_random_int (), SEPARATOR, self->word);

  return aft_db_exec (self, sql, error);
}

/* --- folded ---------------------------------------------------------------------------------- */

/**
 * aft_db_is_folded:
 *
 * Returns: whether the main file has everything, and a copy of it would too
 */
gboolean
aft_db_is_folded (AftDb *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return !has_log (self->path);
}

/**
 * aft_db_fold:
 *
 * Puts what is in the write-ahead log into the main file and empties the log, so that a copy of the
 * main file has everything. Waits for nobody: while somebody reads or writes, less is folded.
 *
 * Returns: whether the log is empty now
 */
gboolean
aft_db_fold (AftDb *self)
{
  int forbidden = TRUE;
  gboolean ours;
  int code;

  g_return_val_if_fail (self != NULL, FALSE);

  if (aft_db_is_folded (self))
    return TRUE;
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, -1, &forbidden);
  if (forbidden || self->files[AFT_DB_FILE_WAL].inode == 0 ||
      !sqlite3_get_autocommit (self->handle) || !aft_db_is_in_place (self))
    return FALSE;

  sqlite3_busy_handler (self->handle, NULL, NULL);
  code = sqlite3_exec (self->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  ours = code == SQLITE_OK && aft_db_check_log (self, NULL);
  aft_db_rollback (self);
  if (ours)
    {
      /* Most of it without a lock, so that a writer waits for the short end only. */
      sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
      code =
          sqlite3_wal_checkpoint_v2 (self->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    }
  aft_db_wait_for_others (self);
  if (code != SQLITE_OK)
    g_debug ("The log of %s is not folded in yet: %s", self->path, sqlite3_errstr (code));

  return ours && code == SQLITE_OK;
}

/* --- set aside ------------------------------------------------------------------------------- */

/* (transfer full): a name that nothing has, where the diary or its snapshots are */
static char *
make_aside (const char *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = g_strdup_printf ("%s-%.8s" ASIDE UNTOLD, stamp, id);

  return g_build_filename (folder, name, NULL);
}

/* @status: of the log that was looked at; another one is left alone. With the snapshots, so that Erase
 * Everything finds it; beside the diary where that can't be. */
static gboolean
set_aside (const char *path, const GStatBuf *status)
{
  g_autofree char *log = get_log_path (path);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  g_autofree char *snapshots = aft_snapshot_get_folder (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *aside = make_aside (snapshots);
  GStatBuf present;

  if (g_stat (log, &present) != 0 || present.st_ino != status->st_ino)
    return FALSE;
  g_mkdir (snapshots, 0700);
  if (g_rename (log, aside) != 0)
    {
      g_free (aside);
      aside = make_aside (folder);
      if (g_rename (log, aside) != 0)
        return FALSE;
    }
  /* Only an index of the log. Who has it open goes on with it, and not with the new one. */
  g_unlink (index);
  g_message ("The log beside %s is that of another diary. It was set aside as %s.", path, aside);

  return TRUE;
}

/* (transfer full) (nullable): the first that nobody has been told of */
static char *
find_untold (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ASIDE UNTOLD))
        return g_build_filename (folder, name, NULL);
    }

  return NULL;
}

/**
 * aft_log_take_untold:
 * @path: of a diary
 *
 * Finds a log that was set aside since this was last asked, by any program.
 *
 * Returns: (transfer full) (nullable): where it is kept, for the person to be told
 */
char *
aft_log_take_untold (const char *path)
{
  g_autofree char *snapshots = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *untold = NULL;
  g_autofree char *told = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  snapshots = aft_snapshot_get_folder (path);
  folder = g_path_get_dirname (path);
  untold = find_untold (snapshots);
  if (untold == NULL)
    untold = find_untold (folder);
  if (untold == NULL)
    return NULL;
  told = g_strndup (untold, strlen (untold) - strlen (UNTOLD));

  return g_rename (untold, told) == 0 ? g_steal_pointer (&told) : g_steal_pointer (&untold);
}

/* SQLite deletes a log beside a main file that is empty or not there, though somebody may just have
 * moved that away. Looked at in this order, a diary that is being made is not one of these. */
void
aft_db_keep_lone_log (const char *path)
{
  GStatBuf log;
  GStatBuf main;

  if (!stat_log (path, &log) || log.st_size <= LOG_HEADER)
    return;
  if (g_stat (path, &main) != 0 ? errno == ENOENT : main.st_size == 0)
    set_aside (path, &log);
}

/* In one process, SQLite gives all that have the same file open the same index of its log: there it
 * can't be exchanged while one of them is open. */
static GHashTable *open_here; /* path, and how often */
static GMutex open_here_mutex;

static gboolean
is_open_here (const char *path)
{
  gboolean found;

  g_mutex_lock (&open_here_mutex);
  found = open_here != NULL && g_hash_table_contains (open_here, path);
  g_mutex_unlock (&open_here_mutex);

  return found;
}

/*
 * aft_db_count_open:
 * @change: 1 once @self is open, and -1 before it is closed
 */
void
aft_db_count_open (AftDb *self, int change)
{
  int n;

  g_mutex_lock (&open_here_mutex);
  if (open_here == NULL)
    open_here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  n = GPOINTER_TO_INT (g_hash_table_lookup (open_here, self->path)) + change;
  if (n > 0)
    g_hash_table_insert (open_here, g_strdup (self->path), GINT_TO_POINTER (n));
  else
    g_hash_table_remove (open_here, self->path);
  g_mutex_unlock (&open_here_mutex);
  self->counted = change > 0;
}

/* That of a newer version is ours too. */
static gboolean
is_ours_and_sound (AftDb *self)
{
  g_autoptr (GError) error = NULL;

  return aft_db_check_kind (self, &error)
             ? aft_db_check_content (self, NULL)
             : g_error_matches (error, AFT_STORE_ERROR, AFT_STORE_ERROR_TOO_NEW);
}

/*
 * aft_db_has_stray_log:
 * @self: just opened, and nothing read yet
 * @status: (out) (optional): of the log that was looked at
 *
 * Looks at the log before anything is done with it.
 *
 * Returns: whether it is another diary's, and the main file is sound without it
 */
gboolean
aft_db_has_stray_log (AftDb *self, GStatBuf *status)
{
  g_autofree char *present = NULL;
  g_autofree char *alone = NULL;
  GStatBuf log;
  LogKind kind;
  gboolean stray;
  int code;

  if (!stat_log (self->path, &log) || log.st_size <= LOG_HEADER)
    return FALSE;
  if (status != NULL)
    *status = log;

  /* Busy: somebody writes, who has looked at it. Where it makes no sense at all there is no lock to be
   * had either. */
  code = sqlite3_exec (self->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL) & 0xff;
  if (code == SQLITE_BUSY || code == SQLITE_READONLY)
    return FALSE;
  present = get_word (self, NULL);
  kind = look_at_log (self, present, &alone);
  if (kind == LOG_UNKNOWN && is_ours_and_sound (self))
    kind = LOG_OURS;
  stray = kind != LOG_OURS && is_sound_alone (self->path);
  aft_db_rollback (self);

  return stray;
}

/*
 * aft_db_set_stray_log_aside:
 *
 * Returns: whether the log was another diary's, and is set aside now: @self has to be opened anew
 */
gboolean
aft_db_set_stray_log_aside (AftDb *self)
{
  GStatBuf status;

  return !is_open_here (self->path) && aft_db_has_stray_log (self, &status) &&
         set_aside (self->path, &status);
}
