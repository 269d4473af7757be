/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-dayone-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-front-matter.h"
#include "poise-import-text.h"

#define DATE_START "\tDate:\t"

/* An entry while its lines are read. */
typedef struct
{
  PoiseDate date;
  gboolean is_open;
  gboolean is_in_head;
  JsonObject *extra;
  GString *text;
} Reading;

static void
finish (Reading *reading, PoiseImport *import)
{
  g_autoptr (GDateTime) created = NULL;

  if (!reading->is_open)
    return;
  created = poise_date_get_time (&reading->date, import->zone);
  poise_import_add (import,
                    &(PoiseImportDraft) { .format = "dayone",
                                          .day = poise_date_get_day (&reading->date, import->zone),
                                          .created = created,
                                          .text = reading->text->str,
                                          .extra = reading->extra });
  poise_date_clear (&reading->date);
  g_clear_pointer (&reading->extra, json_object_unref);
  reading->is_open = FALSE;
}

/* `<tab>Date:<tab>23 November 2026 at 18:09:00 CET`. Newer ones put a narrow blank
 * before AM and PM. */
static gboolean
begin (Reading *reading,
       const char *line,
       guint number,
       PoiseDateOrder order,
       const PoiseSourceFile *file,
       PoiseImport *import)
{
  g_autoptr (GString) words = NULL;
  PoiseDate date;
  PoiseDateStatus status;

  if (!g_str_has_prefix (line, DATE_START))
    return FALSE;
  words = g_string_new (line + strlen (DATE_START));
  g_string_replace (words, "\xe2\x80\xaf", " ", 0);
  g_string_replace (words, "\xc2\xa0", " ", 0);
  status = poise_date_parse (words->str, order, &date);
  if (status == POISE_DATE_NONE)
    return FALSE;
  finish (reading, import);
  reading->is_open = status == POISE_DATE_READ;
  reading->is_in_head = TRUE;
  reading->date = date;
  reading->date.end = NULL;
  if (status == POISE_DATE_READ && !date.has_time && date.end[strspn (date.end, " ")] != '\0')
    poise_import_say_odd_time (import, file->name, number, date.end);
  /* Mini Diary writes days as “at 00:00:00 GMT”, wherever the person is. */
  if (date.has_time && date.hour == 0 && date.minute == 0 && g_strcmp0 (date.offset, "Z") == 0 &&
      poise_date_get_day (&date, import->zone) != date.day)
    {
      poise_date_clear (&reading->date);
      reading->date.has_time = FALSE;
    }
  if (reading->is_open)
    reading->extra = json_object_new ();
  else
    poise_import_fail_date (import, file->name, number, status);
  g_string_truncate (reading->text, 0);
  return TRUE;
}

/* `<tab>Weather:<tab>9°C Cloudy`, below the date. */
static gboolean
take_detail (Reading *reading, const char *line, PoiseImport *import)
{
  const char *colon = *line == '\t' ? strchr (line, ':') : NULL;
  g_autofree char *name = NULL;
  const char *value;

  if (!reading->is_in_head || colon == NULL)
    return FALSE;
  name = g_ascii_strdown (line + 1, colon - line - 1);
  value = colon + 1 + strspn (colon + 1, " \t");
  if (g_str_has_prefix (name, "photo") || g_str_has_prefix (name, "video") ||
      g_str_has_prefix (name, "audio"))
    poise_import_leave_out (import, _ ("pictures, sounds and attachments"));
  else if (g_str_equal (name, "tags"))
    poise_front_matter_read_tags (reading->extra, value);
  else if (*value != '\0')
    json_object_set_string_member (reading->extra, name, value);
  return TRUE;
}

static void
read_file (const PoiseSourceFile *file, PoiseImport *import)
{
  g_autofree char *raw = poise_source_decode (file, import);
  g_autofree char *text = poise_import_mend_lines (raw);
  g_autofree char *dates = g_strdelimit (g_strdup (text), "\t", '\n');
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) words = g_string_new (NULL);
  PoiseDateOrder order = poise_import_get_order (import, dates);
  Reading reading = { .text = words };
  guint n_orphans = 0;
  gboolean is_begun = FALSE;

  for (guint i = 0; lines[i] != NULL && !poise_import_is_stopped (import); i++)
    {
      if (begin (&reading, lines[i], i + 1, order, file, import))
        is_begun = TRUE;
      else if (reading.is_open && !take_detail (&reading, lines[i], import))
        {
          reading.is_in_head = FALSE;
          g_string_append_printf (words, "%s\n", lines[i]);
        }
      else if (!is_begun && lines[i][strspn (lines[i], " \t")] != '\0')
        n_orphans++;
    }
  finish (&reading, import);
  if (n_orphans > 0)
    poise_import_fail (import, file->name, 1,
                       ngettext ("this line stands before the first date; it is not read",
                                 "these %u lines stand before the first date; they are not read",
                                 n_orphans),
                       n_orphans);
}

/**
 * poise_dayone_text_read:
 * @source: the text that Day One exported, or a zip with it
 * @import: what is filled
 *
 * Reads Day One's plain text. The place, the weather and tags are kept.
 */
void
poise_dayone_text_read (PoiseSource *source, PoiseImport *import)
{
  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    read_file (g_ptr_array_index (source->files, i), import);
}
