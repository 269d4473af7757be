/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A year of days as a heat map. */

#pragma once

#include "poise-drawing.h"
#include "poise-period.h"

G_BEGIN_DECLS

#define POISE_TYPE_YEAR_DRAWING (poise_year_drawing_get_type ())

G_DECLARE_FINAL_TYPE (PoiseYearDrawing, poise_year_drawing, POISE, YEAR_DRAWING, PoiseDrawing)

PoiseDrawing *poise_year_drawing_new (void);
void poise_year_drawing_set_days (PoiseYearDrawing *self, GArray *days, GDateWeekday first_weekday);

G_END_DECLS
