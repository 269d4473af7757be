/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tagger knows of one language: its model, and a tokenizer that has
 * the language's words and stems. One thread may use a pack at a time.
 */

#pragma once

#include "poise-model.h"
#include "poise-tokens.h"

G_BEGIN_DECLS

/**
 * PoisePack: (foreign)
 *
 * What the tagger knows of one language.
 */
typedef struct _PoisePack PoisePack;

PoisePack *poise_pack_new (PoiseModel *model);
void poise_pack_free (PoisePack *self);

const char *poise_pack_get_language (PoisePack *self);
PoiseModel *poise_pack_get_model (PoisePack *self);
const GArray *poise_pack_tokenize (PoisePack *self, const char *text, gsize length);
guint poise_pack_count_known (PoisePack *self, const char *text, gsize length);
void poise_pack_judge (PoisePack *self, const GArray *tokens, PoiseVerdict *verdict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoisePack, poise_pack_free)

G_END_DECLS
