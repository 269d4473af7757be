/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-learned.h"

#include "poise-error.h"
#include "poise-learned-change.h"
#include "poise-learned-file.h"
#include "poise-lesson-description.h"
#include "poise-time.h"

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
  const char *around;   /* (nullable): the language of what a sentence stands in */
  PoiseLearner *counts; /* what it taught */
} Lesson;

static const char *const kinds[] = { [LESSON_SENTENCE] = POISE_LESSON_SENTENCE,
                                     [LESSON_ENTRY] = POISE_LESSON_ENTRY,
                                     [LESSON_ACCEPTED] = POISE_LESSON_ACCEPTED };

struct _PoiseLearned
{
  GObject parent_instance;

  PoiseStore *store;
  PoiseTagger *tagger;
  PoiseLearner *learner;
  PoiseLearner *saved;     /* what the file holds, or holds when what waits to be written is */
  PoiseLearner *forgotten; /* what recalling brings back */
  gint64 forgotten_at;     /* what waits to be written begins with that; 0 if it does not */
  gconstpointer pending;   /* the change that waits to be written, or is being written */
  GPtrArray *lessons;      /* the last ones */
  GPtrArray *written;      /* of #PoiseLearnedLesson: those of them that are in @saved */
  guint era;               /* counts how often they were let go of */
  PoiseLearner *base;      /* what was learned before them */
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
  g_clear_object (&lesson->counts);
  g_clear_pointer (&lesson->tag, poise_tag_unref);
  g_free (lesson);
}

static void
change_free (gpointer change)
{
  poise_learned_change_free (change);
}

static const PoiseFileKind learned_kind = {
  .name = POISE_LEARNED_FILE,
  .apply = poise_learned_change_apply,
  .decode = poise_learned_file_decode,
  .free_change = change_free,
  .free_decoded = g_object_unref,
};

/**
 * poise_learned_get_kind:
 *
 * Returns: what learned.json is to a store
 */
const PoiseFileKind *
poise_learned_get_kind (void)
{
  return &learned_kind;
}

/* As they are now. */
static GPtrArray *
list_lessons (PoiseLearned *self)
{
  GPtrArray *lessons = poise_learned_lessons_new ();

  for (guint i = 0; i < self->lessons->len; i++)
    {
      const Lesson *lesson = g_ptr_array_index (self->lessons, i);

      g_ptr_array_add (
        lessons, poise_learned_lesson_new (kinds[lesson->kind], lesson->text, lesson->counts));
    }
  return lessons;
}

static void
save (PoiseLearned *self)
{
  PoiseFolder *folder = poise_store_get_folder (self->store);
  g_autoptr (GPtrArray) lessons = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *by = NULL;
  PoiseLearnedChange *change;

  if (folder == NULL || self->is_newer)
    return;
  by = poise_folder_get_writer (folder);
  change = poise_learned_change_new (by, self->saved, self->learner, self->forgotten_at);
  lessons = list_lessons (self);
  now = poise_store_get_now (self->store);
  poise_learned_change_set_lessons (change, self->written, lessons, now);
  change->era = self->era;
  self->pending = change;
  poise_store_put_change (self->store, &learned_kind, change);
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
teach (PoiseLearned *self, Lesson *lesson)
{
  g_autoptr (PoiseLearner) counts = poise_learner_new ();

  g_set_object (&lesson->counts, counts);
  poise_learner_record (self->learner, counts);
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
      poise_tagger_learn (self->tagger, lesson->text, lesson->mode, lesson->around);
      break;
    }
  poise_learner_record (self->learner, NULL);
}

static void
clear_lessons (PoiseLearned *self)
{
  g_ptr_array_set_size (self->lessons, 0);
  g_ptr_array_unref (self->written);
  self->written = poise_learned_lessons_new ();
  self->era++;
  g_clear_object (&self->base);
}

/* A lesson changes what later ones teach, so these are taught again. */
static gboolean
withdraw_lesson (PoiseLearned *self, LessonKind kind, const char *text)
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
  learner = poise_learner_copy (self->base);
  set_learner (self, learner);
  for (i = 0; i < self->lessons->len; i++)
    teach (self, g_ptr_array_index (self->lessons, i));
  return TRUE;
}

/* Of several corrections of one text only the last is learned. */
static void
add_lesson (PoiseLearned *self,
            LessonKind kind,
            const char *text,
            const PoiseTag *tag,
            PoiseMode mode,
            const char *around)
{
  Lesson *lesson;

  if (self->tagger == NULL)
    return;
  withdraw_lesson (self, kind, text);
  if (self->lessons->len >= MAX_LESSONS)
    clear_lessons (self);
  if (self->base == NULL)
    self->base = poise_learner_copy (self->learner);
  lesson = g_new0 (Lesson, 1);
  lesson->kind = kind;
  lesson->text = g_strdup (text);
  lesson->tag = tag != NULL ? poise_tag_ref ((PoiseTag *) tag) : NULL;
  lesson->mode = mode;
  lesson->around = around;
  g_ptr_array_add (self->lessons, lesson);
  teach (self, lesson);
  note_change (self);
}

static void
drop_lesson (PoiseLearned *self, LessonKind kind, const char *text)
{
  if (withdraw_lesson (self, kind, text))
    note_change (self);
}

/* ---- what others teach ---- */

/* What is learned here stays, over what the file holds now: @was is what we
 * thought that it holds. */
