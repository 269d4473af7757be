/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which entries a person wants to see: by words, by what they show, by day. */

#pragma once

#include "poise-search.h"

G_BEGIN_DECLS

/**
 * PoiseFilter: (foreign)
 * @search: the words
 * @has_mode: whether only one mode is wanted
 * @mode: that mode; an entry without a tag counts as %POISE_MODE_NONE, one of which the tagger is
 *   unsure as none of them
 * @is_unsure: whether only entries are wanted of which the tagger is unsure
 * @facet: a facet that a sentence must show; %POISE_FACET_NONE for any
 * @has_prompt: whether only answers to one question are wanted
 * @prompt: (nullable): that question's id; %NULL for what answers none
 * @tag: (nullable): a tag that the person gave it
 * @first: the first day
 * @last: the last day, itself included
 */
typedef struct
{
  PoiseSearch *search;
  gboolean has_mode;
  PoiseMode mode;
  gboolean is_unsure;
  PoiseFacet facet;
  gboolean has_prompt;
  char *prompt;
  char *tag;
  PoiseDay first;
  PoiseDay last;
} PoiseFilter;

PoiseFilter *poise_filter_new (const char *words);
void poise_filter_free (PoiseFilter *self);

gboolean poise_filter_is_empty (const PoiseFilter *self);
gboolean poise_filter_narrows (const PoiseFilter *self, const PoiseFilter *other);
gboolean poise_filter_matches (const PoiseFilter *self, PoiseEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseFilter, poise_filter_free)

G_END_DECLS
