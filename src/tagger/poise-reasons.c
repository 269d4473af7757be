/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-reasons.h"

#include <math.h>
#include <string.h>

#include "poise-function-words.h"
#include "poise-tagger-private.h"

/* Explaining a sentence judges it some three times a word; longer ones are no
 * sentences, and are explained by their beginning. */
#define MAX_EXPLAINED_TOKENS 120
/* How many words work together at most. */
#define MAX_PHRASE 3
/* Words are named together where they do so much more than each alone. */
#define MIN_SYNERGY 1.25
/* Longer hiragana is a word of its own. */
#define MAX_ENDING 2

/* A word as a reader sees it: all tokens that begin where it does or are written as one with it. */
typedef struct
{
  guint first;
  guint last;
} Word;

/* A stretch of words and what leaving it out does. */
typedef struct
{
  guint first;
  guint n;
  double effect;
} Candidate;

typedef struct
{
  PoiseTagger *tagger;
  const char *text;
  const char *language;
  const GArray *tokens;
  GArray *left; /* the tokens without a stretch */
  GArray *words;
  GArray *candidates;
  PoiseMode mode;
  double whole;
} Explanation;

static double
get_log_odds (double p)
{
  const double epsilon = 1e-9;

  return log (MAX (p, epsilon) / MAX (1.0 - p, epsilon));
}

static double
judge (Explanation *self, const GArray *tokens)
{
  PoiseVerdict verdict;

  poise_tagger_judge (self->tagger, tokens, &verdict);
  return get_log_odds (verdict.p[self->mode]);
}

static GUnicodeScript
get_script (const Explanation *self, const PoiseToken *token)
{
  return g_unichar_get_script (g_utf8_get_char (self->text + token->start));
}

static gboolean
is_character (const Explanation *self, const PoiseToken *token)
{
  return g_utf8_next_char (self->text + token->start) == self->text + token->start + token->length;
}

/* Scripts without spaces are divided by a dictionary, finer than who reads them would: an ending in
 * hiragana belongs to what it stands behind, and two characters that stand alone are one word
 * oftener than two. */
static gboolean
is_one_without_space (const Explanation *self, const PoiseToken *a, const PoiseToken *b, guint n)
{
  switch (get_script (self, b))
    {
    case G_UNICODE_SCRIPT_HIRAGANA:
      return g_utf8_strlen (self->text + b->start, b->length) <= MAX_ENDING;
    case G_UNICODE_SCRIPT_HAN:
      return n == 1 && get_script (self, a) == G_UNICODE_SCRIPT_HAN && is_character (self, a) &&
             is_character (self, b);
    case G_UNICODE_SCRIPT_KATAKANA:
      return FALSE;
    default:
      return TRUE;
    }
}

/* Whether the token after a word's @n tokens is written as one with it: “night-time”, “1980s”. */
static gboolean
is_one_word (const Explanation *self, const PoiseToken *a, const PoiseToken *b, guint n)
{
  guint end = a->start + a->length;

  if (a->kind > POISE_TOKEN_NUMBER || b->kind > POISE_TOKEN_NUMBER)
    return FALSE;
  if (b->start == a->start)
    return TRUE;
  if (b->start == end)
    return is_one_without_space (self, a, b, n);
  return b->start == end + 1 && self->text[end] == '-';
}

static void
find_words (Explanation *self)
{
  guint n = MIN (self->tokens->len, MAX_EXPLAINED_TOKENS);

  for (guint i = 0; i < n; i++)
    {
      const PoiseToken *token = &g_array_index (self->tokens, PoiseToken, i);
      Word word = { i, i };

      if (token->kind > POISE_TOKEN_NUMBER)
        continue;
      while (word.last + 1 < self->tokens->len &&
             is_one_word (self, &g_array_index (self->tokens, PoiseToken, word.last),
                          &g_array_index (self->tokens, PoiseToken, word.last + 1),
                          word.last + 1 - word.first))
        word.last++;
      g_array_append_val (self->words, word);
      i = word.last;
    }
}

static void
add_candidate (Explanation *self, guint first, guint n)
{
  guint from = g_array_index (self->words, Word, first).first;
  guint to = g_array_index (self->words, Word, first + n - 1).last + 1;
  Candidate candidate = { first, n, 0.0 };

  g_array_set_size (self->left, 0);
  g_array_append_vals (self->left, self->tokens->data, from);
  if (to < self->tokens->len)
    g_array_append_vals (self->left, &g_array_index (self->tokens, PoiseToken, to),
                         self->tokens->len - to);
  candidate.effect = self->whole - judge (self, self->left);
  g_array_append_val (self->candidates, candidate);
}

/* Whether no clause ends between the words. */
static gboolean
is_phrase (const Explanation *self, guint first, guint n)
{
  for (guint i = first; i + 1 < first + n; i++)
    if (g_array_index (self->words, Word, i).last + 1 !=
        g_array_index (self->words, Word, i + 1).first)
      return FALSE;

  return TRUE;
}

