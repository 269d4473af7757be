/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A look back on a month or a quarter, kept as an entry of its own kind: what the
 * chart says, sentences that the person picked, three questions. What it is about
 * stands in the entry's prompt: “review-2026-10”, “review-2026-Q4”.
 */

#pragma once

#include "poise-balance.h"
#include "poise-intention-list.h"

G_BEGIN_DECLS

#define POISE_REVIEW_N_QUESTIONS 3
/* More sentences than these are too many to choose from. */
#define POISE_REVIEW_MAX_SENTENCES 40

/**
 * PoiseReviewSentence:
 * @day: when it was written
 * @mode: what it shows
 * @facet: what it is about
 * @confidence: how clearly
 * @text: the sentence, a line
 */
typedef struct
{
  PoiseDay day;
  PoiseMode mode;
  PoiseFacet facet;
  double confidence;
  char *text;
} PoiseReviewSentence;

gboolean poise_review_parse (const char *text, PoiseUnit *unit, PoiseDay *first);
char *poise_review_get_id (PoiseUnit unit, PoiseDay first);
gboolean poise_review_get_period (PoiseEntry *review, PoiseUnit *unit, PoiseDay *first);
char *poise_review_get_title (PoiseUnit unit, PoiseDay first);
PoiseRange poise_review_get_range (PoiseUnit unit, PoiseDay first, PoiseDay today);

const char *poise_review_get_question (guint index);
GPtrArray *poise_review_list_sentences (PoiseJournal *journal, const PoiseRange *range);
GPtrArray *poise_review_list (PoiseJournal *journal);
GPtrArray *poise_review_list_intentions (PoiseIntentionList *intentions,
                                         const PoiseRange *range,
                                         GDateWeekday first_weekday);
char *poise_review_make_text (const PoiseBalance *balance,
                              const PoiseBalance *before,
                              PoiseIntentionList *intentions,
                              GPtrArray *sentences,
                              const char *const *answers);
GStrv poise_review_list_own_words (void);
PoiseEntry *poise_review_new_entry (PoiseUnit unit,
                                    PoiseDay first,
                                    const char *text,
                                    PoiseDay today,
                                    GDateTime *now);

G_END_DECLS
