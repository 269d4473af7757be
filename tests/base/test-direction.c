/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which way a text is read. */

#include "poise-direction.h"

static void
test_first_letter_tells (void)
{
  g_assert_true (poise_direction_is_rtl ("اليوم"));
  g_assert_true (poise_direction_is_rtl ("“12 – שלום, Amira”"));
  g_assert_false (poise_direction_is_rtl ("Today, اليوم"));
  g_assert_false (poise_direction_is_rtl ("今日"));
  g_assert_false (poise_direction_is_rtl ("12.5 %"));
  g_assert_false (poise_direction_is_rtl (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/direction/first-letter-tells", test_first_letter_tells);
  return g_test_run ();
}
