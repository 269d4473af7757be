/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-painter.h"

#include <math.h>

#define RADIUS 3.0
#define CUT 2.0
#define HATCH_STEP 5.0
#define HATCH_WIDTH 1.3
#define OUTLINE_WIDTH 1.0
/* The triangle at an event's upper end. */
#define PENNON 8.0
#define HALO_WIDTH 4.0
/* More texts than all charts write, so that those of other ranges go now and then. */
#define MAX_LAYOUTS 512

/* ---- text ---- */

/* The layouts of a chart's texts, each with its shapes and size: a chart measures the same dozens
 * of words each time that a height is asked for, and writes them in every frame of a movement. */
typedef struct
{
  GHashTable *layouts; /* by their texts */
  guint serial;        /* of the context with which they were made */
} Kept;

static GQuark
get_kept_quark (void)
{
  return g_quark_from_static_string ("poise-painter-kept");
}

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_hash_table_unref (kept->layouts);
  g_free (kept);
}

/**
 * poise_painter_keep_text:
 * @text: a layout with the chart's font, of which nobody changes more than the width from now on
 *
 * Has what is written with @text laid out once, until its context is given another font.
 */
void
poise_painter_keep_text (PangoLayout *text)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_object_set_qdata_full (G_OBJECT (text), get_kept_quark (), kept, kept_free);
}

static PangoLayout *
get_layout (PangoLayout *text, const char *words)
{
  Kept *kept = g_object_get_qdata (G_OBJECT (text), get_kept_quark ());
  guint serial = pango_context_get_serial (pango_layout_get_context (text));
  PangoLayout *layout;

  if (kept == NULL)
    {
      pango_layout_set_text (text, words, -1);
      return text;
    }
  if (kept->serial != serial || g_hash_table_size (kept->layouts) >= MAX_LAYOUTS)
    g_hash_table_remove_all (kept->layouts);
  kept->serial = serial;
  layout = g_hash_table_lookup (kept->layouts, words);
  if (layout == NULL)
    {
      layout = pango_layout_copy (text);
      pango_layout_set_text (layout, words, -1);
      g_hash_table_insert (kept->layouts, g_strdup (words), layout);
    }
  pango_layout_set_width (layout, pango_layout_get_width (text));
  return layout;
}

static void
measure_layout (PangoLayout *layout, double *width, double *height)
{
  int w, h;

  pango_layout_get_pixel_size (layout, &w, &h);
  if (width != NULL)
    *width = w;
  if (height != NULL)
    *height = h;
}

/**
 * poise_painter_measure_text:
 * @text: a layout with the chart's font
 * @words: what will be written
 * @width: (out) (optional): its width
 * @height: (out) (optional): its height
 */
void
poise_painter_measure_text (PangoLayout *text, const char *words, double *width, double *height)
{
  measure_layout (get_layout (text, words), width, height);
}

/**
 * poise_painter_get_line_height:
 * @text: a layout with the chart's font
 *
 * Returns: the height of a line
 */
double
poise_painter_get_line_height (PangoLayout *text)
{
  double height;

  poise_painter_measure_text (text, "0", NULL, &height);
  return height;
}

/**
 * poise_painter_set_color:
 * @self: the painter
 * @color: a colour
 * @alpha: how much of it, 0 to 1
 */
void
poise_painter_set_color (const PoisePainter *self, const PoiseColor *color, double alpha)
{
  cairo_set_source_rgba (self->cr, color->red, color->green, color->blue, alpha);
}

/**
 * poise_painter_show_text:
 * @self: the painter
 * @words: what to write
 * @x: where
 * @y: the middle of the line
 * @align: which part of the text is left of @x, 0 to 1
 * @alpha: how strong, 0 to 1
 */
void
poise_painter_show_text (const PoisePainter *self,
                         const char *words,
                         double x,
                         double y,
                         double align,
                         double alpha)
{
  PangoLayout *layout = get_layout (self->text, words);
  double width, height;

  measure_layout (layout, &width, &height);
  poise_painter_set_color (self, &self->palette->foreground, alpha);
  cairo_move_to (self->cr, floor (x - align * width), floor (y - height / 2.0));
  pango_cairo_show_layout (self->cr, layout);
}

/**
 * poise_painter_show_text_above:
 * @self: the painter
 * @words: what to write
 * @x: where
 * @y: the middle of the line
 * @align: which part of the text is left of @x, 0 to 1
 * @alpha: how strong, 0 to 1
 *
 * Writes over lines, which keep clear of the words.
 */
