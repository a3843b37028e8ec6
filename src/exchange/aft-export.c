/* aft-export.c: exports the diary as a file of any supported format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The extension of a file's name selects the format. CSV is two files, because a table has one
 * kind of row: diary.csv becomes diary-sessions.csv and diary-notes.csv, and a name that ends
 * like one of these is only that table.
 */
#include "aft-config.h"

#include "aft-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "aft-calendar.h"
#include "aft-csv.h"
#include "aft-db-calendar.h"
#include "aft-file-writer.h"
#include "aft-iso-date.h"
#include "aft-json.h"
#include "aft-words.h"

/* clang-format would treat the dashes as minus signs. */
/* clang-format off */
G_DEFINE_QUARK (aft-export-error-quark, aft_export_error)
/* clang-format on */

typedef struct
{
  const char *token;
  const char *end; /* of a file's name */
} Format;

static const Format formats[AFT_N_EXPORT_FORMATS] = {
  [AFT_EXPORT_JSON] = { "json", ".json" },
  [AFT_EXPORT_CSV] = { "csv", ".csv" },
  [AFT_EXPORT_CSV_SESSIONS] = { "csv-sessions", "-sessions.csv" },
  [AFT_EXPORT_CSV_NOTES] = { "csv-notes", "-notes.csv" },
  [AFT_EXPORT_ICS] = { "ics", ".ics" },
  [AFT_EXPORT_PDF] = { "pdf", ".pdf" },
};

static gboolean
has_extension (const char *name, AftExportFormat format)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);

  return g_str_has_suffix (folded, formats[format].end);
}

/**
 * aft_export_format_to_token:
 *
 * Returns: its name on the command line, "csv-notes", static
 */
const char *
aft_export_format_to_token (AftExportFormat format)
{
  return formats[format].token;
}

/**
 * aft_export_format_from_token:
 * @token: a name on the command line, "csv-notes"
 * @format: (out): the format; untouched on failure
 *
 * Returns: FALSE with an error that lists the names if there is no such format
 */
gboolean
aft_export_format_from_token (const char *token, AftExportFormat *format, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < AFT_N_EXPORT_FORMATS; i++)
    {
      if (strcmp (formats[i].token, token) == 0)
        {
          *format = i;
          return TRUE;
        }
      g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", formats[i].token);
    }
  g_set_error (error, AFT_EXPORT_ERROR, AFT_EXPORT_ERROR_FORMAT,
               /* Translators: the first %s is a word that was typed, the second a list of words */
               _ ("Unknown format “%s”. Use one of these: %s."), token, all->str);

  return FALSE;
}

/**
 * aft_export_format_from_name:
 * @name: the name of a file, in UTF-8 or in the encoding of file names
 * @format: (out): the format of its extension; JSON without one; untouched on failure
 *
 * Returns: FALSE with an error that lists the extensions for any other
 */
gboolean
aft_export_format_from_name (const char *name, AftExportFormat *format, GError **error)
{
  /* Longer extensions before shorter ones. */
  static const AftExportFormat order[] = { AFT_EXPORT_CSV_SESSIONS, AFT_EXPORT_CSV_NOTES,
                                           AFT_EXPORT_CSV,          AFT_EXPORT_JSON,
                                           AFT_EXPORT_ICS,          AFT_EXPORT_PDF };
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *shown = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      if (has_extension (base, order[i]))
        {
          *format = order[i];
          return TRUE;
        }
    }
  if (strchr (base, '.') == NULL)
    {
      *format = AFT_EXPORT_JSON;
      return TRUE;
    }

  shown = g_filename_display_name (base);
  g_set_error (error, AFT_EXPORT_ERROR, AFT_EXPORT_ERROR_FORMAT,
               /* Translators: %s: the name of a file */
               _ ("“%s” needs one of the extensions .json, .csv, .ics or .pdf."), shown);

  return FALSE;
}

/**
 * aft_export_default_name:
 * @format: a format
 * @day: the person's day
 *
 * Returns: (transfer full): the suggestion for a file chooser, "aftercare-2026-11-22.json"
 */
char *
aft_export_default_name (AftExportFormat format, AftDay day)
{
  g_autofree char *text = aft_day_to_string (day);

  return g_strdup_printf ("aftercare-%s%s", text, formats[format].end);
}

