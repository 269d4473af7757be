/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-tag.h"

/* Files keep four decimals. */
#define TAG_EPSILON 1e-4

G_DEFINE_BOXED_TYPE (PoiseTag, poise_tag, poise_tag_ref, poise_tag_unref)

/**
 * poise_tag_new:
 *
 * Makes a tag that says none, of no sentences, for its maker to fill.
 *
 * Returns: (transfer full): the tag
 */
PoiseTag *
poise_tag_new (void)
{
  PoiseTag *tag = g_new0 (PoiseTag, 1);

  g_atomic_ref_count_init (&tag->ref_count);
  tag->sentences = g_array_new (FALSE, TRUE, sizeof (PoiseSentenceTag));
  return tag;
}

/**
 * poise_tag_copy:
 * @tag: a tag
 *
 * Makes an independent copy that its maker may still change.
 *
 * Returns: (transfer full): the copy
 */
PoiseTag *
poise_tag_copy (const PoiseTag *tag)
{
  PoiseTag *copy;

  g_return_val_if_fail (tag != NULL, NULL);

  copy = poise_tag_new ();
  copy->mode = tag->mode;
  copy->has_share = tag->has_share;
  copy->share = tag->share;
  copy->confidence = tag->confidence;
  copy->unsure = tag->unsure;
  copy->by = tag->by;
  copy->model = g_strdup (tag->model);
  if (tag->sentences->len > 0)
    g_array_append_vals (copy->sentences, tag->sentences->data, tag->sentences->len);
  return copy;
}

/**
 * poise_tag_ref:
 * @tag: a tag
 *
 * Returns: (transfer full): @tag
 */
PoiseTag *
poise_tag_ref (PoiseTag *tag)
{
  g_return_val_if_fail (tag != NULL, NULL);

  g_atomic_ref_count_inc (&tag->ref_count);
  return tag;
}

/**
 * poise_tag_unref:
 * @tag: (transfer full): a tag
 *
 * Gives up a reference.
 */
void
poise_tag_unref (PoiseTag *tag)
{
  g_return_if_fail (tag != NULL);

  if (!g_atomic_ref_count_dec (&tag->ref_count))
    return;
  g_array_unref (tag->sentences);
  g_free (tag->model);
  g_free (tag);
}

/**
 * poise_sentence_tag_is_coded:
 * @sentence: a sentence's tag
 *
 * A coded sentence is underlined and counts; where the tagger is unsure it is
 * neither underlined nor counted.
 *
 * Returns: %TRUE if the sentence shows management or leadership
 */
gboolean
poise_sentence_tag_is_coded (const PoiseSentenceTag *sentence)
{
  g_return_val_if_fail (sentence != NULL, FALSE);

  return sentence->mode != POISE_MODE_NONE && !sentence->unsure;
}

/**
 * poise_sentence_tag_has_probabilities:
 * @sentence: a sentence of a tag
 *
 * Returns: %TRUE if the tagger judged it just now; a file keeps no probabilities
 */
gboolean
poise_sentence_tag_has_probabilities (const PoiseSentenceTag *sentence)
{
  g_return_val_if_fail (sentence != NULL, FALSE);

  return sentence->p[0] + sentence->p[1] + sentence->p[2] > 0.0;
}

/**
 * poise_tag_count:
 * @tag: a tag
 * @leadership: (out) (optional): how many of them show leadership
 *
 * Counts what an entry adds to a balance: its coded sentences. One that was
 * judged as a whole, without a coded sentence, counts as one; where the person
 * judged it as a whole, its sentences are spread by its share.
 *
 * Returns: how many sentences show management or leadership; 0 where @tag has
 *   no share
 */
guint
poise_tag_count (const PoiseTag *tag, double *leadership)
{
  guint counts[POISE_N_SENTENCE_MODES] = { 0 };
  guint n;

  g_return_val_if_fail (tag != NULL, 0);

  for (guint i = 0; tag->has_share && i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      counts[sentence->unsure ? POISE_MODE_NONE : sentence->mode]++;
    }
  n = counts[POISE_MODE_MANAGEMENT] + counts[POISE_MODE_LEADERSHIP];
  if (leadership != NULL)
    *leadership = !tag->has_share                                ? 0.0
                  : tag->by == POISE_TAG_SOURCE_PERSON || n == 0 ? tag->share * MAX (n, 1)
                                                                 : counts[POISE_MODE_LEADERSHIP];
  return tag->has_share ? MAX (n, 1) : 0;
}

/**
 * poise_tag_is_overruled:
 * @tag: a tag
 *
 * Returns: %TRUE if the person judged the entry as a whole otherwise than its coded sentences
 *   say, so that poise_tag_count() spreads these by its share, or counts none of them
 */
gboolean
poise_tag_is_overruled (const PoiseTag *tag)
{
  guint n = 0, n_leadership = 0;

  g_return_val_if_fail (tag != NULL, FALSE);

  if (tag->by != POISE_TAG_SOURCE_PERSON)
    return FALSE;
  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      n += poise_sentence_tag_is_coded (sentence);
      n_leadership +=
        poise_sentence_tag_is_coded (sentence) && sentence->mode == POISE_MODE_LEADERSHIP;
    }
  return n > 0 && (!tag->has_share || ABS (tag->share - (double) n_leadership / n) > TAG_EPSILON);
}

/**
 * poise_tag_denies:
 * @tag: a tag
 * @sentence: one of its sentences
 *
 * Returns: %TRUE if the person said of the whole entry that it shows something else than what
 *   @sentence is coded as
 */
