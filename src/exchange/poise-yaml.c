/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-yaml.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yaml.h>

#include "poise-error.h"

#define MAX_DEPTH 32
#define MAX_NODES 1000000

typedef struct
{
  yaml_parser_t yaml;
  yaml_event_t event; /* what is looked at */
  const char *text;
  const char *problem;
  gsize line;
  guint depth;
  guint n_nodes;
} Parser;

/* What libyaml says, in the person's words, and whether it is about the place
 * where it began to read something or about the one where it stopped. */
static const struct
{
  const char *theirs; /* how it begins */
  const char *ours;
  gboolean is_where_it_begins;
} problems[] = {
  { "found unexpected ", N_ ("the quotation that begins here does not end"), TRUE },
  { "found unknown escape", N_ ("this backslash means nothing"), FALSE },
  { "did not find expected hex", N_ ("this backslash means nothing"), FALSE },
  { "found invalid Unicode", N_ ("this backslash means nothing"), FALSE },
  { "did not find expected ','", N_ ("a comma or a bracket is missing here"), FALSE },
  { "could not find expected ':'", N_ ("here should be a name and a colon"), TRUE },
  { "did not find expected key", N_ ("here should be a name and a colon"), FALSE },
  { "mapping values", N_ ("a text with a colon in it must stand in quotes"), FALSE },
  { "found character", N_ ("a text that begins with this must stand in quotes"), FALSE },
  { "control characters", N_ ("a control character is no part of a text"), FALSE },
};

/**
 * poise_yaml_free:
 * @self: (transfer full): a node
 */
void
poise_yaml_free (PoiseYaml *self)
{
  g_free (self->text);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self);
}

/* Returns: %NULL, for who has to return it */
static gpointer
fail (Parser *parser, gsize line, const char *problem)
{
  parser->line = line + 1;
  parser->problem = problem;
  return NULL;
}

/* Only the place of a character that is none is counted in bytes. */
static gsize
find_line (const Parser *parser, gboolean is_where_it_begins)
{
  gsize line = 0;

  if (parser->yaml.error != YAML_READER_ERROR)
    return is_where_it_begins ? parser->yaml.context_mark.line : parser->yaml.problem_mark.line;
  for (gsize i = 0; i < parser->yaml.problem_offset && parser->text[i] != '\0'; i++)
    line += parser->text[i] == '\n';
  return line;
}

static void
explain (Parser *parser)
{
  const char *theirs = parser->yaml.problem != NULL ? parser->yaml.problem : "";

  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    if (g_str_has_prefix (theirs, problems[i].theirs))
      {
        fail (parser, find_line (parser, problems[i].is_where_it_begins), _ (problems[i].ours));
        return;
      }
  fail (parser, find_line (parser, FALSE), _ ("this is not understood"));
}

/* Goes on to what comes next. */
static gboolean
advance (Parser *parser)
{
  yaml_event_delete (&parser->event);
  if (yaml_parser_parse (&parser->yaml, &parser->event))
    return TRUE;
  explain (parser);
  return FALSE;
}

/* ---- nodes ---- */

static PoiseYaml *
node_new (Parser *parser, PoiseYamlKind kind)
{
  PoiseYaml *self;

  if (++parser->n_nodes > MAX_NODES)
    return fail (parser, parser->event.start_mark.line, _ ("the names and values are too many"));
  self = g_new0 (PoiseYaml, 1);
  self->kind = kind;
  self->line = (guint) parser->event.start_mark.line + 1;
  if (kind == POISE_YAML_MAPPING)
    self->keys = g_ptr_array_new_with_free_func (g_free);
  if (kind == POISE_YAML_MAPPING || kind == POISE_YAML_SEQUENCE)
    self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_yaml_free);
  return self;
}

