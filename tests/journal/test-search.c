/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-excerpt.h"
#include "poise-filter.h"
#include "poise-search-fold.h"
#include "poise-test.h"

static PoiseEntry *
make_entry (const char *text, const char *question)
{
  PoiseEntry *entry = poise_test_entry ("2026-11-23", text, FALSE, 0.0);

  poise_entry_set_prompt (entry, question != NULL ? "own-1" : NULL, question);
  return entry;
}

static void
test_fold (void)
{
  const struct
  {
    const char *text;
    const char *folded;
  } cases[] = {
    { "Café", "cafe" },          { "STRASSE", "strasse" },           { "Straße", "strasse" },
    { "Ærø Łódź", "aero lodz" }, { "don’t “say”", "don't \"say\"" }, { "a\tb\nc", "a b c" },
    { "ΣΊΣΥΦΟΣ", "σισυφοσ" },    { "Σίσυφος", "σισυφοσ" },           { "ﬁne №", "fine no" },
    { "İstanbul", "istanbul" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = poise_search_fold (cases[i].text, NULL);

      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

static void
test_matches (void)
{
  const struct
  {
    const char *words;
    const char *text;
    gboolean matches;
  } cases[] = {
    { "", "anything", TRUE },
    { "cafe", "Im CAFÉ gewesen", TRUE },
    { "two words", "words, and two of them", TRUE },
    { "\"two words\"", "words, and two of them", FALSE },
    { "\"two words\"", "Two Words", TRUE },
    { "\"two words\"", "the two\nwords", TRUE },
    { "“two words”", "two words", TRUE },
    { "cat -dog", "a cat and a dog", FALSE },
    { "cat -dog", "a cat", TRUE },
    { "-\"a dog\"", "a cat and a dog", FALSE },
    { "-\"a dog\"", "a dogged cat", FALSE },
    { "-\"my dog\"", "a cat and a dog", TRUE },
    { "straße", "STRASSE", TRUE },
    { "\"open", "Open end", TRUE },
    { "-", "a - b", TRUE },
    { "don't", "I don’t", TRUE },
    { "\"\"", "anything", TRUE },
    { "« Hier »", "Hier, un chat", TRUE },
    { "« un chat »", "Hier, un chat", TRUE },
    { "« un\u00a0chat »", "Hier, un chien", FALSE },
    { "-« un chat »", "un chat", FALSE },
    { "«  »", "anything", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PoiseSearch) search = poise_search_new (cases[i].words);
      g_autoptr (PoiseEntry) entry = make_entry (cases[i].text, NULL);

      g_test_message ("%s in %s", cases[i].words, cases[i].text);
      g_assert_cmpint (poise_search_matches (search, entry), ==, cases[i].matches);
    }
}

static void
test_question_is_searched_too (void)
{
  g_autoptr (PoiseSearch) question = poise_search_new ("grew");
  g_autoptr (PoiseSearch) across = poise_search_new ("\"amira who\"");
  g_autoptr (PoiseEntry) entry = make_entry ("Amira", "Who grew a little today?");

  g_assert_true (poise_search_matches (question, entry));
  g_assert_false (poise_search_matches (across, entry));
}

static void
test_edit_is_seen (void)
{
  g_autoptr (PoiseSearch) search = poise_search_new ("amira");
  g_autoptr (PoiseEntry) entry = make_entry ("Amira", NULL);

  g_assert_true (poise_search_matches (search, entry));
  poise_entry_set_text (entry, "Joel");
  g_assert_false (poise_search_matches (search, entry));
  poise_entry_set_prompt (entry, "own-1", "What did Amira say?");
  g_assert_true (poise_search_matches (search, entry));
}

static void
test_find (void)
{
  const struct
  {
    const char *words;
    const char *text;
    const char *found; /* start-end, in order */
  } cases[] = {
    { "cafe", "Das Café, ein CAFÉ", "4-8 14-18 " },
    { "nothing", "Das Café", "" },
    { "-cafe das", "Das Café", "0-3 " },
    { "abc bcd", "xabcd", "1-5 " },
    { "strasse", "an der Straße.", "7-13 " },
    { "ss", "Straße", "4-5 " },
    { "e", "e\xcc\x81tude", "0-1 5-6 " },
    { "aa", "aaaa", "0-2 2-4 " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PoiseSearch) search = poise_search_new (cases[i].words);
      g_autoptr (GArray) spans = poise_search_find (search, cases[i].text);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint k = 0; k < spans->len; k++)
        {
          const PoiseSpan *span = &g_array_index (spans, PoiseSpan, k);

          g_string_append_printf (found, "%u-%u ", span->start, span->end);
        }
      g_assert_cmpstr (found->str, ==, cases[i].found);
    }
}

static char *
make_random_text (GRand *rand, const char *const *letters, guint max)
{
  GString *text = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 0, (gint32) max);

  for (guint i = 0; i < n; i++)
    g_string_append (
      text, letters[g_rand_int_range (rand, 0, (gint32) g_strv_length ((char **) letters))]);
  return g_string_free (text, FALSE);
}

/* Each place that is found folds to something with a wanted word in it, and
 * an entry matches a word if and only if the word is found in it. */
static void
test_found_places_hold_the_word (void)
{
  const char *const letters[] = { "a", "B", "é", "e\xcc\x81", "ß", "Æ", " ", "\n", "ﬁ", "-", NULL };
  const char *const simple[] = { "a", "b", "e", "s", "f", NULL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  guint n_places = 0;

  for (guint round = 0; round < 3000; round++)
    {
      g_autofree char *text = make_random_text (rand, letters, 30);
      g_autofree char *word = make_random_text (rand, simple, 4);
      g_autoptr (PoiseSearch) search = poise_search_new (word);
      g_autoptr (PoiseEntry) entry = make_entry (text, NULL);
      g_autoptr (GArray) spans = poise_search_find (search, text);

      for (guint i = 0; i < spans->len; i++)
        {
          const PoiseSpan *span = &g_array_index (spans, PoiseSpan, i);
          g_autofree char *place = g_utf8_substring (text, span->start, span->end);
          g_autofree char *folded = poise_search_fold (place, NULL);

          g_assert_nonnull (strstr (folded, word));
        }
      n_places += spans->len;
      g_assert_cmpint (poise_search_matches (search, entry), ==, spans->len > 0 || *word == '\0');
    }
  g_test_message ("%u places in 3000 texts", n_places);
  g_assert_cmpuint (n_places, >, 1000);
}

static void
test_excerpt (void)
{
  g_autofree char *lead = g_strnfill (300, 'x');
  g_autofree char *text = g_strdup_printf ("%s and then Amira\nlaughed. %s", lead, lead);
  g_autoptr (PoiseSearch) search = poise_search_new ("amira laughed");
  g_autoptr (PoiseSearch) nothing = poise_search_new (NULL);
  g_autoptr (GArray) spans = NULL;
  g_autoptr (GArray) none = NULL;
  g_autofree char *found = poise_excerpt_new (text, search, 60, &spans);
  g_autofree char *start = poise_excerpt_new (text, nothing, 60, &none);
  g_autofree char *place = NULL;
  g_autofree char *headings = NULL;

  /* It begins with a word, near the first place, and shows both. */
  g_assert_true (g_str_has_prefix (found, "…and then Amira laughed."));
  g_assert_cmpint (g_utf8_strlen (found, -1), ==, 62);
  g_assert_true (g_str_has_suffix (found, "x…"));
  g_assert_cmpuint (spans->len, ==, 2);
  place = g_utf8_substring (found, g_array_index (spans, PoiseSpan, 1).start,
                            g_array_index (spans, PoiseSpan, 1).end);
  g_assert_cmpstr (place, ==, "laughed");
  g_assert_cmpint (g_utf8_strlen (start, -1), ==, 61);
  g_clear_pointer (&none, g_array_unref);
  headings = poise_excerpt_new ("# Balance\nAlike. #rota\n## Next", nothing, 60, &none);
  g_assert_cmpstr (headings, ==, "Balance Alike. #rota Next");
  g_assert_cmpuint (none->len, ==, 0);
}

/* It ends with a word, and says so where the text goes on. */
static void
test_excerpt_end (void)
{
  const struct
  {
    const char *text;
    guint max_chars;
    const char *excerpt;
  } cases[] = {
    { "Asked Amira.", 12, "Asked Amira." },
    { "Asked Amira.\n\n", 12, "Asked Amira." },
    { "Asked Amira. Listened.", 12, "Asked Amira.…" },
    { "Asked Amira. Listened.", 13, "Asked Amira.…" },
    { "Asked Amira. Listened.", 15, "Asked Amira.…" },
    { "Asked\nAmira.", 8, "Asked…" },
    { "Donaudampfschifffahrtsgesellschaftskapitän", 30, "Donaudampfschifffahrtsgesellsc…" },
    { "今日はアミラさんに夢を聞いた。", 8, "今日はアミラさん…" },
    { " \n", 8, "" },
    { "", 8, "" },
  };
  g_autoptr (PoiseSearch) nothing = poise_search_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) none = NULL;
      g_autofree char *excerpt =
        poise_excerpt_new (cases[i].text, nothing, cases[i].max_chars, &none);

      g_assert_cmpstr (excerpt, ==, cases[i].excerpt);
    }
}

