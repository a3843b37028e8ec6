/* test-widgets.c: tests of the widgets of the check-in and of Today, on a separate display
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "aft-check-in-card.h"
#include "aft-check-in-form.h"
#include "aft-columns-layout.h"
#include "aft-face-map.h"
#include "aft-fake-clock.h"
#include "aft-hero.h"
#include "aft-ring.h"
#include "aft-diary-row.h"
#include "aft-idle-builder.h"
#include "aft-severity-scale.h"
#include "aft-activities-list.h"
#include "aft-test-diary.h"
#include "aft-toast.h"
#include "aft-today-page.h"
#include "aft-words.h"
#include "aft-wrap-layout.h"

static guint n_changed;

static void
changed_cb (GtkWidget *widget, gpointer user_data)
{
  n_changed++;
}

static void
notified_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  n_changed++;
}

/* The button or toggle with that label below @widget. */
static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A widget that doesn't free everything gives a warning, which ends the test. */
static void
assert_freed (GtkWidget *widget)
{
  g_object_ref_sink (widget);
  g_assert_finalize_object (widget);
}

static void
test_scale_press (void)
{
  GtkWidget *scale = aft_severity_scale_new (AFT_SYMPTOM_TINGLING);
  GtkToggleButton *two = GTK_TOGGLE_BUTTON (find_button (scale, "2"));
  GtkToggleButton *four = GTK_TOGGLE_BUTTON (find_button (scale, "4"));

  n_changed = 0;
  g_signal_connect (scale, "notify::value", G_CALLBACK (notified_cb), NULL);
  g_assert_cmpint (aft_severity_scale_get_value (AFT_SEVERITY_SCALE (scale)), ==, -1);

  gtk_toggle_button_set_active (two, TRUE);
  g_assert_cmpint (aft_severity_scale_get_value (AFT_SEVERITY_SCALE (scale)), ==, 2);
  gtk_toggle_button_set_active (four, TRUE);
  g_assert_cmpint (aft_severity_scale_get_value (AFT_SEVERITY_SCALE (scale)), ==, 4);
  g_assert_false (gtk_toggle_button_get_active (two));

  /* Pressing the pressed one again: not recorded. */
  gtk_toggle_button_set_active (four, FALSE);
  g_assert_cmpint (aft_severity_scale_get_value (AFT_SEVERITY_SCALE (scale)), ==, -1);
  g_assert_cmpuint (n_changed, ==, 3);

  assert_freed (scale);
}

static AftSkinNote *
create_note (void)
{
  AftSkinNote *note = aft_skin_note_new ();

  note->severity[AFT_SYMPTOM_REDNESS] = 2;
  note->severity[AFT_SYMPTOM_DRYNESS] = 0;
  note->flags = AFT_FLAG_FEVER;
  note->resolved_flags = AFT_FLAG_DISCHARGE;
  g_free (note->text);
  note->text = g_strdup ("Warm <after> the shower & tight");

  return note;
}

static void
test_form_round_trip (void)
{
  GtkWidget *form = aft_check_in_form_new ();
  g_autoptr (AftSkinNote) note = create_note ();
  g_autoptr (AftSkinNote) out = aft_skin_note_copy (note);

  n_changed = 0;
  g_signal_connect (form, "changed", G_CALLBACK (changed_cb), NULL);
  g_assert_true (aft_check_in_form_is_empty (AFT_CHECK_IN_FORM (form)));

  aft_check_in_form_set_note (AFT_CHECK_IN_FORM (form), note);
  g_assert_cmpuint (n_changed, ==, 0);
  g_assert_false (aft_check_in_form_is_empty (AFT_CHECK_IN_FORM (form)));
  out->severity[AFT_SYMPTOM_REDNESS] = 4;
  out->flags = AFT_FLAG_NONE;
  out->resolved_flags = AFT_FLAG_NONE;
  g_clear_pointer (&out->text, g_free);
  aft_check_in_form_apply (AFT_CHECK_IN_FORM (form), out);
  g_assert_true (aft_skin_note_equal (note, out));

  aft_check_in_form_set_note (AFT_CHECK_IN_FORM (form), NULL);
  g_assert_true (aft_check_in_form_is_empty (AFT_CHECK_IN_FORM (form)));

  assert_freed (form);
}

