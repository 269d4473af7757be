/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-drawing.h"

typedef struct
{
  double progress;
} PoiseDrawingPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PoiseDrawing, poise_drawing, G_TYPE_OBJECT)

static void
poise_drawing_class_init (PoiseDrawingClass *klass)
{
}

static void
poise_drawing_init (PoiseDrawing *self)
{
  PoiseDrawingPrivate *private = poise_drawing_get_instance_private (self);

  private->progress = 1.0;
}

/**
 * poise_drawing_get_height:
 * @self: a drawing
 * @text: a layout with the chart's font
 * @width: how wide it shall be
 *
 * Returns: how high it would like to be
 */
double
poise_drawing_get_height (PoiseDrawing *self, PangoLayout *text, double width)
{
  g_return_val_if_fail (POISE_IS_DRAWING (self), 0.0);

  return POISE_DRAWING_GET_CLASS (self)->get_height (self, text, width);
}

/**
 * poise_drawing_get_n_marks:
 * @self: a drawing
 *
 * Returns: how many marks there are; of use once it is laid out
 */
guint
poise_drawing_get_n_marks (PoiseDrawing *self)
{
  g_return_val_if_fail (POISE_IS_DRAWING (self), 0);

  return POISE_DRAWING_GET_CLASS (self)->get_n_marks (self);
}

/**
 * poise_drawing_get_mark:
 * @self: a drawing
 * @index: which one
 *
 * Returns: a mark, at its place in the layout
 */
PoiseMark
poise_drawing_get_mark (PoiseDrawing *self, guint index)
{
  g_return_val_if_fail (POISE_IS_DRAWING (self), (PoiseMark) { 0 });

  return POISE_DRAWING_GET_CLASS (self)->get_mark (self, index);
}

/**
 * poise_drawing_describe_mark:
 * @self: a drawing
 * @index: which one
 *
 * Returns: (transfer full): what a screen reader says and a tooltip shows of a mark,
 *   translated
 */
char *
poise_drawing_describe_mark (PoiseDrawing *self, guint index)
{
  g_return_val_if_fail (POISE_IS_DRAWING (self), NULL);

  return POISE_DRAWING_GET_CLASS (self)->describe_mark (self, index);
}

/**
 * poise_drawing_get_steps:
 * @self: a drawing
 *
 * Returns: how keys walk the marks
 */
PoiseSteps
poise_drawing_get_steps (PoiseDrawing *self)
{
  g_return_val_if_fail (POISE_IS_DRAWING (self), (PoiseSteps) { 0 });

  return POISE_DRAWING_GET_CLASS (self)->get_steps (self);
}

/**
 * poise_drawing_lay_out:
 * @self: a drawing
 * @text: a layout with the chart's font
 * @width: how wide it is
 * @height: how high it is
 * @is_rtl: whether time and lines run from right to left
 *
 * Fits the drawing into a size. How many marks there are may depend on it.
 */
void
poise_drawing_lay_out (PoiseDrawing *self,
                       PangoLayout *text,
                       double width,
                       double height,
                       gboolean is_rtl)
{
  g_return_if_fail (POISE_IS_DRAWING (self) && text != NULL);

  POISE_DRAWING_GET_CLASS (self)->lay_out (self, text, width, height, is_rtl);
}

/**
 * poise_drawing_paint:
 * @self: a drawing that is laid out
 * @painter: what to draw with
 *
 * Paints the chart with its legend; the background is left as it is.
 */
void
poise_drawing_paint (PoiseDrawing *self, const PoisePainter *painter)
{
  g_return_if_fail (POISE_IS_DRAWING (self) && painter != NULL);

  POISE_DRAWING_GET_CLASS (self)->paint (self, painter);
}

/**
 * poise_drawing_get_progress:
 * @self: a drawing
 *
 * Returns: how far it is on its way from what it showed before, 0 to 1
 */
double
poise_drawing_get_progress (PoiseDrawing *self)
{
  PoiseDrawingPrivate *private = poise_drawing_get_instance_private (self);

  g_return_val_if_fail (POISE_IS_DRAWING (self), 1.0);

  return private->progress;
}

/**
 * poise_drawing_set_progress:
 * @self: a drawing
 * @progress: how far it is on its way from what it showed before, 0 to 1
 */
void
poise_drawing_set_progress (PoiseDrawing *self, double progress)
{
  PoiseDrawingPrivate *private = poise_drawing_get_instance_private (self);

  g_return_if_fail (POISE_IS_DRAWING (self));

  private->progress = progress;
}
