/* aft-db-migrations.c: the schema, version by version
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A version that was ever released is never changed: what comes later is a new migration at the
 * end of the table.
 */
#include "aft-db-migrations-private.h"

/* The years 1900 to 9999, as aft_session_check() has them. */
#define INSTANT(column) \
  column " INTEGER NOT NULL CHECK (" column " BETWEEN -2208988800000000 AND " AFT_INSTANT_MAX ")"
/* No NUL (it would cut the text short when read) and no more than 64 KiB. */
#define TEXT_(column)                                             \
  column " TEXT NOT NULL CHECK (instr (" column ", char (0)) = 0" \
         " AND length (CAST (" column " AS BLOB)) <= 65536)"
#define SEVERITY(column) column " INTEGER CHECK (" column " BETWEEN 0 AND 4)"

/*
 * Instants are microseconds since 1970 UTC; figures that nobody gave are NULL; zones and flags are
 * the bits of AftZones and AftFlags; days are AftDay. The ranges of the waits are not repeated
 * here, for they are advice and may change: aft-check.h has them.
 * trashed_at_us: NULL while the row is in the diary, else when it went to the trash.
 */
/* clang-format off */
/* @flags: the highest set of flags; @more: what later versions added, at the end */
#define NOTES(name, flags, more)                                                   \
  "CREATE TABLE " name " ("                                                        \
  "  id TEXT PRIMARY KEY NOT NULL CHECK (length (id) = 36),"                       \
  INSTANT ("noted_at_us") ","                                                      \
  TEXT_ ("time_zone") ","                                                          \
  "  day INTEGER NOT NULL CHECK (day > 0),"                                        \
  SEVERITY ("redness") ","                                                         \
  SEVERITY ("tingling") ","                                                        \
  SEVERITY ("dryness") ","                                                         \
  "  flags INTEGER NOT NULL CHECK (flags BETWEEN 0 AND " flags "),"                \
  "  resolved_flags INTEGER NOT NULL CHECK (resolved_flags BETWEEN 0 AND " flags ")," \
  TEXT_ ("text") ","                                                               \
  INSTANT ("created_at_us") ","                                                    \
  INSTANT ("modified_at_us") ","                                                   \
  "  trashed_at_us INTEGER"                                                        \
  more                                                                             \
  ") STRICT;"
/* The plan asks for every flag ever ticked, and few notes have one. */
#define NOTE_INDEXES                                                                            \
  "CREATE INDEX notes_by_time ON notes (noted_at_us, id) WHERE trashed_at_us IS NULL;"          \
  "CREATE INDEX notes_in_trash ON notes (trashed_at_us, id) WHERE trashed_at_us IS NOT NULL;"   \
  "CREATE INDEX notes_with_flags ON notes (noted_at_us, id)"                                    \
  "  WHERE trashed_at_us IS NULL AND (flags | resolved_flags) <> 0;"
static const char version_1[] =
  "CREATE TABLE sessions ("
  "  id TEXT PRIMARY KEY NOT NULL CHECK (length (id) = 36),"
  INSTANT ("ended_at_us") ","
  TEXT_ ("time_zone") ","
  "  setting TEXT NOT NULL CHECK (setting IN ('home', 'office')),"
  "  needle_mm REAL CHECK (needle_mm > 0),"
  TEXT_ ("tool") ","
  "  zones INTEGER NOT NULL CHECK (zones BETWEEN 0 AND 511),"
  "  makeup_wait_hours REAL CHECK (makeup_wait_hours >= 0),"
  "  rest_days REAL CHECK (rest_days >= 0),"
  "  next_session_day INTEGER CHECK (next_session_day > 0),"
  TEXT_ ("clinic_instructions") ","
  TEXT_ ("text") ","
  INSTANT ("created_at_us") ","
  INSTANT ("modified_at_us") ","
  "  trashed_at_us INTEGER"
  ") STRICT;"
  "CREATE INDEX sessions_by_time ON sessions (ended_at_us, id) WHERE trashed_at_us IS NULL;"
  "CREATE INDEX sessions_in_trash ON sessions (trashed_at_us, id)"
  "  WHERE trashed_at_us IS NOT NULL;"

  NOTES ("notes", "63", "")
  NOTE_INDEXES

  /* What was deleted for good, here or in a diary that was imported. */
  "CREATE TABLE tombstones ("
  "  id TEXT PRIMARY KEY NOT NULL CHECK (length (id) = 36),"
  INSTANT ("deleted_at_us")
  ") STRICT;"

  "CREATE TABLE reminders ("
  "  id INTEGER PRIMARY KEY,"
  "  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,"
  "  kind TEXT NOT NULL CHECK (kind IN ('makeup', 'next_session', 'daily_note')),"
  "  generation INTEGER NOT NULL CHECK (generation > 0),"
  "  deadline_us INTEGER NOT NULL,"
  "  due_us INTEGER NOT NULL,"
  "  shift_us INTEGER NOT NULL DEFAULT 0,"
  "  anchor_boot_id TEXT NOT NULL,"
  "  anchor_due_boot_us INTEGER NOT NULL,"
  "  state TEXT NOT NULL"
  "    CHECK (state IN ('pending', 'sending', 'shown', 'acked', 'cancelled')),"
  "  retry_at_us INTEGER NOT NULL DEFAULT 0,"
  "  attempts INTEGER NOT NULL DEFAULT 0,"
  "  shows INTEGER NOT NULL DEFAULT 0,"
  "  last_error TEXT,"
  "  delivered_at_us INTEGER,"
  "  said TEXT,"
  "  dismissed_at_us INTEGER,"
  "  close_reason TEXT,"
  "  daemon_owner TEXT,"
  "  daemon_id INTEGER,"
  /* What a cancelled row was before, so that an undo puts it back. */
  "  cancelled_from TEXT CHECK (cancelled_from IN ('pending', 'shown')),"
  "  cancelled_at_us INTEGER,"
  "  UNIQUE (session_id, kind, generation)"
  ") STRICT;"
  "CREATE INDEX reminders_by_state ON reminders (state, due_us);"

  "CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;"
  /* AFT_DB_APPLICATION_ID */
  "PRAGMA application_id = 0x41667463;";

