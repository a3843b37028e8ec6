/* aft-save-name.c: the end of the name of a file that is to be written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Without it nothing on this computer would open the file. The file chooser has asked before it lets a
 * file be replaced, but of the completed name it knows nothing.
 */
#include "aft-config.h"

#include "aft-save-name.h"

#include <glib/gi18n-lib.h>

#include "aft-confirm-dialog.h"
#include "aft-sandbox.h"
#include "aft-text.h"

typedef struct
{
  GtkWindow *parent;
  GFile *file;
  AftSaveNameFunc func; /* NULL once it was called */
  gpointer user_data;
} Request;

static void
answer (Request *self, GFile *file, const GError *error)
{
  AftSaveNameFunc func = g_steal_pointer (&self->func);

  if (func != NULL)
    func (file, error, self->user_data);
}

/* A question that goes with its window was answered with no. */
static void
request_free (Request *self)
{
  answer (self, NULL, NULL);
  g_object_unref (self->parent);
  g_object_unref (self->file);
  g_free (self);
}

static void
response_cb (Request *self, const char *response)
{
  answer (self, g_str_equal (response, "replace") ? self->file : NULL, NULL);
}

/* @self: (transfer full) */
static void
ask_to_replace (Request *self)
{
  g_autofree char *base = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (base);
  g_autofree char *name = aft_text_name (shown);
  /* Translators: %s: the name of a file */
  g_autofree char *heading = g_strdup_printf (_ ("Replace “%s”?"), name);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      self->parent, heading,
      _ ("There is a file of that name already. What is in it will be lost.")));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "replace", _ ("_Replace"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), self,
                         (GClosureNotify) (GCallback) request_free, G_CONNECT_SWAPPED);
  aft_confirm_dialog_present (dialog);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Request *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (info != NULL)
    {
      ask_to_replace (self);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    answer (self, self->file, NULL);
  else
    answer (self, NULL, error);
  request_free (self);
}

/**
 * aft_save_name_complete:
 * @parent: the window to stand over
 * @file: what was chosen
 * @end: how its name is to end, ".ics"
 * @func: (scope async): called once
 * @user_data: for @func
 *
 * Gives the name its end where it has another or none: "my dates" becomes "my dates.ics", "a.json"
 * "a.json.csv". Asks before a file of that name is replaced.
 */
void
aft_save_name_complete (
    GtkWindow *parent, GFile *file, const char *end, AftSaveNameFunc func, gpointer user_data)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *folded = g_ascii_strdown (base, -1);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_strconcat (base, end, NULL);
  Request *self;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  /* Inside Flatpak only the very file that was chosen can be written. */
  if (folder == NULL || g_str_has_suffix (folded, end) || aft_sandbox_is_flatpak ())
    {
      func (file, NULL, user_data);
      return;
    }
  self = g_new0 (Request, 1);
  self->parent = g_object_ref (parent);
  self->file = g_file_get_child (folder, name);
  self->func = func;
  self->user_data = user_data;
  g_file_query_info_async (self->file, G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, G_PRIORITY_DEFAULT, NULL, looked_cb,
                           self);
}
