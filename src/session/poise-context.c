/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-context.h"

#include <string.h>

#include "poise-agreement-file.h"
#include "poise-clock.h"
#include "poise-day-watch.h"
#include "poise-error.h"
#include "poise-intention-keeper.h"
#include "poise-lock-open.h"
#include "poise-prompt-file.h"
#include "poise-settings.h"
#include "poise-side-change.h"
#include "poise-store-move.h"

struct _PoiseContext
{
  GObject parent_instance;

  PoiseStore *store;
  PoiseHistory *history;
  PoiseTagger *tagger;
  PoiseLearned *learned;
  PoiseIntentionKeeper *intentions;
  PoiseDayWatch *day_watch;
  GSettings *settings;
  PoisePromptSet *prompts;
  char *prompts_saved; /* what the file holds, or holds when what waits to be written is */
  gconstpointer prompts_pending; /* the change that waits to be written, or is being written */
  GError *prompts_error;         /* why the file of own prompts must not be replaced */

  PoiseAccuracy accuracy;
  gboolean is_loaded;
};

enum
{
  SIGNAL_ACCURACY_CHANGED,
  SIGNAL_DAY_CHANGED,
  SIGNAL_LOADED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseContext, poise_context, G_TYPE_OBJECT)

static void file_read_cb (PoiseContext *self,
                          const PoiseFileKind *kind,
                          gconstpointer held,
                          gconstpointer change,
                          const GError *error);

static void
poise_context_dispose (GObject *object)
{
  PoiseContext *self = POISE_CONTEXT (object);

  g_clear_object (&self->history);
  g_clear_object (&self->store);
  g_clear_object (&self->tagger);
  g_clear_object (&self->learned);
  g_clear_object (&self->intentions);
  g_clear_object (&self->day_watch);
  g_clear_object (&self->settings);
  g_clear_object (&self->prompts);

  G_OBJECT_CLASS (poise_context_parent_class)->dispose (object);
}

static void
poise_context_finalize (GObject *object)
{
  PoiseContext *self = POISE_CONTEXT (object);

  g_free (self->prompts_saved);
  g_clear_error (&self->prompts_error);

  G_OBJECT_CLASS (poise_context_parent_class)->finalize (object);
}

