/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-day.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * poise_day_new:
 * @year: a year, 1 to 9999
 * @month: a month, 1 to 12
 * @day: a day of the month, 1 to 31
 *
 * Makes a civil day of the proleptic Gregorian calendar.
 *
 * Returns: the day, or %POISE_DAY_INVALID where the calendar has no such day
 */
PoiseDay
poise_day_new (guint year, guint month, guint day)
{
  GDate date;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return POISE_DAY_INVALID;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

/**
 * poise_day_from_time:
 * @time: a moment, in the person's time zone
 * @start_hour: the hour at which the day begins, 0 to %POISE_DAY_START_HOUR_MAX
 *
 * Finds the civil day to which something written at @time belongs. With a
 * @start_hour of 4, what is written at 03:59 still belongs to the day before.
 * The wall clock decides, so a change to or from daylight saving time never
 * moves a day's beginning.
 *
 * Returns: the day
 */
PoiseDay
poise_day_from_time (GDateTime *time, guint start_hour)
{
  int year, month, dom;
  PoiseDay day;

  g_return_val_if_fail (time != NULL, POISE_DAY_INVALID);

  g_date_time_get_ymd (time, &year, &month, &dom);
  day = poise_day_new ((guint) year, (guint) month, (guint) dom);
  if ((guint) g_date_time_get_hour (time) < MIN (start_hour, POISE_DAY_START_HOUR_MAX) && day > 1)
    day--;
  return day;
}

/**
 * poise_day_parse:
 * @text: (nullable): a day as ISO 8601 writes it, `YYYY-MM-DD`
 *
 * Reads a day. Nothing may stand before or behind it.
 *
 * Returns: the day, or %POISE_DAY_INVALID
 */
PoiseDay
poise_day_parse (const char *text)
{
  guint parts[3] = { 0, 0, 0 };
  guint part = 0;

  if (text == NULL || strlen (text) != strlen ("YYYY-MM-DD"))
    return POISE_DAY_INVALID;

  for (guint i = 0; text[i] != '\0'; i++)
    {
      if (i == 4 || i == 7)
        {
          if (text[i] != '-')
            return POISE_DAY_INVALID;
          part++;
        }
      else if (g_ascii_isdigit (text[i]))
        parts[part] = parts[part] * 10 + (guint) g_ascii_digit_value (text[i]);
      else
        return POISE_DAY_INVALID;
    }

  return poise_day_new (parts[0], parts[1], parts[2]);
}

/**
 * poise_day_is_valid:
 * @day: a day
 *
 * Returns: %TRUE if @day lies in the years 1 to 9999
 */
gboolean
poise_day_is_valid (PoiseDay day)
{
  return day >= 1 && day <= POISE_DAY_MAX;
}

/**
 * poise_day_get_ymd:
 * @day: a valid day
 * @year: (out) (optional): its year
 * @month: (out) (optional): its month, 1 to 12
 * @dom: (out) (optional): its day of the month, 1 to 31
 *
 * Splits @day into the calendar's parts.
 */
void
poise_day_get_ymd (PoiseDay day, guint *year, guint *month, guint *dom)
{
  GDate date;

  g_return_if_fail (poise_day_is_valid (day));

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  if (year != NULL)
    *year = g_date_get_year (&date);
  if (month != NULL)
    *month = g_date_get_month (&date);
  if (dom != NULL)
    *dom = g_date_get_day (&date);
}

/**
 * poise_day_get_weekday:
 * @day: a valid day
 *
 * Returns: the day of the week
 */
GDateWeekday
poise_day_get_weekday (PoiseDay day)
{
  g_return_val_if_fail (poise_day_is_valid (day), G_DATE_BAD_WEEKDAY);

  /* Day 1, 0001-01-01, was a Monday. */
  return (GDateWeekday) ((day - 1) % 7 + 1);
}

/**
 * poise_day_get_week:
 * @day: a valid day
 * @first_weekday: the day on which weeks begin
 *
 * Finds the week in which @day lies.
 *
 * Returns: the week's first day; in the very first week of year 1 it may be
 *   day 1 itself
 */
PoiseDay
poise_day_get_week (PoiseDay day, GDateWeekday first_weekday)
{
  guint behind;

  g_return_val_if_fail (poise_day_is_valid (day), POISE_DAY_INVALID);
  g_return_val_if_fail (g_date_valid_weekday (first_weekday), POISE_DAY_INVALID);

  behind = (7 + (guint) poise_day_get_weekday (day) - (guint) first_weekday) % 7;
  return behind < day ? day - behind : 1;
}

/**
 * poise_day_to_string:
 * @day: a valid day
 *
 * Writes @day as the journal's files do, `YYYY-MM-DD`, in every locale.
 *
 * Returns: (transfer full): the text
 */
char *
poise_day_to_string (PoiseDay day)
{
  guint year, month, dom;

  g_return_val_if_fail (poise_day_is_valid (day), NULL);

  poise_day_get_ymd (day, &year, &month, &dom);
  return g_strdup_printf ("%04u-%02u-%02u", year, month, dom);
}

/**
 * poise_day_to_month:
 * @day: a valid day
 *
 * Writes the month of @day as the journal's files are named, `YYYY-MM`.
 *
 * Returns: (transfer full): the text
 */
char *
poise_day_to_month (PoiseDay day)
{
  guint year, month;

  g_return_val_if_fail (poise_day_is_valid (day), NULL);

  poise_day_get_ymd (day, &year, &month, NULL);
  return g_strdup_printf ("%04u-%02u", year, month);
}

/**
 * poise_day_to_words:
 * @day: a valid day
 *
 * Returns: (transfer full): the date as it stands in a sentence, in the locale's words
 */
char *
poise_day_to_words (PoiseDay day)
{
  /* Translators: a date within a sentence, by strftime(). */
  return poise_day_format (day, C_ ("date in a sentence", "%-d %B %Y"));
}

/**
 * poise_day_format:
 * @day: a valid day
 * @format: a format of g_date_time_format() that uses only the date
 *
 * Writes @day in the words of the locale.
 *
 * Returns: (transfer full): the text
 */
char *
poise_day_format (PoiseDay day, const char *format)
{
  g_autoptr (GDateTime) noon = NULL;
  guint year, month, dom;

  g_return_val_if_fail (poise_day_is_valid (day), NULL);
  g_return_val_if_fail (format != NULL, NULL);

  poise_day_get_ymd (day, &year, &month, &dom);
  noon = g_date_time_new_utc ((int) year, (int) month, (int) dom, 12, 0, 0);
  return g_date_time_format (noon, format);
}
