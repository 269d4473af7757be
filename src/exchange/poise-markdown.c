/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-markdown.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-dates.h"
#include "poise-front-matter.h"
#include "poise-json.h"
#include "poise-text.h"
#include "poise-yaml.h"

/* Before each entry of a single file stands a line that Markdown does not show:
 * what the entry says besides its text. A line of a text that looks like one
 * gets a backslash. */
#define COMMENT_START "<!-- poise "
#define COMMENT_END " -->"

/* ---- reading front matter ---- */

/* Names that other programs give to the day and to the text's title. */
static const char *const date_keys[] = { "date",       "day",           "created",
                                         "created_at", "creation-date", NULL };
static const char *const modified_keys[] = { "modified", "updated", "lastmod", "updated_at", NULL };
static const char *const read_keys[] = { "date",          "day",      "created", "created_at",
                                         "creation-date", "modified", "updated", "lastmod",
                                         "updated_at",    "tags",     "tag",     "title",
                                         "starred",       NULL };

static const char *
get_first (PoiseYaml *head, const char *const *keys)
{
  for (guint i = 0; keys[i] != NULL; i++)
    {
      const char *text = poise_yaml_get_text (head, keys[i]);

      if (text != NULL)
        return text;
    }
  return NULL;
}

static JsonNode *
yaml_to_json (PoiseYaml *node)
{
  JsonNode *json = json_node_alloc ();

  if (node->kind == POISE_YAML_SCALAR)
    {
      json_node_init_string (json, node->text);
      return json;
    }
  if (node->kind == POISE_YAML_NULL)
    return json_node_init_null (json);
  if (node->kind == POISE_YAML_SEQUENCE)
    {
      g_autoptr (JsonArray) array = json_array_new ();

      for (guint i = 0; i < node->values->len; i++)
        json_array_add_element (array, yaml_to_json (g_ptr_array_index (node->values, i)));
      return json_node_init_array (json, array);
    }
  {
    g_autoptr (JsonObject) object = json_object_new ();

    for (guint i = 0; i < node->values->len; i++)
      json_object_set_member (object, g_ptr_array_index (node->keys, i),
                              yaml_to_json (g_ptr_array_index (node->values, i)));
    return json_node_init_object (json, object);
  }
}

static void
keep_tags (PoiseYaml *head, JsonObject *extra)
{
  PoiseYaml *tags = poise_yaml_get (head, "tags");

  if (tags == NULL)
    tags = poise_yaml_get (head, "tag");
  if (tags != NULL && tags->kind == POISE_YAML_SEQUENCE && tags->values->len > 0)
    json_object_set_member (extra, POISE_EXTRA_TAGS, yaml_to_json (tags));
  else if (tags != NULL && tags->kind == POISE_YAML_SCALAR)
    poise_front_matter_read_tags (extra, tags->text);
}

/* What else stands in the front matter of another program is kept as it is. */
static JsonObject *
collect_extra (PoiseYaml *head)
{
  JsonObject *extra = json_object_new ();
  g_autoptr (JsonObject) others = json_object_new ();

  if (head == NULL || head->kind != POISE_YAML_MAPPING)
    return extra;
  keep_tags (head, extra);
  if (g_strcmp0 (poise_yaml_get_text (head, "starred"), "true") == 0)
    json_object_set_boolean_member (extra, POISE_EXTRA_STARRED, TRUE);
  for (guint i = 0; i < head->keys->len; i++)
    if (!g_strv_contains (read_keys, g_ptr_array_index (head->keys, i)))
      json_object_set_member (others, g_ptr_array_index (head->keys, i),
                              yaml_to_json (g_ptr_array_index (head->values, i)));
  if (json_object_get_size (others) > 0)
    json_object_set_object_member (extra, "front-matter", g_steal_pointer (&others));
  return extra;
}

/* A value of a head that Poise wrote; a list comes back as JSON. */
typedef struct
{
  PoiseYaml *head;
  GPtrArray *texts;
} HeadValues;

static const char *
get_value_cb (gpointer data, const char *name)
{
  HeadValues *values = data;
  PoiseYaml *node = poise_yaml_get (values->head, name);

  if (node != NULL && node->kind == POISE_YAML_SEQUENCE)
    {
      g_autoptr (JsonNode) json = yaml_to_json (node);
      char *text = json_to_string (json, FALSE);

      g_ptr_array_add (values->texts, text);
      return text;
    }
  return poise_yaml_get_text (values->head, name);
}

