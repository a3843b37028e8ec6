/* instructions.c: loads, plans and exports a sample diary for instructions.py
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Usage: instructions make PATH, then instructions load|values|plan|notifier-plan|export PATH.
 *
 * The diary is the same on every day and every machine, so that counts of different releases can be
 * compared. Only count_*() functions are counted.
 */
#include "aft-json.h"
#include "made-up.h"

#define NOW_US (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC) /* 2026-01-01 00:00 UTC */
#define N_NOTES 4000
#define N_SESSIONS 40

typedef struct
{
  AftDb *db;
  GTimeZone *zone;
  GPtrArray *sessions;
  GPtrArray *notes;
} Bench;

/* Like the window when it starts. */
static void
read_recent (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  bench->sessions = aft_db_list_sessions (bench->db, &error);
  if (bench->sessions != NULL)
    bench->notes =
        aft_db_list_recent_notes (bench->db, NOW_US - 4 * G_TIME_SPAN_DAY, NOW_US, &error);
  if (error != NULL)
    g_error ("%s", error->message);
  g_assert_cmpuint (bench->sessions->len, ==, N_SESSIONS);
  g_assert_cmpuint (bench->notes->len, >=, 4 * G_TIME_SPAN_DAY / MADE_UP_NOTE_EVERY_US);
  g_assert_cmpuint (bench->notes->len, <, N_NOTES / 10);
}

static G_NO_INLINE void
count_load (Bench *bench)
{
  read_recent (bench);
}

/* Like Trends, on a separate thread. */
static G_NO_INLINE void
count_values (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) values = aft_db_list_values (bench->db, &error);

  if (values == NULL)
    g_error ("%s", error->message);
  g_assert_cmpuint (values->len, ==, N_NOTES);
}

/* Like the window, from what it has read. */
static G_NO_INLINE void
count_plan (Bench *bench)
{
  AftPreferences preferences;
  g_autoptr (AftPlan) plan = NULL;

  aft_preferences_init (&preferences);
  plan = aft_plan_new (bench->sessions, bench->notes, &preferences, bench->zone, NOW_US);
  g_assert_cmpint (plan->recovery_day, ==, 3);
}

/* Like the notifier, which keeps none in memory. */
static G_NO_INLINE void
count_notifier_plan (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftPlan) plan = aft_db_make_plan (bench->db, bench->zone, NOW_US, &error);

  if (plan == NULL)
    g_error ("%s", error->message);
  g_assert_cmpint (plan->recovery_day, ==, 3);
}

static G_NO_INLINE void
count_export (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  if (!aft_json_export (bench->db, stream, NOW_US, NULL, NULL, &error))
    g_error ("%s", error->message);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), >,
                    N_NOTES * 100);
}

/* Called through a table, so that each function keeps its name in callgrind. */
static const struct
{
  const char *name;
  void (*count) (Bench *bench);
  gboolean wants_recent;
} kinds[] = {
  { "load", count_load, FALSE },     { "values", count_values, FALSE },
  { "plan", count_plan, TRUE },      { "notifier-plan", count_notifier_plan, FALSE },
  { "export", count_export, FALSE },
};

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  Bench bench = { .zone = zone };
  gboolean known = FALSE;

  if (argc != 3)
    g_error ("Usage: %s make|load|values|plan|notifier-plan|export PATH", argv[0]);
  bench.db = aft_db_open (argv[2], g_str_equal (argv[1], "make"), &error);
  if (bench.db == NULL)
    g_error ("%s", error->message);
  if (g_str_equal (argv[1], "make"))
    {
      made_up_fill (bench.db, NOW_US, N_NOTES, N_SESSIONS);
      known = TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (argv[1], kinds[i].name))
      {
        if (kinds[i].wants_recent)
          read_recent (&bench);
        kinds[i].count (&bench);
        known = TRUE;
      }
  if (!known)
    g_error ("%s is not one of make, load, plan, notifier-plan and export", argv[1]);
  g_clear_pointer (&bench.sessions, g_ptr_array_unref);
  g_clear_pointer (&bench.notes, g_ptr_array_unref);
  aft_db_close (bench.db);

  return 0;
}
