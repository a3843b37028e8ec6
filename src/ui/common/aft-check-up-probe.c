/* aft-check-up-probe.c: finds out how the reminders are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything is asked at once and waited for at the same time; nothing blocks the main loop. Each
 * question has 3 s, so that a server that hangs is a finding and not a wait.
 */
#include "aft-config.h"

#include "aft-check-up-probe.h"

#include "aft-leader.h"
#include "aft-sandbox.h"
#include "aft-surroundings.h"

#define TIMEOUT_MS 3000
/* A notifier that was just spawned needs a moment to appear on the bus, and one that is told of a
 * preference, to read it. */
#define RETRY_MS 150
#define RETRY_US (3 * G_TIME_SPAN_SECOND)

#define SERVER_NAME "org.freedesktop.Notifications"
#define SERVER_PATH "/org/freedesktop/Notifications"
#define DUNST_INTERFACE "org.dunstproject.cmd0"

#define GNOME_SCHEMA "org.gnome.desktop.notifications"
#define GNOME_APP_SCHEMA "org.gnome.desktop.notifications.application"
/* GNOME Shell makes the last part of the desktop file's name: lower case, dashes for the rest. */
#define GNOME_APP_PATH "/org/gnome/desktop/notifications/application/org-example-aftercare/"

typedef struct
{
  AftCheckUpFacts *facts;
  GDBusConnection *connection;
  int pending;        /* questions that are not answered yet */
  guint bus_timer_id; /* until the bus has answered, or is given up */
  gint64 give_up_us;  /* on the monotonic clock: no more retries */
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

/* Each question holds a reference to the task and gives it back here. */
static void
answered (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);

  if (--probe->pending == 0 && !g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&probe->facts),
                           (GDestroyNotify) aft_check_up_facts_free);
  g_object_unref (task);
}

static GTask *
ask (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);

  probe->pending++;

  return g_object_ref (task);
}

/* --- GNOME's switches ------------------------------------------------------------------------- */

static GSettings *
open_settings (const char *id, const char *path, const char *const *keys)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL && aft_preferences_may_open ())
    schema = g_settings_schema_source_lookup (source, id, TRUE);
  if (schema == NULL)
    return NULL;
  /* The schema is another project's, and GSettings aborts over a key that is not there. */
  for (; *keys != NULL; keys++)
    {
      g_autoptr (GSettingsSchemaKey) key = NULL;

      if (!g_settings_schema_has_key (schema, *keys))
        return NULL;
      key = g_settings_schema_get_key (schema, *keys);
      if (!g_variant_type_equal (g_settings_schema_key_get_value_type (key),
                                 G_VARIANT_TYPE_BOOLEAN))
        return NULL;
    }

  return g_settings_new_full (schema, NULL, path);
}

static AftFact
to_fact (gboolean value)
{
  return value ? AFT_FACT_YES : AFT_FACT_NO;
}

static void
look_at_switches (AftCheckUpFacts *facts)
{
  static const char *const app_keys[] = { "enable", "show-banners", NULL };
  static const char *const keys[] = { "show-banners", NULL };
  g_autoptr (GSettings) app = open_settings (GNOME_APP_SCHEMA, GNOME_APP_PATH, app_keys);
  g_autoptr (GSettings) all = open_settings (GNOME_SCHEMA, NULL, keys);

  if (app != NULL)
    {
      facts->app_enabled = to_fact (g_settings_get_boolean (app, "enable"));
      facts->app_banners = to_fact (g_settings_get_boolean (app, "show-banners"));
    }
  if (all != NULL)
    facts->banners = to_fact (g_settings_get_boolean (all, "show-banners"));
}

/* --- login ------------------------------------------------------------------------------------ */

static void
look_at_login_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  char *path = NULL;
  AftAutostart found = aft_autostart_inspect (&path);

  g_object_set_data_full (G_OBJECT (task), "path", path, g_free);
  g_task_return_int (task, (gssize) found);
}

static void
looked_at_login_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Probe *probe = g_task_get_task_data (task);

  probe->facts->autostart = (AftAutostart) g_task_propagate_int (G_TASK (result), NULL);
  probe->facts->autostart_path = g_strdup (g_object_get_data (G_OBJECT (result), "path"));
  answered (task);
}

static void
look_at_login (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GTask) looking = NULL;

  probe->facts->sandboxed = aft_sandbox_is_flatpak ();
  /* A home on the network may take its time. */
  looking = g_task_new (NULL, NULL, looked_at_login_cb, ask (task));
  g_task_set_source_tag (looking, look_at_login);
  g_task_run_in_thread (looking, look_at_login_thread);
}

/* --- the notification server ------------------------------------------------------------------ */

static AftFact
read_property (GObject *source, GAsyncResult *result)
{
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autoptr (GVariant) value = NULL;

  if (reply == NULL)
    return AFT_FACT_UNKNOWN;
  g_variant_get (reply, "(v)", &value);
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return AFT_FACT_UNKNOWN;

  return to_fact (g_variant_get_boolean (value));
}

static void
inhibited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Probe *probe = g_task_get_task_data (user_data);

  probe->facts->inhibited = read_property (source, result);
  answered (user_data);
}

