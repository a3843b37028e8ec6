/* aft-archive.h: the diary in a zip file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AftArchive AftArchive;

/* Finds the one diary in @stream, which has to be seekable and is kept. @name: of the zip file, as a
 * person reads it. */
AftArchive   *aft_archive_open     (GInputStream   *stream,
                                    const char     *name,
                                    GCancellable   *cancellable,
                                    GError        **error);
void          aft_archive_free     (AftArchive     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftArchive, aft_archive_free)
/* What the diary is called inside, for a person to read. */
const char   *aft_archive_get_name (AftArchive     *self);
/* Its bytes, unpacked as they are read; one stream at a time. */
GInputStream *aft_archive_read     (AftArchive     *self,
                                    GError        **error);
/* Those of the write-ahead log beside it; NULL without an error when there is none. */
GInputStream *aft_archive_read_log (AftArchive     *self,
                                    GError        **error);

G_END_DECLS
