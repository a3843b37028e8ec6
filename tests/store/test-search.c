/* test-search.c: tests of the search: words, filters, pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-db-migrations-private.h"
#include "aft-search.h"
#include "store-fixture.h"

#include <string.h>

typedef struct
{
  AftDb *db;
  AftFilter *filter;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = store_fixture_make_path ();

  aft_fake_clock_install (START_US);
  fixture->db = store_fixture_open (path);
  fixture->filter = aft_filter_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  aft_filter_free (fixture->filter);
  aft_db_close (fixture->db);
  aft_fake_clock_uninstall ();
}

/* A note with this text, @hours ago. Returns: its id, an interned string */
static const char *
add_note (Fixture *fixture, int hours, const char *text)
{
  g_autoptr (AftSkinNote) note = make_note (START_US - hours * HOUR_US, 1, 0, 2);

  set_string (&note->text, text);
  save_note (fixture->db, note);

  return g_intern_string (note->id);
}

static AftSearchPage *
search (Fixture *fixture, const AftSearchMark *after, guint limit)
{
  g_autoptr (GError) error = NULL;
  AftSearchPage *page =
      aft_db_search (fixture->db, fixture->filter, after, limit, limit, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (page);
  g_assert_cmpuint (page->first->len, ==, page->notes->len);

  return page;
}

/* The texts found, newest first, separated by " | ". */
static char *
find (Fixture *fixture)
{
  g_autoptr (AftSearchPage) page = search (fixture, NULL, 1000);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  g_assert_true (page->at_end);
  for (guint i = 0; i < page->first->len; i++)
    g_ptr_array_add (texts, ((AftSkinNote *) g_ptr_array_index (page->first, i))->text);
  g_ptr_array_add (texts, NULL);

  return g_strjoinv (" | ", (char **) texts->pdata);
}

static void
assert_finds (Fixture *fixture, const char *text, const char *expected)
{
  g_autofree char *found = NULL;

  set_string (&fixture->filter->text, text);
  found = find (fixture);
  g_assert_cmpstr (found, ==, expected);
}

static void
assert_finds_sessions (Fixture *fixture, const char *text, guint n)
{
  g_autoptr (AftSearchPage) page = NULL;

  set_string (&fixture->filter->text, text);
  page = search (fixture, NULL, 10);
  g_assert_cmpuint (page->sessions->len, ==, n);
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  add_note (fixture, 3, "Rötung an der Nase");
  add_note (fixture, 2, "redness on the nose, a little tight");
  add_note (fixture, 1, "");

  assert_finds (fixture, "", " | redness on the nose, a little tight | Rötung an der Nase");
  assert_finds (fixture, "  ", " | redness on the nose, a little tight | Rötung an der Nase");
  assert_finds (fixture, "r", "redness on the nose, a little tight | Rötung an der Nase");
  assert_finds (fixture, "RED", "redness on the nose, a little tight");
  assert_finds (fixture, "rotung", "Rötung an der Nase");
  assert_finds (fixture, "RÖTUNG", "Rötung an der Nase");
  /* Some keyboards type this as o and a combining diaeresis. */
  assert_finds (fixture, "ro\xcc\x88t", "Rötung an der Nase");
  assert_finds (fixture, "nos tig", "redness on the nose, a little tight");
  assert_finds (fixture, "nose rötung", "");
  assert_finds (fixture, "ose", "");
}

/* Whatever is typed, SQLite treats it as words. */
static void
test_syntax (Fixture *fixture, gconstpointer data)
{
  static const char *const typed[] = {
    "\"",
    "\"\"",
    "'",
    "nose\"",
    "\"nose",
    "*",
    "nose*",
    "(",
    ")",
    "(nose)",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "nose AND",
    "NOT nose",
    "NEAR(a b)",
    "text:nose",
    "-nose",
    "^nose",
    "{a} : b",
    "a + b",
    "%",
    "_",
    "\\",
    "'; DROP TABLE notes; --",
    ":match",
    "?",
    "\xff\xfe",
    "nose\xff",
    "\x01",
    "\xe2\x80\x8b",
    "\xf0\x9f\x98\x80",
    "\xcc\x88",
  };
  g_autofree char *long_text = g_strnfill (100000, 'a');

  add_note (fixture, 1, "nose");
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autofree char *found = NULL;

      set_string (&fixture->filter->text, typed[i]);
      found = find (fixture);
    }
  assert_finds (fixture, long_text, "");
  assert_finds (fixture, "nose\"", "nose");
  assert_finds (fixture, "nose*", "nose");
  assert_finds (fixture, "(nose)", "nose");
  assert_finds (fixture, "NOT nose", "");
  assert_finds (fixture, "100%", "");
  add_note (fixture, 2, "at 100% again, a_b \\o/ \"quoted\" not");
  assert_finds (fixture, "%", "at 100% again, a_b \\o/ \"quoted\" not");
  assert_finds (fixture, "_", "at 100% again, a_b \\o/ \"quoted\" not");
  assert_finds (fixture, "\\", "at 100% again, a_b \\o/ \"quoted\" not");
  assert_finds (fixture, "\"quoted\" NOT", "at 100% again, a_b \\o/ \"quoted\" not");
}

