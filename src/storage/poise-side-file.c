/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-side-file.h"

#include "poise-conflict.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-side-merge.h"

/**
 * poise_side_file_names:
 *
 * The names of the files that poise_side_file_read() reads; %NULL ends them.
 */
const char *const poise_side_file_names[] = {
  "journal.json",    "keys.json", "learned.json", "prompts.json", "agreement.json",
  "intentions.json", NULL
};

/**
 * poise_side_file_read:
 * @folder: a journal's folder
 * @name: one of #poise_side_file_names
 * @is_conflict: (out) (optional): whether git left a conflict in it
 * @error: return location
 *
 * Reads a file that is no month. Where git left a conflict in it, that is what both
 * sides make together. Errors are those of poise_file_read(), and of poise_side_merge()
 * where there is a conflict.
 *
 * Returns: (transfer full) (nullable): its bytes, or %NULL with @error set
 */
GBytes *
poise_side_file_read (PoiseFolder *folder, const char *name, gboolean *is_conflict, GError **error)
{
  g_autofree char *path = g_build_filename (poise_folder_get_path (folder), name, NULL);
  g_autoptr (GBytes) bytes = poise_file_read (path, error);
  g_autoptr (GBytes) ours = NULL;
  g_autoptr (GBytes) theirs = NULL;
  gboolean is_split =
    bytes != NULL &&
    poise_conflict_split (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &ours, &theirs);

  if (is_conflict != NULL)
    *is_conflict = is_split;
  return is_split ? poise_side_merge (name, ours, theirs, error) : g_steal_pointer (&bytes);
}

/**
 * poise_side_file_join:
 * @folder: a journal's folder, whose lock the caller holds
 * @name: one of #poise_side_file_names
 * @error: return location
 *
 * Writes what poise_side_file_read() makes of a file in which git left a conflict;
 * any other stays as it is. Errors are those of poise_side_file_read() and
 * poise_file_replace_known().
 *
 * Returns: %TRUE if there is no conflict in it
 */
gboolean
poise_side_file_join (PoiseFolder *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (poise_folder_get_path (folder), name, NULL);
  g_autofree char *stamp = poise_file_get_stamp (path);
  g_autoptr (GBytes) bytes = NULL;
  gboolean is_conflict;

  bytes = poise_side_file_read (folder, name, &is_conflict, error);
  if (!is_conflict)
    return bytes != NULL;
  return bytes != NULL && poise_file_replace_known (path, stamp, g_bytes_get_data (bytes, NULL),
                                                    g_bytes_get_size (bytes), error);
}
