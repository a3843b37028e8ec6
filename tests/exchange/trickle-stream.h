/* trickle-stream.h: an input stream that returns a few bytes at a time, like a pipe
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TEST_TYPE_TRICKLE_STREAM (test_trickle_stream_get_type ())
G_DECLARE_FINAL_TYPE (TestTrickleStream, test_trickle_stream, TEST, TRICKLE_STREAM, GInputStream)

/* @data: not copied. @step: bytes per read. @fail_at: offset of a read error; G_MAXSIZE for
 * none. */
GInputStream *test_trickle_stream_new (const void *data,
                                       gsize       length,
                                       gsize       step,
                                       gsize       fail_at);

G_END_DECLS