/* A sign that was ticked before can be marked as gone, and then isn't ticked too. */
static void
test_form_gone_now (void)
{
  GtkWidget *form = aft_check_in_form_new ();
  g_autoptr (AftSkinNote) note = aft_skin_note_new ();
  g_autoptr (AftSkinNote) out = aft_skin_note_new ();
  GtkWidget *gone;

  note->flags = AFT_FLAG_SPREADING_REDNESS;
  aft_check_in_form_set_note (AFT_CHECK_IN_FORM (form), note);
  aft_check_in_form_set_open_flags (AFT_CHECK_IN_FORM (form), AFT_FLAG_SPREADING_REDNESS, FALSE);
  gone = find_button (form, "Gone Now");
  g_assert_nonnull (gone);
  g_assert_true (gtk_widget_get_visible (gone));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gone), TRUE);
  aft_check_in_form_apply (AFT_CHECK_IN_FORM (form), out);
  g_assert_cmpint (out->resolved_flags, ==, AFT_FLAG_SPREADING_REDNESS);
  g_assert_cmpint (out->flags, ==, AFT_FLAG_NONE);

  assert_freed (form);
}

static void
test_form_severities (void)
{
  static const int severity[AFT_N_SYMPTOMS] = { 1, AFT_SEVERITY_UNSET, 3 };
  GtkWidget *form = aft_check_in_form_new ();
  g_autoptr (AftSkinNote) note = create_note ();

  aft_check_in_form_set_note (AFT_CHECK_IN_FORM (form), note);
  n_changed = 0;
  g_signal_connect (form, "changed", G_CALLBACK (changed_cb), NULL);
  aft_check_in_form_set_severities (AFT_CHECK_IN_FORM (form), severity);
  g_assert_cmpuint (n_changed, >, 0);
  aft_check_in_form_apply (AFT_CHECK_IN_FORM (form), note);
  g_assert_cmpmem (note->severity, sizeof note->severity, severity, sizeof severity);
  g_assert_cmpint (note->flags, ==, AFT_FLAG_FEVER);

  assert_freed (form);
}

/* --- face map ---------------------------------------------------------------------------------- */

/* The toggle button of a zone, found by its name. */
static GtkToggleButton *
find_zone (GtkWidget *map, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (map); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (gtk_widget_get_tooltip_text (child), name) == 0)
      return GTK_TOGGLE_BUTTON (child);
  g_assert_not_reached ();
}

static void
test_face_map (void)
{
  GtkWidget *map = aft_face_map_new ();
  guint zones = 0;

  n_changed = 0;
  g_signal_connect (map, "notify::zones", G_CALLBACK (notified_cb), NULL);

  /* From the buttons to the property... */
  gtk_toggle_button_set_active (find_zone (map, "Left cheek"), TRUE);
  gtk_toggle_button_set_active (find_zone (map, "Body"), TRUE);
  g_assert_cmpuint (n_changed, ==, 2);
  g_object_get (map, "zones", &zones, NULL);
  g_assert_cmpuint (zones, ==, AFT_ZONE_LEFT_CHEEK | AFT_ZONE_BODY);
  gtk_toggle_button_set_active (find_zone (map, "Body"), FALSE);
  g_assert_cmpuint (aft_face_map_get_zones (AFT_FACE_MAP (map)), ==, AFT_ZONE_LEFT_CHEEK);

  /* ... and back, at once. */
  n_changed = 0;
  aft_face_map_set_zones (AFT_FACE_MAP (map), AFT_ZONE_NOSE | AFT_ZONE_TEMPLES);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_true (gtk_toggle_button_get_active (find_zone (map, "Nose")));
  g_assert_true (gtk_toggle_button_get_active (find_zone (map, "Temples")));
  g_assert_false (gtk_toggle_button_get_active (find_zone (map, "Left cheek")));
  aft_face_map_set_zones (AFT_FACE_MAP (map), AFT_ZONE_NOSE | AFT_ZONE_TEMPLES);
  g_assert_cmpuint (n_changed, ==, 1);

  assert_freed (map);
}

