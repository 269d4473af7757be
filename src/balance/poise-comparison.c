/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-comparison.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "poise-balance-description.h"

/* How often each side is drawn again. */
#define N_DRAWS 2000
/* The part of the draws that lies beyond each end of the range. */
#define TAIL 0.05
/* The normal distribution has 90 % within so many standard deviations. */
#define Z 1.6448536269514722
/* Equal entries give equal figures. */
#define SEED 20261128

/* ---- the range ---- */

/* What an entry counts: all of it is drawn together, since its sentences are alike. */
typedef struct
{
  guint n;
  double leadership;
} Cluster;

static GArray *
list_clusters (PoiseJournal *journal, const PoiseRange *range)
{
  g_autoptr (GPtrArray) entries =
    poise_journal_list_kind (journal, NULL, range->first, range->last);
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (Cluster));

  for (guint i = 0; i < entries->len; i++)
    {
      PoiseTag *tag = poise_entry_get_tag (g_ptr_array_index (entries, i));
      Cluster cluster;

      if (tag == NULL || !tag->has_share)
        continue;
      cluster.n = poise_tag_count (tag, &cluster.leadership);
      g_array_append_val (clusters, cluster);
    }
  return clusters;
}

/* One entry fewer than there are: else draws of few entries vary too little (J. N. K. Rao and
 * C. F. J. Wu, 1988). */
static double
draw_share (GArray *clusters, GRand *random)
{
  double leadership = 0.0, n = 0.0;

  for (guint i = 1; i < clusters->len; i++)
    {
      gint32 at = g_rand_int_range (random, 0, (gint32) clusters->len);
      const Cluster *cluster = &g_array_index (clusters, Cluster, at);

      leadership += cluster->leadership;
      n += cluster->n;
    }
  return leadership / n;
}

static int
compare_doubles_cb (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* By the percentile bootstrap over entries (B. Efron, 1979). */
static PoiseInterval
draw_interval (GArray *before, GArray *after)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autofree double *changes = g_new (double, N_DRAWS);

  for (guint i = 0; i < N_DRAWS; i++)
    changes[i] = draw_share (after, random) - draw_share (before, random);
  qsort (changes, N_DRAWS, sizeof (double), compare_doubles_cb);
  return (PoiseInterval) { .low = changes[(guint) (N_DRAWS * TAIL)],
                           .high = changes[N_DRAWS - 1 - (guint) (N_DRAWS * TAIL)] };
}

/* Entries that are all alike seem to tell more than so few can: the range is at least as wide as
 * that of their sentences. */
static void
widen (PoiseComparison *self)
{
  double half = Z * hypot (self->before->error, self->after->error);

  self->interval.low = CLAMP (self->change - half, -1.0, self->interval.low);
  self->interval.high = CLAMP (self->change + half, self->interval.high, 1.0);
}

static PoiseFinding
judge (const PoiseComparison *self)
{
  if (self->interval.low > 0.0)
    return POISE_FINDING_LEADERSHIP;
  return self->interval.high < 0.0 ? POISE_FINDING_MANAGEMENT : POISE_FINDING_CHANCE;
}

static void
compare (PoiseComparison *self, PoiseJournal *journal)
{
  g_autoptr (GArray) before = list_clusters (journal, &self->before->range);
  g_autoptr (GArray) after = list_clusters (journal, &self->after->range);

  if (self->before->has_share && self->after->has_share)
    self->change = self->after->share - self->before->share;
  if (before->len < POISE_COMPARISON_MIN_ENTRIES || after->len < POISE_COMPARISON_MIN_ENTRIES)
    return;
  self->interval = draw_interval (before, after);
  widen (self);
  self->finding = judge (self);
}

/* ---- making one ---- */

/* How many days a side has: no more than have passed since, and than there were before. */
static PoiseDay
get_length (PoiseDay day, guint n_weeks, PoiseDay today)
{
  PoiseDay since = today >= day ? today - day + 1 : 1;
  PoiseDay length = MIN (7 * (n_weeks > 0 ? n_weeks : POISE_COMPARISON_WEEKS), since);

  return MAX (MIN (length, day - 1), 1);
}

