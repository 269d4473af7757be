/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-tagger.h"

#include <math.h>
#include <string.h>

#include "poise-language.h"
#include "poise-packs.h"
#include "poise-sentences.h"
#include "poise-tag-summary.h"
#include "poise-tagger-private.h"

struct _PoiseTagger
{
  GObject parent_instance;

  PoiseLearner *learner;

  GMutex lock; /* guards what follows */
  PoisePacks *packs;
  PoisePack *pack; /* (unowned): of the sentence that is looked at */
};

G_DEFINE_FINAL_TYPE (PoiseTagger, poise_tagger, G_TYPE_OBJECT)

static void
poise_tagger_dispose (GObject *object)
{
  PoiseTagger *self = POISE_TAGGER (object);

  g_clear_object (&self->learner);

  G_OBJECT_CLASS (poise_tagger_parent_class)->dispose (object);
}

static void
poise_tagger_finalize (GObject *object)
{
  PoiseTagger *self = POISE_TAGGER (object);

  g_clear_pointer (&self->packs, poise_packs_free);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (poise_tagger_parent_class)->finalize (object);
}

static void
poise_tagger_class_init (PoiseTaggerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_tagger_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_tagger_finalize;
}

static void
poise_tagger_init (PoiseTagger *self)
{
  g_mutex_init (&self->lock);
}

static PoiseTagger *
new_with_packs (PoisePacks *packs)
{
  PoiseTagger *self = g_object_new (POISE_TYPE_TAGGER, NULL);

  self->packs = packs;
  self->pack = poise_packs_get_first (packs);
  return self;
}

/**
 * poise_tagger_new_default:
 * @error: return location
 *
 * Makes a tagger with the models that were installed with the program, or with
 * the one, or those in the folder, that `POISE_MODEL` names. Errors are those
 * of poise_model_load().
 *
 * Returns: (transfer full) (nullable): the tagger, or %NULL with @error set
 */
PoiseTagger *
poise_tagger_new_default (GError **error)
{
  const char *override = g_getenv ("POISE_MODEL");
  const char *path = override != NULL ? override : PKGDATADIR "/models";
  g_autoptr (PoiseModel) model = NULL;
  PoisePacks *packs;

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      model = poise_model_load (path, error);
      return model != NULL ? new_with_packs (poise_packs_new (model)) : NULL;
    }
  packs = poise_packs_open (path, error);
  return packs != NULL ? new_with_packs (packs) : NULL;
}

/**
 * poise_tagger_get_name:
 * @self: a tagger
 *
 * Returns: (transfer none): what its tags say of who made them: its models'
 *   names
 */
const char *
poise_tagger_get_name (PoiseTagger *self)
{
  g_return_val_if_fail (POISE_IS_TAGGER (self), NULL);

  return poise_packs_get_name (self->packs);
}

/**
 * poise_tagger_get_learner:
 * @self: a tagger
 *
 * Returns: (transfer none) (nullable): the person's own layer
 */
