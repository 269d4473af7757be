/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a person's entries of a range spread over management and leadership. */

#pragma once

#include "poise-event.h"
#include "poise-period.h"

G_BEGIN_DECLS

/* What the heat map shows: so many days up to the range's last. */
#define POISE_BALANCE_YEAR_DAYS 365

/**
 * PoiseBalance: (copy-func poise_balance_ref) (free-func poise_balance_unref)
 * @range: the days
 * @first_weekday: the day on which weeks begin
 * @accuracy: how often the tagger is right
 * @weeks: (element-type PoisePeriod): without a hole, the oldest first
 * @months: (element-type PoisePeriod): the same by month
 * @quarters: (element-type PoisePeriod): the same by quarter
 * @events: (element-type PoiseEvent): the named days of the range, the oldest first
 * @n_entries: entries of the range
 * @n_counted: entries with coded behaviour
 * @n_sentences: coded sentences in them
 * @n_unread: entries in a language that the tagger cannot read
 * @n_unsure: other entries of which it is not sure
 * @has_share: whether any entry has a share
 * @share: leadership's part of the coded sentences
 * @error: the share's standard error, of what was counted; of use where there is a share
 * @facets: coded sentences by facet and pole; a part of a sentence each where the person judged
 *   an entry as a whole
 *
 * It is shared by reference and never changes.
 */
typedef struct
{
  PoiseRange range;
  GDateWeekday first_weekday;
  PoiseAccuracy accuracy;
  GArray *weeks;
  GArray *months;
  GArray *quarters;
  GPtrArray *events;
  guint n_entries;
  guint n_counted;
  guint n_sentences;
  guint n_unread;
  guint n_unsure;
  gboolean has_share;
  double share;
  double error;
  double facets[POISE_N_FACETS][POISE_N_SENTENCE_MODES];
} PoiseBalance;

PoiseBalance *poise_balance_new (PoiseJournal *journal,
                                 PoiseDay today,
                                 guint n_weeks,
                                 GDateWeekday first_weekday);
PoiseBalance *poise_balance_new_for_range (PoiseJournal *journal,
                                           const PoiseRange *range,
                                           GDateWeekday first_weekday,
                                           const PoiseAccuracy *accuracy);
PoiseBalance *poise_balance_new_before (PoiseJournal *journal, const PoiseBalance *balance);
PoiseBalance *poise_balance_ref (PoiseBalance *self);
void poise_balance_unref (PoiseBalance *self);

GArray *poise_balance_get_periods (const PoiseBalance *self, PoiseUnit unit);
GArray *poise_balance_list_days (PoiseJournal *journal,
                                 const PoiseRange *range,
                                 const PoiseAccuracy *accuracy);
GArray *poise_balance_list_year (PoiseJournal *journal,
                                 const PoiseRange *range,
                                 const PoiseAccuracy *accuracy);

guint poise_balance_count_facet (const PoiseBalance *self, PoiseFacet facet, PoiseMode pole);
double poise_balance_get_facet_share (const PoiseBalance *self, PoiseFacet facet);
double poise_balance_get_facet_part (const PoiseBalance *self, PoiseFacet facet, PoiseMode pole);
PoiseFacet poise_balance_find_neglected (const PoiseBalance *self);
PoiseFacet poise_balance_find_favourite (const PoiseBalance *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseBalance, poise_balance_unref)

G_END_DECLS
