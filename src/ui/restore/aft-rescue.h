/* aft-rescue.h: a damaged diary rescued, and the person told what came of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-model.h"

G_BEGIN_DECLS

/* Sets the damaged file aside, rescues what can be read, opens the diary again and says in a dialog
 * over @window how much there is, with a way to an earlier diary. Once at a time. */
void aft_rescue_diary (GtkWindow     *window,
                       AftDiaryModel *model);
/* The same dialog for a rescue that ended before anybody was told. */
void aft_rescue_tell  (GtkWindow     *window,
                       AftDiaryModel *model);

G_END_DECLS
