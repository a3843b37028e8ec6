/* test-json-errors.c: tests of a valid diary with one error at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "aft-json.h"
#include "diary-text.h"
#include "scratch.h"
#include "trickle-stream.h"

static char *
replace_once (const char *text, const char *search, const char *replacement)
{
  const char *at = strstr (text, search);

  g_assert_nonnull (at);
  if (strstr (at + 1, search) != NULL)
    g_error ("“%s” appears twice in the diary", search);

  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, replacement, at + strlen (search));
}

/* Each import gets a separate database, which must stay empty if the import fails. */
static gboolean
import_text (const char *text, AftImportCounts *counts, GStrv *warnings, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("aft-json-XXXXXX", NULL);
  g_autoptr (GInputStream) stream = test_trickle_stream_new (text, strlen (text), 1000, G_MAXSIZE);
  AftDb *db = test_open_db (folder, "diary.db");
  gboolean good;

  good = aft_json_import (db, stream, DIARY_NOW_US, counts, warnings, NULL, error);
  if (!good)
    {
      g_autoptr (GPtrArray) sessions = aft_db_list_sessions (db, NULL);
      g_autoptr (GPtrArray) notes = aft_db_list_notes (db, NULL);
      g_autoptr (GPtrArray) tombstones = aft_db_list_tombstones (db, NULL);

      g_assert_cmpuint (sessions->len + notes->len + tombstones->len, ==, 0);
    }
  aft_db_close (db);

  test_remove_folder (folder);

  return good;
}

#define SCALE(n) "0b6ec4d0-0000-4000-8000-0000000000" #n
#define ID(n) "0b6ec4d0-0000-4000-8000-00000000000" #n
#define AT "a time like 2026-11-22T18:30:00Z"
#define ZONES                                                                             \
  "\"forehead\", \"temples\", \"nose\", \"left_cheek\", \"right_cheek\", \"upper_lip\", " \
  "\"chin\", \"neck\", \"body\""

