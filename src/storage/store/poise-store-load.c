/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store's reading: the folder into the journal, at the start and whenever
 * others changed it. */

#include "poise-store-private.h"

#include "poise-backup.h"
#include "poise-folder-read.h"
#include "poise-keyring.h"
#include "poise-side-file.h"
#include "poise-sync.h"
#include "poise-trash.h"
#include "poise-unseen-side.h"

static gboolean reload_cb (gpointer data);

/* What was read of a file that is no month. */
typedef struct
{
  const PoiseFileKind *kind;
  GBytes *bytes;
  gpointer decoded;
  GError *error;
} Read;

static void
read_free (Read *read)
{
  if (read->decoded != NULL)
    read->kind->free_decoded (read->decoded);
  g_clear_pointer (&read->bytes, g_bytes_unref);
  g_clear_error (&read->error);
  g_free (read);
}

/* A backup repairs such a file, or what this computer wrote into it last. */
static gboolean
has_backup (const PoiseFileKind *kind, PoiseFolder *folder)
{
  g_autoptr (GPtrArray) copies = poise_backup_list_file (folder, kind->name);
  g_autoptr (GBytes) kept =
    copies->len == 0 ? poise_unseen_side_complete (folder, kind->name, NULL) : NULL;

  return copies->len > 0 || kept != NULL;
}

static void
read_file (Read *read, PoiseFolder *folder, GPtrArray *problems)
{
  g_autofree char *path = g_build_filename (poise_folder_get_path (folder), read->kind->name, NULL);

  read->bytes = poise_file_kind_read (read->kind, folder, &read->error);
  if (read->error == NULL)
    read->decoded = read->kind->decode (read->bytes, path, &read->error);
  if (read->error != NULL)
    poise_problems_add (problems, path, g_error_copy (read->error),
                        !has_backup (read->kind, folder));
}

/* One reading of the folder: only the months whose files are not as they were
 * when they were read last. */
typedef struct
{
  PoiseFolder *folder;
  gboolean must_be_there;
  gboolean is_there;
  guint serial;       /* what was written later than this is not in it */
  GHashTable *stamps; /* in: as known; out: as found, of the months that were read */
  GPtrArray *months;  /* those that were read */
  GPtrArray *entries;
  PoiseJournal *journal; /* of the entries, where nothing was read before */
  GHashTable *versions;  /* id → the version that was read */
  GPtrArray *problems;
  GPtrArray *files;  /* of Read: the followed ones */
  GPtrArray *copies; /* problems of copies that were not merged */
  guint n_merged;    /* copies that were */
  GDateTime *now;
  PoiseFileLack lacks; /* of the folder's disk */
} Load;

static void
load_free (Load *load)
{
  g_clear_object (&load->folder);
  g_clear_pointer (&load->stamps, g_hash_table_unref);
  g_clear_pointer (&load->months, g_ptr_array_unref);
  g_clear_pointer (&load->entries, g_ptr_array_unref);
  g_clear_object (&load->journal);
  g_clear_pointer (&load->versions, g_hash_table_unref);
  g_clear_pointer (&load->problems, g_ptr_array_unref);
  g_clear_pointer (&load->files, g_ptr_array_unref);
  g_clear_pointer (&load->copies, g_ptr_array_unref);
  g_clear_pointer (&load->now, g_date_time_unref);
  g_free (load);
}

