/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-folder-write.h"

#include "poise-backup.h"
#include "poise-error.h"
#include "poise-file-lock.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-folder-lock.h"
#include "poise-merge.h"
#include "poise-month-file.h"
#include "poise-unseen.h"
#include "poise-file-aside.h"

/* So often a sync tool may come between. */
#define MAX_TRIES 20

/* What other programs left of a month. */
typedef struct
{
  PoiseMonth *month; /* (nullable) */
  PoiseMonth *trash; /* (nullable) */
} Copies;

/* One write: what is merged, and where it goes. */
typedef struct
{
  PoiseFolder *folder;
  const char *name;
  GHashTable *known; /* (nullable): path → stamp, see poise_folder_apply_locked() */
  PoiseMerge merge;
  char *trash_path;
  const char *trash_reason; /* why it is set aside when it has to be written */
  GError *trash_error;      /* why the trash must not be written */
  char *path;
  char *obsolete;       /* the pending file that @path takes in */
  char *obsolete_stamp; /* of that, as it was read */
} Target;

static void
target_clear (Target *target)
{
  poise_merge_clear (&target->merge);
  g_free (target->trash_path);
  g_clear_error (&target->trash_error);
  g_free (target->path);
  g_free (target->obsolete);
  g_free (target->obsolete_stamp);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

/* Of what replaced a known file everything is known, of what replaced another one nothing. */
static void
follow (Target *target, const char *path, const char *found, const char *left)
{
  const char *known = target->known != NULL ? g_hash_table_lookup (target->known, path) : NULL;

  if (known == NULL)
    return;
  if (g_strcmp0 (known, found) == 0)
    g_hash_table_insert (target->known, g_strdup (path), g_strdup (left));
  else
    g_hash_table_remove (target->known, path);
}

/* Only what is written is followed: a file that holds just that stays as it is. One that could not
 * be synced stands there all the same. */
static gboolean
write_month (Target *target, PoiseMonth *month, const char *path, GError **error)
{
  g_autofree char *found = g_strdup (month->stamp);
  gboolean is_written = poise_month_file_write (month, path, error);

  if (g_strcmp0 (month->stamp, found) != 0)
    follow (target, path, found, month->stamp);
  return is_written;
}

/* Then there is none: what another program brings there after is not replaced unread. */
static gboolean
set_aside (Target *target, PoiseMonth *month, const char *path, const char *reason, GError **error)
{
  g_autofree char *found = poise_file_get_stamp (path);
  g_autofree char *kept = poise_file_set_aside (path, reason, target->merge.now, error);

  if (kept == NULL)
    return FALSE;
  follow (target, path, found, "");
  g_free (month->stamp);
  month->stamp = g_strdup ("");
  return TRUE;
}

/* What is set aside as locked is a copy for whoever has its key, and merged then. */
static const char *
find_reason (const GError *error)
{
  if (g_error_matches (error, POISE_ERROR, POISE_ERROR_INVALID) ||
      g_error_matches (error, POISE_ERROR, POISE_ERROR_DAMAGED))
    return "damaged";
  return g_error_matches (error, POISE_ERROR, POISE_ERROR_LOCKED) ? "locked" : NULL;
}

/* A trash that cannot be read must not keep anybody from saving. A damaged one
 * is set aside when it has to be written, and one that another key locked, but for a copy, which
 * can wait: two computers would do it in turns; one of a newer version stops only what would have
 * to be put into it. */
static void
target_init (Target *target,
             PoiseFolder *folder,
             const char *name,
             gboolean is_copy,
             GDateTime *now)
{
  PoiseMonth *trash;

  *target = (Target) { .folder = folder, .name = name };
  target->trash_path = poise_folder_get_trash_path (folder, name);
  trash = poise_month_file_read_for_writing (target->trash_path, name, &target->trash_error);
  if (!is_copy || !g_error_matches (target->trash_error, POISE_ERROR, POISE_ERROR_LOCKED))
    target->trash_reason = find_reason (target->trash_error);
  if (target->trash_reason != NULL)
    g_clear_error (&target->trash_error);
  poise_merge_init (&target->merge, trash != NULL ? trash : poise_month_new (name), now);
}

static gboolean
write_trash (Target *target, GError **error)
{
  if (target->trash_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&target->trash_error));
      return FALSE;
    }
  if (target->trash_reason != NULL &&
      !set_aside (target, target->merge.trash, target->trash_path, target->trash_reason, error))
    return FALSE;
  target->trash_reason = NULL;
  return write_month (target, target->merge.trash, target->trash_path, error);
}