/* As tall as its width requires, and never wider than a phone. */
static void
test_face_map_size (void)
{
  GtkWidget *map = aft_face_map_new ();
  int minimum = 0;
  int narrow = 0;
  int wide = 0;

  gtk_widget_measure (map, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 240);
  gtk_widget_measure (map, GTK_ORIENTATION_VERTICAL, 240, &narrow, NULL, NULL, NULL);
  gtk_widget_measure (map, GTK_ORIENTATION_VERTICAL, 320, &wide, NULL, NULL, NULL);
  g_assert_cmpint (narrow, <, wide);
  assert_freed (map);
}

/* --- columns ----------------------------------------------------------------------------------- */

static GtkWidget *
add_block (GtkWidget *box, int column, int height)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (box);

  gtk_widget_set_size_request (block, 100, height);
  gtk_box_append (GTK_BOX (box), block);
  g_object_set (gtk_layout_manager_get_layout_child (layout, block), "column", column, NULL);

  return block;
}

static void
assert_at (GtkWidget *box, GtkWidget *block, int x, int y)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (block, box, &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, x);
  g_assert_cmpfloat (bounds.origin.y, ==, y);
}

static int
measure_height (GtkWidget *box, int width)
{
  int natural = 0;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);

  return natural;
}

static void
test_columns (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *left, *right, *free_block;
  int min = 0;

  gtk_widget_set_layout_manager (box, aft_columns_layout_new (400, 20));
  left = add_block (box, 0, 200);
  right = add_block (box, 1, 50);
  free_block = add_block (box, -1, 40);
  gtk_window_set_child (GTK_WINDOW (window), box);

  /* One column below the threshold, whatever the natural width of its children. */
  g_assert_cmpint (measure_height (box, 399), ==, 200 + 20 + 50 + 20 + 40);
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
  g_assert_cmpint (min, ==, 100);

  /* Two columns from there on; the free child is in the shorter one. */
  g_assert_cmpint (measure_height (box, 400), ==, 200);
  gtk_widget_allocate (box, 420, 200, -1, NULL);
  assert_at (box, left, 0, 0);
  assert_at (box, right, 220, 0);
  assert_at (box, free_block, 220, 70);

  gtk_widget_set_size_request (left, 100, 30);
  g_assert_cmpint (measure_height (box, 420), ==, 30 + 20 + 40);
  gtk_widget_allocate (box, 420, 90, -1, NULL);
  assert_at (box, free_block, 0, 50);

  gtk_widget_set_direction (box, GTK_TEXT_DIR_RTL);
  gtk_widget_allocate (box, 420, 90, -1, NULL);
  assert_at (box, left, 220, 0);
  assert_at (box, right, 0, 0);

  /* Without a second column, the first gets all the room. */
  gtk_widget_set_visible (right, FALSE);
  gtk_widget_set_visible (free_block, FALSE);
  gtk_widget_allocate (box, 420, 90, -1, NULL);
  g_assert_cmpint (gtk_widget_get_width (left), ==, 420);

  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- lines of equal children -------------------------------------------------------------------- */

static void
test_equal_children (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *block[3];
  int min = 0;

  gtk_widget_set_layout_manager (box, aft_wrap_layout_new ());
  g_object_set (gtk_widget_get_layout_manager (box), "equal", TRUE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (block); i++)
    {
      block[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_set_size_request (block[i], i == 1 ? 100 : 50, 20);
      gtk_box_append (GTK_BOX (box), block[i]);
    }
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
  g_assert_cmpint (min, ==, 100);

  /* Just enough for three of the widest. */
  g_assert_cmpint (measure_height (box, 312), ==, 20);
  gtk_widget_allocate (box, 312, 20, -1, NULL);
  assert_at (box, block[1], 106, 0);
  assert_at (box, block[2], 212, 0);
  g_assert_cmpint (gtk_widget_get_width (block[0]), ==, 100);

  g_assert_cmpint (measure_height (box, 311), ==, 3 * 20 + 2 * 6);
  gtk_widget_allocate (box, 311, 72, -1, NULL);
  assert_at (box, block[1], 0, 26);
  g_assert_cmpint (gtk_widget_get_width (block[0]), ==, 311);

  gtk_window_destroy (GTK_WINDOW (window));
}

/* A row with two texts and a button is never wider than the width for which its height was
 * measured. */
static void
test_lines (void)
{
  static const char *const texts[][2] = {
    { "Check-in, Sunday 22 November 2026", "Redness 0 · Tingling 0 · Dryness 1" },
    { "فحص البشرة، الأحد 22 نوفمبر 2026", "الاحمرار 0 · الوخز 0 · الجفاف 1" },
    { "المعتاد لبشرتي", "حال بشرتك في يوم عادي، بعد الجلسة بزمن طويل. يؤجّل العَرَض الجلسة التالية." },
  };
  GtkWidget *window = gtk_window_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      int min;

      gtk_widget_set_layout_manager (lines, aft_columns_layout_new (0, 3));
      gtk_widget_set_hexpand (lines, TRUE);
      for (guint j = 0; j < G_N_ELEMENTS (texts[i]); j++)
        gtk_box_append (GTK_BOX (lines),
                        g_object_new (GTK_TYPE_LABEL, "label", texts[i][j], "wrap", TRUE,
                                      "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, NULL));
      gtk_box_append (GTK_BOX (row), lines);
      gtk_box_append (GTK_BOX (row), gtk_button_new_with_label ("Restore"));
      gtk_window_set_child (GTK_WINDOW (window), row);

      gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
      for (int width = min; width < 600; width += 3)
        {
          int height = measure_height (row, width);
          int wanted;

          gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, height, &wanted, NULL, NULL, NULL);
          if (wanted > width)
            g_error ("text %u: %d pixels high for %d, and then wants %d", i, height, width, wanted);
        }
      gtk_widget_allocate (row, 300, measure_height (row, 300), -1, NULL);
      g_assert_cmpint (gtk_widget_get_height (gtk_widget_get_first_child (lines)) + 3 +
                           gtk_widget_get_height (gtk_widget_get_last_child (lines)),
                       ==, measure_height (lines, gtk_widget_get_width (lines)));
    }

  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- widgets that show the plan --------------------------------------------------------------- */

static void
test_plan_widgets (void)
{
  g_autoptr (AftTestDiary) diary = aft_test_diary_new (NULL);
  g_autoptr (AftPlan) waiting = NULL;
  g_autoptr (AftPlan) ready = NULL;
  GtkWidget *hero = aft_hero_new ();
  GtkWidget *steps = aft_activities_list_new ();

  aft_test_diary_home (diary, "2026-03-01T20:00:00Z", 7);
  aft_test_diary_note (diary, "2026-03-08T20:00:00Z", 0, 0, 0);
  waiting = aft_test_diary_plan (diary, "2026-03-01T21:00:00Z");
  ready = aft_test_diary_plan (diary, "2026-03-09T21:00:00Z");
  g_assert_cmpint (ready->next_state, ==, AFT_NEXT_READY);

  g_object_set (hero, "plan", waiting, "time-zone", diary->time_zone, NULL);
  g_assert_false (gtk_widget_has_css_class (hero, "ready"));
  g_object_set (hero, "plan", ready, "time-zone", diary->time_zone, NULL);
  g_assert_true (gtk_widget_has_css_class (hero, "ready"));
  g_object_set (hero, "plan", waiting, "time-zone", diary->time_zone, NULL);
  g_assert_false (gtk_widget_has_css_class (hero, "ready"));

  g_object_set (steps, "plan", waiting, "time-zone", diary->time_zone, NULL);
  g_object_set (steps, "plan", ready, "time-zone", diary->time_zone, NULL);
  g_object_set (steps, "plan", waiting, "time-zone", diary->time_zone, NULL);

  assert_freed (hero);
  assert_freed (steps);
  assert_freed (aft_ring_new ());
  assert_freed (aft_check_in_card_new ());
}

/* --- with a diary on disk
 * ---------------------------------------------------------------------- */

typedef struct
{
  char *folder;
  AftStore *store;
  AftDiaryModel *model;
} Diary;

static void
loaded_cb (AftDiaryModel *model, gpointer user_data)
{
  gboolean *loaded = user_data;

  *loaded = aft_diary_model_get_loaded (model);
}

static Diary *
diary_open (void)
{
  Diary *diary = g_new0 (Diary, 1);
  g_autofree char *path = NULL;
  gboolean loaded = FALSE;

  diary->folder = g_dir_make_tmp ("aft-ui-XXXXXX", NULL);
  path = g_build_filename (diary->folder, "diary.db", NULL);
  diary->store = aft_store_new (path);
  diary->model = aft_diary_model_new (diary->store, NULL);
  g_signal_connect (diary->model, "changed", G_CALLBACK (loaded_cb), &loaded);
  while (!loaded)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_func (diary->model, loaded_cb, &loaded);
  g_assert_no_error (aft_diary_model_get_error (diary->model));

  return diary;
}

static void
diary_close (Diary *diary)
{
  static const char *const files[] = { "diary.db", "diary.db-wal", "diary.db-shm" };

  /* A pending read keeps a reference to it. */
  g_object_run_dispose (G_OBJECT (diary->model));
  aft_store_close (diary->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (diary->model);
  g_assert_finalize_object (diary->store);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (diary->folder, files[i], NULL);

      g_unlink (path);
    }
  g_rmdir (diary->folder);
  g_free (diary->folder);
  g_free (diary);
}

static void
wait_until_visible (GtkWidget *widget)
{
  while (!gtk_widget_get_visible (widget))
    g_main_context_iteration (NULL, TRUE);
}

/* The page is freed, including everything it connected to the diary. */
static void
test_today_page (void)
{
  Diary *diary = diary_open ();

  g_autoptr (AftNotifierClient) notifier = aft_notifier_client_new ();
  AftReminderWatch *watch = aft_reminder_watch_new (notifier);

  assert_freed (aft_today_page_new (diary->model, watch));
  g_assert_finalize_object (watch);
  diary_close (diary);
}

/* An Edit without input ends with the day; with input, it stays on the old day. */
static void
test_card_day_over (void)
{
  Diary *diary;
  GtkWidget *window = gtk_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *card = aft_check_in_card_new ();
  GtkWidget *folded, *form_page, *copy;
  g_autofree char *day = NULL;
  g_autofree char *question = NULL;
  GtkLabel *title;

  aft_fake_clock_install (aft_test_at ("2026-03-01T20:00:00Z"));
  diary = diary_open ();
  aft_check_in_card_set_model (AFT_CHECK_IN_CARD (card), diary->model);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), card);
  gtk_window_set_child (GTK_WINDOW (window), overlay);
#define CHILD(name) GTK_WIDGET (gtk_widget_get_template_child (card, AFT_TYPE_CHECK_IN_CARD, name))
  folded = CHILD ("folded_page");
  form_page = CHILD ("form_page");
  copy = CHILD ("yesterday_button");
  title = GTK_LABEL (CHILD ("title"));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (card, "3")), TRUE);
  g_signal_emit_by_name (find_button (card, "Save Check-In"), "clicked");
  wait_until_visible (folded);
  while (aft_diary_model_get_notes (diary->model)->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (CHILD ("edit_button"), "clicked");
  g_assert_true (gtk_widget_get_visible (form_page));
  g_assert_cmpstr (gtk_label_get_label (title), ==, "Edit your check-in");

  aft_fake_clock_advance (G_TIME_SPAN_DAY);
  aft_diary_model_reload (diary->model);
  g_signal_emit_by_name (diary->model, "changed");
  g_assert_cmpstr (gtk_label_get_label (title), ==, "How is your skin today?");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_button (card, "3"))));
  g_assert_true (gtk_widget_get_visible (copy));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (card, "2")), TRUE);
  day = aft_words_day_long (aft_diary_model_get_today (diary->model));
  question = g_strdup_printf ("How was your skin on %s?", day);
  aft_fake_clock_advance (G_TIME_SPAN_DAY);
  g_signal_emit_by_name (diary->model, "changed");
  g_assert_cmpstr (gtk_label_get_label (title), ==, question);
  g_assert_false (gtk_widget_get_visible (copy));

  gtk_window_destroy (GTK_WINDOW (window));
  diary_close (diary);
  aft_fake_clock_uninstall ();
}

