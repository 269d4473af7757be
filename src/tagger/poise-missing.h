/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sentence lacks that would make it count. */

#pragma once

#include "poise-tagger.h"

G_BEGIN_DECLS

/**
 * PoiseMissing:
 * @POISE_MISSING_NOTHING: nothing that Poise can name
 * @POISE_MISSING_PURPOSE: people met or talked, and no purpose is said (rule 11 of the codebook)
 * @POISE_MISSING_RECEIVER: pride or thanks were felt, and given to nobody (rules 9 and 15)
 *
 * What a sentence that shows neither mode lacks.
 */
typedef enum
{
  POISE_MISSING_NOTHING,
  POISE_MISSING_PURPOSE,
  POISE_MISSING_RECEIVER,
} PoiseMissing;

PoiseMissing poise_tagger_find_missing (PoiseTagger *self, const char *words, const char *around);

G_END_DECLS
