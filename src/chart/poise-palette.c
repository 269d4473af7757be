/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-palette.h"

/* Light, dark, and both in high contrast; words need more contrast than bars. */
static const PoisePalette palettes[] = {
  { .foreground = { 0.0, 0.0, 0.02 },
    .background = { 1.0, 1.0, 1.0 },
    .management = { 0.78, 0.38, 0.0 },
    .leadership = { 0.11, 0.44, 0.85 },
    .management_text = { 0.63, 0.29, 0.0 },
    .leadership_text = { 0.1, 0.37, 0.71 },
    .dim = 0.68,
    .grid = 0.14,
    .interval = 0.65,
    .band = 0.08 },
  { .foreground = { 1.0, 1.0, 1.0 },
    .background = { 0.21, 0.21, 0.21 },
    .management = { 1.0, 0.64, 0.28 },
    .leadership = { 0.47, 0.68, 0.93 },
    .management_text = { 1.0, 0.75, 0.44 },
    .leadership_text = { 0.6, 0.76, 0.95 },
    .dim = 0.72,
    .grid = 0.16,
    .interval = 0.7,
    .band = 0.1 },
  { .foreground = { 0.0, 0.0, 0.0 },
    .background = { 1.0, 1.0, 1.0 },
    .management = { 0.55, 0.25, 0.0 },
    .leadership = { 0.0, 0.25, 0.6 },
    .management_text = { 0.55, 0.25, 0.0 },
    .leadership_text = { 0.0, 0.25, 0.6 },
    .dim = 1.0,
    .grid = 0.5,
    .interval = 1.0,
    .band = 0.16 },
  { .foreground = { 1.0, 1.0, 1.0 },
    .background = { 0.1, 0.1, 0.1 },
    .management = { 1.0, 0.75, 0.45 },
    .leadership = { 0.65, 0.82, 1.0 },
    .management_text = { 1.0, 0.75, 0.45 },
    .leadership_text = { 0.65, 0.82, 1.0 },
    .dim = 1.0,
    .grid = 0.5,
    .interval = 1.0,
    .band = 0.22 },
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
