/* aft-other-settings.c: settings of another program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-other-settings.h"

#include "aft-preferences-file.h"
#include "aft-sandbox.h"

/**
 * aft_other_settings_open:
 * @schema_id: the schema
 * @path: (nullable): the path, for a schema that has none
 * @keys: the keys that are used, all of them boolean
 *
 * Returns: (transfer full) (nullable): the settings; %NULL if they don't have these keys or can't be
 *   read. In a Flatpak, GSettings has the sandbox's own settings only
 */
GSettings *
aft_other_settings_open (const char *schema_id, const char *path, const char *const *keys)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL && !aft_sandbox_is_flatpak () && aft_preferences_may_open ())
    schema = g_settings_schema_source_lookup (source, schema_id, TRUE);
  if (schema == NULL)
    return NULL;
  /* The schema is another project's, and GSettings aborts when a key is missing. */
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