/* What the words of a stretch do one by one, in the stretch's own direction. */
static double
sum_singles (const Explanation *self, const Candidate *phrase)
{
  double sum = 0.0;

  for (guint i = 0; i < phrase->n; i++)
    {
      /* The candidates of one word come first, in the order of the text. */
      double effect = g_array_index (self->candidates, Candidate, phrase->first + i).effect;

      if (effect * phrase->effect > 0.0)
        sum += ABS (effect);
    }
  return sum;
}

static void
find_candidates (Explanation *self)
{
  guint n_words = self->words->len;
  guint kept;

  for (guint i = 0; i < n_words; i++)
    add_candidate (self, i, 1);
  kept = n_words;
  /* All words together are no reason: without them there is nothing to judge. */
  for (guint n = 2; n <= MAX_PHRASE && n < n_words; n++)
    for (guint i = 0; i + n <= n_words; i++)
      {
        const Candidate *phrase;

        if (!is_phrase (self, i, n))
          continue;
        add_candidate (self, i, n);
        phrase = &g_array_index (self->candidates, Candidate, kept);
        if (ABS (phrase->effect) >= POISE_REASON_MIN_EFFECT &&
            ABS (phrase->effect) >= MIN_SYNERGY * sum_singles (self, phrase))
          kept++;
        else
          g_array_set_size (self->candidates, kept);
      }
}

static int
compare_candidates_cb (gconstpointer a, gconstpointer b)
{
  const Candidate *x = a;
  const Candidate *y = b;
  double difference = ABS (x->effect) - ABS (y->effect);

  if (difference != 0.0)
    return difference > 0.0 ? -1 : 1;
  return x->first != y->first ? (int) x->first - (int) y->first : (int) x->n - (int) y->n;
}

static gboolean
is_function_word (const Explanation *self, guint first, guint last)
{
  for (guint i = first; i <= last; i++)
    {
      const PoiseToken *token = &g_array_index (self->tokens, PoiseToken, i);

      if (token->kind != POISE_TOKEN_WORD ||
          !poise_function_words_have (self->language, self->text + token->start, token->length))
        return FALSE;
    }
  return TRUE;
}

static void
add_reason (const Explanation *self, const char *words, const Candidate *candidate, GArray *reasons)
{
  const Word *first = &g_array_index (self->words, Word, candidate->first);
  const Word *last = &g_array_index (self->words, Word, candidate->first + candidate->n - 1);
  guint start = g_array_index (self->tokens, PoiseToken, first->first).start;
  const PoiseToken *end = &g_array_index (self->tokens, PoiseToken, last->last);
  PoiseReason reason;

  reason.start = (guint) g_utf8_strlen (words, start);
  reason.end =
    reason.start + (guint) g_utf8_strlen (words + start, end->start + end->length - start);
  reason.effect = candidate->effect;
  reason.is_function_word = is_function_word (self, first->first, last->last);
  g_array_append_val (reasons, reason);
}

/* The strongest first; what overlaps with a stronger one is said already. */
static GArray *
pick_reasons (Explanation *self, const char *words)
{
  GArray *reasons = g_array_new (FALSE, FALSE, sizeof (PoiseReason));
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (self->words->len, 1));

  g_array_sort (self->candidates, compare_candidates_cb);
  for (guint i = 0; i < self->candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (self->candidates, Candidate, i);
      gboolean overlaps = FALSE;

      for (guint k = 0; k < candidate->n; k++)
        overlaps = overlaps || taken[candidate->first + k];
      if (overlaps)
        continue;
      for (guint k = 0; k < candidate->n; k++)
        taken[candidate->first + k] = TRUE;
      add_reason (self, words, candidate, reasons);
    }
  return reasons;
}

/**
 * poise_tagger_explain:
 * @self: a tagger
 * @words: a sentence, valid UTF-8
 * @mode: what is said of it
 * @around: (nullable): poise_tagger_find_language() of what it stands in
 *
 * Finds out what each word does by judging the sentence without it, so what a
 * reason claims is what leaving the words out does. Words that do together
 * what none does alone are named together. The effect is counted in log odds:
 * near certainty, probabilities hardly move whatever is left out.
 *
 * Returns: (transfer full) (element-type PoiseReason): the words, the
 *   strongest first; none overlap
 */
GArray *
poise_tagger_explain (PoiseTagger *self, const char *words, PoiseMode mode, const char *around)
{
  Explanation explanation = { .tagger = self, .text = words, .mode = mode };
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (PoiseToken));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Word));
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  GArray *reasons;

  g_return_val_if_fail (POISE_IS_TAGGER (self), NULL);
  g_return_val_if_fail (words != NULL && (guint) mode < POISE_N_SENTENCE_MODES, NULL);

  explanation.left = left;
  explanation.words = all;
  explanation.candidates = candidates;
  poise_tagger_lock (self);
  explanation.tokens = poise_tagger_tokenize (self, words, strlen (words), around);
  explanation.language = poise_tagger_get_language (self);
  explanation.whole = judge (&explanation, explanation.tokens);
  find_words (&explanation);
  find_candidates (&explanation);
  reasons = pick_reasons (&explanation, words);
  poise_tagger_unlock (self);
  return reasons;
}
