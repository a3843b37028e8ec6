/* aft-row-filler.h: fills the rows of a long list when there is time for it, those in sight first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Reference counted. GtkListView keeps two hundred rows, however few are in sight, and gives all of them
 * another item at once when somebody drags the scroll bar; to fill them there and then would hold up the
 * window for as long. */
typedef struct _AftRowFiller AftRowFiller;

typedef void (*AftRowFillFunc) (GtkWidget *row);

AftRowFiller *aft_row_filler_new (GtkWidget *viewport, AftRowFillFunc fill);
AftRowFiller *aft_row_filler_ref (AftRowFiller *self);
void aft_row_filler_unref (AftRowFiller *self);
void aft_row_filler_add (AftRowFiller *self, GtkWidget *row);
void aft_row_filler_remove (AftRowFiller *self, GtkWidget *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftRowFiller, aft_row_filler_unref)

G_END_DECLS
