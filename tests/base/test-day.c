/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-day.h"

static void
test_parse (void)
{
  const char *const wrong[] = { "",           "2026-2-3",    "2026-02-30", "2025-02-29",
                                "2026-13-01", "2026-11-23x", "20261123",   "abcd-ef-gh",
                                "0000-01-01", "２026-11-23" };

  g_assert_cmpuint (poise_day_parse ("2026-11-23"), ==, poise_day_new (2026, 11, 23));
  g_assert_cmpuint (poise_day_parse ("2024-02-29"), !=, POISE_DAY_INVALID);
  g_assert_cmpuint (poise_day_parse (NULL), ==, POISE_DAY_INVALID);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpuint (poise_day_parse (wrong[i]), ==, POISE_DAY_INVALID);
}

static void
test_round_trip (void)
{
  /* Every day of four hundred years, one whole turn of the calendar. */
  for (PoiseDay day = poise_day_new (1900, 1, 1); day < poise_day_new (2300, 1, 1); day++)
    {
      g_autofree char *text = poise_day_to_string (day);

      g_assert_cmpuint (poise_day_parse (text), ==, day);
    }
}

static void
test_from_time (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GDateTime) night = g_date_time_new (zone, 2026, 3, 29, 3, 59, 59);
  g_autoptr (GDateTime) morning = g_date_time_new (zone, 2026, 3, 29, 4, 0, 0);
  g_autoptr (GDateTime) new_year = g_date_time_new (zone, 2027, 1, 1, 1, 0, 0);

  g_assert_cmpuint (poise_day_from_time (night, 0), ==, poise_day_new (2026, 3, 29));
  g_assert_cmpuint (poise_day_from_time (night, 4), ==, poise_day_new (2026, 3, 28));
  g_assert_cmpuint (poise_day_from_time (morning, 4), ==, poise_day_new (2026, 3, 29));
  g_assert_cmpuint (poise_day_from_time (new_year, 4), ==, poise_day_new (2026, 12, 31));
}

static void
test_week (void)
{
  PoiseDay monday = poise_day_new (2026, 11, 23);

  g_assert_cmpuint (poise_day_get_weekday (monday), ==, G_DATE_MONDAY);
  for (PoiseDay day = monday; day < monday + 7; day++)
    g_assert_cmpuint (poise_day_get_week (day, G_DATE_MONDAY), ==, monday);
  g_assert_cmpuint (poise_day_get_week (monday, G_DATE_SUNDAY), ==, monday - 1);
  g_assert_cmpuint (poise_day_get_week (monday, G_DATE_SATURDAY), ==, monday - 2);
  /* A week across the year's end. */
  g_assert_cmpuint (poise_day_get_week (poise_day_new (2027, 1, 2), G_DATE_MONDAY), ==,
                    poise_day_new (2026, 12, 28));
}

static void
test_month (void)
{
  g_autofree char *month = poise_day_to_month (poise_day_new (2024, 2, 29));

  g_assert_cmpstr (month, ==, "2024-02");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/parse", test_parse);
  g_test_add_func ("/day/round-trip", test_round_trip);
  g_test_add_func ("/day/from-time", test_from_time);
  g_test_add_func ("/day/week", test_week);
  g_test_add_func ("/day/month", test_month);
  return g_test_run ();
}
