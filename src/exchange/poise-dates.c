/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-dates.h"

#include <string.h>

#include "poise-date-words.h"

/* Diaries of ancestors are copied, too; earlier days are mostly those that a text speaks of. */
#define FIRST_YEAR 1600

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

  if (word == NULL || poise_date_find_weekday_before (word) == 0)
    return start;
  /* “sexta-feira”. */
  if (g_ascii_strncasecmp (after, "-feira", 6) == 0)
    after += 6;
  after = poise_date_skip_comma (after);
  return skip_article (poise_date_skip_blanks (after));
}

/* “2026-11-23 Monday”, “2026-11-23 (Mon)”; the weekday says nothing new. */
static const char *
skip_weekday_behind (const char *p)
{
  const char *start = poise_date_skip_blanks (poise_date_skip_comma (p));
  gboolean has_bracket = *start == '(';
  const char *after = start + has_bracket;
  g_autofree char *word = start > p ? poise_date_read_word (&after) : NULL;

  if (word == NULL || poise_date_find_weekday (word) == 0 || (has_bracket && *after != ')'))
    return poise_date_skip_east_asian_weekday (p);
  return after + has_bracket;
}

/* Years of other calendars, 1404 and 1447, would be taken for days of the Middle Ages; they are
 * written first. Those of Thailand, 2569, would be days of a far future. */
static PoiseDateStatus
finish (PoiseDate *date, PoiseDateForm form, guint year, guint month, guint dom)
{
  gboolean may_be_other = (form == POISE_DATE_FORM_YEAR_FIRST && year >= 1300 && year < 1500) ||
                          (year >= 2400 && year < 2700);

  date->form = form;
  date->has_early_year = year < FIRST_YEAR && !may_be_other;
  date->day = !may_be_other ? poise_day_new (year, month, dom) : POISE_DAY_INVALID;
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
          if (poise_date_read_number (&at, 2, &numbers[n]) == 0)
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
  guint month, dom;

  p = poise_date_skip_blanks (p + (*p == '-' || *p == '/'));
  month = poise_date_read_month (&p, TRUE);
  p = poise_date_skip_blanks (p + (*p == '-' || *p == '/'));
  if (month == 0 || poise_date_read_number (&p, 2, &dom) == 0 || g_ascii_isdigit (*p) || *p == ':')
    return POISE_DATE_NONE;
  date->end = p;
  return finish (date, POISE_DATE_FORM_WORDS, year, month, dom);
}

/* Behind a full stop there may be a blank: “2026. 11. 23.” */
static const char *
skip_separator (const char *p)
{
  const char *dash = poise_date_skip_dash (p);

  if (dash > p)
    return dash;
  return *p == '.' ? poise_date_skip_blanks (p + 1) : p + 1;
}

/* 2026-11-23, 2026/11/23, 2026.11.23; the year has been read. */
static PoiseDateStatus
parse_year_first (const char *p, guint year, PoiseDate *date)
{
  char separator = *p;
  guint month, dom;

  if ((*p != '/' && *p != '.' && poise_date_skip_dash (p) == p) || g_ascii_isalpha (p[1]))
    {
      PoiseDateStatus status = parse_east_asian (p, year, date);

      return status != POISE_DATE_NONE ? status : parse_year_month_word (p, year, date);
    }
  p = skip_separator (p);
  if (poise_date_read_number (&p, 2, &month) == 0 || *p != separator)
    return POISE_DATE_NONE;
  p = skip_separator (p);
  if (poise_date_read_number (&p, 2, &dom) == 0 || g_ascii_isdigit (*p))
    return POISE_DATE_NONE;
  date->end = separator == '.' && *p == '.' ? p + 1 : p;
  return finish (date, POISE_DATE_FORM_YEAR_FIRST, year, month, dom);
}

/* A year of two digits is of this century, or of the last one where it is not to come yet. */
static guint
complete_year (guint year)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  guint this_year = now != NULL ? (guint) g_date_time_get_year (now) : 2026;
  guint century = this_year / 100 * 100;

  return year + century <= this_year + 1 ? year + century : year + century - 100;
}

/* Nobody wrote in a file before 1950. */
static PoiseDay
complete_day (guint year, guint month, guint dom)
{
  return year < 100 && complete_year (year) >= 1950
           ? poise_day_new (complete_year (year), month, dom)
           : POISE_DAY_INVALID;
}

#define N_ORDERS (POISE_DATE_ORDER_YEAR_FIRST + 1)

