/* aft-db-rows-private.h: entries to and from rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-db-private.h"
#include "aft-entry.h"

G_BEGIN_DECLS

/* In the order of the fields. */
#define AFT_SESSION_COLUMNS                                                                     \
  "id, ended_at_us, time_zone, setting, needle_mm, tool, zones, makeup_wait_hours, rest_days, " \
  "next_session_day, clinic_instructions, text, products, created_at_us, modified_at_us"
#define AFT_NOTE_COLUMNS                                                                       \
  "id, noted_at_us, time_zone, day, redness, tingling, dryness, flags, resolved_flags, text, " \
  "own_scores, products, created_at_us, modified_at_us"

/** Where the entries of a kind are. */
typedef struct
{
  const char *name;
  const char *columns;
  const char *order; /* the columns that files are sorted by */
} AftTable;

extern const AftTable aft_tables[AFT_N_ENTRY_KINDS];

char *
aft_table_get_values (AftEntryKind kind);
gboolean
aft_table_may_lack (const char *column);
void
aft_entry_bind (AftEntryKind kind, gconstpointer entry, gboolean lacking, AftStatement *statement);
gpointer
aft_entry_read (AftEntryKind kind, AftStatement *statement, int column);
AftSession *
aft_session_read (AftStatement *statement);
AftSkinNote *
aft_skin_note_read (AftStatement *statement);
char *
aft_db_unite_tables (const char *format, const char *between);

G_END_DECLS
