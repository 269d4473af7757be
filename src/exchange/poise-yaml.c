/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-yaml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-error.h"

#define MAX_DEPTH 32

typedef struct
{
  const char *at;
  const char *line_start;
  guint line;
  guint depth;
  char *problem;
} Parser;

static PoiseYaml *parse_node (Parser *parser, int parent_indent);

static PoiseYaml *
node_new (Parser *parser, PoiseYamlKind kind)
{
  PoiseYaml *self = g_new0 (PoiseYaml, 1);

  self->kind = kind;
  self->line = parser->line;
  if (kind == POISE_YAML_MAPPING)
    self->keys = g_ptr_array_new_with_free_func (g_free);
  if (kind == POISE_YAML_MAPPING || kind == POISE_YAML_SEQUENCE)
    self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) poise_yaml_free);
  return self;
}

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

static void
fail (Parser *parser, const char *problem)
{
  if (parser->problem == NULL)
    parser->problem = g_strdup (problem);
}

/* ---- characters ---- */

static void
take_newline (Parser *parser)
{
  parser->at++;
  parser->line++;
  parser->line_start = parser->at;
}

static int
get_column (const Parser *parser)
{
  return (int) (parser->at - parser->line_start);
}

static gboolean
ends_token (char c)
{
  return c == '\0' || c == ' ' || c == '\t' || c == '\n';
}

static void
skip_blanks (Parser *parser)
{
  while (*parser->at == ' ' || *parser->at == '\t')
    parser->at++;
}

/* Blanks, line ends and comments. */
static void
skip_gap (Parser *parser)
{
  for (;;)
    {
      skip_blanks (parser);
      if (*parser->at == '#' && (parser->at == parser->line_start || ends_token (parser->at[-1])))
        parser->at += strcspn (parser->at, "\n");
      if (*parser->at != '\n')
        return;
      take_newline (parser);
    }
}

/* ---- scalars ---- */

/* A line end within a scalar is a space, and each blank line a line end. */
static void
fold_lines (Parser *parser, GString *out)
{
  guint n = 0;

  while (*parser->at == '\n')
    {
      take_newline (parser);
      skip_blanks (parser);
      n++;
    }
  if (n == 1)
    g_string_append_c (out, ' ');
  for (; n > 1; n--)
    g_string_append_c (out, '\n');
}

static void
trim_blanks (GString *out, gsize from)
{
  while (out->len > from && (out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '\t'))
    g_string_truncate (out, out->len - 1);
}

static gboolean
append_code (Parser *parser, GString *out, guint digits)
{
  gunichar c = 0;

  for (guint i = 0; i < digits; i++)
    {
      int value = g_ascii_xdigit_value (parser->at[i]);

      if (value < 0)
        return FALSE;
      c = c * 16 + (gunichar) value;
    }
  parser->at += digits;
  if (!g_unichar_validate (c) || c == 0)
    c = 0xfffd;
  g_string_append_unichar (out, c);
  return TRUE;
}

/* What follows a backslash between double quotes. */
static gboolean
append_escape (Parser *parser, GString *out)
{
  static const struct
  {
    char letter;
    const char *text;
  } escapes[] = {
    { 'n', "\n" },
    { 't', "\t" },
    { '"', "\"" },
    { '\\', "\\" },
    { '/', "/" },
    { ' ', " " },
    { '\t', "\t" },
    { 'r', "\n" },
    { 'a', "\a" },
    { 'b', "\b" },
    { 'e', "\033" },
    { 'f', "\f" },
    { 'v', "\v" },
    { '_', "\xc2\xa0" },
    { 'N', "\xc2\x85" },
    { 'L', "\xe2\x80\xa8" },
    { 'P', "\xe2\x80\xa9" },
    { '0', "\xef\xbf\xbd" },
  };
  char c = *parser->at;

  if (c == '\n')
    {
      take_newline (parser);
      skip_blanks (parser);
      return TRUE;
    }
  if (c == '\0')
    return FALSE;
  parser->at++;
  if (c == 'x' || c == 'u' || c == 'U')
    return append_code (parser, out, c == 'x' ? 2 : c == 'u' ? 4 : 8);
  for (guint i = 0; i < G_N_ELEMENTS (escapes); i++)
    if (escapes[i].letter == c)
      {
        g_string_append (out, escapes[i].text);
        return TRUE;
      }
  return FALSE;
}

