/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-day-heading.h"

#include <string.h>

#include "poise-date-words.h"

/* Deeper headings are those of a text. */
#define MAX_DEPTH 9

/* How long the rest of a line may be that begins an entry. */
#define MAX_TITLE 40
#define MAX_TITLE_WORDS 6
/* Likewise of a place. */
#define MAX_PLACE_WORDS 3

/* 20261123, as a line of its own. */
static PoiseDateStatus
parse_compact (const char *text, PoiseDate *date)
{
  const char *p = text;
  guint year, month, dom;

  if (poise_date_read_number (&p, 4, &year) != 4 || year < 1900 || year > 2100 ||
      poise_date_read_number (&p, 2, &month) != 2 || poise_date_read_number (&p, 2, &dom) != 2 ||
      g_ascii_isdigit (*p))
    return POISE_DATE_NONE;
  *date = (PoiseDate) { .day = poise_day_new (year, month, dom),
                        .form = POISE_DATE_FORM_YEAR_FIRST,
                        .end = p };
  return date->day != POISE_DAY_INVALID ? POISE_DATE_READ : POISE_DATE_NONE;
}

/* “📅”, “★”; but marks of lists, boxes to tick and arrows say what a line is. */
static gboolean
is_picture (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if ((c >= 0x2190 && c <= 0x21ff) || (c >= 0x25a0 && c <= 0x25ff) ||
      (c >= 0x2610 && c <= 0x2612) || (c >= 0x2705 && c <= 0x2718))
    return FALSE;
  return c >= 0x2000 && (type == G_UNICODE_OTHER_SYMBOL || type == G_UNICODE_MODIFIER_SYMBOL ||
                         c == 0x200d || c == 0xfe0f);
}

static const char *
skip_ornament (const char *text)
{
  const char *start = text;

  do
    {
      text = start + strspn (start, POISE_DAY_HEADING_ORNAMENT " \t");
      for (start = text; is_picture (g_utf8_get_char (start)); start = g_utf8_next_char (start))
        ;
    }
  while (start > text);
  return start;
}

/**
 * poise_day_heading_parse_bare:
 * @line: a line
 * @order: which of two numbers is the month
 * @date: (out caller-allocates): the date; clear it with poise_date_clear()
 *
 * Reads a line that is a date and nothing else, but for ornament.
 *
 * Returns: what was found
 */
