/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-error.h"
#include "poise-lesson-description.h"
#include "poise-tag-summary.h"
#include "poise-tagger.h"
#include "poise-telling-words.h"
#include "poise-word-lists.h"

static PoiseTagger *
load_tagger (void)
{
  g_autoptr (GError) error = NULL;
  PoiseTagger *tagger = poise_tagger_new_default (&error);

  g_assert_no_error (error);
  return tagger;
}

static double
get_leadership (PoiseTagger *tagger, const char *text)
{
  g_autoptr (PoiseTag) tag = poise_tagger_tag_sentence (tagger, text, NULL);

  return g_array_index (tag->sentences, PoiseSentenceTag, 0).p[POISE_MODE_LEADERSHIP];
}

static void
test_learning (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  const char *text = "Walked the lines with a coffee.";
  g_autoptr (PoiseTag) before = poise_tagger_tag_sentence (tagger, text, NULL);
  g_autoptr (PoiseTag) reset = NULL;
  double p = get_leadership (tagger, text);

  poise_tagger_set_learner (tagger, learner);
  for (guint i = 0; i < 5; i++)
    {
      double q;

      poise_tagger_learn (tagger, text, POISE_MODE_LEADERSHIP, NULL);
      q = get_leadership (tagger, text);
      g_assert_cmpfloat (q, >, p);
      p = q;
    }
  g_assert_cmpuint (poise_learner_get_n_corrections (learner), ==, 5);
  poise_learner_reset (learner);
  reset = poise_tagger_tag_sentence (tagger, text, NULL);
  g_assert_true (poise_tag_equal (before, reset));
}

static void
test_entry (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  const char *text = "Checked the stock against the list. It rained.";
  g_autoptr (PoiseTag) tag = NULL;
  const char *checked = "Checked the stock against the list.";
  double p = get_leadership (tagger, checked);

  poise_tagger_set_learner (tagger, learner);
  tag = poise_tagger_tag (tagger, text);
  poise_tagger_learn_entry (tagger, text, tag, POISE_MODE_LEADERSHIP);
  g_assert_cmpuint (poise_learner_get_n_corrections (learner), ==, 1);
  g_assert_cmpfloat (get_leadership (tagger, checked), >, p);
  poise_tagger_learn_entry (tagger, text, tag, POISE_MODE_BALANCED);
  poise_tagger_learn_entry (tagger, text, tag, POISE_MODE_NONE);
  g_assert_cmpuint (poise_learner_get_n_corrections (learner), ==, 3);
}

