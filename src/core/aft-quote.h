/* aft-quote.h: text from a file, in a message about that file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *aft_quote_for_message (const char *text);

G_END_DECLS
