/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-legend.h"

#include <math.h>

#define SIGN_SIZE 12.0
#define SIGN_GAP 6.0
#define ITEM_GAP 18.0
/* A line of the legend, in lines of text. */
#define LINE 1.35

static double
measure_item (PangoLayout *text, const PoiseLegendItem *item)
{
  double width;

  poise_painter_measure_text (text, item->words, &width, NULL);
  return SIGN_SIZE + SIGN_GAP + width;
}

/* How many items of those from @start on fit one line, and how wide they are. */
static guint
fill_line (PangoLayout *text,
           const PoiseLegendItem *items,
           guint start,
           guint n_items,
           double width,
           double *used)
{
  guint i = start;

  *used = 0.0;
  for (; i < n_items; i++)
    {
      double item = measure_item (text, &items[i]) + (i > start ? ITEM_GAP : 0.0);

      if (i > start && *used + item > width)
        break;
      *used += item;
    }
  return i - start;
}

/**
 * poise_legend_measure:
 * @text: a layout with the chart's font
 * @items: (array length=n_items): the legend
 * @n_items: how many items it has
 * @width: how wide it may be
 *
 * Returns: how high it is
 */
double
poise_legend_measure (PangoLayout *text, const PoiseLegendItem *items, guint n_items, double width)
{
  double used;
  guint n_lines = 0;

  for (guint i = 0; i < n_items; n_lines++)
    i += fill_line (text, items, i, n_items, width, &used);
  return n_lines * poise_painter_get_line_height (text) * LINE;
}

/* A square in three strengths, side by side. */
static void
draw_scale (const PoisePainter *ink, const PoiseRect *sign)
{
  const double strengths[] = { POISE_INK_ONE, POISE_INK_TWO, POISE_INK_FULL };

  for (guint i = 0; i < G_N_ELEMENTS (strengths); i++)
    {
      PoiseRect part = { sign->x + sign->width * i / 3.0, sign->y, sign->width / 3.0 - 1.0,
                         sign->height };

      poise_painter_draw_bar (ink, &part, POISE_MODE_BALANCED, POISE_SIDE_TOP, strengths[i]);
    }
}

static void
draw_trend (const PoisePainter *ink, const PoiseRect *sign)
{
  double y = sign->y + sign->height / 2.0;

  poise_painter_set_color (ink, &ink->palette->foreground, 0.85);
  cairo_set_line_width (ink->cr, 2.0);
  cairo_move_to (ink->cr, sign->x, y);
  cairo_line_to (ink->cr, sign->x + sign->width, y);
  cairo_stroke (ink->cr);
}

static void
draw_interval (const PoisePainter *ink, const PoiseRect *sign)
{
  poise_painter_trace_interval (ink, sign->x + sign->width / 2.0, sign->y, sign->y + sign->height,
                                sign->width / 2.0);
  poise_painter_stroke_intervals (ink, 1.0);
}

static void
draw_target (const PoisePainter *ink, const PoiseRect *sign)
{
  poise_painter_set_color (ink, &ink->palette->foreground, ink->palette->band);
  cairo_rectangle (ink->cr, sign->x, sign->y, sign->width, sign->height);
  cairo_fill (ink->cr);
}

/* As low as the bar of a balanced period. */
static void
draw_even (const PoisePainter *ink, const PoiseRect *sign)
{
  PoiseRect bar = { sign->x, sign->y + sign->height * 0.25, sign->width, sign->height * 0.5 };

  poise_painter_draw_bar (ink, &bar, POISE_MODE_BALANCED, POISE_SIDE_ALL, POISE_INK_FULL);
}

static void
draw_sign (const PoisePainter *ink, PoiseKey key, const PoiseRect *sign)
{
  switch (key)
    {
    case POISE_KEY_MANAGEMENT:
      poise_painter_draw_bar (ink, sign, POISE_MODE_MANAGEMENT, POISE_SIDE_ALL, POISE_INK_FULL);
      break;
    case POISE_KEY_EVEN:
      draw_even (ink, sign);
      break;
    case POISE_KEY_BOTH:
      poise_painter_draw_bar (ink, sign, POISE_MODE_BALANCED, POISE_SIDE_ALL, POISE_INK_FULL);
      break;
    case POISE_KEY_LITTLE:
      poise_painter_draw_bar (ink, sign, POISE_MODE_LEADERSHIP, POISE_SIDE_ALL, POISE_INK_ONE);
      break;
    case POISE_KEY_NOW:
      poise_painter_draw_bar (ink, sign, POISE_MODE_NONE, POISE_SIDE_ALL, POISE_INK_FULL);
      break;
    case POISE_KEY_BEFORE:
    case POISE_KEY_NEITHER:
      poise_painter_draw_bar (ink, sign, POISE_MODE_NONE, POISE_SIDE_ALL, POISE_INK_HOLLOW);
      break;
    case POISE_KEY_TREND:
      draw_trend (ink, sign);
      break;
    case POISE_KEY_INTERVAL:
      draw_interval (ink, sign);
      break;
    case POISE_KEY_TARGET:
      draw_target (ink, sign);
      break;
    case POISE_KEY_MORE:
      draw_scale (ink, sign);
      break;
    case POISE_KEY_INTENTION:
      poise_painter_draw_outcome (ink, sign->x + sign->width / 2.0, sign->y + sign->height / 2.0,
                                  POISE_OUTCOME_PARTLY);
      break;
    case POISE_KEY_EVENT:
      poise_painter_draw_event (ink, sign->x + sign->width / 2.0, sign->y, sign->y + sign->height);
      break;
    case POISE_KEY_LEADERSHIP:
    default:
      poise_painter_draw_bar (ink, sign, POISE_MODE_LEADERSHIP, POISE_SIDE_ALL, POISE_INK_FULL);
      break;
    }
}

/**
 * poise_legend_paint:
 * @ink: what to draw with
 * @items: (array length=n_items): the legend
 * @n_items: how many items it has
 * @area: where; its lines are centred
 */
void
poise_legend_paint (const PoisePainter *ink,
                    const PoiseLegendItem *items,
                    guint n_items,
                    const PoiseRect *area)
{
  double line = poise_painter_get_line_height (ink->text) * LINE;
  double y = area->y + line / 2.0;
  double used;

  for (guint i = 0; i < n_items; y += line)
    {
      guint n = fill_line (ink->text, items, i, n_items, area->width, &used);
      double x = floor (area->x + MAX (area->width - used, 0.0) / 2.0);

      for (guint end = i + n; i < end; i++)
        {
          double width = measure_item (ink->text, &items[i]);
          double left = ink->is_rtl ? 2.0 * area->x + area->width - x - width : x;
          PoiseRect sign = { ink->is_rtl ? left + width - SIGN_SIZE : left,
                             floor (y - SIGN_SIZE / 2.0), SIGN_SIZE, SIGN_SIZE };

          draw_sign (ink, items[i].key, &sign);
          poise_painter_show_text (ink, items[i].words,
                                   ink->is_rtl ? sign.x - SIGN_GAP : sign.x + SIGN_SIZE + SIGN_GAP,
                                   y, ink->is_rtl ? 1.0 : 0.0, ink->palette->dim);
          x += width + ITEM_GAP;
        }
    }
}
