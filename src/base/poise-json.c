/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "poise-error.h"

/* No number of ours is near it. */
#define MAX_DOUBLE 1e12

/* What is looked for before json-glib sees a text. */
typedef struct
{
  gboolean is_too_deep;
  gboolean is_foreign;  /* an escape is none of JSON's, or has not its four digits */
  gboolean has_no_char; /* an escape stands for no character: a nul, half a pair */
  gboolean is_many;     /* a second value follows the first */
  gsize n_members;
} Scan;

/* The code unit of an escape at "\uXXXX", or -1. */
static int
read_unit (const char *data, gsize length)
{
  int unit = 0;

  if (length < 6 || data[0] != '\\' || data[1] != 'u')
    return -1;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (data[i]))
        return -1;
      unit = unit * 16 + g_ascii_xdigit_value (data[i]);
    }
  return unit;
}

/* Looks at the escape at @data and says how long it is. In @mended, which is a
 * copy of the text at the same place, one that stands for no character becomes
 * one that stands for the replacement character, and one that JSON does not
 * have loses its backslash. */
static gsize
scan_escape (Scan *found, const char *data, gsize length, char *mended)
{
  gboolean is_unit = length > 1 && data[1] == 'u';
  int unit = is_unit ? read_unit (data, length) : -1;
  int low;

  if (!is_unit && length > 1 && data[1] != '\0' && strchr ("\"\\/bfnrt", data[1]) != NULL)
    return 2;
  if (unit < 0)
    {
      if (mended != NULL)
        *mended = ' ';
      else
        found->is_foreign = TRUE;
      return 1;
    }
  if (unit != 0 && (unit < 0xd800 || unit > 0xdfff))
    return 6;
  low = unit != 0 && unit < 0xdc00 ? read_unit (data + 6, length - 6) : -1;
  if (low >= 0xdc00 && low <= 0xdfff)
    return 12;
  found->has_no_char = TRUE;
  if (mended != NULL)
    memcpy (mended, "\\ufffd", 6);
  return 6;
}

/* Whether a value is over, or was never begun, at the outermost level. */
typedef enum
{
  BEFORE_VALUE,
  IN_WORD,
  AFTER_VALUE,
} Place;

/* At the outermost level, outside of strings. */
static Place
scan_outside (Scan *found, Place place, char c)
{
  if (g_ascii_isspace (c))
    return place == IN_WORD ? AFTER_VALUE : place;
  found->is_many |= place == AFTER_VALUE || (place == IN_WORD && strchr ("\"{[", c) != NULL);
  return strchr ("\"{[", c) != NULL ? AFTER_VALUE : IN_WORD;
}

/* json-glib descends by recursion, so a file of a million brackets would
 * overrun the stack; it ends a text at an escaped nul, makes bytes that are no
 * UTF-8 of half a pair and of C's "\342", and keeps the last of two members of one name, and
 * of two values, as a sync tool leaves them that appends. All of that would lose words when the
 * file is rewritten. */
static Scan
scan (const char *data, gsize length, char *mended)
{
  Scan found = { 0 };
  gboolean in_string = FALSE;
  guint depth = 0;
  Place place = BEFORE_VALUE;

  for (gsize i = 0; i < length && !found.is_too_deep; i++)
    {
      char c = data[i];

      if (!in_string && depth == 0)
        place = scan_outside (&found, place, c);
      if (in_string)
        {
          if (c == '\\')
            i += scan_escape (&found, data + i, length - i, mended != NULL ? mended + i : NULL) - 1;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == ':')
        found.n_members++;
      else if (c == '{' || c == '[')
        found.is_too_deep = ++depth > POISE_JSON_MAX_DEPTH;
      else if ((c == '}' || c == ']') && depth > 0)
        depth--;
    }
  return found;
}

static gsize
count_members (JsonNode *node)
{
  gsize n = 0;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, NULL, &member))
        n += 1 + count_members (member);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        n += count_members (json_array_get_element (array, i));
    }
  return n;
}

