/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "poise-balance-description.h"
#include "poise-comparison.h"
#include "poise-entry-kind.h"
#include "poise-test.h"

#define TODAY (poise_day_new (2026, 11, 23))

static void
add (PoiseJournal *journal, const char *day, gboolean has_share, double share)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry (day, "x", has_share, share);

  poise_journal_add (journal, entry);
}

static const PoisePeriod *
get_week (const PoiseBalance *balance, guint i)
{
  return &g_array_index (balance->weeks, PoisePeriod, i);
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
  g_assert_cmpfloat_with_epsilon (get_week (balance, 3)->trend, 2.0 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (balance->share, 2.0 / 3.0, 1e-12);
}

/* An entry whose sentences show so much of each. */
static void
add_coded (PoiseJournal *journal, const char *day, guint n_management, guint n_leadership)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry (day, "x", TRUE, 0.0);
  g_autoptr (PoiseTag) tag = poise_tag_new ();

  for (guint i = 0; i < n_management + n_leadership; i++)
    {
      PoiseSentenceTag sentence = {
        .mode = i < n_management ? POISE_MODE_MANAGEMENT : POISE_MODE_LEADERSHIP,
        .facet = POISE_FACET_PURPOSE,
      };

      g_array_append_val (tag->sentences, sentence);
    }
  tag->has_share = TRUE;
  tag->share = (double) n_leadership / (n_management + n_leadership);
  poise_entry_set_tag (entry, tag);
  poise_journal_add (journal, entry);
}

/* Nor does an entry count whose words somebody took out, nor a range begin with it. */
static void
test_emptied_is_not_counted (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseEntry) emptied = poise_test_entry ("2026-01-01", " \n", FALSE, 0.0);
  g_autoptr (PoiseBalance) balance = NULL;
  PoiseRange all;

  poise_journal_add (journal, emptied);
  add (journal, "2026-11-20", TRUE, 0.0);
  all = poise_range_new_all (journal, TODAY);
  balance = poise_balance_new (journal, TODAY, 0, G_DATE_MONDAY);
  g_assert_cmpuint (balance->n_entries, ==, 1);
  g_assert_cmpuint (all.first, ==, poise_day_new (2026, 11, 20));
}

/* Reviews and events are not what people wrote day by day, and no range begins with them. */
static void
test_kinds_are_not_counted (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseEntry) review = poise_test_entry ("2026-11-23", "x", TRUE, 1.0);
  g_autoptr (PoiseEntry) event = poise_test_entry ("2026-01-01", "New team", FALSE, 0.0);
  g_autoptr (PoiseBalance) balance = NULL;
  g_autoptr (GArray) days = NULL;

  poise_entry_set_kind (review, POISE_ENTRY_REVIEW);
  poise_entry_set_kind (event, POISE_ENTRY_EVENT);
  poise_journal_add (journal, review);
  poise_journal_add (journal, event);
  add (journal, "2026-11-23", TRUE, 0.0);
  add (journal, "2026-11-20", TRUE, 0.0);
  balance = poise_balance_new (journal, TODAY, 0, G_DATE_MONDAY);
  days = poise_balance_list_year (journal, &balance->range, &balance->accuracy);
  g_assert_cmpuint (balance->n_entries, ==, 2);
  g_assert_cmpfloat (balance->share, ==, 0.0);
  g_assert_cmpuint (balance->range.first, ==, poise_day_new (2026, 11, 20));
  g_assert_cmpuint (g_array_index (days, PoisePeriod, days->len - 1).n_entries, ==, 1);
}

