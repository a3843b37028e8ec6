/* aft-file-kind.h: detects the kind of a file by its contents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  AFT_FILE_KIND_TEXT, /* JSON, or only a JSON parser can tell */
  AFT_FILE_KIND_DIARY,
  AFT_FILE_KIND_ZIP,
  /* The following can't be read. */
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

/* The most bytes that are needed to detect a kind. */
#define AFT_FILE_KIND_BYTES 4096

AftFileKind aft_file_kind_from_bytes (const char    *bytes,
                                      gsize          length);
gboolean    aft_file_kind_check      (AftFileKind    kind,
                                      const char    *name,
                                      GError       **error);
gboolean    aft_file_kind_detect     (GInputStream **stream,
                                      AftFileKind   *kind,
                                      GCancellable  *cancellable,
                                      GError       **error);

G_END_DECLS
