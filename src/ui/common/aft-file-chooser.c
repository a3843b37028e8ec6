/* aft-file-chooser.c: asks which file to save to or to open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-file-chooser.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "aft-confirm-dialog.h"
#include "aft-sandbox.h"
#include "aft-text.h"

typedef struct
{
  char *extension; /* (nullable): what the name must end with; NULL to open a file */
  GFile *file;     /* (nullable): the existing file that may be replaced */
} Choice;

static void
choice_free (Choice *self)
{
  g_free (self->extension);
  g_clear_object (&self->file);
  g_free (self);
}

static void
return_dismissed (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen");
}

/* --- a name without its extension ------------------------------------------------------------- */

static void
replace_response_cb (GTask *task, const char *response)
{
  Choice *choice = g_task_get_task_data (task);

  if (g_str_equal (response, "replace"))
    g_task_return_pointer (task, g_steal_pointer (&choice->file), g_object_unref);
}

/* The dialog also disappears without a response if its parent is closed. */
static void
replace_dialog_gone_cb (GTask *task)
{
  Choice *choice = g_task_get_task_data (task);

  if (choice->file != NULL)
    return_dismissed (task);
  g_object_unref (task);
}

/* @task: (transfer full) */
static void
ask_to_replace (GTask *task)
{
  const Choice *choice = g_task_get_task_data (task);
  g_autofree char *name = aft_file_chooser_get_display_name (choice->file);
  /* Translators: %s: the name of a file */
  g_autofree char *heading = g_strdup_printf (_ ("Replace “%s”?"), name);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      g_task_get_source_object (task), heading,
      _ ("A file with this name already exists. If you replace it, its contents will be lost.")));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "replace", _ ("_Replace"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (replace_response_cb), task,
                         (GClosureNotify) (GCallback) replace_dialog_gone_cb, G_CONNECT_SWAPPED);
  aft_confirm_dialog_present (dialog);
}

static void
queried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFile) file = g_object_ref (G_FILE (source));
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (file, result, &error);
  Choice *choice = g_task_get_task_data (task);

  if (info != NULL)
    {
      choice->file = g_steal_pointer (&file);
      ask_to_replace (g_steal_pointer (&task));
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Adds the extension if the name has a different one or none: "my dates" becomes "my dates.ics",
 * "a.json" becomes "a.json.csv". Without it, no program would open the file. The file chooser has
 * asked before replacing a file, but not one of the completed name. */
static void
complete_name (GTask *task, GFile *chosen)
{
  const Choice *choice = g_task_get_task_data (task);
  g_autofree char *base = g_file_get_basename (chosen);
  g_autofree char *folded = g_ascii_strdown (base, -1);
  g_autofree char *name = g_strconcat (base, choice->extension, NULL);
  g_autoptr (GFile) folder = g_file_get_parent (chosen);
  g_autoptr (GFile) file = NULL;

  /* In Flatpak, only the exact file that was chosen can be written. */
  if (folder == NULL || g_str_has_suffix (folded, choice->extension) || aft_sandbox_is_flatpak ())
    {
      g_task_return_pointer (task, g_object_ref (chosen), g_object_unref);
      return;
    }
  file = g_file_get_child (folder, name);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, G_PRIORITY_DEFAULT, NULL,
                           queried_cb, g_object_ref (task));
}

/* --- the file chooser -------------------------------------------------------------------------- */

static void
response_cb (GTask *task, int response, GtkFileChooserNative *chooser)
{
  const Choice *choice = g_task_get_task_data (task);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file == NULL)
    return_dismissed (task);
  else if (choice->extension != NULL)
    complete_name (task, file);
  else
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  g_object_unref (chooser);
}

static void
add_filter (GtkFileChooserNative *chooser, const char *name, GtkFileFilter *filter)
{
  gtk_file_filter_set_name (filter, name);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  g_object_unref (filter);
}

/* @chooser: (transfer full): GTK doesn't keep a native chooser alive */
static void
show (GtkFileChooserNative *chooser,
      GtkWindow *parent,
      const char *extension,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  Choice *choice = g_new0 (Choice, 1);
  GtkFileFilter *all = gtk_file_filter_new ();

  choice->extension = g_strdup (extension);
  g_task_set_source_tag (task, show);
  g_task_set_task_data (task, choice, (GDestroyNotify) choice_free);
  gtk_file_filter_add_pattern (all, "*");
  add_filter (chooser, _ ("All Files"), all);
  g_signal_connect_data (chooser, "response", G_CALLBACK (response_cb), task,
                         (GClosureNotify) (GCallback) g_object_unref, G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * aft_file_chooser_save_async:
 * @parent: the window that the dialog belongs to
 * @title: what is saved
 * @accept: the label of the button that saves
 * @name: the proposed name of the file
 * @type: its type; copied. The name always gets its extension.
 * @callback: called on the main loop; calls aft_file_chooser_finish()
 * @user_data: for @callback
 *
 * Asks where to save a file, and whether to replace one that exists.
 */
void
aft_file_chooser_save_async (GtkWindow *parent,
                             const char *title,
                             const char *accept,
                             const char *name,
                             const AftFileType *type,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, accept, NULL);
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_file_filter_add_mime_type (filter, type->mime_type);
  gtk_file_filter_add_suffix (filter, type->extension + 1);
  add_filter (chooser, type->name, filter);
  show (chooser, parent, type->extension, callback, user_data);
}

/**
 * aft_file_chooser_open_diary_async:
 * @parent: the window that the dialog belongs to
 * @title: why a file is opened
 * @accept: the label of the button that opens it
 * @callback: called on the main loop; calls aft_file_chooser_finish()
 * @user_data: for @callback
 *
 * Asks for a file with a diary that can be imported.
 */
void
aft_file_chooser_open_diary_async (GtkWindow *parent,
                                   const char *title,
                                   const char *accept,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  /* Extensions only: our database has no media type of its own. */
  static const char *const suffixes[] = { "json", "zip", "db" };
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, accept, NULL);
  GtkFileFilter *filter = gtk_file_filter_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  add_filter (chooser, _ ("Diaries (JSON, Zip, Database)"), filter);
  show (chooser, parent, NULL, callback, user_data);
}

/**
 * aft_file_chooser_finish:
 *
 * Returns: (transfer full) (nullable): the chosen file; %NULL with %G_IO_ERROR_CANCELLED if none was
 *   chosen, or with another error if the folder can't be read
 */
GFile *
aft_file_chooser_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * aft_file_chooser_get_display_name:
 *
 * Returns: (transfer full): the name of @file for a sentence, found without asking the place where it
 *   is, which may be slow
 */
char *
aft_file_chooser_get_display_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown =
      name != NULL ? g_filename_display_name (name) : g_file_get_parse_name (file);

  return aft_text_name (shown);
}