/* A month's file that must not be touched is left for the pending file. */
static gboolean
target_pending (Target *target,
                PoiseMonth *pending,
                char *pending_path,
                const char *reason,
                GError **error)
{
  target->path = pending_path;
  target->merge.month = pending != NULL ? pending : poise_month_new (target->name);
  return pending != NULL || set_aside (target, target->merge.month, pending_path, reason, error);
}

/* Reads what the changes are to be merged with: the month's file, which takes
 * in what was pending, or the pending file where that one must not be touched. */
static gboolean
read_target (Target *target, GError **error)
{
  g_autofree char *main_path = poise_folder_get_month_path (target->folder, target->name);
  g_autofree char *pending_path = poise_folder_get_pending_path (target->folder, target->name);
  g_autoptr (GError) main_error = NULL;
  g_autoptr (GError) pending_error = NULL;
  g_autoptr (PoiseMonth) pending =
    poise_month_file_read_for_writing (pending_path, target->name, &pending_error);

  if (pending == NULL && find_reason (pending_error) == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&pending_error));
      return FALSE;
    }
  if (target->merge.month == NULL)
    target->merge.month = poise_month_file_read_for_writing (main_path, target->name, &main_error);
  if (target->merge.month == NULL && main_error->domain != POISE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&main_error));
      return FALSE;
    }
  if (target->merge.month == NULL)
    return target_pending (target, g_steal_pointer (&pending), g_steal_pointer (&pending_path),
                           find_reason (pending_error), error);

  for (guint i = 0; pending != NULL && i < pending->entries->len; i++)
    poise_merge_version (&target->merge, g_ptr_array_index (pending->entries, i), NULL);
  if (pending != NULL)
    poise_month_take_extra (target->merge.month, pending);
  if (pending != NULL && pending->entries->len > 0 && pending->unreadable->len == 0)
    {
      target->obsolete = g_steal_pointer (&pending_path);
      target->obsolete_stamp = g_strdup (pending->stamp);
    }
  target->path = g_steal_pointer (&main_path);
  return TRUE;
}

/* What was just written matters more than what was before: a backup that
 * fails does not keep a save from being made. */
static void
keep_backup (PoiseFolder *self, const char *month, GDateTime *now)
{
  g_autoptr (GError) error = NULL;

  if (!poise_backup_keep (self, month, now, &error))
    g_debug ("No backup of %s: %s", month, error->message);
}

/* Deleted entries alone make no month. */
static gboolean
is_needless (PoiseMonth *month)
{
  return month->stamp != NULL && *month->stamp == '\0' && month->entries->len == 0 &&
         month->unreadable->len == 0 && month->extra == NULL;
}

/* What another program put there since it was read waits as well, and is merged like that. One that
 * cannot be removed is taken in once more by the next write. */