/* What was learned of one language changes nothing in another, and is in the file. */
static void
test_languages (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  g_autoptr (PoiseLearner) read = poise_learner_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  const char *german = "Ich habe mit den anderen noch einen Kaffee in der Küche getrunken.";
  const char *english = "I had another coffee with the others in the kitchen.";
  double p = get_leadership (tagger, german);
  double untaught = get_leadership (tagger, english);
  double taught;

  poise_tagger_set_learner (tagger, learner);
  for (guint i = 0; i < 5; i++)
    poise_tagger_learn (tagger, german, POISE_MODE_LEADERSHIP, NULL);
  taught = get_leadership (tagger, german);
  g_assert_cmpfloat (taught, >, p);
  g_assert_cmpfloat (get_leadership (tagger, english), ==, untaught);
  g_assert_cmpuint (poise_learner_get_n_corrections (learner), ==, 5);

  json = poise_learner_to_json (learner);
  poise_learner_from_json (read, json, strlen (json), "learned.json", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (poise_learner_get_n_corrections (read), ==, 5);
  poise_tagger_set_learner (tagger, read);
  g_assert_cmpfloat_with_epsilon (get_leadership (tagger, german), taught, 1e-4);
  g_assert_cmpfloat (get_leadership (tagger, english), ==, untaught);
}

/* Ten corrections, however odd, shift nothing by more than a bound. */
static void
test_bound (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  const char *clear = "Checked the stock against the list and sent back eleven boxes.";
  g_autoptr (PoiseTag) tag = NULL;

  poise_tagger_set_learner (tagger, learner);
  for (guint i = 0; i < 10; i++)
    poise_tagger_learn (tagger, "Wrote the rota for the week and sent it to everyone.",
                        POISE_MODE_LEADERSHIP, NULL);
  tag = poise_tagger_tag_sentence (tagger, clear, NULL);
  g_assert_cmpint (tag->mode, ==, POISE_MODE_MANAGEMENT);
}

static void
test_file (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  g_autoptr (PoiseLearner) copy = poise_learner_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;
  const char *text = "Didn't walk the lines, I'd a “coffee” with José & 3 others";
  double p;

  poise_tagger_set_learner (tagger, learner);
  poise_tagger_learn (tagger, text, POISE_MODE_LEADERSHIP, NULL);
  poise_tagger_learn (tagger, "Counted the till with Ann.", POISE_MODE_NONE, NULL);
  p = get_leadership (tagger, text);
  json = poise_learner_to_json (learner);
  g_assert_nonnull (strstr (json, "\"walk the\""));

  g_assert_true (poise_learner_from_json (copy, json, strlen (json), "learned.json", &error));
  g_assert_no_error (error);
  again = poise_learner_to_json (copy);
  g_assert_cmpstr (json, ==, again);
  poise_tagger_set_learner (tagger, copy);
  g_assert_cmpfloat_with_epsilon (get_leadership (tagger, text), p, 1e-3);
}

static gboolean
has_line (GPtrArray *lines, const char *words)
{
  for (guint i = 0; i < lines->len; i++)
    if (strstr (g_ptr_array_index (lines, i), words) != NULL)
      return TRUE;

  return FALSE;
}

static void
test_lessons (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  g_autoptr (GPtrArray) nothing = poise_learner_describe_lessons (learner, 10);
  g_autoptr (GPtrArray) lines = NULL;

  g_assert_cmpuint (nothing->len, ==, 0);
  poise_tagger_set_learner (tagger, learner);
  for (guint i = 0; i < 10; i++)
    poise_tagger_learn (tagger, "Huddle done.", POISE_MODE_LEADERSHIP, NULL);
  lines = poise_learner_describe_lessons (learner, 20);
  for (guint i = 0; i < lines->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (lines, i));
  g_assert_true (has_line (lines, "“Huddle” counts more towards leadership"));
  g_assert_false (has_line (lines, "→"));
  g_assert_cmpuint (lines->len, <=, 20);
}

#define HEAD "{\"format\": \"poise-learned\", \"version\": "

/* “i” is no lesson that a person can make something of. */
/* A learner for which some words counted nine times towards leadership. */
static PoiseLearner *
make_learner_of (const char *const *words)
{
  const char *modes = "{\"none\": 0, \"management\": 0, \"leadership\": 0}";
  PoiseLearner *learner = poise_learner_new ();
  g_autoptr (GString) json = g_string_new (HEAD "2, \"corrections\": 9, \"classes\": [");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < POISE_MODEL_N_CLASSES; i++)
    g_string_append_printf (json, "%s%s", i > 0 ? ", " : "", modes);
  g_string_append (json, "], \"words\": [");
  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (json,
                            "%s{\"words\": \"%s\", \"seen\": 9, \"none\": 0, "
                            "\"management\": 0, \"leadership\": 9}",
                            i > 0 ? ", " : "", words[i]);
  g_string_append (json, "]}");
  poise_learner_from_json (learner, json->str, json->len, "learned.json", &error);
  g_assert_no_error (error);
  return learner;
}

static void
test_short_words (void)
{
  const char *words[] = { "i", "rota", NULL };
  g_autoptr (PoiseLearner) learner = make_learner_of (words);
  g_autoptr (GPtrArray) lines = poise_learner_describe_lessons (learner, 10);

  g_assert_true (has_line (lines, "“rota”"));
  g_assert_false (has_line (lines, "“i”"));
}