static const struct
{
  const char *search;
  const char *replacement;
  AftJsonError code;
  const char *message;
} cases[] = {
  /* top */
  { "org.example.Aftercare.diary", "org.example.Other", AFT_JSON_ERROR_FORMAT,
    "format: \"org.example.Other\" is not \"org.example.Aftercare.diary\", so this is not an Aftercare diary" },
  { "\"org.example.Aftercare.diary\"", "1", AFT_JSON_ERROR_FORMAT, "format: this is not text" },
  { "\"format\"", "\"f\"", AFT_JSON_ERROR_FORMAT,
    "format: missing, so this is not an Aftercare diary" },
  { "\"version\": 1", "\"version\": 3", AFT_JSON_ERROR_VERSION,
    "version: this diary uses version 3 of the format, but this program only supports version 2; update Aftercare to read it" },
  { "\"version\": 1", "\"version\": 2.5", AFT_JSON_ERROR_VERSION,
    "version: this diary uses version 2.5 of the format, but this program only supports version 2; update Aftercare to read it" },
  { "\"version\": 1", "\"version\": 1.5", AFT_JSON_ERROR_FORMAT, "version: this must be 1 or 2" },
  { "\"version\": 1", "\"version\": 0", AFT_JSON_ERROR_FORMAT, "version: this must be 1 or 2" },
  { "\"version\": 1", "\"version\": \"1\"", AFT_JSON_ERROR_FORMAT,
    "version: this is not a number" },
  { "\"version\": 1, ", "", AFT_JSON_ERROR_VALUE, "version: missing" },
  { "2026-11-22T18:00:00Z", "yesterday", AFT_JSON_ERROR_VALUE,
    "exported_at: \"yesterday\" is not " AT },
  { "\"by hand\"", "null", AFT_JSON_ERROR_VALUE, "generator: this is not text" },
  { "\"deleted\": [" DIARY_GONE "]", "\"deleted\": {}", AFT_JSON_ERROR_VALUE,
    "deleted: this is not an array" },
  { ", \"deleted\": [" DIARY_GONE "]", "", AFT_JSON_ERROR_VALUE, "deleted: missing" },
  { DIARY_NOTE, "7", AFT_JSON_ERROR_VALUE, "skin_notes[0]: this is not an object" },
  { DIARY_NOTE, "[]", AFT_JSON_ERROR_VALUE, "skin_notes[0]: this is not an object" },

  /* ids */
  { ID (3), "3", AFT_JSON_ERROR_VALUE, "skin_notes[0].id: \"3\" is not a UUID" },
  { "\"" ID (3) "\"", "null", AFT_JSON_ERROR_VALUE, "skin_notes[0].id: null is not a UUID" },
  { ID (2), ID (1), AFT_JSON_ERROR_VALUE,
    "sessions[1].id: \"" ID (1) "\" appears twice in the file" },
  { ID (3), "0B6EC4D0-0000-4000-8000-000000000001", AFT_JSON_ERROR_VALUE,
    "skin_notes[0].id: \"" ID (1) "\" appears twice in the file" },
  { ID (4), ID (3), AFT_JSON_ERROR_VALUE,
    "deleted[0].id: \"" ID (3) "\" appears twice in the file" },

  /* instants, zones, days */
  { "2026-11-01T20:00:00Z", "2026-11-01T20:00:00+01:00", AFT_JSON_ERROR_VALUE,
    "sessions[0].ended_at: \"2026-11-01T20:00:00+01:00\" is not " AT },
  { "2026-11-01T20:00:00Z", "2026-11-31T20:00:00Z", AFT_JSON_ERROR_VALUE,
    "sessions[0].ended_at: \"2026-11-31T20:00:00Z\" is not " AT },
  { "\"2026-11-01T20:00:00Z\"", "1795372200", AFT_JSON_ERROR_VALUE,
    "sessions[0].ended_at: 1795372200 is not " AT },
  { "2026-10-01T00:00:00Z", "", AFT_JSON_ERROR_VALUE, "deleted[0].deleted_at: \"\" is not " AT },
  { "Europe/Berlin", "Europe/../Berlin", AFT_JSON_ERROR_VALUE,
    "sessions[0].time_zone: \"Europe/../Berlin\" is not a time zone name like Europe/Berlin" },
  { "Europe/Berlin", "+01:00", AFT_JSON_ERROR_VALUE,
    "sessions[0].time_zone: \"+01:00\" is not a time zone name like Europe/Berlin" },
  { "\"2027-01-04\"", "\"2027-02-29\"", AFT_JSON_ERROR_VALUE,
    "sessions[1].next_session_date: \"2027-02-29\" is neither a date like 2026-11-22 nor null" },
  { "\"2027-01-04\"", "20270104", AFT_JSON_ERROR_VALUE,
    "sessions[1].next_session_date: 20270104 is neither a date like 2026-11-22 nor null" },
  { "\"date\": \"2026-11-01\"", "\"date\": null", AFT_JSON_ERROR_VALUE,
    "skin_notes[0].date: null is not a date like 2026-11-22" },

  /* numbers */
  { "0.25", "0.04", AFT_JSON_ERROR_VALUE, "sessions[0].needle_mm: 0.04 is not between 0.05 and 5" },
  { "0.25", "5.01", AFT_JSON_ERROR_VALUE, "sessions[0].needle_mm: 5.01 is not between 0.05 and 5" },
  { "0.25", "-1", AFT_JSON_ERROR_VALUE, "sessions[0].needle_mm: -1 is not between 0.05 and 5" },
  { "0.25", "-0.0", AFT_JSON_ERROR_VALUE, "sessions[0].needle_mm: 0 is not between 0.05 and 5" },
  { "0.25", "\"0.25\"", AFT_JSON_ERROR_VALUE,
    "sessions[0].needle_mm: \"0.25\" is neither a number nor null" },
  { "0.25", "true", AFT_JSON_ERROR_VALUE,
    "sessions[0].needle_mm: true is neither a number nor null" },
  { "\"makeup_wait_hours\": 8", "\"makeup_wait_hours\": 7.999", AFT_JSON_ERROR_VALUE,
    "sessions[0].makeup_wait_hours: 7.999 is not between 8 and 168" },
  { "\"makeup_wait_hours\": 8", "\"makeup_wait_hours\": -1", AFT_JSON_ERROR_VALUE,
    "sessions[0].makeup_wait_hours: -1 is not between 8 and 168" },
  { "\"makeup_wait_hours\": 8", "\"makeup_wait_hours\": null", AFT_JSON_ERROR_VALUE,
    "sessions[0].makeup_wait_hours: a number between 8 and 168 is required" },
  { "\"makeup_wait_hours\": null", "\"makeup_wait_hours\": 721", AFT_JSON_ERROR_VALUE,
    "sessions[1].makeup_wait_hours: 721 is not between 0 and 720" },
  { "\"makeup_wait_hours\": null", "\"makeup_wait_hours\": -1", AFT_JSON_ERROR_VALUE,
    "sessions[1].makeup_wait_hours: -1 is not between 0 and 720" },
  { "\"rest_days\": 14", "\"rest_days\": 6", AFT_JSON_ERROR_VALUE,
    "sessions[0].rest_days: 6 is not between 7 and 90" },
  { "\"rest_days\": null", "\"rest_days\": 0.5", AFT_JSON_ERROR_VALUE,
    "sessions[1].rest_days: 0.5 is not between 1 and 730" },
  { "\"rest_days\": 14, \"next_session_date\": null",
    "\"rest_days\": 14, \"next_session_date\": \"2026-12-01\"", AFT_JSON_ERROR_VALUE,
    "sessions[0].next_session_date: only a session at a clinic can have a date for the next session" },
  { "\"redness\": 2", "\"redness\": 7", AFT_JSON_ERROR_VALUE,
    "skin_notes[0].redness: 7 is not between 0 and 4" },
  { "\"redness\": 2", "\"redness\": -1", AFT_JSON_ERROR_VALUE,
    "skin_notes[0].redness: -1 is not between 0 and 4" },
  { "\"redness\": 2", "\"redness\": 2.0000001", AFT_JSON_ERROR_VALUE,
    "skin_notes[0].redness: 2.0000001 is not a whole number" },
  { "\"redness\": 2", "\"redness\": 4.5", AFT_JSON_ERROR_VALUE,
    "skin_notes[0].redness: 4.5 is not between 0 and 4" },
  { "\"redness\": 2", "\"redness\": 1e30", AFT_JSON_ERROR_VALUE,
    "skin_notes[0].redness: 1e+30 is not between 0 and 4" },
  { "\"redness\": 2", "\"redness\": 1e400", AFT_JSON_ERROR_VALUE,
    "skin_notes[0].redness: the number 1e400 is too large (line 1, column 1069)" },
  { "\"redness\": 2", "\"redness\": 18446744073709551618", AFT_JSON_ERROR_VALUE,
    "skin_notes[0].redness: the number 18446744073709551618 is too large (line 1, column 1069)" },
  { "\"redness\": 2", "\"redness\": \"high\"", AFT_JSON_ERROR_VALUE,
    "skin_notes[0].redness: \"high\" is neither a whole number from 0 to 4 nor null" },
  { "\"redness\": 2", "\"redness\": false", AFT_JSON_ERROR_VALUE,
    "skin_notes[0].redness: false is neither a whole number from 0 to 4 nor null" },
  { "\"tingling\": null, ", "", AFT_JSON_ERROR_VALUE, "skin_notes[0].tingling: missing" },

  /* texts */
  { "\"office\"", "\"clinic\"", AFT_JSON_ERROR_VALUE,
    "sessions[1].setting: \"clinic\" is not one of these: \"home\", \"office\"" },
  { "\"office\"", "null", AFT_JSON_ERROR_VALUE,
    "sessions[1].setting: null is not one of these: \"home\", \"office\"" },
  { "\"chin\"", "\"elbow\"", AFT_JSON_ERROR_VALUE,
    "sessions[0].zones[1]: \"elbow\" is not one of these: " ZONES },
  { "\"chin\"", "3", AFT_JSON_ERROR_VALUE, "sessions[0].zones[1]: 3 is not one of these: " ZONES },
  { "\"chin\"", "\"forehead\"", AFT_JSON_ERROR_VALUE,
    "sessions[0].zones[1]: \"forehead\" appears twice in this list" },
  { "[\"forehead\", \"chin\"]", "\"chin\"", AFT_JSON_ERROR_VALUE,
    "sessions[0].zones: \"chin\" is not an array" },
  { "\"fever\"", "\"Fever\"", AFT_JSON_ERROR_VALUE,
    "skin_notes[0].flags[0]: \"Fever\" is not one of these: \"spreading_redness\", \"growing_swelling\", \"discharge\", "
    "\"fever\", \"worse_pain\", \"cold_sore\", \"lasting_lump\"" },
  { "[\"discharge\"]", "{}", AFT_JSON_ERROR_VALUE,
    "skin_notes[0].resolved_flags: {…} is not an array" },
  { "\"roller\"", "null", AFT_JSON_ERROR_VALUE, "sessions[0].tool: null is not text" },
  { "\"warm\"", "[\"warm\"]", AFT_JSON_ERROR_VALUE, "skin_notes[0].text: […] is not text" },

  /* not JSON */
  { "\"warm\"", "warm", AFT_JSON_ERROR_SYNTAX,
    "line 1, column 1165, in skin_notes[0].text: expected a value, found 'w'" },
  { "\"text\": \"warm\"", "\"text\": \"a\", \"text\": \"b\"", AFT_JSON_ERROR_SYNTAX,
    "line 1, column 1176, in skin_notes[0]: the key \"text\" appears twice" },
  { "]}\n", "]", AFT_JSON_ERROR_SYNTAX,
    "line 1, column 1349, in deleted: expected a comma or }, but the file ends here" },
  { "]}\n", "]}]", AFT_JSON_ERROR_SYNTAX,
    "line 1, column 1350: expected the end of the file, found ']'" },
};

