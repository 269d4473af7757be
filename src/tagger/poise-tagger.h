/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From text to tag.
 *
 * A tagger may be used by several threads; one at a time works, the others
 * wait.
 */

#pragma once

#include "poise-learner.h"
#include "poise-model.h"
#include "poise-tag.h"

G_BEGIN_DECLS

#define POISE_TYPE_TAGGER (poise_tagger_get_type ())

G_DECLARE_FINAL_TYPE (PoiseTagger, poise_tagger, POISE, TAGGER, GObject)

/**
 * PoiseReason:
 * @start: the word's first character, counted from the text's beginning
 * @end: one past its last
 * @effect: by how much the log odds of the sentence's mode fall without the
 *   word; negative for a word that speaks against it
 */
typedef struct
{
  guint start;
  guint end;
  double effect;
} PoiseReason;

PoiseTagger *poise_tagger_new (PoiseModel *model);
PoiseTagger *poise_tagger_new_default (GError **error);

PoiseModel *poise_tagger_get_model (PoiseTagger *self);
void poise_tagger_set_learner (PoiseTagger *self, PoiseLearner *learner);

PoiseTag *poise_tagger_tag (PoiseTagger *self, const char *text);
PoiseTag *poise_tagger_tag_sentence (PoiseTagger *self, const char *text);
PoiseTag *
poise_tagger_retag (PoiseTagger *self, const char *text, const PoiseTag *old, const char *old_text);
void poise_tagger_correct_sentence (PoiseSentenceTag *sentence, PoiseMode mode, PoiseFacet facet);
GArray *
poise_tagger_explain (PoiseTagger *self, const char *text, const PoiseSentenceTag *sentence);
void poise_tagger_summarize (PoiseTag *tag);
void poise_tagger_learn (PoiseTagger *self,
                         const char *text,
                         const PoiseSentenceTag *sentence,
                         PoiseMode mode);

gboolean poise_tagger_can_read (PoiseTagger *self, const char *text);

G_END_DECLS
