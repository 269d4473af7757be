/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-context.h"

#include <string.h>

#include "poise-clock.h"
#include "poise-file.h"

struct _PoiseContext
{
  GObject parent_instance;

  PoiseStore *store;
  PoiseTagger *tagger;
  PoiseLearner *learner;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (PoiseContext, poise_context, G_TYPE_OBJECT)

static void
poise_context_finalize (GObject *object)
{
  PoiseContext *self = POISE_CONTEXT (object);

  g_clear_object (&self->store);
  g_clear_object (&self->tagger);
  g_clear_object (&self->learner);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (poise_context_parent_class)->finalize (object);
}

static void
poise_context_class_init (PoiseContextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = poise_context_finalize;
}

static void
poise_context_init (PoiseContext *self)
{
}

static char *
get_learned_path (PoiseContext *self)
{
  PoiseFolder *folder = poise_store_get_folder (self->store);

  return folder != NULL ? g_build_filename (poise_folder_get_path (folder), "learned.json", NULL)
                        : NULL;
}

/* A damaged file of what was learned costs the person nothing that they
 * wrote: it is set aside, and learning begins anew. */
static void
load_learned (PoiseContext *self)
{
  g_autofree char *path = get_learned_path (self);
  g_autoptr (GBytes) bytes = path != NULL ? poise_file_read (path, NULL) : NULL;
  g_autoptr (GError) error = NULL;

  if (bytes == NULL || poise_learner_from_json (self->learner, g_bytes_get_data (bytes, NULL),
                                                g_bytes_get_size (bytes), path, &error))
    return;
  g_message ("%s", error->message);
  {
    g_autoptr (GDateTime) now = poise_store_get_now (self->store);

    g_free (poise_file_set_aside (path, "damaged", now, NULL));
  }
}

/**
 * poise_context_new:
 * @store: the journal's keeper
 * @tagger: (nullable): the tagger; %NULL where its model could not be loaded
 * @settings: the person's preferences
 *
 * Returns: (transfer full): the context
 */
PoiseContext *
poise_context_new (PoiseStore *store, PoiseTagger *tagger, GSettings *settings)
{
  PoiseContext *self = g_object_new (POISE_TYPE_CONTEXT, NULL);

  self->store = g_object_ref (store);
  self->settings = g_object_ref (settings);
  self->learner = poise_learner_new ();
  if (tagger != NULL)
    {
      self->tagger = g_object_ref (tagger);
      load_learned (self);
      poise_tagger_set_learner (tagger, self->learner);
    }
  return self;
}

/**
 * poise_context_get_store:
 * @self: a context
 *
 * Returns: (transfer none): the journal's keeper
 */
PoiseStore *
poise_context_get_store (PoiseContext *self)
{
  return self->store;
}

/**
 * poise_context_get_journal:
 * @self: a context
 *
 * Returns: (transfer none): the entries
 */
PoiseJournal *
poise_context_get_journal (PoiseContext *self)
{
  return poise_store_get_journal (self->store);
}

/**
 * poise_context_get_tagger:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): the tagger
 */
PoiseTagger *
poise_context_get_tagger (PoiseContext *self)
{
  return self->tagger;
}

/**
 * poise_context_get_settings:
 * @self: a context
 *
 * Returns: (transfer none): the person's preferences
 */
GSettings *
poise_context_get_settings (PoiseContext *self)
{
  return self->settings;
}

/**
 * poise_context_get_today:
 * @self: a context
 *
 * Returns: the day that is, by the clock and the hour at which days begin
 */
PoiseDay
poise_context_get_today (PoiseContext *self)
{
  g_autoptr (GDateTime) now = poise_store_get_now (self->store);

  return poise_day_from_time (now, g_settings_get_uint (self->settings, "day-start-hour"));
}

/**
 * poise_context_get_first_weekday:
 * @self: a context
 *
 * Returns: the day on which weeks begin: the person's choice or the locale's
 */
GDateWeekday
poise_context_get_first_weekday (PoiseContext *self)
{
  GDateWeekday chosen = (GDateWeekday) g_settings_get_enum (self->settings, "first-weekday");

  return chosen != G_DATE_BAD_WEEKDAY ? chosen : poise_clock_get_first_weekday ();
}

typedef struct
{
  PoiseFolder *folder;
  GDateTime *now;
  char *json;
} Learned;

static void
learned_free (Learned *learned)
{
  g_object_unref (learned->folder);
  g_date_time_unref (learned->now);
  g_free (learned->json);
  g_free (learned);
}

static void
save_learned_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Learned *learned = data;
  g_autoptr (GError) error = NULL;

  if (!poise_folder_replace (learned->folder, "learned.json", learned->json, strlen (learned->json),
                             learned->now, &error))
    g_warning ("%s", error->message);
  g_task_return_boolean (task, error == NULL);
}

/**
 * poise_context_learn:
 * @self: a context
 * @text: the text that @sentence belongs to
 * @sentence: the sentence as the tagger saw it
 * @mode: what the person says it shows
 *
 * Lets the tagger learn a correction and saves what it learned.
 */
void
poise_context_learn (PoiseContext *self,
                     const char *text,
                     const PoiseSentenceTag *sentence,
                     PoiseMode mode)
{
  PoiseFolder *folder = poise_store_get_folder (self->store);
  g_autoptr (GTask) task = NULL;
  Learned *learned;

  g_return_if_fail (POISE_IS_CONTEXT (self));

  if (self->tagger == NULL)
    return;
  poise_tagger_learn (self->tagger, text, sentence, mode);
  if (folder == NULL)
    return;
  learned = g_new0 (Learned, 1);
  learned->folder = g_object_ref (folder);
  learned->now = poise_store_get_now (self->store);
  learned->json = poise_learner_to_json (self->learner);
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, poise_context_learn);
  g_task_set_task_data (task, learned, (GDestroyNotify) learned_free);
  g_task_run_in_thread (task, save_learned_cb);
}
