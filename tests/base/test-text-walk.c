/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-text-walk.h"

static void
check_whole (PoiseTextWalk *walk, guint start, guint end, const char *expected)
{
  g_autofree char *piece = poise_text_walk_cut_whole (walk, start, end);

  g_assert_cmpstr (piece, ==, expected);
}

/* A file names pieces that may not be there. */
static void
test_whole (void)
{
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT ("Ärger. 日本。 End.");

  check_whole (&walk, 0, 6, "Ärger.");
  check_whole (&walk, 7, 7, NULL);
  check_whole (&walk, 7, 10, "日本。");
  check_whole (&walk, 9, 12, NULL);
  check_whole (&walk, 0, 6, NULL);
  check_whole (&walk, 11, 15, "End.");
  check_whole (&walk, 15, 16, NULL);
  check_whole (&walk, G_MAXUINT - 1, G_MAXUINT, NULL);
}

static void
test_beyond (void)
{
  PoiseTextWalk walk = POISE_TEXT_WALK_INIT ("Short.");

  check_whole (&walk, 2, 7, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-walk/whole", test_whole);
  g_test_add_func ("/text-walk/beyond", test_beyond);
  return g_test_run ();
}
