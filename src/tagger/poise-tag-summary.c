/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-tag-summary.h"

#include <math.h>

#include "poise-text-walk.h"

/* An entry with coded behaviour is clearly one mode from two thirds on
 * (codebook, "Entry labels"). */
#define CLEAR_SHARE (2.0 / 3.0)
/* Where no sentence is sure, the entry shows something all the same if it would be so
 * unlikely that none does (chosen on our own passages; data/tagger/README.md). */
#define MAX_NOTHING 0.03

static gboolean
is_readable (const PoiseSentenceTag *sentence)
{
  return sentence->by == POISE_TAG_SOURCE_PERSON || sentence->omission != POISE_OMISSION_LANGUAGE ||
         sentence->mode != POISE_MODE_NONE;
}

/* Sentences in another language say nothing of those that can be read, unless
 * they are most of the entry. */
static double
find_confidence (double sure, double weight, double refused)
{
  if (refused > weight)
    return 0.0;
  return weight > 0.0 ? sure / weight : 1.0;
}

static PoiseMode
find_mode_of_share (double share)
{
  if (share >= CLEAR_SHARE)
    return POISE_MODE_LEADERSHIP;
  return share <= 1.0 - CLEAR_SHARE ? POISE_MODE_MANAGEMENT : POISE_MODE_BALANCED;
}

/* How likely it is that a sentence shows nothing. One that comes from a file has no
 * probabilities, and says nothing. */
static double
get_nothing (const PoiseSentenceTag *sentence)
{
  return poise_sentence_tag_has_probabilities (sentence) && sentence->by == POISE_TAG_SOURCE_TAGGER
           ? sentence->p[POISE_MODE_NONE]
           : 1.0;
}

/* What an entry shows likeliest of which no sentence is sure. */
static PoiseMode
guess_mode (const PoiseTag *tag)
{
  guint counts[POISE_N_SENTENCE_MODES] = { 0 };
  double nothing = 1.0;
  guint n;

  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      nothing *= get_nothing (sentence);
      counts[sentence->mode]++;
    }
  n = counts[POISE_MODE_MANAGEMENT] + counts[POISE_MODE_LEADERSHIP];
  if (n == 0 || nothing > MAX_NOTHING)
    return POISE_MODE_NONE;
  return find_mode_of_share ((double) counts[POISE_MODE_LEADERSHIP] / n);
}

/**
 * poise_tag_summarize:
 * @tag: a tag whose sentences are filled in
 *
 * Works out what an entry shows by counting its coded sentences, which are
 * those that are underlined: the share is the part that shows leadership, and
 * from two thirds on the entry is of that mode (codebook, "Entry labels"). Where no
 * sentence is coded, but it would be a wonder if none of them showed anything, the mode is
 * a guess, and the share stays unknown: see poise_tag_is_guess().
 */
void
poise_tag_summarize (PoiseTag *tag)
{
  double sure = 0.0, weight = 0.0, refused = 0.0;
  guint counts[POISE_N_SENTENCE_MODES] = { 0 };
  guint n_coded;

  g_return_if_fail (tag != NULL);

  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);
      double size = sqrt (MAX (sentence->weight, 1));

      if (is_readable (sentence))
        weight += size;
      else
        refused += size;
      sure += size * sentence->confidence;
      if (poise_sentence_tag_is_coded (sentence))
        counts[sentence->mode]++;
    }

  n_coded = counts[POISE_MODE_MANAGEMENT] + counts[POISE_MODE_LEADERSHIP];
  tag->has_share = n_coded > 0;
  tag->share = n_coded > 0 ? (double) counts[POISE_MODE_LEADERSHIP] / n_coded : 0.0;
  tag->confidence = find_confidence (sure, weight, refused);
  tag->mode = tag->has_share ? find_mode_of_share (tag->share) : guess_mode (tag);
}

/**
 * poise_tag_correct_sentence:
 * @sentence: a sentence of a tag that was not handed out yet
 * @mode: what the person says it shows
 * @facet: its facet, or %POISE_FACET_NONE to keep what it has
 *
 * Notes the person's word on a sentence.
 */
void
poise_tag_correct_sentence (PoiseSentenceTag *sentence, PoiseMode mode, PoiseFacet facet)
{
  g_return_if_fail (sentence != NULL && (guint) mode < POISE_N_SENTENCE_MODES);

  sentence->mode = mode;
  if (mode == POISE_MODE_NONE)
    sentence->facet = POISE_FACET_NONE;
  else if (facet != POISE_FACET_NONE)
    sentence->facet = facet;
  sentence->by = POISE_TAG_SOURCE_PERSON;
  sentence->confidence = 1.0;
  sentence->unsure = FALSE;
}

/* The old tag's sentences by their words, each in the order of the text. */
static GHashTable *
index_sentences (const PoiseTag *tag, const char *text)
{
  GHashTable *index =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_queue_free);
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (text);

  for (guint i = 0; i < tag->sentences->len; i++)
    {
      PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);
      char *words = poise_text_walk_cut (&walk, sentence->start, sentence->end);
      GQueue *queue = g_hash_table_lookup (index, words);

      if (queue == NULL)
        g_hash_table_insert (index, words, queue = g_queue_new ());
      else
        g_free (words);
      g_queue_push_tail (queue, sentence);
    }
  return index;
}

static gboolean
has_correction (const PoiseTag *tag)
{
  for (guint i = 0; i < tag->sentences->len; i++)
    if (g_array_index (tag->sentences, PoiseSentenceTag, i).by == POISE_TAG_SOURCE_PERSON)
      return TRUE;

  return FALSE;
}

/**
 * poise_tag_keep_corrections:
 * @tag: a tag that was not handed out yet
 * @text: the text that it speaks of
 * @old: what was said before
 * @old_text: the text that @old speaks of
 *
 * Takes over what the person said of sentences that still stand in the text
 * word by word. Of sentences that stand there twice, the first goes with the
 * first.
 */
void
poise_tag_keep_corrections (PoiseTag *tag,
                            const char *text,
                            const PoiseTag *old,
                            const char *old_text)
{
  g_autoptr (GHashTable) index = NULL;
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (text);

  g_return_if_fail (tag != NULL && text != NULL && old != NULL && old_text != NULL);

  if (!has_correction (old))
    return;
  index = index_sentences (old, old_text);
  for (guint i = 0; i < tag->sentences->len; i++)
    {
      PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);
      g_autofree char *words = poise_text_walk_cut (&walk, sentence->start, sentence->end);
      GQueue *queue = g_hash_table_lookup (index, words);
      const PoiseSentenceTag *before = queue != NULL ? g_queue_pop_head (queue) : NULL;

      if (before != NULL && before->by == POISE_TAG_SOURCE_PERSON)
        poise_tag_correct_sentence (sentence, before->mode, before->facet);
    }
  poise_tag_summarize (tag);
}