/* The date in a file's name or path: `2026-11-23.md`, `2026/11/23.md`,
 * `20261123 Title.md`. */
static PoiseDateStatus
find_date_in_name (const char *name, PoiseDate *date)
{
  g_autoptr (GRegex) regex = g_regex_new (
    "(?<!\\d)(\\d{4})[-_./]?(\\d{2})[-_./]?(?:\\d{4}-\\d{2}-)?(\\d{2})(?!\\d)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  PoiseDateStatus status = POISE_DATE_NONE;

  for (g_regex_match (regex, name, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *year = g_match_info_fetch (match, 1);
      g_autofree char *month = g_match_info_fetch (match, 2);
      g_autofree char *dom = g_match_info_fetch (match, 3);
      g_autofree char *text = g_strjoin ("-", year, month, dom, NULL);

      status = poise_date_parse (text, POISE_DATE_ORDER_UNKNOWN, date);
    }
  return status;
}

static gboolean
find_date (PoiseYaml *head, const PoiseSourceFile *file, PoiseImport *import, PoiseDate *date)
{
  const char *text = get_first (head, date_keys);
  PoiseDateStatus status =
    text != NULL ? poise_date_parse (text, POISE_DATE_ORDER_UNKNOWN, date) : POISE_DATE_NONE;

  if (status == POISE_DATE_NONE)
    {
      poise_date_clear (date);
      status = find_date_in_name (file->name, date);
    }
  if (status == POISE_DATE_READ)
    return TRUE;
  if (status == POISE_DATE_NONE)
    poise_import_leave_out (import, _ ("notes without a date in their front matter or name"));
  else
    poise_import_fail (import, file->name, 1, _ ("there is no such day; the file is not read"));
  return FALSE;
}

/* ---- reading ---- */

static void
add_note (PoiseYaml *head, const char *body, const PoiseSourceFile *file, PoiseImport *import)
{
  g_auto (PoiseDate) date = { 0 };
  g_auto (PoiseDate) changed = { 0 };
  g_autoptr (GDateTime) created = NULL;
  g_autoptr (GDateTime) modified = NULL;
  g_autoptr (JsonObject) extra = NULL;
  g_autofree char *titled = NULL;
  const char *text;

  if (!find_date (head, file, import, &date))
    return;
  created = poise_date_get_time (&date, import->zone);
  text = get_first (head, modified_keys);
  if (text != NULL &&
      poise_date_parse (text, POISE_DATE_ORDER_UNKNOWN, &changed) == POISE_DATE_READ)
    modified = poise_date_get_time (&changed, import->zone);
  extra = collect_extra (head);
  titled = poise_import_join_title (poise_yaml_get_text (head, "title"), body);
  poise_import_add (import, &(PoiseImportDraft) { .format = "markdown",
                                                  .id = file->name,
                                                  .day = date.day,
                                                  .created = created,
                                                  .modified = modified,
                                                  .text = titled,
                                                  .extra = extra });
}

/* Splits the front matter off; what follows is the text. */
static const char *
split_head (const char *text, char **head)
{
  const char *end;

  if (!g_str_has_prefix (text, "---\n"))
    return text;
  end = g_str_has_prefix (text + 4, "---\n") ? text + 3 : strstr (text, "\n---\n");
  if (end == NULL && g_str_has_suffix (text, "\n---"))
    end = text + strlen (text) - 4;
  if (end == NULL)
    return text;
  *head = g_strndup (text + 4, end > text + 4 ? (gsize) (end - text - 4) : 0);
  text = end + 4 + (end[4] == '\n');
  return text;
}

/* A file that Poise wrote has a blank line behind the front matter and a line
 * end behind the text. */
static char *
get_own_body (const char *body)
{
  char *text = g_strdup (body + (*body == '\n'));
  gsize length = strlen (text);

  if (length > 0 && text[length - 1] == '\n')
    text[length - 1] = '\0';
  return text;
}

static void
read_note (const char *text, const PoiseSourceFile *file, PoiseImport *import)
{
  g_autofree char *head_text = NULL;
  const char *body = split_head (text, &head_text);
  g_autoptr (PoiseYaml) head = NULL;
  g_autoptr (GError) error = NULL;
  guint line = 0;

  if (head_text != NULL)
    {
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *own_body = get_own_body (body);
      PoiseEntry *entry;

      head = poise_yaml_parse (head_text, &line, &error);
      if (head == NULL)
        poise_import_note (import, file->name, line + 1,
                           _ ("the front matter is not understood and left out: %s"),
                           error->message);
      entry = poise_front_matter_make_entry (get_value_cb, &(HeadValues) { head, texts }, own_body);
      if (entry != NULL)
        {
          poise_import_take (import, entry);
          return;
        }
    }
  add_note (head, body, file, import);
}

static const char *
get_member_cb (gpointer data, const char *name)
{
  JsonNode *node = json_object_get_member (data, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static JsonNode *
parse_comment (const char *line)
{
  gsize length = strlen (line);
  gsize start = strlen (COMMENT_START), end = strlen (COMMENT_END);

  if (!g_str_has_prefix (line, COMMENT_START) || length < start + end ||
      !g_str_has_suffix (line, COMMENT_END))
    return NULL;
  return poise_json_parse (line + start, length - start - end, "", NULL);
}

static void
finish_section (JsonNode *head,
                GString *text,
                guint line,
                const PoiseSourceFile *file,
                PoiseImport *import)
{
  PoiseEntry *entry;

  if (head == NULL)
    return;
  /* The blank lines before and behind the text are not of it. */
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  if (g_str_has_suffix (text->str, "\n"))
    g_string_truncate (text, text->len - 1);
  if (*text->str == '\n')
    g_string_erase (text, 0, 1);
  entry = JSON_NODE_HOLDS_OBJECT (head)
            ? poise_front_matter_make_entry (get_member_cb, json_node_get_object (head), text->str)
            : NULL;
  if (entry != NULL)
    poise_import_take (import, entry);
  else
    poise_import_fail (import, file->name, line,
                       _ ("the comment here was changed; its entry is not read"));
}

/* A single file that Poise wrote. */
static void
read_sections (const char *text, const PoiseSourceFile *file, PoiseImport *import)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) section = g_string_new (NULL);
  g_autoptr (JsonNode) head = NULL;
  guint started = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i], *unescaped = line + strspn (line, "\\");

      if (g_str_has_prefix (line, COMMENT_START))
        {
          finish_section (head, section, started, file, import);
          g_clear_pointer (&head, json_node_unref);
          g_string_truncate (section, 0);
          head = parse_comment (line);
          if (head == NULL)
            poise_import_fail (import, file->name, i + 1,
                               _ ("the comment here was changed; its entry is not read"));
          started = i + 1;
          /* The heading stands before the comment of the next entry. */
          continue;
        }
      if (g_str_has_prefix (line, "## ") && lines[i + 1] != NULL &&
          g_str_has_prefix (lines[i + 1], COMMENT_START))
        continue;
      if (*line == '\\' && g_str_has_prefix (unescaped, COMMENT_START))
        line++;
      g_string_append (section, line);
      g_string_append_c (section, '\n');
    }
  if (section->len > 0)
    g_string_truncate (section, section->len - 1);
  finish_section (head, section, started, file, import);
}

