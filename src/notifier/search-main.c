/* search-main.c: aftercare-search-provider: lets the desktop's search find the diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-search-provider.h"
#include "aft-signals.h"
#include "aft-words.h"

#include <locale.h>

int
main (int argc, char *argv[])
{
  g_autoptr (AftSearchProvider) provider = NULL;

  aft_signals_ignore ();
  /* Before any use of GIO: this program reads local files only, and GVfs waits half a minute for a
   * daemon that doesn't respond. */
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  setlocale (LC_ALL, "");
  aft_words_init ();
  provider = aft_search_provider_new ();

  return g_application_run (G_APPLICATION (provider), argc, argv);
}
