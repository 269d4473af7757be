/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-balance-description.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static int
to_percent (double share)
{
  return (int) lround (share * 100.0);
}

/* Takes the text; there may be no further sentence. */
static char *
append_sentence (char *text, const char *sentence)
{
  g_autofree char *before = text;

  if (sentence == NULL)
    return g_steal_pointer (&before);
  /* Translators: one sentence and the next; where none is written there, leave out the space. */
  return g_strdup_printf (C_ ("sentences", "%1$s %2$s"), before, sentence);
}

/**
 * poise_share_to_words:
 * @share: a share, 0 to 1
 *
 * Returns: (transfer full): it in percent, as people read it
 */
char *
poise_share_to_words (double share)
{
  /* Translators: a share of something, as in “38%”. */
  return g_strdup_printf (C_ ("share", "%d%%"), to_percent (share));
}

/**
 * poise_interval_to_words:
 * @interval: within which a share lies
 *
 * Returns: (transfer full): both ends in percent, as short as can be
 */
char *
poise_interval_to_words (const PoiseInterval *interval)
{
  g_autofree char *low = poise_share_to_words (interval->low);
  g_autofree char *high = poise_share_to_words (interval->high);

  /* Translators: two shares, from the lower to the higher, as “20%–55%”. */
  return g_strdup_printf (C_ ("interval", "%1$s–%2$s"), low, high);
}

/**
 * poise_interval_explain:
 *
 * Returns: (transfer none): what the thin lines on the weekly chart mean
 */
const char *
poise_interval_explain (void)
{
  /* Translators: “Do You Agree?” is the button below. */
  return _ ("A thin line shows how unsure a bar is: your true balance lies on it four times in "
            "five. It is the longer the fewer entries and sentences there are, and the more often "
            "Poise misreads them; “Do You Agree?” finds out how often.");
}

/**
 * poise_counted_to_words:
 * @n_counted: entries that a share rests on
 * @n_entries: entries that were written
 *
 * Returns: (transfer full): both numbers, or the one where they are the same
 */
char *
poise_counted_to_words (guint n_counted, guint n_entries)
{
  if (n_counted == n_entries)
    return g_strdup_printf ("%u", n_entries);
  /* Translators: a cell of a table: how many entries show management or leadership, then how
   * many were written, as “1 of 2”. */
  return g_strdup_printf (C_ ("entries", "%1$u of %2$u"), n_counted, n_entries);
}

/* What is left of all, such that both add up to 100 % as they are read. */
static char *
rest_to_words (double share)
{
  return poise_share_to_words ((100 - to_percent (share)) / 100.0);
}

/**
 * poise_range_to_words:
 * @range: a range
 *
 * Returns: (transfer full): from when to when it is
 */
char *
poise_range_to_words (const PoiseRange *range)
{
  g_autofree char *first = poise_day_to_words (range->first);
  g_autofree char *last = poise_day_to_words (range->last);

  /* Translators: two dates. */
  return g_strdup_printf (_ ("%1$s to %2$s"), first, last);
}

/* ---- periods ---- */

static char *
name_days (PoiseDay first, PoiseDay last)
{
  const PoiseRange range = poise_range_new_days (first, last);

  return first == last ? poise_day_to_words (first) : poise_range_to_words (&range);
}

/**
 * poise_period_get_name:
 * @period: a period
 * @unit: what it is
 *
 * Returns: (transfer full): which day, week, month or quarter it is; from when to when where
 *   only some of its days are looked at
 */
char *
poise_period_get_name (const PoisePeriod *period, PoiseUnit unit)
{
  g_autofree char *first = NULL;
  guint month;

  if (poise_period_is_part (period))
    return name_days (period->shown_first, period->shown_last);
  switch (unit)
    {
    case POISE_UNIT_WEEK:
      first = poise_day_to_words (period->first);
      /* Translators: %s is the date of the week's first day. */
      return g_strdup_printf (_ ("Week of %s"), first);
    case POISE_UNIT_MONTH:
      /* Translators: a month of a year, by strftime(). */
      return poise_day_format (period->first, C_ ("month", "%B %Y"));
    case POISE_UNIT_QUARTER:
      poise_day_get_ymd (period->first, NULL, &month, NULL);
      first = poise_day_format (period->first, "%Y");
      /* Translators: a quarter of a year: first its number, 1 to 4, then the year. */
      return g_strdup_printf (_ ("Quarter %1$u of %2$s"), (month - 1) / 3 + 1, first);
    case POISE_UNIT_DAY:
    default:
      /* Translators: a day with its weekday, by strftime(). */
      return poise_day_format (period->first, C_ ("day", "%A, %-d %B %Y"));
    }
}

