/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-unseen-side.h"

#include "poise-backup.h"
#include "poise-error.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-side-file.h"
#include "poise-side-merge.h"
#include "poise-unseen-file.h"

static char *
get_path (PoiseFolder *folder, const char *name)
{
  return g_build_filename (poise_folder_get_path (folder), name, NULL);
}

/* Returns NULL if nothing is kept of such files, or there is no journal. */
static char *
find_kept (PoiseFolder *folder, const char *name)
{
  g_autoptr (PoiseFolder) own =
    poise_backup_keeps_file (name) ? poise_unseen_file_find_folder (folder) : NULL;

  return own != NULL ? poise_unseen_file_get_side_path (own, name) : NULL;
}

static gboolean
is_in_step (PoiseFolder *folder, const char *name, const char *kept)
{
  g_autofree char *path = get_path (folder, name);
  g_autofree char *stamp = poise_file_get_stamp (path);

  return poise_unseen_file_is_in_step (kept, stamp);
}

/**
 * poise_unseen_side_complete:
 * @folder: a journal's folder, whose lock the caller holds
 * @name: a file's name, as `learned.json`
 * @bytes: (nullable): what it holds
 *
 * Returns: (transfer full) (nullable): that with what this computer wrote and it lacks; as it is
 *   where they cannot be merged
 */
GBytes *
poise_unseen_side_complete (PoiseFolder *folder, const char *name, GBytes *bytes)
{
  g_autofree char *path = find_kept (folder, name);
  g_autoptr (GBytes) kept = path != NULL ? poise_unseen_file_read_bytes (path, folder) : NULL;
  GBytes *merged =
    kept != NULL ? poise_side_merge (name, bytes != NULL ? bytes : kept, kept, NULL) : NULL;

  if (merged != NULL)
    return merged;
  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

/**
 * poise_unseen_side_note:
 * @folder: a journal's folder, whose lock the caller holds
 * @name: a file's name, as `learned.json`; of others nothing is kept
 * @bytes: what this computer has just written into it, with what poise_unseen_side_complete() found
 *
 * Keeps what was written. A failure costs a safeguard and no save.
 */
void
poise_unseen_side_note (PoiseFolder *folder, const char *name, GBytes *bytes)
{
  g_autofree char *kept = find_kept (folder, name);
  g_autofree char *path = get_path (folder, name);
  g_autofree char *stamp = NULL;
  g_autoptr (GBytes) there = NULL;

  if (kept == NULL)
    return;
  poise_unseen_file_write_bytes (bytes, kept, folder);
  /* Before its time is taken for that of ours it is looked at: a sync tool may have been quicker.
   */
  stamp = poise_file_get_stamp (path);
  there = poise_file_read (path, NULL);
  poise_unseen_file_set_step (kept, there != NULL && g_bytes_equal (there, bytes) ? stamp : NULL);
}

/**
 * poise_unseen_side_follow:
 * @folder: a journal's folder, whose lock the caller holds
 * @name: a file's name, as `learned.json`
 *
 * As poise_unseen_side_note(), where this computer has just written what others left in the file,
 * perhaps without what it wrote itself.
 */
void
poise_unseen_side_follow (PoiseFolder *folder, const char *name)
{
  g_autoptr (GBytes) there = poise_side_file_read (folder, name, NULL, NULL);
  g_autoptr (GBytes) all = there != NULL ? poise_unseen_side_complete (folder, name, there) : NULL;

  if (all != NULL)
    poise_unseen_side_note (folder, name, all);
}

/**
 * poise_unseen_side_has_changed:
 * @folder: a journal's folder
 *
 * Looks at the times of files only.
 *
 * Returns: %TRUE if something is kept, and may be missing
 */
gboolean
poise_unseen_side_has_changed (PoiseFolder *folder)
{
  g_autoptr (PoiseFolder) own = poise_unseen_file_find_folder (folder);
  g_autoptr (GPtrArray) names = own != NULL ? poise_unseen_file_list_side (own) : NULL;

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *kept = poise_unseen_file_get_side_path (own, name);

      if (!is_in_step (folder, name, kept))
        return TRUE;
    }

  return FALSE;
}

/* Once another computer's file has it, that one keeps it. */
static void
drop (const char *kept, const char *name)
{
  g_debug ("%s: not kept apart any more", name);
  poise_unseen_file_remove (kept);
}

