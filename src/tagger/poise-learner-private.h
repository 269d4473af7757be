/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the learner holds, for what writes and reads it. */

#pragma once

#include "poise-learner.h"

G_BEGIN_DECLS

/* More than a life's worth of sentences. */
#define POISE_LEARNER_MAX_COUNT 1e6
/* Three words and their spaces, or one that nobody writes. */
#define POISE_LEARNER_MAX_WORDS_BYTES 200

/**
 * PoiseLearnedWords:
 * @words: as they were written when they were first met
 * @feature: what the model's tokens make of them
 * @seen: in how many sentences they were met, each by its trust
 * @mode: how much oftener than expected these showed each mode, indexed by
 *   #PoiseMode
 */
typedef struct
{
  char *words;
  guint32 feature;
  double seen;
  double mode[POISE_N_SENTENCE_MODES];
} PoiseLearnedWords;

struct _PoiseLearner
{
  GObject parent_instance;

  PoiseTokenizer *tokenizer; /* turns the words of a file into features again */
  GHashTable *words;         /* feature → PoiseLearnedWords */
  /* How often the person meant each mode where the model saw each class. */
  double classes[POISE_MODEL_N_CLASSES][POISE_N_SENTENCE_MODES];
  guint n_corrections;
  GHashTable *languages; /* code → PoiseLearner: what was learned of other languages than English */
  PoiseLearner *record;  /* (nullable): notes what is learned from now on */
};

PoiseLearnedWords *
poise_learner_ensure_words (PoiseLearner *self, guint32 feature, const char *words, gsize length);
gboolean poise_learner_is_full (PoiseLearner *self);
guint32 poise_learner_find_feature (PoiseLearner *self, const char *words);

G_END_DECLS
