/* aft-check-up-probe.c: collects the facts for the check-up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All calls are made at the same time, with a limit of 3 s each, and nothing blocks the main loop: a server
 * that hangs is a fact, too.
 */
#include "aft-config.h"

#include "aft-check-up-probe.h"

#include <glib/gi18n-lib.h>

#include "aft-do-not-disturb.h"
#include "aft-leader.h"
#include "aft-other-settings.h"
#include "aft-plasma-settings.h"
#include "aft-sandbox.h"
#include "aft-surroundings.h"
#include "aft-xfconf.h"

#define TIMEOUT_MS 3000
/* A notifier needs a moment to appear on the bus after its start, and to read a new preference. */
#define RETRY_MS 150
#define RETRY_US (3 * G_TIME_SPAN_SECOND)

#define SERVER_NAME "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"

#define GNOME_APP_SCHEMA "org.gnome.desktop.notifications.application"
/* GNOME Shell builds the last part from the name of the desktop file: lower case, with dashes. */
#define GNOME_APP_PATH "/org/gnome/desktop/notifications/application/org-example-aftercare/"

typedef struct
{
  AftCheckUpFacts *facts;
  GDBusConnection *connection;
  int pending;        /* steps that aren't finished */
  guint bus_timer_id; /* time limit for the bus */
  gint64 give_up_us;  /* monotonic time of the last retry */
  gboolean reported;  /* to the notifier, to start it */
} Probe;

static void
probe_free (gpointer data)
{
  Probe *probe = data;

  aft_check_up_facts_free (probe->facts);
  g_clear_object (&probe->connection);
  g_free (probe);
}

/* Each step holds a reference to the task, which is released here. */
static void
end_step (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);

  if (--probe->pending == 0 && !g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&probe->facts),
                           (GDestroyNotify) aft_check_up_facts_free);
  g_object_unref (task);
}

static GTask *
begin_step (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);

  probe->pending++;

  return g_object_ref (task);
}

/* --- the desktop's settings ------------------------------------------------------------------- */

static AftFact
to_fact (gboolean value)
{
  return value ? AFT_FACT_YES : AFT_FACT_NO;
}

static void
read_gnome_settings (AftCheckUpFacts *facts)
{
  static const char *const keys[] = { "enable", "show-banners", NULL };
  g_autoptr (GSettings) app = aft_other_settings_open (GNOME_APP_SCHEMA, GNOME_APP_PATH, keys);

  if (app == NULL)
    return;
  facts->app_enabled = to_fact (g_settings_get_boolean (app, "enable"));
  facts->app_banners = to_fact (g_settings_get_boolean (app, "show-banners"));
}

static void
read_plasma_settings_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AftCheckUpFacts *facts = data;
  gboolean popups, history;

  if (aft_plasma_settings_read (APP_ID, &popups, &history))
    {
      facts->app_enabled = to_fact (popups || history);
      facts->app_banners = to_fact (popups);
    }
  g_task_return_boolean (task, TRUE);
}

static void
plasma_settings_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  end_step (user_data);
}

/* Only this step uses these facts. */
static void
read_plasma_settings (GTask *task)
{
  g_autoptr (GTask) reading = g_task_new (NULL, NULL, plasma_settings_read_cb, begin_step (task));
  Probe *probe = g_task_get_task_data (task);

  g_task_set_source_tag (reading, read_plasma_settings);
  g_task_set_task_data (reading, probe->facts, NULL);
  g_task_run_in_thread (reading, read_plasma_settings_thread);
}

/* @muted: Xfconf's array of names */
static gboolean
is_muted (GVariant *muted)
{
  for (gsize i = 0; g_variant_is_container (muted) && i < g_variant_n_children (muted); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (muted, i);
      g_autoptr (GVariant) name = g_variant_is_of_type (child, G_VARIANT_TYPE_VARIANT)
                                      ? g_variant_get_variant (child)
                                      : g_variant_ref (child);

      /* As the notifier calls itself. */
      if (g_variant_is_of_type (name, G_VARIANT_TYPE_STRING) &&
          g_str_equal (g_variant_get_string (name, NULL), _ ("Aftercare")))
        return TRUE;
    }

  return FALSE;
}

