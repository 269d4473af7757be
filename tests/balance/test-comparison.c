/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before and after a day, against simulated journals whose truth is known. */

#include <math.h>

#include "poise-comparison.h"
#include "poise-test.h"

#define N_JOURNALS (POISE_TEST_IS_SANITIZED ? 50 : 1000)
#define DAY (poise_day_new (2026, 9, 7))
#define TODAY (poise_day_new (2026, 11, 29))

static void
add_entry (PoiseJournal *journal, PoiseDay day, guint n_management, guint n_leadership)
{
  g_autofree char *text = poise_day_to_string (day);
  g_autoptr (PoiseEntry) entry = poise_test_entry (text, "x", TRUE, 0.0);
  g_autoptr (PoiseTag) tag = poise_tag_new ();
  guint n = n_management + n_leadership;

  for (guint i = 0; i < n; i++)
    {
      PoiseSentenceTag sentence = {
        .mode = i < n_management ? POISE_MODE_MANAGEMENT : POISE_MODE_LEADERSHIP,
        .facet = POISE_FACET_PEOPLE,
      };

      g_array_append_val (tag->sentences, sentence);
    }
  tag->has_share = n > 0;
  tag->share = n > 0 ? (double) n_leadership / n : 0.0;
  poise_entry_set_tag (entry, tag);
  poise_journal_add (journal, entry);
}

static PoiseComparison *
compare (PoiseJournal *journal, guint n_weeks)
{
  return poise_comparison_new (journal, DAY, n_weeks, TODAY, G_DATE_MONDAY, NULL);
}

/* ---- the simulation ---- */

/**
 * Case:
 * @name: what is simulated
 * @before: leadership's true share before
 * @after: after
 * @n_entries: entries a side
 * @max_length: the most sentences of an entry
 * @spread: how far entries differ: half of the width of their shares
 * @least: of how many journals in a hundred more or less is said, at least
 * @most: at most
 */
typedef struct
{
  const char *name;
  double before;
  double after;
  guint n_entries;
  guint max_length;
  double spread;
  double least;
  double most;
} Case;

static void
write_side (PoiseJournal *journal, GRand *random, const Case *self, PoiseDay first, double truth)
{
  for (guint i = 0; i < self->n_entries; i++)
    {
      double share = truth + g_rand_double_range (random, -self->spread, self->spread);
      guint n = (guint) g_rand_int_range (random, 1, (gint32) self->max_length + 1);
      guint n_leadership = 0;

      for (guint k = 0; k < n; k++)
        n_leadership += g_rand_double (random) < share;
      add_entry (journal, first + i * 83 / self->n_entries, n - n_leadership, n_leadership);
    }
}

static void
test_simulation (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (20261128);
  guint n_more = 0, n_less = 0, n_held = 0;
  double said;

  for (guint i = 0; i < N_JOURNALS; i++)
    {
      g_autoptr (PoiseJournal) journal = poise_journal_new ();
      g_autoptr (PoiseComparison) comparison = NULL;

      write_side (journal, random, self, DAY - 84, self->before);
      write_side (journal, random, self, DAY, self->after);
      comparison = compare (journal, 12);
      g_assert_cmpuint (comparison->before->n_counted, ==, self->n_entries);
      n_more += comparison->finding == POISE_FINDING_LEADERSHIP;
      n_less += comparison->finding == POISE_FINDING_MANAGEMENT;
      n_held += comparison->interval.low <= self->after - self->before &&
                self->after - self->before <= comparison->interval.high;
    }
  said = 100.0 * (n_more + n_less) / N_JOURNALS;
  g_test_message ("%s: “more leadership” of %.1f %%, “more management” of %.1f %% of %d journals; "
                  "the range holds the truth in %.1f %%",
                  self->name, 100.0 * n_more / N_JOURNALS, 100.0 * n_less / N_JOURNALS, N_JOURNALS,
                  100.0 * n_held / N_JOURNALS);
  /* Few say nothing of how often. */
  if (POISE_TEST_IS_SANITIZED)
    return;
  g_assert_cmpfloat (said, >=, self->least);
  g_assert_cmpfloat (said, <=, self->most);
  g_assert_cmpfloat (100.0 * n_held / N_JOURNALS, >=, 85.0);
}