/* A pair says no more than its word; a word that has the letters of another one says more. */
static void
test_words_in_words (void)
{
  const char *words[] = { "Ben", "Benjamin", "Huddle", "huddle outside", "会议", "会议室", NULL };
  g_autoptr (PoiseLearner) learner = make_learner_of (words);
  g_autoptr (GPtrArray) lines = poise_learner_describe_lessons (learner, 10);

  g_assert_true (has_line (lines, "“Ben”"));
  g_assert_true (has_line (lines, "“Benjamin”"));
  g_assert_true (has_line (lines, "“Huddle”") != has_line (lines, "“huddle outside”"));
  g_assert_true (has_line (lines, "“会议”") != has_line (lines, "“会议室”"));
}

typedef struct
{
  const char *language;
  const char *words;
  gboolean tells;
} Telling;

static void
test_telling_words (void)
{
  const Telling cases[] = {
    { "en", "rota", TRUE },      { "en", "did", FALSE },      { "en", "did not", FALSE },
    { "en", "didn’t", FALSE },   { "en", "the rota", FALSE }, { "en", "asked Jonas", TRUE },
    { "en", "Jonas’s", TRUE },   { "en", "I", FALSE },        { "de", "Besprechungsraum", TRUE },
    { "de", "nicht", FALSE },    { "de", "was", FALSE },      { "de", "Dienstplan", TRUE },
    { "fr", "l’horaire", TRUE }, { "fr", "qu’elle", FALSE },  { "fr", "avec", FALSE },
    { "es", "según", FALSE },    { "es", "turno", TRUE },     { "it", "nella", FALSE },
    { "it", "l’orario", TRUE },  { "pt", "também", FALSE },   { "pt", "escala", TRUE },
    { "ar", "أنا", FALSE },      { "ar", "وفي", FALSE },      { "ar", "الجدول", TRUE },
    { "zh", "我们", FALSE },     { "zh", "的", FALSE },       { "zh", "会议", TRUE },
    { "zh", "我们会议", FALSE }, { "ja", "話し", FALSE },     { "ja", "会議", TRUE },
    { "ja", "自分", FALSE },     { "ja", "チーム", TRUE },    { "ja", "ました", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PoiseTellingWords) telling = poise_telling_words_new (cases[i].language);

      g_test_message ("%s: %s", cases[i].language, cases[i].words);
      g_assert_true (poise_telling_words_has (telling, cases[i].words) == cases[i].tells);
    }
}

typedef struct
{
  const char *language;
  const char *text;
  const char *told;
  const char *untold[4];
} Lesson;

/* What is listed is as the person wrote it, and none of it is a word that tells nothing. */
static void
test_lessons_in_each_language (void)
{
  const Lesson cases[] = {
    { "en", "I did write the rota for Amira.", "“Amira”", { "“did”", "“the”", "“the rota”" } },
    { "de", "Ich habe den Dienstplan für Amira geändert.", "“Dienstplan”", { "“den”", "“für”" } },
    { "fr", "J’ai changé l’horaire avec Amira.", "“l’horaire”", { "“avec”", "“J’ai”" } },
    { "es", "Cambié el turno con Amira.", "“turno”", { "“con”", "“el turno”" } },
    { "it", "Ho cambiato il turno con Amira.", "“turno”", { "“con”", "“il turno”" } },
    { "pt", "Mudei a escala com Amira.", "“escala”", { "“com”", "“a escala”" } },
    { "ar", "غيرت الجدول مع أميرة.", "“الجدول”", { "“مع”", "“الجدول مع”" } },
    { "zh", "我们修改了排班计划。", "计划”", { "“我们”", "“了”" } },
    { "ja", "私はシフトの計画を変更しました。", "“計画”", { "“は”", "“し”", "“まし”" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PoiseTagger) tagger = load_tagger ();
      g_autoptr (PoiseLearner) learner = poise_learner_new ();
      g_autoptr (GPtrArray) lines = NULL;

      poise_tagger_set_learner (tagger, learner);
      for (guint k = 0; k < 10; k++)
        poise_tagger_learn (tagger, cases[i].text, POISE_MODE_LEADERSHIP, cases[i].language);
      lines = poise_learner_describe_lessons (learner, 100);
      for (guint k = 0; k < lines->len; k++)
        g_test_message ("%s: %s", cases[i].language, (char *) g_ptr_array_index (lines, k));
      g_assert_true (has_line (lines, cases[i].told));
      for (guint k = 0; cases[i].untold[k] != NULL; k++)
        g_assert_false (has_line (lines, cases[i].untold[k]));
    }
}

/* However it is written, it is read the same: the quick way is another way only. */
static void
test_ways_of_writing (void)
{
  static const char *const lists[] = {
    "{\"words\": \"café\", \"seen\": 9.25, \"none\": -0.5, \"management\": 0, "
    "\"leadership\": 0.0003}",
    "{\"leadership\":3e-4,\"seen\":9.250000000000000000,\"words\":\"caf\\u00e9\",\"none\":-5e-1,"
    "\"management\":0.0}",
    "{\"words\": \"café\", \"seen\": 9.25, \"none\": -0.5, \"management\": 0, "
    "\"leadership\": 0.0003, \"more\": true}",
  };
  g_autofree char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (PoiseLearner) learner = poise_learner_new ();
      g_autoptr (GString) json = g_string_new (HEAD "2, \"corrections\": 9, \"classes\": [");
      g_autofree char *read = NULL;

      for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
        g_string_append_printf (json, "%s{\"none\": 0, \"management\": 0, \"leadership\": 0}",
                                k > 0 ? ", " : "");
      g_string_append_printf (json, "], \"words\": [%s]}", lists[i]);
      g_assert_true (poise_learner_from_json (learner, json->str, json->len, "l", NULL));
      read = poise_learner_to_json (learner);
      g_assert_nonnull (strstr (read, "café"));
      if (first == NULL)
        first = g_steal_pointer (&read);
      else
        g_assert_cmpstr (read, ==, first);
    }
}

