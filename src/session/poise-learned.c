/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-learned.h"

#include <string.h>

#include "poise-error.h"
#include "poise-file.h"
#include "poise-lesson-words.h"

#define LEARNED_NAME "learned.json"
/* So many of the last lessons can be taken back. */
#define MAX_LESSONS 64

typedef enum
{
  LESSON_SENTENCE,
  LESSON_ENTRY,
  LESSON_ACCEPTED,
} LessonKind;

/* What was taught, to be taught again without another one. */
typedef struct
{
  LessonKind kind;
  char *text;
  PoiseTag *tag; /* (nullable) */
  PoiseMode mode;
} Lesson;

struct _PoiseLearned
{
  GObject parent_instance;

  PoiseStore *store;
  PoiseTagger *tagger;
  PoiseLearner *learner;
  PoiseLearner *forgotten; /* what recalling brings back */
  GPtrArray *lessons;      /* the last ones */
  GBytes *base;            /* what was learned before them */
  gboolean is_newer;       /* learned.json is of a newer version: not to be written */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseLearned, poise_learned, G_TYPE_OBJECT)

static void
lesson_free (Lesson *lesson)
{
  g_free (lesson->text);
  g_clear_pointer (&lesson->tag, poise_tag_unref);
  g_free (lesson);
}

static GBytes *
write_learner (PoiseLearned *self)
{
  char *json = poise_learner_to_json (self->learner);

  return g_bytes_new_take (json, strlen (json));
}

static void
save (PoiseLearned *self)
{
  g_autoptr (GBytes) bytes = write_learner (self);

  if (!self->is_newer)
    poise_store_put_file (self->store, LEARNED_NAME, bytes);
}

/* The tagger may be at work on a thread: a learner is exchanged, never emptied. */
static void
set_learner (PoiseLearned *self, PoiseLearner *learner)
{
  g_set_object (&self->learner, learner);
  if (self->tagger != NULL)
    poise_tagger_set_learner (self->tagger, learner);
}

