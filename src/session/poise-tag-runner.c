/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-tag-runner.h"

/* The longest that poise_tag_runner_wait_async() waits. */
#define MAX_WAIT_MS 2000

struct _PoiseTagRunner
{
  GObject parent_instance;

  /* Owned */
  PoiseTagger *tagger;
  GPtrArray *waiters; /* GTasks that wait for the last run */

  guint64 serial; /* of what is tagged; an older run's result is out of date */
  guint pause_id;
  guint wait_id;
  guint n_runs; /* on threads */
};

enum
{
  SIGNAL_DUE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseTagRunner, poise_tag_runner, G_TYPE_OBJECT)

static void
run_free (PoiseTagRun *run)
{
  g_object_unref (run->entry);
  g_free (run->text);
  g_clear_pointer (&run->old, poise_tag_unref);
  g_free (run->old_text);
  g_free (run);
}

static void
finish_waiters (PoiseTagRunner *self)
{
  g_clear_handle_id (&self->wait_id, g_source_remove);
  while (self->waiters->len > 0)
    {
      g_autoptr (GTask) task = g_ptr_array_steal_index (self->waiters, 0);

      g_task_return_boolean (task, TRUE);
    }
}

static void
poise_tag_runner_dispose (GObject *object)
{
  PoiseTagRunner *self = POISE_TAG_RUNNER (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_clear_handle_id (&self->wait_id, g_source_remove);
  g_clear_object (&self->tagger);

  G_OBJECT_CLASS (poise_tag_runner_parent_class)->dispose (object);
}

static void
poise_tag_runner_finalize (GObject *object)
{
  g_ptr_array_unref (POISE_TAG_RUNNER (object)->waiters);

  G_OBJECT_CLASS (poise_tag_runner_parent_class)->finalize (object);
}

static void
poise_tag_runner_class_init (PoiseTagRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_tag_runner_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_tag_runner_finalize;

  /**
   * PoiseTagRunner::due:
   * @self: the runner
   *
   * What was scheduled is to be run.
   */
  signals[SIGNAL_DUE] = g_signal_new ("due", POISE_TYPE_TAG_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
poise_tag_runner_init (PoiseTagRunner *self)
{
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * poise_tag_runner_new:
 * @tagger: what to run
 *
 * Returns: (transfer full): a runner
 */
PoiseTagRunner *
poise_tag_runner_new (PoiseTagger *tagger)
{
  PoiseTagRunner *self = g_object_new (POISE_TYPE_TAG_RUNNER, NULL);

  self->tagger = g_object_ref (tagger);
  return self;
}

/* ---- when ---- */

static gboolean
pause_cb (gpointer data)
{
  PoiseTagRunner *self = data;

  self->pause_id = 0;
  g_signal_emit (self, signals[SIGNAL_DUE], 0);
  return G_SOURCE_REMOVE;
}

/**
 * poise_tag_runner_schedule:
 * @self: a runner
 * @delay_ms: how long a pause has to be, in milliseconds
 *
 * Something has changed: what a run that is under way finds is out of date, and
 * another is due after a pause.
 */
void
poise_tag_runner_schedule (PoiseTagRunner *self, guint delay_ms)
{
  g_return_if_fail (POISE_IS_TAG_RUNNER (self));

  self->serial++;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (delay_ms, pause_cb, self);
}

/**
 * poise_tag_runner_is_scheduled:
 * @self: a runner
 *
 * Returns: whether a run is due after a pause
 */
gboolean
poise_tag_runner_is_scheduled (PoiseTagRunner *self)
{
  g_return_val_if_fail (POISE_IS_TAG_RUNNER (self), FALSE);

  return self->pause_id != 0;
}

/**
 * poise_tag_runner_unschedule:
 * @self: a runner
 *
 * Forgets what was scheduled.
 */
void
poise_tag_runner_unschedule (PoiseTagRunner *self)
{
  g_return_if_fail (POISE_IS_TAG_RUNNER (self));

  g_clear_handle_id (&self->pause_id, g_source_remove);
}

/**
 * poise_tag_runner_is_idle:
 * @self: a runner
 *
 * Returns: whether nothing is scheduled and no run is under way
 */
gboolean
poise_tag_runner_is_idle (PoiseTagRunner *self)
{
  g_return_val_if_fail (POISE_IS_TAG_RUNNER (self), TRUE);

  return self->n_runs == 0 && self->pause_id == 0;
}

/* ---- a run ---- */

static void
run_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  PoiseTagRunner *self = source;
  const PoiseTagRun *run = data;

  g_task_return_pointer (task,
                         poise_tagger_retag (self->tagger, run->text, run->old, run->old_text),
                         (GDestroyNotify) poise_tag_unref);
}

/* The run's own callback comes before those that wait for the last run. */
static void
ran_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseTagRunner *self = POISE_TAG_RUNNER (object);
  g_autoptr (GTask) task = data;

  self->n_runs--;
  g_debug ("A run is over%s", poise_tag_runner_is_current (self, poise_tag_runner_get_run (result))
                                ? ""
                                : ", and out of date");
  g_task_return_pointer (task, g_task_propagate_pointer (G_TASK (result), NULL),
                         (GDestroyNotify) poise_tag_unref);
  if (poise_tag_runner_is_idle (self))
    finish_waiters (self);
}

static PoiseTagRun *
run_new (PoiseTagRunner *self, PoiseEntry *entry, const char *old_text, gboolean is_edited)
{
  PoiseTag *tag = poise_entry_get_tag (entry);
  PoiseTagRun *run = g_new0 (PoiseTagRun, 1);

  run->entry = g_object_ref (entry);
  run->text = g_strdup (poise_entry_get_text (entry));
  run->old = tag != NULL ? poise_tag_ref (tag) : NULL;
  run->old_text = g_strdup (old_text);
  run->is_edited = is_edited;
  run->serial = self->serial;
  return run;
}

/**
 * poise_tag_runner_run_async:
 * @self: a runner
 * @entry: the entry to read
 * @old_text: (nullable): what its tag speaks of
 * @is_edited: whether the person has changed it
 * @callback: called with the tag
 * @data: for @callback
 *
 * Has an entry tagged on a thread, now.
 */
void
poise_tag_runner_run_async (PoiseTagRunner *self,
                            PoiseEntry *entry,
                            const char *old_text,
                            gboolean is_edited,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  PoiseTagRun *run;
  GTask *task;
  g_autoptr (GTask) running = NULL;

  g_return_if_fail (POISE_IS_TAG_RUNNER (self));
  g_return_if_fail (POISE_IS_ENTRY (entry));

  poise_tag_runner_unschedule (self);
  run = run_new (self, entry, old_text, is_edited);
  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, poise_tag_runner_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  /* The outer task, which has the run, goes only after the inner one. */
  running = g_task_new (self, NULL, ran_cb, task);
  g_task_set_source_tag (running, run_thread_cb);
  g_task_set_task_data (running, run, NULL);
  self->n_runs++;
  g_task_run_in_thread (running, run_thread_cb);
}

/**
 * poise_tag_runner_run_finish:
 * @self: a runner
 * @result: what the callback was given
 *
 * Returns: (transfer full): what the entry's text shows
 */
PoiseTag *
poise_tag_runner_run_finish (PoiseTagRunner *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * poise_tag_runner_get_run:
 * @result: what the callback was given
 *
 * Returns: (transfer none): what the run began with, as long as @result lives
 */
const PoiseTagRun *
poise_tag_runner_get_run (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_get_task_data (G_TASK (result));
}

/**
 * poise_tag_runner_is_current:
 * @self: a runner
 * @run: a run
 *
 * Returns: whether nothing was scheduled since it began
 */
gboolean
poise_tag_runner_is_current (PoiseTagRunner *self, const PoiseTagRun *run)
{
  g_return_val_if_fail (POISE_IS_TAG_RUNNER (self), FALSE);

  return run->serial == self->serial;
}

/**
 * poise_tag_runner_run_now:
 * @self: a runner
 * @entry: the entry to read
 * @old_text: (nullable): what its tag speaks of
 *
 * Tags an entry here and now; what is under way or scheduled is out of date.
 *
 * Returns: (transfer full): what its text shows
 */
PoiseTag *
poise_tag_runner_run_now (PoiseTagRunner *self, PoiseEntry *entry, const char *old_text)
{
  g_return_val_if_fail (POISE_IS_TAG_RUNNER (self), NULL);
  g_return_val_if_fail (POISE_IS_ENTRY (entry), NULL);

  poise_tag_runner_unschedule (self);
  self->serial++;
  return poise_tagger_retag (self->tagger, poise_entry_get_text (entry),
                             poise_entry_get_tag (entry), old_text);
}

/* ---- waiting for the last ---- */

static gboolean
waited_cb (gpointer data)
{
  PoiseTagRunner *self = data;

  self->wait_id = 0;
  finish_waiters (self);
  return G_SOURCE_REMOVE;
}

/**
 * poise_tag_runner_wait_async:
 * @self: a runner
 * @callback: called when nothing is left to be tagged
 * @data: for @callback
 *
 * Waits for what is scheduled or under way, but no longer than two seconds.
 */
void
poise_tag_runner_wait_async (PoiseTagRunner *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task;

  g_return_if_fail (POISE_IS_TAG_RUNNER (self));

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, poise_tag_runner_wait_async);
  g_ptr_array_add (self->waiters, task);
  if (poise_tag_runner_is_idle (self))
    finish_waiters (self);
  else if (self->wait_id == 0)
    self->wait_id = g_timeout_add (MAX_WAIT_MS, waited_cb, self);
}

/**
 * poise_tag_runner_wait_finish:
 * @self: a runner
 * @result: what the callback was given
 *
 * Ends poise_tag_runner_wait_async(), which cannot fail.
 */
void
poise_tag_runner_wait_finish (PoiseTagRunner *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
