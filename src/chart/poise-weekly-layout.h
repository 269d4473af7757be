/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The weekly chart in rectangles, for screen, PNG, SVG and print alike.
 *
 *   ┌ plot ─────────────────────────────┐
 *   │      ▄▄            ▄▄             │  leadership: upwards, a whole arm is
 *   │  ▄▄  ██  ▄▄        ██  ▄▄         │  a week of nothing else
 *   ├──██──██──██────────██──██─────────┤  the centre
 *   │  ██  ▀▀  ██        ▀▀  ██         │  management: downwards
 *   │  ▀▀      ▀▀            ▀▀         │
 *   └───────────────────────────────────┘  a week without a share is a gap
 *     2 Nov    16 Nov    30 Nov            labels, as many as fit
 *
 * The trend is drawn at the height where the two arms of its share balance:
 * 50 % on the centre, 100 % at the top.
 */

#pragma once

#include "poise-balance.h"

G_BEGIN_DECLS

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} PoiseRect;

/**
 * PoiseWeekBar:
 * @area: the whole column, which pointer and keyboard reach
 * @leadership: the arm upwards; without height in a gap
 * @management: the arm downwards
 * @trend_y: the trend's height; of use where the week has a trend
 * @has_label: whether the week's first day is written under it
 */
typedef struct
{
  PoiseRect area;
  PoiseRect leadership;
  PoiseRect management;
  double trend_y;
  gboolean has_label;
} PoiseWeekBar;

/**
 * PoiseWeeklyLayout:
 * @plot: where the bars are
 * @centre_y: the line between the modes
 * @band: the target range; without height if there is none
 * @bars: (element-type PoiseWeekBar): one a week, in the order of the weeks
 */
typedef struct
{
  PoiseRect plot;
  double centre_y;
  PoiseRect band;
  GArray *bars;
} PoiseWeeklyLayout;

/**
 * PoiseWeeklySpec:
 * @width: of the picture, in the unit of the result
 * @height: of the picture
 * @label_width: of the widest label
 * @label_height: of a line of labels
 * @axis_width: room for the words at the side
 * @target_low: the target range's lower end as leadership's share, 0 to 1
 * @target_high: its upper end; no band unless above @target_low
 * @is_rtl: whether time runs from right to left
 */
typedef struct
{
  double width;
  double height;
  double label_width;
  double label_height;
  double axis_width;
  double target_low;
  double target_high;
  gboolean is_rtl;
} PoiseWeeklySpec;

PoiseWeeklyLayout *
poise_weekly_layout_new (const PoiseBalance *balance, const PoiseWeeklySpec *spec);
void poise_weekly_layout_free (PoiseWeeklyLayout *self);
int poise_weekly_layout_find (const PoiseWeeklyLayout *self, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseWeeklyLayout, poise_weekly_layout_free)

G_END_DECLS
