/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-word-count.h"

#include <pango/pango.h>
#include <string.h>

#include "poise-heading.h"

/* Pango takes more than its share of time for a longer run without a space. */
#define MAX_RUN_CHARS 1000

/* Thai and its kin put no spaces between words. */
static gboolean
is_unspaced (gunichar c)
{
  return g_unichar_break_type (c) == G_UNICODE_BREAK_COMPLEX_CONTEXT;
}

/* Neither do Chinese and Japanese, whose length is told in characters: Han,
 * kana and their repetition and length marks, but no punctuation. */
static gboolean
is_word_by_itself (gunichar c)
{
  switch (g_unichar_break_type (c))
    {
    case G_UNICODE_BREAK_IDEOGRAPHIC:
    case G_UNICODE_BREAK_CONDITIONAL_JAPANESE_STARTER:
    case G_UNICODE_BREAK_NON_STARTER:
      return g_unichar_isalpha (c);
    default:
      return FALSE;
    }
}

static gboolean
is_in_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == 0x200c || c == 0x200d;
}

/* "didn't", "l'équipe" and "10:30" are one. */
static gboolean
joins (gunichar before, gunichar c, gunichar after)
{
  if (c == '\'' || c == 0x2019)
    return g_unichar_isalpha (before) && g_unichar_isalpha (after);
  return (c == '.' || c == ',' || c == ':' || c == '/') && g_unichar_isdigit (before) &&
         g_unichar_isdigit (after);
}

/* Where the word that begins at @p ends. */
static const char *
skip_word (const char *p)
{
  gunichar before = 0;

  for (;;)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (c == '\0' || is_unspaced (c) || is_word_by_itself (c) ||
          (!is_in_word (c) && !joins (before, c, g_utf8_get_char (next))))
        return p;
      before = c;
      p = next;
    }
}

/* Pango has a dictionary for Thai. */
static const char *
count_unspaced (const char *start, guint *n_words)
{
  const char *end = start;
  glong n_chars = 0;
  g_autofree PangoLogAttr *attrs = NULL;

  for (; n_chars < MAX_RUN_CHARS && is_unspaced (g_utf8_get_char (end));
       end = g_utf8_next_char (end))
    n_chars++;
  attrs = g_new0 (PangoLogAttr, (gsize) n_chars + 1);
  pango_get_log_attrs (start, (int) (end - start), -1, pango_language_from_string ("th"), attrs,
                       (int) n_chars + 1);
  for (glong i = 0; i < n_chars; i++)
    *n_words += attrs[i].is_word_start;
  return end;
}

static gboolean
is_heading (const char *text, const char *p)
{
  return (p == text || p[-1] == '\n') && poise_heading_is_at (p);
}

/**
 * poise_word_count:
 * @text: valid UTF-8
 *
 * Counts words: what stands between spaces and marks, what Pango finds in Thai,
 * and each character of Chinese and Japanese, but for headings: a form's questions
 * are not written by the person. One walk along the text, quick
 * enough for each key that is pressed.
 *
 * Returns: how many
 */
guint
poise_word_count (const char *text)
{
  const char *p = text;
  guint n = 0;

  g_return_val_if_fail (text != NULL, 0);

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (is_heading (text, p))
        p += strcspn (p, "\n");
      else if (is_unspaced (c))
        p = count_unspaced (p, &n);
      else if (!is_word_by_itself (c) && g_unichar_isalnum (c))
        {
          n++;
          p = skip_word (p);
        }
      else
        {
          n += is_word_by_itself (c);
          p = g_utf8_next_char (p);
        }
    }
  return n;
}