/* What the store rejects stays in the form; saved at the second attempt, the form folds to one
 * line. */
static void
test_card_failed_save (void)
{
  const GTimeSpan two_centuries = 200 * 365 * G_TIME_SPAN_DAY;
  gint64 now_us = aft_test_at ("2026-03-01T20:00:00Z");
  Diary *diary;
  GtkWidget *window = gtk_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *card = aft_check_in_card_new ();
  GtkWidget *save, *problem, *folded;
  AftSkinNote *note;

  aft_fake_clock_install (now_us);
  diary = diary_open ();
  aft_check_in_card_set_model (AFT_CHECK_IN_CARD (card), diary->model);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), card);
  gtk_window_set_child (GTK_WINDOW (window), overlay);
  save = find_button (card, "Save Check-In");
  problem = GTK_WIDGET (gtk_widget_get_template_child (card, AFT_TYPE_CHECK_IN_CARD, "problem"));
  folded = GTK_WIDGET (gtk_widget_get_template_child (card, AFT_TYPE_CHECK_IN_CARD, "folded_page"));

  g_assert_false (gtk_widget_get_sensitive (save));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (card, "3")), TRUE);
  g_assert_true (gtk_widget_get_sensitive (save));

  /* A clock before 1900 makes a note that no diary accepts. */
  aft_fake_clock_step (-two_centuries);
  g_signal_emit_by_name (save, "clicked");
  g_assert_false (gtk_widget_get_sensitive (save));
  wait_until_visible (problem);
  g_assert_true (gtk_widget_get_sensitive (save));
  g_assert_false (gtk_widget_get_visible (folded));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_button (card, "3"))));

  aft_fake_clock_step (two_centuries);
  g_signal_emit_by_name (save, "clicked");
  wait_until_visible (folded);
  while (aft_diary_model_get_notes (diary->model)->len == 0)
    g_main_context_iteration (NULL, TRUE);
  note = g_ptr_array_index (aft_diary_model_get_notes (diary->model), 0);
  g_assert_cmpint (note->severity[AFT_SYMPTOM_REDNESS], ==, 3);
  g_assert_cmpint (note->noted_at_us, ==, now_us);
  g_assert_true (gtk_widget_get_visible (folded));

  gtk_window_destroy (GTK_WINDOW (window));
  diary_close (diary);
  aft_fake_clock_uninstall ();
}

