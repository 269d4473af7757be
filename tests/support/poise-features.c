/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints the features of sentences for data/tagger/train.py: for each line of
 * standard input one line, the hashes of words, a bar, the hashes of grams.
 */

#include <stdio.h>
#include <string.h>

#include "poise-features.h"

static void
print_hashes (const GArray *hashes)
{
  for (guint i = 0; i < hashes->len; i++)
    printf ("%s%u", i > 0 ? " " : "", g_array_index (hashes, guint32, i));
}

int
main (void)
{
  g_autoptr (PoiseTokenizer) tokenizer = poise_tokenizer_new ();
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (PoiseToken));
  PoiseFeatures features;
  char *line = NULL;
  size_t size = 0;
  ssize_t length;

  poise_features_init (&features);
  while ((length = getline (&line, &size, stdin)) >= 0)
    {
      if (length > 0 && line[length - 1] == '\n')
        length--;
      if (!g_utf8_validate (line, length, NULL))
        g_error ("a line is not UTF-8");
      poise_tokenizer_run (tokenizer, line, (gsize) length, tokens);
      poise_features_extract (&features, tokens);
      print_hashes (features.words);
      putchar ('|');
      print_hashes (features.grams);
      putchar ('\n');
    }
  poise_features_clear (&features);
  free (line);
  return 0;
}