static void
xfce_muted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Probe *probe = g_task_get_task_data (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autofree char *name = error != NULL ? g_dbus_error_get_remote_error (error) : NULL;
  g_autoptr (GVariant) muted = NULL;

  if (reply != NULL)
    {
      g_variant_get (reply, "(v)", &muted);
      probe->facts->app_enabled = to_fact (!is_muted (muted));
    }
  else if (g_strcmp0 (name, AFT_XFCONF_NO_PROPERTY) == 0 ||
           g_strcmp0 (name, AFT_XFCONF_NO_CHANNEL) == 0)
    {
      probe->facts->app_enabled = AFT_FACT_YES;
    }
  end_step (user_data);
}

static void
read_xfce_settings (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);

  g_dbus_connection_call (
      probe->connection, AFT_XFCONF_NAME, AFT_XFCONF_PATH, AFT_XFCONF_NAME, "GetProperty",
      g_variant_new ("(ss)", AFT_XFCONF_CHANNEL, "/applications/muted_applications"),
      G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, TIMEOUT_MS,
      g_task_get_cancellable (task), xfce_muted_cb, begin_step (task));
}

static void
do_not_disturb_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Probe *probe = g_task_get_task_data (user_data);

  probe->facts->do_not_disturb =
      aft_do_not_disturb_read_finish (AFT_DO_NOT_DISTURB (source), result);
  end_step (user_data);
}

static void
read_switches (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);
  AftServerKind kind = probe->facts->server_kind;
  g_autoptr (AftDoNotDisturb) do_not_disturb = aft_do_not_disturb_new (probe->connection, kind);

  aft_do_not_disturb_read_async (do_not_disturb, g_task_get_cancellable (task),
                                 do_not_disturb_read_cb, begin_step (task));
  if (kind == AFT_SERVER_KIND_GNOME)
    read_gnome_settings (probe->facts);
  else if (kind == AFT_SERVER_KIND_PLASMA)
    read_plasma_settings (task);
  else if (kind == AFT_SERVER_KIND_XFCE)
    read_xfce_settings (task);
}

/* --- login ------------------------------------------------------------------------------------ */

static void
inspect_autostart_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  char *path = NULL;
  AftAutostart found = aft_autostart_inspect (&path);

  g_object_set_data_full (G_OBJECT (task), "path", path, g_free);
  g_task_return_int (task, (gssize) found);
}

static void
autostart_inspected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Probe *probe = g_task_get_task_data (task);

  probe->facts->autostart = (AftAutostart) g_task_propagate_int (G_TASK (result), NULL);
  probe->facts->autostart_path = g_strdup (g_object_get_data (G_OBJECT (result), "path"));
  end_step (task);
}

static void
inspect_autostart (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GTask) inspecting = NULL;

  probe->facts->sandboxed = aft_sandbox_is_flatpak ();
  /* A home folder on the network may be slow. */
  inspecting = g_task_new (NULL, NULL, autostart_inspected_cb, begin_step (task));
  g_task_set_source_tag (inspecting, inspect_autostart);
  g_task_run_in_thread (inspecting, inspect_autostart_thread);
}

/* --- the notification server ------------------------------------------------------------------ */

static void
call_server (GTask *task,
             const char *interface,
             const char *method,
             GVariant *parameters,
             const char *reply_type,
             GDBusCallFlags flags,
             GAsyncReadyCallback callback)
{
  Probe *probe = g_task_get_task_data (task);

  g_dbus_connection_call (probe->connection, SERVER_NAME, SERVER_PATH, interface, method,
                          parameters, G_VARIANT_TYPE (reply_type), flags, TIMEOUT_MS,
                          g_task_get_cancellable (task), callback, begin_step (task));
}

static void
capabilities_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Probe *probe = g_task_get_task_data (user_data);
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autofree const char **capabilities = NULL;

  if (reply != NULL)
    {
      g_variant_get (reply, "(^a&s)", &capabilities);
      probe->facts->server_actions = to_fact (g_strv_contains (capabilities, "actions"));
    }
  end_step (user_data);
}

