/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days that a balance looks at. */

#pragma once

#include "poise-journal.h"

G_BEGIN_DECLS

/**
 * PoiseRangeKind:
 * @POISE_RANGE_WEEKS: the last weeks
 * @POISE_RANGE_ALL: from the first entry on
 * @POISE_RANGE_DAYS: from one day to another
 */
typedef enum
{
  POISE_RANGE_WEEKS,
  POISE_RANGE_ALL,
  POISE_RANGE_DAYS,
} PoiseRangeKind;

/**
 * PoiseRange: (foreign)
 * @kind: how it was chosen
 * @first: the first day
 * @last: the last day, itself included
 * @n_weeks: how many weeks; of use where @kind is %POISE_RANGE_WEEKS
 */
typedef struct
{
  PoiseRangeKind kind;
  PoiseDay first;
  PoiseDay last;
  guint n_weeks;
} PoiseRange;

PoiseRange poise_range_new_weeks (PoiseDay today, guint n_weeks, GDateWeekday first_weekday);
PoiseRange poise_range_new_all (PoiseJournal *journal, PoiseDay today);
PoiseRange poise_range_new_days (PoiseDay first, PoiseDay last);
gboolean poise_range_get_before (const PoiseRange *self, PoiseRange *before);

G_END_DECLS
