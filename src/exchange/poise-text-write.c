/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-text-write.h"

#include "poise-front-matter.h"
#include "poise-import-text.h"
#include "poise-import.h"
#include "poise-text.h"

static void
append_text (GString *out, const char *text)
{
  g_autofree char *mended = poise_import_mend_lines (text);
  g_auto (GStrv) lines = g_strsplit (mended, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];
      g_autofree char *indented = g_strconcat (" ", line, NULL);
      gboolean is_heading = poise_text_unindent (indented) != indented;

      g_string_append (out, is_heading ? indented : line);
      g_string_append_c (out, '\n');
    }
}

/**
 * poise_text_write:
 * @export: what is exported
 * @error: return location
 *
 * Writes plain text: the day and time, the tags if there are some, a blank line, the
 * text, a blank line.
 *
 * Returns: (transfer full) (element-type PoiseExportFile): the file
 */
GPtrArray *
poise_text_write (const PoiseExport *export, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < export->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (export->entries, i);
      g_autofree char *day = poise_day_to_string (poise_entry_get_day (entry));
      g_autofree char *time = g_date_time_format (poise_entry_get_created (entry), "%H:%M:%S %:z");
      g_autofree char *tags = poise_front_matter_get_tags (entry);

      g_string_append_printf (out, "%s %s\n", day, time);
      if (tags != NULL)
        g_string_append_printf (out, POISE_TEXT_TAGS "%s\n", tags);
      g_string_append_c (out, '\n');
      append_text (out, poise_entry_get_text (entry));
      g_string_append_c (out, '\n');
    }
  return poise_export_files_new_for_text (g_steal_pointer (&out));
}
