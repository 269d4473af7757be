/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The person's word on a sentence or an entry, or that it is left to the tagger
 * again: what is shown, and what is learned from it. It can be taken back.
 */

#pragma once

#include "poise-learned.h"

G_BEGIN_DECLS

#define POISE_TYPE_CORRECTION (poise_correction_get_type ())

G_DECLARE_FINAL_TYPE (PoiseCorrection, poise_correction, POISE, CORRECTION, GObject)

PoiseCorrection *poise_correction_new (PoiseLearned *learned,
                                       PoiseEntry *entry,
                                       int sentence,
                                       PoiseTagSource by,
                                       PoiseMode mode);

int poise_correction_find_sentence (PoiseEntry *entry, guint place, const char *words);
const char *poise_correction_get_entry_id (PoiseCorrection *self);
char *poise_correction_describe (PoiseCorrection *self);
void poise_correction_put (PoiseCorrection *self, PoiseStore *store, gboolean is_in);

G_END_DECLS
