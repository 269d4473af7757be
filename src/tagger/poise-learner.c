/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-learner-private.h"

#include <math.h>
#include <string.h>

#include "poise-classes.h"
#include "poise-telling-words.h"

/* What the person calls the sentences that the model takes for a class: before
 * any correction they agree in so many of so many. */
#define PRIOR_COUNT 2.0
#define PRIOR_AGREE 0.9
/* A word that was met once is believed this much less than one met often. */
#define WORD_PRIOR 8.0
/* Words are believed the more, the more corrections there were: by half after
 * so many; and they shift log odds by so much at most. */
#define HALF_TRUST 500.0
#define MAX_WORD_SHIFT 0.5
/* A person's corrections bring some twenty words and pairs each. */
#define MAX_LEARNED 50000
/* A longer sentence teaches by its beginning. */
#define MAX_FEATURES 120

G_DEFINE_FINAL_TYPE (PoiseLearner, poise_learner, G_TYPE_OBJECT)

/* A word, or two that follow on each other, in the text. */
typedef struct
{
  guint32 feature;
  guint start;
  guint end;
} Feature;

static void
learned_words_free (PoiseLearnedWords *words)
{
  g_free (words->words);
  g_free (words);
}

static void
poise_learner_dispose (GObject *object)
{
  PoiseLearner *self = POISE_LEARNER (object);

  g_clear_object (&self->record);

  G_OBJECT_CLASS (poise_learner_parent_class)->dispose (object);
}

static void
poise_learner_finalize (GObject *object)
{
  PoiseLearner *self = POISE_LEARNER (object);

  g_hash_table_unref (self->words);
  g_hash_table_unref (self->languages);
  poise_tokenizer_free (self->tokenizer);

  G_OBJECT_CLASS (poise_learner_parent_class)->finalize (object);
}

static void
poise_learner_class_init (PoiseLearnerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_learner_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_learner_finalize;
}

static void
poise_learner_init (PoiseLearner *self)
{
  self->tokenizer = poise_tokenizer_new (NULL, NULL);
  self->words = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) learned_words_free);
  self->languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * poise_learner_new:
 *
 * Makes a layer that has learned nothing.
 *
 * Returns: (transfer full): the layer
 */
PoiseLearner *
poise_learner_new (void)
{
  return g_object_new (POISE_TYPE_LEARNER, NULL);
}

/**
 * poise_learner_get_n_corrections:
 * @self: a layer
 *
 * Returns: how many corrections it has learned from, in all languages
 */
guint
poise_learner_get_n_corrections (PoiseLearner *self)
{
  GHashTableIter iter;
  gpointer other;
  guint n;

  g_return_val_if_fail (POISE_IS_LEARNER (self), 0);

  n = self->n_corrections;
  g_hash_table_iter_init (&iter, self->languages);
  while (g_hash_table_iter_next (&iter, NULL, &other))
    n += poise_learner_get_n_corrections (other);
  return n;
}

/**
 * poise_learner_reset:
 * @self: a layer
 *
 * Forgets everything.
 */
void
poise_learner_reset (PoiseLearner *self)
{
  g_return_if_fail (POISE_IS_LEARNER (self));

  g_hash_table_remove_all (self->words);
  g_hash_table_remove_all (self->languages);
  memset (self->classes, 0, sizeof self->classes);
  self->n_corrections = 0;
}

/* ---- languages ---- */

/**
 * poise_learner_find_language:
 * @self: a layer
 * @language: a language's code, as `de`
 *
 * Returns: (transfer none) (nullable): what was learned of that language, or %NULL if
 *   nothing was; @self for English
 */
PoiseLearner *
poise_learner_find_language (PoiseLearner *self, const char *language)
{
  g_return_val_if_fail (POISE_IS_LEARNER (self) && language != NULL, NULL);

  return g_str_equal (language, "en") ? self : g_hash_table_lookup (self->languages, language);
}

/**
 * poise_learner_ensure_language:
 * @self: a layer
 * @language: a language's code, as `de`
 *
 * Returns: (transfer none): what is learned of that language; @self for English
 */
PoiseLearner *
poise_learner_ensure_language (PoiseLearner *self, const char *language)
{
  PoiseLearner *other = poise_learner_find_language (self, language);

  if (other == NULL)
    {
      other = poise_learner_new ();
      g_hash_table_insert (self->languages, g_strdup (language), other);
    }
  if (other != self && self->record != NULL)
    poise_learner_record (other, poise_learner_ensure_language (self->record, language));
  return other;
}

/* ---- features ---- */

