/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The weekly chart in rectangles, for screen, PNG, SVG and print alike.
 *
 *   100% ┌ plot ─────────────────────────────┐
 *        │                  ▄▄            2  │  a count, where a bar rests on little
 *        │  ▄▄      ▄▄      ██  ▄▄        ▄▄ │  more leadership: upwards
 *    50% ├──▀▀──▄▄──▀▀──────▀▀──▀▀──▄▄────▀▀─┤  the centre: as much of both
 *        │      ██                  ▀▀       │  more management: downwards
 *        │      ▀▀                           │
 *     0% └───────────────────────────────────┘  a period without a share is a gap
 *          2 Nov    16 Nov    30 Nov            labels, as many as fit
 *
 * There is one scale, leadership's share: a bar reaches from the centre to
 * its share, and trend and target are read off the same axis.
 */

#pragma once

#include "poise-balance.h"
#include "poise-rect.h"

G_BEGIN_DECLS

/* Narrower columns are neither seen nor hit: longer periods are shown. */
#define POISE_WEEKLY_MIN_COLUMN 5.0

/**
 * PoiseLabel:
 *
 * How much of a date is written under a column.
 */
typedef enum
{
  POISE_LABEL_NONE,
  POISE_LABEL_DAY,
  POISE_LABEL_MONTH,
  POISE_LABEL_YEAR,
} PoiseLabel;

#define POISE_N_LABELS 4

/**
 * PoiseWeekBar:
 * @area: the whole column, which pointer and keyboard reach
 * @bar: from the centre to the share; without height in a gap
 * @is_up: whether the bar shows more leadership than management
 * @is_even: whether it shows as much of both
 * @low_y: the height of the lower end of the range that the share lies in; of use where
 *   the period has a share
 * @high_y: that of its upper end
 * @trend_y: the trend's height; of use where the period has a trend
 * @has_count: whether there is room for the count of a bar that rests on little
 * @count_y: the middle of the count
 * @label: what is written under it
 * @label_x: the middle of the label
 */
typedef struct
{
  PoiseRect area;
  PoiseRect bar;
  gboolean is_up;
  gboolean is_even;
  double low_y;
  double high_y;
  double trend_y;
  gboolean has_count;
  double count_y;
  PoiseLabel label;
  double label_x;
} PoiseWeekBar;

/**
 * PoiseWeeklyLayout: (foreign)
 * @plot: where the bars are
 * @centre_y: the line between the modes
 * @label_y: the middle of the labels
 * @outcome_y: the middle of the marks of what became of intentions
 * @band: the target range; without height if there is none
 * @bars: (element-type PoiseWeekBar): one a period, in their order
 */
typedef struct
{
  PoiseRect plot;
  double centre_y;
  double label_y;
  double outcome_y;
  PoiseRect band;
  GArray *bars;
} PoiseWeeklyLayout;

/**
 * PoiseWeeklySpec:
 * @unit: what the periods are
 * @width: of the picture, in the unit of the result
 * @height: of the picture
 * @label_widths: of the widest label of each kind
 * @label_height: of a line of labels
 * @axis_width: room for the words at the side
 * @count_width: of a count
 * @outcome_height: of the line of marks of what became of intentions; 0 for none
 * @target_low: the target range's lower end as leadership's share, 0 to 1
 * @target_high: its upper end; no band unless above @target_low
 * @is_rtl: whether time runs from right to left
 */
typedef struct
{
  PoiseUnit unit;
  double width;
  double height;
  double label_widths[POISE_N_LABELS];
  double label_height;
  double axis_width;
  double count_width;
  double outcome_height;
  double target_low;
  double target_high;
  gboolean is_rtl;
} PoiseWeeklySpec;

PoiseUnit poise_weekly_layout_choose_unit (const PoiseBalance *balance, double plot_width);
PoiseWeeklyLayout *poise_weekly_layout_new (GArray *periods, const PoiseWeeklySpec *spec);
void poise_weekly_layout_free (PoiseWeeklyLayout *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseWeeklyLayout, poise_weekly_layout_free)

G_END_DECLS
