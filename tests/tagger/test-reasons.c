/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "poise-json.h"
#include "poise-explanation.h"
#include "poise-function-words.h"

#define MAX_CLAIMS 3

/* What reasons claimed, and whether it came out so. */
typedef struct
{
  guint sentences;
  guint claims;
  guint phrases;
  guint wrong_sign;
  guint wrong_size;
  guint not_strongest;
} Count;

static PoiseTagger *
load_tagger (void)
{
  g_autoptr (GError) error = NULL;
  PoiseTagger *tagger = poise_tagger_new_default (&error);

  g_assert_no_error (error);
  return tagger;
}

static gboolean
get_log_odds (PoiseTagger *tagger, const char *text, PoiseMode mode, double *log_odds)
{
  g_autoptr (PoiseTag) tag = poise_tagger_tag_sentence (tagger, text, NULL);
  const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, 0);
  double p = sentence->p[mode];

  *log_odds = log (MAX (p, 1e-9) / MAX (1.0 - p, 1e-9));
  return sentence->weight > 0 && sentence->omission != POISE_OMISSION_LANGUAGE;
}

/* The text itself without the words, not the tokens: what a reader would do. */
static char *
leave_out (const char *text, const PoiseReason *reason)
{
  g_autofree char *before = g_utf8_substring (text, 0, reason->start);

  return g_strconcat (before, g_utf8_offset_to_pointer (text, reason->end), NULL);
}

static void
check_claim (PoiseTagger *tagger,
             const char *text,
             PoiseMode mode,
             const PoiseReason *reason,
             Count *count)
{
  g_autofree char *left = leave_out (text, reason);
  double whole, part, effect;

  /* Of a short sentence nothing may be left, or nothing in English: names, for one. */
  if (!get_log_odds (tagger, text, mode, &whole) || !get_log_odds (tagger, left, mode, &part))
    return;
  effect = whole - part;
  count->claims++;
  count->phrases += memchr (text + reason->start, ' ', reason->end - reason->start) != NULL;
  count->wrong_sign += effect * reason->effect <= 0.0;
  count->wrong_size += ABS (effect - reason->effect) > 0.1;
}

static void
check_sentence (PoiseTagger *tagger, const char *text, Count *count)
{
  g_autoptr (PoiseTag) tag = poise_tagger_tag_sentence (tagger, text, NULL);
  const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, 0);
  g_autoptr (GArray) reasons = NULL;

  if (sentence->omission == POISE_OMISSION_LANGUAGE)
    return;
  reasons = poise_tagger_explain (tagger, text, sentence->mode, NULL);
  count->sentences++;
  for (guint i = 0; i < reasons->len; i++)
    {
      const PoiseReason *reason = &g_array_index (reasons, PoiseReason, i);

      if (i > 0)
        count->not_strongest +=
          ABS (reason->effect) > ABS (g_array_index (reasons, PoiseReason, i - 1).effect);
      if (i < MAX_CLAIMS && ABS (reason->effect) >= POISE_REASON_MIN_EFFECT)
        check_claim (tagger, text, sentence->mode, reason, count);
    }
}

static void
check_tsv (PoiseTagger *tagger, const char *text, guint stride, Count *count)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; i < g_strv_length (lines); i += stride)
    {
      const char *sentence = strrchr (lines[i], '\t');

      if (sentence != NULL && *lines[i] != '=')
        check_sentence (tagger, sentence + 1, count);
    }
}

static void
check_jsonl (PoiseTagger *tagger, const char *text, Count *count)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = poise_json_parse (lines[i], strlen (lines[i]), "dev", NULL);
      const char *sentence;

      if (node != NULL && poise_json_get_string (json_node_get_object (node), "text", &sentence))
        check_sentence (tagger, sentence, count);
    }
}

/* Over the texts to measure with where POISE_TAGGING names their folder (they
 * are no part of this tree), and else over every fifth of Poise's own. */
