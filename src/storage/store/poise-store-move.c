/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-store-move.h"

#include "poise-journal-copy.h"
#include "poise-store-private.h"

typedef struct
{
  PoiseFolder *to;
  PoiseJournalCopy *copy;
  GDateTime *now;
  GError *error;     /* of reading the other folder */
  gboolean is_known; /* whether the journal is taken along */
  gboolean is_due;   /* it is */
  guint serial;      /* of the store, as it was copied last */
} Move;

static void
move_free (Move *move)
{
  g_object_unref (move->to);
  poise_journal_copy_free (move->copy);
  g_clear_pointer (&move->now, g_date_time_unref);
  g_clear_error (&move->error);
  g_free (move);
}

/* The outer task, which owns what the thread works with, lives until that is done. */
static void
run_in_thread (GTask *task, GTaskThreadFunc work, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) working = g_task_new (g_task_get_source_object (task), NULL, callback, task);

  g_task_set_source_tag (working, run_in_thread);
  g_task_set_task_data (working, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (working, work);
}

/* ---- in ---- */

static void
end_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Move *move = data;

  if (move->is_due)
    poise_journal_copy_end (move->copy);
  g_task_return_boolean (task, TRUE);
}

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Move *move = g_task_get_task_data (task);

  if (move->error != NULL)
    g_task_return_error (task, g_steal_pointer (&move->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Move *move = g_task_get_task_data (data);

  poise_store_load_finish (POISE_STORE (object), result, &move->error);
  run_in_thread (data, end_thread_cb, ended_cb);
}

static void
move_in (PoiseStore *self, GTask *task)
{
  Move *move = g_task_get_task_data (task);

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_set_object (&self->folder, move->to);
  g_hash_table_remove_all (self->saved);
  g_hash_table_remove_all (self->stamps);
  g_hash_table_remove_all (self->written);
  g_ptr_array_set_size (self->problems, 0);
  self->lacks = (PoiseFileLack) 0;
  self->was_there = FALSE;
  self->is_purged = FALSE;
  poise_journal_clear (self->journal);
  poise_store_emit_problems_changed (self);
  poise_store_load_async (self, NULL, read_cb, task);
}

/* ---- out ---- */

static void flushed_cb (GObject *object, GAsyncResult *result, gpointer data);

static void
copy_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Move *move = data;
  GError *error = NULL;
  guint n_entries;

  if (!move->is_known)
    move->is_due = poise_journal_copy_is_due (move->copy);
  move->is_known = TRUE;
  if (!move->is_due || poise_journal_copy_run (move->copy, move->now, &n_entries, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_again_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  poise_store_load_finish (POISE_STORE (object), result, NULL);
  poise_store_flush_async (POISE_STORE (object), g_task_get_cancellable (data), flushed_cb, data);
}

/* An import, or another program, may have written past the store. */
static void
copied_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      poise_store_load_async (POISE_STORE (object), NULL, read_again_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Whether the other folder holds all that was written. */
static gboolean
is_copied (PoiseStore *self, const Move *move)
{
  return move->is_known && (!move->is_due || move->serial == self->serial);
}

static void
flushed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseStore *self = POISE_STORE (object);
  GTask *task = data;
  Move *move = g_task_get_task_data (task);
  GError *error = NULL;

  if (!poise_store_flush_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  else if (self->state != POISE_STORE_SAVED)
    /* Something was written in between. */
    poise_store_flush_async (self, g_task_get_cancellable (task), flushed_cb, task);
  else if (is_copied (self, move))
    move_in (self, task);
  else
    {
      /* What is written from now on is copied once more. */
      move->serial = self->serial;
      g_clear_pointer (&move->now, g_date_time_unref);
      move->now = poise_store_get_now (self);
      run_in_thread (task, copy_thread_cb, copied_cb);
    }
}

static void
begin_cb (GTask *task)
{
  poise_store_flush_async (g_task_get_source_object (task), g_task_get_cancellable (task),
                           flushed_cb, task);
}

/**
 * poise_store_set_folder_async:
 * @self: a store that has a folder
 * @folder: where the journal shall lie from now on
 * @cancellable: (nullable): to stop it before the folder is touched
 * @callback: called when the journal holds what @folder does
 * @data: for @callback
 *
 * Saves what waits to be saved where it belongs, then opens another folder in
 * the same store and journal. A journal that is there is opened as it is. Into a folder without
 * one, or with a part of this one from a try that was cut short, all of it is copied before, with
 * what is written until then.
 */
void
poise_store_set_folder_async (PoiseStore *self,
                              PoiseFolder *folder,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Move *move;

  g_return_if_fail (POISE_IS_STORE (self));
  g_return_if_fail (POISE_IS_FOLDER (folder));
  g_return_if_fail (self->folder != NULL);

  move = g_new0 (Move, 1);
  move->to = g_object_ref (folder);
  move->copy = poise_journal_copy_new (self->folder, folder);
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, poise_store_set_folder_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, move, (GDestroyNotify) move_free);
  poise_store_await_turn (self, task, begin_cb);
}

/**
 * poise_store_set_folder_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_store_set_folder_async(). Where the old folder could not be
 * written to, or the other one not take all of it, @self stays with the old one.
 *
 * Returns: %TRUE if the other folder was read
 */
gboolean
poise_store_set_folder_finish (PoiseStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
