/* aft-report.c: a part of the diary on one to three pages, for a clinician
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Contains only what was recorded, without conclusions. There is no name on the pages or in the
 * file, unless the person's own texts have one. States how much was left out for lack of space.
 */
#include "aft-config.h"

#include "aft-report-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "aft-words.h"

/* The default range: about the time between two visits. */
#define DEFAULT_DAYS 91

static void
take_session (AftReport *self, AftSession *session)
{
  AftDay day = aft_session_get_day (session, self->preferences.day_start_minutes);

  if (day >= self->range.from && day <= self->range.until)
    g_ptr_array_add (self->sessions, aft_session_ref (session));
}

static void
take_note (AftReport *self, AftSkinNote *note)
{
  if (note->day >= self->range.from && note->day <= self->range.until)
    g_ptr_array_add (self->notes, aft_skin_note_ref (note));
}

static gboolean
take_entry_cb (AftEntryKind kind, gpointer entry, gpointer user_data, GError **error)
{
  AftReport *self = user_data;

  if (kind == AFT_ENTRY_SESSION)
    take_session (self, entry);
  else
    take_note (self, entry);

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/**
 * aft_report_range_init:
 * @range: (out caller-allocates): the last 13 weeks, with the texts
 * @today: the person's day
 */
void
aft_report_range_init (AftReportRange *range, AftDay today)
{
  range->from = today > DEFAULT_DAYS ? today - DEFAULT_DAYS + 1 : 1;
  range->until = today;
  range->without_texts = FALSE;
}

/**
 * aft_report_new:
 * @db: the diary
 * @range: which part of it
 * @preferences: what the person has set
 * @time_zone: where the person is
 * @now_us: the present time
 * @cancellable: (nullable): stops the reading
 *
 * Reads only what is in the range, so memory doesn't grow with the rest of the diary.
 * Errors: %AFT_STORE_ERROR, %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): the report
 */
AftReport *
aft_report_new (AftDb *db,
                const AftReportRange *range,
                const AftPreferences *preferences,
                GTimeZone *time_zone,
                gint64 now_us,
                GCancellable *cancellable,
                GError **error)
{
  AftReport *self;

  g_return_val_if_fail (range != NULL && preferences != NULL && time_zone != NULL, NULL);

  self = g_new0 (AftReport, 1);
  self->range = *range;
  self->preferences = *preferences;
  self->time_zone = g_time_zone_ref (time_zone);
  self->now_us = now_us;
  self->sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_session_unref);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_skin_note_unref);

  self->cancellable = cancellable;
  if (!aft_db_export (db, AFT_ENTRY_BIT (AFT_ENTRY_SESSION) | AFT_ENTRY_BIT (AFT_ENTRY_NOTE),
                      take_entry_cb, NULL, self, error))
    g_clear_pointer (&self, aft_report_free);
  if (self == NULL)
    return NULL;
  self->cancellable = NULL;

  self->trends = aft_trends_new (self->sessions, self->notes, self->preferences.day_start_minutes,
                                 self->now_us);

  return self;
}

/**
 * aft_report_free:
 * @self: (transfer full): a report
 */
void
aft_report_free (AftReport *self)
{
  g_ptr_array_unref (self->sessions);
  g_ptr_array_unref (self->notes);
  g_time_zone_unref (self->time_zone);
  g_clear_pointer (&self->view, aft_trends_view_free);
  g_clear_pointer (&self->trends, aft_trends_unref);
  g_free (self);
}

/**
 * aft_report_is_empty:
 *
 * Returns: whether nothing is in the range
 */
gboolean
aft_report_is_empty (const AftReport *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->sessions->len == 0 && self->notes->len == 0;
}

/* --- PDF ----------------------------------------------------------------------------------- */

typedef struct
{
  GOutputStream *stream;
  GCancellable *cancellable;
  GError *error;
} Sink;

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  Sink *sink = closure;

  if (sink->error == NULL)
    g_output_stream_write_all (sink->stream, data, length, NULL, sink->cancellable, &sink->error);

  return sink->error == NULL ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/**
 * aft_report_write_pdf:
 * @stream: where to write it; flushed, not closed
 * @cancellable: (nullable): stops the writing
 *
 * Writes the report as a PDF on the paper of the locale. Errors: those of @stream.
 *
 * Returns: FALSE with an error
 */
gboolean
aft_report_write_pdf (AftReport *self,
                      GOutputStream *stream,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (AftPages) pages = NULL;
  Sink sink = { stream, cancellable, NULL };
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;
  double width, height;

  g_return_val_if_fail (self != NULL, FALSE);

  aft_pages_get_paper (&width, &height);
  pages = aft_report_lay_out (self, width, height);
  surface = cairo_pdf_surface_create_for_stream (write_cb, &sink, width, height);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, _ ("Skin recovery report"));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR,
                                  "Aftercare " PACKAGE_VERSION);
  cr = cairo_create (surface);
  for (guint page = 0; page < aft_pages_get_count (pages); page++)
    {
      aft_pages_draw (pages, cr, page);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (sink.error != NULL)
    {
      g_propagate_error (error, sink.error);
      return FALSE;
    }
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the report could not be drawn: %s",
                   cairo_status_to_string (status));
      return FALSE;
    }

  return g_output_stream_flush (stream, cancellable, error);
}
