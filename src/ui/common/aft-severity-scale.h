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

/* Five linked toggle buttons. Pressing the pressed one again clears the value. While the focus is
 * inside, the digits 0 to 4 set it, Backspace and Delete clear it, Left and Right move. */
GtkWidget *aft_severity_scale_new         (AftSymptom        symptom);
AftSymptom aft_severity_scale_get_symptom (AftSeverityScale *self);
void       aft_severity_scale_set_symptom (AftSeverityScale *self,
                                           AftSymptom        symptom);
/* 0 to 4, or AFT_SEVERITY_UNSET. Property "value"; notify::value tells of a change. */
int        aft_severity_scale_get_value   (AftSeverityScale *self);
void       aft_severity_scale_set_value   (AftSeverityScale *self,
                                           int               value);

G_END_DECLS
