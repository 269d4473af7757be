/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-dates.h"

#include <string.h>

#define MAX_WORD 24

static const char *const month_names[] = { "january",   "february", "march",    "april",
                                           "may",       "june",     "july",     "august",
                                           "september", "october",  "november", "december" };
static const char *const weekday_names[] = { "monday", "tuesday",  "wednesday", "thursday",
                                             "friday", "saturday", "sunday" };

static const char *
skip_blanks (const char *p)
{
  return p + strspn (p, " \t");
}

/* Reads up to @max digits; says how many there were. */
static guint
read_number (const char **p, guint max, guint *value)
{
  guint n = 0;

  *value = 0;
  for (; n < max && g_ascii_isdigit ((*p)[n]); n++)
    *value = *value * 10 + (guint) g_ascii_digit_value ((*p)[n]);
  *p += n;
  return n;
}

/* A word of the person's language, folded; it may have a full stop: “Nov.”. */
static char *
read_word (const char **p)
{
  const char *start = *p, *end = start;
  g_autofree char *word = NULL;

  while (*end != '\0' && end - start < MAX_WORD && g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  if (end == start)
    return NULL;
  word = g_strndup (start, (gsize) (end - start));
  *p = *end == '.' ? end + 1 : end;
  return g_utf8_casefold (word, -1);
}

/* Whether @word is @name, or its first three or more letters. */
static gboolean
is_name (const char *word, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_str_equal (word, folded) ||
         (g_utf8_strlen (word, -1) >= 3 && g_str_has_prefix (folded, word));
}

/* The locale's name of a month or a weekday of the year 2001, which began on
 * a Monday. */
static gboolean
is_local_name (const char *word, guint month, guint dom, const char *format)
{
  g_autofree char *name = poise_day_format (poise_day_new (2001, month, dom), format);

  return name != NULL && is_name (word, name);
}

static guint
find_month (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (month_names); i++)
    if (is_name (word, month_names[i]) || is_local_name (word, i + 1, 1, "%B") ||
        is_local_name (word, i + 1, 1, "%OB"))
      return i + 1;

  return 0;
}

static gboolean
is_weekday (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (weekday_names); i++)
    if (is_name (word, weekday_names[i]) || is_local_name (word, 1, i + 1, "%A"))
      return TRUE;

  return FALSE;
}

static const char *
skip_weekday (const char *p)
{
  const char *after = p;
  g_autofree char *word = read_word (&after);

  if (word == NULL || !is_weekday (word))
    return p;
  after += *after == ',';
  return skip_blanks (after);
}

static PoiseDateStatus
finish (PoiseDate *date, guint year, guint month, guint dom)
{
  date->day = poise_day_new (year, month, dom);
  return date->day != POISE_DAY_INVALID ? POISE_DATE_READ : POISE_DATE_IMPOSSIBLE;
}

/* 2026-11-23, 2026/11/23, 2026.11.23; the year has been read. */
static PoiseDateStatus
parse_year_first (const char *p, guint year, PoiseDate *date)
{
  char separator = *p;
  guint month, dom;

  if (separator == '\0' || strchr ("-/.", separator) == NULL)
    return POISE_DATE_NONE;
  p++;
  if (read_number (&p, 2, &month) == 0 || *p != separator)
    return POISE_DATE_NONE;
  p++;
  if (read_number (&p, 2, &dom) == 0 || g_ascii_isdigit (*p))
    return POISE_DATE_NONE;
  date->end = p;
  return finish (date, year, month, dom);
}

/* 23.11.2026, 23/11/2026, 11/23/2026; the first number has been read. */
static PoiseDateStatus
parse_year_last (const char *p, guint first, PoiseDateOrder order, PoiseDate *date)
{
  char separator = *p;
  guint second, year;

  p++;
  if (read_number (&p, 2, &second) == 0 || *p != separator)
    return POISE_DATE_NONE;
  p++;
  if (read_number (&p, 4, &year) != 4 || g_ascii_isdigit (*p))
    return POISE_DATE_NONE;
  date->end = p;
  if (separator == '.' || first > 12)
    order = POISE_DATE_ORDER_DAY_FIRST;
  else if (second > 12)
    order = POISE_DATE_ORDER_MONTH_FIRST;
  if (order == POISE_DATE_ORDER_UNKNOWN && first != second)
    return POISE_DATE_AMBIGUOUS;
  return order == POISE_DATE_ORDER_MONTH_FIRST ? finish (date, year, first, second)
                                               : finish (date, year, second, first);
}

