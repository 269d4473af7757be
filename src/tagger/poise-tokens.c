/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-tokens.h"

#include <libstemmer.h>
#include <string.h>

#include "poise-word-breaks.h"

/* A word that is longer is cut here for the model; nobody writes such. */
#define MAX_WORD_BYTES 64
/* The cache of types is emptied when a text brings more than a person's words. */
#define MAX_CACHED_TYPES 100000
#define GRAM_SEED 0x67a3u
#define WORD_SEED 0x5f1du

struct _PoiseTokenizer
{
  PoiseLexicon *lexicon;
  PoiseWordRules *rules;
  PoiseApostrophe apostrophe;
  struct sb_stemmer *stemmer; /* %NULL where libstemmer knows no such language */
  PoiseWordBreaks *breaks;    /* (nullable): of a script without spaces */
  GHashTable *types;          /* folded spelling → PoiseWord */
};

static void
word_free (PoiseWord *word)
{
  g_free (word->grams);
  g_free (word->gram_sums);
  g_free (word);
}

/* FNV-1a with a final mix, the same on every machine: the model finds its rows by it. */
static guint32
hash_bytes (const char *bytes, gsize length, guint32 seed)
{
  guint32 hash = 2166136261u ^ seed;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8) bytes[i]) * 16777619u;
  return poise_hash_mix (hash, seed);
}

/**
 * poise_tokenizer_new:
 * @lexicon: (nullable): what is known of words
 * @rules: (nullable): the language's words and stemmer; %NULL stems English and
 *   flags nothing
 *
 * Makes a tokenizer of one language. It remembers the types it has met; one
 * thread may use it at a time.
 *
 * Returns: (transfer full): the tokenizer
 */
PoiseTokenizer *
poise_tokenizer_new (PoiseLexicon *lexicon, PoiseWordRules *rules)
{
  PoiseTokenizer *self = g_new0 (PoiseTokenizer, 1);

  self->lexicon = lexicon != NULL ? poise_lexicon_ref (lexicon) : NULL;
  self->rules = rules != NULL ? poise_word_rules_ref (rules) : NULL;
  self->apostrophe =
    rules != NULL ? poise_word_rules_get_apostrophe (rules) : POISE_APOSTROPHE_CONTRACTION;
  self->stemmer =
    sb_stemmer_new (rules != NULL ? poise_word_rules_get_stemmer (rules) : "english", "UTF_8");
  if (rules != NULL && poise_word_rules_get_boundaries (rules) == POISE_BOUNDARIES_DICTIONARY)
    self->breaks = poise_word_breaks_new ();
  self->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) word_free);
  return self;
}

/**
 * poise_tokenizer_free:
 * @self: (transfer full): a tokenizer
 */
void
poise_tokenizer_free (PoiseTokenizer *self)
{
  g_clear_pointer (&self->lexicon, poise_lexicon_unref);
  g_clear_pointer (&self->rules, poise_word_rules_unref);
  sb_stemmer_delete (self->stemmer);
  g_clear_pointer (&self->breaks, poise_word_breaks_free);
  g_hash_table_unref (self->types);
  g_free (self);
}

/* Where the characters of a word begin, and where it ends. */
static guint
find_characters (const char *word, gsize length, guint8 starts[MAX_WORD_BYTES + 3])
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    if ((word[i] & 0xc0) != 0x80)
      starts[n++] = (guint8) i;
  starts[n] = (guint8) length;
  return n;
}

/* All n-grams of 3 to 5 characters of "<word>"; of 2 to 4 where a character is
 * as much as a syllable or a word. */
static void
fill_grams (PoiseWord *word, const char *folded, gsize length, guint least)
{
  char framed[MAX_WORD_BYTES + 2];
  guint8 starts[MAX_WORD_BYTES + 3];
  guint n_characters, n = 0;

  framed[0] = '<';
  memcpy (framed + 1, folded, length);
  framed[length + 1] = '>';
  n_characters = find_characters (framed, length + 2, starts);
  word->grams = g_new (guint32, 3 * n_characters);
  for (guint size = least; size <= least + 2; size++)
    for (guint at = 0; at + size <= n_characters; at++)
      word->grams[n++] =
        hash_bytes (framed + starts[at], starts[at + size] - starts[at], GRAM_SEED);
  word->n_grams = n;
}

