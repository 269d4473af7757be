/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-imported.h"

#include <glib/gi18n.h>

struct _PoiseImported
{
  GObject parent_instance;

  /* Owned */
  PoiseImportPlan *plan; /* the entries as they came in */
  PoiseFolder *folder;   /* (nullable): of the journal that they came into */
  GPtrArray *taken;      /* those of them that were taken out, as they were then */

  gboolean is_in;
  gboolean is_wanted_in;
  gboolean is_working;
};

enum
{
  SIGNAL_DONE,
  SIGNAL_SAYS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseImported, poise_imported, G_TYPE_OBJECT)

static void
poise_imported_dispose (GObject *object)
{
  PoiseImported *self = POISE_IMPORTED (object);

  g_clear_object (&self->folder);
  g_clear_pointer (&self->taken, g_ptr_array_unref);

  G_OBJECT_CLASS (poise_imported_parent_class)->dispose (object);
}

static void
poise_imported_finalize (GObject *object)
{
  poise_import_plan_free (POISE_IMPORTED (object)->plan);

  G_OBJECT_CLASS (poise_imported_parent_class)->finalize (object);
}

static void
poise_imported_class_init (PoiseImportedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = poise_imported_dispose;
  G_OBJECT_CLASS (klass)->finalize = poise_imported_finalize;

  /**
   * PoiseImported::done:
   * @self: what was imported
   *
   * It was taken out, or put in again, and no other way is to be gone.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", POISE_TYPE_IMPORTED, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PoiseImported::says:
   * @self: what was imported
   * @words: how it went, for the person
   *
   * It was taken out, or could not be taken out or put in again.
   */
  signals[SIGNAL_SAYS] = g_signal_new ("says", POISE_TYPE_IMPORTED, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
poise_imported_init (PoiseImported *self)
{
}

/**
 * poise_imported_new:
 * @plan: (transfer full): a plan that was applied
 *
 * Returns: (transfer full): what can be taken out
 */
PoiseImported *
poise_imported_new (PoiseImportPlan *plan)
{
  PoiseImported *self = g_object_new (POISE_TYPE_IMPORTED, NULL);

  self->plan = plan;
  self->is_in = TRUE;
  self->is_wanted_in = TRUE;
  return self;
}

/* ---- on a thread ---- */

/* One way, in or out. */
typedef struct
{
  PoiseStore *store;
  PoiseFolder *folder;
  GDateTime *now;
} Way;

static void
way_free (Way *way)
{
  g_object_unref (way->store);
  g_object_unref (way->folder);
  g_clear_pointer (&way->now, g_date_time_unref);
  g_free (way);
}

static gboolean
put_in_again (PoiseImported *self, Way *way, GError **error)
{
  g_autoptr (PoiseBatch) batch = poise_batch_new ();

  for (guint i = 0; i < self->taken->len; i++)
    poise_batch_add (batch, g_ptr_array_index (self->taken, i));
  return poise_import_plan_put (self->plan, way->folder, batch, TRUE, way->now, NULL, NULL, NULL,
                                NULL, error);
}

static void
way_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  PoiseImported *self = source;
  Way *way = data;
  GError *error = NULL;

  /* Where a disk was taken away none is made in its place. */
  if (poise_folder_is_there (way->folder, &error) &&
      (self->is_in ? poise_import_plan_undo (self->plan, way->folder, way->now, &error)
                   : put_in_again (self, way, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* ---- the steps of a way: save, do, show ---- */

static void start (PoiseImported *self, PoiseStore *store);

static void
say (PoiseImported *self, const char *words)
{
  g_signal_emit (self, signals[SIGNAL_SAYS], 0, words);
}

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseImported *self = POISE_IMPORTED (object);
  Way *way = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean is_done = g_task_propagate_boolean (G_TASK (result), &error);

  self->is_working = FALSE;
  if (is_done && self->is_wanted_in != self->is_in)
    {
      start (self, way->store);
      return;
    }
  self->is_wanted_in = self->is_in;
  if (is_done)
    g_signal_emit (self, signals[SIGNAL_DONE], 0);
  if (error != NULL)
    say (self, error->message);
  else if (is_done && !self->is_in)
    say (self, _ ("The import was undone"));
}

static void
shown_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  g_task_return_boolean (task, TRUE);
}

static void
worked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseImported *self = POISE_IMPORTED (object);
  g_autoptr (GTask) task = data;
  Way *way = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->is_in = !self->is_in;
  poise_store_load_async (way->store, NULL, shown_cb, g_steal_pointer (&task));
}

/* What the person changed or deleted since comes back changed, or not at all. */
static void
note_taken (PoiseImported *self, PoiseJournal *journal)
{
  g_clear_pointer (&self->taken, g_ptr_array_unref);
  self->taken = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->plan->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (self->plan->entries, i);
      PoiseEntry *shown = poise_journal_lookup (journal, poise_entry_get_id (entry));

      if (shown != NULL)
        g_ptr_array_add (self->taken, poise_entry_copy (shown));
    }
}

/* The outer task, which owns what the thread works with, lives until that is done. */
static void
work (PoiseImported *self, GTask *task)
{
  Way *way = g_task_get_task_data (task);
  g_autoptr (GTask) working = g_task_new (self, NULL, worked_cb, task);

  if (self->is_in)
    note_taken (self, poise_store_get_journal (way->store));
  way->now = poise_store_get_now (way->store);
  g_task_set_source_tag (working, work);
  g_task_set_task_data (working, way, NULL);
  g_task_run_in_thread (working, way_thread_cb);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  PoiseImported *self = g_task_get_source_object (task);
  PoiseStore *store = POISE_STORE (object);
  GError *error = NULL;

  /* Where another journal was opened meanwhile, this one is not taken out of it. */
  if (poise_store_flush_finish (store, result, &error) &&
      poise_folder_is_same (poise_store_get_folder (store), self->folder))
    {
      work (self, task);
      return;
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, FALSE);
  g_object_unref (task);
}

static void
begin_cb (GTask *task)
{
  Way *way = g_task_get_task_data (task);

  poise_store_flush_async (way->store, NULL, saved_cb, task);
}

static void
start (PoiseImported *self, PoiseStore *store)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, ended_cb, NULL);
  Way *way = g_new0 (Way, 1);

  self->is_working = TRUE;
  way->store = g_object_ref (store);
  way->folder = g_object_ref (self->folder);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, way, (GDestroyNotify) way_free);
  poise_store_await_turn (store, task, begin_cb);
}

