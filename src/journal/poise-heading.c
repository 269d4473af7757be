/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-heading.h"

#include <string.h>

/**
 * poise_heading_is_at:
 * @line: where a line of a text begins
 *
 * Returns: %TRUE if this line is a heading
 */
gboolean
poise_heading_is_at (const char *line)
{
  g_return_val_if_fail (line != NULL, FALSE);

  /* g_str_has_prefix() would measure all that follows, at each line. */
  return strncmp (line, POISE_HEADING, strlen (POISE_HEADING)) == 0;
}

/**
 * poise_heading_append:
 * @text: a text, whose last line may be begun
 * @heading: a heading's words
 *
 * Adds a heading, with an empty line before it where there is something.
 */
void
poise_heading_append (GString *text, const char *heading)
{
  g_return_if_fail (text != NULL && heading != NULL);

  while (text->len > 0 && text->str[text->len - 1] == '\n')
    g_string_truncate (text, text->len - 1);
  g_string_append_printf (text, "%s" POISE_HEADING "%s\n", text->len > 0 ? "\n\n" : "", heading);
}

/**
 * poise_heading_get_words:
 * @line: a heading
 * @length: how many bytes its line has
 *
 * Returns: (transfer full): its words
 */
char *
poise_heading_get_words (const char *line, gsize length)
{
  gsize mark = strlen (POISE_HEADING);

  g_return_val_if_fail (line != NULL && length >= mark, NULL);

  return g_strstrip (g_strndup (line + mark, length - mark));
}

static void
give_lines (const char *start, const char *end, PoiseHeadingFunc func, gpointer data)
{
  g_autofree char *lines = NULL;

  while (start < end && *start == '\n')
    start++;
  while (end > start && g_ascii_isspace (end[-1]))
    end--;
  if (start == end)
    return;
  lines = g_strndup (start, (gsize) (end - start));
  func (lines, FALSE, data);
}

/**
 * poise_heading_foreach:
 * @text: a text
 * @func: (scope call): takes each heading, and what stands between them
 * @data: for @func
 *
 * Divides a text by its headings. Between two of them there may be nothing.
 */
void
poise_heading_foreach (const char *text, PoiseHeadingFunc func, gpointer data)
{
  const char *body = text;

  g_return_if_fail (text != NULL && func != NULL);

  for (const char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");
      const char *next = line + length + (line[length] == '\n' ? 1 : 0);

      if (poise_heading_is_at (line))
        {
          g_autofree char *words = poise_heading_get_words (line, length);

          give_lines (body, line, func, data);
          func (words, TRUE, data);
          body = next;
        }
      line = next;
    }
  give_lines (body, body + strlen (body), func, data);
}

static guint
count_chars (const char *text, const char *end)
{
  return (guint) g_utf8_strlen (text, end - text);
}

static void
end_answer (GArray *answers, const char *text, const char *end)
{
  PoiseAnswer *last;
  const char *start, *stop = end;

  if (answers->len == 0)
    return;
  last = &g_array_index (answers, PoiseAnswer, answers->len - 1);
  start = g_utf8_offset_to_pointer (text, last->start);
  while (stop > start && g_ascii_isspace (stop[-1]))
    stop--;
  last->end = count_chars (text, stop);
  last->next = count_chars (text, end);
}

/**
 * poise_heading_find_answers:
 * @text: a text
 *
 * Returns: (transfer full) (element-type PoiseAnswer): its headings, and what stands below
 *   each
 */
GArray *
poise_heading_find_answers (const char *text)
{
  GArray *answers = g_array_new (FALSE, TRUE, sizeof (PoiseAnswer));
  const char *line = text;

  g_return_val_if_fail (text != NULL, answers);

  while (*line != '\0')
    {
      const char *end = line + strcspn (line, "\n");
      const char *next = *end == '\n' ? end + 1 : end;

      if (poise_heading_is_at (line))
        {
          PoiseAnswer answer = { .heading = count_chars (text, line),
                                 .start = count_chars (text, next) };

          end_answer (answers, text, line);
          g_array_append_val (answers, answer);
        }
      line = next;
    }
  end_answer (answers, text, line);
  return answers;
}