static void
server_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Probe *probe = g_task_get_task_data (task);
  AftCheckUpFacts *facts = probe->facts;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  const char *vendor;

  facts->server = to_fact (reply != NULL);
  if (reply != NULL)
    {
      g_variant_get (reply, "(s&sss)", &facts->server_name, &vendor, &facts->server_version, NULL);
      facts->server_kind = aft_server_kind_identify (facts->server_name, vendor);
      call_server (task, SERVER_NAME, "GetCapabilities", NULL, "(as)",
                   G_DBUS_CALL_FLAGS_NO_AUTO_START, capabilities_cb);
      read_switches (task);
    }
  else
    {
      facts->server_hangs = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
                            g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
                            g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT);
      /* The bus was closed. */
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
        facts->bus = AFT_FACT_NO;
    }

  end_step (task);
}

/* --- the notifier ----------------------------------------------------------------------------- */

static void
get_status (GTask *task);

static gboolean
retry_cb (gpointer user_data)
{
  GTask *task = user_data;

  get_status (task);
  end_step (task);

  return G_SOURCE_REMOVE;
}

static void
reported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Probe *probe = g_task_get_task_data (task);

  if (aft_notifier_client_report_change_finish (AFT_NOTIFIER_CLIENT (source), result, NULL))
    get_status (task);
  else
    probe->facts->notifier = AFT_FACT_NO;
  end_step (task);
}

static AftFact
read_fact (GVariant *status, const char *key)
{
  gboolean value;

  return g_variant_lookup (status, key, "b", &value) ? to_fact (value) : AFT_FACT_UNKNOWN;
}

/* @text: (nullable): NULL if it is empty or missing */
static void
read_text (GVariant *status, const char *key, char **text)
{
  g_clear_pointer (text, g_free);
  if (g_variant_lookup (status, key, "s", text) && **text == '\0')
    g_clear_pointer (text, g_free);
}

/* Returns: whether both programs have the same value */
static AftFact
compare (GVariant *status, GVariantDict *own, const char *key)
{
  const char *theirs, *ours;

  if (!g_variant_lookup (status, key, "&s", &theirs) ||
      !g_variant_dict_lookup (own, key, "&s", &ours))
    return AFT_FACT_UNKNOWN;

  return to_fact (g_str_equal (theirs, ours));
}

static void
read_surroundings (AftCheckUpFacts *facts, GVariant *status)
{
  g_autofree char *lock = aft_leader_get_default_path ();
  g_auto (GVariantDict) own = G_VARIANT_DICT_INIT (NULL);
  const char *folder, *id;

  aft_surroundings_describe (&own);
  g_free (facts->folder);
  g_variant_dict_lookup (&own, "folder", "s", &facts->folder);
  g_clear_pointer (&facts->other_folder, g_free);
  if (g_variant_lookup (status, "folder", "&s", &folder) &&
      g_variant_lookup (status, "folder-id", "&s", &id) &&
      !aft_leader_has_folder (lock, folder, id))
    {
      facts->other_folder = g_strdup (folder);
      facts->own_notifier = to_fact (aft_leader_is_held (lock));
    }
  facts->same_version = compare (status, &own, "version");
  facts->same_preferences = compare (status, &own, "preferences");
  facts->same_zone = compare (status, &own, "utc-offsets");
  facts->same_language = compare (status, &own, "language");
}

static void
read_status (AftCheckUpFacts *facts, GVariant *status)
{
  facts->notifier = AFT_FACT_YES;
  facts->leading = read_fact (status, "leading");
  facts->watching = read_fact (status, "watching");
  facts->exact = read_fact (status, "exact");
  read_text (status, "last-error", &facts->last_error);
  read_text (status, "diary-error", &facts->diary_error);
  g_variant_lookup (status, "next-due", "x", &facts->next_due_us);
  read_surroundings (facts, status);
}

/* The notifier may not have read a recent change yet, such as a new diary. */
static gboolean
may_change (const AftCheckUpFacts *facts)
{
  return facts->diary_error != NULL || facts->other_folder != NULL ||
         (facts->same_preferences == AFT_FACT_NO && facts->keeping == AFT_PREFERENCES_KEPT);
}

