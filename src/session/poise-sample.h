/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A believable journal to look around in; it lives in memory only. */

#pragma once

#include "poise-journal.h"
#include "poise-tagger.h"

G_BEGIN_DECLS

void poise_sample_fill (PoiseJournal *journal, PoiseTagger *tagger, GDateTime *now);

G_END_DECLS
