/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A date that was read, with its time of day and its zone. */

#pragma once

#include "poise-day.h"

G_BEGIN_DECLS

/**
 * PoiseDateOrder:
 * @POISE_DATE_ORDER_UNKNOWN: 3/4/2026 is not read
 * @POISE_DATE_ORDER_DAY_FIRST: 3/4/2026 is in April
 * @POISE_DATE_ORDER_MONTH_FIRST: 3/4/2026 is in March
 * @POISE_DATE_ORDER_YEAR_FIRST: 26-03-04 is in March 2026
 */
typedef enum
{
  POISE_DATE_ORDER_UNKNOWN,
  POISE_DATE_ORDER_DAY_FIRST,
  POISE_DATE_ORDER_MONTH_FIRST,
  POISE_DATE_ORDER_YEAR_FIRST,
} PoiseDateOrder;

/**
 * PoiseDateStatus:
 * @POISE_DATE_NONE: no date begins here
 * @POISE_DATE_IMPOSSIBLE: it looks like one, but the calendar has no such day
 * @POISE_DATE_AMBIGUOUS: which number is the month cannot be told
 * @POISE_DATE_READ: it was read
 */
typedef enum
{
  POISE_DATE_NONE,
  POISE_DATE_IMPOSSIBLE,
  POISE_DATE_AMBIGUOUS,
  POISE_DATE_READ,
} PoiseDateStatus;

/**
 * PoiseDateForm:
 * @POISE_DATE_FORM_YEAR_FIRST: 2026-11-23
 * @POISE_DATE_FORM_YEAR_LAST: 23.11.2026, 11/23/2026
 * @POISE_DATE_FORM_WORDS: 23 November 2026
 */
typedef enum
{
  POISE_DATE_FORM_YEAR_FIRST,
  POISE_DATE_FORM_YEAR_LAST,
  POISE_DATE_FORM_WORDS,
} PoiseDateForm;

/**
 * PoiseDate:
 * @day: the civil day, as it is written
 * @form: how it is written
 * @has_short_year: whether its year is written with two digits
 * @has_early_year: whether its year is long before diaries
 * @has_other_weekday: whether a weekday beside it is not its own
 * @has_time: whether a time of day follows
 * @hour: its hour, 0 to 23
 * @minute: its minute
 * @seconds: its seconds
 * @offset: (nullable): its offset, or `Z` for UTC, to be freed by
 *   poise_date_clear()
 * @end: where the date, and the time if there is one, ends
 */
typedef struct
{
  PoiseDay day;
  PoiseDateForm form;
  gboolean has_short_year;
  gboolean has_early_year;
  gboolean has_other_weekday;
  gboolean has_time;
  guint hour;
  guint minute;
  double seconds;
  char *offset;
  const char *end;
} PoiseDate;

const char *poise_date_parse_clock (const char *text, PoiseDate *date);
int poise_date_compare (const PoiseDate *a, const PoiseDate *b);
PoiseDay poise_date_get_day (const PoiseDate *date, GTimeZone *zone);
GDateTime *poise_date_get_time (const PoiseDate *date, GTimeZone *zone);
GTimeZone *poise_date_find_zone (const char *name);
void poise_date_clear (PoiseDate *date);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PoiseDate, poise_date_clear)

G_END_DECLS