PoiseLearner *
poise_tagger_get_learner (PoiseTagger *self)
{
  g_return_val_if_fail (POISE_IS_TAGGER (self), NULL);

  return self->learner;
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

/* ---- for the tagger's parts ---- */

/**
 * poise_tagger_lock:
 * @self: a tagger
 *
 * Waits until no other thread works with @self.
 */
void
poise_tagger_lock (PoiseTagger *self)
{
  g_mutex_lock (&self->lock);
}

/**
 * poise_tagger_unlock:
 * @self: a locked tagger
 */
void
poise_tagger_unlock (PoiseTagger *self)
{
  g_mutex_unlock (&self->lock);
}

/* The pack of a sentence's language, NULL for one that is not read; what is unclear goes with the
 * whole text, and so does what would not be read, unless it is plainly in another language. */
static PoisePack *
find_pack_within (PoiseTagger *self,
                  const PoiseLanguageEvidence *evidence,
                  const char *language,
                  gboolean is_clear,
                  const char *around)
{
  PoisePack *pack = poise_packs_find (self->packs, is_clear ? language : around);

  return pack == NULL && is_clear && poise_language_may_be (evidence, around)
           ? poise_packs_find (self->packs, around)
           : pack;
}

/* The pack of a sentence, or NULL for a language that is not read. */
static PoisePack *
find_pack (PoiseTagger *self, const char *text, gsize length, const char *around)
{
  PoiseLanguageEvidence evidence = { 0 };
  gboolean is_clear;
  const char *language;

  poise_language_weigh (&evidence, text, length);
  language = poise_language_decide (&evidence, &is_clear);
  if (around != NULL)
    return find_pack_within (self, &evidence, language, is_clear, around);
  return is_clear ? poise_packs_find (self->packs, language)
                  : poise_packs_guess (self->packs, language, text, length);
}

/**
 * poise_tagger_tokenize:
 * @self: a locked tagger
 * @text: a sentence, valid UTF-8
 * @length: its length in bytes
 * @around: (nullable): poise_tagger_find_language() of what it stands in
 *
 * Returns: (transfer none) (element-type PoiseToken): its tokens, until the
 *   next call
 */
const GArray *
poise_tagger_tokenize (PoiseTagger *self, const char *text, gsize length, const char *around)
{
  PoisePack *pack = find_pack (self, text, length, around);

  self->pack = pack != NULL ? pack : poise_packs_get_first (self->packs);
  return poise_pack_tokenize (self->pack, text, length);
}

/**
 * poise_tagger_get_language:
 * @self: a locked tagger
 *
 * Returns: (transfer none): the language of the sentence that was tokenized last
 */
const char *
poise_tagger_get_language (PoiseTagger *self)
{
  return poise_pack_get_language (self->pack);
}

/**
 * poise_tagger_get_completion:
 * @self: a locked tagger
 * @flag: %POISE_WORD_CONTACT or %POISE_WORD_FELT
 *
 * Returns: (transfer none) (nullable): poise_word_rules_get_completion() of the language of the
 *   sentence that was tokenized last
 */
const char *
poise_tagger_get_completion (PoiseTagger *self, PoiseWordFlags flag)
{
  return poise_word_rules_get_completion (poise_model_get_rules (poise_pack_get_model (self->pack)),
                                          flag);
}

/**
 * poise_tagger_is_beginner:
 * @self: a tagger
 * @words: a sentence, valid UTF-8
 * @around: (nullable): poise_tagger_find_language() of what it stands in
 *
 * Returns: %TRUE if the tagger reads the sentence's language less well than
 *   English
 */
gboolean
poise_tagger_is_beginner (PoiseTagger *self, const char *words, const char *around)
{
  PoisePack *pack;
  gboolean result;

  g_return_val_if_fail (POISE_IS_TAGGER (self) && words != NULL, FALSE);

  g_mutex_lock (&self->lock);
  pack = find_pack (self, words, strlen (words), around);
  result = pack != NULL &&
           poise_word_rules_get_is_beginner (poise_model_get_rules (poise_pack_get_model (pack)));
  g_mutex_unlock (&self->lock);
  return result;
}

/**
 * poise_tagger_judge:
 * @self: a locked tagger
 * @tokens: (element-type PoiseToken): the tokens of the sentence that was
 *   tokenized last, or some of them
 * @verdict: (out caller-allocates): what model and learner say of it
 */
void
poise_tagger_judge (PoiseTagger *self, const GArray *tokens, PoiseVerdict *verdict)
{
  PoiseLearner *learner = NULL;

  poise_pack_judge (self->pack, tokens, verdict);
  if (self->learner != NULL)
    learner = poise_learner_find_language (self->learner, poise_pack_get_language (self->pack));
  if (learner != NULL)
    poise_learner_adjust (learner, tokens, verdict);
}

/* What is learned of the language of the sentence that is looked at. */
static PoiseLearner *
get_taught (PoiseTagger *self)
{
  return self->learner != NULL
           ? poise_learner_ensure_language (self->learner, poise_pack_get_language (self->pack))
           : NULL;
}

/**
 * poise_tagger_teach:
 * @self: a locked tagger
 * @words: a sentence, valid UTF-8
 * @mode: what it shows to the person
 * @trust: how much that is worth, 0 to 1
 * @around: (nullable): poise_tagger_find_language() of what it stands in
 *
 * Lets the person's own layer, if there is one, learn about a sentence.
 */
void
poise_tagger_teach (PoiseTagger *self,
                    const char *words,
                    PoiseMode mode,
                    double trust,
                    const char *around)
{
  const GArray *tokens = poise_tagger_tokenize (self, words, strlen (words), around);
  PoiseLearner *learner = get_taught (self);
  PoiseVerdict verdict;

  if (learner == NULL)
    return;
  poise_pack_judge (self->pack, tokens, &verdict);
  poise_learner_correct (learner, words, tokens, &verdict, mode, trust);
}

/**
 * poise_tagger_count_correction:
 * @self: a locked tagger
 *
 * Counts a correction, of the language of the sentence that was looked at last.
 */
void
poise_tagger_count_correction (PoiseTagger *self)
{
  PoiseLearner *learner = get_taught (self);

  if (learner != NULL)
    poise_learner_count (learner);
}

/* ---- sentences ---- */

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
judge_sentence (PoiseTagger *self, PoisePack *pack, const char *text, gsize length)
{
  const GArray *tokens = poise_pack_tokenize (pack, text, length);
  PoiseSentenceTag tag = { .by = POISE_TAG_SOURCE_TAGGER };
  PoiseVerdict verdict;

  self->pack = pack;
  tag.weight = count_words (tokens);
  if (tag.weight == 0)
    {
      tag.p[POISE_MODE_NONE] = tag.confidence = 1.0;
      return tag;
    }

  poise_tagger_judge (self, tokens, &verdict);
  memcpy (tag.p, verdict.p, sizeof tag.p);
  tag.mode = find_mode (&verdict);
  tag.confidence = verdict.p[tag.mode];
  tag.facet = tag.mode != POISE_MODE_NONE ? verdict.facet : POISE_FACET_NONE;
  tag.omission = verdict.omission;
  tag.unsure = tag.confidence < poise_model_get_threshold (poise_pack_get_model (pack));
  return tag;
}

/* A sentence of another language is none, with no confidence: it is not judged. */
static PoiseSentenceTag
refuse_sentence (PoiseTagger *self, const char *text, gsize length)
{
  PoiseSentenceTag tag = { .by = POISE_TAG_SOURCE_TAGGER,
                           .omission = POISE_OMISSION_LANGUAGE,
                           .unsure = TRUE };

  tag.weight =
    count_words (poise_pack_tokenize (poise_packs_get_first (self->packs), text, length));
  tag.p[POISE_MODE_NONE] = 1.0;
  return tag;
}

static void
add_sentence_tag (PoiseTagger *self,
                  PoiseTag *tag,
                  const char *text,
                  const PoiseSentence *sentence,
                  PoisePack *pack)
{
  const char *words = text + sentence->start;
  gsize length = sentence->end - sentence->start;
  PoiseSentenceTag judged = pack != NULL ? judge_sentence (self, pack, words, length)
                                         : refuse_sentence (self, words, length);

  judged.start = sentence->start_char;
  judged.end = sentence->end_char;
  g_array_append_val (tag->sentences, judged);
}

/* What is known of the sentences, each weighed once. */
static PoiseLanguageEvidence *
weigh_sentences (const char *text, const GArray *sentences)
{
  PoiseLanguageEvidence *each = g_new0 (PoiseLanguageEvidence, sentences->len);

  for (guint i = 0; i < sentences->len; i++)
    {
      const PoiseSentence *sentence = &g_array_index (sentences, PoiseSentence, i);

      poise_language_weigh (&each[i], text + sentence->start, sentence->end - sentence->start);
    }
  return each;
}

static const char *
find_common_language (const PoiseLanguageEvidence *each, guint n)
{
  PoiseLanguageEvidence whole = { 0 };
  gboolean is_clear;

  for (guint i = 0; i < n; i++)
    poise_language_add (&whole, &each[i]);
  return poise_language_decide (&whole, &is_clear);
}

/**
 * poise_tagger_find_language:
 * @text: an entry's text, valid UTF-8
 *
 * What is to be said of a sentence must be asked of the model that judged it: a short one such as
 * “Feedback a Ben” was read in its entry's language, and alone would be in another.
 *
 * Returns: (transfer none): the language that @text is in on the whole, to hand in as what a
 *   sentence stands in
 */
const char *
poise_tagger_find_language (const char *text)
{
  g_autoptr (GArray) sentences = NULL;
  g_autofree PoiseLanguageEvidence *each = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  sentences = poise_sentences_find (text, strlen (text));
  each = weigh_sentences (text, sentences);
  return find_common_language (each, sentences->len);
}

/**
 * poise_tagger_doubt:
 * @self: a tagger
 * @tag: (inout): a tag that was not handed out yet
 *
 * Notes whether the tagger would rather not say what an entry shows. What it guesses
 * is never sure; what its underlined sentences show is said, whatever the others may be.
 */
void
poise_tagger_doubt (PoiseTagger *self, PoiseTag *tag)
{
  g_return_if_fail (POISE_IS_TAGGER (self) && tag != NULL);

  tag->unsure = poise_tag_is_guess (tag) ||
                (tag->by == POISE_TAG_SOURCE_TAGGER && !tag->has_share && tag->sentences->len > 0 &&
                 tag->confidence < poise_model_get_threshold (
                                     poise_pack_get_model (poise_packs_get_first (self->packs))));
}

/**
 * poise_tagger_tag:
 * @self: a tagger
 * @text: valid UTF-8
 *
 * Tags a text sentence by sentence. A sentence of another language is none
 * and unsure rather than a guess.
 *
 * Returns: (transfer full): the tag
 */
PoiseTag *
poise_tagger_tag (PoiseTagger *self, const char *text)
{
  PoiseTag *tag = poise_tag_new ();
  g_autoptr (GArray) sentences = NULL;
  g_autofree PoiseLanguageEvidence *each = NULL;
  const char *around;

  g_return_val_if_fail (POISE_IS_TAGGER (self), tag);
  g_return_val_if_fail (text != NULL, tag);

  sentences = poise_sentences_find (text, strlen (text));
  each = weigh_sentences (text, sentences);
  around = find_common_language (each, sentences->len);
  tag->model = g_strdup (poise_packs_get_name (self->packs));
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < sentences->len; i++)
    {
      gboolean is_clear;
      const char *language = poise_language_decide (&each[i], &is_clear);

      add_sentence_tag (self, tag, text, &g_array_index (sentences, PoiseSentence, i),
                        find_pack_within (self, &each[i], language, is_clear, around));
    }
  g_mutex_unlock (&self->lock);
  poise_tag_summarize (tag);
  poise_tagger_doubt (self, tag);
  g_debug ("%u sentences tagged by %s", tag->sentences->len, tag->model);
  return tag;
}