static const char *
skip_ordinal (const char *p)
{
  static const char *const endings[] = { "st", "nd", "rd", "th" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strncasecmp (p, endings[i], 2) == 0)
      return p + 2;

  return *p == '.' ? p + 1 : p;
}

/* 23 November 2026, 23. November 2026, 23rd of November, 2026. */
static PoiseDateStatus
parse_day_month (const char *p, guint dom, PoiseDate *date)
{
  g_autofree char *word = NULL;
  guint month, year;

  p = skip_blanks (skip_ordinal (p));
  if (g_ascii_strncasecmp (p, "of ", 3) == 0)
    p = skip_blanks (p + 3);
  word = read_word (&p);
  month = word != NULL ? find_month (word) : 0;
  p = skip_blanks (p + (*p == ','));
  if (month == 0 || read_number (&p, 4, &year) != 4 || g_ascii_isdigit (*p))
    return POISE_DATE_NONE;
  date->end = p;
  return finish (date, year, month, dom);
}

/* November 23, 2026. */
static PoiseDateStatus
parse_month_day (const char *p, PoiseDate *date)
{
  g_autofree char *word = read_word (&p);
  guint month = word != NULL ? find_month (word) : 0, dom, year;

  p = skip_blanks (p);
  if (month == 0 || read_number (&p, 2, &dom) == 0)
    return POISE_DATE_NONE;
  p = skip_ordinal (p);
  p = skip_blanks (p + (*p == ','));
  if (read_number (&p, 4, &year) != 4 || g_ascii_isdigit (*p))
    return POISE_DATE_NONE;
  date->end = p;
  return finish (date, year, month, dom);
}

static PoiseDateStatus
parse_day (const char *p, PoiseDateOrder order, PoiseDate *date)
{
  guint number, n;

  p = skip_weekday (p);
  if (!g_ascii_isdigit (*p))
    return parse_month_day (p, date);
  n = read_number (&p, 4, &number);
  if (n == 4)
    return parse_year_first (p, number, date);
  if (n > 2)
    return POISE_DATE_NONE;
  if ((*p == '.' || *p == '/' || *p == '-') && g_ascii_isdigit (p[1]))
    return parse_year_last (p, number, order, date);
  return parse_day_month (p, number, date);
}

/* ---- the time of day ---- */

static const char *
parse_half (const char *p, guint *hour)
{
  const char *start = skip_blanks (p);
  gboolean is_pm = g_ascii_tolower (*start) == 'p';
  const char *end = start;

  if (g_ascii_strncasecmp (start, "am", 2) == 0 || g_ascii_strncasecmp (start, "pm", 2) == 0)
    end = start + 2;
  else if (g_ascii_strncasecmp (start, "a.m.", 4) == 0 ||
           g_ascii_strncasecmp (start, "p.m.", 4) == 0)
    end = start + 4;
  if (end == start || g_ascii_isalnum (*end) || *hour > 12)
    return p;
  *hour = *hour % 12 + (is_pm ? 12 : 0);
  return end;
}

static const char *
parse_offset (const char *p, PoiseDate *date)
{
  const char *start = *p == ' ' && (p[1] == '+' || p[1] == '-') ? p + 1 : p;
  const char *end = start;
  guint hours, minutes;

  if (*start == 'Z' && !g_ascii_isalnum (start[1]))
    end = start + 1;
  else if (*start == '+' || *start == '-')
    {
      end++;
      if (read_number (&end, 2, &hours) != 2)
        return p;
      end += *end == ':';
      if (read_number (&end, 2, &minutes) != 2 || hours > 23 || minutes > 59)
        return p;
    }
  if (end == start)
    return p;
  date->offset = g_strndup (start, (gsize) (end - start));
  return end;
}

