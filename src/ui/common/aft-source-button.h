/* aft-source-button.h: shows the source of a statement
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AFT_TYPE_SOURCE_BUTTON (aft_source_button_get_type ())
G_DECLARE_FINAL_TYPE (AftSourceButton, aft_source_button, AFT, SOURCE_BUTTON, GtkWidget)

GtkWidget *aft_source_button_new        (const char      *name);
GtkWidget *aft_source_button_new_with_label (const char *label);
void       aft_source_button_set_source (AftSourceButton *self,
                                         const char      *source,
                                         GPtrArray       *sources);

G_END_DECLS
