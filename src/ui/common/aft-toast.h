/* aft-toast.h: short messages in the window that a widget stands in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* All take plain text (it is escaped here) and any widget inside an AdwToastOverlay, or inside a
 * window that is transient for one that has an overlay. Without one the text goes to the log. */

void  aft_toast           (GtkWidget    *from,
                           const char   *text);
/* With an "Undo" button that activates "win.undo-delete" with @id. */
void  aft_toast_undo      (GtkWidget    *from,
                           const char   *text,
                           const char   *id);
/* With a button of its own: connect to AdwToast::button-clicked. (transfer none) (nullable): NULL
 * where there is no overlay. */
AdwToast *aft_toast_button (GtkWidget   *from,
                           const char   *text,
                           const char   *label);
/* @text: the translated sentence for the person; @error: (nullable): its message goes to the log.
 * A cancelled operation is silent. */
void  aft_toast_error     (GtkWidget    *from,
                           const char   *text,
                           const GError *error);

/* The id of the latest aft_toast_undo() in the window of @from that was not taken yet, for Ctrl+Z;
 * (transfer full) (nullable). */
char *aft_toast_take_undo (GtkWidget    *from);

G_END_DECLS