static gboolean
check_utf8 (const char *data, gsize length, const char *name, GError **error)
{
  const char *end;
  guint line = 1;

  if (g_utf8_validate_len (data, length, &end))
    return TRUE;
  for (const char *p = data; p < end; p++)
    line += *p == '\n';
  /* Translators: first a file's name, then the number of a line in it. */
  g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
               _ ("“%s” is not UTF-8 text: line %u has a byte that does not belong there"), name,
               line);
  return FALSE;
}

/* It knows where it is no more when it has returned. */
static void
parser_error_cb (JsonParser *parser, const GError *error, guint *line)
{
  *line = json_parser_get_current_line (parser);
}

static JsonNode *
parse (const char *data, gsize length, const char *name, const Scan *found, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root;
  guint line = 0;

  if (!check_utf8 (data, length, name, error))
    return NULL;
  if (found->is_too_deep)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID, _ ("“%s” is nested too deeply"), name);
      return NULL;
    }
  if (found->is_foreign)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
                   _ ("“%s” has an escape that JSON does not know"), name);
      return NULL;
    }
  if (found->is_many)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
                   _ ("“%s” holds more than one JSON value"), name);
      return NULL;
    }
  /* Not an immutable parser: it gives up the program where a second value follows the first. */
  parser = json_parser_new ();
  g_signal_connect (parser, "error", G_CALLBACK (parser_error_cb), &line);
  if (!json_parser_load_from_data (parser, data, (gssize) length, NULL))
    {
      /* The parser's own words are for programmers, and in English. */
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID, _ ("“%s” is not valid JSON (line %u)"),
                   name, line);
      return NULL;
    }
  root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID, _ ("“%s” is empty"), name);
  else
    json_node_seal (root);
  return root;
}

/**
 * poise_json_parse_loosely:
 * @data: the bytes; need not end in a nul
 * @length: how many there are
 * @name: the file's name for messages
 * @error: return location
 *
 * Parses a JSON text that is never written back: of two members of one name
 * the last one counts, an escape that stands for no character becomes the
 * replacement character, and a backslash that makes no escape a space. Errors
 * are %POISE_ERROR_INVALID.
 *
 * Returns: (transfer full) (nullable): its root, or %NULL with @error set
 */
JsonNode *
poise_json_parse_loosely (const char *data, gsize length, const char *name, GError **error)
{
  g_autofree char *mended = g_memdup2 (data, length);
  const Scan found = scan (data, length, mended);

  return parse (mended != NULL ? mended : "", length, name, &found, error);
}

static gboolean
check_members (JsonNode *root, const Scan *found, const char *name, GError **error)
{
  if (count_members (root) == found->n_members)
    return TRUE;
  g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
               _ ("“%s” names a member of one object twice"), name);
  return FALSE;
}

/**
 * poise_json_parse:
 * @data: the bytes; need not end in a nul
 * @length: how many there are
 * @name: the file's name for messages
 * @error: return location
 *
 * Parses a whole JSON text, of which nothing is lost when it is written back.
 * Errors are %POISE_ERROR_INVALID and name the file and, where known, the line.
 *
 * Returns: (transfer full) (nullable): its root, or %NULL with @error set
 */
JsonNode *
poise_json_parse (const char *data, gsize length, const char *name, GError **error)
{
  const Scan found = scan (data, length, NULL);
  g_autoptr (JsonNode) root = parse (data, length, name, &found, error);

  if (root == NULL)
    return NULL;
  if (found.has_no_char)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_INVALID,
                   _ ("“%s” has an escape that stands for no character"), name);
      return NULL;
    }
  return check_members (root, &found, name, error) ? g_steal_pointer (&root) : NULL;
}

/**
 * poise_json_parse_mended:
 * @data: the bytes; need not end in a nul
 * @length: how many there are
 * @name: the file's name for messages
 * @is_mended: (out): whether an escape was mended
 * @error: return location
 *
 * Parses a whole JSON text of another program, of which no member is lost. An escape that stands
 * for no character, as half an emoji, becomes the replacement character, and a backslash that makes
 * no escape a space. Errors are those of poise_json_parse().
 *
 * Returns: (transfer full) (nullable): its root, or %NULL with @error set
 */
