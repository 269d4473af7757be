/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-tagger.h"

#include <math.h>
#include <string.h>

#include "poise-sentences.h"

/* An entry with coded behaviour is clearly one mode from two thirds on
 * (codebook, "Entry labels"). */
#define CLEAR_SHARE (2.0 / 3.0)
/* A text of at least so many words must have so many common English ones
 * among them to be read as English. */
#define MIN_WORDS_TO_TELL 8
#define MIN_ENGLISH_PART 0.11
/* Explaining a sentence judges it once a word; longer ones are no sentences. */
#define MAX_EXPLAINED_TOKENS 120

struct _PoiseTagger
{
  GObject parent_instance;

  PoiseModel *model;
  PoiseLearner *learner;

  GMutex lock; /* guards what follows */
  PoiseTokenizer *tokenizer;
  GArray *tokens;
  PoiseFeatures features;
};

G_DEFINE_FINAL_TYPE (PoiseTagger, poise_tagger, G_TYPE_OBJECT)

static void
poise_tagger_finalize (GObject *object)
{
  PoiseTagger *self = POISE_TAGGER (object);

  g_clear_pointer (&self->model, poise_model_unref);
  g_clear_object (&self->learner);
  poise_tokenizer_free (self->tokenizer);
  g_array_unref (self->tokens);
  poise_features_clear (&self->features);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (poise_tagger_parent_class)->finalize (object);
}

static void
poise_tagger_class_init (PoiseTaggerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_tagger_finalize;
}

static void
poise_tagger_init (PoiseTagger *self)
{
  g_mutex_init (&self->lock);
  self->tokenizer = poise_tokenizer_new ();
  self->tokens = g_array_new (FALSE, FALSE, sizeof (PoiseToken));
  poise_features_init (&self->features);
}

/**
 * poise_tagger_new:
 * @model: the trained model
 *
 * Returns: (transfer full): a tagger that uses @model
 */
PoiseTagger *
poise_tagger_new (PoiseModel *model)
{
  PoiseTagger *self;

  g_return_val_if_fail (model != NULL, NULL);

  self = g_object_new (POISE_TYPE_TAGGER, NULL);
  self->model = poise_model_ref (model);
  return self;
}

/**
 * poise_tagger_new_default:
 * @error: return location
 *
 * Makes a tagger with the model that was installed with the program, or with
 * the one that `POISE_MODEL` names. Errors are those of poise_model_load().
 *
 * Returns: (transfer full) (nullable): the tagger, or %NULL with @error set
 */
PoiseTagger *
poise_tagger_new_default (GError **error)
{
  const char *override = g_getenv ("POISE_MODEL");
  g_autoptr (PoiseModel) model =
    poise_model_load (override != NULL ? override : PKGDATADIR "/en.model", error);

  return model != NULL ? poise_tagger_new (model) : NULL;
}

/**
 * poise_tagger_get_model:
 * @self: a tagger
 *
 * Returns: (transfer none): its model
 */
PoiseModel *
poise_tagger_get_model (PoiseTagger *self)
{
  g_return_val_if_fail (POISE_IS_TAGGER (self), NULL);

  return self->model;
}

/**
 * poise_tagger_set_learner:
 * @self: a tagger
 * @learner: (nullable): the person's own layer
 */
void
poise_tagger_set_learner (PoiseTagger *self, PoiseLearner *learner)
{
  g_return_if_fail (POISE_IS_TAGGER (self));

  g_mutex_lock (&self->lock);
  g_set_object (&self->learner, learner);
  g_mutex_unlock (&self->lock);
}

/* The learner speaks of modes; each of a mode's classes gets what it says. */
static void
spread_adjustment (const double modes[POISE_N_SENTENCE_MODES],
                   double classes[POISE_MODEL_N_CLASSES])
{
  for (guint k = 0; k < POISE_MODEL_N_CLASSES; k++)
    classes[k] = modes[k < 6    ? POISE_MODE_MANAGEMENT
                       : k < 12 ? POISE_MODE_LEADERSHIP
                                : POISE_MODE_NONE];
}