/* --- rows of a long list ----------------------------------------------------------------------- */

static GPtrArray *filled; /* GtkWidget *, in the order in which they were filled */

static void
fill_cb (GtkWidget *row)
{
  g_ptr_array_add (filled, row);
}

static void
wait_for_frame (GtkWidget *window)
{
  while (gtk_widget_get_height (window) == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Visible ones come first, each once, and deleted ones don't come. */
static void
test_row_filler (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (AftIdleBuilder) filler = aft_idle_builder_new (scrolled, fill_cb);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  guint n_in_sight = 0;

  filled = g_ptr_array_new ();
  for (guint i = 0; i < 100; i++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_widget_set_size_request (row, -1, 50);
      gtk_box_append (GTK_BOX (box), row);
      g_ptr_array_add (rows, row);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 400);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frame (rows->pdata[0]);

  /* The last first. */
  for (guint i = rows->len; i > 0; i--)
    {
      aft_idle_builder_add (filler, rows->pdata[i - 1]);
      aft_idle_builder_add (filler, rows->pdata[i - 1]);
    }
  aft_idle_builder_remove (filler, rows->pdata[2]);
  aft_idle_builder_remove (filler, rows->pdata[90]);
  while (filled->len < rows->len - 2)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_assert_cmpuint (filled->len, ==, rows->len - 2);
  for (guint i = 0; i < filled->len; i++)
    {
      guint index;

      g_assert_true (g_ptr_array_find (rows, filled->pdata[i], &index));
      g_assert_cmpuint (index, !=, 2);
      g_assert_cmpuint (index, !=, 90);
      if (index * 50 < (guint) gtk_widget_get_height (scrolled))
        g_assert_cmpuint (i, ==, n_in_sight++);
    }
  g_assert_cmpuint (n_in_sight, >, 4);
  g_assert_cmpuint (n_in_sight, <, 20);

  g_ptr_array_unref (filled);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- toasts ------------------------------------------------------------------------------------ */

static void
test_toast_undo (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *label = gtk_label_new ("inside");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), label);
  gtk_window_set_child (GTK_WINDOW (window), overlay);

  g_assert_null (aft_toast_take_undo (label));
  aft_toast (label, "1 < 2 & <b>plain</b>");
  aft_toast_undo (label, "Check-in deleted", "a");
  aft_toast_undo (label, "Check-in deleted", "b");

  /* The latest one, once. */
  first = aft_toast_take_undo (label);
  g_assert_cmpstr (first, ==, "b");
  second = aft_toast_take_undo (label);
  g_assert_null (second);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
count_cb (AdwToast *toast, guint *n_dismissed)
{
  (*n_dismissed)++;
}

/* A new toast dismisses the last one, whose Undo could be taken for that of the latest change. */
static void
test_toast_latest (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *label = gtk_label_new ("inside");
  guint n_first = 0;
  guint n_second = 0;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), label);
  gtk_window_set_child (GTK_WINDOW (window), overlay);

  g_signal_connect (aft_toast_button (label, "Session logged", "Undo"), "dismissed",
                    G_CALLBACK (count_cb), &n_first);
  g_assert_cmpuint (n_first, ==, 0);
  g_signal_connect (aft_toast_button (label, "Session logged", "Undo"), "dismissed",
                    G_CALLBACK (count_cb), &n_second);
  g_assert_cmpuint (n_first, ==, 1);
  g_assert_cmpuint (n_second, ==, 0);

  /* A failure is shown before everything else, and stays. */
  aft_toast_error (label, "Could not restore the entry", NULL);
  g_assert_cmpuint (n_second, ==, 1);
  aft_toast (label, "Check-in saved");

  gtk_window_destroy (GTK_WINDOW (window));
}