JsonNode *
poise_json_parse_mended (const char *data,
                         gsize length,
                         const char *name,
                         gboolean *is_mended,
                         GError **error)
{
  g_autofree char *mended = g_memdup2 (data, length);
  const Scan found = scan (data, length, mended);
  g_autoptr (JsonNode) root = parse (mended != NULL ? mended : "", length, name, &found, error);

  *is_mended = length > 0 && memcmp (mended, data, length) != 0;
  if (root == NULL)
    return NULL;
  return check_members (root, &found, name, error) ? g_steal_pointer (&root) : NULL;
}

static JsonNode *
get_node (JsonObject *object, const char *member, JsonNodeType type)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_TYPE (node) == type ? node : NULL;
}

/**
 * poise_json_get_string:
 * @object: a JSON object
 * @member: a member's name
 * @value: (out) (transfer none): its text, unchanged if there is none
 *
 * Returns: %TRUE if the member is there and a string
 */
gboolean
poise_json_get_string (JsonObject *object, const char *member, const char **value)
{
  JsonNode *node = get_node (object, member, JSON_NODE_VALUE);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  *value = json_node_get_string (node);
  return TRUE;
}

/**
 * poise_json_get_int:
 * @object: a JSON object
 * @member: a member's name
 * @value: (out): its value, unchanged if there is none
 *
 * Returns: %TRUE if the member is there and a whole number
 */
gboolean
poise_json_get_int (JsonObject *object, const char *member, gint64 *value)
{
  JsonNode *node = get_node (object, member, JSON_NODE_VALUE);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *value = json_node_get_int (node);
  return TRUE;
}

/**
 * poise_json_is_true:
 * @object: an object
 * @member: a member's name
 *
 * Returns: %TRUE if it is there and true
 */
gboolean
poise_json_is_true (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
}

/**
 * poise_json_get_double:
 * @object: a JSON object
 * @member: a member's name
 * @value: (out): its value, unchanged if there is none
 *
 * Returns: %TRUE if the member is there and a finite number, whole or not
 */
gboolean
poise_json_get_double (JsonObject *object, const char *member, double *value)
{
  JsonNode *node = get_node (object, member, JSON_NODE_VALUE);
  double number;

  if (node == NULL || (json_node_get_value_type (node) != G_TYPE_DOUBLE &&
                       json_node_get_value_type (node) != G_TYPE_INT64))
    return FALSE;
  number = json_node_get_double (node);
  if (!isfinite (number))
    return FALSE;
  *value = number;
  return TRUE;
}

/**
 * poise_json_get_object:
 * @object: a JSON object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the member, if it is an object
 */
JsonObject *
poise_json_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = get_node (object, member, JSON_NODE_OBJECT);

  return node != NULL ? json_node_get_object (node) : NULL;
}

/**
 * poise_json_get_array:
 * @object: a JSON object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the member, if it is an array
 */
JsonArray *
poise_json_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = get_node (object, member, JSON_NODE_ARRAY);

  return node != NULL ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_members (JsonNode *root, const char *format, gint64 *version)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *found = NULL;

  if (object == NULL || !poise_json_get_string (object, "format", &found) ||
      !g_str_equal (found, format) || !poise_json_get_int (object, "version", version) ||
      *version < 1)
    return NULL;
  return object;
}

/**
 * poise_json_read_head:
 * @root: what a file holds
 * @name: its name for messages
 * @format: the name of a format of Poise
 * @version: (inout): the newest version that is known; the one that the file is of
 * @error: return location
 * @otherwise: what is said of a file that is of no version of @format, as printf() takes it
 * @...: what @otherwise names
 *
 * Looks at how each file of a journal begins: `"format": …, "version": …`. Errors are
 * %POISE_ERROR_INVALID and %POISE_ERROR_NEWER.
 *
 * Returns: (transfer none) (nullable): the members, or %NULL with @error set
 */
