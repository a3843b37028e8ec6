/* aft-zone-watch.c: tells when the computer is taken to another time zone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GLib resolves /etc/localtime anew for each g_time_zone_new_local() while TZ is unset; what is
 * missing is only somebody who says that it is worth asking again.
 */
#include "aft-zone-watch.h"

struct _AftZoneWatch
{
  GObject parent_instance;

  GFileMonitor *monitor; /* (nullable) */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AftZoneWatch, aft_zone_watch, G_TYPE_OBJECT)

static void
changed_cb (
    GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, AftZoneWatch *self)
{
  /* Between the two there is no zone, and GLib would say UTC. */
  if (event != G_FILE_MONITOR_EVENT_DELETED)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
aft_zone_watch_dispose (GObject *object)
{
  AftZoneWatch *self = AFT_ZONE_WATCH (object);

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (aft_zone_watch_parent_class)->dispose (object);
}

static void
aft_zone_watch_class_init (AftZoneWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = aft_zone_watch_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_zone_watch_init (AftZoneWatch *self)
{
}

/**
 * aft_zone_watch_new:
 * @path: AFT_ZONE_WATCH_PATH, or a file of a test's own
 *
 * Where the file cannot be watched it stays silent, and says so in the log.
 *
 * Returns: (transfer full): a watch, for the main thread
 */
AftZoneWatch *
aft_zone_watch_new (const char *path)
{
  AftZoneWatch *self = g_object_new (AFT_TYPE_ZONE_WATCH, NULL);
  /* Not g_file_new_for_path(), which would bring GVfs in: half a megabyte, and a service to start. */
  g_autoptr (GFile) file = g_vfs_get_file_for_path (g_vfs_get_local (), path);
  g_autoptr (GError) error = NULL;

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (changed_cb), self, 0);
  else
    g_message ("Another time zone will be noticed at the next start only: %s", error->message);

  return self;
}
