/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tagger or the person says of an entry and of its sentences.
 *
 * A PoiseTag is shared by reference and never changes once it is handed out;
 * whoever builds one fills its fields first.
 */

#pragma once

#include <glib-object.h>

#include "poise-mode.h"

G_BEGIN_DECLS

/**
 * PoiseTagSource:
 * @POISE_TAG_SOURCE_TAGGER: the model said so
 * @POISE_TAG_SOURCE_PERSON: the person corrected it
 */
typedef enum
{
  POISE_TAG_SOURCE_TAGGER,
  POISE_TAG_SOURCE_PERSON,
} PoiseTagSource;

/**
 * PoiseSentenceTag:
 * @start: the first character, counted in Unicode characters of the text
 * @end: one past the last character
 * @mode: management, leadership or none
 * @facet: the facet; %POISE_FACET_NONE where @mode is none
 * @omission: why the sentence is not counted; of use where @mode is none
 * @confidence: the probability of @mode, 0 to 1
 * @p: the probability of each mode, indexed by #PoiseMode
 * @unsure: whether the tagger would rather not say
 * @weight: how many words the sentence has
 * @by: who said so
 *
 * Many years have a hundred thousand of them in memory: what has few values takes few bits.
 */
typedef struct
{
  guint start;
  guint end;
  guint weight;
  PoiseMode mode : 8;
  PoiseFacet facet : 8;
  PoiseOmission omission : 8;
  PoiseTagSource by : 4;
  guint unsure : 1;
  double confidence;
  double p[POISE_N_SENTENCE_MODES];
} PoiseSentenceTag;

/**
 * PoiseTag:
 * @mode: what the entry shows
 * @has_share: whether anything was coded at all
 * @share: leadership's part of the coded sentences, 0 to 1; 0 without one
 * @confidence: how sure the tagger is of @mode, 0 to 1
 * @unsure: whether the tagger would rather not say
 * @by: who said so
 * @model: (nullable): the name of the model that tagged
 * @sentences: (element-type PoiseSentenceTag): in the text's order
 */
typedef struct
{
  PoiseMode mode;
  gboolean has_share;
  double share;
  double confidence;
  gboolean unsure;
  PoiseTagSource by;
  char *model;
  GArray *sentences;

  /*< private >*/
  gatomicrefcount ref_count;
} PoiseTag;

#define POISE_TYPE_TAG (poise_tag_get_type ())

GType poise_tag_get_type (void) G_GNUC_CONST;

PoiseTag *poise_tag_new (void);
PoiseTag *poise_tag_copy (const PoiseTag *tag);
PoiseTag *poise_tag_ref (PoiseTag *tag);
void poise_tag_unref (PoiseTag *tag);

gboolean poise_sentence_tag_is_coded (const PoiseSentenceTag *sentence);
gboolean poise_sentence_tag_has_probabilities (const PoiseSentenceTag *sentence);

guint poise_tag_count (const PoiseTag *tag, double *leadership);
gboolean poise_tag_is_overruled (const PoiseTag *tag);
gboolean poise_tag_denies (const PoiseTag *tag, const PoiseSentenceTag *sentence);
gboolean poise_tag_is_guess (const PoiseTag *tag);
gboolean poise_tag_is_unreadable (const PoiseTag *tag);
gboolean poise_tag_is_unsure (const PoiseTag *tag);
gboolean poise_tag_has_facet (const PoiseTag *tag, PoiseFacet facet);
gboolean poise_tag_equal (const PoiseTag *a, const PoiseTag *b);
PoiseTag *poise_tag_with_mode (const PoiseTag *tag, PoiseMode mode);

const char *poise_tag_source_to_id (PoiseTagSource source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseTag, poise_tag_unref)

G_END_DECLS
