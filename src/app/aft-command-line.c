/* aft-command-line.c: the commands that need no display: export, import, status, sources
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For scripts: stdout has only the result. The exit status is 0, or 1 with exactly one line on stderr.
 * GTK isn't used.
 */
#include "aft-command-line.h"

#include "aft-config.h"

#include <gio/gio.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "aft-data-folder.h"
#include "aft-desktop-clock.h"
#include "aft-export.h"
#include "aft-import-file.h"
#include "aft-iso-date.h"
#include "aft-json.h"
#include "aft-local-zone.h"
#include "aft-notifier-report.h"
#include "aft-preferences-file.h"
#include "aft-session-bus.h"
#include "aft-typed.h"
#include "aft-words.h"

typedef struct
{
  char *export_to;
  char *format;
  char *from;
  char *until;
  char *import_from;
  gboolean status;
  gboolean sources;
  gboolean json;
  gboolean version;
  gboolean help;
} Verbs;

/* --- in and out ---------------------------------------------------------------------------- */

static gboolean
print_bytes (const char *text, GError **error)
{
  g_autoptr (GOutputStream) out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

  return g_output_stream_write_all (out, text, strlen (text), NULL, NULL, error);
}

/* From UTF-8 to the encoding of the terminal. */
static gboolean
print_text (const char *text, GError **error)
{
  g_autofree char *bytes = NULL;

  if (g_get_charset (NULL))
    return print_bytes (text, error);
  bytes = g_convert_with_fallback (text, -1, "ASCII//TRANSLIT", "UTF-8", "?", NULL, NULL, NULL);

  return print_bytes (bytes != NULL ? bytes : text, error);
}

static void
print_error (const GError *error)
{
  g_autofree char *line = aft_json_error_to_line (error);

  for (char *p = line; *p != '\0'; p++)
    {
      if (g_ascii_iscntrl (*p))
        *p = ' ';
    }
  g_printerr ("aftercare: %s\n", line);
}

static gboolean
is_standard_stream (const char *name)
{
  return strcmp (name, "-") == 0;
}

/* --- verbs --------------------------------------------------------------------------------- */

/* The diary as it is: reading it doesn't create one. All of it is read first (about 0.2 s for
 * 100,000 notes), so that the output is complete. Returns: (nullable): NULL with
 * G_IO_ERROR_NOT_FOUND if there certainly is none */
static AftDb *
open_existing (GError **error)
{
  g_autofree char *path = aft_db_get_default_path ();
  AftDb *db = aft_db_open_or_read (path, FALSE, error);

  if (db != NULL && !aft_db_check (db, error))
    g_clear_pointer (&db, aft_db_close);

  return db;
}

static void
load_preferences (AftPreferences *preferences)
{
  g_autoptr (GSettings) settings = aft_preferences_open_settings ();

  aft_preferences_load (preferences, settings);
}

/* The format: the given one, otherwise by the extension, and JSON for a pipe. */
static gboolean
choose_format (const Verbs *verbs, AftExportFormat *format, GError **error)
{
  if (verbs->format != NULL)
    return aft_export_format_from_token (verbs->format, format, error);
  if (!is_standard_stream (verbs->export_to))
    return aft_export_format_from_name (verbs->export_to, format, error);
  *format = AFT_EXPORT_JSON;

  return TRUE;
}

/* These formats write two files: name both. */
static void
name_files (const AftExport *export, GFile *file)
{
  g_autoptr (GPtrArray) files = aft_export_list_files (export->format, file);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (files->len < 2)
    return;
  first = g_file_get_basename (files->pdata[0]);
  second = g_file_get_basename (files->pdata[1]);
  /* Translators: names of files */
  g_printerr (_ ("aftercare: Wrote %s and %s.\n"), first, second);
}

static gboolean
read_day (const char *text, const char *option, AftDay *day, GError **error)
{
  g_autofree char *plain = NULL;
  AftDay read;

  if (text == NULL)
    return TRUE;
  plain = aft_typed_to_plain (text);
  read = aft_day_from_string (plain);
  if (read == AFT_DAY_NONE)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   /* Translators: an option such as --from, and what was typed after it */
                   _ ("%s: “%s” isn’t a date. Type it like 2026-11-22."), option, text);
      return FALSE;
    }
  *day = read;

  return TRUE;
}

