/* aft-file-kind.h: what a file is that was chosen to be read, whatever its name says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  AFT_FILE_KIND_TEXT, /* JSON, or what only a reader of JSON can say */
  AFT_FILE_KIND_DIARY,
  AFT_FILE_KIND_ZIP,
  /* From here on it can't be read. */
  AFT_FILE_KIND_DATABASE,
  AFT_FILE_KIND_EMPTY,
  AFT_FILE_KIND_TABLE,
  AFT_FILE_KIND_UTF16,
  AFT_FILE_KIND_ARCHIVE,
  AFT_FILE_KIND_PDF,
  AFT_FILE_KIND_CALENDAR,
  AFT_FILE_KIND_PICTURE,
  AFT_FILE_KIND_WEB_PAGE,
  AFT_FILE_KIND_BINARY,
} AftFileKind;

/* As many bytes as it takes to tell, at the most. */
#define AFT_FILE_KIND_BYTES 4096

/* @bytes: the first ones; all of them where there are fewer. */
AftFileKind aft_file_kind_from_bytes (const char     *bytes,
                                      gsize           length);
/* FALSE, with AFT_JSON_ERROR_KIND and a whole sentence, for what can't be read. */
gboolean    aft_file_kind_check      (AftFileKind     kind,
                                      const char     *name,
                                      GError        **error);
/* Looks at what comes first in *@stream, which is read from the beginning afterwards: it may be
 * replaced by one that wraps it. */
gboolean    aft_file_kind_look       (GInputStream  **stream,
                                      AftFileKind    *kind,
                                      GCancellable   *cancellable,
                                      GError        **error);

G_END_DECLS
