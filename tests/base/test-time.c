/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-time.h"

static void
test_round_trip (void)
{
  const char *const texts[] = {
    "2026-11-23T18:00:00+00:00",
    "2026-11-23T18:00:00.000250+05:45",
    "0999-02-28T00:00:00-03:30",
    "9999-12-31T23:59:59+14:00",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GDateTime) time = poise_time_parse (texts[i]);
      g_autofree char *text = NULL;

      g_assert_nonnull (time);
      text = poise_time_to_string (time);
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
test_parse (void)
{
  const char *const wrong[] = { "", "now", "2026-11-23", "2026-13-01T00:00:00Z",
                                "2026-11-23T25:00:00Z" };
  g_autoptr (GDateTime) utc = poise_time_parse ("2026-11-23T18:00:00");

  g_assert_nonnull (utc);
  g_assert_cmpint (g_date_time_get_utc_offset (utc), ==, 0);
  g_assert_null (poise_time_parse (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (poise_time_parse (wrong[i]));
}

static void
test_truncate (void)
{
  g_autoptr (GDateTime) time = poise_time_parse ("2026-11-23T18:00:59.999999+01:00");
  g_autoptr (GDateTime) truncated = poise_time_truncate (time);
  g_autofree char *text = poise_time_to_string (truncated);

  g_assert_cmpstr (text, ==, "2026-11-23T18:00:59+01:00");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/round-trip", test_round_trip);
  g_test_add_func ("/time/parse", test_parse);
  g_test_add_func ("/time/truncate", test_truncate);
  return g_test_run ();
}
