/* aft-sandbox.c: whether this program runs inside a sandbox
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-sandbox.h"

/**
 * aft_sandbox_is_flatpak:
 *
 * By the file that Flatpak puts into each of its sandboxes (flatpak-metadata(5)).
 *
 * Returns: %TRUE inside Flatpak, where the desktop and not an autostart file decides what starts at
 *   login
 */
gboolean
aft_sandbox_is_flatpak (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}