/* Takes the words. */
static char *
append_interval (char *words, const PoiseInterval *interval)
{
  g_autofree char *before = words;
  g_autofree char *low = poise_share_to_words (interval->low);
  g_autofree char *high = poise_share_to_words (interval->high);

  /* Translators: first what a week shows, then the lower and the higher end of the range within
   * which leadership’s share probably lies, as “20%” and “55%”. */
  return g_strdup_printf (_ ("%1$s; leadership probably between %2$s and %3$s"), before, low, high);
}

/* The share rests on fewer entries than were written where some show neither. */
static char *
describe_period_share (const PoisePeriod *period, const char *name)
{
  g_autofree char *share = poise_share_to_words (period->share);
  g_autofree char *rest = rest_to_words (period->share);

  if (period->n_counted == period->n_entries)
    return g_strdup_printf (
      /* Translators: first a day, a week, a month or a quarter, then two shares as “38%”. */
      ngettext ("%1$s: %2$s management, %3$s leadership, %4$u entry",
                "%1$s: %2$s management, %3$s leadership, %4$u entries", period->n_entries),
      name, rest, share, period->n_entries);
  return g_strdup_printf (
    /* Translators: first a day, a week, a month or a quarter, then two shares as “38%”; they rest
     * on %4$u entries that show either, of %5$u that were written (at least 2). */
    ngettext ("%1$s: %2$s management, %3$s leadership, from %4$u of %5$u entry",
              "%1$s: %2$s management, %3$s leadership, from %4$u of %5$u entries",
              period->n_entries),
    name, rest, share, period->n_counted, period->n_entries);
}

static char *
describe_figures (const PoisePeriod *period, PoiseUnit unit)
{
  g_autofree char *name = poise_period_get_name (period, unit);
  g_autofree char *words = NULL;

  if (period->n_entries == 0)
    /* Translators: %s is a day, a week, a month or a quarter. */
    return g_strdup_printf (_ ("%s: nothing written"), name);
  if (!period->has_share)
    return g_strdup_printf (
      /* Translators: first a day, a week, a month or a quarter; none of its sentences was found
       * to show management or leadership. */
      ngettext ("%1$s: nothing counted, %2$u entry", "%1$s: nothing counted, %2$u entries",
                period->n_entries),
      name, period->n_entries);
  words = describe_period_share (period, name);
  return unit != POISE_UNIT_DAY ? append_interval (g_steal_pointer (&words), &period->interval)
                                : g_steal_pointer (&words);
}

/**
 * poise_period_describe:
 * @period: a period
 * @unit: what it is
 *
 * Returns: (transfer full): what a screen reader says and a tooltip shows of it
 */
char *
poise_period_describe (const PoisePeriod *period, PoiseUnit unit)
{
  g_autofree char *words = describe_figures (period, unit);

  if (period->outcome == POISE_OUTCOME_NONE)
    return g_steal_pointer (&words);
  /* Translators: first what a week shows, then what became of its intention. */
  return g_strdup_printf (_ ("%1$s; %2$s"), words, poise_outcome_describe (period->outcome));
}

/**
 * poise_unit_describe:
 * @unit: what the weekly chart's bars stand for
 *
 * Returns: (transfer none) (nullable): why a bar is not a week; %NULL where it
 *   is one
 */
const char *
poise_unit_describe (PoiseUnit unit)
{
  switch (unit)
    {
    case POISE_UNIT_MONTH:
      return _ ("Each bar is a month, since weeks would be too narrow.");
    case POISE_UNIT_QUARTER:
      return _ ("Each bar is a quarter of a year, since weeks would be too narrow.");
    case POISE_UNIT_DAY:
    case POISE_UNIT_WEEK:
    default:
      return NULL;
    }
}

/* ---- the weeks ---- */

/* Each range has sentences of its own, since one sentence with two numbers
 * cannot be right in the plural of every language. */
