/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * "Do you agree?": some of the person's own sentences, which they judge without
 * knowing what the tagger said of them, and how often both said the same.
 */

#pragma once

#include "poise-journal.h"
#include "poise-uncertainty.h"

G_BEGIN_DECLS

/* So many sentences are asked about at once. */
#define POISE_AGREEMENT_N 10

/**
 * PoiseAgreementSentence:
 * @entry: the entry in which it stands
 * @sentence: its place in the entry's tag
 * @words: what was written
 * @mode: what the tagger said
 * @is_unsure: whether the tagger would rather not have said
 * @is_judged: whether the person said what it shows, else they skipped it
 * @answer: what the person said
 */
typedef struct
{
  PoiseEntry *entry;
  guint sentence;
  char *words;
  PoiseMode mode;
  gboolean is_unsure;
  gboolean is_judged;
  PoiseMode answer;
} PoiseAgreementSentence;

/**
 * PoiseAgreementScore:
 * @n_unsure: how many judged sentences the tagger was not sure of
 * @n_sure: how many it was sure of
 * @n_agreed: how many of these both called the same
 * @counts: these by what the tagger said, then by what the person said
 */
typedef struct
{
  guint n_unsure;
  guint n_sure;
  guint n_agreed;
  guint counts[POISE_N_SENTENCE_MODES][POISE_N_SENTENCE_MODES];
} PoiseAgreementScore;

GPtrArray *poise_agreement_choose (PoiseJournal *journal, guint n, GRand *random);
void poise_agreement_judge (PoiseAgreementSentence *sentence, PoiseMode answer);
gboolean poise_agreement_is_correction (const PoiseAgreementSentence *sentence);
PoiseAgreementScore poise_agreement_score (GPtrArray *sentences);
PoiseAccuracy poise_agreement_get_accuracy (const PoiseAgreementScore *score);
char *poise_agreement_describe (const PoiseAgreementScore *score);
char *poise_agreement_describe_unsure (const PoiseAgreementScore *score);
char *poise_agreement_describe_sentence (const PoiseAgreementSentence *sentence);

G_END_DECLS
