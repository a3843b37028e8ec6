/* aft-trends-calendar.c: a month at a glance: sessions, and the highest score of each day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "aft-config.h"

#include "aft-trends-calendar.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>

#include "aft-css.h"
#include "aft-trends-words.h"
#include "aft-words.h"

#define N_WEEKS 6
#define DAYS_IN_WEEK 7
#define N_CELLS (N_WEEKS * DAYS_IN_WEEK)

typedef struct
{
  GtkWidget *box;
  GtkLabel *number;
  GtkImage *home;
  GtkImage *office;
  GtkLabel *peak;
} Cell;

struct _AftTrendsCalendar
{
  GtkWidget parent_instance;

  GtkWidget *main;
  GtkLabel *title;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *header;
  GtkWidget *grid;
  GtkLabel *weekdays[DAYS_IN_WEEK];
  Cell cells[N_CELLS];

  AftTrends *trends;
  AftDay today;
  AftDay month;  /* its first day */
  AftDay cursor; /* where the keyboard is, or goes to */
};

G_DEFINE_FINAL_TYPE (AftTrendsCalendar, aft_trends_calendar, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The locale's first day of the week, 0 for Sunday; Monday (ISO 8601) if it doesn't have one. */
static guint
get_first_weekday (void)
{
#ifdef __GLIBC__
  /* glibc returns a number as a pointer: the Sunday or Monday that weeks are counted from. */
  guint origin = GPOINTER_TO_UINT (nl_langinfo (_NL_TIME_WEEK_1STDAY));
  guint first = (guint) (guchar) nl_langinfo (_NL_TIME_FIRST_WEEKDAY)[0];

  if (first >= 1 && first <= DAYS_IN_WEEK && (origin == 19971130 || origin == 19971201))
    return ((origin == 19971201 ? 1 : 0) + first - 1) % DAYS_IN_WEEK;
#endif

  return 1;
}

/* 0 for Sunday; day 1 of the count is a Monday. */
static guint
get_weekday (AftDay day)
{
  return day % DAYS_IN_WEEK;
}

static AftDay
get_month_start (AftDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_date_set_day (&date, 1);

  return g_date_get_julian (&date);
}

static AftDay
add_months (AftDay month, int n)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, month);
  if (n >= 0)
    g_date_add_months (&date, (guint) n);
  else
    g_date_subtract_months (&date, (guint) -n);

  return g_date_get_julian (&date);
}

static AftDay
get_first_month (AftTrendsCalendar *self)
{
  AftDay first = self->today;

  if (self->trends != NULL && self->trends->days->len > 0)
    first = MIN (first, g_array_index (self->trends->days, AftTrendsDay, 0).day);

  return get_month_start (first);
}

/* A backup from another time zone may contain a day that hasn't begun here. */
static AftDay
get_last_month (AftTrendsCalendar *self)
{
  AftDay last = self->today;

  if (self->trends != NULL && self->trends->days->len > 0)
    last = MAX (last,
                g_array_index (self->trends->days, AftTrendsDay, self->trends->days->len - 1).day);

  return get_month_start (last);
}

/* The day of the first cell, in the week in which the month begins. */
static AftDay
get_first_cell (AftTrendsCalendar *self)
{
  guint before = (get_weekday (self->month) + DAYS_IN_WEEK - get_first_weekday ()) % DAYS_IN_WEEK;

  return self->month - before;
}

/* The day of one of the boxes. */
static AftDay
get_day (AftTrendsCalendar *self, GtkWidget *box)
{
  guint i = 0;

  while (self->cells[i].box != box)
    i++;

  return get_first_cell (self) + i;
}

static void
fill_cell (AftTrendsCalendar *self, Cell *cell, AftDay day)
{
  gboolean inside = get_month_start (day) == self->month;
  const AftTrendsDay *found = inside ? aft_trends_find_day (self->trends, day) : NULL;
  int peak = aft_trends_day_get_peak (found);
  g_autofree char *number = aft_words_format_day (day, "%-d");
  g_autofree char *score = peak != AFT_SEVERITY_UNSET ? g_strdup_printf ("%d", peak) : NULL;
  g_autofree char *spoken = aft_trends_words_calendar (day, found, self->today);

  gtk_widget_set_focusable (cell->box, inside);
  gtk_widget_set_visible (cell->box, inside);
  gtk_label_set_label (cell->number, number);
  gtk_label_set_label (cell->peak, score != NULL ? score : "");
  gtk_widget_set_visible (GTK_WIDGET (cell->home), found != NULL && found->n_home > 0);
  gtk_widget_set_visible (GTK_WIDGET (cell->office), found != NULL && found->n_office > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->box), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  day <= self->today ? _ ("Press Return to add a check-in") : "",
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->box), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);

  for (int severity = 0; severity <= AFT_SEVERITY_MAX; severity++)
    {
      char name[] = { 'p', 'e', 'a', 'k', '-', (char) ('0' + severity), '\0' };

      aft_css_set_class (cell->box, name, severity == peak);
    }
  aft_css_set_class (cell->box, "today", day == self->today && inside);
  aft_css_set_class (cell->box, "ahead", day > self->today);
}

