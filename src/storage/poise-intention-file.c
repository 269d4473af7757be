/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-intention-file.h"

#include "poise-side-change.h"
#include "poise-side-merge.h"

static gboolean
load (PoiseIntentionList *list, GBytes *there, const char *path, GError **error)
{
  return there == NULL || poise_intention_list_load_json (list, g_bytes_get_data (there, NULL),
                                                          g_bytes_get_size (there), path, error);
}

static GBytes *
apply (GBytes *there, gconstpointer change, GError **error)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (GBytes) bytes = poise_side_change_stamp (change, POISE_INTENTION_FILE);

  if (there == NULL)
    return g_steal_pointer (&bytes);
  return load (list, there, POISE_INTENTION_FILE, error)
           ? poise_side_merge (POISE_INTENTION_FILE, there, bytes, error)
           : NULL;
}

/* As the list writes it, to be told from what the person makes of it. */
static gpointer
decode (GBytes *there, const char *path, GError **error)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();

  return load (list, there, path, error) ? poise_intention_list_to_json (list) : NULL;
}

static const PoiseFileKind intention_kind = {
  .name = POISE_INTENTION_FILE,
  .apply = apply,
  .decode = decode,
  .free_change = poise_side_change_free,
  .free_decoded = g_free,
};

/**
 * poise_intention_file_get_kind:
 *
 * Returns: what intentions.json is to a store; it is decoded to the text of
 *   poise_intention_list_to_json()
 */
const PoiseFileKind *
poise_intention_file_get_kind (void)
{
  return &intention_kind;
}

/**
 * poise_intention_file_read:
 * @folder: a journal's folder
 * @list: a list, which becomes what the file says
 * @error: return location
 *
 * A journal without the file has no intentions, which is no error. Errors are those of
 * poise_file_kind_read() and poise_intention_list_load_json(); a file with one must not be
 * replaced.
 *
 * Returns: %TRUE if it was read, or is not there
 */
gboolean
poise_intention_file_read (PoiseFolder *folder, PoiseIntentionList *list, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = poise_file_kind_read (&intention_kind, folder, &local_error);
  g_autofree char *path =
    g_build_filename (poise_folder_get_path (folder), POISE_INTENTION_FILE, NULL);

  if (local_error == NULL)
    return load (list, bytes, path, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
