/* aft-entry.h: all that a diary holds, in one way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-field.h"
#include "aft-preferences.h"
#include "aft-session.h"
#include "aft-skin-note.h"

G_BEGIN_DECLS

/** In the order of the exchange format. */
typedef enum
{
  AFT_ENTRY_PREFERENCES,
  AFT_ENTRY_SCALE,
  AFT_ENTRY_SESSION,
  AFT_ENTRY_NOTE,
  AFT_ENTRY_PHOTO,
  AFT_ENTRY_BLIND_ANSWER,
} AftEntryKind;
#define AFT_N_ENTRY_KINDS 6

/**
 * AftStoredPreferences: those preferences that belong to the person, not to one computer
 * @id: always %AFT_PREFERENCES_ID: a diary has one
 * @own_scales: (nullable): ids of the scales that a check-in asks for, in that order
 */
typedef struct
{
  char         *id;
  AftPreferences values; /* but not run_in_background */
  char        **own_scales;
  gint64        modified_at_us;
} AftStoredPreferences;
#define AFT_PREFERENCES_ID "00000000-0000-0000-0000-000000000000"

/** AftScale: a symptom that the person added and named. */
typedef struct
{
  char    *id;
  char    *name;
  gboolean archived; /* no longer asked for */
  gint64   created_at_us;
  gint64   modified_at_us;
} AftScale;

typedef enum
{
  AFT_VIEW_FRONT,
  AFT_VIEW_LEFT_SIDE,
  AFT_VIEW_RIGHT_SIDE,
  AFT_VIEW_CLOSE_UP,
} AftView;

typedef enum
{
  AFT_MEDIA_TYPE_JPEG,
  AFT_MEDIA_TYPE_PNG,
  AFT_MEDIA_TYPE_WEBP,
} AftMediaType;

/**
 * AftPhoto: a picture of a day, without its bytes
 * @sha256: of the stored bytes, hexadecimal in lower case
 * @width: in pixels, as seen, after rotation
 * @eyes: x, y, x, y as fractions of width and height, in units of 1 / %AFT_POINT_UNIT; -1: not marked
 * @white: x, y of a spot that is white, likewise
 */
typedef struct
{
  char        *id;
  gint64       taken_at_us;
  char        *time_zone;
  AftDay       day;
  AftView      view;
  char        *sha256;
  AftMediaType media_type;
  int          width;
  int          height;
  int          eyes[4];
  int          white[2];
  char        *text;
  gint64       created_at_us;
  gint64       modified_at_us;
} AftPhoto;

typedef enum
{
  AFT_BLIND_EARLIER,
  AFT_BLIND_LATER,
  AFT_BLIND_CANNOT_TELL,
} AftBlindChoice;

/** AftBlindAnswer: which of two photos looked better, to a person who didn't see their dates. */
typedef struct
{
  char          *id;
  gint64         answered_at_us;
  char          *time_zone;
  AftDay         day;
  char          *earlier; /* id of a photo, which may be gone */
  char          *later;
  AftBlindChoice choice;
  gint64         created_at_us;
  gint64         modified_at_us;
} AftBlindAnswer;

const AftFieldTable *aft_entry_get_fields  (AftEntryKind   kind);
gpointer             aft_entry_new         (AftEntryKind   kind);
void                 aft_entry_free        (AftEntryKind   kind,
                                            gpointer       entry);
const char          *aft_entry_get_id      (gconstpointer  entry);

G_END_DECLS
