/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The range of a share against simulated weeks whose truth is known. The
 * simulation knows nothing of how the range is worked out.
 */

#include <math.h>

#include "poise-balance.h"
#include "poise-test.h"

#define N_WEEKS 10000
#define DAY (poise_day_new (2026, 11, 23))

/**
 * Case:
 * @name: what is simulated
 * @right: how often the tagger is right on the whole
 * @opposite: how often it takes one mode for the other
 * @alike: how alike people's taggers are: as if so many sentences told them apart
 * @n_judged: how many sentences each person judged
 * @low: the least that a person writes of leadership on the whole
 * @high: the most
 * @max_entries: the most entries that a week has
 */
typedef struct
{
  const char *name;
  double right;
  double opposite;
  double alike;
  guint n_judged;
  double low;
  double high;
  guint max_entries;
} Case;

/* ---- random numbers ---- */

static double
draw_normal (GRand *rand)
{
  double u = 1.0 - g_rand_double (rand);

  return sqrt (-2.0 * log (u)) * cos (2.0 * G_PI * g_rand_double (rand));
}

/* G. Marsaglia and W. W. Tsang, 2000. */
static double
draw_gamma (GRand *rand, double shape)
{
  double d, c;

  if (shape < 1.0)
    return draw_gamma (rand, shape + 1.0) * pow (1.0 - g_rand_double (rand), 1.0 / shape);
  d = shape - 1.0 / 3.0;
  c = 1.0 / sqrt (9.0 * d);
  while (TRUE)
    {
      double x = draw_normal (rand);
      double v = pow (MAX (1.0 + c * x, 0.0), 3.0);

      if (v > 0.0 && log (1.0 - g_rand_double (rand)) < x * x / 2.0 + d - d * v + d * log (v))
        return d * v;
    }
}

static double
draw_beta (GRand *rand, double a, double b)
{
  double x = draw_gamma (rand, MAX (a, 1e-6)), y = draw_gamma (rand, MAX (b, 1e-6));

  return x + y > 0.0 ? x / (x + y) : 0.5;
}

/* ---- a simulated week ---- */

/* One person's tagger. */
typedef struct
{
  double right;
  double opposite;
} Tagger;

static Tagger
draw_tagger (GRand *rand, const Case *self)
{
  double right = draw_gamma (rand, self->right * self->alike);
  double opposite = draw_gamma (rand, self->opposite * self->alike);
  double neither = draw_gamma (rand, (1.0 - self->right - self->opposite) * self->alike);
  double all = right + opposite + neither;

  return (Tagger) { right / all, opposite / all };
}

/* What a person finds who judges some sentences. */
static PoiseAccuracy
judge (GRand *rand, const Tagger *tagger, guint n)
{
  guint counts[3] = { 0 };

  for (guint i = 0; i < n; i++)
    {
      double u = g_rand_double (rand);

      counts[u < tagger->right ? 0 : u < tagger->right + tagger->opposite ? 1 : 2]++;
    }
  return poise_accuracy_new (counts[0], counts[1], counts[2]);
}

/* What the tagger says of a sentence that shows leadership or not; of one that shows neither it
 * says either. */
static gboolean
read_sentence (GRand *rand, const Tagger *tagger, gboolean is_leadership)
{
  double u = g_rand_double (rand);

  if (u < tagger->right + tagger->opposite)
    return u < tagger->right ? is_leadership : !is_leadership;
  return g_rand_boolean (rand);
}

/* A day's entry differs from the next one: @spread is how much its sentences hang together. */
static void
write_entry (GRand *rand,
             const Tagger *tagger,
             double truth,
             double spread,
             guint *n,
             guint *n_leadership)
{
  double scale = 1.0 / spread - 1.0;
  double share = draw_beta (rand, truth * scale, (1.0 - truth) * scale);

  *n = (guint) g_rand_int_range (rand, 3, 16);
  *n_leadership = 0;
  for (guint i = 0; i < *n; i++)
    *n_leadership += read_sentence (rand, tagger, g_rand_double (rand) < share);
}

