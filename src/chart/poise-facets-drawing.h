/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The six facets as paired bars, this range against the one before. */

#pragma once

#include "poise-balance.h"
#include "poise-drawing.h"

G_BEGIN_DECLS

#define POISE_TYPE_FACETS_DRAWING (poise_facets_drawing_get_type ())

G_DECLARE_FINAL_TYPE (PoiseFacetsDrawing, poise_facets_drawing, POISE, FACETS_DRAWING, PoiseDrawing)

PoiseDrawing *poise_facets_drawing_new (void);
void poise_facets_drawing_set_balance (PoiseFacetsDrawing *self,
                                       PoiseBalance *balance,
                                       PoiseBalance *before);

G_END_DECLS
