/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-features.h"

/* Kinds of features; each seeds its hashes, so these numbers are part of the
 * model's format. */
enum
{
  FEATURE_WORD = 1,
  FEATURE_PAIR,
  FEATURE_SKIP_PAIR,
  FEATURE_TRIPLE,
  FEATURE_HEAD,
  FEATURE_LAST_CLAUSE,
  FEATURE_NEGATED,
  FEATURE_INSTEAD,
  FEATURE_WISHED,
  FEATURE_SUBJECT,
  FEATURE_SUBJECT_WORD,
  FEATURE_SHAPE,
  FEATURE_AFTER_I,
  FEATURE_CLASS,
  FEATURE_HEAD_CLASS,
};

/* How many words from the start tell how the sentence sets out. */
#define HEAD_WORDS 2
/* How many words a negation or a wish reaches, if no clause ends before. */
#define SCOPE_WORDS 5
/* The most features that a word brings, classes and n-grams aside. */
#define MAX_PER_WORD 11
#define N_SHAPE 4

/* The state of a walk along a sentence's words. */
typedef struct
{
  PoiseFeatures *features;
  guint32 *next;       /* where the next feature of words goes */
  guint32 *next_class; /* where the next feature of the lexicon goes */
  guint32 last;        /* the word before, or the clause's edge */
  guint32 before_last; /* the word before that */
  guint n_words;
  guint n_clause;       /* words since the clause began */
  guint negation_left;  /* words that the last negation still reaches */
  guint wish_left;      /* words that the last wish still reaches */
  gboolean in_instead;  /* behind "instead of", up to the clause's end */
  guint after_i;        /* words that still follow closely on "I" or "we" */
  guint32 subject;      /* who acts in this clause: a class */
  guint32 seen_subject; /* the sentence's first subject */
} Walk;

enum
{
  SUBJECT_DROPPED = 1,
  SUBJECT_I,
  SUBJECT_OTHER,
};

/**
 * poise_features_init:
 * @self: (out caller-allocates): room for features
 */
void
poise_features_init (PoiseFeatures *self)
{
  self->words = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->spelled = g_ptr_array_new ();
  self->classes = g_array_new (FALSE, FALSE, sizeof (guint32));
}

/**
 * poise_features_clear:
 * @self: what poise_features_init() made
 */
void
poise_features_clear (PoiseFeatures *self)
{
  g_clear_pointer (&self->words, g_array_unref);
  g_clear_pointer (&self->spelled, g_ptr_array_unref);
  g_clear_pointer (&self->classes, g_array_unref);
}

static void
add (Walk *walk, guint32 kind, guint32 value)
{
  *walk->next++ = poise_hash_mix (kind, value);
}

static void
start_clause (Walk *walk)
{
  walk->last = walk->before_last = 0;
  walk->n_clause = 0;
  walk->negation_left = walk->wish_left = 0;
  walk->in_instead = FALSE;
  walk->after_i = 0;
}

static void
note_subject (Walk *walk, const PoiseWord *word)
{
  if (walk->n_clause > 1 && walk->subject != SUBJECT_DROPPED)
    return;
  if (word->flags & POISE_WORD_FIRST_PERSON)
    walk->subject = SUBJECT_I;
  else if (word->flags & POISE_WORD_OTHER_PERSON && walk->n_clause <= 1)
    walk->subject = SUBJECT_OTHER;
  if (walk->subject != SUBJECT_DROPPED && walk->seen_subject == SUBJECT_DROPPED)
    walk->seen_subject = walk->subject;
}

static void
add_scopes (Walk *walk, guint32 hash)
{
  if (walk->negation_left > 0)
    {
      walk->negation_left--;
      add (walk, FEATURE_NEGATED, hash);
    }
  if (walk->wish_left > 0)
    {
      walk->wish_left--;
      add (walk, FEATURE_WISHED, hash);
    }
  if (walk->in_instead)
    add (walk, FEATURE_INSTEAD, hash);
  if (walk->after_i > 0)
    {
      walk->after_i--;
      add (walk, FEATURE_AFTER_I, hash);
    }
}

static void
open_scopes (Walk *walk, const PoiseWord *word)
{
  if (word->flags & POISE_WORD_NEGATION)
    walk->negation_left = SCOPE_WORDS;
  if (word->flags & POISE_WORD_WISH)
    walk->wish_left = SCOPE_WORDS;
  if (word->flags & POISE_WORD_INSTEAD)
    walk->in_instead = TRUE;
  if (word->flags & POISE_WORD_FIRST_PERSON)
    walk->after_i = 2;
}

static void
add_class (Walk *walk, guint32 kind, guint32 class)
{
  *walk->next_class++ = poise_hash_mix (kind, class);
}

