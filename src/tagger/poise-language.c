/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-language.h"

#include <string.h>

#include "poise-common-words.h"

#define ENGLISH (1u << POISE_LANGUAGE_ENGLISH)
/* Longer words are in no list. */
#define MAX_WORD_BYTES 32
/* A word of several languages says less for each. */
#define SHARED_WORD 0.4f
/* What English spelling in a word that no list has says. */
#define ENGLISH_SHAPE 0.4f
/* What speaks for another language must be so much, and so many times what
 * speaks for English: people mix words of other languages into English. */
#define MIN_FOREIGN 1.5f
#define MIN_ADVANTAGE 1.25f
/* So many words without any sign of English are another language, listed or not. */
#define MIN_WORDS_UNLISTED 10
#define MAX_ENGLISH_UNLISTED 0.05f
/* In a text of one language a sentence of another one must be so plain. */
#define MIN_FOREIGN_WITHIN 2.0f

/* ---- the lists ---- */

static guint32
hash_word (const char *word, gsize length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8) word[i]) * 16777619u;
  return hash != 0 ? hash : 1;
}

static void
add_list (GHashTable *table, guint language)
{
  const char *word = poise_common_words[language].words;

  while (*word != '\0')
    {
      gsize length = strcspn (word, " ");
      gpointer key = GUINT_TO_POINTER (hash_word (word, length));
      guint set = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));

      g_hash_table_insert (table, key, GUINT_TO_POINTER (set | 1u << language));
      word += length;
      word += strspn (word, " ");
    }
}

/* A word's hash → the languages that have it, a bit each. */
static GHashTable *
get_table (void)
{
  static gsize table;

  if (g_once_init_enter (&table))
    {
      GHashTable *fresh = g_hash_table_new (NULL, NULL);

      for (guint i = 0; i < poise_n_common_words; i++)
        add_list (fresh, i);
      g_once_init_leave (&table, (gsize) fresh);
    }
  return (GHashTable *) table; /* NOLINT */
}

/* ---- words ---- */

typedef struct
{
  char folded[MAX_WORD_BYTES + 8];
  gsize length;
  gboolean is_whole; /* it fitted */
  gboolean is_odd;
} Word;

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

/* A character of Chinese or Japanese says as much as three letters do. */
#define CJK_LETTERS 3
/* Japanese is written with this many syllables for so many Chinese characters at least. */
#define HAN_PER_KANA 20
/* So many letters that Arabic has not, of all in its script, are another language. */
#define ARABIC_PER_OTHER 30
/* Fewer Chinese characters alone may be a Japanese headline. */
#define MIN_HAN 8

static void
count_script (PoiseLanguageEvidence *evidence, gunichar c, GUnicodeScript script)
{
  switch ((int) script)
    {
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      evidence->kana++;
      evidence->other += CJK_LETTERS;
      break;
    case G_UNICODE_SCRIPT_HAN:
      evidence->han++;
      evidence->other += CJK_LETTERS;
      break;
    case G_UNICODE_SCRIPT_ARABIC:
      if (c >= 0x0621 && c <= 0x064a)
        evidence->arabic++;
      else
        evidence->arabic_others++;
      evidence->other++;
      break;
    default:
      evidence->other++;
      break;
    }
}

static void
count_letter (PoiseLanguageEvidence *evidence, gunichar c)
{
  GUnicodeScript script;

  if (c < 0x80)
    {
      evidence->latin++;
      return;
    }
  script = g_unichar_get_script (c);
  if (script == G_UNICODE_SCRIPT_LATIN)
    evidence->latin++;
  else if (script != G_UNICODE_SCRIPT_COMMON && script != G_UNICODE_SCRIPT_INHERITED)
    count_script (evidence, c, script);
}

static void
append_letter (Word *word, gunichar c)
{
  if (word->length > MAX_WORD_BYTES)
    {
      word->is_whole = FALSE;
      return;
    }
  word->is_odd = word->is_odd || c >= 0x80;
  if (c < 0x80)
    word->folded[word->length++] = g_ascii_tolower ((char) c);
  else
    word->length += (gsize) g_unichar_to_utf8 (g_unichar_tolower (c), word->folded + word->length);
}

/* Most letters are ASCII, and need no table. */
static gboolean
is_alpha (gunichar c)
{
  return c < 0x80 ? g_ascii_isalpha ((char) c) : g_unichar_isalpha (c);
}

