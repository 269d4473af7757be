/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One week of the weekly chart: invisible, focusable, named. */

#pragma once

#include <gtk/gtk.h>

#include "poise-balance.h"

G_BEGIN_DECLS

#define POISE_TYPE_WEEKLY_BAR (poise_weekly_bar_get_type ())

G_DECLARE_FINAL_TYPE (PoiseWeeklyBar, poise_weekly_bar, POISE, WEEKLY_BAR, GtkWidget)

GtkWidget *poise_weekly_bar_new (const PoiseWeek *week);
PoiseDay poise_weekly_bar_get_week (PoiseWeeklyBar *self);
char *poise_weekly_bar_describe (const PoiseWeek *week);

G_END_DECLS
