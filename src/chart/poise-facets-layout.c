/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-facets-layout.h"

/* Heights in lines of text. */
#define NOW_LINES 0.9
#define BEFORE_LINES 0.45
#define BETWEEN 2.0
#define PADDING_LINES 0.36
/* Names stand above the bars when they would take more of the width. */
#define MAX_LABEL_PART 0.28
#define GAP 10.0
/* A scale that ends earlier would make much of little. */
#define MIN_SCALE 0.1

static gboolean
is_narrow (const PoiseFacetsSpec *spec)
{
  return spec->label_width > spec->width * MAX_LABEL_PART;
}

static double
get_bars_height (const PoiseFacetsSpec *spec)
{
  return (NOW_LINES + BEFORE_LINES) * spec->label_height + BETWEEN;
}

static double
get_row_height (const PoiseFacetsSpec *spec)
{
  return get_bars_height (spec) +
         (2.0 * PADDING_LINES + (is_narrow (spec) ? 1.2 : 0.0)) * spec->label_height;
}

/**
 * poise_facets_layout_get_height:
 * @spec: the size of things
 *
 * Returns: how high the chart is
 */
double
poise_facets_layout_get_height (const PoiseFacetsSpec *spec)
{
  g_return_val_if_fail (spec != NULL, 0.0);

  return get_row_height (spec) * (POISE_N_FACETS - 1);
}

/* The part that a whole arm stands for: the largest of all. */
static double
get_scale (const PoiseBalance *balance, const PoiseBalance *before)
{
  double scale = MIN_SCALE;

  for (PoiseFacet facet = POISE_FACET_PURPOSE; facet < POISE_N_FACETS; facet++)
    for (PoiseMode pole = POISE_MODE_MANAGEMENT; pole <= POISE_MODE_LEADERSHIP; pole++)
      {
        scale = MAX (scale, poise_balance_get_facet_part (balance, facet, pole));
        if (before != NULL)
          scale = MAX (scale, poise_balance_get_facet_part (before, facet, pole));
      }
  return scale;
}

/* Management towards the line's start, leadership towards its end. */
static PoiseRect
place_bar (double centre_x, double length, double y, double height, gboolean to_right)
{
  return (PoiseRect) { to_right ? centre_x + 1.0 : centre_x - 1.0 - length, y, length, height };
}

static void
place_pair (PoiseRect *bars,
            const PoiseBalance *balance,
            PoiseFacet facet,
            double centre_x,
            double unit,
            double y,
            double height,
            gboolean is_rtl)
{
  for (PoiseMode pole = POISE_MODE_MANAGEMENT; pole <= POISE_MODE_LEADERSHIP; pole++)
    bars[pole] = place_bar (centre_x, unit * poise_balance_get_facet_part (balance, facet, pole), y,
                            height, (pole == POISE_MODE_LEADERSHIP) != is_rtl);
}

static void
place_row (PoiseFacetBar *row, const PoiseFacetsSpec *spec, double top, double *bars_y)
{
  double line = spec->label_height;

  row->area = (PoiseRect) { 0.0, top, spec->width, get_row_height (spec) };
  row->label_x = spec->is_rtl ? spec->width : 0.0;
  row->value_x = spec->is_rtl ? 0.0 : spec->width;
  *bars_y = top + PADDING_LINES * line + (is_narrow (spec) ? 1.2 * line : 0.0);
  row->value_y = *bars_y + NOW_LINES * line / 2.0;
  row->label_y = is_narrow (spec) ? top + (PADDING_LINES + 0.5) * line : row->value_y;
}

/**
 * poise_facets_layout_init:
 * @self: (out caller-allocates): the layout
 * @balance: this range
 * @before: (nullable): the range before
 * @spec: the size of things
 *
 * Lays the facets out.
 */
void
poise_facets_layout_init (PoiseFacetsLayout *self,
                          const PoiseBalance *balance,
                          const PoiseBalance *before,
                          const PoiseFacetsSpec *spec)
{
  double start, arm, unit;

  g_return_if_fail (self != NULL && balance != NULL && spec != NULL);

  *self = (PoiseFacetsLayout) { 0 };
  start = is_narrow (spec) ? 0.0 : spec->label_width + GAP;
  arm = MAX ((spec->width - start - spec->value_width - GAP) / 2.0 - 1.0, 0.0);
  unit = arm / get_scale (balance, before);
  self->centre_x = start + arm + 1.0;
  if (spec->is_rtl)
    self->centre_x = spec->width - self->centre_x;
  self->bottom = poise_facets_layout_get_height (spec);
  for (PoiseFacet facet = POISE_FACET_PURPOSE; facet < POISE_N_FACETS; facet++)
    {
      PoiseFacetBar *row = &self->bars[facet];
      double y;

      place_row (row, spec, (facet - 1) * get_row_height (spec), &y);
      place_pair (row->now, balance, facet, self->centre_x, unit, y, NOW_LINES * spec->label_height,
                  spec->is_rtl);
      if (before != NULL)
        place_pair (row->before, before, facet, self->centre_x, unit,
                    y + NOW_LINES * spec->label_height + BETWEEN, BEFORE_LINES * spec->label_height,
                    spec->is_rtl);
    }
}
