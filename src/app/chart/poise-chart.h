/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A drawing as a widget. Its marks are real children, laid over the painting
 * from the same layout, so that pointer, keyboard and screen reader reach each
 * of them.
 */

#pragma once

#include <gtk/gtk.h>

#include "poise-drawing.h"

G_BEGIN_DECLS

#define POISE_TYPE_CHART (poise_chart_get_type ())

G_DECLARE_FINAL_TYPE (PoiseChart, poise_chart, POISE, CHART, GtkWidget)

void poise_chart_set_drawing (PoiseChart *self, PoiseDrawing *drawing);
void poise_chart_set_only_shown (PoiseChart *self);
void poise_chart_update (PoiseChart *self, const char *words);

G_END_DECLS
