/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One mark of a chart: invisible and named; a button, or a picture. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define POISE_TYPE_CHART_MARK (poise_chart_mark_get_type ())

G_DECLARE_FINAL_TYPE (PoiseChartMark, poise_chart_mark, POISE, CHART_MARK, GtkWidget)

GtkWidget *poise_chart_mark_new (guint index, gboolean is_button);
void poise_chart_mark_set_words (PoiseChartMark *self, const char *words);
guint poise_chart_mark_get_index (PoiseChartMark *self);

G_END_DECLS
