/* aft-autostart.c: whether the notifier starts at login
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GDesktopAppInfo is no help here: it refuses to load a file that is hidden or whose program is missing,
 * and these cases matter.
 */
#include "aft-config.h"

#include "aft-autostart.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "aft-notifier-starter.h"

#define FILE_NAME NOTIFIER_ID ".desktop"
#define GROUP G_KEY_FILE_DESKTOP_GROUP
#define GNOME_ENABLED_KEY "X-GNOME-Autostart-enabled"

static char *
get_user_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart", FILE_NAME, NULL);
}

static gboolean
names_this_desktop (GKeyFile *file, const char *key)
{
  const char *current = g_getenv ("XDG_CURRENT_DESKTOP");
  g_auto (GStrv) desktops = g_strsplit (current != NULL ? current : "", ":", -1);
  g_auto (GStrv) named = g_key_file_get_string_list (file, GROUP, key, NULL, NULL);

  for (char **desktop = desktops; named != NULL && *desktop != NULL; desktop++)
    {
      if (g_strv_contains ((const char *const *) named, *desktop))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_program (GKeyFile *file)
{
  g_autofree char *command = g_key_file_get_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, NULL);
  g_auto (GStrv) argv = NULL;
  g_autofree char *program = NULL;

  if (command == NULL || !g_shell_parse_argv (command, NULL, &argv, NULL))
    return FALSE;
  program = g_find_program_in_path (argv[0]);

  return program != NULL;
}

static AftAutostart
inspect_file (const char *path)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  GStatBuf status;

  if (g_lstat (path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR))
    return AFT_AUTOSTART_MISSING;
  /* It exists, but can't be read; opening a pipe could block. */
  if (g_stat (path, &status) != 0 || !S_ISREG (status.st_mode))
    return AFT_AUTOSTART_BROKEN;
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return AFT_AUTOSTART_BROKEN;

  if (g_key_file_get_boolean (file, GROUP, G_KEY_FILE_DESKTOP_KEY_HIDDEN, NULL))
    return AFT_AUTOSTART_OFF;
  if (g_key_file_has_key (file, GROUP, GNOME_ENABLED_KEY, NULL) &&
      !g_key_file_get_boolean (file, GROUP, GNOME_ENABLED_KEY, NULL))
    return AFT_AUTOSTART_OFF;
  if (g_key_file_has_key (file, GROUP, G_KEY_FILE_DESKTOP_KEY_ONLY_SHOW_IN, NULL) &&
      !names_this_desktop (file, G_KEY_FILE_DESKTOP_KEY_ONLY_SHOW_IN))
    return AFT_AUTOSTART_ELSEWHERE;
  if (names_this_desktop (file, G_KEY_FILE_DESKTOP_KEY_NOT_SHOW_IN))
    return AFT_AUTOSTART_ELSEWHERE;

  return has_program (file) ? AFT_AUTOSTART_IN_PLACE : AFT_AUTOSTART_BROKEN;
}

/* Without the person's own file. */
static AftAutostart
inspect_system (char **path)
{
  for (const char *const *folder = g_get_system_config_dirs (); *folder != NULL; folder++)
    {
      g_autofree char *candidate = g_build_filename (*folder, "autostart", FILE_NAME, NULL);
      AftAutostart found = inspect_file (candidate);

      if (found != AFT_AUTOSTART_MISSING)
        {
          *path = g_steal_pointer (&candidate);
          return found;
        }
    }

  return AFT_AUTOSTART_MISSING;
}

/**
 * aft_autostart_inspect:
 * @path: (out) (transfer full) (nullable): the file that decides it; %NULL when there is none
 *
 * Reads a few small files; may be called from any thread.
 *
 * Returns: whether the notifier starts at login
 */
AftAutostart
aft_autostart_inspect (char **path)
{
  g_autofree char *user_path = get_user_path ();
  AftAutostart found = inspect_file (user_path);

  g_return_val_if_fail (path != NULL, AFT_AUTOSTART_MISSING);

  *path = NULL;
  if (found == AFT_AUTOSTART_MISSING)
    return inspect_system (path);

  *path = g_steal_pointer (&user_path);

  return found;
}

/* Quotes a path for a desktop entry, where four characters need a backslash. */
static char *
quote_program (const char *program)
{
  g_autoptr (GString) quoted = g_string_new ("\"");

  for (const char *p = program; *p != '\0'; p++)
    {
      if (strchr ("\"`$\\", *p) != NULL)
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *p);
      /* A single percent sign would start a field code. */
      if (*p == '%')
        g_string_append_c (quoted, '%');
    }
  g_string_append_c (quoted, '"');

  return g_strdup (quoted->str);
}

static gboolean
write_user_file (const char *path, gboolean enabled, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *program = aft_notifier_find_program ();
  g_autofree char *quoted = quote_program (program);
  g_autofree char *command = g_strconcat (quoted, " " AFT_NOTIFIER_AT_LOGIN, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }

  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_TYPE, "Application");
  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_NAME, "Aftercare Reminders");
  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, command);
  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_ICON, APP_ID);
  g_key_file_set_boolean (file, GROUP, G_KEY_FILE_DESKTOP_KEY_NO_DISPLAY, TRUE);
  if (!enabled)
    g_key_file_set_boolean (file, GROUP, G_KEY_FILE_DESKTOP_KEY_HIDDEN, TRUE);

  return g_key_file_save_to_file (file, path, error);
}

/**
 * aft_autostart_set:
 * @enabled: whether the notifier starts at login
 * @error: of the file
 *
 * Writes the person's own file, which has precedence over the system's, or deletes it where the system's
 * file does the same. Not for Flatpak, where the desktop decides.
 *
 * Returns: TRUE when aft_autostart_inspect() returns that from now on
 */
gboolean
aft_autostart_set (gboolean enabled, GError **error)
{
  g_autofree char *user_path = get_user_path ();
  g_autofree char *system_path = NULL;
  AftAutostart in_system = inspect_system (&system_path);

  if (enabled ? in_system == AFT_AUTOSTART_IN_PLACE : in_system == AFT_AUTOSTART_MISSING)
    {
      if (g_unlink (user_path) == 0 || errno == ENOENT)
        return TRUE;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", user_path,
                   g_strerror (errno));
      return FALSE;
    }

  return write_user_file (user_path, enabled, error);
}