static gboolean
choose_range (const Verbs *verbs, AftExport *export, GError **error)
{
  AftDay today =
      aft_day_of (export->now_us, export->time_zone, export->preferences->day_start_minutes);
  AftReportRange *range = &export->range;

  if (export->format != AFT_EXPORT_PDF && (verbs->from != NULL || verbs->until != NULL))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("--from and --until can only be used when exporting a PDF report."));
      return FALSE;
    }

  /* Without a first day, the usual number of days before the last one. */
  aft_report_range_init (range, today);
  if (!read_day (verbs->until, "--until", &range->until, error))
    return FALSE;
  aft_report_range_init (range, range->until);
  if (!read_day (verbs->from, "--from", &range->from, error))
    return FALSE;
  if (range->from > range->until)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("The first day (--from) is after the last day (--until)."));
      return FALSE;
    }

  return TRUE;
}

static void
print_remark (const AftExport *export)
{
  g_autofree char *remark = aft_export_get_remark (export);

  if (remark != NULL)
    g_printerr ("aftercare: %s\n", remark);
}

static gboolean
run_export (const Verbs *verbs, GError **error)
{
  g_autoptr (GOutputStream) out = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GTimeZone) time_zone = aft_local_zone_new ();
  AftPreferences preferences;
  AftExport export = {
    .now_us = aft_clock_now (),
    .preferences = &preferences,
    .time_zone = time_zone,
  };
  gboolean good;

  load_preferences (&preferences);
  if (!choose_format (verbs, &export.format, error) || !choose_range (verbs, &export, error) ||
      (is_standard_stream (verbs->export_to) &&
       !aft_data_folder_check_descriptor (STDOUT_FILENO, error)))
    return FALSE;
  export.db = open_existing (error);
  if (export.db == NULL)
    return FALSE;
  aft_db_set_preferences (export.db, &preferences);

  if (is_standard_stream (verbs->export_to))
    {
      out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
      good = aft_export_to_stream (&export, out, NULL, error);
    }
  else
    {
      file = g_file_new_for_commandline_arg (verbs->export_to);
      good = aft_export_to_file (&export, file, NULL, error);
      if (good)
        name_files (&export, file);
    }
  if (good)
    print_remark (&export);
  g_clear_pointer (&export.db, aft_db_close);

  return good;
}

static char *
describe_counts (const AftImportCounts *counts)
{
  g_autofree char *added = NULL;
  g_autofree char *updated = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *deleted = NULL;

  /* Translators: of sessions and notes that were read from a file */
  added = g_strdup_printf (ngettext ("%u added", "%u added", counts->added), counts->added);
  /* Translators: of sessions and notes of which a file had the newer ones */
  updated =
      g_strdup_printf (ngettext ("%u updated", "%u updated", counts->updated), counts->updated);
  /* Translators: of sessions and notes that a file had too, no newer */
  kept = g_strdup_printf (ngettext ("%u unchanged", "%u unchanged", counts->kept), counts->kept);
  /* Translators: of sessions and notes that were deleted because a file says so */
  deleted =
      g_strdup_printf (ngettext ("%u deleted", "%u deleted", counts->deleted), counts->deleted);

  /* Translators: what an import has changed: "3 added, 1 updated, 12 left as they are, 0 deleted" */
  return g_strdup_printf (_ ("%s, %s, %s, %s\n"), added, updated, kept, deleted);
}

