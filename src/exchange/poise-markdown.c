/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-markdown.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-dates.h"
#include "poise-front-matter.h"
#include "poise-hashtags.h"
#include "poise-json.h"
#include "poise-text.h"
#include "poise-yaml.h"

/* Before each entry of a single file stands a line that Markdown does not show:
 * what the entry says besides its text. A line of a text that looks like one
 * gets a backslash. */
#define COMMENT_START "<!-- poise "
#define COMMENT_END " -->"

/* ---- reading front matter ---- */

/* Names that other programs give to the day, to moments and to the text's title. */
static const char *const day_keys[] = { "date", "day", NULL };
static const char *const created_keys[] = { "created",       "created_at",   "creation-date",
                                            "creation_date", "date created", "dateCreated",
                                            "createdAt",     "created-at",   NULL };
static const char *const modified_keys[] = { "modified",      "updated",   "lastmod", "updated_at",
                                             "date modified", "updatedAt", NULL };
static const char *const other_keys[] = { "tags",     "tag",      "title",   "starred",
                                          "aliases",  "mood",     "id",      "author",
                                          "weather",  "latitude", "summary", "cssclasses",
                                          "location", NULL };

/* What a head is read for; each of its names that says more is kept. */
typedef struct
{
  PoiseYaml *yaml;
  const char *day;      /* the name whose value is the day, or NULL */
  const char *created;  /* likewise */
  const char *modified; /* likewise */
} Head;

