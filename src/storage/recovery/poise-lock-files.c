/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-lock-files.h"

#include <string.h>

#include "poise-backup.h"
#include "poise-coding.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-key-file.h"
#include "poise-month.h"

/* How far a file's own word of what it is may stand from its beginning. */
#define HEAD_BYTES 4096

static gboolean
says_that_it_is_ours (const char *path)
{
  g_autoptr (GBytes) head = poise_file_read_head (path, HEAD_BYTES);
  gsize length = 0;
  const char *data = head != NULL ? g_bytes_get_data (head, &length) : NULL;

  return data != NULL && g_strstr_len (data, (gssize) length, "\"poise-") != NULL;
}

/* Something of these may hold text, whole or damaged, or what a repair kept. */
static gboolean
is_named_as_ours (const char *name)
{
  static const char *const stems[] = { "agreement.", "intentions.", "learned.", "prompts.", NULL };
  g_autofree char *month = g_strndup (name, strlen ("YYYY-MM"));

  if (poise_month_name_is_valid (month))
    return strstr (name, ".json") != NULL;
  for (guint i = 0; stems[i] != NULL; i++)
    if (g_str_has_prefix (name, stems[i]) && strstr (name, ".json") != NULL)
      return TRUE;

  return FALSE;
}

/* Hidden files are other programs' own, as half of what Syncthing fetches. */
static gboolean
is_ours (const char *path, const char *name)
{
  return *name != '.' &&
         (is_named_as_ours (name) || poise_file_is_sealed (path) || says_that_it_is_ours (path));
}

static void
list_unsettled_in (GPtrArray *paths, const char *at)
{
  g_autoptr (GPtrArray) names = poise_file_list (at, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (at, name, NULL);

      if (!poise_file_is_settled (path) && is_ours (path, name))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

/* All that hold files of the journal. */
static GPtrArray *
list_folders (PoiseFolder *folder)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *root = poise_backup_get_root (folder);
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, NULL);

  g_ptr_array_add (folders, g_strdup (poise_folder_get_entries_path (folder)));
  g_ptr_array_add (folders, g_strdup (poise_folder_get_trash_folder_path (folder)));
  g_ptr_array_add (folders, g_strdup (poise_folder_get_path (folder)));
  for (guint i = 0; points != NULL && i < points->len; i++)
    g_ptr_array_add (folders, g_build_filename (root, g_ptr_array_index (points, i), NULL));
  return folders;
}

/**
 * poise_lock_list_unsettled:
 * @folder: a journal's folder
 *
 * Finds what does not lie there as a write would leave it now: readable files of Poise's in a
 * locked journal, sealed ones in another. Without a keyring in use there are none.
 *
 * Returns: (transfer full) (element-type filename): their paths
 */
GPtrArray *
poise_lock_list_unsettled (PoiseFolder *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) folders = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), paths);

  folders = list_folders (folder);
  for (guint i = 0; i < folders->len; i++)
    list_unsettled_in (paths, g_ptr_array_index (folders, i));
  return paths;
}

/**
 * poise_lock_has_strays:
 * @folder: a journal's folder
 *
 * What a write that was cut short replaced may be readable.
 *
 * Returns: %TRUE if there is such a file
 */
gboolean
poise_lock_has_strays (PoiseFolder *folder)
{
  g_autoptr (GPtrArray) folders = NULL;

  g_return_val_if_fail (POISE_IS_FOLDER (folder), FALSE);

  folders = list_folders (folder);
  for (guint i = 0; i < folders->len; i++)
    {
      g_autoptr (GPtrArray) names = poise_file_list (g_ptr_array_index (folders, i), "", NULL);

      for (guint j = 0; names != NULL && j < names->len; j++)
        if (poise_file_is_stray (g_ptr_array_index (names, j)))
          return TRUE;
    }
  return FALSE;
}

/* ---- what is not sealed ---- */

static gboolean
is_needed_readable (const char *name)
{
  return g_str_equal (name, ".lock") || g_str_equal (name, "journal.json") ||
         g_str_equal (name, POISE_KEY_FILE);
}

static void
list_readable_in (GPtrArray *found, const char *at, const char *shown)
{
  g_autoptr (GPtrArray) names = poise_file_list (at, "", NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (at, name, NULL);
      g_autofree char *below =
        *shown != '\0' ? g_build_filename (shown, name, NULL) : g_strdup (name);
      g_autoptr (GBytes) head = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          list_readable_in (found, path, below);
          continue;
        }
      head = poise_file_read_head (path, POISE_CODING_MAGIC_BYTES);
      if (head != NULL && g_bytes_get_size (head) > 0 && !poise_coding_is_sealed (head) &&
          !(*shown == '\0' && is_needed_readable (name)))
        g_ptr_array_add (found, g_steal_pointer (&below));
    }
}

/**
 * poise_lock_list_readable:
 * @folder: the folder of a locked journal
 *
 * Finds what lies readable in a locked journal: files of other programs, as Git's history or the
 * versions that a sync tool keeps, which may hold what was written before it was locked.
 *
 * Returns: (transfer full) (element-type filename): their names below the folder
 */
GPtrArray *
poise_lock_list_readable (PoiseFolder *folder)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (POISE_IS_FOLDER (folder), found);

  list_readable_in (found, poise_folder_get_path (folder), "");
  return found;
}
