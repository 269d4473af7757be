/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-dates.h"

#include <string.h>

#include "poise-date-words.h"

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

/* “the 14th of March”, “le samedi 14 mars”. */
static const char *
skip_article (const char *p)
{
  static const char *const articles[] = { "the ", "le ", "el ", "il ", "den " };

  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    if (g_ascii_strncasecmp (p, articles[i], strlen (articles[i])) == 0)
      return poise_date_skip_blanks (p + strlen (articles[i]));
  return p;
}

static const char *
skip_weekday (const char *p)
{
  const char *start = skip_article (p), *after = start;
  g_autofree char *word = poise_date_read_word (&after);

  if (word == NULL || poise_date_find_weekday (word) == 0)
    return start;
  /* “sexta-feira”. */
  if (g_ascii_strncasecmp (after, "-feira", 6) == 0)
    after += 6;
  after += *after == ',';
  return skip_article (poise_date_skip_blanks (after));
}

/* “2026-11-23 Monday”, “2026-11-23 (Mon)”; the weekday says nothing new. */
static const char *
skip_weekday_behind (const char *p)
{
  const char *start = poise_date_skip_blanks (p + (*p == ','));
  gboolean has_bracket = *start == '(';
  const char *after = start + has_bracket;
  g_autofree char *word = start > p ? poise_date_read_word (&after) : NULL;

  if (word == NULL || poise_date_find_weekday (word) == 0 || (has_bracket && *after != ')'))
    return poise_date_skip_east_asian_weekday (p);
  return after + has_bracket;
}

static PoiseDateStatus
finish (PoiseDate *date, PoiseDateForm form, guint year, guint month, guint dom)
{
  date->form = form;
  date->day = poise_day_new (year, month, dom);
  return date->day != POISE_DAY_INVALID ? POISE_DATE_READ : POISE_DATE_IMPOSSIBLE;
}

/* 2026年11月23日, 2026년 11월 23일; the year has been read. */
static PoiseDateStatus
parse_east_asian (const char *p, guint year, PoiseDate *date)
{
  static const char *const signs[][3] = { { "年", "月", "日" }, { "년", "월", "일" } };
  guint numbers[2];

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      const char *at = poise_date_skip_blanks (p);
      guint n = 0;

      for (; n < 3 && strncmp (at, signs[i][n], strlen (signs[i][n])) == 0; n++)
        {
          at += strlen (signs[i][n]);
          if (n == 2)
            break;
          at = poise_date_skip_blanks (at);
          if (read_number (&at, 2, &numbers[n]) == 0)
            break;
          at = poise_date_skip_blanks (at);
        }
      if (n < 2 || g_ascii_isdigit (at[-1]))
        continue;
      date->end = at;
      return finish (date, POISE_DATE_FORM_WORDS, year, numbers[0], numbers[1]);
    }
  return POISE_DATE_NONE;
}

/* 2026-Nov-23, 2026 November 23; the year has been read. */
static PoiseDateStatus
parse_year_month_word (const char *p, guint year, PoiseDate *date)
{
  g_autofree char *word = NULL;
  guint month, dom;

  p = poise_date_skip_blanks (p + (*p == '-' || *p == '/'));
  word = poise_date_read_word (&p);
  month = word != NULL ? poise_date_find_month (word, TRUE) : 0;
  p = poise_date_skip_blanks (p + (*p == '-' || *p == '/'));
  if (month == 0 || read_number (&p, 2, &dom) == 0 || g_ascii_isdigit (*p) || *p == ':')
    return POISE_DATE_NONE;
  date->end = p;
  return finish (date, POISE_DATE_FORM_WORDS, year, month, dom);
}

/* Behind a full stop there may be a blank: “2026. 11. 23.” */
static const char *
skip_separator (const char *p)
{
  return *p == '.' ? poise_date_skip_blanks (p + 1) : p + 1;
}

/* 2026-11-23, 2026/11/23, 2026.11.23; the year has been read. */
static PoiseDateStatus
parse_year_first (const char *p, guint year, PoiseDate *date)
{
  char separator = *p;
  guint month, dom;

  if (separator == '\0' || strchr ("-/.", separator) == NULL || g_ascii_isalpha (p[1]))
    {
      PoiseDateStatus status = parse_east_asian (p, year, date);

      return status != POISE_DATE_NONE ? status : parse_year_month_word (p, year, date);
    }
  p = skip_separator (p);
  if (read_number (&p, 2, &month) == 0 || *p != separator)
    return POISE_DATE_NONE;
  p = skip_separator (p);
  if (read_number (&p, 2, &dom) == 0 || g_ascii_isdigit (*p))
    return POISE_DATE_NONE;
  date->end = separator == '.' && *p == '.' ? p + 1 : p;
  return finish (date, POISE_DATE_FORM_YEAR_FIRST, year, month, dom);
}

