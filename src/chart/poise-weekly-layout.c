/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-weekly-layout.h"

#include <math.h>

/* The bar's part of its column, and the widest that a bar may be. */
#define BAR_PART 0.68
#define MAX_BAR_WIDTH 36.0
/* What a bar of an even share still shows of itself. */
#define MIN_BAR_HEIGHT 4.0
/* A balanced period is as good a result as any other, so it can be seen as well. */
#define EVEN_BAR_HEIGHT 10.0
/* Room between two labels, as a part of a label's width. */
#define LABEL_GAP 0.3
/* More weeks than these repeat the days of the year: labels name the year. */
#define MAX_WEEKS_OF_A_YEAR 54
/* More months than these are labelled by year. */
#define MAX_LABELLED_MONTHS 36

/**
 * poise_weekly_layout_choose_unit:
 * @balance: the balance of a range
 * @plot_width: how wide the plot will be
 *
 * Returns: the shortest periods that are wide enough to be seen
 */
PoiseUnit
poise_weekly_layout_choose_unit (const PoiseBalance *balance, double plot_width)
{
  double n_columns = plot_width / POISE_WEEKLY_MIN_COLUMN;

  g_return_val_if_fail (balance != NULL, POISE_UNIT_WEEK);

  if (balance->weeks->len <= n_columns)
    return POISE_UNIT_WEEK;
  return balance->months->len <= n_columns ? POISE_UNIT_MONTH : POISE_UNIT_QUARTER;
}

static double
get_share_y (const PoiseRect *plot, double share)
{
  return plot->y + plot->height * (1.0 - share);
}

/* A line above the plot and one below it are for the counts of bars that
 * reach its ends, one more is for the labels. */
static PoiseRect
place_plot (const PoiseWeeklySpec *spec)
{
  PoiseRect plot = { .x = spec->is_rtl ? 0.0 : spec->axis_width, .y = spec->label_height };

  plot.width = MAX (spec->width - spec->axis_width, 1.0);
  plot.height = MAX (spec->height - spec->label_height * 3.3 - spec->outcome_height, 1.0);
  return plot;
}

/* Each edge comes from the whole width, so that rounding never adds up. */
static void
place_bar (PoiseWeekBar *bar,
           const PoisePeriod *period,
           const PoiseWeeklyLayout *self,
           guint slot,
           guint n_slots)
{
  const PoiseRect *plot = &self->plot;
  double left = plot->x + plot->width * slot / n_slots;
  double right = plot->x + plot->width * (slot + 1) / n_slots;
  double width = MIN ((right - left) * BAR_PART, MAX_BAR_WIDTH);
  double x = (left + right - width) / 2.0;
  double tip = get_share_y (plot, period->share);

  bar->area = (PoiseRect) { left, plot->y, right - left, plot->height };
  bar->trend_y = period->has_trend ? get_share_y (plot, period->trend) : self->centre_y;
  bar->bar = (PoiseRect) { x, self->centre_y, width, 0.0 };
  if (!period->has_share)
    return;
  bar->is_up = period->share > 0.5;
  bar->low_y = get_share_y (plot, period->interval.low);
  bar->high_y = get_share_y (plot, period->interval.high);
  bar->is_even = fabs (tip - self->centre_y) < MIN_BAR_HEIGHT / 2.0;
  if (bar->is_even)
    bar->bar = (PoiseRect) { x, self->centre_y - EVEN_BAR_HEIGHT / 2.0, width, EVEN_BAR_HEIGHT };
  else
    bar->bar = (PoiseRect) { x, MIN (tip, self->centre_y), width, fabs (tip - self->centre_y) };
}

/* Beyond the bar's range at its tip, unless the trend passes there and leaves its foot free. */
static void
place_count (PoiseWeekBar *bar, const PoisePeriod *period, const PoiseWeeklySpec *spec)
{
  double above = MIN (bar->bar.y, bar->high_y) - spec->label_height / 2.0;
  double below = MAX (bar->bar.y + bar->bar.height, bar->low_y) + spec->label_height / 2.0;
  double tip = bar->is_up || bar->is_even ? above : below;
  double foot = bar->is_up || bar->is_even ? below : above;
  double from_tip = fabs (bar->trend_y - tip);

  bar->has_count = poise_period_is_little (period) && spec->count_width <= bar->area.width;
  bar->count_y =
    period->has_trend && from_tip < spec->label_height && from_tip < fabs (bar->trend_y - foot)
      ? foot
      : tip;
}