static void
judge_tokens (PoiseTagger *self, const GArray *tokens, PoiseVerdict *verdict)
{
  double modes[POISE_N_SENTENCE_MODES] = { 0.0 };
  double classes[POISE_MODEL_N_CLASSES];

  poise_features_extract (&self->features, tokens);
  if (self->learner != NULL)
    poise_learner_adjust (self->learner, &self->features, modes);
  spread_adjustment (modes, classes);
  poise_model_judge (self->model, &self->features, classes, verdict);
}

static guint
count_words (const GArray *tokens)
{
  guint n = 0;
  guint last = G_MAXUINT;

  for (guint i = 0; i < tokens->len; i++)
    {
      const PoiseToken *token = &g_array_index (tokens, PoiseToken, i);

      /* Both parts of a contraction begin where the word does. */
      if (token->kind <= POISE_TOKEN_NUMBER && token->start != last)
        n++;
      last = token->start;
    }
  return n;
}

static PoiseMode
find_mode (const PoiseVerdict *verdict)
{
  PoiseMode mode = POISE_MODE_NONE;

  if (verdict->p[POISE_MODE_MANAGEMENT] > verdict->p[mode])
    mode = POISE_MODE_MANAGEMENT;
  if (verdict->p[POISE_MODE_LEADERSHIP] > verdict->p[mode])
    mode = POISE_MODE_LEADERSHIP;
  return mode;
}

static PoiseSentenceTag
judge_sentence (PoiseTagger *self, const char *text, gsize length)
{
  PoiseSentenceTag tag = { .by = POISE_TAG_SOURCE_TAGGER };
  PoiseVerdict verdict;

  poise_tokenizer_run (self->tokenizer, text, length, self->tokens);
  tag.weight = count_words (self->tokens);
  if (tag.weight == 0)
    {
      tag.p[POISE_MODE_NONE] = tag.confidence = 1.0;
      return tag;
    }

  judge_tokens (self, self->tokens, &verdict);
  memcpy (tag.p, verdict.p, sizeof tag.p);
  tag.mode = find_mode (&verdict);
  tag.confidence = verdict.p[tag.mode];
  tag.facet = tag.mode != POISE_MODE_NONE ? verdict.facet : POISE_FACET_NONE;
  tag.omission = verdict.omission;
  tag.unsure = tag.confidence < poise_model_get_threshold (self->model);
  return tag;
}

/* How many of a text's words are common English ones. */
typedef struct
{
  guint words;
  guint english;
} Reading;

static void
note_tokens (Reading *reading, const GArray *tokens)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      const PoiseToken *token = &g_array_index (tokens, PoiseToken, i);

      if (token->kind != POISE_TOKEN_WORD)
        continue;
      reading->words++;
      reading->english += (token->word->flags & POISE_WORD_ENGLISH) != 0;
    }
}

static gboolean
is_english (const Reading *reading)
{
  return reading->words < MIN_WORDS_TO_TELL ||
         reading->english >= MIN_ENGLISH_PART * reading->words;
}

/**
 * poise_tagger_can_read:
 * @self: a tagger
 * @text: valid UTF-8
 *
 * Tells English from other languages by its most common words. Texts of a few
 * words get the benefit of the doubt.
 *
 * Returns: %TRUE if @text looks like English
 */
