/* aft-search-index.c: keeps the index of words up to date
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Triggers only note which entries have a different text (word_queue), and the index is updated
 * before the next search. So saving and importing don't wait for it, and the diary can still be
 * opened with trusted_schema off, where triggers can't write to FTS5.
 */
#include "aft-search-private.h"

/* Each microsecond has this many rows in the index, in order of time, so that a search can go
 * through them newest first without sorting. */
#define DOCIDS_PER_US 16
/* If one is full, its rows continue in those of the next microseconds. */
#define DOCIDS_TO_LOOK_AT (1 << 24)
/* How many texts of deleted entries leave the index in one transaction. */
#define WORDS_AT_ONCE 500

typedef struct
{
  gint64 at_us;
  char *id;
} Queued;

static void
queued_free (gpointer data)
{
  Queued *queued = data;

  g_free (queued->id);
  g_free (queued);
}

static GPtrArray *
list_queue (AftDb *self, guint limit, GError **error)
{
  g_autoptr (GPtrArray) queue = g_ptr_array_new_with_free_func (queued_free);
  /* By time: FTS5 writes rows in rising order in one go, others one by one. */
  g_autoptr (AftStatement) statement = aft_db_prepare (
      self, "SELECT at_us, id FROM word_queue ORDER BY at_us, id LIMIT :limit", error);
  int code;

  if (statement == NULL)
    return NULL;
  aft_bind_int64 (statement, ":limit", limit);
  while ((code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    {
      Queued *queued = g_new0 (Queued, 1);

      queued->at_us = sqlite3_column_int64 (statement, 0);
      queued->id = aft_column_text (statement, 1);
      g_ptr_array_add (queue, queued);
    }

  return code == SQLITE_DONE ? g_steal_pointer (&queue) : NULL;
}

enum
{
  FIND_ROW,
  DROP_NOTE,
  DROP_SESSION,
  DROP_ROW,
  FIND_NOTE,
  FIND_SESSION,
  FIND_PLACE,
  ADD_ROW,
  ADD_NOTE,
  ADD_SESSION,
  DROP_QUEUED,
  N_STATEMENTS,
};

static const char *const SQL[N_STATEMENTS] = {
  [FIND_ROW] = "SELECT docid FROM word_rows WHERE id = :id",
  [DROP_NOTE] = "DELETE FROM note_words WHERE rowid = :docid",
  [DROP_SESSION] = "DELETE FROM session_words WHERE rowid = :docid",
  [DROP_ROW] = "DELETE FROM word_rows WHERE docid = :docid",
  [FIND_NOTE] = "SELECT noted_at_us, text FROM notes"
                " WHERE id = :id AND trashed_at_us IS NULL AND text <> ''",
  [FIND_SESSION] =
      "SELECT ended_at_us, " AFT_SESSION_TEXT ("") " FROM sessions"
                                                   " WHERE id = :id AND trashed_at_us IS NULL",
  [FIND_PLACE] = "SELECT max (docid) FROM word_rows WHERE docid BETWEEN :docid AND :last",
  [ADD_ROW] = "INSERT INTO word_rows (docid, id) VALUES (:docid, :id)",
  [ADD_NOTE] = "INSERT INTO note_words (rowid, text) VALUES (:docid, :text)",
  [ADD_SESSION] = "INSERT INTO session_words (rowid, text) VALUES (:docid, :text)",
  [DROP_QUEUED] = "DELETE FROM word_queue WHERE at_us = :at_us AND id = :id",
};

typedef struct
{
  AftDb *db;
  AftStatement *statements[N_STATEMENTS];
} Indexer;

static void
indexer_clear (Indexer *self)
{
  for (int i = 0; i < N_STATEMENTS; i++)
    g_clear_pointer (&self->statements[i], aft_statement_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Indexer, indexer_clear)

static gboolean
indexer_init (Indexer *self, GError **error)
{
  for (int i = 0; i < N_STATEMENTS; i++)
    {
      self->statements[i] = aft_db_prepare (self->db, SQL[i], error);
      if (self->statements[i] == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
drop (Indexer *self, const char *id, GError **error)
{
  AftStatement *find = self->statements[FIND_ROW];
  gint64 docid;
  int code;

  sqlite3_reset (find);
  aft_bind_text (find, ":id", id);
  code = aft_db_step (self->db, find, error);
  if (code != SQLITE_ROW)
    return code == SQLITE_DONE;
  docid = sqlite3_column_int64 (find, 0);
  sqlite3_reset (find);

  for (int i = DROP_NOTE; i <= DROP_ROW; i++)
    {
      aft_bind_int64 (self->statements[i], ":docid", docid);
      if (!aft_db_run (self->db, self->statements[i], error))
        return FALSE;
    }

  return TRUE;
}

/* The highest row in use among the @n after @docid, or @docid - 1. */
static gboolean
find_taken (Indexer *self, gint64 docid, int n, gint64 *taken, GError **error)
{
  AftStatement *find = self->statements[FIND_PLACE];

  sqlite3_reset (find);
  aft_bind_int64 (find, ":docid", docid);
  aft_bind_int64 (find, ":last", docid + n - 1);
  if (aft_db_step (self->db, find, error) != SQLITE_ROW)
    return FALSE;
  *taken =
      sqlite3_column_type (find, 0) == SQLITE_NULL ? docid - 1 : sqlite3_column_int64 (find, 0);
  sqlite3_reset (find);

  return TRUE;
}

static gboolean
add (Indexer *self, const char *id, gint64 at_us, const char *text, int add_text, GError **error)
{
  const gint64 docid = at_us * DOCIDS_PER_US;
  g_autofree char *parted = aft_search_part (text);
  gint64 taken;

  if (!find_taken (self, docid, DOCIDS_PER_US, &taken, error))
    return FALSE;
  if (taken == docid + DOCIDS_PER_US - 1 &&
      !find_taken (self, docid, DOCIDS_TO_LOOK_AT, &taken, error))
    return FALSE;

  aft_bind_int64 (self->statements[ADD_ROW], ":docid", taken + 1);
  aft_bind_text (self->statements[ADD_ROW], ":id", id);
  aft_bind_int64 (self->statements[add_text], ":docid", taken + 1);
  aft_bind_text (self->statements[add_text], ":text", parted);

  return aft_db_run (self->db, self->statements[ADD_ROW], error) &&
         aft_db_run (self->db, self->statements[add_text], error);
}

static gboolean
index_one (Indexer *self, const Queued *queued, GError **error)
{
  static const int PAIRS[2][2] = { { FIND_NOTE, ADD_NOTE }, { FIND_SESSION, ADD_SESSION } };

  if (!drop (self, queued->id, error))
    return FALSE;
  for (int i = 0; i < 2; i++)
    {
      AftStatement *find = self->statements[PAIRS[i][0]];
      int code;

      sqlite3_reset (find);
      aft_bind_text (find, ":id", queued->id);
      code = aft_db_step (self->db, find, error);
      if (code == SQLITE_ROW)
        {
          gint64 at_us = sqlite3_column_int64 (find, 0);
          g_autofree char *text = aft_column_text (find, 1);

          sqlite3_reset (find);
          if (!add (self, queued->id, at_us, text, PAIRS[i][1], error))
            return FALSE;
        }
      else if (code != SQLITE_DONE)
        return FALSE;
      sqlite3_reset (find);
    }
  aft_bind_int64 (self->statements[DROP_QUEUED], ":at_us", queued->at_us);
  aft_bind_text (self->statements[DROP_QUEUED], ":id", queued->id);

  return aft_db_run (self->db, self->statements[DROP_QUEUED], error);
}

static gboolean
index_queue (AftDb *self, GPtrArray *queue, GError **error)
{
  g_auto (Indexer) indexer = { .db = self };

  if (!indexer_init (&indexer, error))
    return FALSE;
  for (guint i = 0; i < queue->len; i++)
    {
      if (!index_one (&indexer, g_ptr_array_index (queue, i), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * aft_db_index_words:
 * @limit: how many texts at most: other writers wait for all of them
 * @left: (out): whether there are more
 *
 * Adds texts that have changed since the last call to the index. Takes the write lock only if there
 * are any. This doesn't count as a change to the diary.
 *
 * Returns: %TRUE once this is on disk
 */
gboolean
aft_db_index_words (AftDb *self, guint limit, gboolean *left, GError **error)
{
  g_autoptr (GPtrArray) queue = NULL;
  guint64 n_writes;
  gboolean ok;

  g_return_val_if_fail (self != NULL && left != NULL && limit > 0, FALSE);

  *left = FALSE;
  queue = list_queue (self, 1, error);
  if (queue == NULL || queue->len == 0)
    return queue != NULL;
  g_clear_pointer (&queue, g_ptr_array_unref);

  n_writes = self->n_writes;
  if (!aft_db_begin_aside (self, error))
    return FALSE;
  queue = list_queue (self, limit, error);
  ok = aft_db_end (self, queue != NULL && index_queue (self, queue, error), error);
  self->n_writes = n_writes;
  *left = ok && queue->len == limit;

  return ok;
}

/*
 * aft_db_forget_words:
 *
 * Call this after deleting something for good: FTS5 keeps the words of a deleted text until it
 * merges its data, so this merges it now. If this fails, the next deletion makes up for it.
 */
void
aft_db_forget_words (AftDb *self)
{
  g_autoptr (GError) error = NULL;
  gboolean left = TRUE;

  while (left && error == NULL)
    aft_db_index_words (self, WORDS_AT_ONCE, &left, &error);
  if (error == NULL)
    aft_db_exec (self,
                 "INSERT INTO note_words (note_words) VALUES ('optimize');"
                 "INSERT INTO session_words (session_words) VALUES ('optimize');",
                 &error);
  if (error != NULL)
    g_message ("Words of what was deleted are still in the index: %s", error->message);
}
