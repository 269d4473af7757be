/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the charts show, in words: translated, whole sentences. */

#pragma once

#include "poise-balance.h"

G_BEGIN_DECLS

char *poise_share_to_words (double share);
char *poise_counted_to_words (guint n_counted, guint n_entries);
char *poise_interval_to_words (const PoiseInterval *interval);
char *poise_range_to_words (const PoiseRange *range);
const char *poise_unit_describe (PoiseUnit unit);
const char *poise_interval_explain (void);
char *poise_period_get_name (const PoisePeriod *period, PoiseUnit unit);
char *poise_period_describe (const PoisePeriod *period, PoiseUnit unit);

char *poise_balance_describe (const PoiseBalance *self, const PoiseBalance *before);
char *poise_balance_describe_facets (const PoiseBalance *self, const PoiseBalance *before);
char *poise_balance_describe_facet (const PoiseBalance *self,
                                    const PoiseBalance *before,
                                    PoiseFacet facet);
char *poise_balance_describe_year (GArray *days);

G_END_DECLS