/* The day that three numbers mean in each of the orders. */
static void
list_days (const guint numbers[3], PoiseDay days[N_ORDERS])
{
  guint year = numbers[2] >= 100 ? numbers[2] : 0;

  days[POISE_DATE_ORDER_UNKNOWN] = POISE_DAY_INVALID;
  days[POISE_DATE_ORDER_DAY_FIRST] = year > 0 ? poise_day_new (year, numbers[1], numbers[0])
                                              : complete_day (numbers[2], numbers[1], numbers[0]);
  days[POISE_DATE_ORDER_MONTH_FIRST] = year > 0 ? poise_day_new (year, numbers[0], numbers[1])
                                                : complete_day (numbers[2], numbers[0], numbers[1]);
  days[POISE_DATE_ORDER_YEAR_FIRST] =
    year > 0 ? POISE_DAY_INVALID : complete_day (numbers[0], numbers[1], numbers[2]);
}

/* The day that three short numbers mean. Full stops are mostly of those who
 * write the day first, and strokes of those who write the year last. */
static PoiseDateStatus
choose_short_day (char separator, const guint numbers[3], PoiseDateOrder order, PoiseDay *day)
{
  PoiseDay days[N_ORDERS];
  PoiseDateOrder last = separator == '.'   ? POISE_DATE_ORDER_DAY_FIRST
                        : separator == '/' ? POISE_DATE_ORDER_MONTH_FIRST
                                           : POISE_DATE_ORDER_YEAR_FIRST;

  list_days (numbers, days);
  if (separator == '.' && order == POISE_DATE_ORDER_MONTH_FIRST)
    order = POISE_DATE_ORDER_DAY_FIRST;
  *day = days[order];
  for (guint i = POISE_DATE_ORDER_DAY_FIRST; i <= last && *day == POISE_DAY_INVALID; i++)
    *day = days[i];
  if (*day == POISE_DAY_INVALID)
    *day = days[POISE_DATE_ORDER_YEAR_FIRST];
  if (*day == POISE_DAY_INVALID)
    return numbers[0] <= 31 && numbers[1] <= 12 && numbers[0] > 0 && numbers[1] > 0
             ? POISE_DATE_IMPOSSIBLE
             : POISE_DATE_NONE;
  for (guint i = POISE_DATE_ORDER_DAY_FIRST; i <= last; i++)
    if (days[order] == POISE_DAY_INVALID && days[i] != POISE_DAY_INVALID && days[i] != *day)
      return POISE_DATE_AMBIGUOUS;
  return POISE_DATE_READ;
}

/* 23.11.26, 11/23/26, 26-11-23. */
static PoiseDateStatus
parse_short_year (char separator,
                  const guint numbers[3],
                  PoiseDateOrder order,
                  const char *end,
                  PoiseDate *date)
{
  date->end = end;
  date->form = POISE_DATE_FORM_YEAR_LAST;
  date->has_short_year = TRUE;
  return choose_short_day (separator, numbers, order, &date->day);
}

