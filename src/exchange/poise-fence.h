/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code in a text, between fences as Markdown has them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseFence:
 * @mark: of what it is made; 0 where no code is open
 * @length: of how many
 *
 * The fence that opened the code of which the lines are that are read.
 */
typedef struct
{
  char mark;
  gsize length;
} PoiseFence;

gboolean poise_fence_opens (const char *line, PoiseFence *fence);
gboolean poise_fence_closes (const PoiseFence *fence, const char *line);
gboolean poise_fence_read (PoiseFence *fence, const char *line);

G_END_DECLS