static void
fill (AftTrendsCalendar *self)
{
  AftDay first = get_first_cell (self);
  /* Translators: the heading of a calendar, a month and its year: "November 2026". See
   * g_date_time_format(). */
  g_autofree char *title = aft_words_format_day (self->month, _ ("%OB %Y"));

  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  for (guint i = 0; i < DAYS_IN_WEEK; i++)
    {
      g_autofree char *weekday = aft_words_format_day (first + i, "%a");

      gtk_label_set_label (self->weekdays[i], weekday);
    }
  for (guint i = 0; i < N_CELLS; i++)
    fill_cell (self, &self->cells[i], first + i);
  gtk_widget_set_sensitive (self->previous, self->month > get_first_month (self));
  gtk_widget_set_sensitive (self->next, self->month < get_last_month (self));
}

static void
show_month (AftTrendsCalendar *self, AftDay month)
{
  self->month = CLAMP (month, get_first_month (self), get_last_month (self));
  if (get_month_start (self->cursor) != self->month)
    self->cursor = get_month_start (self->today) == self->month ? self->today : self->month;
  fill (self);
}

static gboolean
focus_cursor (AftTrendsCalendar *self)
{
  guint index = self->cursor - get_first_cell (self);

  return index < N_CELLS && gtk_widget_grab_focus (self->cells[index].box);
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
previous_cb (AftTrendsCalendar *self)
{
  show_month (self, add_months (self->month, -1));
}

static void
next_cb (AftTrendsCalendar *self)
{
  show_month (self, add_months (self->month, 1));
}

/* A check-in can be added to every day that has begun. */
static void
activate_day (AftTrendsCalendar *self, AftDay day)
{
  if (day > self->today)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    g_signal_emit (self, signals[ACTIVATED], 0, day);
}

static void
pressed_cb (AftTrendsCalendar *self, int n_press, double x, double y, GtkGesture *gesture)
{
  /* Otherwise the click would reach the page behind, which scrolls to the focus. */
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (AftTrendsCalendar *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkWidget *box = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  if (!gtk_widget_contains (box, x, y))
    return;
  self->cursor = get_day (self, box);
  activate_day (self, self->cursor);
}

static gboolean
query_tooltip_cb (
    AftTrendsCalendar *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip, GtkWidget *box)
{
  AftDay day = get_day (self, box);
  const AftTrendsDay *found = aft_trends_find_day (self->trends, day);
  g_autofree char *text = NULL;

  if (found == NULL)
    return FALSE;
  text = aft_trends_words_calendar (day, found, self->today);
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
activate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AftTrendsCalendar *self = AFT_TRENDS_CALENDAR (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->grid))
    activate_day (self, self->cursor);
  else
    gtk_widget_activate_default (widget);
}

/* --- vfuncs ----------------------------------------------------------------------------------- */

static gboolean
move_cursor (AftTrendsCalendar *self, int days)
{
  AftDay day = (AftDay) ((int) self->cursor + days);
  AftDay month = get_month_start (day);

  if (month < get_first_month (self) || month > get_last_month (self))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return TRUE;
    }

  self->cursor = day;
  if (month != self->month)
    show_month (self, month);

  return focus_cursor (self);
}

/* All days are one tab stop; the arrow keys move between days, and into other months. */
static gboolean
aft_trends_calendar_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AftTrendsCalendar *self = AFT_TRENDS_CALENDAR (widget);
  int sign = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? -1 : 1;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean in_grid = focus != NULL && gtk_widget_is_ancestor (focus, self->grid);
  gboolean in_header = focus != NULL && gtk_widget_is_ancestor (focus, self->header);

  switch (direction)
    {
    case GTK_DIR_TAB_FORWARD:
      if (in_grid)
        return FALSE;
      return gtk_widget_child_focus (self->header, direction) || focus_cursor (self);

    case GTK_DIR_TAB_BACKWARD:
      if (!in_grid && !in_header)
        return focus_cursor (self);
      return gtk_widget_child_focus (self->header, direction);

    case GTK_DIR_LEFT:
      if (in_grid)
        return move_cursor (self, -sign);
      break;

    case GTK_DIR_RIGHT:
      if (in_grid)
        return move_cursor (self, sign);
      break;

    case GTK_DIR_UP:
      if (in_grid)
        return move_cursor (self, -DAYS_IN_WEEK);
      break;

    case GTK_DIR_DOWN:
      if (in_grid)
        return move_cursor (self, DAYS_IN_WEEK);
      if (in_header)
        return focus_cursor (self);
      break;

    default:
      break;
    }

  return GTK_WIDGET_CLASS (aft_trends_calendar_parent_class)->focus (widget, direction);
}

