/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-picture.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "poise-balance-description.h"
#include "poise-direction.h"
#include "poise-facets-drawing.h"
#include "poise-weekly-drawing.h"
#include "poise-year-drawing.h"

#define WIDTH 840.0
#define MARGIN 40.0
#define WEEKLY_HEIGHT 330.0
/* A PNG has twice as many pixels, for sharp printing. */
#define PNG_SCALE 2
/* Above a heading, and below its sentence. */
#define SECTION_GAP 22.0
#define TEXT_GAP 8.0

#define TITLE_FONT "Sans Bold 16"
#define HEADING_FONT "Sans Bold 11"
#define TEXT_FONT "Sans 10"
#define CHART_FONT "Sans 9"

#define MAX_SECTIONS 3

/**
 * Section:
 * @heading: what it is about
 * @sentence: what its chart shows
 * @drawing: the chart
 */
typedef struct
{
  const char *heading;
  char *sentence;
  PoiseDrawing *drawing;
} Section;

struct _PoisePicture
{
  Section sections[MAX_SECTIONS];
  guint n_sections;
  char *dates;
  gboolean is_rtl;
  gboolean is_silent; /* about the balance */
  gboolean is_sample; /* nobody wrote it */
};

static char *
format_dates (const PoiseBalance *balance, PoiseDay today)
{
  g_autofree char *range = poise_range_to_words (&balance->range);
  g_autofree char *day = poise_day_to_words (today);

  /* Translators: %1$s is from when to when, %2$s the day on which the picture was made. */
  return g_strdup_printf (_ ("%1$s · made on %2$s with Poise"), range, day);
}

static const char *
get_title (void)
{
  return _ ("Management and Leadership");
}

/**
 * poise_picture_new:
 * @balance: what it shows
 * @before: (nullable): the range before
 * @days: (nullable) (element-type PoisePeriod): the year of days; %NULL leaves its chart out
 * @today: the day that the picture names
 *
 * It is read in the direction of its title's language, until poise_picture_set_rtl().
 *
 * Returns: (transfer full): the picture
 */
PoisePicture *
poise_picture_new (PoiseBalance *balance, PoiseBalance *before, GArray *days, PoiseDay today)
{
  PoisePicture *self;

  g_return_val_if_fail (balance != NULL, NULL);

  self = g_new0 (PoisePicture, 1);
  self->is_rtl = poise_direction_is_rtl (get_title ());
  self->dates = format_dates (balance, today);
  self->sections[0] = (Section) { _ ("Over Time"), poise_balance_describe (balance, before),
                                  poise_weekly_drawing_new () };
  self->sections[1] =
    (Section) { _ ("What You Wrote About"), poise_balance_describe_facets (balance, before),
                poise_facets_drawing_new () };
  poise_weekly_drawing_set_balance (POISE_WEEKLY_DRAWING (self->sections[0].drawing), balance);
  poise_facets_drawing_set_balance (POISE_FACETS_DRAWING (self->sections[1].drawing), balance,
                                    before);
  self->n_sections = 2;
  if (days == NULL)
    return self;
  self->sections[2] = (Section) { _ ("A Year of Days"), poise_balance_describe_year (days),
                                  poise_year_drawing_new () };
  poise_year_drawing_set_days (POISE_YEAR_DRAWING (self->sections[2].drawing), days,
                               balance->first_weekday);
  self->n_sections = 3;
  return self;
}

/**
 * poise_picture_free:
 * @self: (transfer full): a picture
 */
void
poise_picture_free (PoisePicture *self)
{
  for (guint i = 0; i < self->n_sections; i++)
    {
      g_free (self->sections[i].sentence);
      g_object_unref (self->sections[i].drawing);
    }
  g_free (self->dates);
  g_free (self);
}

/**
 * poise_picture_set_target:
 * @self: a picture
 * @low: the target range's lower end as leadership's share, 0 to 1
 * @high: its upper end; no band is drawn unless it is above @low
 */
void
poise_picture_set_target (PoisePicture *self, double low, double high)
{
  g_return_if_fail (self != NULL);

  poise_weekly_drawing_set_target (POISE_WEEKLY_DRAWING (self->sections[0].drawing), low, high);
}

