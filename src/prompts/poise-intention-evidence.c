/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-intention-evidence.h"

#include <string.h>

#include "poise-form.h"
#include "poise-text-walk.h"

static void
evidence_free (PoiseEvidence *self)
{
  g_object_unref (self->entry);
  g_free (self->words);
  g_free (self);
}

static gboolean
shows (const PoiseIntention *self, const PoiseSentenceTag *sentence)
{
  if (sentence->mode == POISE_MODE_NONE)
    return FALSE;
  return (self->facet == POISE_FACET_NONE || sentence->facet == self->facet) &&
         (self->pole == POISE_MODE_NONE || sentence->mode == self->pole);
}

/* What is only meant shows nothing yet: the intention's own words, and what one does next time
 * after an event. */
static gboolean
is_plan (const PoiseIntention *self,
         PoiseEntry *entry,
         const PoiseSentenceTag *sentence,
         const char *words)
{
  return strstr (self->text, words) != NULL || poise_form_has_next_time (entry, sentence->start);
}

static void
collect (const PoiseIntention *self, PoiseEntry *entry, GPtrArray *found)
{
  PoiseTag *tag = poise_entry_get_tag (entry);
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (poise_entry_get_text (entry));

  for (guint i = 0; tag != NULL && i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);
      g_autofree char *words = shows (self, sentence)
                                 ? poise_text_walk_cut_whole (&walk, sentence->start, sentence->end)
                                 : NULL;
      PoiseEvidence *evidence;

      if (words == NULL || is_plan (self, entry, sentence, g_strstrip (words)))
        continue;
      evidence = g_new0 (PoiseEvidence, 1);
      evidence->entry = g_object_ref (entry);
      evidence->words = g_steal_pointer (&words);
      g_ptr_array_add (found, evidence);
    }
}

/**
 * poise_intention_find_evidence:
 * @self: an intention
 * @journal: the entries
 * @last: the last day that is looked at
 *
 * Finds the sentences since the intention was made that show its facet and pole, but for those that
 * only say what is meant. One that is about neither has none.
 *
 * Returns: (transfer full) (element-type PoiseEvidence): what was found, the newest day first
 */
GPtrArray *
poise_intention_find_evidence (const PoiseIntention *self, PoiseJournal *journal, PoiseDay last)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) evidence_free);
  g_autoptr (GPtrArray) entries = NULL;

  g_return_val_if_fail (self != NULL, found);
  g_return_val_if_fail (POISE_IS_JOURNAL (journal), found);

  if ((self->facet == POISE_FACET_NONE && self->pole == POISE_MODE_NONE) || last < self->day)
    return found;
  entries = poise_journal_list_days (journal, self->day, last);
  for (guint i = 0; i < entries->len; i++)
    collect (self, g_ptr_array_index (entries, i), found);
  return found;
}