static void
check_texts (PoiseTagger *tagger, Count *count)
{
  const char *outside = g_getenv ("POISE_TAGGING");
  g_autofree char *own = g_test_build_filename (G_TEST_DIST, "../data/tagger/en", NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (outside != NULL)
    {
      g_autofree char *path = g_build_filename (outside, "dev.sentences.jsonl", NULL);
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      check_jsonl (tagger, text, count);
      return;
    }
  dir = g_dir_open (own, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (own, name, NULL);
      g_autofree char *text = NULL;

      if (g_str_has_suffix (name, ".tsv") && g_file_get_contents (path, &text, NULL, NULL))
        check_tsv (tagger, text, 5, count);
    }
}

static void
test_claims (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  Count count = { 0 };

  check_texts (tagger, &count);
  g_test_message ("%u sentences, %u claims (%u of several words): %u of the wrong sign, %u off by "
                  "more than 0.1, %u out of order",
                  count.sentences, count.claims, count.phrases, count.wrong_sign, count.wrong_size,
                  count.not_strongest);
  g_assert_cmpuint (count.sentences, >, 100);
  g_assert_cmpuint (count.claims, >, count.sentences);
  g_assert_cmpuint (count.wrong_sign, ==, 0);
  g_assert_cmpuint (count.wrong_size, <=, count.claims / 100);
  g_assert_cmpuint (count.not_strongest, ==, 0);
}

/* No word left out could have moved the score more than the first reason. */
static void
test_strongest (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  const char *text = "Asked Amira what she dreams of, and listened.";
  g_autoptr (PoiseTag) tag = poise_tagger_tag_sentence (tagger, text, NULL);
  PoiseMode mode = g_array_index (tag->sentences, PoiseSentenceTag, 0).mode;
  g_autoptr (GArray) reasons = poise_tagger_explain (tagger, text, mode, NULL);
  const PoiseReason *first = &g_array_index (reasons, PoiseReason, 0);
  double whole;
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  g_assert_true (get_log_odds (tagger, text, mode, &whole));
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) left = g_ptr_array_new ();
      g_autofree char *without = NULL;
      double part;

      for (guint k = 0; words[k] != NULL; k++)
        if (k != i)
          g_ptr_array_add (left, words[k]);
      g_ptr_array_add (left, NULL);
      without = g_strjoinv (" ", (char **) left->pdata);
      g_assert_true (get_log_odds (tagger, without, mode, &part));
      g_assert_cmpfloat (ABS (whole - part), <=, ABS (first->effect) + 0.35);
    }
  for (guint i = 0; i < reasons->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const PoiseReason *a = &g_array_index (reasons, PoiseReason, i);
        const PoiseReason *b = &g_array_index (reasons, PoiseReason, k);

        g_assert_true (a->end <= b->start || b->end <= a->start);
      }
}

static char *
explain (PoiseSentenceTag sentence)
{
  g_autoptr (PoiseExplanation) why = poise_explanation_new (NULL, "Some words.", &sentence, NULL);

  g_assert_null (why->in_favour);
  return g_strdup (why->verdict);
}

static void
test_verdicts (void)
{
  const struct
  {
    PoiseSentenceTag sentence;
    const char *words;
  } cases[] = {
    { { .mode = POISE_MODE_LEADERSHIP, .facet = POISE_FACET_CHANGE }, "Leadership · " },
    { { .omission = POISE_OMISSION_OTHERS }, "Not counted: someone else’s act" },
    { { .omission = POISE_OMISSION_UNDONE }, "Not counted: it did not happen" },
    { { .omission = POISE_OMISSION_WORDS }, "Not counted: the words mean something else here" },
    { { .omission = POISE_OMISSION_PLAIN }, "Not counted: neither management nor leadership" },
    { { .omission = POISE_OMISSION_LANGUAGE, .unsure = TRUE }, "can’t read this language" },
    { { .unsure = TRUE, .p = { 0.2, 0.4, 0.4 } }, "Unsure: management or leadership" },
    { { .unsure = TRUE, .p = { 0.4, 0.2, 0.4 } }, "Unsure: leadership, or not counted" },
    { { .unsure = TRUE, .p = { 0.4, 0.4, 0.2 } }, "Unsure: management, or not counted" },
    { { .unsure = TRUE, .p = { 0.4, 0.3, 0.3 } },
      "Unsure: management, leadership, or not counted" },
    { { .unsure = TRUE, .by = POISE_TAG_SOURCE_PERSON }, "You said so" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *verdict = explain (cases[i].sentence);

      g_test_message ("%s", verdict);
      g_assert_nonnull (strstr (verdict, cases[i].words));
    }
}

static void
test_language (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  const char *text = "Vandaag heb ik met het hele team over de nieuwe planning gesproken";
  g_autoptr (PoiseTag) tag = poise_tagger_tag (tagger, text);
  const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, 0);
  g_autoptr (PoiseExplanation) why = poise_explanation_new (tagger, text, sentence, NULL);

  g_assert_cmpint (tag->mode, ==, POISE_MODE_NONE);
  g_assert_true (tag->unsure);
  g_assert_nonnull (strstr (why->verdict, "language"));
  g_assert_cmpuint (why->reasons->len, ==, 0);
}

