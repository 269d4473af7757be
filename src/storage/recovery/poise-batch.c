/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-batch.h"

#include <string.h>

#include "poise-backup.h"
#include "poise-error.h"
#include "poise-file-lock.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-folder-lock.h"
#include "poise-folder-write.h"
#include "poise-merge.h"
#include "poise-month-file.h"
#include "poise-rollback.h"
#include "poise-unseen.h"

struct _PoiseBatch
{
  GHashTable *months; /* month → its changes */
};

/* Of a month: the pending file, the trash and the month's own. */
#define N_FILES 3

/* A file as it was before; without bytes it was not there. */
typedef struct
{
  char *path;
  GBytes *bytes;
  char *stamp; /* taken before it was read */
} Snapshot;

/* What the batch works on. */
typedef struct
{
  GPtrArray *snapshots; /* N_FILES of each month */
  GHashTable *known;    /* path → the stamp of what is the snapshot's, or made of that here */
} Before;

static void
snapshot_free (Snapshot *snapshot)
{
  g_free (snapshot->path);
  g_clear_pointer (&snapshot->bytes, g_bytes_unref);
  g_free (snapshot->stamp);
  g_free (snapshot);
}

static void
before_init (Before *before)
{
  before->snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) snapshot_free);
  before->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
before_clear (Before *before)
{
  g_clear_pointer (&before->snapshots, g_ptr_array_unref);
  g_clear_pointer (&before->known, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Before, before_clear)

/**
 * poise_batch_new:
 *
 * Returns: (transfer full): a batch without changes
 */
PoiseBatch *
poise_batch_new (void)
{
  PoiseBatch *self = g_new0 (PoiseBatch, 1);

  self->months =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

/**
 * poise_batch_free:
 * @self: (transfer full): a batch
 */
void
poise_batch_free (PoiseBatch *self)
{
  g_hash_table_unref (self->months);
  g_free (self);
}

static void
take_change (PoiseBatch *self, PoiseEntry *entry, PoiseChange *change)
{
  char *month = poise_day_to_month (poise_entry_get_day (entry));
  GPtrArray *changes = g_hash_table_lookup (self->months, month);

  if (changes == NULL)
    {
      changes = poise_changes_new ();
      g_hash_table_insert (self->months, month, changes);
    }
  else
    g_free (month);
  g_ptr_array_add (changes, change);
}

/**
 * poise_batch_add:
 * @self: a batch
 * @entry: an entry
 *
 * Has @entry added to the journal.
 */
void
poise_batch_add (PoiseBatch *self, PoiseEntry *entry)
{
  take_change (self, entry, poise_change_new (poise_entry_get_id (entry), entry, NULL));
}

/**
 * poise_batch_discard:
 * @self: a batch
 * @entry: an entry
 *
 * Has @entry taken out of the journal as if it had never been there. If it was
 * changed since, it goes to the trash.
 */
void
poise_batch_discard (PoiseBatch *self, PoiseEntry *entry)
{
  take_change (self, entry, poise_change_new_discarding (entry));
}

/**
 * poise_batch_is_empty:
 * @self: a batch
 *
 * Returns: whether it is without changes
 */
gboolean
poise_batch_is_empty (const PoiseBatch *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return g_hash_table_size (self->months) == 0;
}

static gboolean
take_snapshot (Before *before, char *path, GError **error)
{
  Snapshot *snapshot = g_new0 (Snapshot, 1);
  g_autoptr (GError) local_error = NULL;

  snapshot->path = path;
  snapshot->stamp = poise_file_get_stamp (path);
  snapshot->bytes = poise_file_read (path, &local_error);
  g_ptr_array_add (before->snapshots, snapshot);
  g_hash_table_insert (before->known, g_strdup (path), g_strdup (snapshot->stamp));
  if (snapshot->bytes != NULL || g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
take_snapshots (Before *before, PoiseFolder *folder, const char *month, GError **error)
{
  return take_snapshot (before, poise_folder_get_pending_path (folder, month), error) &&
         take_snapshot (before, poise_folder_get_trash_path (folder, month), error) &&
         take_snapshot (before, poise_folder_get_month_path (folder, month), error);
}

static gboolean
was_written (const Before *before, const Snapshot *snapshot)
{
  return g_strcmp0 (g_hash_table_lookup (before->known, snapshot->path), snapshot->stamp) != 0;
}

/* Whether what lies there was made here of the snapshot, and of nothing that others brought
 * before or after, as sync tools do that know no lock. */
static gboolean
is_ours (const Before *before, const Snapshot *snapshot)
{
  g_autofree char *stamp = poise_file_get_stamp (snapshot->path);

  return g_strcmp0 (g_hash_table_lookup (before->known, snapshot->path), stamp) == 0;
}

static gboolean
put_file_back (const Before *before, const Snapshot *snapshot, GError **error)
{
  const char *left = g_hash_table_lookup (before->known, snapshot->path);

  return snapshot->bytes == NULL
           ? poise_file_remove_known (snapshot->path, left, error)
           : poise_file_replace_known (snapshot->path, left,
                                       g_bytes_get_data (snapshot->bytes, NULL),
                                       g_bytes_get_size (snapshot->bytes), error);
}

/* A month in which others had a part is left for poise_rollback_recover() to look at, with all of
 * its files: an entry may have gone from one into another. That one puts into the month what is
 * missing there, and so the month's file comes last. */
static gboolean
put_month_back (const Before *before, Snapshot *const *files, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  for (guint i = 0; i < N_FILES; i++)
    if (was_written (before, files[i]) && !is_ours (before, files[i]))
      return TRUE;
  for (guint i = 0; i < N_FILES; i++)
    if (was_written (before, files[i]) && !put_file_back (before, files[i], &local_error))
      {
        if (g_error_matches (local_error, POISE_ERROR, POISE_ERROR_OVERTAKEN))
          return TRUE;
        g_propagate_error (error, g_steal_pointer (&local_error));
        return FALSE;
      }
  return TRUE;
}

/* The last month may lack snapshots; then nothing of it was written. */
static gboolean
put_back (const Before *before, GError **error)
{
  for (guint i = 0; i + N_FILES <= before->snapshots->len; i += N_FILES)
    if (!put_month_back (before, (Snapshot *const *) &before->snapshots->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* What cannot be put back now is put back by whoever takes the lock next. */
static void
take_back (PoiseFolder *folder, const Before *before, const char *point, GDateTime *now)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autoptr (GError) error = NULL;

  if (put_back (before, &error) && poise_rollback_recover (folder, now, &error))
    poise_backup_remove_point (root, point);
  else
    g_debug ("Not put back: %s", error->message);
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static gboolean
apply_months (PoiseBatch *self,
              PoiseFolder *folder,
              GList *months,
              Before *before,
              GDateTime *now,
              PoiseProgressFunc progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  guint done = 0, total = g_hash_table_size (self->months);

  for (GList *l = months; l != NULL; l = l->next)
    {
      if (progress != NULL)
        progress (done++, total, progress_data);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !take_snapshots (before, folder, l->data, error))
        return FALSE;
      g_debug ("%s is known as it was", (const char *) l->data);
      if (!poise_folder_apply_locked (folder, l->data, NULL,
                                      g_hash_table_lookup (self->months, l->data), before->known,
                                      now, error))
        return FALSE;
      g_debug ("%s has what is imported", (const char *) l->data);
    }
  return TRUE;
}

/* What lies in the trash gets the time that it will have, before the plan says what each entry
 * will be. */
static void
date_changes (GPtrArray *changes, PoiseFolder *folder, const char *month, GDateTime *now)
{
  g_autofree char *path = poise_folder_get_trash_path (folder, month);
  g_autoptr (PoiseMonth) trash = poise_month_file_read (path, month, NULL);

  for (guint i = 0; trash != NULL && i < changes->len; i++)
    {
      const PoiseChange *change = g_ptr_array_index (changes, i);

      if (change->entry != NULL)
        poise_merge_date_revival (change->entry, trash, now);
    }
}

static PoiseRollback *
make_plan (PoiseBatch *self, PoiseFolder *folder, GDateTime *now)
{
  PoiseRollback *plan = poise_rollback_new ();
  GHashTableIter iter;
  gpointer month, changes;

  g_hash_table_iter_init (&iter, self->months);
  while (g_hash_table_iter_next (&iter, &month, &changes))
    {
      date_changes (changes, folder, month, now);
      for (guint i = 0; i < ((GPtrArray *) changes)->len; i++)
        {
          const PoiseChange *change = g_ptr_array_index ((GPtrArray *) changes, i);

          poise_rollback_add (plan, month, change->id, change->entry);
        }
    }
  return plan;
}

static gboolean
is_damaged (const char *path, const char *month)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseMonth) content = poise_month_file_read (path, month, &error);

  return g_error_matches (error, POISE_ERROR, POISE_ERROR_INVALID) ||
         g_error_matches (error, POISE_ERROR, POISE_ERROR_DAMAGED);
}

/* A damaged month stays where it lies, and what it was given waits beside it. A copy of it would
 * stand for the month at every older point that has none, and nobody could go back to one. */
static void
drop_damaged (PoiseFolder *folder, const char *point)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autoptr (GPtrArray) names = poise_backup_list_copies (root, point);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (root, point, name, NULL);
      g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));
      g_autoptr (GError) error = NULL;

      if (g_str_has_suffix (name, POISE_MONTH_SUFFIX) && is_damaged (path, month) &&
          !poise_file_remove (path, &error))
        g_debug ("A damaged copy stays: %s", error->message);
    }
}

