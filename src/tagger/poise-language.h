/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What language a text is in: by its script, its common words and its spelling.
 *
 * The evidence of sentences adds up to that of their text.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define POISE_LANGUAGE_MAX 32

/* None of the languages that are told apart. */
#define POISE_LANGUAGE_UNKNOWN "und"

/**
 * PoiseLanguageEvidence:
 * @words: how many words there are
 * @latin: how many letters of Latin script
 * @other: how many of other scripts, a Chinese or Japanese one for three
 * @kana: how many of Japanese syllabaries
 * @han: how many Chinese characters
 * @arabic: how many letters that Arabic has
 * @arabic_others: how many of its script that only Persian, Urdu and others have
 * @odd: how many words have letters that English has not
 * @score: what speaks for each language
 */
typedef struct
{
  guint words;
  guint latin;
  guint other;
  guint kana;
  guint han;
  guint arabic;
  guint arabic_others;
  guint odd;
  float score[POISE_LANGUAGE_MAX];
} PoiseLanguageEvidence;

void poise_language_weigh (PoiseLanguageEvidence *evidence, const char *text, gsize length);
void poise_language_add (PoiseLanguageEvidence *evidence, const PoiseLanguageEvidence *other);
const char *poise_language_decide (const PoiseLanguageEvidence *evidence, gboolean *is_clear);
const char *poise_language_guess (const char *text);
gboolean poise_language_has_word (const char *code, const char *word);
gboolean poise_language_may_be (const PoiseLanguageEvidence *evidence, const char *code);

G_END_DECLS
