/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-date-names.h"

#include <string.h>

#include "poise-date-range.h"
#include "poise-date-words.h"

/* A regular expression, which is made when it is first needed and kept: it is optimised, and there
 * are many files. */
typedef struct
{
  const char *text;
  GRegex *regex;
} Pattern;

static GRegex *
get_regex (Pattern *pattern)
{
  if (g_once_init_enter (&pattern->regex))
    g_once_init_leave (&pattern->regex, g_regex_new (pattern->text, G_REGEX_OPTIMIZE, 0, NULL));
  return pattern->regex;
}

/* How copies are called: “Kopie”, “副本”. */
#define COPY_WORDS "(?:copy|kopie|kopia|copie|copia|cópia|copie|копия|نسخة|副本|拷贝|コピー|복사본)"

/* “Copy of 2026-11-23” is called as what it is a copy of. */
static char *
drop_copy_of (const char *base)
{
  static Pattern pattern = {
    "^(?i)(?:copy (?:\\(\\d+\\) )?of|kopie von|kopie van|copie de|copia de|"
    "copia di|cópia de|kopia)\\s+(?=.)"
  };
  char *rest = g_regex_replace_literal (get_regex (&pattern), base, -1, 0, "", 0, NULL);

  return rest != NULL ? rest : g_strdup (base);
}