static guint32
hash_stem (PoiseTokenizer *self, const char *folded, gsize length)
{
  const sb_symbol *stem;

  if (self->stemmer == NULL)
    return hash_bytes (folded, length, WORD_SEED);
  stem = sb_stemmer_stem (self->stemmer, (const sb_symbol *) folded, (int) length);
  return hash_bytes ((const char *) stem, (gsize) sb_stemmer_length (self->stemmer), WORD_SEED);
}

static PoiseWord *
intern_word (PoiseTokenizer *self, const char *folded, gsize length)
{
  PoiseWord *word = g_hash_table_lookup (self->types, folded);

  if (word != NULL)
    return word;
  if (g_hash_table_size (self->types) >= MAX_CACHED_TYPES)
    return NULL;

  word = g_new0 (PoiseWord, 1);
  word->hash = hash_stem (self, folded, length);
  word->flags = self->rules != NULL ? poise_word_rules_get_flags (self->rules, folded) : 0;
  if (self->lexicon != NULL)
    word->classes = poise_lexicon_lookup (self->lexicon, word->hash, &word->n_classes);
  fill_grams (word, folded, length, self->breaks != NULL ? 2 : 3);
  g_hash_table_insert (self->types, g_strdup (folded), word);
  return word;
}

/* A number, or a mark: its class stands in for its spelling. */
static PoiseWord *
intern_class (PoiseTokenizer *self, const char *name)
{
  PoiseWord *word = g_hash_table_lookup (self->types, name);

  if (word == NULL)
    {
      word = g_new0 (PoiseWord, 1);
      word->hash = hash_bytes (name, strlen (name), WORD_SEED);
      g_hash_table_insert (self->types, g_strdup (name), word);
    }
  return word;
}

typedef struct
{
  PoiseTokenizer *tokenizer;
  const char *text;
  const char *end;
  GArray *tokens;
} Scan;

static void
add_token (Scan *scan, PoiseTokenKind kind, const char *start, gsize length, PoiseWord *word)
{
  PoiseToken token = { kind, (guint) (start - scan->text), (guint) length, word };

  if (word != NULL)
    g_array_append_val (scan->tokens, token);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x02bc;
}

/* Japanese input methods write "３人". */
static gunichar
fold_width (gunichar c)
{
  return c >= 0xff01 && c <= 0xff5e ? c - 0xfee0 : c;
}

static gboolean
is_digit (gunichar c)
{
  c = fold_width (c);
  return c < 0x80 && g_ascii_isdigit ((char) c);
}

/* Small letters; of Arabic the letters that people exchange for each other are one,
 * its marks and stretches are left out (0), and full width counts as usual width. */
static gunichar
fold_letter (gunichar c)
{
  switch (c)
    {
    case 0x0622:
    case 0x0623:
    case 0x0625:
    case 0x0671:
      return 0x0627;
    case 0x0629:
      return 0x0647;
    case 0x0649:
      return 0x064a;
    case 0x0640:
      return 0;
    default:
      if (c >= 0x064b && c <= 0x0652)
        return 0;
      return g_unichar_tolower (fold_width (c));
    }
}

/* Folds one word to lower case with plain apostrophes, as far as the buffer
 * goes, and returns where it ends. */
static const char *
fold_word (const char *p, const char *end, char *folded, gsize *length)
{
  gsize n = 0;

  while (p < end)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (g_ascii_isalnum (*p))
        {
          if (n + 6 <= MAX_WORD_BYTES)
            folded[n++] = g_ascii_tolower (*p);
          p = next;
          continue;
        }
      if (is_apostrophe (c))
        {
          if (next >= end || !g_unichar_isalpha (g_utf8_get_char (next)))
            break;
          c = '\'';
        }
      else if (!g_unichar_isalnum (c) && g_unichar_type (c) != G_UNICODE_NON_SPACING_MARK)
        break;
      c = fold_letter (c);
      if (c != 0 && n + 6 <= MAX_WORD_BYTES)
        n += (gsize) g_unichar_to_utf8 (c, folded + n);
      p = next;
    }
  folded[n] = '\0';
  *length = n;
  return p;
}

