/* test-json.c: tests that export and import lose nothing, and that the same diary gives the same
 * bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "aft-config.h"
#include "aft-iso-date.h"
#include "aft-json-write.h"
#include "aft-limits.h"
#include "aft-own-scores.h"
#include "aft-export.h"
#include "aft-json.h"
#include "diary-text.h"
#include "scratch.h"

static void
clock_cb (AftClockReading *reading, gpointer user_data)
{
  reading->now_us = DIARY_NOW_US;
  reading->boot_us = G_USEC_PER_SEC;
  g_strlcpy (reading->boot_id, "test", sizeof reading->boot_id);
}

static void
import_good (AftDb *db, const char *text, AftImportCounts *counts)
{
  g_autoptr (GError) error = NULL;

  test_import (db, text, -1, counts, &error);
  g_assert_no_error (error);
}

/* @kept: includes tombstones that changed nothing */
static void
assert_counts (const AftImportCounts *counts, guint added, guint updated, guint kept, guint deleted)
{
  g_assert_cmpuint (counts->added, ==, added);
  g_assert_cmpuint (counts->updated, ==, updated);
  g_assert_cmpuint (counts->kept, ==, kept);
  g_assert_cmpuint (counts->deleted, ==, deleted);
}

static char *
read_golden (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "exchange", name, NULL);
  g_autofree char *golden = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  parts = g_strsplit (golden, "@VERSION@", 2);

  return g_strjoinv (PACKAGE_VERSION, parts);
}

static void
assert_exports (AftDb *db, const char *name)
{
  g_autofree char *wanted = read_golden (name);
  g_autofree char *exported = test_export (db, DIARY_NOW_US);

  g_assert_cmpstr (exported, ==, wanted);
}

/* The exact output, which other programs rely on. */
static void
test_golden (void)
{
  g_autofree char *folder = test_make_folder ();
  AftDb *db = test_open_db (folder, "a.db");
  g_autofree char *golden = read_golden ("golden-2.json");
  AftImportCounts counts;

  import_good (db, golden, &counts);
  assert_counts (&counts, 9, 0, 1, 0);
  assert_exports (db, "golden-2.json");

  import_good (db, golden, &counts);
  assert_counts (&counts, 0, 0, 10, 0);
  assert_exports (db, "golden-2.json");

  aft_db_close (db);
  test_remove_folder (folder);
}

/* A file of version 1, which has no more than that. */
static void
test_golden_1 (void)
{
  g_autofree char *folder = test_make_folder ();
  AftDb *db = test_open_db (folder, "a.db");
  g_autofree char *golden = read_golden ("golden-1.json");
  AftImportCounts counts;

  import_good (db, DIARY_TEXT, &counts);
  assert_counts (&counts, 3, 0, 1, 0);
  assert_exports (db, "golden-1-as-2.json");
  import_good (db, golden, &counts);
  assert_counts (&counts, 0, 0, 4, 0);
  assert_exports (db, "golden-1-as-2.json");

  aft_db_close (db);
  test_remove_folder (folder);
}

static char *
replace (const char *text, const char *search, const char *replacement)
{
  g_auto (GStrv) parts = g_strsplit (text, search, -1);

  g_assert_cmpuint (g_strv_length (parts), >, 1);

  return g_strjoinv (replacement, parts);
}

