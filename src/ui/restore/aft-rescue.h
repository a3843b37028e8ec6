/* aft-rescue.h: rescues a damaged diary, and reports the result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-diary-model.h"

G_BEGIN_DECLS

void aft_rescue_diary        (GtkWindow     *window,
                              AftDiaryModel *model);
void aft_rescue_show_pending (GtkWindow     *window,
                              AftDiaryModel *model);

G_END_DECLS
