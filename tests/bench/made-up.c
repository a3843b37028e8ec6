/* made-up.c: a random diary of any length, the same on every day and every machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "made-up.h"

/**
 * made_up_fill:
 * @db: an empty diary
 * @now_us: the latest note is an hour before this, the latest session three days
 * @n_notes: the number of notes, at least 1
 * @n_sessions: the number of sessions, spread over the notes, at least 1
 */
void
made_up_fill (AftDb *db, gint64 now_us, guint n_notes, guint n_sessions)
{
  /* A diary starts in 1900 at the earliest. */
  const gint64 note_every_us =
      MIN (MADE_UP_NOTE_EVERY_US, 100 * 365 * G_TIME_SPAN_DAY / (gint64) n_notes);
  const gint64 session_every_us = (gint64) (n_notes / n_sessions) * note_every_us;
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %u),"
      " w (j, word) AS (VALUES (0, 'red nose'), (1, 'calm today, a little tight'),"
      "   (2, 'slept badly, cheeks warm'), (3, 'dry and flaky around the chin'), (4, ''))"
      " INSERT INTO notes SELECT printf ('00000000-0000-4000-8000-%%012d', i),"
      "   %" G_GINT64_FORMAT " - i * %" G_GINT64_FORMAT ", 'UTC',"
      "   719163 + (%" G_GINT64_FORMAT " - i * %" G_GINT64_FORMAT ") / 86400000000,"
      "   i %% 5, i %% 3, i %% 4, (i %% 97 = 0) * 4, 0, word, 0, 0, NULL, NULL, NULL"
      " FROM n JOIN w ON j = i * 7919 %% 5",
      n_notes - 1, now_us - G_TIME_SPAN_HOUR, note_every_us, now_us - G_TIME_SPAN_HOUR,
      note_every_us);

  if (!aft_db_exec (db, sql, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < n_sessions; i++)
    {
      g_autoptr (AftSession) session = aft_session_new ();

      g_free (session->id);
      session->id = g_strdup_printf ("00000000-0000-4000-9000-%012u", i);
      session->ended_at_us = now_us - 3 * G_TIME_SPAN_DAY - i * session_every_us;
      session->created_at_us = session->modified_at_us = session->ended_at_us;
      session->makeup_wait_hours = 8;
      session->rest_days = 14;
      if (!aft_db_save_session (db, session, &error))
        g_error ("%s", error->message);
    }
}
