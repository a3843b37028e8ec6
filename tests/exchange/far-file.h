/* far-file.h: a file that is not on this machine, as GVfs has them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** What is at the place; a new file takes it only once its stream was closed in full. */
typedef struct
{
  GString *present;
  gboolean refuse;     /* nothing can be opened there */
  gsize    room;       /* bytes that fit */
} FarPlace;

GFile *far_file_new (FarPlace *place);

G_END_DECLS
