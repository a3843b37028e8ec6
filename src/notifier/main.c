/* main.c: aftercare-notifier: shows reminders while no window is open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-notifier.h"
#include "aft-notifier-starter.h"
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
#include <sys/prctl.h>
#include <unistd.h>

typedef struct
{
  GMainLoop *loop;
  gboolean restart;
} Program;

static gboolean
signal_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

static void
finished_cb (AftNotifier *notifier, gboolean restart, gpointer user_data)
{
  Program *program = user_data;

  program->restart = restart;
  g_main_loop_quit (program->loop);
}

/* The notifier runs for the whole session and does very little, so memory matters more than speed: one
 * arena for all threads, and free memory at its end goes back to the system. */
static void
save_memory (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, 1);
  mallopt (M_TRIM_THRESHOLD, 64 * 1024);
  mallopt (M_TOP_PAD, 16 * 1024);
#endif
  /* Otherwise the thread that connected to the bus would stay for 15 seconds, and wake up to end. */
  g_thread_pool_set_max_unused_threads (0);
}

int
main (int argc, char *argv[])
{
  Program program = { NULL, FALSE };
  AftNotifier *notifier;
  gboolean at_login = argc == 2 && strcmp (argv[1], AFT_NOTIFIER_AT_LOGIN) == 0;

  aft_signals_ignore ();
  /* Before any use of GIO: this program reads local files only, and GVfs waits half a minute for a
   * daemon that doesn't respond. */
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  /* In a sandbox, libnotify would use the notification portal, which doesn't report what became of a
   * reminder. */
  g_setenv ("NOTIFY_IGNORE_PORTAL", "1", TRUE);
  save_memory ();
  setlocale (LC_ALL, "");
  aft_words_init ();
  if (argc == 2 && strcmp (argv[1], "--version") == 0)
    {
      g_print ("aftercare-notifier %s\n", PACKAGE_VERSION);
      return EXIT_SUCCESS;
    }
  /* For packagers, so not translated. */
  if (argc == 2 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0))
    {
      g_print ("Usage: aftercare-notifier [OPTION]\n\n"
               "Holds the reminders of Aftercare while its window is closed; the desktop starts it "
               "at login.\n\n"
               "  --at-login  Let systemd run it, if systemd has the service for that\n"
               "  --version   Print the version\n"
               "  -h, --help  Print this help\n");
      return EXIT_SUCCESS;
    }
  if (argc > 1 && !at_login)
    {
      g_printerr ("aftercare-notifier: unknown option “%s”; see --help\n", argv[1]);
      return EXIT_FAILURE;
    }

  g_set_prgname ("aftercare-notifier");
  /* After it began anew, see below, the kernel calls it "exe". */
  prctl (PR_SET_NAME, "aftercare-notif");
  program.loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, signal_cb, program.loop);
  g_unix_signal_add (SIGINT, signal_cb, program.loop);
  g_unix_signal_add (SIGHUP, signal_cb, program.loop);

  notifier = aft_notifier_new (at_login);
  g_signal_connect (notifier, "finished", G_CALLBACK (finished_cb), &program);
  g_main_loop_run (program.loop);

  /* Notifications stay on the screen; the next notifier takes them over. */
  g_signal_handlers_disconnect_by_data (notifier, &program);
  g_object_run_dispose (G_OBJECT (notifier));
  g_object_unref (notifier);
  g_main_loop_unref (program.loop);

  if (program.restart)
    {
      execv ("/proc/self/exe", argv);
      g_warning ("Could not begin anew: %s", g_strerror (errno));
      return EXIT_FAILURE;
    }

  return EXIT_SUCCESS;
}
