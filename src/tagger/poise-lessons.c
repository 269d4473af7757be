/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a correction teaches the person's own layer. */

#include "config.h"

#include <string.h>

#include "poise-tagger-private.h"
#include "poise-text-walk.h"

/* A correction of an entry says less of each sentence than one of the sentence. */
#define ENTRY_TRUST 0.3

/**
 * poise_tagger_learn:
 * @self: a tagger with a learner
 * @words: a sentence, valid UTF-8
 * @mode: what the person says it shows
 * @around: (nullable): poise_tagger_find_language() of what it stands in
 *
 * Lets the person's own layer learn from the correction of a sentence.
 */
void
poise_tagger_learn (PoiseTagger *self, const char *words, PoiseMode mode, const char *around)
{
  g_return_if_fail (POISE_IS_TAGGER (self));
  g_return_if_fail (words != NULL);

  poise_tagger_lock (self);
  poise_tagger_teach (self, words, mode, 1.0, around);
  poise_tagger_count_correction (self);
  poise_tagger_unlock (self);
}

/* Whether an entry's correction speaks against what is said of a sentence. */
static gboolean
is_doubted (const PoiseSentenceTag *sentence, PoiseMode mode)
{
  return sentence->by == POISE_TAG_SOURCE_TAGGER && sentence->mode != POISE_MODE_NONE &&
         sentence->mode != mode;
}

/* The sentence that is likeliest to show a mode, of those not said to. */
static guint
find_likeliest (const PoiseTag *tag, PoiseMode mode)
{
  guint best = G_MAXUINT;

  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      if (sentence->by == POISE_TAG_SOURCE_TAGGER && sentence->mode != mode &&
          sentence->omission != POISE_OMISSION_LANGUAGE &&
          (best == G_MAXUINT ||
           sentence->p[mode] > g_array_index (tag->sentences, PoiseSentenceTag, best).p[mode]))
        best = i;
    }
  return best;
}

/* What each sentence of a corrected entry should be taken for; none is
 * %POISE_MODE_BALANCED, which stands for "as it is". An entry that shows more
 * than the tagger found shows it where that was likeliest. */
static PoiseMode *
find_targets (const PoiseTag *tag, PoiseMode mode)
{
  PoiseMode *targets = g_new (PoiseMode, MAX (tag->sentences->len, 1));
  PoiseMode wanted = mode != POISE_MODE_BALANCED          ? mode
                     : tag->has_share && tag->share < 0.5 ? POISE_MODE_LEADERSHIP
                                                          : POISE_MODE_MANAGEMENT;
  gboolean any = FALSE;
  guint likeliest;

  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);
      gboolean doubted = mode != POISE_MODE_BALANCED && is_doubted (sentence, mode);

      targets[i] = doubted ? mode : POISE_MODE_BALANCED;
      any = any || doubted;
    }
  likeliest = any || wanted == POISE_MODE_NONE ? G_MAXUINT : find_likeliest (tag, wanted);
  if (likeliest != G_MAXUINT)
    targets[likeliest] = wanted;
  return targets;
}

/**
 * poise_tagger_learn_entry:
 * @self: a tagger with a learner
 * @text: the entry's text
 * @tag: what the tagger said of it
 * @mode: what the person says it shows
 *
 * Lets the person's own layer learn from the correction of a whole entry: a
 * little about each sentence that it speaks against.
 */
void
poise_tagger_learn_entry (PoiseTagger *self, const char *text, const PoiseTag *tag, PoiseMode mode)
{
  g_autofree PoiseMode *targets = NULL;
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (text);
  const char *around;

  g_return_if_fail (POISE_IS_TAGGER (self));
  g_return_if_fail (text != NULL && tag != NULL);

  targets = find_targets (tag, mode);
  around = poise_tagger_find_language (text);
  poise_tagger_lock (self);
  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);
      g_autofree char *words = NULL;

      if (targets[i] == POISE_MODE_BALANCED)
        continue;
      words = poise_text_walk_cut (&walk, sentence->start, sentence->end);
      poise_tagger_teach (self, words, targets[i], ENTRY_TRUST, around);
    }
  poise_tagger_count_correction (self);
  poise_tagger_unlock (self);
}

/**
 * poise_tagger_accept:
 * @self: a tagger with a learner
 * @text: the text
 * @tag: what is said of it
 *
 * Lets the person's own layer learn from the sentences that the person looked
 * at and left as they were while they corrected others. Without these the
 * layer would only ever hear of what is wrong, and take it for the rule.
 */
void
poise_tagger_accept (PoiseTagger *self, const char *text, const PoiseTag *tag)
{
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (text);
  const char *around;

  g_return_if_fail (POISE_IS_TAGGER (self));
  g_return_if_fail (text != NULL && tag != NULL);

  around = poise_tagger_find_language (text);
  poise_tagger_lock (self);
  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);
      g_autofree char *words = NULL;

      if (sentence->by == POISE_TAG_SOURCE_PERSON || sentence->unsure)
        continue;
      words = poise_text_walk_cut (&walk, sentence->start, sentence->end);
      poise_tagger_teach (self, words, sentence->mode, 1.0, around);
    }
  poise_tagger_unlock (self);
}
