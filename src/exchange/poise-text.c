/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "poise-date-names.h"
#include "poise-day-heading.h"
#include "poise-fence.h"
#include "poise-front-matter.h"
#include "poise-hashtags.h"
#include "poise-import-text.h"
#include "poise-text-days.h"

/* Makes Notepad add a date whenever it opens the file. */
#define NOTEPAD_MARK ".LOG"
/* How far the next day of a diary is from one whose line says more than the date. */
#define MAX_DAYS_APART 366

/* The lines of an entry, and its date. */
typedef struct
{
  const char *format;
  const PoiseSourceFile *file;
  PoiseImport *import;
  PoiseDateOrder order;
  PoiseDate date;
  PoiseDayHeadingStyle style;
  gboolean has_hashtags; /* `#rota` in the text is a tag */
  guint level;           /* of the first heading: how many `#` stand before it */
  guint aside_level; /* of the last heading as high as those of the days that is none; 0 for none */
  guint aside_day_level;      /* of the first day below it, or 0 */
  PoiseDayHeadingAbove above; /* the month or the week whose heading, or file, this is */
  guint upper_level;          /* of its heading; of the month’s where that is a week of one */
  gboolean is_lost;           /* a heading as high as that of the range is not understood */
  char *title;                /* that stands before `Date:`, or NULL */
  char **lines;               /* all of them */
  gboolean is_apart;          /* there is none above, or it is blank */
  const char *above_line;     /* the line above, which itself stands apart, or NULL */
  const char *next;           /* the line below, or NULL */
  gboolean is_begun;
  gboolean is_own;     /* Poise wrote the text */
  gboolean has_places; /* the first day stands behind a place */
  PoiseDay last_day;   /* of the entry that began last */
  gboolean goes_back;  /* that is earlier than the one before it */
  gboolean is_open;
  gboolean is_dropping;
  guint n_orphans;
  guint first_orphan;
  GString *text;
  JsonObject *extra;
} Reading;

/* `2026-11-23 18:09:00 +01:00`, as poise_text_write() writes it. */
static gboolean
is_own_heading (const char *line)
{
  static const char form[] = "0000-00-00 00:00:00 +00:00";

  if (strlen (line) != strlen (form))
    return FALSE;
  for (gsize i = 0; form[i] != '\0'; i++)
    if (form[i] == '0'   ? !g_ascii_isdigit (line[i])
        : form[i] == '+' ? line[i] != '+' && line[i] != '-'
                         : line[i] != form[i])
      return FALSE;
  return TRUE;
}

/**
 * poise_text_unindent:
 * @line: a line of a text that Poise wrote
 *
 * A text's own line that looks like a heading is indented by one more blank when it is written.
 *
 * Returns: where the line itself begins in @line
 */
const char *
poise_text_unindent (const char *line)
{
  const char *words = line + strspn (line, " ");
  g_auto (PoiseDate) date = { 0 };

  if (*line != ' ')
    return line;
  return is_own_heading (words) || poise_day_heading_parse_bare (words, POISE_DATE_ORDER_DAY_FIRST,
                                                                 &date) != POISE_DATE_NONE
           ? line + 1
           : line;
}

