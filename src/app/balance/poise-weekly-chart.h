/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The weekly chart as a widget. Its bars are real children, laid over the
 * painting from the same layout, so that pointer, keyboard and screen reader
 * reach each of them.
 */

#pragma once

#include <gtk/gtk.h>

#include "poise-balance.h"

G_BEGIN_DECLS

#define POISE_TYPE_WEEKLY_CHART (poise_weekly_chart_get_type ())

G_DECLARE_FINAL_TYPE (PoiseWeeklyChart, poise_weekly_chart, POISE, WEEKLY_CHART, GtkWidget)

GtkWidget *poise_weekly_chart_new (void);
void poise_weekly_chart_set_balance (PoiseWeeklyChart *self, PoiseBalance *balance);
void poise_weekly_chart_set_target (PoiseWeeklyChart *self, double low, double high);

G_END_DECLS
