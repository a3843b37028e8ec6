/* aft-closures.c: functions for the <closure> elements of templates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A class binds those that its template uses with gtk_widget_class_bind_template_callback().
 */
#include "aft-config.h"

#include "aft-closures.h"

/**
 * aft_closure_has_text:
 * @instance: not used
 * @text: (nullable): such as the label of a widget that is visible only with a text
 *
 * Returns: whether there is any text
 */
gboolean
aft_closure_has_text (gpointer instance, const char *text)
{
  return text != NULL && *text != '\0';
}

/**
 * aft_closure_not:
 * @instance: not used
 * @value: what to negate
 *
 * Returns: the opposite of @value
 */
gboolean
aft_closure_not (gpointer instance, gboolean value)
{
  return !value;
}

/**
 * aft_closure_or:
 * @instance: not used
 * @a: one value
 * @b: the other value
 *
 * Returns: whether at least one of them is true
 */
gboolean
aft_closure_or (gpointer instance, gboolean a, gboolean b)
{
  return a || b;
}
