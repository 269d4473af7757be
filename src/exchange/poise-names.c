/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-names.h"

#include <string.h>

/* ---- words ---- */

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c) || c == 0x2019 || c == '\'' || c == '-';
}

/* The end of the word that begins at @p, without an apostrophe or a hyphen at its end. */
static const char *
find_word_end (const char *p)
{
  const char *end = p;

  for (; is_word_char (g_utf8_get_char (p)); p = g_utf8_next_char (p))
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

/* Whether a sentence begins with what stands at @p. */
static gboolean
begins_sentence (const char *text, const char *p)
{
  while (p > text)
    {
      gunichar c;

      p = g_utf8_prev_char (p);
      c = g_utf8_get_char (p);
      if (c == '\n')
        return TRUE;
      if (!g_unichar_isspace (c))
        return c != ',' && c != ';' && c != '/' && c != '&' && !is_word_char (c);
    }
  return TRUE;
}

/* ---- finding ---- */

static void
note (GHashTable *words, const char *word, gsize length)
{
  g_hash_table_add (words, g_strndup (word, length));
}

static void
collect (const char *text, GHashTable *found, GHashTable *lower)
{
  const char *p = text;

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
        note (lower, p, length);
      else if (is_name_like (p, length) && !begins_sentence (text, p))
        note (found, p, length);
      p = end;
    }
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(char *const *) a, *(char *const *) b);
}

/**
 * poise_names_find:
 * @text: a text, UTF-8
 *
 * Finds words that may be names, for the person to choose from: those with a capital that
 * begin no sentence and are not written small elsewhere. A language that writes other words
 * so has more of them, and a script without capitals none.
 *
 * Returns: (transfer full): the words, in their order
 */
GStrv
poise_names_find (const char *text)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) lower = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_return_val_if_fail (text != NULL, NULL);

  collect (text, found, lower);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *small = g_utf8_strdown (name, -1);

      if (!g_hash_table_contains (lower, small))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names_cb);
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/* ---- initials ---- */

static void
append_initials (GString *out, const char *name)
{
  gboolean is_first = TRUE;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_first && g_unichar_isalpha (c))
        {
          g_string_append_unichar (out, g_unichar_toupper (c));
          g_string_append_c (out, '.');
        }
      is_first = !is_word_char (c) || c == '-';
    }
}

/* A script that sets no spaces has a name end anywhere. */
static gboolean
ends_word (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return !g_unichar_isalpha (c) || g_unichar_iswide (c);
}

static const char *
match_name (const char *text, const char *p, const char *const *names)
{
  const char *longest = NULL;

  if (p > text && !ends_word (g_utf8_prev_char (p)))
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0' && g_str_has_prefix (p, names[i]) &&
        (ends_word (p + strlen (names[i])) || g_unichar_iswide (g_utf8_get_char (names[i]))) &&
        (longest == NULL || strlen (names[i]) > strlen (longest)))
      longest = names[i];
  return longest;
}

/**
 * poise_names_to_initials:
 * @text: a text, UTF-8
 * @names: (array zero-terminated=1): names that the person chose
 *
 * Returns: (transfer full): @text with initials in the place of each whole word that is one
 *   of @names
 */
char *
poise_names_to_initials (const char *text, const char *const *names)
{
  GString *out = g_string_new (NULL);
  const char *p = text;

  g_return_val_if_fail (text != NULL && names != NULL, NULL);

  while (*p != '\0')
    {
      const char *name = match_name (text, p, names);
      const char *next = name != NULL ? p + strlen (name) : g_utf8_next_char (p);

      if (name != NULL)
        append_initials (out, name);
      else
        g_string_append_len (out, p, next - p);
      p = next;
    }
  return g_string_free (out, FALSE);
}
