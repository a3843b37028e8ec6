/* costs.c: measures load, plan, save, search and others with a diary of any length
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Usage: costs make PATH NOTES SESSIONS, then costs measure PATH ROUNDS.
 *
 * Prints one JSON object with the median of the rounds in milliseconds, without judging them. For
 * tests/bench/perf.
 */
#include <stdlib.h>

#include "aft-json.h"
#include "aft-search.h"
#include "aft-trends.h"
#include "made-up.h"

typedef struct
{
  AftDb *db;
  GTimeZone *zone;
  AftPreferences preferences;
  gint64 now_us;
  GPtrArray *sessions;
  GPtrArray *notes;      /* all of them */
  GPtrArray *plan_notes; /* those that the program reads for a plan */
} Costs;

static void
must (gboolean ok, GError *error)
{
  if (!ok)
    g_error ("%s", error != NULL ? error->message : "failed without a reason");
}

/* --- measured functions
 * ------------------------------------------------------------------------ */

/* Like the window when it starts, and after each save. */
static void
load (Costs *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sessions = aft_db_list_sessions (self->db, &error);
  g_autoptr (GPtrArray) notes = NULL;

  must (sessions != NULL, error);
  notes =
      aft_db_list_recent_notes (self->db, self->now_us - 4 * G_TIME_SPAN_DAY, self->now_us, &error);
  must (notes != NULL, error);
}

static void
make_plan (Costs *self, GPtrArray *notes)
{
  g_autoptr (AftPlan) plan =
      aft_plan_new (self->sessions, notes, &self->preferences, self->zone, self->now_us);

  must (plan->recovery_day == 3, NULL);
}

static void
plan_of_all (Costs *self)
{
  make_plan (self, self->notes);
}

static void
plan (Costs *self)
{
  make_plan (self, self->plan_notes);
}

/* Like every save, and the notifier when it is notified of one. */
static void
read_plan (Costs *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftPlan) plan = aft_db_make_plan (self->db, self->zone, self->now_us, &error);

  must (plan != NULL, error);
}

/* Including its reminders, until it is on the disk. */
static void
save (Costs *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftSkinNote) note = aft_skin_note_new ();

  note->noted_at_us = note->created_at_us = note->modified_at_us = self->now_us;
  note->day = aft_day_of (self->now_us, self->zone, self->preferences.day_start_minutes);
  note->severity[0] = 1;
  must (aft_db_save_note (self->db, note, &error), error);
}

static void
search_for (Costs *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftFilter) filter = aft_filter_new ();
  g_autoptr (AftSearchPage) page = NULL;

  filter->text = g_strdup (text);
  page = aft_db_search (self->db, filter, NULL, 100, 100, NULL, &error);
  must (page != NULL, error);
}

static void
search (Costs *self)
{
  search_for (self, "nose");
}

static void
search_script (Costs *self)
{
  search_for (self, "頬");
}

/* Trends: on the worker, after the first frame. */
static void
read_values (Costs *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) values = aft_db_list_values (self->db, &error);

  must (values != NULL, error);
}

static void export(Costs *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/dev/null");
  g_autoptr (GFileOutputStream) stream =
      g_file_append_to (nowhere, G_FILE_CREATE_NONE, NULL, &error);

  must (stream != NULL, error);
  must (aft_json_export (self->db, G_OUTPUT_STREAM (stream), self->now_us, NULL, NULL, &error),
        error);
}

/* In this order: the first search indexes all notes, and saves come last. */
static const struct
{
  const char *name;
  void (*run) (Costs *self);
  gboolean once;
} kinds[] = {
  { "load", load },
  { "plan_of_all", plan_of_all },
  { "plan", plan },
  { "read_plan", read_plan },
  { "first_search", search, TRUE },
  { "search", search },
  { "search_script", search_script },
  { "values", read_values },
  { "export", export, TRUE },
  { "save", save },
};

/* --- measuring -------------------------------------------------------------------------------- */

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static double
measure (Costs *self, void (*run) (Costs *self), guint n_rounds)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n_rounds; i++)
    {
      gint64 begun_us = g_get_monotonic_time ();
      gint64 span_us;

      run (self);
      span_us = g_get_monotonic_time () - begun_us;
      g_array_append_val (spans, span_us);
    }
  g_array_sort (spans, compare);

  return (double) g_array_index (spans, gint64, spans->len / 2) / 1000.0;
}

static void
measure_all (Costs *self, guint n_rounds)
{
  g_autoptr (GError) error = NULL;

  self->sessions = aft_db_list_sessions (self->db, &error);
  must (self->sessions != NULL, error);
  self->notes = aft_db_list_notes (self->db, &error);
  must (self->notes != NULL, error);
  self->plan_notes = aft_db_list_plan_notes (self->db, self->now_us, &error);
  must (self->plan_notes != NULL, error);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_print ("%s\"%s\": %.4f", i == 0 ? "{" : ", ", kinds[i].name,
             measure (self, kinds[i].run, kinds[i].once ? 1 : n_rounds));
  g_print (", \"notes\": %u, \"sessions\": %u}\n", self->notes->len, self->sessions->len);

  g_ptr_array_unref (self->sessions);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->plan_notes);
}

static guint
read_number (const char *text)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, 10000000, &number, NULL))
    g_error ("%s isn't a number from 1 to 10,000,000", text);

  return (guint) number;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  gboolean make = argc == 5 && g_str_equal (argv[1], "make");
  Costs self = { .zone = zone, .now_us = aft_clock_now () };

  if (!make && !(argc == 4 && g_str_equal (argv[1], "measure")))
    g_error ("Usage: %s make PATH NOTES SESSIONS, or %s measure PATH ROUNDS", argv[0], argv[0]);
  aft_preferences_init (&self.preferences);
  self.db = aft_db_open (argv[2], make, &error);
  must (self.db != NULL, error);
  if (make)
    {
      /* Don't sync to the disk until everything is written. */
      must (aft_db_exec (self.db, "PRAGMA synchronous = OFF", &error), error);
      made_up_fill (self.db, self.now_us, read_number (argv[3]), read_number (argv[4]));
    }
  else
    measure_all (&self, read_number (argv[3]));
  aft_db_close (self.db);

  return 0;
}