void
poise_painter_show_text_above (const PoisePainter *self,
                               const char *words,
                               double x,
                               double y,
                               double align,
                               double alpha)
{
  PangoLayout *layout = get_layout (self->text, words);
  double width, height;

  measure_layout (layout, &width, &height);
  cairo_move_to (self->cr, floor (x - align * width), floor (y - height / 2.0));
  pango_cairo_layout_path (self->cr, layout);
  poise_painter_set_color (self, &self->palette->background, alpha);
  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (self->cr, HALO_WIDTH);
  cairo_stroke (self->cr);
  poise_painter_show_text (self, words, x, y, align, alpha);
}

/**
 * poise_painter_draw_line:
 * @self: the painter
 * @x1: one end
 * @y1: one end
 * @x2: the other end
 * @y2: the other end
 *
 * Draws a thin line in the colour that is set, on the pixels' middle.
 */
void
poise_painter_draw_line (const PoisePainter *self, double x1, double y1, double x2, double y2)
{
  cairo_set_line_width (self->cr, 1.0);
  cairo_move_to (self->cr, floor (x1) + 0.5, floor (y1) + 0.5);
  cairo_line_to (self->cr, floor (x2) + 0.5, floor (y2) + 0.5);
  cairo_stroke (self->cr);
}

/**
 * poise_painter_draw_event:
 * @self: the painter
 * @x: where
 * @top: the upper end
 * @bottom: the lower end
 *
 * Draws the mark of a day with a name: a broken line with a pennon on top.
 */
void
poise_painter_draw_event (const PoisePainter *self, double x, double top, double bottom)
{
  static const double dashes[] = { 3.0, 3.0 };
  double left = floor (x) + 0.5;

  cairo_save (self->cr);
  poise_painter_set_color (self, &self->palette->foreground, self->palette->dim);
  cairo_move_to (self->cr, left - PENNON / 2.0, top);
  cairo_rel_line_to (self->cr, PENNON, 0.0);
  cairo_rel_line_to (self->cr, -PENNON / 2.0, PENNON);
  cairo_close_path (self->cr);
  cairo_fill (self->cr);
  cairo_set_dash (self->cr, dashes, G_N_ELEMENTS (dashes), 0.0);
  poise_painter_draw_line (self, x, top, x, bottom);
  cairo_restore (self->cr);
}

/**
 * poise_painter_draw_outcome:
 * @self: the painter
 * @x: its middle
 * @y: its middle
 * @outcome: what became of an intention
 *
 * Draws a small mark, as full as what was meant was done: a disc, a half, a ring; a dash where it
 * is not known yet.
 */
void
poise_painter_draw_outcome (const PoisePainter *self, double x, double y, PoiseOutcome outcome)
{
  double radius = POISE_OUTCOME_SIZE / 2.0 - 1.0;
  double middle = floor (x) + 0.5;

  cairo_save (self->cr);
  poise_painter_set_color (self, &self->palette->foreground, 0.85);
  cairo_set_line_width (self->cr, 1.5);
  cairo_new_path (self->cr);
  if (outcome == POISE_OUTCOME_OPEN)
    {
      cairo_move_to (self->cr, middle - radius, y);
      cairo_line_to (self->cr, middle + radius, y);
    }
  else
    cairo_arc (self->cr, middle, y, radius, 0.0, 2.0 * G_PI);
  cairo_stroke (self->cr);
  if (outcome == POISE_OUTCOME_DONE)
    cairo_arc (self->cr, middle, y, radius, 0.0, 2.0 * G_PI);
  else if (outcome == POISE_OUTCOME_PARTLY)
    cairo_arc (self->cr, middle, y, radius, 0.0, G_PI);
  cairo_fill (self->cr);
  cairo_restore (self->cr);
}

static void
trace_corner (cairo_t *cr, double x, double y, double radius, double turn)
{
  if (radius > 0.0)
    cairo_arc (cr, x, y, radius, turn, turn + G_PI_2);
  else
    cairo_line_to (cr, x, y);
}

static double
get_cut (const PoiseRect *cell)
{
  return MIN (CUT, MIN (cell->width, cell->height) / 3.0);
}

/* What is small has cut corners: they look round and cost a third. */
static void
trace_cell (cairo_t *cr, const PoiseRect *cell)
{
  double cut = get_cut (cell);
  double right = cell->x + cell->width, bottom = cell->y + cell->height;

  cairo_move_to (cr, cell->x + cut, cell->y);
  cairo_line_to (cr, right - cut, cell->y);
  cairo_line_to (cr, right, cell->y + cut);
  cairo_line_to (cr, right, bottom - cut);
  cairo_line_to (cr, right - cut, bottom);
  cairo_line_to (cr, cell->x + cut, bottom);
  cairo_line_to (cr, cell->x, bottom - cut);
  cairo_line_to (cr, cell->x, cell->y + cut);
  cairo_close_path (cr);
}

