/* aft-db-calendar.c: which dates a calendar has been given
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A calendar keeps a date until it is told otherwise. To cancel one, the next export has to know
 * about it, even if its session has been deleted for good. So the identifiers of the events are
 * kept, which reveal nothing about the person.
 */
#include "aft-db-calendar.h"
#include "aft-db-private.h"

#include <string.h>

#define CALENDAR_KEY "calendar"

AftCalendarDate *
aft_calendar_date_new (const char *uid, gint64 at_us)
{
  AftCalendarDate *self = g_new0 (AftCalendarDate, 1);

  self->uid = g_strdup (uid);
  self->at_us = at_us;

  return self;
}

void
aft_calendar_date_free (AftCalendarDate *self)
{
  g_free (self->uid);
  g_free (self);
}

/**
 * aft_db_list_calendar:
 *
 * Returns: (transfer full) (element-type AftCalendarDate) (nullable): the dates last given to
 *   aft_db_note_calendar(); %NULL with @error set if they can't be read
 */
GPtrArray *
aft_db_list_calendar (AftDb *self, GError **error)
{
  g_autoptr (GPtrArray) dates =
      g_ptr_array_new_with_free_func ((GDestroyNotify) aft_calendar_date_free);
  g_autoptr (AftStatement) statement = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;
  int code;

  g_return_val_if_fail (self != NULL, NULL);

  statement = aft_db_prepare (self, "SELECT value FROM meta WHERE key = '" CALENDAR_KEY "'", error);
  if (statement == NULL)
    return NULL;
  code = aft_db_step (self, statement, error);
  if (code != SQLITE_ROW)
    return code == SQLITE_DONE ? g_steal_pointer (&dates) : NULL;

  text = aft_column_text (statement, 0);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      char *space = strchr (*line, ' ');

      if (space == NULL)
        continue;
      *space = '\0';
      g_ptr_array_add (dates, aft_calendar_date_new (*line, g_ascii_strtoll (space + 1, NULL, 10)));
    }

  return g_steal_pointer (&dates);
}

/**
 * aft_db_note_calendar:
 * @dates: (element-type AftCalendarDate): replace those noted before
 *
 * This doesn't count as a change to the diary.
 *
 * Returns: %TRUE once they are on disk
 */
gboolean
aft_db_note_calendar (AftDb *self, GPtrArray *dates, GError **error)
{
  g_autoptr (GString) value = g_string_new (NULL);
  g_autoptr (AftStatement) statement = NULL;
  guint64 n_writes;
  gboolean ok;

  g_return_val_if_fail (self != NULL && dates != NULL, FALSE);

  for (guint i = 0; i < dates->len; i++)
    {
      const AftCalendarDate *date = g_ptr_array_index (dates, i);

      g_string_append_printf (value, "%s %" G_GINT64_FORMAT "\n", date->uid, date->at_us);
    }
  statement = aft_db_prepare (self,
                              "INSERT INTO meta (key, value) VALUES ('" CALENDAR_KEY "', :value)"
                              " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                              error);
  if (statement == NULL)
    return FALSE;
  aft_bind_text (statement, ":value", value->str);
  n_writes = self->n_writes;
  ok = aft_db_begin (self, error) && aft_db_end (self, aft_db_run (self, statement, error), error);
  self->n_writes = n_writes;

  return ok;
}
