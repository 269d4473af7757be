/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-date-words.h"
#include "poise-date-names.h"
#include "poise-front-matter.h"
#include "poise-hashtags.h"

/* What may stand around a date in a heading, besides blanks. */
#define ORNAMENT "#=*_-[]():"
/* Makes Notepad add a date whenever it opens the file. */
#define NOTEPAD_MARK ".LOG"
/* Below the heading stand the tags, with a blank line after them. */
#define TAGS_START "Tags: "

/* The lines of an entry, and its date. */
typedef struct
{
  const char *format;
  const PoiseSourceFile *file;
  PoiseImport *import;
  PoiseDateOrder order;
  PoiseDate date;
  guint level; /* of the first heading: how many `#` stand before it */
  gboolean is_inline;
  gboolean is_begun;
  gboolean is_open;
  gboolean is_dropping;
  guint n_orphans;
  guint first_orphan;
  GString *text;
  JsonObject *extra;
} Reading;

/* A line is a heading if it is a date and nothing else, but for ornament. */
static PoiseDateStatus
parse_heading (const char *line, PoiseDateOrder order, PoiseDate *date)
{
  const char *start = line + strspn (line, ORNAMENT " \t");
  PoiseDateStatus status;

  *date = (PoiseDate) { 0 };
  if (*line == ' ' || *line == '\t' || *line == '\0')
    return POISE_DATE_NONE;
  status = poise_date_parse (start, order, date);
  if (status == POISE_DATE_NONE)
    status = poise_date_parse_reversed (start, order, date);
  if (status == POISE_DATE_NONE || date->end[strspn (date->end, ORNAMENT " \t")] == '\0')
    return status;
  poise_date_clear (date);
  return POISE_DATE_NONE;
}

/* “2026-11-23 – 2026-11-29” is the heading of a week. */
static gboolean
is_date (const char *text, PoiseDateOrder order)
{
  PoiseDate date;
  PoiseDateStatus status = poise_date_parse (text, order, &date);

  poise_date_clear (&date);
  return status != POISE_DATE_NONE;
}

static const char *
skip_dashes (const char *text)
{
  text += strspn (text, " \t:-");
  while (strncmp (text, "–", strlen ("–")) == 0 || strncmp (text, "—", strlen ("—")) == 0)
    text += strlen ("–") + strspn (text + strlen ("–"), " ");
  return text;
}

/* What stands behind the date of a Markdown heading, `## 2026-11-23 – Planning`. */
static const char *
get_title (const char *line, PoiseDateOrder order, const PoiseDate *date)
{
  const char *title = date->end;

  if (*line != '#' || g_ascii_isalnum (*title))
    return NULL;
  title = skip_dashes (title + strspn (title, "],"));
  return *title != '\0' && !is_date (title, order) ? title : NULL;
}

/* The first words of the day stand behind the date and a mark, `2026-11-23: Planning`. */
static PoiseDateStatus
parse_inline (const char *line, PoiseDateOrder order, PoiseDate *date, const char **title)
{
  PoiseDateStatus status = POISE_DATE_NONE;
  const char *mark, *words;

  *date = (PoiseDate) { 0 };
  if (g_ascii_isalnum (*line) || *line == '[' || (guint8) *line >= 0x80)
    status = poise_date_parse (line + (*line == '['), order, date);
  if (status == POISE_DATE_NONE)
    return status;
  mark = date->end + (*line == '[' && *date->end == ']');
  words = skip_dashes (mark);
  if (*words != '\0' && !is_date (words, order) &&
      (*mark == ':' || *mark == '\t' ||
       (*mark == ' ' && words > mark + 1 && words[-1] == ' ' && strspn (mark, " ") < 2)))
    {
      *title = words;
      return status;
    }
  poise_date_clear (date);
  return POISE_DATE_NONE;
}

/* Markdown's headings may say more than the date, and so may all where the first one does. */
static PoiseDateStatus
parse_titled_heading (const char *line,
                      PoiseDateOrder order,
                      gboolean is_inline,
                      PoiseDate *date,
                      const char **title)
{
  PoiseDateStatus status = parse_heading (line, order, date);
  const char *start = line + strspn (line, "#");

  *title = NULL;
  if (status == POISE_DATE_NONE && is_inline)
    return parse_inline (line, order, date, title);
  if (status != POISE_DATE_NONE || *line != '#' || *start != ' ')
    return status;
  status = poise_date_parse (start + strspn (start, " ["), order, date);
  if (status != POISE_DATE_NONE)
    *title = get_title (line, order, date);
  if (*title != NULL)
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
                                                           .day = poise_date_get_day (
                                                             &reading->date, reading->import->zone),
                                                           .created = created,
                                                           .text = reading->text->str,
                                                           .extra = reading->extra });
  g_clear_pointer (&reading->extra, json_object_unref);
  poise_date_clear (&reading->date);
  reading->is_open = FALSE;
}

