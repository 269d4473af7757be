/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-store-private.h"

typedef enum
{
  PROP_STATE = 1,
} PoiseStoreProperty;

enum
{
  SIGNAL_PROBLEMS_CHANGED,
  SIGNAL_COPIES_MERGED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_STATE + 1];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseStore, poise_store, G_TYPE_OBJECT)

static void
poise_store_dispose (GObject *object)
{
  PoiseStore *self = POISE_STORE (object);

  g_clear_handle_id (&self->autosave_id, g_source_remove);
  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_ptr_array_set_size (self->flushers, 0);

  G_OBJECT_CLASS (poise_store_parent_class)->dispose (object);
}

static void
poise_store_finalize (GObject *object)
{
  PoiseStore *self = POISE_STORE (object);

  g_clear_object (&self->folder);
  g_clear_object (&self->journal);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->flushers);
  g_clear_error (&self->round_error);
  g_hash_table_unref (self->dirty);
  g_hash_table_unref (self->deleted);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->saved);
  g_hash_table_unref (self->round);
  g_hash_table_unref (self->stamps);
  g_hash_table_unref (self->written);

  G_OBJECT_CLASS (poise_store_parent_class)->finalize (object);
}

static void
poise_store_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((PoiseStoreProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, POISE_STORE (object)->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
poise_store_class_init (PoiseStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = poise_store_dispose;
  object_class->finalize = poise_store_finalize;
  object_class->get_property = poise_store_get_property;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, POISE_STORE_FAILED, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * PoiseStore::problems-changed:
   *
   * What poise_store_get_problems() gives has changed.
   */
  signals[SIGNAL_PROBLEMS_CHANGED] = g_signal_new (
    "problems-changed", POISE_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * PoiseStore::copies-merged:
   * @self: the store
   * @n_copies: how many there were
   *
   * Copies that a sync tool left were merged into their months.
   */
  signals[SIGNAL_COPIES_MERGED] =
    g_signal_new ("copies-merged", POISE_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GHashTable *
new_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

static void
poise_store_init (PoiseStore *self)
{
  self->problems = poise_problems_new ();
  self->flushers = g_ptr_array_new_with_free_func (g_object_unref);
  self->dirty = new_table (NULL);
  self->deleted = new_table (g_object_unref);
  self->files = new_table ((GDestroyNotify) g_bytes_unref);
  self->saved = poise_store_new_versions ();
  self->round = new_table (NULL);
  self->stamps = new_table (g_free);
  self->written = new_table (NULL);
}

/**
 * poise_store_new:
 * @folder: where the journal lies
 * @journal: the model that it keeps
 * @clock: (scope forever): tells the time
 * @clock_data: for @clock
 *
 * Makes a store. Call poise_store_load_async() to fill the journal.
 *
 * Returns: (transfer full): the store
 */
PoiseStore *
poise_store_new (PoiseFolder *folder,
                 PoiseJournal *journal,
                 PoiseClockFunc clock,
                 gpointer clock_data)
{
  PoiseStore *self = poise_store_new_in_memory (journal, clock, clock_data);

  g_return_val_if_fail (POISE_IS_FOLDER (folder), self);

  self->folder = g_object_ref (folder);
  return self;
}

/**
 * poise_store_new_in_memory:
 * @journal: the model that it keeps
 * @clock: (scope forever): tells the time
 * @clock_data: for @clock
 *
 * Makes a store that never touches a disk, as for the sample journal.
 *
 * Returns: (transfer full): the store
 */
PoiseStore *
poise_store_new_in_memory (PoiseJournal *journal, PoiseClockFunc clock, gpointer clock_data)
{
  PoiseStore *self;

  g_return_val_if_fail (POISE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (clock != NULL, NULL);

  self = g_object_new (POISE_TYPE_STORE, NULL);
  self->journal = g_object_ref (journal);
  self->clock = clock;
  self->clock_data = clock_data;
  return self;
}

/**
 * poise_store_get_journal:
 * @self: a store
 *
 * Returns: (transfer none): the model that it keeps
 */
PoiseJournal *
poise_store_get_journal (PoiseStore *self)
{
  g_return_val_if_fail (POISE_IS_STORE (self), NULL);

  return self->journal;
}

/**
 * poise_store_get_folder:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): where the journal lies, %NULL for a
 *   journal in memory
 */
PoiseFolder *
poise_store_get_folder (PoiseStore *self)
{
  g_return_val_if_fail (POISE_IS_STORE (self), NULL);

  return self->folder;
}

/**
 * poise_store_get_state:
 * @self: a store
 *
 * Returns: whether everything is on the disk
 */
PoiseStoreState
poise_store_get_state (PoiseStore *self)
{
  g_return_val_if_fail (POISE_IS_STORE (self), POISE_STORE_SAVED);

  return self->state;
}

/**
 * poise_store_get_error:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): why the last write failed
 */
const GError *
poise_store_get_error (PoiseStore *self)
{
  g_return_val_if_fail (POISE_IS_STORE (self), NULL);

  return self->error;
}

/**
 * poise_store_get_problems:
 * @self: a store
 *
 * Returns: (transfer none) (element-type PoiseProblem): what was found wrong
 *   with the journal's files when they were read last
 */
GPtrArray *
poise_store_get_problems (PoiseStore *self)
{
  g_return_val_if_fail (POISE_IS_STORE (self), NULL);

  return self->problems;
}

/**
 * poise_store_get_now:
 * @self: a store
 *
 * Returns: (transfer full): this moment, by the store's clock
 */
GDateTime *
poise_store_get_now (PoiseStore *self)
{
  g_return_val_if_fail (POISE_IS_STORE (self), NULL);

  return self->clock (self->clock_data);
}

/**
 * poise_store_set_state:
 * @self: a store
 * @state: whether everything is on the disk
 * @error: (nullable) (transfer full): why not
 */
void
poise_store_set_state (PoiseStore *self, PoiseStoreState state, GError *error)
{
  gboolean changed = self->state != state || error != NULL || self->error != NULL;

  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * poise_store_new_versions:
 *
 * Returns: (transfer full): a table of ids → #PoiseVersion
 */
GHashTable *
poise_store_new_versions (void)
{
  return new_table ((GDestroyNotify) poise_version_free);
}

/**
 * poise_store_remember:
 * @self: a store
 * @entry: an entry as the disk holds it
 */
void
poise_store_remember (PoiseStore *self, PoiseEntry *entry)
{
  g_hash_table_replace (self->saved, g_strdup (poise_entry_get_id (entry)),
                        poise_version_new (entry));
}

/**
 * poise_store_emit_problems_changed:
 * @self: a store
 */
void
poise_store_emit_problems_changed (PoiseStore *self)
{
  g_signal_emit (self, signals[SIGNAL_PROBLEMS_CHANGED], 0);
}

/**
 * poise_store_emit_copies_merged:
 * @self: a store
 * @n_copies: how many there were
 */
void
poise_store_emit_copies_merged (PoiseStore *self, guint n_copies)
{
  g_signal_emit (self, signals[SIGNAL_COPIES_MERGED], 0, n_copies);
}

/* ---- changes ---- */

static void
mark_unsaved (PoiseStore *self)
{
  if (self->state == POISE_STORE_SAVED)
    poise_store_set_state (self, POISE_STORE_UNSAVED, NULL);
  poise_store_schedule_write (self);
}

static void
mark_dirty (PoiseStore *self, PoiseEntry *entry)
{
  if (self->folder == NULL)
    return;
  g_hash_table_replace (self->dirty, g_strdup (poise_entry_get_id (entry)),
                        GUINT_TO_POINTER (poise_entry_get_day (entry)));
  mark_unsaved (self);
}

/**
 * poise_store_put:
 * @self: a store
 * @entry: an entry, new or changed
 *
 * Takes @entry into the journal if it is not there and has it written soon.
 * Undo of a deletion is this call too.
 */
void
poise_store_put (PoiseStore *self, PoiseEntry *entry)
{
  PoiseEntry *shown;

  g_return_if_fail (POISE_IS_STORE (self));
  g_return_if_fail (POISE_IS_ENTRY (entry));

  /* Somebody else may have brought the entry back meanwhile. */
  shown = poise_journal_lookup (self->journal, poise_entry_get_id (entry));
  if (shown == NULL)
    poise_journal_add (self->journal, entry);
  else if (shown != entry)
    poise_entry_assign (shown, entry);
  g_hash_table_remove (self->deleted, poise_entry_get_id (entry));
  mark_dirty (self, shown != NULL ? shown : entry);
}

/**
 * poise_store_delete:
 * @self: a store
 * @entry: an entry of the journal
 *
 * Takes @entry out of the journal and has it moved to the trash.
 */
void
poise_store_delete (PoiseStore *self, PoiseEntry *entry)
{
  g_autoptr (PoiseEntry) kept = g_object_ref (entry);

  g_return_if_fail (POISE_IS_STORE (self));

  if (!poise_journal_remove (self->journal, kept))
    return;
  if (self->folder != NULL)
    g_hash_table_replace (self->deleted, g_strdup (poise_entry_get_id (kept)),
                          poise_entry_copy (kept));
  mark_dirty (self, kept);
}

/**
 * poise_store_put_file:
 * @self: a store
 * @name: the name of a file of the journal that is no month, as `learned.json`
 * @bytes: what it shall hold
 *
 * Has a file written soon, with the same care as the entries.
 */
void
poise_store_put_file (PoiseStore *self, const char *name, GBytes *bytes)
{
  g_return_if_fail (POISE_IS_STORE (self));
  g_return_if_fail (name != NULL);

  if (self->folder == NULL)
    return;
  g_hash_table_replace (self->files, g_strdup (name), g_bytes_ref (bytes));
  mark_unsaved (self);
}

/* ---- another folder ---- */

static void
move_in_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (poise_store_load_finish (POISE_STORE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
move_in (PoiseStore *self, GTask *task)
{
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_set_object (&self->folder, g_task_get_task_data (task));
  g_hash_table_remove_all (self->saved);
  g_hash_table_remove_all (self->stamps);
  g_hash_table_remove_all (self->written);
  g_ptr_array_set_size (self->problems, 0);
  self->was_there = FALSE;
  self->is_purged = FALSE;
  poise_journal_clear (self->journal);
  poise_store_emit_problems_changed (self);
  poise_store_load_async (self, NULL, move_in_ready_cb, task);
}

static void
move_out_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseStore *self = POISE_STORE (object);
  GTask *task = data;
  GError *error = NULL;

  if (!poise_store_flush_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  else if (self->state != POISE_STORE_SAVED)
    /* Something was written in between. */
    poise_store_flush_async (self, move_out_ready_cb, task);
  else
    move_in (self, task);
}

/**
 * poise_store_set_folder_async:
 * @self: a store that has a folder
 * @folder: where the journal shall lie from now on
 * @callback: called when the journal holds what @folder does
 * @data: for @callback
 *
 * Saves what waits to be saved where it belongs, then opens another folder in
 * the same store and journal.
 */
void
poise_store_set_folder_async (PoiseStore *self,
                              PoiseFolder *folder,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  GTask *task;

  g_return_if_fail (POISE_IS_STORE (self));
  g_return_if_fail (POISE_IS_FOLDER (folder));
  g_return_if_fail (self->folder != NULL);

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, poise_store_set_folder_async);
  g_task_set_task_data (task, g_object_ref (folder), g_object_unref);
  poise_store_flush_async (self, move_out_ready_cb, task);
}

/**
 * poise_store_set_folder_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_store_set_folder_async(). Where the old folder could not be
 * written to, @self stays with it.
 *
 * Returns: %TRUE if the other folder was read
 */
gboolean
poise_store_set_folder_finish (PoiseStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