/* What is written goes the quick way: forty megabytes of it are to be read in a second. */
static void
test_quick_way (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GString) rest = NULL;
  g_autofree char *json = NULL;

  poise_tagger_set_learner (tagger, learner);
  poise_tagger_learn (tagger, "Counted the till with José.", POISE_MODE_LEADERSHIP, NULL);
  json = poise_learner_to_json (learner);
  rest = poise_word_lists_cut (json, strlen (json), lists);
  g_assert_nonnull (rest);
  g_assert_cmpuint (lists->len, ==, 1);
  g_assert_cmpuint (((GArray *) g_ptr_array_index (lists, 0))->len, ==, 9);
  g_assert_null (strstr (rest->str, "till"));
}

static void
test_malformed (void)
{
  const char *const texts[] = {
    "",
    "[]",
    HEAD "2}",
    HEAD "2, \"corrections\": 1, \"classes\": [], \"words\": []}",
    HEAD "2, \"corrections\": -1, \"classes\": [], \"words\": []}",
    HEAD "2, \"corrections\": 1, \"classes\": [1, 2], \"words\": [[]]}",
    HEAD "0, \"corrections\": 1}",
  };
  const char *newer = HEAD "4, \"corrections\": 1, \"weights\": []}";
  const char *older = HEAD "1, \"corrections\": 1, \"weights\": [[1, 0.1, 0.2, 0.3]]}";
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
  g_assert_true (poise_learner_from_json (learner, older, strlen (older), "l", NULL));
  g_assert_cmpuint (poise_learner_get_n_corrections (learner), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/learner/learning", test_learning);
  g_test_add_func ("/learner/entry", test_entry);
  g_test_add_func ("/learner/languages", test_languages);
  g_test_add_func ("/learner/bound", test_bound);
  g_test_add_func ("/learner/file", test_file);
  g_test_add_func ("/learner/lessons", test_lessons);
  g_test_add_func ("/learner/short-words", test_short_words);
  g_test_add_func ("/learner/words-in-words", test_words_in_words);
  g_test_add_func ("/learner/telling-words", test_telling_words);
  g_test_add_func ("/learner/lessons-in-each-language", test_lessons_in_each_language);
  g_test_add_func ("/learner/quick-way", test_quick_way);
  g_test_add_func ("/learner/ways-of-writing", test_ways_of_writing);
  g_test_add_func ("/learner/malformed", test_malformed);
  return g_test_run ();
}