/* The first heading says how deep those of the days are: a date in a heading below
 * it belongs to the text. */
static gboolean
is_heading_level (Reading *reading, const char *line)
{
  guint level = (guint) strspn (line, "#");

  if (!reading->is_begun)
    reading->level = level;
  return reading->level == level || (level > 0 && level < reading->level);
}

/* `# 2026` and `## March` above the headings of the days. */
static gboolean
is_year_or_month (const char *line)
{
  const char *p = line + strspn (line, "# ");
  g_autofree char *word = NULL;
  gsize n;

  if (!g_ascii_isdigit (*p) && (word = poise_date_read_word (&p)) != NULL)
    {
      if (poise_date_find_month (word, TRUE) == 0)
        return FALSE;
      p += strspn (p, " ,");
    }
  n = strspn (p, "0123456789");
  if (n == 4)
    p += n;
  if (n == 4 && (*p == '-' || *p == '/') && strspn (p + 1, "0123456789") == 2)
    p += 3;
  return p[strspn (p, " \t")] == '\0' && (word != NULL || n == 4);
}

/* They belong to no day. */
static gboolean
take_upper_heading (Reading *reading, const char *line)
{
  guint level = (guint) strspn (line, "#");

  if (!reading->is_begun || level == 0 || level >= reading->level || !is_year_or_month (line))
    return FALSE;
  poise_import_leave_out (reading->import, _ ("headings of years and months"));
  return TRUE;
}

static gboolean
take_heading (Reading *reading, const char *line, guint number)
{
  PoiseDate date;
  const char *title;
  PoiseDateStatus status =
    parse_titled_heading (line, reading->order, reading->is_inline, &date, &title);

  if (status == POISE_DATE_NONE)
    return take_upper_heading (reading, line);
  if (!is_heading_level (reading, line))
    {
      poise_date_clear (&date);
      return FALSE;
    }
  finish_entry (reading);
  reading->is_begun = TRUE;
  reading->is_open = status == POISE_DATE_READ;
  reading->is_dropping = !reading->is_open;
  reading->date = date;
  g_string_assign (reading->text, title != NULL ? title : "");
  if (title != NULL)
    g_string_append_c (reading->text, '\n');
  if (status != POISE_DATE_READ)
    poise_import_fail_date (reading->import, reading->file->name, number, status);
  return TRUE;
}

static gboolean
take_tags (Reading *reading, char **lines)
{
  if (!reading->is_open || !g_str_has_prefix (*lines, TAGS_START) || lines[1] == NULL ||
      *lines[1] != '\0')
    return FALSE;
  reading->extra = json_object_new ();
  poise_front_matter_read_tags (reading->extra, *lines + strlen (TAGS_START));
  return TRUE;
}

/* What stands before the first date belongs to no day. */
static void
take_orphan (Reading *reading, const char *line, guint number)
{
  if (reading->is_dropping || line[strspn (line, ORNAMENT " \t")] == '\0' ||
      g_str_equal (line, NOTEPAD_MARK))
    return;
  /* A title of the whole is no entry. */
  if (*line == '#' && reading->n_orphans == 0)
    {
      poise_import_leave_out (reading->import, _ ("headings before the first date"));
      return;
    }
  if (reading->n_orphans++ == 0)
    reading->first_orphan = number;
}

static void
report_orphans (const Reading *reading)
{
  if (reading->n_orphans > 0)
    poise_import_fail (reading->import, reading->file->name, reading->first_orphan,
                       ngettext ("this line stands before the first date; it is not read",
                                 "these %u lines stand before the first date; they are not read",
                                 reading->n_orphans),
                       reading->n_orphans);
}

/* Headings may be underlined. */
static gboolean
is_underline (const char *line)
{
  return strlen (line) >= 3 &&
         (line[strspn (line, "=")] == '\0' || line[strspn (line, "-")] == '\0');
}

/**
 * poise_text_begins_with_heading:
 * @text: a text
 * @order: which of two numbers is the month
 *
 * Returns: whether the first line that says something, but for one title, is a
 *   date
 */
gboolean
poise_text_begins_with_heading (const char *text, PoiseDateOrder order)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean has_title = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      PoiseDate date;
      const char *title;
      PoiseDateStatus status = parse_titled_heading (lines[i], order, FALSE, &date, &title);

      poise_date_clear (&date);
      if (status != POISE_DATE_NONE)
        return TRUE;
      if (lines[i][strspn (lines[i], " \t")] == '\0')
        continue;
      if (has_title || !g_str_has_prefix (lines[i], "# "))
        return FALSE;
      has_title = TRUE;
    }
  return FALSE;
}

/* Where code ends that began above this line; here, if it does not. */
static guint
find_fence (char **lines, guint i)
{
  for (guint end = i; lines[end] != NULL; end++)
    if (poise_hashtags_is_fence (lines[end]))
      return end;

  return i;
}

