/* aft-json-values.h: bytes, strings, numbers and words, checked to the letter
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-json-bytes.h"

G_BEGIN_DECLS

int      aft_json_peek_after_space (AftJsonScanner  *self);
gboolean aft_json_scan_string      (AftJsonScanner  *self,
                                    GString         *into,
                                    GError         **error);
gboolean aft_json_scan_number      (AftJsonScanner  *self,
                                    GError         **error);
gboolean aft_json_scan_word        (AftJsonScanner  *self,
                                    const char      *word,
                                    GError         **error);

static inline int
aft_json_peek_byte (AftJsonScanner *self)
{
  if (self->position == self->length && !aft_json_fill (self))
    return self->read_error != NULL ? AFT_JSON_FAILED : AFT_JSON_END_OF_FILE;

  return self->chunk[self->position];
}

/* Only to be called after aft_json_peek_byte() has returned a byte. */
static inline void
aft_json_next_byte (AftJsonScanner *self)
{
  guint8 c = self->chunk[self->position++];

  if (self->capturing)
    g_string_append_c (self->captured, (char) c);
  if (c == '\n')
    {
      self->line++;
      self->column = 1;
    }
  else if ((c & 0xc0) != 0x80)
    {
      self->column++;
    }
}

G_END_DECLS
