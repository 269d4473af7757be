/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

#include "poise-weekly-paint.h"

/* The picture's size; a PNG has twice as many pixels, for sharp printing. */
#define PICTURE_WIDTH 960
#define PICTURE_HEIGHT 540
#define PNG_SCALE 2
#define MARGIN 32.0
#define TITLE_HEIGHT 84.0
#define LEGEND_HEIGHT 36.0

static void
set_font (PangoLayout *text, const char *description)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (description);

  pango_layout_set_font_description (text, font);
}

static void
paint_title (cairo_t *cr, PangoLayout *text, const PoiseBalance *balance, PoiseDay today)
{
  g_autofree char *sentence = poise_balance_describe (balance, NULL);
  g_autofree char *day = poise_day_format (today, "%x");

  set_font (text, "Sans Bold 15");
  pango_layout_set_text (text, _ ("Management and leadership, week by week"), -1);
  cairo_move_to (cr, MARGIN, MARGIN * 0.6);
  pango_cairo_show_layout (cr, text);

  set_font (text, "Sans 10");
  {
    g_autofree char *subtitle = g_strdup_printf ("%s — %s", day, sentence);

    pango_layout_set_text (text, subtitle, -1);
  }
  cairo_move_to (cr, MARGIN, MARGIN * 0.6 + 30.0);
  pango_cairo_show_layout (cr, text);
}

static void
paint_legend (cairo_t *cr, PangoLayout *text, const PoisePalette *palette)
{
  const struct
  {
    const PoiseColor *color;
    const char *words;
  } items[] = {
    { &palette->leadership, _ ("Leadership, upwards") },
    { &palette->management, _ ("Management, downwards") },
    { &palette->foreground, _ ("Trend over four weeks") },
  };
  double x = MARGIN;
  double y = PICTURE_HEIGHT - LEGEND_HEIGHT;
  int width, height;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      pango_layout_set_text (text, items[i].words, -1);
      pango_layout_get_pixel_size (text, &width, &height);
      cairo_set_source_rgb (cr, items[i].color->red, items[i].color->green, items[i].color->blue);
      if (i < 2)
        cairo_rectangle (cr, x, y + height / 2.0 - 6.0, 12.0, 12.0);
      else
        cairo_rectangle (cr, x, y + height / 2.0 - 1.0, 12.0, 2.0);
      cairo_fill (cr);
      cairo_set_source_rgb (cr, 0, 0, 0);
      cairo_move_to (cr, x + 18.0, y);
      pango_cairo_show_layout (cr, text);
      x += 18.0 + width + 28.0;
    }
}

static void
paint_picture (cairo_t *cr, const PoiseBalance *balance, PoiseDay today)
{
  g_autoptr (PangoLayout) text = pango_cairo_create_layout (cr);
  const PoisePalette *palette = poise_palette_get (FALSE, FALSE);
  PoiseWeeklySpec spec = { .width = PICTURE_WIDTH - 2 * MARGIN,
                           .height = PICTURE_HEIGHT - TITLE_HEIGHT - LEGEND_HEIGHT - 8.0 };
  g_autoptr (PoiseWeeklyLayout) layout = NULL;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  paint_title (cr, text, balance, today);
  set_font (text, "Sans 9");
  paint_legend (cr, text, palette);
  poise_weekly_measure (text, &spec);
  layout = poise_weekly_layout_new (balance, &spec);
  cairo_translate (cr, MARGIN, TITLE_HEIGHT);
  poise_weekly_paint (cr, text, balance, layout, palette, FALSE);
}

static gboolean
check_status (cairo_status_t status, const char *path, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _ ("“%s” cannot be written: %s"), path,
               cairo_status_to_string (status));
  return FALSE;
}

/**
 * poise_weekly_save_png:
 * @balance: the weeks
 * @today: the day that the picture names
 * @path: the file to write
 * @error: return location
 *
 * Saves the chart with its title and legend as a PNG, on white. Errors are of
 * #GFileError.
 *
 * Returns: %TRUE if the file was written
 */
gboolean
poise_weekly_save_png (const PoiseBalance *balance,
                       PoiseDay today,
                       const char *path,
                       GError **error)
{
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_RGB24, PICTURE_WIDTH * PNG_SCALE, PICTURE_HEIGHT * PNG_SCALE);
  cairo_t *cr;
  cairo_status_t status;

  cairo_surface_set_device_scale (surface, PNG_SCALE, PNG_SCALE);
  cr = cairo_create (surface);
  paint_picture (cr, balance, today);
  cairo_destroy (cr);
  status = cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
  return check_status (status, path, error);
}

/**
 * poise_weekly_save_svg:
 * @balance: the weeks
 * @today: the day that the picture names
 * @path: the file to write
 * @error: return location
 *
 * Saves the chart with its title and legend as an SVG, on white. Errors are
 * of #GFileError.
 *
 * Returns: %TRUE if the file was written
 */
gboolean
poise_weekly_save_svg (const PoiseBalance *balance,
                       PoiseDay today,
                       const char *path,
                       GError **error)
{
  cairo_surface_t *surface = cairo_svg_surface_create (path, PICTURE_WIDTH, PICTURE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  paint_picture (cr, balance, today);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return check_status (status, path, error);
}
