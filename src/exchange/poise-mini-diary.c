/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-mini-diary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-html-text.h"
#include "poise-import-text.h"
#include "poise-json-list.h"
#include "poise-json.h"
#include "poise-time.h"

static const char *const read_members[] = { "date", "dateUpdated", "title", "text", NULL };

static void
note_unknown (JsonObject *object, PoiseImport *import)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (read_members, name))
      poise_import_leave_out (import, _ ("further details that Mini Diary keeps of an entry"));
}

static GDateTime *
read_modified (JsonObject *object, GTimeZone *zone)
{
  const char *text = NULL;
  g_autoptr (GDateTime) time = NULL;

  poise_json_get_string (object, "dateUpdated", &text);
  time = poise_time_parse (text);
  return time != NULL ? g_date_time_to_timezone (time, zone) : NULL;
}

/* The text is Markdown; programs that write the same file have HTML in it. */
static char *
read_words (JsonObject *object)
{
  const char *title = NULL, *text = "";
  g_autofree char *words = NULL;

  poise_json_get_string (object, "title", &title);
  poise_json_get_string (object, "text", &text);
  words = *text == '<' ? poise_html_read (text) : g_strdup (text);
  return poise_import_join_title (title, words);
}

static void
read_entry (const PoiseJsonItem *item, const PoiseSourceFile *file, PoiseImport *import)
{
  g_auto (PoiseDate) date = { 0 };
  const char *when = item->name != NULL ? item->name : "";
  PoiseDateStatus status;
  g_autoptr (GDateTime) modified = read_modified (item->object, import->zone);
  g_autofree char *text = read_words (item->object);

  if (item->name == NULL)
    poise_json_get_string (item->object, "date", &when);
  status = poise_date_parse (when, import->order, &date);
  if (status != POISE_DATE_READ)
    {
      poise_import_fail_date (import, file->name, item->line, status);
      return;
    }
  note_unknown (item->object, import);
  poise_import_add (
    import,
    &(PoiseImportDraft) {
      .format = "mini-diary", .id = when, .day = date.day, .modified = modified, .text = text });
}

/**
 * poise_mini_diary_read:
 * @source: Mini Diary's JSON, or a zip with it
 * @import: what is filled
 *
 * Reads Mini Diary's export: an entry a day, under its date. The title becomes the
 * first line.
 */
void
poise_mini_diary_read (PoiseSource *source, PoiseImport *import)
{
  poise_json_map_foreach (source, "entries", read_entry, import);
}
