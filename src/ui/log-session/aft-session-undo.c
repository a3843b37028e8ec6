/* aft-session-undo.c: a toast that can undo logging a session
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-session-undo.h"

#include <glib/gi18n-lib.h>

#include "aft-toast.h"
#include "aft-tool-replacements.h"

typedef struct
{
  GtkWidget *parent; /* a window, which outlives its toasts */
  GSettings *settings;
  AftSession *session;
  gint64 replaced_us; /* when its tool was last replaced before */
} Undo;

static void
undo_free (Undo *undo)
{
  g_clear_object (&undo->settings);
  aft_session_unref (undo->session);
  g_free (undo);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (!aft_store_delete_finish (AFT_STORE (source), result, &error))
    aft_toast_error (parent, _ ("Could not undo logging the session"), error);
}

static void
clicked_cb (AdwToast *toast, AftStore *store)
{
  Undo *undo = g_object_get_data (G_OBJECT (toast), "undo");

  if (aft_tool_replacements_get (undo->settings, undo->session->tool) != undo->replaced_us)
    aft_tool_replacements_set (undo->settings, undo->session->tool, undo->replaced_us);
  aft_store_delete_async (store, undo->session->id, NULL, undone_cb, g_object_ref (undo->parent));
}

/**
 * aft_session_undo_offer:
 * @parent: the window with the toast
 * @model: the diary
 * @session: the logged session; must be called before its tool is recorded as a new one
 *
 * Says that the session was logged. "Undo" moves it to the trash, and restores the age of its tool.
 */
void
aft_session_undo_offer (GtkWidget *parent, AftDiaryModel *model, AftSession *session)
{
  AdwToast *toast;
  Undo *undo;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (AFT_IS_DIARY_MODEL (model));
  g_return_if_fail (session != NULL);

  toast = aft_toast_button (parent, _ ("Session logged"), _ ("Undo"));
  if (toast == NULL)
    return;
  undo = g_new0 (Undo, 1);
  undo->parent = parent;
  g_set_object (&undo->settings, aft_diary_model_get_settings (model));
  undo->session = aft_session_ref (session);
  undo->replaced_us = aft_tool_replacements_get (undo->settings, session->tool);
  g_object_set_data_full (G_OBJECT (toast), "undo", undo, (GDestroyNotify) undo_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (clicked_cb),
                           aft_diary_model_get_store (model), 0);
}
