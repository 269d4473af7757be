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

/* 1 for Monday to 7; 0 for no weekday. */
static guint
find_weekday (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (weekday_names); i++)
    if (is_name (word, weekday_names[i]) || is_local_name (word, 1, i + 1, "%A"))
      return i + 1;

  return 0;
}

static gboolean
is_weekday (const char *word)
{
  return find_weekday (word) > 0;
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

/* “2026-11-23 Monday”, “2026-11-23 (Mon)”; the weekday says nothing new. */
static const char *
skip_weekday_behind (const char *p)
{
  const char *start = skip_blanks (p + (*p == ','));
  gboolean has_bracket = *start == '(';
  const char *after = start + has_bracket;
  g_autofree char *word = start > p ? read_word (&after) : NULL;

  if (word == NULL || !is_weekday (word) || (has_bracket && *after != ')'))
    return p;
  return after + has_bracket;
}

static PoiseDateStatus
finish (PoiseDate *date, PoiseDateForm form, guint year, guint month, guint dom)
{
  date->form = form;
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
  return finish (date, POISE_DATE_FORM_YEAR_FIRST, year, month, dom);
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
  date->form = POISE_DATE_FORM_YEAR_LAST;
  if (order == POISE_DATE_ORDER_UNKNOWN && first != second)
    return POISE_DATE_AMBIGUOUS;
  return order == POISE_DATE_ORDER_MONTH_FIRST
           ? finish (date, POISE_DATE_FORM_YEAR_LAST, year, first, second)
           : finish (date, POISE_DATE_FORM_YEAR_LAST, year, second, first);
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
  return finish (date, POISE_DATE_FORM_WORDS, year, month, dom);
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
  return finish (date, POISE_DATE_FORM_WORDS, year, month, dom);
}

/* “Monday, 03/08/2026”: only one of the two is a Monday. */
static PoiseDateOrder
guess_by_weekday (const char *text)
{
  const char *p = skip_weekday (text), *after = text;
  g_autofree char *word = read_word (&after);
  guint weekday = word != NULL ? find_weekday (word) : 0, first, second, year;
  PoiseDay day_first, month_first;

  if (weekday == 0 || read_number (&p, 2, &first) == 0 || *p == '\0')
    return POISE_DATE_ORDER_UNKNOWN;
  p++;
  if (read_number (&p, 2, &second) == 0 || *p == '\0')
    return POISE_DATE_ORDER_UNKNOWN;
  p++;
  read_number (&p, 4, &year);
  day_first = poise_day_new (year, second, first);
  month_first = poise_day_new (year, first, second);
  if (day_first == POISE_DAY_INVALID || month_first == POISE_DAY_INVALID ||
      poise_day_get_weekday (day_first) == poise_day_get_weekday (month_first))
    return POISE_DATE_ORDER_UNKNOWN;
  if ((guint) poise_day_get_weekday (day_first) == weekday)
    return POISE_DATE_ORDER_DAY_FIRST;
  return (guint) poise_day_get_weekday (month_first) == weekday ? POISE_DATE_ORDER_MONTH_FIRST
                                                                : POISE_DATE_ORDER_UNKNOWN;
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

/* +05:30, +0530, and +5 where a zone's name stands before it. */
static const char *
parse_hours (const char *p, gboolean may_be_short, PoiseDate *date)
{
  const char *end = p + 1;
  guint n, hours, minutes = 0;

  n = read_number (&end, 2, &hours);
  if (n == 0 || (n == 1 && !may_be_short))
    return p;
  if (*end == ':' || g_ascii_isdigit (*end) || !may_be_short)
    {
      end += *end == ':';
      if (read_number (&end, 2, &minutes) != 2)
        return p;
    }
  if (hours > 23 || minutes > 59 || g_ascii_isdigit (*end))
    return p;
  date->offset = g_strdup_printf ("%c%02u:%02u", *p, hours, minutes);
  return end;
}

/* `Z`, `UTC`, `GMT`, `GMT+0530`: hours east of Greenwich, as people mean it, and
 * not west of it, as POSIX does. */
static const char *
parse_offset (const char *p, PoiseDate *date)
{
  const char *start = *p == ' ' ? p + 1 : p, *end = start;

  if (*p == 'Z' && !g_ascii_isalnum (p[1]))
    end = p + 1;
  else if (g_str_has_prefix (start, "UTC") || g_str_has_prefix (start, "GMT"))
    end = start + 3;
  if ((*end == '+' || *end == '-') && (end = parse_hours (end, end > start, date)) &&
      date->offset != NULL)
    return end;
  if (end == start || g_ascii_isalnum (*end) || *end == '+' || *end == '-')
    return p;
  date->offset = g_strdup ("Z");
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

/**
 * poise_date_parse_clock:
 * @text: a text
 * @date: a date, which gets the time
 *
 * Reads the time of day with which @text begins. 24:00 is the next day's 0:00, as
 * ISO 8601 has it.
 *
 * Returns: (transfer none): where it ends; @text where there is none
 */
const char *
poise_date_parse_clock (const char *text, PoiseDate *date)
{
  const char *p = text;
  double seconds = 0.0;
  guint hour, minute;

  if (read_number (&p, 2, &hour) == 0 || *p != ':')
    return text;
  p++;
  if (read_number (&p, 2, &minute) != 2 || g_ascii_isdigit (*p))
    return text;
  if (*p == ':')
    p = parse_seconds (p, &seconds);
  if (hour > 24 || minute > 59 || (hour == 24 && (minute > 0 || seconds > 0.0)))
    return text;
  if (hour == 24)
    {
      if (date->day == POISE_DAY_MAX)
        return text;
      date->day++;
      hour = 0;
    }
  else
    p = parse_half (p, &hour);
  date->hour = hour;
  date->minute = minute;
  date->seconds = seconds;
  date->has_time = TRUE;
  return parse_offset (p, date);
}

/* What stands between a day and its time in some languages. */
static const char *
skip_at (const char *p)
{
  static const char *const words[] = { "at ",   "um ", "à ",  "a las ", "alle ore ",
                                       "alle ", "às ", "om ", "kl. " };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (p, words[i], strlen (words[i])) == 0)
      return skip_blanks (p + strlen (words[i]));
  return p;
}

static void
parse_time (PoiseDate *date)
{
  const char *p = date->end, *end;

  if (*p == 'T' && g_ascii_isdigit (p[1]))
    p++;
  else
    {
      p += *p == ',';
      p = skip_blanks (p);
      p = skip_at (p);
    }
  end = poise_date_parse_clock (p, date);
  if (date->has_time)
    date->end = end;
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
  if (status == POISE_DATE_AMBIGUOUS &&
      (order = guess_by_weekday (text)) != POISE_DATE_ORDER_UNKNOWN)
    status = parse_day (text, order, date);
  if (status != POISE_DATE_READ)
    return status;
  date->end = skip_weekday_behind (date->end);
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

/* ---- the names of files ---- */

/* Without the folder and the ending. */
static char *
get_stem (const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot > base && strlen (dot) <= 9 && g_ascii_isalpha (dot[1]))
    *dot = '\0';
  return g_steal_pointer (&base);
}

static PoiseDateStatus
parse_parts (GMatchInfo *match, PoiseDate *date)
{
  g_autofree char *year = g_match_info_fetch (match, 1);
  g_autofree char *month = g_match_info_fetch (match, 2);
  g_autofree char *dom = g_match_info_fetch (match, 3);
  g_autofree char *text = g_ascii_isdigit (*month) ? g_strjoin ("-", year, month, dom, NULL)
                                                   : g_strjoin (" ", dom, month, year, NULL);
  PoiseDateStatus status = poise_date_parse (text, POISE_DATE_ORDER_UNKNOWN, date);

  date->end = NULL;
  return status;
}

static PoiseDateStatus
match_date (const char *text, const char *pattern, PoiseDate *date)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) ? parse_parts (match, date) : POISE_DATE_NONE;
}

