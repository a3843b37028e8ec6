/* aft-entry.c: all that a diary holds, in one way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-entry.h"

#include "aft-limits.h"
#include "aft-tool.h"

static const char *const view_tokens[] = { "front", "left_side", "right_side", "close_up", NULL };
static const char *const media_type_tokens[] = { "image/jpeg", "image/png", "image/webp", NULL };
static const char *const choice_tokens[] = { "earlier", "later", "cannot_tell", NULL };

/* clang-format off */
#define PREFERENCE(...) AFT_FIELD_OF (AftStoredPreferences, __VA_ARGS__)
static const AftField preferences_fields[] = {
  PREFERENCE (NULL, ID, id),
  PREFERENCE ("makeup_wait_hours", FIGURE, values.makeup_wait_hours,
              AFT_FIELD_RANGE (AFT_HOME_MAKEUP_HOURS_MIN, AFT_HOME_MAKEUP_HOURS_MAX, AFT_HOME_MAKEUP_HOURS_MIN)),
  PREFERENCE ("rest_days", FIGURE, values.rest_days, AFT_FIELD_NULLABLE,
              AFT_FIELD_RANGE (AFT_HOME_REST_DAYS_MIN, AFT_HOME_REST_DAYS_MAX, AFT_UNSET)),
  PREFERENCE ("usual_redness", NUMBER, values.usual[AFT_SYMPTOM_REDNESS], AFT_FIELD_RANGE (0, AFT_USUAL_MAX, 0)),
  PREFERENCE ("usual_tingling", NUMBER, values.usual[AFT_SYMPTOM_TINGLING], AFT_FIELD_RANGE (0, AFT_USUAL_MAX, 0)),
  PREFERENCE ("usual_dryness", NUMBER, values.usual[AFT_SYMPTOM_DRYNESS], AFT_FIELD_RANGE (0, AFT_USUAL_MAX, 0)),
  PREFERENCE ("tool_use_limit", NUMBER, values.tool_use_limit, AFT_FIELD_RANGE (0, AFT_TOOL_USE_LIMIT_MAX, 0)),
  PREFERENCE ("day_start_minutes", NUMBER, values.day_start_minutes,
              AFT_FIELD_RANGE (0, AFT_DAY_START_MAX_MINUTES, 0)),
  PREFERENCE ("daily_reminder", BOOLEAN, values.daily_note),
  PREFERENCE ("daily_reminder_minutes", NUMBER, values.daily_note_minutes,
              AFT_FIELD_RANGE (0, AFT_DAILY_NOTE_MAX_MINUTES, 0)),
  PREFERENCE ("discreet", BOOLEAN, values.discreet),
  PREFERENCE ("own_scales", IDS, own_scales, .maximum = AFT_OWN_SCALES_MAX),
  PREFERENCE ("modified_at", INSTANT, modified_at_us),
};

#define SCALE(...) AFT_FIELD_OF (AftScale, __VA_ARGS__)
static const AftField scale_fields[] = {
  SCALE ("id", ID, id),
  SCALE ("name", TEXT, name, AFT_FIELD_RANGE (1, AFT_SCALE_NAME_MAX_CHARS, 0)),
  SCALE ("archived", BOOLEAN, archived),
  SCALE ("created_at", INSTANT, created_at_us),
  SCALE ("modified_at", INSTANT, modified_at_us),
};

#define PHOTO(...) AFT_FIELD_OF (AftPhoto, __VA_ARGS__)
static const AftField photo_fields[] = {
  PHOTO ("id", ID, id),
  PHOTO ("taken_at", TIME, taken_at_us),
  PHOTO ("time_zone", TIME_ZONE, time_zone),
  PHOTO ("date", DAY, day),
  PHOTO ("view", CHOICE, view, .tokens = view_tokens),
  PHOTO ("sha256", SHA256, sha256),
  PHOTO ("media_type", CHOICE, media_type, .tokens = media_type_tokens),
  PHOTO ("width", NUMBER, width, AFT_FIELD_RANGE (1, AFT_PHOTO_MAX_PIXELS, 1)),
  PHOTO ("height", NUMBER, height, AFT_FIELD_RANGE (1, AFT_PHOTO_MAX_PIXELS, 1)),
  PHOTO ("eyes", POINTS, eyes, .maximum = 4),
  PHOTO ("white", POINTS, white, .maximum = 2),
  PHOTO ("text", TEXT, text),
  PHOTO ("created_at", INSTANT, created_at_us),
  PHOTO ("modified_at", INSTANT, modified_at_us),
};

