/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words of a sentence decided what is said of it. */

#pragma once

#include "poise-tagger.h"

G_BEGIN_DECLS

/**
 * PoiseReason:
 * @start: the first character of a word, or of two or three that work
 *   together, counted from the sentence's beginning
 * @end: one past its last
 * @effect: by how much the log odds of what is said of the sentence fall
 *   without these words; negative where they speak against it
 * @is_function_word: whether they are articles, prepositions, auxiliaries or conjunctions, of which
 * a reader learns nothing
 */
typedef struct
{
  guint start;
  guint end;
  double effect;
  gboolean is_function_word;
} PoiseReason;

/* A word that moves the log odds by less decides nothing: it makes of 50 % not 54. */
#define POISE_REASON_MIN_EFFECT 0.15

GArray *
poise_tagger_explain (PoiseTagger *self, const char *words, PoiseMode mode, const char *around);

G_END_DECLS
