/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-journey.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-html-text.h"
#include "poise-import-text.h"
#include "poise-json.h"
#include "poise-time.h"

/* What is read, or says the same again, or is empty where it says nothing. */
static const char *const silent_members[] = {
  "id",   "text",    "date_journal", "dateOfJournal", "date_modified", "updatedAt", "timezone",
  "tags", "version", "preview_text", "favourite",     "favorite",      "type",      "createdAt",
  "role", "title",   "schema",       "linkedAccount", "dateModified",  "journalId", "encrypted",
  NULL
};

/* More seconds would be of the year 5138. */
#define MAX_SECONDS G_GINT64_CONSTANT (100000000000)

static const char *const created_names[] = { "date_journal", "dateOfJournal", "createdAt", NULL };
static const char *const modified_names[] = { "date_modified", "updatedAt", "dateModified", NULL };

/* A number since 1970, also in quotes. Returns: whether it is one, and no moment in words */
static gboolean
read_number (JsonNode *node, gint64 *number)
{
  const char *text =
    json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;

  *number = text == NULL ? json_node_get_int (node) : g_ascii_strtoll (text, NULL, 10);
  return text == NULL || (strlen (text) >= 10 && text[strspn (text, "-0123456789")] == '\0');
}

/* Numbers are milliseconds or seconds. One of the years around 1970 looks like the other, but an
 * entry was changed later than that, and its id is a number of milliseconds too. */
static gboolean
has_milliseconds (JsonObject *object)
{
  const char *id = "";
  gint64 number;

  for (guint i = 0; modified_names[i] != NULL || created_names[i] != NULL; i++)
    for (guint j = 0; j < 2; j++)
      {
        const char *name = j == 0 ? created_names[i] : modified_names[i];
        JsonNode *node = name != NULL ? json_object_get_member (object, name) : NULL;

        if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && read_number (node, &number) &&
            (number < -MAX_SECONDS || number > MAX_SECONDS))
          return TRUE;
      }
  poise_json_get_string (object, "id", &id);
  return strspn (id, "0123456789") == 13;
}

static GDateTime *
read_moment (JsonNode *node, gboolean is_milliseconds)
{
  gint64 number;

  if (!read_number (node, &number))
    return poise_time_parse (json_node_get_string (node));
  return g_date_time_new_from_unix_utc (is_milliseconds ? number / 1000 : number);
}

static gboolean
is_empty (JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
         *json_node_get_string (node) == '\0';
}

/* The first name that says something is believed, also where no moment is read from it: the others
 * say when the entry was written. Zero says nothing. */
static GDateTime *
read_time (JsonObject *object, const char *const *names, GTimeZone *zone)
{
  gboolean is_milliseconds = has_milliseconds (object);

  for (guint i = 0; names[i] != NULL; i++)
    {
      JsonNode *node = json_object_get_member (object, names[i]);
      g_autoptr (GDateTime) utc = NULL;
      gint64 number;

      if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || is_empty (node) ||
          (read_number (node, &number) && number == 0))
        continue;
      utc = read_moment (node, is_milliseconds);
      return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
    }
  return NULL;
}

static JsonObject *
collect_extra (JsonObject *object, PoiseImport *import)
{
  JsonObject *extra = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (is_empty (node))
        continue;
      if (g_str_equal (name, "tags") && JSON_NODE_HOLDS_ARRAY (node))
        json_object_set_member (extra, POISE_EXTRA_TAGS, json_node_copy (node));
      else if (g_str_has_prefix (name, "favo") && JSON_NODE_HOLDS_VALUE (node) &&
               json_node_get_boolean (node))
        json_object_set_boolean_member (extra, POISE_EXTRA_STARRED, TRUE);
      else if (!g_strv_contains (silent_members, name))
        json_object_set_member (extra, name, json_node_copy (node));
      for (guint i = 0; g_str_equal (name, "photos") && JSON_NODE_HOLDS_ARRAY (node) &&
                        i < json_array_get_length (json_node_get_array (node));
           i++)
        poise_import_leave_out (import, _ ("pictures, sounds and attachments (their names are "
                                           "kept)"));
    }
  return extra;
}

