/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-legend.h"

#include <math.h>

#define SIGN_SIZE 12.0
#define SIGN_GAP 6.0
#define ITEM_GAP 18.0
/* A line of the legend, in lines of text. */
#define LINE 1.35

/* What alone is wider than @width stands on several lines. */
static double
measure_item (PangoLayout *text, const PoiseLegendItem *item, double width, double *height)
{
  double words;

  poise_painter_measure_text (text, item->words, &words, height);
  if (SIGN_SIZE + SIGN_GAP + words > width)
    {
      pango_layout_set_width (text, (int) (MAX (width - SIGN_SIZE - SIGN_GAP, 1.0) * PANGO_SCALE));
      poise_painter_measure_text (text, item->words, &words, height);
      pango_layout_set_width (text, -1);
    }
  return SIGN_SIZE + SIGN_GAP + words;
}

/* How many items of those from @start on fit one line, how wide they are, and how high it is. */
static guint
fill_line (PangoLayout *text,
           const PoiseLegendItem *items,
           guint start,
           guint n_items,
           double width,
           double *used,
           double *height)
{
  double line = poise_painter_get_line_height (text);
  guint i = start;

  *used = 0.0;
  *height = line * LINE;
  for (; i < n_items; i++)
    {
      double words;
      double item = measure_item (text, &items[i], width, &words) + (i > start ? ITEM_GAP : 0.0);

      if (i > start && *used + item > width)
        break;
      *used += item;
      *height = MAX (*height, line * LINE + words - line);
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
  double used, line, height = 0.0;

  for (guint i = 0; i < n_items; height += line)
    i += fill_line (text, items, i, n_items, width, &used, &line);
  return height;
}

/* A square in three strengths, side by side. */
static void
draw_scale (const PoisePainter *painter, const PoiseRect *sign)
{
  const double strengths[] = { POISE_FILL_ONE, POISE_FILL_TWO, POISE_FILL_FULL };

  for (guint i = 0; i < G_N_ELEMENTS (strengths); i++)
    {
      PoiseRect part = { sign->x + sign->width * i / 3.0, sign->y, sign->width / 3.0 - 1.0,
                         sign->height };

      poise_painter_draw_bar (painter, &part, POISE_MODE_BALANCED, POISE_SIDE_TOP, strengths[i]);
    }
}

static void
draw_trend (const PoisePainter *painter, const PoiseRect *sign)
{
  double y = sign->y + sign->height / 2.0;

  poise_painter_set_color (painter, &painter->palette->foreground, 0.85);
  cairo_set_line_width (painter->cr, 2.0);
  cairo_move_to (painter->cr, sign->x, y);
  cairo_line_to (painter->cr, sign->x + sign->width, y);
  cairo_stroke (painter->cr);
}

static void
draw_interval (const PoisePainter *painter, const PoiseRect *sign)
{
  poise_painter_trace_interval (painter, sign->x + sign->width / 2.0, sign->y,
                                sign->y + sign->height, sign->width / 2.0);
  poise_painter_stroke_intervals (painter, 1.0);
}

static void
draw_target (const PoisePainter *painter, const PoiseRect *sign)
{
  poise_painter_set_color (painter, &painter->palette->foreground, painter->palette->band);
  cairo_rectangle (painter->cr, sign->x, sign->y, sign->width, sign->height);
  cairo_fill (painter->cr);
}

/* As low as the bar of a balanced period. */
static void
draw_even (const PoisePainter *painter, const PoiseRect *sign)
{
  PoiseRect bar = { sign->x, sign->y + sign->height * 0.25, sign->width, sign->height * 0.5 };

  poise_painter_draw_bar (painter, &bar, POISE_MODE_BALANCED, POISE_SIDE_ALL, POISE_FILL_FULL);
}

static void
draw_sign (const PoisePainter *painter, PoiseKey key, const PoiseRect *sign)
{
  switch (key)
    {
    case POISE_KEY_MANAGEMENT:
      poise_painter_draw_bar (painter, sign, POISE_MODE_MANAGEMENT, POISE_SIDE_ALL,
                              POISE_FILL_FULL);
      break;
    case POISE_KEY_EVEN:
      draw_even (painter, sign);
      break;
    case POISE_KEY_BOTH:
      poise_painter_draw_bar (painter, sign, POISE_MODE_BALANCED, POISE_SIDE_ALL, POISE_FILL_FULL);
      break;
    case POISE_KEY_LITTLE:
      poise_painter_draw_bar (painter, sign, POISE_MODE_LEADERSHIP, POISE_SIDE_ALL, POISE_FILL_ONE);
      break;
    case POISE_KEY_NOW:
      poise_painter_draw_bar (painter, sign, POISE_MODE_NONE, POISE_SIDE_ALL, POISE_FILL_FULL);
      break;
    case POISE_KEY_BEFORE:
    case POISE_KEY_NEITHER:
      poise_painter_draw_bar (painter, sign, POISE_MODE_NONE, POISE_SIDE_ALL, POISE_FILL_HOLLOW);
      break;
    case POISE_KEY_TREND:
      draw_trend (painter, sign);
      break;
    case POISE_KEY_INTERVAL:
      draw_interval (painter, sign);
      break;
    case POISE_KEY_TARGET:
      draw_target (painter, sign);
      break;
    case POISE_KEY_MORE:
      draw_scale (painter, sign);
      break;
    case POISE_KEY_INTENTION:
    case POISE_KEY_OPEN:
      poise_painter_draw_outcome (
        painter, sign->x + sign->width / 2.0, sign->y + sign->height / 2.0,
        key == POISE_KEY_OPEN ? POISE_OUTCOME_OPEN : POISE_OUTCOME_PARTLY);
      break;
    case POISE_KEY_EVENT:
      poise_painter_draw_event (painter, sign->x + sign->width / 2.0, sign->y,
                                sign->y + sign->height);
      break;
    case POISE_KEY_LEADERSHIP:
    default:
      poise_painter_draw_bar (painter, sign, POISE_MODE_LEADERSHIP, POISE_SIDE_ALL,
                              POISE_FILL_FULL);
      break;
    }
}

/* @left is where it begins, @y the middle of its first line. */
static void
paint_item (const PoisePainter *painter,
            const PoiseLegendItem *item,
            double left,
            double width,
            double height,
            double y)
{
  PoiseRect sign = { painter->is_rtl ? left + width - SIGN_SIZE : left, floor (y - SIGN_SIZE / 2.0),
                     SIGN_SIZE, SIGN_SIZE };
  double line = poise_painter_get_line_height (painter->text);

  draw_sign (painter, item->key, &sign);
  if (height > line)
    pango_layout_set_width (painter->text,
                            (int) (ceil (width - SIGN_SIZE - SIGN_GAP) * PANGO_SCALE));
  poise_painter_show_text (
    painter, item->words, painter->is_rtl ? sign.x - SIGN_GAP : sign.x + SIGN_SIZE + SIGN_GAP,
    y + (height - line) / 2.0, painter->is_rtl ? 1.0 : 0.0, painter->palette->dim);
  pango_layout_set_width (painter->text, -1);
}

/**
 * poise_legend_paint:
 * @painter: what to draw with
 * @items: (array length=n_items): the legend
 * @n_items: how many items it has
 * @area: where; its lines are centred
 */
void
poise_legend_paint (const PoisePainter *painter,
                    const PoiseLegendItem *items,
                    guint n_items,
                    const PoiseRect *area)
{
  double y = area->y + poise_painter_get_line_height (painter->text) * LINE / 2.0;
  double used, line;

  for (guint i = 0; i < n_items; y += line)
    {
      guint n = fill_line (painter->text, items, i, n_items, area->width, &used, &line);
      double x = floor (area->x + MAX (area->width - used, 0.0) / 2.0);

      for (guint end = i + n; i < end; i++)
        {
          double height;
          double width = measure_item (painter->text, &items[i], area->width, &height);
          double left = painter->is_rtl ? 2.0 * area->x + area->width - x - width : x;

          paint_item (painter, &items[i], left, width, height, y);
          x += width + ITEM_GAP;
        }
    }
}