static void
test_scripts (Fixture *fixture, gconstpointer data)
{
  add_note (fixture, 6, "今日は頬に赤みがある");
  add_note (fixture, 5, "Щёки немного красные");
  add_note (fixture, 4, "ผิวแดงเล็กน้อย");
  add_note (fixture, 3, "الجلد أحمر قليلا");
  add_note (fixture, 2, "얼굴이 붉어요");
  add_note (fixture, 1, "calm 😀 again");

  assert_finds (fixture, "赤み", "今日は頬に赤みがある");
  assert_finds (fixture, "頬", "今日は頬に赤みがある");
  assert_finds (fixture, "頬 赤み", "今日は頬に赤みがある");
  assert_finds (fixture, "青", "");
  /* The text has all of the words, but not next to each other. */
  assert_finds (fixture, "頬赤", "");
  assert_finds (fixture, "今日頬", "");
  assert_finds (fixture, "КРАС", "Щёки немного красные");
  assert_finds (fixture, "แดง", "ผิวแดงเล็กน้อย");
  assert_finds (fixture, "أحمر", "الجلد أحمر قليلا");
  assert_finds (fixture, "얼굴", "얼굴이 붉어요");
  assert_finds (fixture, "😀", "calm 😀 again");
  assert_finds (fixture, "calm 😀", "calm 😀 again");
}

/* Texts without spaces, and with other text in them. */
static void
test_parted (Fixture *fixture, gconstpointer data)
{
  static const char mixed[] = "鼻、頬:SPF30クリーム。ローラー0.5mm 😀頬";
  static const struct
  {
    const char *typed;
    const char *found;
  } cases[] = {
    { "鼻、頬", mixed },
    { "鼻頬", "" },
    { "頬:SPF30", mixed },
    { "PF30クリ", mixed },
    { "spf30クリーム", mixed },
    { "30クリム", "" },
    { "クリーム。", mixed },
    { "ローラー0.5", mixed },
    { "ローラ0.5", "" },
    { "😀頬", mixed },
    { "頬😀", "" },
    { "5mm 頬", mixed },
    { "ー", mixed },
    { "\"頬\"", "" },
    { "頬%", "" },
    { "頬\"OR", "" },
    { "ແດງ", "ແດງໜ້ອຍ" },
    { "ໜ້ອຍ", "ແດງໜ້ອຍ" },
    /* Newer than the Unicode version of FTS5. */
    { "鿫", "鿫鿬" },
    { "鿬", "鿫鿬" },
  };
  g_autoptr (AftSession) session = make_session (START_US - DAY_US);

  add_note (fixture, 3, mixed);
  add_note (fixture, 2, "ແດງໜ້ອຍ");
  add_note (fixture, 1, "鿫鿬");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_finds (fixture, cases[i].typed, cases[i].found);

  set_string (&session->clinic_instructions, "洗顔は明日から");
  save_session (fixture->db, session);
  set_string (&fixture->filter->text, "明日");
  {
    g_autoptr (AftSearchPage) page = search (fixture, NULL, 10);

    g_assert_cmpuint (page->sessions->len, ==, 1);
  }
}