JsonObject *
poise_json_read_head (JsonNode *root,
                      const char *name,
                      const char *format,
                      gint64 *version,
                      GError **error,
                      const char *otherwise,
                      ...)
{
  gint64 newest = *version;
  JsonObject *object = get_members (root, format, version);

  if (object == NULL)
    {
      va_list args;

      va_start (args, otherwise);
      g_propagate_error (error,
                         g_error_new_valist (POISE_ERROR, POISE_ERROR_INVALID, otherwise, args));
      va_end (args);
      return NULL;
    }
  if (*version > newest)
    {
      g_set_error (error, POISE_ERROR, POISE_ERROR_NEWER,
                   _ ("“%s” was written by a newer version of Poise; update Poise to use it"),
                   name);
      return NULL;
    }
  return object;
}

/**
 * poise_json_compare:
 * @a: a value
 * @b: another one
 *
 * Orders values the same way on every computer.
 *
 * Returns: less than, equal to or more than 0, as strcmp() does with what is written of them
 */
int
poise_json_compare (JsonNode *a, JsonNode *b)
{
  g_autofree char *x = json_to_string (a, FALSE);
  g_autofree char *y = json_to_string (b, FALSE);

  return strcmp (x, y);
}

/**
 * poise_json_collect_unknown:
 * @object: a JSON object
 * @known: (array zero-terminated=1): the names of members that are known
 *
 * Picks the members that this version does not know, in their order.
 *
 * Returns: (transfer full) (nullable): them, or %NULL if all are known
 */
JsonObject *
poise_json_collect_unknown (JsonObject *object, const char *const *known)
{
  JsonObject *unknown = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (g_strv_contains (known, name))
        continue;
      if (unknown == NULL)
        unknown = json_object_new ();
      json_object_set_member (unknown, name, json_node_copy (node));
    }
  return unknown;
}

/**
 * poise_json_writer_init:
 * @writer: (out caller-allocates): a writer
 * @out: the string that it writes to; must outlive it
 */
void
poise_json_writer_init (PoiseJsonWriter *writer, GString *out)
{
  *writer = (PoiseJsonWriter) { .out = out };
}

static gboolean
is_plain (char c)
{
  return (guchar) c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
}

static void
write_escape (GString *out, char c)
{
  static const char plain[] = "\"\\\n\t\r";
  static const char escaped[] = "\"\\ntr";
  const char *at = strchr (plain, c);

  if (at == NULL)
    {
      g_string_append_printf (out, "\\u%04x", (guchar) c);
      return;
    }
  g_string_append_c (out, '\\');
  g_string_append_c (out, escaped[at - plain]);
}

static void
write_escaped (GString *out, const char *text)
{
  const char *p = text;

  g_string_append_c (out, '"');
  while (*p != '\0')
    {
      const char *start = p;

      while (is_plain (*p))
        p++;
      g_string_append_len (out, start, p - start);
      if (*p != '\0')
        write_escape (out, *p++);
    }
  g_string_append_c (out, '"');
}

/* printf() takes thousands of instructions for a number, and a month has
 * hundreds of them. */
static void
write_digits (GString *out, guint64 number, guint min_digits)
{
  char buffer[20];
  guint n = sizeof buffer;

  do
    buffer[--n] = (char) ('0' + number % 10);
  while ((number /= 10) > 0 || sizeof buffer - n < min_digits);
  g_string_append_len (out, buffer + n, (gssize) sizeof buffer - n);
}

static void
break_line (PoiseJsonWriter *writer)
{
  g_string_append_c (writer->out, '\n');
  for (guint i = 0; i < writer->depth; i++)
    g_string_append (writer->out, "  ");
}

static void
start_value (PoiseJsonWriter *writer, const char *name)
{
  if (writer->needs_comma)
    g_string_append_c (writer->out, ',');
  if (writer->inline_depth > 0)
    g_string_append_c (writer->out, ' ');
  else if (writer->depth > 0)
    break_line (writer);
  if (name != NULL)
    {
      write_escaped (writer->out, name);
      g_string_append (writer->out, ": ");
    }
  writer->needs_comma = TRUE;
}

/**
 * poise_json_writer_begin:
 * @writer: a writer
 * @name: (nullable): the member's name, %NULL in an array
 * @bracket: `{` or `[`
 *
 * Opens an object or an array.
 */
void
poise_json_writer_begin (PoiseJsonWriter *writer, const char *name, char bracket)
{
  start_value (writer, name);
  g_string_append_c (writer->out, bracket);
  writer->depth++;
  if (writer->inline_depth > 0)
    writer->inline_depth++;
  writer->needs_comma = FALSE;
}

