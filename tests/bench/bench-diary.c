/* bench-diary.c: how long the Diary of many notes keeps one waiting
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Usage: bench-diary [notes], on a desktop of its own. Prints a table; judges nothing.
 *
 * A stall is the time from the main loop having something to do until it waits again.
 */
#include <adwaita.h>
#include <stdlib.h>
#include <unistd.h>

#include "aft-db-private.h"
#include "aft-diary-list.h"
#include "aft-diary-page.h"

#define N_SEARCHES 20
#define N_STEPS 200

static gint64 woke_us;
static GArray *stalls; /* gint64, microseconds */

static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 now_us = g_get_monotonic_time ();
  gint64 stall_us = now_us - woke_us;
  int n;

  if (woke_us != 0)
    g_array_append_val (stalls, stall_us);
  n = g_poll (fds, n_fds, timeout);
  woke_us = g_get_monotonic_time ();

  return n;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static void
tell (const char *what, GArray *times)
{
  g_array_sort (times, compare);
  if (times->len > 0)
    g_print ("%-44s median %7.2f ms   longest %7.2f ms   (%u)\n", what,
             (double) g_array_index (times, gint64, times->len / 2) / 1000.0,
             (double) g_array_index (times, gint64, times->len - 1) / 1000.0, times->len);
  g_array_set_size (times, 0);
}

static gboolean
quit_cb (gpointer done)
{
  *(gboolean *) done = TRUE;

  return G_SOURCE_REMOVE;
}

static void
run_for (guint ms)
{
  gboolean done = FALSE;

  g_timeout_add (ms, quit_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static long
read_pss (void)
{
  g_autofree char *contents = NULL;
  const char *pss;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &contents, NULL, NULL))
    return 0;
  pss = strstr (contents, "\nPss:");

  return pss != NULL ? strtol (pss + strlen ("\nPss:"), NULL, 10) : 0;
}

static void
fill (const char *path, guint n_notes)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %u),"
      " w (j, word) AS (VALUES (0, 'red nose'), (1, 'calm today, a little tight'),"
      "   (2, 'slept badly, cheeks warm'), (3, 'dry and flaky around the chin'),"
      "   (4, 'new cream, itchy for an hour'), (5, 'nothing to see'), (6, ''))"
      " INSERT INTO notes SELECT printf ('00000000-0000-4000-8000-%%012d', i),"
      "   %" G_GINT64_FORMAT " - i * 14400000000, 'UTC',"
      "   719163 + (%" G_GINT64_FORMAT " - i * 14400000000) / 86400000000, i %% 5, i %% 3, i %% 4,"
      "   (i %% 97 = 0) * 4, 0, word || CASE word WHEN '' THEN '' ELSE ' w' || (i %% 5000) END,"
      "   0, 0, NULL FROM n JOIN w ON j = i * 7919 %% 7",
      n_notes - 1, aft_clock_now () - G_TIME_SPAN_HOUR, aft_clock_now () - G_TIME_SPAN_HOUR);
  AftDb *db = aft_db_open (path, TRUE, &error);

  if (db == NULL || !aft_db_exec (db, sql, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (AftSession) session = aft_session_new ();

      session->ended_at_us = aft_clock_now () - G_TIME_SPAN_HOUR * 2 -
                             i * (gint64) (n_notes / 200) * 4 * G_TIME_SPAN_HOUR;
      session->created_at_us = session->modified_at_us = session->ended_at_us;
      session->makeup_wait_hours = 8;
      session->rest_days = 14;
      if (!aft_db_save_session (db, session, &error))
        g_error ("%s", error->message);
    }
  aft_db_close (db);
}

static void
loaded_cb (gpointer list, guint *n_answers)
{
  (*n_answers)++;
}