/* Whoever counts underlines gets the figures that the page shows. */
static void
test_underlines_are_counted (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseBalance) balance = NULL;

  add_coded (journal, "2026-11-23", 1, 0);
  add_coded (journal, "2026-11-23", 1, 2);
  add_coded (journal, "2026-11-16", 0, 4);
  balance = poise_balance_new (journal, TODAY, 4, G_DATE_MONDAY);
  g_assert_cmpuint (balance->n_sentences, ==, 8);
  g_assert_cmpfloat (balance->share, ==, 6.0 / 8.0);
  g_assert_cmpfloat (get_week (balance, 3)->share, ==, 2.0 / 4.0);
  g_assert_cmpfloat (get_week (balance, 3)->trend, ==, 6.0 / 8.0);
  g_assert_cmpfloat (
    poise_balance_get_facet_part (balance, POISE_FACET_PURPOSE, POISE_MODE_LEADERSHIP), ==,
    balance->share);
}

/* The poles of the facets come to what the whole says, also where the person judged an entry. */
static void
test_corrected_facets (void)
{
  static const struct
  {
    PoiseMode mode;
    guint n_management, n_leadership;
    double share;
  } cases[] = {
    { POISE_MODE_MANAGEMENT, 1, 1, 0.0 },
    { POISE_MODE_LEADERSHIP, 1, 1, 1.0 },
    { POISE_MODE_BALANCED, 0, 3, 0.5 },
    { POISE_MODE_MANAGEMENT, 3, 1, 0.25 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PoiseJournal) journal = poise_journal_new ();
      g_autoptr (PoiseBalance) balance = NULL;
      g_autoptr (PoiseTag) corrected = NULL;
      guint n = cases[i].n_management + cases[i].n_leadership;
      PoiseEntry *entry;

      add_coded (journal, "2026-11-23", cases[i].n_management, cases[i].n_leadership);
      entry = poise_journal_peek (journal, 0);
      corrected = poise_tag_with_mode (poise_entry_get_tag (entry), cases[i].mode);
      poise_entry_set_tag (entry, corrected);
      balance = poise_balance_new (journal, TODAY, 4, G_DATE_MONDAY);
      g_assert_cmpfloat (balance->share, ==, cases[i].share);
      g_assert_cmpfloat (
        poise_balance_get_facet_part (balance, POISE_FACET_PURPOSE, POISE_MODE_LEADERSHIP), ==,
        balance->share);
      g_assert_cmpuint (
        poise_balance_count_facet (balance, POISE_FACET_PURPOSE, POISE_MODE_MANAGEMENT) +
          poise_balance_count_facet (balance, POISE_FACET_PURPOSE, POISE_MODE_LEADERSHIP),
        ==, n);
    }
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
test_units (void)
{
  PoiseDay day = poise_day_new (2024, 2, 29);

  g_assert_cmpuint (poise_unit_get_first (POISE_UNIT_MONTH, day, G_DATE_MONDAY), ==,
                    poise_day_new (2024, 2, 1));
  g_assert_cmpuint (poise_unit_get_last (POISE_UNIT_MONTH, day, G_DATE_MONDAY), ==, day);
  g_assert_cmpuint (poise_unit_get_last (POISE_UNIT_QUARTER, day, G_DATE_MONDAY), ==,
                    poise_day_new (2024, 3, 31));
  g_assert_cmpuint (poise_unit_get_last (POISE_UNIT_WEEK, day, G_DATE_SATURDAY), ==,
                    poise_day_new (2024, 3, 1));
  /* The calendar's ends. */
  g_assert_cmpuint (poise_unit_get_last (POISE_UNIT_WEEK, 1, G_DATE_SUNDAY), ==, 6);
  for (PoiseUnit unit = POISE_UNIT_DAY; unit < POISE_N_UNITS; unit++)
    g_assert_cmpuint (poise_unit_get_last (unit, POISE_DAY_MAX, G_DATE_MONDAY), ==, POISE_DAY_MAX);
}

static void
test_ranges (void)
{
  PoiseRange days = poise_range_new_days (TODAY, TODAY - 9);
  PoiseRange weeks = poise_range_new_weeks (TODAY, 4, G_DATE_MONDAY);
  PoiseRange start = poise_range_new_days (1, 9);
  PoiseRange before;

  g_assert_cmpuint (days.first, ==, TODAY - 9);
  g_assert_true (poise_range_get_before (&days, &before));
  g_assert_cmpuint (before.first, ==, TODAY - 19);
  g_assert_cmpuint (before.last, ==, TODAY - 10);
  /* Whole weeks come before, also when this one has only begun. */
  g_assert_true (poise_range_get_before (&weeks, &before));
  g_assert_cmpuint (before.first, ==, TODAY - 49);
  g_assert_cmpuint (before.last, ==, TODAY - 22);
  g_assert_false (poise_range_get_before (&start, &before));
}

static void
check_words (guint n_entries, double share, double share_before, const char *expected)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseBalance) balance = NULL;
  g_autoptr (PoiseBalance) before = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < n_entries; i++)
    add (journal, "2026-11-23", TRUE, share);
  if (share_before >= 0.0)
    add (journal, "2026-08-24", TRUE, share_before);
  balance = poise_balance_new (journal, TODAY, 12, G_DATE_MONDAY);
  before = poise_balance_new_before (journal, balance);
  words = poise_balance_describe (balance, before);
  g_assert_cmpstr (words, ==, expected);
}