static gboolean
remove_obsolete (Target *target, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (target->obsolete == NULL)
    return TRUE;
  g_debug ("%s has what waited beside it", target->name);
  if (poise_file_remove_known (target->obsolete, target->obsolete_stamp, &local_error))
    follow (target, target->obsolete, target->obsolete_stamp, "");
  if (!g_error_matches (local_error, POISE_ERROR, POISE_ERROR_OVERTAKEN))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* What leaves one file must stand in the other first: a crash between two of
 * these writes leaves an entry twice, never nowhere. */
static gboolean
write_target (Target *target, gboolean shall_keep, GError **error)
{
  PoiseMerge *merge = &target->merge;

  if (merge->has_deleted && !write_trash (target, error))
    return FALSE;
  if (shall_keep)
    keep_backup (target->folder, target->name, merge->now);
  if (!is_needless (merge->month) && !write_month (target, merge->month, target->path, error))
    return FALSE;
  if (!remove_obsolete (target, error))
    return FALSE;
  if (merge->revived->len == 0)
    return TRUE;
  poise_merge_forget_revived (merge);
  return write_trash (target, error);
}

static gboolean
try_to_apply (PoiseFolder *self,
              const char *month,
              PoiseMonth *content,
              GPtrArray *changes,
              const Copies *copies,
              GHashTable *known,
              GDateTime *now,
              guint *n_settled,
              GError **error)
{
  g_auto (Target) target = { 0 };
  g_autofree char *main_path = poise_folder_get_month_path (self, month);
  PoiseUnseenStep before;

  target_init (&target, self, month, copies != NULL && copies->trash != NULL, now);
  target.known = known;
  target.merge.month = content;
  if (!read_target (&target, error))
    return FALSE;
  before = poise_unseen_compare (self, target.merge.month, target.merge.trash);
  for (guint i = 0; i < changes->len; i++)
    poise_merge_change (&target.merge, g_ptr_array_index (changes, i));
  if (copies != NULL && copies->month != NULL)
    poise_month_take_extra (target.merge.month, copies->month);
  if (copies != NULL && copies->trash != NULL)
    poise_merge_trash (&target.merge, copies->trash);
  poise_merge_settle (&target.merge);
  *n_settled = target.merge.n_settled;
  /* Neither a damaged file nor a pending one is a state to go back to. */
  if (!write_target (&target, content == NULL && g_str_equal (target.path, main_path), error))
    return FALSE;
  poise_unseen_follow (self, target.merge.month, target.merge.trash, &before);
  return TRUE;
}

static gboolean
apply_until_done (PoiseFolder *self,
                  const char *month,
                  GPtrArray *changes,
                  const Copies *copies,
                  GHashTable *known,
                  GDateTime *now,
                  guint *n_settled,
                  GError **error)
{
  for (guint i = 1;; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (try_to_apply (self, month, NULL, changes, copies, known, now, n_settled, &local_error))
        return TRUE;
      if (i == MAX_TRIES || !g_error_matches (local_error, POISE_ERROR, POISE_ERROR_OVERTAKEN))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      g_debug ("%s was changed meanwhile: merging again", month);
    }
}

/**
 * poise_folder_apply_locked:
 * @self: a folder, whose lock the caller holds
 * @month: the month of all the changes, `YYYY-MM`
 * @content: (nullable) (transfer full): what to take for the content of the
 *   month's file, to replace it; %NULL to read it
 * @changes: (element-type PoiseChange): what shall change
 * @known: (nullable) (element-type filename utf8): the stamps of files of which the caller knows
 *   what they hold. One that is written gets the stamp that the write left, also where a later
 *   one fails; it goes if something else was replaced
 * @now: this moment
 * @error: return location
 *
 * As poise_folder_apply(), for who holds the lock already.
 *
 * Returns: %TRUE if every change is on the disk
 */
gboolean
poise_folder_apply_locked (PoiseFolder *self,
                           const char *month,
                           PoiseMonth *content,
                           GPtrArray *changes,
                           GHashTable *known,
                           GDateTime *now,
                           GError **error)
{
  guint n_settled;

  if (content != NULL)
    return try_to_apply (self, month, content, changes, NULL, known, now, &n_settled, error);
  return apply_until_done (self, month, changes, NULL, known, now, &n_settled, error);
}

/**
 * poise_folder_merge_locked:
 * @self: a folder, whose lock the caller holds
 * @month: a month, `YYYY-MM`
 * @copy: (nullable): a copy of the month that another program left
 * @trash: (nullable): a copy of its deleted entries
 * @now: this moment
 * @error: return location
 *
 * Merges a copy into its month. Errors are those of poise_folder_apply().
 *
 * Returns: %TRUE if all that the copy holds is on the disk
 */
gboolean
poise_folder_merge_locked (PoiseFolder *self,
                           const char *month,
                           PoiseMonth *copy,
                           PoiseMonth *trash,
                           GDateTime *now,
                           GError **error)
{
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  const Copies copies = { .month = copy, .trash = trash };
  guint n_settled;

  for (guint i = 0; copy != NULL && i < copy->entries->len; i++)
    g_ptr_array_add (changes, poise_change_new_copy (g_ptr_array_index (copy->entries, i)));
  return apply_until_done (self, month, changes, &copies, NULL, now, &n_settled, error);
}

/**
 * poise_folder_apply:
 * @self: a folder
 * @month: the month of all the changes, `YYYY-MM`
 * @changes: (element-type PoiseChange): what shall change
 * @now: this moment
 * @error: return location
 *
 * Brings changes to the disk, durably, under the journal's lock. What others
 * wrote in the meantime is kept: an entry that was changed here and there is
 * a conflict, of which the newer version stays and the older one goes to the
 * trash. Errors are those of poise_folder_prepare(), poise_file_lock() and
 * poise_file_replace(); after one, the files hold what they held before.
 *
 * Returns: %TRUE if every change is on the disk
 */
gboolean
poise_folder_apply (PoiseFolder *self,
                    const char *month,
                    GPtrArray *changes,
                    GDateTime *now,
                    GError **error)
{
  return poise_folder_apply_known (self, month, changes, now, NULL, NULL, error);
}

static void
know (GHashTable *known, char *path)
{
  g_hash_table_insert (known, path, poise_file_get_stamp (path));
}

/* Returns: the stamp of a month that nobody but the holder of the lock had a part in. */
static char *
find_stamp (PoiseFolder *self, const char *month, GHashTable *known)
{
  g_autofree char *stamp = poise_folder_get_stamp (self, month);
  g_autofree char *path = poise_folder_get_month_path (self, month);
  g_autofree char *pending = poise_folder_get_pending_path (self, month);
  g_autofree char *path_stamp = poise_file_get_stamp (path);
  g_autofree char *pending_stamp = poise_file_get_stamp (pending);

  return g_strcmp0 (g_hash_table_lookup (known, path), path_stamp) == 0 &&
             g_strcmp0 (g_hash_table_lookup (known, pending), pending_stamp) == 0
           ? g_steal_pointer (&stamp)
           : NULL;
}

/**
 * poise_folder_apply_known:
 * @self: a folder
 * @month: the month of all the changes, `YYYY-MM`
 * @changes: (element-type PoiseChange): what shall change
 * @now: this moment
 * @known: (nullable): the stamp of what the caller knows of the month
 * @stamp: (out) (optional) (nullable): the month's stamp after the write, if
 *   nobody but the caller had a part in it; %NULL if there was more than the
 *   caller knew
 * @error: return location
 *
 * As poise_folder_apply(), and says whether the month has to be read again. Both
 * stamps are taken under the lock.
 *
 * Returns: %TRUE if every change is on the disk
 */
gboolean
poise_folder_apply_known (PoiseFolder *self,
                          const char *month,
                          GPtrArray *changes,
                          GDateTime *now,
                          const char *known,
                          char **stamp,
                          GError **error)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *before = NULL;
  gboolean applied;
  guint n_settled = 0;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (self), FALSE);
  g_return_val_if_fail (poise_month_name_is_valid (month), FALSE);

  lock = poise_folder_prepare (self, now, error);
  if (lock < 0)
    return FALSE;
  know (files, poise_folder_get_month_path (self, month));
  know (files, poise_folder_get_pending_path (self, month));
  before = poise_folder_get_stamp (self, month);
  applied = apply_until_done (self, month, changes, NULL, files, now, &n_settled, error);
  if (applied)
    poise_unseen_note (self, month, changes);
  g_debug ("%s: %u changes %s", month, changes->len, applied ? "written" : "not written");
  if (stamp != NULL)
    /* A month that the caller never saw is known if there is none. */
    *stamp = applied && n_settled == 0 &&
                 g_str_equal (before, known != NULL ? known : POISE_FOLDER_NO_STAMP)
               ? find_stamp (self, month, files)
               : NULL;
  poise_file_unlock (lock);
  return applied;
}

/**
 * poise_folder_replace:
 * @self: a folder
 * @name: the name of a file of the journal that is no month
 * @data: its new bytes
 * @length: how many there are
 * @now: this moment
 * @error: return location
 *
 * Replaces such a file, as `learned.json`, under the journal's lock. Errors are
 * those of poise_folder_prepare() and poise_file_replace().
 *
 * Returns: %TRUE if it is on the disk
 */
gboolean
poise_folder_replace (PoiseFolder *self,
                      const char *name,
                      const char *data,
                      gsize length,
                      GDateTime *now,
                      GError **error)
{
  g_autofree char *path = NULL;
  gboolean replaced;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (self), FALSE);

  lock = poise_folder_prepare (self, now, error);
  if (lock < 0)
    return FALSE;
  path = g_build_filename (poise_folder_get_path (self), name, NULL);
  replaced = poise_file_replace (path, data, length, error);
  g_debug ("%s: %" G_GSIZE_FORMAT " bytes %s", name, length, replaced ? "written" : "not written");
  poise_file_unlock (lock);
  return replaced;
}
