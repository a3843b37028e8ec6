/* aft-program-finder.c: finds another program of the same installation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-program-finder.h"

/**
 * aft_find_program:
 * @program: its name
 * @installed_in: its folder in the prefix, "bin" or "libexec"
 * @built_in: its folder in src
 *
 * Searches the prefix of the running program, then its build folder, so that a copy finds programs
 * of the same copy even if it was moved or never installed.
 *
 * Returns: (transfer full) (nullable): the path; NULL if it is in neither
 */
char *
aft_find_program (const char *program, const char *installed_in, const char *built_in)
{
  const char *places[] = { installed_in, built_in };
  g_autofree char *self_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = NULL;

  g_return_val_if_fail (program != NULL && installed_in != NULL && built_in != NULL, NULL);

  if (self_path == NULL)
    return NULL;

  folder = g_path_get_dirname (self_path);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, "..", places[i], program, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_canonicalize_filename (path, NULL);
    }

  return NULL;
}