/**
 * poise_markdown_read:
 * @source: a folder with a file a day, or one file
 * @import: what is filled
 *
 * Reads Markdown. A file's day comes from its front matter (`date`, `created`) or
 * else from its name, as Obsidian's daily notes have it. A single file without
 * either is read by its headings.
 */
void
poise_markdown_read (PoiseSource *source, PoiseImport *import)
{
  for (guint i = 0; i < source->files->len; i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);
      g_autofree char *text = poise_source_decode (file, import);
      g_auto (PoiseDate) date = { 0 };

      if (g_str_has_prefix (text, "---\n"))
        read_note (text, file, import);
      else if (g_str_has_prefix (text, COMMENT_START) || strstr (text, "\n" COMMENT_START) != NULL)
        read_sections (text, file, import);
      else if (source->is_many || find_date_in_name (file->name, &date) == POISE_DATE_READ)
        read_note (text, file, import);
      else
        poise_text_read_headings (text, "markdown", file, import);
    }
}

/* ---- writing ---- */

/* JSON is YAML but for the characters that YAML forbids, or takes for the end of
 * a line. */
static void
append_json (GString *out, const char *json)
{
  for (const char *p = json; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0xfffe ||
          c == 0xffff)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_unichar (out, c);
    }
}

static void
append_quoted (GString *out, const char *text)
{
  g_autoptr (GString) json = g_string_new (NULL);
  PoiseJsonWriter writer;

  poise_json_writer_init (&writer, json);
  writer.inline_depth = 1;
  poise_json_writer_add_string (&writer, NULL, text);
  append_json (out, json->str + strspn (json->str, " \n"));
}

