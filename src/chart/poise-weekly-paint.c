/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-weekly-paint.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define BAR_RADIUS 3.0
/* A week that rests on a single entry is drawn lighter. */
#define FAINT_ALPHA 0.55

static const PoisePalette palettes[] = {
  /* light, dark, and both in high contrast */
  { { 0.0, 0.0, 0.02 }, { 1, 1, 1 }, { 0.78, 0.38, 0.0 }, { 0.11, 0.44, 0.85 }, 0.62, 0.16 },
  { { 1, 1, 1 }, { 0.14, 0.14, 0.14 }, { 1.0, 0.64, 0.28 }, { 0.47, 0.68, 0.93 }, 0.7, 0.2 },
  { { 0, 0, 0 }, { 1, 1, 1 }, { 0.55, 0.25, 0.0 }, { 0.0, 0.25, 0.6 }, 1.0, 0.6 },
  { { 1, 1, 1 }, { 0, 0, 0 }, { 1.0, 0.75, 0.45 }, { 0.65, 0.82, 1.0 }, 1.0, 0.6 },
};

/**
 * poise_palette_get:
 * @dark: whether the background is dark
 * @high_contrast: whether contrast matters more than looks
 *
 * Returns: (transfer none): the colours
 */
const PoisePalette *
poise_palette_get (gboolean dark, gboolean high_contrast)
{
  return &palettes[(high_contrast ? 2 : 0) + (dark ? 1 : 0)];
}

static void
set_color (cairo_t *cr, const PoiseColor *color, double alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, alpha);
}

static char *
format_week (PoiseDay first)
{
  /* Translators: the first day of a week under its bar, as short as can be: day and short
   * month by strftime(). */
  return poise_day_format (first, C_ ("chart", "%-d %b"));
}

/**
 * poise_weekly_measure:
 * @text: a layout with the chart's font
 * @spec: (inout): a spec whose text sizes are filled in
 *
 * Measures the chart's words, so that its layout needs no font.
 */
void
poise_weekly_measure (PangoLayout *text, PoiseWeeklySpec *spec)
{
  int width, height, widest = 0;

  for (guint month = 1; month <= 12; month++)
    {
      g_autofree char *label = format_week (poise_day_new (2026, month, 28));

      pango_layout_set_text (text, label, -1);
      pango_layout_get_pixel_size (text, &width, &height);
      widest = MAX (widest, width);
      spec->label_height = height;
    }
  spec->label_width = widest;
  pango_layout_set_text (text, "100%", -1);
  pango_layout_get_pixel_size (text, &width, &height);
  spec->axis_width = width + 10;
}

static void
show_text (cairo_t *cr, PangoLayout *text, const char *words, double x, double y, double align)
{
  int width, height;

  pango_layout_set_text (text, words, -1);
  pango_layout_get_pixel_size (text, &width, &height);
  cairo_move_to (cr, x - align * width, y - height / 2.0);
  pango_cairo_show_layout (cr, text);
}

static void
draw_line (cairo_t *cr, double x1, double x2, double y)
{
  cairo_move_to (cr, x1, y);
  cairo_line_to (cr, x2, y);
  cairo_stroke (cr);
}

static void
paint_grid (cairo_t *cr,
            PangoLayout *text,
            const PoiseWeeklyLayout *layout,
            const PoisePalette *palette,
            gboolean is_rtl)
{
  static const int steps[] = { 100, 50, 0, 50, 100 };
  const PoiseRect *plot = &layout->plot;

  if (layout->band.height > 0.0)
    {
      set_color (cr, &palette->foreground, 0.07);
      cairo_rectangle (cr, layout->band.x, layout->band.y, layout->band.width, layout->band.height);
      cairo_fill (cr);
    }

  cairo_set_line_width (cr, 1.0);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      double y = plot->y + plot->height * i / (G_N_ELEMENTS (steps) - 1.0);
      /* Translators: a share on the chart's axis. */
      g_autofree char *label = g_strdup_printf (_ ("%d%%"), steps[i]);

      set_color (cr, &palette->foreground, steps[i] == 0 ? palette->dim : palette->grid);
      draw_line (cr, plot->x, plot->x + plot->width, floor (y) + 0.5);
      if (steps[i] == 0)
        continue;
      set_color (cr, &palette->foreground, palette->dim);
      show_text (cr, text, label, is_rtl ? plot->width + 8 : plot->x - 8, y, is_rtl ? 0.0 : 1.0);
    }
}

/* A bar whose outer end is rounded: upwards for leadership, downwards for
 * management. */
