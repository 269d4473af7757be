/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-text-walk.h"

static void
go_to (PoiseTextWalk *self, guint offset)
{
  while (self->offset < offset && *self->at != '\0')
    {
      self->at = g_utf8_next_char (self->at);
      self->offset++;
    }
}

/**
 * poise_text_walk_cut:
 * @self: a walk
 * @start: the first character
 * @end: one past the last
 *
 * Walks on to a piece of the text and copies it. What lies behind the walk or
 * beyond the text is left out.
 *
 * Returns: (transfer full): the piece
 */
char *
poise_text_walk_cut (PoiseTextWalk *self, guint start, guint end)
{
  const char *first;

  g_return_val_if_fail (self != NULL && self->at != NULL, NULL);

  go_to (self, start);
  first = self->at;
  go_to (self, end);
  return g_strndup (first, (gsize) (self->at - first));
}
