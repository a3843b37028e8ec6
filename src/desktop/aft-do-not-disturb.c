/* aft-do-not-disturb.c: the desktop's Do Not Disturb
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each desktop keeps the switch somewhere else: in GSettings, in Xfconf, or in the notification server.
 */
#include "aft-do-not-disturb.h"

#include "aft-other-settings.h"
#include "aft-xfconf.h"

/* Less than a notification may wait for its server. */
#define TIMEOUT_MS 2000

#define XFCONF_PROPERTY "/do-not-disturb"

/* A call that returns the switch: a boolean, or a variant with one. */
typedef struct
{
  const char *name;
  const char *path;
  const char *interface;
  const char *method;
  const char *arguments[3]; /* (nullable): of type string */
} Call;

struct _AftDoNotDisturb
{
  GObject parent_instance;

  GDBusConnection *connection;
  AftServerKind kind;
  AftDoNotDisturbState state;
  GSettings *settings;   /* NULL: the switch isn't in GSettings, or can't be read */
  const char *key;       /* of settings */
  gboolean key_inverted; /* TRUE is off */
  guint subscription_id;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AftDoNotDisturb, aft_do_not_disturb, G_TYPE_OBJECT)

static const Call *
get_call (AftServerKind kind)
{
  static const Call xfce = { AFT_XFCONF_NAME,
                             AFT_XFCONF_PATH,
                             AFT_XFCONF_NAME,
                             "GetProperty",
                             { AFT_XFCONF_CHANNEL, XFCONF_PROPERTY } };
  static const Call swaync = { "org.erikreider.swaync.cc", "/org/erikreider/swaync/cc",
                               "org.erikreider.swaync.cc", "GetDnd" };
  static const Call dunst = { "org.freedesktop.Notifications",
                              "/org/freedesktop/Notifications",
                              "org.freedesktop.DBus.Properties",
                              "Get",
                              { "org.dunstproject.cmd0", "paused" } };
  /* Plasma's, but others have it, too. */
  static const Call other = { "org.freedesktop.Notifications",
                              "/org/freedesktop/Notifications",
                              "org.freedesktop.DBus.Properties",
                              "Get",
                              { "org.freedesktop.Notifications", "Inhibited" } };

  switch (kind)
    {
    case AFT_SERVER_KIND_XFCE:
      return &xfce;
    case AFT_SERVER_KIND_SWAYNC:
      return &swaync;
    case AFT_SERVER_KIND_DUNST:
      return &dunst;
    case AFT_SERVER_KIND_GNOME:
    case AFT_SERVER_KIND_MATE:
      return NULL;
    case AFT_SERVER_KIND_PLASMA:
    case AFT_SERVER_KIND_OTHER:
    default:
      return &other;
    }
}

static AftDoNotDisturbState
to_state (gboolean on)
{
  return on ? AFT_DO_NOT_DISTURB_ON : AFT_DO_NOT_DISTURB_OFF;
}

static AftDoNotDisturbState
parse (GVariant *value)
{
  g_autoptr (GVariant) inner = NULL;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return to_state (g_variant_get_boolean (value));
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT))
    return AFT_DO_NOT_DISTURB_UNKNOWN;
  inner = g_variant_get_variant (value);

  return parse (inner);
}