/**
 * poise_comparison_new:
 * @journal: the entries
 * @day: the first day after; not the first day that there is
 * @n_weeks: how many weeks on either side; 0 for as many as have passed since @day, up to
 *   %POISE_COMPARISON_WEEKS
 * @today: the day it is
 * @first_weekday: the day on which weeks begin
 * @accuracy: (nullable): how often the tagger is right for this person
 *
 * Compares what was written from @day on with what was written before it. Both sides are
 * equally long: where fewer than @n_weeks have passed since, less is taken on either side.
 * What the tagger does to both sides alike makes no difference.
 *
 * Returns: (transfer full): the comparison
 */
PoiseComparison *
poise_comparison_new (PoiseJournal *journal,
                      PoiseDay day,
                      guint n_weeks,
                      PoiseDay today,
                      GDateWeekday first_weekday,
                      const PoiseAccuracy *accuracy)
{
  PoiseComparison *self;
  PoiseRange before, after;
  PoiseDay length;

  g_return_val_if_fail (POISE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (poise_day_is_valid (day) && day > 1 && poise_day_is_valid (today), NULL);

  length = get_length (day, n_weeks, today);
  before = poise_range_new_days (day - length, day - 1);
  after = poise_range_new_days (day, day + length - 1);
  self = g_atomic_rc_box_new0 (PoiseComparison);
  self->day = day;
  self->n_weeks = (length + 6) / 7;
  self->before = poise_balance_new_for_range (journal, &before, first_weekday, accuracy);
  self->after = poise_balance_new_for_range (journal, &after, first_weekday, accuracy);
  compare (self, journal);
  return self;
}

/**
 * poise_comparison_ref:
 * @self: a comparison
 *
 * Returns: (transfer full): @self
 */
PoiseComparison *
poise_comparison_ref (PoiseComparison *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  PoiseComparison *self = data;

  g_clear_pointer (&self->before, poise_balance_unref);
  g_clear_pointer (&self->after, poise_balance_unref);
}

/**
 * poise_comparison_unref:
 * @self: (transfer full): a comparison
 */
void
poise_comparison_unref (PoiseComparison *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* ---- in words ---- */

/**
 * poise_finding_to_id:
 * @finding: what can be said
 *
 * Returns: (transfer none): its word for programs
 */
const char *
poise_finding_to_id (PoiseFinding finding)
{
  static const char *const ids[] = { "too-little", "chance", "more-leadership", "more-management" };

  g_return_val_if_fail ((guint) finding < G_N_ELEMENTS (ids), NULL);
  return ids[finding];
}

static int
to_percent (double share)
{
  return (int) lround (CLAMP (share, 0.0, 1.0) * 100.0);
}

/* In which mode's percent the change is told, since there is more of it than before;
 * %POISE_MODE_NONE where there is as much. It is of the rounded numbers, since these are what the
 * person sees. */
static PoiseMode
find_grown (const PoiseComparison *self)
{
  int change = to_percent (self->after->share) - to_percent (self->before->share);

  return change > 0 ? POISE_MODE_LEADERSHIP : change < 0 ? POISE_MODE_MANAGEMENT : POISE_MODE_NONE;
}

static const char *
describe_chance (const PoiseComparison *self)
{
  switch (find_grown (self))
    {
    case POISE_MODE_LEADERSHIP:
      return _ ("More leadership than before; with so few entries it may be chance.");
    case POISE_MODE_MANAGEMENT:
      return _ ("More management than before; with so few entries it may be chance.");
    case POISE_MODE_NONE:
    case POISE_MODE_BALANCED:
    default:
      return _ ("As much management and leadership as before.");
    }
}

/**
 * poise_comparison_describe:
 * @self: a comparison
 *
 * Returns: (transfer full): what can be said, a sentence
 */
char *
poise_comparison_describe (const PoiseComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->finding)
    {
    case POISE_FINDING_LEADERSHIP:
      return g_strdup (_ ("More leadership than before."));
    case POISE_FINDING_MANAGEMENT:
      return g_strdup (_ ("More management than before."));
    case POISE_FINDING_CHANCE:
      return g_strdup (describe_chance (self));
    case POISE_FINDING_TOO_LITTLE:
    default:
      /* Translators: %d is at least 2. */
      return g_strdup_printf (_ ("This is too little to compare: each side needs %d entries that "
                                 "show management or leadership."),
                              POISE_COMPARISON_MIN_ENTRIES);
    }
}

/* The share of a mode, where leadership has @share. */
static char *
mode_to_words (PoiseMode mode, double share)
{
  int percent = to_percent (share);

  return poise_share_to_words ((mode == POISE_MODE_MANAGEMENT ? 100 - percent : percent) / 100.0);
}

/**
 * poise_comparison_describe_range:
 * @self: a comparison
 *
 * Says by how much there was more of one mode, and within which range this lies: as what the share
 * before would have become, which is read more easily than the difference of two shares.
 *
 * Returns: (transfer full) (nullable): two sentences; %NULL where there is too little to compare
 */
char *
poise_comparison_describe_range (const PoiseComparison *self)
{
  PoiseMode grown;
  double before;
  g_autofree char *then = NULL, *now = NULL, *low = NULL, *high = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->finding == POISE_FINDING_TOO_LITTLE)
    return NULL;
  grown = find_grown (self);
  before = self->before->share;
  then = mode_to_words (grown, before);
  now = mode_to_words (grown, self->after->share);
  low = mode_to_words (grown, before + self->interval.low);
  high = mode_to_words (grown, before + self->interval.high);
  if (grown == POISE_MODE_MANAGEMENT)
    return g_strdup_printf (
      /* Translators: shares, as “38%”: before, after, then within which range the second may lie.
       */
      _ ("Management went from %1$s to %2$s. Nine times in ten the true change leads from %1$s to "
         "somewhere between %3$s and %4$s."),
      then, now, high, low);
  if (grown == POISE_MODE_LEADERSHIP)
    return g_strdup_printf (
      /* Translators: shares, as “38%”: before, after, then within which range the second may lie.
       */
      _ ("Leadership went from %1$s to %2$s. Nine times in ten the true change leads from %1$s to "
         "somewhere between %3$s and %4$s."),
      then, now, low, high);
  return g_strdup_printf (
    /* Translators: shares, as “38%”: before, then within which range the one after may lie. */
    _ ("Nothing is seen to change. Nine times in ten the true change leads from %1$s leadership to "
       "somewhere between %2$s and %3$s."),
    then, low, high);
}

