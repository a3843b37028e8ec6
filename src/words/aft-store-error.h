/* aft-store-error.h: why the diary could not be opened, read or written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define AFT_STORE_ERROR (aft_store_error_quark ())

typedef enum
{
  AFT_STORE_ERROR_FAILED,      /* for another reason, which is in the message */
  AFT_STORE_ERROR_BUSY,        /* another writer held the lock for longer than the busy timeout */
  AFT_STORE_ERROR_FULL,        /* disk full */
  AFT_STORE_ERROR_READ_ONLY,
  AFT_STORE_ERROR_CORRUPT,     /* not a database, or damaged */
  AFT_STORE_ERROR_FOREIGN,     /* a database of another program (application_id) */
  AFT_STORE_ERROR_TOO_NEW,     /* user_version higher than this program knows */
  AFT_STORE_ERROR_NOT_FOUND,   /* no such ID */
  AFT_STORE_ERROR_INVALID,     /* an ID of an entry of the other kind, or a repeated one */
  AFT_STORE_ERROR_MOVED,       /* its path now leads to another file, or to none */
  AFT_STORE_ERROR_NO_LOCKS,    /* files can't be locked there */
} AftStoreError;

GQuark aft_store_error_quark   (void);
char  *aft_store_error_to_text (const GError *error,
                                const char   *path);

G_END_DECLS
