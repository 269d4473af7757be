/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-date-range.h"

#include <string.h>

#include "poise-date-words.h"

#define DAYS_A_WEEK 7

/* “Week 11”, in the languages that Poise speaks; folded. */
static const char *const week_words[] = {
  "w",   "wk",      "week",  "kw", "woche", "semaine", "semana", "settimana", "kalenderwoche",
  "sem", "الأسبوع", "أسبوع", NULL
};

static gboolean
is_week_word (const char *word)
{
  return g_strv_contains (week_words, word);
}

/* “W11”, “Week 11”, “第11周”; a week has no number above 53. */
static const char *
read_week (const char *text, guint *week)
{
  const char *p = text;
  g_autofree char *word = NULL;
  gboolean is_east_asian = g_str_has_prefix (p, "第");

  if (is_east_asian)
    p += strlen ("第");
  else if ((word = poise_date_read_word (&p)) == NULL || !is_week_word (word))
    return text;
  p = poise_date_skip_blanks (p + (*p == '-' || *p == '_' || *p == '#'));
  if (poise_date_read_number (&p, 2, week) == 0 || g_ascii_isdigit (*p) || *week == 0 || *week > 53)
    {
      *week = 0;
      return text;
    }
  if (!is_east_asian)
    return p;
  if (g_str_has_prefix (p, "周") || g_str_has_prefix (p, "週"))
    return p + strlen ("周");
  *week = 0;
  return text;
}

/* “March”, “Mar.”, “3月”. */
static const char *
read_month (const char *text, guint *month)
{
  const char *p = text;
  g_autofree char *word = NULL;
  guint number;

  if (poise_date_read_number (&p, 2, &number) > 0)
    {
      p = poise_date_skip_blanks (p);
      if (number == 0 || number > 12 || !(g_str_has_prefix (p, "月") || g_str_has_prefix (p, "월")))
        return text;
      *month = number;
      return p + strlen ("月");
    }
  word = poise_date_read_word (&p);
  *month = word != NULL ? poise_date_find_month (word, TRUE) : 0;
  return *month > 0 ? p : text;
}

/* Four digits, and no year before people kept diaries in files. */
static const char *
read_year (const char *text, guint *year)
{
  const char *p = text;

  if (poise_date_read_number (&p, 4, year) != 4 || g_ascii_isdigit (*p) || *year < 1000)
    {
      *year = 0;
      return text;
    }
  if (g_str_has_prefix (p, "年") || g_str_has_prefix (p, "년"))
    p += strlen ("年");
  return p;
}

/* What may stand between a year and a month or a week: “2026-03”, “2026/W11”, “2026, Week 11”. */
static const char *
skip_between (const char *text)
{
  static const char *const words[] = { "of ", "de ", "del ", "do " };

  text = poise_date_skip_blanks (text);
  if (*text != '\0' && strchr ("-/_.,", *text) != NULL)
    text = poise_date_skip_blanks (text + 1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (text, words[i], strlen (words[i])) == 0)
      return poise_date_skip_blanks (text + strlen (words[i]));
  return text;
}

/* “03”, behind a year and a separator. */
static const char *
read_month_number (const char *text, guint *month)
{
  const char *p = text;

  if (poise_date_read_number (&p, 2, month) != 2 || g_ascii_isdigit (*p) || *month == 0 ||
      *month > 12)
    {
      *month = 0;
      return text;
    }
  return p;
}

/**
 * poise_date_range_parse:
 * @text: a text
 * @range: (out): what it begins with
 * @end: (out): where that ends
 *
 * Reads a year, a month or a week: “2026”, “March 2026”, “2026-03”, “Week 11, 2026”, “2026-W11”.
 * The year of a month or a week may be missing.
 *
 * Returns: whether there is one
 */
gboolean
poise_date_range_parse (const char *text, PoiseDateRange *range, const char **end)
{
  const char *p, *next;

  *range = (PoiseDateRange) { 0 };
  p = read_year (text, &range->year);
  if (p > text)
    {
      next = skip_between (p);
      *end = next > p ? read_month_number (next, &range->month) : p;
      if (range->month == 0)
        *end = read_week (next, &range->week);
      if (range->month == 0 && range->week == 0)
        *end = read_month (next, &range->month);
      if (range->month == 0 && range->week == 0)
        *end = p;
      range->says_year = range->month > 0 || range->week > 0;
      return TRUE;
    }
  p = read_week (text, &range->week);
  if (p == text)
    p = read_month (text, &range->month);
  if (p == text)
    return FALSE;
  next = read_year (skip_between (p), &range->year);
  *end = range->year > 0 ? next : p;
  range->says_year = range->year > 0;
  return TRUE;
}

