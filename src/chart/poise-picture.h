/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The balance as one picture: title, dates, sentences, the charts with their
 * legends, black on white. The same for PNG, SVG, PDF and print.
 */

#pragma once

#include <pango/pangocairo.h>

#include "poise-balance.h"

G_BEGIN_DECLS

/**
 * PoisePictureFormat:
 *
 * What a picture can be saved as.
 */
typedef enum
{
  POISE_PICTURE_PNG,
  POISE_PICTURE_SVG,
  POISE_PICTURE_PDF,
} PoisePictureFormat;

/**
 * PoisePicture: (foreign)
 *
 * The charts of a balance on one page.
 */
typedef struct _PoisePicture PoisePicture;

PoisePicture *
poise_picture_new (PoiseBalance *balance, PoiseBalance *before, GArray *days, PoiseDay today);
void poise_picture_free (PoisePicture *self);
void poise_picture_set_target (PoisePicture *self, double low, double high);
void poise_picture_set_sample (PoisePicture *self);
void poise_picture_set_rtl (PoisePicture *self, gboolean is_rtl);

double poise_picture_get_width (PoisePicture *self);
double poise_picture_get_height (PoisePicture *self);
void poise_picture_paint (PoisePicture *self, cairo_t *cr);
double
poise_picture_draw (PoiseBalance *balance, GArray *days, PoiseDay today, cairo_t *cr, double width);
GBytes *poise_picture_render (PoisePicture *self, PoisePictureFormat format, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoisePicture, poise_picture_free)

G_END_DECLS
