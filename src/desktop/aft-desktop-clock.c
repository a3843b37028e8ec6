/* aft-desktop-clock.c: the desktop's setting for 12 or 24 hours
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The setting is GNOME's, but its schema comes with GTK and so exists on every desktop, where
 * its default of 24 hours says nothing about the person. Outside GNOME it only counts if
 * somebody has set it.
 */
#include "aft-desktop-clock.h"

#include "aft-preferences-file.h"

/**
 * aft_desktop_clock_open:
 *
 * Returns: (transfer full) (nullable): the settings with the clock format, whose signal
 *   "changed::clock-format" tells when to apply it again; NULL if there are none or they can't be
 *   read
 */
GSettings *
aft_desktop_clock_open (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL && aft_preferences_may_open ())
    schema = g_settings_schema_source_lookup (source, AFT_DESKTOP_CLOCK_SCHEMA, TRUE);
  /* The schema is another project's, and GSettings aborts if a key is missing. */
  if (schema == NULL || !g_settings_schema_has_key (schema, AFT_DESKTOP_CLOCK_KEY))
    return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}

static gboolean
is_gnome (const char *desktop)
{
  g_auto (GStrv) names = g_strsplit (desktop != NULL ? desktop : "", ":", -1);

  return g_strv_contains ((const char *const *) names, "GNOME");
}

/**
 * aft_desktop_clock_get_format:
 * @settings: (nullable): from aft_desktop_clock_open()
 * @desktop: (nullable): the value of XDG_CURRENT_DESKTOP, such as "ubuntu:GNOME"
 *
 * Returns: the format that the person has set; %AFT_CLOCK_LOCALE if they haven't
 */
AftClockFormat
aft_desktop_clock_get_format (GSettings *settings, const char *desktop)
{
  g_autoptr (GVariant) value = NULL;
  const char *format;

  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), AFT_CLOCK_LOCALE);

  if (settings == NULL)
    return AFT_CLOCK_LOCALE;

  value = is_gnome (desktop) ? g_settings_get_value (settings, AFT_DESKTOP_CLOCK_KEY)
                             : g_settings_get_user_value (settings, AFT_DESKTOP_CLOCK_KEY);
  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return AFT_CLOCK_LOCALE;

  format = g_variant_get_string (value, NULL);
  if (g_str_equal (format, "12h"))
    return AFT_CLOCK_12H;

  return g_str_equal (format, "24h") ? AFT_CLOCK_24H : AFT_CLOCK_LOCALE;
}

/**
 * aft_desktop_clock_apply:
 * @settings: (nullable): from aft_desktop_clock_open()
 *
 * Makes the program write times of day in that format. Main thread only.
 */
void
aft_desktop_clock_apply (GSettings *settings)
{
  aft_words_set_clock_format (
      aft_desktop_clock_get_format (settings, g_getenv ("XDG_CURRENT_DESKTOP")));
}
