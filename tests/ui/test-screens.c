/* test-screens.c: tests that every page and window is freed with everything it owns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A handler left connected to the diary, or a pending callback, would keep a screen alive or run
 * after its end. That would show after years of opening and closing windows.
 */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "aft-check-up-window.h"
#include "aft-diary-page.h"
#include "aft-export-dialog.h"
#include "aft-guide-page.h"
#include "aft-log-session-dialog.h"
#include "aft-note-dialog.h"
#include "aft-preferences-window.h"
#include "aft-report-window.h"
#include "aft-restore-window.h"
#include "aft-today-page.h"
#include "aft-trash-window.h"
#include "aft-trends-page.h"
#include "aft-window.h"

typedef struct
{
  char *folder;
  AftStore *store;
  AftDiaryModel *model;
  AftNotifierClient *notifier;
  AftReminderWatch *watch;
} Fixture;

/* libadwaita 1.7 measures the heading of a message dialog on one line to see whether it fits. GTK
 * 4.18 warns about that, which would end the test. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  gboolean gtk = FALSE, heading = FALSE;

  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "GLIB_DOMAIN"))
        gtk = g_str_equal (fields[i].value, "Gtk");
      if (g_str_equal (fields[i].key, "MESSAGE"))
        heading = g_str_has_prefix (fields[i].value, "Trying to measure GtkLabel");
    }
  if (gtk && heading && gtk_get_minor_version () >= 18)
    return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, user_data);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (aft_store_save_note_finish (AFT_STORE (source), result, &error));
  g_assert_no_error (error);
}

static AftSkinNote *
create_note (void)
{
  AftSkinNote *note = aft_skin_note_new ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  note->noted_at_us = aft_clock_now ();
  note->created_at_us = note->noted_at_us;
  note->modified_at_us = note->noted_at_us;
  note->day = aft_day_of (note->noted_at_us, utc, 0);
  g_free (note->time_zone);
  note->time_zone = g_strdup ("UTC");
  note->severity[AFT_SYMPTOM_REDNESS] = 2;

  return note;
}

/* A diary with an entry, so that the screens have content. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (AftSkinNote) note = create_note ();

  fixture->folder = g_dir_make_tmp ("aft-screens-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "diary.db", NULL);
  fixture->store = aft_store_new (path);
  fixture->model = aft_diary_model_new (fixture->store, NULL);
  fixture->notifier = aft_notifier_client_new ();
  fixture->watch = aft_reminder_watch_new (fixture->notifier);
  while (!aft_diary_model_get_loaded (fixture->model))
    g_main_context_iteration (NULL, TRUE);
  aft_store_save_note_async (fixture->store, note, NULL, saved_cb, NULL);
  while (aft_diary_model_get_notes (fixture->model)->len == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* A diary that can't be read at all. */
static void
set_up_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *garbage = g_strnfill (4096, 'x');
  GLogLevelFlags fatal;

  fixture->folder = g_dir_make_tmp ("aft-screens-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "diary.db", NULL);
  g_assert_true (g_file_set_contents (path, garbage, 4096, NULL));
  fixture->store = aft_store_new (path);
  /* This gives a warning, as it should. */
  fatal = g_log_set_always_fatal ((GLogLevelFlags) (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL));
  fixture->model = aft_diary_model_new (fixture->store, NULL);
  fixture->notifier = aft_notifier_client_new ();
  fixture->watch = aft_reminder_watch_new (fixture->notifier);
  while (aft_diary_model_get_error (fixture->model) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_log_set_always_fatal (fatal);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (g_file_test (inside, G_FILE_TEST_IS_DIR))
        remove_folder (inside);
      else
        g_unlink (inside);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* Requests to the desktop are finished first. */
  settle ();
  g_object_run_dispose (G_OBJECT (fixture->watch));
  g_object_unref (fixture->watch);
  g_object_unref (fixture->notifier);
  /* A pending read keeps a reference to it. */
  g_object_run_dispose (G_OBJECT (fixture->model));
  aft_store_close (fixture->store);
  settle ();
  g_assert_finalize_object (fixture->model);
  g_assert_finalize_object (fixture->store);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GtkWidget *
create_today (Fixture *fixture)
{
  return aft_today_page_new (fixture->model, fixture->watch);
}

static GtkWidget *
create_diary (Fixture *fixture)
{
  return aft_diary_page_new (fixture->model);
}

static GtkWidget *
create_trends (Fixture *fixture)
{
  return aft_trends_page_new (fixture->model);
}

static GtkWidget *
create_guide (Fixture *fixture)
{
  return aft_guide_page_new (fixture->model);
}

static GtkWidget *
create_window (Fixture *fixture)
{
  return GTK_WIDGET (aft_window_new (NULL, fixture->model, fixture->watch));
}

static GtkWidget *
create_log_session (Fixture *fixture)
{
  return aft_log_session_dialog_new (fixture->model, NULL);
}

static GtkWidget *
create_note_dialog (Fixture *fixture)
{
  GPtrArray *notes = aft_diary_model_get_notes (fixture->model);

  return aft_note_dialog_new (fixture->model, g_ptr_array_index (notes, 0));
}

/* For a day without a note. */
static GtkWidget *
create_new_note (Fixture *fixture)
{
  return aft_note_dialog_new_for_day (fixture->model,
                                      aft_diary_model_get_today (fixture->model) - 1);
}

static GtkWidget *
create_trash (Fixture *fixture)
{
  return aft_trash_window_new (fixture->model);
}

static GtkWidget *
create_export (Fixture *fixture)
{
  return aft_export_dialog_new (NULL);
}

static GtkWidget *
create_report (Fixture *fixture)
{
  g_autoptr (AftProgressBox) box = g_object_ref_sink (g_object_new (AFT_TYPE_PROGRESS_BOX, NULL));

  return aft_report_window_new (fixture->model, box);
}

static GtkWidget *
create_shortcuts (Fixture *fixture)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/example/Aftercare/window/help-overlay.ui");

  return GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));
}

