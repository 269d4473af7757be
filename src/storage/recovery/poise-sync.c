/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-sync.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-error.h"
#include "poise-file.h"
#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-month-file.h"

/* What Syncthing; Dropbox and Nextcloud; Seafile; ownCloud; Resilio put into a
 * copy's name. */
static const char *const marks[] = { ".sync-conflict-", "conflicted copy", "(SFConflict",
                                     "_conflict-", ".Conflict" };

/**
 * poise_sync_is_copy:
 * @name: a file's name
 *
 * Returns: %TRUE if a sync tool names its copies of month files so
 */
gboolean
poise_sync_is_copy (const char *name)
{
  g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));

  if (!poise_month_name_is_valid (month) || !g_str_has_suffix (name, ".json"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (name, marks[i]) != NULL)
      return TRUE;

  return FALSE;
}

/**
 * poise_sync_list:
 * @folder: a journal's folder
 * @error: return location
 *
 * Returns: (transfer full) (element-type filename) (nullable): the copies'
 *   names, or %NULL with @error set
 */
GPtrArray *
poise_sync_list (PoiseFolder *folder, GError **error)
{
  GPtrArray *names = poise_folder_list_entry_files (folder, error);

  for (guint i = names != NULL ? names->len : 0; i > 0; i--)
    if (!poise_sync_is_copy (g_ptr_array_index (names, i - 1)))
      g_ptr_array_remove_index (names, i - 1);
  return names;
}

/* What was deleted after it was written last stays deleted. */
static gboolean
is_in_trash (GPtrArray *trash, PoiseEntry *entry)
{
  for (guint i = 0; i < trash->len; i++)
    {
      PoiseEntry *other = g_ptr_array_index (trash, i);

      if (g_str_equal (poise_entry_get_id (other), poise_entry_get_id (entry)) &&
          poise_entry_compare_modified (other, entry) >= 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
merge_copy (PoiseFolder *folder, const char *path, GPtrArray *trash, GDateTime *now, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));
  g_autoptr (PoiseMonth) copy = poise_month_file_read_for_writing (path, month, error);
  g_autoptr (GPtrArray) changes = poise_changes_new ();

  if (copy == NULL)
    return FALSE;
  if (copy->unreadable->len > 0)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
                   ngettext ("“%s” holds %u entry that cannot be read; it is kept as it is",
                             "“%s” holds %u entries that cannot be read; they are kept as "
                             "they are",
                             copy->unreadable->len),
                   path, copy->unreadable->len);
      return FALSE;
    }
  for (guint i = 0; i < copy->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (copy->entries, i);

      if (!is_in_trash (trash, entry))
        g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (entry), entry, NULL));
    }
  if (!poise_folder_apply (folder, month, changes, now, error))
    return FALSE;
  return poise_file_remove (path, error);
}

/**
 * poise_sync_merge:
 * @folder: a journal's folder
 * @now: this moment
 * @problems: (nullable) (element-type PoiseProblem): where copies that cannot
 *   be merged are added
 * @error: return location
 *
 * Merges every copy that a sync tool left into its month, entry by entry: the
 * newer version of an entry stays, the older one goes to the trash. A copy
 * that was merged is removed. Errors are those of poise_folder_lock().
 *
 * Returns: how many copies were merged
 */
guint
poise_sync_merge (PoiseFolder *folder, GDateTime *now, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) trash = NULL;
  guint n_merged = 0;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), 0);

  names = poise_sync_list (folder, error);
  if (names == NULL || names->len == 0)
    return 0;
  trash = poise_folder_read_trash (folder, NULL, error);
  if (trash == NULL)
    return 0;
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (poise_folder_get_path (folder), "entries",
                                                (char *) g_ptr_array_index (names, i), NULL);
      GError *local_error = NULL;

      if (merge_copy (folder, path, trash, now, &local_error))
        n_merged++;
      else
        poise_problems_add (problems, path, local_error, FALSE);
    }
  return n_merged;
}
