/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-own-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-entry-json.h"
#include "poise-json-list.h"
#include "poise-month.h"

#define EXPORT_FORMAT "poise-export"
#define EXPORT_VERSION 1

/* Of a journal's folder only the months are read: not its trash, not its
 * backups. */
static gboolean
is_month (const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *month = g_strndup (base, strlen ("YYYY-MM"));

  if (strstr (name, "trash/") != NULL || strstr (name, "backups/") != NULL)
    return FALSE;
  return poise_month_name_is_valid (month) && g_str_has_suffix (base, ".json");
}

static void
read_file (const PoiseSourceFile *file, PoiseImport *import)
{
  g_autoptr (GPtrArray) items = poise_json_list_read (file, "entries", import);

  for (guint i = 0; i < items->len; i++)
    {
      const PoiseJsonItem *item = g_ptr_array_index (items, i);
      g_autoptr (GError) error = NULL;
      PoiseEntry *entry;

      if (item->object == NULL)
        continue;
      entry = poise_entry_from_json (item->object, &error);
      if (entry != NULL)
        poise_import_take (import, entry);
      else
        poise_import_fail (import, file->name, item->line,
                           _ ("the entry that begins here is not read: %s"), error->message);
    }
}

/**
 * poise_own_json_read:
 * @source: what poise_own_json_write() wrote, a month file, or a journal's folder
 * @import: what is filled
 *
 * Reads Poise's own JSON. Entries keep their ids, tags and all they have.
 */
void
poise_own_json_read (PoiseSource *source, PoiseImport *import)
{
  for (guint i = 0; i < source->files->len; i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);

      if (!source->is_many || is_month (file->name))
        read_file (file, import);
    }
}

/**
 * poise_own_json_write:
 * @export: what is exported
 * @error: return location
 *
 * Writes every entry with all it has.
 *
 * Returns: (transfer full) (element-type PoiseExportFile): the file
 */
GPtrArray *
poise_own_json_write (const PoiseExport *export, GError **error)
{
  GString *out = g_string_new (NULL);
  PoiseJsonWriter writer;

  poise_json_writer_init (&writer, out);
  poise_json_writer_begin (&writer, NULL, '{');
  poise_json_writer_add_string (&writer, "format", EXPORT_FORMAT);
  poise_json_writer_add_int (&writer, "version", EXPORT_VERSION);
  poise_json_writer_begin (&writer, "entries", '[');
  for (guint i = 0; i < export->entries->len; i++)
    poise_entry_write_json (g_ptr_array_index (export->entries, i), &writer);
  poise_json_writer_end (&writer, ']');
  poise_json_writer_end (&writer, '}');
  g_string_append_c (out, '\n');
  return poise_export_files_new_for_text (out);
}
