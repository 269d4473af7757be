/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an entry shows, from its sentences; and what the person says of these. */

#pragma once

#include "poise-tag.h"

G_BEGIN_DECLS

void poise_tag_summarize (PoiseTag *tag);
void poise_tag_correct_sentence (PoiseSentenceTag *sentence, PoiseMode mode, PoiseFacet facet);
void poise_tag_keep_corrections (PoiseTag *tag,
                                 const char *text,
                                 const PoiseTag *old,
                                 const char *old_text);

G_END_DECLS
