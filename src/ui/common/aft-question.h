/* aft-question.h: a message dialog that Return answers with its default
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void aft_question_present (AdwMessageDialog *dialog);

G_END_DECLS
