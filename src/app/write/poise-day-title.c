/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-day-title.h"

#include <glib/gi18n.h>

/**
 * poise_day_title_format:
 * @day: a day
 * @today: the day that it is
 *
 * Returns: (transfer full): @day in the person's language
 */
char *
poise_day_title_format (PoiseDay day, PoiseDay today)
{
  g_autofree char *date = NULL;

  if (day != today)
    /* Translators: the day at the top of the Write page, by strftime(). */
    return poise_day_format (day, C_ ("write", "%A, %-d %B"));
  /* Translators: today's date behind “Today, ”, by strftime(). */
  date = poise_day_format (day, C_ ("today", "%-d %B"));
  /* Translators: %s is today's date, as “23 November”. */
  return g_strdup_printf (_ ("Today, %s"), date);
}
