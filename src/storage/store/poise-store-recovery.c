/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-store-recovery.h"

#include <string.h>

#include "poise-backup.h"
#include "poise-lock.h"
#include "poise-month.h"
#include "poise-salvage.h"
#include "poise-side-repair.h"
#include "poise-store-private.h"
#include "poise-sync.h"

/* One piece of work on the folder: what waits is saved before, and the journal is
 * read again after. */
typedef struct Recovery Recovery;

struct Recovery
{
  PoiseFolder *folder;
  GDateTime *now;
  void (*prepare) (PoiseStore *self, Recovery *recovery); /* (nullable): at its turn, all saved */
  GTaskThreadFunc work;
  char *point;           /* to go back to */
  PoiseWayBack *since;   /* what was written since which is not to go */
  PoiseWayBack *way;     /* that leads back from there */
  GPtrArray *months;     /* to repair */
  GPtrArray *kinds;      /* to repair: of PoiseFileKind, not owned */
  PoiseKeyring *keyring; /* to lock by */
  char *secret;          /* what opens the other key */
  GPtrArray *reports;    /* of what was repaired */
};

static void
recovery_free (Recovery *recovery)
{
  g_clear_object (&recovery->folder);
  g_clear_pointer (&recovery->now, g_date_time_unref);
  g_free (recovery->point);
  g_clear_pointer (&recovery->since, poise_way_back_unref);
  g_clear_pointer (&recovery->way, poise_way_back_unref);
  g_clear_pointer (&recovery->months, g_ptr_array_unref);
  g_clear_pointer (&recovery->kinds, g_ptr_array_unref);
  g_clear_object (&recovery->keyring);
  poise_key_wipe (recovery->secret);
  g_clear_pointer (&recovery->reports, g_ptr_array_unref);
  g_free (recovery);
}

static Recovery *
recovery_new (GTaskThreadFunc work)
{
  Recovery *recovery = g_new0 (Recovery, 1);

  recovery->work = work;
  return recovery;
}

/**
 * poise_restore_point_free:
 * @self: (transfer full): a point
 */
void
poise_restore_point_free (PoiseRestorePoint *self)
{
  g_free (self->name);
  g_free (self);
}

/* ---- save, work, read ---- */

