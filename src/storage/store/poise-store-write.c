/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store's writing: rounds of writes, one a month, until nothing waits. */

#include "poise-store-private.h"

#include "poise-folder-write.h"

static void start_write (PoiseStore *self);

static gboolean
autosave_cb (gpointer data)
{
  PoiseStore *self = data;

  self->autosave_id = 0;
  start_write (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (PoiseStore *self, guint delay_ms)
{
  if (self->autosave_id == 0 && !self->is_writing)
    self->autosave_id = g_timeout_add (delay_ms, autosave_cb, self);
}

static void
mark_unsaved (PoiseStore *self)
{
  if (self->state == POISE_STORE_SAVED)
    poise_store_set_state (self, POISE_STORE_UNSAVED, NULL);
  schedule (self, self->autosave_delay);
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

/* Says when an entry was changed, if that is not known yet. */
static void
date_edit (PoiseStore *self, PoiseEntry *entry)
{
  g_autoptr (GDateTime) now = NULL;

  if (!g_hash_table_remove (self->edited, poise_entry_get_id (entry)))
    return;
  now = poise_store_get_now (self);
  poise_entry_touch (entry, now);
}

/**
 * poise_store_put:
 * @self: a store
 * @entry: an entry, new or changed
 *
 * Takes @entry into the journal if it is not there and has it written soon.
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
  /* Who takes a deletion back wants the entry, whatever became of it on the disk. */
  if (g_hash_table_remove (self->deleted, poise_entry_get_id (entry)))
    g_hash_table_remove (self->saved, poise_entry_get_id (entry));
  mark_dirty (self, shown != NULL ? shown : entry);
}

/**
 * poise_store_bring_back:
 * @self: a store
 * @entry: an entry that was deleted, as it was then
 *
 * As poise_store_put(), for an entry that comes back. Where somebody else brought it back
 * already and it was changed since, that stays; of an older version the merge keeps the words.
 */
void
poise_store_bring_back (PoiseStore *self, PoiseEntry *entry)
{
  PoiseEntry *shown;

  g_return_if_fail (POISE_IS_STORE (self));
  g_return_if_fail (POISE_IS_ENTRY (entry));

  shown = poise_journal_lookup (self->journal, poise_entry_get_id (entry));
  if (shown != NULL && shown != entry)
    {
      date_edit (self, shown);
      if (poise_entry_compare_modified (shown, entry) > 0)
        return;
      g_hash_table_remove (self->saved, poise_entry_get_id (entry));
    }
  poise_store_put (self, entry);
}

/**
 * poise_store_put_edited:
 * @self: a store
 * @entry: an entry, new or changed
 *
 * As poise_store_put(), for what the person has just changed. The entry gets the time of
 * its change once, when it is collected to be written, and not with each key: of two
 * computers the one with more keystrokes must not be the later one.
 */
void
poise_store_put_edited (PoiseStore *self, PoiseEntry *entry)
{
  g_return_if_fail (POISE_IS_STORE (self));
  g_return_if_fail (POISE_IS_ENTRY (entry));

  g_hash_table_add (self->edited, g_strdup (poise_entry_get_id (entry)));
  poise_store_put (self, entry);
  if (self->folder == NULL)
    date_edit (self, poise_journal_lookup (self->journal, poise_entry_get_id (entry)));
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
  date_edit (self, kept);
  if (self->folder != NULL)
    g_hash_table_replace (self->deleted, g_strdup (poise_entry_get_id (kept)),
                          poise_entry_copy (kept));
  mark_dirty (self, kept);
}

/**
 * poise_store_put_change:
 * @self: a store
 * @kind: of what file
 * @change: (transfer full): what is not in it yet; it is joined with a change that waits to be
 *   written, or takes its place, and ::file-read says when it was
 *
 * Has a file written soon, with the same care as the entries.
 */
void
poise_store_put_change (PoiseStore *self, const PoiseFileKind *kind, gpointer change)
{
  PoiseStoreFileChange *waiting, *boxed;

  g_return_if_fail (POISE_IS_STORE (self));

  if (self->folder == NULL)
    {
      kind->free_change (change);
      return;
    }
  waiting = g_hash_table_lookup (self->files, kind);
  if (waiting != NULL && kind->join != NULL)
    change = kind->join (waiting->change, change);
  boxed = g_atomic_rc_box_new0 (PoiseStoreFileChange);
  boxed->kind = kind;
  boxed->change = change;
  g_hash_table_replace (self->files, (gpointer) kind, boxed);
  mark_unsaved (self);
}

/* One write: all changes of one month, or a file that is no month. */
typedef struct
{
  PoiseFolder *folder;
  gboolean must_be_there;
  char *name; /* the month or the file */
  GDateTime *now;
  GPtrArray *changes;         /* NULL: a file */
  char *known;                /* the stamp of what we know of the month */
  char *stamp;                /* that after the write; NULL if there was more than we knew */
  PoiseStoreFileChange *file; /* its change */
  GBytes *bytes;              /* that is in it then */
  gpointer decoded;
  PoiseFileLack lacks; /* of the folder's disk */
} Write;

static void
write_free (Write *write)
{
  g_clear_object (&write->folder);
  g_free (write->name);
  g_clear_pointer (&write->now, g_date_time_unref);
  g_clear_pointer (&write->changes, g_ptr_array_unref);
  g_free (write->known);
  g_free (write->stamp);
  if (write->decoded != NULL)
    write->file->kind->free_decoded (write->decoded);
  g_clear_pointer (&write->file, poise_store_file_change_unref);
  g_clear_pointer (&write->bytes, g_bytes_unref);
  g_free (write);
}

static Write *
write_new (PoiseStore *self, const char *name)
{
  Write *write = g_new0 (Write, 1);

  write->folder = g_object_ref (self->folder);
  write->must_be_there = self->was_there;
  write->name = g_strdup (name);
  write->now = poise_store_get_now (self);
  return write;
}

static PoiseChange *
make_change (PoiseStore *self, const char *id)
{
  PoiseEntry *entry = poise_journal_lookup (self->journal, id);
  PoiseEntry *last = g_hash_table_lookup (self->deleted, id);
  const PoiseVersion *base = g_hash_table_lookup (self->saved, id);

  if (entry != NULL)
    date_edit (self, entry);
  return entry == NULL && last != NULL ? poise_change_new_deletion (last, base)
                                       : poise_change_new (id, entry, base);
}

static char *
find_month (PoiseStore *self)
{
  GHashTableIter iter;
  gpointer day;

  g_hash_table_iter_init (&iter, self->dirty);
  while (g_hash_table_iter_next (&iter, NULL, &day))
    {
      g_autofree char *month = poise_day_to_month (GPOINTER_TO_UINT (day));

      if (!g_hash_table_contains (self->round, month))
        return g_steal_pointer (&month);
    }

  return NULL;
}

static Write *
collect_month (PoiseStore *self)
{
  g_autofree char *month = find_month (self);
  Write *write;
  GHashTableIter iter;
  gpointer id, day;

  if (month == NULL)
    return NULL;
  write = write_new (self, month);
  write->changes = poise_changes_new ();
  write->known = g_strdup (g_hash_table_lookup (self->stamps, month));
  g_hash_table_iter_init (&iter, self->dirty);
  while (g_hash_table_iter_next (&iter, &id, &day))
    {
      g_autofree char *its_month = poise_day_to_month (GPOINTER_TO_UINT (day));

      if (g_str_equal (its_month, month))
        g_ptr_array_add (write->changes, make_change (self, id));
    }
  return write;
}

static Write *
collect_file (PoiseStore *self)
{
  GHashTableIter iter;
  PoiseStoreFileChange *file;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &file))
    if (!g_hash_table_contains (self->round, file->kind->name))
      {
        Write *write = write_new (self, file->kind->name);

        write->file = poise_store_file_change_ref (file);
        return write;
      }

  return NULL;
}