/**
 * poise_tagger_tag_sentence:
 * @self: a tagger
 * @text: valid UTF-8
 * @around: (nullable): poise_tagger_find_language() of what it stands in
 *
 * Tags a text that is taken as one sentence, whatever it holds.
 *
 * Returns: (transfer full): the tag
 */
PoiseTag *
poise_tagger_tag_sentence (PoiseTagger *self, const char *text, const char *around)
{
  PoiseTag *tag = poise_tag_new ();
  PoiseSentence whole = { .end = 0 };
  const PoiseSentenceTag *sentence;

  g_return_val_if_fail (POISE_IS_TAGGER (self), tag);
  g_return_val_if_fail (text != NULL, tag);

  whole.end = strlen (text);
  whole.end_char = (guint) g_utf8_strlen (text, -1);
  tag->model = g_strdup (poise_packs_get_name (self->packs));
  g_mutex_lock (&self->lock);
  add_sentence_tag (self, tag, text, &whole, find_pack (self, text, whole.end, around));
  g_mutex_unlock (&self->lock);
  poise_tag_summarize (tag);
  /* One sentence is never balanced: it is what is likeliest of it. */
  sentence = &g_array_index (tag->sentences, PoiseSentenceTag, 0);
  tag->mode = sentence->mode;
  tag->confidence = sentence->confidence;
  tag->unsure = sentence->unsure;
  return tag;
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
    {
      poise_tag_keep_corrections (tag, text, old, old_text);
      poise_tagger_doubt (self, tag);
    }
  if (old != NULL && old->by == POISE_TAG_SOURCE_PERSON)
    return poise_tag_with_mode (tag, old->mode);
  return g_steal_pointer (&tag);
}

