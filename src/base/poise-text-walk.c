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

/**
 * poise_text_walk_cut_whole:
 * @self: a walk
 * @start: the first character
 * @end: one past the last
 *
 * As poise_text_walk_cut(), for pieces that a file names, which may not be there.
 *
 * Returns: (transfer full) (nullable): the piece; %NULL where it is not whole in what is left of
 * the text, or empty
 */
char *
poise_text_walk_cut_whole (PoiseTextWalk *self, guint start, guint end)
{
  g_autofree char *piece = NULL;

  g_return_val_if_fail (self != NULL && self->at != NULL, NULL);

  if (start < self->offset || start >= end)
    return NULL;
  piece = poise_text_walk_cut (self, start, end);
  return self->offset == end ? g_steal_pointer (&piece) : NULL;
}
