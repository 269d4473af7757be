/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-markdown-own.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-front-matter.h"
#include "poise-json.h"

/* Before each entry of a single file stands a line that Markdown does not show:
 * what the entry says besides its text. A line of a text that looks like one
 * gets a backslash. */
#define COMMENT_START "<!-- poise "
#define COMMENT_END " -->"

/* ---- reading ---- */

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
      g_autoptr (JsonNode) json = poise_yaml_to_json (node);
      char *text = json_to_string (json, FALSE);

      g_ptr_array_add (values->texts, text);
      return text;
    }
  return poise_yaml_get_text (values->head, name);
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

/**
 * poise_markdown_own_read_note:
 * @head: a note's front matter
 * @body: its text
 * @import: what is filled
 *
 * Reads a file of a folder that Poise wrote.
 *
 * Returns: whether it is one
 */
gboolean
poise_markdown_own_read_note (PoiseYaml *head, const char *body, PoiseImport *import)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *own_body = get_own_body (body);
  PoiseEntry *entry =
    poise_front_matter_make_entry (get_value_cb, &(HeadValues) { head, texts }, own_body);

  if (entry != NULL)
    poise_import_take (import, entry);
  return entry != NULL;
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

  if (head == NULL && line == 0 && text->str[strspn (text->str, " \t\n")] != '\0')
    poise_import_fail (import, file->name, 1,
                       _ ("this text stands before the first entry; it is not read"));
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

/**
 * poise_markdown_own_read_sections:
 * @text: a text
 * @file: the file it comes from
 * @import: what is filled
 *
 * Reads a single file that Poise wrote.
 */
void
poise_markdown_own_read_sections (const char *text,
                                  const PoiseSourceFile *file,
                                  PoiseImport *import)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) section = g_string_new (NULL);
  g_autoptr (JsonNode) head = NULL;
  guint started = 0;

  for (guint i = 0; lines[i] != NULL && !poise_import_is_stopped (import); i++)
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
 * poise_markdown_own_has_comment:
 * @text: a text
 *
 * Returns: whether Poise wrote it; a text may also speak of such comments
 */
gboolean
poise_markdown_own_has_comment (const char *text)
{
  for (const char *found = strstr (text, COMMENT_START); found != NULL;
       found = strstr (found + 1, COMMENT_START))
    {
      g_autofree char *line = g_strndup (found, strcspn (found, "\n"));
      g_autoptr (JsonNode) head = found == text || found[-1] == '\n' ? parse_comment (line) : NULL;
      JsonObject *object =
        head != NULL && JSON_NODE_HOLDS_OBJECT (head) ? json_node_get_object (head) : NULL;

      if (object != NULL && json_object_has_member (object, "id") &&
          json_object_has_member (object, "day"))
        return TRUE;
    }
  return FALSE;
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
