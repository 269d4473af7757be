/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of the charts and of everything that stands for a mode. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double red;
  double green;
  double blue;
} PoiseColor;

/**
 * PoisePalette:
 * @foreground: of text and of the trend
 * @background: what the chart is drawn on
 * @management: of management
 * @leadership: of leadership
 * @management_text: of words that speak of management
 * @leadership_text: of words that speak of leadership
 * @dim: how strong text beside the chart is
 * @grid: how strong the lines behind it are
 * @interval: how strong the thin lines are that show how unsure a bar is
 * @band: how strong the target range behind it is
 *
 * The two modes are the blue and the orange that people with any kind of
 * colour blindness can tell apart; management is hatched as well, so that
 * colour is never alone.
 */
typedef struct
{
  PoiseColor foreground;
  PoiseColor background;
  PoiseColor management;
  PoiseColor leadership;
  PoiseColor management_text;
  PoiseColor leadership_text;
  double dim;
  double grid;
  double interval;
  double band;
} PoisePalette;

const PoisePalette *poise_palette_get (gboolean dark, gboolean high_contrast);

G_END_DECLS
