/* aft-db-check.c: checks whether the diary is sound
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-db-file-private.h"
#include "aft-db-migrations-private.h"

/* Whether the schema is the one that the migrations create. SQLite doesn't notice a flipped bit in
 * the name of a column. */
static gboolean
check_schema (AftDb *self, GError **error)
{
  static const char sql[] = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL";
  AftDb reference = { .path = self->path };
  g_autoptr (AftStatement) expected = NULL;
  g_autoptr (AftStatement) present = NULL;
  gboolean ok;
  int code;

  code = sqlite3_open_v2 (":memory:", &reference.handle,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  ok = (code == SQLITE_OK || aft_db_fail (&reference, code, error)) &&
       aft_db_migrate (&reference, aft_migrations, aft_n_migrations, error);
  if (ok)
    expected = aft_db_prepare (&reference, sql, error);
  if (expected != NULL)
    present = aft_db_prepare (self, "SELECT 1 FROM sqlite_schema WHERE name = :name AND sql = :sql",
                              error);
  ok = present != NULL;
  while (ok && (code = aft_db_step (&reference, expected, error)) == SQLITE_ROW)
    {
      g_autofree char *name = aft_column_text (expected, 0);
      g_autofree char *text = aft_column_text (expected, 1);

      aft_bind_text (present, ":name", name);
      aft_bind_text (present, ":sql", text);
      code = aft_db_step (self, present, error);
      ok = code == SQLITE_ROW || (code == SQLITE_DONE && aft_db_fail_damaged (self, name, error));
      sqlite3_reset (present);
    }
  g_clear_pointer (&expected, aft_statement_free);
  sqlite3_close (reference.handle);

  return ok && code == SQLITE_DONE;
}

/* The second half of aft_db_check(). */
gboolean
aft_db_check_content (AftDb *self, GError **error)
{
  g_autoptr (AftStatement) statement = aft_db_prepare (self, "PRAGMA integrity_check (1)", error);
  g_autofree char *found = NULL;

  if (statement == NULL || aft_db_step (self, statement, error) != SQLITE_ROW)
    return FALSE;
  found = aft_column_text (statement, 0);
  /* On one line, because it becomes part of a sentence. */
  g_strdelimit (found, "\n", ' ');

  return g_strcmp0 (found, "ok") == 0 || aft_db_fail_damaged (self, found, error);
}

/**
 * aft_db_check:
 *
 * Reads all of it (integrity_check), which takes about 0.2 s for 100,000 notes. SQLite can't detect
 * a flipped bit in a number or text that isn't in any index.
 *
 * Returns: whether it is sound. %AFT_STORE_ERROR_CORRUPT: it is damaged; use aft_salvage()
 */
gboolean
aft_db_check (AftDb *self, GError **error)
{
  gboolean sound;

  g_return_val_if_fail (self != NULL, FALSE);

  self->distrusted = TRUE;
  /* The schema comes first, because it determines how the rest is read. */
  sound = check_schema (self, error) && aft_db_check_content (self, error);
  self->distrusted = FALSE;
  if (sound)
    self->unchecked = FALSE;
  /* The damage may be in the log alone, so keep it out of the file. */
  else
    aft_db_set_checkpoint_on_close (self, FALSE);
  /* The pages read here fill the cache, but won't be needed again soon. */
  sqlite3_db_release_memory (self->handle);

  return sound;
}
