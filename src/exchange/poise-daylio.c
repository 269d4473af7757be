/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-daylio.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-date-words.h"
#include "poise-html-text.h"
#include "poise-import-text.h"

static const char *const read_columns[] = { "full_date",  "date", "weekday",    "time", "mood",
                                            "activities", "note", "note_title", "year", NULL };

/**
 * poise_daylio_is:
 * @table: a table
 *
 * Returns: whether its columns are Daylio's
 */
gboolean
poise_daylio_is (const PoiseTable *table)
{
  guint n = 0;

  for (guint i = 0; i < table->names->len; i++)
    n += g_strv_contains ((const char *const[]) { "mood", "activities", "note", "weekday", NULL },
                          g_ptr_array_index (table->names, i));
  return n == 4;
}

/* The moods and the activities of a day are its tags. */
static JsonArray *
list_tags (const PoiseTable *table, GPtrArray *row)
{
  JsonArray *tags = json_array_new ();
  const char *mood = poise_table_get (table, row, "mood");
  const char *activities = poise_table_get (table, row, "activities");
  g_auto (GStrv) words = g_strsplit (activities != NULL ? activities : "", "|", -1);

  if (mood != NULL)
    json_array_add_string_element (tags, mood);
  for (guint i = 0; words[i] != NULL; i++)
    if (*g_strstrip (words[i]) != '\0')
      json_array_add_string_element (tags, words[i]);
  return tags;
}

/* A day without a note has the mood and the activities as its words. */
static char *
make_text (const PoiseTable *table, GPtrArray *row, JsonArray *tags)
{
  const char *note = poise_table_get (table, row, "note");
  const char *title = poise_table_get (table, row, "note_title");
  g_autofree char *words = poise_html_read (note != NULL ? note : "");
  GString *text;

  if (title != NULL || note != NULL)
    return poise_import_join_title (title, words);
  text = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (tags); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            json_array_get_string_element (tags, i));
  return g_string_free (text, FALSE);
}

static JsonObject *
collect_extra (const PoiseTable *table, GPtrArray *row, JsonArray *tags)
{
  JsonObject *extra = json_object_new ();
  g_autoptr (JsonObject) others = json_object_new ();

  if (json_array_get_length (tags) > 0)
    json_object_set_array_member (extra, POISE_EXTRA_TAGS, json_array_ref (tags));
  for (guint i = 0; i < table->names->len && i < row->len; i++)
    if (!g_strv_contains (read_columns, g_ptr_array_index (table->names, i)) &&
        *(const char *) g_ptr_array_index (row, i) != '\0')
      json_object_set_string_member (others, g_ptr_array_index (table->names, i),
                                     g_ptr_array_index (row, i));
  if (json_object_get_size (others) > 0)
    json_object_set_object_member (extra, "columns", g_steal_pointer (&others));
  return extra;
}

/* `full_date` is 2026-11-23; older tables have a `year` and “23 November”. */
static PoiseDateStatus
find_date (const PoiseTable *table, GPtrArray *row, PoiseDateOrder order, PoiseDate *date)
{
  const char *full = poise_table_get (table, row, "full_date");
  const char *day = poise_table_get (table, row, "date");
  const char *year = poise_table_get (table, row, "year");
  g_autofree char *text = full != NULL   ? g_strdup (full)
                          : year != NULL ? g_strconcat (day != NULL ? day : "", " ", year, NULL)
                                         : g_strdup (day != NULL ? day : "");
  PoiseDateStatus status = poise_date_parse (text, order, date);

  date->end = NULL;
  return status;
}

/* `full_date` says what `date` and `weekday` say once more. */
static void
check_day (const PoiseTable *table,
           GPtrArray *row,
           PoiseDate *date,
           const PoiseSourceFile *file,
           PoiseImport *import)
{
  const char *full = poise_table_get (table, row, "full_date");
  const char *day = poise_table_get (table, row, "date");
  const char *words = poise_table_get (table, row, "weekday");
  g_autofree char *weekday = words != NULL ? poise_date_read_word (&words) : NULL;
  guint said = weekday != NULL ? poise_date_find_weekday_before (weekday) : 0;
  PoiseDateRange year = { 0 };
  g_auto (PoiseDate) other = { 0 };
  gboolean fits;

  poise_day_get_ymd (date->day, &year.year, NULL, NULL);
  if (full != NULL && day != NULL &&
      poise_date_range_parse_day (&year, day, import->order, &other, &fits) == POISE_DATE_READ &&
      other.day != date->day && strstr (full, day) == NULL)
    poise_import_note (import, file->name, table->line,
                       /* Translators: two days, as a table has them. */
                       _ ("this row says two days, “%s” and “%s”; the first one is taken"), full,
                       day);
  else
    date->has_other_weekday |= said > 0 && said != (guint) poise_day_get_weekday (date->day);
  poise_import_say_doubts (import, file->name, table->line, date);
}

/**
 * poise_daylio_read_row:
 * @table: Daylio's table
 * @row: a row of it
 * @order: which of two numbers is the month
 * @file: the file
 * @import: what is filled
 *
 * Reads one mood.
 */
void
poise_daylio_read_row (const PoiseTable *table,
                       GPtrArray *row,
                       PoiseDateOrder order,
                       const PoiseSourceFile *file,
                       PoiseImport *import)
{
  g_auto (PoiseDate) date = { 0 };
  PoiseDateStatus status = find_date (table, row, order, &date);
  g_autoptr (JsonArray) tags = list_tags (table, row);
  g_autoptr (JsonObject) extra = collect_extra (table, row, tags);
  g_autofree char *text = make_text (table, row, tags);
  const char *time = poise_table_get (table, row, "time");
  g_autoptr (GDateTime) created = NULL;

  if (status != POISE_DATE_READ)
    {
      poise_import_fail_date (import, file->name, table->line, status);
      return;
    }
  check_day (table, row, &date, file, import);
  if (time != NULL)
    poise_date_parse_clock (time, &date);
  if (time != NULL && !date.has_time)
    poise_import_say_odd_time (import, file->name, table->line, time);
  created = poise_date_get_time (&date, import->zone);
  poise_import_add (
    import,
    &(PoiseImportDraft) {
      .format = "daylio", .day = date.day, .created = created, .text = text, .extra = extra });
}
