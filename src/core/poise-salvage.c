/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-salvage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-entry-json.h"
#include "poise-error.h"
#include "poise-file.h"

/* An entry that is longer than this is not looked for from every bracket. */
#define MAX_ATTEMPT_BYTES (16 * 1024 * 1024)
#define MAX_FAILED_BYTES (256 * 1024 * 1024)

/* Finds where the object that begins at data[0] ends: past its bracket, or 0. */
static gsize
find_object_end (const char *data, gsize length)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < MIN (length, MAX_ATTEMPT_BYTES); i++)
    {
      char c = data[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '{')
        depth++;
      else if (c == '}' && --depth == 0)
        return i + 1;
    }

  return 0;
}

static PoiseEntry *
try_entry (const char *data, gsize length)
{
  g_autoptr (JsonNode) root = poise_json_parse (data, length, "", NULL);

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  return poise_entry_from_json (json_node_get_object (root), NULL);
}

/**
 * poise_salvage_entries:
 * @data: the bytes of a damaged month file
 * @length: how many there are
 *
 * Finds every entry whose JSON object is whole, wherever it stands and
 * whatever is around it.
 *
 * Returns: (transfer full) (element-type PoiseEntry): the entries, each id once
 */
GPtrArray *
poise_salvage_entries (const char *data, gsize length)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gsize wasted = 0;

  for (gsize at = 0; at < length && wasted < MAX_FAILED_BYTES;)
    {
      const char *bracket = memchr (data + at, '{', length - at);
      gsize size;
      PoiseEntry *entry;

      if (bracket == NULL)
        break;
      at = (gsize) (bracket - data);
      size = find_object_end (bracket, length - at);
      entry = size > 0 ? try_entry (bracket, size) : NULL;
      if (entry == NULL)
        {
          wasted += size > 0 ? size : MIN (length - at, MAX_ATTEMPT_BYTES);
          at++;
          continue;
        }
      if (g_hash_table_add (ids, (char *) poise_entry_get_id (entry)))
        g_ptr_array_add (found, entry);
      else
        g_object_unref (entry);
      at += size;
    }
  return found;
}

static gboolean
is_damaged (const char *path, const char *month, GBytes **bytes, GError **error)
{
  g_autoptr (PoiseMonth) content = NULL;
  g_autoptr (GBytes) read = poise_file_read (path, error);
  g_autoptr (GError) local_error = NULL;

  if (read == NULL)
    return FALSE;
  content = poise_month_parse (g_bytes_get_data (read, NULL), g_bytes_get_size (read), month, path,
                               &local_error);
  if (content != NULL)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND, _ ("“%s” is not damaged"), path);
      return FALSE;
    }
  *bytes = g_steal_pointer (&read);
  return TRUE;
}

/**
 * poise_salvage_repair:
 * @folder: a journal's folder
 * @month: a month whose file cannot be read, `YYYY-MM`
 * @now: this moment
 * @n_entries: (out): how many entries were salvaged
 * @error: return location
 *
 * Puts every entry that can be read into a new file and keeps the damaged one
 * beside it as `2026-11.json.damaged-TIME`. Errors are of #GFileError and
 * %POISE_ERROR_NOT_FOUND for a file that is not damaged.
 *
 * Returns: (transfer full) (nullable): where the damaged file is kept, or
 *   %NULL with @error set
 */
char *
poise_salvage_repair (PoiseFolder *folder,
                      const char *month,
                      GDateTime *now,
                      guint *n_entries,
                      GError **error)
{
  g_autofree char *path = poise_folder_get_month_path (folder, month);
  g_autofree char *kept = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) changes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) poise_change_free);

  *n_entries = 0;
  if (!is_damaged (path, month, &bytes, error))
    return NULL;
  entries = poise_salvage_entries (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *its_month = poise_day_to_month (poise_entry_get_day (entry));

      if (g_str_equal (its_month, month))
        g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (entry), entry, NULL));
    }
  kept = poise_file_set_aside (path, "damaged", now, error);
  if (kept == NULL || !poise_folder_apply (folder, month, changes, now, error))
    return NULL;
  *n_entries = changes->len;
  return g_steal_pointer (&kept);
}
