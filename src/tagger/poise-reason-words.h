/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sentence's reasons in plain language. */

#pragma once

#include "poise-tagger.h"

G_BEGIN_DECLS

char *poise_reason_words_for_sentence (PoiseTagger *tagger,
                                       const char *text,
                                       const PoiseSentenceTag *sentence);

G_END_DECLS