/* 23.11.2026, 23/11/2026, 11/23/2026; the first number has been read. */
static PoiseDateStatus
parse_year_last (const char *p, guint first, PoiseDateOrder order, PoiseDate *date)
{
  char separator = *p;
  guint second, year;

  p = skip_separator (p);
  if (read_number (&p, 2, &second) == 0 || *p != separator)
    return POISE_DATE_NONE;
  p = skip_separator (p);
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

/* ---- the time of day ---- */

static const char *
parse_half (const char *p, guint *hour)
{
  const char *start = poise_date_skip_blanks (p);
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

/* “9 pm”. */
static const char *
parse_whole_hour (const char *text, const char *p, guint hour, PoiseDate *date)
{
  const char *end = hour > 0 ? parse_half (p, &hour) : p;

  if (end == p)
    return text;
  date->hour = hour;
  date->minute = 0;
  date->seconds = 0.0;
  date->has_time = TRUE;
  return end;
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

  if (read_number (&p, 2, &hour) == 0)
    return text;
  if (*p != ':' && *p != 'h')
    return parse_whole_hour (text, p, hour, date);
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
  if (strncmp (poise_date_skip_blanks (p), "Uhr", 3) == 0)
    p = poise_date_skip_blanks (p) + 3;
  date->hour = hour;
  date->minute = minute;
  date->seconds = seconds;
  date->has_time = TRUE;
  return parse_offset (p, date);
}

/* ---- dates with words ---- */

/* “of November”, “de noviembre”. */
static const char *
skip_of (const char *p)
{
  static const char *const words[] = { "of ", "de ", "del ", "do ", "d’", "d'" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (p, words[i], strlen (words[i])) == 0)
      return poise_date_skip_blanks (p + strlen (words[i]));
  return p;
}

/* The zone's name in what “date” prints; the time is the person's own. */
static const char *
skip_zone (const char *p)
{
  const char *end = p;

  while (g_ascii_isupper (*end))
    end++;
  return end > p && *end == ' ' ? end + 1 : p;
}

/* The year behind a month; “date” puts the time before it: “Mon Nov 23 18:09:00 CET 2026”. */
static gboolean
read_year (const char **p, guint *year, PoiseDate *date)
{
  PoiseDate clock = { .day = 1 };
  const char *start = poise_date_skip_blanks (*p + (**p != '\0' && strchr (",-/", **p) != NULL));
  const char *at = poise_date_parse_clock (start, &clock);

  if (clock.has_time)
    at = skip_zone (poise_date_skip_blanks (at));
  else
    at = skip_of (start);
  *p = at;
  if (read_number (p, 4, year) != 4 || g_ascii_isdigit (**p) || clock.day > 1)
    {
      poise_date_clear (&clock);
      return FALSE;
    }
  if (clock.has_time)
    {
      date->has_time = TRUE;
      date->hour = clock.hour;
      date->minute = clock.minute;
      date->seconds = clock.seconds;
      date->offset = clock.offset;
    }
  return TRUE;
}

static const char *
skip_ordinal (const char *p)
{
  static const char *const endings[] = { "st", "nd", "rd", "th", "er", "º", "°" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strncasecmp (p, endings[i], strlen (endings[i])) == 0)
      return p + strlen (endings[i]);

  return *p == '.' ? p + 1 : p;
}

/* 23 November 2026, 23. November 2026, 23rd of November, 2026, 23-Nov-2026, 23 de noviembre de
 * 2026. */
static PoiseDateStatus
parse_day_month (const char *p, guint dom, PoiseDate *date)
{
  g_autofree char *word = NULL;
  guint month, year;

  p = poise_date_skip_blanks (skip_ordinal (p));
  p = skip_of (p + (*p == '-' || *p == '/'));
  word = poise_date_read_word (&p);
  month = word != NULL ? poise_date_find_month (word, TRUE) : 0;
  if (month == 0 || !read_year (&p, &year, date))
    return POISE_DATE_NONE;
  date->end = p;
  return finish (date, POISE_DATE_FORM_WORDS, year, month, dom);
}

/* November 23, 2026; other languages put the day first. */
static PoiseDateStatus
parse_month_day (const char *p, PoiseDate *date)
{
  g_autofree char *word = poise_date_read_word (&p);
  guint month = word != NULL ? poise_date_find_month (word, FALSE) : 0, dom, year;

  p = poise_date_skip_blanks (p);
  if (month == 0 || read_number (&p, 2, &dom) == 0)
    return POISE_DATE_NONE;
  p = skip_ordinal (p);
  if (!read_year (&p, &year, date))
    return POISE_DATE_NONE;
  date->end = p;
  return finish (date, POISE_DATE_FORM_WORDS, year, month, dom);
}

/* “Monday, 03/08/2026”: only one of the two is a Monday. */
static PoiseDateOrder
guess_by_weekday (const char *text)
{
  const char *p = skip_weekday (text), *after = text;
  g_autofree char *word = poise_date_read_word (&after);
  guint weekday = word != NULL ? poise_date_find_weekday (word) : 0, first, second, year;
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
  if ((*p == '.' || *p == '/' || *p == '-') && g_ascii_isdigit (*skip_separator (p)))
    return parse_year_last (p, number, order, date);
  return parse_day_month (p, number, date);
}

/* ---- a date with its time ---- */

/* What stands between a day and its time in some languages. */
static const char *
skip_at (const char *p)
{
  static const char *const words[] = { "at ",   "um ", "à ",  "a las ", "alle ore ",
                                       "alle ", "às ", "om ", "kl. " };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (p, words[i], strlen (words[i])) == 0)
      return poise_date_skip_blanks (p + strlen (words[i]));
  return p;
}

static void
parse_time (PoiseDate *date)
{
  const char *p = date->end, *end;

  if (date->has_time)
    return;
  if (*p == 'T' && g_ascii_isdigit (p[1]))
    p++;
  else
    {
      p += *p == ',';
      p = poise_date_skip_blanks (p);
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

/* “9:30 AM 11/23/2026”, as Notepad stamps it. */
static const char *
skip_clock (const char *p)
{
  PoiseDate clock = { .day = 1 };
  const char *end = poise_date_parse_clock (p, &clock);

  poise_date_clear (&clock);
  return poise_date_skip_blanks (end + (*end == ','));
}

/**
 * poise_date_parse_reversed:
 * @text: a text
 * @order: which of two numbers is the month
 * @date: (out caller-allocates): the date; clear it with poise_date_clear()
 *
 * Reads a date with its time before it, “9:30 AM 11/23/2026”, as poise_date_parse() reads other
 * dates.
 *
 * Returns: what was found
 */
PoiseDateStatus
poise_date_parse_reversed (const char *text, PoiseDateOrder order, PoiseDate *date)
{
  const char *start = skip_clock (text);
  PoiseDate clock = { .day = 1 };
  PoiseDateStatus status;

  *date = (PoiseDate) { 0 };
  if (start == text || (status = parse_day (start, order, date)) == POISE_DATE_NONE)
    return POISE_DATE_NONE;
  poise_date_parse_clock (text, &clock);
  if (clock.has_time && clock.day == 1 && !date->has_time)
    {
      date->has_time = TRUE;
      date->hour = clock.hour;
      date->minute = clock.minute;
      date->seconds = clock.seconds;
      date->offset = g_steal_pointer (&clock.offset);
    }
  poise_date_clear (&clock);
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

      p = skip_weekday (skip_clock (p));
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
  /* Some systems take the accents of a name off its letters: “März” in two parts. */
  return g_utf8_normalize (base, -1, G_NORMALIZE_DEFAULT_COMPOSE);
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

/* 2026/23.11.md: with a full stop the day comes first, as where the year follows. */
static PoiseDateStatus
find_dotted_in_folders (const char *name, PoiseDate *date)
{
  g_autoptr (GRegex) regex =
    g_regex_new ("(?:^|/)(\\d{4})/(\\d{1,2}\\.\\d{1,2})(?=[-_./]|$)", G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *year = NULL;
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;
  PoiseDateStatus status;

  if (!g_regex_match (regex, name, 0, &match))
    return POISE_DATE_NONE;
  year = g_match_info_fetch (match, 1);
  day = g_match_info_fetch (match, 2);
  text = g_strjoin (".", day, year, NULL);
  status = poise_date_parse (text, POISE_DATE_ORDER_DAY_FIRST, date);
  date->end = NULL;
  return status;
}

/* 2026/11/23.md, 2026/11/23 title.md, 2026/11-November/23.md, 2026-11/23.md, 2026/11-23.md,
 * 2026/November/23.md, 2026-11-23/note.md. */
static PoiseDateStatus
find_in_folders (const char *name, PoiseDate *date)
{
  static const char *const patterns[] = {
    "(?:^|/)(\\d{4})/(?:\\d{4}[-_.])?(\\d{1,2})(?!\\d)[^/]*/(\\d{1,2})(?=[-_./]|$)",
    "(?:^|/)(\\d{4})/(\\d{2})/(\\d{2})(?= )",
    "(?:^|/)(\\d{4})[-_.](\\d{2})/(\\d{1,2})(?=[-_./]|$)",
    "(?:^|/)(\\d{4})/(\\d{2})[-_](\\d{2})(?=[-_./]|$)",
    "(?:^|/)(\\d{4})/(\\pL+)/(\\d{1,2})(?=[-_./]|$)",
    "(?:^|/)(\\d{4})[-_.]?(\\d{2})[-_.]?(\\d{2})(?!\\d)[^/]*/",
  };
  PoiseDateStatus status = find_dotted_in_folders (name, date);

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

static gboolean
has_only_digits (const char *text, gsize n)
{
  return strlen (text) == n && strspn (text, "0123456789") == n;
}

/**
 * poise_date_parse_number:
 * @text: a text
 * @zone: the person's zone
 * @date: (out caller-allocates): the date; clear it with poise_date_clear()
 *
 * Reads a value that is a moment without signs: 20261123, or the seconds or milliseconds since
 * 1970, of this century.
 *
 * Returns: whether it is one
 */
gboolean
poise_date_parse_number (const char *text, GTimeZone *zone, PoiseDate *date)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) time = NULL;
  gint64 number = g_ascii_strtoll (text, NULL, 10);

  *date = (PoiseDate) { 0 };
  if (has_only_digits (text, 8) && parse_compact (text, date) == POISE_DATE_READ)
    {
      date->end = text + strlen (text);
      return TRUE;
    }
  if (!has_only_digits (text, 10) && !has_only_digits (text, 13))
    return FALSE;
  utc = g_date_time_new_from_unix_utc (strlen (text) == 13 ? number / 1000 : number);
  time = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  if (time == NULL)
    return FALSE;
  *date = (PoiseDate) { .day = poise_day_from_time (time, 0),
                        .has_time = TRUE,
                        .hour = (guint) g_date_time_get_hour (time),
                        .minute = (guint) g_date_time_get_minute (time),
                        .seconds = g_date_time_get_seconds (time),
                        .end = text + strlen (text) };
  return date->day != POISE_DAY_INVALID;
}

/* ---- moments ---- */

/* Systems need not know the names that zones had before; telephones still write them. */
static const char *
get_zone_name (const char *name)
{
  static const char *const names[][2] = {
    { "Asia/Calcutta", "Asia/Kolkata" },
    { "Asia/Katmandu", "Asia/Kathmandu" },
    { "Asia/Saigon", "Asia/Ho_Chi_Minh" },
    { "Asia/Rangoon", "Asia/Yangon" },
    { "Asia/Dacca", "Asia/Dhaka" },
    { "Asia/Macao", "Asia/Macau" },
    { "Asia/Chongqing", "Asia/Shanghai" },
    { "Asia/Tel_Aviv", "Asia/Jerusalem" },
    { "America/Buenos_Aires", "America/Argentina/Buenos_Aires" },
    { "America/Indianapolis", "America/Indiana/Indianapolis" },
    { "America/Louisville", "America/Kentucky/Louisville" },
    { "America/Montreal", "America/Toronto" },
    { "America/Godthab", "America/Nuuk" },
    { "Atlantic/Faeroe", "Atlantic/Faroe" },
    { "Europe/Kiev", "Europe/Kyiv" },
    { "Europe/Belfast", "Europe/London" },
    { "Pacific/Enderbury", "Pacific/Kanton" },
    { "Australia/ACT", "Australia/Sydney" },
    { "Australia/NSW", "Australia/Sydney" },
    { "Australia/Victoria", "Australia/Melbourne" },
    { "Australia/Queensland", "Australia/Brisbane" },
    { "US/Eastern", "America/New_York" },
    { "US/Central", "America/Chicago" },
    { "US/Mountain", "America/Denver" },
    { "US/Pacific", "America/Los_Angeles" },
    { "US/Hawaii", "Pacific/Honolulu" },
    { "Canada/Eastern", "America/Toronto" },
    { "Canada/Pacific", "America/Vancouver" },
    { "Brazil/East", "America/Sao_Paulo" },
    { "GB", "Europe/London" },
    { "NZ", "Pacific/Auckland" },
    { "Japan", "Asia/Tokyo" },
    { "PRC", "Asia/Shanghai" },
    { "Singapore", "Asia/Singapore" },
    { "Hongkong", "Asia/Hong_Kong" },
    { "Turkey", "Europe/Istanbul" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i][0]))
      return names[i][1];
  return name;
}

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
  GTimeZone *zone;

  if (*end == '\0' && date.offset != NULL)
    return g_time_zone_new_identifier (date.offset);
  zone = g_time_zone_new_identifier (name);
  return zone != NULL ? zone : g_time_zone_new_identifier (get_zone_name (name));
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
