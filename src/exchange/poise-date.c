/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-date.h"

#include <string.h>

#include "poise-date-words.h"

/* ---- the time of day ---- */

/* “am”, “p.m.”, and “p. m.”, as Spanish has it. Returns: where it ends; @text where there is none
 */
static const char *
skip_latin_half (const char *text)
{
  gboolean has_dot;
  const char *p = text;

  if (strchr ("aApP", *p) == NULL || *p == '\0')
    return text;
  has_dot = *++p == '.';
  if (has_dot)
    p = poise_date_skip_blanks (p + 1);
  if (g_ascii_tolower (*p) != 'm')
    return text;
  /* “p. m” is none: something is left out. */
  if (has_dot && p[1] != '.')
    return text;
  return p + 1 + has_dot;
}

static const char *
parse_half (const char *p, guint *hour)
{
  const char *start = poise_date_skip_blanks (p);
  gboolean is_pm = g_ascii_tolower (*start) == 'p';
  const char *end = skip_latin_half (start);

  if (end == start && (poise_date_begins_with (start, "ص") || poise_date_begins_with (start, "م")))
    {
      end = start + strlen ("م");
      is_pm = poise_date_begins_with (start, "م");
    }
  if (end == start || g_unichar_isalnum (g_utf8_get_char (end)) || *hour > 12)
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

  n = poise_date_read_number (&end, 2, &hours);
  if (n == 0 || (n == 1 && !may_be_short))
    return p;
  if (*end == ':' || g_ascii_isdigit (*end) || !may_be_short)
    {
      end += *end == ':';
      if (poise_date_read_number (&end, 2, &minutes) != 2)
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
  else if (poise_date_begins_with (start, "UTC") || poise_date_begins_with (start, "GMT"))
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
  if (poise_date_read_number (&p, 2, &whole) != 2 || whole > 60)
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

/* Whether nothing but a mark stands between this place and the end of the line. */
static gboolean
ends_line (const char *p)
{
  p = poise_date_skip_blanks (p);
  p += strspn (p, "#=*_-[]():> \t");
  return *p == '\0' || *p == '\n' || *p == '\r';
}

static gboolean
begins_word (const char *p)
{
  return g_unichar_isalnum (g_utf8_get_char (p));
}

/* “8 Uhr”; “18 h” only where no more is said: “5 h, Garten” is how long something took. */
static const char *
skip_hour_word (const char *p)
{
  const char *start = poise_date_skip_blanks (p);

  if (poise_date_begins_with (start, "Uhr") && !g_ascii_isalnum (start[3]))
    return start + 3;
  if (*start == 'h' && ends_line (start + 1))
    return start + 1;
  return p;
}

/* “9 pm”, “٩ م”, “8 Uhr”. */
static const char *
parse_whole_hour (const char *text, const char *p, guint hour, PoiseDate *date)
{
  const char *end = hour > 0 ? parse_half (p, &hour) : p;

  if (end == p && hour <= 23)
    end = skip_hour_word (p);
  if (end == p)
    return text;
  date->hour = hour;
  date->minute = 0;
  date->seconds = 0.0;
  date->has_time = TRUE;
  return end;
}

/* The hour's mark: “18:05”, “18h05”, “18 h 05”, “21.30 Uhr”. Returns: where the minutes begin, or
 * %NULL */
static const char *
skip_hour_mark (const char *p)
{
  const char *start = poise_date_skip_blanks (p);

  if (*p == ':')
    return p + 1;
  if (*start == 'h')
    {
      const char *minutes = poise_date_skip_blanks (start + 1);

      return poise_date_is_digit (minutes) ? minutes : NULL;
    }
  if (*p == '.' && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) &&
      poise_date_begins_with (poise_date_skip_blanks (p + 3), "Uhr"))
    return p + 1;
  return NULL;
}

/* Behind “18h05” no word stands: “1h30m”, “2h30 Wanderung” are how long something took. With blanks
 * around the “h” nothing follows at all: “18h 20 people came”. */
static gboolean
is_duration (const char *hour_end, const char *minutes, const char *end)
{
  g_auto (PoiseDate) zone = { 0 };

  if (*poise_date_skip_blanks (hour_end) != 'h')
    return FALSE;
  if (minutes != hour_end + 1)
    return !ends_line (end);
  parse_offset (end, &zone);
  if (zone.offset != NULL)
    return FALSE;
  return begins_word (poise_date_skip_blanks (end));
}

/* “中午11点” is before noon; “晚上12点” and “晚上2点” may be of this day or the next. */
static gboolean
add_half (const char *word, gboolean is_pm, guint *hour)
{
  gboolean is_night = g_str_equal (word, "晚上");

  if (is_night && (*hour <= 4 || *hour == 12))
    return FALSE;
  if (g_str_equal (word, "中午") && (*hour == 10 || *hour == 11))
    is_pm = FALSE;
  if (*hour <= 12)
    *hour = *hour % 12 + (is_pm ? 12 : 0);
  return TRUE;
}

/* “3時間”, “3시간” are how long something took, and “3点建议” are three proposals. */
static gboolean
is_whole_hour (const char *end, gboolean has_half)
{
  return !poise_date_begins_with (end, "間") && !poise_date_begins_with (end, "间") &&
         !poise_date_begins_with (end, "간") && (has_half || !begins_word (end));
}

/* “半”, “30分”, and “30” where no word follows: “9点30人” counts people. Returns: where they end;
 * %NULL where they are none */
static const char *
parse_east_asian_minutes (const char *mark, gboolean is_colon, gboolean has_half, guint *minute)
{
  const char *p = poise_date_skip_blanks (mark);

  if (poise_date_begins_with (p, "半"))
    {
      *minute = 30;
      return p + strlen ("半");
    }
  if (poise_date_read_number (&p, 2, minute) == 0)
    return is_colon || is_whole_hour (mark, has_half) ? mark : NULL;
  if (*minute > 59 || poise_date_is_digit (p))
    return NULL;
  if (poise_date_begins_with (p, "分") || poise_date_begins_with (p, "분"))
    return p + strlen ("分");
  return is_colon || !begins_word (poise_date_skip_blanks (p)) ? p : NULL;
}

/* “下午9:30”, “晚上9点半”, “오후 9시 30분”, “21時30分”. */
static const char *
parse_east_asian_clock (const char *text, PoiseDate *date)
{
  static const struct
  {
    const char *word;
    gboolean is_pm;
  } halves[] = { { "上午", FALSE }, { "早上", FALSE }, { "凌晨", FALSE }, { "午前", FALSE },
                 { "오전", FALSE }, { "中午", TRUE },  { "下午", TRUE },  { "傍晚", TRUE },
                 { "晚上", TRUE },  { "午後", TRUE },  { "오후", TRUE } };
  static const char *const hours[] = { ":", "：", "点", "點", "时", "時", "시" };
  const char *p = text, *mark = NULL;
  const char *half = NULL;
  gboolean is_pm = FALSE, is_colon = FALSE;
  guint hour, minute = 0;

  for (guint i = 0; i < G_N_ELEMENTS (halves) && half == NULL; i++)
    if (poise_date_begins_with (p, halves[i].word))
      {
        half = halves[i].word;
        is_pm = halves[i].is_pm;
        p = poise_date_skip_blanks (p + strlen (half));
      }
  if (poise_date_read_number (&p, 2, &hour) == 0 || hour > 23)
    return text;
  for (guint i = 0; i < G_N_ELEMENTS (hours) && mark == NULL; i++)
    if (poise_date_begins_with (p, hours[i]) && (half != NULL || i > 0))
      {
        mark = p + strlen (hours[i]);
        is_colon = i < 2;
      }
  if (mark != NULL)
    mark = parse_east_asian_minutes (mark, is_colon, half != NULL, &minute);
  if (mark == NULL || g_ascii_isalnum (*mark) || (half != NULL && !add_half (half, is_pm, &hour)))
    return text;
  date->hour = hour;
  date->minute = minute;
  date->seconds = 0.0;
  date->has_time = TRUE;
  return mark;
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
  const char *hour_end, *minutes;
  guint hour, minute;

  if (poise_date_read_number (&p, 2, &hour) == 0 || (guint8) *p >= 0xe3)
    return parse_east_asian_clock (text, date);
  hour_end = p;
  minutes = skip_hour_mark (p);
  if (minutes == NULL)
    return parse_whole_hour (text, p, hour, date);
  p = minutes;
  if (poise_date_read_number (&p, 2, &minute) != 2 || g_ascii_isdigit (*p))
    return text;
  if (*p == ':')
    p = parse_seconds (p, &seconds);
  if (hour > 24 || minute > 59 || (hour == 24 && (minute > 0 || seconds > 0.0)))
    return text;
  if (hour < 24)
    p = parse_half (p, &hour);
  if (strncmp (poise_date_skip_blanks (p), "Uhr", 3) == 0)
    p = poise_date_skip_blanks (p) + 3;
  if (is_duration (hour_end, minutes, p) || (hour == 24 && date->day == POISE_DAY_MAX))
    return text;
  date->day += hour == 24;
  date->hour = hour % 24;
  date->minute = minute;
  date->seconds = seconds;
  date->has_time = TRUE;
  return parse_offset (p, date);
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
