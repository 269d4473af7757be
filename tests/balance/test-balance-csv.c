/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-balance-csv.h"

#define DAY (poise_day_new (2026, 11, 23))

static void
test_periods (void)
{
  g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (PoisePeriod));
  PoisePeriod gap = { .first = DAY - 7, .n_entries = 1 };
  PoisePeriod week = {
    .first = DAY,
    .n_entries = 3,
    .n_counted = 2,
    .n_sentences = 8,
    .has_share = TRUE,
    .share = 0.375,
    .has_trend = TRUE,
    .trend = 1.0 / 3.0,
    .interval = { 0.125, 0.7 },
    .outcome = POISE_OUTCOME_PARTLY,
  };
  g_autofree char *empty = poise_periods_to_csv (periods, "month");
  g_autofree char *csv = NULL;

  g_assert_cmpstr (empty, ==, "month,entries,counted,sentences,share,trend,low,high,intention\n");
  g_array_append_val (periods, gap);
  g_array_append_val (periods, week);
  csv = poise_periods_to_csv (periods, "week");
  g_assert_cmpstr (csv, ==,
                   "week,entries,counted,sentences,share,trend,low,high,intention\n"
                   "2026-11-16,1,0,0,,,,,\n"
                   "2026-11-23,3,2,8,0.3750,0.3333,0.1250,0.7000,partly\n");
}

/* Half of the last decimal is rounded up, also where the binary number lies below it. */
static void
test_rounding (void)
{
  const struct
  {
    double share;
    const char *text;
  } cases[] = {
    { 0.0, "0.0000" },     { 1.0, "1.0000" },     { 2.0 / 3.0, "0.6667" },
    { 0.00005, "0.0001" }, { 0.00004, "0.0000" }, { 0.03125, "0.0313" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (PoisePeriod));
      PoisePeriod day = { .first = DAY, .has_share = TRUE, .share = cases[i].share };
      g_autofree char *csv = NULL;
      g_auto (GStrv) fields = NULL;

      g_array_append_val (periods, day);
      csv = poise_periods_to_csv (periods, "day");
      fields = g_strsplit (strchr (csv, '\n') + 1, ",", -1);
      g_assert_cmpuint (g_strv_length (fields), ==, 9);
      g_assert_cmpstr (fields[4], ==, cases[i].text);
    }
}

static PoiseBalance *
make_balance (guint n_management, guint n_leadership)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  PoiseBalance *balance = poise_balance_new (journal, DAY, 4, G_DATE_MONDAY);

  balance->facets[POISE_FACET_PEOPLE][POISE_MODE_MANAGEMENT] = n_management;
  balance->facets[POISE_FACET_PEOPLE][POISE_MODE_LEADERSHIP] = n_leadership;
  balance->n_sentences = n_management + n_leadership;
  return balance;
}

static void
test_facets (void)
{
  g_autoptr (PoiseBalance) balance = make_balance (1, 3);
  g_autoptr (PoiseBalance) nothing = make_balance (0, 0);
  g_autofree char *csv = poise_balance_facets_to_csv (balance, balance);
  g_autofree char *alone = poise_balance_facets_to_csv (balance, nothing);
  g_autofree char *empty = poise_balance_facets_to_csv (nothing, NULL);

  g_assert_cmpstr (csv, ==,
                   "facet,management,leadership,part,before\n"
                   "purpose,0,0,0.0000,0.0000\n"
                   "change,0,0,0.0000,0.0000\n"
                   "people,1,3,1.0000,1.0000\n"
                   "means,0,0,0.0000,0.0000\n"
                   "decisions,0,0,0.0000,0.0000\n"
                   "communication,0,0,0.0000,0.0000\n");
  /* What has no value is empty. */
  g_assert_nonnull (strstr (alone, "\npeople,1,3,1.0000,\n"));
  g_assert_nonnull (strstr (empty, "\npeople,0,0,,\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/balance-csv/periods", test_periods);
  g_test_add_func ("/balance-csv/rounding", test_rounding);
  g_test_add_func ("/balance-csv/facets", test_facets);
  return g_test_run ();
}
