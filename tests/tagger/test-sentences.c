/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-sentences.h"

static void
check (const char *text, const char *const *expected)
{
  g_autoptr (GArray) sentences = poise_sentences_find (text, strlen (text));

  g_assert_cmpuint (sentences->len, ==, g_strv_length ((char **) expected));
  for (guint i = 0; i < sentences->len; i++)
    {
      const PoiseSentence *sentence = &g_array_index (sentences, PoiseSentence, i);
      g_autofree char *bytes = g_strndup (text + sentence->start, sentence->end - sentence->start);
      g_autofree char *chars = g_utf8_substring (text, sentence->start_char, sentence->end_char);

      g_assert_cmpstr (bytes, ==, expected[i]);
      g_assert_cmpstr (chars, ==, expected[i]);
    }
}

#define CHECK(text, ...) check (text, (const char *const[]){ __VA_ARGS__, NULL })

static void
test_plain (void)
{
  CHECK ("One day. Two days! Three?", "One day.", "Two days!", "Three?");
  CHECK ("No stop at the end", "No stop at the end");
  CHECK ("It cost 3.50 today. Fine.", "It cost 3.50 today.", "Fine.");
  CHECK ("“Go.” She went.", "“Go.”", "She went.");
}

static void
test_abbreviations (void)
{
  CHECK ("Met Mr. Hill and Dr. Roe. Good.", "Met Mr. Hill and Dr. Roe.", "Good.");
  CHECK ("Tools, e.g. Hammers, went.", "Tools, e.g. Hammers, went.");
}

static void
test_careless (void)
{
  CHECK ("quiet one. nothing moved. bed", "quiet one.", "nothing moved.", "bed");
  CHECK ("well... maybe not", "well... maybe not");
}

static void
test_lines (void)
{
  CHECK ("Ärger\n- first ☕\n• second\n\n  third  ", "Ärger", "first ☕", "second", "third");
}

static void
test_nothing (void)
{
  const char *const texts[] = { "", " ", "\n\n", "- ", "\t\n * " };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GArray) sentences = poise_sentences_find (texts[i], strlen (texts[i]));

      g_assert_cmpuint (sentences->len, ==, 0);
    }
}

static void
test_long_line (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) sentences = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "ß ");
  sentences = poise_sentences_find (text->str, text->len);
  g_assert_cmpuint (sentences->len, >=, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sentences/plain", test_plain);
  g_test_add_func ("/sentences/abbreviations", test_abbreviations);
  g_test_add_func ("/sentences/careless", test_careless);
  g_test_add_func ("/sentences/lines", test_lines);
  g_test_add_func ("/sentences/nothing", test_nothing);
  g_test_add_func ("/sentences/long-line", test_long_line);
  return g_test_run ();
}
