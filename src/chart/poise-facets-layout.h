/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The six facets as paired bars.
 *
 *             management  │  leadership
 *   Purpose         █████ │ ██████████       22%   this range
 *                   ░░░░░ │ ░░░░░                  the range before
 *   Change             ██ │ ███               6%
 *                    ░░░░ │ ░░
 *
 * A bar is the part of all coded sentences that is about this pole of the
 * facet. Where it is narrow, a facet's name stands above its bars.
 */

#pragma once

#include "poise-balance.h"
#include "poise-rect.h"

G_BEGIN_DECLS

/**
 * PoiseFacetBar:
 * @area: the whole row, which pointer and keyboard reach
 * @label_x: where the facet's name begins
 * @label_y: the middle of its name
 * @value_x: where its part of everything ends
 * @value_y: the middle of that number
 * @now: this range's bars, by pole
 * @before: the bars of the range before, by pole
 */
typedef struct
{
  PoiseRect area;
  double label_x;
  double label_y;
  double value_x;
  double value_y;
  PoiseRect now[POISE_N_SENTENCE_MODES];
  PoiseRect before[POISE_N_SENTENCE_MODES];
} PoiseFacetBar;

/**
 * PoiseFacetsLayout:
 * @centre_x: the line between the modes
 * @top: where that line begins
 * @bottom: where it ends
 * @bars: a row a facet; the first is of no facet and not used
 */
typedef struct
{
  double centre_x;
  double top;
  double bottom;
  PoiseFacetBar bars[POISE_N_FACETS];
} PoiseFacetsLayout;

/**
 * PoiseFacetsSpec:
 * @width: of the picture, in the unit of the result
 * @label_width: of the longest name
 * @label_height: of a line of text
 * @value_width: of “100%”
 * @is_rtl: whether lines are read from right to left
 */
typedef struct
{
  double width;
  double label_width;
  double label_height;
  double value_width;
  gboolean is_rtl;
} PoiseFacetsSpec;

double poise_facets_layout_get_height (const PoiseFacetsSpec *spec);
void poise_facets_layout_init (PoiseFacetsLayout *self,
                               const PoiseBalance *balance,
                               const PoiseBalance *before,
                               const PoiseFacetsSpec *spec);

G_END_DECLS