/* Past the own name of a month behind its number: “2026-03 March”. */
static const char *
skip_own_name (const char *text, const PoiseDateRange *range)
{
  const char *name = skip_between (text), *end;
  guint month;

  if (range->month == 0)
    return text;
  end = read_month (name, &month);
  return end > name && month == range->month ? end : text;
}

/* The range that a part of a path says. Behind a week there may be words, and behind a month
 * there may be not, but for its own name: “03-March”. */
static gboolean
parse_part (const char *part, PoiseDateRange *range)
{
  const char *end;
  PoiseDateRange again = { 0 };

  if (poise_date_range_parse (part, range, &end))
    return *end == '\0' || (range->week > 0 && !g_ascii_isalnum (*end)) ||
           skip_own_name (end, range) > end;
  end = read_month_number (part, &range->month);
  if (end == part)
    return FALSE;
  return *end == '\0' ||
         (strchr (" -_.", *end) != NULL && *read_month (skip_between (end), &again.month) == '\0' &&
          again.month == range->month);
}

/**
 * poise_date_range_parse_heading:
 * @text: a heading, without the marks before it
 * @range: (out): what it says
 *
 * Reads a heading that is a year, a month or a week and nothing else; a month may have its name
 * behind its number: “2026-03 March”.
 *
 * Returns: whether it is one
 */
gboolean
poise_date_range_parse_heading (const char *text, PoiseDateRange *range)
{
  const char *end;

  if (!poise_date_range_parse (text + strspn (text, " \t["), range, &end))
    return FALSE;
  end = skip_own_name (end, range);
  return end[strspn (end, "]# \t")] == '\0';
}

/**
 * poise_date_range_parse_month_number:
 * @text: a heading below that of a year, without the marks before it
 * @range: (out): the month that it says
 *
 * Reads a month that begins with its number: “03”, “03 March”, “3 – March”. It may be a day as
 * well, “03 March”; poise_day_heading_find_months() tells.
 *
 * Returns: whether it is one
 */
gboolean
poise_date_range_parse_month_number (const char *text, PoiseDateRange *range)
{
  static const char *const dashes[] = { "–", "—" };
  const char *p = text + strspn (text, " \t["), *name;
  guint month = 0;

  *range = (PoiseDateRange) { 0 };
  if (poise_date_read_number (&p, 2, &range->month) == 0 || g_ascii_isdigit (*p) ||
      range->month == 0 || range->month > 12)
    return FALSE;
  name = skip_between (p);
  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (g_str_has_prefix (name, dashes[i]))
      name = poise_date_skip_blanks (name + strlen (dashes[i]));
  if (name > p && *name != '\0')
    p = read_month (name, &month);
  return (month == 0 || month == range->month) && p[strspn (p, "].# \t")] == '\0';
}

/**
 * poise_date_range_parse_year_name:
 * @name: a file's name, with the folders that it lies in
 * @range: (out): the year that it says
 *
 * Returns: whether the file is named after a year: `2026.md`
 */
gboolean
poise_date_range_parse_year_name (const char *name, PoiseDateRange *range)
{
  g_autofree char *base = g_path_get_basename (name);
  const char *end;

  if (poise_date_range_parse (base, range, &end) && range->year > 0 && !range->says_year &&
      strrchr (end, '.') == end)
    return TRUE;
  *range = (PoiseDateRange) { 0 };
  return FALSE;
}

/**
 * poise_date_range_parse_name:
 * @name: a file's name, with the folders that it lies in
 * @range: (out): the month or the week that it says
 *
 * Reads `2026-W11.md`, `2026/Week 11.md`, `2026-03.md`, `2026/03 March.md`.
 *
 * Returns: whether it says one, with its year
 */
