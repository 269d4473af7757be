/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-period.h"

static const char *const unit_ids[POISE_N_UNITS] = { "day", "week", "month", "quarter" };

/**
 * poise_unit_from_id:
 * @id: a unit's name
 * @unit: (out): the unit
 *
 * Returns: %TRUE if there is a unit of that name
 */
gboolean
poise_unit_from_id (const char *id, PoiseUnit *unit)
{
  for (guint i = 0; i < POISE_N_UNITS; i++)
    if (g_str_equal (unit_ids[i], id))
      {
        *unit = (PoiseUnit) i;
        return TRUE;
      }

  return FALSE;
}

/* The first day of the @n_months months that begin with a multiple of them. */
static PoiseDay
get_first_of_months (PoiseDay day, guint n_months)
{
  guint year, month;

  poise_day_get_ymd (day, &year, &month, NULL);
  return poise_day_new (year, (month - 1) / n_months * n_months + 1, 1);
}

/**
 * poise_unit_get_first:
 * @unit: a unit
 * @day: a valid day
 * @first_weekday: the day on which weeks begin
 *
 * Returns: the first day of the period in which @day lies
 */
PoiseDay
poise_unit_get_first (PoiseUnit unit, PoiseDay day, GDateWeekday first_weekday)
{
  switch (unit)
    {
    case POISE_UNIT_WEEK:
      return poise_day_get_week (day, first_weekday);
    case POISE_UNIT_MONTH:
      return get_first_of_months (day, 1);
    case POISE_UNIT_QUARTER:
      return get_first_of_months (day, 3);
    case POISE_UNIT_DAY:
    default:
      return day;
    }
}

/**
 * poise_unit_get_last:
 * @unit: a unit
 * @day: a valid day
 * @first_weekday: the day on which weeks begin
 *
 * Returns: the last day of the period in which @day lies
 */
PoiseDay
poise_unit_get_last (PoiseUnit unit, PoiseDay day, GDateWeekday first_weekday)
{
  /* A day of the period that follows, however long this one is. */
  static const PoiseDay lengths[POISE_N_UNITS] = { 1, 7, 31, 92 };
  PoiseDay first = poise_unit_get_first (unit, day, first_weekday);
  PoiseDay next = first + lengths[unit];

  if (!poise_day_is_valid (next))
    return POISE_DAY_MAX;
  return poise_unit_get_first (unit, next, first_weekday) - 1;
}

/* What was chosen by its days may begin and end within a period. The last weeks end with today,
 * which cuts nothing off, and before the first of all entries there is nothing. */
static void
cut_period (PoisePeriod *period, const PoiseRange *range)
{
  period->shown_first = period->first;
  period->shown_last = period->last;
  if (range->kind != POISE_RANGE_ALL)
    period->shown_first = MAX (period->first, range->first);
  if (range->kind == POISE_RANGE_DAYS)
    period->shown_last = MIN (period->last, range->last);
}

static void
append_periods (GArray *periods,
                const PoiseRange *range,
                PoiseUnit unit,
                GDateWeekday first_weekday)
{
  PoiseDay day = poise_unit_get_first (unit, range->first, first_weekday);

  while (day <= range->last)
    {
      PoisePeriod period = { .first = day, .last = poise_unit_get_last (unit, day, first_weekday) };

      cut_period (&period, range);
      g_array_append_val (periods, period);
      day = period.last + 1;
    }
}

/**
 * poise_count_entry:
 * @entry: an entry
 *
 * Returns: what it adds
 */
PoiseCount
poise_count_entry (PoiseEntry *entry)
{
  PoiseTag *tag = poise_entry_get_tag (entry);
  PoiseCount count = { .day = poise_entry_get_day (entry) };

  if (tag == NULL || !tag->has_share)
    return count;
  count.is_counted = TRUE;
  count.n_sentences = poise_tag_count (tag, &count.leadership);
  return count;
}

/**
 * poise_period_add:
 * @self: a period
 * @count: what an entry of it adds
 */
void
poise_period_add (PoisePeriod *self, const PoiseCount *count)
{
  self->n_entries++;
  if (!count->is_counted)
    return;
  self->n_counted++;
  self->n_sentences += count->n_sentences;
  self->n_pairs += (guint64) count->n_sentences * (count->n_sentences - 1);
  self->leadership += count->leadership;
}

static void
fill_trends (GArray *periods)
{
  const PoisePeriod *window[POISE_TREND_PERIODS] = { NULL };
  guint n = 0;

  for (guint i = 0; i < periods->len; i++)
    {
      PoisePeriod *period = &g_array_index (periods, PoisePeriod, i);
      double leadership = 0.0, all = 0.0;

      if (!period->has_share)
        continue;
      window[n++ % POISE_TREND_PERIODS] = period;
      for (guint k = 0; k < MIN (n, POISE_TREND_PERIODS); k++)
        {
          leadership += window[k]->leadership;
          all += window[k]->n_sentences;
        }
      period->has_trend = TRUE;
      period->trend = leadership / all;
    }
}

/**
 * poise_periods_new:
 * @counts: (element-type PoiseCount): what the range's entries add, newest first
 * @range: the days
 * @unit: into what to divide them
 * @first_weekday: the day on which weeks begin
 * @accuracy: how often the tagger is right
 *
 * Divides a range. Only entries of the range count, also where the first and
 * the last period reach beyond it.
 *
 * Returns: (transfer full) (element-type PoisePeriod): without a hole, the
 *   oldest first
 */
GArray *
poise_periods_new (GArray *counts,
                   const PoiseRange *range,
                   PoiseUnit unit,
                   GDateWeekday first_weekday,
                   const PoiseAccuracy *accuracy)
{
  GArray *periods = g_array_new (FALSE, TRUE, sizeof (PoisePeriod));
  guint k = counts->len;

  append_periods (periods, range, unit, first_weekday);
  for (guint i = 0; i < periods->len; i++)
    {
      PoisePeriod *period = &g_array_index (periods, PoisePeriod, i);

      while (k > 0 && g_array_index (counts, PoiseCount, k - 1).day <= period->last)
        poise_period_add (period, &g_array_index (counts, PoiseCount, --k));
      period->has_share = period->n_sentences > 0;
      if (!period->has_share)
        continue;
      period->share = period->leadership / period->n_sentences;
      period->interval = poise_uncertainty_get_interval (accuracy, period->share,
                                                         period->n_sentences, period->n_pairs);
    }
  fill_trends (periods);
  return periods;
}

/**
 * poise_period_is_part:
 * @self: a period of a range
 *
 * Returns: %TRUE if only some of its days are looked at
 */
gboolean
poise_period_is_part (const PoisePeriod *self)
{
  return self->shown_first != POISE_DAY_INVALID &&
         (self->shown_first > self->first || self->shown_last < self->last);
}

/**
 * poise_period_is_little:
 * @self: a period
 *
 * Returns: %TRUE if its share rests on fewer than %POISE_PERIOD_LITTLE entries
 */
gboolean
poise_period_is_little (const PoisePeriod *self)
{
  return self->has_share && self->n_counted < POISE_PERIOD_LITTLE;
}