static void
poise_context_class_init (PoiseContextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_context_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_context_finalize;

  /**
   * PoiseContext::accuracy-changed:
   * @self: the context
   *
   * The person judged more of what the tagger said, here or on another computer.
   */
  signals[SIGNAL_ACCURACY_CHANGED] = g_signal_new (
    "accuracy-changed", POISE_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PoiseContext::day-changed:
   * @self: the context
   * @before: the day that was today
   *
   * Another day is today: the person's day ended, or its hour or the clock was set.
   */
  signals[SIGNAL_DAY_CHANGED] = g_signal_new ("day-changed", POISE_TYPE_CONTEXT, G_SIGNAL_RUN_LAST,
                                              0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * PoiseContext::loaded:
   * @self: the context
   *
   * The journal was read, as far as it can be.
   */
  signals[SIGNAL_LOADED] = g_signal_new ("loaded", POISE_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_context_init (PoiseContext *self)
{
}

static void
day_changed_cb (PoiseContext *self, PoiseDay before)
{
  g_signal_emit (self, signals[SIGNAL_DAY_CHANGED], 0, before);
}

static void
save_prompts (PoiseContext *self)
{
  g_autofree char *json = NULL;
  g_autoptr (GDateTime) now = NULL;
  gpointer change;

  if (self->prompts_error != NULL || poise_store_get_folder (self->store) == NULL)
    return;
  json = poise_prompt_set_to_json (self->prompts);
  now = poise_store_get_now (self->store);
  change = poise_side_change_new (self->prompts_saved, json, now);
  self->prompts_pending = change;
  poise_store_put_change (self->store, poise_prompt_file_get_kind (), change);
}

static void
history_moved_cb (PoiseContext *self, PoiseOperation *operation)
{
  if (poise_operation_get_asking (operation) != NULL)
    save_prompts (self);
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
  self->history = poise_history_new (store);
  g_signal_connect_object (self->history, "run", G_CALLBACK (history_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history, "undone", G_CALLBACK (history_moved_cb), self,
                           G_CONNECT_SWAPPED);
  self->settings = g_object_ref (settings);
  self->prompts = poise_prompt_set_new ();
  self->prompts_saved = poise_prompt_set_to_json (self->prompts);
  self->accuracy = poise_accuracy_new (0, 0, 0);
  poise_store_follow_file (store, poise_prompt_file_get_kind ());
  poise_store_follow_file (store, poise_agreement_file_get_kind ());
  g_signal_connect_object (store, "file-read", G_CALLBACK (file_read_cb), self, G_CONNECT_SWAPPED);
  g_set_object (&self->tagger, tagger);
  self->learned = poise_learned_new (store, tagger);
  self->intentions = poise_intention_keeper_new (store);
  self->day_watch = poise_day_watch_new (store, settings);
  g_signal_connect_object (self->day_watch, "changed", G_CALLBACK (day_changed_cb), self,
                           G_CONNECT_SWAPPED);
  /* A journal in memory, as the sample, is read from nowhere. */
  self->is_loaded = poise_store_get_folder (store) == NULL;
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
 * poise_context_get_folder:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): where the journal lies; %NULL for one in memory
 */
PoiseFolder *
poise_context_get_folder (PoiseContext *self)
{
  return poise_store_get_folder (self->store);
}

/**
 * poise_context_is_sample:
 * @self: a context
 *
 * Returns: whether the journal is the sample, which lies nowhere
 */
gboolean
poise_context_is_sample (PoiseContext *self)
{
  return poise_store_get_folder (self->store) == NULL;
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
 * poise_context_get_history:
 * @self: a context
 *
 * Returns: (transfer none): what can be undone; what deletes entries or puts
 *   some in goes through it
 */
PoiseHistory *
poise_context_get_history (PoiseContext *self)
{
  return self->history;
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

  return poise_settings_find_day (self->settings, now);
}

/**
 * poise_context_look_at_day:
 * @self: a context
 *
 * Has ::day-changed emitted if another day is today than was noticed last. That is noticed by
 * itself, too, but for a move to another time zone.
 */
void
poise_context_look_at_day (PoiseContext *self)
{
  g_return_if_fail (POISE_IS_CONTEXT (self));

  poise_day_watch_look (self->day_watch);
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
  return poise_settings_find_first_weekday (self->settings);
}

/**
 * poise_context_get_accuracy:
 * @self: a context
 *
 * Returns: (transfer none): how often the tagger is right for this person, as far as it is known
 */
const PoiseAccuracy *
poise_context_get_accuracy (PoiseContext *self)
{
  return &self->accuracy;
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  PoiseContext *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean done = poise_store_load_finish (POISE_STORE (object), result, &error);

  /* What was stopped has read nothing. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->is_loaded = TRUE;
      g_signal_emit (self, signals[SIGNAL_LOADED], 0);
    }
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * poise_context_load_async:
 * @self: a context
 * @cancellable: (nullable): to stop it before the journal is filled
 * @callback: (nullable): called when the journal was read
 * @data: passed to @callback
 *
 * Reads the journal and the prompts; ::loaded is emitted as soon as the journal is there.
 */
void
poise_context_load_async (PoiseContext *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  GTask *task;

  g_return_if_fail (POISE_IS_CONTEXT (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, poise_context_load_async);
  /* What was read stays read: whether it was stopped in time is the store's to say. */
  g_task_set_check_cancellable (task, FALSE);
  poise_store_load_async (self->store, cancellable, loaded_cb, task);
}

/**
 * poise_context_load_finish:
 * @self: a context
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether the journal could be read
 */
gboolean
poise_context_load_finish (PoiseContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * poise_context_is_loaded:
 * @self: a context
 *
 * Returns: whether the journal was read; one in memory needs not to be
 */
gboolean
poise_context_is_loaded (PoiseContext *self)
{
  g_return_val_if_fail (POISE_IS_CONTEXT (self), FALSE);

  return self->is_loaded;
}

/**
 * poise_context_get_learned:
 * @self: a context
 *
 * Returns: (transfer none): what was learned from corrections
 */
PoiseLearned *
poise_context_get_learned (PoiseContext *self)
{
  return self->learned;
}

/**
 * poise_context_get_intentions:
 * @self: a context
 *
 * Returns: (transfer none): what the person means to do; what is changed in it is saved
 */
PoiseIntentionList *
poise_context_get_intentions (PoiseContext *self)
{
  return poise_intention_keeper_get_list (self->intentions);
}

/**
 * poise_context_get_intentions_error:
 * @self: a context
 *
 * Returns: (transfer none) (nullable): why the intentions could not be read; while there is a
 *   reason, they are not saved either
 */
const GError *
poise_context_get_intentions_error (PoiseContext *self)
{
  return poise_intention_keeper_get_error (self->intentions);
}

/**
 * poise_context_get_prompts:
 * @self: a context
 *
 * Returns: (transfer none): the questions; a #PoiseAsking of the history changes them
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
show_prompts (PoiseContext *self, const char *json)
{
  g_autofree char *shown = poise_prompt_set_to_json (self->prompts);

  if (!g_str_equal (shown, json))
    poise_prompt_set_load_json (self->prompts, json, strlen (json), POISE_PROMPT_FILE, NULL);
}

static void
prompts_written (PoiseContext *self, const char *held, gconstpointer change)
{
  g_autofree char *now = poise_prompt_set_to_json (self->prompts);

  g_free (self->prompts_saved);
  if (change == self->prompts_pending)
    {
      self->prompts_saved = g_strdup (held);
      self->prompts_pending = NULL;
      show_prompts (self, held);
    }
  else
    {
      /* More was changed while that was written; the file's news come when this is. */
      self->prompts_saved = g_strdup (poise_side_change_get_now (change));
      save_prompts (self);
    }
}

static void
prompts_read (PoiseContext *self, const char *held, gconstpointer change, const GError *error)
{
  g_clear_error (&self->prompts_error);
  if (error != NULL)
    self->prompts_error = g_error_copy (error);
  /* What waits to be written is merged with what is there then. */
  else if (held != NULL && (change != NULL || self->prompts_pending == NULL))
    prompts_written (self, held, change);
}

/* What cannot be read counts as not judged. */
static void
agreement_read (PoiseContext *self, const PoiseAgreementScore *held)
{
  const PoiseAgreementScore nothing = { 0 };

  self->accuracy = poise_agreement_get_accuracy (held != NULL ? held : &nothing);
  g_signal_emit (self, signals[SIGNAL_ACCURACY_CHANGED], 0);
}

static void
file_read_cb (PoiseContext *self,
              const PoiseFileKind *kind,
              gconstpointer held,
              gconstpointer change,
              const GError *error)
{
  if (kind == poise_prompt_file_get_kind ())
    prompts_read (self, held, change, error);
  else if (kind == poise_agreement_file_get_kind ())
    agreement_read (self, held);
}

/* ---- another folder ---- */

/* A way from one folder to another. */
typedef struct
{
  PoiseFolder *from;
  PoiseFolder *to;
} Move;

static void
move_free (Move *move)
{
  g_clear_object (&move->from);
  g_clear_object (&move->to);
  g_free (move);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  PoiseContext *self = g_task_get_source_object (task);
  Move *move = g_task_get_task_data (task);
  GError *error = NULL;

  /* A journal that is locked is open, too: it is read when its passphrase is known. */
  if (!poise_store_set_folder_finish (POISE_STORE (object), result, &error) &&
      (poise_store_get_folder (POISE_STORE (object)) != move->to ||
       !g_error_matches (error, POISE_ERROR, POISE_ERROR_LOCKED)))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  if (!g_str_equal (poise_folder_get_path (move->from), poise_folder_get_path (move->to)))
    poise_lock_forget (move->from);
  poise_learned_leave (self->learned);
  g_settings_set_string (self->settings, "journal-folder", poise_folder_get_path (move->to));
  g_task_return_boolean (task, TRUE);
}

/**
 * poise_context_set_folder_async:
 * @self: a context whose store has a folder
 * @path: where the journal shall lie from now on
 * @cancellable: (nullable): to stop it before the other folder is opened
 * @callback: called when the journal holds what that folder does
 * @data: for @callback
 *
 * Opens the journal of another folder in the same store, or takes the one along that is open
 * where there is none, and makes it the one that is opened at the start. The old folder stays as
 * it is.
 */
void
poise_context_set_folder_async (PoiseContext *self,
                                const char *path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  GTask *task;
  Move *move;

  g_return_if_fail (POISE_IS_CONTEXT (self));
  g_return_if_fail (path != NULL);
  g_return_if_fail (poise_store_get_folder (self->store) != NULL);

  task = g_task_new (self, cancellable, callback, data);
  move = g_new0 (Move, 1);
  move->from = g_object_ref (poise_store_get_folder (self->store));
  move->to = poise_folder_new (path);
  g_task_set_source_tag (task, poise_context_set_folder_async);
  /* Once the other folder is open nothing takes that back. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, move, (GDestroyNotify) move_free);
  poise_store_set_folder_async (self->store, move->to, cancellable, opened_cb, task);
}

/**
 * poise_context_set_folder_finish:
 * @self: a context
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_context_set_folder_async(). After an error the journal of before
 * is still open, unless it was the reading of the other folder that failed.
 *
 * Returns: %TRUE if the other folder's journal is open
 */
gboolean
poise_context_set_folder_finish (PoiseContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