/* Who reads a reason sees words, not what they were divided into. */
static void
test_whole_words (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  const char *const cases[][2] = {
    { "She asked for a night-time check-in.", "night-time" },
    { "We met in the 1980s.", "1980s" },
    { "倒れた人を手伝った。", "倒れた" },
    { "甲方又在群里催进度。", "甲方" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *word = strstr (cases[i][0], cases[i][1]);
      guint start = (guint) g_utf8_strlen (cases[i][0], word - cases[i][0]);
      guint end = start + (guint) g_utf8_strlen (cases[i][1], -1);
      g_autoptr (GArray) reasons =
        poise_tagger_explain (tagger, cases[i][0], POISE_MODE_NONE, NULL);
      gboolean is_named = FALSE;

      for (guint k = 0; k < reasons->len; k++)
        {
          const PoiseReason *reason = &g_array_index (reasons, PoiseReason, k);
          gboolean holds = reason->start <= start && reason->end >= end;

          g_assert_true (holds || reason->end <= start || reason->start >= end);
          is_named = is_named || holds;
        }
      g_assert_true (is_named);
    }
}

/* Where the verdict leaves it open, the reasons say what they are reasons for. */
static void
test_doubt (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  const char *text = "Asked Amira what she dreams of, and listened.";
  PoiseSentenceTag sentence = { .mode = POISE_MODE_LEADERSHIP,
                                .unsure = TRUE,
                                .p = { 0.4, 0.1, 0.5 } };
  g_autoptr (PoiseExplanation) open = NULL;
  g_autoptr (PoiseExplanation) closed = NULL;

  open = poise_explanation_new (tagger, text, &sentence, NULL);
  g_assert_true (g_str_has_prefix (open->in_favour, "For leadership: “"));
  sentence.unsure = FALSE;
  sentence.facet = POISE_FACET_COMMUNICATION;
  closed = poise_explanation_new (tagger, text, &sentence, NULL);
  g_assert_true (g_str_has_prefix (closed->in_favour, "For it: “"));
}

static gboolean
is_function_word (const GArray *reasons, guint start)
{
  for (guint i = 0; i < reasons->len; i++)
    if (g_array_index (reasons, PoiseReason, i).start == start)
      return g_array_index (reasons, PoiseReason, i).is_function_word;

  g_assert_not_reached ();
}

/* “of” is named only where no other word decided; all that is named did. */
static void
test_telling (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  const char *const texts[] = {
    "Asked Amira what she dreams of, and listened.",
    "Asked the crew at the end of the shift why we are doing it.",
    "Put the rota on the wall in the kitchen.",
    "Ich habe Amira gefragt, was sie auf der Station ändern würde.",
    "J’ai demandé à l’équipe ce qu’elle voulait changer dans le service.",
    "He preguntado a Amira qué cambiaría en la planta.",
    "Perguntei à Amira o que ela mudaria na loja.",
    "Ho chiesto ad Amira che cosa cambierebbe nel reparto.",
    "سألت اميره عن حلمها في العمل.",
    "我问了小李她想在团队里改变什么。",
    "アミラに何を変えたいかを聞いた。",
  };
  guint n_spared = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *around = poise_tagger_find_language (texts[i]);
      g_autoptr (PoiseTag) tag = poise_tagger_tag (tagger, texts[i]);
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, 0);
      g_autoptr (GArray) all = poise_tagger_explain (tagger, texts[i], sentence->mode, around);
      g_autoptr (PoiseExplanation) why = poise_explanation_new (tagger, texts[i], sentence, around);
      guint n[2] = { 0 }, n_fillers[2] = { 0 };

      for (guint k = 0; k < all->len; k++)
        {
          const PoiseReason *reason = &g_array_index (all, PoiseReason, k);

          n_spared += reason->is_function_word && ABS (reason->effect) >= POISE_REASON_MIN_EFFECT;
        }
      for (guint k = 0; k < why->reasons->len; k++)
        {
          const PoiseReason *reason = &g_array_index (why->reasons, PoiseReason, k);

          g_assert_cmpfloat (ABS (reason->effect), >=, POISE_REASON_MIN_EFFECT);
          n[reason->effect > 0.0]++;
          n_fillers[reason->effect > 0.0] += is_function_word (all, reason->start);
        }
      g_test_message ("%s\n%s\n%s", texts[i], why->in_favour, why->against);
      for (guint k = 0; k < 2; k++)
        g_assert_true (n_fillers[k] == 0 || n_fillers[k] == n[k]);
    }
  g_assert_cmpuint (n_spared, >, 5);
}

