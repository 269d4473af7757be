/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints the features of sentences for data/tagger/train.py:
 *
 *     poise-features RULES LEXICON   for each line of standard input one line with
 *                                    the hashes of words, of grams and of classes,
 *                                    bars between them
 *     poise-features RULES --stems   for each line the hash of its first word's stem
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "poise-features.h"

static PoiseLexicon *
read_lexicon (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;
  PoiseLexicon *lexicon = bytes != NULL ? poise_lexicon_new (bytes) : NULL;

  if (lexicon == NULL)
    g_error ("“%s” is no lexicon", path);
  return lexicon;
}

static PoiseWordRules *
read_rules (const char *path)
{
  g_autofree char *data = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  PoiseWordRules *rules = NULL;

  if (g_file_get_contents (path, &data, &length, &error))
    rules = poise_word_rules_new (data, length, &error);
  if (rules == NULL)
    g_error ("%s", error->message);
  return rules;
}

static void
print_hashes (const guint32 *hashes, guint n)
{
  for (guint i = 0; i < n; i++)
    printf ("%s%u", i > 0 ? " " : "", hashes[i]);
}

static void
print_grams (const GPtrArray *spelled)
{
  for (guint i = 0; i < spelled->len; i++)
    {
      const PoiseWord *word = g_ptr_array_index (spelled, i);

      if (i > 0)
        putchar (' ');
      print_hashes (word->grams, word->n_grams);
    }
}

static void
print_features (const GArray *tokens, PoiseFeatures *features)
{
  poise_features_extract (features, tokens);
  print_hashes (&g_array_index (features->words, guint32, 0), features->words->len);
  putchar ('|');
  print_grams (features->spelled);
  putchar ('|');
  print_hashes (&g_array_index (features->classes, guint32, 0), features->classes->len);
  putchar ('\n');
}

static void
print_stem (const GArray *tokens)
{
  printf ("%u\n", tokens->len > 0 ? g_array_index (tokens, PoiseToken, 0).word->hash : 0);
}

int
main (int argc, char **argv)
{
  gboolean stems = argc == 3 && g_str_equal (argv[2], "--stems");
  g_autoptr (PoiseLexicon) lexicon = argc == 3 && !stems ? read_lexicon (argv[2]) : NULL;
  g_autoptr (PoiseWordRules) rules = argc == 3 ? read_rules (argv[1]) : NULL;
  g_autoptr (PoiseTokenizer) tokenizer = poise_tokenizer_new (lexicon, rules);
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (PoiseToken));
  PoiseFeatures features;
  char *line = NULL;
  size_t size = 0;
  ssize_t length;

  if (argc != 3)
    g_error ("usage: poise-features RULES LEXICON|--stems");
  poise_features_init (&features);
  while ((length = getline (&line, &size, stdin)) >= 0)
    {
      if (length > 0 && line[length - 1] == '\n')
        length--;
      if (!g_utf8_validate (line, length, NULL))
        g_error ("a line is not UTF-8");
      poise_tokenizer_run (tokenizer, line, (gsize) length, tokens);
      if (stems)
        print_stem (tokens);
      else
        print_features (tokens, &features);
    }
  poise_features_clear (&features);
  free (line);
  return 0;
}
