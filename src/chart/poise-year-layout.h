/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A year of days: a column a week, a row a weekday. Where it is narrow, the
 * year is broken into bands, one below the other.
 *
 *        Dec     Jan     Feb
 *    Mon ▪ ▪ ▫ ▪ ▪ ▫ ▪ ▪ ▪ …
 *        ▫ ▪ ▪ ▪ ▫ ▪ ▪ ▪ ▫
 *    Wed ▪ ▪ ▪ ▫ ▪ ▪ ▪ ▪ ▪
 */

#pragma once

#include "poise-period.h"
#include "poise-rect.h"

G_BEGIN_DECLS

/**
 * PoiseYearLayout: (foreign)
 * @cells: (element-type PoiseRect): one a day, in their order
 * @pitch: from a cell to the next
 * @n_bands: into how many bands the year is broken
 * @band_height: from a band to the next
 * @n_columns: how many weeks a band has
 */
typedef struct
{
  GArray *cells;
  double pitch;
  guint n_bands;
  double band_height;
  guint n_columns;
} PoiseYearLayout;

/**
 * PoiseYearSpec:
 * @width: of the picture, in the unit of the result
 * @label_width: of a weekday's name
 * @label_height: of a line of text
 * @first_weekday: the day on which weeks begin
 * @is_rtl: whether time runs from right to left
 */
typedef struct
{
  double width;
  double label_width;
  double label_height;
  GDateWeekday first_weekday;
  gboolean is_rtl;
} PoiseYearSpec;

PoiseYearLayout *poise_year_layout_new (PoiseDay first, guint n_days, const PoiseYearSpec *spec);
void poise_year_layout_free (PoiseYearLayout *self);
double poise_year_layout_get_height (const PoiseYearLayout *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseYearLayout, poise_year_layout_free)

G_END_DECLS