/* What this computer kept apart came back with the reading. */
static void
note_what_is_back (Recovery *recovery, PoiseJournal *journal)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (journal));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PoiseEntry) entry = g_list_model_get_item (G_LIST_MODEL (journal), i);

      g_hash_table_add (ids, g_strdup (poise_entry_get_id (entry)));
    }
  for (guint i = 0; i < recovery->reports->len; i++)
    poise_repair_report_take_back (g_ptr_array_index (recovery->reports, i), ids);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Recovery *recovery = g_task_get_task_data (task);
  GError *error = NULL;

  if (recovery->reports != NULL)
    note_what_is_back (recovery, poise_store_get_journal (POISE_STORE (object)));
  /* Where was gone back to stands in the files, and the store says itself that it cannot read
   * them: it tries again. */
  if (poise_store_load_finish (POISE_STORE (object), result, &error) || recovery->way != NULL)
    {
      g_clear_error (&error);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

static void
worked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      poise_store_load_async (POISE_STORE (object), NULL, read_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
work (GTask *task)
{
  PoiseStore *self = g_task_get_source_object (task);
  Recovery *recovery = g_task_get_task_data (task);
  g_autoptr (GTask) working = g_task_new (self, NULL, worked_cb, task);

  if (recovery->prepare != NULL)
    recovery->prepare (self, recovery);
  g_task_set_source_tag (working, work);
  /* Not its own: the outer task, which owns it, lives until the work is done. */
  g_task_set_task_data (working, recovery, NULL);
  g_task_run_in_thread (working, recovery->work);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  if (poise_store_flush_finish (POISE_STORE (object), result, &error))
    {
      work (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
begin_cb (GTask *task)
{
  PoiseStore *self = g_task_get_source_object (task);
  Recovery *recovery = g_task_get_task_data (task);

  recovery->folder = g_object_ref (poise_store_get_folder (self));
  recovery->now = poise_store_get_now (self);
  poise_store_flush_async (self, g_task_get_cancellable (task), saved_cb, task);
}

/* Takes @recovery. Once the folder is touched nothing stops it. */
static void
start (PoiseStore *self,
       Recovery *recovery,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, recovery, (GDestroyNotify) recovery_free);
  poise_store_await_turn (self, task, begin_cb);
}

/* ---- points ---- */

static void
list_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) backups = poise_backup_list (data, &error);
  GPtrArray *points;

  if (backups == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  points = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_restore_point_free);
  for (guint i = 0; i < backups->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const PoiseBackup *backup = g_ptr_array_index (backups, i);
      PoiseRestorePoint *point = g_new0 (PoiseRestorePoint, 1);

      /* One that cannot be read cannot be gone back to. */
      if (!poise_restore_compare (data, backup->name, &point->effect, NULL))
        {
          g_free (point);
          continue;
        }
      point->name = g_strdup (backup->name);
      g_ptr_array_add (points, point);
    }
  g_task_return_pointer (task, points, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * poise_store_list_points_async:
 * @self: a store that has a folder
 * @cancellable: (nullable): to stop it
 * @callback: called when the points are known
 * @data: for @callback
 *
 * Finds the points that can be gone back to, on a thread.
 */
void
poise_store_list_points_async (PoiseStore *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (POISE_IS_STORE (self));
  g_return_if_fail (poise_store_get_folder (self) != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, poise_store_list_points_async);
  g_task_set_task_data (task, g_object_ref (poise_store_get_folder (self)), g_object_unref);
  g_task_run_in_thread (task, list_thread_cb);
}

/**
 * poise_store_list_points_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_store_list_points_async(). Errors are those of poise_backup_list().
 *
 * Returns: (transfer full) (element-type PoiseRestorePoint) (nullable): the
 *   points, newest first, or %NULL with @error set
 */
GPtrArray *
poise_store_list_points_finish (PoiseStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
restore_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Recovery *recovery = data;
  GError *error = NULL;
  guint n_months;

  recovery->way = poise_restore_go (recovery->folder, recovery->point, recovery->since,
                                    recovery->now, &n_months, &error);
  if (recovery->way != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * poise_store_restore_async:
 * @self: a store that has a folder
 * @point: a point, as poise_store_list_points_finish() gives it
 * @since: (nullable): what poise_store_restore_finish() gave last, to leave the journal as it is
 *   where something was written since that would be taken out
 * @cancellable: (nullable): to stop it before the folder is touched
 * @callback: called when the journal is as it was then
 * @data: for @callback
 *
 * Goes back to an earlier state of the journal.
 */
void
poise_store_restore_async (PoiseStore *self,
                           const char *point,
                           PoiseWayBack *since,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  Recovery *recovery;

  g_return_if_fail (POISE_IS_STORE (self));
  g_return_if_fail (poise_store_get_folder (self) != NULL);
  g_return_if_fail (point != NULL);

  recovery = recovery_new (restore_thread_cb);
  recovery->since = since != NULL ? poise_way_back_ref (since) : NULL;
  recovery->point = g_strdup (point);
  start (self, recovery, poise_store_restore_async, cancellable, callback, data);
}

/**
 * poise_store_restore_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_store_restore_async(). Errors are those of
 * poise_store_flush_finish() and poise_restore_go(). That the files could not be read afterwards is
 * none: the store tells of it as a problem, and reads them once that can be done.
 *
 * Returns: (transfer full) (nullable): the way back, or %NULL with @error set
 */
PoiseWayBack *
poise_store_restore_finish (PoiseStore *self, GAsyncResult *result, GError **error)
{
  Recovery *recovery;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  recovery = g_task_get_task_data (G_TASK (result));
  return g_steal_pointer (&recovery->way);
}

/* ---- repair ---- */

static GPtrArray *
list_damaged (PoiseStore *self)
{
  GPtrArray *problems = poise_store_get_problems (self);
  GPtrArray *months = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < problems->len; i++)
    {
      const PoiseProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *name = g_path_get_basename (problem->path);
      g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));

      if (poise_problem_can_be_repaired (problem) && poise_month_name_is_valid (month) &&
          !g_ptr_array_find_with_equal_func (months, month, g_str_equal, NULL))
        g_ptr_array_add (months, g_steal_pointer (&month));
    }
  return months;
}

/* Of the files that are no months and that this program works with. */
static GPtrArray *
list_damaged_kinds (PoiseStore *self)
{
  GPtrArray *kinds = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer kind;

  g_hash_table_iter_init (&iter, self->followed);
  while (g_hash_table_iter_next (&iter, &kind, NULL))
    for (guint i = 0; i < self->problems->len; i++)
      {
        const PoiseProblem *problem = g_ptr_array_index (self->problems, i);
        g_autofree char *name = g_path_get_basename (problem->path);

        if (poise_problem_can_be_repaired (problem) &&
            g_str_equal (name, ((const PoiseFileKind *) kind)->name))
          g_ptr_array_add (kinds, kind);
      }
  return kinds;
}

/**
 * poise_store_can_repair:
 * @self: a store
 *
 * Returns: %TRUE if poise_store_repair_async() can do something about one of
 *   the problems
 */
gboolean
poise_store_can_repair (PoiseStore *self)
{
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (GPtrArray) kinds = NULL;

  g_return_val_if_fail (POISE_IS_STORE (self), FALSE);

  months = list_damaged (self);
  kinds = list_damaged_kinds (self);
  return months->len + kinds->len > 0;
}

/* What has gone on until now may have repaired a file, or shown that one is damaged. */
static void
list_what_to_repair (PoiseStore *self, Recovery *recovery)
{
  recovery->months = list_damaged (self);
  recovery->kinds = list_damaged_kinds (self);
}

static void
take_first (GError **first_error, GError *error)
{
  if (*first_error == NULL)
    *first_error = error;
  else
    g_clear_error (&error);
}

static void
repair_kinds (Recovery *recovery, GError **first_error)
{
  for (guint i = 0; i < recovery->kinds->len; i++)
    {
      GError *error = NULL;
      PoiseRepairReport *report = poise_side_repair_run (
        recovery->folder, g_ptr_array_index (recovery->kinds, i), recovery->now, &error);

      if (report != NULL)
        g_ptr_array_add (recovery->reports, report);
      else
        take_first (first_error, error);
    }
}

static void
repair_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Recovery *recovery = data;
  GError *first_error = NULL;

  for (guint i = 0; i < recovery->months->len; i++)
    {
      GError *error = NULL;
      GPtrArray *reports = poise_salvage_repair (
        recovery->folder, g_ptr_array_index (recovery->months, i), recovery->now, &error);

      if (reports != NULL)
        g_ptr_array_extend_and_steal (recovery->reports, reports);
      else
        take_first (&first_error, error);
    }
  repair_kinds (recovery, &first_error);
  if (first_error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, first_error);
}

/**
 * poise_store_repair_async:
 * @self: a store that has a folder
 * @cancellable: (nullable): to stop it before the folder is touched
 * @callback: called when what can be read is back
 * @data: for @callback
 *
 * Repairs every month of which a problem is known once it begins, as poise_salvage_repair()
 * does, and the files that are no months, as poise_side_repair_run() does.
 */
void
poise_store_repair_async (PoiseStore *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  Recovery *recovery;

  g_return_if_fail (POISE_IS_STORE (self));
  g_return_if_fail (poise_store_get_folder (self) != NULL);

  recovery = recovery_new (repair_thread_cb);
  recovery->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_repair_report_free);
  recovery->prepare = list_what_to_repair;
  start (self, recovery, poise_store_repair_async, cancellable, callback, data);
}

/**
 * poise_store_repair_finish:
 * @self: a store
 * @result: what the callback was given
 * @reports: (out) (transfer full) (element-type PoiseRepairReport): what it came to, of each file
 *   that was repaired
 * @error: return location
 *
 * Ends poise_store_repair_async(). Errors are those of poise_salvage_repair().
 *
 * Returns: %TRUE if every month was repaired
 */
gboolean
poise_store_repair_finish (PoiseStore *self,
                           GAsyncResult *result,
                           GPtrArray **reports,
                           GError **error)
{
  Recovery *recovery;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  recovery = g_task_get_task_data (G_TASK (result));
  *reports = g_ptr_array_ref (recovery->reports);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- locking ---- */

static void
lock_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Recovery *recovery = data;
  GError *error = NULL;

  if (poise_lock_close (recovery->folder, recovery->keyring, recovery->now, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * poise_store_lock_async:
 * @self: a store that has a folder, of a journal that is not locked
 * @keyring: what poise_lock_plan_finish() gave
 * @cancellable: (nullable): to stop it before the folder is touched
 * @callback: called when the journal is locked
 * @data: for @callback
 *
 * Locks the journal, which stays open here: @keyring is in use from then on.
 */
void
poise_store_lock_async (PoiseStore *self,
                        PoiseKeyring *keyring,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  Recovery *recovery;

  g_return_if_fail (POISE_IS_STORE (self));
  g_return_if_fail (poise_store_get_folder (self) != NULL);
  g_return_if_fail (POISE_IS_KEYRING (keyring));

  recovery = recovery_new (lock_thread_cb);
  recovery->keyring = g_object_ref (keyring);
  start (self, recovery, poise_store_lock_async, cancellable, callback, data);
}

/**
 * poise_store_lock_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_store_lock_async(). Errors are those of poise_store_flush_finish() and
 * poise_lock_close().
 *
 * Returns: %TRUE if it is locked
 */
gboolean
poise_store_lock_finish (PoiseStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
unlock_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Recovery *recovery = data;
  GError *error = NULL;

  if (poise_lock_remove (recovery->folder, recovery->now, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * poise_store_unlock_async:
 * @self: a store that has a folder, of a journal whose keyring is in use
 * @cancellable: (nullable): to stop it before the folder is touched
 * @callback: called when the journal needs no passphrase any more
 * @data: for @callback
 *
 * Opens the journal for good.
 */
void
poise_store_unlock_async (PoiseStore *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_return_if_fail (POISE_IS_STORE (self));
  g_return_if_fail (poise_store_get_folder (self) != NULL);

  start (self, recovery_new (unlock_thread_cb), poise_store_unlock_async, cancellable, callback,
         data);
}

/**
 * poise_store_unlock_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_store_unlock_async(). Errors are those of poise_store_flush_finish() and
 * poise_lock_remove(), after which it still opens by its passphrase.
 *
 * Returns: %TRUE if it needs none any more
 */
gboolean
poise_store_unlock_finish (PoiseStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
join_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Recovery *recovery = data;
  GError *error = NULL;

  if (poise_lock_join (recovery->folder, recovery->secret, &error) &&
      poise_sync_open (recovery->folder, recovery->now, NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * poise_store_join_async:
 * @self: a store that has a folder, of a journal whose keyring is in use
 * @secret: the passphrase of the other computer that locked it, or its recovery key
 * @cancellable: (nullable): to stop it before the folder is touched
 * @callback: called when all of the journal is open
 * @data: for @callback
 *
 * Opens what another computer locked before the two were joined, for either passphrase.
 */
void
poise_store_join_async (PoiseStore *self,
                        const char *secret,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  Recovery *recovery;

  g_return_if_fail (POISE_IS_STORE (self));
  g_return_if_fail (poise_store_get_folder (self) != NULL);
  g_return_if_fail (secret != NULL);

  recovery = recovery_new (join_thread_cb);
  recovery->secret = poise_key_copy_text (secret);
  start (self, recovery, poise_store_join_async, cancellable, callback, data);
}

/**
 * poise_store_join_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location
 *
 * Ends poise_store_join_async(). Errors are those of poise_store_flush_finish(),
 * poise_lock_join() and poise_sync_open().
 *
 * Returns: %TRUE if more of it is open than before
 */
gboolean
poise_store_join_finish (PoiseStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
