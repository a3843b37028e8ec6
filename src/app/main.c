/* main.c: the program aftercare
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "aft-application.h"
#include "aft-command-line.h"
#include "aft-preferences-file.h"
#include "aft-session-bus.h"
#include "aft-signals.h"
#include "aft-words.h"

int
main (int argc, char **argv)
{
  g_autoptr (AftApplication) application = NULL;
  int exit_status = 0;

  aft_signals_ignore ();
  setlocale (LC_ALL, "");
  aft_words_init ();
  textdomain (GETTEXT_PACKAGE);

  /* Commands that need no display, before any use of GTK. */
  if (aft_command_line_run (argc, argv, &exit_status))
    return exit_status;

  aft_preferences_protect ();
  if (!aft_session_bus_check ())
    g_message ("The session bus doesn't answer, so no reminders can be shown");
  g_set_application_name (_ ("Aftercare"));
  gtk_window_set_default_icon_name (APP_ID);
  application = aft_application_new ();

  return aft_application_run (application, argc, argv);
}