static void
test_words (void)
{
  check_words (0, 0.0, -1.0, "Nothing was written: 7 September 2026 to 23 November 2026.");
  check_words (
    1, 0.38, -1.0,
    "In the last 12 weeks you wrote 1 entry. What you described is 62% management and 38% "
    "leadership.");
  check_words (
    2, 0.38, 0.32,
    "In the last 12 weeks you wrote 2 entries. What you described is 62% management and 38% "
    "leadership. That is more leadership than in the 12 weeks before (32%). It may be chance.");
  check_words (
    2, 0.38, 0.39,
    "In the last 12 weeks you wrote 2 entries. What you described is 62% management and 38% "
    "leadership. That is more management than in the 12 weeks before (61%). It may be chance.");
  check_words (
    30, 0.92, 0.1,
    "In the last 12 weeks you wrote 30 entries. What you described is 8% management and 92% "
    "leadership. That is more leadership than in the 12 weeks before (10%). You wrote little about "
    "purpose.");
  check_words (
    2, 0.38, 0.384,
    "In the last 12 weeks you wrote 2 entries. What you described is 62% management and 38% "
    "leadership. That is as before.");
}

/* Each range has sentences of its own. */
static void
test_range_words (void)
{
  const struct
  {
    guint n_weeks;
    const char *written;
    const char *change;
  } cases[] = {
    { 4, "In the last 4 weeks you wrote 1 entry. ",
      "That is more leadership than in the 4 weeks before (50%). It may be chance." },
    { 26, "In the last 26 weeks you wrote 1 entry. ",
      "That is more leadership than in the 26 weeks before (50%). It may be chance." },
    { 52, "In the last 52 weeks you wrote 1 entry. ",
      "That is more leadership than in the 52 weeks before (50%). It may be chance." },
    { 2, "From 16 November 2026 to 23 November 2026 you wrote 1 entry. ",
      "That is more leadership than in as many days before (50%). It may be chance." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PoiseJournal) journal = poise_journal_new ();
      g_autofree char *then = poise_day_to_string (TODAY - 7 * cases[i].n_weeks);
      g_autoptr (PoiseBalance) balance = NULL;
      g_autoptr (PoiseBalance) before = NULL;
      g_autofree char *words = NULL;

      add (journal, "2026-11-23", TRUE, 1.0);
      add (journal, then, TRUE, 0.5);
      balance = poise_balance_new (journal, TODAY, cases[i].n_weeks, G_DATE_MONDAY);
      before = poise_balance_new_before (journal, balance);
      words = poise_balance_describe (balance, before);
      g_assert_true (g_str_has_prefix (words, cases[i].written));
      g_assert_true (g_str_has_suffix (words, cases[i].change));
    }
}

