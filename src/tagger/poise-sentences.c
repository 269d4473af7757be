/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-sentences.h"

#include <pango/pango.h>
#include <string.h>

#include "poise-abbreviations.h"
#include "poise-heading.h"
#include "poise-sentence-ends.h"

/* Pango's attributes take memory per character; paragraphs longer than this
 * are handed to it in pieces. */
#define MAX_PIECE_CHARS 50000
/* More are no number of a list. */
#define MAX_LIST_DIGITS 2

typedef struct
{
  const char *text;
  GArray *sentences;
  const char *start; /* of the sentence that is open */
  guint chars;       /* characters before it */
} Search;

/* Unicode's rule would not end a sentence at "all done. going home", which is
 * how people write at the end of a day. */
static gboolean
ends_before_lower (const char *start, const char *at, const char *end)
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
  return letters >= 3 && !poise_abbreviation_stands_before (start, at, end);
}

/* Letters of scripts that are written without spaces, or with none after "1." */
static gboolean
is_spaceless (gunichar c)
{
  switch ((int) g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return g_unichar_isalpha (c);
    default:
      return FALSE;
    }
}

/* Where the number of a list ends, "1.", "1)", "1-" or "1、", or @p: neither "1.5 hours" nor
 * "3. März" has one. */
static const char *
skip_list_number (const char *p, const char *end)
{
  const char *digits = p, *marks, *next;
  guint n = 0;

  for (; p < end && g_unichar_isdigit (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    n++;
  marks = p;
  while (p < end && g_utf8_strchr (".)-．）、", -1, g_utf8_get_char (p)) != NULL)
    p = g_utf8_next_char (p);
  next = p;
  while (next < end && g_unichar_isspace (g_utf8_get_char (next)))
    next = g_utf8_next_char (next);
  if (n == 0 || n > MAX_LIST_DIGITS || p == marks ||
      (next == p && p < end && !is_spaceless (g_utf8_get_char (p))) ||
      poise_abbreviation_stands_before (digits, next, end))
    return digits;
  return next;
}

static gboolean
is_bullet (gunichar c)
{
  return g_unichar_isspace (c) || c == '-' || c == '*' || c == 0x2022;
}

static const char *
skip_bullet (const char *p, const char *end)
{
  while (p < end && is_bullet (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return skip_list_number (p, end);
}

static guint
count_chars (const char *p, const char *end)
{
  guint n = 0;

  for (; p < end; p++)
    n += (*p & 0xc0) != 0x80;
  return n;
}

/* Ends the sentence that has been open, and begins the next one. */
static void
end_sentence (Search *search, const char *end)
{
  const char *first = skip_bullet (search->start, end);
  const char *last = end;
  PoiseSentence sentence;

  sentence.start = (gsize) (first - search->text);
  sentence.start_char = search->chars + count_chars (search->start, first);
  while (last > first && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (last))))
    last = g_utf8_prev_char (last);
  sentence.end = (gsize) (last - search->text);
  sentence.end_char = sentence.start_char + count_chars (first, last);
  if (last > first)
    g_array_append_val (search->sentences, sentence);
  search->chars = sentence.end_char + count_chars (last, end);
  search->start = end;
}

/* Where a sentence ends if Pango says that it does at @at, or NULL. */
static const char *
check_boundary (const char *piece, const char *at, const char *end)
{
  return poise_abbreviation_stands_before (piece, at, end)
           ? NULL
           : poise_sentence_end_find (piece, at, end);
}

/* Asks Pango where the sentences of a segment end. What stands before it in
 * its piece is only looked at by our own rules. */
static void
split_segment (Search *search, const char *piece, const char *segment, const char *end)
{
  glong n_chars = g_utf8_strlen (segment, end - segment);
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, (gsize) n_chars + 1);
  const char *p = segment;

  pango_get_log_attrs (segment, (int) (end - segment), -1, pango_language_from_string ("en"), attrs,
                       (int) n_chars + 1);
  for (glong i = 1; i < n_chars; i++)
    {
      const char *stop = NULL;

      p = g_utf8_next_char (p);
      if (attrs[i].is_sentence_boundary)
        stop = check_boundary (piece, p, end);
      else if ((g_unichar_islower (g_utf8_get_char (p)) && ends_before_lower (piece, p, end)) ||
               poise_sentence_end_is_ellipsis (piece, p, end))
        stop = p;
      if (stop != NULL && stop > search->start)
        end_sentence (search, stop);
    }
}

static gboolean
is_closer (gunichar c)
{
  return c == '"' || c == '\'' || c == ')' || c == 0x201d || c == 0x2019;
}

static const char *
skip_closers (const char *p, const char *end)
{
  while (p < end && is_closer (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* Letters of the Latin script and the marks of common typography that end no
 * sentence. */
static gboolean
is_quiet (gunichar c)
{
  return (c >= 0xa0 && c <= 0x24f) || c == 0x2013 || c == 0x2014 || (c >= 0x2018 && c <= 0x201e) ||
         c == 0x2022 || c == 0x20ac;
}

/* Finds where a segment of a piece ends: before a capital that follows
 * spaces and a stop, where a sentence ends by Annex 29 whatever came before, so
 * that Pango would begin anew there. Most segments have no other stop in
 * them, and need no Pango: it takes ten times as long as all the rest, since
 * it finds lines, words and clusters too. */
static const char *
find_segment (const char *segment, const char *end, gboolean *needs_pango)
{
  const char *p = segment;

  *needs_pango = FALSE;
  while (p < end)
    {
      const char *after, *next;

      if ((guchar) *p >= 0x80)
        {
          *needs_pango = *needs_pango || !is_quiet (g_utf8_get_char (p));
          p = g_utf8_next_char (p);
          continue;
        }
      if (*p != '.' && *p != '!' && *p != '?')
        {
          *needs_pango = *needs_pango || (*p < ' ' && *p != '\t') || *p == 0x7f;
          p++;
          continue;
        }
      after = skip_closers (p + 1, end);
      next = after;
      while (next < end && *next == ' ')
        next++;
      if (p > segment && g_ascii_isgraph (p[-1]) && next > after && next < end &&
          g_ascii_isupper (*next))
        return next;
      *needs_pango = *needs_pango || after < end;
      p++;
    }

  return end;
}

static void
split_piece (Search *search, const char *piece, const char *end)
{
  const char *segment = piece;

  while (segment < end)
    {
      gboolean needs_pango;
      const char *stop = find_segment (segment, end, &needs_pango);

      if (needs_pango)
        split_segment (search, piece, segment, stop);
      if (stop == end || !poise_abbreviation_stands_before (piece, stop, end))
        end_sentence (search, stop);
      segment = stop;
    }
}

static void
split_line (Search *search, const char *line, const char *end)
{
  while (line < end)
    {
      const char *stop = end;

      if (end - line > MAX_PIECE_CHARS && g_utf8_strlen (line, end - line) > MAX_PIECE_CHARS)
        stop = g_utf8_offset_to_pointer (line, MAX_PIECE_CHARS);
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
 * Annex 29, with rules of ours: common abbreviations do not end a sentence, a full
 * stop before a small letter does, and those of poise_sentence_end_find(). Line breaks end one
 * too, and a heading is none. White space and list bullets around a sentence do not belong to it.
 *
 * Returns: (transfer full) (element-type PoiseSentence): the sentences
 */
GArray *
poise_sentences_find (const char *text, gsize length)
{
  Search search = { .text = text, .start = text };
  const char *end = text + length;
  const char *line = text;

  search.sentences = g_array_new (FALSE, FALSE, sizeof (PoiseSentence));
  while (line < end)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));

      if (stop == NULL)
        stop = end;
      if ((gsize) (stop - line) >= strlen (POISE_HEADING) && poise_heading_is_at (line))
        search.chars += count_chars (line, stop);
      else
        split_line (&search, line, stop);
      if (stop < end)
        search.chars++;
      line = search.start = stop + 1;
    }
  return search.sentences;
}