/* What a file of version 1 lacks keeps its value, even if its entries are newer. */
static void
test_1_after_2 (void)
{
  g_autofree char *folder = test_make_folder ();
  AftDb *db = test_open_db (folder, "a.db");
  g_autofree char *golden = read_golden ("golden-2.json");
  g_autofree char *golden_1 = read_golden ("golden-1.json");
  g_autofree char *newer_session =
      replace (golden_1, "\"2026-11-01T20:01:01.000001Z\"", "\"2026-11-03T00:00:00Z\"");
  g_autofree char *newer = replace (newer_session, "\"modified_at\": \"2026-11-02T02:30:00Z\"",
                                    "\"modified_at\": \"2026-11-03T00:00:00Z\"");
  g_autofree char *wanted_session =
      replace (golden, "\"2026-11-01T20:01:01.000001Z\"", "\"2026-11-03T00:00:00Z\"");
  g_autofree char *wanted = replace (wanted_session, "\"modified_at\": \"2026-11-02T02:30:00Z\"",
                                     "\"modified_at\": \"2026-11-03T00:00:00Z\"");
  g_autofree char *exported = NULL;
  AftImportCounts counts;

  import_good (db, golden, NULL);
  import_good (db, golden_1, &counts);
  assert_counts (&counts, 0, 0, 4, 0);
  assert_exports (db, "golden-2.json");

  import_good (db, newer, &counts);
  assert_counts (&counts, 0, 2, 2, 0);
  exported = test_export (db, DIARY_NOW_US);
  g_assert_cmpstr (exported, ==, wanted);

  aft_db_close (db);
  test_remove_folder (folder);
}

/* A saved entry says it all: none is none. */
static void
test_save_none (void)
{
  g_autofree char *folder = test_make_folder ();
  AftDb *db = test_open_db (folder, "a.db");
  g_autofree char *golden = read_golden ("golden-2.json");
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (AftSession) session = NULL;
  g_autofree char *exported = NULL;
  g_autoptr (GError) error = NULL;

  import_good (db, golden, NULL);
  sessions = aft_db_list_sessions (db, &error);
  session = aft_session_copy (g_ptr_array_index (sessions, 0));
  g_assert_cmpstr (session->products[1], ==, "Crème “Nr. 7”");
  g_assert_true (aft_session_equal (session, g_ptr_array_index (sessions, 0)));
  g_clear_pointer (&session->products, g_strfreev);
  g_assert_false (aft_session_equal (session, g_ptr_array_index (sessions, 0)));
  aft_db_save_session (db, session, &error);
  g_assert_no_error (error);
  exported = test_export (db, DIARY_NOW_US);
  g_assert_null (strstr (exported, "Saline"));

  aft_db_close (db);
  test_remove_folder (folder);
}

static void
test_empty (void)
{
  static const char wanted[] = "{\n"
                               "  \"format\": \"org.example.Aftercare.diary\",\n"
                               "  \"version\": 2,\n"
                               "  \"exported_at\": \"2026-11-22T18:30:00Z\",\n"
                               "  \"generator\": \"Aftercare " PACKAGE_VERSION "\",\n"
                               "  \"preferences\": null,\n"
                               "  \"scales\": [],\n"
                               "  \"sessions\": [],\n"
                               "  \"skin_notes\": [],\n"
                               "  \"photos\": [],\n"
                               "  \"blind_answers\": [],\n"
                               "  \"deleted\": []\n"
                               "}\n";
  g_autofree char *folder = test_make_folder ();
  AftDb *db = test_open_db (folder, "a.db");
  g_autofree char *exported = test_export (db, DIARY_NOW_US);
  AftImportCounts counts;

  g_assert_cmpstr (exported, ==, wanted);
  import_good (db, exported, &counts);
  assert_counts (&counts, 0, 0, 0, 0);

  aft_db_close (db);
  test_remove_folder (folder);
}

static const char *const texts[] = {
  "",
  " ",
  "plain",
  "two\nlines\r\n\tand a tab",
  "\"quotes\" \\ back / slash",
  "\x01\x07\x08\x0b\x0c\x0e\x1b\x1f\x7f",
  "gr\xc3\xbc\xc3\x9f dich \xe2\x82\xac",
  "\xf0\x9f\x98\x80\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac \xe2\x9d\xa4\xef\xb8\x8f",
  "\xd7\xa2\xd7\x91\xd7\xa8\xd7\x99\xd7\xaa \xe6\x97\xa5\xe6\x9c\xac",
  "\xef\xbf\xbe\xef\xbf\xbf\xf4\x8f\xbf\xbf",
  "e\xcc\x81 \xc3\xa9",
  "</script><!-- \xe2\x80\xa8 \xe2\x80\xa9",
};