/**
 * poise_comparison_describe_side:
 * @side: what was written before, or after
 *
 * Returns: (transfer full): what it shows
 */
char *
poise_comparison_describe_side (const PoiseBalance *side)
{
  g_autofree char *management = NULL;
  g_autofree char *leadership = NULL;

  g_return_val_if_fail (side != NULL, NULL);

  if (side->n_entries == 0)
    return g_strdup (_ ("No entries"));
  if (!side->has_share)
    return g_strdup (_ ("Neither management nor leadership"));
  leadership = poise_share_to_words (side->share);
  management = poise_share_to_words ((100 - lround (side->share * 100.0)) / 100.0);
  if (side->n_counted == side->n_entries)
    return g_strdup_printf (
      /* Translators: two shares, as “38%”. */
      ngettext ("%1$s management, %2$s leadership, %3$u entry",
                "%1$s management, %2$s leadership, %3$u entries", side->n_entries),
      management, leadership, side->n_entries);
  return g_strdup_printf (
    /* Translators: two shares, as “38%”; they rest on %3$u entries that show either, of %4$u that
     * were written (at least 2). */
    ngettext ("%1$s management, %2$s leadership, from %3$u of %4$u entry",
              "%1$s management, %2$s leadership, from %3$u of %4$u entries", side->n_entries),
    management, leadership, side->n_counted, side->n_entries);
}
