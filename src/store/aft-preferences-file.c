/* aft-preferences-file.c: AftPreferences from GSettings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-preferences-file.h"

#include <math.h>

#include "aft-check.h"
#include "aft-config.h"
#include "aft-tool.h"

/**
 * aft_preferences_open_settings:
 *
 * Returns: (transfer full) (nullable): the settings of this program; %NULL where the schema is not
 *   installed, for g_settings_new() would abort there
 */
GSettings *
aft_preferences_open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source == NULL)
    return NULL;
  schema = g_settings_schema_source_lookup (source, APP_ID, TRUE);
  if (schema == NULL)
    return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}

/**
 * aft_preferences_get_keeping:
 * @settings: (nullable): of aft_preferences_open_settings()
 *
 * GIO falls back on settings in memory where nothing keeps them, and says so in the log only.
 *
 * Returns: what becomes of a preference that is set
 */
AftPreferencesKeeping
aft_preferences_get_keeping (GSettings *settings)
{
  g_autoptr (GObject) backend = NULL;

  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), AFT_PREFERENCES_KEPT);

  if (settings == NULL)
    return AFT_PREFERENCES_NO_SCHEMA;

  g_object_get (settings, "backend", &backend, NULL);
  if (g_str_equal (G_OBJECT_TYPE_NAME (backend), "GMemorySettingsBackend") ||
      g_str_equal (G_OBJECT_TYPE_NAME (backend), "GNullSettingsBackend"))
    return AFT_PREFERENCES_FORGOTTEN;

  return g_settings_is_writable (settings, "discreet") ? AFT_PREFERENCES_KEPT
                                                       : AFT_PREFERENCES_LOCKED;
}

static double
clamp_figure (double value, double min, double max)
{
  /* NaN compares false with everything, so that CLAMP would let it through. */
  return isnan (value) ? min : CLAMP (value, min, max);
}

/**
 * aft_preferences_load:
 * @self: (out): what the person set
 * @settings: (nullable): the settings, or %NULL for the defaults
 *
 * Values out of range, as another program may have written them, are clamped.
 */
void
aft_preferences_load (AftPreferences *self, GSettings *settings)
{
  static const char *const usual_keys[AFT_N_SYMPTOMS] = {
    [AFT_SYMPTOM_REDNESS] = "usual-redness",
    [AFT_SYMPTOM_TINGLING] = "usual-tingling",
    [AFT_SYMPTOM_DRYNESS] = "usual-dryness",
  };
  double rest_days;

  g_return_if_fail (self != NULL);
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));

  aft_preferences_init (self);
  if (settings == NULL)
    return;

  self->makeup_wait_hours = clamp_figure (g_settings_get_double (settings, "makeup-wait-hours"),
                                          AFT_HOME_MAKEUP_HOURS_MIN, AFT_HOME_MAKEUP_HOURS_MAX);
  rest_days = g_settings_get_double (settings, "rest-days");
  /* 0 in the file means: by the needle. */
  if (rest_days > 0)
    self->rest_days = clamp_figure (rest_days, AFT_HOME_REST_DAYS_MIN, AFT_HOME_REST_DAYS_MAX);
  else
    self->rest_days = AFT_UNSET;
  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    self->usual[i] = CLAMP (g_settings_get_int (settings, usual_keys[i]), 0, AFT_USUAL_MAX);
  self->tool_use_limit =
      CLAMP (g_settings_get_int (settings, "tool-use-limit"), 0, AFT_TOOL_USE_LIMIT_MAX);
  self->day_start_minutes =
      CLAMP (g_settings_get_int (settings, "day-start-minutes"), 0, AFT_DAY_START_MAX_MINUTES);
  self->daily_note = g_settings_get_boolean (settings, "daily-note-enabled");
  self->daily_note_minutes =
      CLAMP (g_settings_get_int (settings, "daily-note-minutes"), 0, AFT_DAILY_NOTE_MAX_MINUTES);
  self->discreet = g_settings_get_boolean (settings, "discreet");
  self->run_in_background = g_settings_get_boolean (settings, "run-in-background");
}

/**
 * aft_preferences_reset:
 * @settings: what the person set
 *
 * Sets everything back to its default but the size of the window, which nobody set on purpose.
 */
void
aft_preferences_reset (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_return_if_fail (G_IS_SETTINGS (settings));

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      if (!g_str_has_prefix (keys[i], "window-"))
        g_settings_reset (settings, keys[i]);
    }
}
