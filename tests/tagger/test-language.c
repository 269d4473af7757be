/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "poise-explanation.h"
#include "poise-language.h"
#include "poise-packs.h"
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
            "Vandaag heb ik met het hele team over de nieuwe planning gesproken.");
  g_autoptr (PoiseTag) foreign = poise_tagger_tag (
    tagger, "Ik heb de diensten opnieuw verdeeld. Peter, Anna, Jochen. De chef was er niet.");
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

/* Both are read, each by its own pack; what tells nothing goes with its text. */
static void
test_two_packs (void)
{
  g_autoptr (PoiseTagger) tagger = poise_tagger_new_default (NULL);
  g_autoptr (PoiseTag) german = poise_tagger_tag (
    tagger, "Ich habe den Dienstplan für nächste Woche geschrieben und die Nachtwachen "
            "eingeteilt. Urlaubsliste fertig.");
  g_autoptr (PoiseTag) both = poise_tagger_tag (
    tagger, "I checked the rota and moved two people to the late shift. Danach habe ich die "
            "Bestellung für das Lager geschrieben und die Rechnungen geprüft.");

  g_assert_nonnull (strstr (german->model, "de-"));
  g_assert_cmpint (german->sentences->len, ==, 2);
  g_assert_cmpint (get_sentence (german, 0)->mode, ==, POISE_MODE_MANAGEMENT);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (get_sentence (german, i)->omission, !=, POISE_OMISSION_LANGUAGE);
      g_assert_cmpint (get_sentence (both, i)->mode, ==, POISE_MODE_MANAGEMENT);
    }
  g_assert_true (poise_tagger_is_beginner (tagger, "Ich habe den Dienstplan geschrieben.", NULL));
  g_assert_false (poise_tagger_is_beginner (tagger, "I wrote the rota.", NULL));
}

/* Whatever the packs are, each is found by its language and reads plain management. */
static void
test_beginners (void)
{
  const char *const texts[] = {
    "J'ai refait le planning de la semaine et réparti les gardes entre les collègues.",
    "Hice los turnos de la semana y repartí las guardias entre los compañeros.",
    "Ich habe den Dienstplan geschrieben und die Nachtwachen eingeteilt.",
    "Ho rifatto i turni della settimana e controllato l'ordine con il fornitore.",
    "Refiz a escala da semana e conferi o pedido com o fornecedor.",
    "来週のシフト表を作って、夜勤を割り振った。",
    "排好了下周的班，把任务分给了大家。",
  };
  g_autoptr (PoiseTagger) tagger = poise_tagger_new_default (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (PoiseTag) tag = poise_tagger_tag (tagger, texts[i]);

      g_assert_cmpint (tag->mode, ==, POISE_MODE_MANAGEMENT);
      g_assert_true (poise_tagger_is_beginner (tagger, texts[i], NULL));
    }
}

/* Alone it would be read in English: its reasons and what it teaches are those of its text. */
static void
test_around (void)
{
  const char *text =
    "Ho parlato con il team e abbiamo deciso. Feedback a Ben. Poi sono tornato a casa.";
  const char *words = "Feedback a Ben.";
  g_autoptr (PoiseTagger) tagger = poise_tagger_new_default (NULL);
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  g_autoptr (PoiseTag) before = poise_tagger_tag (tagger, text);
  g_autoptr (PoiseTag) alone = poise_tagger_tag_sentence (tagger, words, NULL);
  const PoiseSentenceTag *sentence = get_sentence (before, 1);
  const char *around = poise_tagger_find_language (text);
  g_autoptr (PoiseTag) within = poise_tagger_tag_sentence (tagger, words, around);
  g_autoptr (PoiseExplanation) why = poise_explanation_new (tagger, words, sentence, around);
  g_autoptr (PoiseTag) after = NULL;

  g_assert_cmpstr (around, ==, "it");
  g_assert_cmpfloat (get_sentence (within, 0)->confidence, ==, sentence->confidence);
  g_assert_cmpfloat (get_sentence (alone, 0)->confidence, !=, sentence->confidence);
  g_assert_true (poise_tagger_is_beginner (tagger, words, around));
  g_assert_nonnull (strstr (why->verdict, "beginner"));

  poise_tagger_set_learner (tagger, learner);
  poise_tagger_learn (tagger, words, POISE_MODE_LEADERSHIP, around);
  after = poise_tagger_tag (tagger, text);
  g_assert_cmpfloat (get_sentence (after, 1)->p[POISE_MODE_LEADERSHIP], >,
                     sentence->p[POISE_MODE_LEADERSHIP]);
}

/* A short sentence whose only common word is another language's goes with its text; one that is
 * plainly in a language that is not read does not. */
static void
test_within (void)
{
  g_autoptr (PoiseTagger) tagger = poise_tagger_new_default (NULL);
  const char *before = "Hoje falei com a equipe sobre os novos turnos e pedi a opinião de todos. ";
  const struct
  {
    const char *sentence;
    gboolean is_read;
  } cases[] = {
    { "Chuva forte, metrô parado, cheguei quase nove.", TRUE },
    { "Última do ano.", TRUE },
    { "Voltou a pé.", TRUE },
    { "Vandaag heb ik met het hele team gesproken.", FALSE },
    { "Idag pratade jag med alla om schemat.", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (before, cases[i].sentence, NULL);
      g_autoptr (PoiseTag) tag = poise_tagger_tag (tagger, text);
      const PoiseSentenceTag *last =
        &g_array_index (tag->sentences, PoiseSentenceTag, tag->sentences->len - 1);

      g_test_message ("%s", cases[i].sentence);
      g_assert_cmpint (last->omission != POISE_OMISSION_LANGUAGE, ==, cases[i].is_read);
    }
}

/* A pack that is no model is as good as none, and says so once. */
static void
test_broken_pack (void)
{
  g_autofree char *folder = g_dir_make_tmp ("poise-packs-XXXXXX", NULL);
  g_autofree char *broken = g_build_filename (folder, "de.model", NULL);
  g_autofree char *english = g_build_filename (folder, "en.model", NULL);
  g_autofree char *installed = g_build_filename (g_getenv ("POISE_MODEL"), "en.model", NULL);
  g_autoptr (PoisePacks) packs = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (broken, "no model", -1, NULL));
  g_assert_cmpint (symlink (installed, english), ==, 0);
  packs = poise_packs_open (folder, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (poise_packs_get_name (packs), "en-"));
  g_test_expect_message ("Poise-Tagger", G_LOG_LEVEL_WARNING, "*de.model*");
  g_assert_null (poise_packs_find (packs, "de"));
  g_test_assert_expected_messages ();
  g_assert_null (poise_packs_find (packs, "de"));
  g_assert_null (poise_packs_find (packs, "nl"));
  g_assert_true (poise_packs_find (packs, "en") == poise_packs_get_first (packs));
  g_assert_cmpint (g_unlink (broken), ==, 0);
  g_assert_cmpint (g_unlink (english), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/examples", test_examples);
  g_test_add_func ("/language/training-texts", test_training_texts);
  g_test_add_func ("/language/mixed", test_mixed);
  g_test_add_func ("/language/two-packs", test_two_packs);
  g_test_add_func ("/language/beginners", test_beginners);
  g_test_add_func ("/language/around", test_around);
  g_test_add_func ("/language/within", test_within);
  g_test_add_func ("/language/broken-pack", test_broken_pack);
  return g_test_run ();
}
