/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes, as a text and as a line of JSON: no crash, sentences that follow
 * on each other within the text, probabilities that add up to one, and the
 * same tag again. */

#include <math.h>
#include <string.h>

#include "poise-fuzz.h"
#include "poise-json.h"
#include "poise-tagger.h"
#include "poise-text-walk.h"
#include "poise-explanation.h"
#include "poise-test.h"

/* Explaining is for what a person looks at. */
#define MAX_EXPLAINED 3

/* Explaining judges a sentence over a hundred times. With the sanitizers that takes seconds for one
 * as long as a book, in the same few lines again and again; test-reasons.c does it once. */
#define LONGEST_EXPLAINED (POISE_TEST_IS_SANITIZED ? 20000 : G_MAXUINT)

static PoiseTagger *
get_tagger (void)
{
  static PoiseTagger *tagger;

  if (tagger == NULL)
    {
      g_autoptr (PoiseLearner) learner = poise_learner_new ();

      tagger = poise_tagger_new_default (NULL);
      g_assert_nonnull (tagger);
      poise_tagger_set_learner (tagger, learner);
    }
  return tagger;
}

static void
check_sentence (const PoiseSentenceTag *sentence, guint end, guint length)
{
  double sum = sentence->p[0] + sentence->p[1] + sentence->p[2];

  g_assert_cmpuint (sentence->start, >=, end);
  g_assert_cmpuint (sentence->end, >=, sentence->start);
  g_assert_cmpuint (sentence->end, <=, length);
  g_assert_true (fabs (sum - 1.0) < 1e-6);
  g_assert_true (sentence->confidence >= 0.0 && sentence->confidence <= 1.0 + 1e-9);
}

static void
check_reasons (const char *words, const PoiseSentenceTag *sentence)
{
  g_autoptr (PoiseExplanation) why = poise_explanation_new (get_tagger (), words, sentence, NULL);
  guint length = (guint) g_utf8_strlen (words, -1);

  for (guint i = 0; i < why->reasons->len; i++)
    {
      const PoiseReason *reason = &g_array_index (why->reasons, PoiseReason, i);

      g_assert_cmpuint (reason->start, <, reason->end);
      g_assert_cmpuint (reason->end, <=, length);
      g_assert_true (isfinite (reason->effect));
    }
}

static void
check_text (const char *text)
{
  g_autoptr (PoiseTag) tag = poise_tagger_tag (get_tagger (), text);
  g_autoptr (PoiseTag) again = poise_tagger_retag (get_tagger (), text, tag, text);
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (text);
  guint length = (guint) g_utf8_strlen (text, -1);
  guint end = 0;

  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      check_sentence (sentence, end, length);
      end = sentence->end;
      if (i < MAX_EXPLAINED && sentence->end - sentence->start <= LONGEST_EXPLAINED)
        {
          g_autofree char *words = poise_text_walk_cut (&walk, sentence->start, sentence->end);

          check_reasons (words, sentence);
        }
    }
  g_assert_true (poise_tag_equal (tag, again));
}

void
poise_fuzz (const char *data, gsize length)
{
  g_autofree char *text = g_utf8_make_valid (data, (gssize) length);
  g_autoptr (JsonNode) node = poise_json_parse (text, strlen (text), "fuzz", NULL);
  g_autoptr (PoiseTag) sentence = poise_tagger_tag_sentence (get_tagger (), text, NULL);
  const char *inner = NULL;

  g_assert_cmpuint (sentence->sentences->len, ==, 1);
  check_text (text);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
      poise_json_get_string (json_node_get_object (node), "text", &inner))
    check_text (inner);
}
