/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Common words of the languages that the tagger tells from English. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseCommonWords:
 * @id: the language's code
 * @words: its common words in small letters, parted by spaces
 */
typedef struct
{
  const char *id;
  const char *words;
} PoiseCommonWords;

/* English comes first. */
#define POISE_LANGUAGE_ENGLISH 0

extern const PoiseCommonWords poise_common_words[];
extern const guint poise_n_common_words;

G_END_DECLS