/**
 * poise_picture_set_rtl:
 * @self: a picture
 * @is_rtl: whether lines are read from right to left
 */
void
poise_picture_set_rtl (PoisePicture *self, gboolean is_rtl)
{
  g_return_if_fail (self != NULL);

  self->is_rtl = is_rtl;
}

/**
 * poise_picture_set_sample:
 * @self: a picture
 *
 * Says on the picture that it is of the sample journal.
 */
void
poise_picture_set_sample (PoisePicture *self)
{
  g_return_if_fail (self != NULL);

  self->is_sample = TRUE;
}

static void
set_font (PangoLayout *text, const char *description)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (description);

  pango_layout_set_font_description (text, font);
}

/* Writes a paragraph, or only measures it where @cr is null; returns its height. */
static double
write_paragraph (PoisePicture *self,
                 cairo_t *cr,
                 PangoLayout *text,
                 const char *font,
                 const char *words,
                 double y)
{
  int height;

  set_font (text, font);
  pango_layout_set_width (text, (int) ((WIDTH - 2 * MARGIN) * PANGO_SCALE));
  pango_layout_set_alignment (text, self->is_rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_text (text, words, -1);
  pango_layout_get_pixel_size (text, NULL, &height);
  if (cr != NULL)
    {
      cairo_set_source_rgb (cr, 0, 0, 0);
      cairo_move_to (cr, MARGIN, y);
      pango_cairo_show_layout (cr, text);
    }
  pango_layout_set_width (text, -1);
  pango_layout_set_alignment (text, PANGO_ALIGN_LEFT);
  return height;
}

static double
draw_chart (PoisePicture *self, cairo_t *cr, PangoLayout *text, guint index, double y)
{
  PoisePainter painter = { cr, text, poise_palette_get (FALSE, FALSE), self->is_rtl };
  PoiseDrawing *drawing = self->sections[index].drawing;
  double width = WIDTH - 2 * MARGIN;
  double height;

  set_font (text, CHART_FONT);
  height = index == 0 ? WEEKLY_HEIGHT : poise_drawing_get_height (drawing, text, width);
  poise_drawing_lay_out (drawing, text, width, height, self->is_rtl);
  if (cr == NULL)
    return height;
  cairo_save (cr);
  cairo_translate (cr, MARGIN, floor (y));
  poise_drawing_paint (drawing, &painter);
  cairo_restore (cr);
  return height;
}

/* How the weekly chart is read, and how it is grouped, which its width decides. */
static double
write_notes (PoisePicture *self, cairo_t *cr, PangoLayout *text, guint index, double y)
{
  PoiseDrawing *drawing = self->sections[index].drawing;
  const char *notes[2] = { NULL };
  double height = 0.0;

  if (POISE_IS_WEEKLY_DRAWING (drawing))
    {
      notes[0] = poise_interval_explain ();
      notes[1] =
        poise_unit_describe (poise_weekly_drawing_get_unit (POISE_WEEKLY_DRAWING (drawing)));
    }
  for (guint i = 0; i < G_N_ELEMENTS (notes) && notes[i] != NULL; i++)
    height +=
      write_paragraph (self, cr, text, CHART_FONT, notes[i], y + height + TEXT_GAP) + TEXT_GAP;
  return height;
}

/* Draws everything, or only measures it where @cr is null; returns the height. */
static double
compose (PoisePicture *self, cairo_t *cr, PangoLayout *text)
{
  double y = MARGIN * 0.8;

  y += write_paragraph (self, cr, text, TITLE_FONT, get_title (), y);
  if (self->is_sample)
    y += write_paragraph (self, cr, text, HEADING_FONT, _ ("Sample Journal"), y);
  y += write_paragraph (self, cr, text, TEXT_FONT, self->dates, y);
  for (guint i = 0; i < self->n_sections; i++)
    {
      y += SECTION_GAP;
      y += write_paragraph (self, cr, text, HEADING_FONT, self->sections[i].heading, y);
      if (!self->is_silent)
        y += write_paragraph (self, cr, text, TEXT_FONT, self->sections[i].sentence, y);
      y += TEXT_GAP;
      y += draw_chart (self, cr, text, i, y);
      y += write_notes (self, cr, text, i, y);
    }
  return ceil (y + MARGIN * 0.8);
}

/**
 * poise_picture_get_width:
 * @self: a picture
 *
 * Returns: its width, in the unit of poise_picture_paint()
 */
double
poise_picture_get_width (PoisePicture *self)
{
  return WIDTH;
}

/* Text is measured as it will be drawn: at whole pixels, without hinting. Pango turns the alignment
 * round of lines that are read against the base direction. */
static PangoLayout *
create_text (PoisePicture *self, cairo_t *cr)
{
  PangoLayout *text = pango_cairo_create_layout (cr);
  PangoContext *context = pango_layout_get_context (text);

  pango_cairo_context_set_resolution (context, 96.0);
  pango_context_set_base_dir (context, self->is_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_layout_context_changed (text);
  return text;
}

/**
 * poise_picture_get_height:
 * @self: a picture
 *
 * Returns: its height, in the unit of poise_picture_paint()
 */
double
poise_picture_get_height (PoisePicture *self)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) text = NULL;
  double height;

  g_return_val_if_fail (self != NULL, 0.0);

  text = create_text (self, cr);
  height = compose (self, NULL, text);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return height;
}