/* ---- what it rests on ---- */

static void
fill (PoiseJournal *journal,
      PoiseDay first,
      guint n_entries,
      guint n_management,
      guint n_leadership)
{
  for (guint i = 0; i < n_entries; i++)
    add_entry (journal, first + i, n_management, n_leadership);
}

static void
test_too_little (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseComparison) few = NULL;
  g_autoptr (PoiseComparison) enough = NULL;
  g_autofree char *words = NULL;
  g_autofree char *range = NULL;

  fill (journal, DAY - 8, 8, 9, 0);
  fill (journal, DAY, 7, 0, 9);
  /* What shows neither does not help. */
  fill (journal, DAY + 10, 5, 0, 0);
  few = compare (journal, 4);
  words = poise_comparison_describe (few);
  range = poise_comparison_describe_range (few);
  g_assert_cmpint (few->finding, ==, POISE_FINDING_TOO_LITTLE);
  g_assert_cmpstr (words, ==,
                   "This is too little to compare: each side needs 8 entries that show management "
                   "or leadership.");
  g_assert_null (range);
  fill (journal, DAY + 20, 1, 0, 9);
  enough = compare (journal, 4);
  g_assert_cmpint (enough->finding, ==, POISE_FINDING_LEADERSHIP);
}

/* Two sentences against none are no proof. */
static void
test_chance (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseComparison) comparison = NULL;
  g_autofree char *words = NULL;
  g_autofree char *range = NULL;

  fill (journal, DAY - 8, 8, 1, 0);
  fill (journal, DAY, 6, 1, 0);
  fill (journal, DAY + 6, 2, 0, 1);
  comparison = compare (journal, 4);
  words = poise_comparison_describe (comparison);
  g_assert_cmpint (comparison->finding, ==, POISE_FINDING_CHANCE);
  g_assert_cmpstr (words, ==, "More leadership than before; with so few entries it may be chance.");
  /* Neither mode is the one that all is measured by. */
  range = poise_comparison_describe_range (comparison);
  g_assert_true (g_str_has_prefix (range,
                                   "Leadership went from 0% to 25%. Nine times in ten the "
                                   "true change leads from 0% to somewhere between 0% and "));
}

