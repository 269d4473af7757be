/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-tag-label.h"

#include <glib/gi18n-lib.h>

/**
 * poise_tag_label_get:
 * @tag: (nullable): a tag
 *
 * Returns: what the whole text shows, translated
 */
const char *
poise_tag_label_get (PoiseTag *tag)
{
  if (tag == NULL || tag->sentences->len == 0)
    /* Translators: below an empty page, where “Leadership” will stand. */
    return _ ("Nothing yet");
  if (poise_tag_is_unreadable (tag))
    return _ ("Poise can’t read this language yet");
  return tag->unsure ? _ ("Unsure") : poise_mode_get_label (tag->mode);
}

/**
 * poise_tag_label_get_entry_doubt:
 * @tag: a tag
 *
 * Returns: (nullable): what stands instead of a mode where the tagger would
 *   rather not say, translated
 */
const char *
poise_tag_label_get_entry_doubt (PoiseTag *tag)
{
  if (poise_tag_is_unreadable (tag))
    /* Translators: of a text or a sentence in a language that Poise cannot read. */
    return _ ("Not Read");
  return tag->unsure ? _ ("Unsure") : NULL;
}

/**
 * poise_tag_label_get_doubt:
 * @sentence: what is said of a sentence
 *
 * Returns: (nullable): what stands instead of a mode where the tagger would
 *   rather not say, translated
 */
const char *
poise_tag_label_get_doubt (const PoiseSentenceTag *sentence)
{
  if (!sentence->unsure)
    return NULL;
  return sentence->mode == POISE_MODE_NONE && sentence->omission == POISE_OMISSION_LANGUAGE
           ? _ ("Not Read")
           : _ ("Unsure");
}
