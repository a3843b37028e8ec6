/* trickle-stream.c: an input stream that returns a few bytes at a time, like a pipe
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "trickle-stream.h"

#include <string.h>

struct _TestTrickleStream
{
  GInputStream parent_instance;
  const guint8 *data;
  gsize length;
  gsize position;
  gsize step;
  gsize fail_at;
};

G_DEFINE_FINAL_TYPE (TestTrickleStream, test_trickle_stream, G_TYPE_INPUT_STREAM)

static gssize
test_trickle_stream_read (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  TestTrickleStream *self = TEST_TRICKLE_STREAM (stream);
  gsize n = MIN (MIN (count, self->step), self->length - self->position);

  if (self->position >= self->fail_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the disk is on fire");
      return -1;
    }
  memcpy (buffer, self->data + self->position, n);
  self->position += n;

  return (gssize) n;
}

static void
test_trickle_stream_class_init (TestTrickleStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = test_trickle_stream_read;
}

static void
test_trickle_stream_init (TestTrickleStream *self)
{
}

GInputStream *
test_trickle_stream_new (const void *data, gsize length, gsize step, gsize fail_at)
{
  TestTrickleStream *self = g_object_new (TEST_TYPE_TRICKLE_STREAM, NULL);

  self->data = data;
  self->length = length;
  self->step = step;
  self->fail_at = fail_at;

  return G_INPUT_STREAM (self);
}
