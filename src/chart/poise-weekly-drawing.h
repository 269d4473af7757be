/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weekly chart: management one way, leadership the other. */

#pragma once

#include "poise-balance.h"
#include "poise-drawing.h"

G_BEGIN_DECLS

#define POISE_TYPE_WEEKLY_DRAWING (poise_weekly_drawing_get_type ())

G_DECLARE_FINAL_TYPE (PoiseWeeklyDrawing, poise_weekly_drawing, POISE, WEEKLY_DRAWING, PoiseDrawing)

PoiseDrawing *poise_weekly_drawing_new (void);
void poise_weekly_drawing_set_balance (PoiseWeeklyDrawing *self, PoiseBalance *balance);
void poise_weekly_drawing_set_target (PoiseWeeklyDrawing *self, double low, double high);
void poise_weekly_drawing_set_compact (PoiseWeeklyDrawing *self, gboolean is_compact);
void poise_weekly_drawing_set_count_told (PoiseWeeklyDrawing *self);
PoiseUnit poise_weekly_drawing_get_unit (PoiseWeeklyDrawing *self);

G_END_DECLS
