/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-lock-settle.h"

#include "poise-backup.h"
#include "poise-error.h"
#include "poise-file-lock.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-folder-lock.h"
#include "poise-lock-files.h"
#include "poise-lock-state.h"
#include "poise-problem.h"
#include "poise-unseen-file.h"

/* So often a sync tool may come between. */
#define MAX_TRIES 20

/* Replaced in one step: there is always the old file or the new one. */
static gboolean
rewrite (const char *path, GError **error)
{
  for (guint i = 1;; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autofree char *stamp = poise_file_get_stamp (path);
      g_autoptr (GBytes) bytes = poise_file_read (path, &local_error);

      if (bytes != NULL && poise_file_replace_known (path, stamp, g_bytes_get_data (bytes, NULL),
                                                     g_bytes_get_size (bytes), &local_error))
        return TRUE;
      if (i < MAX_TRIES && g_error_matches (local_error, POISE_ERROR, POISE_ERROR_OVERTAKEN))
        continue;
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
}

/* New files of writes in the points, which nothing else looks at. */
static void
remove_strays (PoiseFolder *folder)
{
  g_autofree char *root = poise_backup_get_root (folder);
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, NULL);

  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      g_autofree char *at = g_build_filename (root, g_ptr_array_index (points, i), NULL);

      poise_file_remove_strays (at);
    }
}

/* What one file lacks keeps no other from being sealed. */
static gboolean
rewrite_all (PoiseFolder *folder, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) paths = poise_lock_list_unsettled (folder);
  g_autoptr (GError) first_error = NULL;

  remove_strays (folder);
  poise_unseen_file_settle (folder);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      GError *local_error = NULL;

      if (rewrite (path, &local_error))
        continue;
      /* What no key opens any more stays as it is, and keeps nobody from the rest. */
      if (first_error == NULL && !g_error_matches (local_error, POISE_ERROR, POISE_ERROR_DAMAGED))
        first_error = g_error_copy (local_error);
      poise_problems_add (problems, path, local_error, FALSE);
    }
  g_debug ("%u files sealed or opened", paths->len);
  if (first_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first_error));
  return FALSE;
}

/**
 * poise_lock_set_state:
 * @folder: a journal's folder, whose lock the caller holds
 * @keyring: its keyring
 * @state: whether it is locked
 * @error: return location
 *
 * Says so in `keys.json`. Errors are those of poise_file_replace().
 *
 * Returns: %TRUE if it is said
 */
gboolean
poise_lock_set_state (PoiseFolder *folder,
                      PoiseKeyring *keyring,
                      PoiseKeyState state,
                      GError **error)
{
  PoiseKeyFile *file = poise_keyring_copy_file (keyring);
  g_autoptr (PoiseKey) first = poise_keyring_get_first (keyring);

  poise_key_file_set_state (file, state, first);
  return poise_lock_state_take (folder, keyring, file, error);
}

/**
 * poise_lock_settle_held:
 * @folder: a journal's folder, whose lock the caller holds
 * @keyring: its keyring, in use
 * @problems: (nullable) (element-type PoiseProblem): where files that stay as they are are added
 * @error: return location
 *
 * As poise_lock_settle(), whether or not something is to be done. The journal is opened for good
 * only when nothing is sealed any more that could be opened.
 *
 * Returns: %TRUE if all is
 */
gboolean
poise_lock_settle_held (PoiseFolder *folder,
                        PoiseKeyring *keyring,
                        GPtrArray *problems,
                        GError **error)
{
  PoiseKeyState state = poise_keyring_get_state (keyring);

  if (!rewrite_all (folder, problems, error))
    return FALSE;
  /* Of those that were just rewritten, where the old file could not be removed. */
  if (poise_lock_has_strays (folder))
    {
      poise_folder_remove_strays (folder);
      if (!rewrite_all (folder, problems, error))
        return FALSE;
    }
  if (state == POISE_KEY_STATE_OPENING &&
      !poise_lock_set_state (folder, keyring, POISE_KEY_STATE_PLAIN, error))
    return FALSE;
  return poise_folder_set_version (folder, state == POISE_KEY_STATE_SEALED, error);
}

static gboolean
is_known (PoiseFolder *folder, PoiseKeyring *keyring)
{
  g_autofree char *path = g_build_filename (poise_folder_get_path (folder), POISE_KEY_FILE, NULL);
  g_autoptr (PoiseKeyFile) file = poise_keyring_copy_file (keyring);
  g_autoptr (GBytes) known = poise_key_file_serialize (file);
  g_autoptr (GBytes) there = poise_file_read (path, NULL);

  return there != NULL && g_bytes_equal (there, known);
}

/**
 * poise_lock_settle:
 * @folder: a journal's folder
 * @now: this moment
 * @problems: (nullable) (element-type PoiseProblem): where files that stay as they are are added
 * @error: return location
 *
 * Seals what lies readable in a locked journal, since another computer wrote it or a locking was
 * cut short, and opens what is still sealed in one that is opened for good. Does nothing where no
 * keyring is in use, or all is as it shall be. Errors are those of poise_folder_prepare() and
 * poise_file_replace_known().
 *
 * Returns: %TRUE if all is
 */
gboolean
poise_lock_settle (PoiseFolder *folder, GDateTime *now, GPtrArray *problems, GError **error)
{
  g_autoptr (PoiseKeyring) keyring = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  gboolean is_settled;
  int lock;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), FALSE);

  keyring = poise_keyring_find (poise_folder_get_path (folder));
  if (keyring == NULL)
    return TRUE;
  paths = poise_lock_list_unsettled (folder);
  if (paths->len == 0 && poise_unseen_file_is_settled (folder) &&
      poise_keyring_get_state (keyring) != POISE_KEY_STATE_OPENING && is_known (folder, keyring) &&
      !poise_lock_has_strays (folder))
    {
      g_autoptr (PoiseKeyFile) file = poise_keyring_copy_file (keyring);

      poise_lock_state_remember (folder, file);
      return TRUE;
    }
  lock = poise_folder_prepare (folder, now, error);
  if (lock < 0)
    return FALSE;
  is_settled = poise_lock_settle_held (folder, keyring, problems, error);
  poise_file_unlock (lock);
  return is_settled;
}
