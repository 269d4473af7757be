/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-clock.h"

#include <langinfo.h>

#include "poise-time.h"

/**
 * poise_clock_read:
 * @unused: nothing; this is a #PoiseClockFunc
 *
 * Reads the system's clock. `POISE_NOW`, a moment by RFC 3339, stops it
 * there, for tests and screenshots.
 *
 * Returns: (transfer full): this moment, in the local time zone
 */
GDateTime *
poise_clock_read (gpointer unused)
{
  g_autoptr (GDateTime) fixed = poise_time_parse (g_getenv ("POISE_NOW"));

  return fixed != NULL ? g_steal_pointer (&fixed) : g_date_time_new_now_local ();
}

/**
 * poise_clock_get_first_weekday:
 *
 * Returns: the day on which weeks begin in the locale
 */
GDateWeekday
poise_clock_get_first_weekday (void)
{
#ifdef _NL_TIME_FIRST_WEEKDAY
  /* glibc counts from the day that _NL_TIME_WEEK_1STDAY names: 19971130 is a
   * Sunday, 19971201 a Monday. */
  gsize origin = GPOINTER_TO_SIZE (nl_langinfo (_NL_TIME_WEEK_1STDAY));
  guint first = (guchar) nl_langinfo (_NL_TIME_FIRST_WEEKDAY)[0];
  guint offset = origin == 19971130 ? 6 : 0;

  if (first >= 1 && first <= 7)
    return (GDateWeekday) ((first - 1 + offset) % 7 + 1);
#endif
  return G_DATE_MONDAY;
}
