/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-text-days.h"

#include <string.h>

/**
 * poise_text_parse_range:
 * @above: the headings above it
 * @line: a line
 * @range: (out): what it says
 *
 * Reads a heading that is a year, a month or a week: `# 2026`, `## March`, `## 03 March`.
 *
 * Returns: whether it is one
 */
gboolean
poise_text_parse_range (const PoiseDayHeadingAbove *above, const char *line, PoiseDateRange *range)
{
  guint level = (guint) strspn (line, "#");

  return level > 0 && poise_day_heading_parse_range (line + level, level, above, range);
}

/**
 * poise_text_parse_day_below:
 * @above: the headings above it
 * @line: a line
 * @order: which of two numbers is the month
 * @date: (out caller-allocates): the day; where it is none, its end says how far it looked like one
 * @title: (out) (nullable): what else the heading says
 * @fits: (out): whether a weekday that is said is the day's own
 *
 * Reads a heading that is a day without its month or year: `## 14 Saturday` below `# March 2026`.
 *
 * Returns: what was found
 */
PoiseDateStatus
poise_text_parse_day_below (const PoiseDayHeadingAbove *above,
                            const char *line,
                            PoiseDateOrder order,
                            PoiseDate *date,
                            const char **title,
                            gboolean *fits)
{
  guint level = (guint) strspn (line, "#");
  PoiseDateRange range;

  *title = NULL;
  *fits = TRUE;
  *date = (PoiseDate) { 0 };
  if (level == 0 || level < above->level || line[level] != ' ' ||
      poise_text_parse_range (above, line, &range))
    return POISE_DATE_NONE;
  return poise_day_heading_parse_below (line + level + strspn (line + level, " [*_"), &above->range,
                                        order, date, title, fits);
}

/* `# March 2026`, `# Week 11, 2026`. */
static gboolean
is_month_or_week (const char *line)
{
  const char *start = line + strspn (line, "#");
  PoiseDateRange range;

  return start > line && poise_date_range_parse_heading (start, &range) && range.year > 0 &&
         (range.month > 0 || range.week > 0);
}

/* `# 2026`, as the title above everything. */
static gboolean
is_year (const char *line)
{
  PoiseDateRange range;

  return poise_date_range_parse_heading (line + strspn (line, "#"), &range) && range.year > 0;
}

/**
 * poise_text_begins_with_heading:
 * @text: a text
 * @order: which of two numbers is the month
 *
 * Returns: whether the first line that says something, but for one title, is a
 *   date, or the heading of a month or a week; or that of a year with days below it
 */
gboolean
poise_text_begins_with_heading (const char *text, PoiseDateOrder order)
{
  g_auto (GStrv) lines = poise_day_heading_split (text);
  const char *above = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      PoiseDate date;
      const char *title;
      PoiseDateStatus status =
        poise_day_heading_parse (lines[i], order, POISE_DAY_HEADING_PLAIN, &date, &title);

      poise_date_clear (&date);
      if (status != POISE_DATE_NONE || is_month_or_week (lines[i]))
        return TRUE;
      if (lines[i][strspn (lines[i], " \t")] == '\0')
        continue;
      if (above != NULL || !g_str_has_prefix (lines[i], "# "))
        break;
      above = lines[i];
    }
  return above != NULL && is_year (above) &&
         poise_text_has_days_below (text, &(PoiseDateRange) { 0 });
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

      if (poise_day_heading_parse (lines[i], order, POISE_DAY_HEADING_PLAIN, &date, &title) !=
          POISE_DATE_READ)
        continue;
      if (day != POISE_DAY_INVALID)
        return POISE_DAY_INVALID;
      day = date.day;
    }
  return day;
}

/**
 * poise_text_has_days:
 * @text: a text
 * @order: which of two numbers is the month
 *
 * Returns: whether a heading is a day, with or without its year
 */
gboolean
poise_text_has_days (const char *text, PoiseDateOrder order)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (PoiseDate) date = { 0 };
      const char *title;

      if (poise_day_heading_parse (lines[i], order, POISE_DAY_HEADING_PLAIN, &date, &title) !=
          POISE_DATE_NONE)
        return TRUE;
    }
  return poise_text_has_days_below (text, &(PoiseDateRange) { 0 });
}

/**
 * poise_text_has_labels:
 * @text: a text
 * @order: which of two numbers is the month
 *
 * Returns: whether lines `Date: 2026-11-23` say the days of its entries
 */
gboolean
poise_text_has_labels (const char *text, PoiseDateOrder order)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return poise_day_heading_guess_style (lines, order) == POISE_DAY_HEADING_LABEL;
}

/**
 * poise_text_find_only_label:
 * @text: a text
 * @order: which of two numbers is the month
 * @date: (out caller-allocates): the date; clear it with poise_date_clear()
 *
 * Returns: whether one line `Date: 2026-11-23` is all that says a day
 */
gboolean
poise_text_find_only_label (const char *text, PoiseDateOrder order, PoiseDate *date)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  *date = (PoiseDate) { 0 };
  if (poise_day_heading_guess_style (lines, order) != POISE_DAY_HEADING_LABEL)
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (PoiseDate) found = { 0 };
      const char *title;
      PoiseDateStatus status =
        poise_day_heading_parse (lines[i], order, POISE_DAY_HEADING_LABEL, &found, &title);

      if (status == POISE_DATE_NONE)
        continue;
      if (n++ > 0 || status != POISE_DATE_READ)
        {
          poise_date_clear (date);
          return FALSE;
        }
      *date = found;
      found.offset = NULL;
    }
  return n == 1;
}

/**
 * poise_text_has_days_below:
 * @text: a text
 * @range: the year, month or week that it is about, or none
 *
 * Returns: whether one of its headings is a day without its year: `## Monday` in a week, `### 14`
 *   below `## March` below `# 2026`
 */
gboolean
poise_text_has_days_below (const char *text, const PoiseDateRange *range)
{
  g_auto (GStrv) lines = poise_day_heading_split (text);
  PoiseDayHeadingAbove above = { *range, 0, poise_day_heading_find_months (lines, '#') };

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (PoiseDate) date = { 0 };
      PoiseDateRange upper;
      const char *title;
      gboolean fits;

      if (poise_text_parse_range (&above, lines[i], &upper))
        {
          above.range = upper;
          above.level = (guint) strspn (lines[i], "#");
        }
      else if (poise_text_parse_day_below (&above, lines[i], POISE_DATE_ORDER_UNKNOWN, &date,
                                           &title, &fits) != POISE_DATE_NONE)
        return TRUE;
    }
  return FALSE;
}
