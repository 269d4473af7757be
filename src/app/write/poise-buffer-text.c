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
