/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-fence.h"

#include <string.h>

#define MIN_LENGTH 3

/* How many marks a line begins with, which are a fence if they are enough. */
static gsize
count_marks (const char *line, char mark)
{
  gsize n = 0;

  while (line[n] == mark)
    n++;
  return n;
}

/**
 * poise_fence_opens:
 * @line: a line of a text
 * @fence: (out caller-allocates): the fence
 *
 * A fence may stand behind the hyphen of a list. “```ls```” is code within a line.
 *
 * Returns: whether code begins here
 */
gboolean
poise_fence_opens (const char *line, PoiseFence *fence)
{
  const char *start = line + strspn (line, " \t-");
  gsize length = *start == '`' || *start == '~' ? count_marks (start, *start) : 0;

  *fence = (PoiseFence) { 0 };
  if (length < MIN_LENGTH || (*start == '`' && strchr (start + length, '`') != NULL))
    return FALSE;
  *fence = (PoiseFence) { *start, length };
  return TRUE;
}

/**
 * poise_fence_closes:
 * @fence: the fence that began code
 * @line: a line below it
 *
 * Returns: whether the code ends here: with as many marks of its kind, and nothing else
 */
gboolean
poise_fence_closes (const PoiseFence *fence, const char *line)
{
  const char *start = line + strspn (line, " \t");
  gsize length = count_marks (start, fence->mark);

  return length >= fence->length && start[length + strspn (start + length, " \t\r")] == '\0';
}

/**
 * poise_fence_read:
 * @fence: (inout): the fence that is open, or none
 * @line: the next line of a text
 *
 * Returns: whether the line is one of code, or of its fences
 */
gboolean
poise_fence_read (PoiseFence *fence, const char *line)
{
  if (fence->mark == '\0')
    return poise_fence_opens (line, fence);
  if (poise_fence_closes (fence, line))
    *fence = (PoiseFence) { 0 };
  return TRUE;
}