static gboolean
is_plain_word (const PoiseToken *token)
{
  return token->kind == POISE_TOKEN_WORD;
}

/* The words of a sentence and the pairs of words that follow on each other.
 * Both parts of a contraction begin where the word does: it is one word. */
static guint
collect (const GArray *tokens, Feature features[MAX_FEATURES])
{
  const PoiseToken *last = NULL;
  guint32 last_hash = 0;
  guint n = 0;

  for (guint i = 0; i < tokens->len && n + 2 <= MAX_FEATURES; i++)
    {
      const PoiseToken *token = &g_array_index (tokens, PoiseToken, i);
      guint32 hash = token->word->hash;

      if (!is_plain_word (token))
        {
          last = NULL;
          continue;
        }
      if (i + 1 < tokens->len && token[1].start == token->start)
        hash = poise_hash_mix (hash, token[1].word->hash), i++;
      features[n++] = (Feature) { hash, token->start, token->start + token->length };
      if (last != NULL)
        features[n++] =
          (Feature) { poise_hash_mix (last_hash, hash), last->start, token->start + token->length };
      last = token;
      last_hash = hash;
    }
  return n;
}

/**
 * poise_learner_find_feature:
 * @self: a layer
 * @words: one or two words
 *
 * Returns: the feature that stands for them, or 0 if they are no such
 */
guint32
poise_learner_find_feature (PoiseLearner *self, const char *words)
{
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (PoiseToken));
  Feature features[MAX_FEATURES];
  guint n;

  poise_tokenizer_run (self->tokenizer, words, strlen (words), tokens);
  n = collect (tokens, features);
  /* One word, or two and then the pair of them. */
  return n == 1 ? features[0].feature : n == 3 ? features[2].feature : 0;
}

/**
 * poise_learner_is_full:
 * @self: a layer
 *
 * Returns: whether there is no room for more words
 */
gboolean
poise_learner_is_full (PoiseLearner *self)
{
  return g_hash_table_size (self->words) >= MAX_LEARNED;
}

/**
 * poise_learner_ensure_words:
 * @self: a layer
 * @feature: the feature of some words
 * @words: the words, as they were written
 * @length: their length in bytes
 *
 * Returns: (nullable) (transfer none): what is known of them, or %NULL if
 *   there is no more room
 */
PoiseLearnedWords *
poise_learner_ensure_words (PoiseLearner *self, guint32 feature, const char *words, gsize length)
{
  PoiseLearnedWords *learned = g_hash_table_lookup (self->words, GUINT_TO_POINTER (feature));

  if (learned != NULL || poise_learner_is_full (self) || feature == 0 ||
      length > POISE_LEARNER_MAX_WORDS_BYTES)
    return learned;
  learned = g_new0 (PoiseLearnedWords, 1);
  learned->feature = feature;
  learned->words = g_strndup (words, length);
  g_strdelimit (learned->words, "\n\r\t", ' ');
  g_hash_table_insert (self->words, GUINT_TO_POINTER (feature), learned);
  return learned;
}

/* What is left of a difference by rounding is nothing. */
static double
add_count (double count, double more, double least)
{
  double sum = count + more;

  return ABS (sum) < 1e-9 ? 0.0 : MAX (sum, least);
}

static void
add_words (PoiseLearner *self, guint32 feature, const PoiseLearnedWords *more, double sign)
{
  PoiseLearnedWords *learned =
    poise_learner_ensure_words (self, feature, more->words, strlen (more->words));

  if (learned == NULL)
    return;
  learned->seen = add_count (learned->seen, sign * more->seen, 0.0);
  for (guint m = 0; m < POISE_N_SENTENCE_MODES; m++)
    learned->mode[m] = add_count (learned->mode[m], sign * more->mode[m], -learned->seen);
  if (learned->seen == 0.0 && sign < 0.0)
    g_hash_table_remove (self->words, GUINT_TO_POINTER (feature));
}

/**
 * poise_learner_add:
 * @self: a layer
 * @other: another one
 * @sign: 1 to learn what @other has learned, -1 to take it back
 *
 * Everything that is learned is counts, which add up.
 */
