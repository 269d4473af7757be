/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-facets-drawing.h"

#include <glib/gi18n-lib.h>

#include "poise-balance-description.h"
#include "poise-facets-layout.h"
#include "poise-legend.h"

#define N_KEYS 4

struct _PoiseFacetsDrawing
{
  PoiseDrawing parent_instance;

  PoiseBalance *balance;
  PoiseBalance *before;
  PoiseRect legend;
  PoiseFacetsLayout layout;
  /* What was shown before, from which the bars set out. */
  PoiseFacetsLayout old_layout;
};

G_DEFINE_FINAL_TYPE (PoiseFacetsDrawing, poise_facets_drawing, POISE_TYPE_DRAWING)

static gboolean
has_before (PoiseFacetsDrawing *self)
{
  return self->before != NULL && self->before->n_sentences > 0;
}

static guint
list_keys (PoiseFacetsDrawing *self, PoiseLegendItem *items)
{
  guint n = 0;

  items[n++] = (PoiseLegendItem) { POISE_KEY_MANAGEMENT, _ ("Management") };
  items[n++] = (PoiseLegendItem) { POISE_KEY_LEADERSHIP, _ ("Leadership") };
  if (has_before (self))
    items[n++] = (PoiseLegendItem) { POISE_KEY_BEFORE, _ ("The range before") };
  return n;
}

static PoiseFacetsSpec
measure (PangoLayout *text, double width, gboolean is_rtl)
{
  PoiseFacetsSpec spec = { .width = width, .is_rtl = is_rtl };
  g_autofree char *whole = poise_share_to_words (1.0);

  for (PoiseFacet facet = POISE_FACET_PURPOSE; facet < POISE_N_FACETS; facet++)
    {
      double label;

      poise_painter_measure_text (text, poise_facet_get_label (facet), &label, NULL);
      spec.label_width = MAX (spec.label_width, label);
    }
  poise_painter_measure_text (text, whole, &spec.value_width, &spec.label_height);
  return spec;
}

/* Between the bars and the legend. */
static double
get_gap (const PoiseFacetsSpec *spec)
{
  return spec->label_height * 0.6;
}

static double
poise_facets_drawing_get_height (PoiseDrawing *drawing, PangoLayout *text, double width)
{
  PoiseFacetsSpec spec = measure (text, width, FALSE);
  PoiseLegendItem items[N_KEYS];
  guint n = list_keys (POISE_FACETS_DRAWING (drawing), items);

  return poise_facets_layout_get_height (&spec) + get_gap (&spec) +
         poise_legend_measure (text, items, n, width);
}

static void
poise_facets_drawing_lay_out (PoiseDrawing *drawing,
                              PangoLayout *text,
                              double width,
                              double height,
                              gboolean is_rtl)
{
  PoiseFacetsDrawing *self = POISE_FACETS_DRAWING (drawing);
  PoiseFacetsSpec spec = measure (text, width, is_rtl);
  PoiseLegendItem items[N_KEYS];
  double y = poise_facets_layout_get_height (&spec) + get_gap (&spec);

  if (self->balance == NULL)
    return;
  self->legend = (PoiseRect) { 0.0, y, width,
                               poise_legend_measure (text, items, list_keys (self, items), width) };
  poise_facets_layout_init (&self->layout, self->balance, has_before (self) ? self->before : NULL,
                            &spec);
}

static guint
poise_facets_drawing_get_n_marks (PoiseDrawing *drawing)
{
  return POISE_FACETS_DRAWING (drawing)->balance != NULL ? POISE_N_FACETS - 1 : 0;
}

static PoiseMark
poise_facets_drawing_get_mark (PoiseDrawing *drawing, guint index)
{
  PoiseFacetsDrawing *self = POISE_FACETS_DRAWING (drawing);

  return (PoiseMark) { .area = self->layout.bars[index + 1].area };
}

static char *
poise_facets_drawing_describe_mark (PoiseDrawing *drawing, guint index)
{
  PoiseFacetsDrawing *self = POISE_FACETS_DRAWING (drawing);

  return poise_balance_describe_facet (self->balance, self->before, (PoiseFacet) (index + 1));
}

static PoiseSteps
poise_facets_drawing_get_steps (PoiseDrawing *drawing)
{
  return (PoiseSteps) { .down = 1, .page = POISE_N_FACETS };
}

/* ---- painting ---- */

static PoiseSide
get_end (const PoisePainter *painter, PoiseMode pole)
{
  return (pole == POISE_MODE_LEADERSHIP) != painter->is_rtl ? POISE_SIDE_RIGHT : POISE_SIDE_LEFT;
}

