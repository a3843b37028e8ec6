/* aft-clinic-group.h: asks what the clinic said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "aft-session-form.h"

G_BEGIN_DECLS

/* The wait before makeup, the date or rest, and the instructions; each may stay empty (rule 3).
 * Signal "changed" (void): the person changed any of them. */
#define AFT_TYPE_CLINIC_GROUP (aft_clinic_group_get_type ())
G_DECLARE_FINAL_TYPE (AftClinicGroup, aft_clinic_group, AFT, CLINIC_GROUP, AdwPreferencesGroup)

void       aft_clinic_group_set     (AftClinicGroup       *self,
                                     const AftSessionForm *form,
                                     GTimeZone            *time_zone);
GtkWidget *aft_clinic_group_get     (AftClinicGroup       *self,
                                     AftSessionForm       *form,
                                     char                **problem);
GtkWidget *aft_clinic_group_get_row (AftClinicGroup       *self,
                                     AftCheckError         error);

G_END_DECLS
