/* aft-sandbox.c: whether this program runs inside a sandbox
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-sandbox.h"

/**
 * aft_sandbox_is_flatpak:
 *
 * Checks for the file that Flatpak puts into its sandboxes (flatpak-metadata(5)).
 *
 * Returns: whether this is a Flatpak, where the desktop decides what starts at login instead of
 *   autostart files
 */
gboolean
aft_sandbox_is_flatpak (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}
