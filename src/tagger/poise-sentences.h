/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where sentences begin and end. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseSentence:
 * @start: the first byte
 * @end: one past the last byte
 * @start_char: the first character
 * @end_char: one past the last character
 */
typedef struct
{
  gsize start;
  gsize end;
  guint start_char;
  guint end_char;
} PoiseSentence;

GArray *poise_sentences_find (const char *text, gsize length);

G_END_DECLS