/* The first showing and how late it was, for the delivery log: delivered_at_us is that of the last
 * one, and later steps of the clock would make nonsense of the difference. */
static const char version_2[] =
  "ALTER TABLE reminders ADD COLUMN first_shown_at_us INTEGER;"
  "ALTER TABLE reminders ADD COLUMN late_us INTEGER NOT NULL DEFAULT 0;";

/* What is entered and not saved yet, under the id of the entry that it is to become or to change.
 * Whoever deletes that entry for good does not have to think of it. */
#define DRAFTS_OF_NOTES                                  \
  "CREATE TRIGGER drafts_of_notes AFTER DELETE ON notes" \
  "  BEGIN DELETE FROM drafts WHERE id = old.id; END;"
static const char version_3[] =
  "CREATE TABLE drafts ("
  "  id TEXT PRIMARY KEY NOT NULL CHECK (length (id) = 36),"
  "  kind TEXT NOT NULL CHECK (kind IN ('note', 'session')),"
  "  day INTEGER NOT NULL CHECK (day > 0),"
  "  content TEXT NOT NULL,"
  INSTANT ("saved_at_us")
  ") STRICT;"
  DRAFTS_OF_NOTES
  "CREATE TRIGGER drafts_of_sessions AFTER DELETE ON sessions"
  "  BEGIN DELETE FROM drafts WHERE id = old.id; END;";

/* The words of the diary, for the search. FTS5 may not be written by a trigger while
 * trusted_schema is off, and need not hold up a save: the triggers note which entry has another
 * text, or stands elsewhere in time, and aft-search-index.c follows. A row of the index is
 * numbered by the instant of its entry, so that it hands out its rows in the order of time.
 * prefix: one or two letters are the beginning of so many words that they get a list of their
 * own. */
#define WORDS(table)                             \
  "CREATE VIRTUAL TABLE " table " USING fts5 ("  \
  "  text, prefix = '1 2', tokenize = 'unicode61 remove_diacritics 2');"
/* Not OR IGNORE: a trigger follows what the statement that set it off says of conflicts. */
#define QUEUE(row, instant)                                                         \
  "BEGIN INSERT INTO word_queue (at_us, id) SELECT " row "." instant ", " row ".id" \
  "  WHERE NOT EXISTS (SELECT 1 FROM word_queue"                                    \
  "    WHERE at_us = " row "." instant " AND id = " row ".id); END;"
#define WORDS_OF_NOTES \
  "CREATE TRIGGER words_of_new_notes AFTER INSERT ON notes WHEN new.text <> '' " \
  QUEUE ("new", "noted_at_us") \
  "CREATE TRIGGER words_of_changed_notes AFTER UPDATE ON notes" \
  "  WHEN old.text <> new.text OR (new.text <> '' AND (old.noted_at_us <> new.noted_at_us" \
  "    OR (old.trashed_at_us IS NULL) <> (new.trashed_at_us IS NULL))) " \
  QUEUE ("new", "noted_at_us") \
  "CREATE TRIGGER words_of_deleted_notes AFTER DELETE ON notes WHEN old.text <> '' " \
  QUEUE ("old", "noted_at_us")