static const char *
parse_seconds (const char *p, double *seconds)
{
  const char *start = p;
  char *end;
  guint whole;

  p++;
  if (read_number (&p, 2, &whole) != 2 || whole > 60)
    return start;
  *seconds = MIN (whole, 59);
  if ((*p == '.' || *p == ',') && g_ascii_isdigit (p[1]))
    {
      g_autofree char *fraction = g_strdup_printf ("0.%.6s", p + 1);

      *seconds += g_ascii_strtod (fraction, &end);
      p += 1 + strspn (p + 1, "0123456789");
    }
  return p;
}

static void
parse_time (PoiseDate *date)
{
  const char *p = date->end;
  guint hour, minute;

  if (*p == 'T' && g_ascii_isdigit (p[1]))
    p++;
  else
    {
      p += *p == ',';
      p = skip_blanks (p);
      if (g_ascii_strncasecmp (p, "at ", 3) == 0)
        p = skip_blanks (p + 3);
    }
  if (read_number (&p, 2, &hour) == 0 || *p != ':')
    return;
  p++;
  if (read_number (&p, 2, &minute) != 2 || hour > 23 || minute > 59)
    return;
  if (*p == ':')
    p = parse_seconds (p, &date->seconds);
  p = parse_half (p, &hour);
  date->hour = hour;
  date->minute = minute;
  date->has_time = TRUE;
  date->end = parse_offset (p, date);
}

/**
 * poise_date_parse:
 * @text: a text
 * @order: which of two numbers is the month
 * @date: (out caller-allocates): the date; clear it with poise_date_clear()
 *
 * Reads the date, and the time if there is one, with which @text begins. Names of
 * months and weekdays may be English or those of the locale.
 *
 * Returns: what was found
 */
PoiseDateStatus
poise_date_parse (const char *text, PoiseDateOrder order, PoiseDate *date)
{
  PoiseDateStatus status;

  *date = (PoiseDate) { 0 };
  status = parse_day (text, order, date);
  if (status == POISE_DATE_READ)
    parse_time (date);
  return status;
}

/**
 * poise_date_guess_order:
 * @text: a whole text
 *
 * Looks for a date as 23/11/2026 or 11/23/2026 at the beginning of a line, which
 * tells how the others are meant. Where both are found, none is believed.
 *
 * Returns: the order
 */
PoiseDateOrder
poise_date_guess_order (const char *text)
{
  gboolean day_first = FALSE, month_first = FALSE;

  for (const char *line = text; line != NULL && *line != '\0';)
    {
      const char *p = line + strspn (line, "#=*[\" \t");
      guint first, second, year;

      p = skip_weekday (p);
      if (read_number (&p, 2, &first) > 0 && (*p == '/' || *p == '-') &&
          (p++, read_number (&p, 2, &second) > 0) && (*p == '/' || *p == '-') &&
          (p++, read_number (&p, 4, &year) == 4))
        {
          day_first = day_first || (first > 12 && second <= 12);
          month_first = month_first || (second > 12 && first <= 12);
        }
      line = strchr (line, '\n');
      line = line != NULL ? line + 1 : NULL;
    }
  if (day_first == month_first)
    return POISE_DATE_ORDER_UNKNOWN;
  return day_first ? POISE_DATE_ORDER_DAY_FIRST : POISE_DATE_ORDER_MONTH_FIRST;
}

/**
 * poise_date_get_time:
 * @date: a date
 * @zone: the zone that it is in, if it does not say itself
 *
 * Returns: (transfer full) (nullable): the moment; %NULL if it has no time
 */
GDateTime *
poise_date_get_time (const PoiseDate *date, GTimeZone *zone)
{
  g_autoptr (GTimeZone) own =
    date->offset != NULL ? g_time_zone_new_identifier (date->offset) : NULL;
  guint year, month, dom;

  if (!date->has_time)
    return NULL;
  poise_day_get_ymd (date->day, &year, &month, &dom);
  return g_date_time_new (own != NULL ? own : zone, (int) year, (int) month, (int) dom,
                          (int) date->hour, (int) date->minute, date->seconds);
}

/**
 * poise_date_clear:
 * @date: a date
 */
void
poise_date_clear (PoiseDate *date)
{
  g_clear_pointer (&date->offset, g_free);
}
