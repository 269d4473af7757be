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
} Scanner;

static void
item_free (PoiseJsonItem *item)
{
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

/* Goes to where the list begins: the value of the root's member, or the root
 * itself. */
static gboolean
find_list (Scanner *scanner, const char *member)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", member);

  skip_blanks (scanner);
  if (scanner->at < scanner->end && *scanner->at == '[')
    return TRUE;
  if (scanner->at >= scanner->end || *scanner->at != '{')
    return FALSE;
  scanner->at++;
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
        return scanner->at < scanner->end && *scanner->at == '[';
      if (!skip_value (scanner))
        return FALSE;
      skip_blanks (scanner);
      if (scanner->at < scanner->end && *scanner->at == ',')
        scanner->at++;
    }
}

static PoiseJsonItem *
read_item (Scanner *scanner, const char *name, PoiseImport *import)
{
  const char *start = scanner->at;
  PoiseJsonItem *item = g_new0 (PoiseJsonItem, 1);
  g_autoptr (JsonNode) node = NULL;

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
  node = poise_json_parse (start, (gsize) (scanner->at - start), name, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    poise_import_fail (import, name, item->line, _ ("the entry that begins here is no JSON"));
  else
    item->object = json_object_ref (json_node_get_object (node));
  return item;
}

static gboolean
is_whole (const PoiseJsonItem *item)
{
  return item->object != NULL;
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
  g_autofree char *text = poise_source_decode (file, import);
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  Scanner scanner = { text, text + strlen (text), 1 };

  if (!find_list (&scanner, member))
    {
      poise_import_fail (import, file->name, scanner.line, _ ("there is no list “%s” in this file"),
                         member);
      return items;
    }
  scanner.at++;
  for (;;)
    {
      skip_blanks (&scanner);
      if (scanner.at >= scanner.end)
        {
          if (items->len == 0 || is_whole (g_ptr_array_index (items, items->len - 1)))
            poise_import_fail (import, file->name, scanner.line,
                               _ ("the file ends within its list: it was cut off"));
          return items;
        }
      if (*scanner.at == ']')
        return items;
      if (*scanner.at == ',')
        scanner.at++;
      else
        g_ptr_array_add (items, read_item (&scanner, file->name, import));
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
  for (guint i = 0; i < source->files->len; i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);
      g_autoptr (GPtrArray) items = poise_json_list_read (file, member, import);

      for (guint j = 0; j < items->len; j++)
        {
          const PoiseJsonItem *item = g_ptr_array_index (items, j);

          if (item->object != NULL)
            func (item, file, import);
        }
    }
}