static void
test_narrows (void)
{
  const struct
  {
    const char *words;
    const char *other;
    gboolean narrows;
  } cases[] = {
    { "", "", TRUE },        { "a", "", TRUE },          { "", "a", FALSE },
    { "cats", "cat", TRUE }, { "cat dog", "cat", TRUE }, { "cat", "cats", FALSE },
    { "-ca", "-cat", TRUE }, { "-cat", "-ca", FALSE },   { "cat -dog", "cat", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PoiseFilter) filter = poise_filter_new (cases[i].words);
      g_autoptr (PoiseFilter) other = poise_filter_new (cases[i].other);

      g_assert_cmpint (poise_filter_narrows (filter, other), ==, cases[i].narrows);
    }
}

static PoiseFilter *
make_random_filter (GRand *rand)
{
  static const char *const words[] = { "", "a", "ab", "-a", "-ab", "b -a" };
  PoiseFilter *filter = poise_filter_new (words[g_rand_int_range (rand, 0, 6)]);

  filter->is_unsure = g_rand_int_range (rand, 0, 4) == 0;
  filter->has_mode = g_rand_boolean (rand);
  filter->mode = (PoiseMode) g_rand_int_range (rand, 0, POISE_N_MODES);
  filter->facet = (PoiseFacet) g_rand_int_range (rand, 0, 2);
  filter->has_prompt = g_rand_boolean (rand);
  filter->prompt = g_rand_boolean (rand) ? g_strdup ("people-01") : NULL;
  if (g_rand_boolean (rand))
    filter->first = poise_day_new (2026, 11, 10);
  if (g_rand_boolean (rand))
    filter->last = poise_day_new (2026, 11, 20);
  return filter;
}

