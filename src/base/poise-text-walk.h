/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cuts pieces out of a text in its order, which takes one walk along it:
 * g_utf8_substring() counts from the beginning for each.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseTextWalk:
 * @at: where the walk is
 * @offset: how many characters are behind it
 */
typedef struct
{
  const char *at;
  guint offset;
} PoiseTextWalk;

/**
 * POISE_TEXT_WALK_INIT:
 * @text: valid UTF-8, which must outlive the walk
 *
 * A walk at a text's beginning.
 */
#define POISE_TEXT_WALK_INIT(text) { (text), 0 }

char *poise_text_walk_cut (PoiseTextWalk *self, guint start, guint end);
char *poise_text_walk_cut_whole (PoiseTextWalk *self, guint start, guint end);

G_END_DECLS