/* Whether the range of a week holds its truth. */
static gboolean
simulate_week (GRand *rand, const Case *self, double *width)
{
  Tagger tagger = draw_tagger (rand, self);
  PoiseAccuracy accuracy = judge (rand, &tagger, self->n_judged);
  double mean = g_rand_double_range (rand, self->low, self->high);
  double truth = draw_beta (rand, 6.0 * mean, 6.0 * (1.0 - mean));
  double spread = g_rand_double_range (rand, 0.05, 0.4);
  guint n_entries = (guint) g_rand_int_range (rand, 1, (gint32) self->max_entries + 1);
  guint all = 0, leadership = 0;
  guint64 n_pairs = 0;
  PoiseInterval interval;

  for (guint i = 0; i < n_entries; i++)
    {
      guint n, n_leadership;

      write_entry (rand, &tagger, truth, spread, &n, &n_leadership);
      all += n;
      leadership += n_leadership;
      n_pairs += n * (n - 1);
    }
  interval = poise_uncertainty_get_interval (&accuracy, (double) leadership / all, all, n_pairs);
  *width += interval.high - interval.low;
  return interval.low <= truth && truth <= interval.high;
}

static void
test_simulation (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261128);
  double width = 0.0, held;
  guint n_held = 0;

  for (guint i = 0; i < N_WEEKS; i++)
    n_held += simulate_week (rand, self, &width);
  held = 100.0 * n_held / N_WEEKS;
  g_test_message ("%s: the 80 %% range holds the truth in %.1f %% of %d weeks; it is %.2f wide",
                  self->name, held, N_WEEKS, width / N_WEEKS);
  g_assert_cmpfloat (held, >=, 75.0);
  g_assert_cmpfloat (held, <=, 85.0);
}

/* ---- what it rests on ---- */

static double
get_width (const PoiseAccuracy *accuracy, double share, guint n_entries, guint n_sentences)
{
  guint64 n_pairs = (guint64) n_entries * n_sentences * (n_sentences - 1);
  PoiseInterval interval =
    poise_uncertainty_get_interval (accuracy, share, n_entries * n_sentences, n_pairs);

  g_assert_cmpfloat (interval.low, >=, 0.0);
  g_assert_cmpfloat (interval.low, <=, share);
  g_assert_cmpfloat (interval.high, >=, share);
  g_assert_cmpfloat (interval.high, <=, 1.0);
  return interval.high - interval.low;
}

static void
test_less_is_wider (void)
{
  PoiseAccuracy unknown = poise_accuracy_new (0, 0, 0);

  /* One entry looks as unsure as it is, however long. */
  g_assert_cmpfloat (get_width (&unknown, 0.5, 1, 5), >, 0.5);
  g_assert_cmpfloat (get_width (&unknown, 0.5, 1, 500), >, 0.4);
  g_assert_cmpfloat (get_width (&unknown, 0.5, 6, 5), <, get_width (&unknown, 0.5, 3, 5));
  /* As many sentences of more entries tell more. */
  g_assert_cmpfloat (get_width (&unknown, 0.5, 10, 3), <, get_width (&unknown, 0.5, 3, 10));
  for (guint i = 0; i <= 20; i++)
    g_assert_cmpfloat (get_width (&unknown, i / 20.0, 2, 6), >, 0.1);
}

static void
test_judging_narrows_or_widens (void)
{
  PoiseAccuracy unknown = poise_accuracy_new (0, 0, 0);
  PoiseAccuracy agreed = poise_accuracy_new (29, 0, 1);
  PoiseAccuracy disagreed = poise_accuracy_new (12, 6, 12);
  PoiseAccuracy opposed = poise_accuracy_new (0, 300, 0);

  g_assert_cmpfloat (get_width (&agreed, 0.5, 5, 5), <, get_width (&unknown, 0.5, 5, 5));
  g_assert_cmpfloat (get_width (&disagreed, 0.5, 5, 5), >, get_width (&unknown, 0.5, 5, 5));
  /* Who never agrees learns nothing from the chart. */
  g_assert_cmpfloat (get_width (&opposed, 0.5, 5, 5), >, 0.7);
}

