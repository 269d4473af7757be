/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-correction.h"

#include <glib/gi18n-lib.h>

#include "poise-tag-summary.h"
#include "poise-text-walk.h"

typedef struct
{
  PoiseTagSource by;
  PoiseMode mode;
  PoiseFacet facet;
} Word;

struct _PoiseCorrection
{
  GObject parent_instance;

  /* Owned */
  PoiseLearned *learned;
  char *entry_id;
  char *words; /* the sentence's, or the entry's text */

  const char *around; /* (nullable): the language of what a sentence stands in */
  int sentence;       /* its place in the tag, or -1 for the entry */
  gboolean is_read;
  Word before;
  Word after;
};

G_DEFINE_FINAL_TYPE (PoiseCorrection, poise_correction, G_TYPE_OBJECT)

static void
poise_correction_dispose (GObject *object)
{
  PoiseCorrection *self = POISE_CORRECTION (object);

  g_clear_object (&self->learned);

  G_OBJECT_CLASS (poise_correction_parent_class)->dispose (object);
}

static void
poise_correction_finalize (GObject *object)
{
  PoiseCorrection *self = POISE_CORRECTION (object);

  g_free (self->entry_id);
  g_free (self->words);

  G_OBJECT_CLASS (poise_correction_parent_class)->finalize (object);
}

static void
poise_correction_class_init (PoiseCorrectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_correction_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_correction_finalize;
}

static void
poise_correction_init (PoiseCorrection *self)
{
}

/* NULL where the text is newer than its tag, and shorter. */
static char *
get_words (PoiseEntry *entry, const PoiseSentenceTag *sentence)
{
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT (poise_entry_get_text (entry));

  return poise_text_walk_cut_whole (&walk, sentence->start, sentence->end);
}

static void
note_sentence (PoiseCorrection *self, PoiseEntry *entry, const PoiseSentenceTag *sentence)
{
  PoiseTagger *tagger = poise_learned_get_tagger (self->learned);

  self->words =
    g_utf8_substring (poise_entry_get_text (entry), (glong) sentence->start, (glong) sentence->end);
  self->around = poise_tagger_find_language (poise_entry_get_text (entry));
  self->before = (Word) { sentence->by, sentence->mode, sentence->facet };
  self->is_read = sentence->omission != POISE_OMISSION_LANGUAGE;
  if (tagger != NULL)
    self->after.facet =
      poise_tagger_find_facet (tagger, self->words, self->after.mode, self->around);
}

/**
 * poise_correction_new:
 * @learned: what learns from it
 * @entry: an entry with a tag
 * @sentence: a sentence's place in the tag, or -1 for the whole entry
 * @by: who is to say what it shows: the person, or the tagger again
 * @mode: what the person says it shows
 *
 * Returns: (transfer full): the correction, not made yet
 */
PoiseCorrection *
poise_correction_new (PoiseLearned *learned,
                      PoiseEntry *entry,
                      int sentence,
                      PoiseTagSource by,
                      PoiseMode mode)
{
  PoiseCorrection *self = g_object_new (POISE_TYPE_CORRECTION, NULL);
  PoiseTag *tag = poise_entry_get_tag (entry);

  g_return_val_if_fail (tag != NULL && sentence < (int) tag->sentences->len, self);

  self->learned = g_object_ref (learned);
  self->entry_id = g_strdup (poise_entry_get_id (entry));
  self->sentence = sentence;
  self->is_read = TRUE;
  self->before = (Word) { tag->by, tag->mode, POISE_FACET_NONE };
  self->after = (Word) { by, mode, POISE_FACET_NONE };
  if (sentence >= 0)
    note_sentence (self, entry, &g_array_index (tag->sentences, PoiseSentenceTag, sentence));
  else
    self->words = g_strdup (poise_entry_get_text (entry));
  return self;
}

static char *
put_on_one_line (char *words)
{
  return g_strstrip (g_strdelimit (words, "\n\t", ' '));
}

/**
 * poise_correction_find_sentence:
 * @entry: an entry
 * @place: where a sentence stood in its tag
 * @words: the sentence, as it was shown: on one line
 *
 * Between the moment when a sentence was shown and the one when the person answers the entry may
 * have been changed elsewhere.
 *
 * Returns: where the sentence stands in the tag now, or -1 if it does not
 */
int
poise_correction_find_sentence (PoiseEntry *entry, guint place, const char *words)
{
  PoiseTag *tag;
  PoiseTextWalk walk;
  int found = -1;

  g_return_val_if_fail (POISE_IS_ENTRY (entry), -1);
  g_return_val_if_fail (words != NULL, -1);

  tag = poise_entry_get_tag (entry);
  walk = (PoiseTextWalk) POISE_TEXT_WALK_INIT (poise_entry_get_text (entry));
  for (guint i = 0; tag != NULL && i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);
      g_autofree char *there = poise_text_walk_cut_whole (&walk, sentence->start, sentence->end);

      if (there == NULL || !g_str_equal (put_on_one_line (there), words))
        continue;
      /* The same words may stand in it twice. */
      if (found < 0 || i == place)
        found = (int) i;
    }
  return found;
}

/**
 * poise_correction_get_entry_id:
 * @self: a correction
 *
 * Returns: the id of the entry that it is about
 */
const char *
poise_correction_get_entry_id (PoiseCorrection *self)
{
  g_return_val_if_fail (POISE_IS_CORRECTION (self), NULL);

  return self->entry_id;
}

