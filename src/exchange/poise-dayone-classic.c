/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-dayone-classic.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-json.h"
#include "poise-time.h"

#define MAX_DEPTH 32

/* ---- property lists ---- */

/* A property list becomes what JSON would hold of it. */
typedef struct
{
  GPtrArray *stack; /* of JsonNode: the lists that are open */
  GPtrArray *keys;  /* of char: the key that comes next in each, or NULL */
  JsonNode *root;
  GString *text;
} Plist;

static void
add_node (Plist *plist, JsonNode *node)
{
  JsonNode *parent =
    plist->stack->len > 0 ? g_ptr_array_index (plist->stack, plist->stack->len - 1) : NULL;
  char **key = parent != NULL ? (char **) &plist->keys->pdata[plist->keys->len - 1] : NULL;

  if (parent == NULL)
    {
      g_clear_pointer (&plist->root, json_node_unref);
      plist->root = json_node_ref (node);
    }
  else if (JSON_NODE_HOLDS_ARRAY (parent))
    json_array_add_element (json_node_get_array (parent), json_node_copy (node));
  else if (*key != NULL)
    {
      json_object_set_member (json_node_get_object (parent), *key, json_node_copy (node));
      g_clear_pointer (key, g_free);
    }
}

static void
start_element_cb (GMarkupParseContext *context,
                  const char *name,
                  const char **names,
                  const char **values,
                  gpointer data,
                  GError **error)
{
  Plist *plist = data;
  JsonNode *node;

  g_string_truncate (plist->text, 0);
  if (!g_str_equal (name, "dict") && !g_str_equal (name, "array"))
    return;
  if (plist->stack->len >= MAX_DEPTH)
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "%s",
                   _ ("this is nested too deeply"));
      return;
    }
  node = json_node_alloc ();
  if (g_str_equal (name, "dict"))
    json_node_take_object (json_node_init (node, JSON_NODE_OBJECT), json_object_new ());
  else
    json_node_take_array (json_node_init (node, JSON_NODE_ARRAY), json_array_new ());
  g_ptr_array_add (plist->stack, node);
  g_ptr_array_add (plist->keys, NULL);
}

static void
end_element_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Plist *plist = data;
  g_autoptr (JsonNode) node = NULL;

  if (g_str_equal (name, "key") && plist->keys->len > 0)
    {
      g_free (plist->keys->pdata[plist->keys->len - 1]);
      plist->keys->pdata[plist->keys->len - 1] = g_strdup (plist->text->str);
    }
  else if ((g_str_equal (name, "dict") || g_str_equal (name, "array")) && plist->stack->len > 0)
    {
      node = json_node_ref (g_ptr_array_index (plist->stack, plist->stack->len - 1));
      g_ptr_array_remove_index (plist->stack, plist->stack->len - 1);
      g_ptr_array_remove_index (plist->keys, plist->keys->len - 1);
    }
  else if (g_str_equal (name, "true") || g_str_equal (name, "false"))
    node = json_node_init_boolean (json_node_alloc (), g_str_equal (name, "true"));
  else if (g_str_equal (name, "integer") || g_str_equal (name, "real"))
    node = json_node_init_double (json_node_alloc (), g_ascii_strtod (plist->text->str, NULL));
  else if (!g_str_equal (name, "plist") && !g_str_equal (name, "key"))
    node = json_node_init_string (json_node_alloc (), plist->text->str);
  if (node != NULL)
    add_node (plist, node);
  g_string_truncate (plist->text, 0);
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer data,
         GError **error)
{
  g_string_append_len (((Plist *) data)->text, text, (gssize) length);
}

