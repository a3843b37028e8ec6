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
  gboolean away;       /* not connected yet */
  gboolean asks;       /* connecting takes a password */
  gboolean only_folder; /* a file that is not there yet cannot be connected, its folder can */
  gboolean unknown;    /* as without GVfs */
  gsize    room;       /* bytes that fit */
  guint    n_mounts;   /* how often it was connected */
} FarPlace;

GFile *far_file_new (FarPlace *place);

G_END_DECLS