/* "diary.csv" as "diary-notes.csv", in the same folder. */
static GFile *
get_sibling (GFile *file, AftExportFormat format)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = NULL;
  g_autoptr (GFile) folder = g_file_get_parent (file);
  gsize length = strlen (base);

  if (has_extension (base, AFT_EXPORT_CSV))
    length -= strlen (formats[AFT_EXPORT_CSV].end);
  name = g_strdup_printf ("%.*s%s", (int) length, base, formats[format].end);

  return g_file_get_child (folder, name);
}

/**
 * aft_export_list_files:
 * @format: a format
 * @file: the file that was chosen
 *
 * Returns: (transfer full) (element-type GFile): the files that are written: @file, or for
 *   %AFT_EXPORT_CSV the two tables beside it, sessions first
 */
GPtrArray *
aft_export_list_files (AftExportFormat format, GFile *file)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  if (format == AFT_EXPORT_CSV && g_file_has_parent (file, NULL))
    {
      g_ptr_array_add (files, get_sibling (file, AFT_EXPORT_CSV_SESSIONS));
      g_ptr_array_add (files, get_sibling (file, AFT_EXPORT_CSV_NOTES));
    }
  else
    {
      g_ptr_array_add (files, g_object_ref (file));
    }

  return files;
}

static AftPlan *
make_plan (const AftExport *self, gint64 at_us, GError **error)
{
  return aft_db_make_plan (self->db, self->time_zone, at_us, error);
}

/* Remembers what may be in a calendar from now on. If the diary can't be written, a date that is
 * cancelled later stays in the calendar, but the export is still good. This isn't reported on
 * stderr, which is for errors of the export itself. */
static void
remember_events (const AftExport *self, GPtrArray *events)
{
  g_autoptr (GPtrArray) dates =
      g_ptr_array_new_with_free_func ((GDestroyNotify) aft_calendar_date_free);
  g_autoptr (GError) error = NULL;

  if (self->db == NULL)
    return;
  for (guint i = 0; i < events->len; i++)
    {
      const AftCalendarEvent *event = g_ptr_array_index (events, i);

      g_ptr_array_add (dates, aft_calendar_date_new (event->uid, event->at_us));
    }
  if (!aft_db_note_calendar (self->db, dates, &error))
    g_debug ("What the calendar was given could not be noted: %s", error->message);
}

static gboolean
export_calendar (const AftExport *self,
                 GOutputStream *stream,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (AftPlan) plan = make_plan (self, self->now_us, error);
  g_autoptr (AftPlan) makeup_plan = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) known = NULL;
  g_autofree char *text = NULL;

  if (plan == NULL)
    return FALSE;
  makeup_plan = make_plan (self, MAX (plan->makeup_at_us, self->now_us), error);
  if (makeup_plan == NULL)
    return FALSE;

  events =
      aft_calendar_list_events (plan, makeup_plan, self->preferences->discreet, self->time_zone);
  if (self->db != NULL)
    known = aft_db_list_calendar (self->db, error);
  if (self->db != NULL && known == NULL)
    return FALSE;
  if (known != NULL)
    aft_calendar_add_cancelled (events, known, self->now_us);
  if (events->len == 0)
    {
      g_autofree char *remark = aft_calendar_get_remark (plan);

      g_set_error_literal (error, AFT_EXPORT_ERROR, AFT_EXPORT_ERROR_NOTHING,
                           remark != NULL ? remark
                                          : _ ("There are no upcoming dates for the calendar."));
      return FALSE;
    }
  text = aft_calendar_to_ics (events, self->now_us);
  if (!g_output_stream_write_all (stream, text, strlen (text), NULL, cancellable, error) ||
      !g_output_stream_flush (stream, cancellable, error))
    return FALSE;
  remember_events (self, events);

  return TRUE;
}

