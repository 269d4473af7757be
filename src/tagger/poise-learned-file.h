/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * learned.json: what was learned, in a part for each computer that taught it.
 * A part is changed by its computer only, so that two versions of the file
 * merge by taking the later of each part, and nothing counts twice.
 */

#pragma once

#include "poise-learner.h"

G_BEGIN_DECLS

#define POISE_LEARNED_FILE "learned.json"

/**
 * PoiseLearnedChange:
 * @by: whose part it goes into
 * @base: what was learned when it began
 * @now: what is learned now
 * @forgotten: when everything that the file holds was forgotten, in microseconds of
 *   the epoch; 0 if it was not
 */
typedef struct
{
  char *by;
  PoiseLearner *base;
  PoiseLearner *now;
  gint64 forgotten;
} PoiseLearnedChange;

PoiseLearnedChange *
poise_learned_change_new (const char *by, PoiseLearner *base, PoiseLearner *now, gint64 forgotten);
void poise_learned_change_free (PoiseLearnedChange *self);
GBytes *poise_learned_change_apply (GBytes *there, gconstpointer change, GError **error);

gpointer poise_learned_file_decode (GBytes *there, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseLearnedChange, poise_learned_change_free)

G_END_DECLS
