/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-schedule.h"

#define MINUTES_A_DAY (24 * 60)

/**
 * poise_schedule_is_due:
 * @now: this moment
 * @start_hour: the hour at which days begin, 0 to 6
 * @minutes: when to remind, in minutes after midnight by the clock on the wall
 * @lasting: for how many minutes from then on; 0 for the rest of the day
 * @weekdays: the days on which to remind, a bit each, Monday's the lowest
 *
 * From its time on until its day ends, or @lasting minutes are over, a reminder is due, so
 * that one who opens the lid later is still reminded. A time before @start_hour belongs to
 * the night after the day.
 *
 * Returns: whether the day's reminder is due
 */
gboolean
poise_schedule_is_due (GDateTime *now,
                       guint start_hour,
                       guint minutes,
                       guint lasting,
                       guint weekdays)
{
  PoiseDay today = poise_day_from_time (now, start_hour);
  guint wall = (guint) (60 * g_date_time_get_hour (now) + g_date_time_get_minute (now));
  guint start = 60 * start_hour;
  guint since_start = (wall + MINUTES_A_DAY - start) % MINUTES_A_DAY;
  guint due = (minutes + MINUTES_A_DAY - start) % MINUTES_A_DAY;

  if ((weekdays & 1u << (poise_day_get_weekday (today) - G_DATE_MONDAY)) == 0)
    return FALSE;
  return since_start >= due && (lasting == 0 || since_start < due + lasting);
}