static void
finish_entry (Reading *reading)
{
  g_autoptr (GDateTime) created = NULL;

  if (!reading->is_open)
    return;
  created = poise_date_get_time (&reading->date, reading->import->zone);
  if (reading->has_hashtags)
    {
      if (reading->extra == NULL)
        reading->extra = json_object_new ();
      poise_hashtags_collect (reading->text->str, reading->extra);
    }
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
 * it belongs to the text, unless another heading stands between the two. */
static gboolean
is_heading_level (Reading *reading, const char *line)
{
  guint level = (guint) strspn (line, "#");

  if (!reading->is_begun)
    reading->level = level;
  if (reading->level == level || (level > 0 && level < reading->level))
    return TRUE;
  return level > 0 && reading->aside_level > 0 && level > reading->aside_level &&
         (reading->aside_day_level == 0 || level <= reading->aside_day_level);
}

/* `# Holiday`, below which `## 2026-11-24` is a day though others are `# 2026-11-23`. */
static void
check_aside (Reading *reading, const char *line)
{
  guint level = (guint) strspn (line, "#");

  if (!reading->is_begun || level == 0 || line[level] != ' ' || level > reading->level)
    return;
  reading->aside_level = level;
  reading->aside_day_level = 0;
}

static void
note_level (Reading *reading, const char *line)
{
  guint level = (guint) strspn (line, "#");

  if (level <= reading->aside_level)
    reading->aside_level = reading->aside_day_level = 0;
  else if (reading->aside_level > 0)
    reading->aside_day_level = level;
}

/* Below a heading of a day, a heading of a month is one of its text. */
static gboolean
is_upper (const Reading *reading, guint level)
{
  if (level == 0)
    return FALSE;
  if (reading->is_begun)
    return reading->level == 0
             ? level <= reading->above.level
             : level < reading->level || (level == reading->level && level == reading->above.level);
  return reading->above.level == 0 || level <= reading->above.level ||
         reading->above.range.week == 0;
}

/* `# 2026` and `## March` above the headings of the days belong to no day themselves. */
static gboolean
take_upper_heading (Reading *reading, const char *line)
{
  guint level = (guint) strspn (line, "#");
  PoiseDateRange range;

  if (!is_upper (reading, level) || !poise_text_parse_range (&reading->above, line, &range))
    return FALSE;
  finish_entry (reading);
  reading->is_dropping = FALSE;
  if (range.week == 0 || range.month == 0)
    reading->upper_level = level;
  reading->above.range = range;
  reading->above.level = level;
  reading->is_lost = FALSE;
  poise_import_leave_out (reading->import, range.week > 0 ? _ ("headings of weeks")
                                                          : _ ("headings of years and months"));
  return TRUE;
}

/* “14 things” and “14-15” may be days, or not; “14:30” is none. */
static void
say_number (Reading *reading, const char *line, guint number, const PoiseDate *date)
{
  if (reading->is_begun && date->end != NULL && *date->end != '\0' &&
      strchr (" -/", *date->end) != NULL && strspn (line, "#") == reading->level)
    poise_import_note (reading->import, reading->file->name, number,
                       _ ("this heading is not only a day; it stays in the text above it"));
}

static PoiseDateStatus
read_day_below (Reading *reading,
                const char *line,
                guint number,
                PoiseDate *date,
                const char **title)
{
  gboolean fits;
  PoiseDateStatus status =
    poise_text_parse_day_below (&reading->above, line, reading->order, date, title, &fits);

  if (status == POISE_DATE_NONE)
    say_number (reading, line, number, date);
  else if (!fits && is_heading_level (reading, line))
    poise_import_note (reading->import, reading->file->name, number,
                       _ ("this day has another weekday; is the month’s heading right?"));
  return status;
}

/* `## Week 12 (16–22 March)`. */
static gboolean
begins_with_week (const char *line)
{
  PoiseDateRange range;
  const char *end;

  line += strspn (line, "# [*_");
  return poise_date_range_parse (line, &range, &end) && range.week > 0;
}

/* “## Febuary” ends January: which days those below it are cannot be told. */
static void
check_range (Reading *reading, const char *line)
{
  guint level = (guint) strspn (line, "#");

  if (level > 0 && line[level] == ' ' && reading->is_begun && level < reading->level &&
      level <= reading->upper_level && !begins_with_week (line))
    reading->is_lost = TRUE;
}

/* `## Part two` between `### 2026-11-23` and `### 2026-11-24`. */
static void
say_upper_heading (Reading *reading, const char *line, guint number)
{
  guint level = (guint) strspn (line, "#");

  if (reading->is_open && reading->is_begun && level > 0 && level < reading->level &&
      line[level] == ' ')
    poise_import_note (reading->import, reading->file->name, number,
                       _ ("this heading is above those of the days; what it says stays with the "
                          "day before it"));
}

/* “15 March”, between lines that say their year. */
static gboolean
say_yearless (Reading *reading, const char *line, guint number)
{
  g_auto (PoiseDate) date = { 0 };
  PoiseDateRange range = { 0 };
  gboolean fits;

  if (!reading->is_open || reading->style == POISE_DAY_HEADING_LABEL || *line == ' ')
    return FALSE;
  poise_day_get_ymd (reading->date.day, &range.year, NULL, NULL);
  if (poise_date_range_parse_day (&range, line + strspn (line, "# "), reading->order, &date,
                                  &fits) != POISE_DATE_READ ||
      date.end[strspn (date.end, POISE_DAY_HEADING_ORNAMENT " \t")] != '\0' ||
      (guint) strspn (line, "#") != reading->level)
    return FALSE;
  poise_import_note (reading->import, reading->file->name, number,
                     _ ("this day has no year; it stays in the text above it"));
  return TRUE;
}

/* “## 15 Feburary 2026”, between days; in plain text such a line stands apart. */
static void
say_unknown (Reading *reading, const char *line, guint number)
{
  guint level = (guint) strspn (line, "#");
  PoiseDate date = { 0 };

  if (!reading->is_open || reading->is_own || level != reading->level ||
      reading->style != POISE_DAY_HEADING_PLAIN)
    return;
  if (level == 0 && (!reading->is_apart || (*line != '\0' && strchr (" \t-*+>|", *line) != NULL) ||
                     poise_date_parse (line, reading->order, &date) != POISE_DATE_NONE))
    {
      poise_date_clear (&date);
      return;
    }
  if (poise_day_heading_looks_like_date (line + level))
    poise_import_note (reading->import, reading->file->name, number,
                       _ ("this heading is not only a day; it stays in the text above it"));
}

static gboolean
is_rule_of (const char *line, char mark)
{
  return line != NULL && strlen (line) >= 3 && line[strspn (line, (char[]) { mark, '\0' })] == '\0';
}

/* A date may stand between two rules: the upper one is none of the text above it. */
static void
drop_rule (Reading *reading)
{
  const char *rule = reading->above_line;
  gsize length = rule != NULL ? strlen (rule) + 1 : 0;

  if (reading->is_open && rule != NULL && *rule != '\0' && strchr ("=-*_~#", *rule) != NULL &&
      is_rule_of (rule, *rule) && is_rule_of (reading->next, *rule) &&
      reading->text->len >= length &&
      strncmp (reading->text->str + reading->text->len - length, rule, length - 1) == 0)
    g_string_truncate (reading->text, reading->text->len - length);
}

static void
begin_entry (Reading *reading, const PoiseDate *date, const char *title)
{
  finish_entry (reading);
  reading->is_open = TRUE;
  reading->is_dropping = FALSE;
  reading->date = *date;
  if (reading->last_day != POISE_DAY_INVALID && reading->last_day != date->day)
    reading->goes_back = date->day < reading->last_day;
  reading->last_day = date->day;
  g_string_assign (reading->text, title != NULL ? title : "");
  if (title != NULL)
    g_string_append_c (reading->text, '\n');
}

/* Poise has entries of any day: `1066-10-14 12:00:00 +00:00`. */
static PoiseDateStatus
parse_own_heading (const char *line, PoiseDate *date)
{
  g_autofree char *day = g_strndup (line, strlen ("1066-10-14"));

  *date = (PoiseDate) { .day = poise_day_parse (day), .form = POISE_DATE_FORM_YEAR_FIRST };
  date->end = poise_date_parse_clock (line + strlen (day) + 1, date);
  if (date->day != POISE_DAY_INVALID && date->has_time && *date->end == '\0')
    return POISE_DATE_READ;
  poise_date_clear (date);
  *date = (PoiseDate) { 0 };
  return POISE_DATE_NONE;
}

/* “15.03.2026 8 Uhr”, “2026-11-23 | 18:09”, “2026年11月23日”: earlier versions of Poise did not
 * indent them. */
static gboolean
is_newer_form (const char *line, const PoiseDate *date)
{
  return !g_str_is_ascii (line) ||
         (date->has_time && (line[strspn (line, "0123456789-+:./, TZAaPpMm")] != '\0' ||
                             strstr (line, " - ") != NULL));
}

static PoiseDateStatus
parse_day (Reading *reading, const char *line, guint number, PoiseDate *date, const char **title)
{
  PoiseDateStatus status =
    poise_day_heading_parse (line, reading->order, reading->style, date, title);

  if (status == POISE_DATE_NONE && is_own_heading (line))
    return parse_own_heading (line, date);
  if (status == POISE_DATE_NONE || !reading->is_own || !is_newer_form (line, date))
    return status;
  poise_import_note (reading->import, reading->file->name, number,
                     _ ("this heading is not only a day; it stays in the text above it"));
  poise_date_clear (date);
  return POISE_DATE_NONE;
}

/* “5 May 1945 Victory Day” is a line of a diary's text, and not its next day. */
static gboolean
is_far (const Reading *reading, PoiseDay day)
{
  return reading->is_open && ABS ((gint64) day - (gint64) reading->date.day) > MAX_DAYS_APART;
}

/* “15.03.2026 abends”, between lines that are bare dates; Poise writes none such above a text. */
static PoiseDateStatus
parse_start (Reading *reading, const char *line, guint number, PoiseDate *date, const char **title)
{
  *date = (PoiseDate) { 0 };
  *title = NULL;
  if (!reading->is_begun || reading->is_own || reading->level > 0 ||
      reading->style == POISE_DAY_HEADING_LABEL)
    return POISE_DATE_NONE;
  if (poise_day_heading_parse_start (line, reading->next, reading->order, date, title) &&
      reading->is_apart && (*title == NULL || !is_far (reading, date->day)))
    return POISE_DATE_READ;
  if (date->end != NULL && reading->is_open)
    poise_import_note (reading->import, reading->file->name, number,
                       _ ("this heading is not only a day; it stays in the text above it"));
  poise_date_clear (date);
  *title = NULL;
  return POISE_DATE_NONE;
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t")] == '\0';
}

static gboolean
says_day (const Reading *reading, const char *line)
{
  g_auto (PoiseDate) date = { 0 };
  g_auto (PoiseDate) bare = { 0 };

  return poise_day_heading_parse_place (line, reading->order, &date) ||
         poise_day_heading_parse_bare (line, reading->order, &bare) != POISE_DATE_NONE;
}

/* A place and a day that stand below a day, above one or at the end are a name under a text, a
 * journey’s list, a line of the day’s own. */
static gboolean
stands_above_text (const Reading *reading, guint number)
{
  guint above = number - 1, below = number;

  while (reading->lines[below] != NULL && is_blank (reading->lines[below]))
    below++;
  while (above > 0 && is_blank (reading->lines[above - 1]))
    above--;
  return reading->lines[below] != NULL && !says_day (reading, reading->lines[below]) &&
         (above == 0 || !says_day (reading, reading->lines[above - 1])) &&
         (!reading->is_open || reading->text->str[strspn (reading->text->str, " \t\n")] != '\0');
}

/* Between days without a place such a line may be that of a newspaper’s cutting, or of somebody’s
 * birth: it is a day of the diary if it goes on as the days do. */
static gboolean
goes_on (const Reading *reading, PoiseDay day)
{
  if (!reading->is_open)
    return TRUE;
  if (reading->has_places)
    return day != reading->last_day;
  return !is_far (reading, day) &&
         (reading->goes_back ? day < reading->last_day : day > reading->last_day);
}

/* “Ulm, 14 March 2026”, alone between a blank line and a text. */
static PoiseDateStatus
parse_place (Reading *reading, const char *line, guint number, PoiseDate *date, const char **title)
{
  *date = (PoiseDate) { 0 };
  *title = NULL;
  if (!reading->is_apart || reading->is_own || (reading->is_begun && reading->level > 0) ||
      reading->style == POISE_DAY_HEADING_LABEL || !g_str_equal (reading->format, "text") ||
      !poise_day_heading_parse_place (line, reading->order, date))
    return POISE_DATE_NONE;
  if (stands_above_text (reading, number) && goes_on (reading, date->day))
    {
      reading->has_places = reading->has_places || !reading->is_begun;
      *title = line;
      return POISE_DATE_READ;
    }
  poise_date_clear (date);
  *date = (PoiseDate) { 0 };
  return POISE_DATE_NONE;
}

static gboolean
take_heading (Reading *reading, const char *line, guint number)
{
  PoiseDate date;
  const char *title;
  PoiseDateStatus status = parse_day (reading, line, number, &date, &title);
  gboolean is_lost = status == POISE_DATE_NONE && reading->is_lost;

  if (status == POISE_DATE_NONE)
    status = read_day_below (reading, line, number, &date, &title);
  if (status == POISE_DATE_NONE && take_upper_heading (reading, line))
    return TRUE;
  if (status == POISE_DATE_NONE)
    status = parse_start (reading, line, number, &date, &title);
  if (status == POISE_DATE_NONE)
    status = parse_place (reading, line, number, &date, &title);
  if (status == POISE_DATE_NONE)
    {
      check_range (reading, line);
      check_aside (reading, line);
      say_upper_heading (reading, line, number);
      if (!say_yearless (reading, line, number))
        say_unknown (reading, line, number);
      return FALSE;
    }
  if (!is_heading_level (reading, line))
    {
      if (reading->level == 0 && reading->is_open && title == NULL)
        poise_import_note (reading->import, reading->file->name, number,
                           _ ("this date is a heading, and the first one is none; it stays in the "
                              "text above it"));
      poise_date_clear (&date);
      return FALSE;
    }
  if (!reading->is_begun)
    reading->is_own = is_own_heading (line);
  reading->is_begun = TRUE;
  note_level (reading, line);
  drop_rule (reading);
  begin_entry (reading, &date, title != NULL ? title : reading->title);
  g_clear_pointer (&reading->title, g_free);
  reading->is_open = status == POISE_DATE_READ && !is_lost;
  reading->is_dropping = !reading->is_open;
  if (reading->is_dropping)
    poise_import_fail_date (reading->import, reading->file->name, number,
                            is_lost ? POISE_DATE_NONE : status);
  else
    poise_import_say_doubts (reading->import, reading->file->name, number, &date);
  return TRUE;
}

/* `## Q1`, between a year and its days, says nothing. */
static gboolean
is_bare_heading (Reading *reading, char **lines)
{
  g_auto (PoiseDate) date = { 0 };
  g_auto (PoiseDate) below = { 0 };
  PoiseDateRange range;
  const char *title;
  gboolean fits;
  guint next = 1;

  if (**lines != '#')
    return FALSE;
  while (lines[next] != NULL && lines[next][strspn (lines[next], " \t")] == '\0')
    next++;
  return lines[next] == NULL || poise_text_parse_range (&reading->above, lines[next], &range) ||
         poise_day_heading_parse (lines[next], reading->order, reading->style, &date, &title) !=
           POISE_DATE_NONE ||
         poise_text_parse_day_below (&reading->above, lines[next], reading->order, &below, &title,
                                     &fits) != POISE_DATE_NONE;
}

/* Words of a whole year, month or week stand on its first day, and it is said. */
static gboolean
take_words_of_range (Reading *reading, char **lines, guint number)
{
  const char *line = *lines;
  PoiseDate date = { .day = poise_date_range_get_first (&reading->above.range) };
  gboolean is_year = reading->above.range.month == 0 && reading->above.range.week == 0;

  if (((is_year || begins_with_week (line)) && is_bare_heading (reading, lines)) ||
      reading->is_dropping || date.day == POISE_DAY_INVALID ||
      line[strspn (line, POISE_DAY_HEADING_ORNAMENT " \t")] == '\0' ||
      (reading->above.level == 0 && is_year))
    return FALSE;
  begin_entry (reading, &date, NULL);
  poise_import_say_range (reading->import, reading->file->name, number, &reading->above.range);
  return TRUE;
}

/* “## Febuary” below “# 2026”: of which month “### 3” below it is cannot be told. */
static gboolean
take_unknown_month (Reading *reading, char **lines, guint number)
{
  guint level = (guint) strspn (*lines, "#");

  if (reading->above.range.year == 0 || reading->above.range.month > 0 ||
      reading->above.range.week > 0 || level <= reading->above.level ||
      (reading->is_begun && level >= reading->level) ||
      !poise_day_heading_has_number_below (lines, '#'))
    return FALSE;
  finish_entry (reading);
  reading->is_dropping = TRUE;
  poise_import_fail_date (reading->import, reading->file->name, number, POISE_DATE_NONE);
  return TRUE;
}

/* Before `Date:` there may be a title, which is of the entry that begins there. */
static gboolean
take_title (Reading *reading, char **lines)
{
  guint next = 1;
  PoiseDate date;
  const char *title;
  PoiseDateStatus status;

  if (reading->style != POISE_DAY_HEADING_LABEL ||
      (**lines != '#' && !g_str_has_prefix (*lines, "Title:")))
    return FALSE;
  while (lines[next] != NULL && lines[next][strspn (lines[next], " \t")] == '\0')
    next++;
  if (lines[next] == NULL)
    return FALSE;
  status = poise_day_heading_parse (lines[next], reading->order, reading->style, &date, &title);
  poise_date_clear (&date);
  if (status == POISE_DATE_NONE)
    return FALSE;
  g_free (reading->title);
  reading->title = g_strdup (*lines);
  return TRUE;
}

static gboolean
take_tags (Reading *reading, char **lines)
{
  if (!reading->is_open || !g_str_has_prefix (*lines, POISE_TEXT_TAGS) || lines[1] == NULL ||
      *lines[1] != '\0')
    return FALSE;
  reading->extra = json_object_new ();
  poise_front_matter_read_tags (reading->extra, *lines + strlen (POISE_TEXT_TAGS));
  return TRUE;
}

/* What stands before the first date belongs to no day. */
static void
take_orphan (Reading *reading, const char *line, guint number)
{
  if (reading->is_dropping || line[strspn (line, POISE_DAY_HEADING_ORNAMENT " \t")] == '\0' ||
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

/* Fences longer than any that do not end, and comments that do not: what was looked for once need
 * not be looked for again. */
typedef struct
{
  gsize ticks;
  gsize tildes;
  gboolean has_open_comment;
} Open;

static gboolean
is_day_below_blank (char **line, PoiseDateOrder order)
{
  g_auto (PoiseDate) date = { 0 };

  return line[-1][strspn (line[-1], " \t")] == '\0' &&
         poise_day_heading_parse_bare (*line, order, &date) == POISE_DATE_READ;
}

/* The line behind code that begins here; this one, if it does not, or does not end. Programs that
 * write plain text have rules of tildes, and who writes it may leave a fence open: a day of its own
 * is none of code there. */
static guint
find_code_end (char **lines, guint i, gboolean is_markdown, PoiseDateOrder order, Open *open)
{
  PoiseFence fence;
  gsize *length;

  if (!poise_fence_opens (lines[i], &fence) || (fence.mark == '~' && !is_markdown))
    return i;
  length = fence.mark == '~' ? &open->tildes : &open->ticks;
  if (*length > 0 && fence.length >= *length)
    return i;
  for (guint end = i + 1; lines[end] != NULL; end++)
    {
      if (poise_fence_closes (&fence, lines[end]))
        return end + 1;
      if (!is_markdown && is_day_below_blank (&lines[end], order))
        return i;
    }

  *length = fence.length;
  return i;
}

/* Likewise behind a comment. */
static guint
find_comment_end (char **lines, guint i, Open *open)
{
  static const char begin[] = "<!--", end[] = "-->";
  const char *start = lines[i] + strspn (lines[i], " \t");

  if (open->has_open_comment || !g_str_has_prefix (start, begin))
    return i;
  if (strstr (start + strlen (begin), end) != NULL)
    return i + 1;
  for (guint line = i + 1; lines[line] != NULL; line++)
    if (strstr (lines[line], end) != NULL)
      return line + 1;

  open->has_open_comment = TRUE;
  return i;
}

/* A line that begins no entry. */
static void
take_line (Reading *reading, char **lines, guint number, gboolean *after_heading)
{
  if (*after_heading &&
      (poise_day_heading_get_underline_level (*lines) > 0 || take_tags (reading, lines)))
    *after_heading = FALSE;
  else if (reading->is_open || take_words_of_range (reading, lines, number))
    {
      g_string_append (reading->text, reading->is_own ? poise_text_unindent (*lines) : *lines);
      g_string_append_c (reading->text, '\n');
      *after_heading = FALSE;
    }
  else
    take_orphan (reading, *lines, number);
}

/**
 * poise_text_read_headings:
 * @text: a text
 * @format: the format's name
 * @has_hashtags: whether `#rota` in it is a tag
 * @file: the file it comes from
 * @import: what is filled
 *
 * Splits a text at the lines that are dates: `2026-11-23 18:09`, `## Monday, 23
 * November 2026`, `[11/23/2026]`, `Date: 2026-11-23`, `### 23` below `## 11 November` below
 * `# 2026`; one that is no Markdown also at `Ulm, 14 March 2026` above a text.
 */
void
poise_text_read_headings (const char *text,
                          const char *format,
                          gboolean has_hashtags,
                          const PoiseSourceFile *file,
                          PoiseImport *import)
{
  g_auto (GStrv) lines = poise_day_heading_split (text);
  g_autoptr (GString) section = g_string_new (NULL);
  gboolean after_heading = FALSE, is_markdown = g_str_equal (format, "markdown");
  Open open = { 0 };
  guint code_end = 0;
  Reading reading = { .format = format,
                      .has_hashtags = has_hashtags,
                      .file = file,
                      .import = import,
                      .order = poise_import_get_order (import, text),
                      .lines = lines,
                      .text = section };

  reading.style = poise_day_heading_guess_style (lines, reading.order);
  reading.above.months = poise_day_heading_find_months (lines, '#');
  if (!poise_date_range_parse_name (file->name, &reading.above.range))
    poise_date_range_parse_year_name (file->name, &reading.above.range);
  for (guint i = 0; lines[i] != NULL && !poise_import_is_stopped (import); i++)
    {
      /* Poise indents the lines of a text that are dates. */
      if (i >= code_end && !reading.is_own)
        code_end = find_code_end (lines, i, is_markdown, reading.order, &open);
      if (i >= code_end && is_markdown)
        code_end = find_comment_end (lines, i, &open);
      reading.next = lines[i + 1];
      reading.above_line =
        i > 1 && lines[i - 2][strspn (lines[i - 2], " \t")] == '\0' ? lines[i - 1] : NULL;
      reading.is_apart = i == 0 || is_blank (lines[i - 1]);
      if (i >= code_end && take_heading (&reading, lines[i], i + 1))
        after_heading = TRUE;
      else if (i < code_end || (!take_unknown_month (&reading, &lines[i], i + 1) &&
                                !take_title (&reading, &lines[i])))
        take_line (&reading, &lines[i], i + 1, &after_heading);
    }
  finish_entry (&reading);
  report_orphans (&reading);
  g_free (reading.title);
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
  g_autofree char *words = NULL;
  g_autofree char *titled = NULL;
  gboolean is_own;
  PoiseDateStatus status = poise_date_parse_name (file->name, order, &date, &is_own);

  if (status == POISE_DATE_NONE)
    return FALSE;
  if (status != POISE_DATE_READ)
    {
      poise_import_fail_date (import, file->name, 0, status);
      return TRUE;
    }
  poise_import_say_doubts (import, file->name, 0, &date);
  created = poise_date_get_time (&date, import->zone);
  words = poise_date_get_name_words (file->name, order);
  titled = poise_import_join_name (words, text);
  poise_import_add (
    import,
    &(PoiseImportDraft) {
      .format = "text", .id = file->name, .day = date.day, .created = created, .text = titled });
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

  for (guint i = 0; i < source->files->len && !poise_import_is_stopped (import); i++)
    {
      const PoiseSourceFile *file = g_ptr_array_index (source->files, i);
      g_autofree char *raw = poise_source_decode (file, import);
      g_autofree char *text = poise_import_mend_lines (raw);

      if ((poise_text_begins_with_heading (text, poise_import_get_order (import, text)) &&
           !is_of_another_day (text, file, names)) ||
          !read_day (text, file, names, import))
        poise_text_read_headings (text, "text", FALSE, file, import);
    }
}
