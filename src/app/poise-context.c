/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-context.h"

#include <string.h>

#include "poise-clock.h"
#include "poise-file.h"
#include "poise-prompt-file.h"

struct _PoiseContext
{
  GObject parent_instance;

  PoiseStore *store;
  PoiseTagger *tagger;
  PoiseLearner *learner;
  GSettings *settings;
  PoisePromptSet *prompts;
  GError *prompts_error; /* why the file of own prompts must not be replaced */
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
  g_clear_object (&self->prompts);
  g_clear_error (&self->prompts_error);

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
  self->prompts = poise_prompt_set_new ();
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

/* ---- files of the journal that are no months ---- */

typedef struct
{
  PoiseFolder *folder;
  GDateTime *now;
  const char *name;
  char *json;
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->folder);
  g_date_time_unref (save->now);
  g_free (save->json);
  g_free (save);
}

static void
save_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  g_autoptr (GError) error = NULL;

  if (!poise_folder_replace (save->folder, save->name, save->json, strlen (save->json), save->now,
                             &error))
    g_warning ("%s", error->message);
  g_task_return_boolean (task, error == NULL);
}

/* Takes json over. */
static void
save_file (PoiseContext *self, const char *name, char *json)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, NULL, NULL);
  Save *save = g_new0 (Save, 1);

  save->folder = g_object_ref (poise_store_get_folder (self->store));
  save->now = poise_store_get_now (self->store);
  save->name = name;
  save->json = json;
  g_task_set_source_tag (task, save_file);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  g_task_run_in_thread (task, save_thread_cb);
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
  g_return_if_fail (POISE_IS_CONTEXT (self));

  if (self->tagger == NULL)
    return;
  poise_tagger_learn (self->tagger, text, sentence, mode);
  if (poise_store_get_folder (self->store) != NULL)
    save_file (self, "learned.json", poise_learner_to_json (self->learner));
}

/**
 * poise_context_get_prompts:
 * @self: a context
 *
 * Returns: (transfer none): the questions; call poise_context_save_prompts()
 *   after a change
 */
PoisePromptSet *
poise_context_get_prompts (PoiseContext *self)
{
  return self->prompts;
}

/**
 * poise_context_get_prompts_error:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): why the person's own prompts could not
 *   be read; while there is a reason, they are not saved either
 */
const GError *
poise_context_get_prompts_error (PoiseContext *self)
{
  return self->prompts_error;
}

static void
load_prompts_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();

  if (poise_prompt_file_read (data, set, &error))
    g_task_return_pointer (task, poise_prompt_set_to_json (set), g_free);
  else
    g_task_return_error (task, error);
}

static void
prompts_loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseContext *self = POISE_CONTEXT (object);
  g_autofree char *json = g_task_propagate_pointer (G_TASK (result), &self->prompts_error);

  if (json != NULL)
    poise_prompt_set_load_json (self->prompts, json, strlen (json), POISE_PROMPT_FILE, NULL);
}

/**
 * poise_context_load_prompts:
 * @self: a context
 *
 * Reads the person's own prompts on a thread; the set says when it changes.
 */
void
poise_context_load_prompts (PoiseContext *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (POISE_IS_CONTEXT (self));

  if (poise_store_get_folder (self->store) == NULL)
    return;
  task = g_task_new (self, NULL, prompts_loaded_cb, NULL);
  g_task_set_source_tag (task, poise_context_load_prompts);
  g_task_set_task_data (task, g_object_ref (poise_store_get_folder (self->store)), g_object_unref);
  g_task_run_in_thread (task, load_prompts_thread_cb);
}

/**
 * poise_context_save_prompts:
 * @self: a context
 *
 * Saves the person's own prompts on a thread.
 */
void
poise_context_save_prompts (PoiseContext *self)
{
  g_return_if_fail (POISE_IS_CONTEXT (self));

  if (poise_store_get_folder (self->store) != NULL && self->prompts_error == NULL)
    save_file (self, POISE_PROMPT_FILE, poise_prompt_set_to_json (self->prompts));
}
