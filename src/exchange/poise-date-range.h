/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months and weeks, as headings and names of files say them, and the days within them. */

#pragma once

#include "poise-date.h"

G_BEGIN_DECLS

/**
 * PoiseDateRange:
 * @year: the year, or 0 where none is said
 * @month: the month, or 0
 * @week: the week of ISO 8601, or 0; with its month where it stands below one
 * @says_year: whether a month or a week says its year itself
 * @has_label: whether a word says that the number is a month, “Month 3”
 */
typedef struct
{
  guint year;
  guint month;
  guint week;
  gboolean says_year;
  gboolean has_label;
} PoiseDateRange;

gboolean poise_date_range_parse (const char *text, PoiseDateRange *range, const char **end);
gboolean poise_date_range_parse_heading (const char *text, PoiseDateRange *range);
gboolean poise_date_range_parse_month_number (const char *text, PoiseDateRange *range);
gboolean poise_date_range_parse_year_name (const char *name, PoiseDateRange *range);
gboolean poise_date_range_parse_name (const char *name, PoiseDateRange *range);
void poise_date_range_join (PoiseDateRange *range, const PoiseDateRange *upper, gboolean is_below);
gboolean poise_date_range_is_week (const PoiseDateRange *range);
PoiseDay poise_date_range_get_first (const PoiseDateRange *range);
PoiseDateStatus poise_date_range_parse_day (const PoiseDateRange *range,
                                            const char *text,
                                            PoiseDateOrder order,
                                            PoiseDate *date,
                                            gboolean *fits);

G_END_DECLS
