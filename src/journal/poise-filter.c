/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-filter.h"

#include "poise-tags.h"

/**
 * poise_filter_new:
 * @words: (nullable): what poise_search_new() reads
 *
 * Makes a filter that asks for nothing but @words; set its fields for more.
 *
 * Returns: (transfer full): the filter
 */
PoiseFilter *
poise_filter_new (const char *words)
{
  PoiseFilter *self = g_new0 (PoiseFilter, 1);

  self->search = poise_search_new (words);
  self->first = 1;
  self->last = G_MAXUINT32;
  return self;
}

/**
 * poise_filter_free:
 * @self: (transfer full): a filter
 */
void
poise_filter_free (PoiseFilter *self)
{
  poise_search_unref (self->search);
  g_free (self->prompt);
  g_free (self->tag);
  g_free (self);
}

/**
 * poise_filter_is_empty:
 * @self: a filter
 *
 * Returns: %TRUE if every entry passes
 */
gboolean
poise_filter_is_empty (const PoiseFilter *self)
{
  return poise_search_is_empty (self->search) && !self->has_mode && !self->is_unsure &&
         self->facet == POISE_FACET_NONE && !self->has_prompt && self->tag == NULL &&
         self->first <= 1 && self->last == G_MAXUINT32;
}

/**
 * poise_filter_narrows:
 * @self: a filter
 * @other: another
 *
 * Returns: %TRUE if certainly nothing passes @self that does not pass @other
 */
gboolean
poise_filter_narrows (const PoiseFilter *self, const PoiseFilter *other)
{
  if (other->has_mode && (!self->has_mode || self->mode != other->mode))
    return FALSE;
  if (other->is_unsure && !self->is_unsure)
    return FALSE;
  if (other->facet != POISE_FACET_NONE && self->facet != other->facet)
    return FALSE;
  if (other->has_prompt && (!self->has_prompt || g_strcmp0 (self->prompt, other->prompt) != 0))
    return FALSE;
  if (other->tag != NULL && g_strcmp0 (self->tag, other->tag) != 0)
    return FALSE;

  return self->first >= other->first && self->last <= other->last &&
         poise_search_narrows (self->search, other->search);
}

/* By the words in an entry's row. */
static gboolean
shows_what_is_wanted (const PoiseFilter *self, const PoiseTag *tag)
{
  gboolean is_unsure;

  if (!self->has_mode && !self->is_unsure)
    return TRUE;
  is_unsure = poise_tag_is_unsure (tag);
  if (self->is_unsure && !is_unsure)
    return FALSE;
  return !self->has_mode ||
         (!is_unsure && (tag != NULL ? tag->mode : POISE_MODE_NONE) == self->mode);
}

/* As the balance counts it: what is said to be neither shows no subject. */
static gboolean
is_of_facet (const PoiseFilter *self, const PoiseTag *tag)
{
  return self->facet == POISE_FACET_NONE ||
         (tag != NULL && tag->has_share && poise_tag_has_facet (tag, self->facet));
}

/**
 * poise_filter_matches:
 * @self: a filter
 * @entry: an entry
 *
 * Returns: %TRUE if @entry passes
 */
gboolean
poise_filter_matches (const PoiseFilter *self, PoiseEntry *entry)
{
  PoiseTag *tag = poise_entry_get_tag (entry);
  PoiseDay day = poise_entry_get_day (entry);

  if (day < self->first || day > self->last)
    return FALSE;
  if (!shows_what_is_wanted (self, tag))
    return FALSE;
  if (!is_of_facet (self, tag))
    return FALSE;
  if (self->has_prompt && g_strcmp0 (poise_entry_get_prompt_id (entry), self->prompt) != 0)
    return FALSE;
  if (self->tag != NULL && !poise_tags_contain (poise_entry_get_tags (entry), self->tag))
    return FALSE;

  return poise_search_matches (self->search, entry);
}
