/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Common words of the languages that the tagger tells from English. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseLanguageWords:
 * @id: the language's code
 * @words: its common words in small letters, parted by spaces
 */
typedef struct
{
  const char *id;
  const char *words;
} PoiseLanguageWords;

/* English comes first. */
#define POISE_LANGUAGE_ENGLISH 0

extern const PoiseLanguageWords poise_language_words[];
extern const guint poise_n_language_words;

G_END_DECLS
