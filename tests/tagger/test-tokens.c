/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-tokens.h"

static PoiseTokenizer *
new_tokenizer (const char *language)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "../data/tagger", language, "rules.ini", NULL);
  g_autofree char *data = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseWordRules) rules = NULL;

  g_assert_true (g_file_get_contents (path, &data, &length, &error));
  rules = poise_word_rules_new (data, length, &error);
  g_assert_no_error (error);
  return poise_tokenizer_new (NULL, rules);
}

/* The tokens with their kind, as “w:did w:n't n:12 ,”: w word, n number, b break, m mark. */
static char *
tokenize (PoiseTokenizer *tokenizer, const char *text)
{
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (PoiseToken));
  GString *out = g_string_new (NULL);

  poise_tokenizer_run (tokenizer, text, strlen (text), tokens);
  for (guint i = 0; i < tokens->len; i++)
    {
      const PoiseToken *token = &g_array_index (tokens, PoiseToken, i);

      g_string_append_printf (out, "%s%c:%.*s", i > 0 ? " " : "", "wnbm"[token->kind],
                              (int) token -> length, text + token -> start);
    }
  return g_string_free (out, FALSE);
}

static void
test_split (void)
{
  const struct
  {
    const char *text;
    const char *tokens;
  } cases[] = {
    { "", "" },
    { "Asked Amira, who left.", "w:Asked w:Amira b:, w:who w:left" },
    /* Both parts of a contraction stand where it stands. */
    { "I didn't", "w:I w:didn't w:didn't" },
    { "I’ve", "w:I’ve w:I’ve" },
    { "the team's", "w:the w:team's w:team's" },
    { "'quoted' word", "m:' w:quoted m:' w:word" },
    { "3,500 at 10:30!", "n:3,500 w:at n:10:30 m:!" },
    { "Why? (A – B)", "w:Why m:? b:( w:A b:– w:B b:)" },
    { "Ärger…", "w:Ärger" },
  };
  g_autoptr (PoiseTokenizer) tokenizer = new_tokenizer ("en");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tokens = tokenize (tokenizer, cases[i].text);

      g_assert_cmpstr (tokens, ==, cases[i].tokens);
    }
}

/* The first token's word; it lives as long as the tokenizer's next call. */
static const PoiseWord *
get_word (PoiseTokenizer *tokenizer, const char *text)
{
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (PoiseToken));

  poise_tokenizer_run (tokenizer, text, strlen (text), tokens);
  g_assert_cmpuint (tokens->len, >, 0);
  return g_array_index (tokens, PoiseToken, 0).word;
}

static guint32
get_hash (PoiseTokenizer *tokenizer, const char *text)
{
  return get_word (tokenizer, text)->hash;
}

