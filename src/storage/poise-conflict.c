/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-conflict.h"

#include <string.h>

#define MARKER_LENGTH 7

/* Whose a line is. */
typedef enum
{
  SIDE_BOTH,
  SIDE_OURS,
  SIDE_BASE,
  SIDE_THEIRS,
} Side;

/* JSON escapes line breaks, so that no line of a text can begin so. Git's markers are longer
 * where a merge of merges left some. */
static gboolean
is_marker (const char *line, gsize length, char sign)
{
  gsize n = 0;

  while (n < length && line[n] == sign)
    n++;
  return n >= MARKER_LENGTH &&
         (n == length || line[n] == ' ' || line[n] == '\r' || line[n] == '\n');
}

/**
 * poise_conflict_is_in:
 * @data: the bytes of a file
 * @length: how many there are
 *
 * Returns: %TRUE if git left conflict markers in it
 */
gboolean
poise_conflict_is_in (const char *data, gsize length)
{
  return poise_conflict_split (data, length, NULL, NULL);
}

static Side
find_side (Side side, guint *depth, const char *line, gsize length, gboolean *is_mark)
{
  *is_mark = TRUE;
  if (is_marker (line, length, '<'))
    return (*depth)++ == 0 ? SIDE_OURS : side;
  if (*depth > 0 && is_marker (line, length, '>'))
    return --(*depth) == 0 ? SIDE_BOTH : side;
  /* Only a base has markers of its own: those of an older merge. */
  if (*depth == 1 && side == SIDE_OURS && is_marker (line, length, '|'))
    return SIDE_BASE;
  if (*depth == 1 && side != SIDE_THEIRS && is_marker (line, length, '='))
    return SIDE_THEIRS;
  *is_mark = FALSE;
  return side;
}

/**
 * poise_conflict_split:
 * @data: the bytes of a file
 * @length: how many there are
 * @ours: (out) (optional): what the file held on this side
 * @theirs: (out) (optional): what it held on the other one
 *
 * Takes apart what git could not merge, with two-way or three-way markers.
 *
 * Returns: %TRUE if there are whole conflicts in it
 */
gboolean
poise_conflict_split (const char *data, gsize length, GBytes **ours, GBytes **theirs)
{
  g_autoptr (GByteArray) left = g_byte_array_new ();
  g_autoptr (GByteArray) right = g_byte_array_new ();
  Side side = SIDE_BOTH;
  guint depth = 0, n_conflicts = 0;

  for (gsize at = 0; at < length;)
    {
      const char *line = data + at;
      const char *end = memchr (line, '\n', length - at);
      gsize size = end != NULL ? (gsize) (end - line) + 1 : length - at;
      gboolean is_mark;

      side = find_side (side, &depth, line, size, &is_mark);
      at += size;
      n_conflicts += is_mark && side == SIDE_THEIRS;
      if (is_mark)
        continue;
      if (side == SIDE_BOTH || side == SIDE_OURS)
        g_byte_array_append (left, (const guint8 *) line, (guint) size);
      if (side == SIDE_BOTH || side == SIDE_THEIRS)
        g_byte_array_append (right, (const guint8 *) line, (guint) size);
    }
  if (n_conflicts == 0 || depth != 0)
    return FALSE;
  if (ours != NULL)
    *ours = g_byte_array_free_to_bytes (g_steal_pointer (&left));
  if (theirs != NULL)
    *theirs = g_byte_array_free_to_bytes (g_steal_pointer (&right));
  return TRUE;
}
