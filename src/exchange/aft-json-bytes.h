/* aft-json-bytes.h: the state of the scanner, the bytes that it reads, and its error messages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-json-scanner.h"

G_BEGIN_DECLS

#define AFT_JSON_END_OF_FILE (-1)
#define AFT_JSON_FAILED (-2)

/* One object or array that is open. */
typedef struct
{
  gboolean    is_array;
  gboolean    started;    /* past its first key or element */
  guint64     index;      /* array: of the current element */
  char       *key;        /* object: of the current value, in @keys; NULL before the first */
  GHashTable *keys;       /* object: all keys so far; reused by the next object at this depth */
  gsize       keys_bytes;
} AftJsonFrame;

struct _AftJsonScanner
{
  GInputStream *stream;
  GCancellable *cancellable;
  guint8       *chunk;
  gsize         length;
  gsize         position;
  guint64       before;     /* bytes of the stream that precede the chunk */
  gboolean      ended;
  GError       *read_error;

  guint64       line;
  guint64       column;     /* of the next character, counted in characters */

  AftJsonFrame  frames[AFT_JSON_MAX_DEPTH];
  guint         depth;
  gsize         keys_bytes;

  gboolean      capturing;
  GString      *captured;
  GString      *decoded;    /* the key or number being read */
};

gboolean aft_json_refuse           (AftJsonScanner  *self,
                                    GError         **error,
                                    const char      *format,
                                    ...) G_GNUC_PRINTF (3, 4);
gboolean aft_json_refuse_character (AftJsonScanner  *self,
                                    int              c,
                                    const char      *expected,
                                    GError         **error);
gboolean aft_json_check_captured   (AftJsonScanner  *self,
                                    GError         **error);

void     aft_json_start (AftJsonScanner *self);
gboolean aft_json_fill  (AftJsonScanner *self);

G_END_DECLS