static GtkWidget *
create_preferences (Fixture *fixture)
{
  return aft_preferences_window_new (fixture->model, NULL);
}

static GtkWidget *
create_check_up (Fixture *fixture)
{
  return aft_check_up_window_new (fixture->model, fixture->notifier);
}

static GtkWidget *
create_restore (Fixture *fixture)
{
  return aft_restore_window_new (fixture->model);
}

static const struct
{
  const char *name;
  GtkWidget *(*create) (Fixture *fixture);
  gboolean waits; /* waits for a response, from its creation on */
} SCREENS[] = {
  { "today", create_today },
  { "diary", create_diary },
  { "trends", create_trends },
  { "guide", create_guide },
  { "window", create_window },
  { "log-session", create_log_session },
  { "note", create_note_dialog },
  { "new-note", create_new_note },
  { "trash", create_trash, TRUE },
  { "export", create_export },
  { "report", create_report, TRUE },
  { "shortcuts", create_shortcuts },
  { "preferences", create_preferences },
  { "check-up", create_check_up, TRUE },
  { "restore", create_restore, TRUE },
};

static gboolean
gone_too_late_cb (gpointer user_data)
{
  g_error ("%s still exists ten seconds after it was destroyed: something has a reference",
           (const char *) user_data);

  return G_SOURCE_REMOVE;
}

/* Shown, closed, and then freed, maybe only after a response that it waits for: a check-up asks
 * the desktop. */
static void
test_screen (Fixture *fixture, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  GtkWidget *screen = SCREENS[i].create (fixture);
  GtkWidget *window = screen;
  guint timeout_id;

  if (!GTK_IS_WINDOW (screen))
    {
      window = adw_window_new ();
      adw_window_set_content (ADW_WINDOW (window), screen);
    }
  g_object_add_weak_pointer (G_OBJECT (screen), (gpointer *) &screen);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (screen))
    g_main_context_iteration (NULL, TRUE);
  settle ();
  gtk_window_destroy (GTK_WINDOW (window));

  timeout_id = g_timeout_add_seconds (10, gone_too_late_cb, (gpointer) SCREENS[i].name);
  while (screen != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout_id);
}

/* The same without being shown: then there is nothing to wait for. */
static void
test_unseen_screen (Fixture *fixture, gconstpointer data)
{
  GtkWidget *screen = SCREENS[GPOINTER_TO_SIZE (data)].create (fixture);

  if (GTK_IS_WINDOW (screen))
    {
      /* GTK keeps its own reference to a window until it is destroyed. */
      g_object_ref (screen);
      gtk_window_destroy (GTK_WINDOW (screen));
      settle ();
    }
  else
    {
      g_object_ref_sink (screen);
    }
  g_assert_finalize_object (screen);
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = G_TYPE_CHECK_INSTANCE_TYPE (child, type) ? child : find_child (child, type);

  return found;
}

/* A spinner during the check, then the icon of the result. */
static void
test_check_up_icon (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = create_check_up (fixture);
  GtkWidget *spinner = find_child (window, GTK_TYPE_SPINNER);
  GtkWidget *icon = gtk_widget_get_next_sibling (spinner);
  guint timeout_id = g_timeout_add_seconds (10, gone_too_late_cb, (gpointer) "check-up");

  g_assert_true (gtk_widget_get_visible (spinner));
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
  g_assert_false (gtk_widget_get_visible (icon));
  while (gtk_widget_get_visible (spinner))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
  g_assert_true (gtk_widget_get_visible (icon));

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout_id);
}

static GtkWindow *
find_window_over (GtkWindow *below)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == below)
        return window;
    }

  return NULL;
}

/* The window says so, rescues the diary, and reports the result. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = create_window (fixture);
  GtkWindow *told;
  guint timeout_id = g_timeout_add_seconds (10, gone_too_late_cb, (gpointer) "damaged");

  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (gtk_widget_activate_action (window, "win.rescue", NULL));
  while ((told = find_window_over (GTK_WINDOW (window))) == NULL)
    g_main_context_iteration (NULL, TRUE);
  while (!aft_diary_model_get_loaded (fixture->model))
    g_main_context_iteration (NULL, TRUE);
  g_object_add_weak_pointer (G_OBJECT (told), (gpointer *) &told);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (told);
  gtk_window_destroy (GTK_WINDOW (window));
  while (told != NULL || window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout_id);
}

int
main (int argc, char **argv)
{
  g_log_set_writer_func (write_log, NULL, NULL);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (SCREENS); i++)
    {
      g_autofree char *shown = g_strdup_printf ("/ui/screens/%s/shown", SCREENS[i].name);
      g_autofree char *unseen = g_strdup_printf ("/ui/screens/%s/unseen", SCREENS[i].name);

      g_test_add (shown, Fixture, GSIZE_TO_POINTER (i), set_up, test_screen, tear_down);
      if (!SCREENS[i].waits)
        g_test_add (unseen, Fixture, GSIZE_TO_POINTER (i), set_up, test_unseen_screen, tear_down);
    }

  g_test_add ("/ui/screens/check-up/icon", Fixture, NULL, set_up, test_check_up_icon, tear_down);
  g_test_add ("/ui/screens/damaged", Fixture, NULL, set_up_damaged, test_damaged, tear_down);

  return g_test_run ();
}