static const char version_4[] =
  "CREATE TABLE word_rows (docid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;"
  "CREATE TABLE word_queue ("
  "  at_us INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (at_us, id)) STRICT, WITHOUT ROWID;"
  WORDS ("note_words")
  WORDS ("session_words")
  WORDS_OF_NOTES
  "CREATE TRIGGER words_of_new_sessions AFTER INSERT ON sessions "
  QUEUE ("new", "ended_at_us")
  "CREATE TRIGGER words_of_changed_sessions AFTER UPDATE ON sessions "
  QUEUE ("new", "ended_at_us")
  "CREATE TRIGGER words_of_deleted_sessions AFTER DELETE ON sessions "
  QUEUE ("old", "ended_at_us")
  "INSERT INTO word_queue SELECT noted_at_us, id FROM notes"
  "  WHERE text <> '' AND trashed_at_us IS NULL"
  "  UNION SELECT ended_at_us, id FROM sessions WHERE trashed_at_us IS NULL;";
#undef WORDS

/* Each character of Chinese, Japanese and Thai is a word of its own in the index from now on: see
 * aft-search-words.c. What has some goes into it once more. */
#define PARTED "*[\u0E01-\u0E46\u3041-\u30FA\u3400-\u9FCC]*"
static const char version_5[] =
  "INSERT OR IGNORE INTO word_queue SELECT noted_at_us, id FROM notes"
  "  WHERE text GLOB '" PARTED "' AND trashed_at_us IS NULL"
  "  UNION SELECT ended_at_us, id FROM sessions"
  "  WHERE text || tool || clinic_instructions GLOB '" PARTED "' AND trashed_at_us IS NULL;";
#undef PARTED

/* Texts go into the index folded from now on: see aft-search-fold.c. ASCII is in it as it would be
 * again. */
#define BEYOND_ASCII(text) "length (" text ") <> length (CAST (" text " AS BLOB))"
static const char version_6[] =
  "INSERT OR IGNORE INTO word_queue SELECT noted_at_us, id FROM notes"
  "  WHERE " BEYOND_ASCII ("text") " AND trashed_at_us IS NULL"
  "  UNION SELECT ended_at_us, id FROM sessions"
  "  WHERE " BEYOND_ASCII ("(text || tool || clinic_instructions)") " AND trashed_at_us IS NULL;";
#undef BEYOND_ASCII

/* What the format has since its version 2. A check of a column can't be changed: the table of the notes is
 * made anew. NULL: nothing was ever said of it, as in a file of version 1. */
#define PRODUCTS                                                        \
  "  products TEXT CHECK (instr (products, char (0)) = 0"               \
  "    AND length (CAST (products AS BLOB)) <= 65536)"
#define OWN_SCORES "  own_scores TEXT CHECK (length (own_scores) <= 65536)"
#define USUAL(column) "  usual_" column " INTEGER NOT NULL CHECK (usual_" column " BETWEEN 0 AND 4),"
#define MINUTES(column) "  " column " INTEGER NOT NULL CHECK (" column " BETWEEN 0 AND 1440),"
#define BOOLEAN(column) "  " column " INTEGER NOT NULL CHECK (" column " IN (0, 1)),"
#define PHOTO_ID(column) "  " column " TEXT NOT NULL CHECK (length (" column ") = 36),"
#define IN_TRASH(table)                                                      \
  "CREATE INDEX " table "_in_trash ON " table " (trashed_at_us, id)"          \
  "  WHERE trashed_at_us IS NOT NULL;"