static GHashTable *
new_stamps (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static gboolean
is_first_load (PoiseStore *self)
{
  return g_hash_table_size (self->saved) == 0 && g_hash_table_size (self->dirty) == 0 &&
         poise_journal_get_n_entries (self->journal) == 0;
}

static Load *
load_new (PoiseStore *self)
{
  Load *load = g_new0 (Load, 1);
  GHashTableIter iter;
  gpointer month, stamp, kind;

  load->folder = g_object_ref (self->folder);
  load->must_be_there = self->was_there;
  load->journal = is_first_load (self) ? poise_journal_new () : NULL;
  load->serial = self->serial;
  load->stamps = new_stamps ();
  g_hash_table_iter_init (&iter, self->stamps);
  while (g_hash_table_iter_next (&iter, &month, &stamp))
    g_hash_table_replace (load->stamps, g_strdup (month), g_strdup (stamp));
  load->months = g_ptr_array_new_with_free_func (g_free);
  load->problems = poise_problems_new ();
  load->files = g_ptr_array_new_with_free_func ((GDestroyNotify) read_free);
  g_hash_table_iter_init (&iter, self->followed);
  while (g_hash_table_iter_next (&iter, &kind, NULL))
    {
      Read *read = g_new0 (Read, 1);

      read->kind = kind;
      g_ptr_array_add (load->files, read);
    }
  load->copies = poise_problems_new ();
  load->now = poise_store_get_now (self);
  return load;
}

/* The stamps are taken before the files are read: what is written in between
 * is then read once more, never missed. */
static void
find_changed (Load *load, GPtrArray *listed)
{
  g_autoptr (GHashTable) found = new_stamps ();
  GHashTableIter iter;
  gpointer month;

  for (guint i = 0; i < listed->len; i++)
    g_hash_table_replace (found, g_strdup (g_ptr_array_index (listed, i)), NULL);
  g_hash_table_iter_init (&iter, load->stamps);
  while (g_hash_table_iter_next (&iter, &month, NULL))
    g_hash_table_replace (found, g_strdup (month), NULL);

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &month, NULL))
    {
      g_autofree char *stamp = poise_folder_get_stamp (load->folder, month);

      if (g_strcmp0 (stamp, g_hash_table_lookup (load->stamps, month)) == 0)
        continue;
      g_ptr_array_add (load->months, g_strdup (month));
      g_hash_table_replace (load->stamps, g_strdup (month), g_steal_pointer (&stamp));
    }
}

/* Each text is hashed, which for many years is too much between two frames. */
static GHashTable *
list_versions (GPtrArray *entries)
{
  GHashTable *versions = poise_store_new_versions ();

  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);

      g_hash_table_replace (versions, g_strdup (poise_entry_get_id (entry)),
                            poise_version_new (entry));
    }
  return versions;
}

static gboolean
read_folder (Load *load, GError **error)
{
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GHashTable) known = poise_folder_new_months ();

  load->is_there = poise_folder_is_there (load->folder, load->must_be_there ? error : NULL);
  if ((load->must_be_there && !load->is_there) ||
      !poise_sync_open_to_read (load->folder, load->now, load->copies, &load->n_merged, known,
                                error) ||
      (listed = poise_folder_list_months (load->folder, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < load->files->len; i++)
    read_file (g_ptr_array_index (load->files, i), load->folder, load->problems);
  find_changed (load, listed);
  load->entries = poise_folder_read_months (load->folder, load->months, known, load->problems);
  load->versions = list_versions (load->entries);
  if (load->journal != NULL)
    poise_journal_add_all (load->journal, load->entries);
  g_debug ("Read %u of %u months: %u entries, %u problems", load->months->len, listed->len,
           load->entries->len, load->problems->len);
  return TRUE;
}

static void
load_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  GError *error = NULL;
  gboolean is_read = read_folder (load, &error);

  load->lacks = poise_file_get_lacks (poise_folder_get_path (load->folder));
  if (is_read)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* A month that was written after its reading began may have been read as it was
 * before: taking that over would undo what the person just wrote. */
static gboolean
is_stale (PoiseStore *self, Load *load, const char *month)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->written, month)) > load->serial;
}

static void
take_version (PoiseStore *self, PoiseEntry *entry)
{
  const char *id = poise_entry_get_id (entry);
  PoiseEntry *shown = poise_journal_lookup (self->journal, id);

  poise_store_remember (self, entry);
  if (shown == NULL)
    poise_journal_add (self->journal, entry);
  else if (poise_entry_get_day (shown) == poise_entry_get_day (entry))
    poise_entry_assign (shown, entry);
  else
    {
      poise_journal_remove (self->journal, shown);
      poise_journal_add (self->journal, entry);
    }
}

static gboolean
has_vanished (PoiseStore *self, PoiseEntry *entry, GHashTable *present)
{
  const char *id = poise_entry_get_id (entry);

  return g_hash_table_contains (self->saved, id) && !g_hash_table_contains (present, id) &&
         !g_hash_table_contains (self->dirty, id);
}