gboolean
poise_date_range_parse_name (const char *name, PoiseDateRange *range)
{
  g_autofree char *whole = g_utf8_normalize (name, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_auto (GStrv) parts = g_strsplit (whole != NULL ? whole : name, "/", -1);
  guint n = g_strv_length (parts);
  char *dot = n > 0 ? strrchr (parts[n - 1], '.') : NULL;
  PoiseDateRange upper;

  *range = (PoiseDateRange) { 0 };
  if (dot != NULL && dot > parts[n - 1])
    *dot = '\0';
  if (n == 0 || !parse_part (parts[n - 1], range))
    return FALSE;
  for (guint i = n - 1; i > 0 && range->year == 0; i--)
    if (parse_part (parts[i - 1], &upper))
      range->year = upper.year;
  return range->year > 0 && (range->month > 0 || range->week > 0);
}

/**
 * poise_date_range_join:
 * @range: (inout): what a heading says
 * @upper: what the headings above it say
 *
 * Gives a month or a week the year of the heading above it; “January” behind “December 2025” gets
 * none, since it may be of another year.
 */
void
poise_date_range_join (PoiseDateRange *range, const PoiseDateRange *upper)
{
  gboolean is_behind = range->month < upper->month || range->week < upper->week;

  if (range->year > 0 || (upper->says_year && is_behind))
    return;
  range->year = upper->year;
  range->says_year = upper->says_year;
}

/**
 * poise_date_range_get_first:
 * @range: a range
 *
 * Returns: the first day of a year or a month, or the Monday with which a week begins;
 *   %POISE_DAY_INVALID without a year
 */
PoiseDay
poise_date_range_get_first (const PoiseDateRange *range)
{
  PoiseDay fourth;

  if (range->year == 0)
    return POISE_DAY_INVALID;
  if (range->week == 0)
    return poise_day_new (range->year, MAX (range->month, 1), 1);
  /* The fourth of January is in the first week. */
  fourth = poise_day_new (range->year, 1, 4);
  if (fourth == POISE_DAY_INVALID)
    return POISE_DAY_INVALID;
  return poise_day_get_week (fourth, G_DATE_MONDAY) + (range->week - 1) * DAYS_A_WEEK;
}

/* “Saturday”, “Sat,”, “(Saturday)”. */
static const char *
read_weekday (const char *text, guint *weekday)
{
  const char *p = text + (*text == '(' || *text == ',');
  g_autofree char *word = NULL;

  p = poise_date_skip_blanks (p);
  word = poise_date_read_word (&p);
  *weekday = word != NULL ? poise_date_find_weekday (word) : 0;
  if (*weekday == 0)
    return text;
  if (g_ascii_strncasecmp (p, "-feira", strlen ("-feira")) == 0)
    p += strlen ("-feira");
  if (*p == ',' || (*p == ')' && *text == '('))
    p++;
  return p;
}

/* “14”, “14th”, “14.”, “14日”. */
static const char *
read_day_number (const char *text, guint *number)
{
  static const char *const endings[] = { "st", "nd", "rd", "th", "er", "º", "°", ".", "日", "일" };
  const char *p = text;

  if (poise_date_read_number (&p, 2, number) == 0 || g_ascii_isdigit (*p))
    return text;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strncasecmp (p, endings[i], strlen (endings[i])) == 0)
      {
        p += strlen (endings[i]);
        break;
      }
  return g_ascii_isdigit (*p) ? text : p;
}

static PoiseDateStatus
set_day (PoiseDate *date, PoiseDay day, const char *end)
{
  *date = (PoiseDate) { .day = day, .form = POISE_DATE_FORM_WORDS, .end = end };
  return day != POISE_DAY_INVALID ? POISE_DATE_READ : POISE_DATE_IMPOSSIBLE;
}

/* “03-14”, “14.03.”, “3/14”: two numbers, and nothing that may be a clock or a part of a text. */
static const char *
read_two_numbers (const char *text, guint numbers[2])
{
  const char *p = text;
  guint n = poise_date_read_number (&p, 2, &numbers[0]), n_other;
  char mark = *p;

  if (n == 0 || mark == '\0' || strchr ("-./", mark) == NULL)
    return text;
  p++;
  n_other = poise_date_read_number (&p, 2, &numbers[1]);
  if (n_other == 0 || g_ascii_isdigit (*p))
    return text;
  if (mark == '.' && *p == '.')
    return p + 1;
  return (mark == '/' || n + n_other == 4) && *p != mark ? p : text;
}

/* Which of two numbers is the month, the heading above says, or else the way they are written. */
static PoiseDateStatus
find_month (const PoiseDateRange *range, char mark, PoiseDateOrder order, guint numbers[2])
{
  gboolean is_day_first = mark == '.' || (mark == '/' && order == POISE_DATE_ORDER_DAY_FIRST);
  gboolean is_reversed = numbers[0] > 12 || (is_day_first && numbers[1] <= 12);

  if (range->month > 0)
    is_reversed = numbers[0] != range->month;
  else if (mark == '/' && order == POISE_DATE_ORDER_UNKNOWN && MAX (numbers[0], numbers[1]) <= 12)
    return POISE_DATE_AMBIGUOUS;
  if (is_reversed)
    {
      guint dom = numbers[0];

      numbers[0] = numbers[1];
      numbers[1] = dom;
    }
  if (numbers[0] == 0 || numbers[0] > 12 || (range->month > 0 && numbers[0] != range->month))
    return POISE_DATE_NONE;
  return POISE_DATE_READ;
}

