/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-store.h"

#include "poise-sync.h"
#include "poise-trash.h"

/* Autosave runs this long after the first unsaved keystroke; it is not put
 * off by further ones, so that no more than this is ever at risk. */
#define AUTOSAVE_DELAY_MS 900
#define RETRY_DELAY_MS 3000
/* Sync tools and editors write in bursts. */
#define RELOAD_DELAY_MS 300

struct _PoiseStore
{
  GObject parent_instance;

  /* Owned */
  PoiseFolder *folder; /* NULL: in memory only */
  PoiseJournal *journal;
  PoiseClockFunc clock;
  gpointer clock_data;

  PoiseStoreState state;
  GError *error;
  GPtrArray *problems;

  GHashTable *dirty;  /* id → its entry's day, for entries that wait to be written */
  GHashTable *saved;  /* id → the modification that the disk holds */
  GHashTable *stamps; /* month → the state of its files when they were read or written last */
  guint autosave_id;
  gboolean is_writing;
  GPtrArray *flushers; /* GTasks that wait until nothing is dirty */

  GFileMonitor *monitor;
  guint reload_id;
  gboolean is_purged;
};

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

static void start_write (PoiseStore *self);
static void schedule_reload (PoiseStore *self);

static GHashTable *
new_stamps (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

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
  g_hash_table_unref (self->dirty);
  g_hash_table_unref (self->saved);
  g_hash_table_unref (self->stamps);

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

static void
poise_store_init (PoiseStore *self)
{
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_problem_free);
  self->flushers = g_ptr_array_new_with_free_func (g_object_unref);
  self->dirty = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->saved =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_date_time_unref);
  self->stamps = new_stamps ();
}

/**
 * poise_store_new:
 * @folder: where the journal lies
 * @journal: the model that it keeps
 * @clock: tells the time
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
 * @clock: tells the time
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

static void
set_state (PoiseStore *self, PoiseStoreState state, GError *error)
{
  gboolean changed = self->state != state || error != NULL || self->error != NULL;

  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
remember_saved (PoiseStore *self, const char *id, GDateTime *modified)
{
  g_hash_table_replace (self->saved, g_strdup (id), g_date_time_ref (modified));
}

/* ---- reading ---- */

/* One reading of the folder: only the months whose files are not as they were
 * when they were read last. */
typedef struct
{
  PoiseFolder *folder;
  GHashTable *stamps; /* in: as known; out: as found, of the months that were read */
  GPtrArray *months;  /* those that were read */
  GPtrArray *entries;
  GPtrArray *problems;
} Load;

static void
load_free (Load *load)
{
  g_clear_object (&load->folder);
  g_clear_pointer (&load->stamps, g_hash_table_unref);
  g_clear_pointer (&load->months, g_ptr_array_unref);
  g_clear_pointer (&load->entries, g_ptr_array_unref);
  g_clear_pointer (&load->problems, g_ptr_array_unref);
  g_free (load);
}

static void
copy_stamps (GHashTable *from, GHashTable *to)
{
  GHashTableIter iter;
  gpointer month, stamp;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &month, &stamp))
    g_hash_table_replace (to, g_strdup (month), g_strdup (stamp));
}

static Load *
load_new (PoiseStore *self)
{
  Load *load = g_new0 (Load, 1);

  load->folder = g_object_ref (self->folder);
  load->stamps = new_stamps ();
  copy_stamps (self->stamps, load->stamps);
  load->months = g_ptr_array_new_with_free_func (g_free);
  load->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_problem_free);
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

static void
load_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) listed = poise_folder_list_months (load->folder, &error);

  if (listed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  find_changed (load, listed);
  load->entries = poise_folder_read_months (load->folder, load->months, load->problems);
  g_task_return_boolean (task, TRUE);
}

static void
take_version (PoiseStore *self, PoiseEntry *entry)
{
  const char *id = poise_entry_get_id (entry);
  PoiseEntry *shown = poise_journal_lookup (self->journal, id);

  remember_saved (self, id, poise_entry_get_modified (entry));
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
      poise_journal_remove (self->journal, entry);
    }
}

