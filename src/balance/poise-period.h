/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was written in a day, a week, a month or a quarter. */

#pragma once

#include "poise-outcome.h"
#include "poise-range.h"
#include "poise-uncertainty.h"

G_BEGIN_DECLS

/* Periods with a share that the trend looks back over, its own included. */
#define POISE_TREND_PERIODS 4
/* A period whose share rests on fewer entries rests on little. */
#define POISE_PERIOD_LITTLE 3

/**
 * PoiseUnit:
 *
 * Into what a range is divided, the shortest first.
 */
typedef enum
{
  POISE_UNIT_DAY,
  POISE_UNIT_WEEK,
  POISE_UNIT_MONTH,
  POISE_UNIT_QUARTER,
} PoiseUnit;

#define POISE_N_UNITS 4

/**
 * PoisePeriod:
 * @first: its first day
 * @last: its last day; it may lie outside of the range
 * @shown_first: the first of its days that is looked at, where the range begins within it
 * @shown_last: the last of them, where the range ends within it
 * @n_entries: entries written in it
 * @n_counted: entries with coded behaviour, which the share rests on
 * @n_sentences: coded sentences in them
 * @n_pairs: pairs of two sentences of one entry, in either order
 * @leadership: how many of these sentences show leadership
 * @has_share: whether there is a share at all; a period without is a gap
 * @share: leadership's part of its coded sentences, 0 to 1
 * @interval: within which the true share lies four times in five; of use where it has a share
 * @has_trend: whether there is a trend; it has one where it has a share
 * @trend: the share of this and up to three earlier periods with a share
 * @outcome: what became of what was meant for it; of weeks only
 */
typedef struct
{
  PoiseDay first;
  PoiseDay last;
  PoiseDay shown_first;
  PoiseDay shown_last;
  guint n_entries;
  guint n_counted;
  guint n_sentences;
  guint64 n_pairs;
  double leadership;
  gboolean has_share;
  double share;
  PoiseInterval interval;
  gboolean has_trend;
  double trend;
  PoiseOutcome outcome;
} PoisePeriod;

/**
 * PoiseCount:
 * @day: an entry's day
 * @is_counted: whether it has coded behaviour
 * @n_sentences: how many coded sentences it adds; 0 where it is not counted
 * @leadership: how many of them show leadership
 *
 * What an entry adds to every period that it lies in.
 */
typedef struct
{
  PoiseDay day;
  gboolean is_counted;
  guint n_sentences;
  double leadership;
} PoiseCount;

gboolean poise_unit_from_id (const char *id, PoiseUnit *unit);
PoiseDay poise_unit_get_first (PoiseUnit unit, PoiseDay day, GDateWeekday first_weekday);
PoiseDay poise_unit_get_last (PoiseUnit unit, PoiseDay day, GDateWeekday first_weekday);

PoiseCount poise_count_entry (PoiseEntry *entry);
void poise_period_add (PoisePeriod *self, const PoiseCount *count);
GArray *poise_periods_new (GArray *counts,
                           const PoiseRange *range,
                           PoiseUnit unit,
                           GDateWeekday first_weekday,
                           const PoiseAccuracy *accuracy);
gboolean poise_period_is_part (const PoisePeriod *self);
gboolean poise_period_is_little (const PoisePeriod *self);

G_END_DECLS
