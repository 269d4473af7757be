/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-sentences.h"

#include <pango/pango.h>
#include <string.h>

/* Pango's attributes take memory per character; paragraphs longer than this
 * are handed to it in pieces. */
#define MAX_PIECE_CHARS 50000

typedef struct
{
  const char *text;
  GArray *sentences;
  guint chars; /* characters before the paragraph */
} Search;

static const char *const abbreviations[] = { "mr",     "mrs",  "ms",  "dr",   "st", "prof", "sr",
                                             "jr",     "vs",   "no",  "eg",   "ie", "e.g",  "i.e",
                                             "approx", "dept", "min", "mins", "hr", "hrs",  "rev",
                                             "sgt",    "capt", "lt",  "cpl",  "fr", "cllr", NULL };

static gboolean
is_abbreviation (const char *word, gsize length)
{
  char folded[8];

  if (length == 0 || length >= sizeof folded)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    folded[i] = g_ascii_tolower (word[i]);
  folded[length] = '\0';
  return g_strv_contains (abbreviations, folded);
}

/* Unicode's rule would end a sentence at "Mr. Hill", and would not at
 * "all done. going home", which is how people write at the end of a day. */
static gboolean
is_abbreviated_before (const char *start, const char *at)
{
  const char *end = at;
  const char *word;

  while (end > start && g_ascii_isspace (end[-1]))
    end--;
  if (end == start || end[-1] != '.')
    return FALSE;
  end--;
  word = end;
  while (word > start && !g_ascii_isspace (word[-1]) && word[-1] != '(')
    word--;
  return is_abbreviation (word, (gsize) (end - word));
}

static gboolean
ends_before_lower (const char *start, const char *at)
{
  const char *stop = at;
  guint letters = 0;

  while (stop > start && g_ascii_isspace (stop[-1]))
    stop--;
  if (stop == at || stop == start || stop[-1] != '.' || (stop - start > 1 && stop[-2] == '.'))
    return FALSE;
  for (const char *p = stop - 1; p > start && !g_ascii_isspace (p[-1]); p--)
    {
      if (p[-1] == '.')
        return FALSE;
      letters++;
    }
  return letters >= 3 && !is_abbreviated_before (start, at);
}

static const char *
skip_bullet (const char *p, const char *end)
{
  const char *q = p;

  while (q < end && (g_unichar_isspace (g_utf8_get_char (q)) || *q == '-' || *q == '*' ||
                     g_utf8_get_char (q) == 0x2022))
    q = g_utf8_next_char (q);
  return q;
}

static void
add_sentence (Search *search, const char *start, const char *end)
{
  const char *first = skip_bullet (start, end);
  PoiseSentence sentence;
  guint skipped = (guint) g_utf8_strlen (start, first - start);
  guint length;

  while (end > first && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  length = (guint) g_utf8_strlen (first, end - first);
  sentence = (PoiseSentence){ .start = (gsize) (first - search->text),
                              .end = (gsize) (end - search->text),
                              .start_char = search->chars + skipped,
                              .end_char = search->chars + skipped + length };
  if (length > 0)
    g_array_append_val (search->sentences, sentence);
}

static void
split_piece (Search *search, const char *piece, const char *end)
{
  glong n_chars = g_utf8_strlen (piece, end - piece);
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, (gsize) n_chars + 1);
  const char *start = piece;
  const char *p = piece;
  guint base = search->chars;
  glong started = 0;

  pango_get_log_attrs (piece, (int) (end - piece), -1, pango_language_from_string ("en"), attrs,
                       (int) n_chars + 1);
  for (glong i = 0; i <= n_chars; i++)
    {
      gboolean ends = i == n_chars;

      if (!ends && i > started)
        ends = attrs[i].is_sentence_boundary
                 ? !is_abbreviated_before (piece, p)
                 : g_unichar_islower (g_utf8_get_char (p)) && ends_before_lower (piece, p);
      if (ends)
        {
          search->chars = base + (guint) started;
          add_sentence (search, start, p);
          start = p;
          started = i;
        }
      if (i < n_chars)
        p = g_utf8_next_char (p);
    }
  search->chars = base + (guint) n_chars;
}

static void
split_line (Search *search, const char *line, const char *end)
{
  while (line < end)
    {
      const char *stop = line;
      guint chars = 0;

      while (stop < end && chars < MAX_PIECE_CHARS)
        {
          stop = g_utf8_next_char (stop);
          chars++;
        }
      split_piece (search, line, stop);
      line = stop;
    }
}

/**
 * poise_sentences_find:
 * @text: valid UTF-8
 * @length: its length in bytes
 *
 * Splits a text into sentences. Pango tells boundaries by Unicode Standard
 * Annex 29, with two rules of ours: common abbreviations do not end a
 * sentence, and a full stop before a small letter does. Line breaks end one
 * too. White space and list bullets around a sentence do not belong to it.
 *
 * Returns: (transfer full) (element-type PoiseSentence): the sentences
 */
GArray *
poise_sentences_find (const char *text, gsize length)
{
  Search search = { .text = text };
  const char *end = text + length;
  const char *line = text;

  search.sentences = g_array_new (FALSE, FALSE, sizeof (PoiseSentence));
  while (line < end)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));

      if (stop == NULL)
        stop = end;
      split_line (&search, line, stop);
      if (stop < end)
        search.chars++;
      line = stop + 1;
    }
  return search.sentences;
}
