/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-excerpt.h"

#include <string.h>

/* Where the first place lies further in than this, the excerpt begins near it. */
#define LEAD_CHARS 40
/* So many characters at most are left out for it to end with a word. */
#define MAX_CUT 20

/* Begins with a word, not with the rest of one. */
static guint
find_begin (const char *text, guint first_place)
{
  guint begin = first_place - LEAD_CHARS / 2;
  const char *p = g_utf8_offset_to_pointer (text, begin);

  for (guint i = begin; i < first_place; i++, p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      return i + 1;
  return begin;
}

/* Ends with a word, where the text has spaces. */
static guint
find_end (const char *text, guint begin, guint end)
{
  const char *p = g_utf8_offset_to_pointer (text, end);

  if (g_unichar_isspace (g_utf8_get_char (p)))
    return end;
  for (guint i = end; i > begin && i + MAX_CUT > end; i--)
    {
      p = g_utf8_prev_char (p);
      if (g_unichar_isspace (g_utf8_get_char (p)))
        return i - 1;
    }
  return end;
}

/* Without the white space at its end. */
static guint
count_chars (const char *text)
{
  const char *end = text + strlen (text);

  for (const char *p = end; p != text; end = p)
    {
      p = g_utf8_prev_char (p);
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        break;
    }
  return (guint) g_utf8_strlen (text, end - text);
}

static void
shift_spans (GArray *spans, guint begin, guint shift, guint end)
{
  guint n = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      PoiseSpan span = g_array_index (spans, PoiseSpan, i);

      if (span.start < begin || span.start >= end)
        continue;
      span.start = span.start - begin + shift;
      span.end = MIN (span.end, end) - begin + shift;
      g_array_index (spans, PoiseSpan, n++) = span;
    }
  g_array_set_size (spans, n);
}

/* A heading's mark, of whatever level, is for the eye that sees lines. */
static const char *
skip_mark (const char *line)
{
  gsize mark = strspn (line, "#");

  return mark > 0 && line[mark] == ' ' ? line + mark + 1 : line;
}

static char *
strip_headings (const char *text)
{
  GString *plain = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *line = skip_mark (text);
      gsize length = strcspn (line, "\n");

      length += line[length] == '\n';
      g_string_append_len (plain, line, length);
      text = line + length;
    }
  return g_string_free (plain, FALSE);
}

/**
 * poise_excerpt_new:
 * @text: UTF-8 text
 * @search: what was looked for
 * @max_chars: how long the excerpt may be, without the “…” where @text goes on
 * @spans: (out) (transfer full) (element-type PoiseSpan): the places in the
 *   excerpt
 *
 * Takes the beginning of @text, or what is around the first place where that
 * lies further in. Where nothing is found, the marks of headings are left out.
 *
 * Returns: (transfer full): the excerpt, in which every white space is a space
 */
char *
poise_excerpt_new (const char *text, const PoiseSearch *search, guint max_chars, GArray **spans)
{
  g_autofree char *plain = NULL;
  g_autofree char *part = NULL;
  GString *excerpt = g_string_new (NULL);
  guint begin = 0, length, end;

  *spans = poise_search_find (search, text);
  if ((*spans)->len == 0)
    text = plain = strip_headings (text);
  length = count_chars (text);
  if ((*spans)->len > 0 && g_array_index (*spans, PoiseSpan, 0).start > max_chars / 3 + LEAD_CHARS)
    begin = find_begin (text, g_array_index (*spans, PoiseSpan, 0).start);
  end = length > begin + max_chars ? find_end (text, begin, begin + max_chars) : length;
  shift_spans (*spans, begin, begin > 0 ? 1 : 0, end);

  if (begin > 0)
    g_string_append (excerpt, "…");
  part = g_utf8_substring (text, begin, end);
  for (const char *p = part; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (excerpt, g_unichar_isspace (c) ? ' ' : c);
    }
  if (end < length)
    g_string_append (excerpt, "…");
  return g_string_free (excerpt, FALSE);
}

/**
 * poise_excerpt_first_words:
 * @text: UTF-8 text
 *
 * Finds by what an entry is known again in a list.
 *
 * Returns: (transfer full): its first line that has words, without the mark of a heading; its
 *   first line where none has
 */
char *
poise_excerpt_first_words (const char *text)
{
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    for (const char *p = lines[i]; *p != '\0'; p = g_utf8_next_char (p))
      if (g_unichar_isalnum (g_utf8_get_char (p)))
        return g_strstrip (g_strdup (skip_mark (lines[i])));
  return g_strndup (text, strcspn (text, "\n"));
}
