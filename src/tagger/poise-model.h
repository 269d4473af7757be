/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The trained weights, mapped from one file, and what they make of features.
 *
 * The file, little-endian (data/tagger/train.py writes it):
 *
 *   offset 0    char[8]      "POISEMDL"
 *          8    guint32      version, 1
 *         12    guint32      bits: there are 2^bits rows
 *         16    guint32      scale: a weight of 1.0 in the file's units
 *         20    guint32      share under which the tagger is unsure, in 1/1000
 *         24    guint32      temperature of the probabilities, in 1/1000
 *         28    guint32      weight of the features of characters, in 1/1000
 *         32    char[16]     the model's name, padded with nuls
 *         48    gint32[16]   the classes' biases, in the file's units
 *        112    gint16[2^bits][16]  the weights
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
PoiseModel *poise_model_ref (PoiseModel *self);
void poise_model_unref (PoiseModel *self);

const char *poise_model_get_name (PoiseModel *self);
double poise_model_get_threshold (PoiseModel *self);
guint32 poise_model_get_row (PoiseModel *self, guint32 hash);
void poise_model_judge (PoiseModel *self,
                        const PoiseFeatures *features,
                        const double *adjustments,
                        PoiseVerdict *verdict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseModel, poise_model_unref)

G_END_DECLS
