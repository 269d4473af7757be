/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-learned.h"

#include <string.h>

#include "poise-error.h"
#include "poise-file.h"
#include "poise-lesson-words.h"

#define LEARNED_NAME "learned.json"

struct _PoiseLearned
{
  GObject parent_instance;

  PoiseStore *store;
  PoiseTagger *tagger;
  PoiseLearner *learner;
  PoiseLearner *forgotten; /* what recalling brings back */
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
save (PoiseLearned *self)
{
  char *json = poise_learner_to_json (self->learner);
  g_autoptr (GBytes) bytes = g_bytes_new_take (json, strlen (json));

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

/* ---- life ---- */

static void
poise_learned_finalize (GObject *object)
{
  PoiseLearned *self = POISE_LEARNED (object);

  g_clear_object (&self->store);
  g_clear_object (&self->tagger);
  g_clear_object (&self->learner);
  g_clear_object (&self->forgotten);

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
 * Learns the correction of a sentence.
 */
void
poise_learned_correct (PoiseLearned *self, const char *words, PoiseMode mode)
{
  g_return_if_fail (POISE_IS_LEARNED (self));

  if (self->tagger == NULL)
    return;
  poise_tagger_learn (self->tagger, words, mode);
  note_change (self);
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

  if (self->tagger == NULL)
    return;
  poise_tagger_learn_entry (self->tagger, text, tag, mode);
  note_change (self);
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

  if (self->tagger == NULL)
    return;
  poise_tagger_accept (self->tagger, text, tag);
  note_change (self);
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
  set_learner (self, forgotten);
  note_change (self);
}
