/* aft-text.h: small changes to words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *aft_text_capitalize (const char *text);
char *aft_text_preview    (const char *text, guint lines, glong characters);
char *aft_text_name       (const char *name);

G_END_DECLS
