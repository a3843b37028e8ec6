/* aft-rescue.c: rescues a damaged diary, and reports the result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-rescue.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "aft-problem-dialog.h"
#include "aft-restore-words.h"

#define PATH_KEY "aft-path"

typedef struct
{
  GtkWindow *window;
  AftDiaryModel *model;
  AftSalvage *salvage;
} Rescue;

static void
rescue_free (Rescue *self)
{
  g_object_unref (self->window);
  g_object_unref (self->model);
  g_clear_pointer (&self->salvage, aft_salvage_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rescue, rescue_free)

/* The topmost window: a form may be open over @window. */
static GtkWindow *
get_top (GtkWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) one = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (one) == window && gtk_window_get_modal (one) &&
          gtk_widget_get_visible (GTK_WIDGET (one)))
        return get_top (one);
    }

  return window;
}

static void
response_cb (GtkWindow *window, const char *response, AdwMessageDialog *dialog)
{
  /* Only now has it been read: if the program is killed before, it is shown again. */
  aft_salvage_set_reported (g_object_get_data (G_OBJECT (dialog), PATH_KEY));
  if (g_strcmp0 (response, "restore") == 0)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.restore", NULL);
}

static char *
describe (const Rescue *self, const AftSnapshot *latest)
{
  g_autofree char *counts =
      aft_restore_words_counts (self->salvage->n_sessions, self->salvage->n_notes);
  GTimeZone *zone = aft_diary_model_get_time_zone (self->model);
  g_autofree char *taken = NULL;
  g_autofree char *had = NULL;

  if (latest == NULL)
    /* Translators: %1$s: "3 sessions, 41 check-ins", %2$s: the path of a file */
    return g_strdup_printf (
        _ ("Rescued and now in your diary: %1$s.\n\nThe damaged file is kept as %2$s."), counts,
        self->salvage->aside);

  taken = aft_restore_words_taken (latest, aft_day_of (aft_clock_now (), zone, 0), zone);
  had = aft_restore_words_counts (latest->n_sessions, latest->n_notes);

  return g_strdup_printf (
      /* Translators: %1$s: "3 sessions, 41 check-ins", %2$s: when a copy was made, like "Today,
         14:05", %3$s: what it contains, like %1$s, %4$s: the path of a file */
      _ ("Rescued and now in your diary: %1$s.\n\nIs something missing? Your latest copy (%2$s) contains %3$s.\n\nThe damaged file is kept as %4$s."),
      counts, taken, had, self->salvage->aside);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Rescue) self = user_data;
  g_autoptr (GPtrArray) snapshots =
      aft_store_list_snapshots_finish (AFT_STORE (source), result, NULL);
  const AftSnapshot *latest =
      snapshots != NULL && snapshots->len > 0 ? g_ptr_array_index (snapshots, 0) : NULL;
  g_autofree char *body = describe (self, latest);
  const char *heading = self->salvage->n_sessions + self->salvage->n_notes > 0
                            ? _ ("Your Diary Was Rescued")
                            : _ ("Nothing in Your Diary Could Be Read");
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (get_top (self->window), heading, body));

  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  if (latest != NULL)
    adw_message_dialog_add_response (dialog, "restore", _ ("Re_store an Earlier Diary…"));
  adw_message_dialog_set_close_response (dialog, "close");
  g_object_set_data_full (G_OBJECT (dialog), PATH_KEY,
                          g_strdup (aft_store_get_path (AFT_STORE (source))), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self->window,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
report (const Rescue *self, const char *path, const GError *error)
{
  g_autofree char *body = aft_store_error_to_text (error, path);

  g_warning ("The diary could not be rescued: %s", error->message);
  aft_problem_dialog_show (
      get_top (self->window), _ ("Could Not Rescue Your Diary"),
      body != NULL
          ? body
          : _ ("Nothing was changed. Close other programs that use the diary, then try again."),
      NULL);
}

static void
salvaged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Rescue) self = user_data;
  g_autoptr (GError) error = NULL;
  AftStore *store = AFT_STORE (source);

  gtk_widget_action_set_enabled (GTK_WIDGET (self->window), "win.rescue", TRUE);
  self->salvage = aft_store_salvage_finish (store, result, &error);
  if (self->salvage == NULL)
    {
      report (self, aft_store_get_path (store), error);
      return;
    }

  aft_diary_model_reopen (self->model);
  /* If another program was faster, there is nothing to report. */
  if (self->salvage->aside != NULL)
    aft_store_list_snapshots_async (store, NULL, listed_cb, g_steal_pointer (&self));
}

static void
show_pending_log (GtkWindow *window, const char *path)
{
  g_autofree char *log = aft_log_take_unreported (path);
  g_autofree char *body = NULL;

  if (log == NULL)
    return;
  body = g_strdup_printf (
      /* Translators: %s is the path of a file */
      _ ("Aftercare found unfinished changes to another diary next to yours. This happens when a copy of diary.db is put back without its companion files. Your diary was opened without these changes. They’re kept as %s."),
      log);
  aft_problem_dialog_show (get_top (window), _ ("Leftover Changes Were Set Aside"), body, NULL);
}

/**
 * aft_rescue_show_pending:
 * @window: the main window, with the actions win.rescue and win.restore
 * @model: the diary, which is open
 *
 * Reports an earlier rescue whose dialog was never closed, because the program or the computer stopped, and
 * a log of another diary that was set aside.
 */
void
aft_rescue_show_pending (GtkWindow *window, AftDiaryModel *model)
{
  g_autofree char *aside = NULL;
  const char *path;

  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (AFT_IS_DIARY_MODEL (model));

  path = aft_store_get_path (aft_diary_model_get_store (model));
  show_pending_log (window, path);
  aside = aft_salvage_get_unreported (path);
  /* The diary is fine, so this only counts what was rescued. */
  if (aside != NULL)
    aft_rescue_diary (window, model);
}

/**
 * aft_rescue_diary:
 * @window: the main window, with the actions win.rescue and win.restore
 * @model: the diary, which could not be opened or has been damaged since
 *
 * Sets the damaged file aside, rescues what can be read and opens the diary again. A dialog reports how much
 * was rescued, and offers to restore an earlier diary.
 */
void
aft_rescue_diary (GtkWindow *window, AftDiaryModel *model)
{
  Rescue *self;

  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (AFT_IS_DIARY_MODEL (model));

  self = g_new0 (Rescue, 1);
  self->window = g_object_ref (window);
  self->model = g_object_ref (model);
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.rescue", FALSE);
  aft_store_salvage_async (aft_diary_model_get_store (model), NULL, salvaged_cb, self);
}
