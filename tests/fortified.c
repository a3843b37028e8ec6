/* fortified.c: a call that _FORTIFY_SOURCE replaces, for hardening.py
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdlib.h>
#include <string.h>

int
main (int argc, char **argv)
{
  char name[16];

  /* The compiler can't know the length of the name. */
  strcpy (name, argv[argc - 1]);

  return name[0] == '\0' ? EXIT_FAILURE : EXIT_SUCCESS;
}
