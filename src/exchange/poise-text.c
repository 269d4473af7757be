/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-dates.h"

/* What may stand around a date in a heading, besides blanks. */
#define ORNAMENT "#=*_-[]():"

/* The lines of an entry, and its date. */
typedef struct
{
  const char *format;
  const PoiseSourceFile *file;
  PoiseImport *import;
  PoiseDateOrder order;
  PoiseDate date;
  gboolean is_open;
  gboolean is_dropping;
  gboolean has_orphan;
  GString *text;
} Reading;

/* A line is a heading if it is a date and nothing else, but for ornament. */
static PoiseDateStatus
parse_heading (const char *line, PoiseDateOrder order, PoiseDate *date)
{
  const char *start = line + strspn (line, ORNAMENT);
  PoiseDateStatus status;

  *date = (PoiseDate) { 0 };
  if (*line == ' ' || *line == '\t' || *line == '\0')
    return POISE_DATE_NONE;
  start += strspn (start, " \t");
  status = poise_date_parse (start, order, date);
  if (status == POISE_DATE_NONE || date->end[strspn (date->end, ORNAMENT " \t")] == '\0')
    return status;
  poise_date_clear (date);
  return POISE_DATE_NONE;
}

/* A text's own line that looks like a heading is indented by one more blank when
 * it is written, and loses it here. */
static const char *
unindent (const char *line)
{
  PoiseDate date;
  PoiseDateStatus status;

  if (*line != ' ')
    return line;
  status = parse_heading (line + strspn (line, " "), POISE_DATE_ORDER_DAY_FIRST, &date);
  poise_date_clear (&date);
  return status != POISE_DATE_NONE ? line + 1 : line;
}

static void
finish_entry (Reading *reading)
{
  g_autoptr (GDateTime) created = NULL;

  if (!reading->is_open)
    return;
  created = poise_date_get_time (&reading->date, reading->import->zone);
  poise_import_add (reading->import, &(PoiseImportDraft) { .format = reading->format,
                                                           .day = reading->date.day,
                                                           .created = created,
                                                           .text = reading->text->str });
  poise_date_clear (&reading->date);
  reading->is_open = FALSE;
}

static gboolean
take_heading (Reading *reading, const char *line, guint number)
{
  PoiseDate date;
  PoiseDateStatus status = parse_heading (line, reading->order, &date);

  if (status == POISE_DATE_NONE)
    return FALSE;
  finish_entry (reading);
  reading->is_open = status == POISE_DATE_READ;
  reading->is_dropping = !reading->is_open;
  reading->date = date;
  g_string_truncate (reading->text, 0);
  if (status == POISE_DATE_IMPOSSIBLE)
    poise_import_fail (reading->import, reading->file->name, number,
                       _ ("there is no such day; the entry is not read"));
  if (status == POISE_DATE_AMBIGUOUS)
    poise_import_fail (reading->import, reading->file->name, number,
                       _ ("which number is the month cannot be told; the entry is not read"));
  return TRUE;
}

/* Headings may be underlined. */
static gboolean
is_underline (const char *line)
{
  return strlen (line) >= 3 &&
         (line[strspn (line, "=")] == '\0' || line[strspn (line, "-")] == '\0');
}

/**
 * poise_text_read_headings:
 * @text: a text
 * @format: the format's name
 * @file: the file it comes from
 * @import: what is filled
 *
 * Splits a text at the lines that are dates: `2026-11-23 18:09`, `## Monday, 23
 * November 2026`, `[11/23/2026]`.
 */
void
poise_text_read_headings (const char *text,
                          const char *format,
                          const PoiseSourceFile *file,
                          PoiseImport *import)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) section = g_string_new (NULL);
  gboolean after_heading = FALSE;
  Reading reading = { .format = format,
                      .file = file,
                      .import = import,
                      .order = poise_date_guess_order (text),
                      .text = section };

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (take_heading (&reading, lines[i], i + 1))
        after_heading = TRUE;
      else if (after_heading && is_underline (lines[i]))
        after_heading = FALSE;
      else if (reading.is_open)
        {
          g_string_append (section, unindent (lines[i]));
          g_string_append_c (section, '\n');
          after_heading = FALSE;
        }
      else if (!reading.is_dropping && !reading.has_orphan &&
               lines[i][strspn (lines[i], " \t")] != '\0')
        {
          /* A title of the whole is no entry. */
          if (lines[i][0] == '#')
            {
              poise_import_leave_out (import, _ ("headings before the first date"));
              continue;
            }
          reading.has_orphan = TRUE;
          poise_import_fail (import, file->name, i + 1,
                             _ ("this text stands before the first date; it is not read"));
        }
    }
  finish_entry (&reading);
}

/**
 * poise_text_read:
 * @source: a text with date headings
 * @import: what is filled
 *
 * Reads plain text.
 */
void
poise_text_read (PoiseSource *source, PoiseImport *import)
{
  for (guint i = 0; i < source->files->len; i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);
      g_autofree char *text = poise_source_decode (file, import);

      poise_text_read_headings (text, "text", file, import);
    }
}

static void
append_text (GString *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];
      g_autofree char *indented = g_strconcat (" ", line, NULL);
      gboolean is_heading = unindent (indented) != indented;

      g_string_append (out, is_heading ? indented : line);
      g_string_append_c (out, '\n');
    }
}

/**
 * poise_text_write:
 * @export: what is exported
 * @error: return location
 *
 * Writes plain text: the day and time, a blank line, the text, a blank line.
 *
 * Returns: (transfer full) (element-type PoiseExportFile): the file
 */
GPtrArray *
poise_text_write (const PoiseExport *export, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < export->entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (export->entries, i);
      g_autofree char *day = poise_day_to_string (poise_entry_get_day (entry));
      g_autofree char *time = g_date_time_format (poise_entry_get_created (entry), "%H:%M:%S %:z");

      g_string_append_printf (out, "%s %s\n\n", day, time);
      append_text (out, poise_entry_get_text (entry));
      g_string_append_c (out, '\n');
    }
  return poise_export_files_new_for_text (g_steal_pointer (&out));
}
