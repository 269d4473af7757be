/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-language.h"
#include "poise-tagger.h"

/* Whether a text is clearly not English. */
static gboolean
is_foreign (const char *text)
{
  PoiseLanguageEvidence evidence = { 0 };
  gboolean is_clear;
  const char *language;

  poise_language_weigh (&evidence, text, strlen (text));
  language = poise_language_decide (&evidence, &is_clear);
  return is_clear && !g_str_equal (language, "en");
}

static char **
read_lines (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_strchomp (text);
  return g_strsplit (text, "\n", -1);
}

static guint
count_errors (char **lines, gboolean foreign)
{
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (is_foreign (lines[i]) != foreign)
      {
        g_test_message ("wrong: %s", lines[i]);
        n++;
      }
  return n;
}

static void
test_examples (void)
{
  g_auto (GStrv) english = read_lines ("tagger/language-english.txt");
  g_auto (GStrv) foreign = read_lines ("tagger/language-foreign.txt");
  guint n_english = count_errors (english, FALSE);
  guint n_foreign = count_errors (foreign, TRUE);

  g_test_message ("English taken for another language: %u of %u", n_english,
                  g_strv_length (english));
  g_test_message ("another language taken for English: %u of %u", n_foreign,
                  g_strv_length (foreign));
  g_assert_cmpuint (n_english, ==, 0);
  g_assert_cmpuint (n_foreign, <=, 1);
}

/* A sentence a line behind a label, a facet and a domain. */
static void
test_training_texts (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "../data/tagger/en", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0, wrong = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;

      if (!g_str_has_suffix (name, ".tsv") || !g_file_get_contents (path, &text, NULL, NULL))
        continue;
      lines = g_strsplit (text, "\n", -1);
      for (guint i = 0; lines[i] != NULL; i++)
        {
          const char *sentence = strrchr (lines[i], '\t');

          if (sentence == NULL || *lines[i] == '=')
            continue;
          n++;
          if (is_foreign (sentence + 1))
            {
              g_test_message ("wrong: %s", sentence + 1);
              wrong++;
            }
        }
    }
  g_test_message ("training sentences taken for another language: %u of %u", wrong, n);
  g_assert_cmpuint (n, >, 1000);
  g_assert_cmpuint (wrong, <=, n / 1000);
}

static const PoiseSentenceTag *
get_sentence (const PoiseTag *tag, guint i)
{
  return &g_array_index (tag->sentences, PoiseSentenceTag, i);
}

/* Each sentence for itself; what is unclear goes with the rest of the text. */
static void
test_mixed (void)
{
  g_autoptr (PoiseTagger) tagger = poise_tagger_new_default (NULL);
  g_autoptr (PoiseTag) mixed = poise_tagger_tag (
    tagger, "Checked the stock against the list and sent back eleven boxes. It rained. "
            "Heute habe ich mit dem ganzen Team über die neue Planung gesprochen.");
  g_autoptr (PoiseTag) foreign = poise_tagger_tag (
    tagger, "Ich habe die Schichten neu verteilt. Peter, Anna, Jochen. Der Chef war nicht da.");
  g_autoptr (PoiseTag) terse = poise_tagger_tag (tagger, "Siesta. Pizza. Gym.");

  g_assert_cmpint (get_sentence (mixed, 0)->mode, ==, POISE_MODE_MANAGEMENT);
  g_assert_cmpint (get_sentence (mixed, 2)->omission, ==, POISE_OMISSION_LANGUAGE);
  g_assert_cmpint (get_sentence (mixed, 2)->mode, ==, POISE_MODE_NONE);
  g_assert_cmpint (mixed->mode, ==, POISE_MODE_MANAGEMENT);
  g_assert_false (mixed->unsure);

  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (get_sentence (foreign, i)->omission, ==, POISE_OMISSION_LANGUAGE);
  g_assert_cmpint (foreign->mode, ==, POISE_MODE_NONE);
  g_assert_true (foreign->unsure);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (get_sentence (terse, i)->omission, !=, POISE_OMISSION_LANGUAGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/examples", test_examples);
  g_test_add_func ("/language/training-texts", test_training_texts);
  g_test_add_func ("/language/mixed", test_mixed);
  return g_test_run ();
}