gboolean
poise_tagger_can_read (PoiseTagger *self, const char *text)
{
  Reading reading = { 0 };

  g_return_val_if_fail (POISE_IS_TAGGER (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  g_mutex_lock (&self->lock);
  poise_tokenizer_run (self->tokenizer, text, strlen (text), self->tokens);
  note_tokens (&reading, self->tokens);
  g_mutex_unlock (&self->lock);
  return is_english (&reading);
}

/**
 * poise_tagger_summarize:
 * @tag: a tag whose sentences are filled in
 *
 * Works out what an entry shows from its sentences. The share is
 * leadership's part of the coded sentences, each weighing as many words as it
 * has, spread over both modes by its probabilities; one that the person
 * corrected counts wholly. From two thirds on the entry is of that mode
 * (codebook, "Entry labels").
 */
void
poise_tagger_summarize (PoiseTag *tag)
{
  double management = 0.0, leadership = 0.0, sure = 0.0, weight = 0.0;

  g_return_if_fail (tag != NULL);

  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);
      double m = sentence->p[POISE_MODE_MANAGEMENT];
      double l = sentence->p[POISE_MODE_LEADERSHIP];
      double words = MAX (sentence->weight, 1);

      weight += words;
      sure += words * sentence->confidence;
      if (sentence->mode == POISE_MODE_NONE)
        continue;
      if (sentence->by == POISE_TAG_SOURCE_PERSON || m + l <= 0.0)
        {
          m = sentence->mode == POISE_MODE_MANAGEMENT;
          l = 1.0 - m;
        }
      management += words * m;
      leadership += words * l;
    }

  tag->has_share = management + leadership > 0.0;
  tag->share = tag->has_share ? leadership / (management + leadership) : 0.0;
  tag->confidence = weight > 0.0 ? sure / weight : 1.0;
  if (!tag->has_share)
    tag->mode = POISE_MODE_NONE;
  else if (tag->share >= CLEAR_SHARE)
    tag->mode = POISE_MODE_LEADERSHIP;
  else if (tag->share <= 1.0 - CLEAR_SHARE)
    tag->mode = POISE_MODE_MANAGEMENT;
  else
    tag->mode = POISE_MODE_BALANCED;
}

/* Judges a sentence, and notes what it tells of the text's language. */
static void
add_sentence_tag (PoiseTagger *self,
                  PoiseTag *tag,
                  const char *text,
                  const PoiseSentence *sentence,
                  Reading *reading)
{
  PoiseSentenceTag judged =
    judge_sentence (self, text + sentence->start, sentence->end - sentence->start);

  note_tokens (reading, self->tokens);
  judged.start = sentence->start_char;
  judged.end = sentence->end_char;
  g_array_append_val (tag->sentences, judged);
}

/* Takes back what was judged of a text in another language. */
static void
withhold (PoiseTag *tag)
{
  for (guint i = 0; i < tag->sentences->len; i++)
    {
      PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      sentence->mode = POISE_MODE_NONE;
      sentence->facet = POISE_FACET_NONE;
      sentence->unsure = TRUE;
      sentence->confidence = 0.0;
    }
}

/**
 * poise_tagger_tag:
 * @self: a tagger
 * @text: valid UTF-8
 *
 * Tags a text sentence by sentence. A text in another language is none and
 * unsure rather than a guess.
 *
 * Returns: (transfer full): the tag
 */
PoiseTag *
poise_tagger_tag (PoiseTagger *self, const char *text)
{
  PoiseTag *tag = poise_tag_new ();
  g_autoptr (GArray) sentences = NULL;
  Reading reading = { 0 };

  g_return_val_if_fail (POISE_IS_TAGGER (self), tag);
  g_return_val_if_fail (text != NULL, tag);

  sentences = poise_sentences_find (text, strlen (text));
  tag->model = g_strdup (poise_model_get_name (self->model));
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < sentences->len; i++)
    add_sentence_tag (self, tag, text, &g_array_index (sentences, PoiseSentence, i), &reading);
  g_mutex_unlock (&self->lock);
  if (!is_english (&reading))
    withhold (tag);
  poise_tagger_summarize (tag);
  tag->unsure =
    !is_english (&reading) ||
    (tag->sentences->len > 0 && tag->confidence < poise_model_get_threshold (self->model));
  return tag;
}

/**
 * poise_tagger_tag_sentence:
 * @self: a tagger
 * @text: valid UTF-8
 *
 * Tags a text that is taken as one sentence, whatever it holds.
 *
 * Returns: (transfer full): the tag
 */
