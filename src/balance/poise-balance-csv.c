/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-balance-csv.h"

#include <math.h>

/* Half of the last decimal is rounded up, as in JSON. */
static void
append_share (GString *csv, gboolean has_share, double share)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (csv, ',');
  if (has_share)
    g_string_append (
      csv, g_ascii_formatd (buffer, sizeof buffer, "%.4f", floor (share * 1e4 + 0.5) / 1e4));
}

/**
 * poise_periods_to_csv:
 * @periods: (element-type PoisePeriod): the rows
 * @unit: the name of the first column, as `week`
 *
 * Writes periods as CSV by RFC 4180, with four decimals and a point in every
 * locale. What has no value is empty; `low` and `high` are the ends of the range
 * within which the true share lies four times in five; `intention` is what became of what was
 * meant for a week.
 *
 * Returns: (transfer full): the text
 */
char *
poise_periods_to_csv (GArray *periods, const char *unit)
{
  GString *csv = g_string_new (unit);

  g_string_append (csv, ",entries,counted,sentences,share,trend,low,high,intention\n");
  for (guint i = 0; i < periods->len; i++)
    {
      const PoisePeriod *period = &g_array_index (periods, PoisePeriod, i);
      g_autofree char *first = poise_day_to_string (period->first);

      g_string_append_printf (csv, "%s,%u,%u,%u", first, period->n_entries, period->n_counted,
                              period->n_sentences);
      append_share (csv, period->has_share, period->share);
      append_share (csv, period->has_trend, period->trend);
      append_share (csv, period->has_share, period->interval.low);
      append_share (csv, period->has_share, period->interval.high);
      g_string_append_printf (
        csv, ",%s\n",
        period->outcome != POISE_OUTCOME_NONE ? poise_outcome_to_id (period->outcome) : "");
    }
  return g_string_free (csv, FALSE);
}

/**
 * poise_balance_facets_to_csv:
 * @balance: a range
 * @before: (nullable): the range before
 *
 * Writes the facets as CSV, as poise_periods_to_csv() does.
 *
 * Returns: (transfer full): the text
 */
char *
poise_balance_facets_to_csv (const PoiseBalance *balance, const PoiseBalance *before)
{
  GString *csv = g_string_new ("facet,management,leadership,part,before\n");
  gboolean has_before = before != NULL && before->n_sentences > 0;

  for (PoiseFacet facet = POISE_FACET_PURPOSE; facet < POISE_N_FACETS; facet++)
    {
      g_string_append_printf (csv, "%s,%u,%u", poise_facet_to_id (facet),
                              poise_balance_count_facet (balance, facet, POISE_MODE_MANAGEMENT),
                              poise_balance_count_facet (balance, facet, POISE_MODE_LEADERSHIP));
      append_share (csv, balance->n_sentences > 0, poise_balance_get_facet_share (balance, facet));
      append_share (csv, has_before,
                    has_before ? poise_balance_get_facet_share (before, facet) : 0.0);
      g_string_append_c (csv, '\n');
    }
  return g_string_free (csv, FALSE);
}
