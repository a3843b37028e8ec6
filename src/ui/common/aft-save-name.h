/* aft-save-name.h: the end of the name of a file that is to be written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @file: (nullable): where to write; NULL: nowhere, because the person doesn't want to, or because of
 * @error. */
typedef void (*AftSaveNameFunc) (GFile        *file,
                                 const GError *error,
                                 gpointer      user_data);

void aft_save_name_complete (GtkWindow       *parent,
                             GFile           *file,
                             const char      *end,
                             AftSaveNameFunc  func,
                             gpointer         user_data);

G_END_DECLS