PoiseTag *
poise_tagger_tag_sentence (PoiseTagger *self, const char *text)
{
  PoiseTag *tag = poise_tag_new ();
  PoiseSentence whole = { .end = 0 };
  Reading reading = { 0 };
  const PoiseSentenceTag *sentence;

  g_return_val_if_fail (POISE_IS_TAGGER (self), tag);
  g_return_val_if_fail (text != NULL, tag);

  whole.end = strlen (text);
  whole.end_char = (guint) g_utf8_strlen (text, -1);
  tag->model = g_strdup (poise_model_get_name (self->model));
  g_mutex_lock (&self->lock);
  add_sentence_tag (self, tag, text, &whole, &reading);
  g_mutex_unlock (&self->lock);
  if (!is_english (&reading))
    withhold (tag);
  poise_tagger_summarize (tag);
  /* One sentence is never balanced: it is what is likeliest of it. */
  sentence = &g_array_index (tag->sentences, PoiseSentenceTag, 0);
  tag->mode = sentence->mode;
  tag->confidence = sentence->confidence;
  tag->unsure = sentence->unsure;
  return tag;
}

/* The person's own words about a sentence, if it still stands in the text. */
static const PoiseSentenceTag *
find_correction (const PoiseTag *old, const char *old_text, const char *sentence)
{
  for (guint i = 0; i < old->sentences->len; i++)
    {
      const PoiseSentenceTag *tag = &g_array_index (old->sentences, PoiseSentenceTag, i);
      g_autofree char *words = NULL;

      if (tag->by != POISE_TAG_SOURCE_PERSON)
        continue;
      words = g_utf8_substring (old_text, tag->start, tag->end);
      if (g_str_equal (words, sentence))
        return tag;
    }

  return NULL;
}

static gboolean
has_correction (const PoiseTag *tag)
{
  for (guint i = 0; i < tag->sentences->len; i++)
    if (g_array_index (tag->sentences, PoiseSentenceTag, i).by == POISE_TAG_SOURCE_PERSON)
      return TRUE;

  return FALSE;
}

static void
keep_corrections (PoiseTag *tag, const char *text, const PoiseTag *old, const char *old_text)
{
  if (!has_correction (old))
    return;
  for (guint i = 0; i < tag->sentences->len; i++)
    {
      PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);
      g_autofree char *words = g_utf8_substring (text, sentence->start, sentence->end);
      const PoiseSentenceTag *correction = find_correction (old, old_text, words);

      if (correction != NULL)
        poise_tagger_correct_sentence (sentence, correction->mode, correction->facet);
    }
  poise_tagger_summarize (tag);
}

/**
 * poise_tagger_correct_sentence:
 * @sentence: a sentence of a tag that was not handed out yet
 * @mode: what the person says it shows
 * @facet: its facet, or %POISE_FACET_NONE to keep the tagger's
 *
 * Notes the person's word on a sentence.
 */
void
poise_tagger_correct_sentence (PoiseSentenceTag *sentence, PoiseMode mode, PoiseFacet facet)
{
  g_return_if_fail (sentence != NULL && (guint) mode < POISE_N_SENTENCE_MODES);

  sentence->mode = mode;
  if (mode == POISE_MODE_NONE)
    sentence->facet = POISE_FACET_NONE;
  else if (facet != POISE_FACET_NONE)
    sentence->facet = facet;
  sentence->by = POISE_TAG_SOURCE_PERSON;
  sentence->confidence = 1.0;
  sentence->unsure = FALSE;
}

/**
 * poise_tagger_retag:
 * @self: a tagger
 * @text: valid UTF-8
 * @old: (nullable): what was said before
 * @old_text: (nullable): the text that @old speaks of
 *
 * Tags a text that was tagged before. What the person corrected stays: a
 * sentence that still stands there word by word, and the whole entry.
 *
 * Returns: (transfer full): the tag
 */
PoiseTag *
poise_tagger_retag (PoiseTagger *self, const char *text, const PoiseTag *old, const char *old_text)
{
  g_autoptr (PoiseTag) tag = poise_tagger_tag (self, text);

  if (old != NULL && old_text != NULL)
    keep_corrections (tag, text, old, old_text);
  if (old != NULL && old->by == POISE_TAG_SOURCE_PERSON)
    return poise_tag_with_mode (tag, old->mode);
  return g_steal_pointer (&tag);
}

static int
compare_reasons_cb (gconstpointer a, gconstpointer b)
{
  double x = ABS (((const PoiseReason *) a)->effect);
  double y = ABS (((const PoiseReason *) b)->effect);

  return x > y ? -1 : x < y;
}

