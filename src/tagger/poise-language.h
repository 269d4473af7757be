/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a text is English: by its script, its common words and its spelling.
 *
 * The evidence of sentences adds up to that of their text, so that one pass
 * judges both.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define POISE_LANGUAGE_MAX 32

/**
 * PoiseLanguage:
 * @POISE_LANGUAGE_UNCLEAR: too little to tell by
 * @POISE_LANGUAGE_READABLE: English, or English with words of another language
 * @POISE_LANGUAGE_FOREIGN: another language
 */
typedef enum
{
  POISE_LANGUAGE_UNCLEAR,
  POISE_LANGUAGE_READABLE,
  POISE_LANGUAGE_FOREIGN,
} PoiseLanguage;

/**
 * PoiseLanguageEvidence:
 * @words: how many words there are
 * @latin: how many letters of Latin script
 * @other: how many of other scripts
 * @odd: how many words have letters that English has not
 * @score: what speaks for each language
 */
typedef struct
{
  guint words;
  guint latin;
  guint other;
  guint odd;
  float score[POISE_LANGUAGE_MAX];
} PoiseLanguageEvidence;

void poise_language_weigh (PoiseLanguageEvidence *evidence, const char *text, gsize length);
void poise_language_add (PoiseLanguageEvidence *evidence, const PoiseLanguageEvidence *other);
PoiseLanguage poise_language_decide (const PoiseLanguageEvidence *evidence);

G_END_DECLS
