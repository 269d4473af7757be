/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the charts draw with: text, bars, lines, in a palette's colours. */

#pragma once

#include <pango/pangocairo.h>

#include "poise-mode.h"
#include "poise-outcome.h"
#include "poise-palette.h"
#include "poise-rect.h"

G_BEGIN_DECLS

/* How wide the mark of what became of an intention is. */
#define POISE_OUTCOME_SIZE 9.0

/**
 * PoisePainter:
 * @cr: where to draw
 * @text: a layout with the chart's font
 * @palette: the colours
 * @is_rtl: whether lines are read from right to left
 */
typedef struct
{
  cairo_t *cr;
  PangoLayout *text;
  const PoisePalette *palette;
  gboolean is_rtl;
} PoisePainter;

/**
 * PoiseSide:
 *
 * Where a bar's rounded end is; %POISE_SIDE_ALL for something without a foot.
 */
typedef enum
{
  POISE_SIDE_TOP,
  POISE_SIDE_BOTTOM,
  POISE_SIDE_LEFT,
  POISE_SIDE_RIGHT,
  POISE_SIDE_ALL,
} PoiseSide;

/* How much of its colour a bar has; its outline has all of it. */
#define POISE_FILL_FULL 1.0
#define POISE_FILL_TWO 0.65
#define POISE_FILL_ONE 0.35
#define POISE_FILL_HOLLOW 0.0

void poise_painter_keep_text (PangoLayout *text);
void
poise_painter_measure_text (PangoLayout *text, const char *words, double *width, double *height);
double poise_painter_get_line_height (PangoLayout *text);

void poise_painter_set_color (const PoisePainter *self, const PoiseColor *color, double alpha);
void poise_painter_show_text (const PoisePainter *self,
                              const char *words,
                              double x,
                              double y,
                              double align,
                              double alpha);
void poise_painter_show_text_above (const PoisePainter *self,
                                    const char *words,
                                    double x,
                                    double y,
                                    double align,
                                    double alpha);
void poise_painter_trace_interval (const PoisePainter *self,
                                   double x,
                                   double top,
                                   double bottom,
                                   double cap);
void poise_painter_stroke_intervals (const PoisePainter *self, double alpha);
void
poise_painter_draw_outcome (const PoisePainter *self, double x, double y, PoiseOutcome outcome);
void poise_painter_draw_event (const PoisePainter *self, double x, double top, double bottom);
void poise_painter_draw_line (const PoisePainter *self, double x1, double y1, double x2, double y2);
void poise_painter_draw_bar (const PoisePainter *self,
                             const PoiseRect *bar,
                             PoiseMode mode,
                             PoiseSide end,
                             double strength);
void poise_painter_draw_bars (const PoisePainter *self,
                              GArray *bars,
                              PoiseMode mode,
                              PoiseSide end,
                              double strength);

G_END_DECLS
