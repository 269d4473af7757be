/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "poise-error.h"
#include "poise-reason-words.h"
#include "poise-tagger.h"

static PoiseTagger *
load_tagger (void)
{
  g_autoptr (GError) error = NULL;
  PoiseTagger *tagger = poise_tagger_new_default (&error);

  g_assert_no_error (error);
  return tagger;
}

static const PoiseSentenceTag *
get_sentence (const PoiseTag *tag, guint i)
{
  return &g_array_index (tag->sentences, PoiseSentenceTag, i);
}

static void
test_entry (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  g_autoptr (PoiseTag) tag = poise_tagger_tag (
    tagger, "Checked the stock against the list and sent back eleven boxes. It rained all day.");

  g_assert_cmpuint (tag->sentences->len, ==, 2);
  g_assert_cmpint (get_sentence (tag, 0)->mode, ==, POISE_MODE_MANAGEMENT);
  g_assert_cmpint (get_sentence (tag, 0)->facet, !=, POISE_FACET_NONE);
  g_assert_cmpint (get_sentence (tag, 1)->mode, ==, POISE_MODE_NONE);
  g_assert_cmpint (tag->mode, ==, POISE_MODE_MANAGEMENT);
  g_assert_true (tag->has_share);
  g_assert_nonnull (tag->model);
}

static void
test_probabilities (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  const char *const texts[] = { "I told them why it matters.",       "x",      "7", "?!", "",
                                "\xf0\x9f\x98\x80 \xe2\x80\xae abc", "I I I I" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (PoiseTag) tag = poise_tagger_tag_sentence (tagger, texts[i]);
      const double *p = get_sentence (tag, 0)->p;

      g_assert_cmpfloat_with_epsilon (p[0] + p[1] + p[2], 1.0, 1e-9);
      g_assert_cmpfloat (get_sentence (tag, 0)->confidence, ==, p[get_sentence (tag, 0)->mode]);
    }
}

static void
test_nothing (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  g_autoptr (PoiseTag) tag = poise_tagger_tag (tagger, " \n ");

  g_assert_cmpint (tag->mode, ==, POISE_MODE_NONE);
  g_assert_false (tag->has_share);
  g_assert_false (tag->unsure);
}

static void
test_language (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  const char *text = "Heute habe ich mit dem ganzen Team über die neue Planung gesprochen";
  g_autoptr (PoiseTag) tag = poise_tagger_tag (tagger, text);
  g_autofree char *why = NULL;

  g_assert_cmpint (tag->mode, ==, POISE_MODE_NONE);
  g_assert_true (tag->unsure);
  why = poise_reason_words_for_sentence (tagger, text, get_sentence (tag, 0));
  g_assert_nonnull (strstr (why, "language"));
}

/* What a reason claims is what leaving the word out does. */
static void
test_reasons (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  const char *text = "Asked Amira what she dreams of, and listened.";
  g_autoptr (PoiseTag) tag = poise_tagger_tag_sentence (tagger, text);
  const PoiseSentenceTag *sentence = get_sentence (tag, 0);
  g_autoptr (GArray) reasons = poise_tagger_explain (tagger, text, sentence);

  g_assert_cmpuint (reasons->len, ==, 8);
  for (guint i = 0; i < reasons->len; i++)
    {
      const PoiseReason *reason = &g_array_index (reasons, PoiseReason, i);
      g_autofree char *before = g_utf8_substring (text, 0, reason->start);
      g_autofree char *without =
        g_strconcat (before, g_utf8_offset_to_pointer (text, reason->end), NULL);
      g_autoptr (PoiseTag) left = poise_tagger_tag_sentence (tagger, without);

      double with = sentence->p[sentence->mode];
      double p = get_sentence (left, 0)->p[sentence->mode];

      g_assert_cmpfloat_with_epsilon (log (with / (1.0 - with)) - log (p / (1.0 - p)),
                                      reason->effect, 1e-9);
      if (i > 0)
        g_assert_cmpfloat (ABS (reason->effect), <=,
                           ABS (g_array_index (reasons, PoiseReason, i - 1).effect));
    }
}

static void
test_summary (void)
{
  g_autoptr (PoiseTag) tag = poise_tag_new ();
  PoiseSentenceTag management = { .mode = POISE_MODE_MANAGEMENT,
                                  .weight = 10,
                                  .by = POISE_TAG_SOURCE_PERSON };
  PoiseSentenceTag leadership = { .mode = POISE_MODE_LEADERSHIP,
                                  .weight = 10,
                                  .by = POISE_TAG_SOURCE_PERSON };
  PoiseSentenceTag none = { .mode = POISE_MODE_NONE, .weight = 100 };

  g_array_append_val (tag->sentences, none);
  poise_tagger_summarize (tag);
  g_assert_cmpint (tag->mode, ==, POISE_MODE_NONE);
  g_array_append_val (tag->sentences, management);
  poise_tagger_summarize (tag);
  g_assert_cmpint (tag->mode, ==, POISE_MODE_MANAGEMENT);
  g_array_append_val (tag->sentences, leadership);
  poise_tagger_summarize (tag);
  g_assert_cmpint (tag->mode, ==, POISE_MODE_BALANCED);
  g_assert_cmpfloat (tag->share, ==, 0.5);
  g_array_append_val (tag->sentences, leadership);
  poise_tagger_summarize (tag);
  g_assert_cmpint (tag->mode, ==, POISE_MODE_LEADERSHIP);
}

