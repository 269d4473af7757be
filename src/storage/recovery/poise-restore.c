/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-restore.h"

#include <glib/gi18n-lib.h>
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
#include "poise-version.h"

static void
way_back_clear (PoiseWayBack *self)
{
  g_free (self->point);
  g_hash_table_unref (self->left);
  g_hash_table_unref (self->months);
}

/**
 * poise_way_back_ref:
 * @self: a way back
 *
 * Returns: (transfer full): @self
 */
PoiseWayBack *
poise_way_back_ref (PoiseWayBack *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * poise_way_back_unref:
 * @self: (transfer full): a way back
 */
void
poise_way_back_unref (PoiseWayBack *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) way_back_clear);
}

/* Month → the path of the copy that tells its state at a point. */
static GHashTable *
find_states (const char *root, const char *point, GError **error)
{
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, error);
  g_autoptr (GHashTable) states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean found = FALSE;

  if (points == NULL)
    return NULL;
  for (guint i = 0; i < points->len; i++)
    {
      const char *at = g_ptr_array_index (points, i);
      g_autoptr (GPtrArray) names = NULL;

      if (strcmp (at, point) < 0)
        continue;
      found = found || g_str_equal (at, point);
      names = poise_backup_list_copies (root, at);
      for (guint j = 0; j < names->len; j++)
        {
          const char *name = g_ptr_array_index (names, j);
          g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));

          if (!g_hash_table_contains (states, month))
            g_hash_table_insert (states, g_steal_pointer (&month),
                                 g_build_filename (root, at, name, NULL));
        }
    }
  if (!found)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND, _ ("There is no backup “%s”"), point);
      return NULL;
    }
  return g_steal_pointer (&states);
}

/* What is restored must be readable: every copy is looked at before the first
 * file is touched. */
static gboolean
check_states (GHashTable *states, GError **error)
{
  GHashTableIter iter;
  gpointer month, path;

  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, &month, &path))
    if (g_str_has_suffix (path, POISE_MONTH_SUFFIX))
      {
        g_autoptr (PoiseMonth) content = poise_month_file_read (path, month, error);

        if (content == NULL)
          return FALSE;
      }

  return TRUE;
}

/* One going back. */
typedef struct
{
  PoiseFolder *folder;
  GDateTime *now;
  const PoiseWayBack *since; /* NULL: whatever was written goes */
  PoiseRollback *plan;
  GHashTable *left;    /* id → the sum of each entry that is left */
  GHashTable *states;  /* month → the path of the copy of its state */
  GHashTable *stamps;  /* month → in which state its file is now */
  GHashTable *revived; /* month → its state, where entries come back that were deleted since */
  GPtrArray *ahead;    /* those of them that a clock deleted which is ahead */
} Restore;

static void
restore_init (Restore *self,
              PoiseFolder *folder,
              GHashTable *states,
              const PoiseWayBack *since,
              GDateTime *now)
{
  *self = (Restore) { .folder = folder, .now = now, .since = since, .states = states };
  self->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->plan = poise_rollback_new ();
  self->stamps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->ahead = g_ptr_array_new_with_free_func (g_object_unref);
  self->revived =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) poise_month_free);
}