/* "didn't" is "did" and "n't", "I've" is "i" and "'ve": the model should not
 * have to learn each pair. */
static gsize
find_contraction (const char *folded, gsize length)
{
  const char *apostrophe = strrchr (folded, '\'');
  gsize at;

  if (apostrophe == NULL || apostrophe == folded)
    return 0;
  at = (gsize) (apostrophe - folded);
  if (strcmp (apostrophe, "'t") == 0 && at > 1 && folded[at - 1] == 'n')
    return at - 1;
  return length - at <= 3 ? at : 0;
}

/* "l'équipe" is "l'" and "équipe". */
static gsize
find_elision (const char *folded)
{
  const char *apostrophe = strchr (folded, '\'');

  return apostrophe != NULL ? (gsize) (apostrophe - folded) + 1 : 0;
}

/* Where a word is divided in two, or 0. */
static gsize
find_split (const PoiseTokenizer *self, const char *folded, gsize length)
{
  switch (self->apostrophe)
    {
    case POISE_APOSTROPHE_CONTRACTION:
      return find_contraction (folded, length);
    case POISE_APOSTROPHE_ELISION:
      return find_elision (folded);
    case POISE_APOSTROPHE_LETTER:
    default:
      return 0;
    }
}

static const char *
scan_word (Scan *scan, const char *start)
{
  char folded[MAX_WORD_BYTES + 8];
  gsize length, split;
  const char *end = fold_word (start, scan->end, folded, &length);
  gsize written = (gsize) (end - start);

  split = find_split (scan->tokenizer, folded, length);
  if (split > 0 && split < length)
    {
      char tail[MAX_WORD_BYTES + 8];

      g_strlcpy (tail, folded + split, sizeof tail);
      folded[split] = '\0';
      add_token (scan, POISE_TOKEN_WORD, start, written,
                 intern_word (scan->tokenizer, folded, split));
      add_token (scan, POISE_TOKEN_WORD, start, written,
                 intern_word (scan->tokenizer, tail, length - split));
    }
  else
    add_token (scan, POISE_TOKEN_WORD, start, written,
               intern_word (scan->tokenizer, folded, length));
  return end;
}

/* What is no letter but counts as one, as "〇" and "①", does not end a stretch. */
static gboolean
is_in_stretch (gunichar c)
{
  return g_unichar_isalnum (c) && !is_digit (c);
}