static void
trace_bar (cairo_t *cr, const PoiseRect *bar, gboolean upwards)
{
  double r = MIN (BAR_RADIUS, MIN (bar->width / 2.0, bar->height));
  double left = bar->x, right = bar->x + bar->width;
  double inner = upwards ? bar->y + bar->height : bar->y;
  double outer = upwards ? bar->y : bar->y + bar->height;
  double turn = upwards ? outer + r : outer - r;

  cairo_move_to (cr, left, inner);
  cairo_line_to (cr, left, turn);
  if (upwards)
    {
      cairo_arc (cr, left + r, turn, r, G_PI, 1.5 * G_PI);
      cairo_arc (cr, right - r, turn, r, 1.5 * G_PI, 2.0 * G_PI);
    }
  else
    {
      cairo_arc_negative (cr, left + r, turn, r, G_PI, 0.5 * G_PI);
      cairo_arc_negative (cr, right - r, turn, r, 0.5 * G_PI, 0.0);
    }
  cairo_line_to (cr, right, inner);
  cairo_close_path (cr);
}

static void
hatch (cairo_t *cr, const PoiseRect *bar, const PoisePalette *palette)
{
  cairo_save (cr);
  trace_bar (cr, bar, FALSE);
  cairo_clip (cr);
  set_color (cr, &palette->background, 0.35);
  cairo_set_line_width (cr, 1.5);
  for (double offset = -bar->height; offset < bar->width; offset += 6.0)
    {
      cairo_move_to (cr, bar->x + offset, bar->y + bar->height);
      cairo_line_to (cr, bar->x + offset + bar->height, bar->y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
paint_bars (cairo_t *cr,
            const PoiseBalance *balance,
            const PoiseWeeklyLayout *layout,
            const PoisePalette *palette)
{
  for (guint i = 0; i < layout->bars->len; i++)
    {
      const PoiseWeekBar *bar = &g_array_index (layout->bars, PoiseWeekBar, i);
      const PoiseWeek *week = &g_array_index (balance->weeks, PoiseWeek, i);
      double alpha = week->n_counted == 1 ? FAINT_ALPHA : 1.0;

      if (bar->leadership.height > 0.0)
        {
          set_color (cr, &palette->leadership, alpha);
          trace_bar (cr, &bar->leadership, TRUE);
          cairo_fill (cr);
        }
      if (bar->management.height > 0.0)
        {
          set_color (cr, &palette->management, alpha);
          trace_bar (cr, &bar->management, FALSE);
          cairo_fill (cr);
          hatch (cr, &bar->management, palette);
        }
    }
}

/* A gap interrupts the trend: nothing is known of how it went on. */
static void
trace_trend (cairo_t *cr, const PoiseBalance *balance, const PoiseWeeklyLayout *layout)
{
  gboolean open = FALSE;

  for (guint i = 0; i < layout->bars->len; i++)
    {
      const PoiseWeekBar *bar = &g_array_index (layout->bars, PoiseWeekBar, i);
      double x = bar->area.x + bar->area.width / 2.0;

      if (!g_array_index (balance->weeks, PoiseWeek, i).has_trend)
        open = FALSE;
      else if (open)
        cairo_line_to (cr, x, bar->trend_y);
      else
        {
          cairo_move_to (cr, x, bar->trend_y);
          open = TRUE;
        }
    }
}

static void
paint_trend (cairo_t *cr,
             const PoiseBalance *balance,
             const PoiseWeeklyLayout *layout,
             const PoisePalette *palette)
{
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  trace_trend (cr, balance, layout);
  set_color (cr, &palette->background, 0.9);
  cairo_set_line_width (cr, 5.0);
  cairo_stroke_preserve (cr);
  set_color (cr, &palette->foreground, 0.85);
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
paint_labels (cairo_t *cr,
              PangoLayout *text,
              const PoiseBalance *balance,
              const PoiseWeeklyLayout *layout,
              const PoisePalette *palette)
{
  double y = layout->plot.y + layout->plot.height;
  int height;

  pango_layout_set_text (text, "0", -1);
  pango_layout_get_pixel_size (text, NULL, &height);
  set_color (cr, &palette->foreground, palette->dim);
  for (guint i = 0; i < layout->bars->len; i++)
    {
      const PoiseWeekBar *bar = &g_array_index (layout->bars, PoiseWeekBar, i);
      g_autofree char *label = NULL;

      if (!bar->has_label)
        continue;
      label = format_week (g_array_index (balance->weeks, PoiseWeek, i).first);
      show_text (cr, text, label, bar->area.x + bar->area.width / 2.0, y + height * 0.9, 0.5);
    }
}

/**
 * poise_weekly_paint:
 * @cr: where to draw
 * @text: a layout with the chart's font
 * @balance: the weeks
 * @layout: where everything is
 * @palette: the colours
 * @is_rtl: whether time runs from right to left
 *
 * Paints the chart; the background is left as it is.
 */
void
poise_weekly_paint (cairo_t *cr,
                    PangoLayout *text,
                    const PoiseBalance *balance,
                    const PoiseWeeklyLayout *layout,
                    const PoisePalette *palette,
                    gboolean is_rtl)
{
  g_return_if_fail (cr != NULL && text != NULL && balance != NULL && layout != NULL);

  paint_grid (cr, text, layout, palette, is_rtl);
  paint_bars (cr, balance, layout, palette);
  paint_trend (cr, balance, layout, palette);
  paint_labels (cr, text, balance, layout, palette);
}