static char *
parse_quoted (Parser *parser)
{
  char quote = *parser->at++;
  guint line = parser->line;
  g_autoptr (GString) out = g_string_new (NULL);
  gsize kept = 0; /* what an escape wrote is not trimmed at the line's end */

  for (;;)
    {
      char c = *parser->at;

      if (c == '\0')
        {
          parser->line = line;
          fail (parser, _ ("the quotation that begins here does not end"));
          return NULL;
        }
      if (c == quote && quote == '\'' && parser->at[1] == '\'')
        {
          g_string_append_c (out, '\'');
          parser->at += 2;
        }
      else if (c == quote)
        {
          parser->at++;
          return g_string_free (g_steal_pointer (&out), FALSE);
        }
      else if (c == '\\' && quote == '"')
        {
          parser->at++;
          if (!append_escape (parser, out))
            {
              fail (parser, _ ("this backslash means nothing"));
              return NULL;
            }
          kept = out->len;
        }
      else if (c == '\n')
        {
          trim_blanks (out, kept);
          fold_lines (parser, out);
          kept = out->len;
        }
      else
        {
          g_string_append_c (out, c);
          parser->at++;
        }
    }
}

static gboolean
ends_plain (const char *at, const char *start, gboolean in_flow)
{
  if (*at == '\0' || *at == '\n')
    return TRUE;
  if (*at == '#' && at > start && (at[-1] == ' ' || at[-1] == '\t'))
    return TRUE;
  if (*at == ':' && (ends_token (at[1]) || (in_flow && strchr (",[]{}", at[1]) != NULL)))
    return TRUE;
  return in_flow && strchr (",[]{}", *at) != NULL;
}

/* A plain scalar goes on over lines that are indented more than its parent. */
static char *
parse_plain (Parser *parser, int parent_indent, gboolean in_flow)
{
  GString *out = g_string_new (NULL);

  for (;;)
    {
      const char *start = parser->at;
      Parser before;

      while (!ends_plain (parser->at, start, in_flow))
        parser->at++;
      g_string_append_len (out, start, parser->at - start);
      trim_blanks (out, 0);
      if (*parser->at != '\n')
        break;
      before = *parser;
      {
        g_autoptr (GString) fold = g_string_new (NULL);

        fold_lines (parser, fold);
        if (*parser->at == '\0' || *parser->at == '#' ||
            (!in_flow && get_column (parser) <= parent_indent) ||
            ends_plain (parser->at, parser->at, in_flow))
          {
            *parser = before;
            break;
          }
        g_string_append (out, fold->str);
      }
    }
  return g_string_free (out, FALSE);
}

static void
append_block_line (GString *out,
                   const char *line,
                   gsize length,
                   gboolean is_folded,
                   gboolean *was_text)
{
  gboolean is_text = length > 0 && *line != ' ' && *line != '\t';

  if (is_folded && is_text && *was_text && out->len > 0)
    out->str[out->len - 1] = ' ';
  g_string_append_len (out, line, (gssize) length);
  g_string_append_c (out, '\n');
  *was_text = is_text;
}

