/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-document-tags.h"

#include "poise-tags.h"

static void
run_tagging (PoiseDocument *self, const char *tag, gboolean is_added)
{
  g_autoptr (PoiseTagging) tagging =
    poise_tagging_new (poise_document_get_entry (self), tag, is_added);
  g_autoptr (PoiseOperation) operation = poise_operation_new_tagging (tagging);

  poise_history_run (poise_context_get_history (poise_document_get_context (self)), operation);
}

/**
 * poise_document_add_tag:
 * @self: a document with an entry
 * @word: what the person typed
 *
 * Gives the entry a tag, which can be undone once something is written. Nothing
 * happens if it has it, or no word is left of it.
 */
void
poise_document_add_tag (PoiseDocument *self, const char *word)
{
  g_autofree char *tag = NULL;
  g_auto (GStrv) tags = NULL;

  g_return_if_fail (POISE_IS_DOCUMENT (self) && poise_document_get_entry (self) != NULL);

  tag = poise_tags_clean (word);
  if (tag == NULL || poise_tags_contain (poise_document_get_tags (self), tag))
    return;
  if (poise_document_is_stored (self))
    {
      run_tagging (self, tag, TRUE);
      return;
    }
  tags = poise_tags_add (poise_document_get_tags (self), tag, G_MAXUINT);
  poise_entry_set_tags (poise_document_get_entry (self), (const char *const *) tags);
}

/**
 * poise_document_remove_tag:
 * @self: a document with an entry
 * @tag: one of its tags
 *
 * Takes a tag off the entry.
 */
void
poise_document_remove_tag (PoiseDocument *self, const char *tag)
{
  g_auto (GStrv) tags = NULL;

  g_return_if_fail (POISE_IS_DOCUMENT (self) && poise_document_get_entry (self) != NULL);

  if (!g_strv_contains (poise_document_get_tags (self), tag))
    return;
  if (poise_document_is_stored (self))
    {
      run_tagging (self, tag, FALSE);
      return;
    }
  tags = poise_tags_remove (poise_document_get_tags (self), tag);
  poise_entry_set_tags (poise_document_get_entry (self), (const char *const *) tags);
}
