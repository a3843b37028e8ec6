/* aft-late-question.h: asks for late signs, weeks after the last session
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "aft-plan.h"

G_BEGIN_DECLS

#define AFT_TYPE_LATE_QUESTION (aft_late_question_get_type ())
G_DECLARE_FINAL_TYPE (AftLateQuestion, aft_late_question, AFT, LATE_QUESTION, GtkWidget)

void aft_late_question_update (AftLateQuestion *self,
                               const AftPlan   *plan,
                               GSettings       *settings);

G_END_DECLS
