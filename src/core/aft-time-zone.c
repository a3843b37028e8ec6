/* aft-time-zone.c: time zones by their IANA names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-time-zone.h"

#include <stdio.h>
#include <string.h>

#include "aft-day-private.h"

/**
 * aft_time_zone_is_valid:
 * @identifier: (nullable): what a file or a row contains
 *
 * Only the form decides, so that a diary means the same on every computer: a name like
 * "America/Port-au-Prince" or "Etc/GMT+5" is valid even if this system doesn't have the zone. GLib
 * also takes offsets, rules and paths, but other programs couldn't read them.
 *
 * Returns: whether a diary may contain it
 */
gboolean
aft_time_zone_is_valid (const char *identifier)
{
  if (identifier == NULL || !g_ascii_isalpha (identifier[0]) || strstr (identifier, "//") != NULL ||
      strlen (identifier) > 255 || g_str_has_suffix (identifier, "/"))
    return FALSE;

  for (const char *c = identifier; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c) && strchr ("/_+-", *c) == NULL)
        return FALSE;
    }

  return !g_str_equal (identifier, "Z");
}

/**
 * aft_time_zone_is_file:
 * @path: the path of a file, which may be missing
 *
 * GLib logs a critical warning if it is asked to read any other file.
 *
 * Returns: whether it contains a time zone
 */
gboolean
aft_time_zone_is_file (const char *path)
{
  char magic[4];
  FILE *file;
  gboolean found;

  /* Opening a pipe would wait for its other end. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  file = fopen (path, "re");
  if (file == NULL)
    return FALSE;
  found = fread (magic, 1, sizeof magic, file) == sizeof magic && memcmp (magic, "TZif", 4) == 0;
  fclose (file);

  return found;
}

/**
 * aft_time_zone_get_path:
 * @identifier: an IANA name
 *
 * Returns: (transfer full): the file that contains that zone if the system has it
 */
char *
aft_time_zone_get_path (const char *identifier)
{
  const char *folder = g_getenv ("TZDIR");

  return g_build_filename (folder != NULL ? folder : "/usr/share/zoneinfo", identifier, NULL);
}

/**
 * aft_time_zone_is_known:
 * @identifier: (nullable): an IANA name
 *
 * Returns: whether this system has that zone
 */
gboolean
aft_time_zone_is_known (const char *identifier)
{
  g_autofree char *path = NULL;

  if (!aft_time_zone_is_valid (identifier))
    return FALSE;
  if (g_str_equal (identifier, "UTC"))
    return TRUE;
  /* Files in the same folder that aren't named after a place. */
  if (g_str_equal (identifier, "localtime") || g_str_equal (identifier, "posixrules"))
    return FALSE;

  path = aft_time_zone_get_path (identifier);

  return aft_time_zone_is_file (path);
}

/**
 * aft_time_zone_new:
 * @identifier: (nullable): an IANA name, for example "Europe/Berlin" or "UTC"
 *
 * Reads each zone from the system once and keeps it: there are only a few hundred, and a diary uses
 * the same ones again and again. May be called from any thread.
 *
 * Returns: (transfer full): the zone; UTC if the system doesn't have it
 */
GTimeZone *
aft_time_zone_new (const char *identifier)
{
  static GMutex mutex;
  static GHashTable *zones = NULL; /* char * -> GTimeZone */
  GTimeZone *zone;

  if (!aft_time_zone_is_valid (identifier) || g_str_equal (identifier, "UTC"))
    return g_time_zone_new_utc ();

  g_mutex_lock (&mutex);

  if (zones == NULL)
    zones =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);

  zone = g_hash_table_lookup (zones, identifier);
  if (zone == NULL && aft_time_zone_is_known (identifier))
    {
      zone = g_time_zone_new_identifier (identifier);
      if (zone != NULL)
        g_hash_table_insert (zones, g_strdup (identifier), zone);
    }

  if (zone != NULL)
    g_time_zone_ref (zone);

  g_mutex_unlock (&mutex);

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/**
 * aft_time_zone_get_name:
 * @zone: where the person is
 * @at_us: the instant that is stored with the name, microseconds since 1970 UTC
 *
 * A zone that is set by a rule ("CET-1CEST"), or copied to /etc/localtime, has no name that other
 * programs know. If it is whole hours from UTC at @at_us, another name has the same local time.
 *
 * Returns: (transfer full): a name that is valid by aft_time_zone_is_valid(); "UTC" if none has the
 *   same local time
 */
char *
aft_time_zone_get_name (GTimeZone *zone, gint64 at_us)
{
  const char *identifier;
  gint64 offset;
  gint64 hours;

  g_return_val_if_fail (zone != NULL, NULL);

  identifier = g_time_zone_get_identifier (zone);
  if (aft_time_zone_is_known (identifier))
    return g_strdup (identifier);

  offset = aft_time_zone_get_offset (zone, aft_floor_divide (at_us, G_USEC_PER_SEC));
  hours = offset / 3600;
  if (offset == 0 || offset % 3600 != 0 || hours < -12 || hours > 14)
    return g_strdup ("UTC");

  /* POSIX counts them in the other direction. */
  return g_strdup_printf ("Etc/GMT%c%d", hours > 0 ? '-' : '+', (int) ABS (hours));
}

/**
 * aft_time_zone_get_offset:
 * @zone: a zone
 * @seconds: an instant, seconds since 1970 UTC
 *
 * Returns: how far local time is ahead of UTC then, in seconds
 */
gint64
aft_time_zone_get_offset (GTimeZone *zone, gint64 seconds)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);

  return g_time_zone_get_offset (zone, interval);
}
