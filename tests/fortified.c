/* fortified.c: a call that _FORTIFY_SOURCE replaces, for hardening.py to look at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdlib.h>
#include <string.h>

int
main (int argc, char **argv)
{
  char name[16];

  /* How long the name is nobody knows before it runs. */
  strcpy (name, argv[argc - 1]);

  return name[0] == '\0' ? EXIT_FAILURE : EXIT_SUCCESS;
}