static void
test_places (void)
{
  guint n_wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = replace_once (DIARY_TEXT, cases[i].search, cases[i].replacement);
      g_autoptr (GError) error = NULL;

      if (import_text (text, NULL, NULL, &error) || error->domain != AFT_JSON_ERROR ||
          error->code != (int) cases[i].code || strcmp (error->message, cases[i].message) != 0)
        {
          g_test_message ("%s -> %s:\n     got %s\n  wanted %s", cases[i].search,
                          cases[i].replacement, error != NULL ? error->message : "no error",
                          cases[i].message);
          n_wrong++;
        }
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

/* In golden-2.json. */
#define NEITHER(what, n) what " is neither " #n " numbers from 0 to 1 nor null"
static const struct
{
  const char *search;
  const char *replacement;
  const char *message;
} cases_2[] = {
  { "\"preferences\": {", "\"preferences\": 5, \"x\": {",
    "preferences: this is neither an object nor null" },
  { "\"scales\": [", "\"x\": [", "scales: missing" },
  { "\"photos\": [", "\"x\": [", "photos: missing" },
  { "\"blind_answers\": [", "\"blind_answers\": [1, ", "blind_answers[0]: this is not an object" },

  { "\"makeup_wait_hours\": 12", "\"makeup_wait_hours\": 7.5",
    "preferences.makeup_wait_hours: 7.5 is not between 8 and 168" },
  { "\"makeup_wait_hours\": 12", "\"makeup_wait_hours\": null",
    "preferences.makeup_wait_hours: this is not a number" },
  { "\"rest_days\": null,\n    \"usual", "\"rest_days\": 6,\n    \"usual",
    "preferences.rest_days: 6 is not between 7 and 90" },
  { "\"usual_redness\": 1", "\"usual_redness\": 3",
    "preferences.usual_redness: 3 is not between 0 and 2" },
  { "\"usual_redness\": 1", "\"usual_redness\": null",
    "preferences.usual_redness: null is not a whole number" },
  { "\"tool_use_limit\": 12", "\"tool_use_limit\": 1.5",
    "preferences.tool_use_limit: 1.5 is not a whole number" },
  { "\"day_start_minutes\": 240", "\"day_start_minutes\": 721",
    "preferences.day_start_minutes: 721 is not between 0 and 720" },
  { "\"daily_reminder\": true", "\"daily_reminder\": 1",
    "preferences.daily_reminder: 1 is neither true nor false" },
  { "\"discreet\": false", "\"discreet\": null",
    "preferences.discreet: null is neither true nor false" },
  { "\"own_scales\": [", "\"own_scales\": [\"x\", ",
    "preferences.own_scales[0]: \"x\" is not a UUID" },
  { "\"own_scales\": [", "\"own_scales\": [1, 2, ",
    "preferences.own_scales: this list has more than 3 entries" },
  { "\"own_scales\": [", "\"own_scales\": [\"" SCALE (11) "\", ",
    "preferences.own_scales[2]: \"" SCALE (11) "\" appears twice in this list" },
  { "\"2026-11-10T08:00:00.250000Z\"", "0", "preferences.modified_at: 0 is not " AT },

  { "\"Itching\"", "\"\"", "scales[0].name: this is not one line of 1 to 40 characters" },
  { "\"Itching\"", "\"a\\nb\"", "scales[0].name: this is not one line of 1 to 40 characters" },
  { "\"Itching\"", "7", "scales[0].name: 7 is not text" },
  { "\"archived\": false", "\"archived\": \"no\"",
    "scales[0].archived: \"no\" is neither true nor false" },
  { "\"2026-11-01T19:00:00.000001Z\"", "\"1899-12-31T00:00:00Z\"",
    "scales[1].created_at: \"1899-12-31T00:00:00Z\" is not " AT },

  { "\"Saline\"", "\"\"", "sessions[0].products[0]: this is not one line of 1 to 80 characters" },
  { "\"Saline\"", "null", "sessions[0].products[0]: null is not text" },
  { "\"products\": [],", "", "sessions[1].products: missing" },
  { "\"products\": [],", "\"products\": \"\",", "sessions[1].products: \"\" is not an array" },
  { "\"products\": [],", "\"products\": [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21],",
    "sessions[1].products: this list has more than 20 entries" },

  { "\"own_scores\": [", "\"x\": [", "skin_notes[0].own_scores: missing" },
  { "\"own_scores\": [", "\"own_scores\": [3, ",
    "skin_notes[0].own_scores[0]: this is not an object" },
  { "\"score\": 4", "\"score\": 5", "skin_notes[0].own_scores[1].score: 5 is not between 0 and 4" },
  { "\"score\": 4", "\"score\": null",
    "skin_notes[0].own_scores[1].score: null is not a whole number" },
  { "\"score\": 4", "\"x\": 4", "skin_notes[0].own_scores[1].score: missing" },
  { "\"scale\": \"" SCALE (12), "\"scale\": \"" SCALE (11),
    "skin_notes[0].own_scores[1]: \"" SCALE (11) "\" appears twice in this list" },
  { "\"scale\": \"" SCALE (12), "\"scale\": \"x",
    "skin_notes[0].own_scores[1].scale: \"x\" is not a UUID" },
  { "\"Petrolatum\"", "{}", "skin_notes[0].products[0]: {…} is not text" },

  { "\"close_up\"", "\"back\"",
    "photos[1].view: \"back\" is not one of these: \"front\", \"left_side\", \"right_side\", "
    "\"close_up\"" },
  { "\"image/webp\"", "\"image/heic\"",
    "photos[1].media_type: \"image/heic\" is not one of these: \"image/jpeg\", \"image/png\", "
    "\"image/webp\"" },
  { "\"0123456789abcdef0123", "\"g123456789abcdef0123",
    "photos[0].sha256: \"g123456789abcdef0123456789abcdef0123456789abcdef0123456789ab…\" is not "
    "a SHA-256 checksum" },
  { "\"width\": 3024", "\"width\": 0", "photos[0].width: 0 is not between 1 and 100000" },
  { "\"height\": 100000", "\"height\": 100001",
    "photos[1].height: 100001 is not between 1 and 100000" },
  { "0.312345", "1.000001", "photos[0].eyes: " NEITHER ("[…]", 4) },
  { "0.312345", "-0.1", "photos[0].eyes: " NEITHER ("[…]", 4) },
  { "0.312345", "null", "photos[0].eyes: " NEITHER ("[…]", 4) },
  { "0.312345,", "", "photos[0].eyes: " NEITHER ("[…]", 4) },
  { "\"white\": null", "\"white\": 0", "photos[1].white: " NEITHER ("0", 2) },
  { "\"taken_at\": \"2026-09", "\"taken_at\": \"26-09",
    "photos[0].taken_at: \"26-09-01T07:00:00Z\" is not " AT },

  { "\"cannot_tell\"", "null",
    "blind_answers[0].choice: null is not one of these: \"earlier\", \"later\", \"cannot_tell\"" },
  { "\"earlier\": \"0b6", "\"earlier\": \"0b",
    "blind_answers[0].earlier: \"0bec4d0-0000-4000-8000-000000000021\" is not a UUID" },
  { "\"id\": \"" SCALE (31), "\"id\": \"" SCALE (11),
    "blind_answers[0].id: \"" SCALE (11) "\" appears twice in the file" },
};

static char *
read_golden_2 (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "exchange", "golden-2.json", NULL);
  char *golden = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);

  return golden;
}

