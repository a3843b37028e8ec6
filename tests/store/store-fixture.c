/* store-fixture.c: a diary in a separate folder, and entries for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "store-fixture.h"

#include <string.h>

void
store_fixture_set_up (StoreFixture *fixture, gconstpointer data)
{
  aft_fake_clock_install (START_US);
  fixture->path = store_fixture_make_path ();
  fixture->db = store_fixture_open (fixture->path);
}

void
store_fixture_tear_down (StoreFixture *fixture, gconstpointer data)
{
  aft_db_close (fixture->db);
  g_free (fixture->path);
}

char *
store_fixture_make_path (void)
{
  g_autofree char *id = g_uuid_string_random ();

  return g_build_filename (g_get_user_data_dir (), id, "diary.db", NULL);
}

GBytes *
store_fixture_read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents = NULL;
  gsize length = 0;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (contents, length);
}

void
store_fixture_damage (const char *path, guint page)
{
  g_autoptr (GBytes) bytes = store_fixture_read_file (path);
  gsize length;
  guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&bytes), &length);
  const gsize page_size = 4096;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (length, >=, page * page_size);
  memset (data + (page - 1) * page_size, 0xa5, page_size);
  g_file_set_contents (path, (char *) data, (gssize) length, &error);
  g_assert_no_error (error);
  g_free (data);
}

AftDb *
store_fixture_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  AftDb *db = aft_db_open (path, TRUE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (db);

  return db;
}

gint64
store_fixture_query (AftDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  aft_db_get_int64 (db, sql, &value, &error);
  g_assert_no_error (error);

  return value;
}

void
set_string (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

AftSession *
make_session (gint64 ended_at_us)
{
  AftSession *session = aft_session_new ();

  session->ended_at_us = ended_at_us;
  session->makeup_wait_hours = 8;
  session->rest_days = 7;
  session->created_at_us = session->modified_at_us = aft_clock_now ();

  return session;
}

AftSkinNote *
make_note (gint64 noted_at_us, int redness, int tingling, int dryness)
{
  AftSkinNote *note = aft_skin_note_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  note->noted_at_us = noted_at_us;
  set_string (&note->time_zone, "UTC");
  note->day = aft_day_of (noted_at_us, zone, 240);
  note->severity[AFT_SYMPTOM_REDNESS] = redness;
  note->severity[AFT_SYMPTOM_TINGLING] = tingling;
  note->severity[AFT_SYMPTOM_DRYNESS] = dryness;
  note->created_at_us = note->modified_at_us = aft_clock_now ();

  return note;
}

void
save_session (AftDb *db, AftSession *session)
{
  g_autoptr (GError) error = NULL;

  aft_db_save_session (db, session, &error);
  g_assert_no_error (error);
}

void
save_note (AftDb *db, AftSkinNote *note)
{
  g_autoptr (GError) error = NULL;

  aft_db_save_note (db, note, &error);
  g_assert_no_error (error);
}
