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

GtkWidget *aft_check_in_form_new            (void);

void       aft_check_in_form_set_note       (AftCheckInForm *self,
                                             AftSkinNote    *note);
void       aft_check_in_form_apply          (AftCheckInForm *self,
                                             AftSkinNote    *note);
void       aft_check_in_form_set_severities (AftCheckInForm *self,
                                             const int      *severity);
void       aft_check_in_form_set_open_flags (AftCheckInForm *self,
                                             AftFlags        flags,
                                             gboolean           late);
void       aft_check_in_form_open_late      (AftCheckInForm    *self);
gboolean   aft_check_in_form_is_empty       (AftCheckInForm *self);

G_END_DECLS
