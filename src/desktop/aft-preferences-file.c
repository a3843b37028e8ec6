/* aft-preferences-file.c: AftPreferences from GSettings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_SETTINGS_ENABLE_BACKEND

#include "aft-preferences-file.h"

#include <gio/gsettingsbackend.h>
#include <math.h>

#include "aft-check.h"
#include "aft-config.h"
#include "aft-file.h"
#include "aft-tool.h"

#define KEY_FILE_BACKEND "GKeyfileSettingsBackend"
#define DCONF_BACKEND "DConfSettingsBackend"
/* On settings: the GError because of which they couldn't be read */
#define ERROR_DATA "aft-unreadable"

/* --- reading ------------------------------------------------------------------------------- */

/* GIO treats what it can't parse as "not set", and drops it when it writes the file. */
static gboolean
is_valid_file (GBytes *bytes, GSettingsSchema *schema)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) keys = g_settings_schema_list_keys (schema);
  g_autofree char *group = g_strdup (g_settings_schema_get_path (schema) + 1);

  if (!g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, NULL))
    return FALSE;

  group[strlen (group) - 1] = '\0';
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *text = g_key_file_get_value (file, group, keys[i], NULL);
      g_autoptr (GSettingsSchemaKey) key = g_settings_schema_get_key (schema, keys[i]);
      g_autoptr (GVariant) value = NULL;

      if (text == NULL)
        continue;
      value = g_variant_parse (g_settings_schema_key_get_value_type (key), text, NULL, NULL, NULL);
      if (value == NULL)
        return FALSE;
    }

  return TRUE;
}

static char *
get_key_file (void)
{
  return g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);
}

/* @backend: the type name of the settings backend. Returns: FALSE with @error if the settings
 * are in a file that can't be read */
static gboolean
check_file (const char *backend, GSettingsSchema *schema, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (g_str_equal (backend, DCONF_BACKEND))
    {
      path = g_build_filename (g_get_user_config_dir (), "dconf", "user", NULL);
      return aft_file_read (path, &bytes, error) != AFT_FILE_UNKNOWN;
    }
  if (!g_str_equal (backend, KEY_FILE_BACKEND))
    return TRUE;

  path = get_key_file ();
  switch (aft_file_read (path, &bytes, error))
    {
    case AFT_FILE_ABSENT:
      return TRUE;
    case AFT_FILE_PRESENT:
      if (is_valid_file (bytes, schema))
        return TRUE;
      aft_file_fail_kind (path, 0, error);
      return FALSE;
    case AFT_FILE_UNKNOWN:
    default:
      return FALSE;
    }
}

/* The backend that GIO will choose, if that is known before it opens the file: with a pipe in
 * its place it would wait forever. */
static const char *
predict_backend (void)
{
  const char *wanted = g_getenv ("GSETTINGS_BACKEND");

  if (wanted == NULL)
    return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? KEY_FILE_BACKEND : "";

  return g_str_equal (wanted, "keyfile") ? KEY_FILE_BACKEND : "";
}

/* @settings: from GIO or open_unreadable() */
static gboolean
is_readable (GSettings *settings, GError **error)
{
  const GError *unreadable = g_object_get_data (G_OBJECT (settings), ERROR_DATA);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GObject) backend = NULL;

  if (unreadable != NULL)
    {
      g_propagate_error (error, g_error_copy (unreadable));
      return FALSE;
    }
  g_object_get (settings, "backend", &backend, "settings-schema", &schema, NULL);

  return check_file (G_OBJECT_TYPE_NAME (backend), schema, error);
}

/* Read-only defaults, because GIO would overwrite what it couldn't read. @error: (transfer full) */
static GSettings *
open_unreadable (GSettingsSchema *schema, GError *error)
{
  g_autoptr (GSettingsBackend) nowhere = g_null_settings_backend_new ();
  GSettings *settings = g_settings_new_full (schema, nowhere, NULL);

  g_message ("The settings can't be read: %s", error->message);
  g_object_set_data_full (G_OBJECT (settings), ERROR_DATA, error, (GDestroyNotify) g_error_free);

  return settings;
}

static GSettingsSchema *
lookup_schema (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();

  return source != NULL ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;
}

/**
 * aft_preferences_may_open:
 *
 * GIO stores the settings of all programs in one place. Call this before you open those of another
 * program, such as the desktop's.
 *
 * Returns: whether GIO can open settings at all; with a pipe in their place it would wait forever
 */
gboolean
aft_preferences_may_open (void)
{
  g_autofree char *path = get_key_file ();

  return !g_str_equal (predict_backend (), KEY_FILE_BACKEND) ||
         aft_file_look (path, NULL, NULL) != AFT_FILE_UNKNOWN;
}