static void
test_same_and_different (void)
{
  g_autoptr (PoiseTokenizer) tokenizer = new_tokenizer ("en");
  const char *const same[][2] = {
    { "Planning", "planned" }, /* one stem */
    { "“", "\"" },             /* one mark */
    { "7", "3" },              /* one class of numbers */
    { "10:30", "9:15" },
    { "99%", "5%" },
    { "2500", "317" },
  };
  const char *const different[][2] = {
    { "plan", "plane" }, { "7", "17" }, { "7", "7%" }, { "?", "!" }, { "10", "10:30" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    g_assert_cmpuint (get_hash (tokenizer, same[i][0]), ==, get_hash (tokenizer, same[i][1]));
  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    g_assert_cmpuint (get_hash (tokenizer, different[i][0]), !=,
                      get_hash (tokenizer, different[i][1]));
  /* What was met once is known again. */
  g_assert_true (get_word (tokenizer, "Rota") == get_word (tokenizer, "rota"));
}

static void
test_flags (void)
{
  const struct
  {
    const char *word;
    guint flags;
  } cases[] = {
    { "We", POISE_WORD_FIRST_PERSON },
    { "they", POISE_WORD_OTHER_PERSON },
    { "never", POISE_WORD_NEGATION },
    { "instead", POISE_WORD_INSTEAD },
    { "should", POISE_WORD_WISH },
    { "because", POISE_WORD_CONJUNCTION },
    { "rota", 0 },
  };
  g_autoptr (PoiseTokenizer) tokenizer = new_tokenizer ("en");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (get_word (tokenizer, cases[i].word)->flags, ==, cases[i].flags);
}

/* A language's own words and stems, and no English contractions. */
static void
test_german (void)
{
  g_autoptr (PoiseTokenizer) tokenizer = new_tokenizer ("de");
  g_autofree char *tokens = tokenize (tokenizer, "Hab's erklärt");

  g_assert_cmpstr (tokens, ==, "w:Hab's w:erklärt");
  g_assert_cmpuint (get_word (tokenizer, "Wir")->flags, ==, POISE_WORD_FIRST_PERSON);
  g_assert_cmpuint (get_word (tokenizer, "hätten")->flags, ==, POISE_WORD_WISH);
  g_assert_cmpuint (get_word (tokenizer, "we")->flags, ==, 0);
  g_assert_cmpuint (get_hash (tokenizer, "Dienstpläne"), ==, get_hash (tokenizer, "Dienstplänen"));
}

static void
test_elision (void)
{
  g_autoptr (PoiseTokenizer) tokenizer = new_tokenizer ("fr");
  g_autofree char *tokens = tokenize (tokenizer, "J’ai vu l'équipe");

  g_assert_cmpstr (tokens, ==, "w:J’ai w:J’ai w:vu w:l'équipe w:l'équipe");
  g_assert_cmpuint (get_word (tokenizer, "J'ai")->flags, ==, POISE_WORD_FIRST_PERSON);
  g_assert_cmpuint (get_word (tokenizer, "n'avons")->flags, ==, POISE_WORD_NEGATION);
}

/* Numbers as Japanese input methods write them are numbers, and what looks like one ends no words.
 */
static void
test_full_width (void)
{
  g_autoptr (PoiseTokenizer) japanese = new_tokenizer ("ja");
  g_autoptr (PoiseTokenizer) chinese = new_tokenizer ("zh");
  const char *const same[][2] = { { "３", "3" },       { "１２", "12" },
                                  { "３４５", "345" }, { "１０：３０", "10:30" },
                                  { "５％", "5%" },    { "３．５", "3.5" } };
  g_autofree char *people = tokenize (japanese, "３人の部下");
  g_autofree char *several = tokenize (japanese, "３，４人");
  g_autofree char *colleagues = tokenize (chinese, "我和３个同事");
  g_autofree char *listed = tokenize (chinese, "①同事讨论");

  g_assert_cmpstr (people, ==, "n:３ w:人 w:の w:部下");
  g_assert_cmpstr (several, ==, "n:３ b:， n:４ w:人");
  g_assert_cmpstr (colleagues, ==, "w:我 w:和 n:３ w:个 w:同事");
  g_assert_cmpstr (listed, ==, "w:① w:同事 w:讨论");
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    g_assert_cmpuint (get_hash (japanese, same[i][0]), ==, get_hash (japanese, same[i][1]));
}

/* Rules that lack a part are none. */
static void
test_broken_rules (void)
{
  const char *const broken[] = { "", "[Language]\nStemmer=german\n", "[Words]\nFirstPerson=ich\n" };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (poise_word_rules_new (broken[i], strlen (broken[i]), &error));
      g_assert_nonnull (error);
    }
}

/* A word is cut for the model, not for the text. */
static void
test_long_word (void)
{
  g_autoptr (PoiseTokenizer) tokenizer = new_tokenizer ("en");
  g_autofree char *text = g_strnfill (10000, 'a');
  g_autofree char *tokens = tokenize (tokenizer, text);

  g_assert_cmpuint (strlen (tokens), ==, strlen ("w:") + 10000);
  g_assert_cmpuint (get_word (tokenizer, text)->n_grams, <, 3 * 64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tokens/split", test_split);
  g_test_add_func ("/tokens/same-and-different", test_same_and_different);
  g_test_add_func ("/tokens/flags", test_flags);
  g_test_add_func ("/tokens/long-word", test_long_word);
  g_test_add_func ("/tokens/german", test_german);
  g_test_add_func ("/tokens/elision", test_elision);
  g_test_add_func ("/tokens/full-width", test_full_width);
  g_test_add_func ("/tokens/broken-rules", test_broken_rules);
  return g_test_run ();
}
