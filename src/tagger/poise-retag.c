/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-retag.h"

/**
 * poise_retag_is_old:
 * @tagger: a tagger
 * @entry: an entry
 *
 * Returns: %TRUE if another model than @tagger's tagged @entry
 */
gboolean
poise_retag_is_old (PoiseTagger *tagger, PoiseEntry *entry)
{
  PoiseTag *tag = poise_entry_get_tag (entry);

  return tag != NULL && g_strcmp0 (tag->model, poise_tagger_get_name (tagger)) != 0 &&
         poise_entry_has_counted_words (entry);
}

/**
 * poise_retag_is_due:
 * @tagger: a tagger
 * @entry: an entry
 *
 * Returns: %TRUE if @tagger's model did not tag @entry yet
 */
gboolean
poise_retag_is_due (PoiseTagger *tagger, PoiseEntry *entry)
{
  return poise_retag_is_old (tagger, entry) ||
         (poise_entry_get_tag (entry) == NULL && poise_entry_has_counted_words (entry));
}