static gboolean
run_import (const char *name, GError **error)
{
  g_autofree char *path = aft_db_get_default_path ();
  g_autoptr (GFile) file = is_standard_stream (name) ? NULL : g_file_new_for_commandline_arg (name);
  g_autoptr (AftImportFile) opened = aft_import_file_open (path, file, NULL, error);
  g_autoptr (AftJsonImport) import = NULL;
  g_autoptr (GError) report_error = NULL;
  g_auto (GStrv) warnings = NULL;
  g_autofree char *summary = NULL;
  AftPreferences preferences;
  AftImportCounts counts = { 0 };
  AftDb *db;
  gboolean good;

  if (opened == NULL)
    return FALSE;
  db = aft_db_open (path, TRUE, error);
  if (db == NULL)
    return FALSE;
  if (!aft_db_check (db, error))
    {
      aft_db_close (db);
      return FALSE;
    }
  load_preferences (&preferences);
  aft_db_set_preferences (db, &preferences);
  import = aft_import_file_stage (opened, db, aft_clock_now (), NULL, NULL, error);
  if (import != NULL)
    warnings = g_strdupv ((char **) aft_json_import_get_warnings (import));
  good = import != NULL && aft_json_import_commit (g_steal_pointer (&import), &counts, error);
  aft_db_close (db);
  if (!good)
    {
      g_autofree char *shown = is_standard_stream (name) ? g_strdup (_ ("standard input"))
                                                         : g_filename_display_name (name);

      if (error != NULL && (*error)->domain == AFT_JSON_ERROR &&
          (*error)->code != AFT_JSON_ERROR_KIND)
        g_prefix_error (error, "%s: ", shown);
      return FALSE;
    }

  for (guint i = 0; warnings[i] != NULL; i++)
    g_printerr ("aftercare: %s\n", warnings[i]);
  /* If this fails, the notifier reads the diary when it starts. */
  if (!aft_notifier_report_change_sync (&report_error))
    g_debug ("The notifier was not notified: %s", report_error->message);
  summary = describe_counts (&counts);

  return print_text (summary, error);
}

static gboolean
run_status (gboolean json, GError **error)
{
  g_autoptr (GTimeZone) time_zone = aft_local_zone_new ();
  g_autoptr (GSettings) desktop = aft_desktop_clock_open ();
  g_autoptr (AftPlan) plan = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) open_error = NULL;
  AftPreferences preferences;
  AftDb *db = open_existing (&open_error);

  if (db == NULL && !g_error_matches (open_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&open_error));
      return FALSE;
    }
  load_preferences (&preferences);
  aft_desktop_clock_apply (desktop);

  if (db != NULL)
    {
      aft_db_set_preferences (db, &preferences);
      plan = aft_db_make_plan (db, time_zone, aft_clock_now (), error);
      aft_db_close (db);
      if (plan == NULL)
        return FALSE;
    }
  else
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();

      if (!json)
        return print_text (
            _ ("There is no diary yet. Open Aftercare and log your first session.\n"), error);
      plan = aft_plan_new (none, none, &preferences, time_zone, aft_clock_now ());
    }

  text = json ? aft_json_status (plan) : aft_words_status (plan, time_zone);

  return json ? print_bytes (text, error) : print_text (text, error);
}

static gboolean
run_sources (gboolean json, GError **error)
{
  g_autofree char *text = json ? aft_json_sources () : aft_words_sources ();

  return json ? print_bytes (text, error) : print_text (text, error);
}

/* --- options ------------------------------------------------------------------------------- */

static void
clear_verbs (Verbs *verbs)
{
  g_free (verbs->export_to);
  g_free (verbs->format);
  g_free (verbs->from);
  g_free (verbs->until);
  g_free (verbs->import_from);
}

/* The options of GApplication itself, such as for a start by D-Bus. */
static gboolean
is_for_gapplication (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      if (g_str_has_prefix (argv[i], "--gapplication-"))
        return TRUE;
    }

  return FALSE;
}

