/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-explanation.h"
#include "poise-missing.h"

typedef struct
{
  PoiseTagger *tagger;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->tagger = poise_tagger_new_default (&error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->tagger);
}

typedef struct
{
  const char *words;
  PoiseMissing missing;
} Case;

static void
check_cases (PoiseTagger *tagger, const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      PoiseMissing missing = poise_tagger_find_missing (tagger, cases[i].words, NULL);

      if (missing != cases[i].missing)
        g_error ("“%s” lacks %d, not %d", cases[i].words, missing, cases[i].missing);
    }
}

static void
test_english (Fixture *fixture, gconstpointer data)
{
  static const Case cases[] = {
    { "Met with Priya.", POISE_MISSING_PURPOSE },
    { "Had a call with Sam in the afternoon …", POISE_MISSING_PURPOSE },
    { "I am so proud of the team!", POISE_MISSING_RECEIVER },
    { "Grateful for Sam", POISE_MISSING_RECEIVER },
    { "The bus was late again.", POISE_MISSING_NOTHING },
    { "Slept badly.", POISE_MISSING_NOTHING },
    { "", POISE_MISSING_NOTHING },
    { "…!", POISE_MISSING_NOTHING },
  };

  check_cases (fixture->tagger, cases, G_N_ELEMENTS (cases));
}

static void
test_other_languages (Fixture *fixture, gconstpointer data)
{
  static const Case cases[] = {
    { "Heute habe ich nur kurz mit Jana telefoniert.", POISE_MISSING_PURPOSE },
    { "J’ai appelé le directeur de l’école.", POISE_MISSING_PURPOSE },
    { "Hoy tuve una reunión con la directora.", POISE_MISSING_PURPOSE },
    { "Oggi ho incontrato Paolo in corridoio.", POISE_MISSING_PURPOSE },
    { "Je suis fière de mon équipe.", POISE_MISSING_RECEIVER },
    { "Eu tenho muito orgulho da minha equipe.", POISE_MISSING_RECEIVER },
    { "Sono davvero fiera della mia squadra.", POISE_MISSING_RECEIVER },
    { "أنا فخورة بالفريق.", POISE_MISSING_RECEIVER },
    { "チームを誇りに思う。", POISE_MISSING_RECEIVER },
    { "Der Zug hatte heute wieder Verspätung.", POISE_MISSING_NOTHING },
    { "今天下雨了。", POISE_MISSING_NOTHING },
  };

  check_cases (fixture->tagger, cases, G_N_ELEMENTS (cases));
}

static char *
explain (PoiseTagger *tagger, const char *words)
{
  g_autoptr (PoiseTag) tag = poise_tagger_tag_sentence (tagger, words, NULL);
  g_autoptr (PoiseExplanation) why = poise_explanation_new (
    tagger, words, &g_array_index (tag->sentences, PoiseSentenceTag, 0), NULL);

  return g_strdup (why->verdict);
}

static void
test_it_is_said (Fixture *fixture, gconstpointer data)
{
  g_autofree char *felt = explain (fixture->tagger, "I am so proud of the team.");
  g_autofree char *given = explain (fixture->tagger, "I told the team how proud I am of them.");

  g_assert_cmpstr (felt, ==, "Not counted: felt, but not given to anyone");
  g_assert_null (strstr (given, "Not counted"));
}

/* What the person taught decides, too: where the completed sentence would not count either,
 * nothing is missing. */
static void
test_what_was_learned_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  const char *words = "Had a call with Sam in the afternoon.";

  poise_tagger_set_learner (fixture->tagger, learner);
  g_assert_cmpint (poise_tagger_find_missing (fixture->tagger, words, NULL), ==,
                   POISE_MISSING_PURPOSE);
  for (guint i = 0; i < 60; i++)
    poise_tagger_learn (fixture->tagger,
                        "Had a call with Sam in the afternoon to plan who does what by Friday.",
                        POISE_MODE_NONE, NULL);
  g_assert_cmpint (poise_tagger_find_missing (fixture->tagger, words, NULL), ==,
                   POISE_MISSING_NOTHING);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/missing/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("english", test_english);
  ADD ("other-languages", test_other_languages);
  ADD ("said", test_it_is_said);
  ADD ("learned", test_what_was_learned_counts);
#undef ADD
  return g_test_run ();
}