static PoiseEntry *
make_random_entry (GRand *rand)
{
  static const char *const days[] = { "2026-11-05", "2026-11-15", "2026-11-25" };
  static const char *const texts[] = { "a", "ab", "b", "" };
  const PoiseSentenceTag sentence = { .mode = POISE_MODE_LEADERSHIP, .facet = POISE_FACET_PURPOSE };
  PoiseEntry *entry = poise_test_entry (days[g_rand_int_range (rand, 0, 3)],
                                        texts[g_rand_int_range (rand, 0, 4)], FALSE, 0.0);
  g_autoptr (PoiseTag) tag = poise_tag_new ();

  tag->mode = (PoiseMode) g_rand_int_range (rand, 0, POISE_N_MODES);
  tag->unsure = g_rand_boolean (rand);
  if (g_rand_boolean (rand))
    g_array_append_val (tag->sentences, sentence);
  poise_entry_set_tag (entry, g_rand_boolean (rand) ? tag : NULL);
  if (g_rand_boolean (rand))
    poise_entry_set_prompt (entry, "people-01", "?");
  return entry;
}

/* What a narrower filter lets through, a wider one lets through too. */
static void
test_narrows_means_fewer (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_narrow = 0, n_passed = 0;

  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (entries, make_random_entry (rand));
  for (guint round = 0; round < 4000; round++)
    {
      g_autoptr (PoiseFilter) filter = make_random_filter (rand);
      g_autoptr (PoiseFilter) other = make_random_filter (rand);

      if (!poise_filter_narrows (filter, other))
        continue;
      n_narrow++;
      for (guint i = 0; i < entries->len; i++)
        if (poise_filter_matches (filter, g_ptr_array_index (entries, i)))
          {
            n_passed++;
            g_assert_true (poise_filter_matches (other, g_ptr_array_index (entries, i)));
          }
    }
  g_test_message ("%u pairs, %u entries", n_narrow, n_passed);
  g_assert_cmpuint (n_narrow, >, 100);
  g_assert_cmpuint (n_passed, >, 100);
}

static void
test_filter_fields (void)
{
  g_autoptr (PoiseFilter) filter = poise_filter_new (NULL);
  g_autoptr (PoiseEntry) entry = make_entry ("Amira", "Who?");
  g_autoptr (PoiseTag) tag = poise_tag_new ();
  const PoiseSentenceTag sentence = { .end = 5,
                                      .mode = POISE_MODE_LEADERSHIP,
                                      .facet = POISE_FACET_CHANGE,
                                      .by = POISE_TAG_SOURCE_PERSON };

  g_assert_true (poise_filter_is_empty (filter));
  g_assert_true (poise_filter_matches (filter, entry));
  filter->has_prompt = TRUE;
  g_assert_false (poise_filter_is_empty (filter));
  g_assert_false (poise_filter_matches (filter, entry));
  filter->prompt = g_strdup ("own-1");
  g_assert_true (poise_filter_matches (filter, entry));
  filter->first = filter->last = poise_day_new (2026, 11, 23);
  g_assert_true (poise_filter_matches (filter, entry));
  filter->last = filter->first - 1;
  g_assert_false (poise_filter_matches (filter, entry));
  filter->last = G_MAXUINT32;
  filter->facet = POISE_FACET_CHANGE;
  g_assert_false (poise_filter_matches (filter, entry));
  /* Of an entry that was said to be neither no sentence counts. */
  g_array_append_val (tag->sentences, sentence);
  poise_entry_set_tag (entry, tag);
  g_assert_false (poise_filter_matches (filter, entry));
  tag->has_share = TRUE;
  g_assert_true (poise_filter_matches (filter, entry));
}