/* 20261123, and 202611231809 or 20261123-1809 with a time. */
static PoiseDateStatus
parse_compact (const char *stem, PoiseDate *date)
{
  g_autoptr (GRegex) regex = g_regex_new ("^(\\d{4})(\\d{2})(\\d{2})(?:[-_T ]?"
                                          "([01]\\d|2[0-3])([0-5]\\d)([0-5]\\d)?)?(?!\\d)",
                                          G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *hour = NULL;
  g_autofree char *minute = NULL;
  PoiseDateStatus status;

  if (!g_regex_match (regex, stem, 0, &match))
    return POISE_DATE_NONE;
  status = parse_parts (match, date);
  hour = g_match_info_fetch (match, 4);
  minute = g_match_info_fetch (match, 5);
  if (status == POISE_DATE_READ && hour != NULL && *hour != '\0')
    {
      date->has_time = TRUE;
      date->hour = (guint) g_ascii_strtoull (hour, NULL, 10);
      date->minute = (guint) g_ascii_strtoull (minute, NULL, 10);
    }
  return status;
}

/* A date with which the name begins. */
static PoiseDateStatus
parse_stem (const char *stem, PoiseDateOrder order, PoiseDate *date)
{
  g_autofree char *dashes = g_strdelimit (g_strdup (stem), "_", '-');
  g_autofree char *blanks = g_strdelimit (g_strdup (stem), "_", ' ');
  PoiseDateStatus status = poise_date_parse (dashes, order, date);

  if (status == POISE_DATE_NONE)
    status = poise_date_parse (blanks, order, date);
  date->end = NULL;
  return status != POISE_DATE_NONE ? status : parse_compact (stem, date);
}

/* A date somewhere in the name. */
static PoiseDateStatus
find_in_stem (const char *stem, PoiseDateOrder order, PoiseDate *date)
{
  g_autofree char *dashes = g_strdelimit (g_strdup (stem), "_", '-');

  for (const char *p = dashes; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean is_start = p > dashes && !g_ascii_isalnum (p[-1]);

      if (is_start && poise_date_parse (p, order, date) == POISE_DATE_READ)
        {
          date->end = NULL;
          return POISE_DATE_READ;
        }
      poise_date_clear (date);
    }
  return match_date (stem, "(?<!\\d)(\\d{4})(\\d{2})(\\d{2})(?!\\d)", date);
}

/* 2026/11/23.md, 2026/11-November/23.md, 2026-11/23.md, 2026/11-23.md,
 * 2026/November/23.md, 2026-11-23/note.md. */
static PoiseDateStatus
find_in_folders (const char *name, PoiseDate *date)
{
  static const char *const patterns[] = {
    "(?:^|/)(\\d{4})/(?:\\d{4}[-_.])?(\\d{1,2})(?!\\d)[^/]*/(\\d{1,2})(?=[-_./]|$)",
    "(?:^|/)(\\d{4})[-_.](\\d{2})/(\\d{1,2})(?=[-_./]|$)",
    "(?:^|/)(\\d{4})/(\\d{2})[-_.](\\d{2})(?=[-_./]|$)",
    "(?:^|/)(\\d{4})/(\\pL+)/(\\d{1,2})(?=[-_./]|$)",
    "(?:^|/)(\\d{4})[-_.]?(\\d{2})[-_.]?(\\d{2})(?!\\d)[^/]*/",
  };
  PoiseDateStatus status = POISE_DATE_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (patterns) && status == POISE_DATE_NONE; i++)
    status = match_date (name, patterns[i], date);
  return status;
}