/* Some versions say so of a text that can be read, too. */
static gboolean
is_encrypted (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "encrypted");
  const char *text = "";

  poise_json_get_string (object, "text", &text);
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node) &&
         *text != '\0' && strpbrk (text, " \t\n<") == NULL;
}

/* The list of entries shows the first words of each; where the text is missing, they are all. */
static char *
read_body (JsonObject *object, const PoiseSourceFile *file, PoiseImport *import)
{
  const char *text = "", *preview = "";
  g_autofree char *body = NULL;

  poise_json_get_string (object, "text", &text);
  poise_json_get_string (object, "preview_text", &preview);
  body = poise_html_read (text);
  if (body[strspn (body, " \t\n")] != '\0' || *preview == '\0')
    return g_steal_pointer (&body);
  poise_import_note (import, file->name, 0,
                     _ ("the text of this entry is missing; the first words that Journey shows of "
                        "it stand for it"));
  return poise_html_read (preview);
}

static void
add_entry (JsonObject *object, const PoiseSourceFile *file, PoiseImport *import)
{
  const char *title = NULL, *id = NULL, *zone_name = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) created = NULL;
  g_autoptr (GDateTime) modified = NULL;
  g_autoptr (JsonObject) extra = NULL;
  g_autofree char *body = NULL;
  g_autofree char *words = NULL;

  if (poise_import_is_trashed (import, object))
    return;
  if (is_encrypted (object))
    {
      poise_import_fail (import, file->name, 0,
                         _ ("this entry is encrypted; decrypt it in Journey, export it and import "
                            "it again"));
      return;
    }
  poise_json_get_string (object, "timezone", &zone_name);
  zone = poise_import_find_zone (import, file->name, 0, zone_name);
  created = read_time (object, created_names, zone);
  if (created == NULL || poise_day_from_time (created, 0) == POISE_DAY_INVALID)
    {
      poise_import_fail (import, file->name, 0, _ ("the entry has no date; it is not read"));
      return;
    }
  modified = read_time (object, modified_names, zone);
  poise_json_get_string (object, "id", &id);
  poise_json_get_string (object, "title", &title);
  body = read_body (object, file, import);
  words = poise_import_join_title (title, body);
  extra = collect_extra (object, import);
  poise_import_add (import, &(PoiseImportDraft) { .format = "journey",
                                                  .id = id,
                                                  .day = poise_day_from_time (created, 0),
                                                  .created = created,
                                                  .modified = modified,
                                                  .text = words,
                                                  .extra = extra });
}

static void
read_file (const PoiseSourceFile *file, PoiseImport *import)
{
  g_autofree char *text = poise_source_decode (file, import);
  g_autoptr (GError) error = NULL;
  gboolean is_mended;
  g_autoptr (JsonNode) root =
    poise_json_parse_mended (text, strlen (text), file->name, &is_mended, &error);
  JsonArray *list =
    root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  if (root != NULL && is_mended)
    poise_import_note (import, file->name, 0,
                       _ ("a character of this file is damaged; “�” stands in its place"));
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    add_entry (json_node_get_object (root), file, import);
  else if (list == NULL)
    poise_import_fail (import, file->name, 0, _ ("this is no entry of Journey: it is no JSON"));
  for (guint i = 0;
       list != NULL && i < json_array_get_length (list) && !poise_import_is_stopped (import); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (list, i)))
      add_entry (json_array_get_object_element (list, i), file, import);
}

/**
 * poise_journey_read:
 * @source: Journey's zip, or its folder: a file an entry
 * @import: what is filled
 *
 * Reads Journey's export. The day of an entry is that of its own time zone. Tags,
 * the star, the mood, place and weather are kept; the pictures are left out.
 */
void
poise_journey_read (PoiseSource *source, PoiseImport *import)
{
  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    read_file (g_ptr_array_index (source->files, i), import);
}
