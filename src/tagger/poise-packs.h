/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The languages that the tagger reads: a model's file each, in one folder, loaded
 * when a text first needs it. One thread at a time may use them.
 */

#pragma once

#include "poise-pack.h"

G_BEGIN_DECLS

/**
 * PoisePacks: (foreign)
 *
 * The languages that the tagger reads.
 */
typedef struct _PoisePacks PoisePacks;

PoisePacks *poise_packs_new (PoiseModel *model);
PoisePacks *poise_packs_open (const char *folder, GError **error);
void poise_packs_free (PoisePacks *self);

const char *poise_packs_get_name (PoisePacks *self);
PoisePack *poise_packs_get_first (PoisePacks *self);
PoisePack *poise_packs_find (PoisePacks *self, const char *language);
PoisePack *
poise_packs_guess (PoisePacks *self, const char *language, const char *text, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoisePacks, poise_packs_free)

G_END_DECLS