static void
set_state (AftDoNotDisturb *self, AftDoNotDisturbState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_settings (AftDoNotDisturb *self)
{
  set_state (self,
             to_state (g_settings_get_boolean (self->settings, self->key) != self->key_inverted));
}

static void
open_settings (AftDoNotDisturb *self, const char *schema, const char *key, gboolean inverted)
{
  const char *const keys[] = { key, NULL };
  g_autofree char *detailed = g_strconcat ("changed::", key, NULL);

  self->settings = aft_other_settings_open (schema, NULL, keys);
  self->key = key;
  self->key_inverted = inverted;
  if (self->settings == NULL)
    return;

  g_signal_connect_object (self->settings, detailed, G_CALLBACK (read_settings), self,
                           G_CONNECT_SWAPPED);
  read_settings (self);
}

/* PropertyChanged (channel, property, value) or PropertyRemoved (channel, property) */
static void
xfconf_changed_cb (GDBusConnection *connection,
                   const char *sender,
                   const char *path,
                   const char *interface,
                   const char *signal,
                   GVariant *parameters,
                   gpointer user_data)
{
  g_autoptr (GVariant) property = NULL;
  g_autoptr (GVariant) value = NULL;

  if (g_variant_n_children (parameters) < 2)
    return;
  property = g_variant_get_child_value (parameters, 1);
  if (!g_variant_is_of_type (property, G_VARIANT_TYPE_STRING) ||
      !g_str_equal (g_variant_get_string (property, NULL), XFCONF_PROPERTY))
    return;

  if (g_variant_n_children (parameters) > 2)
    value = g_variant_get_child_value (parameters, 2);
  set_state (user_data, value != NULL ? parse (value) : AFT_DO_NOT_DISTURB_OFF);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AftDoNotDisturb *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autofree char *name = error != NULL ? g_dbus_error_get_remote_error (error) : NULL;

  if (reply != NULL && g_variant_n_children (reply) > 0)
    {
      value = g_variant_get_child_value (reply, 0);
      set_state (self, parse (value));
    }
  else if (g_strcmp0 (name, AFT_XFCONF_NO_PROPERTY) == 0 ||
           g_strcmp0 (name, AFT_XFCONF_NO_CHANNEL) == 0)
    {
      set_state (self, AFT_DO_NOT_DISTURB_OFF);
    }

  g_task_return_boolean (task, TRUE);
}

static void
aft_do_not_disturb_dispose (GObject *object)
{
  AftDoNotDisturb *self = AFT_DO_NOT_DISTURB (object);

  if (self->subscription_id != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->subscription_id);
  self->subscription_id = 0;
  g_clear_object (&self->settings);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (aft_do_not_disturb_parent_class)->dispose (object);
}

static void
aft_do_not_disturb_class_init (AftDoNotDisturbClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = aft_do_not_disturb_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_do_not_disturb_init (AftDoNotDisturb *self)
{
}

/**
 * aft_do_not_disturb_new:
 * @connection: the session bus
 * @kind: of the notification server on it
 *
 * Watches the switch from now on, if @kind drops notifications.
 *
 * Returns: (transfer full): the switch of the server, to be read with aft_do_not_disturb_read_async()
 */
AftDoNotDisturb *
aft_do_not_disturb_new (GDBusConnection *connection, AftServerKind kind)
{
  AftDoNotDisturb *self = g_object_new (AFT_TYPE_DO_NOT_DISTURB, NULL);

  self->connection = g_object_ref (connection);
  self->kind = kind;
  if (kind == AFT_SERVER_KIND_GNOME)
    open_settings (self, "org.gnome.desktop.notifications", "show-banners", TRUE);
  else if (kind == AFT_SERVER_KIND_MATE)
    open_settings (self, "org.mate.NotificationDaemon", "do-not-disturb", FALSE);
  else if (kind == AFT_SERVER_KIND_XFCE)
    self->subscription_id = g_dbus_connection_signal_subscribe (
        connection, AFT_XFCONF_NAME, AFT_XFCONF_NAME, NULL, AFT_XFCONF_PATH, AFT_XFCONF_CHANNEL,
        G_DBUS_SIGNAL_FLAGS_NONE, xfconf_changed_cb, self, NULL);

  return self;
}

/**
 * aft_do_not_disturb_read_async:
 * @self: the switch
 * @cancellable: (nullable): stops waiting
 * @callback: called within 2 s
 * @user_data: for @callback
 *
 * Reads the switch.
 */
void
aft_do_not_disturb_read_async (AftDoNotDisturb *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  const Call *call;
  GVariantBuilder arguments;

  g_return_if_fail (AFT_IS_DO_NOT_DISTURB (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, aft_do_not_disturb_read_async);
  call = get_call (self->kind);
  /* In GSettings: its state is always the present one. */
  if (call == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_variant_builder_init (&arguments, G_VARIANT_TYPE_TUPLE);
  for (gsize i = 0; call->arguments[i] != NULL; i++)
    g_variant_builder_add (&arguments, "s", call->arguments[i]);
  g_dbus_connection_call (self->connection, call->name, call->path, call->interface, call->method,
                          g_variant_builder_end (&arguments), NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          TIMEOUT_MS, cancellable, read_cb, g_object_ref (task));
}

/**
 * aft_do_not_disturb_read_finish:
 * @self: the switch
 * @result: of aft_do_not_disturb_read_async()
 *
 * Returns: its state; %AFT_DO_NOT_DISTURB_UNKNOWN if the desktop doesn't report it
 */
AftDoNotDisturbState
aft_do_not_disturb_read_finish (AftDoNotDisturb *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), AFT_DO_NOT_DISTURB_UNKNOWN);

  g_task_propagate_boolean (G_TASK (result), NULL);

  return self->state;
}

/**
 * aft_do_not_disturb_get_state:
 * @self: the switch
 *
 * Returns: its state, as last read or reported
 */
AftDoNotDisturbState
aft_do_not_disturb_get_state (AftDoNotDisturb *self)
{
  g_return_val_if_fail (AFT_IS_DO_NOT_DISTURB (self), AFT_DO_NOT_DISTURB_UNKNOWN);

  return self->state;
}
