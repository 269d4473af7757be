/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a sentence is tagged as it is, in plain language. */

#pragma once

#include "poise-reasons.h"

G_BEGIN_DECLS

/**
 * PoiseWhy:
 * @verdict: what is said of the sentence, as "Leadership: making change" or
 *   "Not counted: someone else's act"
 * @in_favour: (nullable): the words that speak for it, quoted
 * @against: (nullable): the words that speak against it, quoted
 * @reasons: (element-type PoiseReason): where the named words are; the
 *   strongest first
 */
typedef struct
{
  char *verdict;
  char *in_favour;
  char *against;
  GArray *reasons;
} PoiseWhy;

PoiseWhy *poise_why_new (PoiseTagger *tagger, const char *words, const PoiseSentenceTag *sentence);
void poise_why_free (PoiseWhy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseWhy, poise_why_free)

G_END_DECLS
