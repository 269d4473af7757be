/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-markdown-head.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-date-names.h"
#include "poise-front-matter.h"
#include "poise-json.h"

/* Names that other programs give to the day, to moments and to the text's title. */
static const char *const day_keys[] = { "date", "day", NULL };
static const char *const created_keys[] = { "created",       "created_at",   "creation-date",
                                            "creation_date", "date created", "dateCreated",
                                            "createdAt",     "created-at",   NULL };
static const char *const modified_keys[] = { "modified",      "updated",   "lastmod", "updated_at",
                                             "date modified", "updatedAt", NULL };
static const char *const time_keys[] = { "time", "zeit", "uhrzeit", "heure", "hora", "ora", NULL };
/* The words of the note itself. */
static const char *const body_keys[] = { "body", "content", "text", NULL };
static const char *const other_keys[] = { "tags",     "tag",      "title",   "starred",
                                          "aliases",  "mood",     "id",      "author",
                                          "weather",  "latitude", "summary", "cssclasses",
                                          "location", NULL };
/* What only programs read, and what stands in no text. */
static const char *const silent_keys[] = {
  "id",        "uid",        "uuid",     "aliases", "alias",    "author", "cssclass", "cssclasses",
  "latitude",  "longitude",  "altitude", "layout",  "type",     "kind",   "status",   "template",
  "permalink", "slug",       "url",      "banner",  "cover",    "icon",   "publish",  "draft",
  "category",  "categories", "keywords", "lang",    "language", NULL
};

static gboolean
has_name (const char *const *names, const char *key)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], key) == 0)
      return TRUE;

  return FALSE;
}

