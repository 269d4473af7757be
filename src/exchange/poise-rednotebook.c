/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-rednotebook.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-date-names.h"
#include "poise-hashtags.h"
#include "poise-yaml.h"

#define OLD_TAGS "Tags"

/* A file is named after its month, `2026-11.txt`; others in the folder are
 * backups and templates. */
static gboolean
parse_name (const char *name, guint *year, guint *month)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *first = NULL;
  PoiseDay day;

  if (strlen (base) != strlen ("YYYY-MM.txt") || !g_str_has_suffix (base, ".txt"))
    return FALSE;
  first = g_strdup_printf ("%.7s-01", base);
  day = poise_day_parse (first);
  if (day == POISE_DAY_INVALID)
    return FALSE;
  poise_day_get_ymd (day, year, month, NULL);
  return TRUE;
}

/* A category holds its entries as the keys of a mapping without values; what
 * else stands there was written by hand and is kept too. */
static void
add_entries (PoiseYaml *node, const char *before, JsonArray *array)
{
  if (node->kind == POISE_YAML_SCALAR || (node->kind == POISE_YAML_NULL && *before != '\0'))
    {
      g_autofree char *words =
        g_strconcat (before, *before != '\0' && node->kind == POISE_YAML_SCALAR ? ": " : "",
                     node->kind == POISE_YAML_SCALAR ? node->text : "", NULL);

      json_array_add_string_element (array, words);
    }
  for (guint i = 0; node->values != NULL && i < node->values->len; i++)
    {
      const char *key = node->keys != NULL ? g_ptr_array_index (node->keys, i) : "";
      g_autofree char *words =
        g_strconcat (before, *before != '\0' && *key != '\0' ? ": " : "", key, NULL);

      add_entries (g_ptr_array_index (node->values, i), words, array);
    }
}

static JsonArray *
list_entries (PoiseYaml *category)
{
  JsonArray *array = json_array_new ();

  add_entries (category, "", array);
  return array;
}

/* RedNotebook 1.0 had one category for all tags. */
static void
add_old_tags (PoiseYaml *category, JsonArray *tags)
{
  g_autoptr (JsonArray) entries = list_entries (category);

  for (guint i = 0; i < json_array_get_length (entries); i++)
    json_array_add_string_element (tags, json_array_get_string_element (entries, i));
}

/* Whether a later key says the same name again: RedNotebook shows the last. */
static gboolean
is_replaced (PoiseYaml *mapping, guint i)
{
  const char *key = g_ptr_array_index (mapping->keys, i);

  return poise_yaml_get (mapping, key) != g_ptr_array_index (mapping->values, i);
}

static void
note_doubled (PoiseYaml *mapping, const PoiseSourceFile *file, PoiseImport *import)
{
  for (guint i = 0; i < mapping->keys->len; i++)
    if (is_replaced (mapping, i))
      poise_import_note (import, file->name,
                         ((PoiseYaml *) g_ptr_array_index (mapping->values, i))->line,
                         /* Translators: a name in a file, as “text” or “14”. */
                         _ ("“%s” stands here and once more below; as in RedNotebook, the last one "
                            "is read and this one left out"),
                         (const char *) g_ptr_array_index (mapping->keys, i));
}

/* Categories are tags with words below them. These stand behind the text, and are kept as
 * they are. */
static JsonObject *
collect_extra (PoiseYaml *content, GString *words)
{
  JsonObject *extra = json_object_new ();
  g_autoptr (JsonObject) categories = json_object_new ();
  g_autoptr (JsonArray) tags = json_array_new ();

  for (guint i = 0; i < content->keys->len; i++)
    {
      const char *name = g_ptr_array_index (content->keys, i);
      JsonArray *entries;

      PoiseYaml *value = g_ptr_array_index (content->values, i);

      if (is_replaced (content, i) ||
          (g_str_equal (name, "text") &&
           (value->kind == POISE_YAML_SCALAR || value->kind == POISE_YAML_NULL)))
        continue;
      if (g_ascii_strcasecmp (name, OLD_TAGS) == 0 && value->kind != POISE_YAML_NULL)
        {
          add_old_tags (value, tags);
          continue;
        }
      json_array_add_string_element (tags, name);
      if (value->kind == POISE_YAML_NULL)
        continue;
      entries = list_entries (value);
      for (guint j = 0; j < json_array_get_length (entries); j++)
        g_string_append_printf (words, "%s: %s\n", name,
                                json_array_get_string_element (entries, j));
      json_object_set_array_member (categories, name, entries);
    }
  if (json_array_get_length (tags) > 0)
    json_object_set_array_member (extra, POISE_EXTRA_TAGS, g_steal_pointer (&tags));
  if (json_object_get_size (categories) > 0)
    json_object_set_object_member (extra, "categories", g_steal_pointer (&categories));
  return extra;
}