static char *
describe_written (const PoiseRange *range, guint n)
{
  g_autofree char *first = poise_day_to_words (range->first);
  g_autofree char *last = poise_day_to_words (range->last);

  if (range->kind == POISE_RANGE_ALL)
    return g_strdup_printf (
      /* Translators: %1$s is a date. */
      ngettext ("Since %1$s you wrote %2$u entry.", "Since %1$s you wrote %2$u entries.", n), first,
      n);
  switch (range->kind == POISE_RANGE_WEEKS ? range->n_weeks : 0)
    {
    case 4:
      return g_strdup_printf (ngettext ("In the last 4 weeks you wrote %u entry.",
                                        "In the last 4 weeks you wrote %u entries.", n),
                              n);
    case 12:
      return g_strdup_printf (ngettext ("In the last 12 weeks you wrote %u entry.",
                                        "In the last 12 weeks you wrote %u entries.", n),
                              n);
    case 26:
      return g_strdup_printf (ngettext ("In the last 26 weeks you wrote %u entry.",
                                        "In the last 26 weeks you wrote %u entries.", n),
                              n);
    case 52:
      return g_strdup_printf (ngettext ("In the last 52 weeks you wrote %u entry.",
                                        "In the last 52 weeks you wrote %u entries.", n),
                              n);
    default:
      /* Translators: %1$s and %2$s are dates. */
      return g_strdup_printf (ngettext ("From %1$s to %2$s you wrote %3$u entry.",
                                        "From %1$s to %2$s you wrote %3$u entries.", n),
                              first, last, n);
    }
}

/* Which mode there was more of than before; %s is what it made up then, as “38%”. */
static char *
describe_more (guint n_weeks, gboolean is_leadership, const char *then)
{
  switch (n_weeks)
    {
    case 4:
      return g_strdup_printf (is_leadership
                                ? _ ("That is more leadership than in the 4 weeks before (%s).")
                                : _ ("That is more management than in the 4 weeks before (%s)."),
                              then);
    case 12:
      return g_strdup_printf (is_leadership
                                ? _ ("That is more leadership than in the 12 weeks before (%s).")
                                : _ ("That is more management than in the 12 weeks before (%s)."),
                              then);
    case 26:
      return g_strdup_printf (is_leadership
                                ? _ ("That is more leadership than in the 26 weeks before (%s).")
                                : _ ("That is more management than in the 26 weeks before (%s)."),
                              then);
    case 52:
      return g_strdup_printf (is_leadership
                                ? _ ("That is more leadership than in the 52 weeks before (%s).")
                                : _ ("That is more management than in the 52 weeks before (%s)."),
                              then);
    default:
      return g_strdup_printf (is_leadership
                                ? _ ("That is more leadership than in as many days before (%s).")
                                : _ ("That is more management than in as many days before (%s)."),
                              then);
    }
}

static char *
describe_change (const PoiseBalance *self, const PoiseBalance *before)
{
  guint n_weeks = self->range.kind == POISE_RANGE_WEEKS ? self->range.n_weeks : 0;
  /* Of the rounded numbers, since these are what the person can compare. */
  int points = to_percent (self->share) - to_percent (before->share);
  g_autofree char *then =
    points > 0 ? poise_share_to_words (before->share) : rest_to_words (before->share);

  if (points == 0)
    return g_strdup (_ ("That is as before."));
  return append_sentence (
    describe_more (n_weeks, points > 0, then),
    poise_uncertainty_may_be_chance (self->share - before->share, self->error, before->error)
      ? _ ("It may be chance.")
      : NULL);
}

/* Both modes are named, and neither is the mark to reach. */
static char *
describe_both (const PoiseBalance *self)
{
  g_autofree char *management = rest_to_words (self->share);
  g_autofree char *leadership = poise_share_to_words (self->share);

  if (self->n_counted == self->n_entries)
    /* Translators: two shares, as “55%” and “45%”, of the sentences that show either. */
    return g_strdup_printf (_ ("What you described is %1$s management and %2$s leadership."),
                            management, leadership);
  return g_strdup_printf (
    /* Translators: follows “In the last 4 weeks you wrote 6 entries.”: in how many of these there
     * are sentences that show either, then two shares of these sentences, as “55%” and “45%”. */
    ngettext ("What you described in %1$u of them is %2$s management and %3$s leadership.",
              "What you described in %1$u of them is %2$s management and %3$s leadership.",
              self->n_counted),
    self->n_counted, management, leadership);
}

