/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-range.h"

/**
 * poise_range_new_weeks:
 * @today: the day it is
 * @n_weeks: how many weeks, this one included; at least 1
 * @first_weekday: the day on which weeks begin
 *
 * Returns: the range from the first of these weeks to today
 */
PoiseRange
poise_range_new_weeks (PoiseDay today, guint n_weeks, GDateWeekday first_weekday)
{
  PoiseDay week = poise_day_get_week (today, first_weekday);
  PoiseDay back = 7 * (MAX (n_weeks, 1) - 1);

  return (PoiseRange) { .kind = POISE_RANGE_WEEKS,
                        .first = week > back ? week - back : 1,
                        .last = today,
                        .n_weeks = MAX (n_weeks, 1) };
}

/**
 * poise_range_new_all:
 * @journal: the entries
 * @today: the day it is
 *
 * Returns: the range from the oldest entry to today
 */
PoiseRange
poise_range_new_all (PoiseJournal *journal, PoiseDay today)
{
  guint n = poise_journal_get_n_entries (journal);
  PoiseDay first = today;

  while (n > 0 && !poise_entry_has_counted_words (poise_journal_peek (journal, n - 1)))
    n--;
  if (n > 0)
    first = MIN (poise_entry_get_day (poise_journal_peek (journal, n - 1)), today);
  return (PoiseRange) { .kind = POISE_RANGE_ALL, .first = first, .last = today };
}

/**
 * poise_range_new_days:
 * @first: one end
 * @last: the other; the two may stand in either order
 *
 * Returns: the range of these days
 */
PoiseRange
poise_range_new_days (PoiseDay first, PoiseDay last)
{
  return (
    PoiseRange) { .kind = POISE_RANGE_DAYS, .first = MIN (first, last), .last = MAX (first, last) };
}

/**
 * poise_range_get_before:
 * @self: a range
 * @before: (out): the range right before it: as many whole weeks, or as many
 *   days
 *
 * Returns: %TRUE if there is one; nothing comes before all
 */
gboolean
poise_range_get_before (const PoiseRange *self, PoiseRange *before)
{
  PoiseDay length =
    self->kind == POISE_RANGE_WEEKS ? 7 * self->n_weeks : self->last - self->first + 1;

  if (self->kind == POISE_RANGE_ALL || self->first <= length)
    return FALSE;
  *before = *self;
  before->first = self->first - length;
  before->last = self->first - 1;
  return TRUE;
}
