/* aft-report-page.c: shows one page of the report as it will be printed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-report-page.h"

#include <glib/gi18n-lib.h>

#define MIN_WIDTH 280

struct _AftReportPage
{
  GtkWidget parent_instance;

  AftPages *pages; /* borrowed */
  guint page;
  double width;
  double height;
};

G_DEFINE_FINAL_TYPE (AftReportPage, aft_report_page, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
aft_report_page_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
aft_report_page_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  AftReportPage *self = AFT_REPORT_PAGE (widget);
  double ratio = self->height / self->width;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = (int) self->width;
    }
  else
    {
      *minimum = (int) (MAX (for_size, MIN_WIDTH) * ratio);
      *natural = *minimum;
    }
}

static void
aft_report_page_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AftReportPage *self = AFT_REPORT_PAGE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double scale = MIN (width / self->width, height / self->height);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  cairo_scale (cr, scale, scale);
  aft_pages_draw (self->pages, cr, self->page);
  cairo_destroy (cr);
}

static void
aft_report_page_class_init (AftReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = aft_report_page_get_request_mode;
  widget_class->measure = aft_report_page_measure;
  widget_class->snapshot = aft_report_page_snapshot;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
aft_report_page_init (AftReportPage *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "report-page");
}

/**
 * aft_report_page_new:
 * @pages: the pages; borrowed, so they must outlive the widget
 * @page: which one, from 0
 * @width: the width of the paper, in points
 * @height: the height of the paper, in points
 *
 * Returns: (transfer none) (floating): the page
 */
GtkWidget *
aft_report_page_new (AftPages *pages, guint page, double width, double height)
{
  AftReportPage *self = g_object_new (AFT_TYPE_REPORT_PAGE, NULL);
  g_autofree char *label = NULL;

  self->pages = pages;
  self->page = page;
  self->width = width;
  self->height = height;
  /* Translators: what a screen reader calls the picture of a page */
  label = g_strdup_printf (_ ("Page %u of %u"), page + 1, aft_pages_get_count (pages));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return GTK_WIDGET (self);
}