/* Only up to the last migration of the index: the others can't be run twice. */
static void
migrate_index (AftDb *db)
{
  g_autofree char *newest =
      g_strdup_printf ("PRAGMA user_version = %d", aft_db_get_newest_version ());
  g_autoptr (GError) error = NULL;

  g_assert_true (aft_db_migrate (db, aft_migrations, 6, &error));
  g_assert_true (aft_db_exec (db, newest, &error));
  g_assert_no_error (error);
}

/* A diary whose index has whole sentences as words, as it was up to version 4. */
static void
test_parted_since (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_note (fixture, 2, "今日は頬に赤みがある");
  add_note (fixture, 1, "nose");
  assert_finds (fixture, "nose", "nose");
  g_assert_true (aft_db_exec (fixture->db,
                              "UPDATE note_words SET text = (SELECT n.text FROM notes AS n"
                              "  JOIN word_rows AS r ON r.id = n.id"
                              "  WHERE r.docid = note_words.rowid);"
                              "PRAGMA user_version = 4;",
                              &error));
  assert_finds (fixture, "赤み", "");

  migrate_index (fixture->db);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM word_queue"), ==, 1);
  assert_finds (fixture, "赤み", "今日は頬に赤みがある");
  assert_finds (fixture, "nose", "nose");
}

/* Spellings of one word, each of which finds the others. */
static void
test_folded (Fixture *fixture, gconstpointer data)
{
  static const char *const words[][8] = {
    { "ISPARTA", "ısparta", "isparta", "İSPARTA", "Isparta", "i̇sparta", "ıSPARTA" },
    { "İstanbul", "istanbul", "ISTANBUL", "ıstanbul", "İSTANBUL", "I\u0307stanbul" },
    { "straße", "STRASSE", "STRAẞE", "Strasse", "straſſe" },
    { "Ὀδυσσεύς", "ΟΔΥΣΣΕΥΣ", "οδυσσευσ", "οδυσσεύς" },
    { "ﬂuﬀy", "fluffy", "FLUFFY", "ﬂuffy" },
    { "ＳＰＦ３０", "spf30", "SPF30", "ｓｐｆ30", "spf٣٠", "spf३०" },
    { "Crème", "creme", "CRE\u0300ME", "cre\u0300me" },
    { "Łódź", "lodz", "ŁÓDŹ", "łodz" },
    { "smørebrød", "smorebrod", "SMØREBRØD" },
    { "œuvre", "oeuvre", "ŒUVRE" },
    { "Rö\u00adtung", "rötung", "rotung" },
    { "ёлка", "ЕЛКА", "е\u0308лка" },
    /* Vowels, tatweel, forms of alef, yeh and kaf, presentation forms. */
    { "احمر", "أَحْمَر", "أحمـــر", "ٱحمر", "إحمر", "ﺍﺣﻤﺮ", "\u200fأحمر" },
    { "کرم", "كرم", "ﻛﺮﻡ" },
    { "حساسية", "حساسيه", "حساسیه", "حسّاسيّة" },
    { "שָׁלוֹם", "שלום", "שׁלום" },
    { "クリーム", "ｸﾘｰﾑ" },
    { "ﾛｰｼｮﾝがﾊﾞ", "ローションがバ", "ローションか\u3099バ" },
    { "얼굴이", "\u110b\u1165\u11af\u1100\u116e\u11af\u110b\u1175", "얼굴이" },
    { "❤️", "❤", "❤\ufe0e" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      for (int written = 0; written < 8 && words[i][written] != NULL; written++)
        {
          const char *id = add_note (fixture, 1, words[i][written]);
          g_autoptr (GError) error = NULL;

          for (int typed = 0; typed < 8 && words[i][typed] != NULL; typed++)
            {
              g_test_message ("%s by %s", words[i][written], words[i][typed]);
              assert_finds (fixture, words[i][typed], words[i][written]);
            }
          g_assert_true (aft_db_delete (fixture->db, id, &error));
        }
    }

  /* A mark that makes a different word still distinguishes it. */
  add_note (fixture, 1, "がは कि");
  assert_finds (fixture, "か", "");
  assert_finds (fixture, "ば", "");
}

/* A diary whose index has texts in their original spelling, as it was up to version 5. */
static void
test_folded_since (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftSession) session = make_session (START_US - DAY_US);

  set_string (&session->clinic_instructions, "Nicht auf der STRASSE, ısparta");
  save_session (fixture->db, session);
  add_note (fixture, 2, "ısparta");
  add_note (fixture, 1, "nose");
  assert_finds (fixture, "nose", "nose");
  g_assert_true (aft_db_exec (fixture->db,
                              "UPDATE note_words SET text = (SELECT n.text FROM notes AS n"
                              "  JOIN word_rows AS r ON r.id = n.id"
                              "  WHERE r.docid = note_words.rowid);"
                              "UPDATE session_words SET text = (SELECT s.clinic_instructions"
                              "  FROM sessions AS s JOIN word_rows AS r ON r.id = s.id"
                              "  WHERE r.docid = session_words.rowid);"
                              "PRAGMA user_version = 5;",
                              &error));
  assert_finds (fixture, "ISPARTA", "");

  migrate_index (fixture->db);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM word_queue"), ==, 2);
  assert_finds (fixture, "ISPARTA", "ısparta");
  assert_finds_sessions (fixture, "İSPARTA", 1);
}

