/* aft-erase-dialog.c: asks whether to erase everything, and does it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-erase-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "aft-autostart.h"
#include "aft-confirm-dialog.h"
#include "aft-preferences-file.h"
#include "aft-problem-dialog.h"
#include "aft-toast.h"
#include "aft-tool-replacements.h"

#define RESPONSE_CANCEL "cancel"
#define RESPONSE_EXPORT "export"
#define RESPONSE_ERASE "erase"

typedef struct
{
  GtkWindow *parent;
  AftDiaryModel *model;
  gboolean settings; /* reset them too */
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->parent);
  g_object_unref (job->model);
  g_free (job);
}

/* The window with the diary. */
static GtkWidget *
get_main_window (GtkWindow *parent)
{
  GtkWindow *over = gtk_window_get_transient_for (parent);

  return GTK_WIDGET (over != NULL ? over : parent);
}

/* What is erased, one item a line. */
static char *
describe (AftDiaryModel *model)
{
  guint n_sessions = aft_diary_model_get_all_sessions (model)->len;
  guint n_notes = (guint) aft_diary_model_get_n_notes (model);
  g_autofree char *sessions =
      g_strdup_printf (ngettext ("%u session", "%u sessions", n_sessions), n_sessions);
  g_autofree char *notes =
      g_strdup_printf (ngettext ("%u check-in", "%u check-ins", n_notes), n_notes);

  /* Translators: what is erased; %1$s is "21 sessions", %2$s is "163 check-ins" */
  return g_strdup_printf (_ ("• Your diary: %1$s, %2$s\n"
                             "• Trash and drafts\n"
                             "• Earlier copies on this computer\n"
                             "• All reminders"),
                          sessions, notes);
}

/* @check: (out) (transfer none): whether to reset the settings too */
static GtkWidget *
create_details (AftDiaryModel *model, GtkWidget **check)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  g_autofree char *text = describe (model);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (box), label);
  *check = gtk_check_button_new_with_label (_ ("Also reset all preferences"));
  gtk_box_append (GTK_BOX (box), *check);

  return box;
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
reset_settings (Job *job)
{
  GSettings *settings = aft_diary_model_get_settings (job->model);
  g_autoptr (GError) error = NULL;

  if (settings == NULL)
    return;
  aft_preferences_reset (settings);
  /* The autostart file doesn't follow the setting by itself. */
  if (!aft_autostart_set (g_settings_get_boolean (settings, "run-in-background"), &error))
    g_warning ("The autostart file could not be changed: %s", error->message);
}

static void
show_failure (Job *job, const GError *error)
{
  g_autofree char *body = g_strdup_printf (
      /* Translators: %s is the system's own message */
      _ ("Some data may still be on this computer. Close other programs that use the diary, then erase everything again.\n\n%s"),
      error->message);

  g_warning ("Erasing failed: %s", error->message);
  aft_problem_dialog_show (job->parent, _ ("Not Everything Was Erased"), body, NULL);
}

/* What the settings keep about the diary. */
static void
forget_diary (GSettings *settings)
{
  aft_tool_replacements_clear (settings);
  if (aft_preferences_may_set (settings))
    g_settings_reset (settings, "late-question-answered");
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  GtkWidget *window = get_main_window (job->parent);
  g_autoptr (GError) error = NULL;

  if (!aft_store_erase_finish (AFT_STORE (source), result, &error))
    {
      show_failure (job, error);
      job_free (job);
      return;
    }
  /* Even if the settings stay: these are names from the diary. */
  forget_diary (aft_diary_model_get_settings (job->model));
  if (job->settings)
    reset_settings (job);
  if (aft_preferences_get_keeping (aft_diary_model_get_settings (job->model), &error) ==
      AFT_PREFERENCES_UNREADABLE)
    {
      show_failure (job, error);
      job_free (job);
      return;
    }

  aft_toast (window, _ ("Everything was erased"));
  gtk_widget_activate_action (window, "win.show-page", "s", "today");
  if (window != GTK_WIDGET (job->parent))
    gtk_window_close (job->parent);
  job_free (job);
}

static void
export_first (GtkWindow *parent)
{
  GtkWidget *window = get_main_window (parent);

  if (window != GTK_WIDGET (parent))
    gtk_window_close (parent);
  gtk_widget_activate_action (window, "win.export", NULL);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, AftDiaryModel *model)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));
  GtkCheckButton *check = g_object_get_data (G_OBJECT (dialog), "check");
  Job *job;

  if (g_str_equal (response, RESPONSE_CANCEL))
    return;

  /* The dialog outlives its parent for a moment, and would use it. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  if (g_str_equal (response, RESPONSE_EXPORT))
    {
      export_first (parent);
      return;
    }

  job = g_new0 (Job, 1);
  job->parent = g_object_ref (parent);
  job->model = g_object_ref (model);
  job->settings = gtk_check_button_get_active (check);
  aft_diary_model_erase_async (model, erased_cb, job);
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_erase_dialog_present:
 * @parent: the main window, or a dialog of it; a dialog closes once everything is erased, or if the person
 *   wants to export first
 * @model: the diary
 *
 * Says what is erased, and offers to export it first. Escape and Return cancel: only the button itself
 * erases anything.
 */
void
aft_erase_dialog_present (GtkWindow *parent, AftDiaryModel *model)
{
  AdwMessageDialog *dialog;
  GtkWidget *check = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (AFT_IS_DIARY_MODEL (model));

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      parent, _ ("Erase Everything?"),
      _ ("This can’t be undone. Files that you exported stay where they are.")));
  adw_message_dialog_add_responses (dialog, RESPONSE_CANCEL, _ ("_Cancel"), RESPONSE_EXPORT,
                                    _ ("E_xport First…"), RESPONSE_ERASE, _ ("_Erase Everything"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_ERASE, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, RESPONSE_CANCEL);
  adw_message_dialog_set_close_response (dialog, RESPONSE_CANCEL);
  adw_message_dialog_set_extra_child (dialog, create_details (model, &check));
  g_object_set_data (G_OBJECT (dialog), "check", check);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), model, 0);
  aft_confirm_dialog_present (dialog);
}
