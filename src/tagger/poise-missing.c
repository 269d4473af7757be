/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-missing.h"

#include <string.h>

#include "poise-tagger-private.h"

/* All flags of a sentence's words. */
static guint
collect_flags (const GArray *tokens)
{
  guint flags = 0;

  for (guint i = 0; i < tokens->len; i++)
    flags |= g_array_index (tokens, PoiseToken, i).word->flags;
  return flags;
}

/* The words without the stop that ends them. */
static gsize
find_end (const char *words)
{
  const char *end = words + strlen (words);

  while (end > words)
    {
      const char *before = g_utf8_prev_char (end);
      gunichar c = g_utf8_get_char (before);

      if (!g_unichar_ispunct (c) && !g_unichar_isspace (c))
        break;
      end = before;
    }
  return (gsize) (end - words);
}

/* Whether the words would count if they went on so. */
static gboolean
counts_with (PoiseTagger *self, const char *words, const char *completion, const char *around)
{
  g_autoptr (GString) whole = g_string_new_len (words, (gssize) find_end (words));
  PoiseVerdict verdict;

  g_string_append (whole, completion);
  poise_tagger_judge (self, poise_tagger_tokenize (self, whole->str, whole->len, around), &verdict);
  return verdict.p[POISE_MODE_NONE] <
         MAX (verdict.p[POISE_MODE_MANAGEMENT], verdict.p[POISE_MODE_LEADERSHIP]);
}

/**
 * poise_tagger_find_missing:
 * @self: a tagger
 * @words: a sentence that is said to show neither mode, valid UTF-8
 * @around: (nullable): poise_tagger_find_language() of what it stands in
 *
 * Finds what @words lack by judging them with it: a sentence with a word of contact lacks a purpose
 * if it would count with one, and a sentence with a feeling lacks somebody whom it reaches. So what
 * is named is what decided, as with poise_tagger_explain().
 *
 * Returns: what is missing
 */
PoiseMissing
poise_tagger_find_missing (PoiseTagger *self, const char *words, const char *around)
{
  static const struct
  {
    PoiseWordFlags flag;
    PoiseMissing missing;
  } rules[] = { { POISE_WORD_FELT, POISE_MISSING_RECEIVER },
                { POISE_WORD_CONTACT, POISE_MISSING_PURPOSE } };
  PoiseMissing result = POISE_MISSING_NOTHING;
  guint flags;

  g_return_val_if_fail (POISE_IS_TAGGER (self) && words != NULL, POISE_MISSING_NOTHING);

  poise_tagger_lock (self);
  flags = collect_flags (poise_tagger_tokenize (self, words, strlen (words), around));
  for (guint i = 0; i < G_N_ELEMENTS (rules) && result == POISE_MISSING_NOTHING; i++)
    {
      const char *completion = poise_tagger_get_completion (self, rules[i].flag);

      if (flags & (guint) rules[i].flag && completion != NULL &&
          counts_with (self, words, completion, around))
        result = rules[i].missing;
    }
  poise_tagger_unlock (self);
  return result;
}
