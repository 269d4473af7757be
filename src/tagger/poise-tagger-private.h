/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the parts of the tagger work on a sentence; all between lock and unlock. */

#pragma once

#include "poise-tagger.h"

G_BEGIN_DECLS

void poise_tagger_lock (PoiseTagger *self);
void poise_tagger_unlock (PoiseTagger *self);
const GArray *
poise_tagger_tokenize (PoiseTagger *self, const char *text, gsize length, const char *around);
const char *poise_tagger_get_language (PoiseTagger *self);
const char *poise_tagger_get_completion (PoiseTagger *self, PoiseWordFlags flag);
void poise_tagger_judge (PoiseTagger *self, const GArray *tokens, PoiseVerdict *verdict);
void poise_tagger_teach (PoiseTagger *self,
                         const char *words,
                         PoiseMode mode,
                         double trust,
                         const char *around);
void poise_tagger_count_correction (PoiseTagger *self);

G_END_DECLS
