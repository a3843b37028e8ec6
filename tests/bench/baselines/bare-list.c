/* bare-list.c: the minimum cost of a GtkListView with 100,000 rows: one label each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows the list, scrolls it like a wheel, and drags it from end to end, one step per frame. Prints
 * the longest time that the main loop was busy in each, as JSON in milliseconds. Our own rows can't
 * be faster than this.
 */
#include <adwaita.h>

#define N_ROWS 100000
#define N_STEPS 150
#define STEP_MS 16
#define REST_MS 1500

static const char *const names[] = { "open", "wheel", "drag" };

typedef struct
{
  GtkWidget *scrolled;
  GtkSelectionModel *model;
  GtkListItemFactory *factory;
  guint step;
  guint stage;
} Bare;

static gint64 woke_us;
static gint64 longest_us;

static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  int n;

  if (woke_us != 0)
    longest_us = MAX (longest_us, g_get_monotonic_time () - woke_us);
  n = g_poll (fds, n_fds, timeout);
  woke_us = g_get_monotonic_time ();

  return n;
}

static gboolean
begin_cb (gpointer user_data);

static gboolean
end_cb (gpointer user_data)
{
  Bare *self = user_data;

  g_print ("%s\"%s\": %.1f", self->stage == 0 ? "{" : ", ", names[self->stage],
           (double) longest_us / 1000);
  if (++self->stage == G_N_ELEMENTS (names))
    {
      g_print ("}\n");
      g_application_quit (g_application_get_default ());
    }
  else
    {
      begin_cb (self);
    }

  return G_SOURCE_REMOVE;
}

static gboolean
step_cb (gpointer user_data)
{
  Bare *self = user_data;
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  double page = gtk_adjustment_get_page_size (adjustment);
  double upper = gtk_adjustment_get_upper (adjustment) - page;

  /* One notch of a wheel, or a fraction of the whole length of the scroll bar. */
  if (self->stage == 1)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + page / 6);
  else
    gtk_adjustment_set_value (adjustment, upper * self->step / N_STEPS);
  if (++self->step <= N_STEPS)
    return G_SOURCE_CONTINUE;
  g_timeout_add (REST_MS, end_cb, self);

  return G_SOURCE_REMOVE;
}

static gboolean
begin_cb (gpointer user_data)
{
  Bare *self = user_data;

  longest_us = 0;
  self->step = 0;
  if (self->stage == 0)
    {
      gtk_scrolled_window_set_child (
          GTK_SCROLLED_WINDOW (self->scrolled),
          gtk_list_view_new (g_steal_pointer (&self->model), g_steal_pointer (&self->factory)));
      g_timeout_add (REST_MS, end_cb, self);
    }
  else
    {
      gtk_adjustment_set_value (
          gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
      g_timeout_add (STEP_MS, step_cb, self);
    }

  return G_SOURCE_REMOVE;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *string = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (string));
}

static void
activate_cb (GtkApplication *application, Bare *self)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkStringList *strings = gtk_string_list_new (NULL);

  /* Measures the rows, not their text. */
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *words = g_strdup_printf ("Redness %u · Tingling 1 · Dryness 0", i);

      gtk_string_list_append (strings, words);
    }
  self->model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (strings)));
  self->factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (self->factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (self->factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->scrolled = gtk_scrolled_window_new ();
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), self->scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 940, 720);
  gtk_window_present (GTK_WINDOW (window));
  g_timeout_add (REST_MS, begin_cb, self);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.example.Aftercare.BareList", G_APPLICATION_DEFAULT_FLAGS);
  Bare self = { 0 };

  g_main_context_set_poll_func (NULL, poll_cb);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &self);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
