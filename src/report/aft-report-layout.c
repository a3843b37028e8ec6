/* aft-report-layout.c: the contents of the report, in their order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The chart and the sessions come first for an overview, then the warning signs, which must not
 * be overlooked, then the notes, newest first, so that the oldest ones are left out if the pages
 * are full.
 */
#include "aft-config.h"

#include "aft-report-private.h"

#include <glib/gi18n-lib.h>

#include "aft-trends-drawing.h"
#include "aft-trends-words.h"
#include "aft-words.h"

#define CHART_HEIGHT 190.0
/* The chart is drawn in pixels: how many points one of them is. */
#define CHART_SCALE 0.58
#define CHART_FONT_PIXELS 15
#define ALL_SYMPTOMS ((1u << AFT_N_SYMPTOMS) - 1)

/* Always with the year, because a report may be read years later. */
static char *
format_day (AftDay day)
{
  return aft_words_day (day, AFT_DAY_NONE);
}

/* The width of the widest day: tries each weekday in each month, since names differ in every
 * language. All digits have the same width. */
static double
measure_days (AftPages *pages)
{
  double width = 0;

  for (int month = 1; month <= 12; month++)
    for (int day = 22; day <= 28; day++)
      {
        g_autofree char *text = format_day (aft_day_new (2028, month, day));

        width = MAX (width, aft_pages_measure (pages, text));
      }

  return width;
}

/* --- header -------------------------------------------------------------------------------- */

static void
add_counts (const AftReport *self, GString *text)
{
  guint n_home = 0;
  guint n_office = 0;
  guint n_values = 0;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < self->sessions->len; i++)
    {
      const AftSession *session = self->sessions->pdata[i];

      if (session->place == AFT_PLACE_OF_TREATMENT_OFFICE)
        n_office++;
      else
        n_home++;
    }
  for (guint i = 0; i < self->notes->len; i++)
    n_values += aft_skin_note_has_value (self->notes->pdata[i]) ? 1 : 0;

  if (n_home > 0 || n_office == 0)
    g_ptr_array_add (
        parts,
        g_strdup_printf (ngettext ("%u session at home", "%u sessions at home", n_home), n_home));
  if (n_office > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u session at a clinic",
                                                       "%u sessions at a clinic", n_office),
                                             n_office));
  g_ptr_array_add (parts,
                   g_strdup_printf (ngettext ("%u check-in", "%u check-ins", n_values), n_values));
  g_ptr_array_add (parts, NULL);
  joined = g_strjoinv (" · ", (char **) parts->pdata);
  g_string_append (text, joined);
}

/* "Highest scores: redness 3, moderate, on Sat 24 Oct 2026; ..." */
static char *
make_highest (const AftReport *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (AftSymptom symptom = 0; symptom < AFT_N_SYMPTOMS; symptom++)
    {
      const AftSkinNote *highest = NULL;
      g_autofree char *value = NULL;
      g_autofree char *day = NULL;

      for (guint i = 0; i < self->notes->len; i++)
        {
          const AftSkinNote *note = self->notes->pdata[i];

          if (note->severity[symptom] != AFT_SEVERITY_UNSET &&
              (highest == NULL || note->severity[symptom] > highest->severity[symptom]))
            highest = note;
        }
      if (highest == NULL)
        continue;
      value = aft_words_symptom_value (symptom, highest->severity[symptom]);
      day = format_day (highest->day);
      if (text->len > 0)
        g_string_append (text, " · ");
      /* Translators: a score and its first day: "Redness 3, moderate (Sat 24 Oct 2026)" */
      g_string_append_printf (text, _ ("%s (%s)"), value, day);
    }

  if (text->len == 0)
    return NULL;

  /* Translators: %s: scores with their days, "Redness 3, moderate (Sat 24 Oct 2026) · ..." */
  return g_strdup_printf (_ ("Highest scores: %s."), text->str);
}

static void
add_head (AftReport *self, AftPages *pages)
{
  g_autofree char *from = format_day (self->range.from);
  g_autofree char *until = format_day (self->range.until);
  /* Translators: the first and last day of a report */
  g_autofree char *range = g_strdup_printf (_ ("%s to %s"), from, until);
  AftDay today = aft_day_of (self->now_us, self->time_zone, self->preferences.day_start_minutes);
  g_autofree char *made = format_day (today);
  g_autofree char *origin = g_strdup_printf (
      /* Translators: %s: a day */
      _ ("Recorded day by day by the person, and compiled by Aftercare on %s. Scores are self-rated: 0 none, 1 slight, 2 mild, 3 moderate, 4 severe. This is not a diagnosis."),
      made);
  g_autoptr (GString) counts = g_string_new (NULL);
  g_autofree char *highest = make_highest (self);

  add_counts (self, counts);
  aft_pages_add_text (pages, AFT_PAGES_TITLE, _ ("Skin after microneedling"));
  aft_pages_add_text (pages, AFT_PAGES_HEADING, range);
  aft_pages_add_text (pages, AFT_PAGES_SMALL, origin);
  aft_pages_add_text (pages, AFT_PAGES_BODY, counts->str);
  if (highest != NULL)
    aft_pages_add_text (pages, AFT_PAGES_BODY, highest);
}