/* Whether the first line that says something does so behind a date. */
static gboolean
begins_inline (char **lines, PoiseDateOrder order)
{
  PoiseDate date;
  const char *title;
  gboolean is_inline;

  while (*lines != NULL && (*lines)[strspn (*lines, " \t")] == '\0')
    lines++;
  is_inline = *lines != NULL && parse_heading (*lines, order, &date) == POISE_DATE_NONE &&
              parse_inline (*lines, order, &date, &title) != POISE_DATE_NONE;
  if (*lines != NULL)
    poise_date_clear (&date);
  return is_inline;
}

/**
 * poise_text_find_only_heading:
 * @text: a text
 * @order: which of two numbers is the month
 *
 * Returns: the only date that is a heading; %POISE_DAY_INVALID where there are none or several
 */
PoiseDay
poise_text_find_only_heading (const char *text, PoiseDateOrder order)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  PoiseDay day = POISE_DAY_INVALID;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (PoiseDate) date = { 0 };
      const char *title;

      if (parse_titled_heading (lines[i], order, FALSE, &date, &title) != POISE_DATE_READ)
        continue;
      if (day != POISE_DAY_INVALID)
        return POISE_DAY_INVALID;
      day = date.day;
    }
  return day;
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
  gboolean after_heading = FALSE, is_markdown = g_str_equal (format, "markdown");
  guint code_end = 0;
  Reading reading = { .format = format,
                      .file = file,
                      .import = import,
                      .order = poise_import_get_order (import, text),
                      .text = section };

  reading.is_inline = begins_inline (lines, reading.order);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (is_markdown && poise_hashtags_is_fence (lines[i]))
        code_end = i < code_end ? i : find_fence (lines, i + 1);
      if (i >= code_end && take_heading (&reading, lines[i], i + 1))
        after_heading = TRUE;
      else if (after_heading && (is_underline (lines[i]) || take_tags (&reading, &lines[i])))
        after_heading = FALSE;
      else if (reading.is_open)
        {
          g_string_append (section, unindent (lines[i]));
          g_string_append_c (section, '\n');
          after_heading = FALSE;
        }
      else
        take_orphan (&reading, lines[i], i + 1);
    }
  finish_entry (&reading);
  report_orphans (&reading);
}

/* What a file’s name says of its day comes before one date in its text. */
static gboolean
is_of_another_day (const char *text, const PoiseSourceFile *file, PoiseDateOrder order)
{
  g_auto (PoiseDate) date = { 0 };
  gboolean is_own;
  PoiseDay only;

  if (poise_date_parse_name (file->name, order, &date, &is_own) != POISE_DATE_READ || !is_own)
    return FALSE;
  only = poise_text_find_only_heading (text, order);
  return only != POISE_DAY_INVALID && only != date.day;
}

/* A file that is named after its day. */
static gboolean
read_day (const char *text, const PoiseSourceFile *file, PoiseDateOrder order, PoiseImport *import)
{
  g_auto (PoiseDate) date = { 0 };
  g_autoptr (GDateTime) created = NULL;
  gboolean is_own;
  PoiseDateStatus status = poise_date_parse_name (file->name, order, &date, &is_own);

  if (status == POISE_DATE_NONE)
    return FALSE;
  if (status != POISE_DATE_READ)
    {
      poise_import_fail_date (import, file->name, 0, status);
      return TRUE;
    }
  created = poise_date_get_time (&date, import->zone);
  poise_import_add (
    import,
    &(PoiseImportDraft) {
      .format = "text", .id = file->name, .day = date.day, .created = created, .text = text });
  return TRUE;
}

/**
 * poise_text_read:
 * @source: a text with date headings, or files that are named after their days
 * @import: what is filled
 *
 * Reads plain text.
 */
void
poise_text_read (PoiseSource *source, PoiseImport *import)
{
  PoiseDateOrder names = poise_source_guess_order (source, import);

  for (guint i = 0; i < source->files->len; i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);
      g_autofree char *text = poise_source_decode (file, import);

      if ((poise_text_begins_with_heading (text, poise_import_get_order (import, text)) &&
           !is_of_another_day (text, file, names)) ||
          !read_day (text, file, names, import))
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
 * Writes plain text: the day and time, the tags if there are some, a blank line, the
 * text, a blank line.
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
      g_autofree char *tags = poise_front_matter_get_tags (entry);

      g_string_append_printf (out, "%s %s\n", day, time);
      if (tags != NULL)
        g_string_append_printf (out, TAGS_START "%s\n", tags);
      g_string_append_c (out, '\n');
      append_text (out, poise_entry_get_text (entry));
      g_string_append_c (out, '\n');
    }
  return poise_export_files_new_for_text (g_steal_pointer (&out));
}
