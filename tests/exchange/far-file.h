/* far-file.h: a GFile on another machine, like those of GVfs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  FAR_STEP_NONE,
  FAR_STEP_CONNECT,
  FAR_STEP_OPEN,
  FAR_STEP_READ,
  FAR_STEP_WRITE,
  FAR_STEP_CLOSE,
  FAR_N_STEPS,
} FarStep;

/** The remote location. A new file replaces the old one only once its stream was closed
 * completely. */
typedef struct
{
  GString *present;
  gboolean refuse;     /* opening fails */
  gboolean away;       /* not connected yet */
  gboolean asks;       /* connecting needs a password */
  gboolean only_folder; /* a file that doesn't exist yet can't be connected, but its folder can */
  gboolean unknown;    /* as without GVfs */
  gsize    room;       /* bytes until the disk is full */
  guint    n_mounts;   /* number of connections */
  FarStep  silent;     /* this step never returns, even if cancelled */
} FarPlace;

GFile *far_file_new   (FarPlace *place);
/* Ends all waiting for a silent location. */
void   far_place_end  (FarPlace *place);

G_END_DECLS