static char *
describe_share (const PoiseBalance *self, const PoiseBalance *before)
{
  g_autofree char *change = NULL;
  char *sentence = describe_both (self);

  if (before == NULL || !before->has_share)
    return sentence;
  change = describe_change (self, before);
  return append_sentence (sentence, change);
}

static const char *
describe_neglected (PoiseFacet facet)
{
  switch (facet)
    {
    case POISE_FACET_PURPOSE:
      return _ ("You wrote little about purpose.");
    case POISE_FACET_CHANGE:
      return _ ("You wrote little about change.");
    case POISE_FACET_PEOPLE:
      return _ ("You wrote little about people.");
    case POISE_FACET_MEANS:
      return _ ("You wrote little about your ways of working.");
    case POISE_FACET_DECISIONS:
      return _ ("You wrote little about decisions.");
    case POISE_FACET_COMMUNICATION:
      return _ ("You wrote little about communication.");
    case POISE_FACET_NONE:
    default:
      return NULL;
    }
}

/* Why nothing was counted; %NULL where Poise read it and is sure. */
static const char *
describe_doubt (const PoiseBalance *self)
{
  if (2 * self->n_unread > self->n_entries)
    return _ ("Poise cannot read the language of what you wrote; say yourself what your sentences "
              "show.");
  if (2 * (self->n_unread + self->n_unsure) > self->n_entries)
    return _ ("Poise is not sure what most of it shows; say yourself what your sentences show.");
  return NULL;
}

/**
 * poise_balance_describe:
 * @self: a balance
 * @before: (nullable): that of the range before
 *
 * Says in words what the weekly chart shows.
 *
 * Returns: (transfer full): one to three sentences
 */
char *
poise_balance_describe (const PoiseBalance *self, const PoiseBalance *before)
{
  g_autofree char *written = NULL;
  g_autofree char *share = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->n_entries == 0)
    {
      g_autofree char *range = poise_range_to_words (&self->range);

      /* Translators: %s is from when to when, as “1 May 2026 to 3 May 2026”. */
      return g_strdup_printf (_ ("Nothing was written: %s."), range);
    }
  written = describe_written (&self->range, self->n_entries);
  if (!self->has_share)
    {
      const char *doubt = describe_doubt (self);

      return append_sentence (g_steal_pointer (&written),
                              doubt != NULL ? doubt
                                            : _ ("None of it shows management or leadership yet."));
    }
  share = describe_share (self, before);
  return append_sentence (append_sentence (g_steal_pointer (&written), share),
                          describe_neglected (poise_balance_find_neglected (self)));
}

/* ---- the facets ---- */

static const char *
describe_favourite (PoiseFacet facet)
{
  switch (facet)
    {
    case POISE_FACET_PURPOSE:
      return _ ("You wrote most about purpose.");
    case POISE_FACET_CHANGE:
      return _ ("You wrote most about change.");
    case POISE_FACET_PEOPLE:
      return _ ("You wrote most about people.");
    case POISE_FACET_MEANS:
      return _ ("You wrote most about your ways of working.");
    case POISE_FACET_DECISIONS:
      return _ ("You wrote most about decisions.");
    case POISE_FACET_COMMUNICATION:
      return _ ("You wrote most about communication.");
    case POISE_FACET_NONE:
    default:
      return _ ("You wrote about several things alike.");
    }
}

static int
get_facet_percent (const PoiseBalance *self, PoiseFacet facet)
{
  return to_percent (poise_balance_get_facet_share (self, facet));
}

/* The facet whose part changed most, in hundredths of all. */
static PoiseFacet
find_changed (const PoiseBalance *self, const PoiseBalance *before, int *points)
{
  PoiseFacet found = POISE_FACET_NONE;

  *points = 0;
  if (before == NULL || before->n_sentences == 0)
    return POISE_FACET_NONE;
  for (PoiseFacet facet = POISE_FACET_PURPOSE; facet < POISE_N_FACETS; facet++)
    {
      int change = get_facet_percent (self, facet) - get_facet_percent (before, facet);

      if (ABS (change) <= ABS (*points))
        continue;
      *points = change;
      found = facet;
    }
  return found;
}