/**
 * aft_preferences_protect:
 *
 * For a program with windows to call once before the first one. GTK stores its own settings, such
 * as the size of its file chooser, in the same file: it would overwrite a file that can't be read,
 * or wait forever at a pipe. In that case this gives it settings in memory.
 */
void
aft_preferences_protect (void)
{
  g_autofree char *before = g_strdup (g_getenv ("GSETTINGS_BACKEND"));
  g_autoptr (GSettingsSchema) schema = lookup_schema ();
  g_autoptr (GSettingsBackend) chosen = NULL;

  if (schema == NULL || check_file (predict_backend (), schema, NULL))
    return;

  /* GIO chooses once. The programs that this one starts should choose for themselves. */
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  chosen = g_settings_backend_get_default ();
  if (before != NULL)
    g_setenv ("GSETTINGS_BACKEND", before, TRUE);
  else
    g_unsetenv ("GSETTINGS_BACKEND");
}

/**
 * aft_preferences_open_settings:
 *
 * If they are in a file that can't be read, returns the defaults, which can't be changed, so that
 * the file isn't overwritten.
 *
 * Returns: (transfer full) (nullable): the settings of this program; NULL if the schema isn't
 *   installed, when g_settings_new() would abort
 */
GSettings *
aft_preferences_open_settings (void)
{
  g_autoptr (GSettingsSchema) schema = lookup_schema ();
  g_autoptr (GSettings) settings = NULL;
  GError *error = NULL;

  if (schema == NULL)
    return NULL;

  if (!check_file (predict_backend (), schema, &error))
    return open_unreadable (schema, error);
  settings = g_settings_new_full (schema, NULL, NULL);

  return is_readable (settings, &error) ? g_steal_pointer (&settings)
                                        : open_unreadable (schema, error);
}

/**
 * aft_preferences_get_keeping:
 * @settings: (nullable): from aft_preferences_open_settings()
 * @error: set only with %AFT_PREFERENCES_UNREADABLE
 *
 * Without a place to store settings, GIO keeps them in memory and only logs that.
 *
 * Returns: whether and where a change to a preference is stored
 */
AftPreferencesKeeping
aft_preferences_get_keeping (GSettings *settings, GError **error)
{
  g_autoptr (GObject) backend = NULL;

  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), AFT_PREFERENCES_KEPT);

  if (settings == NULL)
    return AFT_PREFERENCES_NO_SCHEMA;
  if (!is_readable (settings, error))
    return AFT_PREFERENCES_UNREADABLE;

  g_object_get (settings, "backend", &backend, NULL);
  if (g_str_equal (G_OBJECT_TYPE_NAME (backend), "GMemorySettingsBackend") ||
      g_str_equal (G_OBJECT_TYPE_NAME (backend), "GNullSettingsBackend"))
    return AFT_PREFERENCES_FORGOTTEN;

  return g_settings_is_writable (settings, "discreet") ? AFT_PREFERENCES_KEPT
                                                       : AFT_PREFERENCES_LOCKED;
}

/**
 * aft_preferences_may_set:
 * @settings: (nullable): from aft_preferences_open_settings()
 *
 * Call it before each write: the file may have become unreadable since it was opened.
 *
 * Returns: whether a preference can be set or reset without overwriting an unreadable file
 */
gboolean
aft_preferences_may_set (GSettings *settings)
{
  AftPreferencesKeeping keeping = aft_preferences_get_keeping (settings, NULL);

  return keeping == AFT_PREFERENCES_KEPT || keeping == AFT_PREFERENCES_FORGOTTEN;
}

static double
clamp_figure (double value, double min, double max)
{
  /* CLAMP would let NaN through, because it compares false with everything. */
  return isnan (value) ? min : CLAMP (value, min, max);
}

/**
 * aft_preferences_load:
 * @self: (out): what the person has set
 * @settings: (nullable): the settings, or NULL for the defaults
 *
 * Clamps values out of range, which another program may have written. If the settings can't be
 * read, uses the defaults, but makes notifications discreet in case the person wants that.
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
  /* 0 in the settings means: by the needle. */
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
  self->discreet = g_settings_get_boolean (settings, "discreet") || !is_readable (settings, NULL);
  self->run_in_background = g_settings_get_boolean (settings, "run-in-background");
}

/**
 * aft_preferences_reset:
 * @settings: the settings
 *
 * Resets everything but the size of the window, which wasn't set on purpose. Does nothing if that
 * would overwrite an unreadable file.
 */
void
aft_preferences_reset (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_return_if_fail (G_IS_SETTINGS (settings));

  if (!aft_preferences_may_set (settings))
    return;
  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      if (!g_str_has_prefix (keys[i], "window-"))
        g_settings_reset (settings, keys[i]);
    }
}