/* --- chart --------------------------------------------------------------------------------- */

/* Whether the report is read from right to left; GTK may not be there to tell. */
static gboolean
is_mirrored (PangoContext *context)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);

  pango_layout_set_text (layout, _ ("Skin after microneedling"), -1);

  return pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;
}

static void
draw_chart_cb (cairo_t *cr, double width, double height, gpointer user_data)
{
  const AftReport *self = user_data;
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans");
  AftTrendsDrawing drawing = { .view = self->view,
                               .symptoms = ALL_SYMPTOMS,
                               .day = -1,
                               .context = context,
                               .width = width / CHART_SCALE };
  double legend = 2 * CHART_FONT_PIXELS;

  pango_font_description_set_absolute_size (font, CHART_FONT_PIXELS * PANGO_SCALE);
  pango_context_set_font_description (context, font);
  aft_trends_palette_init_light (&drawing.palette);
  drawing.mirrored = is_mirrored (context);
  drawing.height = height / CHART_SCALE - legend;

  cairo_scale (cr, CHART_SCALE, CHART_SCALE);
  aft_trends_drawing_draw_legend (&drawing, cr);
  cairo_translate (cr, 0, legend);
  aft_trends_drawing_draw (&drawing, cr);
  g_object_unref (context);
}

/* Finds the latest recovery with a value. Returns: FALSE if there is none */
static gboolean
choose_view (AftReport *self)
{
  g_clear_pointer (&self->view, aft_trends_view_free);
  for (guint i = self->trends->recoveries->len; i > 0; i--)
    {
      const AftTrendsRecovery *recovery = self->trends->recoveries->pdata[i - 1];

      if (recovery->n_days == 0)
        continue;
      self->view = aft_trends_view_new (self->trends, i - 1);
      return TRUE;
    }

  return FALSE;
}

static void
add_picture (AftReport *self, AftPages *pages)
{
  g_autofree char *title = NULL;
  g_autofree char *caption = NULL;

  if (!choose_view (self))
    return;
  title = aft_trends_words_title (self->view);
  caption = aft_trends_words_caption (self->view, ALL_SYMPTOMS);
  aft_pages_add_text (pages, AFT_PAGES_HEADING, title);
  aft_pages_add_text (pages, AFT_PAGES_SMALL, caption);
  aft_pages_add_picture (pages, CHART_HEIGHT, draw_chart_cb, self);
}

/* --- sessions ------------------------------------------------------------------------------ */

static char *
make_makeup_wait (const AftSession *session)
{
  if (session->makeup_wait_hours < 0)
    /* Translators: a cell of a table: the clinic's figure is not known */
    return g_strdup (_ ("not recorded"));

  return aft_words_span ((GTimeSpan) (session->makeup_wait_hours * G_TIME_SPAN_HOUR));
}

static char *
make_rest (const AftSession *session)
{
  if (session->next_session_date != AFT_DAY_NONE)
    {
      g_autofree char *day = format_day (session->next_session_date);

      /* Translators: a cell of a table: the rest lasts until the clinic's date */
      return g_strdup_printf (_ ("until %s"), day);
    }
  if (session->rest_days < 0)
    return g_strdup (_ ("not recorded"));

  return aft_words_span ((GTimeSpan) (session->rest_days * G_TIME_SPAN_DAY));
}