static gboolean
has_name (const char *const *names, const char *key)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], key) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_known_key (const char *key)
{
  return has_name (day_keys, key) || has_name (created_keys, key) ||
         has_name (modified_keys, key) || has_name (other_keys, key);
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

/* Names may be written as `Tags` too. Returns: the name as it stands there */
static const char *
find_name (PoiseYaml *head, const char *name)
{
  for (guint i = head != NULL && head->kind == POISE_YAML_MAPPING ? head->keys->len : 0; i > 0; i--)
    if (g_ascii_strcasecmp (g_ptr_array_index (head->keys, i - 1), name) == 0)
      return g_ptr_array_index (head->keys, i - 1);

  return NULL;
}

/* Obsidian and Jekyll take “rota depot” for two tags. */
static void
read_tag_words (JsonObject *extra, const char *text)
{
  g_autofree char *words = strpbrk (text, ",;") == NULL && *text != '['
                             ? g_strdelimit (g_strdup (text), " \t", ',')
                             : g_strdup (text);

  poise_front_matter_read_tags (extra, words);
}

/* Returns: the name that was read */
static const char *
keep_tags (PoiseYaml *head, JsonObject *extra)
{
  const char *name = find_name (head, "tags");
  const char *key = name != NULL ? name : find_name (head, "tag");
  PoiseYaml *tags = key != NULL ? poise_yaml_get (head, key) : NULL;

  if (tags != NULL && tags->kind == POISE_YAML_SEQUENCE && tags->values->len > 0)
    json_object_set_member (extra, POISE_EXTRA_TAGS, yaml_to_json (tags));
  else if (tags != NULL && tags->kind == POISE_YAML_SCALAR)
    read_tag_words (extra, tags->text);
  else if (tags != NULL && tags->kind == POISE_YAML_MAPPING)
    return "";
  return key != NULL ? key : "";
}

/* What else stands in the front matter of another program is kept as it is, and
 * so is what could not be read. */
static JsonObject *
collect_extra (const Head *head)
{
  JsonObject *extra = json_object_new ();
  g_autoptr (JsonObject) others = json_object_new ();
  const char *tags;

  if (head->yaml == NULL)
    return extra;
  tags = keep_tags (head->yaml, extra);
  if (g_strcmp0 (poise_yaml_get_text (head->yaml, "starred"), "true") == 0)
    json_object_set_boolean_member (extra, POISE_EXTRA_STARRED, TRUE);
  for (guint i = 0; i < head->yaml->keys->len; i++)
    {
      const char *key = g_ptr_array_index (head->yaml->keys, i);

      if (g_strcmp0 (key, head->day) == 0 || g_strcmp0 (key, head->created) == 0 ||
          g_strcmp0 (key, head->modified) == 0 || g_str_equal (key, tags) ||
          g_str_equal (key, "starred") ||
          (g_ascii_strcasecmp (key, "title") == 0 && poise_yaml_get_text (head->yaml, key) != NULL))
        continue;
      json_object_set_member (others, key,
                              yaml_to_json (g_ptr_array_index (head->yaml->values, i)));
    }
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

/* A value, also where it is a link: `[[2026-11-23]]`. */
static const char *
get_plain_text (PoiseYaml *head, const char *key)
{
  PoiseYaml *value = poise_yaml_get (head, key);

  for (guint i = 0; i < 2 && value != NULL && value->kind == POISE_YAML_SEQUENCE; i++)
    value = value->values->len == 1 ? g_ptr_array_index (value->values, 0) : NULL;
  if (value == NULL || value->kind != POISE_YAML_SCALAR)
    return NULL;
  return value->text + (g_str_has_prefix (value->text, "[[") ? 2 : 0);
}

/* The first of these names whose value begins with a date. */
static PoiseDateStatus
find_key (PoiseYaml *head,
          const char *const *keys,
          PoiseDateOrder order,
          GTimeZone *zone,
          PoiseDate *date,
          const char **key)
{
  PoiseDateStatus status = POISE_DATE_NONE;

  *key = NULL;
  for (guint i = 0; keys[i] != NULL && status != POISE_DATE_READ; i++)
    {
      const char *name = find_name (head, keys[i]);
      const char *text = name != NULL ? get_plain_text (head, name) : NULL;
      PoiseDateStatus found;

      poise_date_clear (date);
      found = text != NULL ? poise_date_parse (text, order, date) : POISE_DATE_NONE;
      if (found == POISE_DATE_NONE && text != NULL && poise_date_parse_number (text, zone, date))
        found = POISE_DATE_READ;
      /* What else stands there is kept. */
      if (found == POISE_DATE_READ && date->end[strspn (date->end, " \t]")] == '\0')
        *key = name;
      status = found != POISE_DATE_NONE ? found : status;
    }
  return status;
}

/* ---- whose day a note is ---- */

/* What a note says of its day. */
typedef struct
{
  PoiseDay day;
  GDateTime *created;
  GDateTime *modified;
} When;

static void
when_clear (When *when)
{
  g_clear_pointer (&when->created, g_date_time_unref);
  g_clear_pointer (&when->modified, g_date_time_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (When, when_clear)

/* A daily note is of the day that its name says, whenever it was made; a title
 * that only speaks of a day comes last. */
static PoiseDateStatus
find_when (Head *head, const char *name, PoiseDateOrder order, PoiseImport *import, When *when)
{
  g_auto (PoiseDate) named = { 0 };
  g_auto (PoiseDate) day = { 0 };
  g_auto (PoiseDate) created = { 0 };
  g_auto (PoiseDate) modified = { 0 };
  gboolean is_own;
  PoiseDateStatus by_name = poise_date_parse_name (name, order, &named, &is_own);
  PoiseDateStatus by_day =
    find_key (head->yaml, day_keys, import->order, import->zone, &day, &head->day);
  PoiseDateStatus by_created =
    find_key (head->yaml, created_keys, import->order, import->zone, &created, &head->created);

  if (find_key (head->yaml, modified_keys, import->order, import->zone, &modified,
                &head->modified) == POISE_DATE_READ)
    when->modified = poise_date_get_time (&modified, import->zone);
  if (by_created == POISE_DATE_READ)
    when->created = poise_date_get_time (&created, import->zone);
  if (by_day == POISE_DATE_READ && day.has_time)
    {
      g_clear_pointer (&when->created, g_date_time_unref);
      when->created = poise_date_get_time (&day, import->zone);
      head->created = NULL;
    }
  if (by_name == POISE_DATE_READ && is_own)
    when->day = named.day;
  else if (by_day == POISE_DATE_READ)
    when->day = poise_date_get_day (&day, import->zone);
  else if (by_created == POISE_DATE_READ)
    when->day = poise_date_get_day (&created, import->zone);
  else if (by_name == POISE_DATE_READ)
    when->day = named.day;
  if (when->created == NULL && by_name == POISE_DATE_READ && when->day == named.day)
    when->created = poise_date_get_time (&named, import->zone);
  if (by_day == POISE_DATE_READ && poise_date_get_day (&day, import->zone) != when->day)
    {
      poise_import_note (import, name, 0,
                         _ ("its name and its “%s” say different days; that of the name is taken"),
                         head->day);
      head->day = NULL;
    }
  if (when->day != POISE_DAY_INVALID)
    return POISE_DATE_READ;
  return by_name != POISE_DATE_NONE ? by_name : by_day != POISE_DATE_NONE ? by_day : by_created;
}

/* ---- reading ---- */

/* How a source is read. */
typedef struct
{
  PoiseDateOrder order;
  gboolean is_many;
  gboolean has_hashtags; /* `#rota` in a text is a tag */
} Manner;

/* Whether a file that is not named after a day has headings that are days; its front matter says
 * when the file was made. */
static gboolean
has_days (const char *body, const PoiseSourceFile *file, const Manner *manner, PoiseImport *import)
{
  g_auto (PoiseDate) date = { 0 };
  gboolean is_own;
  PoiseDateStatus status = poise_date_parse_name (file->name, manner->order, &date, &is_own);

  return (status == POISE_DATE_NONE || !is_own) &&
         poise_text_find_only_heading (body, poise_import_get_order (import, body)) ==
           POISE_DAY_INVALID;
}

static void
add_note (PoiseYaml *yaml,
          const char *body,
          const Manner *manner,
          const PoiseSourceFile *file,
          PoiseImport *import)
{
  Head head = { .yaml = yaml };
  g_auto (When) when = { 0 };
  g_autoptr (JsonObject) extra = NULL;
  g_autofree char *titled = NULL;
  const char *title;
  PoiseDateStatus status = find_when (&head, file->name, manner->order, import, &when);

  if ((status == POISE_DATE_NONE || has_days (body, file, manner, import)) &&
      poise_text_begins_with_heading (body, poise_import_get_order (import, body)))
    {
      if (yaml != NULL && yaml->keys != NULL && yaml->keys->len > 0)
        poise_import_leave_out (import, _ ("front matter of files with several days"));
      poise_text_read_headings (body, "markdown", file, import);
      return;
    }
  if (status == POISE_DATE_NONE)
    {
      poise_import_leave_out (import, _ ("notes without a date in their front matter or name"));
      return;
    }
  if (status != POISE_DATE_READ)
    {
      poise_import_fail_date (import, file->name, 1, status);
      return;
    }
  extra = collect_extra (&head);
  title = find_name (yaml, "title");
  titled = poise_import_join_title (title != NULL ? poise_yaml_get_text (yaml, title) : NULL, body);
  if (manner->has_hashtags)
    poise_hashtags_collect (titled, extra);
  poise_import_add (import, &(PoiseImportDraft) { .format = "markdown",
                                                  .id = file->name,
                                                  .day = when.day,
                                                  .created = when.created,
                                                  .modified = when.modified,
                                                  .text = titled,
                                                  .extra = extra });
}

/* Where a rule of three hyphens stands at the beginning of a line. */
static const char *
find_rule (const char *text)
{
  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      if (strncmp (line, "---", 3) == 0 && line[3 + strspn (line + 3, " \t")] <= '\n')
        return line;
    }
  return NULL;
}

/* YAML itself ends with three full stops too. */
static const char *
find_head_end (const char *text)
{
  const char *rule = find_rule (text), *dots = text;

  while (dots != NULL && strncmp (dots, "...\n", 4) != 0)
    {
      dots = strchr (dots, '\n');
      if (dots != NULL)
        dots++;
    }
  if (dots != NULL && (rule == NULL || dots < rule))
    {
      g_autofree char *between = g_strndup (text, (gsize) (dots - text));
      guint line;
      g_autoptr (PoiseYaml) yaml = poise_yaml_parse (between, &line, NULL);

      for (guint i = 0; yaml != NULL && yaml->kind == POISE_YAML_MAPPING && i < yaml->keys->len;
           i++)
        if (is_known_key (g_ptr_array_index (yaml->keys, i)))
          return dots;
    }
  return rule;
}

/* Three words, or a full stop. */
static gboolean
is_sentence (PoiseYaml *value)
{
  gsize length = value->kind == POISE_YAML_SCALAR ? strlen (value->text) : 0;
  const char *blank = length > 0 ? strchr (value->text, ' ') : NULL;

  return length > 0 && (strchr (".!?", value->text[length - 1]) != NULL ||
                        (blank != NULL && strchr (blank + 1, ' ') != NULL));
}

/* Two rules may also be rules, with words between them: front matter has names and
 * values only. Names that nobody knows are believed where no value is a sentence. */
static gboolean
is_front_matter (PoiseYaml *yaml, const char *text)
{
  if (yaml == NULL || yaml->kind == POISE_YAML_NULL)
    return yaml != NULL && text[strspn (text, " \t\n")] == '\0';
  if (yaml->kind != POISE_YAML_MAPPING)
    return FALSE;
  for (guint i = 0; i < yaml->keys->len; i++)
    if (is_known_key (g_ptr_array_index (yaml->keys, i)))
      return TRUE;
  for (guint i = 0; i < yaml->keys->len; i++)
    if (strpbrk (g_ptr_array_index (yaml->keys, i), " \t") != NULL ||
        is_sentence (g_ptr_array_index (yaml->values, i)))
      return FALSE;
  return strstr (text, "\n\n") == NULL;
}

/* Hugo and Zola write TOML between rules of three plus signs: `date = 2026-11-23`. Its names and
 * values are YAML’s but for the sign between them; tables are not read. */
static const char *
split_toml (const char *text, PoiseYaml **head)
{
  const char *end = strncmp (text, "+++\n", 4) == 0 ? strstr (text + 3, "\n+++") : NULL;
  g_autofree char *between = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (PoiseYaml) yaml = NULL;
  guint line;

  if (end == NULL || (end[4] != '\n' && end[4] != '\0'))
    return text;
  between = g_strndup (text + 4, (gsize) (MAX (end, text + 4) - (text + 4)));
  lines = g_strsplit (between, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *sign = strchr (lines[i], '=');
      g_autofree char *name =
        sign != NULL ? g_strstrip (g_strndup (lines[i], (gsize) (sign - lines[i]))) : NULL;

      if (name != NULL)
        g_string_append_printf (out, "%s: %s\n", name, sign + 1 + strspn (sign + 1, " "));
      else
        g_string_append_printf (out, "%s\n", lines[i]);
    }
  yaml = poise_yaml_parse (out->str, &line, NULL);
  if (yaml == NULL || yaml->kind != POISE_YAML_MAPPING || !is_front_matter (yaml, out->str))
    return text;
  *head = g_steal_pointer (&yaml);
  return end + 4 + (end[4] == '\n');
}

/* Splits the front matter off, if there is one; what follows is the text. */
static const char *
split_head (const char *text, const PoiseSourceFile *file, PoiseYaml **head, PoiseImport *import)
{
  const char *start = strchr (text, '\n'), *end = NULL;
  g_autofree char *between = NULL;
  g_autoptr (PoiseYaml) yaml = NULL;
  g_autoptr (GError) error = NULL;
  const char *doubled;
  guint line = 0;

  if (find_rule (text) == text && start != NULL)
    end = find_head_end (start + 1);
  if (end == NULL)
    return split_toml (text, head);
  between = g_strndup (start + 1, (gsize) (end - start - 1));
  yaml = poise_yaml_parse (between, &line, &error);
  if (yaml == NULL)
    yaml = poise_yaml_parse_lines (g_strchomp (between));
  if (!is_front_matter (yaml, between))
    return text;
  if (error != NULL)
    poise_import_note (import, file->name, line + 1,
                       _ ("the front matter is read line by line, since %s"), error->message);
  doubled = poise_yaml_find_doubled (yaml, &line);
  if (doubled != NULL)
    poise_import_note (import, file->name, line + 1,
                       _ ("“%s” stands twice in the front matter; the last one is read"), doubled);
  *head = g_steal_pointer (&yaml);
  end += strcspn (end, "\n");
  return end + (*end == '\n');
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

static gboolean
read_own_note (PoiseYaml *head, const char *body, PoiseImport *import)
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

/* A text may also speak of such comments. */
static gboolean
has_own_comment (const char *text)
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

static gboolean
is_named_after_day (const char *name, PoiseDateOrder order)
{
  g_auto (PoiseDate) date = { 0 };
  gboolean is_own;

  return poise_date_parse_name (name, order, &date, &is_own) != POISE_DATE_NONE;
}

static void
read_file (const PoiseSourceFile *file, const Manner *manner, PoiseImport *import)
{
  g_autofree char *text = poise_source_decode (file, import);
  g_autoptr (PoiseYaml) head = NULL;
  const char *body = split_head (text, file, &head, import);

  if (head != NULL && read_own_note (head, body, import))
    return;
  if (has_own_comment (body))
    read_sections (body, file, import);
  else if (head != NULL || manner->is_many || is_named_after_day (file->name, manner->order))
    add_note (head, body, manner, file, import);
  else
    poise_text_read_headings (body, "markdown", file, import);
}

static void
read_all (PoiseSource *source, gboolean has_hashtags, PoiseImport *import)
{
  const Manner manner = { poise_source_guess_order (source, import), source->is_many,
                          has_hashtags };

  for (guint i = 0; i < source->files->len; i++)
    read_file (g_ptr_array_index (source->files, i), &manner, import);
}

/**
 * poise_markdown_read:
 * @source: a folder with a file a day, or one file
 * @import: what is filled
 *
 * Reads Markdown. A file's day comes from its name, as Obsidian's daily notes have
 * it, or else from its front matter (`date`, `created`). A file without either is
 * read by its headings. In a folder `#rota` is a tag, as in Obsidian.
 */
void
poise_markdown_read (PoiseSource *source, PoiseImport *import)
{
  read_all (source, source->is_many, import);
}

/**
 * poise_joplin_read:
 * @source: a folder that Joplin exported
 * @import: what is filled
 *
 * Reads Joplin's Markdown, whose tags stand in the front matter only.
 */
void
poise_joplin_read (PoiseSource *source, PoiseImport *import)
{
  read_all (source, FALSE, import);
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
