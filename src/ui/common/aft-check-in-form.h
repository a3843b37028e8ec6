/* aft-check-in-form.h: the fields of a skin note
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-skin-note.h"

G_BEGIN_DECLS

#define AFT_TYPE_CHECK_IN_FORM (aft_check_in_form_get_type ())
G_DECLARE_FINAL_TYPE (AftCheckInForm, aft_check_in_form, AFT, CHECK_IN_FORM, GtkWidget)

/* Three scales; flags and text behind "Something Else?". It does not save. Signal "changed" (void):
 * the person changed something. Signal "save" (void): Ctrl+Return was pressed. */
GtkWidget *aft_check_in_form_new            (void);

/* Shows what @note says, or nothing at all when NULL. Does not emit "changed". */
void       aft_check_in_form_set_note       (AftCheckInForm *self,
                                             AftSkinNote    *note);
/* Writes severities, flags, resolved flags and text into @note; the rest is left as it is. */
void       aft_check_in_form_apply          (AftCheckInForm *self,
                                             AftSkinNote    *note);
/* Only the scales; @severity: by AftSymptom, AFT_N_SYMPTOMS of them. Emits "changed". */
void       aft_check_in_form_set_severities (AftCheckInForm *self,
                                             const int      *severity);
/* Warning signs ticked earlier and not recorded as gone: each offers "Gone Now". A resolved flag
 * of the note that is shown counts as open here without being named. */
void       aft_check_in_form_set_open_flags (AftCheckInForm *self,
                                             AftFlags        flags);
/* TRUE when nothing at all is recorded: there is nothing to save. */
gboolean   aft_check_in_form_is_empty       (AftCheckInForm *self);

G_END_DECLS
