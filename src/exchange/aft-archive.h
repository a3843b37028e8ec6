/* aft-archive.h: the diary in a zip file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AftArchive AftArchive;

AftArchive *aft_archive_open (GInputStream  *stream,
                              const char    *name,
                              GCancellable  *cancellable,
                              GError       **error);
void        aft_archive_free (AftArchive    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftArchive, aft_archive_free)
const char   *aft_archive_get_name (AftArchive  *self);
GInputStream *aft_archive_read     (AftArchive  *self,
                                    GError     **error);
GInputStream *aft_archive_read_log (AftArchive  *self,
                                    GError     **error);

G_END_DECLS
