/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that may be names. */

#include "poise-name-finder.h"

static void
check (const char *text, const char *wanted)
{
  static const char *const own[] = { "From the Journal", "Partly", "October", NULL };
  g_auto (GStrv) words = poise_name_finder_find (text, own);
  g_autofree char *found = g_strjoinv (",", words);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_within (void)
{
  check (
    "Monday began well. Then Ben and Dr Okafor came, and Ben’s plan, with Anne-Marie. We met at "
    "Plan B; the TUV came.\nLater I asked later, Åsa.",
    "Anne-Marie,Ben,Dr,Okafor,Åsa");
}

/* Where a sentence may begin, too: after a bracket, a quotation mark, a line’s beginning. */
static void
test_first (void)
{
  check ("I asked her, and it was good – Partly (Karl was ill)", "Karl");
  check ("2 October: “Petra asked what we need.” – Done by Joel.", "Joel,Petra");
  check ("Ben asked us.\nAmira and I talked. Then we went.", "Amira,Ben");
  check ("Listening was hard. I was listening all day.", "");
}

/* Of another language the common words are its own. */
static void
test_language (void)
{
  check ("Heute war ich nicht da, und das ist gut. Nicht wir, sie haben es gemacht. (Karl auch.)",
         "Karl");
}

static void
test_own (void)
{
  check ("# From the Journal\nWe talked.", "");
  check ("# Lunch with Karl\nWe talked.", "Karl");
  check ("We sat with Partly and October.", "October,Partly");
}

static void
test_blind (void)
{
  g_assert_true (poise_name_finder_is_blind ("Today 田中さん came."));
  g_assert_true (poise_name_finder_is_blind ("جاء أحمد"));
  g_assert_false (poise_name_finder_is_blind ("Åsa, 1ª, Ирина и Ωμέγα."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name-finder/within", test_within);
  g_test_add_func ("/name-finder/first", test_first);
  g_test_add_func ("/name-finder/language", test_language);
  g_test_add_func ("/name-finder/own", test_own);
  g_test_add_func ("/name-finder/blind", test_blind);
  return g_test_run ();
}