/**
 * poise_unseen_side_write:
 * @folder: a journal's folder, whose lock the caller holds
 * @name: a file's name, as `learned.json`
 * @stamp: the file's stamp when it was read
 * @found: (nullable): what it held; %NULL if there was none
 * @merged: what it shall hold, with what poise_unseen_side_complete() found
 * @now: this moment
 * @error: return location
 *
 * Writes a merge and keeps it; what was there goes to the day's backup. Errors are those of
 * poise_file_replace_known().
 *
 * Returns: %TRUE if it is written
 */
gboolean
poise_unseen_side_write (PoiseFolder *folder,
                         const char *name,
                         const char *stamp,
                         GBytes *found,
                         GBytes *merged,
                         GDateTime *now,
                         GError **error)
{
  g_autofree char *path = get_path (folder, name);

  if (found != NULL)
    poise_backup_keep_file (folder, name, found, now);
  if (!poise_file_replace_known (path, stamp, g_bytes_get_data (merged, NULL),
                                 g_bytes_get_size (merged), error))
    return FALSE;
  poise_unseen_side_note (folder, name, merged);
  return TRUE;
}

/* What is there was written since by another, or by this computer, whose last step is not known. */
static void
judge (PoiseFolder *folder,
       const char *name,
       const char *stamp,
       const char *path,
       GBytes *kept,
       GDateTime *now)
{
  g_autoptr (GBytes) found = poise_side_file_read (folder, name, NULL, NULL);
  g_autoptr (GBytes) merged = NULL;
  g_autoptr (GError) error = NULL;

  /* It may be in order later. */
  if (found == NULL)
    return;
  if (g_bytes_equal (found, kept))
    {
      poise_unseen_file_set_step (path, stamp);
      return;
    }
  merged = poise_side_merge (name, found, kept, &error);
  /* A newer Poise knows what to make of both. */
  if (g_error_matches (error, POISE_ERROR, POISE_ERROR_NEWER))
    return;
  g_clear_error (&error);
  if (merged != NULL && !poise_side_merge_holds (name, found, kept))
    {
      if (!poise_unseen_side_write (folder, name, stamp, found, merged, now, &error))
        g_debug ("%s: what was written here is missing: %s", name, error->message);
    }
  else if (merged != NULL || !poise_side_merge_holds (name, kept, kept))
    drop (path, name);
}

static void
bring_back (PoiseFolder *folder, const char *name, const char *path, GDateTime *now)
{
  g_autofree char *file = get_path (folder, name);
  g_autofree char *stamp = poise_file_get_stamp (file);
  g_autoptr (GBytes) kept = NULL;

  if (poise_unseen_file_is_in_step (path, stamp))
    return;
  kept = *stamp != '\0' ? poise_unseen_file_read_bytes (path, folder) : NULL;
  /* Somebody took the file away; or nothing can be read in what is kept. */
  if (kept == NULL)
    drop (path, name);
  else
    judge (folder, name, stamp, path, kept, now);
}

/**
 * poise_unseen_side_bring_back:
 * @folder: a journal's folder, whose lock the caller holds
 * @now: this moment
 *
 * Merges what this computer wrote into the files that lack it, since a sync tool put another's in
 * their place. What another computer's file holds is not kept any more.
 */
void
poise_unseen_side_bring_back (PoiseFolder *folder, GDateTime *now)
{
  g_autoptr (PoiseFolder) own = poise_unseen_file_find_folder (folder);
  g_autoptr (GPtrArray) names = own != NULL ? poise_unseen_file_list_side (own) : NULL;

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = poise_unseen_file_get_side_path (own, name);

      bring_back (folder, name, path, now);
    }
}

/**
 * poise_unseen_side_forget:
 * @folder: a journal's folder, whose lock the caller holds
 * @now: this moment
 *
 * Leaves nothing apart that was taken out of the files: neither here nor where this journal
 * lay before it was moved.
 */
void
poise_unseen_side_forget (PoiseFolder *folder, GDateTime *now)
{
  g_autoptr (GPtrArray) former = poise_unseen_file_list_former_side (folder);

  poise_unseen_side_bring_back (folder, now);
  for (guint i = 0; i < former->len; i++)
    poise_unseen_file_remove (g_ptr_array_index (former, i));
}
