/* aft-file-chooser.h: asks for a file to write or read, anywhere that GIO reaches
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-export.h"

G_BEGIN_DECLS

/* Called once. @file: (nullable): what was chosen; NULL when nothing was. */
typedef void (*AftFileChooserFunc) (GFile *file, gpointer user_data);

void aft_file_chooser_save (GtkWindow          *parent,
                            const char         *title,
                            AftExportFormat     format,
                            AftDay              day,
                            AftFileChooserFunc  func,
                            gpointer            user_data);
void aft_file_chooser_open (GtkWindow          *parent,
                            const char         *title,
                            const char         *accept,
                            AftFileChooserFunc  func,
                            gpointer            user_data);
char *aft_file_chooser_get_display_name (GFile *file);

G_END_DECLS