/* Numbers, moments, `true` and lists of tags are values; other words may be a person's. */
static gboolean
has_words (PoiseYaml *value)
{
  static const char *const names[] = { "true", "false", "yes", "no", "on", "off", "none", NULL };
  g_auto (PoiseDate) date = { 0 };

  for (guint i = 0; value->kind == POISE_YAML_SEQUENCE && i < value->values->len; i++)
    {
      PoiseYaml *item = g_ptr_array_index (value->values, i);

      if (has_words (item) && (item->text == NULL || strchr (item->text, ' ') != NULL))
        return TRUE;
    }
  if (value->kind != POISE_YAML_SCALAR)
    return value->kind == POISE_YAML_MAPPING;
  if (has_name (names, value->text) ||
      (poise_date_parse (value->text, POISE_DATE_ORDER_DAY_FIRST, &date) == POISE_DATE_READ &&
       *date.end == '\0'))
    return FALSE;
  for (const char *p = value->text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static gboolean
is_known_key (const char *key)
{
  return has_name (day_keys, key) || has_name (created_keys, key) ||
         has_name (modified_keys, key) || has_name (body_keys, key) || has_name (other_keys, key);
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

/* A list that is no YAML, “[rota, depot”, or lines “- rota”: its tags with commas between them. */
static char *
mend_list (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text + (*text == '['), "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *words = g_strstrip (lines[i]);

      memset (words, ' ', strspn (words, "- "));
      for (char *p = words; *p != '\0'; p++)
        if (strchr ("[]\"", *p) != NULL)
          *p = ' ';
    }
  return g_strjoinv (",", lines);
}

static gboolean
is_broken_list (const char *text)
{
  g_autoptr (JsonNode) node = *text == '[' ? json_from_string (text, NULL) : NULL;

  return (*text == '[' && node == NULL) || g_str_has_prefix (text, "- ");
}

/* Obsidian and Jekyll take “rota depot” for two tags. */
static void
read_tag_words (JsonObject *extra, const char *text)
{
  g_autofree char *mended = is_broken_list (text) ? mend_list (text) : NULL;
  g_autofree char *words = NULL;

  if (mended != NULL)
    {
      poise_front_matter_read_tags (extra, mended);
      return;
    }
  words = strpbrk (text, ",;") == NULL && *text != '[' ? g_strdelimit (g_strdup (text), " \t", ',')
                                                       : g_strdup (text);

  poise_front_matter_read_tags (extra, words);
}

/* `[[Odalys]]` is a link in Obsidian, and a list in a list in YAML. Returns: its words, or %NULL */
static char *
read_link (PoiseYaml *tag)
{
  while (tag->kind == POISE_YAML_SEQUENCE && tag->values->len == 1)
    tag = g_ptr_array_index (tag->values, 0);
  if (tag->kind != POISE_YAML_SCALAR)
    return NULL;
  if (g_str_has_prefix (tag->text, "[[") && g_str_has_suffix (tag->text, "]]") &&
      strlen (tag->text) > strlen ("[[]]"))
    return g_strndup (tag->text + 2, strlen (tag->text) - 4);
  return g_strdup (tag->text);
}

static JsonArray *
read_tag_list (PoiseYaml *list)
{
  JsonArray *tags = json_array_new ();

  for (guint i = 0; i < list->values->len; i++)
    {
      PoiseYaml *tag = g_ptr_array_index (list->values, i);
      g_autofree char *words = read_link (tag);

      if (words != NULL)
        json_array_add_string_element (tags, words);
      else
        json_array_add_element (tags, poise_yaml_to_json (tag));
    }
  return tags;
}

/* Returns: the name that was read */
static const char *
keep_tags (PoiseYaml *head, JsonObject *extra)
{
  const char *name = find_name (head, "tags");
  const char *key = name != NULL ? name : find_name (head, "tag");
  PoiseYaml *tags = key != NULL ? poise_yaml_get (head, key) : NULL;

  if (tags != NULL && tags->kind == POISE_YAML_SEQUENCE && tags->values->len > 0)
    json_object_set_array_member (extra, POISE_EXTRA_TAGS, read_tag_list (tags));
  else if (tags != NULL && tags->kind == POISE_YAML_SCALAR)
    read_tag_words (extra, tags->text);
  else if (tags != NULL && tags->kind == POISE_YAML_MAPPING)
    return "";
  return key != NULL ? key : "";
}

/* `true` and, as people write it, `yes`. */
static gboolean
is_starred (PoiseYaml *head)
{
  static const char *const yes[] = { "true", "yes", "on", "1", NULL };
  const char *text = poise_yaml_get_text (head, "starred");

  return text != NULL && has_name (yes, text);
}

/**
 * poise_markdown_head_collect_extra:
 * @head: a head
 *
 * What else stands in the front matter of another program is kept as it is, and
 * so is what could not be read.
 *
 * Returns: (transfer full): it
 */
JsonObject *
poise_markdown_head_collect_extra (const PoiseMarkdownHead *head)
{
  JsonObject *extra = json_object_new ();
  g_autoptr (JsonObject) others = json_object_new ();
  const char *tags;

  if (head->yaml == NULL)
    return extra;
  tags = keep_tags (head->yaml, extra);
  if (is_starred (head->yaml))
    json_object_set_boolean_member (extra, POISE_EXTRA_STARRED, TRUE);
  for (guint i = 0; i < head->yaml->keys->len; i++)
    {
      const char *key = g_ptr_array_index (head->yaml->keys, i);

      if (g_strcmp0 (key, head->day) == 0 || g_strcmp0 (key, head->created) == 0 ||
          g_strcmp0 (key, head->modified) == 0 || g_strcmp0 (key, head->time) == 0 ||
          g_strcmp0 (key, head->body) == 0 || g_str_equal (key, tags) ||
          g_str_equal (key, "starred") ||
          (g_ascii_strcasecmp (key, "title") == 0 && poise_yaml_get_text (head->yaml, key) != NULL))
        continue;
      json_object_set_member (others, key,
                              poise_yaml_to_json (g_ptr_array_index (head->yaml->values, i)));
    }
  if (json_object_get_size (others) > 0)
    json_object_set_object_member (extra, "front-matter", g_steal_pointer (&others));
  return extra;
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

/**
 * poise_markdown_head_get_title:
 * @yaml: (nullable): a head
 *
 * Returns: (transfer none) (nullable): the title
 */
const char *
poise_markdown_head_get_title (PoiseYaml *yaml)
{
  const char *name = find_name (yaml, "title");

  return name != NULL ? poise_yaml_get_text (yaml, name) : NULL;
}

/**
 * poise_markdown_head_get_body:
 * @head: a head, which gets the name that was read
 *
 * Returns: (transfer none) (nullable): the words of the note that stand in its head
 */
const char *
poise_markdown_head_get_body (PoiseMarkdownHead *head)
{
  for (guint i = 0; body_keys[i] != NULL; i++)
    {
      const char *name = find_name (head->yaml, body_keys[i]);
      PoiseYaml *value = name != NULL ? poise_yaml_get (head->yaml, name) : NULL;

      if (value != NULL && value->kind == POISE_YAML_SCALAR && has_words (value))
        {
          head->body = name;
          return value->text;
        }
    }
  return NULL;
}

/**
 * poise_markdown_head_append_words:
 * @extra: what is kept of a head
 * @text: the text of a note that has no other
 *
 * Words may stand in the head only: “highlight: Spoke with Odalys.”
 */
void
poise_markdown_head_append_words (JsonObject *extra, GString *text)
{
  JsonObject *others = poise_json_get_object (extra, "front-matter");
  g_autoptr (JsonObject) words = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (others == NULL)
    return;
  json_object_iter_init_ordered (&iter, others);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!has_name (silent_keys, name) && !has_name (created_keys, name) &&
        !has_name (modified_keys, name) && !has_name (day_keys, name))
      json_object_set_member (words, name, json_node_copy (node));
  poise_front_matter_append_words (words, text);
}

/**
 * poise_markdown_when_clear:
 * @when: what a note says of its day
 */
void
poise_markdown_when_clear (PoiseMarkdownWhen *when)
{
  g_clear_pointer (&when->created, g_date_time_unref);
  g_clear_pointer (&when->modified, g_date_time_unref);
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

/* `time: 21:30` beside the day. */
static void
find_time (PoiseMarkdownHead *head, PoiseImport *import, PoiseMarkdownWhen *when)
{
  for (guint i = 0; time_keys[i] != NULL && when->created == NULL; i++)
    {
      const char *name = find_name (head->yaml, time_keys[i]);
      const char *text = name != NULL ? poise_yaml_get_text (head->yaml, name) : NULL;
      g_auto (PoiseDate) clock = { .day = when->day };
      const char *end = text != NULL ? poise_date_parse_clock (text, &clock) : NULL;

      if (end == NULL || !clock.has_time || *end != '\0' || clock.day != when->day)
        continue;
      when->created = poise_date_get_time (&clock, import->zone);
      head->time = name;
    }
}

/**
 * poise_markdown_head_find_when:
 * @head: a head, which gets the names that were read
 * @name: the file's name
 * @order: which of two numbers in names is the month
 * @import: the import
 * @when: (inout): what is found, empty before
 *
 * A daily note is of the day that its name says, whenever it was made; a title
 * that only speaks of a day comes last.
 *
 * Returns: what was found
 */
PoiseDateStatus
poise_markdown_head_find_when (PoiseMarkdownHead *head,
                               const char *name,
                               PoiseDateOrder order,
                               PoiseImport *import,
                               PoiseMarkdownWhen *when)
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
  if (by_name == POISE_DATE_READ && when->day == named.day)
    poise_import_say_doubts (import, name, 0, &named);
  poise_import_say_doubts (import, name, 0, &day);
  poise_import_say_doubts (import, name, 0, &created);
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
    {
      find_time (head, import, when);
      return POISE_DATE_READ;
    }
  return by_name != POISE_DATE_NONE ? by_name : by_day != POISE_DATE_NONE ? by_day : by_created;
}

/* Where a rule of three hyphens stands at the beginning of a line. */
static const char *
find_rule (const char *text)
{
  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      if (strncmp (line, "---", 3) == 0 && (guchar) line[3 + strspn (line + 3, " \t")] <= '\n')
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

/* `type: daily`: one word behind a name that programs know. */
static gboolean
is_silent (const char *key, PoiseYaml *value)
{
  return has_name (silent_keys, key) && (value->text == NULL || strchr (value->text, ' ') == NULL);
}

/* Two rules may also be rules, with words between them: front matter has names and
 * values only. Names that nobody knows are believed where no value has words: “Plan: call Odalys”
 * would no longer be seen. */
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
    {
      const char *key = g_ptr_array_index (yaml->keys, i);
      PoiseYaml *value = g_ptr_array_index (yaml->values, i);

      if (strpbrk (key, " \t") != NULL || (has_words (value) && !is_silent (key, value)))
        return FALSE;
    }
  return strstr (text, "\n\n") == NULL;
}

/* Words that a person wrote into the front matter and that are none of its names and values. */
static void
put_before_text (const GString *lines,
                 const PoiseSourceFile *file,
                 char **rest,
                 PoiseImport *import)
{
  guint n = 0;

  for (const char *p = lines->str; (p = strchr (p, '\n')) != NULL; p++)
    n++;
  if (n == 0)
    return;
  poise_import_note (import, file->name, 0,
                     ngettext ("%u line of the front matter is not understood; it stands "
                               "before the text",
                               "%u lines of the front matter are not understood; they stand "
                               "before the text",
                               n),
                     n);
  *rest = g_strconcat (lines->str, "\n", NULL);
}

/* Hugo and Zola write TOML between rules of three plus signs: `date = 2026-11-23`. Its names and
 * values are YAML’s but for the sign between them; tables are not read. */
static const char *
split_toml (const char *text,
            const PoiseSourceFile *file,
            char **rest,
            PoiseYaml **head,
            PoiseImport *import)
{
  const char *end = strncmp (text, "+++\n", 4) == 0 ? strstr (text + 3, "\n+++") : NULL;
  g_autofree char *between = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) comments = g_string_new (NULL);
  g_autoptr (PoiseYaml) yaml = NULL;
  guint line;

  if (end == NULL || (end[4] != '\n' && end[4] != '\0'))
    return text;
  between = g_strndup (text + 4, (gsize) (MAX (end, text + 4) - (text + 4)));
  lines = g_strsplit (between, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean is_comment = lines[i][strspn (lines[i], " \t")] == '#';
      const char *sign = is_comment ? NULL : strchr (lines[i], '=');
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
  poise_yaml_collect_comments (out->str, comments);
  put_before_text (comments, file, rest, import);
  *head = g_steal_pointer (&yaml);
  return end + 4 + (end[4] == '\n');
}

/* What is no YAML is read line by line. Returns: %NULL where more of it is text than names */
static PoiseYaml *
read_lines (const char *between,
            const char *why,
            guint line,
            const PoiseSourceFile *file,
            char **rest,
            PoiseImport *import)
{
  g_autoptr (GString) others = g_string_new (NULL);
  g_autoptr (PoiseYaml) yaml = poise_yaml_parse_lines (between, others);
  g_auto (GStrv) lines = g_strsplit (others->str, "\n", -1);
  guint n = MAX (g_strv_length (lines), 1) - 1;

  if (yaml == NULL || n > yaml->keys->len ||
      (n > 0 && !is_known_key (g_ptr_array_index (yaml->keys, 0))) ||
      !is_front_matter (yaml, between))
    return NULL;
  poise_import_note (import, file->name, line + 1,
                     _ ("the front matter is read line by line, since %s"), why);
  put_before_text (others, file, rest, import);
  return g_steal_pointer (&yaml);
}

/* Whether the lines below an opening rule, up to a blank one, are names and values. */
static gboolean
looks_like_head (const char *text)
{
  const char *blank = strstr (text, "\n\n");
  g_autoptr (GString) lines =
    g_string_new_len (text, blank != NULL ? blank - text : (gssize) strlen (text));
  g_autoptr (GString) others = g_string_new (NULL);
  g_autoptr (PoiseYaml) yaml = NULL;

  g_string_replace (lines, " = ", ": ", 0);
  yaml = poise_yaml_parse_lines (lines->str, others);
  return yaml != NULL && is_front_matter (yaml, lines->str) &&
         (others->len == 0 || is_known_key (g_ptr_array_index (yaml->keys, 0)));
}

/* What opens as front matter and does not end is a part of the text. */
static void
say_open_head (const char *text, const PoiseSourceFile *file, PoiseImport *import)
{
  const char *start = strchr (text, '\n');

  if (start != NULL && (find_rule (text) == text || g_str_has_prefix (text, "+++\n")) &&
      looks_like_head (start + 1))
    poise_import_note (import, file->name, 1,
                       _ ("the front matter that begins here does not end; it stays in the text"));
}

/**
 * poise_markdown_head_split:
 * @text: a note
 * @file: the file it comes from
 * @rest: (out) (transfer full) (nullable): lines of the front matter that are not understood, and
 *   its comments
 * @head: (out) (transfer full) (nullable): the front matter, %NULL where there is none
 * @import: where is noted what is doubtful
 *
 * Splits the front matter off, if there is one.
 *
 * Returns: (transfer none): the text that follows
 */
const char *
poise_markdown_head_split (const char *text,
                           const PoiseSourceFile *file,
                           char **rest,
                           PoiseYaml **head,
                           PoiseImport *import)
{
  const char *start = strchr (text, '\n'), *end = NULL;
  g_autofree char *between = NULL;
  g_autoptr (PoiseYaml) yaml = NULL;
  g_autoptr (GString) comments = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const char *doubled;
  guint line = 0, n_doubled = 0;

  if (find_rule (text) == text && start != NULL)
    end = find_head_end (start + 1);
  if (end == NULL)
    {
      const char *body = split_toml (text, file, rest, head, import);

      if (body == text)
        say_open_head (text, file, import);
      return body;
    }
  between = g_strndup (start + 1, (gsize) (end - start - 1));
  yaml = poise_yaml_parse (between, &line, &error);
  if (yaml != NULL)
    poise_yaml_collect_comments (between, comments);
  else
    yaml = read_lines (g_strchomp (between), error->message, line, file, rest, import);
  if (!is_front_matter (yaml, between))
    {
      say_open_head (text, file, import);
      return text;
    }
  while ((doubled = poise_yaml_find_doubled (yaml, &n_doubled, &line)) != NULL)
    poise_import_note (import, file->name, line + 1,
                       _ ("“%s” stands twice in the front matter; the last one is read"), doubled);
  put_before_text (comments, file, rest, import);
  /* An empty one says nothing. */
  if (yaml->kind == POISE_YAML_MAPPING)
    *head = g_steal_pointer (&yaml);
  end += strcspn (end, "\n");
  return end + (*end == '\n');
}
