/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-tag-summary.h"

static void
append (PoiseTag *tag, guint start, guint end, PoiseMode mode)
{
  PoiseSentenceTag sentence = {
    .start = start,
    .end = end,
    .mode = mode,
    .facet = mode == POISE_MODE_NONE ? POISE_FACET_NONE : POISE_FACET_PEOPLE,
    .confidence = 0.8,
    .weight = 4,
  };

  g_array_append_val (tag->sentences, sentence);
}

static PoiseSentenceTag *
get (PoiseTag *tag, guint i)
{
  return &g_array_index (tag->sentences, PoiseSentenceTag, i);
}

static void
test_modes (void)
{
  const struct
  {
    guint n_management;
    guint n_leadership;
    PoiseMode mode;
  } cases[] = {
    { 0, 0, POISE_MODE_NONE },     { 1, 0, POISE_MODE_MANAGEMENT }, { 0, 3, POISE_MODE_LEADERSHIP },
    { 1, 1, POISE_MODE_BALANCED }, { 1, 2, POISE_MODE_LEADERSHIP }, { 2, 1, POISE_MODE_MANAGEMENT },
    { 3, 4, POISE_MODE_BALANCED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n = cases[i].n_management + cases[i].n_leadership;
      g_autoptr (PoiseTag) tag = poise_tag_new ();

      append (tag, 0, 1, POISE_MODE_NONE); /* does not count */
      for (guint k = 0; k < n; k++)
        append (tag, k, k + 1,
                k < cases[i].n_management ? POISE_MODE_MANAGEMENT : POISE_MODE_LEADERSHIP);
      poise_tag_summarize (tag);
      g_assert_cmpint (tag->mode, ==, cases[i].mode);
      g_assert_cmpint (tag->has_share, ==, n > 0);
      g_assert_cmpfloat (tag->share, ==, n > 0 ? (double) cases[i].n_leadership / n : 0.0);
      g_assert_cmpfloat_with_epsilon (tag->confidence, 0.8, 1e-12);
    }
}

/* Where no sentence is sure, the entry is what is likeliest, if it must be something. */
static void
test_guess (void)
{
  g_autoptr (PoiseTag) tag = poise_tag_new ();

  for (guint i = 0; i < 5; i++)
    {
      append (tag, i, i + 1, i < 4 ? POISE_MODE_MANAGEMENT : POISE_MODE_NONE);
      get (tag, i)->unsure = TRUE;
      get (tag, i)->p[POISE_MODE_MANAGEMENT] = 0.3;
      get (tag, i)->p[POISE_MODE_NONE] = 0.7;
    }
  /* It may well be that none of them shows anything. */
  poise_tag_summarize (tag);
  g_assert_cmpint (tag->mode, ==, POISE_MODE_NONE);
  for (guint i = 0; i < 5; i++)
    get (tag, i)->p[POISE_MODE_NONE] = 0.4;
  poise_tag_summarize (tag);
  g_assert_cmpint (tag->mode, ==, POISE_MODE_MANAGEMENT);
  g_assert_false (tag->has_share);
  g_assert_true (poise_tag_is_guess (tag));
  /* One that is sure decides alone. */
  poise_tag_correct_sentence (get (tag, 4), POISE_MODE_LEADERSHIP, POISE_FACET_PEOPLE);
  poise_tag_summarize (tag);
  g_assert_cmpint (tag->mode, ==, POISE_MODE_LEADERSHIP);
  g_assert_false (poise_tag_is_guess (tag));
}

/* Sentences of another language take no confidence away until they are the most of it. */
static void
test_other_language (void)
{
  g_autoptr (PoiseTag) tag = poise_tag_new ();

  append (tag, 0, 1, POISE_MODE_LEADERSHIP);
  append (tag, 1, 2, POISE_MODE_NONE);
  get (tag, 1)->omission = POISE_OMISSION_LANGUAGE;
  get (tag, 1)->confidence = 0.0;
  poise_tag_summarize (tag);
  g_assert_cmpfloat_with_epsilon (tag->confidence, 0.8, 1e-12);
  get (tag, 1)->weight = 40;
  poise_tag_summarize (tag);
  g_assert_cmpfloat (tag->confidence, ==, 0.0);
  /* What the person said of it is read. */
  poise_tag_correct_sentence (get (tag, 1), POISE_MODE_MANAGEMENT, POISE_FACET_MEANS);
  poise_tag_summarize (tag);
  g_assert_cmpint (tag->mode, ==, POISE_MODE_BALANCED);
  g_assert_cmpfloat (tag->confidence, >, 0.8);
}

static void
test_correct_sentence (void)
{
  g_autoptr (PoiseTag) tag = poise_tag_new ();
  PoiseSentenceTag *sentence;

  append (tag, 0, 1, POISE_MODE_LEADERSHIP);
  sentence = get (tag, 0);
  sentence->unsure = TRUE;
  poise_tag_correct_sentence (sentence, POISE_MODE_MANAGEMENT, POISE_FACET_NONE);
  g_assert_cmpint (sentence->mode, ==, POISE_MODE_MANAGEMENT);
  g_assert_cmpint (sentence->facet, ==, POISE_FACET_PEOPLE);
  g_assert_cmpint (sentence->by, ==, POISE_TAG_SOURCE_PERSON);
  g_assert_cmpfloat (sentence->confidence, ==, 1.0);
  g_assert_false (sentence->unsure);
  poise_tag_correct_sentence (sentence, POISE_MODE_LEADERSHIP, POISE_FACET_CHANGE);
  g_assert_cmpint (sentence->facet, ==, POISE_FACET_CHANGE);
  poise_tag_correct_sentence (sentence, POISE_MODE_NONE, POISE_FACET_CHANGE);
  g_assert_cmpint (sentence->facet, ==, POISE_FACET_NONE);
}

/* “Ä. B. Ä.” became “B. Ä. C. Ä.”: the first “Ä.” was corrected, “B.” was not. */
static void
test_keep_corrections (void)
{
  g_autoptr (PoiseTag) old = poise_tag_new ();
  g_autoptr (PoiseTag) tag = poise_tag_new ();

  append (old, 0, 2, POISE_MODE_MANAGEMENT);
  append (old, 3, 5, POISE_MODE_MANAGEMENT);
  append (old, 6, 8, POISE_MODE_MANAGEMENT);
  poise_tag_correct_sentence (get (old, 0), POISE_MODE_LEADERSHIP, POISE_FACET_CHANGE);
  for (guint i = 0; i < 4; i++)
    append (tag, 3 * i, 3 * i + 2, POISE_MODE_MANAGEMENT);
  poise_tag_keep_corrections (tag, "B. Ä. C. Ä.", old, "Ä. B. Ä.");
  g_assert_cmpint (get (tag, 0)->by, ==, POISE_TAG_SOURCE_TAGGER);
  g_assert_cmpint (get (tag, 1)->by, ==, POISE_TAG_SOURCE_PERSON);
  g_assert_cmpint (get (tag, 1)->mode, ==, POISE_MODE_LEADERSHIP);
  g_assert_cmpint (get (tag, 1)->facet, ==, POISE_FACET_CHANGE);
  g_assert_cmpint (get (tag, 2)->by, ==, POISE_TAG_SOURCE_TAGGER);
  g_assert_cmpint (get (tag, 3)->by, ==, POISE_TAG_SOURCE_TAGGER);
  g_assert_cmpfloat (tag->share, ==, 0.25);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tag-summary/modes", test_modes);
  g_test_add_func ("/tag-summary/guess", test_guess);
  g_test_add_func ("/tag-summary/other-language", test_other_language);
  g_test_add_func ("/tag-summary/correct-sentence", test_correct_sentence);
  g_test_add_func ("/tag-summary/keep-corrections", test_keep_corrections);
  return g_test_run ();
}
