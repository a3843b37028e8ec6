/* far-file.h: a file that is not on this machine, as GVfs has them
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
  FarStep  silent;     /* this step never comes back, whoever cancels it */
} FarPlace;

GFile *far_file_new   (FarPlace *place);
/* Lets go whoever waits for a silent place. */
void   far_place_end  (FarPlace *place);

G_END_DECLS