static gboolean
is_of_months (PoiseProblem *problem, GPtrArray *months)
{
  g_autofree char *name = g_path_get_basename (problem->path);

  for (guint i = 0; i < months->len; i++)
    if (g_str_has_prefix (name, g_ptr_array_index (months, i)))
      return TRUE;

  return FALSE;
}

/* What was wrong with months that were not read again is still wrong. */
static void
take_problems (PoiseStore *self, Load *load)
{
  gboolean changed = load->problems->len > 0;

  for (guint i = self->problems->len; i > 0; i--)
    if (is_of_months (g_ptr_array_index (self->problems, i - 1), load->months))
      {
        g_ptr_array_remove_index (self->problems, i - 1);
        changed = TRUE;
      }
  g_ptr_array_extend_and_steal (self->problems, g_steal_pointer (&load->problems));
  if (changed)
    g_signal_emit (self, signals[SIGNAL_PROBLEMS_CHANGED], 0);
}

static void
take_first_load (PoiseStore *self, Load *load)
{
  poise_journal_add_all (self->journal, load->entries);
  for (guint i = 0; i < load->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (load->entries, i);

      remember_saved (self, poise_entry_get_id (entry), poise_entry_get_modified (entry));
    }
}

static void
take_changes (PoiseStore *self, Load *load)
{
  g_autoptr (GHashTable) present = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < load->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (load->entries, i);

      g_hash_table_add (present, (char *) poise_entry_get_id (entry));
      if (!g_hash_table_contains (self->dirty, poise_entry_get_id (entry)))
        take_version (self, entry);
    }
  /* A file that could not be read says nothing of what it holds. */
  for (guint i = 0; i < load->months->len && load->problems->len == 0; i++)
    drop_vanished (self, g_ptr_array_index (load->months, i), present);
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

static void
take_load (PoiseStore *self, Load *load)
{
  if (g_hash_table_size (self->saved) == 0 && g_hash_table_size (self->dirty) == 0)
    take_first_load (self, load);
  else
    take_changes (self, load);
  for (guint i = 0; i < load->months->len; i++)
    {
      const char *month = g_ptr_array_index (load->months, i);

      /* Where an unsaved entry was passed over, the month is not known yet:
       * it is read again after the write that merges them. */
      if (!is_dirty_month (self, month))
        g_hash_table_replace (self->stamps, g_strdup (month),
                              g_strdup (g_hash_table_lookup (load->stamps, month)));
    }
  take_problems (self, load);
}

/* ---- tidying up ---- */

/* What may wait until the journal is shown: the copies of sync tools, and the
 * trash's old entries, once a session. */
typedef struct
{
  PoiseFolder *folder;
  GDateTime *now;
  gboolean shall_purge;
  guint n_merged;
  GPtrArray *problems;
} Tidy;

static void
tidy_free (Tidy *self)
{
  g_clear_object (&self->folder);
  g_clear_pointer (&self->now, g_date_time_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

static void
tidy_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Tidy *work = data;
  guint n_purged;

  work->n_merged = poise_sync_merge (work->folder, work->now, work->problems, NULL);
  if (work->shall_purge)
    {
      g_autoptr (GDateTime) limit = g_date_time_add_days (work->now, -POISE_TRASH_DAYS);

      poise_trash_purge (work->folder, limit, &n_purged, NULL);
    }
  g_task_return_boolean (task, TRUE);
}

static void
forget_problem (PoiseStore *self, const char *path)
{
  for (guint i = self->problems->len; i > 0; i--)
    if (g_str_equal (((PoiseProblem *) g_ptr_array_index (self->problems, i - 1))->path, path))
      g_ptr_array_remove_index (self->problems, i - 1);
}

static void
tidy_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseStore *self = POISE_STORE (object);
  Tidy *work = g_task_get_task_data (G_TASK (result));

  if (work->problems->len > 0)
    {
      for (guint i = 0; i < work->problems->len; i++)
        forget_problem (self, ((PoiseProblem *) g_ptr_array_index (work->problems, i))->path);
      g_ptr_array_extend_and_steal (self->problems, g_steal_pointer (&work->problems));
      g_signal_emit (self, signals[SIGNAL_PROBLEMS_CHANGED], 0);
    }
  if (work->n_merged > 0)
    {
      schedule_reload (self);
      g_signal_emit (self, signals[SIGNAL_COPIES_MERGED], 0, work->n_merged);
    }
}