/* Returns: whether it is tried again */
static gboolean
retry (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);

  if (g_get_monotonic_time () >= probe->give_up_us)
    return FALSE;
  g_timeout_add (RETRY_MS, retry_cb, begin_step (task));

  return TRUE;
}

static void
status_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) status =
      aft_notifier_client_get_status_finish (AFT_NOTIFIER_CLIENT (source), result, &error);

  if (status != NULL)
    {
      read_status (probe->facts, status);
      if (may_change (probe->facts))
        retry (task);
    }
  else if (!g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) &&
           !g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN))
    {
      probe->facts->notifier = AFT_FACT_UNKNOWN;
    }
  else if (!probe->reported)
    {
      /* Start it as any change in the window would: what matters is whether that works. */
      probe->reported = TRUE;
      aft_notifier_client_report_change_async (AFT_NOTIFIER_CLIENT (source),
                                               g_task_get_cancellable (task), reported_cb,
                                               begin_step (task));
    }
  else if (!retry (task))
    {
      probe->facts->notifier = AFT_FACT_NO;
    }

  end_step (task);
}

static void
get_status (GTask *task)
{
  aft_notifier_client_get_status_async (
      g_task_get_source_object (task), g_task_get_cancellable (task), status_cb, begin_step (task));
}

/* --- the bus ---------------------------------------------------------------------------------- */

static gboolean
bus_timeout_cb (gpointer user_data)
{
  Probe *probe = g_task_get_task_data (user_data);

  probe->bus_timer_id = 0;
  probe->facts->bus = AFT_FACT_NO;
  probe->facts->bus_hangs = TRUE;
  end_step (user_data);

  return G_SOURCE_REMOVE;
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);

  probe->connection = g_bus_get_finish (result, NULL);
  if (probe->bus_timer_id == 0)
    return;

  g_clear_handle_id (&probe->bus_timer_id, g_source_remove);
  if (probe->connection != NULL && !g_dbus_connection_is_closed (probe->connection))
    {
      probe->facts->bus = AFT_FACT_YES;
      g_dbus_connection_set_exit_on_close (probe->connection, FALSE);
      /* It may start the server, as showing a notification would. */
      call_server (task, SERVER_NAME, "GetServerInformation", NULL, "(ssss)",
                   G_DBUS_CALL_FLAGS_NONE, server_cb);
      get_status (task);
    }
  else
    {
      probe->facts->bus = AFT_FACT_NO;
    }

  end_step (task);
}

/**
 * aft_check_up_probe_async:
 * @notifier: calls the notifier, which is started if it isn't running
 * @cancellable: (nullable): stops waiting
 * @callback: called when all facts are known, after some seconds at most
 * @user_data: for @callback
 *
 * Collects the facts for aft_check_up_judge().
 */
void
aft_check_up_probe_async (AftNotifierClient *notifier,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  Probe *probe;

  g_return_if_fail (AFT_IS_NOTIFIER_CLIENT (notifier));

  probe = g_new0 (Probe, 1);
  probe->facts = g_new0 (AftCheckUpFacts, 1);
  task = g_task_new (notifier, cancellable, callback, user_data);
  g_task_set_source_tag (task, aft_check_up_probe_async);
  g_task_set_task_data (task, probe, probe_free);

  probe->give_up_us = g_get_monotonic_time () + RETRY_US;
  settings = aft_preferences_open_settings ();
  probe->facts->keeping = aft_preferences_get_keeping (settings, &error);
  if (error != NULL)
    probe->facts->settings_error = g_strdup (error->message);
  inspect_autostart (task);
  /* Getting the bus has no timeout of its own, and cannot be cancelled at every point. */
  probe->bus_timer_id = g_timeout_add (TIMEOUT_MS, bus_timeout_cb, begin_step (task));
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, bus_cb, g_object_ref (task));
}

/**
 * aft_check_up_probe_finish:
 * @notifier: as of aft_check_up_probe_async()
 * @result: of aft_check_up_probe_async()
 * @error: %G_IO_ERROR_CANCELLED; any other failure is a fact
 *
 * Returns: (transfer full) (nullable): the facts
 */
AftCheckUpFacts *
aft_check_up_probe_finish (AftNotifierClient *notifier, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, notifier), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