static void
test_words_without_share (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseBalance) all = NULL;
  g_autofree char *words = NULL;
  g_autofree char *facets = NULL;

  add (journal, "2026-11-21", FALSE, 0.0);
  add (journal, "2026-11-23", FALSE, 0.0);
  all = poise_balance_new (journal, TODAY, 0, G_DATE_MONDAY);
  words = poise_balance_describe (all, NULL);
  facets = poise_balance_describe_facets (all, NULL);
  g_assert_cmpstr (words, ==,
                   "Since 21 November 2026 you wrote 2 entries. None of it shows management or "
                   "leadership yet.");
  g_assert_cmpstr (facets, ==, "Nothing that you wrote shows management or leadership yet.");
}

/* A period that a range cuts is named by the days that are looked at. */
static void
test_words_of_parts (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  PoiseRange november =
    poise_range_new_days (poise_day_new (2026, 11, 1), poise_day_new (2026, 11, 25));
  g_autoptr (PoiseBalance) cut =
    poise_balance_new_for_range (journal, &november, G_DATE_MONDAY, NULL);
  g_autoptr (PoiseBalance) weeks = poise_balance_new (journal, TODAY, 4, G_DATE_MONDAY);
  g_autofree char *first = poise_period_get_name (get_week (cut, 0), POISE_UNIT_WEEK);
  g_autofree char *second = poise_period_get_name (get_week (cut, 1), POISE_UNIT_WEEK);
  g_autofree char *last = poise_period_get_name (get_week (cut, 4), POISE_UNIT_WEEK);
  g_autofree char *now = poise_period_get_name (get_week (weeks, 3), POISE_UNIT_WEEK);

  g_assert_cmpuint (cut->weeks->len, ==, 5);
  g_assert_cmpstr (first, ==, "1 November 2026");
  g_assert_cmpstr (second, ==, "Week of 2 November 2026");
  g_assert_cmpstr (last, ==, "23 November 2026 to 25 November 2026");
  /* A week that goes on is whole as far as there is any. */
  g_assert_cmpstr (now, ==, "Week of 23 November 2026");
}

/* A share is said to rest on those entries that it rests on. */
static void
test_words_of_some (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseBalance) balance = NULL;
  g_autofree char *words = NULL;
  g_autoptr (PoiseBalance) empty = poise_balance_new (journal, TODAY, 4, G_DATE_MONDAY);
  g_autofree char *nothing = poise_comparison_describe_side (empty);
  g_autofree char *side = NULL;
  g_autofree char *some = poise_counted_to_words (1, 2);
  g_autofree char *all = poise_counted_to_words (2, 2);

  g_assert_cmpstr (nothing, ==, "No entries");
  add (journal, "2026-11-21", FALSE, 0.0);
  add (journal, "2026-11-23", TRUE, 0.38);
  balance = poise_balance_new (journal, TODAY, 4, G_DATE_MONDAY);
  words = poise_balance_describe (balance, NULL);
  side = poise_comparison_describe_side (balance);
  g_assert_cmpstr (words, ==,
                   "In the last 4 weeks you wrote 2 entries. What you described in 1 of them is "
                   "62% management and 38% leadership.");
  g_assert_cmpstr (side, ==, "62% management, 38% leadership, from 1 of 2 entries");
  g_assert_cmpstr (some, ==, "1 of 2");
  g_assert_cmpstr (all, ==, "2");
}

static void
add_doubtful (PoiseJournal *journal, gboolean is_read)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "x", FALSE, 0.0);
  g_autoptr (PoiseTag) tag = poise_tag_new ();
  PoiseSentenceTag sentence = { .end = 1, .weight = 1, .mode = POISE_MODE_NONE, .unsure = TRUE };

  sentence.omission = is_read ? POISE_OMISSION_PLAIN : POISE_OMISSION_LANGUAGE;
  tag->unsure = TRUE;
  g_array_append_val (tag->sentences, sentence);
  poise_entry_set_tag (entry, tag);
  poise_journal_add (journal, entry);
}

