/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-balance.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * poise_balance_get_entry_share:
 * @entry: an entry
 * @share: (out): leadership's part of its coded behaviour, 0 to 1
 *
 * Returns: %TRUE if @entry has coded behaviour
 */
gboolean
poise_balance_get_entry_share (PoiseEntry *entry, double *share)
{
  PoiseTag *tag = poise_entry_get_tag (entry);

  if (tag == NULL || !tag->has_share)
    return FALSE;
  *share = tag->share;
  return TRUE;
}

static void
count_facets (PoiseBalance *self, PoiseWeek *week, PoiseTag *tag)
{
  for (guint i = 0; i < tag->sentences->len; i++)
    {
      const PoiseSentenceTag *sentence = &g_array_index (tag->sentences, PoiseSentenceTag, i);

      if (sentence->mode == POISE_MODE_NONE)
        continue;
      week->n_sentences++;
      self->facets[sentence->facet][sentence->mode]++;
    }
}

/* Adds an entry; the shares are sums until finish_week() divides them. */
static void
count_entry (PoiseBalance *self, PoiseWeek *week, PoiseEntry *entry)
{
  double share;

  week->n_entries++;
  self->n_entries++;
  if (!poise_balance_get_entry_share (entry, &share))
    return;
  week->n_counted++;
  week->share += share;
  self->n_counted++;
  self->share += share;
  count_facets (self, week, poise_entry_get_tag (entry));
}

static void
finish_trends (GArray *weeks)
{
  double window[POISE_BALANCE_TREND_WEEKS];
  guint n = 0;

  for (guint i = 0; i < weeks->len; i++)
    {
      PoiseWeek *week = &g_array_index (weeks, PoiseWeek, i);
      double sum = 0.0;
      guint held;

      if (!week->has_share)
        continue;
      window[n++ % POISE_BALANCE_TREND_WEEKS] = week->share;
      held = MIN (n, POISE_BALANCE_TREND_WEEKS);
      for (guint k = 0; k < held; k++)
        sum += window[k];
      week->has_trend = TRUE;
      week->trend = sum / held;
    }
}

static PoiseDay
find_oldest (PoiseJournal *journal, PoiseDay today)
{
  guint n = poise_journal_get_n_entries (journal);

  return n > 0 ? MIN (poise_entry_get_day (poise_journal_peek (journal, n - 1)), today) : today;
}

/**
 * poise_balance_new:
 * @journal: the entries
 * @today: the day it is
 * @n_weeks: how many weeks, this one included; 0 for all
 * @first_weekday: the day on which weeks begin
 *
 * Works out the balance of the last weeks. An entry's share is its tag's; a
 * week's share is the mean of its entries' shares, entries without coded
 * behaviour left out; the trend is a moving average over
 * %POISE_BALANCE_TREND_WEEKS weeks that have a share. (design.md, "The
 * balance".) Entries of days to come are left out.
 *
 * Returns: (transfer full): the balance
 */
PoiseBalance *
poise_balance_new (PoiseJournal *journal, PoiseDay today, guint n_weeks, GDateWeekday first_weekday)
{
  PoiseBalance *self;
  g_autoptr (GPtrArray) entries = NULL;
  PoiseDay last, first;

  g_return_val_if_fail (POISE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (poise_day_is_valid (today), NULL);

  self = g_new0 (PoiseBalance, 1);
  last = poise_day_get_week (today, first_weekday);
  if (n_weeks == 0)
    n_weeks = (last - poise_day_get_week (find_oldest (journal, today), first_weekday)) / 7 + 1;
  first = last > (n_weeks - 1) * 7 ? last - (n_weeks - 1) * 7 : 1;

  self->weeks = g_array_sized_new (FALSE, TRUE, sizeof (PoiseWeek), n_weeks);
  for (PoiseDay day = first; day <= last; day += 7)
    {
      PoiseWeek week = { .first = day };

      g_array_append_val (self->weeks, week);
    }

  entries = poise_journal_list_days (journal, first, today);
  for (guint i = 0; i < entries->len; i++)
    {
      PoiseEntry *entry = g_ptr_array_index (entries, i);
      guint index = (poise_entry_get_day (entry) - first) / 7;

      count_entry (self, &g_array_index (self->weeks, PoiseWeek, index), entry);
    }

  for (guint i = 0; i < self->weeks->len; i++)
    {
      PoiseWeek *week = &g_array_index (self->weeks, PoiseWeek, i);

      week->has_share = week->n_counted > 0;
      week->share = week->has_share ? week->share / week->n_counted : 0.0;
    }
  self->has_share = self->n_counted > 0;
  self->share = self->has_share ? self->share / self->n_counted : 0.0;
  finish_trends (self->weeks);
  return self;
}

/**
 * poise_balance_free:
 * @self: (transfer full): a balance
 */
void
poise_balance_free (PoiseBalance *self)
{
  g_array_unref (self->weeks);
  g_free (self);
}

static char *
describe_change (const PoiseBalance *self, const PoiseBalance *before)
{
  int points;

  if (before == NULL || !before->has_share)
    return NULL;
  points = (int) lround (self->share * 100.0) - (int) lround (before->share * 100.0);
  if (points == 0)
    return g_strdup (_ ("That is as much as in the weeks before."));
  if (points > 0)
    return g_strdup_printf (ngettext ("That is %d point more than in the weeks before.",
                                      "That is %d points more than in the weeks before.",
                                      (gulong) points),
                            points);
  return g_strdup_printf (ngettext ("That is %d point less than in the weeks before.",
                                    "That is %d points less than in the weeks before.",
                                    (gulong) -points),
                          -points);
}

/**
 * poise_balance_describe:
 * @self: a balance
 * @before: (nullable): that of as many weeks before
 *
 * Says in words what the chart shows.
 *
 * Returns: (transfer full): one to three translated sentences
 */
char *
poise_balance_describe (const PoiseBalance *self, const PoiseBalance *before)
{
  g_autofree char *entries = NULL;
  g_autofree char *weeks = NULL;
  g_autofree char *written = NULL;
  g_autofree char *share = NULL;
  g_autofree char *change = NULL;
  guint n_weeks;

  g_return_val_if_fail (self != NULL, NULL);

  n_weeks = self->weeks->len;
  if (self->n_entries == 0)
    return g_strdup_printf (ngettext ("You wrote nothing in the last %u week.",
                                      "You wrote nothing in the last %u weeks.", n_weeks),
                            n_weeks);

  entries = g_strdup_printf (ngettext ("%u entry", "%u entries", self->n_entries), self->n_entries);
  /* Translators: what the sentence «In the last 12 weeks you wrote 41 entries.» begins with. */
  weeks =
    g_strdup_printf (ngettext ("In the last %u week", "In the last %u weeks", n_weeks), n_weeks);
  /* Translators: first «In the last 12 weeks», then «41 entries». */
  written = g_strdup_printf (_ ("%1$s you wrote %2$s."), weeks, entries);
  if (!self->has_share)
    return g_strdup_printf ("%s %s", written,
                            _ ("None of them shows management or leadership yet."));

  share = g_strdup_printf (_ ("Leadership made up %d%% of what you described."),
                           (int) lround (self->share * 100.0));
  change = describe_change (self, before);
  return g_strjoin (" ", written, share, change, NULL);
}