void
poise_learner_add (PoiseLearner *self, PoiseLearner *other, double sign)
{
  GHashTableIter iter;
  gpointer feature, words, language, learner;

  g_return_if_fail (POISE_IS_LEARNER (self));
  g_return_if_fail (POISE_IS_LEARNER (other));

  for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
    for (guint m = 0; m < POISE_N_SENTENCE_MODES; m++)
      self->classes[k][m] = add_count (self->classes[k][m], sign * other->classes[k][m], 0.0);
  g_hash_table_iter_init (&iter, other->words);
  while (g_hash_table_iter_next (&iter, &feature, &words))
    add_words (self, GPOINTER_TO_UINT (feature), words, sign);
  g_hash_table_iter_init (&iter, other->languages);
  while (g_hash_table_iter_next (&iter, &language, &learner))
    poise_learner_add (poise_learner_ensure_language (self, language), learner, sign);
  self->n_corrections = (guint) CLAMP ((gint64) self->n_corrections +
                                         (sign > 0.0 ? 1 : -1) * (gint64) other->n_corrections,
                                       0, G_MAXINT);
}

/**
 * poise_learner_copy:
 * @self: a layer
 *
 * Returns: (transfer full): another one that has learned the same
 */
PoiseLearner *
poise_learner_copy (PoiseLearner *self)
{
  PoiseLearner *copy = poise_learner_new ();

  g_return_val_if_fail (POISE_IS_LEARNER (self), copy);

  poise_learner_add (copy, self, 1.0);
  return copy;
}

/* ---- judging ---- */

/* How often the person means a mode where the model sees a class. */
static double
get_meaning (PoiseLearner *self, guint class, guint mode)
{
  const double *counts = self->classes[class];
  double prior =
    mode == (guint) poise_class_get_mode (class) ? PRIOR_AGREE : (1.0 - PRIOR_AGREE) / 2.0;

  return (counts[mode] + PRIOR_COUNT * prior) / (counts[0] + counts[1] + counts[2] + PRIOR_COUNT);
}

/* By how much the classes' meanings shift the log odds of each mode: those
 * that they have for the person over those that they had before. */
static void
add_class_shift (PoiseLearner *self, const double *classes, double shift[POISE_N_SENTENCE_MODES])
{
  for (guint m = 0; m < POISE_N_SENTENCE_MODES; m++)
    {
      double now = 0.0, before = 0.0;

      for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
        {
          now += classes[k] * get_meaning (self, k, m);
          before +=
            classes[k] *
            (m == (guint) poise_class_get_mode (k) ? PRIOR_AGREE : (1.0 - PRIOR_AGREE) / 2.0);
        }
      shift[m] += log (now / before);
    }
}

static void
add_word_shift (PoiseLearner *self,
                const Feature *features,
                guint n,
                double shift[POISE_N_SENTENCE_MODES])
{
  double words[POISE_N_SENTENCE_MODES] = { 0.0 };
  double trust = self->n_corrections / (self->n_corrections + HALF_TRUST);
  double span = 0.0;

  for (guint i = 0; i < n; i++)
    {
      const PoiseLearnedWords *learned =
        g_hash_table_lookup (self->words, GUINT_TO_POINTER (features[i].feature));

      for (guint m = 0; learned != NULL && m < POISE_N_SENTENCE_MODES; m++)
        words[m] += learned->mode[m] / (learned->seen + WORD_PRIOR);
    }
  for (guint m = 0; m < POISE_N_SENTENCE_MODES; m++)
    span = MAX (span, ABS (words[m]));
  for (guint m = 0; m < POISE_N_SENTENCE_MODES; m++)
    shift[m] += trust * words[m] * (span > MAX_WORD_SHIFT ? MAX_WORD_SHIFT / span : 1.0);
}

static void
apply_shift (PoiseVerdict *verdict, const double shift[POISE_N_SENTENCE_MODES])
{
  double sum = 0.0;

  for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
    sum += verdict->classes[k] *= exp (shift[poise_class_get_mode (k)]);
  memset (verdict->p, 0, sizeof verdict->p);
  for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
    {
      verdict->classes[k] /= sum;
      verdict->p[poise_class_get_mode (k)] += verdict->classes[k];
    }
}

/* The likeliest facet of the likelier of both modes. */
static void
find_facet (PoiseVerdict *verdict)
{
  guint n = POISE_N_FACETS - 1;
  guint first = verdict->p[POISE_MODE_MANAGEMENT] >= verdict->p[POISE_MODE_LEADERSHIP] ? 0 : n;
  guint best = first;

  for (guint k = first + 1; k < first + n; k++)
    if (verdict->classes[k] > verdict->classes[best])
      best = k;
  verdict->facet = (PoiseFacet) (1 + best - first);
}

/**
 * poise_learner_adjust:
 * @self: a layer
 * @tokens: (element-type PoiseToken): a sentence's tokens
 * @verdict: (inout): what the model says of it
 *
 * Shifts a verdict by what was learned. Within a mode the classes keep their
 * proportions.
 */