static void
tidy (PoiseStore *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, tidy_ready_cb, NULL);
  Tidy *work = g_new0 (Tidy, 1);

  work->folder = g_object_ref (self->folder);
  work->now = poise_store_get_now (self);
  work->shall_purge = !self->is_purged;
  work->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_problem_free);
  self->is_purged = TRUE;
  g_task_set_source_tag (task, tidy);
  g_task_set_task_data (task, work, (GDestroyNotify) tidy_free);
  g_task_run_in_thread (task, tidy_thread_cb);
}

static void
reload_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  poise_store_load_finish (POISE_STORE (object), result, NULL);
}

static gboolean
reload_cb (gpointer data)
{
  PoiseStore *self = data;

  self->reload_id = 0;
  if (self->is_writing)
    {
      schedule_reload (self);
      return G_SOURCE_REMOVE;
    }
  poise_store_load_async (self, NULL, reload_ready_cb, NULL);
  return G_SOURCE_REMOVE;
}

static void
schedule_reload (PoiseStore *self)
{
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (RELOAD_DELAY_MS, reload_cb, self);
}

static void
monitor_changed_cb (PoiseStore *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  /* A change is followed by the hint that it is done; our own writes show
   * themselves by the stamp, when the months are looked at. */
  if (event != G_FILE_MONITOR_EVENT_CHANGED)
    schedule_reload (self);
}

