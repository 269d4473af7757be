/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Before and after a day: as many days on either side, and whether what differs
 * may be chance.
 */

#pragma once

#include "poise-balance.h"

G_BEGIN_DECLS

/* Fewer coded entries on a side are too little to compare. */
#define POISE_COMPARISON_MIN_ENTRIES 8
/* The most weeks on a side that are compared where nobody says how many. */
#define POISE_COMPARISON_WEEKS 12

/**
 * PoiseFinding:
 * @POISE_FINDING_TOO_LITTLE: a side has too few coded entries
 * @POISE_FINDING_CHANCE: the difference may be chance
 * @POISE_FINDING_LEADERSHIP: there was more leadership after
 * @POISE_FINDING_MANAGEMENT: there was more management after
 */
typedef enum
{
  POISE_FINDING_TOO_LITTLE,
  POISE_FINDING_CHANCE,
  POISE_FINDING_LEADERSHIP,
  POISE_FINDING_MANAGEMENT,
} PoiseFinding;

/**
 * PoiseComparison: (copy-func poise_comparison_ref) (free-func poise_comparison_unref)
 * @day: the first day after
 * @n_weeks: how many weeks each side has, the last one perhaps not whole
 * @before: the days before @day
 * @after: as many days from @day on
 * @finding: what can be said
 * @change: by how much leadership's share rose, -1 to 1; of use where both sides have a share
 * @interval: within which the true change lies nine times in ten, from -1 to 1; of use where
 *   the finding is not %POISE_FINDING_TOO_LITTLE
 *
 * It is shared by reference and never changes.
 */
typedef struct
{
  PoiseDay day;
  guint n_weeks;
  PoiseBalance *before;
  PoiseBalance *after;
  PoiseFinding finding;
  double change;
  PoiseInterval interval;
} PoiseComparison;

PoiseComparison *poise_comparison_new (PoiseJournal *journal,
                                       PoiseDay day,
                                       guint n_weeks,
                                       PoiseDay today,
                                       GDateWeekday first_weekday,
                                       const PoiseAccuracy *accuracy);
PoiseComparison *poise_comparison_ref (PoiseComparison *self);
void poise_comparison_unref (PoiseComparison *self);

const char *poise_finding_to_id (PoiseFinding finding);
char *poise_comparison_describe (const PoiseComparison *self);
char *poise_comparison_describe_range (const PoiseComparison *self);
char *poise_comparison_describe_side (const PoiseBalance *side);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseComparison, poise_comparison_unref)

G_END_DECLS
