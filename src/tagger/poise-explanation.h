/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a sentence is tagged as it is, in plain language. */

#pragma once

#include "poise-reasons.h"

G_BEGIN_DECLS

/**
 * PoiseExplanation: (foreign)
 * @verdict: what is said of the sentence, as "Leadership: making change" or
 *   "Not counted: someone else's act"
 * @in_favour: (nullable): the words that speak for it, as "For it: “asked”"; where the verdict is
 *   open, for what is likeliest, which is named
 * @against: (nullable): the words that speak against it
 * @reasons: (element-type PoiseReason): where the named words are; the
 *   strongest first
 */
typedef struct
{
  char *verdict;
  char *in_favour;
  char *against;
  GArray *reasons;
} PoiseExplanation;

PoiseExplanation *poise_explanation_new (PoiseTagger *tagger,
                                         const char *words,
                                         const PoiseSentenceTag *sentence,
                                         const char *around);
void poise_explanation_free (PoiseExplanation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseExplanation, poise_explanation_free)

G_END_DECLS