static void
restore_clear (Restore *self)
{
  g_clear_pointer (&self->plan, poise_rollback_free);
  g_clear_pointer (&self->left, g_hash_table_unref);
  g_clear_pointer (&self->stamps, g_hash_table_unref);
  g_clear_pointer (&self->revived, g_hash_table_unref);
  g_clear_pointer (&self->ahead, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Restore, restore_clear)

/* What comes back is newer than its deletion, or the next write would delete it again. The trash
 * keeps it until then, so that who undoes this finds it there. */
static gboolean
revive (Restore *self, PoiseMonth *then, PoiseMonth *trash)
{
  gboolean is_changed = FALSE;

  for (guint i = 0; i < then->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (then->entries, i);

      if (!poise_merge_date_revival (entry, trash, self->now))
        continue;
      if (g_date_time_difference (poise_entry_get_modified (entry), self->now) >
          POISE_MERGE_MAX_AHEAD)
        g_ptr_array_add (self->ahead, g_object_ref (entry));
      is_changed = TRUE;
    }
  return is_changed;
}

/* A month as it is going to be. */
static PoiseMonth *
read_then (Restore *self, const char *month, const char *copy, gboolean *is_revived, GError **error)
{
  g_autofree char *trash_path = poise_folder_get_trash_path (self->folder, month);
  g_autoptr (PoiseMonth) trash = poise_month_file_read (trash_path, month, NULL);
  PoiseMonth *then;

  *is_revived = FALSE;
  if (g_str_has_suffix (copy, POISE_BACKUP_ABSENT_SUFFIX))
    return poise_month_new (month);
  then = poise_month_file_read (copy, month, error);
  if (then != NULL && then->version <= POISE_MONTH_VERSION && trash != NULL)
    *is_revived = revive (self, then, trash);
  return then;
}

/* Whether an entry is as the last going back left it, or stays as it is. */
static gboolean
is_known (Restore *self, PoiseEntry *entry, PoiseMonth *then)
{
  const char *id = poise_entry_get_id (entry);
  PoiseEntry *there = poise_month_find (then, id, NULL);
  g_autofree char *sum = poise_version_sum (entry);
  g_autofree char *sum_there = there != NULL ? poise_version_sum (there) : NULL;

  return g_strcmp0 (sum, sum_there) == 0 ||
         g_strcmp0 (sum, g_hash_table_lookup (self->since->left, id)) == 0;
}

/* What the last going back left and is gone was deleted since, and stays so. */
static gboolean
is_deleted_since (Restore *self, PoiseEntry *entry, PoiseMonth *now)
{
  const char *id = poise_entry_get_id (entry);

  return g_hash_table_contains (self->since->left, id) &&
         (now == NULL || poise_month_find (now, id, NULL) == NULL);
}

/* What was written since, here or elsewhere, is not taken out; what cannot be read may be that. */
static gboolean
check_since (Restore *self, const char *path, PoiseMonth *now, PoiseMonth *then, GError **error)
{
  if (self->since == NULL)
    return TRUE;
  for (guint i = 0; i < then->entries->len; i++)
    if (is_deleted_since (self, g_ptr_array_index (then->entries, i), now))
      return poise_file_fail_overtaken (path, error);
  if (now == NULL)
    return !g_file_test (path, G_FILE_TEST_EXISTS) || poise_file_fail_overtaken (path, error);
  if (now->unreadable->len > then->unreadable->len)
    return poise_file_fail_overtaken (path, error);
  for (guint i = 0; i < now->entries->len; i++)
    if (!is_known (self, g_ptr_array_index (now->entries, i), then))
      return poise_file_fail_overtaken (path, error);
  return TRUE;
}

/* What going back is going to make of a month. Says also in which state its file is. */
static gboolean
plan_month (Restore *self, const char *month, const char *copy, GError **error)
{
  g_autofree char *path = poise_folder_get_month_path (self->folder, month);
  g_autoptr (PoiseMonth) now = NULL;
  g_autoptr (PoiseMonth) then = NULL;
  gboolean is_revived;

  g_hash_table_replace (self->stamps, g_strdup (month), poise_file_get_stamp (path));
  now = poise_month_file_read (path, month, NULL);
  then = read_then (self, month, copy, &is_revived, error);
  if (then == NULL || !check_since (self, path, now, then, error))
    return FALSE;
  poise_rollback_add_month (self->plan, month);
  for (guint i = 0; now != NULL && i < now->entries->len; i++)
    poise_rollback_add (self->plan, month, poise_entry_get_id (g_ptr_array_index (now->entries, i)),
                        NULL);
  for (guint i = 0; i < then->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (then->entries, i);

      poise_rollback_add (self->plan, month, poise_entry_get_id (entry), entry);
      g_hash_table_replace (self->left, g_strdup (poise_entry_get_id (entry)),
                            poise_version_sum (entry));
    }
  if (is_revived)
    g_hash_table_replace (self->revived, g_strdup (month), g_steal_pointer (&then));
  return TRUE;
}

static gboolean
plan_all (Restore *self, GError **error)
{
  GHashTableIter iter;
  gpointer month, copy;

  g_hash_table_iter_init (&iter, self->states);
  while (g_hash_table_iter_next (&iter, &month, &copy))
    if (!plan_month (self, month, copy, error))
      return FALSE;

  return TRUE;
}

/* A month in which nothing was deleted since is what it was to the byte. */
static gboolean
put_back (Restore *self, const char *month, const char *copy, GError **error)
{
  g_autofree char *path = poise_folder_get_month_path (self->folder, month);
  const char *stamp = g_hash_table_lookup (self->stamps, month);
  PoiseMonth *revived = g_hash_table_lookup (self->revived, month);
  g_autoptr (GBytes) bytes = NULL;

  if (g_str_has_suffix (copy, POISE_BACKUP_ABSENT_SUFFIX))
    return poise_file_remove_known (path, stamp, error);
  if (revived != NULL)
    {
      g_free (revived->stamp);
      revived->stamp = g_strdup (stamp);
      return poise_month_file_write (revived, path, error);
    }
  bytes = poise_file_read (copy, error);
  return bytes != NULL && poise_file_replace_known (path, stamp, g_bytes_get_data (bytes, NULL),
                                                    g_bytes_get_size (bytes), error);
}

static gboolean
put_back_all (Restore *self, GError **error)
{
  GHashTableIter iter;
  gpointer month, copy;

  g_hash_table_iter_init (&iter, self->states);
  while (g_hash_table_iter_next (&iter, &month, &copy))
    if (!put_back (self, month, copy, error))
      return FALSE;
  g_hash_table_iter_init (&iter, self->states);
  while (g_hash_table_iter_next (&iter, &month, NULL))
    poise_unseen_accept (self->folder, month);

  return TRUE;
}

/* A time that is not yet says nothing against a deletion: such an entry leaves the trash at once.
 */
static void
settle_ahead (Restore *self)
{
  for (guint i = 0; i < self->ahead->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (self->ahead, i);
      g_autofree char *month = poise_day_to_month (poise_entry_get_day (entry));
      g_autoptr (PoiseVersion) base = poise_version_new (entry);
      g_autoptr (GPtrArray) changes = poise_changes_new ();
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (entry), entry, base));
      if (!poise_folder_apply_locked (self->folder, month, NULL, changes, NULL, self->now, &error))
        g_debug ("In the trash still: %s", error->message);
    }
}

