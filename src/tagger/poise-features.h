/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the model looks at in a sentence. Training reads these from the same
 * code (tests/support/poise-features.c prints them), so that there is only
 * one definition of a feature.
 */

#pragma once

#include "poise-tokens.h"

G_BEGIN_DECLS

/**
 * PoiseFeatures:
 * @words: (element-type guint32): hashes of features of words and word pairs
 * @spelled: (element-type PoiseWord): words whose n-grams are features
 * @classes: (element-type guint32): hashes of what the lexicon knows of words
 */
typedef struct
{
  GArray *words;
  GPtrArray *spelled;
  GArray *classes;
} PoiseFeatures;

void poise_features_init (PoiseFeatures *self);
void poise_features_clear (PoiseFeatures *self);
void poise_features_extract (PoiseFeatures *self, const GArray *tokens);

G_END_DECLS