static const char version_7[] =
  NOTES ("notes_7", "127", "," OWN_SCORES "," PRODUCTS)
  "INSERT INTO notes_7 SELECT *, NULL, NULL FROM notes;"
  "DROP TABLE notes;"
  "ALTER TABLE notes_7 RENAME TO notes;"
  NOTE_INDEXES
  DRAFTS_OF_NOTES
  WORDS_OF_NOTES
  "ALTER TABLE sessions ADD COLUMN" PRODUCTS ";"

  /* One row. */
  "CREATE TABLE preferences ("
  "  id TEXT PRIMARY KEY NOT NULL CHECK (id = '00000000-0000-0000-0000-000000000000'),"
  TEXT_ ("own_scales") ","
  "  makeup_wait_hours REAL NOT NULL CHECK (makeup_wait_hours >= 0),"
  "  rest_days REAL CHECK (rest_days >= 0),"
  USUAL ("redness")
  USUAL ("tingling")
  USUAL ("dryness")
  "  tool_use_limit INTEGER NOT NULL CHECK (tool_use_limit >= 0),"
  MINUTES ("day_start_minutes")
  BOOLEAN ("daily_reminder")
  MINUTES ("daily_reminder_minutes")
  BOOLEAN ("discreet")
  INSTANT ("modified_at_us") ","
  "  trashed_at_us INTEGER"
  ") STRICT;"
  IN_TRASH ("preferences")

  "CREATE TABLE scales ("
  "  id TEXT PRIMARY KEY NOT NULL CHECK (length (id) = 36),"
  TEXT_ ("name") ","
  BOOLEAN ("archived")
  INSTANT ("created_at_us") ","
  INSTANT ("modified_at_us") ","
  "  trashed_at_us INTEGER"
  ") STRICT;"
  IN_TRASH ("scales")

  "CREATE TABLE photos ("
  "  id TEXT PRIMARY KEY NOT NULL CHECK (length (id) = 36),"
  INSTANT ("taken_at_us") ","
  TEXT_ ("time_zone") ","
  "  day INTEGER NOT NULL CHECK (day > 0),"
  "  view TEXT NOT NULL CHECK (view IN ('front', 'left_side', 'right_side', 'close_up')),"
  "  sha256 TEXT NOT NULL CHECK (length (sha256) = 64),"
  "  media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp')),"
  "  width INTEGER NOT NULL CHECK (width > 0),"
  "  height INTEGER NOT NULL CHECK (height > 0),"
  "  eyes TEXT CHECK (length (eyes) <= 64),"
  "  white TEXT CHECK (length (white) <= 64),"
  TEXT_ ("text") ","
  INSTANT ("created_at_us") ","
  INSTANT ("modified_at_us") ","
  "  trashed_at_us INTEGER"
  ") STRICT;"
  "CREATE INDEX photos_by_time ON photos (taken_at_us, id) WHERE trashed_at_us IS NULL;"
  IN_TRASH ("photos")

  "CREATE TABLE blind_answers ("
  "  id TEXT PRIMARY KEY NOT NULL CHECK (length (id) = 36),"
  INSTANT ("answered_at_us") ","
  TEXT_ ("time_zone") ","
  "  day INTEGER NOT NULL CHECK (day > 0),"
  PHOTO_ID ("earlier")
  PHOTO_ID ("later")
  "  choice TEXT NOT NULL CHECK (choice IN ('earlier', 'later', 'cannot_tell')),"
  INSTANT ("created_at_us") ","
  INSTANT ("modified_at_us") ","
  "  trashed_at_us INTEGER"
  ") STRICT;"
  "CREATE INDEX blind_answers_by_time ON blind_answers (answered_at_us, id)"
  "  WHERE trashed_at_us IS NULL;"
  IN_TRASH ("blind_answers");
#undef IN_TRASH
#undef PHOTO_ID
#undef BOOLEAN
#undef MINUTES
#undef USUAL
#undef OWN_SCORES
#undef PRODUCTS

const AftMigration aft_migrations[] = {
  { 1, version_1 },
  { 2, version_2 },
  { 3, version_3 },
  { 4, version_4 },
  { 5, version_5 },
  { 6, version_6 },
  { 7, version_7 },
};
/* clang-format on */
const guint aft_n_migrations = G_N_ELEMENTS (aft_migrations);

/* Returns: the version of the schema that this program writes */
int
aft_db_get_newest_version (void)
{
  return aft_migrations[aft_n_migrations - 1].version;
}

/*
 * aft_db_migrate:
 * @migrations: by version, without a gap
 *
 * Brings the schema to the newest version of @migrations. Each step is one transaction together
 * with user_version: a crash leaves one version or the other. Another process may do the same at
 * this moment, so the version is read again under the lock.
 */
gboolean
aft_db_migrate (AftDb *self, const AftMigration *migrations, guint n_migrations, GError **error)
{
  for (guint i = 0; i < n_migrations; i++)
    {
      g_autofree char *version = NULL;
      gint64 present;
      gboolean ok;

      if (!aft_db_get_int64 (self, "PRAGMA user_version", &present, error))
        return FALSE;
      if (present >= migrations[i].version)
        continue;

      /* Not aft_db_begin(), which knows the present versions only. */
      if (!aft_db_exec (self, "BEGIN IMMEDIATE", error))
        return FALSE;
      ok = aft_db_get_int64 (self, "PRAGMA user_version", &present, error);
      if (ok && present < migrations[i].version)
        {
          version = g_strdup_printf ("PRAGMA user_version = %d", migrations[i].version);
          ok = aft_db_exec (self, migrations[i].sql, error) && aft_db_exec (self, version, error);
        }
      if (!ok || !aft_db_exec (self, "COMMIT", error))
        {
          aft_db_rollback (self);
          return FALSE;
        }
    }

  return TRUE;
}
