/* aft-surroundings.c: what a program takes from its environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window is started from the desktop, a terminal or a sandbox, the notifier by the login or the
 * session bus. Their variables may differ, and with them the diary, the preferences or the time zone. Both
 * programs describe theirs here, and the check-up reports differences.
 */
#include "aft-config.h"

#include "aft-surroundings.h"

#include <langinfo.h>
#include <libintl.h>

#include "aft-clock.h"
#include "aft-leader.h"
#include "aft-local-zone.h"
#include "aft-preferences-file.h"

/* Zones with the same offset now may differ in summer. */
#define HALF_A_YEAR_US (182 * G_TIME_SPAN_DAY)

static char *
describe_preferences (void)
{
  g_autoptr (GSettings) settings = aft_preferences_open_settings ();
  char makeup[G_ASCII_DTOSTR_BUF_SIZE], rest[G_ASCII_DTOSTR_BUF_SIZE];
  AftPreferences preferences;

  aft_preferences_load (&preferences, settings);
  g_ascii_dtostr (makeup, sizeof makeup, preferences.makeup_wait_hours);
  g_ascii_dtostr (rest, sizeof rest, preferences.rest_days);

  return g_strdup_printf (
      "%s %s %d,%d,%d %d %d %d %d %d", makeup, rest, preferences.usual[AFT_SYMPTOM_REDNESS],
      preferences.usual[AFT_SYMPTOM_TINGLING], preferences.usual[AFT_SYMPTOM_DRYNESS],
      preferences.tool_use_limit, preferences.day_start_minutes, preferences.daily_note,
      preferences.daily_note_minutes, preferences.discreet);
}

static int
get_offset (GTimeZone *zone, gint64 at_us)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at_us / G_USEC_PER_SEC);

  return interval < 0 ? 0 : g_time_zone_get_offset (zone, interval);
}

static char *
describe_zone (void)
{
  g_autoptr (GTimeZone) zone = aft_local_zone_new ();
  gint64 now_us = aft_clock_now ();

  return g_strdup_printf ("%d %d", get_offset (zone, now_us),
                          get_offset (zone, now_us + HALF_A_YEAR_US));
}

/* The result, whatever variables it follows from: the language of the translation is in its header, and
 * the C library has the names and formats of dates. */
static char *
describe_language (void)
{
  /* A constant, so that xgettext doesn't find an empty string. */
  static const char nothing[] = "";
  g_auto (GStrv) header = g_strsplit (dgettext (GETTEXT_PACKAGE, nothing), "\n", -1);
  const char *language = "";

  for (char **line = header; *line != NULL; line++)
    if (g_str_has_prefix (*line, "Language: "))
      language = *line + strlen ("Language: ");

  return g_strdup_printf ("%s %s %s %s", language, nl_langinfo (DAY_1), nl_langinfo (D_FMT),
                          nl_langinfo (T_FMT));
}

static void
insert (GVariantDict *description, const char *key, char *value)
{
  g_autofree char *owned = value;
  g_autofree char *valid = g_utf8_make_valid (owned, -1);

  g_variant_dict_insert (description, key, "s", valid);
}

/**
 * aft_surroundings_describe:
 * @description: gets the keys
 *
 * Adds "version", "folder", "folder-id", "preferences", "utc-offsets" and "language" of
 * org.example.Aftercare.Notifier.xml for the calling program.
 */
void
aft_surroundings_describe (GVariantDict *description)
{
  g_autofree char *lock = aft_leader_get_default_path ();
  char *folder, *id;

  g_return_if_fail (description != NULL);

  aft_leader_describe_folder (lock, &folder, &id);
  g_variant_dict_insert (description, "version", "s", PACKAGE_VERSION);
  insert (description, "folder", folder);
  insert (description, "folder-id", id);
  insert (description, "preferences", describe_preferences ());
  insert (description, "utc-offsets", describe_zone ());
  insert (description, "language", describe_language ());
}
