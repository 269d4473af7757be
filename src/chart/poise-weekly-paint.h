/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paints the weekly chart, on whatever cairo can draw on. */

#pragma once

#include <pango/pangocairo.h>

#include "poise-weekly-layout.h"

G_BEGIN_DECLS

typedef struct
{
  double red;
  double green;
  double blue;
} PoiseColor;

/**
 * PoisePalette:
 *
 * The colours of a chart. The two modes are the blue and the orange that
 * people with any kind of colour blindness can tell apart; management's bars
 * are hatched as well, so that colour is never alone.
 */
typedef struct
{
  PoiseColor foreground;
  PoiseColor background;
  PoiseColor management;
  PoiseColor leadership;
  double dim;
  double grid;
} PoisePalette;

const PoisePalette *poise_palette_get (gboolean dark, gboolean high_contrast);

void poise_weekly_measure (PangoLayout *text, PoiseWeeklySpec *spec);
void poise_weekly_paint (cairo_t *cr,
                         PangoLayout *text,
                         const PoiseBalance *balance,
                         const PoiseWeeklyLayout *layout,
                         const PoisePalette *palette,
                         gboolean is_rtl);

gboolean poise_weekly_save_png (const PoiseBalance *balance,
                                PoiseDay today,
                                const char *path,
                                GError **error);
gboolean poise_weekly_save_svg (const PoiseBalance *balance,
                                PoiseDay today,
                                const char *path,
                                GError **error);

G_END_DECLS
