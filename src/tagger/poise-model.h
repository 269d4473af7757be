/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The trained weights, mapped from one file, and what they make of features.
 *
 * The file, little-endian (data/tagger/train.py writes it):
 *
 *   offset 0    char[8]      "POISEMDL"
 *          8    guint32      version, 3
 *         12    guint32      bits: there are 2^bits slots
 *         16    guint32      how many rows of weights there are
 *         20    guint32      scale: a weight of 1.0 in the file's units
 *         24    guint32      share under which the tagger is unsure, in 1/1000
 *         28    guint32      temperature of the probabilities, in 1/1000
 *         32    guint32      weight of the features of characters, in 1/1000
 *         36    guint32      weight of the features of the lexicon, in 1/1000
 *         40    guint32      how large the lexicon is, in bytes
 *         44    guint32      how large the rules are, in bytes
 *         48    char[16]     the model's name, padded with nuls
 *         64    gint32[16]   the classes' biases, in the file's units
 *        128    guint32[2^bits]     the slots
 *               gint16[rows][16]    the weights
 *               the lexicon (poise-lexicon.h)
 *               the rules (poise-word-rules.h), a text
 *
 * A feature's row is found from the slot that its hash's low bits name on, up
 * to an empty one (0): the slot whose upper twelve bits are the hash's holds
 * the row's number plus one. A feature that no training text had has no row
 * and says nothing.
 *
 * The sixteen classes are the six facets at the management pole, the six at
 * the leadership pole, and the four omissions of none.
 */

#pragma once

#include <gio/gio.h>

#include "poise-features.h"
#include "poise-mode.h"

G_BEGIN_DECLS

#define POISE_MODEL_N_CLASSES 16

/**
 * PoiseModel: (copy-func poise_model_ref) (free-func poise_model_unref)
 *
 * The weights of a trained model.
 */
typedef struct _PoiseModel PoiseModel;

/**
 * PoiseVerdict:
 * @p: the probability of each mode, indexed by #PoiseMode
 * @classes: the probability of each of the model's classes
 * @facet: the likeliest facet of the likeliest mode
 * @omission: the likeliest reason not to count
 */
typedef struct
{
  double p[POISE_N_SENTENCE_MODES];
  double classes[POISE_MODEL_N_CLASSES];
  PoiseFacet facet;
  PoiseOmission omission;
} PoiseVerdict;

PoiseModel *poise_model_load (const char *path, GError **error);
PoiseModel *poise_model_new_from_bytes (GBytes *bytes, const char *name, GError **error);
char *poise_model_read_name (const char *path);
PoiseModel *poise_model_ref (PoiseModel *self);
void poise_model_unref (PoiseModel *self);

const char *poise_model_get_name (PoiseModel *self);
double poise_model_get_threshold (PoiseModel *self);
PoiseLexicon *poise_model_get_lexicon (PoiseModel *self);
PoiseWordRules *poise_model_get_rules (PoiseModel *self);
guint poise_model_count_known (PoiseModel *self, const PoiseFeatures *features);
void poise_model_judge (PoiseModel *self, const PoiseFeatures *features, PoiseVerdict *verdict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseModel, poise_model_unref)

G_END_DECLS
