/* aft-background.c: asks the desktop to start the notifier at login
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-background.h"

#ifdef HAVE_LIBPORTAL
#include <glib/gi18n-lib.h>
#include <libportal/portal.h>

static void
requested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gboolean autostart = GPOINTER_TO_INT (g_task_get_task_data (task));

  /* No permission is needed to withdraw a request. */
  if (xdp_portal_request_background_finish (XDP_PORTAL (source), result, &error) ||
      (error == NULL && !autostart))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                             "the person or the desktop refused");
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (XdpPortal) portal = NULL;
  g_autoptr (GPtrArray) command = NULL;
  GError *error = NULL;

  connection = g_bus_get_finish (result, &error);
  if (connection == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  portal = xdp_portal_new ();
  command = g_ptr_array_new ();
  g_ptr_array_add (command, (gpointer) LIBEXECDIR "/aftercare-notifier");
  xdp_portal_request_background (
      portal, NULL,
      /* Translators: the desktop asks the person whether this program may start by itself, and why */
      _ ("This lets reminders reach you when no window is open."), command,
      GPOINTER_TO_INT (g_task_get_task_data (task)) ? XDP_BACKGROUND_FLAG_AUTOSTART
                                                    : XDP_BACKGROUND_FLAG_NONE,
      g_task_get_cancellable (task), requested_cb, g_object_ref (task));
}

/* libportal needs a session bus, so that comes first. */
static void
ask_portal (GTask *task)
{
  g_bus_get (G_BUS_TYPE_SESSION, g_task_get_cancellable (task), connected_cb, g_object_ref (task));
}
#else
static void
ask_portal (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "built without libportal (Meson option portal)");
}
#endif

/**
 * aft_background_request_async:
 * @sandboxed: the result of aft_sandbox_is_flatpak(); if %FALSE, this succeeds at once
 * @autostart: %FALSE: withdraw an earlier request
 * @cancellable: (nullable): cancels the request
 * @callback: called once the person or the desktop has decided, which may take any time
 * @user_data: for @callback
 *
 * Asks the Background portal to start the reminders at login.
 */
void
aft_background_request_async (gboolean sandboxed,
                              gboolean autostart,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, aft_background_request_async);
  g_task_set_task_data (task, GINT_TO_POINTER (autostart), NULL);
  if (sandboxed)
    ask_portal (task);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * aft_background_request_finish:
 * @result: of aft_background_request_async()
 * @error: %G_IO_ERROR_PERMISSION_DENIED or %G_IO_ERROR_CANCELLED when it was refused; otherwise an
 *   error of the bus, or of a desktop without this portal
 *
 * Returns: %TRUE when the request was granted, or none was needed
 */
gboolean
aft_background_request_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