PoiseDateStatus
poise_day_heading_parse_bare (const char *line, PoiseDateOrder order, PoiseDate *date)
{
  const char *start = skip_ornament (line);
  PoiseDateStatus status;

  *date = (PoiseDate) { 0 };
  if (*line == ' ' || *line == '\t' || *line == '\0')
    return POISE_DATE_NONE;
  status = poise_date_parse (start, order, date);
  if (status == POISE_DATE_NONE)
    status = poise_date_parse_reversed (start, order, date);
  if (status == POISE_DATE_NONE)
    status = parse_compact (start, date);
  if (status == POISE_DATE_NONE ||
      date->end[strspn (date->end, POISE_DAY_HEADING_ORNAMENT " \t")] == '\0')
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

/* What stands behind the date of a heading, `## 2026-11-23 – Planning`. */
static const char *
find_title (PoiseDateOrder order, const PoiseDate *date)
{
  const char *title = date->end;

  if (g_ascii_isalnum (*title))
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

/* `Date: 2026-11-23`, `**Date:** 2026-11-23`, `# Datum: 23.11.2026`; the word has the colon. */
static PoiseDateStatus
parse_label (const char *line, PoiseDateOrder order, PoiseDate *date)
{
  static const char *const words[] = { "date",  "datum", "fecha", "data", "التاريخ",
                                       "تاريخ", "日期",  "日付",  "날짜", NULL };
  const char *p = line + strspn (line, "#*_ ");
  g_autofree char *word = poise_date_read_word (&p);
  const char *colon = p + strspn (p, "*_ ");
  PoiseDateStatus status;

  *date = (PoiseDate) { 0 };
  if (*line == ' ' || word == NULL || !g_strv_contains (words, word))
    return POISE_DATE_NONE;
  if (g_str_has_prefix (colon, "："))
    colon += strlen ("：");
  else if (*colon == ':')
    colon++;
  else
    return POISE_DATE_NONE;
  status = poise_date_parse (colon + strspn (colon, "*_[< \t"), order, date);
  if (status == POISE_DATE_NONE || date->end[strspn (date->end, "*_]>. \t")] == '\0')
    return status;
  poise_date_clear (date);
  return POISE_DATE_NONE;
}

/* `## Ulm, 14 March 2026`: a place, and the date at the end. */
static PoiseDateStatus
parse_behind_place (const char *words, PoiseDateOrder order, PoiseDate *date)
{
  guint n_blanks = 0;

  *date = (PoiseDate) { 0 };
  if (!g_unichar_isupper (g_utf8_get_char (words)))
    return POISE_DATE_NONE;
  for (const char *p = words; *p != '\0' && *p != ',' && n_blanks < MAX_PLACE_WORDS; p++)
    {
      PoiseDateStatus status;

      n_blanks += *p == ' ';
      if (p[1] != ',')
        continue;
      status = poise_date_parse (poise_date_skip_blanks (p + 2), order, date);
      if (status == POISE_DATE_NONE ||
          date->end[strspn (date->end, POISE_DAY_HEADING_ORNAMENT " \t")] == '\0')
        return status;
      poise_date_clear (date);
    }
  return POISE_DATE_NONE;
}

/* `2026-11-23`, and `## 2026-11-23 – Planning`. */
static PoiseDateStatus
parse_line (const char *line,
            PoiseDateOrder order,
            PoiseDayHeadingStyle style,
            PoiseDate *date,
            const char **title)
{
  PoiseDateStatus status = poise_day_heading_parse_bare (line, order, date);
  const char *start = line + strspn (line, "#");

  if (status == POISE_DATE_NONE && style == POISE_DAY_HEADING_INLINE)
    return parse_inline (line, order, date, title);
  if (status != POISE_DATE_NONE || *line != '#' || *start != ' ')
    return status;
  start = skip_ornament (start);
  status = poise_date_parse (start, order, date);
  if (status != POISE_DATE_NONE)
    *title = find_title (order, date);
  else if ((status = parse_behind_place (start, order, date)) != POISE_DATE_NONE)
    *title = start;
  if (*title != NULL)
    return status;
  poise_date_clear (date);
  return POISE_DATE_NONE;
}

/**
 * poise_day_heading_parse:
 * @line: a line
 * @order: which of two numbers is the month
 * @style: how the text writes its days
 * @date: (out caller-allocates): the date; clear it with poise_date_clear()
 * @title: (out) (nullable): what else the line says
 *
 * Reads a line that begins an entry. Markdown's headings may say more than the date, and so may all
 * where the first one does. “14.10.1066” is a line of a text about history; “1404/12/23”, as
 * Persians write a day of now, is impossible.
 *
 * Returns: what was found
 */
PoiseDateStatus
poise_day_heading_parse (const char *line,
                         PoiseDateOrder order,
                         PoiseDayHeadingStyle style,
                         PoiseDate *date,
                         const char **title)
{
  PoiseDateStatus status;

  *title = NULL;
  if (style == POISE_DAY_HEADING_LABEL)
    return parse_label (line, order, date);
  status = parse_line (line, order, style, date, title);
  if (!date->has_early_year)
    return status;
  poise_date_clear (date);
  *title = NULL;
  *date = (PoiseDate) { 0 };
  return POISE_DATE_NONE;
}

/* Times of day and the weather, as people write them behind a date without a capital. */
static gboolean
is_said_of_days (const char *word)
{
  static const char *const words[] = {
    /* English */
    "morning", "noon", "midday", "afternoon", "evening", "night", "midnight", "sunny", "sun",
    "cloudy", "clouds", "overcast", "rain", "rainy", "snow", "snowy", "windy", "foggy", "fog",
    /* German */
    "früh", "morgens", "morgen", "vormittags", "vormittag", "mittags", "mittag", "nachmittags",
    "nachmittag", "abends", "abend", "nachts", "nacht", "sonnig", "sonne", "bewölkt", "wolkig",
    "regen", "regnerisch", "schnee", "windig", "neblig", "nebel",
    /* French; the first word of “après-midi” */
    "matin", "midi", "après", "soir", "soirée", "nuit", "minuit", "soleil", "ensoleillé", "nuageux",
    "nuages", "pluie", "pluvieux", "neige", "vent", "brouillard",
    /* Spanish */
    "mañana", "mediodía", "tarde", "noche", "medianoche", "sol", "soleado", "nublado", "nubes",
    "lluvia", "lluvioso", "nieve", "viento", "niebla",
    /* Portuguese */
    "manhã", "noite", "ensolarado", "nuvens", "chuva", "chuvoso", "neve", "vento", "nevoeiro",
    /* Italian */
    "mattina", "mattino", "pomeriggio", "sera", "notte", "mezzogiorno", "mezzanotte", "sole",
    "soleggiato", "sereno", "nuvoloso", "nuvole", "pioggia", "piovoso", "nebbia", NULL
  };

  return g_strv_contains (words, word);
}

/* “gegen 8 Uhr”, “around 9 pm”, and nothing else. */
static gboolean
is_hour (const char *text)
{
  g_auto (PoiseDate) clock = { .day = 1 };
  const char *end = poise_date_parse_clock (poise_date_skip_blanks (text), &clock);

  return clock.has_time && *poise_date_skip_blanks (end) == '\0';
}

/* “2026-11-23 was worse”, “4 May 1931 in Ulm”. */
static gboolean
goes_on (const char *rest)
{
  gunichar first = g_utf8_get_char (rest);
  g_autofree char *word = NULL;

  if (!g_unichar_islower (first) || g_unichar_get_script (first) != G_UNICODE_SCRIPT_LATIN)
    return FALSE;
  word = poise_date_read_word (&rest);
  return word == NULL ||
         (!is_said_of_days (word) && poise_date_find_weekday (word) == 0 && !is_hour (rest));
}

/* A sentence speaks of a day; an hour in words, the weather, a title are short. */
static gboolean
is_short_title (const char *title)
{
  static const char *const ends[] = { ".", "!", "?", ":", ",", "。", "！", "？", "؟", "，", "…" };
  g_autofree char *words = g_strchomp (g_strdup (title));
  guint n_blanks = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (words, ends[i]))
      return FALSE;
  for (const char *p = words; *p != '\0'; p++)
    n_blanks += *p == ' ';
  return n_blanks < MAX_TITLE_WORDS && g_utf8_strlen (words, -1) <= MAX_TITLE;
}

/* “2026-11-23 - a title”: a dash with blanks around it. */
static gboolean
has_dash (const char *text)
{
  static const char *const dashes[] = { "-", "–", "—", "|" };

  text = poise_date_skip_blanks (text);
  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (g_str_has_prefix (text, dashes[i]))
      return text[strlen (dashes[i])] == ' ';
  return FALSE;
}

/* “The 5 March 2026 meeting went well”. */
static gboolean
begins_with_article (const char *line)
{
  static const char *const articles[] = { "the ", "le ", "el ", "il ", "den ", "der ", "am " };

  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    if (g_ascii_strncasecmp (line, articles[i], strlen (articles[i])) == 0)
      return TRUE;
  return FALSE;
}

/**
 * poise_day_heading_parse_start:
 * @line: a line below a blank one, in a text whose days are lines of their own
 * @next: (nullable): the line below it
 * @order: which of two numbers is the month
 * @date: (out caller-allocates): the date; clear it with poise_date_clear()
 * @title: (out) (nullable): what else the line says; it points into @line
 *
 * Reads a line that begins with a whole date: “15.03.2026 abends”, “Mar. 17, 2026 - a title”. Such
 * a line begins an entry where the rest of it is short, no sentence and no end of one, and the next
 * line is none of a list of dates.
 *
 * Returns: whether it does; @date is set where it at least begins with a date
 */
gboolean
poise_day_heading_parse_start (const char *line,
                               const char *next,
                               PoiseDateOrder order,
                               PoiseDate *date,
                               const char **title)
{
  const char *rest;

  *title = NULL;
  *date = (PoiseDate) { 0 };
  if (*line == ' ' || *line == '\t' || *line == '#' ||
      poise_date_parse (line, order, date) != POISE_DATE_READ || date->has_short_year ||
      date->has_early_year || g_ascii_isalnum (*date->end) ||
      (*date->end == '-' && date->end[1] != ' '))
    {
      poise_date_clear (date);
      *date = (PoiseDate) { 0 };
      return FALSE;
    }
  rest = skip_dashes (date->end + strspn (date->end, "],.|"));
  rest = skip_dashes (rest + strspn (rest, "|"));
  *title = *rest != '\0' ? rest : NULL;
  return *title == NULL ||
         (is_short_title (rest) && !is_date (rest, order) &&
          (next == NULL || !is_date (next, order)) && (has_dash (date->end) || !goes_on (rest)) &&
          (*date->end != ' ' || rest > date->end + 1 || !begins_with_article (line)));
}

/* “Ulm”, “Bad Urach”, “St. Gallen”, “L’Aquila”: up to three words, each with a capital. Returns:
 * the comma behind it, or %NULL */
static const char *
find_place_end (const char *line)
{
  for (guint n = 0; n < MAX_PLACE_WORDS && g_unichar_isupper (g_utf8_get_char (line)); n++)
    {
      gunichar c;

      while ((c = g_utf8_get_char (line)) != 0 &&
             (g_unichar_isalpha (c) || g_unichar_ismark (c) || c == '.' || c == '-' || c == '\'' ||
              c == 0x2019))
        line = g_utf8_next_char (line);
      if (c == ',')
        return line;
      line += c == ' ';
    }
  return NULL;
}

/**
 * poise_day_heading_parse_place:
 * @line: a line
 * @order: which of two numbers is the month
 * @date: (out caller-allocates): the date; clear it with poise_date_clear()
 *
 * Reads a line as it stands above a letter, and above the days of many diaries: a place, a comma,
 * a whole date and nothing else, “Ulm, 14 March 2026”. A place is known by its capitals, so that
 * scripts without them have none. A name may look the same: what stands around the line has to be
 * asked, too.
 *
 * Returns: whether it is such a line
 */
gboolean
poise_day_heading_parse_place (const char *line, PoiseDateOrder order, PoiseDate *date)
{
  const char *comma = find_place_end (line);

  *date = (PoiseDate) { 0 };
  if (comma == NULL)
    return FALSE;
  if (poise_date_parse (poise_date_skip_blanks (comma + 1), order, date) == POISE_DATE_READ &&
      !date->has_short_year && !date->has_early_year && *poise_date_skip_blanks (date->end) == '\0')
    return TRUE;
  poise_date_clear (date);
  *date = (PoiseDate) { 0 };
  return FALSE;
}

/**
 * poise_day_heading_looks_like_date:
 * @words: a line that is no date, without the marks before it
 *
 * Returns: whether it may be one that is not understood: “15 Feburary 2026”, “令和8年3月15日”
 */
gboolean
poise_day_heading_looks_like_date (const char *words)
{
  guint n_years = 0, n_days = 0, n_signs = 0;

  if (!is_short_title (words))
    return FALSE;
  for (const char *p = words; *p != '\0';)
    {
      guint number, n = poise_date_read_number (&p, 5, &number);

      n_years += n == 4 && number >= 1900 && number <= 2100;
      n_days += (n == 1 || n == 2) && number >= 1 && number <= 31;
      if (n > 0)
        continue;
      n_signs += g_str_has_prefix (p, "月") || g_str_has_prefix (p, "日");
      p = g_utf8_next_char (p);
    }
  return n_days > 0 && (n_years == 1 || n_signs == 2);
}

/**
 * poise_day_heading_parse_below:
 * @text: a heading, without the marks before it
 * @range: the month or the week whose heading stands above it
 * @order: which of two numbers is the month
 * @date: (out caller-allocates): the day; where it is none, its end says how far it looked like one
 * @title: (out) (nullable): what else the heading says
 * @fits: (out): whether a weekday that is said is the day's own
 *
 * Reads a heading that is a day without its month, and may say more behind a mark: “14 Saturday”,
 * “14 – Planning”; “14 things” and “14:30” are none.
 *
 * Returns: what was found
 */
PoiseDateStatus
poise_day_heading_parse_below (const char *text,
                               const PoiseDateRange *range,
                               PoiseDateOrder order,
                               PoiseDate *date,
                               const char **title,
                               gboolean *fits)
{
  PoiseDateStatus status = poise_date_range_parse_day (range, text, order, date, fits);

  *title = NULL;
  if (status == POISE_DATE_NONE ||
      date->end[strspn (date->end, POISE_DAY_HEADING_ORNAMENT " \t")] == '\0')
    return status;
  if (date->end[0] != ':' || !g_ascii_isdigit (date->end[1]))
    *title = find_title (order, date);
  if (*title != NULL && (*date->end != ' ' || *title != date->end + 1))
    return status;
  *title = NULL;
  return POISE_DATE_NONE;
}

/* How deep a heading is, of marks with a blank behind them; 0 where it is none. */
static guint
get_level (const char *line, char mark)
{
  guint level = 0;

  while (line[level] == mark)
    level++;
  return line[level] == ' ' || line[level] == '\t' ? level : 0;
}

/* What a heading says, without the tags of Org behind it. */
static char *
get_words (const char *line, guint level)
{
  char *words = g_strstrip (g_strdup (line + level));
  char *last = strrchr (words, ' ');

  if (last != NULL && last[1] == ':' && last[strlen (last) - 1] == ':')
    *last = '\0';
  return words;
}

/* “14 March”, “03-14”, “14” in a month. */
static gboolean
is_day_of (const char *words, guint month)
{
  /* A leap year. */
  const PoiseDateRange range = { .year = 2000, .month = month };
  g_auto (PoiseDate) date = { 0 };
  const char *title;
  gboolean fits;

  return poise_day_heading_parse_below (words, &range, POISE_DATE_ORDER_DAY_FIRST, &date, &title,
                                        &fits) == POISE_DATE_READ;
}

/* Whether the first heading below this one, but for those of weeks, is a day of the month. */
static gboolean
has_day_below (char **lines, char mark, guint level, guint month)
{
  for (lines++; *lines != NULL; lines++)
    {
      guint below = get_level (*lines, mark);
      g_autofree char *words = NULL;
      PoiseDateRange range;

      if (below == 0)
        continue;
      if (below <= level)
        return FALSE;
      words = get_words (*lines, below);
      if (!poise_date_range_parse_heading (words, &range) || range.week == 0)
        return is_date (words, POISE_DATE_ORDER_DAY_FIRST) || is_day_of (words, month);
    }
  return FALSE;
}

/**
 * poise_day_heading_has_number_below:
 * @lines: a line and those below it
 * @mark: what stands before headings, as often as they are deep
 *
 * Returns: whether the line is a heading, and the first heading below it a day that says no month,
 *   “14”
 */
gboolean
poise_day_heading_has_number_below (char **lines, char mark)
{
  guint level = get_level (*lines, mark), below = 0;

  if (level == 0)
    return FALSE;
  for (lines++; *lines != NULL; lines++)
    if ((below = get_level (*lines, mark)) > 0)
      {
        g_autofree char *words = get_words (*lines, below);

        return below > level && is_day_of (words, 1) && !is_day_of (words, 0);
      }
  return FALSE;
}

/* What the headings of one level are. */
typedef struct
{
  guint n_numbered; /* “03 March”, a month or a day */
  guint n_months;   /* “March” */
  guint n_days;     /* “14 March”, no month */
  gboolean has_days_below;
} Level;

static void
count_heading (char **lines, char mark, guint depth, Level *level)
{
  g_autofree char *words = get_words (*lines, depth);
  PoiseDateRange range;

  if (poise_date_range_parse_heading (words, &range))
    level->n_months += range.month > 0 && range.week == 0;
  else if (poise_date_range_parse_month_number (words, &range))
    {
      level->n_numbered += words[strspn (words, "0123456789[].*_ ")] != '\0';
      level->has_days_below |= has_day_below (lines, mark, depth, range.month);
    }
  else if (is_day_of (words, 0))
    level->n_days++;
}

/**
 * poise_day_heading_find_months:
 * @lines: the lines of a text
 * @mark: what stands before headings, as often as they are deep
 *
 * “03 March” below “2026” is a month where days stand below it, “14”, or other months beside it; it
 * is a day where there are none of these, or “04 March” beside it.
 *
 * Returns: a bit for each depth at which headings are months by their number
 */
guint
poise_day_heading_find_months (char **lines, char mark)
{
  Level levels[MAX_DEPTH + 1] = { 0 };
  guint months = 0;

  for (; *lines != NULL; lines++)
    {
      guint depth = get_level (*lines, mark);

      if (depth > 0 && depth <= MAX_DEPTH)
        count_heading (lines, mark, depth, &levels[depth]);
    }
  for (guint i = 1; i <= MAX_DEPTH; i++)
    if (levels[i].n_days == 0 &&
        (levels[i].has_days_below ||
         (levels[i].n_numbered > 0 && levels[i].n_numbered + levels[i].n_months > 1)))
      months |= 1u << i;
  return months;
}

/**
 * poise_day_heading_parse_range:
 * @words: a heading, without the marks before it
 * @level: how deep it is
 * @above: the headings above it
 * @range: (out): what it says
 *
 * Reads a heading that is a year, a month or a week and nothing else.
 *
 * Returns: whether it is one
 */
gboolean
poise_day_heading_parse_range (const char *words,
                               guint level,
                               const PoiseDayHeadingAbove *above,
                               PoiseDateRange *range)
{
  const PoiseDateRange *upper = &above->range;
  gboolean is_below_year = upper->month == 0 && upper->week == 0;
  gboolean is_month =
    level <= MAX_DEPTH && (above->months >> level & 1) != 0 &&
    poise_date_range_parse_month_number (words, range) &&
    (range->year > 0 || (upper->year > 0 && (is_below_year || level <= above->level)));

  if (!is_month && !poise_date_range_parse_heading (words, range))
    return FALSE;
  poise_date_range_join (range, upper,
                         upper->week > 0 ? level == above->level : level > above->level);
  return TRUE;
}

/**
 * poise_day_heading_get_underline_level:
 * @line: (nullable): the line below a heading
 *
 * Returns: how deep the heading is, 1 below `===` and 2 below `---`; 0 where it is not underlined
 */
guint
poise_day_heading_get_underline_level (const char *line)
{
  if (line == NULL || strlen (line) < 3)
    return 0;
  if (line[strspn (line, "=")] == '\0')
    return 1;
  return line[strspn (line, "-")] == '\0' ? 2 : 0;
}

/* How deep a heading is that is underlined, 0 where the line is none. */
static guint
get_underlined_level (char **lines)
{
  if (lines[0] == NULL || lines[0][strspn (lines[0], " \t#")] == '\0')
    return 0;
  return poise_day_heading_get_underline_level (lines[1]);
}

/* “2026”, “March”, “14 Saturday”. */
static gboolean
is_part_of_date (const char *line)
{
  const PoiseDateRange year = { .year = 2000, .month = 1 };
  PoiseDateRange range;
  g_auto (PoiseDate) date = { 0 };
  const char *title;
  gboolean fits;

  return poise_date_range_parse_heading (line, &range) ||
         poise_date_range_parse_month_number (line, &range) ||
         poise_day_heading_parse_below (line, &year, POISE_DATE_ORDER_UNKNOWN, &date, &title,
                                        &fits) == POISE_DATE_READ;
}

/**
 * poise_day_heading_split:
 * @text: a text
 *
 * Splits a text. Where it begins with a year, a month or a week that is underlined, those and the
 * days below them become headings as they are without underlines, `# 2026`.
 *
 * Returns: (transfer full): its lines
 */
GStrv
poise_day_heading_split (const char *text)
{
  GStrv lines = g_strsplit (text, "\n", -1);
  guint first = 0;
  PoiseDateRange range;

  while (lines[first] != NULL && lines[first][strspn (lines[first], " \t")] == '\0')
    first++;
  if (get_underlined_level (lines + first) == 0 ||
      !poise_date_range_parse_heading (lines[first], &range) || range.year == 0)
    return lines;
  for (guint i = first; lines[i] != NULL; i++)
    {
      guint level = get_underlined_level (lines + i);
      char *heading;

      if (level == 0 || !is_part_of_date (lines[i]))
        continue;
      heading = g_strconcat (level == 1 ? "# " : "## ", lines[i], NULL);
      g_free (lines[i]);
      lines[i] = heading;
      *lines[i + 1] = '\0';
    }
  return lines;
}

static gboolean
is_style (const char *line, PoiseDateOrder order, PoiseDayHeadingStyle style)
{
  PoiseDate date;
  const char *title;
  PoiseDateStatus status = poise_day_heading_parse (line, order, style, &date, &title);

  poise_date_clear (&date);
  return status != POISE_DATE_NONE;
}

/* Before `Date:` may stand a title, a rule and other such lines: “Title: Kiln”. */
static gboolean
may_stand_above_label (const char *line)
{
  const char *p = line + strspn (line, "*_");
  g_autofree char *word = NULL;

  if (*line == '#' || line[strspn (line, "-=* \t")] == '\0')
    return TRUE;
  word = poise_date_read_word (&p);
  return word != NULL && *p == ':';
}

/**
 * poise_day_heading_guess_style:
 * @lines: the lines of a text
 * @order: which of two numbers is the month
 *
 * Days stand behind a word, “Date:”, where that is at the head of the text, and before the words of
 * their entry where those of the first line do.
 *
 * Returns: how the text writes its days
 */
PoiseDayHeadingStyle
poise_day_heading_guess_style (char **lines, PoiseDateOrder order)
{
  while (*lines != NULL && (*lines)[strspn (*lines, " \t")] == '\0')
    lines++;
  if (*lines != NULL && !is_style (*lines, order, POISE_DAY_HEADING_PLAIN) &&
      is_style (*lines, order, POISE_DAY_HEADING_INLINE))
    return POISE_DAY_HEADING_INLINE;
  for (; *lines != NULL; lines++)
    if (is_style (*lines, order, POISE_DAY_HEADING_PLAIN))
      break;
    else if (is_style (*lines, order, POISE_DAY_HEADING_LABEL))
      return POISE_DAY_HEADING_LABEL;
    else if (!may_stand_above_label (*lines))
      break;
  return POISE_DAY_HEADING_PLAIN;
}
