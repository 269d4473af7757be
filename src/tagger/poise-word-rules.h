/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The closed classes of a language's function words, and its stemmer, read from
 * a key file (data/tagger/LL/rules.ini) that is part of the language's model.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseWordFlags:
 * @POISE_WORD_FIRST_PERSON: the writer, alone or with others
 * @POISE_WORD_NEGATION: not
 * @POISE_WORD_INSTEAD: instead
 * @POISE_WORD_CONJUNCTION: begins a clause
 * @POISE_WORD_OTHER_PERSON: somebody else
 * @POISE_WORD_WISH: it was wished, ought or might have been
 * @POISE_WORD_CONTACT: people met or talked
 * @POISE_WORD_FELT: pride, thanks and joy, which one can feel or give
 *
 * What function words tell of who acts and whether it happened (rules 1 and 2
 * of the codebook). What is management or leadership is for the trained weights
 * alone to say; the last two are no features, but name what a sentence lacks.
 */
typedef enum
{
  POISE_WORD_FIRST_PERSON = 1 << 0,
  POISE_WORD_NEGATION = 1 << 1,
  POISE_WORD_INSTEAD = 1 << 2,
  POISE_WORD_CONJUNCTION = 1 << 3,
  POISE_WORD_OTHER_PERSON = 1 << 4,
  POISE_WORD_WISH = 1 << 5,
  POISE_WORD_CONTACT = 1 << 6,
  POISE_WORD_FELT = 1 << 7,
} PoiseWordFlags;

/**
 * PoiseApostrophe:
 * @POISE_APOSTROPHE_LETTER: it belongs to the word
 * @POISE_APOSTROPHE_CONTRACTION: a short end is a word of its own: “did|n’t”
 * @POISE_APOSTROPHE_ELISION: what ends in it is a word of its own: “l’|équipe”
 *
 * What an apostrophe inside of a word does in a language.
 */
typedef enum
{
  POISE_APOSTROPHE_LETTER,
  POISE_APOSTROPHE_CONTRACTION,
  POISE_APOSTROPHE_ELISION,
} PoiseApostrophe;

/**
 * PoiseBoundaries:
 * @POISE_BOUNDARIES_SPACES: spaces and marks
 * @POISE_BOUNDARIES_DICTIONARY: ICU's dictionary, too: the script sets no spaces
 *
 * What tells where a word of a language ends.
 */
typedef enum
{
  POISE_BOUNDARIES_SPACES,
  POISE_BOUNDARIES_DICTIONARY,
} PoiseBoundaries;

/**
 * PoiseWordRules: (foreign)
 *
 * The function words of a language, and its stemmer.
 */
typedef struct _PoiseWordRules PoiseWordRules;

PoiseWordRules *poise_word_rules_new (const char *data, gsize length, GError **error);
PoiseWordRules *poise_word_rules_ref (PoiseWordRules *self);
void poise_word_rules_unref (PoiseWordRules *self);

const char *poise_word_rules_get_stemmer (PoiseWordRules *self);
PoiseBoundaries poise_word_rules_get_boundaries (PoiseWordRules *self);
PoiseApostrophe poise_word_rules_get_apostrophe (PoiseWordRules *self);
gboolean poise_word_rules_get_is_beginner (PoiseWordRules *self);
guint poise_word_rules_get_flags (PoiseWordRules *self, const char *folded);
const char *poise_word_rules_get_completion (PoiseWordRules *self, PoiseWordFlags flag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseWordRules, poise_word_rules_unref)

G_END_DECLS