static const double needles[] = {
  0.05, 0.1, 0.2, 0.25, 0.3, 0.1 + 0.2, 0.5, 1.0 / 3.0, 1.5, 2, M_PI, 4.999999999999999, 5, -1,
};

static char **
make_products (guint i)
{
  static const char *const products[] = { "Saline", "\"quoted\" \\ / 日本", " ", NULL };
  g_autofree char *longest = g_strnfill (AFT_PRODUCT_MAX_CHARS, 'x');
  char **copy = g_strdupv ((char **) products + i % 4);

  if (i % 5 == 0 && copy[0] != NULL)
    {
      g_free (copy[0]);
      copy[0] = g_steal_pointer (&longest);
    }

  return copy;
}

static AftSession *
make_session (guint i)
{
  AftSession *session = aft_session_new ();
  gboolean office = i % 3 == 2;

  session->ended_at_us = DIARY_NOW_US - (gint64) i * 7919 * G_TIME_SPAN_MINUTE - (i % 5) * 333333;
  g_free (session->time_zone);
  session->time_zone = g_strdup (i % 2 ? "America/Argentina/Buenos_Aires" : "Etc/GMT+5");
  session->place = office ? AFT_PLACE_OF_TREATMENT_OFFICE : AFT_PLACE_OF_TREATMENT_HOME;
  session->needle_mm = needles[i % G_N_ELEMENTS (needles)];
  g_free (session->tool);
  session->tool = g_strdup (texts[i % G_N_ELEMENTS (texts)]);
  session->zones = (AftZones) (i * 37 % (AFT_ZONES_ALL + 1));
  session->makeup_wait_hours =
      office ? (double[]){ 0, 720, 0.1, AFT_UNSET }[i % 4] : (double[]){ 8, 168, 8.1, 24 }[i % 4];
  session->rest_days =
      office ? (double[]){ 1, 730, 28.5, AFT_UNSET }[i % 4] : (double[]){ 7, 90, 7.7, 14 }[i % 4];
  if (office && i % 4 != 1)
    session->next_session_date = aft_day_from_string ("2031-12-31");
  g_free (session->clinic_instructions);
  session->clinic_instructions = g_strdup (texts[(i + 5) % G_N_ELEMENTS (texts)]);
  g_free (session->text);
  session->text = i == 0 ? g_strnfill (AFT_TEXT_MAX_BYTES, '\x01')
                         : g_strdup (texts[(i + 3) % G_N_ELEMENTS (texts)]);
  session->products = make_products (i);
  session->created_at_us = session->ended_at_us + 1;
  session->modified_at_us = session->ended_at_us + 999999;

  return session;
}

static AftSkinNote *
make_note (guint i)
{
  AftSkinNote *note = aft_skin_note_new ();

  note->noted_at_us = DIARY_NOW_US - (gint64) i * 4001 * G_TIME_SPAN_SECOND - (i % 7);
  g_free (note->time_zone);
  note->time_zone = g_strdup ("Asia/Kathmandu");
  /* No rule would give this day: an import keeps it. */
  note->day = aft_day_from_string (i % 2 ? "1999-12-31" : "2024-02-29");
  for (guint symptom = 0; symptom < AFT_N_SYMPTOMS; symptom++)
    note->severity[symptom] = (int) ((i / (symptom * 5 + 1)) % 6) - 1;
  note->flags = (AftFlags) (i % (AFT_FLAGS_ALL + 1));
  note->resolved_flags = (AftFlags) (i * 11 % (AFT_FLAGS_ALL + 1));
  g_free (note->text);
  note->text = g_strdup (texts[i % G_N_ELEMENTS (texts)]);
  note->own_scores = aft_own_scores_new ();
  for (guint scale = 0; scale < i % 4; scale++)
    {
      g_autofree char *id = g_uuid_string_random ();

      aft_own_scores_set (note->own_scores, id, (int) (i % 5));
    }
  note->products = make_products (i + 1);
  if (aft_skin_note_is_empty (note))
    note->severity[2] = 4;
  note->created_at_us = note->noted_at_us - 1;
  note->modified_at_us = note->noted_at_us;

  return note;
}

