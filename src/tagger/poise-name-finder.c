/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-name-finder.h"

#include <string.h>

#include "poise-heading.h"
#include "poise-language.h"
#include "poise-name-char.h"

/* Words of a text, each once. */
typedef struct
{
  GHashTable *within; /* with a capital within a sentence */
  GHashTable *first;  /* with a capital where a sentence may begin */
  GHashTable *small;
} Words;

static GHashTable *
create_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
words_init (Words *self)
{
  self->within = create_set ();
  self->first = create_set ();
  self->small = create_set ();
}

static void
words_clear (Words *self)
{
  g_hash_table_unref (self->within);
  g_hash_table_unref (self->first);
  g_hash_table_unref (self->small);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

/* The end of the word that begins at @p, without an apostrophe or a hyphen at its end. */
static const char *
find_word_end (const char *p)
{
  const char *end = p;

  for (; poise_name_char_is (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p)))
      end = g_utf8_next_char (p);
  return end;
}

/* “Amira’s” is Amira. */
static gsize
get_stem_length (const char *word, gsize length)
{
  static const char *const endings[] = { "’s", "'s" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize n = strlen (endings[i]);

      if (length > n && strncmp (word + length - n, endings[i], n) == 0)
        return length - n;
    }
  return length;
}

static gboolean
is_name_like (const char *word, gsize length)
{
  const char *second = g_utf8_next_char (word);

  return g_unichar_isupper (g_utf8_get_char (word)) && second < word + length &&
         g_unichar_islower (g_utf8_get_char (second));
}

/* Whether a sentence may begin with what stands at @p. */
static gboolean
begins_sentence (const char *line, const char *p)
{
  while (p > line)
    {
      gunichar c;

      p = g_utf8_prev_char (p);
      c = g_utf8_get_char (p);
      if (!g_unichar_isspace (c))
        return c != ',' && c != ';' && c != '/' && c != '&' && !poise_name_char_is (c);
    }
  return TRUE;
}

static void
collect (const char *line, Words *words)
{
  const char *p = line;

  while (*p != '\0')
    {
      const char *end = find_word_end (p);
      gsize length;

      if (end == p)
        {
          p = g_utf8_next_char (p);
          continue;
        }
      length = get_stem_length (p, (gsize) (end - p));
      if (g_unichar_islower (g_utf8_get_char (p)))
        g_hash_table_add (words->small, g_strndup (p, length));
      else if (is_name_like (p, length))
        g_hash_table_add (begins_sentence (line, p) ? words->first : words->within,
                          g_strndup (p, length));
      p = end;
    }
}

/* A heading that Poise itself wrote. */
static gboolean
is_own_heading (const char *line, const char *const *own)
{
  g_autofree char *heading =
    poise_heading_is_at (line) ? poise_heading_get_words (line, strlen (line)) : NULL;

  return heading != NULL && g_strv_contains (own, heading);
}

static void
collect_lines (const char *text, const char *const *own, Words *words)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!is_own_heading (lines[i], own))
      collect (lines[i], words);
}

/* The words of what Poise itself wrote, in small letters. */
static GHashTable *
list_own_words (const char *const *own)
{
  GHashTable *set = create_set ();

  for (guint i = 0; own[i] != NULL; i++)
    for (const char *p = own[i]; *p != '\0';)
      {
        const char *end = find_word_end (p);

        if (end > p)
          g_hash_table_add (set, g_utf8_strdown (p, end - p));
        p = end > p ? end : g_utf8_next_char (p);
      }
  return set;
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(char *const *) a, *(char *const *) b);
}

/**
 * poise_name_finder_find:
 * @text: a text, UTF-8
 * @own: (array zero-terminated=1): what Poise itself writes into such a text: headings, and words
 *   that are no names where a sentence may begin
 *
 * Finds words that may be names: those with a capital that are not written small elsewhere. Where a
 * sentence may begin, so also after a bracket or a quotation mark, common words of the text’s
 * language are none. A language that writes other words with a capital has more of them.
 *
 * Returns: (transfer full): the words, in their order
 */
GStrv
poise_name_finder_find (const char *text, const char *const *own)
{
  g_auto (Words) words = { 0 };
  g_autoptr (GHashTable) own_words = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *language;
  GHashTableIter iter;
  gpointer name;

  g_return_val_if_fail (text != NULL && own != NULL, NULL);

  words_init (&words);
  collect_lines (text, own, &words);
  own_words = list_own_words (own);
  language = poise_language_guess (text);
  g_hash_table_iter_init (&iter, words.first);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *small = g_utf8_strdown (name, -1);

      if (!g_hash_table_contains (own_words, small) && !poise_language_has_word (language, small))
        g_hash_table_add (words.within, g_strdup (name));
    }
  g_hash_table_iter_init (&iter, words.within);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *small = g_utf8_strdown (name, -1);

      if (!g_hash_table_contains (words.small, small))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names_cb);
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/**
 * poise_name_finder_is_blind:
 * @text: a text, UTF-8
 *
 * Returns: whether letters of a script without capitals stand in it, as of Japanese or Arabic, in
 *   which poise_name_finder_find() finds no name
 */
gboolean
poise_name_finder_is_blind (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* “ª” is one of Latin script. */
      if (g_unichar_type (c) == G_UNICODE_OTHER_LETTER &&
          g_unichar_get_script (c) != G_UNICODE_SCRIPT_LATIN)
        return TRUE;
    }
  return FALSE;
}
