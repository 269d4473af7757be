/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person wrote that shows what they meant to do. */

#pragma once

#include "poise-intention.h"
#include "poise-journal.h"

G_BEGIN_DECLS

/**
 * PoiseEvidence:
 * @entry: the entry in which it stands
 * @words: a sentence of it
 */
typedef struct
{
  PoiseEntry *entry;
  char *words;
} PoiseEvidence;

GPtrArray *
poise_intention_find_evidence (const PoiseIntention *self, PoiseJournal *journal, PoiseDay last);

G_END_DECLS