/**
 * poise_tagger_find_facet:
 * @self: a tagger
 * @words: a sentence, valid UTF-8
 * @mode: what it is said to show
 * @around: (nullable): poise_tagger_find_language() of what it stands in
 *
 * Returns: the facet that @words show likeliest if they show @mode
 */
PoiseFacet
poise_tagger_find_facet (PoiseTagger *self, const char *words, PoiseMode mode, const char *around)
{
  guint n = POISE_N_FACETS - 1;
  guint first = mode == POISE_MODE_LEADERSHIP ? n : 0;
  guint best = 0;
  PoiseVerdict verdict;

  g_return_val_if_fail (POISE_IS_TAGGER (self), POISE_FACET_NONE);
  g_return_val_if_fail (words != NULL, POISE_FACET_NONE);

  if (mode != POISE_MODE_MANAGEMENT && mode != POISE_MODE_LEADERSHIP)
    return POISE_FACET_NONE;
  g_mutex_lock (&self->lock);
  poise_tagger_judge (self, poise_tagger_tokenize (self, words, strlen (words), around), &verdict);
  g_mutex_unlock (&self->lock);
  for (guint k = 1; k < n; k++)
    if (verdict.classes[first + k] > verdict.classes[first + best])
      best = k;
  return (PoiseFacet) (1 + best);
}
