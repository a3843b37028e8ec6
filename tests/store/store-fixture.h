/* store-fixture.h: a diary in a separate folder, and entries for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db-private.h"
#include "aft-fake-clock.h"

G_BEGIN_DECLS

/* 2026-11-20 20:00:00 UTC, the start of the fixture's clock. */
#define START_US (G_GINT64_CONSTANT (1795204800) * G_USEC_PER_SEC)
#define HOUR_US G_TIME_SPAN_HOUR
#define DAY_US G_TIME_SPAN_DAY

/* An empty diary, with the clock at START_US. */
typedef struct
{
  char *path;
  AftDb *db;
} StoreFixture;

void
store_fixture_set_up (StoreFixture *fixture, gconstpointer data);
void
store_fixture_tear_down (StoreFixture *fixture, gconstpointer data);

/* A path in a new folder inside the test's isolated directories, where nothing exists yet. */
char *
store_fixture_make_path (void);
/* The bytes of a file, read without SQLite. */
GBytes *
store_fixture_read_file (const char *path);
/* Overwrites a page of a database that isn't open; 1 is the first. */
void
store_fixture_damage (const char *path, guint page);
AftDb *
store_fixture_open (const char *path);
gint64
store_fixture_query (AftDb *db, const char *sql);

/* A home session with 8 h and 7 days, which the test can change before saving it. */
AftSession *
make_session (gint64 ended_at_us);
AftSkinNote *
make_note (gint64 noted_at_us, int redness, int tingling, int dryness);
void
set_string (char **field, const char *value);

void
save_session (AftDb *db, AftSession *session);
void
save_note (AftDb *db, AftSkinNote *note);

G_END_DECLS
