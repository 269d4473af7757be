/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-error.h"
#include "poise-tag-summary.h"
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
      g_autoptr (PoiseTag) tag = poise_tagger_tag_sentence (tagger, texts[i], NULL);
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
  poise_tag_summarize (tag);
  g_assert_cmpint (tag->mode, ==, POISE_MODE_NONE);
  g_array_append_val (tag->sentences, management);
  poise_tag_summarize (tag);
  g_assert_cmpint (tag->mode, ==, POISE_MODE_MANAGEMENT);
  g_array_append_val (tag->sentences, leadership);
  poise_tag_summarize (tag);
  g_assert_cmpint (tag->mode, ==, POISE_MODE_BALANCED);
  g_assert_cmpfloat (tag->share, ==, 0.5);
  g_array_append_val (tag->sentences, leadership);
  poise_tag_summarize (tag);
  g_assert_cmpint (tag->mode, ==, POISE_MODE_LEADERSHIP);
}

/* What is underlined counts, be there one sentence or a thousand, and an entry
 * without an underline shows neither. */
static void
test_underlined_is_never_neither (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  g_autoptr (GString) text = g_string_new ("Checked the stock against the list.");

  for (guint n = 1; n < 2000; n *= 3)
    {
      g_autoptr (PoiseTag) tag = NULL;

      while (text->len < n * strlen (" It rained all day."))
        g_string_append (text, " It rained all day.");
      tag = poise_tagger_tag (tagger, text->str);
      g_assert_cmpuint (poise_tag_count (tag, NULL), ==, 1);
      g_assert_cmpint (tag->mode, ==, POISE_MODE_MANAGEMENT);
    }
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

  poise_tag_correct_sentence (&g_array_index (tag->sentences, PoiseSentenceTag, 0),
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
  g_test_add_func ("/tagger/summary", test_summary);
  g_test_add_func ("/tagger/underlined-is-never-neither", test_underlined_is_never_neither);
  g_test_add_func ("/tagger/corrections-stay", test_corrections_stay);
  g_test_add_func ("/model/malformed", test_model_malformed);
  return g_test_run ();
}