static void
note_change (PoiseLearned *self)
{
  save (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ---- lessons ---- */

static void
teach (PoiseLearned *self, const Lesson *lesson)
{
  switch (lesson->kind)
    {
    case LESSON_ENTRY:
      poise_tagger_learn_entry (self->tagger, lesson->text, lesson->tag, lesson->mode);
      break;
    case LESSON_ACCEPTED:
      poise_tagger_accept (self->tagger, lesson->text, lesson->tag);
      break;
    case LESSON_SENTENCE:
    default:
      poise_tagger_learn (self->tagger, lesson->text, lesson->mode);
      break;
    }
}

static void
clear_lessons (PoiseLearned *self)
{
  g_ptr_array_set_size (self->lessons, 0);
  g_clear_pointer (&self->base, g_bytes_unref);
}

/* A lesson changes what later ones teach, so these are taught again. */
static gboolean
take_back (PoiseLearned *self, LessonKind kind, const char *text)
{
  g_autoptr (PoiseLearner) learner = NULL;
  guint i = 0;

  for (; i < self->lessons->len; i++)
    {
      const Lesson *lesson = g_ptr_array_index (self->lessons, i);

      if (lesson->kind == kind && g_str_equal (lesson->text, text))
        break;
    }
  if (i == self->lessons->len)
    return FALSE;
  g_ptr_array_remove_index (self->lessons, i);
  learner = poise_learner_new ();
  poise_learner_from_json (learner, g_bytes_get_data (self->base, NULL),
                           g_bytes_get_size (self->base), LEARNED_NAME, NULL);
  set_learner (self, learner);
  for (i = 0; i < self->lessons->len; i++)
    teach (self, g_ptr_array_index (self->lessons, i));
  return TRUE;
}

/* Who changes their mind about a text teaches one thing, the last. */
static void
add_lesson (PoiseLearned *self,
            LessonKind kind,
            const char *text,
            const PoiseTag *tag,
            PoiseMode mode)
{
  Lesson *lesson;

  if (self->tagger == NULL)
    return;
  take_back (self, kind, text);
  if (self->lessons->len >= MAX_LESSONS)
    clear_lessons (self);
  if (self->base == NULL)
    self->base = write_learner (self);
  lesson = g_new0 (Lesson, 1);
  lesson->kind = kind;
  lesson->text = g_strdup (text);
  lesson->tag = tag != NULL ? poise_tag_ref ((PoiseTag *) tag) : NULL;
  lesson->mode = mode;
  g_ptr_array_add (self->lessons, lesson);
  teach (self, lesson);
  note_change (self);
}

static void
drop_lesson (PoiseLearned *self, LessonKind kind, const char *text)
{
  if (take_back (self, kind, text))
    note_change (self);
}

/* ---- life ---- */

static void
poise_learned_finalize (GObject *object)
{
  PoiseLearned *self = POISE_LEARNED (object);

  g_clear_object (&self->store);
  g_clear_object (&self->tagger);
  g_clear_object (&self->learner);
  g_clear_object (&self->forgotten);
  g_ptr_array_unref (self->lessons);
  g_clear_pointer (&self->base, g_bytes_unref);

  G_OBJECT_CLASS (poise_learned_parent_class)->finalize (object);
}

static void
poise_learned_class_init (PoiseLearnedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_learned_finalize;

  /**
   * PoiseLearned::changed:
   * @self: what was learned
   *
   * A correction was learned, or all were forgotten or recalled.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", POISE_TYPE_LEARNED, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_learned_init (PoiseLearned *self)
{
  self->lessons = g_ptr_array_new_with_free_func ((GDestroyNotify) lesson_free);
}

/**
 * poise_learned_new:
 * @store: the journal's keeper
 * @tagger: (nullable): the tagger, which gets the learner
 *
 * Returns: (transfer full): what was learned up to now
 */
PoiseLearned *
poise_learned_new (PoiseStore *store, PoiseTagger *tagger)
{
  PoiseLearned *self = g_object_new (POISE_TYPE_LEARNED, NULL);

  self->store = g_object_ref (store);
  g_set_object (&self->tagger, tagger);
  poise_learned_load (self);
  return self;
}

/**
 * poise_learned_load:
 * @self: what was learned
 *
 * Reads learned.json of the store's folder. A damaged one costs the person
 * nothing that they wrote: it is set aside, and learning begins anew. One of
 * a newer version stays, and what is learned is not saved.
 */
void
poise_learned_load (PoiseLearned *self)
{
  PoiseFolder *folder = poise_store_get_folder (self->store);
  g_autoptr (PoiseLearner) learner = poise_learner_new ();
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (POISE_IS_LEARNED (self));

  self->is_newer = FALSE;
  g_clear_object (&self->forgotten);
  clear_lessons (self);
  path =
    folder != NULL ? g_build_filename (poise_folder_get_path (folder), LEARNED_NAME, NULL) : NULL;
  bytes = path != NULL ? poise_file_read (path, NULL) : NULL;
  if (bytes != NULL && !poise_learner_from_json (learner, g_bytes_get_data (bytes, NULL),
                                                 g_bytes_get_size (bytes), path, &error))
    {
      g_message ("%s", error->message);
      self->is_newer = g_error_matches (error, POISE_ERROR, POISE_ERROR_NEWER);
      now = poise_store_get_now (self->store);
      if (!self->is_newer)
        g_free (poise_file_set_aside (path, "damaged", now, NULL));
    }
  set_learner (self, learner);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * poise_learned_get_tagger:
 * @self: what was learned
 *
 * Returns: (transfer none) (nullable): the tagger that learns
 */
PoiseTagger *
poise_learned_get_tagger (PoiseLearned *self)
{
  g_return_val_if_fail (POISE_IS_LEARNED (self), NULL);

  return self->tagger;
}

/**
 * poise_learned_get_n_corrections:
 * @self: what was learned
 *
 * Returns: from how many corrections
 */
guint
poise_learned_get_n_corrections (PoiseLearned *self)
{
  g_return_val_if_fail (POISE_IS_LEARNED (self), 0);

  return poise_learner_get_n_corrections (self->learner);
}

/**
 * poise_learned_describe:
 * @self: what was learned
 * @max: how many lessons at most
 *
 * Says in words what was learned.
 *
 * Returns: (transfer full) (element-type utf8): translated lines, what
 *   matters most first
 */
GPtrArray *
poise_learned_describe (PoiseLearned *self, guint max)
{
  g_return_val_if_fail (POISE_IS_LEARNED (self), NULL);

  return poise_lesson_words_for_learner (self->learner, max);
}

/**
 * poise_learned_correct:
 * @self: what was learned
 * @words: a sentence
 * @mode: what the person says it shows
 *
 * Learns the correction of a sentence, instead of an earlier one of the same words.
 */
void
poise_learned_correct (PoiseLearned *self, const char *words, PoiseMode mode)
{
  g_return_if_fail (POISE_IS_LEARNED (self));

  add_lesson (self, LESSON_SENTENCE, words, NULL, mode);
}

/**
 * poise_learned_uncorrect:
 * @self: what was learned
 * @words: a sentence
 *
 * Takes the correction of a sentence back, unless that was long ago or
 * everything was forgotten since.
 */
void
poise_learned_uncorrect (PoiseLearned *self, const char *words)
{
  g_return_if_fail (POISE_IS_LEARNED (self));

  drop_lesson (self, LESSON_SENTENCE, words);
}

/**
 * poise_learned_correct_entry:
 * @self: what was learned
 * @text: an entry's text
 * @tag: what the tagger said of it
 * @mode: what the person says it shows
 *
 * Learns the correction of an entry.
 */
void
poise_learned_correct_entry (PoiseLearned *self,
                             const char *text,
                             const PoiseTag *tag,
                             PoiseMode mode)
{
  g_return_if_fail (POISE_IS_LEARNED (self));

  add_lesson (self, LESSON_ENTRY, text, tag, mode);
}

/**
 * poise_learned_uncorrect_entry:
 * @self: what was learned
 * @text: an entry's text
 *
 * Takes the correction of an entry back, unless that was long ago or
 * everything was forgotten since.
 */
void
poise_learned_uncorrect_entry (PoiseLearned *self, const char *text)
{
  g_return_if_fail (POISE_IS_LEARNED (self));

  drop_lesson (self, LESSON_ENTRY, text);
}

/**
 * poise_learned_accept:
 * @self: what was learned
 * @text: an entry's text
 * @tag: what is said of it
 *
 * Learns from what the person looked at and left as it was.
 */
void
poise_learned_accept (PoiseLearned *self, const char *text, const PoiseTag *tag)
{
  g_return_if_fail (POISE_IS_LEARNED (self));

  add_lesson (self, LESSON_ACCEPTED, text, tag, POISE_MODE_NONE);
}

/**
 * poise_learned_forget:
 * @self: what was learned
 *
 * Forgets everything, until poise_learned_recall().
 */
void
poise_learned_forget (PoiseLearned *self)
{
  g_autoptr (PoiseLearner) fresh = NULL;

  g_return_if_fail (POISE_IS_LEARNED (self));

  g_set_object (&self->forgotten, self->learner);
  fresh = poise_learner_new ();
  clear_lessons (self);
  set_learner (self, fresh);
  note_change (self);
}

/**
 * poise_learned_can_recall:
 * @self: what was learned
 *
 * Returns: %TRUE if there is something that poise_learned_recall() brings back
 */
gboolean
poise_learned_can_recall (PoiseLearned *self)
{
  g_return_val_if_fail (POISE_IS_LEARNED (self), FALSE);

  return self->forgotten != NULL;
}

/**
 * poise_learned_recall:
 * @self: what was learned
 *
 * Brings back what was forgotten last; the inverse of poise_learned_forget().
 */
void
poise_learned_recall (PoiseLearned *self)
{
  g_autoptr (PoiseLearner) forgotten = NULL;

  g_return_if_fail (POISE_IS_LEARNED (self));

  forgotten = g_steal_pointer (&self->forgotten);
  if (forgotten == NULL)
    return;
  clear_lessons (self);
  set_learner (self, forgotten);
  note_change (self);
}