/* What was not read, or is doubted, is not said to show nothing. */
static void
test_words_of_what_is_not_known (void)
{
  static const char *const words[] = { "Poise cannot read the language of what you wrote; say "
                                       "yourself what your sentences show.",
                                       "Poise is not sure what most of it shows; say yourself "
                                       "what your sentences show." };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (PoiseJournal) journal = poise_journal_new ();
      g_autoptr (PoiseBalance) all = NULL;
      g_autofree char *told = NULL;
      g_autofree char *facets = NULL;

      add (journal, "2026-11-21", FALSE, 0.0);
      for (guint n = 0; n < 2; n++)
        add_doubtful (journal, i == 1);
      all = poise_balance_new (journal, TODAY, 0, G_DATE_MONDAY);
      told = poise_balance_describe (all, NULL);
      facets = poise_balance_describe_facets (all, NULL);
      g_assert_true (g_str_has_suffix (told, words[i]));
      g_assert_cmpstr (facets, ==, words[i]);
    }
}

static PoiseBalance *
make_facets (const guint *counts)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "x", TRUE, 0.5);
  g_autoptr (PoiseTag) tag = poise_tag_copy (poise_entry_get_tag (entry));

  for (guint facet = 1; facet < POISE_N_FACETS; facet++)
    for (guint i = 0; i < counts[facet - 1]; i++)
      {
        PoiseSentenceTag sentence = { .mode = i % 2 ? POISE_MODE_LEADERSHIP : POISE_MODE_MANAGEMENT,
                                      .facet = (PoiseFacet) facet };

        g_array_append_val (tag->sentences, sentence);
      }
  poise_entry_set_tag (entry, tag);
  poise_journal_add (journal, entry);
  return poise_balance_new (journal, TODAY, 4, G_DATE_MONDAY);
}

static void
test_facet_words (void)
{
  g_autoptr (PoiseBalance) now = make_facets ((guint[]) { 4, 0, 9, 3, 2, 2 });
  g_autoptr (PoiseBalance) before = make_facets ((guint[]) { 4, 4, 4, 4, 2, 2 });
  g_autofree char *words = poise_balance_describe_facets (now, before);
  g_autofree char *alone = poise_balance_describe_facets (before, NULL);
  g_autofree char *people = poise_balance_describe_facet (now, before, POISE_FACET_PEOPLE);
  g_autofree char *summary = poise_balance_describe (now, NULL);

  g_assert_cmpstr (
    words, ==,
    "You wrote most about people. You wrote little about change. “People” grew most: "
    "45%, before 20%.");
  g_assert_cmpstr (alone, ==, "You wrote about several things alike.");
  g_assert_cmpstr (people, ==,
                   "People: 20% leadership, 25% management; 20% in all in the range before");
  g_assert_true (g_str_has_suffix (summary, "You wrote little about change."));
}

static void
test_year_words (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  PoiseRange range = poise_range_new_weeks (TODAY, 4, G_DATE_MONDAY);
  PoiseAccuracy accuracy = poise_accuracy_new (0, 0, 0);
  g_autoptr (GArray) empty = poise_balance_list_year (journal, &range, &accuracy);
  g_autoptr (GArray) days = NULL;
  g_autofree char *nothing = poise_balance_describe_year (empty);
  g_autofree char *words = NULL;

  g_assert_cmpuint (empty->len, ==, 365);
  g_assert_cmpstr (nothing, ==, "You wrote on no day of the year up to 23 November 2026.");
  add (journal, "2026-11-20", TRUE, 1.0);
  add (journal, "2026-11-21", FALSE, 0.0);
  add (journal, "2026-11-23", TRUE, 1.0);
  add (journal, "2025-11-23", TRUE, 1.0); /* a year and a day ago */
  days = poise_balance_list_year (journal, &range, &accuracy);
  words = poise_balance_describe_year (days);
  /* Nothing is said of the two days that follow each other: nobody is to write for a streak. */
  g_assert_cmpstr (words, ==, "You wrote on 3 days of the year up to 23 November 2026.");
}

