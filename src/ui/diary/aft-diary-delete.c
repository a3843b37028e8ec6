/* aft-diary-delete.c: moves an entry to the trash
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-diary-delete.h"

#include <glib/gi18n-lib.h>

#include "aft-toast.h"

typedef struct
{
  GtkWidget *widget;
  char *id;
  gboolean session;
} Deletion;

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Deletion *deletion = user_data;
  GtkWidget *widget = deletion->widget;
  g_autoptr (GError) error = NULL;

  if (gtk_widget_get_root (widget) == NULL)
    aft_store_delete_finish (AFT_STORE (source), result, NULL);
  else if (aft_store_delete_finish (AFT_STORE (source), result, &error))
    aft_toast_undo (widget, deletion->session ? _ ("Session deleted") : _ ("Check-in deleted"),
                    deletion->id);
  else
    aft_toast_error (widget,
                     deletion->session ? _ ("Could not delete the session")
                                       : _ ("Could not delete the check-in"),
                     error);
  g_object_unref (deletion->widget);
  g_free (deletion->id);
  g_free (deletion);
}

static gboolean
is_session (AftDiaryModel *model, const char *id)
{
  GPtrArray *sessions = aft_diary_model_get_all_sessions (model);

  for (guint i = 0; i < sessions->len; i++)
    if (g_str_equal (((AftSession *) g_ptr_array_index (sessions, i))->id, id))
      return TRUE;
  return FALSE;
}

/**
 * aft_diary_delete_entry:
 * @widget: a widget of the window, for the toast
 * @model: the diary
 * @id: the id of a session or check-in
 *
 * Moves the entry to the trash. A toast offers to undo it.
 */
void
aft_diary_delete_entry (GtkWidget *widget, AftDiaryModel *model, const char *id)
{
  Deletion *deletion = g_new0 (Deletion, 1);

  deletion->widget = g_object_ref (widget);
  deletion->id = g_strdup (id);
  deletion->session = is_session (model, id);
  aft_store_delete_async (aft_diary_model_get_store (model), id, NULL, deleted_cb, deletion);
}