static void
paused_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Probe *probe = g_task_get_task_data (user_data);

  probe->facts->paused = read_property (source, result);
  answered (user_data);
}

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
                          g_task_get_cancellable (task), callback, ask (task));
}

static void
get_property (GTask *task, const char *interface, const char *name, GAsyncReadyCallback callback)
{
  call_server (task, "org.freedesktop.DBus.Properties", "Get",
               g_variant_new ("(ss)", interface, name), "(v)", G_DBUS_CALL_FLAGS_NO_AUTO_START,
               callback);
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
  answered (user_data);
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

  facts->server = to_fact (reply != NULL);
  if (reply != NULL)
    {
      g_variant_get (reply, "(ssss)", &facts->server_name, NULL, &facts->server_version, NULL);
      call_server (task, SERVER_NAME, "GetCapabilities", NULL, "(as)",
                   G_DBUS_CALL_FLAGS_NO_AUTO_START, capabilities_cb);
      get_property (task, SERVER_NAME, "Inhibited", inhibited_cb);
      get_property (task, DUNST_INTERFACE, "paused", paused_cb);
    }
  else
    {
      facts->server_hangs = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
                            g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY) ||
                            g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT);
      /* A bus that died meanwhile is none. */
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
        facts->bus = AFT_FACT_NO;
    }

  answered (task);
}

/* --- the notifier ----------------------------------------------------------------------------- */

static void
ask_notifier (GTask *task);

static gboolean
retry_cb (gpointer user_data)
{
  GTask *task = user_data;

  ask_notifier (task);
  answered (task);

  return G_SOURCE_REMOVE;
}

static void
reported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Probe *probe = g_task_get_task_data (task);

  if (aft_notifier_client_report_change_finish (AFT_NOTIFIER_CLIENT (source), result, NULL))
    ask_notifier (task);
  else
    probe->facts->notifier = AFT_FACT_NO;
  answered (task);
}

static AftFact
read_fact (GVariant *status, const char *key)
{
  gboolean value;

  return g_variant_lookup (status, key, "b", &value) ? to_fact (value) : AFT_FACT_UNKNOWN;
}

/* (nullable): what is empty is as if it were not there. */
static void
read_text (GVariant *status, const char *key, char **text)
{
  g_clear_pointer (text, g_free);
  if (g_variant_lookup (status, key, "s", text) && **text == '\0')
    g_clear_pointer (text, g_free);
}

/* Is what both took from where they were started the same? */
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

/* What was written a moment ago may not have arrived yet, such as the very first diary. */
static gboolean
may_change (const AftCheckUpFacts *facts)
{
  return facts->diary_error != NULL || facts->other_folder != NULL ||
         (facts->same_preferences == AFT_FACT_NO && facts->keeping == AFT_PREFERENCES_KEPT);
}

/* Returns: whether it is asked once more */
static gboolean
retry (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);

  if (g_get_monotonic_time () >= probe->give_up_us)
    return FALSE;
  g_timeout_add (RETRY_MS, retry_cb, ask (task));

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
      /* Started as any save in the window starts it: what counts is whether it can be. */
      probe->reported = TRUE;
      aft_notifier_client_report_change_async (
          AFT_NOTIFIER_CLIENT (source), g_task_get_cancellable (task), reported_cb, ask (task));
    }
  else if (!retry (task))
    {
      probe->facts->notifier = AFT_FACT_NO;
    }

  answered (task);
}

static void
ask_notifier (GTask *task)
{
  aft_notifier_client_get_status_async (g_task_get_source_object (task),
                                        g_task_get_cancellable (task), status_cb, ask (task));
}

/* --- the bus ---------------------------------------------------------------------------------- */

static gboolean
bus_timeout_cb (gpointer user_data)
{
  Probe *probe = g_task_get_task_data (user_data);

  probe->bus_timer_id = 0;
  probe->facts->bus = AFT_FACT_NO;
  probe->facts->bus_hangs = TRUE;
  answered (user_data);

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
      ask_notifier (task);
    }
  else
    {
      probe->facts->bus = AFT_FACT_NO;
    }

  answered (task);
}

/**
 * aft_check_up_probe_async:
 * @notifier: to speak to the notifier; it is started where it is not running
 * @cancellable: (nullable): stops asking
 * @callback: called when all is known, some seconds later at worst
 * @user_data: for @callback
 *
 * Finds out what aft_check_up_judge() wants to know.
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
  look_at_switches (probe->facts);
  look_at_login (task);
  /* Getting the bus has no timeout of its own, and cannot be cancelled at every point. */
  probe->bus_timer_id = g_timeout_add (TIMEOUT_MS, bus_timeout_cb, ask (task));
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, bus_cb, g_object_ref (task));
}

/**
 * aft_check_up_probe_finish:
 * @notifier: as it was called with
 * @result: of aft_check_up_probe_async()
 * @error: %G_IO_ERROR_CANCELLED; everything else is a finding
 *
 * Returns: (transfer full) (nullable): what was found
 */
AftCheckUpFacts *
aft_check_up_probe_finish (AftNotifierClient *notifier, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, notifier), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