static void
test_places_2 (void)
{
  g_autofree char *golden = read_golden_2 ();
  guint n_wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases_2); i++)
    {
      g_autofree char *text = replace_once (golden, cases_2[i].search, cases_2[i].replacement);
      g_autoptr (GError) error = NULL;

      if (import_text (text, NULL, NULL, &error) || error->domain != AFT_JSON_ERROR ||
          strcmp (error->message, cases_2[i].message) != 0)
        {
          g_test_message ("%s -> %s:\n     got %s\n  wanted %s", cases_2[i].search,
                          cases_2[i].replacement, error != NULL ? error->message : "no error",
                          cases_2[i].message);
          n_wrong++;
        }
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

/* The version may come last, and decides only then what is missing. */
static void
test_version_last (void)
{
  g_autofree char *golden = read_golden_2 ();
  g_autofree char *without = replace_once (golden, "  \"version\": 2,\n", "");
  g_autofree char *lacking = replace_once (without, "\"products\": [],", "");
  char *end;

  for (int version = 1; version <= 2; version++)
    {
      g_autoptr (GString) text = g_string_new (lacking);
      g_autoptr (GError) error = NULL;

      end = strrchr (text->str, '}');
      g_string_truncate (text, (gsize) (end - text->str));
      g_string_append_printf (text, ", \"version\": %d}", version);
      g_assert_cmpint (import_text (text->str, NULL, NULL, &error), ==, version == 1);
      if (version == 2)
        g_assert_cmpstr (error->message, ==, "sessions[1].products: missing");
    }
}

/* Unusual, but allowed. */
static void
test_lenient (void)
{
  static const char *const changes[][2] = {
    { "\"version\": 1", "\"version\": 1.0" },
    { "\"redness\": 2", "\"redness\": 2.0" },
    { "\"redness\": 2", "\"redness\": 20e-1" },
    { "\"redness\": 2", "\"redness\": -0" },
    { "0.25", "0.05" },
    { "0.25", "5e0" },
    { "\"makeup_wait_hours\": null", "\"makeup_wait_hours\": -0.0" },
    { "2026-11-01T20:00:00Z", "2026-11-22T18:35:00Z" },
    { ID (1), "0B6EC4D0-0000-4000-8000-00000000000A" },
    { "{\"format\"", "\xef\xbb\xbf{\"format\"" },
    { "\"by hand\"", "\"\"" },
    { "2026-10-01T00:00:00Z", "2026-12-01T00:00:00Z" },
    { "]}\n", "]} \r\n\t" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *text = replace_once (DIARY_TEXT, changes[i][0], changes[i][1]);
      g_auto (GStrv) warnings = NULL;
      g_autoptr (GError) error = NULL;
      AftImportCounts counts = { 0 };

      import_text (text, &counts, &warnings, &error);
      if (error != NULL)
        g_error ("%s: %s", changes[i][1], error->message);
      g_assert_cmpuint (counts.added, ==, 3);
      g_assert_cmpuint (g_strv_length (warnings), ==, 0);
    }
}

static void
test_no_object (void)
{
  static const char *const texts[][2] = {
    { "[]", "this is not an Aftercare diary" },        { "null", "this is not an Aftercare diary" },
    { "\"diary\"", "this is not an Aftercare diary" }, { "1", "this is not an Aftercare diary" },
    { "true", "this is not an Aftercare diary" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (import_text (texts[i][0], NULL, NULL, &error));
      g_assert_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_FORMAT);
      g_assert_cmpstr (error->message, ==, texts[i][1]);
    }
}

/* Keys in any order; late ones count too. */
static void
test_order (void)
{
  static const char late[] = "{\"deleted\": [], \"skin_notes\": [{}], \"sessions\": [" DIARY_HOME
                             "], \"generator\": \"\", \"exported_at\": \"2026-11-22T18:00:00Z\", "
                             "\"version\": %s, \"format\": \"%s\"}";
  g_autofree char *newer = g_strdup_printf (late, "3", AFT_JSON_FORMAT);
  g_autofree char *other = g_strdup_printf (late, "1", "recipes");
  g_autofree char *right = g_strdup_printf (late, "1", AFT_JSON_FORMAT);
  g_autofree char *good = replace_once (right, "[{}]", "[]");
  g_autoptr (GError) newer_error = NULL;
  g_autoptr (GError) other_error = NULL;
  g_autoptr (GError) right_error = NULL;
  g_autoptr (GError) good_error = NULL;

  g_assert_false (import_text (newer, NULL, NULL, &newer_error));
  g_assert_error (newer_error, AFT_JSON_ERROR, AFT_JSON_ERROR_VERSION);
  g_assert_false (import_text (other, NULL, NULL, &other_error));
  g_assert_error (other_error, AFT_JSON_ERROR, AFT_JSON_ERROR_FORMAT);
  g_assert_false (import_text (right, NULL, NULL, &right_error));
  g_assert_error (right_error, AFT_JSON_ERROR, AFT_JSON_ERROR_VALUE);
  g_assert_true (g_str_has_prefix (right_error->message,
                                   "skin_notes[0].id: missing\nskin_notes[0].noted_at: missing\n"));
  g_assert_true (import_text (good, NULL, NULL, &good_error));
  g_assert_no_error (good_error);
}

/* Reports all errors of an element, and of all elements, at once. */
static void
test_all_at_once (void)
{
  g_autofree char *a = replace_once (DIARY_TEXT, "\"redness\": 2", "\"redness\": 7");
  g_autofree char *b = replace_once (a, "\"rest_days\": 14", "\"rest_days\": 1");
  g_autofree char *c = replace_once (b, "\"makeup_wait_hours\": 8", "\"makeup_wait_hours\": 1");
  g_autofree char *d = replace_once (c, "0.25", "25");
  g_autofree char *text = replace_once (d, "]}\n", "]");
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  g_assert_false (import_text (text, NULL, NULL, &error));
  g_assert_error (error, AFT_JSON_ERROR, AFT_JSON_ERROR_VALUE);
  g_assert_cmpstr (
      error->message, ==,
      "sessions[0].needle_mm: 25 is not between 0.05 and 5\n"
      "sessions[0].makeup_wait_hours: 1 is not between 8 and 168\n"
      "sessions[0].rest_days: 1 is not between 7 and 90\n"
      "skin_notes[0].redness: 7 is not between 0 and 4\n"
      "line 1, column 1346, in deleted: expected a comma or }, but the file ends here");
  line = aft_json_error_to_line (error);
  g_assert_cmpstr (line, ==, "sessions[0].needle_mm: 25 is not between 0.05 and 5, and 4 more");
}

static void
test_many_errors (void)
{
  GString *notes = g_string_new ("\"skin_notes\": [");
  g_autofree char *array = NULL;
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (notes, "%s%u", i > 0 ? ", " : "", i);
  g_string_append_c (notes, ']');
  array = g_string_free (notes, FALSE);
  text = replace_once (DIARY_TEXT, "\"skin_notes\": [" DIARY_NOTE "]", array);

  g_assert_false (import_text (text, NULL, NULL, &error));
  lines = g_strsplit (error->message, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, AFT_JSON_MAX_ERRORS + 1);
  g_assert_cmpstr (lines[19], ==, "skin_notes[19]: this is not an object");
  g_assert_cmpstr (lines[20], ==, "and 80 more");
  line = aft_json_error_to_line (error);
  g_assert_cmpstr (line, ==, "skin_notes[0]: this is not an object, and 99 more");
}

static void
test_warnings (void)
{
  g_autofree char *a =
      replace_once (DIARY_TEXT, "\"version\"", "\"extra\": {\"deep\": [[1]]}, \"version\"");
  g_autofree char *b = replace_once (a, "\"needle_mm\": 0.25", "\"mood\": 1, \"needle_mm\": 0.25");
  g_autofree char *c = replace_once (b, "\"needle_mm\": null", "\"mood\": 1, \"needle_mm\": null");
  g_autofree char *text = replace_once (c, "\"redness\"", "\"a\\nb\": 1, \"mood\": 3, \"redness\"");
  g_auto (GStrv) warnings = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (import_text (text, NULL, &warnings, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (warnings), ==, 4);
  g_assert_cmpstr (warnings[0], ==, "the unknown key \"extra\" was ignored");
  g_assert_cmpstr (warnings[1], ==, "sessions[0]: the unknown key \"mood\" was ignored");
  g_assert_cmpstr (warnings[2], ==, "skin_notes[0]: the unknown key \"a\\u000Ab\" was ignored");
  g_assert_cmpstr (warnings[3], ==, "skin_notes[0]: the unknown key \"mood\" was ignored");
}

static void
test_text_length (void)
{
  g_autofree char *longest = g_strnfill (AFT_TEXT_MAX_BYTES, 'x');
  g_autofree char *too_long = g_strconcat (longest, "x", NULL);
  g_autofree char *a = replace_once (DIARY_TEXT, "warm", longest);
  g_autofree char *b = replace_once (DIARY_TEXT, "warm", too_long);
  g_autoptr (GError) error = NULL;

  g_assert_true (import_text (a, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (import_text (b, NULL, NULL, &error));
  g_assert_cmpstr (error->message, ==, "skin_notes[0].text: this text is longer than 64 KiB");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/exchange/errors/places", test_places);
  g_test_add_func ("/exchange/errors/places-2", test_places_2);
  g_test_add_func ("/exchange/errors/version-last", test_version_last);
  g_test_add_func ("/exchange/errors/lenient", test_lenient);
  g_test_add_func ("/exchange/errors/no-object", test_no_object);
  g_test_add_func ("/exchange/errors/order", test_order);
  g_test_add_func ("/exchange/errors/all-at-once", test_all_at_once);
  g_test_add_func ("/exchange/errors/many", test_many_errors);
  g_test_add_func ("/exchange/errors/warnings", test_warnings);
  g_test_add_func ("/exchange/errors/text-length", test_text_length);

  return g_test_run ();
}
