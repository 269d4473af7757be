/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-tagger.h"

#define FIRST "Walked the lines with a coffee."
#define SECOND "Sorted the post before lunch."
#define TEXT FIRST " " SECOND

typedef struct
{
  PoiseTagger *tagger;
  PoiseLearner *learner;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  self->tagger = poise_tagger_new_default (&error);
  g_assert_no_error (error);
  self->learner = poise_learner_new ();
  poise_tagger_set_learner (self->tagger, self->learner);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  g_object_unref (self->tagger);
  g_object_unref (self->learner);
}

static double
get_p (Fixture *self, const char *sentence, PoiseMode mode)
{
  g_autoptr (PoiseTag) tag = poise_tagger_tag_sentence (self->tagger, sentence, NULL);

  return g_array_index (tag->sentences, PoiseSentenceTag, 0).p[mode];
}

static void
test_sentence (Fixture *self, gconstpointer unused)
{
  double before = get_p (self, FIRST, POISE_MODE_LEADERSHIP);

  poise_tagger_learn (self->tagger, FIRST, POISE_MODE_LEADERSHIP, NULL);
  g_assert_cmpfloat (get_p (self, FIRST, POISE_MODE_LEADERSHIP), >, before);
  g_assert_cmpuint (poise_learner_get_n_corrections (self->learner), ==, 1);
}

/* An entry's correction says less of a sentence than one of the sentence, and is one correction. */
static void
test_entry_says_less (Fixture *self, gconstpointer unused)
{
  g_autoptr (PoiseTag) tag = poise_tagger_tag (self->tagger, FIRST);
  double before = get_p (self, FIRST, POISE_MODE_LEADERSHIP);
  double after_entry;

  /* As if the tagger had said so: what it said rightly teaches nothing. */
  g_array_index (tag->sentences, PoiseSentenceTag, 0).mode = POISE_MODE_MANAGEMENT;
  poise_tagger_learn_entry (self->tagger, FIRST, tag, POISE_MODE_LEADERSHIP);
  after_entry = get_p (self, FIRST, POISE_MODE_LEADERSHIP);
  g_assert_cmpfloat (after_entry, >, before);
  g_assert_cmpuint (poise_learner_get_n_corrections (self->learner), ==, 1);
  poise_learner_reset (self->learner);
  poise_tagger_learn (self->tagger, FIRST, POISE_MODE_LEADERSHIP, NULL);
  g_assert_cmpfloat (get_p (self, FIRST, POISE_MODE_LEADERSHIP), >, after_entry);
}

/* Of sentences that are all said to be something else, one is doubted: the likeliest. */
static void
test_entry_doubts_one (Fixture *self, gconstpointer unused)
{
  g_autoptr (PoiseTag) tag = poise_tagger_tag (self->tagger, TEXT);
  const char *const sentences[] = { FIRST, SECOND };
  double before[G_N_ELEMENTS (sentences)];
  guint likeliest;

  g_assert_cmpuint (tag->sentences->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      sentence->mode = POISE_MODE_NONE;
      before[i] = get_p (self, sentences[i], POISE_MODE_LEADERSHIP);
    }
  likeliest = before[1] > before[0];
  poise_tagger_learn_entry (self->tagger, TEXT, tag, POISE_MODE_LEADERSHIP);
  g_assert_cmpfloat (get_p (self, sentences[likeliest], POISE_MODE_LEADERSHIP), >,
                     before[likeliest]);
}

/* What the person said themselves is no new lesson, nor is what Poise was unsure of. */
static void
test_accept (Fixture *self, gconstpointer unused)
{
  g_autoptr (PoiseTag) tag = poise_tagger_tag (self->tagger, TEXT);
  PoiseSentenceTag *first = &g_array_index (tag->sentences, PoiseSentenceTag, 0);
  PoiseSentenceTag *second = &g_array_index (tag->sentences, PoiseSentenceTag, 1);
  double before;

  /* How far the layer may go grows with the corrections. */
  poise_learner_count (self->learner);
  before = get_p (self, FIRST, POISE_MODE_MANAGEMENT);
  first->by = POISE_TAG_SOURCE_PERSON;
  second->unsure = TRUE;
  poise_tagger_accept (self->tagger, TEXT, tag);
  g_assert_cmpfloat (get_p (self, FIRST, POISE_MODE_MANAGEMENT), ==, before);
  first->by = POISE_TAG_SOURCE_TAGGER;
  first->unsure = FALSE;
  first->mode = POISE_MODE_MANAGEMENT;
  poise_tagger_accept (self->tagger, TEXT, tag);
  g_assert_cmpfloat (get_p (self, FIRST, POISE_MODE_MANAGEMENT), >, before);
  /* To look at something is no correction. */
  g_assert_cmpuint (poise_learner_get_n_corrections (self->learner), ==, 1);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/lessons/sentence", test_sentence);
  ADD ("/lessons/entry-says-less", test_entry_says_less);
  ADD ("/lessons/entry-doubts-one", test_entry_doubts_one);
  ADD ("/lessons/accept", test_accept);
  return g_test_run ();
}
