/* main.c: aftercare-notifier: holds the reminders while no window is open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-notifier.h"
#include "aft-signals.h"
#include "aft-words.h"

#include <errno.h>
#include <glib-unix.h>
#include <locale.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  GMainLoop *loop;
  gboolean again;
} Program;

static gboolean
signal_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

static void
over_cb (AftNotifier *notifier, gboolean again, gpointer user_data)
{
  Program *program = user_data;

  program->again = again;
  g_main_loop_quit (program->loop);
}

/* It stays for the whole session and does next to nothing: memory matters more than speed. One
 * arena for the few threads, and what is free at its end goes back to the system. */
static void
be_frugal (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, 1);
  mallopt (M_TRIM_THRESHOLD, 64 * 1024);
  mallopt (M_TOP_PAD, 16 * 1024);
#endif
  /* Or the thread that found the bus would stay for 15 seconds, and wake up to end. */
  g_thread_pool_set_max_unused_threads (0);
}

int
main (int argc, char *argv[])
{
  Program program = { NULL, FALSE };
  AftNotifier *notifier;

  aft_signals_ignore ();
  /* Before anything of GIO: this program reads local files only. GVfs, where its daemon does not
   * answer, would have it wait for half a minute. */
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  be_frugal ();
  setlocale (LC_ALL, "");
  aft_words_init ();
  if (argc == 2 && strcmp (argv[1], "--version") == 0)
    {
      g_print ("aftercare-notifier %s\n", PACKAGE_VERSION);
      return EXIT_SUCCESS;
    }
  /* Read by packagers, not by people who are reminded: not translated. */
  if (argc == 2 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0))
    {
      g_print ("Usage: aftercare-notifier [OPTION]\n\n"
               "Holds the reminders of Aftercare while its window is closed; the desktop starts it "
               "at login.\n\n"
               "  --version   Print the version\n"
               "  -h, --help  Print this help\n");
      return EXIT_SUCCESS;
    }
  if (argc > 1)
    {
      g_printerr ("aftercare-notifier: unknown option “%s”; see --help\n", argv[1]);
      return EXIT_FAILURE;
    }

  g_set_prgname ("aftercare-notifier");
  program.loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, signal_cb, program.loop);
  g_unix_signal_add (SIGINT, signal_cb, program.loop);
  g_unix_signal_add (SIGHUP, signal_cb, program.loop);

  notifier = aft_notifier_new ();
  g_signal_connect (notifier, "over", G_CALLBACK (over_cb), &program);
  g_main_loop_run (program.loop);

  /* What the desktop shows stays there; the next notifier takes it up. */
  g_signal_handlers_disconnect_by_data (notifier, &program);
  g_object_run_dispose (G_OBJECT (notifier));
  g_object_unref (notifier);
  g_main_loop_unref (program.loop);

  if (program.again)
    {
      execv ("/proc/self/exe", argv);
      g_warning ("Could not begin anew: %s", g_strerror (errno));
      return EXIT_FAILURE;
    }

  return EXIT_SUCCESS;
}