/**
 * poise_picture_paint:
 * @self: a picture
 * @cr: where to draw; nothing is drawn behind the picture
 */
void
poise_picture_paint (PoisePicture *self, cairo_t *cr)
{
  g_autoptr (PangoLayout) text = NULL;

  g_return_if_fail (self != NULL && cr != NULL);

  text = create_text (self, cr);
  compose (self, cr, text);
}

/* ---- files ---- */

static cairo_status_t
write_cb (gpointer data, const guchar *bytes, guint length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
create_surface (PoisePictureFormat format, double height, GByteArray *bytes)
{
  cairo_surface_t *surface;

  switch (format)
    {
    case POISE_PICTURE_SVG:
      surface = cairo_svg_surface_create_for_stream (write_cb, bytes, WIDTH, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    case POISE_PICTURE_PDF:
      /* A point of PDF is three quarters of a pixel. */
      surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, WIDTH * 0.75, height * 0.75);
      cairo_surface_set_device_scale (surface, 0.75, 0.75);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, get_title ());
      return surface;
    case POISE_PICTURE_PNG:
    default:
      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) WIDTH * PNG_SCALE,
                                            (int) height * PNG_SCALE);
      cairo_surface_set_device_scale (surface, PNG_SCALE, PNG_SCALE);
      return surface;
    }
}

/**
 * poise_picture_render:
 * @self: a picture
 * @format: the file's format
 * @error: return location
 *
 * Draws the picture, on white, as a file's content. Errors are of
 * #GFileError. Blocks for some hundredths of a second.
 *
 * Returns: (transfer full) (nullable): the content
 */
GBytes *
poise_picture_render (PoisePicture *self, PoisePictureFormat format, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;

  g_return_val_if_fail (self != NULL, NULL);

  surface = create_surface (format, poise_picture_get_height (self), bytes);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  poise_picture_paint (self, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == POISE_PICTURE_PNG)
    status = cairo_surface_write_to_png_stream (surface, write_cb, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _ ("The picture cannot be drawn: %s"),
               cairo_status_to_string (status));
  return NULL;
}

/**
 * poise_picture_draw:
 * @balance: the balance
 * @days: (nullable) (element-type PoisePeriod): the year of days; %NULL leaves its chart out, and
 *   what is said of the balance: a review says so itself, as it was when it was kept
 * @today: the day that the picture names
 * @cr: (nullable): where it is drawn; %NULL to measure
 * @width: how wide it shall be
 *
 * Draws a picture as part of something larger.
 *
 * Returns: its height at that width
 */
double
poise_picture_draw (PoiseBalance *balance, GArray *days, PoiseDay today, cairo_t *cr, double width)
{
  g_autoptr (PoisePicture) picture = poise_picture_new (balance, NULL, days, today);
  double scale = width / poise_picture_get_width (picture);

  picture->is_silent = days == NULL;
  if (cr != NULL)
    {
      cairo_save (cr);
      cairo_scale (cr, scale, scale);
      poise_picture_paint (picture, cr);
      cairo_restore (cr);
    }
  return poise_picture_get_height (picture) * scale;
}