static void
trace_bar (cairo_t *cr, const PoiseRect *bar, PoiseSide end)
{
  gboolean flat = end == POISE_SIDE_LEFT || end == POISE_SIDE_RIGHT;
  double along = flat ? bar->width : bar->height;
  double across = flat ? bar->height : bar->width;
  double r = MIN (RADIUS, MIN (across / 2.0, end == POISE_SIDE_ALL ? along / 2.0 : along));
  double tl = end != POISE_SIDE_BOTTOM && end != POISE_SIDE_RIGHT ? r : 0.0;
  double tr = end != POISE_SIDE_BOTTOM && end != POISE_SIDE_LEFT ? r : 0.0;
  double br = end != POISE_SIDE_TOP && end != POISE_SIDE_LEFT ? r : 0.0;
  double bl = end != POISE_SIDE_TOP && end != POISE_SIDE_RIGHT ? r : 0.0;
  double right = bar->x + bar->width, bottom = bar->y + bar->height;

  if (end == POISE_SIDE_ALL)
    {
      trace_cell (cr, bar);
      return;
    }
  cairo_new_sub_path (cr);
  trace_corner (cr, bar->x + tl, bar->y + tl, tl, G_PI);
  trace_corner (cr, right - tr, bar->y + tr, tr, 1.5 * G_PI);
  trace_corner (cr, right - br, bottom - br, br, 0.0);
  trace_corner (cr, bar->x + bl, bottom - bl, bl, G_PI_2);
  cairo_close_path (cr);
}

static void
trace_bars (cairo_t *cr, GArray *bars, PoiseSide end)
{
  for (guint i = 0; i < bars->len; i++)
    trace_bar (cr, &g_array_index (bars, PoiseRect, i), end);
}

static void
trace_outlines (cairo_t *cr, GArray *bars, PoiseSide end)
{
  for (guint i = 0; i < bars->len; i++)
    {
      const PoiseRect *bar = &g_array_index (bars, PoiseRect, i);
      PoiseRect inner = { bar->x + OUTLINE_WIDTH / 2.0, bar->y + OUTLINE_WIDTH / 2.0,
                          bar->width - OUTLINE_WIDTH, bar->height - OUTLINE_WIDTH };

      if (inner.width > 0.0 && inner.height > 0.0)
        trace_bar (cr, &inner, end);
    }
}

/* Lines along which x + y stays the same, so that those of neighbours continue
 * each other; each is cut to its bar, which costs less than a clip. */
static void
trace_hatch (cairo_t *cr, const PoiseRect *bar)
{
  double right = bar->x + bar->width, bottom = bar->y + bar->height;

  for (double sum = ceil ((bar->x + bar->y) / HATCH_STEP) * HATCH_STEP; sum < right + bottom;
       sum += HATCH_STEP)
    {
      double from = MAX (bar->x, sum - bottom);
      double to = MIN (right, sum - bar->y);

      cairo_move_to (cr, from, sum - from);
      cairo_line_to (cr, to, sum - to);
    }
}

static void
hatch (const PoisePainter *self, GArray *bars)
{
  for (guint i = 0; i < bars->len; i++)
    trace_hatch (self->cr, &g_array_index (bars, PoiseRect, i));
  poise_painter_set_color (self, &self->palette->background, 0.5);
  cairo_set_line_width (self->cr, HATCH_WIDTH);
  cairo_stroke (self->cr);
}

/* The half below a cell's diagonal. */
static void
trace_halves (cairo_t *cr, GArray *bars)
{
  for (guint i = 0; i < bars->len; i++)
    {
      const PoiseRect *bar = &g_array_index (bars, PoiseRect, i);
      double cut = get_cut (bar);

      cairo_move_to (cr, bar->x, bar->y + cut);
      cairo_line_to (cr, bar->x + bar->width - cut, bar->y + bar->height);
      cairo_line_to (cr, bar->x + cut, bar->y + bar->height);
      cairo_line_to (cr, bar->x, bar->y + bar->height - cut);
      cairo_close_path (cr);
    }
}