/* The tool, the clinic's instructions and the person's own text, if any. */
static char *
make_details (const AftReport *self, const AftSession *session)
{
  g_autoptr (GString) text = g_string_new (session->tool);

  if (self->range.without_texts)
    return g_strdup ("");
  if (*session->clinic_instructions != '\0')
    {
      if (text->len > 0)
        g_string_append (text, " · ");
      /* Translators: %s: what the clinic said */
      g_string_append_printf (text, _ ("Clinic: %s"), session->clinic_instructions);
    }
  if (*session->text != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", session->text);

  return g_strdup (text->str);
}

static gboolean
add_session (AftReport *self, AftPages *pages, const AftSession *session)
{
  g_autofree char *day =
      format_day (aft_session_get_day (session, self->preferences.day_start_minutes));
  g_autofree char *needle = aft_words_needle (session->needle_mm);
  g_autofree char *zones = aft_words_zones (session->zones);
  g_autofree char *makeup = make_makeup_wait (session);
  g_autofree char *rest = make_rest (session);
  g_autofree char *details = make_details (self, session);
  const char *const cells[] = {
    day, aft_words_place_of_treatment (session->place), needle, zones, makeup, rest, details
  };

  return aft_pages_add_row (pages, cells);
}

static guint
add_sessions (AftReport *self, AftPages *pages)
{
  const AftPagesColumn columns[] = {
    { 17, _ ("Date"), measure_days (pages) },
    { 8, _ ("Where") },
    { 9, _ ("Needle") },
    { 20, _ ("Zones") },
    { 11, _ ("Makeup wait") },
    { 12, _ ("Rest") },
    { 23, _ ("Notes") },
  };

  if (self->sessions->len == 0)
    return 0;
  if (!aft_pages_add_text (pages, AFT_PAGES_HEADING, _ ("Sessions")))
    return self->sessions->len;
  aft_pages_begin_table (pages, columns, G_N_ELEMENTS (columns));
  for (guint i = self->sessions->len; i > 0; i--)
    {
      if (!add_session (self, pages, self->sessions->pdata[i - 1]))
        return i;
    }

  return 0;
}

/* --- warning signs ------------------------------------------------------------------------- */

/* The days of a sign, oldest first, up to a maximum. */
static void
append_days (const AftReport *self, GString *text, AftFlags flag, gboolean resolved)
{
  const guint max = 6;
  AftDay before = AFT_DAY_NONE;
  guint n = 0;

  for (guint i = 0; i < self->notes->len; i++)
    {
      const AftSkinNote *note = self->notes->pdata[i];
      g_autofree char *day = NULL;

      if (((resolved ? note->resolved_flags : note->flags) & flag) == 0 || note->day == before)
        continue;
      before = note->day;
      if (n++ >= max)
        continue;
      day = format_day (note->day);
      g_string_append_printf (text, "%s%s", n > 1 ? C_ ("list", ", ") : "", day);
    }
  if (n > max)
    {
      g_string_append_c (text, ' ');
      /* Translators: at the end of a list of days: "Mon 23 Nov, Tue 24 Nov and 3 more days" */
      g_string_append_printf (text, ngettext ("and %u more day", "and %u more days", n - max),
                              n - max);
    }
}

static void
add_flags (AftReport *self, AftPages *pages)
{
  const AftPagesColumn columns[] = {
    { 24, _ ("Sign") },
    { 44, _ ("Ticked on") },
    { 32, _ ("Recorded as gone on") },
  };
  guint seen = 0;
  gboolean begun = FALSE;

  for (guint i = 0; i < self->notes->len; i++)
    seen |= (guint) (((const AftSkinNote *) self->notes->pdata[i])->flags |
                     ((const AftSkinNote *) self->notes->pdata[i])->resolved_flags);

  aft_pages_add_text (pages, AFT_PAGES_HEADING, _ ("Warning signs"));
  if (seen == 0)
    {
      aft_pages_add_text (pages, AFT_PAGES_BODY, _ ("None were ticked in this period."));
      return;
    }
  for (guint i = 0; i < AFT_N_FLAGS; i++)
    {
      AftFlags flag = (AftFlags) (1u << i);
      g_autoptr (GString) ticked = g_string_new (NULL);
      g_autoptr (GString) gone = g_string_new (NULL);
      const char *cells[3] = { aft_words_flag (flag) };

      if ((seen & flag) == 0)
        continue;
      append_days (self, ticked, flag, FALSE);
      append_days (self, gone, flag, TRUE);
      if (!begun)
        aft_pages_begin_table (pages, columns, G_N_ELEMENTS (columns));
      begun = TRUE;
      /* Translators: a cell of a table of warning signs, where it has no days */
      cells[1] = ticked->len > 0 ? ticked->str : _ ("not in this period");
      /* Translators: a cell of a table of warning signs, where it has no days */
      cells[2] = gone->len > 0 ? gone->str : _ ("not recorded as gone");
      aft_pages_add_row (pages, cells);
    }
}

/* --- notes --------------------------------------------------------------------------------- */

/* The latest session before a note; NULL before the first. */
static const AftSession *
find_session (const AftReport *self, const AftSkinNote *note)
{
  for (guint i = self->sessions->len; i > 0; i--)
    {
      const AftSession *session = self->sessions->pdata[i - 1];

      if (session->ended_at_us <= note->noted_at_us)
        return session;
    }

  return NULL;
}

static char *
make_signs (const AftSkinNote *note)
{
  g_autofree char *ticked = note->flags != 0 ? aft_words_flags (note->flags) : g_strdup ("");
  g_autofree char *resolved = NULL;
  g_autofree char *gone = NULL;

  if (note->resolved_flags == 0)
    return g_steal_pointer (&ticked);
  resolved = aft_words_flags (note->resolved_flags);
  /* Translators: %s: warning signs that are there no more: "fever and discharge" */
  gone = g_strdup_printf (_ ("gone: %s"), resolved);

  return *ticked != '\0' ? g_strdup_printf ("%s · %s", ticked, gone) : g_steal_pointer (&gone);
}

static gboolean
add_note (AftReport *self, AftPages *pages, const AftSkinNote *note)
{
  const AftSession *session = find_session (self, note);
  g_autofree char *day = format_day (note->day);
  g_autofree char *signs = make_signs (note);
  char recovery_day[16] = "–";
  char scores[AFT_N_SYMPTOMS][16];
  const char *cells[7];

  if (session != NULL &&
      note->day >= aft_session_get_day (session, self->preferences.day_start_minutes))
    g_snprintf (recovery_day, sizeof recovery_day, "%u",
                note->day - aft_session_get_day (session, self->preferences.day_start_minutes));
  for (guint i = 0; i < AFT_N_SYMPTOMS; i++)
    {
      if (note->severity[i] == AFT_SEVERITY_UNSET)
        g_strlcpy (scores[i], "–", sizeof scores[i]);
      else
        g_snprintf (scores[i], sizeof scores[i], "%d", note->severity[i]);
      cells[i + 2] = scores[i];
    }
  cells[0] = day;
  cells[1] = recovery_day;
  cells[5] = signs;
  cells[6] = self->range.without_texts ? "" : note->text;

  return aft_pages_add_row (pages, cells);
}

static guint
add_notes (AftReport *self, AftPages *pages)
{
  const AftPagesColumn columns[] = {
    { 17, _ ("Date"), measure_days (pages) },
    /* Translators: a narrow column: days since the session */
    { 8, C_ ("column", "After") },
    { 9, aft_words_symptom (AFT_SYMPTOM_REDNESS) },
    { 9, aft_words_symptom (AFT_SYMPTOM_TINGLING) },
    { 9, aft_words_symptom (AFT_SYMPTOM_DRYNESS) },
    { 16, _ ("Warning signs") },
    { 32, _ ("Comments") },
  };

  if (self->notes->len == 0)
    return 0;
  if (!aft_pages_add_text (pages, AFT_PAGES_HEADING, _ ("Check-ins, newest first")))
    return self->notes->len;
  aft_pages_begin_table (pages, columns, G_N_ELEMENTS (columns));
  for (guint i = self->notes->len; i > 0; i--)
    {
      if (!add_note (self, pages, self->notes->pdata[i - 1]))
        return i;
    }

  return 0;
}

/* --- closing text -------------------------------------------------------------------------- */

static void
add_end (AftReport *self, AftPages *pages, guint n_sessions_left, guint n_notes_left)
{
  g_autoptr (GString) text =
      g_string_new (_ ("“After” is the number of days since the session; “–” means not recorded."));
  g_autofree char *sources = aft_words_report_sources ();

  if (n_sessions_left > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("%u older session left out for lack of space.",
                                        "%u older sessions left out for lack of space.",
                                        n_sessions_left),
                              n_sessions_left);
    }
  if (n_notes_left > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              ngettext ("%u older check-in left out for lack of space.",
                                        "%u older check-ins left out for lack of space.",
                                        n_notes_left),
                              n_notes_left);
    }
  if (aft_pages_has_cut (pages))
    g_string_append_printf (text, " %s", _ ("Text ending in … was shortened."));
  g_string_append_printf (text, " %s", sources);
  aft_pages_add_last (pages, text->str);
}

/**
 * aft_report_lay_out:
 * @self: a report; outlives the pages
 * @width: the width of the paper in points
 * @height: the height of the paper in points
 *
 * Returns: (transfer full): one to %AFT_REPORT_MAX_PAGES pages
 */
AftPages *
aft_report_lay_out (AftReport *self, double width, double height)
{
  AftPages *pages = aft_pages_new (width, height, AFT_REPORT_MAX_PAGES);
  guint n_sessions_left;
  guint n_notes_left;

  g_return_val_if_fail (self != NULL, pages);

  add_head (self, pages);
  add_picture (self, pages);
  add_flags (self, pages);
  n_sessions_left = add_sessions (self, pages);
  n_notes_left = add_notes (self, pages);
  add_end (self, pages, n_sessions_left, n_notes_left);

  return pages;
}