static void
drop_vanished (PoiseStore *self, const char *month, GHashTable *present)
{
  g_autoptr (GPtrArray) entries = poise_journal_list_month (self->journal, month);

  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);

      if (!has_vanished (self, entry, present))
        continue;
      g_hash_table_remove (self->saved, poise_entry_get_id (entry));
      /* What is done here to the whole journal, as going back to a backup, has words of its own. */
      if (!poise_store_is_awaiting (self))
        poise_store_emit_vanishing (self, entry);
      poise_journal_remove (self->journal, entry);
    }
}

/* Drops the problems that @is_old says are old, and takes the new ones in. */
static void
replace_problems (PoiseStore *self,
                  gboolean (*is_old) (const PoiseProblem *problem, gpointer data),
                  gpointer data,
                  GPtrArray *found)
{
  gboolean changed = found->len > 0;

  for (guint i = self->problems->len; i > 0; i--)
    if (is_old (g_ptr_array_index (self->problems, i - 1), data))
      {
        g_ptr_array_remove_index (self->problems, i - 1);
        changed = TRUE;
      }
  g_ptr_array_extend_and_steal (self->problems, g_ptr_array_ref (found));
  if (changed)
    poise_store_emit_problems_changed (self);
}

static gboolean
is_of_copy (const PoiseProblem *problem, gpointer data)
{
  g_autofree char *name = g_path_get_basename (problem->path);

  return poise_sync_is_copy (name) && !g_strv_contains (poise_side_file_names, name) &&
         !g_file_test (problem->path, G_FILE_TEST_IS_DIR);
}

static gboolean
is_of_file (const PoiseProblem *problem, Load *load)
{
  g_autofree char *name = g_path_get_basename (problem->path);

  for (guint i = 0; i < load->files->len; i++)
    if (g_str_equal (((Read *) g_ptr_array_index (load->files, i))->kind->name, name))
      return TRUE;

  return FALSE;
}

/* What was wrong with months that were not read again is still wrong. */
static gboolean
is_of_load (const PoiseProblem *problem, gpointer data)
{
  Load *load = data;

  if (is_of_copy (problem, NULL))
    return FALSE;
  for (guint i = 0; i < load->months->len; i++)
    if (poise_problem_is_of_month (problem, g_ptr_array_index (load->months, i)))
      return TRUE;

  return is_of_file (problem, load) ||
         g_str_equal (problem->path, poise_folder_get_path (load->folder));
}

static gboolean
has_problem (GPtrArray *problems, const char *month)
{
  for (guint i = 0; i < problems->len; i++)
    if (poise_problem_is_of_month (g_ptr_array_index (problems, i), month))
      return TRUE;

  return FALSE;
}

static void
take_first_load (PoiseStore *self, Load *load)
{
  poise_journal_take_all (self->journal, load->journal);
  g_hash_table_unref (self->saved);
  self->saved = g_steal_pointer (&load->versions);
}

static void
take_changes (PoiseStore *self, Load *load)
{
  g_autoptr (GHashTable) present = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < load->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (load->entries, i);
      g_autofree char *month = poise_day_to_month (poise_entry_get_day (entry));

      g_hash_table_add (present, (char *) poise_entry_get_id (entry));
      if (!is_stale (self, load, month) &&
          !g_hash_table_contains (self->dirty, poise_entry_get_id (entry)))
        take_version (self, entry);
    }
  for (guint i = 0; i < load->months->len; i++)
    {
      const char *month = g_ptr_array_index (load->months, i);

      /* A file that could not be read says nothing of what it holds. */
      if (!is_stale (self, load, month) && !has_problem (load->problems, month))
        drop_vanished (self, month, present);
    }
}

static gboolean
is_dirty_month (PoiseStore *self, const char *month)
{
  GHashTableIter iter;
  gpointer day;

  g_hash_table_iter_init (&iter, self->dirty);
  while (g_hash_table_iter_next (&iter, NULL, &day))
    {
      g_autofree char *its_month = poise_day_to_month (GPOINTER_TO_UINT (day));

      if (g_str_equal (its_month, month))
        return TRUE;
    }

  return FALSE;
}