/* Every field, at its limits, to another diary and back: equal objects and equal bytes. */
static void
test_round_trip (void)
{
  g_autofree char *folder = test_make_folder ();
  AftDb *here = test_open_db (folder, "here.db");
  AftDb *there = test_open_db (folder, "there.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) here_sessions = NULL;
  g_autoptr (GPtrArray) here_notes = NULL;
  g_autoptr (GPtrArray) there_sessions = NULL;
  g_autoptr (GPtrArray) there_notes = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  AftImportCounts counts;
  char *gone = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (AftSession) session = make_session (i);

      aft_db_save_session (here, session, &error);
      g_assert_no_error (error);
      if (i == 31)
        gone = g_strdup (session->id);
    }
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (AftSkinNote) note = make_note (i);

      aft_db_save_note (here, note, &error);
      g_assert_no_error (error);
    }
  aft_db_delete (here, gone, &error);
  g_assert_no_error (error);

  first = test_export (here, DIARY_NOW_US);
  import_good (there, first, &counts);
  assert_counts (&counts, 259, 0, 1, 0);
  second = test_export (there, DIARY_NOW_US);
  g_assert_cmpstr (second, ==, first);
  g_assert_nonnull (strstr (first, gone));

  here_sessions = aft_db_list_sessions (here, &error);
  here_notes = aft_db_list_notes (here, &error);
  there_sessions = aft_db_list_sessions (there, &error);
  there_notes = aft_db_list_notes (there, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (there_sessions->len, ==, 59);
  g_assert_cmpuint (there_sessions->len, ==, here_sessions->len);
  g_assert_cmpuint (there_notes->len, ==, 200);
  g_assert_cmpuint (there_notes->len, ==, here_notes->len);
  for (guint i = 0; i < here_sessions->len; i++)
    g_assert_true (aft_session_equal (g_ptr_array_index (here_sessions, i),
                                      g_ptr_array_index (there_sessions, i)));
  for (guint i = 0; i < here_notes->len; i++)
    g_assert_true (aft_skin_note_equal (g_ptr_array_index (here_notes, i),
                                        g_ptr_array_index (there_notes, i)));

  /* Importing again changes nothing, in either diary. */
  import_good (there, first, &counts);
  assert_counts (&counts, 0, 0, 260, 0);
  import_good (here, first, &counts);
  assert_counts (&counts, 0, 0, 260, 0);
  third = test_export (here, DIARY_NOW_US);
  g_assert_cmpstr (third, ==, first);

  g_free (gone);
  aft_db_close (here);
  aft_db_close (there);
  test_remove_folder (folder);
}

static char *
get_text_of_first (AftDb *db)
{
  g_autoptr (GPtrArray) sessions = aft_db_list_sessions (db, NULL);

  return g_strdup (((AftSession *) g_ptr_array_index (sessions, 0))->text);
}