/* The index follows every change of an entry. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSkinNote) note = make_note (START_US - HOUR_US, 1, 0, 2);
  g_autoptr (AftSkinNote) changed = NULL;
  g_autoptr (AftSkinNote) moved = NULL;
  g_autoptr (GError) error = NULL;

  set_string (&note->text, "nose");
  save_note (fixture->db, note);
  add_note (fixture, 2, "nose again");
  assert_finds (fixture, "nose", "nose | nose again");

  changed = aft_skin_note_copy (note);
  set_string (&changed->text, "chin");
  save_note (fixture->db, changed);
  assert_finds (fixture, "nose", "nose again");
  assert_finds (fixture, "chin", "chin");

  /* To a time before the other one. */
  moved = aft_skin_note_copy (changed);
  set_string (&moved->text, "nose");
  moved->noted_at_us -= 5 * HOUR_US;
  save_note (fixture->db, moved);
  assert_finds (fixture, "nose", "nose again | nose");

  g_assert_true (aft_db_delete (fixture->db, note->id, &error));
  assert_finds (fixture, "nose", "nose again");
  g_assert_true (aft_db_restore (fixture->db, note->id, &error));
  assert_finds (fixture, "nose", "nose again | nose");

  g_assert_true (aft_db_delete (fixture->db, note->id, &error));
  g_assert_true (aft_db_empty_trash (fixture->db, G_MININT64, G_MAXINT64, &error));
  assert_finds (fixture, "nose", "nose again");
  g_assert_no_error (error);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM word_rows"), ==, 1);
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count (*) FROM word_queue"), ==, 0);
}

