/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A chart without a widget: it has a size, marks that can be reached and
 * named, and paints itself on whatever cairo can draw on. The window lays real
 * children over the marks; a picture and a printed page only paint.
 */

#pragma once

#include <glib-object.h>

#include "poise-day.h"
#include "poise-painter.h"

G_BEGIN_DECLS

#define POISE_TYPE_DRAWING (poise_drawing_get_type ())

G_DECLARE_DERIVABLE_TYPE (PoiseDrawing, poise_drawing, POISE, DRAWING, GObject)

/**
 * PoiseMark: (foreign)
 * @area: where it is
 * @first: the first day it stands for; %POISE_DAY_INVALID if it stands for none
 * @last: the last day it stands for
 */
typedef struct
{
  PoiseRect area;
  PoiseDay first;
  PoiseDay last;
} PoiseMark;

/**
 * PoiseSteps: (foreign)
 * @across: how many marks further the next one beside it is, 0 for none
 * @down: how many marks further the one below it is, 0 for none
 * @page: how many marks further a page is
 */
typedef struct
{
  guint across;
  guint down;
  guint page;
} PoiseSteps;

/**
 * PoiseDrawingClass:
 * @get_height: how high it would like to be at a width
 * @lay_out: fits it into a size
 * @get_n_marks: how many marks the layout has
 * @get_mark: one of them
 * @describe_mark: what a screen reader says of one
 * @get_steps: how keys walk the marks
 * @paint: paints the layout
 */
struct _PoiseDrawingClass
{
  GObjectClass parent_class;

  double (*get_height) (PoiseDrawing *self, PangoLayout *text, double width);
  void (
    *lay_out) (PoiseDrawing *self, PangoLayout *text, double width, double height, gboolean is_rtl);
  guint (*get_n_marks) (PoiseDrawing *self);
  PoiseMark (*get_mark) (PoiseDrawing *self, guint index);
  char *(*describe_mark) (PoiseDrawing *self, guint index);
  PoiseSteps (*get_steps) (PoiseDrawing *self);
  void (*paint) (PoiseDrawing *self, const PoisePainter *painter);
};

double poise_drawing_get_height (PoiseDrawing *self, PangoLayout *text, double width);
void poise_drawing_lay_out (PoiseDrawing *self,
                            PangoLayout *text,
                            double width,
                            double height,
                            gboolean is_rtl);
guint poise_drawing_get_n_marks (PoiseDrawing *self);
PoiseMark poise_drawing_get_mark (PoiseDrawing *self, guint index);
char *poise_drawing_describe_mark (PoiseDrawing *self, guint index);
PoiseSteps poise_drawing_get_steps (PoiseDrawing *self);
void poise_drawing_paint (PoiseDrawing *self, const PoisePainter *painter);

double poise_drawing_get_progress (PoiseDrawing *self);
void poise_drawing_set_progress (PoiseDrawing *self, double progress);

G_END_DECLS