/* Whole sentences, for languages in which the last word takes another form. */
static const char *
describe_mode (PoiseMode mode)
{
  switch (mode)
    {
    case POISE_MODE_MANAGEMENT:
      /* Translators: a sentence or an entry was; as short as it can be, or a phone cuts it. */
      return _ ("Marked as Management");
    case POISE_MODE_LEADERSHIP:
      /* Translators: a sentence or an entry was; as short as it can be, or a phone cuts it. */
      return _ ("Marked as Leadership");
    case POISE_MODE_BALANCED:
      /* Translators: an entry was; as short as it can be, or a phone cuts it. */
      return _ ("Marked as Balanced");
    case POISE_MODE_NONE:
    default:
      /* Translators: a sentence or an entry was; as short as it can be, or a phone cuts it. */
      return _ ("Marked as Neither");
    }
}

/**
 * poise_correction_describe:
 * @self: a correction
 *
 * Returns: (transfer full): what was done, in translated words
 */
char *
poise_correction_describe (PoiseCorrection *self)
{
  g_return_val_if_fail (POISE_IS_CORRECTION (self), NULL);

  if (self->after.by == POISE_TAG_SOURCE_TAGGER)
    return g_strdup (_ ("Correction taken back"));
  return g_strdup (describe_mode (self->after.mode));
}

/* ---- making it ---- */

static void
learn (PoiseCorrection *self, const PoiseTag *tag, const Word *word)
{
  gboolean is_by_person = word->by == POISE_TAG_SOURCE_PERSON;

  /* Words that Poise cannot read teach it nothing. */
  if (!self->is_read)
    return;
  if (self->sentence < 0 && is_by_person)
    poise_learned_correct_entry (self->learned, self->words, tag, word->mode);
  else if (self->sentence < 0)
    poise_learned_uncorrect_entry (self->learned, self->words);
  else if (is_by_person)
    poise_learned_correct (self->learned, self->words, word->mode, self->around);
  else
    poise_learned_uncorrect (self->learned, self->words);
}

/* What the tagger says of the sentence now. */
static void
judge_again (PoiseCorrection *self, PoiseSentenceTag *sentence)
{
  PoiseTagger *tagger = poise_learned_get_tagger (self->learned);
  PoiseSentenceTag before = *sentence;
  g_autoptr (PoiseTag) tag = NULL;

  if (tagger == NULL)
    {
      sentence->by = POISE_TAG_SOURCE_TAGGER;
      return;
    }
  tag = poise_tagger_tag_sentence (tagger, self->words, self->around);
  *sentence = g_array_index (tag->sentences, PoiseSentenceTag, 0);
  sentence->start = before.start;
  sentence->end = before.end;
}

static PoiseTag *
summarize (PoiseCorrection *self, PoiseTag *tag)
{
  PoiseTagger *tagger = poise_learned_get_tagger (self->learned);

  if (tag->by == POISE_TAG_SOURCE_PERSON)
    return tag;
  poise_tag_summarize (tag);
  if (tagger != NULL)
    poise_tagger_doubt (tagger, tag);
  return tag;
}

/* NULL if the sentence does not stand in its place any more. */
static PoiseTag *
change_sentence (PoiseCorrection *self, PoiseEntry *entry, const Word *word)
{
  g_autoptr (PoiseTag) tag = poise_tag_copy (poise_entry_get_tag (entry));
  PoiseSentenceTag *sentence;
  g_autofree char *words = NULL;

  if (self->sentence >= (int) tag->sentences->len)
    return NULL;
  sentence = &g_array_index (tag->sentences, PoiseSentenceTag, self->sentence);
  words = get_words (entry, sentence);
  if (g_strcmp0 (words, self->words) != 0)
    return NULL;
  if (word->by == POISE_TAG_SOURCE_PERSON)
    poise_tag_correct_sentence (sentence, word->mode, word->facet);
  else
    judge_again (self, sentence);
  return summarize (self, g_steal_pointer (&tag));
}

static PoiseTag *
change_entry (PoiseCorrection *self, PoiseEntry *entry, const Word *word)
{
  PoiseTag *tag;

  if (word->by == POISE_TAG_SOURCE_PERSON)
    return poise_tag_with_mode (poise_entry_get_tag (entry), word->mode);
  tag = poise_tag_copy (poise_entry_get_tag (entry));
  tag->by = POISE_TAG_SOURCE_TAGGER;
  return summarize (self, tag);
}

/**
 * poise_correction_put:
 * @self: a correction
 * @store: the journal's keeper
 * @is_in: whether it is made, or taken back
 *
 * Makes the correction or takes it back, as far as the entry still has what it
 * is about.
 */
void
poise_correction_put (PoiseCorrection *self, PoiseStore *store, gboolean is_in)
{
  const Word *word;
  PoiseEntry *entry;
  g_autoptr (PoiseTag) tag = NULL;

  g_return_if_fail (POISE_IS_CORRECTION (self));

  word = is_in ? &self->after : &self->before;
  entry = poise_journal_lookup (poise_store_get_journal (store), self->entry_id);
  if (entry == NULL || poise_entry_get_tag (entry) == NULL)
    return;
  learn (self, poise_entry_get_tag (entry), word);
  tag =
    self->sentence >= 0 ? change_sentence (self, entry, word) : change_entry (self, entry, word);
  if (tag == NULL)
    return;
  poise_entry_set_tag (entry, tag);
  poise_store_put_edited (store, entry);
}
