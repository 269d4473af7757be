/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-weekly-layout.h"

#include <math.h>

/* The bar's part of its column, and the widest that a bar may be. */
#define BAR_PART 0.64
#define MAX_BAR_WIDTH 36.0
/* Room between two labels, as a part of a label's width. */
#define LABEL_GAP 0.35

static double
get_share_y (const PoiseRect *plot, double share)
{
  return plot->y + plot->height * (1.0 - share);
}

static PoiseRect
place_plot (const PoiseWeeklySpec *spec)
{
  PoiseRect plot = { .x = spec->is_rtl ? 0.0 : spec->axis_width, .y = spec->label_height * 0.5 };

  plot.width = MAX (spec->width - spec->axis_width, 1.0);
  plot.height = MAX (spec->height - spec->label_height * 2.2, 1.0);
  return plot;
}

/* Each edge comes from the whole width, so that rounding never adds up. */
static void
place_bar (PoiseWeekBar *bar,
           const PoiseWeek *week,
           const PoiseRect *plot,
           double centre_y,
           guint slot,
           guint n_slots)
{
  double left = plot->x + plot->width * slot / n_slots;
  double right = plot->x + plot->width * (slot + 1) / n_slots;
  double width = MIN ((right - left) * BAR_PART, MAX_BAR_WIDTH);
  double x = (left + right - width) / 2.0;
  double arm = plot->height / 2.0;
  double up = week->has_share ? arm * week->share : 0.0;
  double down = week->has_share ? arm - up : 0.0;

  bar->area = (PoiseRect){ left, plot->y, right - left, plot->height };
  bar->leadership = (PoiseRect){ x, centre_y - up, width, up };
  bar->management = (PoiseRect){ x, centre_y, width, down };
  bar->trend_y = week->has_trend ? get_share_y (plot, week->trend) : centre_y;
}

/* Counts back from the last week, which always has its label. */
static guint
get_label_step (const PoiseWeeklySpec *spec, const PoiseRect *plot, guint n_weeks)
{
  double column = plot->width / n_weeks;
  double step = ceil (spec->label_width * (1.0 + LABEL_GAP) / column);

  return (guint) CLAMP (step, 1.0, (double) n_weeks);
}

static gboolean
label_fits (const PoiseWeeklySpec *spec, const PoiseWeekBar *bar)
{
  double centre = bar->area.x + bar->area.width / 2.0;

  return centre - spec->label_width / 2.0 >= 0.0 && centre + spec->label_width / 2.0 <= spec->width;
}

/**
 * poise_weekly_layout_new:
 * @balance: the weeks
 * @spec: the size of things
 *
 * Lays the weekly chart out.
 *
 * Returns: (transfer full): the layout
 */
PoiseWeeklyLayout *
poise_weekly_layout_new (const PoiseBalance *balance, const PoiseWeeklySpec *spec)
{
  PoiseWeeklyLayout *self;
  guint n_weeks, step;

  g_return_val_if_fail (balance != NULL && spec != NULL, NULL);

  n_weeks = MAX (balance->weeks->len, 1);
  self = g_new0 (PoiseWeeklyLayout, 1);
  self->plot = place_plot (spec);
  self->centre_y = self->plot.y + self->plot.height / 2.0;
  self->bars = g_array_sized_new (FALSE, TRUE, sizeof (PoiseWeekBar), n_weeks);
  if (spec->target_high > spec->target_low)
    {
      double top = get_share_y (&self->plot, spec->target_high);

      self->band = (PoiseRect){ self->plot.x, top, self->plot.width,
                                get_share_y (&self->plot, spec->target_low) - top };
    }

  step = get_label_step (spec, &self->plot, n_weeks);
  for (guint i = 0; i < balance->weeks->len; i++)
    {
      PoiseWeekBar bar = { .has_label = (balance->weeks->len - 1 - i) % step == 0 };

      place_bar (&bar, &g_array_index (balance->weeks, PoiseWeek, i), &self->plot, self->centre_y,
                 spec->is_rtl ? n_weeks - 1 - i : i, n_weeks);
      bar.has_label = bar.has_label && label_fits (spec, &bar);
      g_array_append_val (self->bars, bar);
    }
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

/**
 * poise_weekly_layout_find:
 * @self: a layout
 * @x: a place
 * @y: a place
 *
 * Returns: the index of the week whose column is there, or -1
 */
int
poise_weekly_layout_find (const PoiseWeeklyLayout *self, double x, double y)
{
  g_return_val_if_fail (self != NULL, -1);

  for (guint i = 0; i < self->bars->len; i++)
    {
      const PoiseRect *area = &g_array_index (self->bars, PoiseWeekBar, i).area;

      if (x >= area->x && x < area->x + area->width && y >= area->y && y < area->y + area->height)
        return (int) i;
    }

  return -1;
}
