/* aft-db-sql.c: statements and read transactions of one SQLite connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-db-private.h"

gboolean
aft_db_exec (AftDb *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || aft_db_fail (self, code, error);
}

AftStatement *
aft_db_prepare (AftDb *self, const char *sql, GError **error)
{
  AftStatement *statement = NULL;
  int code = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);

  if (code != SQLITE_OK)
    aft_db_fail (self, code, error);

  return statement;
}

/* Returns: SQLITE_ROW, SQLITE_DONE, or another code with @error set */
int
aft_db_step (AftDb *self, AftStatement *statement, GError **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    aft_db_fail (self, code, error);

  return code;
}

/* Runs a statement to its end, ignoring any rows, and resets it. */
gboolean
aft_db_run (AftDb *self, AftStatement *statement, GError **error)
{
  int code;

  do
    code = aft_db_step (self, statement, error);
  while (code == SQLITE_ROW);
  sqlite3_reset (statement);

  return code == SQLITE_DONE;
}

/*
 * aft_db_get_int64:
 * @value: (out): the first column of the first row; 0 if there is no row or it is NULL
 */
gboolean
aft_db_get_int64 (AftDb *self, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (AftStatement) statement = aft_db_prepare (self, sql, error);
  int code;

  *value = 0;
  if (statement == NULL)
    return FALSE;
  code = aft_db_step (self, statement, error);
  if (code == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);

  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* Returns: (transfer full) (nullable): the names of the columns of @table */
GStrv
aft_db_list_columns (AftDb *self, const char *table, GError **error)
{
  g_autoptr (AftStatement) statement =
      aft_db_prepare (self, "SELECT name FROM pragma_table_info (:table, 'main')", error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  int code;

  if (statement == NULL)
    return NULL;
  aft_bind_text (statement, ":table", table);
  while ((code = aft_db_step (self, statement, error)) == SQLITE_ROW)
    g_ptr_array_add (names, aft_column_text (statement, 0));
  if (code != SQLITE_DONE)
    return NULL;
  g_ptr_array_add (names, NULL);

  return (GStrv) g_ptr_array_steal (names, NULL);
}

static int
get_index (AftStatement *statement, const char *name)
{
  int index = sqlite3_bind_parameter_index (statement, name);

  g_assert (index > 0);

  return index;
}

/* @value: (nullable): NULL becomes SQL's NULL */
void
aft_bind_text (AftStatement *statement, const char *name, const char *value)
{
  sqlite3_bind_text (statement, get_index (statement, name), value, -1, SQLITE_TRANSIENT);
}

void
aft_bind_int64 (AftStatement *statement, const char *name, gint64 value)
{
  sqlite3_bind_int64 (statement, get_index (statement, name), value);
}

/* Returns: (transfer full) (nullable): NULL for SQL's NULL. Always valid UTF-8: SQLite doesn't
 *   notice a flipped bit in a text. */
char *
aft_column_text (AftStatement *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return g_strdup (text);

  return g_utf8_make_valid (text, -1);
}

/* Some errors (a full disk) have rolled back already; if opening failed, there is nothing to
 * undo. */
void
aft_db_rollback (AftDb *self)
{
  self->writing = FALSE;
  if (self->handle != NULL && !sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

/*
 * aft_db_begin_read:
 * @begun: (out): for aft_db_end_read(); FALSE inside another transaction, where there is nothing to
 *   begin
 *
 * Until aft_db_end_read(), everything is read from one state of the diary.
 */
gboolean
aft_db_begin_read (AftDb *self, gboolean *begun, GError **error)
{
  *begun = FALSE;
  if (!sqlite3_get_autocommit (self->handle))
    return TRUE;
  *begun = aft_db_exec (self, "BEGIN", error);

  return *begun;
}

void
aft_db_end_read (AftDb *self, gboolean begun)
{
  if (begun)
    aft_db_rollback (self);
}
