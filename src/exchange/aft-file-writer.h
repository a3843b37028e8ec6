/* aft-file-writer.h: replaces a file completely or not at all, wherever it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AftFileWriter AftFileWriter;

AftFileWriter *aft_file_writer_new        (GFile          *file,
                                           GCancellable   *cancellable,
                                           GError        **error);
GOutputStream *aft_file_writer_get_stream (AftFileWriter  *self);
gboolean       aft_file_writer_end        (AftFileWriter  *self,
                                           gboolean        good,
                                           GError        **error);
gboolean       aft_file_writer_end_both   (AftFileWriter  *self,
                                           AftFileWriter  *other,
                                           gboolean        good,
                                           GError        **error);

G_END_DECLS
