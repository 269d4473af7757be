/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-palette.h"

static const PoisePalette palettes[] = {
  /* light, dark, and both in high contrast */
  { { 0.0, 0.0, 0.02 }, { 1, 1, 1 }, { 0.78, 0.38, 0.0 }, { 0.11, 0.44, 0.85 }, 0.68, 0.14, 0.08 },
  { { 1, 1, 1 }, { 0.21, 0.21, 0.21 }, { 1.0, 0.64, 0.28 }, { 0.47, 0.68, 0.93 }, 0.72, 0.16, 0.1 },
  { { 0, 0, 0 }, { 1, 1, 1 }, { 0.55, 0.25, 0.0 }, { 0.0, 0.25, 0.6 }, 1.0, 0.5, 0.16 },
  { { 1, 1, 1 }, { 0.1, 0.1, 0.1 }, { 1.0, 0.75, 0.45 }, { 0.65, 0.82, 1.0 }, 1.0, 0.5, 0.22 },
};

/**
 * poise_palette_get:
 * @dark: whether the background is dark
 * @high_contrast: whether contrast matters more than looks
 *
 * Returns: (transfer none): the colours
 */
const PoisePalette *
poise_palette_get (gboolean dark, gboolean high_contrast)
{
  return &palettes[(high_contrast ? 2 : 0) + (dark ? 1 : 0)];
}