gboolean
poise_tag_denies (const PoiseTag *tag, const PoiseSentenceTag *sentence)
{
  g_return_val_if_fail (tag != NULL && sentence != NULL, FALSE);

  return poise_tag_is_overruled (tag) && tag->mode != POISE_MODE_BALANCED &&
         tag->mode != sentence->mode;
}

/**
 * poise_tag_is_guess:
 * @tag: (nullable): a tag
 *
 * Returns: %TRUE if the mode is only what is likeliest, since no sentence is sure: it is
 *   neither counted nor shown as what the entry shows
 */
gboolean
poise_tag_is_guess (const PoiseTag *tag)
{
  return tag != NULL && tag->by == POISE_TAG_SOURCE_TAGGER && !tag->has_share &&
         tag->mode != POISE_MODE_NONE;
}

/**
 * poise_tag_is_unreadable:
 * @tag: (nullable): a tag
 *
 * Returns: %TRUE if most of the text is in a language that the tagger cannot
 *   read, and the person said nothing of it
 */
gboolean
poise_tag_is_unreadable (const PoiseTag *tag)
{
  guint n_words = 0, n_unreadable = 0;

  if (tag == NULL || tag->by == POISE_TAG_SOURCE_PERSON)
    return FALSE;
  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      n_words += sentence->weight;
      if (sentence->omission == POISE_OMISSION_LANGUAGE && sentence->mode == POISE_MODE_NONE &&
          sentence->by == POISE_TAG_SOURCE_TAGGER)
        n_unreadable += sentence->weight;
    }

  return n_unreadable * 2 > n_words;
}

/**
 * poise_tag_is_unsure:
 * @tag: (nullable): a tag
 *
 * Returns: %TRUE if the tagger would rather not say what the entry shows, or cannot read it
 */
gboolean
poise_tag_is_unsure (const PoiseTag *tag)
{
  return tag != NULL && (tag->unsure || poise_tag_is_guess (tag) || poise_tag_is_unreadable (tag));
}

/**
 * poise_tag_has_facet:
 * @tag: a tag
 * @facet: a facet
 *
 * Returns: %TRUE if a coded sentence has @facet
 */
gboolean
poise_tag_has_facet (const PoiseTag *tag, PoiseFacet facet)
{
  g_return_val_if_fail (tag != NULL, FALSE);

  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      if (poise_sentence_tag_is_coded (sentence) && sentence->facet == facet)
        return TRUE;
    }

  return FALSE;
}

static gboolean
sentence_tag_equal (const PoiseSentenceTag *a, const PoiseSentenceTag *b)
{
  return a->start == b->start && a->end == b->end && a->mode == b->mode && a->facet == b->facet &&
         a->unsure == b->unsure && a->by == b->by &&
         ABS (a->confidence - b->confidence) < TAG_EPSILON;
}

/**
 * poise_tag_equal:
 * @a: (nullable): a tag
 * @b: (nullable): another
 *
 * Compares what a file would hold of two tags, and whether they are unsure.
 *
 * Returns: %TRUE if both say the same
 */
gboolean
poise_tag_equal (const PoiseTag *a, const PoiseTag *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->mode != b->mode || a->has_share != b->has_share ||
      ABS (a->share - b->share) > TAG_EPSILON ||
      ABS (a->confidence - b->confidence) > TAG_EPSILON || a->unsure != b->unsure ||
      a->by != b->by || g_strcmp0 (a->model, b->model) != 0 ||
      a->sentences->len != b->sentences->len)
    return FALSE;

  for (guint i = 0; i < a->sentences->len; i++)
    if (!sentence_tag_equal (&g_array_index (a->sentences, PoiseSentenceTag, i),
                             &g_array_index (b->sentences, PoiseSentenceTag, i)))
      return FALSE;

  return TRUE;
}

/**
 * poise_tag_with_mode:
 * @tag: (nullable): what was said before
 * @mode: what the person says
 *
 * Makes the tag of an entry that the person corrected. A balanced entry's
 * share is one half; management and leadership keep the tagger's share where
 * it lies on the right side of the codebook's two thirds, and else count
 * wholly.
 *
 * Returns: (transfer full): the person's tag
 */
PoiseTag *
poise_tag_with_mode (const PoiseTag *tag, PoiseMode mode)
{
  PoiseTag *corrected = tag != NULL ? poise_tag_copy (tag) : poise_tag_new ();
  gboolean had_share = corrected->has_share;

  corrected->mode = mode;
  corrected->by = POISE_TAG_SOURCE_PERSON;
  corrected->confidence = 1.0;
  corrected->unsure = FALSE;
  corrected->has_share = mode != POISE_MODE_NONE;
  switch (mode)
    {
    case POISE_MODE_MANAGEMENT:
      if (!had_share || corrected->share > 1.0 / 3.0)
        corrected->share = 0.0;
      break;
    case POISE_MODE_LEADERSHIP:
      if (!had_share || corrected->share < 2.0 / 3.0)
        corrected->share = 1.0;
      break;
    case POISE_MODE_BALANCED:
      if (!had_share || corrected->share <= 1.0 / 3.0 || corrected->share >= 2.0 / 3.0)
        corrected->share = 0.5;
      break;
    case POISE_MODE_NONE:
    default:
      corrected->share = 0.0;
      break;
    }
  return corrected;
}

/**
 * poise_tag_source_to_id:
 * @source: who said so
 *
 * Returns: the word that files use, `tagger` or `person`
 */
const char *
poise_tag_source_to_id (PoiseTagSource source)
{
  return source == POISE_TAG_SOURCE_PERSON ? "person" : "tagger";
}
