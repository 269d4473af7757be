/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-agreement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-text-walk.h"
#include "poise-word-count.h"

/* Each mode, and the sentences that the tagger was not sure of. */
#define N_CLASSES (POISE_N_SENTENCE_MODES + 1)
/* The newest of each class, out of which some are drawn. */
#define POOL_SIZE 24
/* A shorter one, as “Thanks!”, says too little to be judged alone. */
#define MIN_WORDS 4

static void
sentence_free (PoiseAgreementSentence *self)
{
  g_object_unref (self->entry);
  g_free (self->words);
  g_free (self);
}

/* ---- choosing ---- */

static guint
find_class (const PoiseSentenceTag *tag)
{
  return tag->unsure ? POISE_N_SENTENCE_MODES : (guint) tag->mode;
}

/* What the person said already needs no question, and what was not read has no answer. */
static gboolean
can_be_asked (const PoiseSentenceTag *tag)
{
  return tag->by == POISE_TAG_SOURCE_TAGGER &&
         (tag->mode != POISE_MODE_NONE || tag->omission != POISE_OMISSION_LANGUAGE);
}

static PoiseAgreementSentence *
sentence_new (PoiseEntry *entry, guint i, const PoiseSentenceTag *tag, char *words)
{
  PoiseAgreementSentence *self = g_new0 (PoiseAgreementSentence, 1);

  self->entry = g_object_ref (entry);
  self->sentence = i;
  self->words = g_strstrip (g_strdelimit (words, "\n\t", ' '));
  self->mode = tag->mode;
  self->is_unsure = tag->unsure;
  return self;
}

/* Returns: whether there is room for more. */
static gboolean
collect (PoiseEntry *entry, GPtrArray *pools[N_CLASSES], GHashTable *seen)
{
  PoiseTag *tag = poise_entry_get_tag (entry);
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (poise_entry_get_text (entry));
  gboolean has_room = FALSE;

  for (guint i = 0; tag != NULL && i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *said = &g_array_index (tag->sentences, PoiseSentenceTag, i);
      GPtrArray *pool = pools[find_class (said)];
      PoiseAgreementSentence *sentence;
      char *words;

      if (pool->len == POOL_SIZE || !can_be_asked (said))
        continue;
      words = poise_text_walk_cut_whole (&walk, said->start, said->end);
      if (words == NULL)
        continue;
      sentence = sentence_new (entry, i, said, words);
      if (poise_word_count (sentence->words) >= MIN_WORDS &&
          g_hash_table_add (seen, g_strdup (sentence->words)))
        g_ptr_array_add (pool, sentence);
      else
        sentence_free (sentence);
    }
  for (guint k = 0; k < N_CLASSES; k++)
    has_room = has_room || pools[k]->len < POOL_SIZE;
  return has_room;
}

static void
draw (GPtrArray *pool, GPtrArray *drawn, GRand *random)
{
  guint i = (guint) g_rand_int_range (random, 0, (gint32) pool->len);

  g_ptr_array_add (drawn, g_ptr_array_steal_index_fast (pool, i));
}

/* The order says nothing of the class. */
static void
shuffle (GPtrArray *sentences, GRand *random)
{
  for (guint i = sentences->len; i > 1; i--)
    {
      guint k = (guint) g_rand_int_range (random, 0, (gint32) i);
      gpointer other = sentences->pdata[k];

      sentences->pdata[k] = sentences->pdata[i - 1];
      sentences->pdata[i - 1] = other;
    }
}

/**
 * poise_agreement_choose:
 * @journal: a journal
 * @n: how many sentences at most
 * @random: what draws them
 *
 * Draws sentences that the tagger read, out of the newest of each class: of
 * management, leadership and neither, and of those that it was not sure of, as
 * many of each as there are. What the person judged before is not among them.
 *
 * Returns: (transfer full) (element-type PoiseAgreementSentence): the sentences
 */