/* A sentence of another text must not lead beyond this one's end. */
static void
find_span (const char *text, const PoiseSentenceTag *sentence, const char **start, const char **end)
{
  guint length = (guint) g_utf8_strlen (text, -1);
  guint first = MIN (sentence->start, length);
  guint last = CLAMP (sentence->end, first, length);

  *start = g_utf8_offset_to_pointer (text, first);
  *end = g_utf8_offset_to_pointer (*start, (glong) (last - first));
}

static double
get_log_odds (double p)
{
  const double epsilon = 1e-9;

  return log (MAX (p, epsilon) / MAX (1.0 - p, epsilon));
}

static void
copy_without (const GArray *tokens, guint start, GArray *left)
{
  g_array_set_size (left, 0);
  for (guint i = 0; i < tokens->len; i++)
    {
      const PoiseToken *token = &g_array_index (tokens, PoiseToken, i);

      if (token->start != start)
        g_array_append_val (left, *token);
    }
}

/**
 * poise_tagger_explain:
 * @self: a tagger
 * @text: the text that @sentence belongs to
 * @sentence: a sentence of it
 *
 * Finds out what each word does by judging the sentence without it, so what a
 * reason claims is what leaving the word out does. The effect is counted in
 * log odds: near certainty, probabilities hardly move whatever is left out.
 *
 * Returns: (transfer full) (element-type PoiseReason): the words, the
 *   strongest first
 */
GArray *
poise_tagger_explain (PoiseTagger *self, const char *text, const PoiseSentenceTag *sentence)
{
  GArray *reasons = g_array_new (FALSE, FALSE, sizeof (PoiseReason));
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (PoiseToken));
  const char *start, *end;
  PoiseVerdict whole, without;

  g_return_val_if_fail (POISE_IS_TAGGER (self), reasons);
  g_return_val_if_fail (text != NULL && sentence != NULL, reasons);

  find_span (text, sentence, &start, &end);
  g_mutex_lock (&self->lock);
  poise_tokenizer_run (self->tokenizer, start, (gsize) (end - start), self->tokens);
  judge_tokens (self, self->tokens, &whole);
  for (guint i = 0; i < MIN (self->tokens->len, MAX_EXPLAINED_TOKENS); i++)
    {
      const PoiseToken *token = &g_array_index (self->tokens, PoiseToken, i);
      PoiseReason reason;

      /* The second part of a contraction goes with the first. */
      if (token->kind > POISE_TOKEN_NUMBER ||
          (i > 0 && token->start == g_array_index (self->tokens, PoiseToken, i - 1).start))
        continue;
      copy_without (self->tokens, token->start, left);
      judge_tokens (self, left, &without);
      reason.start = sentence->start + (guint) g_utf8_strlen (start, token->start);
      reason.end = reason.start + (guint) g_utf8_strlen (start + token->start, token->length);
      reason.effect =
        get_log_odds (whole.p[sentence->mode]) - get_log_odds (without.p[sentence->mode]);
      g_array_append_val (reasons, reason);
    }
  g_mutex_unlock (&self->lock);
  g_array_sort (reasons, compare_reasons_cb);
  return reasons;
}

/**
 * poise_tagger_learn:
 * @self: a tagger with a learner
 * @text: the text that @sentence belongs to
 * @sentence: a sentence of it
 * @mode: what the person says it shows
 *
 * Lets the person's own layer learn one correction.
 */
void
poise_tagger_learn (PoiseTagger *self,
                    const char *text,
                    const PoiseSentenceTag *sentence,
                    PoiseMode mode)
{
  const char *start, *end;
  PoiseVerdict verdict;

  g_return_if_fail (POISE_IS_TAGGER (self));
  g_return_if_fail (self->learner != NULL);

  find_span (text, sentence, &start, &end);
  g_mutex_lock (&self->lock);
  poise_tokenizer_run (self->tokenizer, start, (gsize) (end - start), self->tokens);
  judge_tokens (self, self->tokens, &verdict);
  poise_learner_correct (self->learner, &self->features, verdict.p, mode);
  g_mutex_unlock (&self->lock);
}