/* The foot stays at the centre while the bar grows or shrinks. */
static PoiseRect
get_moving_bar (PoiseFacetsDrawing *self, PoiseFacet facet, PoiseMode pole, PoiseSide end)
{
  PoiseRect bar = self->layout.bars[facet].now[pole];
  double old = self->old_layout.bars[facet].now[pole].width;
  double missing = (bar.width - old) * (1.0 - poise_drawing_get_progress (POISE_DRAWING (self)));

  bar.width -= missing;
  if (end == POISE_SIDE_LEFT)
    bar.x += missing;
  return bar;
}

static void
paint_row (PoiseFacetsDrawing *self, const PoisePainter *painter, PoiseFacet facet)
{
  const PoiseFacetBar *row = &self->layout.bars[facet];
  g_autofree char *value =
    poise_share_to_words (poise_balance_get_facet_share (self->balance, facet));

  for (PoiseMode pole = POISE_MODE_MANAGEMENT; pole <= POISE_MODE_LEADERSHIP; pole++)
    {
      PoiseSide end = get_end (painter, pole);
      PoiseRect bar = get_moving_bar (self, facet, pole, end);

      poise_painter_draw_bar (painter, &bar, pole, end, POISE_FILL_FULL);
      poise_painter_draw_bar (painter, &row->before[pole], POISE_MODE_NONE, end, POISE_FILL_HOLLOW);
    }
  /* In a narrow chart a long name stands across the centre line. */
  poise_painter_show_text_above (painter, poise_facet_get_label (facet), row->label_x, row->label_y,
                                 painter->is_rtl ? 1.0 : 0.0, 1.0);
  poise_painter_show_text (painter, value, row->value_x, row->value_y, painter->is_rtl ? 0.0 : 1.0,
                           painter->palette->dim);
}

static void
poise_facets_drawing_paint (PoiseDrawing *drawing, const PoisePainter *painter)
{
  PoiseFacetsDrawing *self = POISE_FACETS_DRAWING (drawing);
  PoiseLegendItem items[N_KEYS];

  if (self->balance == NULL)
    return;
  poise_painter_set_color (painter, &painter->palette->foreground, painter->palette->dim);
  poise_painter_draw_line (painter, self->layout.centre_x - 0.5, self->layout.top,
                           self->layout.centre_x - 0.5, self->layout.bottom);
  for (PoiseFacet facet = POISE_FACET_PURPOSE; facet < POISE_N_FACETS; facet++)
    paint_row (self, painter, facet);
  poise_legend_paint (painter, items, list_keys (self, items), &self->legend);
}

/* ---- virtual functions ---- */

static void
poise_facets_drawing_finalize (GObject *object)
{
  PoiseFacetsDrawing *self = POISE_FACETS_DRAWING (object);

  g_clear_pointer (&self->balance, poise_balance_unref);
  g_clear_pointer (&self->before, poise_balance_unref);

  G_OBJECT_CLASS (poise_facets_drawing_parent_class)->finalize (object);
}

static void
poise_facets_drawing_class_init (PoiseFacetsDrawingClass *klass)
{
  PoiseDrawingClass *drawing_class = POISE_DRAWING_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = poise_facets_drawing_finalize;
  drawing_class->get_height = poise_facets_drawing_get_height;
  drawing_class->lay_out = poise_facets_drawing_lay_out;
  drawing_class->get_n_marks = poise_facets_drawing_get_n_marks;
  drawing_class->get_mark = poise_facets_drawing_get_mark;
  drawing_class->describe_mark = poise_facets_drawing_describe_mark;
  drawing_class->get_steps = poise_facets_drawing_get_steps;
  drawing_class->paint = poise_facets_drawing_paint;
}

static void
poise_facets_drawing_init (PoiseFacetsDrawing *self)
{
}

/**
 * poise_facets_drawing_new:
 *
 * Returns: (transfer full): a chart that shows nothing yet
 */
PoiseDrawing *
poise_facets_drawing_new (void)
{
  return g_object_new (POISE_TYPE_FACETS_DRAWING, NULL);
}

/**
 * poise_facets_drawing_set_balance:
 * @self: a chart
 * @balance: this range; the chart has to be laid out again
 * @before: (nullable): the range before
 */
void
poise_facets_drawing_set_balance (PoiseFacetsDrawing *self,
                                  PoiseBalance *balance,
                                  PoiseBalance *before)
{
  g_return_if_fail (POISE_IS_FACETS_DRAWING (self) && balance != NULL);

  self->old_layout = self->layout;
  poise_balance_ref (balance);
  g_clear_pointer (&self->balance, poise_balance_unref);
  g_clear_pointer (&self->before, poise_balance_unref);
  self->balance = balance;
  self->before = before != NULL ? poise_balance_ref (before) : NULL;
}
