/* aft-plasma-settings.c: KDE Plasma's settings for notifications of a program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-plasma-settings.h"

#include "aft-file.h"
#include "aft-sandbox.h"

#define FILE_NAME "plasmanotifyrc"

/* @line: "key=value", as KConfig writes it. Changes @value if it is the value of @key. */
static void
read_boolean (const char *line, const char *key, gboolean *value)
{
  gsize length = strlen (key);

  if (strncmp (line, key, length) == 0 && line[length] == '=')
    *value = g_ascii_strcasecmp (line + length + 1, "false") != 0;
}

/**
 * aft_plasma_settings_read:
 * @desktop_entry: the program: name of its .desktop file without extension
 * @popups: (out): whether its notifications appear on the screen
 * @history: (out): whether the notification list keeps them
 *
 * Reads a small file; may be called from any thread.
 *
 * Returns: TRUE when both are known; what the file doesn't mention is on. FALSE if the file can't be
 *   read, and in a Flatpak
 */
gboolean
aft_plasma_settings_read (const char *desktop_entry, gboolean *popups, gboolean *history)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), FILE_NAME, NULL);
  g_autofree char *header = g_strdup_printf ("[Applications][%s]", desktop_entry);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean inside = FALSE;

  *popups = *history = TRUE;
  if (aft_sandbox_is_flatpak ())
    return FALSE;
  switch (aft_file_read (path, &bytes, NULL))
    {
    case AFT_FILE_ABSENT:
      return TRUE;
    case AFT_FILE_PRESENT:
      break;
    case AFT_FILE_UNKNOWN:
    default:
      return FALSE;
    }

  /* Not GKeyFile, which refuses these headers. */
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_strstrip (*line);
      if (**line == '[')
        inside = g_str_equal (*line, header);
      if (!inside)
        continue;
      read_boolean (*line, "ShowPopups", popups);
      read_boolean (*line, "ShowInHistory", history);
    }

  return TRUE;
}
