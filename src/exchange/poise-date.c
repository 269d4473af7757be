/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-date.h"

#include <string.h>

#include "poise-date-words.h"

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
  else if (poise_date_begins_with (start, "ص") || poise_date_begins_with (start, "م"))
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

/* “8 Uhr”, “18 h”. */
static const char *
skip_hour_word (const char *p)
{
  const char *start = poise_date_skip_blanks (p);

  if (poise_date_begins_with (start, "Uhr") && !g_ascii_isalnum (start[3]))
    return start + 3;
  if (*start == 'h' && (start[1] == '\0' || strchr (",;.|–", start[1]) != NULL))
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
  const char *start = poise_date_skip_blanks (p), *minutes;

  if (*p == ':' || *p == 'h')
    return *p == 'h' ? poise_date_skip_blanks (p + 1) : p + 1;
  if (*start == 'h')
    {
      minutes = poise_date_skip_blanks (start + 1);
      return poise_date_is_digit (minutes) ? minutes : NULL;
    }
  if (*p == '.' && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) &&
      poise_date_begins_with (poise_date_skip_blanks (p + 3), "Uhr"))
    return p + 1;
  return NULL;
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
  gboolean has_half = FALSE, is_pm = FALSE;
  guint hour, minute = 0;

  for (guint i = 0; i < G_N_ELEMENTS (halves) && !has_half; i++)
    if (poise_date_begins_with (p, halves[i].word))
      {
        p = poise_date_skip_blanks (p + strlen (halves[i].word));
        has_half = TRUE;
        is_pm = halves[i].is_pm;
      }
  if (poise_date_read_number (&p, 2, &hour) == 0 || hour > 23)
    return text;
  for (guint i = 0; i < G_N_ELEMENTS (hours) && mark == NULL; i++)
    if (poise_date_begins_with (p, hours[i]) && (has_half || i > 0))
      mark = p + strlen (hours[i]);
  if (mark == NULL)
    return text;
  p = poise_date_skip_blanks (mark);
  if (poise_date_begins_with (p, "半"))
    {
      minute = 30;
      mark = p + strlen ("半");
    }
  else if (poise_date_read_number (&p, 2, &minute) > 0)
    {
      mark = p;
      mark +=
        poise_date_begins_with (p, "分") || poise_date_begins_with (p, "분") ? strlen ("分") : 0;
    }
  if (minute > 59)
    return text;
  date->hour = has_half && hour <= 12 ? hour % 12 + (is_pm ? 12 : 0) : hour;
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
  const char *minutes;
  guint hour, minute;

  if (poise_date_read_number (&p, 2, &hour) == 0 || (guint8) *p >= 0xe3)
    return parse_east_asian_clock (text, date);
  minutes = skip_hour_mark (p);
  if (minutes == NULL || (*p != ':' && !poise_date_is_digit (minutes)))
    return parse_whole_hour (text, p, hour, date);
  p = minutes;
  if (poise_date_read_number (&p, 2, &minute) != 2 || g_ascii_isdigit (*p))
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
