/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-clock.h"

#include <langinfo.h>
#include <locale.h>

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

/* C and C.UTF-8 have none. */
static gboolean
has_country (void)
{
  const char *locale = setlocale (LC_TIME, NULL);

  return !g_str_equal (locale, "C") && !g_str_has_prefix (locale, "C.");
}

static GDateWeekday
read_first_weekday (void)
{
#ifdef __GLIBC__ /* it has both names as enumerators, which #ifdef does not see */
  /* It counts from the day that _NL_TIME_WEEK_1STDAY names, a word in place of a
   * string: 19971130 is a Sunday, 19971201 a Monday. */
  union
  {
    char *string;
    guint32 word;
  } origin = { nl_langinfo (_NL_TIME_WEEK_1STDAY) };
  guint first = (guchar) nl_langinfo (_NL_TIME_FIRST_WEEKDAY)[0];
  guint offset = origin.word == 19971130 ? 6 : 0;

  if (first >= 1 && first <= 7)
    return (GDateWeekday) ((first - 1 + offset) % 7 + 1);
#endif
  return G_DATE_MONDAY;
}

/**
 * poise_clock_get_first_weekday:
 *
 * Returns: the day on which weeks begin in the locale; Monday, as ISO 8601
 *   has it, where that is of no country
 */
GDateWeekday
poise_clock_get_first_weekday (void)
{
  return has_country () ? read_first_weekday () : G_DATE_MONDAY;
}
