/* aft-local-zone.c: the time zone that the person is in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-local-zone.h"

#include <string.h>

#include "aft-time-zone.h"

/* The time zone of the computer, usually a link. */
#define LOCAL_ZONE_PATH "/etc/localtime"
#define FOLDER "/zoneinfo/"
#define MAX_LINKS 8

/* "posix/Europe/Berlin" is the same zone. Our times have no leap seconds, which "right/" would
 * count. */
static const char *
skip_prefix (const char *name)
{
  static const char *const prefixes[] = { "posix/", "right/" };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]))
      return name + strlen (prefixes[i]);

  return name;
}

/* The name that follows the folder of zones in @path, or in the target of a link there. */
static char *
find_name (const char *path)
{
  g_autofree char *at = g_strdup (path);

  for (int i = 0; i < MAX_LINKS; i++)
    {
      const char *found = strstr (at, FOLDER);
      g_autofree char *name = NULL;
      g_autofree char *target = NULL;
      g_autofree char *folder = NULL;

      if (found != NULL)
        name = g_strdup (skip_prefix (found + strlen (FOLDER)));
      if (aft_time_zone_is_known (name))
        return g_steal_pointer (&name);

      target = g_file_read_link (at, NULL);
      if (target == NULL)
        return NULL;
      folder = g_path_get_dirname (at);
      g_free (at);
      at = g_canonicalize_filename (target, folder);
    }

  return NULL;
}

/* Debian stores the name in a file if the zone is a copy. It may be out of date, so both have to
 * be the same zone. */
static char *
read_timezone_file (const char *localtime_path)
{
  g_autofree char *folder = g_path_get_dirname (localtime_path);
  g_autofree char *path = g_build_filename (folder, "timezone", NULL);
  g_autofree char *name = NULL;
  g_autofree char *zone_path = NULL;
  g_autofree char *zone = NULL;
  g_autofree char *copy = NULL;
  gsize zone_length = 0;
  gsize copy_length = 0;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) ||
      !g_file_get_contents (path, &name, NULL, NULL) || !aft_time_zone_is_known (g_strstrip (name)))
    return NULL;

  zone_path = aft_time_zone_get_path (name);
  if (!g_file_get_contents (zone_path, &zone, &zone_length, NULL) ||
      !g_file_get_contents (localtime_path, &copy, &copy_length, NULL) ||
      zone_length != copy_length || memcmp (zone, copy, zone_length) != 0)
    return NULL;

  return g_steal_pointer (&name);
}

/* Reads a file, or a rule such as "CET-1CEST". The result has no name, but the right local time.
 * If a rule has a summer time without its dates, such as "EST5EDT" on a system without a file of
 * that name, those of the United States apply, as in the C library. */
static GTimeZone *
read_zone (const char *path_or_rule)
{
  GTimeZone *zone = NULL;

  if (!g_path_is_absolute (path_or_rule) || aft_time_zone_is_file (path_or_rule))
    zone = g_time_zone_new_identifier (path_or_rule);
  if (zone == NULL && g_ascii_isalpha (*path_or_rule) && strchr (path_or_rule, ',') == NULL)
    {
      g_autofree char *rule = g_strconcat (path_or_rule, ",M3.2.0,M11.1.0", NULL);

      zone = g_time_zone_new_identifier (rule);
    }

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/**
 * aft_local_zone_find:
 * @tz: (nullable): the environment's TZ
 * @path: where the zone of the computer is
 *
 * Like the C library: TZ is the name of a zone, a file or a rule, with or without a colon before
 * it; UTC if it is empty or none of these. Without TZ, the zone is at @path, which is a link to a
 * zone or a copy of one.
 *
 * Returns: (transfer full): the zone. Its identifier is the IANA name if that can be found;
 *   aft_time_zone_get_name() returns the name to store
 */
GTimeZone *
aft_local_zone_find (const char *tz, const char *path)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (tz == NULL)
    {
      name = find_name (path);
      if (name == NULL)
        name = read_timezone_file (path);

      return name != NULL ? aft_time_zone_new (name) : read_zone (path);
    }

  if (*tz == ':')
    tz++;
  if (*tz == '\0')
    return g_time_zone_new_utc ();
  if (g_path_is_absolute (tz))
    name = find_name (tz);
  else if (aft_time_zone_is_known (skip_prefix (tz)))
    name = g_strdup (skip_prefix (tz));

  return name != NULL ? aft_time_zone_new (name) : read_zone (tz);
}

/**
 * aft_local_zone_new:
 *
 * Reads the system's setting each time. May be called from any thread.
 *
 * Returns: (transfer full): where the person is
 */
GTimeZone *
aft_local_zone_new (void)
{
  return aft_local_zone_find (g_getenv ("TZ"), LOCAL_ZONE_PATH);
}

/* Between the former link and the next there is no zone, and GLib would use UTC. */
static void
link_changed_cb (AftPathWatch *watch)
{
  if (!aft_path_watch_exists (watch))
    g_signal_stop_emission_by_name (watch, "changed");
}

/**
 * aft_local_zone_watch_new:
 *
 * Returns: (transfer full): emits "changed" when aft_local_zone_new() may return another zone
 */
AftPathWatch *
aft_local_zone_watch_new (void)
{
  AftPathWatch *watch = aft_path_watch_new (LOCAL_ZONE_PATH);

  g_signal_connect (watch, "changed", G_CALLBACK (link_changed_cb), NULL);

  return watch;
}
