/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-json-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-json.h"

/* What walks over a JSON text without understanding it. */
typedef struct
{
  const char *at;
  const char *end;
  guint line;
  gboolean in_object; /* the list is the value of a member */
} Scanner;

static void
item_free (PoiseJsonItem *item)
{
  g_free (item->name);
  g_clear_pointer (&item->object, json_object_unref);
  g_free (item);
}

static void
skip_blanks (Scanner *scanner)
{
  while (scanner->at < scanner->end && g_ascii_isspace (*scanner->at))
    scanner->line += *scanner->at++ == '\n';
}

/* Past the string that begins here. */
static gboolean
skip_string (Scanner *scanner)
{
  for (scanner->at++; scanner->at < scanner->end; scanner->at++)
    {
      if (*scanner->at == '\\' && scanner->at + 1 < scanner->end)
        scanner->at++;
      else if (*scanner->at == '"')
        {
          scanner->at++;
          return TRUE;
        }
      scanner->line += *scanner->at == '\n';
    }
  return FALSE;
}

/* Past the object or array that begins here. */
static gboolean
skip_nested (Scanner *scanner)
{
  guint depth = 0;

  while (scanner->at < scanner->end)
    {
      char c = *scanner->at;

      if (c == '"')
        {
          if (!skip_string (scanner))
            return FALSE;
          continue;
        }
      scanner->line += c == '\n';
      scanner->at++;
      if (c == '{' || c == '[')
        depth++;
      else if ((c == '}' || c == ']') && --depth == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
skip_value (Scanner *scanner)
{
  skip_blanks (scanner);
  if (scanner->at >= scanner->end)
    return FALSE;
  if (*scanner->at == '"')
    return skip_string (scanner);
  if (*scanner->at == '{' || *scanner->at == '[')
    return skip_nested (scanner);
  while (scanner->at < scanner->end && strchr (",]} \t\r\n", *scanner->at) == NULL)
    scanner->at++;
  return TRUE;
}

/* The value of the next member of this name that is a list or a map. */
static gboolean
find_member (Scanner *scanner, const char *member, gboolean may_be_map)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", member);

  for (;;)
    {
      const char *name;
      gsize length;

      skip_blanks (scanner);
      name = scanner->at;
      if (scanner->at >= scanner->end || *scanner->at != '"' || !skip_string (scanner))
        return FALSE;
      length = (gsize) (scanner->at - name);
      skip_blanks (scanner);
      if (scanner->at >= scanner->end || *scanner->at++ != ':')
        return FALSE;
      skip_blanks (scanner);
      if (length == strlen (quoted) && memcmp (name, quoted, length) == 0)
        return scanner->at < scanner->end &&
               (*scanner->at == '[' || (may_be_map && *scanner->at == '{'));
      if (!skip_value (scanner))
        return FALSE;
      skip_blanks (scanner);
      if (scanner->at < scanner->end && *scanner->at == ',')
        scanner->at++;
    }
}

/* Goes to where the list, or the map, begins: the value of the root's member, or
 * the root itself. */
static gboolean
find_list (Scanner *scanner, const char *member, gboolean may_be_map)
{
  skip_blanks (scanner);
  scanner->in_object = scanner->at < scanner->end && *scanner->at == '{';
  if (!scanner->in_object)
    return scanner->at < scanner->end && *scanner->at == '[';
  scanner->at++;
  return find_member (scanner, member, may_be_map);
}

/* Of files that were put together, or that name the list twice. */
static gboolean
find_next_list (Scanner *scanner, const char *member, gboolean may_be_map)
{
  skip_blanks (scanner);
  if (scanner->in_object)
    {
      if (scanner->at < scanner->end && *scanner->at == ',')
        scanner->at++;
      if (find_member (scanner, member, may_be_map))
        return TRUE;
      if (scanner->at < scanner->end && *scanner->at == '}')
        scanner->at++;
      skip_blanks (scanner);
    }
  return scanner->at < scanner->end && find_list (scanner, member, may_be_map);
}

static void
parse_object (PoiseJsonItem *item,
              const char *data,
              gsize length,
              const char *name,
              PoiseImport *import)
{
  gboolean is_mended;
  g_autoptr (JsonNode) node = poise_json_parse_mended (data, length, name, &is_mended, NULL);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (JsonNode) loose = poise_json_parse_loosely (data, length, name, NULL);

      poise_import_fail (import, name, item->line,
                         loose != NULL
                           ? _ ("the entry that begins here has two values of one name; take one "
                                "of them out")
                           : _ ("the entry that begins here is no JSON"));
      return;
    }
  if (is_mended)
    poise_import_note (import, name, item->line,
                       _ ("a character of the entry that begins here is damaged; “�” stands in "
                          "its place"));
  item->object = json_object_ref (json_node_get_object (node));
}

static PoiseJsonItem *
read_item (Scanner *scanner, const char *name, PoiseImport *import)
{
  const char *start = scanner->at;
  PoiseJsonItem *item = g_new0 (PoiseJsonItem, 1);

  item->line = scanner->line;
  if (*start != '{' || !skip_nested (scanner))
    {
      if (*start == '{')
        poise_import_fail (import, name, item->line,
                           _ ("the entry that begins here is cut off: the file ends within it"));
      else
        {
          poise_import_fail (import, name, item->line, _ ("here should be an entry"));
          skip_value (scanner);
          scanner->at += scanner->at == start;
        }
      return item;
    }
  parse_object (item, start, (gsize) (scanner->at - start), name, import);
  return item;
}

/* `"2026-11-23": ` before an object of a map. Returns: (nullable): the name */
static char *
read_name (Scanner *scanner)
{
  const char *start = scanner->at;
  g_autofree char *quoted = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (*start != '"' || !skip_string (scanner))
    return NULL;
  quoted = g_strndup (start, (gsize) (scanner->at - start));
  skip_blanks (scanner);
  if (scanner->at >= scanner->end || *scanner->at != ':')
    return NULL;
  scanner->at++;
  skip_blanks (scanner);
  node = poise_json_parse_loosely (quoted, strlen (quoted), "", NULL);
  return node != NULL ? json_node_dup_string (node) : NULL;
}

static gboolean
is_whole (const PoiseJsonItem *item)
{
  return item->object != NULL;
}

/* The objects of the list, or the map, that begins here. Returns: whether it ends */
static gboolean
read_list (Scanner *scanner, const char *file_name, GPtrArray *items, PoiseImport *import)
{
  gboolean is_map = *scanner->at++ == '{';

  while (!poise_import_is_stopped (import))
    {
      g_autofree char *name = NULL;
      PoiseJsonItem *item;

      skip_blanks (scanner);
      if (scanner->at < scanner->end && is_map)
        name = read_name (scanner);
      if (scanner->at >= scanner->end)
        return FALSE;
      if (*scanner->at == (is_map ? '}' : ']') || *scanner->at == ',')
        {
          if (*scanner->at++ != ',')
            return TRUE;
          continue;
        }
      item = read_item (scanner, file_name, import);
      item->name = g_steal_pointer (&name);
      g_ptr_array_add (items, item);
    }
  return FALSE;
}

static GPtrArray *
read_items (const PoiseSourceFile *file,
            const char *member,
            gboolean may_be_map,
            PoiseImport *import)
{
  g_autofree char *text = poise_source_decode (file, import);
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  Scanner scanner = { .at = text, .end = text + strlen (text), .line = 1 };

  if (!find_list (&scanner, member, may_be_map))
    {
      poise_import_fail (import, file->name, scanner.line, _ ("there is no list “%s” in this file"),
                         member);
      return items;
    }
  do
    if (!read_list (&scanner, file->name, items, import))
      {
        if (items->len == 0 || is_whole (g_ptr_array_index (items, items->len - 1)))
          poise_import_fail (import, file->name, scanner.line,
                             _ ("the file ends within its list: it was cut off"));
        return items;
      }
  while (find_next_list (&scanner, member, may_be_map));
  if (scanner.at < scanner.end)
    poise_import_fail (
      import, file->name, scanner.line,
      _ ("what begins here, behind the entries, is not understood; it is not read"));
  return items;
}

/**
 * poise_json_list_read:
 * @file: a JSON file
 * @member: the root's member that is the list; the root may be the list too
 * @import: where is noted what could not be read
 *
 * Returns: (transfer full) (element-type PoiseJsonItem): the objects
 */
GPtrArray *
poise_json_list_read (const PoiseSourceFile *file, const char *member, PoiseImport *import)
{
  return read_items (file, member, FALSE, import);
}

/**
 * poise_json_list_read_object:
 * @file: a JSON file
 * @member: a member of the root that is an object
 * @import: where is noted what could not be read
 *
 * Returns: (transfer full) (nullable): that object; %NULL where there is none, or it is not whole
 */
JsonObject *
poise_json_list_read_object (const PoiseSourceFile *file, const char *member, PoiseImport *import)
{
  g_autofree char *text = poise_source_decode (file, import);
  Scanner scanner = { .at = text, .end = text + strlen (text), .line = 1 };
  JsonObject *object = NULL;
  PoiseJsonItem *item;

  skip_blanks (&scanner);
  if (scanner.at >= scanner.end || *scanner.at++ != '{' || !find_member (&scanner, member, TRUE) ||
      *scanner.at != '{')
    return NULL;
  item = read_item (&scanner, file->name, import);
  object = g_steal_pointer (&item->object);
  item_free (item);
  return object;
}

static void
read_all (PoiseSource *source,
          const char *member,
          gboolean may_be_map,
          PoiseJsonItemFunc func,
          PoiseImport *import)
{
  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);
      g_autoptr (GPtrArray) items = read_items (file, member, may_be_map, import);

      for (guint j = 0; j < items->len && !poise_import_is_stopped (import); j++)
        {
          const PoiseJsonItem *item = g_ptr_array_index (items, j);

          if (item->object != NULL)
            func (item, file, import);
        }
    }
}

/**
 * poise_json_list_foreach:
 * @source: what is read
 * @member: the member that holds the list
 * @func: (scope call): reads an object
 * @import: what is filled
 *
 * Reads the whole objects of the lists in all files of a source.
 */
void
poise_json_list_foreach (PoiseSource *source,
                         const char *member,
                         PoiseJsonItemFunc func,
                         PoiseImport *import)
{
  read_all (source, member, FALSE, func, import);
}

/**
 * poise_json_map_foreach:
 * @source: what is read
 * @member: the member that holds the map; it may also be a list
 * @func: (scope call): reads an object
 * @import: what is filled
 *
 * Reads the whole objects of the maps in all files of a source, also those of one name.
 */
void
poise_json_map_foreach (PoiseSource *source,
                        const char *member,
                        PoiseJsonItemFunc func,
                        PoiseImport *import)
{
  read_all (source, member, TRUE, func, import);
}
