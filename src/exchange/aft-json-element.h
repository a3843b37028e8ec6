/* aft-json-element.h: one session, note or tombstone, from json-glib's object to ours
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "aft-json-report.h"

G_BEGIN_DECLS

/* The element that is being read, and where it stands. */
typedef struct
{
  AftJsonReport *report;
  const char    *array;  /* "skin_notes" */
  guint64        index;
  JsonObject    *object;
  gint64         now_us; /* what is ahead of it is warned of */
} AftJsonElement;

/* Each reads all fields, adds every error to the report, and returns NULL when there was one. */
AftSession   *aft_json_element_to_session   (AftJsonElement *self);
AftSkinNote  *aft_json_element_to_note      (AftJsonElement *self);
AftTombstone *aft_json_element_to_tombstone (AftJsonElement *self);
/* The instant of a top-level key, "exported_at"; FALSE for anything that is none. */
gboolean      aft_json_instant_from_string  (const char     *text,
                                             gint64         *at_us);

G_END_DECLS
