/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-year-layout.h"

#include <math.h>

/* Smaller cells are broken into one more band, up to so many. */
#define MIN_PITCH 11.0
#define MAX_PITCH 22.0
#define MAX_BANDS 4
/* Between two cells, as a part of their pitch. */
#define GAP_PART 0.15
/* Between the weekdays' names and the cells. */
#define LABEL_GAP 6.0
/* Above a band, for the months, and below it; in lines of text. */
#define MONTH_LINES 1.3
#define BELOW_LINES 0.5

static guint
count_weeks (PoiseDay first, guint n_days, GDateWeekday first_weekday)
{
  return (first + n_days - 1 - poise_day_get_week (first, first_weekday)) / 7 + 1;
}

static void
choose_bands (PoiseYearLayout *self, const PoiseYearSpec *spec, guint n_weeks)
{
  double room = spec->width - spec->label_width - LABEL_GAP;

  for (self->n_bands = 1; self->n_bands <= MAX_BANDS; self->n_bands++)
    {
      self->n_columns = (n_weeks + self->n_bands - 1) / self->n_bands;
      self->pitch = MAX (MIN (floor (room / self->n_columns), MAX_PITCH), 1.0);
      if (self->pitch >= MIN_PITCH || self->n_bands == MAX_BANDS)
        break;
    }
  self->band_height =
    MONTH_LINES * spec->label_height + 7.0 * self->pitch + BELOW_LINES * spec->label_height;
}

static PoiseRect
place_cell (const PoiseYearLayout *self, const PoiseYearSpec *spec, guint week, guint row)
{
  guint band = week / self->n_columns;
  double gap = MAX (floor (self->pitch * GAP_PART), 1.0);
  double start = spec->label_width + LABEL_GAP;
  /* What is left of the width is on both sides. */
  double margin = floor (MAX (spec->width - start - self->pitch * self->n_columns, 0.0) / 2.0);
  double x = margin + start + self->pitch * (week % self->n_columns);
  double y = band * self->band_height + ceil (MONTH_LINES * spec->label_height) + self->pitch * row;
  double size = self->pitch - gap;

  return (PoiseRect) { spec->is_rtl ? spec->width - x - size : x, y, size, size };
}

/**
 * poise_year_layout_new:
 * @first: the first day
 * @n_days: how many days
 * @spec: the size of things
 *
 * Lays the days out.
 *
 * Returns: (transfer full): the layout
 */
PoiseYearLayout *
poise_year_layout_new (PoiseDay first, guint n_days, const PoiseYearSpec *spec)
{
  PoiseYearLayout *self;
  PoiseDay week;

  g_return_val_if_fail (poise_day_is_valid (first) && n_days > 0 && spec != NULL, NULL);

  self = g_new0 (PoiseYearLayout, 1);
  week = poise_day_get_week (first, spec->first_weekday);
  choose_bands (self, spec, count_weeks (first, n_days, spec->first_weekday));
  self->cells = g_array_sized_new (FALSE, FALSE, sizeof (PoiseRect), n_days);
  for (guint i = 0; i < n_days; i++)
    {
      PoiseRect cell = place_cell (self, spec, (first + i - week) / 7, (first + i - week) % 7);

      g_array_append_val (self->cells, cell);
    }
  return self;
}

/**
 * poise_year_layout_free:
 * @self: (transfer full): a layout
 */
void
poise_year_layout_free (PoiseYearLayout *self)
{
  g_array_unref (self->cells);
  g_free (self);
}

/**
 * poise_year_layout_get_height:
 * @self: a layout
 *
 * Returns: how high it is
 */
double
poise_year_layout_get_height (const PoiseYearLayout *self)
{
  g_return_val_if_fail (self != NULL, 0.0);

  return self->n_bands * self->band_height;
}