static void
aft_trends_calendar_dispose (GObject *object)
{
  AftTrendsCalendar *self = AFT_TRENDS_CALENDAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), AFT_TYPE_TRENDS_CALENDAR);
  g_clear_pointer (&self->trends, aft_trends_unref);

  G_OBJECT_CLASS (aft_trends_calendar_parent_class)->dispose (object);
}

static void
aft_trends_calendar_class_init (AftTrendsCalendarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = aft_trends_calendar_dispose;
  widget_class->focus = aft_trends_calendar_focus;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "trendscalendar");

  gtk_widget_class_install_action (widget_class, "calendar.activate", NULL, activate_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/example/Aftercare/trends/aft-trends-calendar.ui");
  gtk_widget_class_bind_template_child (widget_class, AftTrendsCalendar, main);
  gtk_widget_class_bind_template_child (widget_class, AftTrendsCalendar, header);
  gtk_widget_class_bind_template_child (widget_class, AftTrendsCalendar, title);
  gtk_widget_class_bind_template_child (widget_class, AftTrendsCalendar, previous);
  gtk_widget_class_bind_template_child (widget_class, AftTrendsCalendar, next);
  gtk_widget_class_bind_template_child (widget_class, AftTrendsCalendar, grid);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
make_mark (const char *icon)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "pixel-size", 12, "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static GtkLabel *
make_label (const char *css_class)
{
  GtkLabel *label =
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  gtk_widget_add_css_class (GTK_WIDGET (label), "numeric");

  return label;
}

/* The marks overlay the corner: text at 200 % leaves no space beside it. */
static void
init_cell (AftTrendsCalendar *self, Cell *cell)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *labels = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *marks = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 1);

  cell->number = make_label ("trends-number");
  cell->peak = make_label ("trends-peak");
  cell->home = GTK_IMAGE (make_mark ("aft-home-symbolic"));
  cell->office = GTK_IMAGE (make_mark ("aft-clinic-symbolic"));
  gtk_label_set_xalign (cell->number, 0);
  gtk_box_append (GTK_BOX (labels), GTK_WIDGET (cell->number));
  gtk_box_append (GTK_BOX (labels), GTK_WIDGET (cell->peak));
  gtk_box_append (GTK_BOX (marks), GTK_WIDGET (cell->home));
  gtk_box_append (GTK_BOX (marks), GTK_WIDGET (cell->office));
  gtk_widget_set_halign (marks, GTK_ALIGN_END);
  gtk_widget_set_valign (marks, GTK_ALIGN_START);
  gtk_widget_set_hexpand (overlay, TRUE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), labels);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), marks);

  cell->box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GRID_CELL, NULL);
  gtk_widget_add_css_class (cell->box, "trends-day");
  gtk_box_append (GTK_BOX (cell->box), overlay);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (cell->box, GTK_EVENT_CONTROLLER (click));

  /* Only queried where the pointer rests: setting the text of a tooltip asks the display where the pointer
   * is, and there are 42 cells. */
  gtk_widget_set_has_tooltip (cell->box, TRUE);
  g_signal_connect_object (cell->box, "query-tooltip", G_CALLBACK (query_tooltip_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
aft_trends_calendar_init (AftTrendsCalendar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < DAYS_IN_WEEK; i++)
    {
      self->weekdays[i] = make_label ("trends-weekday");
      gtk_label_set_ellipsize (self->weekdays[i], PANGO_ELLIPSIZE_END);
      gtk_grid_attach (GTK_GRID (self->grid), GTK_WIDGET (self->weekdays[i]), i, 0, 1, 1);
    }
  for (int i = 0; i < N_CELLS; i++)
    {
      init_cell (self, &self->cells[i]);
      gtk_grid_attach (GTK_GRID (self->grid), self->cells[i].box, i % DAYS_IN_WEEK,
                       1 + i / DAYS_IN_WEEK, 1, 1);
    }
}

/* --- public ----------------------------------------------------------------------------------- */

/**
 * aft_trends_calendar_set:
 * @trends: what to show; a reference is kept
 * @today: the person's day
 *
 * Keeps the month if it can still be shown.
 */
void
aft_trends_calendar_set (AftTrendsCalendar *self, AftTrends *trends, AftDay today)
{
  gboolean present;
  AftTrends *before;

  g_return_if_fail (AFT_IS_TRENDS_CALENDAR (self));
  g_return_if_fail (trends != NULL);
  g_return_if_fail (today != AFT_DAY_NONE);

  before = self->trends;
  present = before == NULL || self->month == get_month_start (self->today);
  self->trends = aft_trends_ref (trends);
  self->today = today;
  if (before != NULL)
    aft_trends_unref (before);
  if (self->cursor == AFT_DAY_NONE)
    self->cursor = today;

  /* The present month gives way to the next one once that has begun. */
  show_month (self, present ? get_month_start (today) : self->month);
}