/* The filter has the words of the rows: what is said to be unsure is neither nor any mode. */
static void
test_filter_unsure (void)
{
  g_autoptr (PoiseFilter) unsure = poise_filter_new (NULL);
  g_autoptr (PoiseFilter) neither = poise_filter_new (NULL);
  g_autoptr (PoiseFilter) guess = poise_filter_new (NULL);
  g_autoptr (PoiseFilter) all = poise_filter_new (NULL);
  g_autoptr (PoiseEntry) entry = make_entry ("Amira", NULL);
  g_autoptr (PoiseTag) tag = poise_tag_new ();

  unsure->is_unsure = TRUE;
  neither->has_mode = guess->has_mode = TRUE;
  guess->mode = POISE_MODE_MANAGEMENT;
  g_assert_false (poise_filter_is_empty (unsure));
  g_assert_true (poise_filter_narrows (unsure, all));
  g_assert_false (poise_filter_narrows (all, unsure));
  g_assert_false (poise_filter_matches (unsure, entry));
  g_assert_true (poise_filter_matches (neither, entry));
  tag->unsure = TRUE;
  poise_entry_set_tag (entry, tag);
  g_assert_true (poise_filter_matches (unsure, entry));
  g_assert_false (poise_filter_matches (neither, entry));
  /* Likeliest it is management. */
  poise_tag_unref (g_steal_pointer (&tag));
  tag = poise_tag_new ();
  tag->mode = POISE_MODE_MANAGEMENT;
  poise_entry_set_tag (entry, tag);
  g_assert_true (poise_filter_matches (unsure, entry));
  g_assert_false (poise_filter_matches (guess, entry));
}

static void
test_filter_tag (void)
{
  g_autoptr (PoiseFilter) filter = poise_filter_new (NULL);
  g_autoptr (PoiseFilter) all = poise_filter_new (NULL);
  g_autoptr (PoiseEntry) entry = make_entry ("Amira", NULL);

  filter->tag = g_strdup ("Küche");
  g_assert_false (poise_filter_is_empty (filter));
  g_assert_true (poise_filter_narrows (filter, all));
  g_assert_false (poise_filter_narrows (all, filter));
  g_assert_false (poise_filter_matches (filter, entry));
  poise_entry_set_tags (entry, (const char *const[]) { "work", "KÜCHE", NULL });
  g_assert_true (poise_filter_matches (filter, entry));
  poise_entry_set_tags (entry, (const char *const[]) { "work", NULL });
  g_assert_false (poise_filter_matches (filter, entry));
}

/* Words find tags, and `#word` only these. */
static void
test_tags_are_searched_too (void)
{
  g_autoptr (PoiseSearch) word = poise_search_new ("kuche");
  g_autoptr (PoiseSearch) tag = poise_search_new ("#kuche");
  g_autoptr (PoiseEntry) entry = make_entry ("Amira in der Küche", "Who?");

  g_assert_true (poise_search_matches (word, entry));
  g_assert_false (poise_search_matches (tag, entry));
  poise_entry_set_tags (entry, (const char *const[]) { "Küche", NULL });
  g_assert_true (poise_search_matches (tag, entry));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/cases", test_fold);
  g_test_add_func ("/search/matches", test_matches);
  g_test_add_func ("/search/question", test_question_is_searched_too);
  g_test_add_func ("/search/edit", test_edit_is_seen);
  g_test_add_func ("/search/find", test_find);
  g_test_add_func ("/search/found-places-hold-the-word", test_found_places_hold_the_word);
  g_test_add_func ("/search/excerpt", test_excerpt);
  g_test_add_func ("/search/excerpt-end", test_excerpt_end);
  g_test_add_func ("/filter/narrows", test_narrows);
  g_test_add_func ("/filter/narrows-means-fewer", test_narrows_means_fewer);
  g_test_add_func ("/filter/fields", test_filter_fields);
  g_test_add_func ("/filter/unsure", test_filter_unsure);
  g_test_add_func ("/filter/tag", test_filter_tag);
  g_test_add_func ("/search/tags", test_tags_are_searched_too);
  return g_test_run ();
}
