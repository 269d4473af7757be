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

/* “Year 2026”, “Month 3”, “Day 14”; folded. */
static const char *const year_words[] = { "year", "jahr",  "année", "annee", "año", "ano",
                                          "anno", "السنة", "سنة",   "عام",   NULL };
static const char *const month_words[] = { "month", "monat", "mois", "mes", "mese",
                                           "mês",   "الشهر", "شهر",  NULL };
static const char *const day_words[] = { "day",    "tag", "jour",  "día", "dia",
                                         "giorno", "يوم", "اليوم", NULL };

/* Past blanks, marks of Markdown and small pictures, which say nothing: “**🌱 March**”. */
static const char *
skip_ornament (const char *text, const char *marks)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      GUnicodeType type = g_unichar_type (c);

      if (c < 0x80 ? strchr (marks, (int) c) == NULL
                   : type != G_UNICODE_OTHER_SYMBOL && type != G_UNICODE_NON_SPACING_MARK &&
                       type != G_UNICODE_FORMAT)
        break;
    }
  return text;
}

static const char *
skip_before (const char *text)
{
  return skip_ornament (text, " \t[*_");
}

static gboolean
is_end (const char *text)
{
  return *skip_ornament (text, " \t]*_:.#") == '\0';
}

static gboolean
is_week_word (const char *word)
{
  return g_strv_contains (week_words, word);
}

