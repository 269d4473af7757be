/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sentence as the model sees it: stems, classes of numbers, clause breaks. */

#pragma once

#include "poise-lexicon.h"
#include "poise-word-rules.h"

G_BEGIN_DECLS

/**
 * PoiseTokenKind:
 * @POISE_TOKEN_WORD: a word, or one part of a contraction
 * @POISE_TOKEN_NUMBER: a figure, an amount, a time or a share
 * @POISE_TOKEN_BREAK: punctuation between clauses
 * @POISE_TOKEN_MARK: other punctuation that tells something: ? ! quotes
 */
typedef enum
{
  POISE_TOKEN_WORD,
  POISE_TOKEN_NUMBER,
  POISE_TOKEN_BREAK,
  POISE_TOKEN_MARK,
} PoiseTokenKind;

/**
 * PoiseToken:
 * @kind: what it is
 * @start: where it begins in the text, in bytes
 * @length: how long it is, in bytes
 * @word: its type; shared by all tokens of the same spelling
 */
typedef struct _PoiseWord PoiseWord;

typedef struct
{
  PoiseTokenKind kind;
  guint start;
  guint length;
  PoiseWord *word;
} PoiseToken;

/**
 * PoiseWord:
 * @hash: of the stem, or of the class that stands for a number or a mark
 * @flags: #PoiseWordFlags
 * @n_grams: how many n-grams of characters it has
 * @grams: their hashes
 * @gram_sums: (nullable): what these weigh together for each class of the
 *   model that has judged them, which keeps it here
 * @n_classes: how many classes the lexicon knows of it
 * @classes: (nullable): these, little-endian
 */
struct _PoiseWord
{
  guint32 hash;
  guint32 flags;
  guint n_grams;
  guint32 *grams;
  gint32 *gram_sums;
  guint n_classes;
  const guint16 *classes;
};

/**
 * PoiseTokenizer: (foreign)
 *
 * Divides sentences into tokens.
 */
typedef struct _PoiseTokenizer PoiseTokenizer;

PoiseTokenizer *poise_tokenizer_new (PoiseLexicon *lexicon, PoiseWordRules *rules);
void poise_tokenizer_free (PoiseTokenizer *self);
void poise_tokenizer_run (PoiseTokenizer *self, const char *text, gsize length, GArray *tokens);
char *poise_fold_word (const char *word, gsize length);

/**
 * poise_hash_mix:
 * @a: a hash
 * @b: another
 *
 * Returns: a hash of both, in that order (the finalizer of MurmurHash3)
 */
static inline guint32
poise_hash_mix (guint32 a, guint32 b)
{
  guint32 h = a * 0x9e3779b1u + b;

  h ^= h >> 16;
  h *= 0x85ebca6bu;
  h ^= h >> 13;
  h *= 0xc2b2ae35u;
  return h ^ h >> 16;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseTokenizer, poise_tokenizer_free)

G_END_DECLS
