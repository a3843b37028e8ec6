/* aft-json-scanner.h: walks a JSON stream in bounded memory and refuses whatever is doubtful
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Objects and arrays within each other; a diary needs 4. */
#define AFT_JSON_MAX_DEPTH 32
/* One value that is kept whole. A session's three texts of 64 KiB, written entirely as \u0001, take
 * 1.2 MiB. */
#define AFT_JSON_MAX_VALUE_BYTES (2 * 1024 * 1024)
#define AFT_JSON_MAX_KEY_BYTES 1024
/* Bytes of keys remembered at any time, to find a repeated key. */
#define AFT_JSON_MAX_KEYS_BYTES (1024 * 1024)
#define AFT_JSON_MAX_NUMBER_BYTES 512

typedef enum
{
  AFT_JSON_KIND_OBJECT,
  AFT_JSON_KIND_ARRAY,
  AFT_JSON_KIND_STRING,
  AFT_JSON_KIND_NUMBER,
  AFT_JSON_KIND_BOOLEAN,
  AFT_JSON_KIND_NULL,
} AftJsonKind;

typedef struct _AftJsonScanner AftJsonScanner;

AftJsonScanner *aft_json_scanner_new  (GInputStream   *stream,
                                       GCancellable   *cancellable);
void            aft_json_scanner_free (AftJsonScanner *self);

gboolean  aft_json_scanner_peek         (AftJsonScanner  *self,
                                         AftJsonKind     *kind,
                                         GError         **error);
gboolean  aft_json_scanner_begin_object (AftJsonScanner  *self,
                                         GError         **error);
gboolean  aft_json_scanner_next_key     (AftJsonScanner  *self,
                                         const char     **key,
                                         GError         **error);
gboolean  aft_json_scanner_begin_array  (AftJsonScanner  *self,
                                         GError         **error);
gboolean  aft_json_scanner_next_element (AftJsonScanner  *self,
                                         gboolean        *more,
                                         GError         **error);
gboolean  aft_json_scanner_take         (AftJsonScanner  *self,
                                         const char     **text,
                                         gsize           *length,
                                         GError         **error);
gboolean  aft_json_scanner_skip         (AftJsonScanner  *self,
                                         GError         **error);
gboolean  aft_json_scanner_finish       (AftJsonScanner  *self,
                                         GError         **error);
char     *aft_json_scanner_get_place    (AftJsonScanner  *self);
guint64   aft_json_scanner_get_offset   (AftJsonScanner  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftJsonScanner, aft_json_scanner_free)

G_END_DECLS
