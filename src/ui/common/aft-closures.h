/* aft-closures.h: functions for the <closure> elements of templates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean aft_closure_has_text (gpointer    instance,
                               const char *text);
gboolean aft_closure_not      (gpointer    instance,
                               gboolean    value);
gboolean aft_closure_or       (gpointer    instance,
                               gboolean    a,
                               gboolean    b);

G_END_DECLS
