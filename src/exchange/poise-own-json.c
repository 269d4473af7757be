/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-own-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-entry-json.h"
#include "poise-intention-file.h"
#include "poise-json-list.h"
#include "poise-month.h"

#define EXPORT_FORMAT "poise-export"
#define EXPORT_VERSION 1
/* A member with what intentions.json holds; who does not know it passes it over. */
#define INTENTIONS "intentions"

/* Of a journal's folder only what is there now is read: not its trash, not its
 * backups. */
static gboolean
is_earlier (const char *name)
{
  return strstr (name, "trash/") != NULL || strstr (name, "backups/") != NULL;
}

static gboolean
is_own_file (const char *name, const char *file)
{
  g_autofree char *base = g_path_get_basename (name);

  return !is_earlier (name) && g_str_equal (base, file);
}

static gboolean
is_month (const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *month = g_strndup (base, strlen ("YYYY-MM"));

  if (is_earlier (name))
    return FALSE;
  return poise_month_name_is_valid (month) && g_str_has_suffix (base, ".json");
}

static void
take_intentions (PoiseImport *import, const PoiseSourceFile *file, const char *data, gsize length)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (GError) error = NULL;

  if (!poise_intention_list_load_json (list, data, length, file->name, &error))
    poise_import_fail (import, file->name, 0, "%s", error->message);
  else if (import->intentions == NULL)
    import->intentions = g_steal_pointer (&list);
}

static void
read_intentions (const PoiseSourceFile *file, PoiseImport *import)
{
  g_autoptr (JsonObject) object = poise_json_list_read_object (file, INTENTIONS, import);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (object == NULL)
    return;
  node = json_node_init_object (json_node_alloc (), object);
  text = json_to_string (node, FALSE);
  take_intentions (import, file, text, strlen (text));
}

static void
read_file (const PoiseSourceFile *file, PoiseImport *import)
{
  g_autoptr (GPtrArray) items = poise_json_list_read (file, "entries", import);

  for (guint i = 0; i < items->len && !poise_import_is_stopped (import); i++)
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
 * Reads Poise's own JSON. Entries keep their ids, tags and all they have. Of a folder
 * intentions.json is read, too.
 */
void
poise_own_json_read (PoiseSource *source, PoiseImport *import)
{
  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);

      if (source->is_many && is_own_file (file->name, POISE_INTENTION_FILE))
        take_intentions (import, file, g_bytes_get_data (file->bytes, NULL),
                         g_bytes_get_size (file->bytes));
      else if (!source->is_many || is_month (file->name))
        {
          read_intentions (file, import);
          read_file (file, import);
        }
    }
}

/**
 * poise_own_json_write:
 * @export: what is exported
 * @error: return location
 *
 * Writes every entry with all it has, and what the person meant to do.
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
  if (export->intentions != NULL)
    {
      g_autoptr (JsonNode) node = json_from_string (export->intentions, NULL);

      poise_json_writer_add_node (&writer, INTENTIONS, node);
    }
  poise_json_writer_begin (&writer, "entries", '[');
  for (guint i = 0; i < export->entries->len; i++)
    poise_entry_write_json (g_ptr_array_index (export->entries, i), &writer);
  poise_json_writer_end (&writer, ']');
  poise_json_writer_end (&writer, '}');
  g_string_append_c (out, '\n');
  return poise_export_files_new_for_text (out);
}
