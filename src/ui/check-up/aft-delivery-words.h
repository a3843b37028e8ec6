/* aft-delivery-words.h: the result of a reminder, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "aft-reminder.h"

G_BEGIN_DECLS

const char *
aft_delivery_words_title (const AftReminder *reminder);
char *
aft_delivery_words_details (const AftReminder *reminder, gint64 now_us, GTimeZone *time_zone);

G_END_DECLS