static void
add_classes (Walk *walk, const PoiseWord *word)
{
  for (guint i = 0; i < word->n_classes; i++)
    {
      guint32 class = GUINT16_FROM_LE (word->classes[i]);

      add_class (walk, FEATURE_CLASS, class);
      if (walk->n_words == 0)
        add_class (walk, FEATURE_HEAD_CLASS, class);
    }
}

static void
add_word (Walk *walk, PoiseWord *word)
{
  guint32 hash = word->hash;
  guint32 pair = poise_hash_mix (walk->last, hash);

  add (walk, FEATURE_WORD, hash);
  add (walk, FEATURE_PAIR, pair);
  if (walk->last != 0)
    {
      add (walk, FEATURE_SKIP_PAIR, poise_hash_mix (walk->before_last, hash));
      add (walk, FEATURE_TRIPLE, poise_hash_mix (walk->before_last, pair));
    }
  if (walk->n_words < HEAD_WORDS)
    add (walk, FEATURE_HEAD, hash);
  note_subject (walk, word);
  add (walk, FEATURE_SUBJECT_WORD, poise_hash_mix (walk->subject, hash));
  add_scopes (walk, hash);
  open_scopes (walk, word);
  add_classes (walk, word);

  if (word->n_grams > 0)
    g_ptr_array_add (walk->features->spelled, word);
  walk->before_last = walk->last;
  walk->last = hash;
  walk->n_words++;
  walk->n_clause++;
}

static void
add_shape (Walk *walk, guint n_breaks)
{
  guint length = walk->n_words <= 4 ? 0 : walk->n_words <= 9 ? 1 : walk->n_words <= 18 ? 2 : 3;

  add (walk, FEATURE_SHAPE, length);
  add (walk, FEATURE_SHAPE, 10 + MIN (n_breaks, 4));
  add (walk, FEATURE_SUBJECT, walk->seen_subject);
  add (walk, FEATURE_SUBJECT, 10 + walk->subject);
}

static guint
find_last_clause (const GArray *tokens)
{
  for (guint i = tokens->len; i > 3; i--)
    {
      const PoiseToken *token = &g_array_index (tokens, PoiseToken, i - 1);

      if (tokens->len - i >= 2 &&
          (token->kind == POISE_TOKEN_BREAK || token->word->flags & POISE_WORD_CONJUNCTION))
        return i;
    }
  return tokens->len;
}

/* Features are many, so that there is room for all before the first is written. */
static void
make_room (PoiseFeatures *self, const GArray *tokens)
{
  guint n_classes = 0;

  for (guint i = 0; i < tokens->len; i++)
    n_classes += g_array_index (tokens, PoiseToken, i).word->n_classes;
  g_array_set_size (self->words, tokens->len * MAX_PER_WORD + N_SHAPE);
  /* The first word's count twice. */
  g_array_set_size (self->classes, 2 * n_classes);
  g_ptr_array_set_size (self->spelled, 0);
}

/* An array that never had room has no place at all, not even a first one. */
static guint32 *
get_first (const GArray *hashes)
{
  return (guint32 *) (gpointer) hashes->data;
}

static void
end_array (GArray *array, const guint32 *end)
{
  g_array_set_size (array, (guint) (end - get_first (array)));
}

/**
 * poise_features_extract:
 * @self: emptied and filled with the features
 * @tokens: (element-type PoiseToken): a sentence's tokens
 *
 * Finds the features of a sentence, in the order of the text. A feature that
 * stands twice counts twice.
 */
void
poise_features_extract (PoiseFeatures *self, const GArray *tokens)
{
  Walk walk = { .features = self, .subject = SUBJECT_DROPPED, .seen_subject = SUBJECT_DROPPED };
  guint last_clause = find_last_clause (tokens);
  guint n_breaks = 0;

  make_room (self, tokens);
  walk.next = get_first (self->words);
  walk.next_class = get_first (self->classes);
  for (guint i = 0; i < tokens->len; i++)
    {
      const PoiseToken *token = &g_array_index (tokens, PoiseToken, i);

      if (token->kind == POISE_TOKEN_BREAK)
        {
          n_breaks++;
          start_clause (&walk);
          walk.subject = SUBJECT_DROPPED;
          walk.last = token->word->hash;
          continue;
        }
      if (token->kind == POISE_TOKEN_MARK)
        {
          add (&walk, FEATURE_WORD, token->word->hash);
          continue;
        }
      add_word (&walk, token->word);
      if (i >= last_clause)
        add (&walk, FEATURE_LAST_CLAUSE, token->word->hash);
    }
  add_shape (&walk, n_breaks);
  end_array (self->words, walk.next);
  end_array (self->classes, walk.next_class);
}