/* Past a word that says what the number behind it is: “Year ”, “Month: ”. */
static const char *
skip_label (const char *text, const char *const *words)
{
  const char *p = text;
  g_autofree char *word = poise_date_read_word (&p);

  if (word == NULL || !g_strv_contains (words, word))
    return text;
  return poise_date_skip_blanks (p + (*p == ':'));
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

/* “3”, with a word before it that says what it is. */
static const char *
read_labelled_month (const char *text, guint *month)
{
  const char *p = skip_label (text, month_words);

  *month = 0;
  if (p == text || poise_date_read_number (&p, 2, month) == 0 || g_ascii_isdigit (*p) ||
      *month > 12)
    {
      *month = 0;
      return text;
    }
  return *month > 0 ? p : text;
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
  const char *p = skip_label (text, year_words);

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

/* “March”, “Month 3”. */
static const char *
read_any_month (const char *text, PoiseDateRange *range)
{
  const char *p = read_labelled_month (text, &range->month);

  range->has_label = p > text;
  return range->has_label ? p : read_month (text, &range->month);
}

/* “-03”, “-W11”, “ March”. Returns: @text where nothing of it stands there */
static const char *
read_behind_year (const char *text, PoiseDateRange *range)
{
  const char *next = skip_between (text);
  const char *end = next > text ? read_month_number (next, &range->month) : text;

  if (range->month == 0)
    end = read_week (next, &range->week);
  if (range->month == 0 && range->week == 0)
    end = read_any_month (next, range);
  return range->month > 0 || range->week > 0 ? end : text;
}

/**
 * poise_date_range_parse:
 * @text: a text
 * @range: (out): what it begins with
 * @end: (out): where that ends
 *
 * Reads a year, a month or a week: “2026”, “March 2026”, “2026-03”, “Month 3”, “Week 11, 2026”,
 * “2026-W11”. The year of a month or a week may be missing.
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
      *end = read_behind_year (p, range);
      range->says_year = range->month > 0 || range->week > 0;
      return TRUE;
    }
  p = read_week (text, &range->week);
  if (p == text)
    p = read_any_month (text, range);
  if (p == text)
    return FALSE;
  next = read_year (skip_between (p), &range->year);
  *end = range->year > 0 ? next : p;
  range->says_year = range->year > 0;
  return TRUE;
}

/* Past what stands between a month and its own name or number, “2026-03: March”, “March (03)”.
 * @bracket: whether it opens a bracket */
static const char *
skip_to_own (const char *text, gboolean *bracket)
{
  static const char *const dashes[] = { "–", "—" };
  const char *p = poise_date_skip_blanks (text);

  *bracket = *p == '(';
  if (*p != '\0' && strchr ("(:", *p) != NULL)
    return poise_date_skip_blanks (p + 1);
  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (g_str_has_prefix (p, dashes[i]))
      return poise_date_skip_blanks (p + strlen (dashes[i]));
  return skip_between (text);
}

/* Past the own name of a month behind its number: “2026-03 March”, “2026-03 (March)”. */
static const char *
skip_own_name (const char *text, const PoiseDateRange *range)
{
  gboolean bracket;
  const char *name = skip_to_own (text, &bracket), *end;
  guint month;

  if (range->month == 0)
    return text;
  end = read_month (name, &month);
  if (end == name || month != range->month || (bracket && *end != ')'))
    return text;
  return end + bracket;
}

/* Past the own number of a month behind its name: “March (03)”. Without brackets, “March 03”, it
 * may be a day. */
static const char *
skip_own_number (const char *text, const PoiseDateRange *range)
{
  gboolean bracket;
  const char *end = skip_to_own (text, &bracket);
  guint month;

  if (range->month == 0 || !bracket || poise_date_read_number (&end, 2, &month) == 0)
    return text;
  return month == range->month && *end == ')' ? end + 1 : text;
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

/* “2026”, behind a month and its own name or number. */
static const char *
read_year_behind (const char *text, PoiseDateRange *range)
{
  const char *next = skip_between (text), *end = read_year (next, &range->year);

  range->says_year = end > next;
  return end > next ? end : text;
}

/**
 * poise_date_range_parse_heading:
 * @text: a heading, without the marks before it
 * @range: (out): what it says
 *
 * Reads a heading that is a year, a month or a week and nothing else; a month may have its name
 * behind its number, “2026-03 March”, or its number behind its name, “March (03)”.
 *
 * Returns: whether it is one
 */
gboolean
poise_date_range_parse_heading (const char *text, PoiseDateRange *range)
{
  const char *end;

  if (!poise_date_range_parse (skip_before (text), range, &end))
    return FALSE;
  end = skip_own_number (skip_own_name (end, range), range);
  if (range->year == 0)
    end = read_year_behind (end, range);
  return is_end (end);
}

/**
 * poise_date_range_parse_month_number:
 * @text: a heading, mostly below that of a year, without the marks before it
 * @range: (out): the month that it says
 *
 * Reads a month that is said by its number: “03”, “03 March”, “3 – March”, “03 (March)”, “March
 * 03”. It may be a day as well, “03 March”; poise_day_heading_find_months() tells.
 *
 * Returns: whether it is one
 */
gboolean
poise_date_range_parse_month_number (const char *text, PoiseDateRange *range)
{
  const char *p = skip_before (text), *name;
  gboolean bracket;
  guint number;

  *range = (PoiseDateRange) { 0 };
  if (poise_date_is_digit (p))
    {
      if (poise_date_read_number (&p, 2, &range->month) == 0 || g_ascii_isdigit (*p) ||
          range->month == 0 || range->month > 12)
        return FALSE;
      p = skip_own_name (p, range);
    }
  else
    {
      name = read_month (p, &range->month);
      p = skip_to_own (name, &bracket);
      if (range->month == 0 || poise_date_read_number (&p, 2, &number) == 0 ||
          g_ascii_isdigit (*p) || number != range->month)
        return FALSE;
    }
  p = read_year_behind (p, range);
  return is_end (p);
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
 * @is_below: whether it lies within what @upper says
 *
 * Gives a month or a week the year of the heading above it, and a week its month; “January” behind
 * “December 2025” gets none, since it may be of another year.
 */
void
poise_date_range_join (PoiseDateRange *range, const PoiseDateRange *upper, gboolean is_below)
{
  gboolean is_behind = range->month < upper->month || range->week < upper->week;

  if (range->week > 0 && upper->month > 0 && is_below &&
      (range->year == 0 || range->year == upper->year))
    {
      range->year = upper->year;
      range->month = upper->month;
      range->says_year = upper->says_year;
      range->has_label = upper->has_label;
      return;
    }
  if (range->year > 0 || (upper->says_year && is_behind))
    return;
  range->year = upper->year;
  range->says_year = upper->says_year;
}

/* The Monday with which a week of a year begins. */
static PoiseDay
get_monday_of_year (guint year, guint week)
{
  /* The fourth of January is in the first week. */
  PoiseDay fourth = poise_day_new (year, 1, 4);

  if (fourth == POISE_DAY_INVALID)
    return POISE_DAY_INVALID;
  return poise_day_get_week (fourth, G_DATE_MONDAY) + (week - 1) * DAYS_A_WEEK;
}

static gboolean
is_in_month (PoiseDay day, const PoiseDateRange *range)
{
  guint year, month;

  poise_day_get_ymd (day, &year, &month, NULL);
  return year == range->year && month == range->month;
}

/* The Monday with which a week begins; below a month, that of the week that has days of it.
 * Returns: %POISE_DAY_INVALID where none has, as in “Week 2” below “March” */
static PoiseDay
get_monday (const PoiseDateRange *range)
{
  if (range->month == 0)
    return get_monday_of_year (range->year, range->week);
  for (guint year = range->year - 1; year <= range->year + 1; year++)
    {
      PoiseDay monday = get_monday_of_year (year, range->week);

      if (monday != POISE_DAY_INVALID &&
          (is_in_month (monday, range) || is_in_month (monday + DAYS_A_WEEK - 1, range)))
        return monday;
    }
  return POISE_DAY_INVALID;
}

/**
 * poise_date_range_is_week:
 * @range: a range
 *
 * Returns: whether it is a week whose days are known; “Week 2” below “March” says no more than the
 *   month
 */
gboolean
poise_date_range_is_week (const PoiseDateRange *range)
{
  return range->year > 0 && range->week > 0 && get_monday (range) != POISE_DAY_INVALID;
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
  if (range->year == 0)
    return POISE_DAY_INVALID;
  if (poise_date_range_is_week (range))
    return get_monday (range);
  return range->week == 0 || range->month > 0
           ? poise_day_new (range->year, MAX (range->month, 1), 1)
           : POISE_DAY_INVALID;
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
  if (range->has_label)
    p = skip_label (p, day_words);
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

/* The year of a day that is said below a week without its month; weeks of other calendars begin
 * some days earlier or later. */
static PoiseDateStatus
complete_year_by_week (const PoiseDateRange *range, PoiseDay monday, PoiseDate *date)
{
  guint month, dom;

  poise_day_get_ymd (date->day, NULL, &month, &dom);
  for (guint year = range->year - 1; year <= range->year + 1; year++)
    {
      PoiseDay day = poise_day_new (year, month, dom);

      if (day != POISE_DAY_INVALID && day >= monday - DAYS_A_WEEK - 1 &&
          day < monday + 2 * DAYS_A_WEEK)
        {
          date->day = day;
          return POISE_DATE_READ;
        }
    }
  return POISE_DATE_IMPOSSIBLE;
}

/* Whether a day may lie in the week above it. Where a week has days of two months, “1” below
 * “December” may be of January: it is none. */
static PoiseDateStatus
check_week (const PoiseDateRange *range, PoiseDate *date)
{
  PoiseDay monday = get_monday (range);

  if (monday == POISE_DAY_INVALID)
    return POISE_DATE_READ;
  if (range->month == 0)
    return complete_year_by_week (range, monday, date);
  return (date->day >= monday - 1 && date->day < monday + DAYS_A_WEEK) ||
             (is_in_month (monday, range) && is_in_month (monday + DAYS_A_WEEK - 1, range))
           ? POISE_DATE_READ
           : POISE_DATE_IMPOSSIBLE;
}

/* “Saturday”; or “14” below the week of a month. */
static PoiseDateStatus
parse_day_of_week (const PoiseDateRange *range,
                   const char *text,
                   PoiseDateOrder order,
                   PoiseDate *date,
                   gboolean *fits)
{
  PoiseDateStatus status = parse_day_of_month (range, text, order, date, fits);
  PoiseDay monday = get_monday (range);
  guint weekday;
  const char *end;

  if (status == POISE_DATE_READ)
    status = check_week (range, date);
  if (status != POISE_DATE_NONE)
    return status;
  poise_date_clear (date);
  *date = (PoiseDate) { 0 };
  *fits = TRUE;
  end = read_weekday (text, &weekday);
  if (weekday == 0 || monday == POISE_DAY_INVALID)
    return POISE_DATE_NONE;
  return set_day (date, monday + weekday - 1, end);
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
  *date = (PoiseDate) { 0 };
  *fits = TRUE;
  if (range->year == 0)
    return POISE_DATE_NONE;
  return range->week > 0 ? parse_day_of_week (range, text, order, date, fits)
                         : parse_day_of_month (range, text, order, date, fits);
}
