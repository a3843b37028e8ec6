/* cli-main.c: the command line without the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <locale.h>

#include "aft-command-line.h"
#include "aft-signals.h"
#include "aft-words.h"

/* Replaces the window of the program. */
#define WINDOW 42

int
main (int argc, char **argv)
{
  int exit_status;

  aft_signals_ignore ();
  setlocale (LC_ALL, "");
  aft_words_init ();

  return aft_command_line_run (argc, argv, &exit_status) ? exit_status : WINDOW;
}
