/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-conflict-watch.h"

#include "poise-month-file.h"
#include "poise-trash.h"

struct _PoiseConflictWatch
{
  GObject parent_instance;

  PoiseFolder *folder;
  PoiseEntry *entry;
  GFileMonitor *monitor;
  GHashTable *known; /* (nullable): ids; NULL until the trash was read once */
  gboolean is_reading;
  gboolean is_changed; /* since the reading began */
};

enum
{
  SIGNAL_FOUND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PoiseConflictWatch, poise_conflict_watch, G_TYPE_OBJECT)

static void start_reading (PoiseConflictWatch *self);

/* ---- reading ---- */

typedef struct
{
  char *path;
  char *month;
  char *id;
} Reading;

static void
reading_free (Reading *reading)
{
  g_free (reading->path);
  g_free (reading->month);
  g_free (reading->id);
  g_free (reading);
}

static void
read_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reading *reading = data;
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PoiseMonth) trash = poise_month_file_read (reading->path, reading->month, NULL);

  for (guint i = 0; trash != NULL && i < trash->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (trash->entries, i);

      if (g_strcmp0 (poise_trash_get_conflict_of (entry), reading->id) == 0)
        g_ptr_array_add (found, g_object_ref (entry));
    }
  g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

/* What lies there when the entry is opened was decided before. */
static void
take (PoiseConflictWatch *self, GPtrArray *found)
{
  gboolean is_first = self->known == NULL;

  if (is_first)
    self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < found->len; i++)
    {
      PoiseEntry *loser = g_ptr_array_index (found, i);

      if (g_hash_table_add (self->known, g_strdup (poise_entry_get_id (loser))) && !is_first)
        g_signal_emit (self, signals[SIGNAL_FOUND], 0, loser);
    }
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseConflictWatch *self = POISE_CONFLICT_WATCH (object);
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), NULL);

  self->is_reading = FALSE;
  if (self->monitor == NULL)
    return;
  take (self, found);
  if (self->is_changed)
    start_reading (self);
}

static void
start_reading (PoiseConflictWatch *self)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  self->is_changed = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  reading = g_new0 (Reading, 1);
  reading->month = poise_day_to_month (poise_entry_get_day (self->entry));
  reading->path = poise_folder_get_trash_path (self->folder, reading->month);
  reading->id = g_strdup (poise_entry_get_id (self->entry));
  task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_source_tag (task, start_reading);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_thread_cb);
}

/* ---- life ---- */

static void
poise_conflict_watch_dispose (GObject *object)
{
  PoiseConflictWatch *self = POISE_CONFLICT_WATCH (object);

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->folder);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (poise_conflict_watch_parent_class)->dispose (object);
}

static void
poise_conflict_watch_finalize (GObject *object)
{
  g_clear_pointer (&POISE_CONFLICT_WATCH (object)->known, g_hash_table_unref);

  G_OBJECT_CLASS (poise_conflict_watch_parent_class)->finalize (object);
}

static void
poise_conflict_watch_class_init (PoiseConflictWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = poise_conflict_watch_dispose;
  object_class->finalize = poise_conflict_watch_finalize;

  /**
   * PoiseConflictWatch::found:
   * @self: the watch
   * @loser: the version that went to the trash
   *
   * Another text of the entry lost against the one that stays.
   */
  signals[SIGNAL_FOUND] = g_signal_new ("found", POISE_TYPE_CONFLICT_WATCH, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, POISE_TYPE_ENTRY);
}

static void
poise_conflict_watch_init (PoiseConflictWatch *self)
{
}

/**
 * poise_conflict_watch_new:
 * @folder: a journal's folder
 * @entry: an entry of it
 *
 * Begins to listen, until the watch is disposed of.
 *
 * Returns: (transfer full): the watch
 */
PoiseConflictWatch *
poise_conflict_watch_new (PoiseFolder *folder, PoiseEntry *entry)
{
  PoiseConflictWatch *self = g_object_new (POISE_TYPE_CONFLICT_WATCH, NULL);
  g_autoptr (GFile) trash = g_file_new_for_path (poise_folder_get_trash_folder_path (folder));

  self->folder = g_object_ref (folder);
  self->entry = g_object_ref (entry);
  self->monitor = g_file_monitor_directory (trash, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor == NULL)
    return self;
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (start_reading), self,
                           G_CONNECT_SWAPPED);
  start_reading (self);
  return self;
}