/* A click never reaches the buttons that another item left in a row. */
static void
test_row_reused (void)
{
  g_autoptr (GtkWidget) scrolled = g_object_ref_sink (gtk_scrolled_window_new ());
  g_autoptr (AftIdleBuilder) builder = aft_idle_builder_new (scrolled, aft_diary_row_fill);
  g_autoptr (GtkWidget) row = g_object_ref_sink (aft_diary_row_new (builder, NULL));
  g_autoptr (AftDiaryItem) first = aft_diary_item_new (AFT_DIARY_ITEM_DAY, 740000);
  g_autoptr (AftDiaryItem) second = aft_diary_item_new (AFT_DIARY_ITEM_DAY, 740001);

  aft_diary_row_set_item (AFT_DIARY_ROW (row), first);
  g_assert_false (gtk_widget_get_can_target (row));
  aft_diary_row_fill (row);
  g_assert_true (gtk_widget_get_can_target (row));
  aft_diary_row_set_item (AFT_DIARY_ROW (row), second);
  g_assert_false (gtk_widget_get_can_target (row));
  aft_diary_row_set_item (AFT_DIARY_ROW (row), NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* The tests look for English names and captions. */
  g_setenv ("LANGUAGE", "C", TRUE);
  adw_init ();

  g_test_add_func ("/ui/widgets/scale/press", test_scale_press);
  g_test_add_func ("/ui/widgets/form/round-trip", test_form_round_trip);
  g_test_add_func ("/ui/widgets/form/gone-now", test_form_gone_now);
  g_test_add_func ("/ui/widgets/form/severities", test_form_severities);
  g_test_add_func ("/ui/widgets/diary-row/reused", test_row_reused);
  g_test_add_func ("/ui/widgets/face-map/zones", test_face_map);
  g_test_add_func ("/ui/widgets/face-map/size", test_face_map_size);
  g_test_add_func ("/ui/widgets/columns", test_columns);
  g_test_add_func ("/ui/widgets/equal-children", test_equal_children);
  g_test_add_func ("/ui/widgets/lines", test_lines);
  g_test_add_func ("/ui/widgets/plan", test_plan_widgets);
  g_test_add_func ("/ui/widgets/today", test_today_page);
  g_test_add_func ("/ui/widgets/card/failed-save", test_card_failed_save);
  g_test_add_func ("/ui/widgets/card/day-over", test_card_day_over);
  g_test_add_func ("/ui/widgets/row-filler", test_row_filler);
  g_test_add_func ("/ui/widgets/toast/undo", test_toast_undo);
  g_test_add_func ("/ui/widgets/toast/latest", test_toast_latest);

  return g_test_run ();
}