void
poise_learner_adjust (PoiseLearner *self, const GArray *tokens, PoiseVerdict *verdict)
{
  Feature features[MAX_FEATURES];
  double shift[POISE_N_SENTENCE_MODES] = { 0.0 };
  guint n;

  g_return_if_fail (POISE_IS_LEARNER (self));
  g_return_if_fail (tokens != NULL && verdict != NULL);

  if (self->n_corrections == 0)
    return;
  n = collect (tokens, features);
  add_class_shift (self, verdict->classes, shift);
  add_word_shift (self, features, n, shift);
  apply_shift (verdict, shift);
  find_facet (verdict);
}

/* ---- learning ---- */

/**
 * poise_learner_count:
 * @self: a layer
 *
 * Counts a correction; what it teaches is for poise_learner_correct(), once or
 * several times. The layer is trusted the more, the more it has counted.
 */
void
poise_learner_count (PoiseLearner *self)
{
  g_return_if_fail (POISE_IS_LEARNER (self));

  if (self->n_corrections < G_MAXUINT)
    self->n_corrections++;
  if (self->record != NULL)
    poise_learner_count (self->record);
}

static void
count_class (PoiseLearner *self, guint class, PoiseMode mode, double count)
{
  self->classes[class][mode] += count;
  if (self->record != NULL)
    count_class (self->record, class, mode, count);
}

/* @p: what was expected of each mode. */
static void
count_words (PoiseLearner *self,
             const char *text,
             const Feature *feature,
             const double p[POISE_N_SENTENCE_MODES],
             PoiseMode mode,
             double trust)
{
  PoiseLearnedWords *learned = poise_learner_ensure_words (
    self, feature->feature, text + feature->start, feature->end - feature->start);

  if (learned == NULL)
    return;
  learned->seen += trust;
  for (guint m = 0; m < POISE_N_SENTENCE_MODES; m++)
    learned->mode[m] += trust * ((m == (guint) mode ? 1.0 : 0.0) - p[m]);
  if (self->record != NULL)
    count_words (self->record, text, feature, p, mode, trust);
}

/**
 * poise_learner_correct:
 * @self: a layer
 * @text: the sentence, valid UTF-8
 * @tokens: (element-type PoiseToken): its tokens
 * @verdict: what the model alone says of it
 * @mode: what the person says
 * @trust: how much that is worth, 0 to 1
 *
 * Learns about one sentence. It counts for the classes that the model sees in
 * it; and each of its words notes what is left to explain.
 */
void
poise_learner_correct (PoiseLearner *self,
                       const char *text,
                       const GArray *tokens,
                       const PoiseVerdict *verdict,
                       PoiseMode mode,
                       double trust)
{
  Feature features[MAX_FEATURES];
  PoiseVerdict now = *verdict;
  guint n;

  g_return_if_fail (POISE_IS_LEARNER (self));
  g_return_if_fail (text != NULL && tokens != NULL);
  g_return_if_fail ((guint) mode < POISE_N_SENTENCE_MODES);

  poise_learner_adjust (self, tokens, &now);
  for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
    count_class (self, k, mode, trust * verdict->classes[k]);
  n = collect (tokens, features);
  for (guint i = 0; i < n; i++)
    count_words (self, text, &features[i], now.p, mode, trust);
}

/**
 * poise_learner_record:
 * @self: a layer
 * @record: (nullable): what notes from now on whatever @self learns; %NULL to end that
 */
void
poise_learner_record (PoiseLearner *self, PoiseLearner *record)
{
  GHashTableIter iter;
  gpointer other;

  g_return_if_fail (POISE_IS_LEARNER (self));
  g_return_if_fail (record == NULL || POISE_IS_LEARNER (record));

  g_set_object (&self->record, record);
  if (record != NULL)
    return;
  g_hash_table_iter_init (&iter, self->languages);
  while (g_hash_table_iter_next (&iter, NULL, &other))
    poise_learner_record (other, NULL);
}

/* ---- what was learned, for the person ---- */

static void
add_lesson (GArray *lessons, const char *words, guint class, const double *weights)
{
  PoiseLesson lesson = { words, class, POISE_MODE_NONE, 0.0 };
  double rest = 0.0;

  for (guint m = 0; m < POISE_N_SENTENCE_MODES; m++)
    {
      rest += weights[m];
      if (weights[m] > weights[lesson.mode])
        lesson.mode = (PoiseMode) m;
    }
  /* Against the mean of the other modes. */
  lesson.weight = weights[lesson.mode] - (rest - weights[lesson.mode]) / 2.0;
  if (lesson.weight > 0.0)
    g_array_append_val (lessons, lesson);
}