/* ---- labels ---- */

static PoiseLabel
choose_label (GArray *periods, PoiseUnit unit)
{
  guint n_months = unit == POISE_UNIT_QUARTER ? periods->len * 3 : periods->len;

  if (unit == POISE_UNIT_WEEK)
    return periods->len <= MAX_WEEKS_OF_A_YEAR ? POISE_LABEL_DAY : POISE_LABEL_MONTH;
  return n_months <= MAX_LABELLED_MONTHS ? POISE_LABEL_MONTH : POISE_LABEL_YEAR;
}

static gboolean
can_be_labelled (const PoisePeriod *period, PoiseLabel label)
{
  guint month;

  if (label != POISE_LABEL_YEAR)
    return TRUE;
  poise_day_get_ymd (period->first, NULL, &month, NULL);
  return month == 1;
}

/* From the last period back, as near to each other as they may be; a label
 * that would hang over the picture's edge is moved in. */
static void
place_labels (PoiseWeeklyLayout *self, GArray *periods, const PoiseWeeklySpec *spec)
{
  PoiseLabel label = choose_label (periods, spec->unit);
  double width = spec->label_widths[label];
  double last_x = 0.0;
  gboolean has_last = FALSE;

  if (width > spec->width)
    return;
  for (guint i = periods->len; i-- > 0;)
    {
      PoiseWeekBar *bar = &g_array_index (self->bars, PoiseWeekBar, i);
      double x =
        CLAMP (bar->area.x + bar->area.width / 2.0, width / 2.0, spec->width - width / 2.0);

      if (!can_be_labelled (&g_array_index (periods, PoisePeriod, i), label) ||
          (has_last && fabs (x - last_x) < width * (1.0 + LABEL_GAP)))
        continue;
      bar->label = label;
      bar->label_x = last_x = x;
      has_last = TRUE;
    }
}

/**
 * poise_weekly_layout_new:
 * @periods: (element-type PoisePeriod): what to show
 * @spec: the size of things
 *
 * Lays the weekly chart out.
 *
 * Returns: (transfer full): the layout
 */
PoiseWeeklyLayout *
poise_weekly_layout_new (GArray *periods, const PoiseWeeklySpec *spec)
{
  PoiseWeeklyLayout *self;

  g_return_val_if_fail (periods != NULL && spec != NULL, NULL);

  self = g_new0 (PoiseWeeklyLayout, 1);
  self->plot = place_plot (spec);
  self->centre_y = self->plot.y + self->plot.height / 2.0;
  self->label_y =
    self->plot.y + self->plot.height + spec->label_height * 1.7 + spec->outcome_height;
  self->outcome_y =
    self->plot.y + self->plot.height + spec->label_height + spec->outcome_height / 2.0;
  self->bars = g_array_sized_new (FALSE, TRUE, sizeof (PoiseWeekBar), periods->len);
  if (spec->target_high > spec->target_low)
    {
      double top = get_share_y (&self->plot, spec->target_high);

      self->band = (PoiseRect) { self->plot.x, top, self->plot.width,
                                 get_share_y (&self->plot, spec->target_low) - top };
    }
  for (guint i = 0; i < periods->len; i++)
    {
      const PoisePeriod *period = &g_array_index (periods, PoisePeriod, i);
      PoiseWeekBar bar = { 0 };

      place_bar (&bar, period, self, spec->is_rtl ? periods->len - 1 - i : i, periods->len);
      place_count (&bar, period, spec);
      g_array_append_val (self->bars, bar);
    }
  place_labels (self, periods, spec);
  return self;
}

/**
 * poise_weekly_layout_free:
 * @self: (transfer full): a layout
 */
void
poise_weekly_layout_free (PoiseWeeklyLayout *self)
{
  g_array_unref (self->bars);
  g_free (self);
}
