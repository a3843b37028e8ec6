/* aft-digit-keys.c: digits typed on any keyboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A key binding only knows the key 1. Arabic and Persian keyboards have their own digits, and
 * French ones type digits only with Shift: the key labelled 1 should still work.
 */
#include "aft-digit-keys.h"

/* The digit of @keyval, in any script; -1 for none. */
static int
get_digit (guint keyval)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  return c != 0 ? g_unichar_digit_value (c) : -1;
}

/* The digit that @keycode produces with Shift; -1 for none. */
static int
get_shifted_digit (GtkEventController *controller, guint keycode)
{
  GdkDisplay *display = gtk_widget_get_display (gtk_event_controller_get_widget (controller));
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  int layout = event != NULL ? (int) gdk_key_event_get_layout (event) : 0;
  g_autofree GdkKeymapKey *keys = NULL;
  g_autofree guint *keyvals = NULL;
  int n = 0;
  int digit = -1;

  if (!gdk_display_map_keycode (display, keycode, &keys, &keyvals, &n))
    return -1;
  for (int i = 0; i < n && digit < 0; i++)
    {
      if (keys[i].group == layout && keys[i].level == 1)
        digit = get_digit (keyvals[i]);
    }

  return digit;
}

static gboolean
pressed_cb (GtkEventController *controller,
            guint keyval,
            guint keycode,
            GdkModifierType state,
            gpointer user_data)
{
  AftDigitFunc func = (AftDigitFunc) user_data;
  int digit = get_digit (keyval);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (digit < 0 && (state & GDK_SHIFT_MASK) == 0)
    digit = get_shifted_digit (controller, keycode);

  return digit >= 0 && func (gtk_event_controller_get_widget (controller), digit);
}

/**
 * aft_digit_keys_add:
 * @widget: the widget that has the focus, or a parent of it
 * @func: called for each digit that is typed
 */
void
aft_digit_keys_add (GtkWidget *widget, AftDigitFunc func)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_signal_connect (controller, "key-pressed", G_CALLBACK (pressed_cb), (gpointer) func);
  gtk_widget_add_controller (widget, controller);
}