static char *
describe_changed (const PoiseBalance *self, const PoiseBalance *before)
{
  int points;
  PoiseFacet facet = find_changed (self, before, &points);
  g_autofree char *now = NULL;
  g_autofree char *then = NULL;

  if (facet == POISE_FACET_NONE)
    return NULL;
  now = poise_share_to_words (poise_balance_get_facet_share (self, facet));
  then = poise_share_to_words (poise_balance_get_facet_share (before, facet));
  return g_strdup_printf (
    /* Translators: %1$s is a facet, as “Change”; then its part of all that was described. */
    points > 0 ? _ ("“%1$s” grew most: %2$s, before %3$s.")
               : _ ("“%1$s” shrank most: %2$s, before %3$s."),
    poise_facet_get_label (facet), now, then);
}

/**
 * poise_balance_describe_facets:
 * @self: a balance
 * @before: (nullable): that of the range before
 *
 * Says in words what the chart of the facets shows.
 *
 * Returns: (transfer full): one to three sentences
 */
char *
poise_balance_describe_facets (const PoiseBalance *self, const PoiseBalance *before)
{
  g_autofree char *written = NULL;
  g_autofree char *changed = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->n_sentences == 0)
    {
      const char *doubt = describe_doubt (self);

      return g_strdup (
        doubt != NULL ? doubt : _ ("Nothing that you wrote shows management or leadership yet."));
    }
  changed = describe_changed (self, before);
  written = append_sentence (g_strdup (describe_favourite (poise_balance_find_favourite (self))),
                             describe_neglected (poise_balance_find_neglected (self)));
  return append_sentence (g_steal_pointer (&written), changed);
}

/**
 * poise_balance_describe_facet:
 * @self: a balance
 * @before: (nullable): that of the range before
 * @facet: a facet
 *
 * Returns: (transfer full): what a screen reader says and a tooltip shows of
 *   the facet
 */
char *
poise_balance_describe_facet (const PoiseBalance *self,
                              const PoiseBalance *before,
                              PoiseFacet facet)
{
  g_autofree char *management = NULL;
  g_autofree char *leadership = NULL;
  g_autofree char *then = NULL;

  g_return_val_if_fail (self != NULL && (guint) facet < POISE_N_FACETS, NULL);

  management =
    poise_share_to_words (poise_balance_get_facet_part (self, facet, POISE_MODE_MANAGEMENT));
  leadership =
    poise_share_to_words (poise_balance_get_facet_part (self, facet, POISE_MODE_LEADERSHIP));
  if (before == NULL || before->n_sentences == 0)
    /* Translators: a facet, as “Change”, then shares, as “38%”. */
    return g_strdup_printf (_ ("%1$s: %2$s leadership, %3$s management"),
                            poise_facet_get_label (facet), leadership, management);
  then = poise_share_to_words (poise_balance_get_facet_share (before, facet));
  /* Translators: a facet, as “Change”, then shares, as “38%”. */
  return g_strdup_printf (
    _ ("%1$s: %2$s leadership, %3$s management; %4$s in all in the range before"),
    poise_facet_get_label (facet), leadership, management, then);
}

/* ---- the year ---- */

static guint
count_days (GArray *days)
{
  guint n = 0;

  for (guint i = 0; i < days->len; i++)
    n += g_array_index (days, PoisePeriod, i).n_entries > 0;
  return n;
}

/**
 * poise_balance_describe_year:
 * @days: (element-type PoisePeriod): what poise_balance_list_year() found
 *
 * Says in words what the heat map shows; how many days follow each other is not said, since
 * nobody is to write for the sake of that.
 *
 * Returns: (transfer full): a sentence
 */
char *
poise_balance_describe_year (GArray *days)
{
  g_autofree char *last = NULL;
  guint n;

  g_return_val_if_fail (days != NULL && days->len > 0, NULL);

  last = poise_day_to_words (g_array_index (days, PoisePeriod, days->len - 1).first);
  n = count_days (days);
  if (n == 0)
    /* Translators: %s is a date. */
    return g_strdup_printf (_ ("You wrote on no day of the year up to %s."), last);
  return g_strdup_printf (
    /* Translators: %2$s is a date. */
    ngettext ("You wrote on %1$u day of the year up to %2$s.",
              "You wrote on %1$u days of the year up to %2$s.", n),
    n, last);
}