/**
 * poise_imported_put:
 * @self: what was imported
 * @store: the journal's keeper
 * @is_in: whether it shall be in the journal
 *
 * Takes the import out or puts it in again, all or nothing, and has the store
 * show it. One way is gone to its end before the next begins.
 */
void
poise_imported_put (PoiseImported *self, PoiseStore *store, gboolean is_in)
{
  g_return_if_fail (POISE_IS_IMPORTED (self));
  g_return_if_fail (POISE_IS_STORE (store));

  if (self->folder == NULL)
    g_set_object (&self->folder, poise_store_get_folder (store));
  self->is_wanted_in = is_in;
  if (!self->is_working && is_in != self->is_in)
    start (self, store);
}

/**
 * poise_imported_is_in:
 * @self: what was imported
 *
 * Returns: whether it is in the journal
 */
gboolean
poise_imported_is_in (PoiseImported *self)
{
  g_return_val_if_fail (POISE_IS_IMPORTED (self), FALSE);

  return self->is_in;
}

/**
 * poise_imported_is_working:
 * @self: what was imported
 *
 * Returns: whether it is being taken out or put in again
 */
gboolean
poise_imported_is_working (PoiseImported *self)
{
  g_return_val_if_fail (POISE_IS_IMPORTED (self), FALSE);

  return self->is_working;
}

/**
 * poise_imported_is_written_since:
 * @self: what was imported
 * @store: the journal's keeper
 *
 * Returns: whether an entry that was taken out is there: it came back from elsewhere, and may have
 *   other words, which would make way for those that are put in again
 */
gboolean
poise_imported_is_written_since (PoiseImported *self, PoiseStore *store)
{
  g_return_val_if_fail (POISE_IS_IMPORTED (self), FALSE);

  for (guint i = 0; !self->is_in && !self->is_working && i < self->plan->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (self->plan->entries, i);

      if (poise_journal_lookup (poise_store_get_journal (store), poise_entry_get_id (entry)) !=
          NULL)
        return TRUE;
    }
  return FALSE;
}
