/* aft-idle-builder.h: fills the rows of a long list when there is time for it, those in sight first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Reference counted. GtkListView keeps two hundred rows, however few are in sight, and gives all of them
 * another item at once when somebody drags the scroll bar; to fill them there and then would hold up the
 * window for as long. */
typedef struct _AftIdleBuilder AftIdleBuilder;

typedef void (*AftRowFillFunc) (GtkWidget *row);

AftIdleBuilder *aft_idle_builder_new (GtkWidget *viewport, AftRowFillFunc fill);
AftIdleBuilder *aft_idle_builder_ref (AftIdleBuilder *self);
void aft_idle_builder_unref (AftIdleBuilder *self);
void aft_idle_builder_add (AftIdleBuilder *self, GtkWidget *row);
void aft_idle_builder_remove (AftIdleBuilder *self, GtkWidget *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftIdleBuilder, aft_idle_builder_unref)

G_END_DECLS