/**
 * poise_json_writer_begin_inline:
 * @writer: a writer
 * @name: (nullable): the member's name, %NULL in an array
 * @bracket: `{` or `[`
 *
 * Opens an object or an array that stays on one line.
 */
void
poise_json_writer_begin_inline (PoiseJsonWriter *writer, const char *name, char bracket)
{
  poise_json_writer_begin (writer, name, bracket);
  if (writer->inline_depth == 0)
    writer->inline_depth = 1;
}

/**
 * poise_json_writer_end:
 * @writer: a writer
 * @bracket: `}` or `]`
 *
 * Closes what was opened last.
 */
void
poise_json_writer_end (PoiseJsonWriter *writer, char bracket)
{
  gboolean is_empty = !writer->needs_comma;

  g_return_if_fail (writer->depth > 0);

  writer->depth--;
  if (writer->inline_depth > 0)
    {
      writer->inline_depth--;
      if (!is_empty)
        g_string_append_c (writer->out, ' ');
    }
  else if (!is_empty)
    break_line (writer);
  g_string_append_c (writer->out, bracket);
  writer->needs_comma = TRUE;
}

/**
 * poise_json_writer_add_string:
 * @writer: a writer
 * @name: (nullable): the member's name, %NULL in an array
 * @value: (nullable): UTF-8 text, %NULL for null
 */
void
poise_json_writer_add_string (PoiseJsonWriter *writer, const char *name, const char *value)
{
  start_value (writer, name);
  if (value != NULL)
    write_escaped (writer->out, value);
  else
    g_string_append (writer->out, "null");
}

/**
 * poise_json_writer_add_int:
 * @writer: a writer
 * @name: (nullable): the member's name, %NULL in an array
 * @value: a whole number
 */
void
poise_json_writer_add_int (PoiseJsonWriter *writer, const char *name, gint64 value)
{
  start_value (writer, name);
  if (value < 0)
    g_string_append_c (writer->out, '-');
  write_digits (writer->out, value < 0 ? -(guint64) value : (guint64) value, 1);
}

/**
 * poise_json_writer_add_double:
 * @writer: a writer
 * @name: (nullable): the member's name, %NULL in an array
 * @value: a number under 10¹², written with four decimals at the most
 */
void
poise_json_writer_add_double (PoiseJsonWriter *writer, const char *name, double value)
{
  double size = isfinite (value) ? MIN (fabs (value), MAX_DOUBLE) : 0.0;
  guint64 scaled = (guint64) (size * 1e4 + 0.5);
  GString *out = writer->out;

  start_value (writer, name);
  if (value < 0.0 && scaled > 0)
    g_string_append_c (out, '-');
  write_digits (out, scaled / 10000, 1);
  g_string_append_c (out, '.');
  write_digits (out, scaled % 10000, 4);
  while (out->str[out->len - 1] == '0' && out->str[out->len - 2] != '.')
    g_string_truncate (out, out->len - 1);
}

/**
 * poise_json_writer_add_boolean:
 * @writer: a writer
 * @name: (nullable): the member's name, %NULL in an array
 * @value: a truth value
 */
void
poise_json_writer_add_boolean (PoiseJsonWriter *writer, const char *name, gboolean value)
{
  start_value (writer, name);
  g_string_append (writer->out, value ? "true" : "false");
}

/**
 * poise_json_writer_add_node:
 * @writer: a writer
 * @name: (nullable): the member's name, %NULL in an array
 * @node: any JSON value
 *
 * Writes a value that came from a file back, with every digit it had.
 */
void
poise_json_writer_add_node (PoiseJsonWriter *writer, const char *name, JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);

  start_value (writer, name);
  g_string_append (writer->out, text);
}

/**
 * poise_json_writer_add_members:
 * @writer: a writer
 * @object: (nullable): a JSON object
 *
 * Writes the members of @object into the object that is open.
 */
void
poise_json_writer_add_members (PoiseJsonWriter *writer, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (object == NULL)
    return;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    poise_json_writer_add_node (writer, name, node);
}