/* Escapes can stand for a zero, which ends no text, and for a carriage return. */
static char *
copy_text (const char *text, gsize length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (text[i] == '\0')
      g_string_append (out, "\xef\xbf\xbd");
    else if (text[i] != '\r')
      g_string_append_c (out, text[i]);
    else if (i + 1 == length || text[i + 1] != '\n')
      g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

static PoiseYaml *
read_scalar (Parser *parser)
{
  const char *text = (const char *) parser->event.data.scalar.value;
  gboolean is_null = parser->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
                     (*text == '\0' || g_str_equal (text, "~") || g_str_equal (text, "null"));
  PoiseYaml *self = node_new (parser, is_null ? POISE_YAML_NULL : POISE_YAML_SCALAR);

  if (self != NULL)
    self->text = copy_text (text, parser->event.data.scalar.length);
  return self;
}

static PoiseYaml *read_node (Parser *parser);

/* A key that is no scalar has no text. */
static gboolean
read_key (Parser *parser, PoiseYaml *self)
{
  g_autoptr (PoiseYaml) key = read_node (parser);

  if (key == NULL || !advance (parser))
    return FALSE;
  g_ptr_array_add (self->keys, key->text != NULL ? g_steal_pointer (&key->text) : g_strdup (""));
  return TRUE;
}

static PoiseYaml *
read_collection (Parser *parser, PoiseYamlKind kind)
{
  g_autoptr (PoiseYaml) self = node_new (parser, kind);

  if (self == NULL)
    return NULL;
  if (++parser->depth > MAX_DEPTH)
    return fail (parser, parser->event.start_mark.line, _ ("this is nested too deeply"));
  while (advance (parser))
    {
      PoiseYaml *value;

      if (parser->event.type == YAML_MAPPING_END_EVENT ||
          parser->event.type == YAML_SEQUENCE_END_EVENT)
        {
          parser->depth--;
          return g_steal_pointer (&self);
        }
      if (kind == POISE_YAML_MAPPING && !read_key (parser, self))
        return NULL;
      value = read_node (parser);
      if (value == NULL)
        return NULL;
      g_ptr_array_add (self->values, value);
    }
  return NULL;
}

/* An alias may stand for what is a thousand times its size, and for itself. */
static PoiseYaml *
read_node (Parser *parser)
{
  yaml_event_type_t type = parser->event.type;

  if (type == YAML_SCALAR_EVENT)
    return read_scalar (parser);
  if (type == YAML_MAPPING_START_EVENT)
    return read_collection (parser, POISE_YAML_MAPPING);
  if (type == YAML_SEQUENCE_START_EVENT)
    return read_collection (parser, POISE_YAML_SEQUENCE);
  return fail (parser, parser->event.start_mark.line, _ ("anchors are not read"));
}

/* ---- the text ---- */

/* The stream begins, and a document, unless there is none. */
static PoiseYaml *
read_document (Parser *parser)
{
  g_autoptr (PoiseYaml) root = NULL;

  if (!advance (parser) || !advance (parser))
    return NULL;
  if (parser->event.type == YAML_STREAM_END_EVENT)
    return node_new (parser, POISE_YAML_NULL);
  if (!advance (parser))
    return NULL;
  root = read_node (parser);
  if (root == NULL || !advance (parser) || !advance (parser))
    return NULL;
  if (parser->event.type == YAML_STREAM_END_EVENT)
    return g_steal_pointer (&root);
  return fail (parser, parser->event.start_mark.line, _ ("this is not understood"));
}

/**
 * poise_yaml_parse:
 * @text: a text
 * @line: (out): where it is wrong
 * @error: return location
 *
 * Reads a text. Errors are %POISE_ERROR_INVALID.
 *
 * Returns: (transfer full) (nullable): its root, or %NULL with @error set
 */
PoiseYaml *
poise_yaml_parse (const char *text, guint *line, GError **error)
{
  Parser parser = { .text = text };
  PoiseYaml *root;

  if (!yaml_parser_initialize (&parser.yaml))
    g_error ("no memory to read YAML with");
  yaml_parser_set_encoding (&parser.yaml, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string (&parser.yaml, (const guchar *) text, strlen (text));
  root = read_document (&parser);
  yaml_event_delete (&parser.event);
  yaml_parser_delete (&parser.yaml);
  if (root == NULL)
    {
      *line = (guint) parser.line;
      g_set_error_literal (error, POISE_ERROR, POISE_ERROR_INVALID, parser.problem);
    }
  return root;
}

/**
 * poise_yaml_get:
 * @self: (nullable): a node
 * @key: a key
 *
 * A key that stands twice has its last value, as for other readers of YAML.
 *
 * Returns: (transfer none) (nullable): the value of @key, if @self is a mapping
 *   that has it
 */
PoiseYaml *
poise_yaml_get (PoiseYaml *self, const char *key)
{
  if (self == NULL || self->kind != POISE_YAML_MAPPING)
    return NULL;
  for (guint i = self->keys->len; i > 0; i--)
    if (g_str_equal (g_ptr_array_index (self->keys, i - 1), key))
      return g_ptr_array_index (self->values, i - 1);

  return NULL;
}

/**
 * poise_yaml_get_text:
 * @self: (nullable): a node
 * @key: a key
 *
 * Returns: (transfer none) (nullable): the value of @key, if it is a scalar
 */
const char *
poise_yaml_get_text (PoiseYaml *self, const char *key)
{
  PoiseYaml *value = poise_yaml_get (self, key);

  return value != NULL && value->kind == POISE_YAML_SCALAR ? value->text : NULL;
}

/**
 * poise_yaml_find_doubled:
 * @self: (nullable): a node
 * @start: (inout): 0 for the first; then for the next
 * @line: (out): where its earlier value begins
 *
 * Returns: (transfer none) (nullable): the next key that stands twice, from the last,
 *   if @self is a mapping
 */
const char *
poise_yaml_find_doubled (PoiseYaml *self, guint *start, guint *line)
{
  g_autoptr (GHashTable) last = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = self != NULL && self->keys != NULL ? self->keys->len : 0;

  for (guint i = n; i > 0; i--)
    {
      const char *key = g_ptr_array_index (self->keys, i - 1);

      if (g_hash_table_add (last, (gpointer) key) || n - i < *start)
        continue;
      *start = n - i + 1;
      *line = ((PoiseYaml *) g_ptr_array_index (self->values, i - 1))->line;
      return key;
    }
  return NULL;
}

/* What stands between two tokens: blanks, and comments up to the line's end. */
static void
add_comments (const char *from, const char *to, GString *out)
{
  while ((from = memchr (from, '#', (gsize) (to - from))) != NULL)
    {
      gsize length = MIN (strcspn (from, "\n"), (gsize) (to - from));

      if ((guchar) from[strspn (from, "# \t")] > '\n')
        g_string_append_printf (out, "%.*s\n", (int) length, from);
      from += length;
    }
}

/**
 * poise_yaml_collect_comments:
 * @text: a text that poise_yaml_parse() reads
 * @out: where its comments go, a line each
 *
 * People write words of their own behind a `#`, which are no part of the tree.
 */
void
poise_yaml_collect_comments (const char *text, GString *out)
{
  yaml_parser_t yaml;
  yaml_token_t token;
  const char *from = text;
  gsize index = 0;
  gboolean is_end = FALSE;

  if (strchr (text, '#') == NULL)
    return;
  if (!yaml_parser_initialize (&yaml))
    g_error ("no memory to read YAML with");
  yaml_parser_set_encoding (&yaml, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string (&yaml, (const guchar *) text, strlen (text));
  while (!is_end && yaml_parser_scan (&yaml, &token))
    {
      /* libyaml counts characters. Ends of blocks have no place of their own. */
      if (token.start_mark.index >= index && token.type != YAML_BLOCK_END_TOKEN)
        {
          const char *to =
            g_utf8_offset_to_pointer (from, (glong) (token.start_mark.index - index));

          add_comments (from, to, out);
          from =
            g_utf8_offset_to_pointer (to, (glong) (token.end_mark.index - token.start_mark.index));
          index = token.end_mark.index;
        }
      is_end = token.type == YAML_STREAM_END_TOKEN;
      yaml_token_delete (&token);
    }
  yaml_parser_delete (&yaml);
}

/* The colon behind a line's name: `mood: 4`, not `18:09 Tea`. */
static const char *
find_colon (const char *line)
{
  const char *colon = strchr (line, ':');

  if (colon == NULL || colon == line || g_ascii_isspace (*line) ||
      (colon[1] != ' ' && colon[1] != '\0') || colon - line > 40)
    return NULL;
  return colon;
}

/* Without the quotes around it. */
static char *
read_value (const char *text)
{
  char *value = g_strstrip (g_strdup (text));
  gsize length = strlen (value);

  if (length >= 2 && (*value == '"' || *value == '\'') && value[length - 1] == *value)
    {
      memmove (value, value + 1, length - 2);
      value[length - 2] = '\0';
    }
  return value;
}

/* What is indented goes on with a value; “- met Odalys” only where a list began. */
static gboolean
goes_on (const PoiseYaml *value, const char *line)
{
  if (g_str_has_prefix (line, "- "))
    return *value->text == '\0' || g_str_has_prefix (value->text, "- ");
  return strchr (" \t-", *line) != NULL;
}

static void
go_on (PoiseYaml *value, const char *line)
{
  char *first = value->text;

  value->text = g_strstrip (g_strjoin ("\n", first, line, NULL));
  g_free (first);
}

/**
 * poise_yaml_parse_lines:
 * @text: a text that is no YAML
 * @rest: where the lines go that are of another kind
 *
 * Reads what people write for YAML: lines with a name, a colon and a value, which
 * further lines go on with that are indented. All may be indented as the first is.
 *
 * Returns: (transfer full) (nullable): a mapping of texts; %NULL if the first line has no name
 */
PoiseYaml *
poise_yaml_parse_lines (const char *text, GString *rest)
{
  g_autoptr (PoiseYaml) self = g_new0 (PoiseYaml, 1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gsize indent = lines[0] != NULL ? strspn (lines[0], " \t") : 0;

  self->kind = POISE_YAML_MAPPING;
  self->line = 1;
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_yaml_free);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i] + MIN (indent, strspn (lines[i], " \t"));
      const char *colon = find_colon (line);
      PoiseYaml *value =
        self->values->len > 0 ? g_ptr_array_index (self->values, self->values->len - 1) : NULL;

      if (colon == NULL && value == NULL)
        return NULL;
      if (colon == NULL && goes_on (value, line))
        go_on (value, line);
      else if (colon == NULL)
        g_string_append_printf (rest, "%s\n", line);
      if (colon == NULL)
        continue;
      value = g_new0 (PoiseYaml, 1);
      value->kind = POISE_YAML_SCALAR;
      value->line = i + 1;
      value->text = read_value (colon + 1);
      g_ptr_array_add (self->keys, g_strndup (line, (gsize) (colon - line)));
      g_ptr_array_add (self->values, value);
    }
  return self->keys->len > 0 ? g_steal_pointer (&self) : NULL;
}

/**
 * poise_yaml_to_json:
 * @node: a value
 *
 * Returns: (transfer full): the same as JSON; what is a single value becomes text
 */
JsonNode *
poise_yaml_to_json (PoiseYaml *node)
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
        json_array_add_element (array, poise_yaml_to_json (g_ptr_array_index (node->values, i)));
      return json_node_init_array (json, array);
    }
  {
    g_autoptr (JsonObject) object = json_object_new ();

    for (guint i = 0; i < node->values->len; i++)
      json_object_set_member (object, g_ptr_array_index (node->keys, i),
                              poise_yaml_to_json (g_ptr_array_index (node->values, i)));
    return json_node_init_object (json, object);
  }
}