static char *
apply_locked (PoiseBatch *self,
              PoiseFolder *folder,
              GDateTime *now,
              PoiseProgressFunc progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GList) months = g_list_sort (g_hash_table_get_keys (self->months), compare_names_cb);
  g_auto (Before) before = { 0 };
  g_autoptr (PoiseRollback) plan = make_plan (self, folder, now);
  g_autofree char *point =
    poise_rollback_begin (plan, folder, POISE_BACKUP_IMPORT_SUFFIX, now, error);

  if (point == NULL)
    return NULL;
  before_init (&before);
  if (apply_months (self, folder, months, &before, now, progress, progress_data, cancellable,
                    error) &&
      poise_rollback_finish (folder, error))
    {
      for (GList *l = months; l != NULL; l = l->next)
        poise_unseen_note (folder, l->data, g_hash_table_lookup (self->months, l->data));
      drop_damaged (folder, point);
      return g_steal_pointer (&point);
    }
  take_back (folder, &before, point, now);
  return NULL;
}

/**
 * poise_batch_apply:
 * @self: a batch
 * @folder: the journal's folder
 * @now: this moment
 * @progress: (nullable) (scope call): told how many months are written
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop it
 * @undo: (out) (optional): the backup that is the journal as it was before; for who does not
 *   ask for it, the months as they were go to the day's backup
 * @error: return location
 *
 * Brings all changes to the disk under one lock. After an error, or when it is
 * stopped, the files hold what they held before, and what others brought meanwhile; where the
 * program is cut short, the next who writes puts the months back. Errors are those of
 * poise_folder_apply(), and %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if every change is on the disk
 */
gboolean
poise_batch_apply (PoiseBatch *self,
                   PoiseFolder *folder,
                   GDateTime *now,
                   PoiseProgressFunc progress,
                   gpointer progress_data,
                   GCancellable *cancellable,
                   char **undo,
                   GError **error)
{
  g_autofree char *point = NULL;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), FALSE);

  lock = poise_folder_prepare (folder, now, error);
  if (lock < 0)
    return FALSE;
  point = apply_locked (self, folder, now, progress, progress_data, cancellable, error);
  if (point != NULL && undo == NULL)
    poise_backup_fold_in (folder, point, now);
  poise_file_unlock (lock);
  if (point == NULL)
    return FALSE;
  if (undo != NULL)
    *undo = g_steal_pointer (&point);
  return TRUE;
}
