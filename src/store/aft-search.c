/* aft-search.c: finds entries of the diary, newest first, a page at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each page continues from the last entry of the previous one, without counting rows again, so that
 * the last page of a long diary costs no more than the first.
 */
#include "aft-db-rows-private.h"
#include "aft-search-private.h"

#include <string.h>

/* How often SQLite asks whether to continue, counted in its own small steps: every fraction of a
 * millisecond. */
#define STEPS_BETWEEN_LOOKS 4000
/* How many texts go into the index in one transaction. */
#define WORDS_AT_ONCE 500

/* --- filter ------------------------------------------------------------------------------------ */

/**
 * aft_filter_new:
 *
 * Returns: (transfer full): a filter that finds everything
 */
AftFilter *
aft_filter_new (void)
{
  return g_new0 (AftFilter, 1);
}

/**
 * aft_filter_copy:
 *
 * Returns: (transfer full): a copy
 */
AftFilter *
aft_filter_copy (const AftFilter *self)
{
  AftFilter *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);

  return copy;
}

/**
 * aft_filter_free:
 * @self: (nullable) (transfer full)
 */
void
aft_filter_free (AftFilter *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

static gboolean
has_text (const AftFilter *self)
{
  return self->text != NULL && *self->text != '\0';
}

/**
 * aft_filter_equal:
 *
 * Returns: whether both find the same entries in any diary
 */
gboolean
aft_filter_equal (const AftFilter *a, const AftFilter *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return g_strcmp0 (has_text (a) ? a->text : NULL, has_text (b) ? b->text : NULL) == 0 &&
         memcmp (a->severity, b->severity, sizeof a->severity) == 0 && a->flags == b->flags &&
         a->has_place == b->has_place && (!a->has_place || a->place == b->place) &&
         a->from == b->from && a->to == b->to;
}

/** aft_filter_has_conditions: whether it has more than words. */
gboolean
aft_filter_has_conditions (const AftFilter *self)
{
  const AftFilter nothing = { .text = self->text };

  return !aft_filter_equal (self, &nothing);
}

/** aft_filter_is_empty: whether it finds everything. */
gboolean
aft_filter_is_empty (const AftFilter *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return !has_text (self) && !aft_filter_has_conditions (self);
}

static gboolean
asks_for_values (const AftFilter *self)
{
  gboolean asks = self->flags != AFT_FLAG_NONE;

  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    asks |= self->severity[i] > 0;

  return asks;
}

/* --- SQL --------------------------------------------------------------------------------------- */

static const char *const severity_columns[AFT_N_SYMPTOMS] = { "redness", "tingling", "dryness" };

static void
add_likes (GString *sql, const AftSearchWords *words, const char *text)
{
  for (guint i = 0; i < words->likes->len; i++)
    g_string_append_printf (sql, " AND aft_fold (%s) LIKE :like%u ESCAPE '\\'", text, i);
}

static void
bind_words (AftStatement *statement, const AftSearchWords *words)
{
  if (words->match != NULL)
    aft_bind_text (statement, ":match", words->match);
  for (guint i = 0; i < words->likes->len; i++)
    {
      g_autofree char *name = g_strdup_printf (":like%u", i);

      aft_bind_text (statement, name, g_ptr_array_index (words->likes, i));
    }
}

static char *
make_notes_sql (const AftFilter *filter, const AftSearchWords *words, gboolean goes_on)
{
  GString *sql = g_string_new ("SELECT n.rowid, n.noted_at_us, n.day, n.id, ");

  /* The index comes first, and returns its rows newest first (CROSS JOIN keeps the order). */
  if (words->match != NULL)
    g_string_append (sql, "r.docid FROM note_words AS w CROSS JOIN word_rows AS r"
                          " ON r.docid = w.rowid CROSS JOIN notes AS n ON n.id = r.id"
                          " WHERE n.trashed_at_us IS NULL AND w.text MATCH :match");
  else
    g_string_append (sql, "0 FROM notes AS n WHERE n.trashed_at_us IS NULL");

  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    {
      if (filter->severity[i] > 0)
        g_string_append_printf (sql, " AND n.%s >= :%s", severity_columns[i], severity_columns[i]);
    }
  if (filter->flags != AFT_FLAG_NONE)
    g_string_append (sql, " AND (n.flags & :flags) <> 0");
  if (filter->from != AFT_DAY_NONE)
    g_string_append (sql, " AND n.day >= :from");
  if (filter->to != AFT_DAY_NONE)
    g_string_append (sql, " AND n.day <= :to");
  if (filter->has_place)
    g_string_append (sql, " AND (SELECT s.setting FROM sessions AS s"
                          "   WHERE s.trashed_at_us IS NULL AND s.ended_at_us <= n.noted_at_us"
                          "   ORDER BY s.ended_at_us DESC, s.id DESC LIMIT 1) = :setting");
  add_likes (sql, words, "n.text");

  if (words->match != NULL)
    g_string_append_printf (sql, "%s ORDER BY w.rowid DESC",
                            goes_on ? " AND w.rowid < :docid" : "");
  else
    g_string_append_printf (sql, "%s ORDER BY n.noted_at_us DESC, n.id DESC",
                            goes_on ? " AND (n.noted_at_us, n.id) < (:at_us, :id)" : "");
  g_string_append (sql, " LIMIT :limit");

  return g_string_free (sql, FALSE);
}

static void
bind_filter (AftStatement *statement, const AftFilter *filter)
{
  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    {
      g_autofree char *name = g_strconcat (":", severity_columns[i], NULL);

      if (filter->severity[i] > 0)
        aft_bind_int64 (statement, name, filter->severity[i]);
    }
  if (filter->flags != AFT_FLAG_NONE)
    aft_bind_int64 (statement, ":flags", filter->flags);
  if (filter->from != AFT_DAY_NONE)
    aft_bind_int64 (statement, ":from", filter->from);
  if (filter->to != AFT_DAY_NONE)
    aft_bind_int64 (statement, ":to", filter->to);
  if (filter->has_place)
    aft_bind_text (statement, ":setting", aft_place_of_treatment_to_token (filter->place));
}

static void
read_key (AftStatement *statement, AftSearchPage *page)
{
  AftNoteKey key = {
    .row = sqlite3_column_int64 (statement, 0),
    .at_us = sqlite3_column_int64 (statement, 1),
    .day = (AftDay) sqlite3_column_int64 (statement, 2),
  };

  g_array_append_val (page->notes, key);
  page->mark.at_us = key.at_us;
  page->mark.docid = sqlite3_column_int64 (statement, 4);
  g_strlcpy (page->mark.id, (const char *) sqlite3_column_text (statement, 3),
             sizeof page->mark.id);
}

static gboolean
find_notes (AftDb *self,
            const AftFilter *filter,
            const AftSearchWords *words,
            const AftSearchMark *after,
            guint limit,
            AftSearchPage *page,
            GError **error)
{
  g_autofree char *sql = make_notes_sql (filter, words, after != NULL);
  g_autoptr (AftStatement) statement = aft_db_prepare (self, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  bind_words (statement, words);
  bind_filter (statement, filter);
  aft_bind_int64 (statement, ":limit", limit);
  if (after != NULL && words->match != NULL)
    aft_bind_int64 (statement, ":docid", after->docid);
  else if (after != NULL)
    {
      aft_bind_int64 (statement, ":at_us", after->at_us);
      aft_bind_text (statement, ":id", after->id);
    }
  while ((code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    read_key (statement, page);
  page->at_end = page->notes->len < limit;

  return code == SQLITE_DONE;
}

/* The day of a session depends on when the person's day starts, so it isn't a column. */
static gboolean
is_between (const AftSession *session, const AftFilter *filter, int day_start_minutes)
{
  AftDay day;

  if (filter->from == AFT_DAY_NONE && filter->to == AFT_DAY_NONE)
    return TRUE;
  day = aft_session_get_day (session, day_start_minutes);

  return (filter->from == AFT_DAY_NONE || day >= filter->from) &&
         (filter->to == AFT_DAY_NONE || day <= filter->to);
}

static gboolean
find_sessions (AftDb *self,
               const AftFilter *filter,
               const AftSearchWords *words,
               GPtrArray *ids,
               GError **error)
{
  g_autoptr (GString) sql =
      g_string_new ("SELECT " AFT_SESSION_COLUMNS " FROM sessions WHERE trashed_at_us IS NULL");
  g_autoptr (AftStatement) statement = NULL;
  int code;

  /* A session has no score and no warning sign. */
  if (asks_for_values (filter))
    return TRUE;

  if (words->match != NULL)
    g_string_append (sql, " AND id IN (SELECT r.id FROM session_words AS w JOIN word_rows AS r"
                          "   ON r.docid = w.rowid WHERE w.text MATCH :match)");
  if (filter->has_place)
    g_string_append (sql, " AND setting = :setting");
  add_likes (sql, words, "(" AFT_SESSION_TEXT ("") ")");
  statement = aft_db_prepare (self, sql->str, error);
  if (statement == NULL)
    return FALSE;
  bind_words (statement, words);
  if (filter->has_place)
    aft_bind_text (statement, ":setting", aft_place_of_treatment_to_token (filter->place));
  while ((code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    {
      g_autoptr (AftSession) session = aft_session_read (statement);

      if (is_between (session, filter, self->preferences.day_start_minutes))
        g_ptr_array_add (ids, g_strdup (session->id));
    }

  return code == SQLITE_DONE;
}

/* --- notes by row ------------------------------------------------------------------------------ */

static void
skin_note_clear (gpointer note)
{
  if (note != NULL)
    aft_skin_note_unref (note);
}

/**
 * aft_db_read_notes:
 * @rows: (array length=n_rows): as returned by aft_db_search()
 *
 * Returns: (transfer full) (element-type AftSkinNote) (nullable): the notes in the order of @rows;
 *   %NULL in place of one that is no longer in the diary. %NULL with @error set if they can't be
 *   read
 */
GPtrArray *
aft_db_read_notes (AftDb *self, const gint64 *rows, guint n_rows, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_full (n_rows, skin_note_clear);
  g_autoptr (AftStatement) statement = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (rows != NULL || n_rows == 0, NULL);

  statement = aft_db_prepare (self,
                              "SELECT " AFT_NOTE_COLUMNS " FROM notes"
                              " WHERE rowid = :row AND trashed_at_us IS NULL",
                              error);
  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < n_rows; i++)
    {
      int code;

      aft_bind_int64 (statement, ":row", rows[i]);
      code = aft_db_step (self, statement, error);
      if (code != SQLITE_ROW && code != SQLITE_DONE)
        return NULL;
      g_ptr_array_add (notes, code == SQLITE_ROW ? aft_skin_note_read (statement) : NULL);
      sqlite3_reset (statement);
    }

  return g_steal_pointer (&notes);
}

static gboolean
read_first (AftDb *self, AftSearchPage *page, guint n_first, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < MIN (n_first, page->notes->len); i++)
    g_array_append_val (rows, g_array_index (page->notes, AftNoteKey, i).row);
  page->first = aft_db_read_notes (self, (const gint64 *) (gpointer) rows->data, rows->len, error);

  return page->first != NULL;
}

/* --- search ------------------------------------------------------------------------------------ */

void
aft_search_page_free (AftSearchPage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->notes, g_array_unref);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_clear_pointer (&self->first, g_ptr_array_unref);
  g_free (self);
}

/* A text that can't be indexed now (because the disk is full) will be found later; what is indexed
 * is found. */
static gboolean
index_words (AftDb *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean left = TRUE;

  while (left && failure == NULL)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      aft_db_index_words (self, WORDS_AT_ONCE, &left, &failure);
    }
  if (failure != NULL)
    g_message ("Not every text can be searched now: %s", failure->message);

  return TRUE;
}

static int
look_cb (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

static gboolean
search (AftDb *self,
        const AftFilter *filter,
        const AftSearchMark *after,
        guint limit,
        guint n_first,
        AftSearchPage *page,
        GError **error)
{
  g_autoptr (AftSearchWords) words = aft_search_words_new (filter->text);

  if (words->likes->len > 0)
    aft_search_add_fold (self->handle);
  if (after != NULL)
    page->mark = *after;
  if (after == NULL)
    {
      page->sessions = g_ptr_array_new_with_free_func (g_free);
      if (!find_sessions (self, filter, words, page->sessions, error))
        return FALSE;
    }

  return find_notes (self, filter, words, after, limit, page, error) &&
         read_first (self, page, n_first, error);
}

/**
 * aft_db_search:
 * @filter: what to find
 * @after: (nullable): the mark of the previous page; %NULL: the first page
 * @limit: how many notes at most, at least 1
 * @n_first: how many of them to read at once
 * @cancellable: (nullable): from any thread; the search stops within a millisecond or so
 *
 * Returns: (transfer full) (nullable): the page; %NULL with @error set: %G_IO_ERROR_CANCELLED, or
 *   the diary cannot be read
 */
AftSearchPage *
aft_db_search (AftDb *self,
               const AftFilter *filter,
               const AftSearchMark *after,
               guint limit,
               guint n_first,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (AftSearchPage) page = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean begun;
  gboolean ok;

  g_return_val_if_fail (self != NULL && filter != NULL && limit > 0, NULL);

  if (has_text (filter) && after == NULL && !index_words (self, cancellable, error))
    return NULL;

  page = g_new0 (AftSearchPage, 1);
  page->notes = g_array_new (FALSE, FALSE, sizeof (AftNoteKey));
  if (!aft_db_begin_read (self, &begun, error))
    return NULL;
  if (cancellable != NULL)
    sqlite3_progress_handler (self->handle, STEPS_BETWEEN_LOOKS, look_cb, cancellable);
  ok = search (self, filter, after, limit, n_first, page, &failure);
  sqlite3_progress_handler (self->handle, 0, NULL, NULL);
  aft_db_end_read (self, begun);

  if (!ok && g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!ok)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  return g_steal_pointer (&page);
}