static void
add_class_lesson (PoiseLearner *self, GArray *lessons, guint class)
{
  double classes[POISE_MODEL_N_CLASSES] = { 0.0 };
  double shift[POISE_N_SENTENCE_MODES] = { 0.0 };

  classes[class] = 1.0;
  add_class_shift (self, classes, shift);
  add_lesson (lessons, NULL, class, shift);
}

static void
add_word_lesson (GArray *lessons, const PoiseLearnedWords *learned)
{
  double shift[POISE_N_SENTENCE_MODES];

  for (guint m = 0; m < POISE_N_SENTENCE_MODES; m++)
    shift[m] = learned->mode[m] / (learned->seen + WORD_PRIOR);
  add_lesson (lessons, learned->words, 0, shift);
}

static int
compare_lessons_cb (gconstpointer a, gconstpointer b)
{
  const PoiseLesson *x = a;
  const PoiseLesson *y = b;

  if (x->weight != y->weight)
    return x->weight > y->weight ? -1 : 1;
  if (x->words == NULL || y->words == NULL)
    return x->words == y->words ? (int) x->class - (int) y->class : x->words == NULL ? -1 : 1;
  return strcmp (x->words, y->words);
}

static void
add_lessons (PoiseLearner *self, const char *language, GArray *lessons)
{
  g_autoptr (PoiseTellingWords) telling = poise_telling_words_new (language);
  GHashTableIter iter;
  PoiseLearnedWords *learned;

  for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
    add_class_lesson (self, lessons, k);
  g_hash_table_iter_init (&iter, self->words);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &learned))
    if (poise_telling_words_has (telling, learned->words))
      add_word_lesson (lessons, learned);
}

/* Where no spaces part words, one may stand anywhere. */
static gboolean
is_edge (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return TRUE;
    default:
      return !g_unichar_isalnum (c);
    }
}

/* Whether @part is among the words, be it with a capital that a sentence's beginning gave it. */
static gboolean
holds (const char *words, const char *part)
{
  g_autofree char *in = g_utf8_casefold (words, -1);
  g_autofree char *of = g_utf8_casefold (part, -1);

  for (const char *at = strstr (in, of); at != NULL; at = strstr (g_utf8_next_char (at), of))
    if ((at == in || is_edge (g_utf8_get_char (g_utf8_prev_char (at)))) &&
        is_edge (g_utf8_get_char (at + strlen (of))))
      return TRUE;

  return FALSE;
}

static gboolean
says_the_same (const PoiseLesson *one, const PoiseLesson *other)
{
  if (one->mode != other->mode || (one->words == NULL) != (other->words == NULL))
    return FALSE;
  if (one->words == NULL)
    return one->class == other->class;
  return holds (one->words, other->words) || holds (other->words, one->words);
}

/* Whether a lesson that stays says it of the same kind, of one of the two words, or of both. */
static gboolean
is_said (const GArray *lessons, guint n, const PoiseLesson *lesson)
{
  for (guint i = 0; i < n; i++)
    if (says_the_same (&g_array_index (lessons, PoiseLesson, i), lesson))
      return TRUE;

  return FALSE;
}

static void
keep_first (GArray *lessons, guint max)
{
  guint n = 0;

  for (guint i = 0; i < lessons->len && n < max; i++)
    {
      PoiseLesson lesson = g_array_index (lessons, PoiseLesson, i);

      if (!is_said (lessons, n, &lesson))
        g_array_index (lessons, PoiseLesson, n++) = lesson;
    }
  g_array_set_size (lessons, n);
}

/**
 * poise_learner_list_lessons:
 * @self: a layer
 * @max: how many at most
 *
 * Says what was learned: which kinds of behaviour and which words count more
 * towards what than the model alone would have them. Words that tell nothing alone, as “the”, are
 * left out, and so is a pair that says no more than one of its words. What two languages were
 * taught of the same kind is said once.
 *
 * Returns: (transfer full) (element-type PoiseLesson): the lessons, the
 *   strongest first; their words belong to @self and last until it learns again
 */
GArray *
poise_learner_list_lessons (PoiseLearner *self, guint max)
{
  GArray *lessons = g_array_new (FALSE, FALSE, sizeof (PoiseLesson));
  GHashTableIter iter;
  gpointer language, other;

  g_return_val_if_fail (POISE_IS_LEARNER (self), lessons);

  add_lessons (self, "en", lessons);
  g_hash_table_iter_init (&iter, self->languages);
  while (g_hash_table_iter_next (&iter, &language, &other))
    add_lessons (other, language, lessons);
  g_array_sort (lessons, compare_lessons_cb);
  keep_first (lessons, max);
  return lessons;
}
