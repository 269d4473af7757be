/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-diarium.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-front-matter.h"
#include "poise-html-text.h"
#include "poise-json-list.h"
#include "poise-json.h"

static const char *const read_members[] = {
  "date", "heading", "title", "html", "text", "tags", NULL
};

/* Tags are words, or objects with a name. */
static JsonArray *
list_tags (JsonObject *object)
{
  JsonArray *theirs = poise_json_get_array (object, "tags"), *tags = json_array_new ();

  for (guint i = 0; theirs != NULL && i < json_array_get_length (theirs); i++)
    {
      JsonNode *node = json_array_get_element (theirs, i);
      const char *tag = NULL;

      if (JSON_NODE_HOLDS_VALUE (node))
        tag = json_node_get_string (node);
      else if (JSON_NODE_HOLDS_OBJECT (node))
        poise_json_get_string (json_node_get_object (node), "name", &tag);
      if (tag != NULL && *tag != '\0')
        json_array_add_string_element (tags, tag);
    }
  return tags;
}

static JsonObject *
collect_extra (JsonObject *object)
{
  JsonObject *extra = json_object_new ();
  g_autoptr (JsonArray) tags = list_tags (object);
  JsonObjectIter iter;
  const char *name, *words;
  JsonNode *node;

  if (json_array_get_length (tags) > 0)
    json_object_set_array_member (extra, POISE_EXTRA_TAGS, json_array_ref (tags));
  else if (poise_json_get_string (object, "tags", &words))
    poise_front_matter_read_tags (extra, words);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!g_strv_contains (read_members, name) && !JSON_NODE_HOLDS_NULL (node) &&
        !(JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0))
      json_object_set_member (extra, name, json_node_copy (node));
  return extra;
}

static char *
read_words (JsonObject *object)
{
  const char *title = NULL, *html = NULL, *text = NULL;
  g_autofree char *words = NULL;

  if (!poise_json_get_string (object, "heading", &title))
    poise_json_get_string (object, "title", &title);
  poise_json_get_string (object, "html", &html);
  poise_json_get_string (object, "text", &text);
  if (html != NULL && *html != '\0')
    words = poise_html_to_text (html);
  else if (text != NULL)
    words = poise_html_read (text);
  return poise_import_join_title (title, words != NULL ? words : "");
}

static void
read_entry (const PoiseJsonItem *item, const PoiseSourceFile *file, PoiseImport *import)
{
  g_auto (PoiseDate) date = { 0 };
  const char *when = "";
  PoiseDateStatus status;
  g_autoptr (GDateTime) created = NULL;
  g_autoptr (JsonObject) extra = NULL;
  g_autofree char *text = NULL;

  poise_json_get_string (item->object, "date", &when);
  status = poise_date_parse (when, import->order, &date);
  if (status != POISE_DATE_READ)
    {
      poise_import_fail_date (import, file->name, item->line, status);
      return;
    }
  created = poise_date_get_time (&date, import->zone);
  extra = collect_extra (item->object);
  text = read_words (item->object);
  poise_import_add (import, &(PoiseImportDraft) { .format = "diarium",
                                                  .day = poise_date_get_day (&date, import->zone),
                                                  .created = created,
                                                  .text = text,
                                                  .extra = extra });
}

/* A file may also be one entry. */
static gboolean
read_single (const PoiseSourceFile *file, PoiseImport *import)
{
  gsize length;
  const char *data = g_bytes_get_data (file->bytes, &length);
  g_autoptr (JsonNode) root = length > 0 && g_utf8_validate_len (data, length, NULL)
                                ? poise_json_parse (data, length, file->name, NULL)
                                : NULL;
  PoiseJsonItem item = { .line = 1 };

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  item.object = json_node_get_object (root);
  if (!json_object_has_member (item.object, "date") ||
      json_object_has_member (item.object, "entries"))
    return FALSE;
  read_entry (&item, file, import);
  return TRUE;
}

/**
 * poise_diarium_read:
 * @source: Diarium's JSON, or a zip with it
 * @import: what is filled
 *
 * Reads Diarium's export. The heading becomes the first line; tags, the rating and
 * all else that an entry says are kept.
 */
void
poise_diarium_read (PoiseSource *source, PoiseImport *import)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();
  PoiseSource rest = { .files = lists, .is_many = source->is_many };

  for (guint i = 0; i < source->files->len; i++)
    {
      PoiseSourceFile *file = g_ptr_array_index (source->files, i);

      if (!read_single (file, import))
        g_ptr_array_add (lists, file);
    }
  poise_json_list_foreach (&rest, "entries", read_entry, import);
}