static void
test_conditions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftSession) home = make_session (START_US - 20 * DAY_US);
  g_autoptr (AftSession) office = make_session (START_US - 10 * DAY_US);
  static const int scores[3][AFT_N_SYMPTOMS] = { { 1, 4, -1 }, { 2, 3, 0 }, { 3, -1, 2 } };

  office->place = AFT_PLACE_OF_TREATMENT_OFFICE;
  set_string (&office->clinic_instructions, "Cold packs");
  set_string (&home->tool, "Roller");
  save_session (fixture->db, home);
  save_session (fixture->db, office);
  /* One before both, one after each. */
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (AftSkinNote) note =
          make_note (START_US - (25 - 10 * i) * DAY_US, scores[i][0], scores[i][1], scores[i][2]);
      g_autofree char *text = g_strdup_printf ("note %d", i);

      set_string (&note->text, text);
      note->flags = i == 1 ? AFT_FLAG_FEVER | AFT_FLAG_DISCHARGE : AFT_FLAG_NONE;
      note->resolved_flags = i == 2 ? AFT_FLAG_FEVER : AFT_FLAG_NONE;
      save_note (fixture->db, note);
    }

  fixture->filter->severity[AFT_SYMPTOM_REDNESS] = 2;
  assert_finds (fixture, "", "note 2 | note 1");
  assert_finds (fixture, "note", "note 2 | note 1");
  assert_finds_sessions (fixture, "", 0);
  fixture->filter->severity[AFT_SYMPTOM_TINGLING] = 3;
  assert_finds (fixture, "", "note 1");
  fixture->filter->severity[AFT_SYMPTOM_REDNESS] = fixture->filter->severity[AFT_SYMPTOM_TINGLING] =
      0;
  fixture->filter->severity[AFT_SYMPTOM_DRYNESS] = 1;
  assert_finds (fixture, "", "note 2");
  fixture->filter->severity[AFT_SYMPTOM_DRYNESS] = 0;

  fixture->filter->flags = AFT_FLAG_FEVER;
  assert_finds (fixture, "", "note 1");
  fixture->filter->flags = AFT_FLAG_COLD_SORE;
  assert_finds (fixture, "", "");
  fixture->filter->flags = AFT_FLAGS_ALL;
  assert_finds (fixture, "note 1", "note 1");
  fixture->filter->flags = AFT_FLAG_NONE;

  fixture->filter->has_place = TRUE;
  fixture->filter->place = AFT_PLACE_OF_TREATMENT_OFFICE;
  assert_finds (fixture, "", "note 2");
  assert_finds_sessions (fixture, "", 1);
  fixture->filter->place = AFT_PLACE_OF_TREATMENT_HOME;
  assert_finds (fixture, "note", "note 1");
  assert_finds_sessions (fixture, "rol", 1);
  assert_finds_sessions (fixture, "cold", 0);
  fixture->filter->has_place = FALSE;
  assert_finds_sessions (fixture, "pack", 1);
  assert_finds_sessions (fixture, "note", 0);

  {
    g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
    AftDay day = aft_day_of (START_US - 15 * DAY_US, utc, 240);

    fixture->filter->from = day;
    assert_finds (fixture, "", "note 2 | note 1");
    assert_finds_sessions (fixture, "", 1);
    fixture->filter->to = day;
    assert_finds (fixture, "", "note 1");
    fixture->filter->from = AFT_DAY_NONE;
    assert_finds (fixture, "note", "note 1 | note 0");
    assert_finds_sessions (fixture, "", 1);
    fixture->filter->to = day - 10;
    assert_finds (fixture, "", "note 0");
    assert_finds_sessions (fixture, "", 0);
  }
}

