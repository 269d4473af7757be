/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a text that say the day of what stands below them. */

#pragma once

#include "poise-date-range.h"
#include "poise-dates.h"

G_BEGIN_DECLS

/* What may stand around a date in a heading, besides blanks. */
#define POISE_DAY_HEADING_ORNAMENT "#=*_-[]():"

/**
 * PoiseDayHeadingStyle:
 * @POISE_DAY_HEADING_PLAIN: `2026-11-23`, `## 2026-11-23 – Planning`
 * @POISE_DAY_HEADING_INLINE: and also `2026-11-23: Planning`
 * @POISE_DAY_HEADING_LABEL: only `Date: 2026-11-23`
 *
 * How a text writes the days of its entries; its first one says it.
 */
typedef enum
{
  POISE_DAY_HEADING_PLAIN,
  POISE_DAY_HEADING_INLINE,
  POISE_DAY_HEADING_LABEL,
} PoiseDayHeadingStyle;

/**
 * PoiseDayHeadingAbove:
 * @range: the year, month or week that they say, or none
 * @level: how deep the last of them is; 0 where no heading says it
 * @months: what poise_day_heading_find_months() said
 *
 * The headings above a line that say no day.
 */
typedef struct
{
  PoiseDateRange range;
  guint level;
  guint months;
} PoiseDayHeadingAbove;

PoiseDateStatus
poise_day_heading_parse_bare (const char *line, PoiseDateOrder order, PoiseDate *date);
PoiseDateStatus poise_day_heading_parse (const char *line,
                                         PoiseDateOrder order,
                                         PoiseDayHeadingStyle style,
                                         PoiseDate *date,
                                         const char **title);
gboolean poise_day_heading_parse_start (const char *line,
                                        const char *next,
                                        PoiseDateOrder order,
                                        PoiseDate *date,
                                        const char **title);
gboolean poise_day_heading_parse_place (const char *line, PoiseDateOrder order, PoiseDate *date);
gboolean poise_day_heading_looks_like_date (const char *words);
PoiseDateStatus poise_day_heading_parse_below (const char *text,
                                               const PoiseDateRange *range,
                                               PoiseDateOrder order,
                                               PoiseDate *date,
                                               const char **title,
                                               gboolean *fits);
guint poise_day_heading_get_underline_level (const char *line);
GStrv poise_day_heading_split (const char *text);
gboolean poise_day_heading_has_number_below (char **lines, char mark);
guint poise_day_heading_find_months (char **lines, char mark);
gboolean poise_day_heading_parse_range (const char *words,
                                        guint level,
                                        const PoiseDayHeadingAbove *above,
                                        PoiseDateRange *range);
PoiseDayHeadingStyle poise_day_heading_guess_style (char **lines, PoiseDateOrder order);

G_END_DECLS
