/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which headings of plain text or Markdown are days, before it is read. */

#pragma once

#include "poise-day-heading.h"

G_BEGIN_DECLS

gboolean
poise_text_parse_range (const PoiseDayHeadingAbove *above, const char *line, PoiseDateRange *range);
PoiseDateStatus poise_text_parse_day_below (const PoiseDayHeadingAbove *above,
                                            const char *line,
                                            PoiseDateOrder order,
                                            PoiseDate *date,
                                            const char **title,
                                            gboolean *fits);
gboolean poise_text_begins_with_heading (const char *text, PoiseDateOrder order);
PoiseDay poise_text_find_only_heading (const char *text, PoiseDateOrder order);
gboolean poise_text_has_days (const char *text, PoiseDateOrder order);
gboolean poise_text_has_labels (const char *text, PoiseDateOrder order);
gboolean poise_text_find_only_label (const char *text, PoiseDateOrder order, PoiseDate *date);
gboolean poise_text_has_days_below (const char *text, const PoiseDateRange *range);

G_END_DECLS
