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

PoiseTagger *poise_tagger_new_default (GError **error);

const char *poise_tagger_get_name (PoiseTagger *self);
PoiseLearner *poise_tagger_get_learner (PoiseTagger *self);
void poise_tagger_set_learner (PoiseTagger *self, PoiseLearner *learner);

PoiseTag *poise_tagger_tag (PoiseTagger *self, const char *text);
void poise_tagger_doubt (PoiseTagger *self, PoiseTag *tag);
PoiseTag *poise_tagger_tag_sentence (PoiseTagger *self, const char *text, const char *around);
PoiseTag *
poise_tagger_retag (PoiseTagger *self, const char *text, const PoiseTag *old, const char *old_text);

const char *poise_tagger_find_language (const char *text);
gboolean poise_tagger_is_beginner (PoiseTagger *self, const char *words, const char *around);
PoiseFacet
poise_tagger_find_facet (PoiseTagger *self, const char *words, PoiseMode mode, const char *around);
void poise_tagger_learn (PoiseTagger *self, const char *words, PoiseMode mode, const char *around);
void poise_tagger_accept (PoiseTagger *self, const char *text, const PoiseTag *tag);
void
poise_tagger_learn_entry (PoiseTagger *self, const char *text, const PoiseTag *tag, PoiseMode mode);

G_END_DECLS