#define BLIND_ANSWER(...) AFT_FIELD_OF (AftBlindAnswer, __VA_ARGS__)
static const AftField blind_answer_fields[] = {
  BLIND_ANSWER ("id", ID, id),
  BLIND_ANSWER ("answered_at", TIME, answered_at_us),
  BLIND_ANSWER ("time_zone", TIME_ZONE, time_zone),
  BLIND_ANSWER ("date", DAY, day),
  BLIND_ANSWER ("earlier", ID, earlier),
  BLIND_ANSWER ("later", ID, later),
  BLIND_ANSWER ("choice", CHOICE, choice, .tokens = choice_tokens),
  BLIND_ANSWER ("created_at", INSTANT, created_at_us),
  BLIND_ANSWER ("modified_at", INSTANT, modified_at_us),
};

#define TABLE(key, type, fields) static const AftFieldTable fields##_table = AFT_FIELD_TABLE (key, type, fields)
TABLE ("preferences", AftStoredPreferences, preferences_fields);
TABLE ("scales", AftScale, scale_fields);
TABLE ("photos", AftPhoto, photo_fields);
TABLE ("blind_answers", AftBlindAnswer, blind_answer_fields);
/* clang-format on */

static const AftFieldTable *const tables[AFT_N_ENTRY_KINDS] = {
  [AFT_ENTRY_PREFERENCES] = &preferences_fields_table,
  [AFT_ENTRY_SCALE] = &scale_fields_table,
  [AFT_ENTRY_SESSION] = &aft_session_fields,
  [AFT_ENTRY_NOTE] = &aft_skin_note_fields,
  [AFT_ENTRY_PHOTO] = &photo_fields_table,
  [AFT_ENTRY_BLIND_ANSWER] = &blind_answer_fields_table,
};

/**
 * aft_entry_get_fields:
 * @kind: a kind of entry
 *
 * Returns: (transfer none): its fields, in the order of the exchange format
 */
const AftFieldTable *
aft_entry_get_fields (AftEntryKind kind)
{
  g_return_val_if_fail ((guint) kind < AFT_N_ENTRY_KINDS, NULL);

  return tables[kind];
}

/**
 * aft_entry_new:
 * @kind: a kind of entry
 *
 * For an entry that is read from somewhere. The reader sets what is NULL until then: ids and texts.
 *
 * Returns: (transfer full): an entry without values, for aft_entry_free()
 */
gpointer
aft_entry_new (AftEntryKind kind)
{
  gpointer entry;

  if (kind == AFT_ENTRY_SESSION)
    return aft_session_new_blank ();
  if (kind == AFT_ENTRY_NOTE)
    return aft_skin_note_new_blank ();

  entry = g_malloc0 (tables[kind]->size);
  aft_fields_init (tables[kind], entry);

  return entry;
}

/**
 * aft_entry_free:
 * @kind: a kind of entry
 * @entry: (nullable) (transfer full): an entry of that kind
 *
 * Drops the reference of a session or note; frees another entry.
 */
void
aft_entry_free (AftEntryKind kind, gpointer entry)
{
  if (entry == NULL)
    return;
  if (kind == AFT_ENTRY_SESSION)
    {
      aft_session_unref (entry);
    }
  else if (kind == AFT_ENTRY_NOTE)
    {
      aft_skin_note_unref (entry);
    }
  else
    {
      aft_fields_clear (tables[kind], entry);
      g_free (entry);
    }
}

/**
 * aft_entry_get_id:
 * @entry: an entry of any kind
 *
 * Returns: (transfer none) (nullable): its id
 */
const char *
aft_entry_get_id (gconstpointer entry)
{
  return *(char *const *) entry;
}