static void
move_onto (PoiseLearned *self, PoiseLearner *held, PoiseLearner *was)
{
  g_autoptr (PoiseLearner) learner = poise_learner_copy (held);

  poise_learner_add (learner, self->learner, 1.0);
  poise_learner_add (learner, was, -1.0);
  if (self->base != NULL)
    {
      poise_learner_add (self->base, learner, 1.0);
      poise_learner_add (self->base, self->learner, -1.0);
    }
  set_learner (self, learner);
  g_set_object (&self->saved, held);
}

static void
note_written (PoiseLearned *self, const PoiseLearnedChange *change)
{
  if (change->forgotten == self->forgotten_at)
    self->forgotten_at = 0;
  if (change->era != self->era)
    return;
  g_ptr_array_unref (self->written);
  self->written = g_ptr_array_ref (change->lessons);
}

/* A damaged file costs the person nothing that they wrote: it is set aside by
 * the next write. One of a newer version stays, and nothing is saved. */
static void
file_read_cb (PoiseLearned *self,
              const PoiseFileKind *kind,
              PoiseLearner *held,
              const PoiseLearnedChange *change,
              const GError *error)
{
  if (kind != &learned_kind)
    return;
  if (error != NULL)
    g_message ("%s", error->message);
  self->is_newer = g_error_matches (error, POISE_ERROR, POISE_ERROR_NEWER);
  /* What waits to be written is merged with what is there then. */
  if (held == NULL || (change == NULL && self->pending != NULL))
    return;
  move_onto (self, held, change != NULL ? change->now : self->saved);
  if (change != NULL)
    note_written (self, change);
  if (change == self->pending)
    self->pending = NULL;
  else
    /* More was learned while that was written. */
    save (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* ---- virtual functions ---- */

static void
poise_learned_dispose (GObject *object)
{
  PoiseLearned *self = POISE_LEARNED (object);

  g_clear_object (&self->store);
  g_clear_object (&self->tagger);
  g_clear_object (&self->learner);
  g_clear_object (&self->saved);
  g_clear_object (&self->forgotten);
  g_clear_object (&self->base);

  G_OBJECT_CLASS (poise_learned_parent_class)->dispose (object);
}

static void
poise_learned_finalize (GObject *object)
{
  PoiseLearned *self = POISE_LEARNED (object);

  g_ptr_array_unref (self->lessons);
  g_ptr_array_unref (self->written);

  G_OBJECT_CLASS (poise_learned_parent_class)->finalize (object);
}

static void
poise_learned_class_init (PoiseLearnedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_learned_dispose;
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
  self->written = poise_learned_lessons_new ();
  self->saved = poise_learner_new ();
}

/**
 * poise_learned_new:
 * @store: the journal's keeper
 * @tagger: (nullable): the tagger, which gets the learner
 *
 * What was learned before is there once the journal was read.
 *
 * Returns: (transfer full): what is learned
 */
PoiseLearned *
poise_learned_new (PoiseStore *store, PoiseTagger *tagger)
{
  PoiseLearned *self = g_object_new (POISE_TYPE_LEARNED, NULL);
  g_autoptr (PoiseLearner) learner = NULL;

  self->store = g_object_ref (store);
  g_set_object (&self->tagger, tagger);
  learner = poise_learner_new ();
  set_learner (self, learner);
  poise_store_follow_file (store, &learned_kind);
  g_signal_connect_object (store, "file-read", G_CALLBACK (file_read_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * poise_learned_leave:
 * @self: what was learned
 *
 * The journal is another one now: nothing of before can be taken back.
 */
void
poise_learned_leave (PoiseLearned *self)
{
  g_return_if_fail (POISE_IS_LEARNED (self));

  g_clear_object (&self->forgotten);
  clear_lessons (self);
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

  return poise_learner_describe_lessons (self->learner, max);
}

/**
 * poise_learned_correct:
 * @self: what was learned
 * @words: a sentence
 * @mode: what the person says it shows
 * @around: (nullable): poise_tagger_find_language() of what it stands in
 *
 * Learns the correction of a sentence, instead of an earlier one of the same words.
 */
void
poise_learned_correct (PoiseLearned *self, const char *words, PoiseMode mode, const char *around)
{
  g_return_if_fail (POISE_IS_LEARNED (self));

  add_lesson (self, LESSON_SENTENCE, words, NULL, mode, around);
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

  add_lesson (self, LESSON_ENTRY, text, tag, mode, NULL);
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

  add_lesson (self, LESSON_ACCEPTED, text, tag, POISE_MODE_NONE, NULL);
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
  g_autoptr (PoiseLearner) nothing = NULL;
  g_autoptr (GDateTime) now = NULL;

  g_return_if_fail (POISE_IS_LEARNED (self));

  g_set_object (&self->forgotten, self->learner);
  fresh = poise_learner_new ();
  clear_lessons (self);
  set_learner (self, fresh);
  nothing = poise_learner_new ();
  g_set_object (&self->saved, nothing);
  now = poise_store_get_now (self->store);
  self->forgotten_at = poise_time_to_usec (now);
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
 * Brings back what was forgotten last; the inverse of poise_learned_forget(). What was learned
 * since stays.
 */
void
poise_learned_recall (PoiseLearned *self)
{
  g_autoptr (PoiseLearner) forgotten = NULL;
  g_autoptr (PoiseLearner) learner = NULL;

  g_return_if_fail (POISE_IS_LEARNED (self));

  forgotten = g_steal_pointer (&self->forgotten);
  if (forgotten == NULL)
    return;
  learner = poise_learner_copy (self->learner);
  poise_learner_add (learner, forgotten, 1.0);
  if (self->base != NULL)
    poise_learner_add (self->base, forgotten, 1.0);
  set_learner (self, learner);
  note_change (self);
}