/* What tells who, how, when and whether is no filler, however small. */
static void
test_function_words (void)
{
  const struct
  {
    const char *language;
    const char *fillers;
    const char *others;
  } cases[] = {
    { "en", "a of The with was and", "why together we they not if because should without asked" },
    { "de", "der Und für hatte", "warum gemeinsam wir nicht gefragt" },
    { "fr", "la l’ à avait que", "pourquoi ensemble nous pas demandé" },
    { "es", "el de había", "cuándo juntos él no preguntado" },
    { "pt", "o das às", "juntos eu ela não perguntei" },
    { "it", "il dell’ è", "perché insieme noi non chiesto" },
    { "ar", "في على ومن", "معا نحن لا لماذا" },
    { "zh", "的 了 在", "一起 我们 为什么 不" },
    { "ja", "は を した", "一緒 私 なぜ" },
    { "nl", "", "de het" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) fillers = g_strsplit (cases[i].fillers, " ", -1);
      g_auto (GStrv) others = g_strsplit (cases[i].others, " ", -1);

      g_test_message ("%s", cases[i].language);
      for (guint k = 0; fillers[k] != NULL; k++)
        g_assert_true (
          poise_function_words_have (cases[i].language, fillers[k], strlen (fillers[k])));
      for (guint k = 0; others[k] != NULL; k++)
        g_assert_false (
          poise_function_words_have (cases[i].language, others[k], strlen (others[k])));
    }
}

/* A sentence as long as a book must not take a book's square. */
static void
test_long (void)
{
  g_autoptr (PoiseTagger) tagger = load_tagger ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) reasons = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append (text, "asked them ");
  reasons = poise_tagger_explain (tagger, text->str, POISE_MODE_LEADERSHIP, NULL);
  g_assert_cmpuint (reasons->len, >, 0);
  g_assert_cmpuint (reasons->len, <=, 120);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reasons/claims", test_claims);
  g_test_add_func ("/reasons/strongest", test_strongest);
  g_test_add_func ("/reasons/verdicts", test_verdicts);
  g_test_add_func ("/reasons/whole-words", test_whole_words);
  g_test_add_func ("/reasons/doubt", test_doubt);
  g_test_add_func ("/reasons/language", test_language);
  g_test_add_func ("/reasons/telling", test_telling);
  g_test_add_func ("/reasons/function-words", test_function_words);
  g_test_add_func ("/reasons/long", test_long);
  return g_test_run ();
}
