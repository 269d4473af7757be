/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What Poise learned from the person's corrections: the tagger's learner and
 * learned.json beside the journal, which follows every change of it.
 */

#pragma once

#include "poise-store.h"
#include "poise-tagger.h"

G_BEGIN_DECLS

#define POISE_TYPE_LEARNED (poise_learned_get_type ())

G_DECLARE_FINAL_TYPE (PoiseLearned, poise_learned, POISE, LEARNED, GObject)

PoiseLearned *poise_learned_new (PoiseStore *store, PoiseTagger *tagger);
const PoiseFileKind *poise_learned_get_kind (void);
void poise_learned_leave (PoiseLearned *self);
PoiseTagger *poise_learned_get_tagger (PoiseLearned *self);

guint poise_learned_get_n_corrections (PoiseLearned *self);
GPtrArray *poise_learned_describe (PoiseLearned *self, guint max);

void
poise_learned_correct (PoiseLearned *self, const char *words, PoiseMode mode, const char *around);
void poise_learned_uncorrect (PoiseLearned *self, const char *words);
void poise_learned_correct_entry (PoiseLearned *self,
                                  const char *text,
                                  const PoiseTag *tag,
                                  PoiseMode mode);
void poise_learned_uncorrect_entry (PoiseLearned *self, const char *text);
void poise_learned_accept (PoiseLearned *self, const char *text, const PoiseTag *tag);
void poise_learned_forget (PoiseLearned *self);
gboolean poise_learned_can_recall (PoiseLearned *self);
void poise_learned_recall (PoiseLearned *self);

G_END_DECLS
