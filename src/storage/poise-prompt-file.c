/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-prompt-file.h"

#include "poise-file.h"

/**
 * poise_prompt_file_get_path:
 * @folder: a journal's folder
 *
 * Returns: (transfer full): where its own prompts lie
 */
char *
poise_prompt_file_get_path (PoiseFolder *folder)
{
  return g_build_filename (poise_folder_get_path (folder), POISE_PROMPT_FILE, NULL);
}

/**
 * poise_prompt_file_read:
 * @folder: a journal's folder
 * @set: a set, which becomes what the file says
 * @error: return location
 *
 * Reads the own prompts of a journal. A journal without the file has none,
 * which is no error. Errors are those of poise_file_read() and
 * poise_prompt_set_load_json(); a file with one must not be replaced.
 *
 * Returns: %TRUE if it was read, or is not there
 */
gboolean
poise_prompt_file_read (PoiseFolder *folder, PoisePromptSet *set, GError **error)
{
  g_autofree char *path = poise_prompt_file_get_path (folder);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = poise_file_read (path, &local_error);

  if (bytes == NULL && g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  if (bytes == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return poise_prompt_set_load_json (set, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                     path, error);
}
