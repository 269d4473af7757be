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
  return poise_schedule_is_due (now, start_hour, minutes, 0, weekdays);
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
test_lasting (void)
{
  const struct
  {
    int hour;
    int minute;
    gboolean is_due;
  } times[] = { { 7, 29, FALSE }, { 7, 30, TRUE }, { 11, 29, TRUE }, { 11, 30, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GDateTime) now =
        g_date_time_new_utc (2026, 11, 23, times[i].hour, times[i].minute, 0);

      g_assert_cmpint (poise_schedule_is_due (now, 4, 450, 240, EVERY_DAY), ==, times[i].is_due);
    }
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
  g_test_add_func ("/schedule/lasting", test_lasting);
  g_test_add_func ("/schedule/summer-time", test_summer_time);
  return g_test_run ();
}
