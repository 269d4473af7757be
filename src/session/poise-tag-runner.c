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
  GPtrArray *waiters; /* who waits for the last run */

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

/* Somebody who waits for the last run. */
typedef struct
{
  GTask *task;
  GSource *source; /* (nullable): tells that they wait no longer */
} Waiter;

static void
waiter_free (Waiter *waiter)
{
  if (waiter->source != NULL)
    g_source_destroy (waiter->source);
  g_clear_pointer (&waiter->source, g_source_unref);
  g_object_unref (waiter->task);
  g_free (waiter);
}

static void
finish_waiters (PoiseTagRunner *self)
{
  g_autoptr (GPtrArray) waiters = g_steal_pointer (&self->waiters);

  /* Who is called back may wait again. */
  self->waiters = g_ptr_array_new_with_free_func ((GDestroyNotify) waiter_free);
  g_clear_handle_id (&self->wait_id, g_source_remove);
  for (guint i = 0; i < waiters->len; i++)
    g_task_return_boolean (((Waiter *) g_ptr_array_index (waiters, i))->task, TRUE);
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
  self->waiters = g_ptr_array_new_with_free_func ((GDestroyNotify) waiter_free);
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

  if (g_task_return_error_if_cancelled (task))
    return;
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
  GError *error = NULL;
  PoiseTag *tag = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_runs--;
  g_debug ("A run is over%s", poise_tag_runner_is_current (self, poise_tag_runner_get_run (result))
                                ? ""
                                : ", and out of date");
  if (error == NULL)
    g_task_return_pointer (task, tag, (GDestroyNotify) poise_tag_unref);
  else
    g_task_return_error (task, error);
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
 * @cancellable: (nullable): to have its tag no more
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
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  PoiseTagRun *run;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) running = NULL;

  g_return_if_fail (POISE_IS_TAG_RUNNER (self));
  g_return_if_fail (POISE_IS_ENTRY (entry));

  run = run_new (self, entry, old_text, is_edited);
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, poise_tag_runner_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  if (g_task_return_error_if_cancelled (task))
    return;
  poise_tag_runner_unschedule (self);
  /* The outer task, which has the run, goes only after the inner one. */
  running = g_task_new (self, cancellable, ran_cb, g_steal_pointer (&task));
  g_task_set_source_tag (running, run_thread_cb);
  g_task_set_task_data (running, run, NULL);
  self->n_runs++;
  g_task_run_in_thread (running, run_thread_cb);
}

/**
 * poise_tag_runner_run_finish:
 * @self: a runner
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_tag_runner_run_async(), which fails only if it was cancelled.
 *
 * Returns: (transfer full) (nullable): what the entry's text shows, or %NULL with @error set
 */
PoiseTag *
poise_tag_runner_run_finish (PoiseTagRunner *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
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

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  GTask *task = data;
  PoiseTagRunner *self = g_task_get_source_object (task);

  if (!g_task_return_error_if_cancelled (task))
    return G_SOURCE_CONTINUE;
  for (guint i = 0; i < self->waiters->len; i++)
    if (((Waiter *) g_ptr_array_index (self->waiters, i))->task == task)
      {
        g_ptr_array_remove_index (self->waiters, i);
        break;
      }
  if (self->waiters->len == 0)
    g_clear_handle_id (&self->wait_id, g_source_remove);
  return G_SOURCE_REMOVE;
}

static void
add_waiter (PoiseTagRunner *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->task = g_object_ref (task);
  if (cancellable != NULL)
    {
      waiter->source = g_cancellable_source_new (cancellable);
      g_task_attach_source (task, waiter->source, G_SOURCE_FUNC (cancelled_cb));
    }
  g_ptr_array_add (self->waiters, waiter);
}

/**
 * poise_tag_runner_wait_async:
 * @self: a runner
 * @cancellable: (nullable): to wait no longer
 * @callback: called when nothing is left to be tagged
 * @data: for @callback
 *
 * Waits for what is scheduled or under way, but no longer than two seconds.
 */
void
poise_tag_runner_wait_async (PoiseTagRunner *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (POISE_IS_TAG_RUNNER (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, poise_tag_runner_wait_async);
  add_waiter (self, task);
  if (poise_tag_runner_is_idle (self))
    finish_waiters (self);
  else if (self->wait_id == 0)
    self->wait_id = g_timeout_add (MAX_WAIT_MS, waited_cb, self);
}

/**
 * poise_tag_runner_wait_finish:
 * @self: a runner
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_tag_runner_wait_async(), which fails only if it was cancelled.
 *
 * Returns: %TRUE if nothing is left to be tagged, or the two seconds are over
 */
gboolean
poise_tag_runner_wait_finish (PoiseTagRunner *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