/* “03-14” below “2026” or “March 2026”. */
static PoiseDateStatus
parse_two_numbers (const PoiseDateRange *range,
                   const char *text,
                   PoiseDateOrder order,
                   PoiseDate *date)
{
  guint numbers[2];
  const char *end = read_two_numbers (text, numbers);
  PoiseDateStatus status = end > text
                             ? find_month (range, text[strspn (text, "0123456789")], order, numbers)
                             : POISE_DATE_NONE;

  if (status != POISE_DATE_READ)
    return status;
  return set_day (date, poise_day_new (range->year, numbers[0], numbers[1]), end);
}

/* “14-15” are two days. */
static gboolean
goes_on (const char *text)
{
  return *text != '\0' && strchr ("-./", *text) != NULL && g_ascii_isdigit (text[1]);
}

static gboolean
is_weekday (PoiseDay day, guint weekday)
{
  return weekday == 0 || (guint) poise_day_get_weekday (day) == weekday;
}

/* “14”, “14 Saturday”, “Sat 14”, “14 March”, “March 14”. */
static PoiseDateStatus
parse_day_of_month (const PoiseDateRange *range,
                    const char *text,
                    PoiseDateOrder order,
                    PoiseDate *date,
                    gboolean *fits)
{
  guint before = 0, after = 0, number, month = 0;
  const char *p = poise_date_skip_blanks (read_weekday (text, &before)), *end, *next;
  PoiseDateStatus status = parse_two_numbers (range, p, order, date);

  if (status == POISE_DATE_READ)
    {
      next = read_weekday (poise_date_skip_blanks (date->end), &after);
      date->end = after > 0 ? next : date->end;
      *fits = is_weekday (date->day, MAX (before, after));
    }
  if (status != POISE_DATE_NONE)
    return status;
  next = read_month (p, &month);
  p = poise_date_skip_blanks (next);
  end = read_day_number (p, &number);
  if (end == p)
    return POISE_DATE_NONE;
  date->end = end;
  if (goes_on (end))
    return POISE_DATE_NONE;
  if (month == 0)
    {
      next = read_month (skip_between (end), &month);
      end = month > 0 ? next : end;
    }
  if (month == 0)
    month = range->month;
  if (month == 0 || (range->month > 0 && month != range->month))
    return POISE_DATE_NONE;
  next = read_weekday (poise_date_skip_blanks (end), &after);
  if (after > 0)
    end = next;
  else
    end = poise_date_skip_east_asian_weekday (end);
  if (set_day (date, poise_day_new (range->year, month, number), end) != POISE_DATE_READ)
    return POISE_DATE_IMPOSSIBLE;
  *fits = is_weekday (date->day, MAX (before, after));
  return POISE_DATE_READ;
}

/**
 * poise_date_range_parse_day:
 * @range: a month, a year or a week
 * @text: a heading below it
 * @order: which of two numbers is the month
 * @date: (out caller-allocates): the day; clear it with poise_date_clear()
 * @fits: (out): whether a weekday that is said is the day's own
 *
 * Reads a day that is said without its month: “14”, “14 Saturday”, “Sat 14”; or without its year,
 * “14 March”, “03-14”; or, in a week, “Saturday”.
 *
 * Returns: what was found
 */
PoiseDateStatus
poise_date_range_parse_day (const PoiseDateRange *range,
                            const char *text,
                            PoiseDateOrder order,
                            PoiseDate *date,
                            gboolean *fits)
{
  PoiseDay first = poise_date_range_get_first (range);
  guint weekday;
  const char *end;

  *date = (PoiseDate) { 0 };
  *fits = TRUE;
  if (range->year == 0)
    return POISE_DATE_NONE;
  if (range->week == 0)
    return parse_day_of_month (range, text, order, date, fits);
  end = read_weekday (text, &weekday);
  if (weekday == 0 || first == POISE_DAY_INVALID)
    return POISE_DATE_NONE;
  return set_day (date, first + weekday - 1, end);
}
