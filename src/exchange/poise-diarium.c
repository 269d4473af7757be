/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-diarium.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-front-matter.h"
#include "poise-html-text.h"
#include "poise-import-text.h"
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

/* The next word, NULL at the end; hyphens before the items of a list are none. */
static char *
read_word (const char **text)
{
  const char *start = *text, *end;

  while (*start != '\0' && !g_unichar_isalnum (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  end = start;
  while (*end != '\0' && g_unichar_isalnum (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  *text = end;
  return end > start ? g_strndup (start, (gsize) (end - start)) : NULL;
}

/* Whether all words of a text stand in another, in their order. */
static gboolean
has_words (const char *text, const char *words)
{
  char *wanted;

  while ((wanted = read_word (&words)) != NULL)
    {
      g_autofree char *word = wanted;
      gboolean is_found = FALSE;
      char *other;

      while (!is_found && (other = read_word (&text)) != NULL)
        {
          is_found = g_str_equal (other, word);
          g_free (other);
        }
      if (!is_found)
        return FALSE;
    }
  return TRUE;
}

/* Some versions write the words twice, as HTML and without it; where they differ, both stay. */
static char *
read_body (JsonObject *object)
{
  const char *html = "", *text = "";
  g_autofree char *words = NULL;
  g_autofree char *others = NULL;

  poise_json_get_string (object, "html", &html);
  poise_json_get_string (object, "text", &text);
  words = poise_html_to_text (html);
  others = poise_html_read (text);
  if (*words != '\0' && has_words (words, others))
    return g_steal_pointer (&words);
  if (has_words (others, words))
    return g_steal_pointer (&others);
  return g_strconcat (words, "\n\n", others, NULL);
}

static char *
read_words (JsonObject *object)
{
  const char *heading = "", *title = "";
  g_autofree char *body = read_body (object);
  g_autofree char *words = NULL;

  poise_json_get_string (object, "heading", &heading);
  poise_json_get_string (object, "title", &title);
  words = g_str_equal (heading, title) ? g_strdup (body) : poise_import_join_title (title, body);
  return poise_import_join_title (heading, words);
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

  if (poise_import_is_trashed (import, item->object))
    return;
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

  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    {
      PoiseSourceFile *file = g_ptr_array_index (source->files, i);

      if (!read_single (file, import))
        g_ptr_array_add (lists, file);
    }
  poise_json_list_foreach (&rest, "entries", read_entry, import);
}
