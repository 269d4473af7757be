/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-schedule.h"

#define MONDAY (1u << 0)
#define SUNDAY (1u << 6)
#define EVERY_DAY 127u

static gboolean
is_due (const char *zone_name, const char *text, guint start_hour, guint minutes, guint weekdays)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (text, zone);

  g_assert_nonnull (now);
  return poise_schedule_is_due (now, start_hour, minutes, weekdays);
}

static void
test_time (void)
{
  /* A Monday. */
  g_assert_false (is_due ("UTC", "2026-11-23T17:59:59", 0, 18 * 60, EVERY_DAY));
  g_assert_true (is_due ("UTC", "2026-11-23T18:00:00", 0, 18 * 60, EVERY_DAY));
  g_assert_true (is_due ("UTC", "2026-11-23T23:59:59", 0, 18 * 60, EVERY_DAY));
  g_assert_false (is_due ("UTC", "2026-11-24T00:00:00", 0, 18 * 60, EVERY_DAY));
  g_assert_true (is_due ("UTC", "2026-11-24T00:00:00", 0, 0, EVERY_DAY));
}

static void
test_weekdays (void)
{
  g_assert_true (is_due ("UTC", "2026-11-23T18:00:00", 0, 0, MONDAY));
  g_assert_false (is_due ("UTC", "2026-11-23T18:00:00", 0, 0, EVERY_DAY & ~MONDAY));
  g_assert_true (is_due ("UTC", "2026-11-22T18:00:00", 0, 0, SUNDAY));
  g_assert_false (is_due ("UTC", "2026-11-23T18:00:00", 0, 0, 0));
}

static void
test_late_days (void)
{
  /* The day begins at four: Monday night still belongs to Monday. */
  g_assert_true (is_due ("UTC", "2026-11-24T03:00:00", 4, 18 * 60, MONDAY));
  g_assert_false (is_due ("UTC", "2026-11-24T04:00:00", 4, 18 * 60, EVERY_DAY));
  /* One o'clock is at the end of the day, not before its beginning. */
  g_assert_false (is_due ("UTC", "2026-11-23T12:00:00", 4, 60, EVERY_DAY));
  g_assert_true (is_due ("UTC", "2026-11-24T01:00:00", 4, 60, MONDAY));
}

static void
test_summer_time (void)
{
  /* 02:30 does not exist on that night, and is reminded of after the gap. */
  g_assert_false (is_due ("Europe/Berlin", "2026-03-29T01:59:00", 0, 150, EVERY_DAY));
  g_assert_true (is_due ("Europe/Berlin", "2026-03-29T03:00:00", 0, 150, EVERY_DAY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/time", test_time);
  g_test_add_func ("/schedule/weekdays", test_weekdays);
  g_test_add_func ("/schedule/late-days", test_late_days);
  g_test_add_func ("/schedule/summer-time", test_summer_time);
  return g_test_run ();
}
