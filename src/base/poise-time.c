/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-time.h"

/**
 * poise_time_to_string:
 * @time: a moment
 *
 * Writes @time by RFC 3339 with its offset, to the second, and to the
 * microsecond where it has any.
 *
 * Returns: (transfer full): the text
 */
char *
poise_time_to_string (GDateTime *time)
{
  g_autofree char *rest = NULL;

  g_return_val_if_fail (time != NULL, NULL);

  /* g_date_time_format() gives a year before 1000 fewer than its four digits. */
  rest = g_date_time_format (time, g_date_time_get_microsecond (time) != 0 ? "-%m-%dT%H:%M:%S.%f%:z"
                                                                           : "-%m-%dT%H:%M:%S%:z");
  return g_strdup_printf ("%04d%s", g_date_time_get_year (time), rest);
}

/**
 * poise_time_parse:
 * @text: (nullable): a moment by RFC 3339
 *
 * Reads a moment. One without an offset is taken for UTC.
 *
 * Returns: (transfer full) (nullable): the moment, or %NULL if it is none
 */
GDateTime *
poise_time_parse (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;
}

/**
 * poise_time_truncate:
 * @time: a moment
 *
 * Returns: (transfer full): @time without what is below a second
 */
GDateTime *
poise_time_truncate (GDateTime *time)
{
  g_return_val_if_fail (time != NULL, NULL);

  return g_date_time_add (time, -(GTimeSpan) g_date_time_get_microsecond (time));
}

/**
 * poise_time_to_usec:
 * @time: a moment
 *
 * Returns: the microseconds from the epoch to @time
 */
gint64
poise_time_to_usec (GDateTime *time)
{
  g_return_val_if_fail (time != NULL, 0);

  return g_date_time_to_unix (time) * G_TIME_SPAN_SECOND + g_date_time_get_microsecond (time);
}