static PoiseWayBack *
make_way_back (Restore *self, char *point)
{
  PoiseWayBack *way = g_atomic_rc_box_new0 (PoiseWayBack);

  way->point = point;
  way->left = g_steal_pointer (&self->left);
  way->months = g_hash_table_ref (self->states);
  return way;
}

static PoiseWayBack *
restore_locked (PoiseFolder *folder,
                GHashTable *states,
                const PoiseWayBack *since,
                GDateTime *now,
                GError **error)
{
  g_auto (Restore) restore = { 0 };
  g_autoptr (GError) undo_error = NULL;
  g_autofree char *undo = NULL;

  restore_init (&restore, folder, states, since, now);
  if (!plan_all (&restore, error) ||
      (undo = poise_rollback_begin (restore.plan, folder, "", now, error)) == NULL)
    return NULL;
  if (put_back_all (&restore, error) && poise_rollback_finish (folder, error))
    {
      settle_ahead (&restore);
      return make_way_back (&restore, g_steal_pointer (&undo));
    }

  /* What cannot be taken back now is taken back by the next who writes. */
  if (!poise_rollback_recover (folder, now, &undo_error))
    g_debug ("Not taken back: %s", undo_error->message);
  return NULL;
}

static gboolean
was_changed (PoiseEntry *a, PoiseEntry *b)
{
  return !g_str_equal (poise_entry_get_text (a), poise_entry_get_text (b));
}

static GHashTable *
index_entries (GPtrArray *entries)
{
  GHashTable *by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    g_hash_table_insert (by_id, (char *) poise_entry_get_id (g_ptr_array_index (entries, i)),
                         g_ptr_array_index (entries, i));
  return by_id;
}

static void
compare_entries (GPtrArray *then, GPtrArray *now, PoiseRestoreEffect *effect)
{
  g_autoptr (GHashTable) now_by_id = index_entries (now);
  guint n_kept = 0;

  for (guint i = 0; i < then->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (then, i);
      PoiseEntry *other = g_hash_table_lookup (now_by_id, poise_entry_get_id (entry));

      n_kept += other != NULL;
      effect->n_back += other == NULL;
      effect->n_changed += other != NULL && was_changed (entry, other);
    }
  effect->n_gone += g_hash_table_size (now_by_id) - n_kept;
}

