/* like-today.c: shows the same as Today in plain libadwaita widgets, without a program behind it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The texts, icons and sizes of Today a few hours after a session, as constants: no diary, no
 * preferences, no reminders, no actions. The difference to an empty window is the time GTK needs to
 * show that much.
 */
#include <adwaita.h>

#define RING_SIZE 120

static const char *const STEPS[][3] = {
  { "Makeup", "Wait until today at 19:19", "in 6 h" },
  { "Exercise and sweating", "Wait until Wed 25 Nov, 11:19", "in 46 h" },
  { "Sun", "Wait until Wed 25 Nov, 11:19", "in 46 h" },
  { "Retinoids, acids and scrubs", "Wait until Mon 30 Nov, 11:19", "in 7 days" },
  { "Next session", "Wait until Mon 30 Nov, 11:19", "in 7 days" },
};
static const char *const PAGES[][2] = {
  { "Today", "document-open-recent-symbolic" },
  { "Diary", "x-office-calendar-symbolic" },
  { "Trends", "view-list-symbolic" },
  { "Guide", "help-about-symbolic" },
};

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  cairo_set_line_width (cr, 10);
  cairo_arc (cr, width / 2., height / 2., width / 2. - 5, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 0.7, 0.3, 0.4, 0.2);
  cairo_stroke (cr);
}

static GtkWidget *
append_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static GtkWidget *
make_step (const char *const *step)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *wait = gtk_label_new (step[2]);
  GtkWidget *source = gtk_menu_button_new ();

  gtk_widget_add_css_class (wait, "caption");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (source), "help-about-symbolic");
  gtk_widget_add_css_class (source, "flat");
  gtk_widget_set_valign (source, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), step[0]);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), step[1]);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("object-select-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), wait);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), source);

  return row;
}

static GtkWidget *
make_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");

  return list;
}

static GtkWidget *
make_steps (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *check_in = make_list ();
  GtkWidget *list = make_list ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *edit = gtk_button_new_from_icon_name ("document-edit-symbolic");
  GtkWidget *another = gtk_button_new_from_icon_name ("list-add-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 "Checked in at 12:19: redness 3, tingling 2, dryness 0");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("object-select-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), edit);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), another);
  gtk_list_box_append (GTK_LIST_BOX (check_in), row);
  gtk_box_append (GTK_BOX (box), check_in);

  gtk_widget_set_halign (append_label (box, "What may I do now?", "heading"), GTK_ALIGN_START);
  for (gsize i = 0; i < G_N_ELEMENTS (STEPS); i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_step (STEPS[i]));
  gtk_box_append (GTK_BOX (box), list);

  return box;
}

static GtkWidget *
make_hero (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *ring = gtk_drawing_area_new ();
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *day = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "card");
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_widget_set_size_request (ring, RING_SIZE, RING_SIZE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (ring), draw_cb, NULL, NULL);
  append_label (day, "Day", NULL);
  append_label (day, "0", "title-1");
  gtk_widget_set_valign (day, GTK_ALIGN_CENTER);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), ring);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), day);
  gtk_box_append (GTK_BOX (box), overlay);
  append_label (box, "in 7 days", "heading");
  append_label (box, "Resting until Mon 30 Nov, 11:19", "title-2");
  append_label (box, "You chose 7 days of rest; the guide says 1 to 2 weeks for home needles.",
                NULL);

  return box;
}

static GtkWidget *
make_today (void)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);

  gtk_box_set_homogeneous (GTK_BOX (columns), TRUE);
  gtk_box_append (GTK_BOX (columns), make_steps ());
  gtk_box_append (GTK_BOX (columns), make_hero ());
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 880);
  adw_clamp_set_child (ADW_CLAMP (clamp), columns);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);

  return scrolled;
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *title = adw_view_switcher_title_new ();
  GtkWidget *stack = adw_view_stack_new ();
  GtkWidget *log = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();
  GtkWidget *menu = gtk_menu_button_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (PAGES); i++)
    adw_view_stack_page_set_icon_name (
        adw_view_stack_add_titled (ADW_VIEW_STACK (stack), i == 0 ? make_today () : adw_bin_new (),
                                   PAGES[i][0], PAGES[i][0]),
        PAGES[i][1]);
  adw_view_switcher_title_set_stack (ADW_VIEW_SWITCHER_TITLE (title), ADW_VIEW_STACK (stack));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), title);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), "Log Session");
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  gtk_button_set_child (GTK_BUTTON (log), content);
  gtk_widget_add_css_class (log, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), log);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "open-menu-symbolic");
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), menu);

  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), stack);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Today");
  gtk_window_set_default_size (GTK_WINDOW (window), 940, 720);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.example.Aftercare.LikeToday", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