static void
watch (PoiseStore *self)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) entries = NULL;

  if (self->monitor != NULL)
    return;
  path = g_build_filename (poise_folder_get_path (self->folder), "entries", NULL);
  entries = g_file_new_for_path (path);
  self->monitor = g_file_monitor_directory (entries, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (monitor_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

/**
 * poise_store_load_async:
 * @self: a store
 * @cancellable: (nullable): to stop it
 * @callback: called when the journal is filled
 * @data: for @callback
 *
 * Reads the folder on a thread and brings the journal up to it: what is new
 * is added, what was changed outside is taken over, what has gone is taken
 * out. Entries with unsaved changes stay as they are.
 */
void
poise_store_load_async (PoiseStore *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (POISE_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, poise_store_load_async);
  if (self->folder == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  watch (self);
  g_task_set_task_data (task, load_new (self), (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load_thread_cb);
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
  Load *load;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  load = g_task_get_task_data (G_TASK (result));
  if (load != NULL)
    {
      take_load (self, load);
      tidy (self);
    }
  return TRUE;
}

/* ---- writing ---- */

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

/* All changes of one month, which one write brings to the disk. */
typedef struct
{
  PoiseFolder *folder;
  char *month;
  GPtrArray *changes;
  GDateTime *now;
  char *known; /* the stamp of what we know of the month */
  char *stamp; /* that after the write; NULL if there was more than we knew */
} Write;

static void
write_free (Write *write)
{
  g_clear_object (&write->folder);
  g_free (write->month);
  g_clear_pointer (&write->changes, g_ptr_array_unref);
  g_clear_pointer (&write->now, g_date_time_unref);
  g_free (write->known);
  g_free (write->stamp);
  g_free (write);
}

static Write *
collect_write (PoiseStore *self)
{
  Write *write = g_new0 (Write, 1);
  GHashTableIter iter;
  gpointer id, day;

  write->folder = g_object_ref (self->folder);
  write->now = poise_store_get_now (self);
  write->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_change_free);
  g_hash_table_iter_init (&iter, self->dirty);
  while (g_hash_table_iter_next (&iter, &id, &day))
    {
      g_autofree char *month = poise_day_to_month (GPOINTER_TO_UINT (day));

      if (write->month == NULL)
        write->month = g_strdup (month);
      if (!g_str_equal (month, write->month))
        continue;
      g_ptr_array_add (write->changes,
                       poise_change_new (id, poise_journal_lookup (self->journal, id),
                                         g_hash_table_lookup (self->saved, id)));
    }
  write->known = g_strdup (g_hash_table_lookup (self->stamps, write->month));
  return write;
}

static void
write_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Write *write = data;
  GError *error = NULL;
  g_autofree char *before = poise_folder_get_stamp (write->folder, write->month);
  /* A month that we never saw is known if there is none. */
  gboolean is_known = g_strcmp0 (before, write->known != NULL ? write->known : ";;") == 0;

  if (poise_folder_apply (write->folder, write->month, write->changes, write->now, &error))
    {
      if (is_known)
        write->stamp = poise_folder_get_stamp (write->folder, write->month);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

static void
note_written (PoiseStore *self, PoiseChange *change)
{
  PoiseEntry *entry = poise_journal_lookup (self->journal, change->id);
  gboolean is_current;

  if (change->entry != NULL)
    remember_saved (self, change->id, poise_entry_get_modified (change->entry));
  else
    g_hash_table_remove (self->saved, change->id);

  /* Only what has not changed again while it was written is clean now. */
  if (change->entry == NULL || entry == NULL)
    is_current = change->entry == NULL && entry == NULL;
  else
    is_current = poise_entry_equal (entry, change->entry);
  if (is_current)
    g_hash_table_remove (self->dirty, change->id);
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

static void
write_ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseStore *self = POISE_STORE (object);
  Write *write = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  self->is_writing = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      set_state (self, POISE_STORE_FAILED, error);
      finish_flushers (self);
      schedule (self, RETRY_DELAY_MS);
      return;
    }

  for (guint i = 0; i < write->changes->len; i++)
    note_written (self, g_ptr_array_index (write->changes, i));
  if (write->stamp != NULL)
    g_hash_table_replace (self->stamps, g_strdup (write->month), g_strdup (write->stamp));
  else
    schedule_reload (self);
  watch (self);
  if (g_hash_table_size (self->dirty) > 0)
    {
      set_state (self, POISE_STORE_UNSAVED, NULL);
      if (self->flushers->len > 0)
        start_write (self);
      else
        schedule (self, AUTOSAVE_DELAY_MS);
      return;
    }
  set_state (self, POISE_STORE_SAVED, NULL);
  finish_flushers (self);
}

static void
start_write (PoiseStore *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->is_writing)
    return;
  g_clear_handle_id (&self->autosave_id, g_source_remove);
  if (g_hash_table_size (self->dirty) == 0)
    {
      finish_flushers (self);
      return;
    }

  self->is_writing = TRUE;
  task = g_task_new (self, NULL, write_ready_cb, NULL);
  g_task_set_source_tag (task, start_write);
  g_task_set_task_data (task, collect_write (self), (GDestroyNotify) write_free);
  g_task_run_in_thread (task, write_thread_cb);
}

static void
mark_dirty (PoiseStore *self, PoiseEntry *entry)
{
  if (self->folder == NULL)
    return;
  g_hash_table_replace (self->dirty, g_strdup (poise_entry_get_id (entry)),
                        GUINT_TO_POINTER (poise_entry_get_day (entry)));
  if (self->state == POISE_STORE_SAVED)
    set_state (self, POISE_STORE_UNSAVED, NULL);
  schedule (self, AUTOSAVE_DELAY_MS);
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
  g_return_if_fail (POISE_IS_STORE (self));
  g_return_if_fail (POISE_IS_ENTRY (entry));

  poise_journal_add (self->journal, entry);
  mark_dirty (self, entry);
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

  if (poise_journal_remove (self->journal, kept))
    mark_dirty (self, kept);
}

/**
 * poise_store_flush_async:
 * @self: a store
 * @callback: called when nothing waits to be written, or a write failed
 * @data: for @callback
 *
 * Writes at once what waits to be written.
 */
void
poise_store_flush_async (PoiseStore *self, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task;

  g_return_if_fail (POISE_IS_STORE (self));

  task = g_task_new (self, NULL, callback, data);
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