/**
 * poise_date_parse_name:
 * @name: a file's name, with the folders that it lies in
 * @order: which of two numbers is the month
 * @date: (out caller-allocates): the date; clear it with poise_date_clear()
 * @is_own: (out): whether the name, or the folders, say the day, and do not only
 *   speak of one: “2026-11-23 plan for 2026-12-24”, but not “plan for 2026-12-24”
 *
 * Finds the day that a file's name says.
 *
 * Returns: what was found
 */
PoiseDateStatus
poise_date_parse_name (const char *name, PoiseDateOrder order, PoiseDate *date, gboolean *is_own)
{
  g_autofree char *stem = get_stem (name);
  PoiseDateStatus status = parse_stem (stem, order, date);

  *is_own = TRUE;
  if (status == POISE_DATE_NONE)
    status = find_in_folders (name, date);
  if (status == POISE_DATE_NONE)
    {
      *is_own = FALSE;
      status = find_in_stem (stem, order, date);
    }
  return status;
}

/* ---- moments ---- */

/**
 * poise_date_compare:
 * @a: a date
 * @b: another
 *
 * Compares two dates of the same zone.
 *
 * Returns: less than 0 if @a is earlier, more than 0 if it is later
 */
int
poise_date_compare (const PoiseDate *a, const PoiseDate *b)
{
  double x = a->day * 86400.0 + a->hour * 3600.0 + a->minute * 60.0 + a->seconds;
  double y = b->day * 86400.0 + b->hour * 3600.0 + b->minute * 60.0 + b->seconds;

  return (x > y) - (x < y);
}

/**
 * poise_date_find_zone:
 * @name: a time zone's name, as `Europe/Berlin`, `+05:30` or `GMT+0530`
 *
 * Returns: (transfer full) (nullable): the zone; %NULL if there is none
 */
GTimeZone *
poise_date_find_zone (const char *name)
{
  g_auto (PoiseDate) date = { 0 };
  const char *end = parse_offset (name, &date);

  if (*end == '\0' && date.offset != NULL)
    return g_time_zone_new_identifier (date.offset);
  return g_time_zone_new_identifier (name);
}

/**
 * poise_date_get_day:
 * @date: a date
 * @zone: the person's zone
 *
 * Returns: the day on which it was where the person is: a stamp in UTC was made
 *   by a program, on any other the person's own day is written
 */
PoiseDay
poise_date_get_day (const PoiseDate *date, GTimeZone *zone)
{
  g_autoptr (GDateTime) time =
    g_strcmp0 (date->offset, "Z") == 0 ? poise_date_get_time (date, zone) : NULL;

  return time != NULL ? poise_day_from_time (time, 0) : date->day;
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
  g_autoptr (GDateTime) time = NULL;
  guint year, month, dom;

  if (!date->has_time)
    return NULL;
  poise_day_get_ymd (date->day, &year, &month, &dom);
  time = g_date_time_new (own != NULL ? own : zone, (int) year, (int) month, (int) dom,
                          (int) date->hour, (int) date->minute, date->seconds);
  if (time == NULL || g_strcmp0 (date->offset, "Z") != 0)
    return g_steal_pointer (&time);
  return g_date_time_to_timezone (time, zone);
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