static void
test_corrections_stay (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  const char *text = "It rained. I slept.";
  const char *longer = "It rained. I slept. Wrote the rota.";
  g_autoptr (PoiseTag) tag = poise_tagger_tag (tagger, text);
  g_autoptr (PoiseTag) again = NULL;
  g_autoptr (PoiseTag) whole = NULL;
  g_autoptr (PoiseTag) kept = NULL;

  poise_tagger_correct_sentence (&g_array_index (tag->sentences, PoiseSentenceTag, 0),
                                 POISE_MODE_LEADERSHIP, POISE_FACET_NONE);
  again = poise_tagger_retag (tagger, longer, tag, text);
  g_assert_cmpint (get_sentence (again, 0)->mode, ==, POISE_MODE_LEADERSHIP);
  g_assert_cmpint (get_sentence (again, 0)->by, ==, POISE_TAG_SOURCE_PERSON);
  g_assert_cmpint (get_sentence (again, 1)->by, ==, POISE_TAG_SOURCE_TAGGER);

  whole = poise_tag_with_mode (again, POISE_MODE_BALANCED);
  kept = poise_tagger_retag (tagger, text, whole, longer);
  g_assert_cmpint (kept->mode, ==, POISE_MODE_BALANCED);
  g_assert_cmpint (kept->by, ==, POISE_TAG_SOURCE_PERSON);
}

static void
test_learning (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  g_autoptr (PoiseLearner) copy = poise_learner_new ();
  g_autoptr (GError) error = NULL;
  const char *text = "Walked the lines with a coffee.";
  g_autoptr (PoiseTag) before = poise_tagger_tag_sentence (tagger, text);
  g_autoptr (PoiseTag) after = NULL;
  g_autoptr (PoiseTag) reset = NULL;
  g_autofree char *json = NULL;
  g_autofree char *json_again = NULL;

  poise_tagger_set_learner (tagger, learner);
  for (guint i = 0; i < 3; i++)
    poise_tagger_learn (tagger, text, get_sentence (before, 0), POISE_MODE_LEADERSHIP);
  after = poise_tagger_tag_sentence (tagger, text);
  g_assert_cmpfloat (get_sentence (after, 0)->p[POISE_MODE_LEADERSHIP], >,
                     get_sentence (before, 0)->p[POISE_MODE_LEADERSHIP]);

  json = poise_learner_to_json (learner);
  g_assert_true (poise_learner_from_json (copy, json, strlen (json), "learned.json", &error));
  g_assert_no_error (error);
  json_again = poise_learner_to_json (copy);
  g_assert_cmpstr (json, ==, json_again);

  poise_learner_reset (learner);
  reset = poise_tagger_tag_sentence (tagger, text);
  g_assert_true (poise_tag_equal (before, reset));
}

static void
test_learned_malformed (void)
{
  const char *const texts[] = {
    "",
    "[]",
    "{\"format\": \"poise-learned\", \"version\": 1, \"corrections\": 1}",
    "{\"format\": \"poise-learned\", \"version\": 1, \"corrections\": -1, \"weights\": []}",
    "{\"format\": \"poise-learned\", \"version\": 1, \"corrections\": 1, \"weights\": [[1, 2]]}",
    "{\"format\": \"poise-learned\", \"version\": 1, \"corrections\":1,\"weights\":[[1,{},0,0]]}",
  };
  const char *newer =
    "{\"format\": \"poise-learned\", \"version\": 2, \"corrections\": 1, \"weights\": []}";
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  g_autoptr (GError) newer_error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (poise_learner_from_json (learner, texts[i], strlen (texts[i]), "l", &error));
      g_assert_error (error, POISE_ERROR, POISE_ERROR_INVALID);
    }
  g_assert_false (poise_learner_from_json (learner, newer, strlen (newer), "l", &newer_error));
  g_assert_error (newer_error, POISE_ERROR, POISE_ERROR_NEWER);
}

static void
test_model_malformed (void)
{
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) magic = g_bytes_new_static ("POISEMDL", 8);
  g_autoptr (GError) error = NULL;

  g_assert_null (poise_model_new_from_bytes (empty, "m", NULL));
  g_assert_null (poise_model_new_from_bytes (magic, "m", &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tagger/entry", test_entry);
  g_test_add_func ("/tagger/probabilities", test_probabilities);
  g_test_add_func ("/tagger/nothing", test_nothing);
  g_test_add_func ("/tagger/language", test_language);
  g_test_add_func ("/tagger/reasons", test_reasons);
  g_test_add_func ("/tagger/summary", test_summary);
  g_test_add_func ("/tagger/corrections-stay", test_corrections_stay);
  g_test_add_func ("/tagger/learning", test_learning);
  g_test_add_func ("/learner/malformed", test_learned_malformed);
  g_test_add_func ("/model/malformed", test_model_malformed);
  return g_test_run ();
}
