/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The person's own layer over the model, which their corrections adjust.
 *
 * It knows the model's classes and words in plain text, no model's features:
 * what was learned outlives a model and can be read. It only ever shifts what
 * the model says, by a bounded amount that grows with the number of
 * corrections, so that a few odd ones cannot turn the tagger around. What was
 * learned of one language changes nothing in another.
 */

#pragma once

#include <gio/gio.h>

#include "poise-model.h"
#include "poise-tokens.h"

G_BEGIN_DECLS

#define POISE_TYPE_LEARNER (poise_learner_get_type ())

G_DECLARE_FINAL_TYPE (PoiseLearner, poise_learner, POISE, LEARNER, GObject)

/**
 * PoiseLesson:
 * @words: (nullable): a word or two, as the person wrote them; %NULL
 *   where a kind of behaviour was learned about
 * @class: the model's class that stands for that kind; of use without @words
 * @mode: what it now counts more towards
 * @weight: how strongly, in log odds
 */
typedef struct
{
  const char *words;
  guint class;
  PoiseMode mode;
  double weight;
} PoiseLesson;

PoiseLearner *poise_learner_new (void);

guint poise_learner_get_n_corrections (PoiseLearner *self);
void poise_learner_reset (PoiseLearner *self);
void poise_learner_add (PoiseLearner *self, PoiseLearner *other, double sign);
PoiseLearner *poise_learner_copy (PoiseLearner *self);
GArray *poise_learner_list_lessons (PoiseLearner *self, guint max);

PoiseLearner *poise_learner_find_language (PoiseLearner *self, const char *language);
PoiseLearner *poise_learner_ensure_language (PoiseLearner *self, const char *language);

void poise_learner_adjust (PoiseLearner *self, const GArray *tokens, PoiseVerdict *verdict);
void poise_learner_record (PoiseLearner *self, PoiseLearner *record);
void poise_learner_count (PoiseLearner *self);
void poise_learner_correct (PoiseLearner *self,
                            const char *text,
                            const GArray *tokens,
                            const PoiseVerdict *verdict,
                            PoiseMode mode,
                            double trust);

char *poise_learner_to_json (PoiseLearner *self);
gboolean poise_learner_from_json (PoiseLearner *self,
                                  const char *data,
                                  gsize length,
                                  const char *name,
                                  GError **error);

G_END_DECLS
