/* main.c: the program aftercare
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "aft-application.h"
#include "aft-command-line.h"
#include "aft-probe.h"
#include "aft-words.h"

int
main (int argc, char **argv)
{
  g_autoptr (AftApplication) application = NULL;
  int exit_status = 0;

  setlocale (LC_ALL, "");
  aft_words_init ();
  textdomain (GETTEXT_PACKAGE);

  /* The verbs that need no display, before anything of GTK is touched. */
  if (aft_command_line_run (argc, argv, &exit_status))
    return exit_status;

  g_set_application_name (_ ("Aftercare"));
  gtk_window_set_default_icon_name (APP_ID);
  application = aft_application_new ();
#ifdef HAVE_PROBE
  aft_probe_attach (GTK_APPLICATION (application));
#endif

  return g_application_run (G_APPLICATION (application), argc, argv);
}
