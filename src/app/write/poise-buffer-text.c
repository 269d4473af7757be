/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-buffer-text.h"

/**
 * poise_buffer_text_get:
 * @buffer: where a text is written
 *
 * Returns: (transfer full): all of it, hidden characters too, since offsets count them
 */
char *
poise_buffer_text_get (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/**
 * poise_buffer_text_change:
 * @buffer: where a text is written
 * @text: what shall stand there
 *
 * Replaces only what differs: the cursor, the selection and what an input method makes at the
 * cursor stay at their words.
 */
void
poise_buffer_text_change (GtkTextBuffer *buffer, const char *text)
{
  g_autofree char *shown = poise_buffer_text_get (buffer);
  const char *from = shown;
  const char *to = shown + strlen (shown);
  const char *text_to = text + strlen (text);
  GtkTextIter start, end;
  glong offset;

  while (from < to && text < text_to && g_utf8_get_char (from) == g_utf8_get_char (text))
    {
      from = g_utf8_next_char (from);
      text = g_utf8_next_char (text);
    }
  while (from < to && text < text_to &&
         g_utf8_get_char (g_utf8_prev_char (to)) == g_utf8_get_char (g_utf8_prev_char (text_to)))
    {
      to = g_utf8_prev_char (to);
      text_to = g_utf8_prev_char (text_to);
    }
  offset = g_utf8_strlen (shown, from - shown);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) offset);
  gtk_text_buffer_get_iter_at_offset (buffer, &end,
                                      (int) (offset + g_utf8_strlen (from, to - from)));
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, (int) (text_to - text));
}