/* Without the folder and the ending. */
static char *
get_stem (const char *name)
{
  g_autofree char *whole = g_path_get_basename (name);
  g_autofree char *base = drop_copy_of (whole);
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
match_date (const char *text, Pattern *pattern, PoiseDate *date)
{
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (get_regex (pattern), text, 0, &match) ? parse_parts (match, date)
                                                              : POISE_DATE_NONE;
}

/* 20261123, and 202611231809 or 20261123-1809 with a time. */
static PoiseDateStatus
parse_compact (const char *stem, PoiseDate *date)
{
  static Pattern pattern = { "^(\\d{4})(\\d{2})(\\d{2})(?:[-_T ]?"
                             "([01]\\d|2[0-3])([0-5]\\d)([0-5]\\d)?)?(?!\\d)" };
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *hour = NULL;
  g_autofree char *minute = NULL;
  PoiseDateStatus status;

  if (!g_regex_match (get_regex (&pattern), stem, 0, &match))
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

/* “2026-11-23 1809”, “2026-11-23T18.09”, “2026-11-23_18-09-00 Tea”. */
static void
read_clock (const char *stem, PoiseDate *date)
{
  static Pattern pattern = { "^\\d{4}([-_.]?)\\d{2}\\1\\d{2}(?:,? |_|T)(?J)"
                             "(?:(?<h>[01]?\\d|2[0-3])[.:h-](?<m>[0-5]\\d)(?:[.:-][0-5]\\d)?"
                             "(?![\\pL\\d])|(?<h>[01]\\d|2[0-3])(?<m>[0-5]\\d)(?:[0-5]\\d)?$)" };
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *hour = NULL;
  g_autofree char *minute = NULL;

  if (date->has_time || !g_regex_match (get_regex (&pattern), stem, 0, &match))
    return;
  hour = g_match_info_fetch_named (match, "h");
  minute = g_match_info_fetch_named (match, "m");
  date->has_time = TRUE;
  date->hour = (guint) g_ascii_strtoull (hour, NULL, 10);
  date->minute = (guint) g_ascii_strtoull (minute, NULL, 10);
}

/* Version numbers and times of day look like dates with short years: before other words the month
 * and the day have two digits, and there is such a day. */
static gboolean
is_believed (const char *text, PoiseDateStatus status, const PoiseDate *date)
{
  if (!date->has_short_year || date->form == POISE_DATE_FORM_WORDS)
    return TRUE;
  if (status == POISE_DATE_IMPOSSIBLE)
    return FALSE;
  return *date->end == '\0' || !g_ascii_isdigit (*text) ||
         (date->end - text == strlen ("23.11.26") && !g_ascii_isalnum (*date->end));
}

static PoiseDateStatus
parse_believed (const char *text, PoiseDateOrder order, PoiseDate *date)
{
  PoiseDateStatus status = poise_date_parse (text, order, date);
  gboolean is_kept = status == POISE_DATE_NONE || is_believed (text, status, date);

  date->end = NULL;
  if (is_kept)
    return status;
  poise_date_clear (date);
  *date = (PoiseDate) { 0 };
  return POISE_DATE_NONE;
}

/* 2026-W48-1, which is a Monday. */
static PoiseDateStatus
parse_day_of_week (const char *stem, PoiseDate *date)
{
  static Pattern pattern = {
    "^(?J)(?:(?<week>\\d{4}-W\\d{2})-|(?<week>\\d{4}W\\d{2}))(?<day>[1-7])(?=$|[ ,_])"
  };
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *week = NULL;
  g_autofree char *weekday = NULL;
  PoiseDateRange range;
  const char *end;

  if (!g_regex_match (get_regex (&pattern), stem, 0, &match))
    return POISE_DATE_NONE;
  week = g_match_info_fetch_named (match, "week");
  weekday = g_match_info_fetch_named (match, "day");
  if (!poise_date_range_parse (week, &range, &end) || range.week == 0)
    return POISE_DATE_NONE;
  *date = (PoiseDate) { .day = poise_date_range_get_first (&range) };
  if (date->day == POISE_DAY_INVALID)
    return POISE_DATE_IMPOSSIBLE;
  date->day += (guint) (*weekday - '1');
  return POISE_DATE_READ;
}

/* A date with which the name begins. */
static PoiseDateStatus
parse_stem (const char *stem, PoiseDateOrder order, PoiseDate *date)
{
  g_autofree char *dashes = g_strdelimit (g_strdup (stem), "_", '-');
  g_autofree char *blanks = g_strdelimit (g_strdup (stem), "_", ' ');
  PoiseDateStatus status = parse_believed (dashes, order, date);

  if (status == POISE_DATE_NONE)
    status = parse_believed (blanks, order, date);
  if (status == POISE_DATE_NONE)
    status = parse_compact (stem, date);
  if (status == POISE_DATE_NONE)
    status = parse_day_of_week (stem, date);
  if (status == POISE_DATE_READ)
    read_clock (stem, date);
  return status;
}

/* A date somewhere in the name. */
static PoiseDateStatus
find_in_stem (const char *stem, PoiseDateOrder order, PoiseDate *date)
{
  static Pattern pattern = { "(?<!\\d)(\\d{4})(\\d{2})(\\d{2})(?!\\d)" };
  g_autofree char *dashes = g_strdelimit (g_strdup (stem), "_", '-');

  for (const char *p = dashes; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean is_start = p > dashes && !g_ascii_isalnum (p[-1]);

      if (is_start && poise_date_parse (p, order, date) == POISE_DATE_READ && !date->has_short_year)
        {
          date->end = NULL;
          return POISE_DATE_READ;
        }
      poise_date_clear (date);
    }
  return match_date (stem, &pattern, date);
}

/* 2026/23.11.md: with a full stop the day comes first, as where the year follows. */
static PoiseDateStatus
find_dotted_in_folders (const char *name, PoiseDate *date)
{
  static Pattern pattern = { "(?:^|/)(\\d{4})/(\\d{1,2}\\.\\d{1,2})(?=[-_./]|$)" };
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *year = NULL;
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;
  PoiseDateStatus status;

  if (!g_regex_match (get_regex (&pattern), name, 0, &match))
    return POISE_DATE_NONE;
  year = g_match_info_fetch (match, 1);
  day = g_match_info_fetch (match, 2);
  text = g_strjoin (".", day, year, NULL);
  status = poise_date_parse (text, POISE_DATE_ORDER_DAY_FIRST, date);
  date->end = NULL;
  return status;
}

static gboolean
has_letter (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Whether one of the words is a month, or a weekday. */
static gboolean
has_date_word (const char *text)
{
  for (const char *p = text; *p != '\0';)
    {
      g_autofree char *word = poise_date_read_word (&p);

      if (word == NULL)
        p = g_utf8_next_char (p);
      else if (poise_date_find_month (word, TRUE) > 0 || poise_date_find_weekday_before (word) > 0)
        return TRUE;
    }
  return FALSE;
}

/* “2020/10-Minute/5-soup.md” is no day; “2026/11-November/23-rota.md”, “2026/11-Kasım/23.md” and,
 * with two digits each, “2026/03-maart/05-rota.md” are. */
static gboolean
is_about_other (const char *name)
{
  static Pattern pattern = { "(?:^|/)\\d{4}/\\d{1,2}(?!\\d)([^/]*)/\\d(?!\\d)([^/.]*)" };
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *month = NULL;
  g_autofree char *day = NULL;

  if (!g_regex_match (get_regex (&pattern), name, 0, &match))
    return FALSE;
  month = g_match_info_fetch (match, 1);
  day = g_match_info_fetch (match, 2);
  return has_letter (month) && has_letter (day) && !has_date_word (month) && !has_date_word (day);
}

/* 2026/11/23.md, 2026/11/23 title.md, 2026/11-November/23.md, 2026-11/23.md, 2026/11-23.md,
 * 2026/November/23.md, 2026-11-23/note.md, 2026/2026-11-23/1.md. */
static PoiseDateStatus
find_in_folders (const char *name, PoiseDate *date)
{
  static Pattern patterns[] = {
    { "(?:^|/)(\\d{4})/(?:\\d{4}[-_.])?(\\d{1,2})(?!\\d)(?![-_.]\\d{1,2}(?!\\d))[^/]*/"
      "(\\d{1,2})(?=[-_./]|$)" },
    { "(?:^|/)(\\d{4})/(\\d{2})/(\\d{2})(?= )" },
    { "(?:^|/)(\\d{4})[-_.](\\d{2})/(\\d{1,2})(?=[-_./]|$)" },
    { "(?:^|/)(\\d{4})/(\\d{2})[-_](\\d{2})(?=[-_./]|$)" },
    { "(?:^|/)(\\d{4})/(\\pL+)/(\\d{1,2})(?=[-_./]|$)" },
    { "(?:^|/)(\\d{4})[-_.]?(\\d{2})[-_.]?(\\d{2})(?!\\d)[^/]*/" },
  };
  PoiseDateStatus status = find_dotted_in_folders (name, date);

  for (guint i = is_about_other (name); i < G_N_ELEMENTS (patterns) && status == POISE_DATE_NONE;
       i++)
    status = match_date (name, &patterns[i], date);
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

/* ---- the words of a name ---- */

/* Where the date ends with which the name begins; @stem where there is none. */
static const char *
skip_date (const char *stem, PoiseDateOrder order)
{
  static const char signs[] = { '-', ' ' };
  gsize end = 0;

  for (guint i = 0; i < G_N_ELEMENTS (signs) && end == 0; i++)
    {
      g_autofree char *text = g_strdelimit (g_strdup (stem), "_", signs[i]);
      g_auto (PoiseDate) date = { 0 };
      PoiseDateStatus status = poise_date_parse (text, order, &date);

      if (status == POISE_DATE_READ && is_believed (text, status, &date))
        end = (gsize) (date.end - text);
    }
  if (end == 0 && strspn (stem, "0123456789") == 8)
    end = 8;
  return stem + end;
}

/* A time of day behind the date, and what marks a copy, or a page of Notion. Behind a dash “2.30 h
 * gelaufen” is a title. */
static char *
drop_marks (const char *words)
{
  static Pattern pattern = { "^(?:[\\s,;:._]*(?:T?\\d{1,2}[.:-]\\d{2}(?:[.:-]\\d{2})?|T\\d{4,6})?"
                             "(?:Z|[+-]\\d{4})?(?![\\pL\\d]))?[\\s,;:._–—-]*|"
                             "\\s*\\((?:\\d+|(?i)(?:[^()]* )?" COPY_WORDS "(?:\\s\\d+)?)\\)$|"
                             "\\s*[–—-]\\s*(?i)" COPY_WORDS
                             "(?-i)(?:\\s\\d+)?$|(?:^|\\s+)(?:copy|Copy|Kopie)(?:\\s\\d+)?$|"
                             "\\s+[0-9a-f]{32}$" };
  g_autofree char *rest = g_regex_replace_literal (get_regex (&pattern), words, -1, 0, "", 0, NULL);

  return g_strdup (rest != NULL ? rest : words);
}

/* What many names have beside the day, and none says anything with. */
static gboolean
is_filler (const char *word)
{
  static const char *const names[] = { "daily", "note",  "notes",    "journal",  "diary",
                                       "log",   "entry", "entries",  "tagebuch", "eintrag",
                                       "notiz", "index", "untitled", "copy",     "kopie",
                                       "copie", "copia", "cópia",    "kopia",    NULL };

  return g_strv_contains (names, word) || poise_date_find_weekday_before (word) > 0;
}

static gboolean
says_nothing (const char *words)
{
  g_autofree char *folded = g_utf8_casefold (words, -1);

  /* “conflicted copy”, “SFConflict” */
  if (strstr (folded, "conflict") != NULL)
    return TRUE;
  for (const char *p = words; *p != '\0';)
    {
      g_autofree char *word = poise_date_read_word (&p);

      if (word != NULL && !is_filler (word))
        return FALSE;
      if (word == NULL)
        p = g_utf8_next_char (p);
    }
  return TRUE;
}

/* Whether words of a person stand here, and not a name that a program made of them:
 * “-plan-for-may”. */
static gboolean
is_title (const char *rest)
{
  return *rest == ' ' || *rest == ',' || *rest == ':' || *rest == ';' ||
         (*rest == '_' && strchr (rest, ' ') != NULL);
}

/* Where the date begins with which the name ends: “Dinner 2026-11-23”; %NULL where there is none.
 */
static const char *
find_last_date (const char *stem, PoiseDateOrder order)
{
  for (const char *p = stem; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_auto (PoiseDate) date = { 0 };
      gboolean is_start = p > stem && (p[-1] == ' ' || p[-1] == '(');

      if (is_start && poise_date_parse (p, order, &date) == POISE_DATE_READ && !date.has_short_year)
        return *date.end == '\0' || g_str_equal (date.end, ")") ? p : NULL;
    }
  return NULL;
}

/* The words behind the date of a name, or else those before it. */
static char *
cut_words (const char *stem, PoiseDateOrder order)
{
  const char *rest = skip_date (stem, order), *date;

  if (rest > stem)
    return is_title (rest) ? drop_marks (rest) : NULL;
  date = find_last_date (stem, order);
  if (date == NULL)
    return NULL;
  while (date > stem && strchr (" ,;:_-(", date[-1]) != NULL)
    date--;
  return g_strndup (stem, (gsize) (date - stem));
}

/**
 * poise_date_get_name_words:
 * @name: a file's name, with the folders that it lies in
 * @order: which of two numbers is the month
 *
 * Finds what else the name says behind the day with which it begins, or before the one with which
 * it ends: “Plan for May” in “2026-11-23 Plan for May.md”. “2026-11-23-plan-for-may.md” is no title
 * of a person.
 *
 * Returns: (transfer full) (nullable): the words
 */
char *
poise_date_get_name_words (const char *name, PoiseDateOrder order)
{
  g_autofree char *stem = get_stem (name);
  g_autofree char *words = stem != NULL ? cut_words (stem, order) : NULL;

  if (words == NULL)
    return NULL;
  if (*words == '(' && g_str_has_suffix (words, ")"))
    {
      words[strlen (words) - 1] = '\0';
      *words = ' ';
    }
  g_strstrip (words);
  return says_nothing (words) ? NULL : g_steal_pointer (&words);
}

/**
 * poise_date_get_copied_name:
 * @name: a file's name, with the folders that it lies in
 *
 * Copies of a file have its name with a mark: “2026-11-23 (1).md”, “Copy of 2026-11-23.md”. So may
 * other files: whether it is a copy, the words have to say.
 *
 * Returns: (transfer full): the name of what @name may be a copy of; its own where it is none
 */
char *
poise_date_get_copied_name (const char *name)
{
  static Pattern pattern = { "(?<=[^/\\s])(?i)(?:\\s*\\((?:\\d{1,2}|(?:[^()/]* )?" COPY_WORDS
                             "(?:\\s\\d{1,2})?)\\)|"
                             "(?:\\s*[–—_-]\\s*|\\s+)" COPY_WORDS
                             "(?:\\s?\\(?\\d{1,2}\\)?)?|\\s[2-9]|_[1-9])(?=(?:\\.\\w+)?$)" };
  g_autofree char *folder = g_path_get_dirname (name);
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *copied = drop_copy_of (base);
  g_autofree char *original =
    g_regex_replace_literal (get_regex (&pattern), copied, -1, 0, "", 0, NULL);

  if (strchr (name, '/') == NULL)
    return g_strdup (original != NULL ? original : copied);
  return g_build_filename (folder, original != NULL ? original : copied, NULL);
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
