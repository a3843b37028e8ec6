/* aft-remote-file.h: reads and writes files anywhere that GIO can reach
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long to wait for a writer at the other end of a pipe, and how often to check. */
#define AFT_REMOTE_FILE_PIPE_WAIT_US  (5 * G_TIME_SPAN_SECOND)
#define AFT_REMOTE_FILE_PIPE_PAUSE_US (50 * G_TIME_SPAN_MILLISECOND)

GInputStream  *aft_remote_file_read       (GFile             *file,
                                           GCancellable      *cancellable,
                                           GError           **error);
GFileIOStream *aft_remote_file_make_local (GFileInputStream **in,
                                           GError           **error);
gboolean       aft_remote_file_write      (GFile             *file,
                                           GFileIOStream     *local,
                                           GCancellable      *cancellable,
                                           GError           **error);

G_END_DECLS