/* What is being written, or was since, is told when it is. */
static void
take_files (PoiseStore *self, Load *load)
{
  for (guint i = 0; i < load->files->len; i++)
    {
      const Read *read = g_ptr_array_index (load->files, i);

      if (is_stale (self, load, read->kind->name))
        poise_store_schedule_reload (self);
      else
        poise_store_take_file (self, read->kind, read->bytes, read->decoded, NULL, read->error);
    }
}

/* Any write or reading may have come upon it; what others do to the keys is followed by a
 * reading. */
static void
tell_of_keys (PoiseStore *self)
{
  g_autoptr (PoiseKeyring) keyring = poise_keyring_find (poise_folder_get_path (self->folder));
  PoiseKeyNews news = keyring != NULL ? poise_keyring_take_news (keyring) : POISE_KEY_NEWS_NONE;

  if (news != POISE_KEY_NEWS_NONE)
    poise_store_emit_keys_changed (self, news);
}

static void
take_load (PoiseStore *self, Load *load)
{
  take_files (self, load);
  self->was_there |= load->is_there;
  if (load->months->len > 0)
    self->serial++;
  if (load->journal != NULL && is_first_load (self))
    take_first_load (self, load);
  else
    take_changes (self, load);
  for (guint i = 0; i < load->months->len; i++)
    {
      const char *month = g_ptr_array_index (load->months, i);

      if (is_stale (self, load, month))
        poise_store_schedule_reload (self);
      /* Where an unsaved entry was passed over, the month is not known yet:
       * it is read again after the write that merges them. */
      else if (!is_dirty_month (self, month))
        g_hash_table_replace (self->stamps, g_strdup (month),
                              g_strdup (g_hash_table_lookup (load->stamps, month)));
    }
  replace_problems (self, is_of_load, load, load->problems);
  replace_problems (self, is_of_copy, NULL, load->copies);
  if (load->n_merged > 0)
    poise_store_emit_copies_merged (self, load->n_merged);
  tell_of_keys (self);
}

/* The folder is tried again until it can be read. */
static void
note_load_failed (PoiseStore *self, Load *load, const GError *error)
{
  g_ptr_array_set_size (load->months, 0);
  g_ptr_array_set_size (load->problems, 0);
  poise_problems_add (load->problems, poise_folder_get_path (load->folder), g_error_copy (error),
                      TRUE);
  replace_problems (self, is_of_load, load, load->problems);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (self->retry_delay, reload_cb, self);
}

/* ---- cleaning up ---- */

/* The trash's old entries go once a session, after the journal is shown. */
typedef struct
{
  PoiseFolder *folder;
  GDateTime *now;
} CleanUp;

static void
clean_up_free (CleanUp *self)
{
  g_clear_object (&self->folder);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_free (self);
}

static void
clean_up_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CleanUp *work = data;
  guint n_purged;

  poise_trash_clean_up (work->folder, work->now, &n_purged, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
clean_up (PoiseStore *self)
{
  g_autoptr (GTask) task = NULL;
  CleanUp *work;

  if (self->is_purged)
    return;
  self->is_purged = TRUE;
  work = g_new0 (CleanUp, 1);
  work->folder = g_object_ref (self->folder);
  work->now = poise_store_get_now (self);
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, clean_up);
  g_task_set_task_data (task, work, (GDestroyNotify) clean_up_free);
  g_task_run_in_thread (task, clean_up_thread_cb);
}

static gboolean
reload_cb (gpointer data)
{
  PoiseStore *self = data;

  self->reload_id = 0;
  /* Two readings at once would only read the same files. */
  if (self->is_writing || self->n_reading > 0)
    {
      poise_store_schedule_reload (self);
      return G_SOURCE_REMOVE;
    }
  poise_store_load_async (self, NULL, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * poise_store_schedule_reload:
 * @self: a store
 *
 * Has the folder looked at again soon.
 */
void
poise_store_schedule_reload (PoiseStore *self)
{
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (self->reload_delay, reload_cb, self);
}

static void
monitor_changed_cb (PoiseStore *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  /* A change is followed by the hint that it is done; our own writes show
   * themselves by the stamp, when the months are looked at. */
  if (event != G_FILE_MONITOR_EVENT_CHANGED)
    poise_store_schedule_reload (self);
}

static gboolean
is_followed (PoiseStore *self, const char *name)
{
  GHashTableIter iter;
  const PoiseFileKind *kind;

  g_hash_table_iter_init (&iter, self->followed);
  while (g_hash_table_iter_next (&iter, (gpointer *) &kind, NULL))
    if (g_str_equal (kind->name, name))
      return TRUE;

  return FALSE;
}

static gboolean
is_of_root (PoiseStore *self, GFile *file)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  return name != NULL && (is_followed (self, name) || poise_sync_is_file_copy (name) ||
                          g_str_equal (name, POISE_KEY_FILE));
}

static void
file_monitor_changed_cb (PoiseStore *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  if (is_of_root (self, file) || is_of_root (self, other))
    monitor_changed_cb (self, file, other, event);
}

static gboolean
is_copy_of_trash (GFile *file)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  return name != NULL && poise_sync_is_copy (name);
}