/* 23.11.2026, 23/11/2026, 11/23/2026; the first number has been read. */
static PoiseDateStatus
parse_year_last (const char *p, guint first, PoiseDateOrder order, PoiseDate *date)
{
  char separator = *p;
  guint second, year, n;

  p = skip_separator (p);
  if (poise_date_read_number (&p, 2, &second) == 0 || *p != separator)
    return POISE_DATE_NONE;
  p = skip_separator (p);
  n = poise_date_read_number (&p, 4, &year);
  if ((n != 4 && n != 2) || g_ascii_isdigit (*p))
    return POISE_DATE_NONE;
  if (n == 2)
    {
      const guint numbers[] = { first, second, year };

      /* 1.2.10.4 is no date. */
      return *p == separator ? POISE_DATE_NONE
                             : parse_short_year (separator, numbers, order, p, date);
    }
  if (order == POISE_DATE_ORDER_YEAR_FIRST)
    order = POISE_DATE_ORDER_UNKNOWN;
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

/* “26” only behind a stroke, or as ’26: other numbers behind a month are hours. */
static gboolean
read_digits_of_year (const char **p, gboolean may_be_short, guint *year, PoiseDate *date)
{
  guint n;

  if (**p == '\'' || poise_date_begins_with (*p, "’"))
    {
      *p += **p == '\'' ? 1 : strlen ("’");
      may_be_short = TRUE;
    }
  n = poise_date_read_number (p, 4, year);
  if (g_ascii_isdigit (**p) || (n != 4 && (n != 2 || !may_be_short || **p == ':')))
    return FALSE;
  if (n == 2)
    {
      date->has_short_year = TRUE;
      *year = complete_year (*year);
    }
  return TRUE;
}

/* The year behind a month; “date” puts the time before it: “Mon Nov 23 18:09:00 CET 2026”. */
static gboolean
read_year (const char **p, guint *year, PoiseDate *date)
{
  PoiseDate clock = { .day = 1 };
  gboolean may_be_short = **p == '-' || **p == '/';
  const char *start =
    poise_date_skip_blanks (poise_date_skip_comma (*p + (**p == '-' || **p == '/')));
  const char *at = poise_date_parse_clock (start, &clock);

  if (clock.has_time)
    at = skip_zone (poise_date_skip_blanks (at));
  else
    at = skip_of (start);
  *p = at;
  if (!read_digits_of_year (p, may_be_short && !clock.has_time, year, date) || clock.day > 1)
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
  guint month, year;

  p = poise_date_skip_blanks (skip_ordinal (p));
  p = skip_of (p + (*p == '-' || *p == '/'));
  month = poise_date_read_month (&p, TRUE);
  if (month == 0 || !read_year (&p, &year, date))
    return POISE_DATE_NONE;
  date->end = p;
  return finish (date, POISE_DATE_FORM_WORDS, year, month, dom);
}

/* November 23, 2026; other languages put the day first. */
static PoiseDateStatus
parse_month_day (const char *p, PoiseDate *date)
{
  guint month = poise_date_read_month (&p, FALSE), dom, year;

  p = poise_date_skip_blanks (p);
  if (month == 0 || poise_date_read_number (&p, 2, &dom) == 0)
    return POISE_DATE_NONE;
  p = skip_ordinal (p);
  if (!read_year (&p, &year, date))
    return POISE_DATE_NONE;
  date->end = p;
  return finish (date, POISE_DATE_FORM_WORDS, year, month, dom);
}

/* Three numbers with something between them: how many digits the last has, or 0. */
static guint
read_numbers (const char *p, const char *separators, guint numbers[3])
{
  guint n = 0;

  for (guint i = 0; i < 3; i++)
    {
      if (i > 0 && (*p == '\0' || strchr (separators, *p) == NULL))
        return 0;
      p += i > 0;
      n = poise_date_read_number (&p, i < 2 ? 2 : 4, &numbers[i]);
      if (n == 0)
        return 0;
    }
  return g_ascii_isdigit (*p) || (n != 2 && n != 4) ? 0 : n;
}

/* “Monday, 03/08/2026”: only one of the two is a Monday. */
static PoiseDateOrder
guess_by_weekday (const char *text)
{
  const char *after = text;
  g_autofree char *word = poise_date_read_word (&after);
  guint weekday = word != NULL ? poise_date_find_weekday_before (word) : 0, numbers[3];
  PoiseDateOrder found = POISE_DATE_ORDER_UNKNOWN;
  PoiseDay days[N_ORDERS];

  if (weekday == 0 || read_numbers (skip_weekday (text), "/-.", numbers) == 0)
    return POISE_DATE_ORDER_UNKNOWN;
  list_days (numbers, days);
  for (guint i = POISE_DATE_ORDER_DAY_FIRST; i < N_ORDERS; i++)
    {
      if (days[i] == POISE_DAY_INVALID || (guint) poise_day_get_weekday (days[i]) != weekday)
        continue;
      if (found != POISE_DATE_ORDER_UNKNOWN && days[found] != days[i])
        return POISE_DATE_ORDER_UNKNOWN;
      found = (PoiseDateOrder) i;
    }
  return found;
}

static PoiseDateStatus
parse_bare_day (const char *p, PoiseDateOrder order, PoiseDate *date)
{
  guint number, n;

  if (!poise_date_is_digit (p))
    return parse_month_day (p, date);
  n = poise_date_read_number (&p, 4, &number);
  if (n == 4)
    return parse_year_first (p, number, date);
  if (n > 2)
    return POISE_DATE_NONE;
  if ((*p == '.' || *p == '/' || poise_date_skip_dash (p) > p) &&
      poise_date_is_digit (skip_separator (p)))
    return parse_year_last (p, number, order, date);
  return parse_day_month (p, number, date);
}

static void
check_weekday (const char *text, PoiseDate *date)
{
  g_autofree char *word = poise_date_read_word (&text);
  guint weekday = word != NULL ? poise_date_find_weekday_before (word) : 0;

  if (weekday > 0 && weekday != (guint) poise_day_get_weekday (date->day))
    date->has_other_weekday = TRUE;
}

/* “Mar” is March in English and a Tuesday elsewhere. */
static PoiseDateStatus
parse_day (const char *p, PoiseDateOrder order, PoiseDate *date)
{
  const char *start = skip_weekday (p);
  PoiseDateStatus status = parse_bare_day (start, order, date);

  if (status == POISE_DATE_NONE && start != p)
    {
      poise_date_clear (date);
      return parse_bare_day (p, order, date);
    }
  if (status == POISE_DATE_READ)
    check_weekday (skip_article (p), date);
  return status;
}

/* “2026-11-23 Monday”, “2026-11-23, (Mon)”. */
static void
check_weekday_behind (PoiseDate *date)
{
  const char *start = poise_date_skip_blanks (poise_date_skip_comma (date->end));

  if (start > date->end && skip_weekday_behind (date->end) > date->end)
    check_weekday (start + (*start == '('), date);
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

/* “14.03.2026 | 21:30”, “14.03.2026 – 21:30 Uhr”. */
static const char *
skip_mark (const char *p)
{
  static const char *const marks[] = { "| ", "- ", "– ", "— ", "· " };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (poise_date_begins_with (p, marks[i]))
      return poise_date_skip_blanks (p + strlen (marks[i]));
  return p;
}

static gboolean
is_clock (const char *text)
{
  PoiseDate clock = { .day = 1 };

  poise_date_parse_clock (text, &clock);
  poise_date_clear (&clock);
  return clock.has_time;
}

/* Behind a mark stands the hour alone; “– 2:30 h gelaufen”, “– 5am club” and “– 9:00 – 11:00” are
 * words of a title. */
static gboolean
is_hour_alone (const char *start, const char *end)
{
  const char *behind = poise_date_skip_blanks (end), *next = skip_mark (behind);
  g_autofree char *hour = g_strndup (start, (gsize) (end - start));

  /* “– 5 h”, “– 2 h 30”. */
  if (g_str_has_suffix (hour, "h") || strstr (hour, "h ") != NULL || strstr (hour, " h") != NULL)
    return FALSE;
  if (next > behind)
    return !is_clock (next);
  return *behind == '\0' || strchr (")]>\n", *behind) != NULL ||
         (end - start > 3 && strncmp (end - 3, "Uhr", 3) == 0);
}

static void
parse_time (PoiseDate *date)
{
  PoiseDate clock = *date;
  const char *p = date->end, *at, *end;
  gboolean has_mark = FALSE;

  if (date->has_time)
    return;
  if (*p == 'T' && g_ascii_isdigit (p[1]))
    p++;
  else
    {
      p = poise_date_skip_blanks (poise_date_skip_comma (p));
      at = skip_mark (p);
      has_mark = at > p;
      p = skip_at (at);
    }
  end = poise_date_parse_clock (p, &clock);
  if (!clock.has_time)
    return;
  if (has_mark && !is_hour_alone (p, end))
    {
      poise_date_clear (&clock);
      return;
    }
  *date = clock;
  date->end = end;
}

/**
 * poise_date_parse:
 * @text: a text
 * @order: which of two numbers is the month
 * @date: (out caller-allocates): the date; clear it with poise_date_clear()
 *
 * Reads the date, and the time if there is one, with which @text begins. Names of
 * months and weekdays may be English or those of the locale. A date that may be Persian or Islamic,
 * 1404/12/23, or Thai, 14/03/2569, is impossible.
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
  check_weekday_behind (date);
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

/* “Date: 3/14/2026”. */
static const char *
skip_label (const char *p)
{
  const char *end = p;
  g_autofree char *word = poise_date_read_word (&end);

  return word != NULL && *end == ':' ? end + 1 + strspn (end + 1, "* \t") : p;
}

/* Of the orders that all dates with short years may have, those that this one has. */
static void
narrow_orders (const guint numbers[3], gboolean may_be[N_ORDERS])
{
  PoiseDay days[N_ORDERS];
  gboolean has_any = FALSE;

  list_days (numbers, days);
  for (guint i = 1; i < N_ORDERS; i++)
    has_any |= days[i] != POISE_DAY_INVALID;
  for (guint i = 1; i < N_ORDERS && has_any; i++)
    may_be[i] = may_be[i] && days[i] != POISE_DAY_INVALID;
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
  gboolean may_be[N_ORDERS] = { FALSE, TRUE, TRUE, TRUE };
  gboolean is_told[N_ORDERS] = { FALSE };
  PoiseDateOrder found = POISE_DATE_ORDER_UNKNOWN;

  for (const char *line = text; line != NULL && *line != '\0';)
    {
      guint numbers[3];
      const char *p = skip_label (line + strspn (line, "#=*[\" \t"));
      guint n = read_numbers (skip_weekday (skip_clock (p)), "/-", numbers);

      if (n == 4)
        {
          is_told[POISE_DATE_ORDER_DAY_FIRST] |= numbers[0] > 12 && numbers[1] <= 12;
          is_told[POISE_DATE_ORDER_MONTH_FIRST] |= numbers[1] > 12 && numbers[0] <= 12;
        }
      else if (n == 2)
        narrow_orders (numbers, may_be);
      line = strchr (line, '\n');
      line = line != NULL ? line + 1 : NULL;
    }
  if (may_be[1] + may_be[2] + may_be[3] == 1)
    for (guint i = 1; i < N_ORDERS; i++)
      is_told[i] |= may_be[i];
  for (guint i = 1; i < N_ORDERS; i++)
    {
      if (is_told[i] && found != POISE_DATE_ORDER_UNKNOWN)
        return POISE_DATE_ORDER_UNKNOWN;
      found = is_told[i] ? (PoiseDateOrder) i : found;
    }
  return found;
}
