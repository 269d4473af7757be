/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The person's own layer of weights, which their corrections adjust.
 *
 * It only ever adds to the shipped model's scores, and each of its weights is
 * bounded, so that a few odd corrections cannot turn the tagger around.
 */

#pragma once

#include <gio/gio.h>

#include "poise-features.h"
#include "poise-mode.h"

G_BEGIN_DECLS

#define POISE_TYPE_LEARNER (poise_learner_get_type ())

G_DECLARE_FINAL_TYPE (PoiseLearner, poise_learner, POISE, LEARNER, GObject)

PoiseLearner *poise_learner_new (void);

guint poise_learner_get_n_corrections (PoiseLearner *self);
void poise_learner_reset (PoiseLearner *self);

void poise_learner_adjust (PoiseLearner *self,
                           const PoiseFeatures *features,
                           double scores[POISE_N_SENTENCE_MODES]);
void poise_learner_correct (PoiseLearner *self,
                            const PoiseFeatures *features,
                            const double p[POISE_N_SENTENCE_MODES],
                            PoiseMode mode);

char *poise_learner_to_json (PoiseLearner *self);
gboolean poise_learner_from_json (PoiseLearner *self,
                                  const char *data,
                                  gsize length,
                                  const char *name,
                                  GError **error);

G_END_DECLS
