/* aft-trends-picture.c: the chart as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "aftercare-ui"

#include "aft-config.h"

#include "aft-trends-picture.h"

#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

#include "aft-file-writer.h"
#include "aft-save-name.h"
#include "aft-text.h"
#include "aft-toast.h"
#include "aft-trends-words.h"

#define WIDTH 1200.0
#define HEIGHT 760.0
#define MARGIN 40.0
#define FONT_PIXELS 20
#define CHOOSER_KEY "aft-picture-chooser"

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* The person's font, at a size that suits the picture and not the screen. */
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
 * @format: as pixels or as lines
 *
 * Dark on white whatever the theme, with title and legend, so that it can be sent or printed.
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

static void
tell_failure (GtkWidget *from, const GError *error)
{
  aft_toast_error (from,
                   _ ("The picture could not be saved. Choose another folder, or see whether "
                      "the disk is full."),
                   error);
}

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
  g_autoptr (GError) error = NULL;
  const Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_file_get_basename (saving->file);
  g_autofree char *display = g_filename_display_name (name);
  g_autofree char *shown = aft_text_name (display);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      /* Translators: %s: the name of a file */
      g_autofree char *text = g_strdup_printf (_ ("Picture saved to “%s”"), shown);

      aft_toast (saving->from, text);
    }
  else
    {
      tell_failure (saving->from, error);
    }
}

static void
named_cb (GFile *file, const GError *error, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (GTask) task = NULL;

  if (file == NULL)
    {
      if (error != NULL)
        tell_failure (saving->from, error);
      saving_free (saving);
      return;
    }
  saving->file = g_object_ref (file);
  task = g_task_new (NULL, NULL, saved_cb, NULL);
  g_task_set_source_tag (task, named_cb);
  g_task_set_task_data (task, saving, (GDestroyNotify) saving_free);
  g_task_run_in_thread (task, save_thread);
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  GtkWidget *from = GTK_WIDGET (user_data);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      Saving *saving = g_new0 (Saving, 1);

      saving->from = g_object_ref (from);
      saving->picture = g_bytes_ref (g_object_get_data (G_OBJECT (dialog), "picture"));
      aft_save_name_complete (GTK_WINDOW (gtk_widget_get_root (from)), file,
                              g_object_get_data (G_OBJECT (dialog), "end"), named_cb, saving);
    }
  g_object_set_data (G_OBJECT (from), CHOOSER_KEY, NULL);
}

/**
 * aft_trends_picture_save:
 * @from: a widget of the window that asks
 * @picture: the file's content
 * @format: what it is
 * @day: the day to name it after
 *
 * Asks where to, and writes it there in the background. A toast says how it went.
 */
void
aft_trends_picture_save (GtkWidget *from,
                         GBytes *picture,
                         AftTrendsPictureFormat format,
                         AftDay day)
{
  g_autoptr (GtkFileChooserNative) chooser = NULL;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *date = aft_day_to_string (day);
  g_autofree char *name =
      g_strdup_printf ("aftercare-%s.%s", date, format == AFT_TRENDS_PICTURE_SVG ? "svg" : "png");

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (picture != NULL);

  chooser =
      gtk_file_chooser_native_new (_ ("Save Picture"), GTK_WINDOW (gtk_widget_get_root (from)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  if (format == AFT_TRENDS_PICTURE_SVG)
    {
      gtk_file_filter_set_name (filter, _ ("Pictures (SVG)"));
      gtk_file_filter_add_mime_type (filter, "image/svg+xml");
      gtk_file_filter_add_suffix (filter, "svg");
    }
  else
    {
      gtk_file_filter_set_name (filter, _ ("Pictures (PNG)"));
      gtk_file_filter_add_mime_type (filter, "image/png");
      gtk_file_filter_add_suffix (filter, "png");
    }
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_object_set_data_full (G_OBJECT (chooser), "picture", g_bytes_ref (picture),
                          (GDestroyNotify) g_bytes_unref);
  g_object_set_data (G_OBJECT (chooser), "end",
                     (gpointer) (format == AFT_TRENDS_PICTURE_SVG ? ".svg" : ".png"));
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), from, 0);
  /* Nobody else keeps a native chooser alive. */
  g_object_set_data_full (G_OBJECT (from), CHOOSER_KEY, g_object_ref (chooser), g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
