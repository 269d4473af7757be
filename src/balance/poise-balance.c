/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-balance.h"

/* Coded sentences without which nothing can be said of a neglected facet. */
#define MIN_SENTENCES 12

/* The poles of all facets come to what poise_tag_count() says of the entry. */
static void
count_facets (PoiseBalance *self, PoiseTag *tag)
{
  gboolean is_overruled = poise_tag_is_overruled (tag);

  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      if (!poise_sentence_tag_is_coded (sentence))
        continue;
      if (!is_overruled)
        {
          self->facets[sentence->facet][sentence->mode] += 1.0;
          continue;
        }
      self->facets[sentence->facet][POISE_MODE_LEADERSHIP] += tag->share;
      self->facets[sentence->facet][POISE_MODE_MANAGEMENT] += 1.0 - tag->share;
    }
}

static void
count_doubt (PoiseBalance *self, PoiseTag *tag)
{
  if (tag != NULL && poise_tag_is_unreadable (tag))
    self->n_unread++;
  else if (tag != NULL && tag->unsure)
    self->n_unsure++;
}

/* Of many years most of the time goes by until what an entry says lies in the processor's cache:
 * each is looked at once, and periods of any length are made of what comes of it.
 * Returns: (element-type PoiseCount): what each adds, the newest first */
static GArray *
count_entries (PoiseBalance *self, GPtrArray *entries)
{
  GArray *counts = g_array_sized_new (FALSE, FALSE, sizeof (PoiseCount), entries->len);

  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);
      PoiseCount count;

      if (!poise_entry_has_counted_words (entry))
        continue;
      count = poise_count_entry (entry);
      g_array_append_val (counts, count);
      count_doubt (self, poise_entry_get_tag (entry));
      if (count.is_counted)
        count_facets (self, poise_entry_get_tag (entry));
    }
  return counts;
}

static void
add_up (PoiseBalance *self, GArray *counts)
{
  PoisePeriod all = { 0 };

  for (guint i = 0; i < counts->len; i++)
    poise_period_add (&all, &g_array_index (counts, PoiseCount, i));
  self->n_entries = all.n_entries;
  self->n_counted = all.n_counted;
  self->n_sentences = all.n_sentences;
  self->has_share = all.n_sentences > 0;
  if (!self->has_share)
    return;
  self->share = all.leadership / all.n_sentences;
  self->error =
    poise_uncertainty_get_error (&self->accuracy, self->share, all.n_sentences, all.n_pairs);
}

/**
 * poise_balance_new_for_range:
 * @journal: the entries
 * @range: the days
 * @first_weekday: the day on which weeks begin
 * @accuracy: (nullable): how often the tagger is right for this person; %NULL where they did
 *   not judge it
 *
 * Works out the balance of a range. Every figure is a count of coded sentences,
 * that is, of underlines: the share of the range, of a period and of an entry is
 * the part that shows leadership; the trend is the share of the last
 * %POISE_TREND_PERIODS periods that have one, taken together.
 *
 * Returns: (transfer full): the balance
 */
PoiseBalance *
poise_balance_new_for_range (PoiseJournal *journal,
                             const PoiseRange *range,
                             GDateWeekday first_weekday,
                             const PoiseAccuracy *accuracy)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GArray) counts = NULL;
  PoiseBalance *self;

  g_return_val_if_fail (POISE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (range != NULL && poise_day_is_valid (range->first), NULL);
  g_return_val_if_fail (poise_day_is_valid (range->last) && range->first <= range->last, NULL);

  entries = poise_journal_list_days (journal, range->first, range->last);
  self = g_atomic_rc_box_new0 (PoiseBalance);
  self->range = *range;
  self->first_weekday = first_weekday;
  self->accuracy = accuracy != NULL ? *accuracy : poise_accuracy_new (0, 0, 0);
  counts = count_entries (self, entries);
  add_up (self, counts);
  self->weeks = poise_periods_new (counts, range, POISE_UNIT_WEEK, first_weekday, &self->accuracy);
  self->months =
    poise_periods_new (counts, range, POISE_UNIT_MONTH, first_weekday, &self->accuracy);
  self->quarters =
    poise_periods_new (counts, range, POISE_UNIT_QUARTER, first_weekday, &self->accuracy);
  self->events = poise_events_list (entries);
  return self;
}