/* What is deleted is read when somebody asks for it; copies of it are merged at once. */
static void
trash_monitor_changed_cb (PoiseStore *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  if (is_copy_of_trash (file) || is_copy_of_trash (other))
    monitor_changed_cb (self, file, other, event);
}

static GFileMonitor *
watch_folder (PoiseStore *self, const char *name, GCallback changed_cb)
{
  g_autofree char *path = g_build_filename (poise_folder_get_path (self->folder), name, NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  GFileMonitor *monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  if (monitor != NULL)
    g_signal_connect_object (monitor, "changed", changed_cb, self, G_CONNECT_SWAPPED);
  return monitor;
}

/**
 * poise_store_watch:
 * @self: a store
 *
 * Begins to listen for changes by others, unless that was begun.
 */
void
poise_store_watch (PoiseStore *self)
{
  if (self->monitor != NULL)
    return;
  self->monitor = watch_folder (self, "entries", G_CALLBACK (monitor_changed_cb));
  g_clear_object (&self->file_monitor);
  self->file_monitor = watch_folder (self, "", G_CALLBACK (file_monitor_changed_cb));
  g_clear_object (&self->trash_monitor);
  self->trash_monitor = watch_folder (self, "trash", G_CALLBACK (trash_monitor_changed_cb));
}

static void
read_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseStore *self = POISE_STORE (object);
  Load *load = g_task_get_task_data (G_TASK (result));
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  gboolean is_read = g_task_propagate_boolean (G_TASK (result), &error);

  self->n_reading--;
  /* One that was stopped says nothing of the folder; one that began before the
   * store went to another folder is none of ours. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && load->folder == self->folder)
    {
      poise_store_take_lacks (self, load->lacks);
      if (is_read)
        {
          take_load (self, load);
          /* Its entries are in the store's journal now, and still tell this one of their changes:
           * the thread, which may hold the task for longest, must not be what frees it. */
          g_clear_object (&load->journal);
          clean_up (self);
        }
      else
        note_load_failed (self, load, error);
    }
  if (is_read)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * poise_store_load_async:
 * @self: a store
 * @cancellable: (nullable): to stop it
 * @callback: (nullable): called when the journal is filled
 * @data: for @callback
 *
 * Reads the folder on a thread and brings the journal up to it: what is new
 * is added, what was changed outside is taken over, what has gone is taken
 * out. Entries with unsaved changes stay as they are. All this is done
 * whether or not anybody waits for it; what was stopped in time changes
 * nothing.
 */
void
poise_store_load_async (PoiseStore *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) reading = NULL;

  g_return_if_fail (POISE_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, poise_store_load_async);
  /* What was taken over stays: whether it was stopped in time the reading says. */
  g_task_set_check_cancellable (task, FALSE);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->folder == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  poise_store_watch (self);
  self->n_reading++;
  reading = g_task_new (self, cancellable, read_ready_cb, g_steal_pointer (&task));
  g_task_set_source_tag (reading, read_ready_cb);
  g_task_set_task_data (reading, load_new (self), (GDestroyNotify) load_free);
  g_task_run_in_thread (reading, load_thread_cb);
}

/**
 * poise_store_load_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_store_load_async(). Errors are those of poise_folder_read_all().
 *
 * Returns: %TRUE if the folder was read
 */
gboolean
poise_store_load_finish (PoiseStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