/* The words of a stretch of letters, in a script that sets no spaces. */
static const char *
scan_stretch (Scan *scan, const char *start)
{
  const char *end = start;
  gsize from = 0, to;

  while (end < scan->end && is_in_stretch (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  poise_word_breaks_begin (scan->tokenizer->breaks, start, (gsize) (end - start));
  while ((to = poise_word_breaks_next (scan->tokenizer->breaks)) > 0)
    {
      Scan word = *scan;

      word.end = start + to;
      scan_word (&word, start + from);
      from = to;
    }
  return end;
}

typedef struct
{
  guint n_characters;
  gboolean has_colon;
} Number;

static const char *
classify_number (Number number, gunichar before, gunichar after)
{
  if (before == '$' || before == 0xa3 || before == 0x20ac || before == 0x20a6 || before == 0x20b9)
    return "#n-money";
  if (after == '%')
    return "#n-percent";
  if (number.has_colon || after == 'a' || after == 'p')
    return "#n-time";
  return number.n_characters <= 1 ? "#n-digit" : number.n_characters <= 2 ? "#n-two" : "#n-many";
}

static gboolean
is_in_number (const char *p, const char *end)
{
  gunichar c = g_utf8_get_char (p);
  const char *next = g_utf8_next_char (p);

  switch (c != 0xff0c ? fold_width (c) : 0) /* "３，４": a comma of full width parts numbers */
    {
    case '.':
    case ',':
    case ':':
    case '/':
      return next < end && is_digit (g_utf8_get_char (next));
    default:
      return is_digit (c);
    }
}

static const char *
scan_number (Scan *scan, const char *start, gunichar before)
{
  Number number = { 0, FALSE };
  const char *p = start;
  gunichar after;

  for (; p < scan->end && is_in_number (p, scan->end); p = g_utf8_next_char (p))
    {
      number.n_characters++;
      number.has_colon = number.has_colon || fold_width (g_utf8_get_char (p)) == ':';
    }
  after = p < scan->end ? fold_width (g_utf8_get_char (p)) : 0;
  add_token (scan, POISE_TOKEN_NUMBER, start, (gsize) (p - start),
             intern_class (scan->tokenizer, classify_number (number, fold_width (before), after)));
  return p;
}

static void
scan_mark (Scan *scan, const char *p, gunichar c)
{
  gsize length = (gsize) (g_utf8_next_char (p) - p);

  switch (c)
    {
    case ',':
    case ';':
    case ':':
    case '(':
    case ')':
    case 0x060c: /* Arabic */
    case 0x061b:
    case 0x2013:
    case 0x2014:
    case 0x3001: /* Chinese and Japanese, from here on */
    case 0xff08:
    case 0xff09:
    case 0xff0c:
    case 0xff1a:
    case 0xff1b:
      add_token (scan, POISE_TOKEN_BREAK, p, length, intern_class (scan->tokenizer, "#,"));
      break;
    case '?':
    case 0x061f:
    case 0xff1f:
      add_token (scan, POISE_TOKEN_MARK, p, length, intern_class (scan->tokenizer, "#?"));
      break;
    case '!':
    case 0xff01:
      add_token (scan, POISE_TOKEN_MARK, p, length, intern_class (scan->tokenizer, "#!"));
      break;
    case '"':
    case '\'':
    case 0x2018:
    case 0x201c:
    case 0x201d:
    case 0x300c:
    case 0x300d:
    case 0x300e:
    case 0x300f:
      add_token (scan, POISE_TOKEN_MARK, p, length, intern_class (scan->tokenizer, "#q"));
      break;
    default:
      break;
    }
}

/**
 * poise_tokenizer_run:
 * @self: a tokenizer
 * @text: valid UTF-8
 * @length: its length in bytes
 * @tokens: (element-type PoiseToken): emptied and filled with the tokens
 *
 * Splits a sentence. The types that the tokens point to live until the next
 * call.
 */
void
poise_tokenizer_run (PoiseTokenizer *self, const char *text, gsize length, GArray *tokens)
{
  Scan scan = { self, text, text + length, tokens };
  const char *p = text;
  gunichar before = 0;

  g_return_if_fail (self != NULL && text != NULL && tokens != NULL);

  if (g_hash_table_size (self->types) >= MAX_CACHED_TYPES)
    g_hash_table_remove_all (self->types);
  g_array_set_size (tokens, 0);
  while (p < scan.end)
    {
      gunichar c = g_utf8_get_char (p);

      if (is_digit (c))
        p = scan_number (&scan, p, before);
      /* U+02BC is a letter by its class and an apostrophe by its use. */
      else if (g_unichar_isalnum (c) && !is_apostrophe (c))
        p = self->breaks != NULL ? scan_stretch (&scan, p) : scan_word (&scan, p);
      else
        {
          scan_mark (&scan, p, c);
          p = g_utf8_next_char (p);
        }
      before = c;
    }
}

/**
 * poise_fold_word:
 * @word: a word, valid UTF-8
 * @length: its length in bytes
 *
 * Returns: (transfer full): its letters as those of #PoiseWordRules are written, as far as it is
 *   one word
 */
char *
poise_fold_word (const char *word, gsize length)
{
  char folded[MAX_WORD_BYTES + 8];

  fold_word (word, word + length, folded, &length);
  return g_strdup (folded);
}