GPtrArray *
poise_agreement_choose (PoiseJournal *journal, guint n, GRand *random)
{
  GPtrArray *drawn = g_ptr_array_new_with_free_func ((GDestroyNotify) sentence_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *pools[N_CLASSES];
  gboolean is_found = TRUE;

  g_return_val_if_fail (POISE_IS_JOURNAL (journal) && random != NULL, drawn);

  for (guint k = 0; k < N_CLASSES; k++)
    pools[k] = g_ptr_array_new_with_free_func ((GDestroyNotify) sentence_free);
  for (guint i = 0; i < poise_journal_get_n_entries (journal); i++)
    if (!collect (poise_journal_peek (journal, i), pools, seen))
      break;
  while (is_found && drawn->len < n)
    {
      is_found = FALSE;
      for (guint k = 0; k < N_CLASSES && drawn->len < n; k++)
        if (pools[k]->len > 0)
          {
            draw (pools[k], drawn, random);
            is_found = TRUE;
          }
    }
  for (guint k = 0; k < N_CLASSES; k++)
    g_ptr_array_unref (pools[k]);
  shuffle (drawn, random);
  return drawn;
}

/* ---- judging ---- */

/**
 * poise_agreement_judge:
 * @sentence: a sentence
 * @answer: what the person says that it shows
 */
void
poise_agreement_judge (PoiseAgreementSentence *sentence, PoiseMode answer)
{
  g_return_if_fail (sentence != NULL && (guint) answer < POISE_N_SENTENCE_MODES);

  sentence->is_judged = TRUE;
  sentence->answer = answer;
}

/**
 * poise_agreement_is_correction:
 * @sentence: a sentence
 *
 * Returns: whether the tagger learns from what the person said of it
 */
gboolean
poise_agreement_is_correction (const PoiseAgreementSentence *sentence)
{
  g_return_val_if_fail (sentence != NULL, FALSE);

  return sentence->is_judged && (sentence->is_unsure || sentence->answer != sentence->mode);
}

/**
 * poise_agreement_score:
 * @sentences: (element-type PoiseAgreementSentence): what was asked
 *
 * Counts how often the person and the tagger said the same. What the tagger
 * was not sure of it did not say, and what the person skipped does not count.
 *
 * Returns: the score
 */
PoiseAgreementScore
poise_agreement_score (GPtrArray *sentences)
{
  PoiseAgreementScore score = { 0 };

  for (guint i = 0; i < sentences->len; i++)
    {
      const PoiseAgreementSentence *sentence = g_ptr_array_index (sentences, i);

      if (sentence->is_judged && sentence->is_unsure)
        score.n_unsure++;
      if (!sentence->is_judged || sentence->is_unsure)
        continue;
      score.n_sure++;
      score.n_agreed += sentence->answer == sentence->mode;
      score.counts[sentence->mode][sentence->answer]++;
    }
  return score;
}

/* ---- in words ---- */

/**
 * poise_agreement_get_accuracy:
 * @score: what both said, in all
 *
 * Returns: how often the tagger is right of sentences that it counts, as far as
 *   the person judged them
 */
PoiseAccuracy
poise_agreement_get_accuracy (const PoiseAgreementScore *score)
{
  guint n[POISE_N_SENTENCE_MODES] = { 0 };
  guint n_right = 0;

  g_return_val_if_fail (score != NULL, poise_accuracy_new (0, 0, 0));

  for (PoiseMode said = POISE_MODE_MANAGEMENT; said <= POISE_MODE_LEADERSHIP; said++)
    for (guint answer = 0; answer < POISE_N_SENTENCE_MODES; answer++)
      if ((guint) said == answer)
        n_right += score->counts[said][answer];
      else
        n[answer] += score->counts[said][answer];
  return poise_accuracy_new (n_right, n[POISE_MODE_MANAGEMENT] + n[POISE_MODE_LEADERSHIP],
                             n[POISE_MODE_NONE]);
}

/**
 * poise_agreement_describe:
 * @score: a score
 *
 * Returns: (transfer full): how often both said the same, translated
 */
char *
poise_agreement_describe (const PoiseAgreementScore *score)
{
  g_return_val_if_fail (score != NULL, NULL);

  if (score->n_sure == 0)
    return g_strdup (_ ("Poise was not sure of any of them"));
  /* Translators: how many sentences Poise and the person called the same, of how many. */
  return g_strdup_printf (
    ngettext ("Agreed on %u of %u sentence", "Agreed on %u of %u sentences", score->n_sure),
    score->n_agreed, score->n_sure);
}

/**
 * poise_agreement_describe_unsure:
 * @score: a score
 *
 * Returns: (transfer full) (nullable): of how many more the tagger was not
 *   sure, translated; %NULL if it was sure of all
 */
char *
poise_agreement_describe_unsure (const PoiseAgreementScore *score)
{
  g_return_val_if_fail (score != NULL, NULL);

  if (score->n_unsure == 0)
    return NULL;
  return g_strdup_printf (ngettext ("It was unsure of %u more, and counted nothing there.",
                                    "It was unsure of %u more, and counted nothing there.",
                                    score->n_unsure),
                          score->n_unsure);
}

/**
 * poise_agreement_describe_sentence:
 * @sentence: a sentence that the person judged
 *
 * Returns: (transfer full): what both said of it, translated
 */
char *
poise_agreement_describe_sentence (const PoiseAgreementSentence *sentence)
{
  const char *poise;

  g_return_val_if_fail (sentence != NULL && sentence->is_judged, NULL);

  poise = sentence->is_unsure ? _ ("Unsure") : poise_mode_get_label (sentence->mode);
  /* Translators: what the person and what Poise said of a sentence, as “Leadership”. */
  return g_strdup_printf (_ ("You: %s · Poise: %s"), poise_mode_get_label (sentence->answer),
                          poise);
}