/* A diagonal: leadership above it, management below. */
static void
split (const PoisePainter *self, GArray *bars, double strength)
{
  cairo_t *cr = self->cr;

  trace_bars (cr, bars, POISE_SIDE_ALL);
  poise_painter_set_color (self, &self->palette->leadership, strength);
  cairo_fill (cr);
  trace_halves (cr, bars);
  poise_painter_set_color (self, &self->palette->background, 1.0);
  cairo_fill_preserve (cr);
  poise_painter_set_color (self, &self->palette->management, strength);
  cairo_fill (cr);
}

static const PoiseColor *
get_color (const PoisePainter *self, PoiseMode mode)
{
  if (mode == POISE_MODE_LEADERSHIP)
    return &self->palette->leadership;
  return mode == POISE_MODE_MANAGEMENT ? &self->palette->management : &self->palette->foreground;
}

/**
 * poise_painter_draw_bars:
 * @self: the painter
 * @bars: (element-type PoiseRect): where
 * @mode: what they stand for; that decides colour and pattern
 * @end: where their rounded ends are
 * @strength: how much of the colour they have, 0 to 1; below 1 they have an
 *   outline
 *
 * Draws bars that are alike, all in one go.
 */
void
poise_painter_draw_bars (const PoisePainter *self,
                         GArray *bars,
                         PoiseMode mode,
                         PoiseSide end,
                         double strength)
{
  const PoiseColor *color = get_color (self, mode);

  if (bars->len == 0)
    return;
  if (mode == POISE_MODE_BALANCED && end == POISE_SIDE_ALL)
    {
      split (self, bars, strength);
      return;
    }
  trace_bars (self->cr, bars, end);
  poise_painter_set_color (self, color, strength);
  cairo_fill (self->cr);
  if (mode == POISE_MODE_MANAGEMENT && strength > 0.0)
    hatch (self, bars);
  if (strength >= 1.0)
    return;
  trace_outlines (self->cr, bars, end);
  poise_painter_set_color (self, color, mode == POISE_MODE_NONE ? self->palette->dim : 0.8);
  cairo_set_line_width (self->cr, OUTLINE_WIDTH);
  cairo_stroke (self->cr);
}

/**
 * poise_painter_trace_interval:
 * @self: what to draw with
 * @x: where the range stands
 * @top: its upper end
 * @bottom: its lower end
 * @cap: how long the strokes at its ends are; 0 for none
 *
 * Adds a range to what poise_painter_stroke_intervals() draws.
 */
void
poise_painter_trace_interval (const PoisePainter *self,
                              double x,
                              double top,
                              double bottom,
                              double cap)
{
  /* On a whole pixel and a half a thin line is sharp. */
  double middle = floor (x) + 0.5;
  double ends[] = { floor (top) + 0.5, floor (bottom) + 0.5 };

  cairo_move_to (self->cr, middle, ends[0]);
  cairo_line_to (self->cr, middle, ends[1]);
  for (guint i = 0; cap > 0.0 && i < G_N_ELEMENTS (ends); i++)
    {
      cairo_move_to (self->cr, middle - floor (cap / 2.0), ends[i]);
      cairo_line_to (self->cr, middle + floor (cap / 2.0), ends[i]);
    }
}

/**
 * poise_painter_stroke_intervals:
 * @self: what to draw with
 * @alpha: how strong, 0 to 1
 *
 * Draws the ranges that were traced, thin, and such that they are seen over bars.
 */
void
poise_painter_stroke_intervals (const PoisePainter *self, double alpha)
{
  cairo_save (self->cr);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_SQUARE);
  poise_painter_set_color (self, &self->palette->background, 0.7 * alpha);
  cairo_set_line_width (self->cr, 3.0);
  cairo_stroke_preserve (self->cr);
  poise_painter_set_color (self, &self->palette->foreground, self->palette->interval * alpha);
  cairo_set_line_width (self->cr, 1.0);
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
}

/**
 * poise_painter_draw_bar:
 * @self: the painter
 * @bar: where
 * @mode: what it stands for; that decides colour and pattern
 * @end: where its rounded end is
 * @strength: how much of the colour it has, 0 to 1; below 1 it has an outline
 */
void
poise_painter_draw_bar (const PoisePainter *self,
                        const PoiseRect *bar,
                        PoiseMode mode,
                        PoiseSide end,
                        double strength)
{
  g_autoptr (GArray) bars = NULL;

  if (bar->width <= 0.0 || bar->height <= 0.0)
    return;
  bars = g_array_new (FALSE, FALSE, sizeof (PoiseRect));
  g_array_append_val (bars, *bar);
  poise_painter_draw_bars (self, bars, mode, end, strength);
}