static gboolean
write_file (Write *write, GError **error)
{
  const PoiseFileKind *kind = write->file->kind;

  write->bytes =
    poise_file_kind_write (kind, write->folder, write->file->change, write->now, error);
  if (write->bytes == NULL)
    return FALSE;
  write->decoded = kind->decode (write->bytes, kind->name, NULL);
  return TRUE;
}

static void
write_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Write *write = data;
  GError *error = NULL;
  gboolean written;

  if (write->must_be_there && !poise_folder_is_there (write->folder, &error))
    written = FALSE;
  else if (write->changes != NULL)
    written = poise_folder_apply_known (write->folder, write->name, write->changes, write->now,
                                        write->known, &write->stamp, &error);
  else
    written = write_file (write, &error);
  write->lacks = poise_file_get_lacks (poise_folder_get_path (write->folder));
  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
note_change (PoiseStore *self, PoiseChange *change)
{
  PoiseEntry *entry = poise_journal_lookup (self->journal, change->id);
  gboolean is_current;

  if (change->entry != NULL)
    poise_store_remember (self, change->entry);
  /* What came back from the trash was given a later time than its deletion. */
  if (change->entry != NULL && entry != NULL &&
      g_date_time_compare (poise_entry_get_modified (entry),
                           poise_entry_get_modified (change->entry)) < 0)
    poise_entry_set_modified (entry, poise_entry_get_modified (change->entry));
  if (change->entry == NULL)
    g_hash_table_remove (self->saved, change->id);

  /* Only what has not changed again while it was written is clean now. */
  if (change->entry == NULL || entry == NULL)
    is_current = change->entry == NULL && entry == NULL;
  else
    is_current = poise_entry_equal (entry, change->entry);
  if (!is_current)
    return;
  g_hash_table_remove (self->dirty, change->id);
  g_hash_table_remove (self->edited, change->id);
  g_hash_table_remove (self->deleted, change->id);
}