/* Every page size gives the same list, even with many entries at the same time. */
static void
check_pages (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (AftSearchPage) whole = NULL;

  set_string (&fixture->filter->text, text);
  whole = search (fixture, NULL, 1000);
  g_assert_cmpuint (whole->notes->len, ==, 60);
  for (guint limit = 1; limit <= 61; limit += 7)
    {
      g_autoptr (AftSearchPage) page = search (fixture, NULL, limit);
      guint n = 0;

      while (TRUE)
        {
          AftSearchPage *next;

          for (guint i = 0; i < page->notes->len; i++, n++)
            g_assert_cmpint (g_array_index (page->notes, AftNoteKey, i).row, ==,
                             g_array_index (whole->notes, AftNoteKey, n).row);
          if (page->at_end)
            break;
          next = search (fixture, &page->mark, limit);
          g_assert_null (next->sessions);
          aft_search_page_free (g_steal_pointer (&page));
          page = next;
        }
      g_assert_cmpuint (n, ==, 60);
    }
  for (guint i = 1; i < whole->notes->len; i++)
    g_assert_cmpint (g_array_index (whole->notes, AftNoteKey, i).at_us, <=,
                     g_array_index (whole->notes, AftNoteKey, i - 1).at_us);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  /* 40 have the same time: the index has rows for more than one microsecond. */
  for (int i = 0; i < 60; i++)
    add_note (fixture, i < 40 ? 24 : i, "nose");
  check_pages (fixture, "");
  check_pages (fixture, "nose");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_note (fixture, 1, "nose");
  g_cancellable_cancel (cancellable);
  set_string (&fixture->filter->text, "nose");
  g_assert_null (aft_db_search (fixture->db, fixture->filter, NULL, 10, 10, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* The next one isn't cancelled. */
  assert_finds (fixture, "nose", "nose");
}

/* SQLite starts to scan the notes. */
static int
cancel_cb (unsigned type, void *cancellable, void *statement, void *text)
{
  if (strstr (sqlite3_sql (statement), "FROM notes") != NULL)
    g_cancellable_cancel (cancellable);

  return 0;
}

/* Cancelled while it runs: no index contains the sign, so every note must be scanned. */
static void
test_cancelled_under_way (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  aft_db_exec (fixture->db,
               "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
               " INSERT INTO notes SELECT printf ('00000000-0000-4000-8000-%012d', i),"
               "   i * 1000000, 'UTC', 719163, 1, 1, 1, 0, 0, '', 0, 0, NULL, NULL, NULL FROM n",
               &error);
  g_assert_no_error (error);
  set_string (&fixture->filter->text, "😀");
  sqlite3_trace_v2 (fixture->db->handle, SQLITE_TRACE_STMT, cancel_cb, cancellable);
  g_assert_null (aft_db_search (fixture->db, fixture->filter, NULL, 10, 10, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
}

/* A row whose note was deleted meanwhile has no note. */
static void
test_read_gone (Fixture *fixture, gconstpointer data)
{
  const char *id = add_note (fixture, 1, "nose");
  g_autoptr (AftSearchPage) page = search (fixture, NULL, 10);
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 rows[2] = { g_array_index (page->notes, AftNoteKey, 0).row, 12345 };

  notes = aft_db_read_notes (fixture->db, rows, 2, &error);
  g_assert_cmpstr (((AftSkinNote *) g_ptr_array_index (notes, 0))->id, ==, id);
  g_assert_null (g_ptr_array_index (notes, 1));
  g_clear_pointer (&notes, g_ptr_array_unref);
  g_assert_true (aft_db_delete (fixture->db, id, &error));
  notes = aft_db_read_notes (fixture->db, rows, 1, &error);
  g_assert_null (g_ptr_array_index (notes, 0));
}

/* Entries deleted for good leave no text in the file. */
static void
test_forgets (Fixture *fixture, gconstpointer data)
{
  const char *id = add_note (fixture, 1, "zyzzyva");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  add_note (fixture, 2, "nose");
  assert_finds (fixture, "zyz", "zyzzyva");
  g_assert_true (aft_db_delete (fixture->db, id, &error));
  g_assert_true (aft_db_empty_trash (fixture->db, G_MININT64, G_MAXINT64, &error));
  g_assert_true (aft_db_exec (fixture->db, "PRAGMA wal_checkpoint (TRUNCATE)", &error));
  bytes = store_fixture_read_file (sqlite3_db_filename (fixture->db->handle, "main"));
  /* FTS5 omits what a word has in common with its alphabetical predecessor. */
  g_assert_null (
      g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "zyva"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/store/search/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("words", test_words);
  ADD ("syntax", test_syntax);
  ADD ("scripts", test_scripts);
  ADD ("parted", test_parted);
  ADD ("parted-since", test_parted_since);
  ADD ("folded", test_folded);
  ADD ("folded-since", test_folded_since);
  ADD ("follows", test_follows);
  ADD ("conditions", test_conditions);
  ADD ("pages", test_pages);
  ADD ("cancelled", test_cancelled);
  ADD ("cancelled-under-way", test_cancelled_under_way);
  ADD ("read-gone", test_read_gone);
  ADD ("forgets", test_forgets);
#undef ADD

  return g_test_run ();
}
