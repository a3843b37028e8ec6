/* aft-diary-words.c: the texts of the lines of the diary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-diary-words.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "aft-clock.h"
#include "aft-local-zone.h"
#include "aft-text.h"
#include "aft-typed.h"
#include "aft-words.h"

/* What a line shows of a text; a click shows all of it. */
#define TEXT_LINES 4
#define TEXT_CHARACTERS 500

static char *
join (GPtrArray *parts, const char *separator)
{
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (separator, (char **) parts->pdata);
}

/**
 * aft_diary_words_day:
 * @day: a day
 *
 * Returns: (transfer full): "Monday 24 November", with the year if it isn't the present one
 */
char *
aft_diary_words_day (AftDay day)
{
  g_autoptr (GTimeZone) here = aft_local_zone_new ();

  return aft_words_day_heading (day, aft_day_of (aft_clock_now (), here, 0));
}

/**
 * aft_diary_words_session_title:
 * @session: a session
 * @day: the person's day of it
 *
 * Returns: (transfer full): "Sunday 22 November 2026, 21:10"
 */
char *
aft_diary_words_session_title (const AftSession *session, AftDay day)
{
  g_autofree char *date = aft_words_day_long (day);
  g_autofree char *time = aft_words_time_there (session->ended_at_us, session->time_zone);

  /* Translators: %1$s is a date, "Monday 24 November 2026", %2$s a time of day */
  return g_strdup_printf (_ ("%1$s, %2$s"), date, time);
}

/**
 * aft_diary_words_session_details:
 *
 * Returns: (transfer full): "Home · 0.25 mm · forehead, nose · Roller"
 */
char *
aft_diary_words_session_details (const AftSession *session)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts, g_strdup (aft_words_place_of_treatment (session->place)));
  if (session->needle_mm > 0.0)
    g_ptr_array_add (parts, aft_words_needle (session->needle_mm));
  if (session->zones != AFT_ZONE_NONE)
    g_ptr_array_add (parts, aft_words_zones (session->zones));
  if (*session->tool != '\0')
    g_ptr_array_add (parts, g_strdup (session->tool));
  return join (parts, AFT_DIARY_WORDS_BETWEEN);
}

/* ngettext() only knows whole numbers, and in some languages 7.5 takes a form of its own. */
static gboolean
has_fraction (double figure)
{
  return fabs (figure - round (figure)) >= 1e-9;
}

/* "Makeup after 8 hours" */
static char *
describe_makeup_wait (double hours)
{
  g_autofree char *figure = aft_typed_format_number (hours);

  if (has_fraction (hours))
    /* Translators: %s is a number with a fraction, such as 7.5 */
    return g_strdup_printf (C_ ("fraction", "Makeup after %s hours"), figure);
  return g_strdup_printf (
      /* Translators: %s is a whole number */
      ngettext ("Makeup after %s hour", "Makeup after %s hours", (gulong) lround (hours)), figure);
}

/* "Rest 7 days" */
static char *
describe_rest (double days)
{
  g_autofree char *figure = aft_typed_format_number (days);

  if (has_fraction (days))
    /* Translators: %s is a number with a fraction, such as 7.5 */
    return g_strdup_printf (C_ ("fraction", "%s days of rest"), figure);
  /* Translators: %s is a whole number */
  return g_strdup_printf (ngettext ("%s day of rest", "%s days of rest", (gulong) lround (days)),
                          figure);
}

/**
 * aft_diary_words_session_waits:
 *
 * Returns: (transfer full): "Makeup after 8 hours · Rest 7 days"
 */
char *
aft_diary_words_session_waits (const AftSession *session)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (session->makeup_wait_hours >= 0.0)
    g_ptr_array_add (parts, describe_makeup_wait (session->makeup_wait_hours));
  if (session->next_session_date != AFT_DAY_NONE)
    {
      g_autofree char *date = aft_words_day_long (session->next_session_date);

      /* Translators: %s is a date, "Monday 24 November 2026" */
      g_ptr_array_add (parts, g_strdup_printf (_ ("Next session on %s"), date));
    }
  else if (session->rest_days >= 0.0)
    g_ptr_array_add (parts, describe_rest (session->rest_days));
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (_ ("The clinic’s waiting times aren’t recorded")));
  return join (parts, AFT_DIARY_WORDS_BETWEEN);
}

/** aft_diary_words_note_time: (transfer full): the time of day, in the time zone of the note. */
char *
aft_diary_words_note_time (const AftSkinNote *note)
{
  return aft_words_time_there (note->noted_at_us, note->time_zone);
}

/**
 * aft_diary_words_note_values:
 *
 * Returns: (transfer full): "Redness 2 · Tingling 1 · Dryness 0", only recorded scores; "" if there
 * are none
 */