static void
search (AftStore *store, GPtrArray *sessions, const char *text)
{
  g_autoptr (AftDiaryList) list = aft_diary_list_new (store);
  g_autoptr (AftFilter) filter = aft_filter_new ();
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *what = g_strdup_printf ("search “%s”: to the first rows", text);
  guint n_answers = 0;

  aft_diary_list_load (list, sessions, 240);
  g_signal_connect (list, "loaded", G_CALLBACK (loaded_cb), &n_answers);
  for (int i = 0; i < N_SEARCHES; i++)
    {
      gint64 asked_us, spent_us;

      g_free (filter->text);
      filter->text = g_strdup ("");
      aft_diary_list_set_filter (list, filter);
      while (!aft_diary_list_get_complete (list))
        g_main_context_iteration (NULL, TRUE);

      g_free (filter->text);
      filter->text = g_strdup (text);
      n_answers = 0;
      asked_us = g_get_monotonic_time ();
      aft_diary_list_set_filter (list, filter);
      while (n_answers == 0)
        g_main_context_iteration (NULL, TRUE);
      spent_us = g_get_monotonic_time () - asked_us;
      g_array_append_val (first, spent_us);
      while (!aft_diary_list_get_complete (list))
        g_main_context_iteration (NULL, TRUE);
      spent_us = g_get_monotonic_time () - asked_us;
      g_array_append_val (all, spent_us);
    }
  tell (what, first);
  tell ("                         to all of them", all);
}

static GtkWidget *
find_scroller (GtkWidget *widget)
{
  if (GTK_IS_SCROLLED_WINDOW (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_scroller (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
scroll (GtkWidget *page)
{
  GtkWidget *scroller = find_scroller (page);
  GtkAdjustment *adjustment;

  if (scroller == NULL)
    g_error ("The Diary shows no list");
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_array_set_size (stalls, 0);
  for (int i = 0; i < N_STEPS; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 150.0);
      run_for (16);
    }
  tell ("scroll by the wheel: stalls", stalls);
  for (int i = 0; i <= N_STEPS; i++)
    {
      gtk_adjustment_set_value (adjustment, (gtk_adjustment_get_upper (adjustment) -
                                             gtk_adjustment_get_page_size (adjustment)) *
                                                i / N_STEPS);
      run_for (16);
    }
  tell ("drag the scroll bar from end to end: stalls", stalls);
}

int
main (int argc, char *argv[])
{
  guint n_notes = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 100000;
  g_autofree char *folder = g_dir_make_tmp ("bench-diary-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "diary.db", NULL);
  g_autoptr (AftStore) store = NULL;
  g_autoptr (AftDiaryModel) model = NULL;
  GtkWidget *window, *page;
  long before;

  adw_init ();
  stalls = g_array_new (FALSE, FALSE, sizeof (gint64));
  fill (path, MAX (n_notes, 1000));

  store = aft_store_new (path);
  model = aft_diary_model_new (store, NULL);
  while (!aft_diary_model_get_loaded (model))
    g_main_context_iteration (NULL, TRUE);
  g_print ("%u notes\n", n_notes);

  g_main_context_set_poll_func (NULL, poll_cb);
  window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 940, 720);
  gtk_window_present (GTK_WINDOW (window));
  run_for (1000);
  g_array_set_size (stalls, 0);
  before = read_pss ();
  page = aft_diary_page_new (model);
  adw_window_set_content (ADW_WINDOW (window), page);
  run_for (2000);
  tell ("open the Diary: stalls", stalls);
  scroll (page);
  g_print ("%-44s %ld KiB\n", "memory of the page: PSS", read_pss () - before);
  adw_window_set_content (ADW_WINDOW (window), NULL);
  run_for (100);

  {
    /* The first search of a diary waits until its words are known; every other one does not. */
    g_autoptr (AftFilter) filter = aft_filter_new ();
    g_autoptr (AftDiaryList) list = aft_diary_list_new (store);
    gint64 asked_us = g_get_monotonic_time ();

    filter->text = g_strdup ("nose");
    aft_diary_list_set_filter (list, filter);
    aft_diary_list_load (list, aft_diary_model_get_sessions (model), 240);
    while (!aft_diary_list_get_complete (list))
      g_main_context_iteration (NULL, TRUE);
    g_print ("%-44s %.0f ms\n", "first search of all, to learn every word",
             (double) (g_get_monotonic_time () - asked_us) / 1000.0);
  }
  search (store, aft_diary_model_get_sessions (model), "n");
  search (store, aft_diary_model_get_sessions (model), "nose");
  search (store, aft_diary_model_get_sessions (model), "w4711");
  search (store, aft_diary_model_get_sessions (model), "red nos");
  search (store, aft_diary_model_get_sessions (model), "頬");

  gtk_window_destroy (GTK_WINDOW (window));
  aft_store_close (store);
  g_array_unref (stalls);

  return 0;
}