static GOptionContext *
make_context (Verbs *verbs)
{
  const GOptionEntry entries[] = {
    { "export", 0, 0, G_OPTION_ARG_FILENAME, &verbs->export_to,
      N_ ("Export the diary to FILE (- for standard output); the extension selects the format: .json, .csv, .ics or .pdf"),
      N_ ("FILE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &verbs->format,
      N_ ("With --export: json, csv, csv-sessions, csv-notes, ics or pdf; overrides the extension"),
      N_ ("FORMAT") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &verbs->from,
      N_ ("With --export FILE.pdf: the first day of the report, such as 2026-08-24"), N_ ("DATE") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &verbs->until,
      N_ ("With --export FILE.pdf: the last day of the report (today by default)"), N_ ("DATE") },
    { "import", 0, 0, G_OPTION_ARG_FILENAME, &verbs->import_from,
      N_ ("Merge the diary in FILE (.json, .zip or diary.db; - for standard input) into yours"),
      N_ ("FILE") },
    { "status", 0, 0, G_OPTION_ARG_NONE, &verbs->status,
      N_ ("Show what you may do now and when your next session is possible"), NULL },
    { "sources", 0, 0, G_OPTION_ARG_NONE, &verbs->sources, N_ ("List all advice with its sources"),
      NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &verbs->json,
      N_ ("With --status or --sources: print JSON, for scripts"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &verbs->version, N_ ("Print the version"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &verbs->help, N_ ("Print this help"), NULL },
    { NULL },
  };
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (
      context,
      _ ("A diary for recovery after microneedling. Opens the window if no option is given."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  return context;
}

static int
count_verbs (const Verbs *verbs)
{
  return (verbs->export_to != NULL) + (verbs->import_from != NULL) + verbs->status +
         verbs->sources + verbs->version + verbs->help;
}

static gboolean
check_verbs (const Verbs *verbs, int n_left, char **left, GError **error)
{
  if (n_left > 1)
    {
      g_autofree char *shown = g_filename_display_name (left[1]);

      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                   _ ("Unexpected argument “%s”. To import a file, use --import."), shown);
    }
  else if (count_verbs (verbs) > 1)
    g_set_error_literal (
        error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
        _ ("Use only one of --export, --import, --status, --sources, --version and --help at a time."));
  else if (verbs->json && !verbs->status && !verbs->sources)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("--json can only be used with --status or --sources."));
  else if (verbs->format != NULL && verbs->export_to == NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("--format can only be used with --export."));
  else if ((verbs->from != NULL || verbs->until != NULL) && verbs->export_to == NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("--from and --until can only be used when exporting a PDF report."));
  else
    return TRUE;

  return FALSE;
}

/* By its URI, or in the folder where GVfs mounts remote files. */
static gboolean
is_elsewhere (const char *place)
{
  g_autofree char *scheme = place != NULL ? g_uri_parse_scheme (place) : NULL;

  return (scheme != NULL && g_ascii_strcasecmp (scheme, "file") != 0) ||
         (place != NULL && strstr (place, "/gvfs/") != NULL);
}

static gboolean
run_verb (const Verbs *verbs, GOptionContext *context, GError **error)
{
  g_autofree char *help = NULL;

  if (verbs->help)
    {
      help = g_option_context_get_help (context, TRUE, NULL);
      return print_text (help, error);
    }
  /* Local files don't need GVfs, which waits half a minute for a daemon that doesn't respond. */
  if (!is_elsewhere (verbs->export_to) && !is_elsewhere (verbs->import_from))
    g_setenv ("GIO_USE_VFS", "local", TRUE);
  if (verbs->version)
    return print_bytes ("Aftercare " PACKAGE_VERSION "\n", error);
  if (verbs->sources)
    return run_sources (verbs->json, error);
  /* Otherwise GVfs and the settings would wait for a bus that hangs. */
  aft_session_bus_check ();
  if (verbs->export_to != NULL)
    return run_export (verbs, error);
  if (verbs->import_from != NULL)
    return run_import (verbs->import_from, error);

  return run_status (verbs->json, error);
}

/**
 * aft_command_line_run:
 * @argc: of main()
 * @argv: of main(); not changed
 * @exit_status: (out): the exit status of the program; set when this returns TRUE
 *
 * Runs the command of the command line, if there is one: --export, --import, --status, --sources,
 * --version or --help. An invalid command line is an error. Needs no display. Call it after setlocale() and
 * aft_words_init(), and before GTK is initialised.
 *
 * Returns: FALSE if the window should be opened
 */
gboolean
aft_command_line_run (int argc, char **argv, int *exit_status)
{
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char **left = NULL; /* parsing removes what it knows */
  Verbs verbs = { 0 };
  gboolean handled = TRUE;

  if (argc <= 1 || is_for_gapplication (argc, argv))
    return FALSE;

  context = make_context (&verbs);
  left = g_memdup2 (argv, sizeof (char *) * ((gsize) argc + 1));

  if (g_option_context_parse (context, &argc, &left, &error) &&
      check_verbs (&verbs, argc, left, &error))
    {
      handled = count_verbs (&verbs) > 0;
      if (handled)
        run_verb (&verbs, context, &error);
    }
  if (error != NULL)
    print_error (error);
  if (handled)
    *exit_status = error == NULL ? 0 : 1;
  clear_verbs (&verbs);

  return handled;
}