char *
aft_diary_words_note_values (const AftSkinNote *note)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < AFT_N_SYMPTOMS; i++)
    if (note->severity[i] != AFT_SEVERITY_UNSET)
      /* Translators: %1$s is "Redness", "Tingling" or "Dryness", %2$d a score from 0 to 4 */
      g_ptr_array_add (parts, g_strdup_printf (_ ("%1$s %2$d"), aft_words_symptom ((AftSymptom) i),
                                               note->severity[i]));
  return join (parts, AFT_DIARY_WORDS_BETWEEN);
}

/**
 * aft_diary_words_flag:
 * @flag: one warning sign
 * @gone: recorded as gone, instead of ticked
 *
 * Returns: (transfer full): "Discharge" or "Discharge: gone"
 */
char *
aft_diary_words_flag (AftFlags flag, gboolean gone)
{
  g_autofree char *title = aft_text_capitalize (aft_words_flag (flag));

  if (!gone)
    return g_steal_pointer (&title);
  /* Translators: %s is a warning sign, "Discharge", that the person no longer has */
  return g_strdup_printf (_ ("%s: gone"), title);
}

/**
 * aft_diary_words_text:
 * @text: what the person wrote
 *
 * Returns: (transfer full): what a line of the diary shows of it
 */
char *
aft_diary_words_text (const char *text)
{
  return aft_text_preview (text, TEXT_LINES, TEXT_CHARACTERS);
}

/**
 * aft_diary_words_mark:
 * @mark: the mark of an entry
 *
 * Returns: (nullable): a text about its date, such as "added later"; %NULL for no mark
 */
const char *
aft_diary_words_mark (AftDiaryMark mark)
{
  switch (mark)
    {
    case AFT_DIARY_MARK_LATER:
      /* Translators: of an entry that was written down on another day than its own */
      return _ ("added later");
    case AFT_DIARY_MARK_AHEAD:
      /* Translators: of an entry whose date is still to come, because a clock was or is wrong */
      return _ ("dated ahead of this computer’s clock");
    case AFT_DIARY_MARK_NONE:
    default:
      return NULL;
    }
}

static char *
describe_note (AftDiaryItem *item)
{
  const AftSkinNote *note = aft_diary_item_get_note (item);
  const char *mark = aft_diary_words_mark (aft_diary_item_get_mark (item));
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *values = NULL;

  g_ptr_array_add (parts, g_strdup (_ ("Check-in")));
  if (note == NULL)
    {
      g_ptr_array_add (parts, aft_diary_words_day (aft_diary_item_get_day (item)));
      return join (parts, ", ");
    }
  values = aft_diary_words_note_values (note);
  g_ptr_array_add (parts, aft_diary_words_day (note->day));
  g_ptr_array_add (parts, aft_diary_words_note_time (note));
  if (*values != '\0')
    g_ptr_array_add (parts, g_steal_pointer (&values));
  for (int i = 0; i < AFT_N_FLAGS; i++)
    if (((note->flags | note->resolved_flags) & (1 << i)) != 0)
      g_ptr_array_add (parts,
                       aft_diary_words_flag ((AftFlags) (1 << i), (note->flags & (1 << i)) == 0));
  if (*note->text != '\0')
    g_ptr_array_add (parts, aft_diary_words_text (note->text));
  if (mark != NULL)
    g_ptr_array_add (parts, g_strdup (mark));
  return join (parts, ", ");
}

static char *
describe_session (AftDiaryItem *item)
{
  const AftSession *session = aft_diary_item_get_session (item);
  const char *mark = aft_diary_words_mark (aft_diary_item_get_mark (item));
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts, g_strdup (_ ("Session")));
  g_ptr_array_add (parts, aft_diary_words_session_title (session, aft_diary_item_get_day (item)));
  g_ptr_array_add (parts, aft_diary_words_session_details (session));
  g_ptr_array_add (parts, aft_diary_words_session_waits (session));
  if (*session->text != '\0')
    g_ptr_array_add (parts, aft_diary_words_text (session->text));
  if (mark != NULL)
    g_ptr_array_add (parts, g_strdup (mark));
  return join (parts, ", ");
}

/**
 * aft_diary_words_item:
 * @item: a line of the diary
 *
 * Returns: (transfer full): the whole line, for a screen reader; the text of a heading
 */
char *
aft_diary_words_item (AftDiaryItem *item)
{
  g_autofree char *date = NULL;

  switch (aft_diary_item_get_kind (item))
    {
    case AFT_DIARY_ITEM_SESSION:
      return describe_session (item);
    case AFT_DIARY_ITEM_NOTE:
      return describe_note (item);
    case AFT_DIARY_ITEM_DAY:
      date = aft_diary_words_day (aft_diary_item_get_day (item));
      if (aft_diary_item_get_recovery_day (item) < 0)
        return g_steal_pointer (&date);
      /* Translators: %1$d counts days since a session, whose own day is 0; %2$s is a day, "Monday
       * 24 November" */
      return g_strdup_printf (_ ("Day %1$d, %2$s"), aft_diary_item_get_recovery_day (item), date);
    case AFT_DIARY_ITEM_BEFORE:
    default:
      return g_strdup (_ ("Before your first session"));
    }
}