static void
test_period_words (void)
{
  PoisePeriod period = { .first = TODAY, .last = TODAY + 6, .n_entries = 5 };
  g_autofree char *neither = poise_period_describe (&period, POISE_UNIT_WEEK);
  g_autofree char *share = NULL;
  g_autofree char *part = NULL;
  g_autofree char *quarter = NULL;
  g_autofree char *month = poise_period_get_name (&period, POISE_UNIT_MONTH);
  g_autofree char *day = poise_period_get_name (&period, POISE_UNIT_DAY);

  g_assert_cmpstr (month, ==, "November 2026");
  g_assert_cmpstr (day, ==, "Monday, 23 November 2026");
  g_assert_null (poise_unit_describe (POISE_UNIT_WEEK));
  g_assert_nonnull (strstr (poise_unit_describe (POISE_UNIT_MONTH), "is a month"));
  g_assert_nonnull (strstr (poise_unit_describe (POISE_UNIT_QUARTER), "is a quarter"));
  period.has_share = TRUE;
  period.share = 0.62;
  period.interval = (PoiseInterval) { 0.4, 0.83 };
  period.n_counted = 5;
  share = poise_period_describe (&period, POISE_UNIT_WEEK);
  period.n_counted = 1;
  part = poise_period_describe (&period, POISE_UNIT_WEEK);
  period.n_entries = 1;
  quarter = poise_period_describe (&period, POISE_UNIT_QUARTER);
  g_assert_cmpstr (neither, ==, "Week of 23 November 2026: nothing counted, 5 entries");
  g_assert_cmpstr (share, ==,
                   "Week of 23 November 2026: 38% management, 62% leadership, 5 entries; "
                   "leadership probably between 40% and 83%");
  /* Above the bar stands 1. */
  g_assert_cmpstr (part, ==,
                   "Week of 23 November 2026: 38% management, 62% leadership, from 1 of 5 entries; "
                   "leadership probably between 40% and 83%");
  g_assert_cmpstr (quarter, ==,
                   "Quarter 4 of 2026: 38% management, 62% leadership, 1 entry; "
                   "leadership probably between 40% and 83%");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/balance/weeks", test_weeks);
  g_test_add_func ("/balance/underlines-are-counted", test_underlines_are_counted);
  g_test_add_func ("/balance/corrected-facets", test_corrected_facets);
  g_test_add_func ("/balance/kinds-are-not-counted", test_kinds_are_not_counted);
  g_test_add_func ("/balance/emptied-is-not-counted", test_emptied_is_not_counted);
  g_test_add_func ("/balance/week-starts", test_week_starts);
  g_test_add_func ("/balance/all", test_all);
  g_test_add_func ("/balance/trend-window", test_trend_window);
  g_test_add_func ("/balance/units", test_units);
  g_test_add_func ("/balance/ranges", test_ranges);
  g_test_add_func ("/balance/words", test_words);
  g_test_add_func ("/balance/range-words", test_range_words);
  g_test_add_func ("/balance/words-without-share", test_words_without_share);
  g_test_add_func ("/balance/words/parts", test_words_of_parts);
  g_test_add_func ("/balance/words/some", test_words_of_some);
  g_test_add_func ("/balance/words-of-what-is-not-known", test_words_of_what_is_not_known);
  g_test_add_func ("/balance/facet-words", test_facet_words);
  g_test_add_func ("/balance/year-words", test_year_words);
  g_test_add_func ("/balance/period-words", test_period_words);
  return g_test_run ();
}
