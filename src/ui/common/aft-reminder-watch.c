/* aft-reminder-watch.c: watches whether reminders can reach the person, while the window is open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * It checks on request, and when a notification server appears or disappears. Nothing happens before the
 * first request, and nothing blocks.
 */
#include "aft-config.h"

#include "aft-reminder-watch.h"

#include "aft-check-up-probe.h"
#include "aft-clock.h"

#define SERVER_NAME "org.freedesktop.Notifications"

/**
 * AftReminderWatch:
 *
 * Signal "changed": aft_reminder_watch_get_state() returns another state.
 */
struct _AftReminderWatch
{
  GObject parent_instance;

  AftNotifierClient *notifier;
  GCancellable *cancellable;
  guint server_id; /* g_bus_watch_name () */
  AftCheckUpState state;
  gboolean checking;
  gboolean again; /* requested while checking */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AftReminderWatch, aft_reminder_watch, G_TYPE_OBJECT)

static AftCheckUpState
judge (const AftCheckUpFacts *facts)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  /* Only the texts depend on the time zone, and they are not used. */
  g_autoptr (GPtrArray) findings = aft_check_up_judge (facts, aft_clock_now (), utc);

  return aft_check_up_get_worst (findings);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftReminderWatch) self = user_data;
  g_autoptr (AftCheckUpFacts) facts =
      aft_check_up_probe_finish (AFT_NOTIFIER_CLIENT (source), result, NULL);
  AftCheckUpState state;

  self->checking = FALSE;
  /* Only if cancelled: the watch has been disposed of. */
  if (facts == NULL)
    return;
  if (self->again)
    {
      aft_reminder_watch_check (self);
      return;
    }

  state = judge (facts);
  if (state == self->state)
    return;

  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
server_appeared_cb (GDBusConnection *connection,
                    const char *name,
                    const char *owner,
                    gpointer user_data)
{
  aft_reminder_watch_check (user_data);
}

/* Also called when the bus is gone, and once at the beginning if there is none. */
static void
server_vanished_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  aft_reminder_watch_check (user_data);
}

static void
aft_reminder_watch_dispose (GObject *object)
{
  AftReminderWatch *self = AFT_REMINDER_WATCH (object);

  g_clear_handle_id (&self->server_id, g_bus_unwatch_name);
  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (aft_reminder_watch_parent_class)->dispose (object);
}

static void
aft_reminder_watch_finalize (GObject *object)
{
  AftReminderWatch *self = AFT_REMINDER_WATCH (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->notifier);

  G_OBJECT_CLASS (aft_reminder_watch_parent_class)->finalize (object);
}

static void
aft_reminder_watch_class_init (AftReminderWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = aft_reminder_watch_dispose;
  object_class->finalize = aft_reminder_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_reminder_watch_init (AftReminderWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->state = AFT_CHECK_UP_UNKNOWN;
}

/**
 * aft_reminder_watch_new:
 * @notifier: the connection to the notifier
 *
 * Returns: (transfer full): a watch that has not checked anything yet
 */
AftReminderWatch *
aft_reminder_watch_new (AftNotifierClient *notifier)
{
  AftReminderWatch *self;

  g_return_val_if_fail (AFT_IS_NOTIFIER_CLIENT (notifier), NULL);

  self = g_object_new (AFT_TYPE_REMINDER_WATCH, NULL);
  self->notifier = g_object_ref (notifier);

  return self;
}

/**
 * aft_reminder_watch_check:
 *
 * Checks everything that Reminder Check-Up checks, and from then on watches the notification server.
 */
void
aft_reminder_watch_check (AftReminderWatch *self)
{
  g_return_if_fail (AFT_IS_REMINDER_WATCH (self));

  self->again = self->checking;
  if (self->checking || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->checking = TRUE;
  aft_check_up_probe_async (self->notifier, self->cancellable, probed_cb, g_object_ref (self));
  if (self->server_id == 0)
    self->server_id =
        g_bus_watch_name (G_BUS_TYPE_SESSION, SERVER_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                          server_appeared_cb, server_vanished_cb, self, NULL);
}

/**
 * aft_reminder_watch_get_state:
 *
 * Returns: the worst state found; %AFT_CHECK_UP_UNKNOWN before the first check has ended
 */
AftCheckUpState
aft_reminder_watch_get_state (AftReminderWatch *self)
{
  g_return_val_if_fail (AFT_IS_REMINDER_WATCH (self), AFT_CHECK_UP_UNKNOWN);

  return self->state;
}
