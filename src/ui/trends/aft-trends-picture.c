/* aft-trends-picture.c: the chart as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-trends-picture.h"

#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

#include "aft-file-chooser.h"
#include "aft-file-writer.h"
#include "aft-iso-date.h"
#include "aft-toast.h"
#include "aft-trends-words.h"

#define WIDTH 1200.0
#define HEIGHT 760.0
#define MARGIN 40.0
#define FONT_PIXELS 20

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* The person's font, in a size for the picture instead of the screen. */
static PangoContext *
make_context (PangoContext *of, cairo_t *cr)
{
  PangoContext *context = pango_cairo_create_context (cr);
  g_autoptr (PangoFontDescription) font =
      pango_font_description_copy (pango_context_get_font_description (of));

  pango_font_description_set_absolute_size (font, FONT_PIXELS * PANGO_SCALE);
  pango_context_set_font_description (context, font);
  pango_context_set_base_dir (context, pango_context_get_base_dir (of));
  pango_context_set_language (context, pango_context_get_language (of));
  pango_cairo_context_set_resolution (context, 96);

  return context;
}

static double
draw_line (cairo_t *cr, PangoContext *context, const char *text, double scale, double y)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  if (scale > 1)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, (int) (WIDTH - 2 * MARGIN) * PANGO_SCALE);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  cairo_move_to (cr, MARGIN, y);
  pango_cairo_show_layout (cr, layout);

  return y + height;
}

static void
draw_picture (cairo_t *cr,
              const AftTrendsView *view,
              guint symptoms,
              gboolean mirrored,
              PangoContext *context)
{
  g_autofree char *title = aft_trends_words_title (view);
  g_autofree char *caption = aft_trends_words_caption (view, symptoms);
  AftTrendsDrawing drawing = { .view = view,
                               .symptoms = symptoms,
                               .day = -1,
                               .mirrored = mirrored,
                               .context = context,
                               .width = WIDTH - 2 * MARGIN };
  double y = MARGIN;

  aft_trends_palette_init_light (&drawing.palette);
  aft_color_set (&drawing.palette.paper, cr, 1);
  cairo_paint (cr);

  aft_color_set (&drawing.palette.text, cr, 1);
  y = draw_line (cr, context, title, 1.3, y);
  y = draw_line (cr, context, caption, 0.85, y + 8) + 20;
  cairo_save (cr);
  cairo_translate (cr, MARGIN, y);
  aft_trends_drawing_draw_legend (&drawing, cr);
  cairo_restore (cr);

  y += 2 * FONT_PIXELS;
  drawing.height = HEIGHT - y - MARGIN / 2;
  cairo_translate (cr, MARGIN, y);
  aft_trends_drawing_draw (&drawing, cr);
}

/**
 * aft_trends_picture_make:
 * @view: what to draw
 * @symptoms: a set of bits, 1 << #AftSymptom
 * @mirrored: whether time runs from right to left
 * @context: the person's font
 * @format: PNG or SVG
 *
 * Dark on white in every theme, with title and legend, so that it can be sent or printed.
 *
 * Returns: (transfer full): the file
 */
GBytes *
aft_trends_picture_make (const AftTrendsView *view,
                         guint symptoms,
                         gboolean mirrored,
                         PangoContext *context,
                         AftTrendsPictureFormat format)
{
  GByteArray *bytes = g_byte_array_new ();
  PangoContext *own_context;
  cairo_surface_t *surface;
  cairo_t *cr;

  g_return_val_if_fail (view != NULL, NULL);

  if (format == AFT_TRENDS_PICTURE_SVG)
    {
      surface = cairo_svg_surface_create_for_stream (append_cb, bytes, WIDTH, HEIGHT);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
    }
  else
    {
      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) WIDTH * 2, (int) HEIGHT * 2);
      cairo_surface_set_device_scale (surface, 2, 2);
    }

  cr = cairo_create (surface);
  own_context = make_context (context, cr);
  draw_picture (cr, view, symptoms, mirrored, own_context);
  g_object_unref (own_context);
  cairo_destroy (cr);
  if (format == AFT_TRENDS_PICTURE_PNG)
    cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (bytes);
}

/* --- to a file -------------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *from;
  GFile *file;
  GBytes *picture;
} Saving;

static void
saving_free (Saving *self)
{
  g_object_unref (self->from);
  g_clear_object (&self->file);
  g_bytes_unref (self->picture);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
report_error (Saving *self, const GError *error)
{
  aft_toast_error (
      self->from,
      _ ("The picture could not be saved. Choose another folder, or check whether the disk is full."),
      error);
}

static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Saving *saving = task_data;
  GError *error = NULL;
  AftFileWriter *writer = aft_file_writer_new (saving->file, cancellable, &error);
  gboolean good = FALSE;

  if (writer != NULL)
    {
      good = g_output_stream_write_all (
          aft_file_writer_get_stream (writer), g_bytes_get_data (saving->picture, NULL),
          g_bytes_get_size (saving->picture), NULL, cancellable, &error);
      good = aft_file_writer_end (writer, good, &error);
    }
  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autofree char *name = aft_file_chooser_get_display_name (saving->file);
      /* Translators: %s: the name of a file */
      g_autofree char *text = g_strdup_printf (_ ("Picture saved to “%s”"), name);

      aft_toast (saving->from, text);
    }
  else
    {
      report_error (saving, error);
    }
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  saving->file = aft_file_chooser_finish (result, &error);
  if (saving->file == NULL)
    {
      report_error (saving, error);
      return;
    }
  task = g_task_new (NULL, NULL, saved_cb, saving);
  g_task_set_source_tag (task, file_chosen_cb);
  g_task_set_task_data (task, g_steal_pointer (&saving), NULL);
  g_task_run_in_thread (task, save_thread);
}

/**
 * aft_trends_picture_save:
 * @from: a widget of the window that asks
 * @picture: the content of the file
 * @format: its format
 * @day: the day to name it after
 *
 * Asks for a file and writes it in the background. A toast reports the result.
 */
void
aft_trends_picture_save (GtkWidget *from,
                         GBytes *picture,
                         AftTrendsPictureFormat format,
                         AftDay day)
{
  const AftFileType types[] = {
    [AFT_TRENDS_PICTURE_PNG] = { _ ("Pictures (PNG)"), "image/png", ".png" },
    [AFT_TRENDS_PICTURE_SVG] = { _ ("Pictures (SVG)"), "image/svg+xml", ".svg" },
  };
  g_autofree char *date = aft_day_to_string (day);
  g_autofree char *name = g_strdup_printf ("aftercare-%s%s", date, types[format].extension);
  Saving *saving;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (picture != NULL);

  saving = g_new0 (Saving, 1);
  saving->from = g_object_ref (from);
  saving->picture = g_bytes_ref (picture);
  aft_file_chooser_save_async (GTK_WINDOW (gtk_widget_get_root (from)), _ ("Save Picture"),
                               _ ("_Save"), name, &types[format], file_chosen_cb, saving);
}
