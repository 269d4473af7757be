/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-jrnl.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-dates.h"
#include "poise-json-list.h"
#include "poise-json.h"

/* An entry while its lines are read. */
typedef struct
{
  PoiseDate date;
  gboolean is_open;
  gboolean is_starred;
  GString *text;
} Reading;

/* jrnl's tags are words of the text that begin with an at sign. */
static void
collect_tags (const char *text, JsonObject *extra)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?<!\\S)@[-+*#/\\w]+", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *tags = json_array_new ();

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, 0);
      char *tag = g_utf8_strdown (word + 1, -1);

      if (!g_hash_table_contains (seen, tag))
        json_array_add_string_element (tags, tag);
      g_hash_table_add (seen, tag);
    }
  if (json_array_get_length (tags) > 0)
    json_object_set_array_member (extra, POISE_EXTRA_TAGS, tags);
  else
    json_array_unref (tags);
}

/* The same entry has the same id in jrnl's text and in its JSON. */
static void
finish_entry (Reading *reading, PoiseImport *import)
{
  g_autoptr (GDateTime) created = NULL;
  g_autoptr (JsonObject) extra = NULL;

  if (!reading->is_open)
    return;
  created = poise_date_get_time (&reading->date, import->zone);
  extra = json_object_new ();
  collect_tags (reading->text->str, extra);
  if (reading->is_starred)
    json_object_set_boolean_member (extra, POISE_EXTRA_STARRED, TRUE);
  poise_import_add (import, &(PoiseImportDraft) { .format = "jrnl",
                                                  .day = reading->date.day,
                                                  .created = created,
                                                  .text = reading->text->str,
                                                  .extra = extra });
  poise_date_clear (&reading->date);
  reading->is_open = FALSE;
}

/* A title that ends in a star is starred. */
static char *
take_star (const char *title, gboolean *is_starred)
{
  char *text = g_strchomp (g_strdup (title));
  gsize length = strlen (text);

  *is_starred = length > 0 && text[length - 1] == '*' && (length == 1 || text[length - 2] == ' ');
  if (*is_starred)
    {
      text[length - 1] = '\0';
      g_strchomp (text);
    }
  return text;
}

/* Finds the date before a title: `[2026-11-23 18:09] Title`, or without brackets
 * as jrnl 1 wrote it. */
static PoiseDateStatus
parse_head (const char *line, PoiseDateOrder order, PoiseDate *date, const char **title)
{
  gboolean has_bracket = *line == '[';
  PoiseDateStatus status = poise_date_parse (line + has_bracket, order, date);
  const char *end = date->end;

  if (status == POISE_DATE_NONE)
    return status;
  end += strspn (end, " ");
  if (has_bracket && status == POISE_DATE_READ && *end != ']')
    {
      /* Names of zones and the like. */
      end = strchr (end, ']');
      if (end == NULL || end - line > 60)
        return POISE_DATE_NONE;
    }
  if (!has_bracket && (!date->has_time || line[0] < '0' || line[0] > '9'))
    return POISE_DATE_NONE;
  *title = end + (*end == ']');
  *title += strspn (*title, " ");
  return status;
}

static gboolean
begin_entry (Reading *reading,
             const char *line,
             PoiseDateOrder order,
             const PoiseSourceFile *file,
             guint number,
             PoiseImport *import)
{
  PoiseDate date = { 0 };
  const char *title = NULL;
  g_autofree char *text = NULL;

  switch (parse_head (line, order, &date, &title))
    {
    case POISE_DATE_IMPOSSIBLE:
      finish_entry (reading, import);
      poise_import_fail (import, file->name, number,
                         _ ("there is no such day; the entry is not read"));
      return TRUE;
    case POISE_DATE_AMBIGUOUS:
      finish_entry (reading, import);
      poise_import_fail (import, file->name, number,
                         _ ("which number is the month cannot be told; the entry is not read"));
      return TRUE;
    case POISE_DATE_READ:
      finish_entry (reading, import);
      reading->date = date;
      reading->is_open = TRUE;
      text = take_star (title, &reading->is_starred);
      g_string_assign (reading->text, text);
      g_string_append_c (reading->text, '\n');
      return TRUE;
    case POISE_DATE_NONE:
    default:
      poise_date_clear (&date);
      return FALSE;
    }
}

static void
read_file (const PoiseSourceFile *file, PoiseImport *import)
{
  g_autofree char *text = poise_source_decode (file, import);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  PoiseDateOrder order = poise_date_guess_order (text);
  Reading reading = { .text = g_string_new (NULL) };
  gboolean is_dropping = FALSE, has_orphan = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (begin_entry (&reading, lines[i], order, file, i + 1, import))
        is_dropping = !reading.is_open;
      else if (reading.is_open)
        {
          g_string_append (reading.text, lines[i]);
          g_string_append_c (reading.text, '\n');
        }
      else if (!is_dropping && !has_orphan && lines[i][strspn (lines[i], " \t")] != '\0')
        {
          has_orphan = TRUE;
          poise_import_fail (import, file->name, i + 1,
                             _ ("this text stands before the first date; it is not read"));
        }
    }
  finish_entry (&reading, import);
  g_string_free (reading.text, TRUE);
}

/**
 * poise_jrnl_read:
 * @source: a jrnl text file
 * @import: what is filled
 *
 * Reads jrnl's text. The title becomes the first line, tags and the star are
 * kept.
 */
void
poise_jrnl_read (PoiseSource *source, PoiseImport *import)
{
  for (guint i = 0; i < source->files->len; i++)
    read_file (g_ptr_array_index (source->files, i), import);
}

static void
read_item (const PoiseJsonItem *item, const PoiseSourceFile *file, PoiseImport *import)
{
  const char *title = "", *body = "", *date = "", *time = NULL;
  JsonNode *starred = json_object_get_member (item->object, "starred");
  g_autofree char *when = NULL;
  Reading reading = { 0 };

  poise_json_get_string (item->object, "title", &title);
  poise_json_get_string (item->object, "body", &body);
  poise_json_get_string (item->object, "date", &date);
  poise_json_get_string (item->object, "time", &time);
  when = time != NULL ? g_strconcat (date, " ", time, NULL) : g_strdup (date);
  if (poise_date_parse (when, POISE_DATE_ORDER_UNKNOWN, &reading.date) != POISE_DATE_READ)
    {
      poise_import_fail (import, file->name, item->line,
                         _ ("the entry that begins here has no date that exists: “%s”"), date);
      return;
    }
  reading.is_open = TRUE;
  reading.is_starred =
    starred != NULL && JSON_NODE_HOLDS_VALUE (starred) && json_node_get_boolean (starred);
  reading.text = g_string_new (title);
  g_string_append_c (reading.text, '\n');
  g_string_append (reading.text, body);
  finish_entry (&reading, import);
  g_string_free (reading.text, TRUE);
}

/**
 * poise_jrnl_json_read:
 * @source: what `jrnl --format json` wrote
 * @import: what is filled
 *
 * Reads jrnl's JSON. An entry has the same id as in jrnl's text.
 */
void
poise_jrnl_json_read (PoiseSource *source, PoiseImport *import)
{
  for (guint i = 0; i < source->files->len; i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);
      g_autoptr (GPtrArray) items = poise_json_list_read (file, "entries", import);

      for (guint j = 0; j < items->len; j++)
        {
          const PoiseJsonItem *item = g_ptr_array_index (items, j);

          if (item->object != NULL)
            read_item (item, file, import);
        }
    }
}