static void
read_day (const char *key,
          PoiseYaml *content,
          guint year,
          guint month,
          const PoiseSourceFile *file,
          PoiseImport *import)
{
  guint64 dom = 0;
  PoiseDay day = g_ascii_string_to_unsigned (key, 10, 1, 31, &dom, NULL)
                   ? poise_day_new (year, month, (guint) dom)
                   : POISE_DAY_INVALID;
  g_autoptr (JsonObject) extra = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *id = NULL;
  const char *text;

  if (day == POISE_DAY_INVALID)
    {
      poise_import_fail (import, file->name, content->line,
                         _ ("the month has no day “%s”; it is not read"), key);
      return;
    }
  if (content->kind != POISE_YAML_MAPPING)
    {
      poise_import_fail (import, file->name, content->line, _ ("here should be the text of a day"));
      return;
    }
  note_doubled (content, file, import);
  extra = collect_extra (content, words);
  text = poise_yaml_get_text (content, "text");
  if (text != NULL)
    poise_hashtags_collect (text, extra);
  if (text != NULL && words->len > 0 && *text != '\0')
    g_string_prepend (words, "\n\n");
  if (text != NULL)
    g_string_prepend (words, text);
  id = poise_day_to_string (day);
  poise_import_add (
    import, &(PoiseImportDraft) {
              .format = "rednotebook", .id = id, .day = day, .text = words->str, .extra = extra });
}

/* `14:`, at a line's start. */
static gboolean
is_day_line (const char *line)
{
  gsize length = strspn (line, "0123456789");

  return (length == 1 || length == 2) && line[length] == ':' && (guchar) line[length + 1] <= ' ';
}

static void
fail_day (char **lines,
          guint from,
          guint line,
          const char *why,
          const PoiseSourceFile *file,
          PoiseImport *import)
{
  g_autofree char *day = g_strndup (lines[from], strcspn (lines[from], ":"));
  g_autofree char *words = g_strstrip (g_strjoinv ("\n", lines + from));

  poise_import_fail (
    import, file->name, line,
    /* Translators: a day’s number, why it is not read, and all that stands there. */
    _ ("day %s is not read: %s; mend it in the file and import it again. It says:\n%s"), day, why,
    words);
}

/* One day, at the line where it stands. */
static void
read_day_alone (char **lines,
                guint from,
                const PoiseSourceFile *file,
                PoiseYaml *days,
                PoiseImport *import)
{
  g_autofree char *above = g_strnfill (from, '\n');
  g_autofree char *words = g_strjoinv ("\n", lines + from);
  g_autofree char *text = g_strconcat (above, words, "\n", NULL);
  g_autoptr (GError) error = NULL;
  guint line = 0;
  g_autoptr (PoiseYaml) day = poise_yaml_parse (text, &line, &error);

  if (day == NULL || day->kind != POISE_YAML_MAPPING)
    {
      fail_day (lines, from, day != NULL ? from + 1 : line,
                day != NULL ? _ ("here should be the text of a day") : error->message, file,
                import);
      return;
    }
  g_ptr_array_extend_and_steal (days->keys, g_steal_pointer (&day->keys));
  g_ptr_array_extend_and_steal (days->values, g_steal_pointer (&day->values));
}

/* A broken day leaves the others of its month as they are. Returns: the days, or %NULL where no
 * line begins one. */
static PoiseYaml *
read_days_alone (const char *text, const PoiseSourceFile *file, PoiseImport *import)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (PoiseYaml) days = NULL;
  guint line, first = 0;

  while (lines[first] != NULL && (*lines[first] == '\0' || *lines[first] == '#'))
    first++;
  if (lines[first] == NULL || !is_day_line (lines[first]))
    return NULL;
  days = poise_yaml_parse ("{}", &line, NULL);
  for (guint from = first, next; lines[from] != NULL && !poise_import_is_stopped (import);
       from = next)
    {
      char *kept;

      for (next = from + 1; lines[next] != NULL && !is_day_line (lines[next]);)
        next++;
      kept = lines[next];
      lines[next] = NULL;
      read_day_alone (lines, from, file, days, import);
      lines[next] = kept;
    }
  return g_steal_pointer (&days);
}

static void
read_month (const PoiseSourceFile *file, guint year, guint month, PoiseImport *import)
{
  g_autofree char *text = poise_source_decode (file, import);
  g_autoptr (GError) error = NULL;
  guint line = 0;
  g_autoptr (PoiseYaml) root = poise_yaml_parse (text, &line, &error);

  if (root == NULL)
    root = read_days_alone (text, file, import);
  if (root == NULL)
    {
      poise_import_fail (import, file->name, line, _ ("the month is not read: %s"), error->message);
      return;
    }
  if (root->kind == POISE_YAML_NULL)
    return;
  if (root->kind != POISE_YAML_MAPPING)
    {
      poise_import_fail (import, file->name, root->line, _ ("here should be the days of a month"));
      return;
    }
  note_doubled (root, file, import);
  for (guint i = 0; i < root->keys->len && !poise_import_is_stopped (import); i++)
    if (!is_replaced (root, i))
      read_day (g_ptr_array_index (root->keys, i), g_ptr_array_index (root->values, i), year, month,
                file, import);
}

/**
 * poise_rednotebook_read:
 * @source: RedNotebook's folder, or one of its month files
 * @import: what is filled
 *
 * Reads RedNotebook's days. Tags, `#rota` in the text and categories are kept. RedNotebook knows no
 * times: entries stand at noon.
 */
void
poise_rednotebook_read (PoiseSource *source, PoiseImport *import)
{
  guint year, month;

  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);

      if (parse_name (file->name, &year, &month))
        read_month (file, year, month, import);
      else if (source->is_many)
        poise_import_leave_out (import, _ ("files that are no months"));
      else
        poise_import_fail (import, file->name, 0,
                           _ ("RedNotebook’s files are named after their months, as 2026-11.txt"));
    }
}
