/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a person's entries spread over management and leadership, week by week. */

#pragma once

#include "poise-journal.h"

G_BEGIN_DECLS

/* Weeks with a share that the trend looks back over, its own included. */
#define POISE_BALANCE_TREND_WEEKS 4

/**
 * PoiseWeek:
 * @first: the week's first day
 * @n_entries: entries written in it
 * @n_counted: entries with coded behaviour, which the share rests on
 * @n_sentences: coded sentences in them
 * @has_share: whether there is a share at all; a week without is a gap
 * @share: the mean of its entries' shares, 0 to 1
 * @has_trend: whether there is a trend; it has one where it has a share
 * @trend: the mean share of this and up to three earlier weeks with a share
 */
typedef struct
{
  PoiseDay first;
  guint n_entries;
  guint n_counted;
  guint n_sentences;
  gboolean has_share;
  double share;
  gboolean has_trend;
  double trend;
} PoiseWeek;

/**
 * PoiseBalance:
 * @weeks: (element-type PoiseWeek): without a hole, the oldest first
 * @n_entries: entries of all weeks
 * @n_counted: entries with coded behaviour
 * @has_share: whether any entry has a share
 * @share: the mean of all entries' shares
 * @facets: coded sentences by facet and pole
 */
typedef struct
{
  GArray *weeks;
  guint n_entries;
  guint n_counted;
  gboolean has_share;
  double share;
  guint facets[POISE_N_FACETS][POISE_N_SENTENCE_MODES];
} PoiseBalance;

PoiseBalance *poise_balance_new (PoiseJournal *journal,
                                 PoiseDay today,
                                 guint n_weeks,
                                 GDateWeekday first_weekday);
void poise_balance_free (PoiseBalance *self);

gboolean poise_balance_get_entry_share (PoiseEntry *entry, double *share);
char *poise_balance_describe (const PoiseBalance *self, const PoiseBalance *before);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseBalance, poise_balance_free)

G_END_DECLS
