/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-document-corrections.h"

static PoiseHistory *
get_history (PoiseDocument *self)
{
  return poise_context_get_history (poise_document_get_context (self));
}

static void
run_correction (PoiseDocument *self, int sentence, PoiseTagSource by, PoiseMode mode)
{
  PoiseLearned *learned = poise_context_get_learned (poise_document_get_context (self));
  g_autoptr (PoiseCorrection) correction =
    poise_correction_new (learned, poise_document_get_entry (self), sentence, by, mode);
  g_autoptr (PoiseOperation) operation = poise_operation_new_correction (correction);

  poise_history_run (get_history (self), operation);
}

/* Who said what of a sentence, or of the entry; FALSE where there is no such. */
static gboolean
get_mode (PoiseDocument *self, int sentence, PoiseTagSource *by, PoiseMode *mode)
{
  PoiseTag *tag = poise_document_get_tag (self);

  if (tag == NULL || sentence >= (int) tag->sentences->len || !poise_document_is_stored (self))
    return FALSE;
  *by = tag->by;
  *mode = tag->mode;
  if (sentence >= 0)
    {
      *by = g_array_index (tag->sentences, PoiseSentenceTag, sentence).by;
      *mode = g_array_index (tag->sentences, PoiseSentenceTag, sentence).mode;
    }
  return TRUE;
}

/**
 * poise_document_find_sentence:
 * @self: a document
 * @offset: a place in the text, in characters
 *
 * Finds the sentence in which, or right behind which, a place is. The text is
 * tagged first if it is newer than its tag.
 *
 * Returns: the sentence's place in the tag, or -1
 */
int
poise_document_find_sentence (PoiseDocument *self, guint offset)
{
  PoiseTag *tag;
  int found = -1;

  g_return_val_if_fail (POISE_IS_DOCUMENT (self), -1);

  poise_document_update_tag (self);
  tag = poise_document_get_tag (self);
  for (guint i = 0; tag != NULL && i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      if (offset >= sentence->start && offset <= sentence->end)
        found = (int) i;
    }
  return found;
}

/**
 * poise_document_correct:
 * @self: a document
 * @sentence: a sentence's place in the tag, or -1 for the whole entry
 * @mode: what the person says it shows
 *
 * Takes the person's word, which Poise learns from; it can be undone.
 */
void
poise_document_correct (PoiseDocument *self, int sentence, PoiseMode mode)
{
  PoiseTagSource by;
  PoiseMode before;

  g_return_if_fail (POISE_IS_DOCUMENT (self));

  poise_document_update_tag (self);
  if (get_mode (self, sentence, &by, &before) && (by != POISE_TAG_SOURCE_PERSON || before != mode))
    run_correction (self, sentence, POISE_TAG_SOURCE_PERSON, mode);
}

/**
 * poise_document_uncorrect:
 * @self: a document
 * @sentence: a sentence's place in the tag, or -1 for the whole entry
 *
 * Takes the person's word back: the tagger decides again.
 */
void
poise_document_uncorrect (PoiseDocument *self, int sentence)
{
  PoiseTagSource by;
  PoiseMode before;

  g_return_if_fail (POISE_IS_DOCUMENT (self));

  poise_document_update_tag (self);
  if (get_mode (self, sentence, &by, &before) && by == POISE_TAG_SOURCE_PERSON)
    run_correction (self, sentence, POISE_TAG_SOURCE_TAGGER, before);
}

/**
 * poise_document_accept:
 * @self: a document
 *
 * The person corrected some sentences and looked at the others, too: Poise
 * learns that these are right.
 */
void
poise_document_accept (PoiseDocument *self)
{
  g_return_if_fail (POISE_IS_DOCUMENT (self));

  if (poise_document_is_tagged (self))
    poise_learned_accept (poise_context_get_learned (poise_document_get_context (self)),
                          poise_document_get_text (self), poise_document_get_tag (self));
}

/* What is undone or done again may be of sentences that have just been written again. */
static void
update_tag_for (PoiseDocument *self, PoiseOperation *operation)
{
  if (operation != NULL && poise_operation_get_n_corrections (operation) > 0)
    poise_document_update_tag (self);
}

/**
 * poise_document_undo:
 * @self: a document
 *
 * Undoes what the person did last, of whatever kind, unless that was to write in what is open: then
 * the editor undoes that, and says so with poise_document_note_text_step().
 *
 * Returns: whether there was such
 */
gboolean
poise_document_undo (PoiseDocument *self)
{
  g_return_val_if_fail (POISE_IS_DOCUMENT (self), FALSE);

  update_tag_for (self, poise_history_peek_undo (get_history (self)));
  return poise_undo_order_undo (poise_document_get_order (self));
}

/**
 * poise_document_redo:
 * @self: a document
 *
 * Does again what was undone last, if nothing was written since.
 *
 * Returns: whether there was such
 */
gboolean
poise_document_redo (PoiseDocument *self)
{
  g_return_val_if_fail (POISE_IS_DOCUMENT (self), FALSE);

  update_tag_for (self, poise_history_peek_redo (get_history (self)));
  return poise_undo_order_redo (poise_document_get_order (self));
}

/**
 * poise_document_note_text_step:
 * @self: a document, which has the editor's text
 *
 * The editor undid what was written, or wrote it again.
 */
void
poise_document_note_text_step (PoiseDocument *self)
{
  g_return_if_fail (POISE_IS_DOCUMENT (self));

  poise_undo_order_note_text_step (poise_document_get_order (self), poise_document_get_text (self));
}
