/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures behind the charts as CSV, for spreadsheets. */

#pragma once

#include "poise-balance.h"

G_BEGIN_DECLS

char *poise_periods_to_csv (GArray *periods, const char *unit);
char *poise_balance_facets_to_csv (const PoiseBalance *balance, const PoiseBalance *before);

G_END_DECLS