static GString *
write_note (PoiseEntry *entry)
{
  GString *out = g_string_new ("---\n");
  g_autoptr (GPtrArray) values = poise_front_matter_collect (entry);

  for (guint i = 0; i < values->len; i++)
    {
      const PoiseFrontMatterValue *value = g_ptr_array_index (values, i);

      g_string_append_printf (out, "%s: ", value->name);
      if (value->is_json || g_str_equal (value->name, "id") || g_str_equal (value->name, "day"))
        append_json (out, value->value);
      else
        append_quoted (out, value->value);
      g_string_append_c (out, '\n');
    }
  g_string_append (out, "---\n\n");
  g_string_append (out, poise_entry_get_text (entry));
  g_string_append_c (out, '\n');
  return out;
}

/**
 * poise_markdown_write_folder:
 * @export: what is exported
 * @error: return location
 *
 * Writes a file an entry, `2026/2026-11-23.md`, with front matter; a day's further
 * entries are numbered.
 *
 * Returns: (transfer full) (element-type PoiseExportFile): the files
 */
GPtrArray *
poise_markdown_write_folder (const PoiseExport *export, GError **error)
{
  GPtrArray *files = poise_export_files_new ();
  PoiseDay last = POISE_DAY_INVALID;
  guint nth = 0;

  for (guint i = 0; i < export->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (export->entries, i);
      PoiseDay day = poise_entry_get_day (entry);
      g_autofree char *name = poise_day_to_string (day);
      char *path;

      nth = day == last ? nth + 1 : 1;
      last = day;
      path = nth == 1 ? g_strdup_printf ("%.4s/%s.md", name, name)
                      : g_strdup_printf ("%.4s/%s-%u.md", name, name, nth);
      poise_export_files_take (files, path, write_note (entry));
    }
  return files;
}

static void
append_comment (GString *out, PoiseEntry *entry)
{
  g_autoptr (GPtrArray) values = poise_front_matter_collect (entry);
  PoiseJsonWriter writer;
  g_autoptr (GString) json = g_string_new (NULL);

  poise_json_writer_init (&writer, json);
  writer.inline_depth = 1;
  poise_json_writer_begin (&writer, NULL, '{');
  for (guint i = 0; i < values->len; i++)
    {
      const PoiseFrontMatterValue *value = g_ptr_array_index (values, i);

      poise_json_writer_add_string (&writer, value->name, value->value);
    }
  poise_json_writer_end (&writer, '}');
  /* Two hyphens would end the comment for some readers. */
  g_string_replace (json, "--", "-\\u002d", 0);
  g_string_append_printf (out, COMMENT_START "%s" COMMENT_END "\n",
                          json->str + strspn (json->str, " \n"));
}

static void
append_escaped (GString *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i] + strspn (lines[i], "\\"), COMMENT_START))
        g_string_append_c (out, '\\');
      g_string_append (out, lines[i]);
      g_string_append_c (out, '\n');
    }
}

/**
 * poise_markdown_write_file:
 * @export: what is exported
 * @error: return location
 *
 * Writes one file with a heading an entry.
 *
 * Returns: (transfer full) (element-type PoiseExportFile): the file
 */
GPtrArray *
poise_markdown_write_file (const PoiseExport *export, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < export->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (export->entries, i);
      g_autofree char *day = poise_day_to_string (poise_entry_get_day (entry));
      g_autofree char *time = g_date_time_format (poise_entry_get_created (entry), "%H:%M");

      g_string_append_printf (out, "## %s %s\n", day, time);
      append_comment (out, entry);
      g_string_append_c (out, '\n');
      append_escaped (out, poise_entry_get_text (entry));
      g_string_append_c (out, '\n');
    }
  return poise_export_files_new_for_text (g_steal_pointer (&out));
}