/* `|` keeps its lines, `>` folds them. */
static char *
parse_block_scalar (Parser *parser, int parent_indent)
{
  gboolean is_folded = *parser->at++ == '>', was_text = FALSE;
  GString *out = g_string_new (NULL);
  char chomp = 0;
  int indent = 0;

  for (; !ends_token (*parser->at); parser->at++)
    if (*parser->at == '-' || *parser->at == '+')
      chomp = *parser->at;
    else if (g_ascii_isdigit (*parser->at))
      indent = MAX (parent_indent, 0) + g_ascii_digit_value (*parser->at);
  parser->at += strcspn (parser->at, "\n");
  while (*parser->at == '\n')
    {
      gsize blanks = strspn (parser->at + 1, " ");
      gsize length;

      if (parser->at[1 + blanks] != '\n' && parser->at[1 + blanks] != '\0')
        {
          if ((int) blanks <= parent_indent)
            break;
          if (indent == 0)
            indent = (int) blanks;
          if ((int) blanks < indent)
            break;
        }
      take_newline (parser);
      parser->at += MIN ((int) blanks, indent);
      length = strcspn (parser->at, "\n");
      append_block_line (out, parser->at, length, is_folded, &was_text);
      parser->at += length;
    }
  while (chomp != '+' && out->len > 1 && out->str[out->len - 1] == '\n' &&
         out->str[out->len - 2] == '\n')
    g_string_truncate (out, out->len - 1);
  if (chomp == '-' && out->len > 0)
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

static PoiseYaml *
make_scalar (Parser *parser, guint line, char *text, gboolean is_plain)
{
  PoiseYaml *self;

  if (text == NULL)
    return NULL;
  self = node_new (parser, POISE_YAML_SCALAR);
  self->line = line;
  self->text = text;
  if (is_plain && (*text == '\0' || g_str_equal (text, "~") || g_str_equal (text, "null")))
    self->kind = POISE_YAML_NULL;
  return self;
}

/* ---- in brackets ---- */

static PoiseYaml *parse_flow (Parser *parser);

static PoiseYaml *
parse_flow_value (Parser *parser)
{
  guint line = parser->line;

  if (*parser->at == '{' || *parser->at == '[')
    return parse_flow (parser);
  if (*parser->at == '"' || *parser->at == '\'')
    return make_scalar (parser, line, parse_quoted (parser), FALSE);
  return make_scalar (parser, line, parse_plain (parser, -1, TRUE), TRUE);
}

/* One `key: value` between braces. */
static gboolean
parse_flow_pair (Parser *parser, PoiseYaml *self)
{
  g_autoptr (PoiseYaml) key = NULL;
  PoiseYaml *value;

  if (*parser->at == '?' && ends_token (parser->at[1]))
    {
      parser->at++;
      skip_gap (parser);
    }
  key = parse_flow_value (parser);
  if (key == NULL)
    return FALSE;
  skip_gap (parser);
  if (*parser->at == ':')
    {
      parser->at++;
      skip_gap (parser);
      value = parse_flow_value (parser);
    }
  else
    value = node_new (parser, POISE_YAML_NULL);
  if (value == NULL)
    return FALSE;
  g_ptr_array_add (self->keys, g_strdup (key->text != NULL ? key->text : ""));
  g_ptr_array_add (self->values, value);
  return TRUE;
}

static PoiseYaml *
parse_flow (Parser *parser)
{
  gboolean is_mapping = *parser->at == '{';
  g_autoptr (PoiseYaml) self =
    node_new (parser, is_mapping ? POISE_YAML_MAPPING : POISE_YAML_SEQUENCE);
  char close = is_mapping ? '}' : ']';

  if (++parser->depth > MAX_DEPTH)
    {
      fail (parser, _ ("this is nested too deeply"));
      return NULL;
    }
  parser->at++;
  for (;;)
    {
      const char *before;

      skip_gap (parser);
      before = parser->at;
      if (*parser->at == close)
        break;
      if (is_mapping)
        {
          if (!parse_flow_pair (parser, self))
            return NULL;
        }
      else
        {
          PoiseYaml *value = parse_flow_value (parser);

          if (value == NULL)
            return NULL;
          g_ptr_array_add (self->values, value);
        }
      skip_gap (parser);
      if (*parser->at == ',')
        parser->at++;
      else if (*parser->at != close || parser->at == before)
        {
          fail (parser, *parser->at == '\0' ? _ ("the file ends within a bracket")
                                            : _ ("a comma or a bracket is missing here"));
          return NULL;
        }
    }
  parser->at++;
  parser->depth--;
  return g_steal_pointer (&self);
}

/* ---- by indentation ---- */

static gboolean
is_sequence_dash (const char *at)
{
  return *at == '-' && ends_token (at[1]);
}

/* Whether the line goes on as `key: …` from here. */
static gboolean
is_key (const char *at)
{
  const char *start = at;

  if (*at == '?' && ends_token (at[1]))
    return TRUE;
  if (*at == '"' || *at == '\'')
    {
      char quote = *at++;

      for (; *at != quote; at++)
        {
          if (*at == '\\' && quote == '"' && at[1] != '\0')
            at++;
          if (*at == '\0' || *at == '\n')
            return FALSE;
        }
      at++;
    }
  else
    while (!ends_plain (at, start, FALSE))
      at++;
  at += strspn (at, " \t");
  return *at == ':' && ends_token (at[1]);
}

static char *
parse_key (Parser *parser, int indent)
{
  char *text = NULL;

  if (*parser->at == '?' && ends_token (parser->at[1]))
    {
      g_autoptr (PoiseYaml) node = NULL;

      parser->at++;
      node = parse_node (parser, indent);
      skip_gap (parser);
      if (node != NULL && node->text != NULL)
        text = g_strdup (node->text);
      else if (parser->problem == NULL)
        text = g_strdup ("");
    }
  else if (*parser->at == '"' || *parser->at == '\'')
    text = parse_quoted (parser);
  else
    {
      const char *start = parser->at;

      while (!ends_plain (parser->at, start, FALSE))
        parser->at++;
      text = g_strchomp (g_strndup (start, (gsize) (parser->at - start)));
    }
  return text;
}

static PoiseYaml *
parse_mapping (Parser *parser)
{
  g_autoptr (PoiseYaml) self = node_new (parser, POISE_YAML_MAPPING);
  int indent = get_column (parser);

  while (*parser->at != '\0' && get_column (parser) == indent && !is_sequence_dash (parser->at))
    {
      g_autofree char *key = NULL;
      PoiseYaml *value;

      if (!is_key (parser->at))
        {
          fail (parser, _ ("here should be a name and a colon"));
          return NULL;
        }
      key = parse_key (parser, indent);
      if (key == NULL)
        return NULL;
      skip_blanks (parser);
      if (*parser->at == ':' && ends_token (parser->at[1]))
        {
          parser->at++;
          value = parse_node (parser, indent);
        }
      else
        value = node_new (parser, POISE_YAML_NULL);
      if (value == NULL)
        return NULL;
      g_ptr_array_add (self->keys, g_steal_pointer (&key));
      g_ptr_array_add (self->values, value);
      skip_gap (parser);
    }
  if (*parser->at != '\0' && get_column (parser) > indent)
    {
      fail (parser, _ ("this line is indented too far"));
      return NULL;
    }
  return g_steal_pointer (&self);
}

static PoiseYaml *
parse_sequence (Parser *parser)
{
  g_autoptr (PoiseYaml) self = node_new (parser, POISE_YAML_SEQUENCE);
  int indent = get_column (parser);

  while (get_column (parser) == indent && is_sequence_dash (parser->at))
    {
      PoiseYaml *value;

      parser->at++;
      value = parse_node (parser, indent);
      if (value == NULL)
        return NULL;
      g_ptr_array_add (self->values, value);
      skip_gap (parser);
    }
  return g_steal_pointer (&self);
}

static PoiseYaml *
parse_content (Parser *parser, int parent_indent, gboolean is_new_line, gboolean after_dash)
{
  guint line = parser->line;
  char c = *parser->at;

  if (is_sequence_dash (parser->at))
    return parse_sequence (parser);
  if (c == '{' || c == '[')
    return parse_flow (parser);
  if ((is_new_line || after_dash) && is_key (parser->at))
    return parse_mapping (parser);
  if (c == '"' || c == '\'')
    return make_scalar (parser, line, parse_quoted (parser), FALSE);
  if (c == '|' || c == '>')
    return make_scalar (parser, line, parse_block_scalar (parser, parent_indent), FALSE);
  if (c == '&' || c == '*')
    {
      fail (parser, _ ("anchors are not read"));
      return NULL;
    }
  return make_scalar (parser, line, parse_plain (parser, parent_indent, FALSE), TRUE);
}

/* The node that belongs to a parent of that indentation; none is null. */
static PoiseYaml *
parse_node (Parser *parser, int parent_indent)
{
  guint line = parser->line;
  gboolean after_dash = parser->at > parser->line_start && parser->at[-1] != ':';
  gboolean is_new_line;
  PoiseYaml *node;

  skip_gap (parser);
  is_new_line = parser->line != line || parent_indent < 0;
  if (*parser->at == '!')
    {
      /* A type, as `!!str`; texts are texts anyhow. */
      parser->at += strcspn (parser->at, " \t\n");
      skip_gap (parser);
    }
  if (*parser->at == '\0' ||
      (is_new_line && get_column (parser) <= parent_indent &&
       !(get_column (parser) == parent_indent && is_sequence_dash (parser->at) && !after_dash)))
    return node_new (parser, POISE_YAML_NULL);
  if (++parser->depth > MAX_DEPTH)
    {
      fail (parser, _ ("this is nested too deeply"));
      return NULL;
    }
  node = parse_content (parser, parent_indent, is_new_line, after_dash);
  parser->depth--;
  return node;
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
  Parser parser = { .at = text, .line_start = text, .line = 1 };
  g_autoptr (PoiseYaml) root = NULL;

  skip_gap (&parser);
  if (g_str_has_prefix (parser.at, "---") && ends_token (parser.at[3]))
    parser.at += 3;
  root = parse_node (&parser, -1);
  skip_gap (&parser);
  if (root != NULL && parser.problem == NULL && *parser.at != '\0' &&
      !g_str_has_prefix (parser.at, "..."))
    fail (&parser, _ ("this is not understood"));
  if (parser.problem != NULL)
    {
      *line = parser.line;
      g_set_error_literal (error, POISE_ERROR, POISE_ERROR_INVALID, parser.problem);
      g_free (parser.problem);
      return NULL;
    }
  return g_steal_pointer (&root);
}

/**
 * poise_yaml_get:
 * @self: (nullable): a node
 * @key: a key
 *
 * Returns: (transfer none) (nullable): the value of @key, if @self is a mapping
 *   that has it
 */
PoiseYaml *
poise_yaml_get (PoiseYaml *self, const char *key)
{
  if (self == NULL || self->kind != POISE_YAML_MAPPING)
    return NULL;
  for (guint i = 0; i < self->keys->len; i++)
    if (g_str_equal (g_ptr_array_index (self->keys, i), key))
      return g_ptr_array_index (self->values, i);

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