/* Reads the word that begins at @p, with apostrophes inside it. */
static const char *
read_word (PoiseLanguageEvidence *evidence, const char *p, const char *end, Word *word)
{
  word->length = 0;
  word->is_whole = TRUE;
  word->is_odd = FALSE;
  while (p < end)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (is_apostrophe (c))
        {
          if (next >= end || !is_alpha (g_utf8_get_char (next)))
            break;
          if (word->length <= MAX_WORD_BYTES)
            word->folded[word->length++] = '\'';
          else
            word->is_whole = FALSE;
        }
      else if (is_alpha (c) || g_unichar_ismark (c))
        {
          count_letter (evidence, c);
          append_letter (word, c);
        }
      else
        break;
      p = next;
    }
  word->folded[word->length] = '\0';
  return p;
}

static void
add_score (PoiseLanguageEvidence *evidence, guint languages, gboolean is_letter)
{
  float weight = languages & ENGLISH && languages != ENGLISH ? SHARED_WORD : 1.0f;

  if (is_letter)
    weight = SHARED_WORD;
  for (; languages != 0; languages &= languages - 1)
    evidence->score[__builtin_ctz (languages)] += weight;
}

static gboolean
has_english_shape (const char *word, gsize length)
{
  static const char endings[][5] = { "ing", "ed", "ly", "ght", "ness", "ful", "ck", "ship" };
  static const char starts[][3] = { "wh", "th", "sh", "kn" };

  if (length < 4)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (memcmp (word, starts[i], 2) == 0)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize n = strlen (endings[i]);

      if (memcmp (word + length - n, endings[i], n) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
weigh_part (PoiseLanguageEvidence *evidence, const char *part, gsize length)
{
  guint languages = GPOINTER_TO_UINT (
    g_hash_table_lookup (get_table (), GUINT_TO_POINTER (hash_word (part, length))));

  add_score (evidence, languages, length == 1);
  return languages != 0;
}

/* "dog's" and "they'd" are English; "l'équipe" and "dell'anno" are two words. */
static void
weigh_apostrophe (PoiseLanguageEvidence *evidence, const Word *word, const char *apostrophe)
{
  static const char *const english[] = { "s", "d", "t", "m", "ll", "re", "ve", NULL };
  const char *tail = apostrophe + 1;

  if (g_strv_contains (english, tail))
    evidence->score[POISE_LANGUAGE_ENGLISH] += SHARED_WORD;
  else
    {
      weigh_part (evidence, word->folded, (gsize) (apostrophe - word->folded));
      weigh_part (evidence, tail, strlen (tail));
    }
}

static void
weigh_word (PoiseLanguageEvidence *evidence, const Word *word)
{
  const char *apostrophe;

  evidence->words++;
  evidence->odd += word->is_odd;
  if (!word->is_whole || weigh_part (evidence, word->folded, word->length))
    return;
  apostrophe = strchr (word->folded, '\'');
  if (apostrophe != NULL)
    weigh_apostrophe (evidence, word, apostrophe);
  else if (!word->is_odd && has_english_shape (word->folded, word->length))
    evidence->score[POISE_LANGUAGE_ENGLISH] += ENGLISH_SHAPE;
}

/**
 * poise_language_weigh:
 * @evidence: (inout): where what is found is added; zeros to begin with
 * @text: valid UTF-8
 * @length: its length in bytes
 *
 * Looks at each word of a text once.
 */
void
poise_language_weigh (PoiseLanguageEvidence *evidence, const char *text, gsize length)
{
  const char *p = text;
  const char *end = text + length;

  g_return_if_fail (evidence != NULL && text != NULL);

  while (p < end)
    {
      if (is_alpha (g_utf8_get_char (p)))
        {
          Word word;

          p = read_word (evidence, p, end, &word);
          weigh_word (evidence, &word);
        }
      else
        p = g_utf8_next_char (p);
    }
}

/**
 * poise_language_add:
 * @evidence: (inout): what is known of a text
 * @other: what is known of a part of it
 */
void
poise_language_add (PoiseLanguageEvidence *evidence, const PoiseLanguageEvidence *other)
{
  evidence->words += other->words;
  evidence->latin += other->latin;
  evidence->other += other->other;
  evidence->kana += other->kana;
  evidence->han += other->han;
  evidence->arabic += other->arabic;
  evidence->arabic_others += other->arabic_others;
  evidence->odd += other->odd;
  for (guint i = 0; i < POISE_LANGUAGE_MAX; i++)
    evidence->score[i] += other->score[i];
}

/* The likeliest of the other languages. */
static guint
find_foreign (const PoiseLanguageEvidence *evidence)
{
  guint best = POISE_LANGUAGE_ENGLISH;

  for (guint i = 0; i < poise_n_common_words; i++)
    if (i != POISE_LANGUAGE_ENGLISH &&
        (best == POISE_LANGUAGE_ENGLISH || evidence->score[i] > evidence->score[best]))
      best = i;
  return best;
}

static float
get_foreign_score (const PoiseLanguageEvidence *evidence, guint foreign)
{
  float score = evidence->score[foreign];

  /* One "José" makes no Spanish; foreign letters beside foreign words do. */
  if (score > 0.0f || evidence->odd >= 3)
    score += 0.5f * (float) evidence->odd;
  return score;
}

/* Of a text that is mostly in another script than the Latin one. */
static const char *
decide_by_script (const PoiseLanguageEvidence *evidence, gboolean *is_clear)
{
  guint cjk = CJK_LETTERS * (evidence->kana + evidence->han);

  *is_clear = TRUE;
  if (2 * cjk > evidence->other)
    {
      gboolean is_japanese = evidence->kana * HAN_PER_KANA > evidence->han;

      *is_clear = is_japanese || evidence->han >= MIN_HAN;
      return is_japanese ? "ja" : "zh";
    }
  if (2 * (evidence->arabic + evidence->arabic_others) > evidence->other &&
      evidence->arabic_others * ARABIC_PER_OTHER <= evidence->arabic)
    return "ar";
  return POISE_LANGUAGE_UNKNOWN;
}

/**
 * poise_language_decide:
 * @evidence: what is known of a text
 * @is_clear: (out): %FALSE if too little speaks for anything
 *
 * Says what language a text is in. Terse, slangy and mixed English counts as
 * such.
 *
 * Returns: (transfer none): the language's code, or %POISE_LANGUAGE_UNKNOWN
 */
const char *
poise_language_decide (const PoiseLanguageEvidence *evidence, gboolean *is_clear)
{
  guint best = find_foreign (evidence);
  float english = evidence->score[POISE_LANGUAGE_ENGLISH];
  float foreign = get_foreign_score (evidence, best);
  const char *code =
    evidence->score[best] > 0.0f ? poise_common_words[best].id : POISE_LANGUAGE_UNKNOWN;

  if (evidence->other > evidence->latin)
    return decide_by_script (evidence, is_clear);
  *is_clear = TRUE;
  if (foreign >= MIN_FOREIGN && foreign > MIN_ADVANTAGE * english)
    return code;
  if (evidence->words >= MIN_WORDS_UNLISTED &&
      english < MAX_ENGLISH_UNLISTED * (float) evidence->words)
    return POISE_LANGUAGE_UNKNOWN;
  *is_clear = english > foreign;
  return english >= foreign ? poise_common_words[POISE_LANGUAGE_ENGLISH].id : code;
}

/**
 * poise_language_guess:
 * @text: a text, UTF-8
 *
 * Returns: (transfer none): the code of its language, by this text alone, however little speaks
 *   for it; or %POISE_LANGUAGE_UNKNOWN
 */
const char *
poise_language_guess (const char *text)
{
  PoiseLanguageEvidence evidence = { 0 };
  gboolean is_clear;

  g_return_val_if_fail (text != NULL, POISE_LANGUAGE_UNKNOWN);

  poise_language_weigh (&evidence, text, strlen (text));
  return poise_language_decide (&evidence, &is_clear);
}

static guint
find_language (const char *code)
{
  for (guint i = 0; i < poise_n_common_words; i++)
    if (g_str_equal (poise_common_words[i].id, code))
      return i;

  return poise_n_common_words;
}

/**
 * poise_language_has_word:
 * @code: a language
 * @word: a word in small letters
 *
 * Returns: whether @word is a common one of that language, or of English
 */
gboolean
poise_language_has_word (const char *code, const char *word)
{
  guint language = find_language (code);
  guint wanted = language < poise_n_common_words ? ENGLISH | 1u << language : ENGLISH;
  gpointer key;

  g_return_val_if_fail (word != NULL, FALSE);

  key = GUINT_TO_POINTER (hash_word (word, strlen (word)));
  return (GPOINTER_TO_UINT (g_hash_table_lookup (get_table (), key)) & wanted) != 0;
}

/**
 * poise_language_may_be:
 * @evidence: what is known of a sentence
 * @code: the language of the text that it stands in
 *
 * A short sentence often has no common word but one that another language shares.
 *
 * Returns: %TRUE if the sentence may be in that language, too, since nothing speaks plainly for
 *   another one
 */
gboolean
poise_language_may_be (const PoiseLanguageEvidence *evidence, const char *code)
{
  guint language = find_language (code);

  if (language == poise_n_common_words || evidence->other > evidence->latin ||
      get_foreign_score (evidence, find_foreign (evidence)) >= MIN_FOREIGN_WITHIN)
    return FALSE;
  return evidence->score[language] > 0.0f ||
         (language != POISE_LANGUAGE_ENGLISH && evidence->words < MIN_WORDS_UNLISTED);
}