static void
test_chance (void)
{
  PoiseAccuracy unknown = poise_accuracy_new (0, 0, 0);
  double few = poise_uncertainty_get_error (&unknown, 0.3, 12, 12 * 3);
  double many = poise_uncertainty_get_error (&unknown, 0.3, 1500, 1500 * 3);

  g_assert_true (poise_uncertainty_may_be_chance (0.1, few, few));
  g_assert_true (poise_uncertainty_may_be_chance (-0.1, many, few));
  g_assert_false (poise_uncertainty_may_be_chance (0.1, many, many));
  g_assert_false (poise_uncertainty_may_be_chance (-0.1, many, many));
  g_assert_true (poise_uncertainty_may_be_chance (0.01, many, many));
}

static void
add (PoiseJournal *journal, const char *day, guint n_sentences)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry (day, "x", TRUE, 0.0);
  g_autoptr (PoiseTag) tag = poise_tag_new ();

  for (guint i = 0; i < n_sentences; i++)
    {
      PoiseSentenceTag sentence = { .start = i, .end = i + 1, .mode = POISE_MODE_MANAGEMENT };

      g_array_append_val (tag->sentences, sentence);
    }
  tag->has_share = TRUE;
  tag->mode = POISE_MODE_MANAGEMENT;
  poise_entry_set_tag (entry, tag);
  poise_journal_add (journal, entry);
}

/* A period has the range of its own entries, at the accuracy that it was given. */
static void
test_periods (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  PoiseAccuracy agreed = poise_accuracy_new (40, 0, 0);
  PoiseRange range = poise_range_new_weeks (DAY, 2, G_DATE_MONDAY);
  g_autoptr (PoiseBalance) balance = NULL;
  g_autoptr (PoiseBalance) unknown = NULL;
  const PoisePeriod *week;
  PoiseInterval interval;

  add (journal, "2026-11-16", 4);
  add (journal, "2026-11-17", 3);
  balance = poise_balance_new_for_range (journal, &range, G_DATE_MONDAY, &agreed);
  unknown = poise_balance_new_for_range (journal, &range, G_DATE_MONDAY, NULL);
  week = &g_array_index (balance->weeks, PoisePeriod, 0);
  interval = poise_uncertainty_get_interval (&agreed, 0.0, 7, 4 * 3 + 3 * 2);
  g_assert_cmpfloat (week->interval.low, ==, interval.low);
  g_assert_cmpfloat (week->interval.high, ==, interval.high);
  g_assert_cmpfloat (balance->error, ==, poise_uncertainty_get_error (&agreed, 0.0, 7, 18));
  g_assert_cmpfloat (g_array_index (unknown->weeks, PoisePeriod, 0).interval.high, >,
                     interval.high);
}

int
main (int argc, char **argv)
{
  static const Case cases[] = {
    { "usual", 0.73, 0.06, 20.0, 0, 0.15, 0.75, 12 },
    { "one or two entries", 0.73, 0.06, 20.0, 0, 0.15, 0.75, 2 },
    { "nearly all management", 0.73, 0.06, 20.0, 0, 0.05, 0.15, 12 },
    { "ten sentences judged", 0.73, 0.06, 20.0, 10, 0.15, 0.75, 12 },
    { "thirty judged of a tagger that is good", 0.93, 0.02, 20.0, 30, 0.15, 0.75, 12 },
    { "thirty judged of a tagger that is bad", 0.6, 0.12, 20.0, 30, 0.15, 0.75, 12 },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/uncertainty/simulation/%u", i);

      g_test_add_data_func (path, &cases[i], test_simulation);
    }
  g_test_add_func ("/uncertainty/less-is-wider", test_less_is_wider);
  g_test_add_func ("/uncertainty/judging", test_judging_narrows_or_widens);
  g_test_add_func ("/uncertainty/chance", test_chance);
  g_test_add_func ("/uncertainty/periods", test_periods);
  return g_test_run ();
}
