/* aft-idle-builder.h: fills the rows of a long list when there is time, visible ones first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _AftIdleBuilder AftIdleBuilder;

typedef void (*AftRowFillFunc) (GtkWidget *row);

AftIdleBuilder *aft_idle_builder_new (GtkWidget *viewport, AftRowFillFunc fill);
AftIdleBuilder *aft_idle_builder_ref (AftIdleBuilder *self);
void aft_idle_builder_unref (AftIdleBuilder *self);
void aft_idle_builder_add (AftIdleBuilder *self, GtkWidget *row);
void aft_idle_builder_remove (AftIdleBuilder *self, GtkWidget *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftIdleBuilder, aft_idle_builder_unref)

G_END_DECLS
