/* cli-main.c: the command line without the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-command-line.h"

/* What the tests see where the program would open its window. */
#define WINDOW 42

int
main (int argc, char **argv)
{
  int exit_status;

  return aft_command_line_run (argc, argv, &exit_status) ? exit_status : WINDOW;
}