static void
note_written (PoiseStore *self, Write *write)
{
  self->was_there = TRUE;
  if (write->changes == NULL)
    {
      if (g_hash_table_lookup (self->files, write->file->kind) == write->file)
        g_hash_table_remove (self->files, write->file->kind);
      poise_store_take_file (self, write->file->kind, write->bytes, write->decoded,
                             write->file->change, NULL);
      return;
    }
  for (guint i = 0; i < write->changes->len; i++)
    note_change (self, g_ptr_array_index (write->changes, i));
  if (write->stamp != NULL)
    g_hash_table_replace (self->stamps, g_strdup (write->name), g_strdup (write->stamp));
  else
    {
      g_hash_table_remove (self->stamps, write->name);
      poise_store_schedule_reload (self);
    }
}

static void
finish_flushers (PoiseStore *self)
{
  g_autoptr (GPtrArray) flushers = g_steal_pointer (&self->flushers);

  self->flushers = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < flushers->len; i++)
    {
      GTask *task = g_ptr_array_index (flushers, i);

      if (self->error != NULL)
        g_task_return_error (task, g_error_copy (self->error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static gboolean
is_anything_waiting (PoiseStore *self)
{
  return g_hash_table_size (self->dirty) > 0 || g_hash_table_size (self->files) > 0;
}

/* Every month was tried: one that cannot be written keeps none of the others
 * from being saved. */
static void
end_round (PoiseStore *self)
{
  g_hash_table_remove_all (self->round);
  if (self->round_error != NULL)
    {
      g_debug ("Not saved: %s", self->round_error->message);
      poise_store_set_state (self, POISE_STORE_FAILED, g_steal_pointer (&self->round_error));
      finish_flushers (self);
      schedule (self, self->retry_delay);
    }
  else if (is_anything_waiting (self))
    {
      poise_store_set_state (self, POISE_STORE_UNSAVED, NULL);
      schedule (self, self->flushers->len > 0 ? 0 : self->autosave_delay);
    }
  else
    {
      poise_store_set_state (self, POISE_STORE_SAVED, NULL);
      finish_flushers (self);
    }
}

/* Lets a reading that began before be known as old. */
static void
note_month (PoiseStore *self, const char *month)
{
  g_hash_table_replace (self->written, g_strdup (month), GUINT_TO_POINTER (++self->serial));
}

static void
write_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseStore *self = POISE_STORE (object);
  Write *write = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  self->is_writing = FALSE;
  /* It was disposed of meanwhile. */
  if (self->journal == NULL)
    return;
  poise_store_take_lacks (self, write->lacks);
  note_month (self, write->name);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    note_written (self, write);
  else if (self->round_error == NULL)
    self->round_error = g_steal_pointer (&error);
  poise_store_watch (self);
  start_write (self);
}

/* Writes what this round has not tried yet, or ends it. */
static void
start_write (PoiseStore *self)
{
  g_autoptr (GTask) task = NULL;
  Write *write;

  if (self->is_writing)
    return;
  g_clear_handle_id (&self->autosave_id, g_source_remove);
  write = collect_month (self);
  if (write == NULL)
    write = collect_file (self);
  if (write == NULL)
    {
      end_round (self);
      return;
    }

  self->is_writing = TRUE;
  g_hash_table_add (self->round, g_strdup (write->name));
  note_month (self, write->name);
  task = g_task_new (self, NULL, write_ready_cb, NULL);
  g_task_set_source_tag (task, start_write);
  g_task_set_task_data (task, write, (GDestroyNotify) write_free);
  g_task_run_in_thread (task, write_thread_cb);
}

/**
 * poise_store_flush_async:
 * @self: a store
 * @cancellable: (nullable): makes the result %G_IO_ERROR_CANCELLED; what waits is written all the
 * same
 * @callback: called when nothing waits to be written, or a write failed
 * @data: for @callback
 *
 * Writes at once what waits to be written.
 */
void
poise_store_flush_async (PoiseStore *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task;

  g_return_if_fail (POISE_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, poise_store_flush_async);
  g_ptr_array_add (self->flushers, task);
  start_write (self);
}

/**
 * poise_store_flush_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_store_flush_async(). Errors are those of poise_folder_apply().
 *
 * Returns: %TRUE if everything is on the disk
 */
gboolean
poise_store_flush_finish (PoiseStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