static gboolean
export_report (const AftExport *self,
               GOutputStream *stream,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (AftReport) report = aft_report_new (self->db, &self->range, self->preferences,
                                                 self->time_zone, self->now_us, cancellable, error);

  if (report == NULL)
    return FALSE;
  if (aft_report_is_empty (report))
    {
      g_autofree char *from = aft_words_day (self->range.from, AFT_DAY_NONE);
      g_autofree char *until = aft_words_day (self->range.until, AFT_DAY_NONE);

      g_set_error (error, AFT_EXPORT_ERROR, AFT_EXPORT_ERROR_NOTHING,
                   /* Translators: two days */
                   _ ("The diary has nothing to report from %s to %s."), from, until);
      return FALSE;
    }

  return aft_report_write_pdf (report, stream, cancellable, error);
}

/**
 * aft_export_get_remark:
 * @self: an export
 *
 * Returns: (transfer full) (nullable): one sentence on what a person may miss in it; NULL for
 *   nothing
 */
char *
aft_export_get_remark (const AftExport *self)
{
  g_autoptr (AftPlan) plan = NULL;

  if (self->format != AFT_EXPORT_ICS)
    return NULL;
  plan = make_plan (self, self->now_us, NULL);

  return plan != NULL ? aft_calendar_get_remark (plan) : NULL;
}

/**
 * aft_export_to_stream:
 * @self: an export; not %AFT_EXPORT_CSV, which is two files
 * @stream: where to write it; flushed, not closed
 * @cancellable: (nullable): stops the writing
 *
 * Errors: those of @stream, %AFT_STORE_ERROR; %AFT_EXPORT_ERROR_FORMAT for %AFT_EXPORT_CSV.
 *
 * Returns: FALSE with an error
 */
gboolean
aft_export_to_stream (const AftExport *self,
                      GOutputStream *stream,
                      GCancellable *cancellable,
                      GError **error)
{
  switch (self->format)
    {
    case AFT_EXPORT_CSV_SESSIONS:
      return aft_csv_export (self->db, stream, NULL, self->progress, cancellable, error);

    case AFT_EXPORT_CSV_NOTES:
      return aft_csv_export (self->db, NULL, stream, self->progress, cancellable, error);

    case AFT_EXPORT_ICS:
      return export_calendar (self, stream, cancellable, error);

    case AFT_EXPORT_PDF:
      return export_report (self, stream, cancellable, error);

    case AFT_EXPORT_CSV:
      g_set_error_literal (
          error, AFT_EXPORT_ERROR, AFT_EXPORT_ERROR_FORMAT,
          _ ("A CSV export consists of two files. Choose one of them: csv-sessions or csv-notes."));
      return FALSE;

    case AFT_EXPORT_JSON:
    default:
      return aft_json_export (self->db, stream, self->now_us, self->progress, cancellable, error);
    }
}

/* Both tables or neither. */
static gboolean
export_tables (const AftExport *self, GPtrArray *files, GCancellable *cancellable, GError **error)
{
  AftFileWriter *sessions = aft_file_writer_new (files->pdata[0], cancellable, error);
  AftFileWriter *notes = NULL;
  gboolean good;

  if (sessions == NULL)
    return FALSE;
  notes = aft_file_writer_new (files->pdata[1], cancellable, error);
  if (notes == NULL)
    {
      aft_file_writer_end (sessions, FALSE, NULL);
      return FALSE;
    }
  good = aft_csv_export (self->db, aft_file_writer_get_stream (sessions),
                         aft_file_writer_get_stream (notes), self->progress, cancellable, error);

  return aft_file_writer_end_both (sessions, notes, good, error);
}

/**
 * aft_export_to_file:
 * @self: an export
 * @file: where to write it, anywhere that GIO can reach; see aft_export_list_files()
 * @cancellable: (nullable): stops the writing
 *
 * On success the file is complete, on disk and private to the user; on failure the previous file is
 * still there. Errors: %G_IO_ERROR with the name of the file, %AFT_STORE_ERROR.
 *
 * Returns: FALSE with an error
 */
gboolean
aft_export_to_file (const AftExport *self, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) files = aft_export_list_files (self->format, file);
  AftFileWriter *writer;
  gboolean good;

  if (files->len > 1)
    return export_tables (self, files, cancellable, error);

  writer = aft_file_writer_new (files->pdata[0], cancellable, error);
  if (writer == NULL)
    return FALSE;
  good = aft_export_to_stream (self, aft_file_writer_get_stream (writer), cancellable, error);

  return aft_file_writer_end (writer, good, error);
}