/* The one that grew is named; what is rounded away is no change. */
static void
test_range_words (void)
{
  static const struct
  {
    double before, after, low, high;
    const char *words;
  } cases[] = {
    { 0.4, 0.6, -0.05, 0.35,
      "Leadership went from 40% to 60%. Nine times in ten the true change leads from 40% to "
      "somewhere between 35% and 75%." },
    { 0.6, 0.455, -0.3, 0.1,
      "Management went from 40% to 54%. Nine times in ten the true change leads from 40% to "
      "somewhere between 30% and 70%." },
    { 0.9, 0.96, -0.1, 0.2,
      "Leadership went from 90% to 96%. Nine times in ten the true change leads from 90% to "
      "somewhere between 80% and 100%." },
    { 0.498, 0.502, -0.1, 0.1,
      "Nothing is seen to change. Nine times in ten the true change leads from 50% leadership to "
      "somewhere between 40% and 60%." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PoiseBalance before = { .share = cases[i].before }, after = { .share = cases[i].after };
      const PoiseComparison comparison = { .before = &before,
                                           .after = &after,
                                           .finding = POISE_FINDING_CHANCE,
                                           .change = cases[i].after - cases[i].before,
                                           .interval = { cases[i].low, cases[i].high } };
      g_autofree char *words = poise_comparison_describe_range (&comparison);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_unchanged (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseComparison) comparison = NULL;
  g_autofree char *words = NULL;

  fill (journal, DAY - 8, 8, 1, 1);
  fill (journal, DAY, 8, 1, 1);
  comparison = compare (journal, 4);
  words = poise_comparison_describe (comparison);
  g_assert_cmpstr (words, ==, "As much management and leadership as before.");
  g_assert_cmpfloat (comparison->interval.low, <, -0.1);
  g_assert_cmpfloat (comparison->interval.high, >, 0.1);
}

/* Both sides are equally long, whatever was asked for. */
static void
test_sides (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseComparison) four = compare (journal, 4);
  g_autoptr (PoiseComparison) all = compare (journal, 0);
  g_autoptr (PoiseComparison) many = compare (journal, 52);
  g_autoptr (PoiseComparison) new =
    poise_comparison_new (journal, TODAY - 9, 4, TODAY, G_DATE_MONDAY, NULL);

  g_assert_cmpuint (four->before->range.first, ==, DAY - 28);
  g_assert_cmpuint (four->before->range.last, ==, DAY - 1);
  g_assert_cmpuint (four->after->range.first, ==, DAY);
  g_assert_cmpuint (four->after->range.last, ==, DAY + 27);
  g_assert_cmpuint (all->n_weeks, ==, 12);
  g_assert_cmpuint (all->after->range.last, ==, TODAY);
  g_assert_cmpuint (many->after->range.last, ==, TODAY);
  g_assert_cmpuint (many->before->range.first, ==, DAY - 84);
  g_assert_cmpuint (new->after->range.last, ==, TODAY);
  g_assert_cmpuint (new->before->range.first, ==, TODAY - 19);
  g_assert_cmpuint (new->n_weeks, ==, 2);
}

static void
test_events (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseEntry) team = poise_test_entry ("2026-09-07", "New team\nof nine", FALSE, 0.0);
  g_autoptr (PoiseEntry) course = poise_test_entry ("2026-09-09", " Course ", FALSE, 0.0);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *week = NULL;
  g_autofree char *none = NULL;

  poise_entry_set_kind (team, POISE_ENTRY_EVENT);
  poise_entry_set_kind (course, POISE_ENTRY_EVENT);
  poise_journal_add (journal, course);
  poise_journal_add (journal, team);
  fill (journal, DAY, 2, 1, 1);
  entries = poise_journal_list_days (journal, DAY - 30, TODAY);
  events = poise_events_list (entries);
  week = poise_events_join (events, DAY, DAY + 6);
  none = poise_events_join (events, DAY + 3, DAY + 9);
  g_assert_cmpuint (events->len, ==, 2);
  g_assert_cmpstr (week, ==, "New team, Course");
  g_assert_null (none);
}

int
main (int argc, char **argv)
{
  static const Case cases[] = {
    { "unchanged, eight entries", 0.4, 0.4, 8, 8, 0.25, 0.0, 20.0 },
    { "unchanged, thirty entries", 0.4, 0.4, 30, 8, 0.25, 0.0, 20.0 },
    { "unchanged, thirty long entries that differ", 0.4, 0.4, 30, 20, 0.4, 0.0, 20.0 },
    { "unchanged, eight, nearly all management", 0.1, 0.1, 8, 8, 0.1, 0.0, 20.0 },
    { "unchanged, one sentence an entry", 0.5, 0.5, 12, 1, 0.25, 0.0, 20.0 },
    { "much more leadership, thirty entries", 0.3, 0.55, 30, 8, 0.25, 80.0, 100.0 },
    { "much more management, thirty entries", 0.65, 0.4, 30, 8, 0.25, 80.0, 100.0 },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/comparison/simulation/%u", i);

      g_test_add_data_func (path, &cases[i], test_simulation);
    }
  g_test_add_func ("/comparison/too-little", test_too_little);
  g_test_add_func ("/comparison/chance", test_chance);
  g_test_add_func ("/comparison/range-words", test_range_words);
  g_test_add_func ("/comparison/unchanged", test_unchanged);
  g_test_add_func ("/comparison/sides", test_sides);
  g_test_add_func ("/comparison/events", test_events);
  return g_test_run ();
}
