/* aft-severity-scale.h: five choices for one symptom
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-tokens.h"

G_BEGIN_DECLS

#define AFT_TYPE_SEVERITY_SCALE (aft_severity_scale_get_type ())
G_DECLARE_FINAL_TYPE (AftSeverityScale, aft_severity_scale, AFT, SEVERITY_SCALE, GtkWidget)

GtkWidget *aft_severity_scale_new         (AftSymptom        symptom);
AftSymptom aft_severity_scale_get_symptom (AftSeverityScale *self);
void       aft_severity_scale_set_symptom (AftSeverityScale *self,
                                           AftSymptom        symptom);
int        aft_severity_scale_get_value   (AftSeverityScale *self);
void       aft_severity_scale_set_value   (AftSeverityScale *self,
                                           int               value);

G_END_DECLS
