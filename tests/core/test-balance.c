/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-balance.h"
#include "poise-test.h"

#define TODAY (poise_day_new (2026, 11, 23))

static void
add (PoiseJournal *journal, const char *day, gboolean has_share, double share)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry (day, "x", has_share, share);

  poise_journal_add (journal, entry);
}

static const PoiseWeek *
get_week (const PoiseBalance *balance, guint i)
{
  return &g_array_index (balance->weeks, PoiseWeek, i);
}

static void
test_weeks (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseBalance) balance = NULL;

  add (journal, "2026-11-23", TRUE, 1.0);
  add (journal, "2026-11-23", FALSE, 0.0);
  add (journal, "2026-11-22", TRUE, 0.25);
  add (journal, "2026-11-16", TRUE, 0.75);
  add (journal, "2026-11-02", FALSE, 0.0);
  add (journal, "2026-11-24", TRUE, 0.0); /* tomorrow does not count */
  balance = poise_balance_new (journal, TODAY, 4, G_DATE_MONDAY);
  g_assert_cmpuint (balance->weeks->len, ==, 4);
  g_assert_cmpuint (get_week (balance, 3)->first, ==, TODAY);
  g_assert_cmpuint (get_week (balance, 3)->n_entries, ==, 2);
  g_assert_cmpuint (get_week (balance, 3)->n_counted, ==, 1);
  g_assert_cmpfloat (get_week (balance, 3)->share, ==, 1.0);
  g_assert_cmpfloat (get_week (balance, 2)->share, ==, 0.5);
  g_assert_false (get_week (balance, 1)->has_share);
  g_assert_false (get_week (balance, 1)->has_trend);
  g_assert_false (get_week (balance, 0)->has_share);
  g_assert_cmpuint (get_week (balance, 0)->n_entries, ==, 1);
  /* Gaps are passed over by the trend, not counted as one half. */
  g_assert_cmpfloat (get_week (balance, 3)->trend, ==, 0.75);
  g_assert_cmpfloat_with_epsilon (balance->share, 2.0 / 3.0, 1e-12);
}

static void
test_week_starts (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseBalance) monday = NULL;
  g_autoptr (PoiseBalance) sunday = NULL;

  add (journal, "2026-11-22", TRUE, 1.0);
  monday = poise_balance_new (journal, TODAY, 2, G_DATE_MONDAY);
  sunday = poise_balance_new (journal, TODAY, 2, G_DATE_SUNDAY);
  g_assert_true (get_week (monday, 0)->has_share);
  g_assert_true (get_week (sunday, 1)->has_share);
}

static void
test_all (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseBalance) empty = poise_balance_new (journal, TODAY, 0, G_DATE_MONDAY);
  g_autoptr (PoiseBalance) all = NULL;

  g_assert_cmpuint (empty->weeks->len, ==, 1);
  add (journal, "2006-11-23", TRUE, 1.0);
  all = poise_balance_new (journal, TODAY, 0, G_DATE_MONDAY);
  g_assert_cmpuint (all->weeks->len, ==, 1045);
  g_assert_true (get_week (all, 0)->has_share);
}

static void
test_trend_window (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseBalance) balance = NULL;
  const double shares[] = { 1.0, 0.0, 0.5, 0.5, 0.0 };

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      g_autofree char *day = poise_day_to_string (TODAY - 7 * (4 - i));

      add (journal, day, TRUE, shares[i]);
    }
  balance = poise_balance_new (journal, TODAY, 5, G_DATE_MONDAY);
  g_assert_cmpfloat (get_week (balance, 0)->trend, ==, 1.0);
  g_assert_cmpfloat (get_week (balance, 1)->trend, ==, 0.5);
  g_assert_cmpfloat (get_week (balance, 3)->trend, ==, 0.5);
  g_assert_cmpfloat (get_week (balance, 4)->trend, ==, 0.25);
}

static void
test_words (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseBalance) empty = poise_balance_new (journal, TODAY, 12, G_DATE_MONDAY);
  g_autofree char *nothing = poise_balance_describe (empty, NULL);
  g_autoptr (PoiseBalance) now = NULL;
  g_autoptr (PoiseBalance) before = NULL;
  g_autofree char *words = NULL;

  g_assert_cmpstr (nothing, ==, "You wrote nothing in the last 12 weeks.");
  add (journal, "2026-11-23", TRUE, 0.38);
  add (journal, "2026-08-24", TRUE, 0.32);
  now = poise_balance_new (journal, TODAY, 12, G_DATE_MONDAY);
  before = poise_balance_new (journal, TODAY - 84, 12, G_DATE_MONDAY);
  words = poise_balance_describe (now, before);
  g_assert_cmpstr (words, ==,
                   "In the last 12 weeks you wrote 1 entry. Leadership made up 38% of what you "
                   "described. That is 6 points more than in the weeks before.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/balance/weeks", test_weeks);
  g_test_add_func ("/balance/week-starts", test_week_starts);
  g_test_add_func ("/balance/all", test_all);
  g_test_add_func ("/balance/trend-window", test_trend_window);
  g_test_add_func ("/balance/words", test_words);
  return g_test_run ();
}