static JsonNode *
parse_plist (const char *text, GError **error)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, NULL, NULL };
  g_autoptr (GPtrArray) stack = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) words = g_string_new (NULL);
  Plist plist = { .stack = stack, .keys = keys, .text = words };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &plist, NULL);

  if (g_markup_parse_context_parse (context, text, -1, error) &&
      g_markup_parse_context_end_parse (context, error))
    {
      if (plist.root != NULL && JSON_NODE_HOLDS_OBJECT (plist.root))
        return plist.root;
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "%s",
                   _ ("this is no entry"));
    }
  g_clear_pointer (&plist.root, json_node_unref);
  return NULL;
}

/* ---- entries ---- */

/* What is read, or only speaks of the device. */
static const char *const silent_members[] = {
  "Entry Text", "Creation Date",     "UUID",        "Time Zone", "Tags", "Starred", "Creator",
  "Step Count", "Ignore Step Count", "Publish URL", NULL
};

static JsonObject *
collect_extra (JsonObject *object)
{
  JsonObject *extra = json_object_new ();
  JsonNode *tags = json_object_get_member (object, "Tags");
  JsonNode *starred = json_object_get_member (object, "Starred");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (tags != NULL && JSON_NODE_HOLDS_ARRAY (tags) &&
      json_array_get_length (json_node_get_array (tags)) > 0)
    json_object_set_member (extra, POISE_EXTRA_TAGS, json_node_copy (tags));
  if (starred != NULL && JSON_NODE_HOLDS_VALUE (starred) && json_node_get_boolean (starred))
    json_object_set_boolean_member (extra, POISE_EXTRA_STARRED, TRUE);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!g_strv_contains (silent_members, name))
      {
        g_autofree char *ours = g_ascii_strdown (name, -1);

        json_object_set_member (extra, ours, json_node_copy (node));
      }
  return extra;
}

static gboolean
is_binary (const PoiseSourceFile *file)
{
  gsize length;
  const char *data = g_bytes_get_data (file->bytes, &length);

  return length > 8 && memcmp (data, "bplist00", 8) == 0;
}

static void
read_entry (const PoiseSourceFile *file, PoiseImport *import)
{
  g_autofree char *markup = is_binary (file) ? g_strdup ("") : poise_source_decode (file, import);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = parse_plist (markup, &error);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  const char *text = "", *date = "", *uuid = NULL, *zone_name = NULL;
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) created = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (JsonObject) extra = NULL;

  if (is_binary (file))
    {
      poise_import_fail (
        import, file->name, 0,
        _ ("this entry is a binary property list; convert it with “plutil -convert "
           "xml1” and import it again"));
      return;
    }
  if (object == NULL)
    {
      poise_import_fail (import, file->name, 0, _ ("the entry is not read: %s"), error->message);
      return;
    }
  poise_json_get_string (object, "Entry Text", &text);
  poise_json_get_string (object, "Creation Date", &date);
  poise_json_get_string (object, "UUID", &uuid);
  utc = poise_time_parse (date);
  if (utc == NULL)
    {
      poise_import_fail (import, file->name, 0, _ ("the entry has no date that exists: “%s”"),
                         date);
      return;
    }
  poise_json_get_string (object, "Time Zone", &zone_name);
  zone = poise_import_find_zone (import, file->name, 0, zone_name);
  created = g_date_time_to_timezone (utc, zone);
  extra = collect_extra (object);
  poise_import_add (import, &(PoiseImportDraft) { .format = "dayone",
                                                  .id = uuid,
                                                  .day = poise_day_from_time (created, 0),
                                                  .created = created,
                                                  .text = text,
                                                  .extra = extra });
}

/**
 * poise_dayone_classic_read:
 * @source: a folder `Journal.dayone`, or one of its entries
 * @import: what is filled
 *
 * Reads the entries of Day One 1. They have the ids that Day One 2 gives them in
 * its JSON too. Tags, the star, the place and the weather are kept; the pictures
 * are left out.
 */
void
poise_dayone_classic_read (PoiseSource *source, PoiseImport *import)
{
  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    read_entry (g_ptr_array_index (source->files, i), import);
}