/**
 * poise_restore_compare:
 * @folder: a journal's folder
 * @name: a point, as poise_backup_list() gives it
 * @effect: (out): what restoring it would do
 * @error: return location
 *
 * Says what restoring a point would change. Errors are those of
 * poise_restore_run().
 *
 * Returns: %TRUE unless @error is set
 */
gboolean
poise_restore_compare (PoiseFolder *folder,
                       const char *name,
                       PoiseRestoreEffect *effect,
                       GError **error)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autoptr (GHashTable) states = find_states (root, name, error);
  GHashTableIter iter;
  gpointer month, copy;

  *effect = (PoiseRestoreEffect) { 0 };
  if (states == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, &month, &copy))
    {
      g_autofree char *path = poise_folder_get_month_path (folder, month);
      g_autoptr (PoiseMonth) now = poise_month_file_read (path, month, NULL);
      g_autoptr (PoiseMonth) then = NULL;

      if (g_str_has_suffix (copy, POISE_BACKUP_ABSENT_SUFFIX))
        then = poise_month_new (month);
      else if ((then = poise_month_file_read (copy, month, error)) == NULL)
        return FALSE;
      if (now == NULL)
        now = poise_month_new (month);
      compare_entries (then->entries, now->entries, effect);
    }
  return TRUE;
}

/* The point that leads back from a going back may have got copies of other months since. */
static gboolean
is_untouched_cb (gpointer month, gpointer copy, gpointer since)
{
  return !g_hash_table_contains (((const PoiseWayBack *) since)->months, month);
}

/**
 * poise_restore_go:
 * @folder: a journal's folder
 * @name: a point, as poise_backup_list() gives it
 * @since: (nullable): what the last going back came to, to go on only in its months, and to leave
 *   them as they are where something in them was written or deleted since; %NULL to go in any case
 * @now: this moment
 * @n_months: (out): how many months' files were put back
 * @error: return location
 *
 * Makes the journal's months what they were at a point. What they are now is
 * kept as a point of its own first, so that restoring that one undoes it. All
 * months are put back or none, even where the program is cut short. The trash
 * stays as it is; an entry that comes back is later than its deletion, so that
 * the next write takes it out of there. Errors are %POISE_ERROR_NOT_FOUND,
 * %POISE_ERROR_OVERTAKEN, those of poise_month_file_read() for a copy that is damaged, and those
 * of poise_file_replace().
 *
 * Returns: (transfer full) (nullable): what undoes this, or %NULL with @error set
 */
PoiseWayBack *
poise_restore_go (PoiseFolder *folder,
                  const char *name,
                  const PoiseWayBack *since,
                  GDateTime *now,
                  guint *n_months,
                  GError **error)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autoptr (GHashTable) states = NULL;
  PoiseWayBack *way = NULL;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  *n_months = 0;
  lock = poise_folder_prepare (folder, now, error);
  if (lock < 0)
    return NULL;
  states = find_states (root, name, error);
  if (states != NULL && since != NULL)
    g_hash_table_foreach_remove (states, is_untouched_cb, (gpointer) since);
  if (states != NULL && check_states (states, error))
    {
      *n_months = g_hash_table_size (states);
      g_debug ("Going back to %s: %u months", name, *n_months);
      way = restore_locked (folder, states, since, now, error);
    }
  poise_file_unlock (lock);
  return way;
}

/**
 * poise_restore_run:
 * @folder: a journal's folder
 * @name: a point, as poise_backup_list() gives it
 * @now: this moment
 * @n_months: (out): how many months' files were put back
 * @error: return location
 *
 * As poise_restore_go(), in any case.
 *
 * Returns: (transfer full) (nullable): the point that undoes this, or %NULL
 *   with @error set
 */
char *
poise_restore_run (PoiseFolder *folder,
                   const char *name,
                   GDateTime *now,
                   guint *n_months,
                   GError **error)
{
  g_autoptr (PoiseWayBack) way = poise_restore_go (folder, name, NULL, now, n_months, error);

  return way != NULL ? g_strdup (way->point) : NULL;
}
