/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the signs of a chart mean, in lines that wrap. */

#pragma once

#include "poise-painter.h"

G_BEGIN_DECLS

/**
 * PoiseKey:
 *
 * The signs that a legend can show.
 */
typedef enum
{
  POISE_KEY_LEADERSHIP,
  POISE_KEY_MANAGEMENT,
  POISE_KEY_EVEN,
  POISE_KEY_BOTH,
  POISE_KEY_LITTLE,
  POISE_KEY_TREND,
  POISE_KEY_INTERVAL,
  POISE_KEY_TARGET,
  POISE_KEY_NOW,
  POISE_KEY_BEFORE,
  POISE_KEY_NEITHER,
  POISE_KEY_MORE,
  POISE_KEY_EVENT,
  POISE_KEY_INTENTION,
  POISE_KEY_OPEN,
} PoiseKey;

/**
 * PoiseLegendItem:
 * @key: the sign
 * @words: what it means, translated
 */
typedef struct
{
  PoiseKey key;
  const char *words;
} PoiseLegendItem;

double
poise_legend_measure (PangoLayout *text, const PoiseLegendItem *items, guint n_items, double width);
void poise_legend_paint (const PoisePainter *painter,
                         const PoiseLegendItem *items,
                         guint n_items,
                         const PoiseRect *area);

G_END_DECLS
