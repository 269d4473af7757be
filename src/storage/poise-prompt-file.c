/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-prompt-file.h"

#include "poise-side-change.h"
#include "poise-side-file.h"
#include "poise-side-merge.h"

static char *
get_path (PoiseFolder *folder)
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
 * which is no error. Errors are those of poise_side_file_read() and
 * poise_prompt_set_load_json(); a file with one must not be replaced.
 *
 * Returns: %TRUE if it was read, or is not there
 */
gboolean
poise_prompt_file_read (PoiseFolder *folder, PoisePromptSet *set, GError **error)
{
  g_autofree char *path = get_path (folder);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = poise_side_file_read (folder, POISE_PROMPT_FILE, NULL, &local_error);

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

static gboolean
is_readable (GBytes *there, GError **error)
{
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();

  return poise_prompt_set_load_json (set, g_bytes_get_data (there, NULL), g_bytes_get_size (there),
                                     POISE_PROMPT_FILE, error);
}

static GBytes *
apply (GBytes *there, gconstpointer change, GError **error)
{
  g_autoptr (GBytes) bytes = poise_side_change_stamp (change, POISE_PROMPT_FILE);

  if (there == NULL)
    return g_steal_pointer (&bytes);
  return is_readable (there, error) ? poise_side_merge (POISE_PROMPT_FILE, there, bytes, error)
                                    : NULL;
}

/* As the set writes it, to be told from what the person makes of it. */
static gpointer
decode (GBytes *there, const char *path, GError **error)
{
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();

  if (there != NULL && !poise_prompt_set_load_json (set, g_bytes_get_data (there, NULL),
                                                    g_bytes_get_size (there), path, error))
    return NULL;
  return poise_prompt_set_to_json (set);
}

static const PoiseFileKind prompt_kind = {
  .name = POISE_PROMPT_FILE,
  .apply = apply,
  .decode = decode,
  .free_change = poise_side_change_free,
  .free_decoded = g_free,
};

/**
 * poise_prompt_file_get_kind:
 *
 * Returns: what prompts.json is to a store; it is decoded to the text of
 *   poise_prompt_set_to_json()
 */
const PoiseFileKind *
poise_prompt_file_get_kind (void)
{
  return &prompt_kind;
}