/**
 * poise_balance_new:
 * @journal: the entries
 * @today: the day it is
 * @n_weeks: how many weeks, this one included; 0 for all
 * @first_weekday: the day on which weeks begin
 *
 * Works out the balance of the last weeks, of a person who did not judge the
 * tagger. Entries of days to come are left out.
 *
 * Returns: (transfer full): the balance
 */
PoiseBalance *
poise_balance_new (PoiseJournal *journal, PoiseDay today, guint n_weeks, GDateWeekday first_weekday)
{
  PoiseRange range;

  g_return_val_if_fail (POISE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (poise_day_is_valid (today), NULL);

  range = n_weeks > 0 ? poise_range_new_weeks (today, n_weeks, first_weekday)
                      : poise_range_new_all (journal, today);
  return poise_balance_new_for_range (journal, &range, first_weekday, NULL);
}

/**
 * poise_balance_new_before:
 * @journal: the entries
 * @balance: the balance of a range
 *
 * Returns: (transfer full) (nullable): the balance of the range right before
 *   it; %NULL where nothing comes before
 */
PoiseBalance *
poise_balance_new_before (PoiseJournal *journal, const PoiseBalance *balance)
{
  PoiseRange before;

  g_return_val_if_fail (balance != NULL, NULL);

  if (!poise_range_get_before (&balance->range, &before))
    return NULL;
  return poise_balance_new_for_range (journal, &before, balance->first_weekday, &balance->accuracy);
}

/**
 * poise_balance_ref:
 * @self: a balance
 *
 * Returns: (transfer full): @self
 */
PoiseBalance *
poise_balance_ref (PoiseBalance *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  PoiseBalance *self = data;

  g_array_unref (self->weeks);
  g_array_unref (self->months);
  g_array_unref (self->quarters);
  g_ptr_array_unref (self->events);
}

/**
 * poise_balance_unref:
 * @self: (transfer full): a balance
 */
void
poise_balance_unref (PoiseBalance *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * poise_balance_get_periods:
 * @self: a balance
 * @unit: week, month or quarter
 *
 * Returns: (transfer none) (element-type PoisePeriod): the range by @unit
 */
GArray *
poise_balance_get_periods (const PoiseBalance *self, PoiseUnit unit)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (unit == POISE_UNIT_MONTH)
    return self->months;
  return unit == POISE_UNIT_QUARTER ? self->quarters : self->weeks;
}

/**
 * poise_balance_list_days:
 * @journal: the entries
 * @range: a range
 * @accuracy: how often the tagger is right for this person
 *
 * Returns: (transfer full) (element-type PoisePeriod): @range by day
 */
GArray *
poise_balance_list_days (PoiseJournal *journal,
                         const PoiseRange *range,
                         const PoiseAccuracy *accuracy)
{
  g_autoptr (GPtrArray) entries =
    poise_journal_list_kind (journal, NULL, range->first, range->last);
  g_autoptr (GArray) counts = g_array_sized_new (FALSE, FALSE, sizeof (PoiseCount), entries->len);

  for (guint i = 0; i < entries->len; i++)
    {
      PoiseCount count = poise_count_entry (g_ptr_array_index (entries, i));

      g_array_append_val (counts, count);
    }
  return poise_periods_new (counts, range, POISE_UNIT_DAY, G_DATE_MONDAY, accuracy);
}

/**
 * poise_balance_list_year:
 * @journal: the entries
 * @range: a range
 * @accuracy: how often the tagger is right for this person
 *
 * Works out the %POISE_BALANCE_YEAR_DAYS days up to the last of @range.
 *
 * Returns: (transfer full) (element-type PoisePeriod): a period a day
 */
GArray *
poise_balance_list_year (PoiseJournal *journal,
                         const PoiseRange *range,
                         const PoiseAccuracy *accuracy)
{
  PoiseDay back = POISE_BALANCE_YEAR_DAYS - 1;
  PoiseRange year = poise_range_new_days (range->last > back ? range->last - back : 1, range->last);

  return poise_balance_list_days (journal, &year, accuracy);
}

/* How many sentences are about a facet, of either mode. */
static guint
count_facet (const PoiseBalance *self, PoiseFacet facet)
{
  return (guint) (self->facets[facet][POISE_MODE_MANAGEMENT] +
                  self->facets[facet][POISE_MODE_LEADERSHIP] + 0.5);
}

/**
 * poise_balance_count_facet:
 * @self: a balance
 * @facet: a facet
 * @pole: %POISE_MODE_MANAGEMENT or %POISE_MODE_LEADERSHIP
 *
 * Returns: how many coded sentences are about this pole of the facet, in whole numbers
 */
guint
poise_balance_count_facet (const PoiseBalance *self, PoiseFacet facet, PoiseMode pole)
{
  guint n_leadership;

  g_return_val_if_fail (self != NULL && (guint) facet < POISE_N_FACETS, 0);

  n_leadership = (guint) (self->facets[facet][POISE_MODE_LEADERSHIP] + 0.5);
  return pole == POISE_MODE_LEADERSHIP ? n_leadership : count_facet (self, facet) - n_leadership;
}

/**
 * poise_balance_get_facet_share:
 * @self: a balance
 * @facet: a facet
 *
 * Returns: the part of all coded sentences that is about it, 0 to 1; 0 where
 *   nothing is coded
 */
double
poise_balance_get_facet_share (const PoiseBalance *self, PoiseFacet facet)
{
  g_return_val_if_fail (self != NULL, 0.0);

  return self->n_sentences > 0 ? (double) count_facet (self, facet) / self->n_sentences : 0.0;
}

/**
 * poise_balance_get_facet_part:
 * @self: a balance
 * @facet: a facet
 * @pole: %POISE_MODE_MANAGEMENT or %POISE_MODE_LEADERSHIP
 *
 * Returns: the part of all coded sentences that is about this pole of the
 *   facet, 0 to 1; 0 where nothing is coded
 */
double
poise_balance_get_facet_part (const PoiseBalance *self, PoiseFacet facet, PoiseMode pole)
{
  g_return_val_if_fail (self != NULL && (guint) facet < POISE_N_FACETS, 0.0);

  return self->n_sentences > 0 ? self->facets[facet][pole] / self->n_sentences : 0.0;
}

/**
 * poise_balance_find_neglected:
 * @self: a balance
 *
 * Finds the facet that the person wrote least about, where it has less than
 * half of an even part.
 *
 * Returns: the facet, or %POISE_FACET_NONE
 */
PoiseFacet
poise_balance_find_neglected (const PoiseBalance *self)
{
  PoiseFacet found = POISE_FACET_PURPOSE;
  const guint n_facets = POISE_N_FACETS - 1;

  g_return_val_if_fail (self != NULL, POISE_FACET_NONE);

  for (PoiseFacet facet = POISE_FACET_CHANGE; facet < POISE_N_FACETS; facet++)
    if (count_facet (self, facet) < count_facet (self, found))
      found = facet;
  if (self->n_sentences < MIN_SENTENCES ||
      count_facet (self, found) * n_facets * 2 >= self->n_sentences)
    return POISE_FACET_NONE;
  return found;
}

/**
 * poise_balance_find_favourite:
 * @self: a balance
 *
 * Returns: the facet that the person wrote most about, or %POISE_FACET_NONE
 *   where no other was written about less, or nothing is coded
 */
PoiseFacet
poise_balance_find_favourite (const PoiseBalance *self)
{
  PoiseFacet found = POISE_FACET_NONE;
  guint most = 0;

  g_return_val_if_fail (self != NULL, POISE_FACET_NONE);

  for (PoiseFacet facet = POISE_FACET_PURPOSE; facet < POISE_N_FACETS; facet++)
    {
      guint count = count_facet (self, facet);

      if (count > most)
        found = facet;
      else if (count == most)
        found = POISE_FACET_NONE;
      most = MAX (most, count);
    }
  return found;
}
