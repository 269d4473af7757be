/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A civil day, the days of a week, and how they are written.
 *
 * A PoiseDay is the Julian day number that GDate uses: days can be compared,
 * subtracted and used as keys, and no time zone can shift one.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef guint32 PoiseDay;

#define POISE_DAY_INVALID ((PoiseDay) 0)
/* 9999-12-31 */
#define POISE_DAY_MAX ((PoiseDay) 3652059)
#define POISE_DAY_START_HOUR_MAX 6

PoiseDay poise_day_new (guint year, guint month, guint day);
PoiseDay poise_day_from_time (GDateTime *time, guint start_hour);
PoiseDay poise_day_parse (const char *text);

gboolean poise_day_is_valid (PoiseDay day);
void poise_day_get_ymd (PoiseDay day, guint *year, guint *month, guint *dom);
GDateWeekday poise_day_get_weekday (PoiseDay day);
PoiseDay poise_day_get_week (PoiseDay day, GDateWeekday first_weekday);

char *poise_day_to_string (PoiseDay day);
char *poise_day_to_month (PoiseDay day);
char *poise_day_to_words (PoiseDay day);
char *poise_day_format (PoiseDay day, const char *format);

G_END_DECLS