static void
test_merge (void)
{
  static const char modified[] = "2026-11-01T20:01:01.000001Z";
  g_autofree char *folder = test_make_folder ();
  AftDb *db = test_open_db (folder, "a.db");
  g_autofree char *other = replace (DIARY_TEXT, "\"first\"", "\"other\"");
  g_autofree char *older = replace (other, modified, "2026-11-01T20:01:01Z");
  g_autofree char *newer = replace (other, modified, "2026-11-01T20:01:01.000002Z");
  g_autofree char *upper = replace (newer, "0b6ec4d0", "0B6EC4D0");
  static const char gone[] = "{\"format\": \"org.example.Aftercare.diary\", \"version\": 1, "
                             "\"exported_at\": \"2026-11-22T18:00:00Z\", \"generator\": \"\", "
                             "\"sessions\": [], \"skin_notes\": [], \"deleted\": ["
                             "{\"id\": \"0b6ec4d0-0000-4000-8000-000000000001\", "
                             "\"deleted_at\": \"2026-11-01T20:01:01.00000%dZ\"}]}";
  g_autofree char *gone_before = g_strdup_printf (gone, 1);
  g_autofree char *gone_then = g_strdup_printf (gone, 2);
  AftImportCounts counts;

  import_good (db, DIARY_TEXT, &counts);

  /* Against an older entry, the one here stays. On a tie, the one with the larger bytes does. */
  const char *const kept[] = { older, DIARY_TEXT };
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *text = NULL;

      import_good (db, kept[i], &counts);
      assert_counts (&counts, 0, 0, 4, 0);
      text = get_text_of_first (db);
      g_assert_cmpstr (text, ==, "first");
    }
  import_good (db, other, &counts);
  assert_counts (&counts, 0, 1, 3, 0);
  import_good (db, DIARY_TEXT, &counts);
  assert_counts (&counts, 0, 0, 4, 0);

  const char *const updates[] = { newer, upper };
  for (guint i = 0; i < G_N_ELEMENTS (updates); i++)
    {
      g_autofree char *text = NULL;

      import_good (db, updates[i], &counts);
      assert_counts (&counts, 0, i == 0 ? 1 : 0, i == 0 ? 3 : 4, 0);
      text = get_text_of_first (db);
      g_assert_cmpstr (text, ==, "other");
    }

  /* On a tie, a deletion wins. */
  import_good (db, gone_before, &counts);
  assert_counts (&counts, 0, 0, 1, 0);
  import_good (db, gone_then, &counts);
  assert_counts (&counts, 0, 0, 0, 1);
  import_good (db, newer, &counts);
  assert_counts (&counts, 0, 0, 4, 0);

  aft_db_close (db);
  test_remove_folder (folder);
}

static void
test_doubles (void)
{
  static const struct
  {
    double value;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { 8, "8" },
    { 0.3, "0.3" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 1.0 / 3.0, "0.3333333333333333" },
    { 0.05, "0.05" },
    { 730, "730" },
    { 123456789.125, "123456789.125" },
    { 5e-324, "4.94065645841247e-324" },
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (aft_json_double_to_string (cases[i].value, text), ==, cases[i].text);

  for (guint i = 0; i < 100000; i++)
    {
      double value = g_rand_double_range (random, 0, 730);

      g_assert_cmpfloat (g_ascii_strtod (aft_json_double_to_string (value, text), NULL), ==, value);
    }
}

static void
test_default_name (void)
{
  g_autofree char *name =
      aft_export_default_name (AFT_EXPORT_JSON, aft_day_from_string ("2026-11-02"));

  g_assert_cmpstr (name, ==, "aftercare-2026-11-02.json");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  aft_clock_replace (clock_cb, NULL);

  g_test_add_func ("/exchange/json/golden", test_golden);
  g_test_add_func ("/exchange/json/golden-1", test_golden_1);
  g_test_add_func ("/exchange/json/1-after-2", test_1_after_2);
  g_test_add_func ("/exchange/json/save-none", test_save_none);
  g_test_add_func ("/exchange/json/empty", test_empty);
  g_test_add_func ("/exchange/json/round-trip", test_round_trip);
  g_test_add_func ("/exchange/json/merge", test_merge);
  g_test_add_func ("/exchange/json/doubles", test_doubles);
  g_test_add_func ("/exchange/json/default-name", test_default_name);

  return g_test_run ();
}
