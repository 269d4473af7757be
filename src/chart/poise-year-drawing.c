/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-year-drawing.h"

#include <glib/gi18n-lib.h>

#include "poise-balance-description.h"
#include "poise-legend.h"
#include "poise-tag.h"
#include "poise-year-layout.h"

#define N_KEYS 5
/* From so many coded sentences on a day is full, or nearly. */
#define FULL_SENTENCES 5
#define TWO_SENTENCES 3
#define PAGE_DAYS 28
/* The rows whose weekday is named. */
#define LABELLED_ROWS 3

struct _PoiseYearDrawing
{
  PoiseDrawing parent_instance;

  GArray *days;
  GDateWeekday first_weekday;
  double label_width;
  double label_height;
  PoiseRect legend;
  PoiseYearLayout *layout;
};

G_DEFINE_FINAL_TYPE (PoiseYearDrawing, poise_year_drawing, POISE_TYPE_DRAWING)

static guint
list_keys (PoiseLegendItem *items)
{
  guint n = 0;

  items[n++] = (PoiseLegendItem) { POISE_KEY_LEADERSHIP, _ ("Leadership") };
  items[n++] = (PoiseLegendItem) { POISE_KEY_MANAGEMENT, _ ("Management") };
  items[n++] = (PoiseLegendItem) { POISE_KEY_BOTH, _ ("Both") };
  /* Translators: days whose entries show neither management nor leadership. */
  items[n++] = (PoiseLegendItem) { POISE_KEY_NEITHER, C_ ("chart", "Neither") };
  items[n++] = (PoiseLegendItem) { POISE_KEY_MORE, _ ("The stronger, the more sentences") };
  return n;
}

static const PoisePeriod *
get_day (PoiseYearDrawing *self, guint i)
{
  return &g_array_index (self->days, PoisePeriod, i);
}

static char *
format_weekday (PoiseYearDrawing *self, guint row)
{
  /* Any week has them. */
  PoiseDay week = poise_day_get_week (get_day (self, 0)->first + 7, self->first_weekday);

  return poise_day_format (week + row, "%a");
}

static PoiseYearLayout *
create_layout (PoiseYearDrawing *self, PangoLayout *text, double width, gboolean is_rtl)
{
  PoiseYearSpec spec = { .width = width, .first_weekday = self->first_weekday, .is_rtl = is_rtl };

  for (guint row = 0; row < 7; row++)
    {
      g_autofree char *name = format_weekday (self, row);
      double name_width;

      poise_painter_measure_text (text, name, &name_width, &spec.label_height);
      spec.label_width = MAX (spec.label_width, name_width);
    }
  self->label_width = spec.label_width;
  self->label_height = spec.label_height;
  return poise_year_layout_new (get_day (self, 0)->first, self->days->len, &spec);
}

static double
poise_year_drawing_get_height (PoiseDrawing *drawing, PangoLayout *text, double width)
{
  PoiseYearDrawing *self = POISE_YEAR_DRAWING (drawing);
  PoiseLegendItem items[N_KEYS];
  g_autoptr (PoiseYearLayout) layout = NULL;

  if (self->days == NULL)
    return 0.0;
  layout = create_layout (self, text, width, FALSE);
  return poise_year_layout_get_height (layout) +
         poise_legend_measure (text, items, list_keys (items), width);
}

static void
poise_year_drawing_lay_out (PoiseDrawing *drawing,
                            PangoLayout *text,
                            double width,
                            double height,
                            gboolean is_rtl)
{
  PoiseYearDrawing *self = POISE_YEAR_DRAWING (drawing);
  PoiseLegendItem items[N_KEYS];

  g_clear_pointer (&self->layout, poise_year_layout_free);
  if (self->days == NULL)
    return;
  self->layout = create_layout (self, text, width, is_rtl);
  self->legend = (PoiseRect) { 0.0, poise_year_layout_get_height (self->layout), width,
                               poise_legend_measure (text, items, list_keys (items), width) };
}

static guint
poise_year_drawing_get_n_marks (PoiseDrawing *drawing)
{
  PoiseYearDrawing *self = POISE_YEAR_DRAWING (drawing);

  return self->layout != NULL ? self->layout->cells->len : 0;
}

static PoiseMark
poise_year_drawing_get_mark (PoiseDrawing *drawing, guint index)
{
  PoiseYearDrawing *self = POISE_YEAR_DRAWING (drawing);
  const PoisePeriod *day = get_day (self, index);

  return (PoiseMark) { g_array_index (self->layout->cells, PoiseRect, index), day->first,
                       day->last };
}

static char *
poise_year_drawing_describe_mark (PoiseDrawing *drawing, guint index)
{
  return poise_period_describe (get_day (POISE_YEAR_DRAWING (drawing), index), POISE_UNIT_DAY);
}

static PoiseSteps
poise_year_drawing_get_steps (PoiseDrawing *drawing)
{
  return (PoiseSteps) { .across = 7, .down = 1, .page = PAGE_DAYS };
}

/* ---- painting ---- */

/* Cells that look alike are drawn in one go; there are few kinds of them. */
#define N_STRENGTHS 3

static const double strengths[N_STRENGTHS] = { POISE_FILL_ONE, POISE_FILL_TWO, POISE_FILL_FULL };

static guint
get_strength (const PoisePeriod *day)
{
  if (day->n_sentences >= FULL_SENTENCES)
    return 2;
  return day->n_sentences >= TWO_SENTENCES ? 1 : 0;
}

static gboolean
is_kind (const PoisePeriod *day, PoiseMode mode, guint strength)
{
  if (!day->has_share)
    return mode == POISE_MODE_NONE && day->n_entries > 0;
  return poise_mode_from_share (day->share) == mode && get_strength (day) == strength;
}

static void
paint_kind (PoiseYearDrawing *self, const PoisePainter *painter, PoiseMode mode, guint strength)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (PoiseRect));

  for (guint i = 0; i < self->days->len; i++)
    if (is_kind (get_day (self, i), mode, strength))
      g_array_append_val (cells, g_array_index (self->layout->cells, PoiseRect, i));
  poise_painter_draw_bars (painter, cells, mode, POISE_SIDE_ALL,
                           mode == POISE_MODE_NONE ? POISE_FILL_HOLLOW : strengths[strength]);
}

static void
paint_empty_cells (PoiseYearDrawing *self, const PoisePainter *painter)
{
  for (guint i = 0; i < self->days->len; i++)
    {
      const PoiseRect *cell = &g_array_index (self->layout->cells, PoiseRect, i);

      if (get_day (self, i)->n_entries == 0)
        cairo_rectangle (painter->cr, cell->x, cell->y, cell->width, cell->height);
    }
  poise_painter_set_color (painter, &painter->palette->foreground, painter->palette->band);
  cairo_fill (painter->cr);
}

static void
paint_cells (PoiseYearDrawing *self, const PoisePainter *painter)
{
  paint_empty_cells (self, painter);
  paint_kind (self, painter, POISE_MODE_NONE, 0);
  for (guint strength = 0; strength < N_STRENGTHS; strength++)
    for (PoiseMode mode = POISE_MODE_MANAGEMENT; mode <= POISE_MODE_BALANCED; mode++)
      paint_kind (self, painter, mode, strength);
}

static void
paint_weekdays (PoiseYearDrawing *self, const PoisePainter *painter)
{
  const PoiseRect *cell = &g_array_index (self->layout->cells, PoiseRect, 0);
  double right = painter->is_rtl ? cell->x + cell->width : cell->x;
  guint first_row =
    (7 + (guint) poise_day_get_weekday (get_day (self, 0)->first) - (guint) self->first_weekday) %
    7;
  double top = cell->y - first_row * self->layout->pitch + cell->height / 2.0;

  for (guint band = 0; band < self->layout->n_bands; band++)
    for (guint row = 0; row < 2 * LABELLED_ROWS; row += 2)
      {
        g_autofree char *name = format_weekday (self, row);
        double y = top + band * self->layout->band_height + row * self->layout->pitch;

        poise_painter_show_text (painter, name, painter->is_rtl ? right + 6.0 : right - 6.0, y,
                                 painter->is_rtl ? 0.0 : 1.0, painter->palette->dim);
      }
}

/* Over the first column that begins in a month, unless the name before is in
 * the way. */
static void
paint_months (PoiseYearDrawing *self, const PoisePainter *painter)
{
  double taken_x = 0.0, taken_y = -1.0;

  for (guint i = 0; i < self->days->len; i++)
    {
      const PoiseRect *cell = &g_array_index (self->layout->cells, PoiseRect, i);
      PoiseDay day = get_day (self, i)->first;
      guint band = (guint) (cell->y / self->layout->band_height);
      double y = band * self->layout->band_height + self->label_height * 0.55;
      double x = painter->is_rtl ? cell->x + cell->width : cell->x;
      double width;
      guint dom;
      g_autofree char *name = NULL;

      poise_day_get_ymd (day, NULL, NULL, &dom);
      if (poise_day_get_weekday (day) != self->first_weekday || dom > 7)
        continue;
      name = poise_day_format (day, "%b");
      poise_painter_measure_text (painter->text, name, &width, NULL);
      if (painter->is_rtl ? x - width < 0.0 || (y == taken_y && x > taken_x - 4.0)
                          : x + width > self->legend.width || (y == taken_y && x < taken_x + 4.0))
        continue;
      poise_painter_show_text (painter, name, x, y, painter->is_rtl ? 1.0 : 0.0,
                               painter->palette->dim);
      taken_x = painter->is_rtl ? x - width : x + width;
      taken_y = y;
    }
}

static void
poise_year_drawing_paint (PoiseDrawing *drawing, const PoisePainter *painter)
{
  PoiseYearDrawing *self = POISE_YEAR_DRAWING (drawing);
  PoiseLegendItem items[N_KEYS];

  if (self->layout == NULL)
    return;
  paint_cells (self, painter);
  paint_weekdays (self, painter);
  paint_months (self, painter);
  poise_legend_paint (painter, items, list_keys (items), &self->legend);
}

/* ---- virtual functions ---- */

static void
poise_year_drawing_finalize (GObject *object)
{
  PoiseYearDrawing *self = POISE_YEAR_DRAWING (object);

  g_clear_pointer (&self->days, g_array_unref);
  g_clear_pointer (&self->layout, poise_year_layout_free);

  G_OBJECT_CLASS (poise_year_drawing_parent_class)->finalize (object);
}

static void
poise_year_drawing_class_init (PoiseYearDrawingClass *klass)
{
  PoiseDrawingClass *drawing_class = POISE_DRAWING_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = poise_year_drawing_finalize;
  drawing_class->get_height = poise_year_drawing_get_height;
  drawing_class->lay_out = poise_year_drawing_lay_out;
  drawing_class->get_n_marks = poise_year_drawing_get_n_marks;
  drawing_class->get_mark = poise_year_drawing_get_mark;
  drawing_class->describe_mark = poise_year_drawing_describe_mark;
  drawing_class->get_steps = poise_year_drawing_get_steps;
  drawing_class->paint = poise_year_drawing_paint;
}

static void
poise_year_drawing_init (PoiseYearDrawing *self)
{
}

/**
 * poise_year_drawing_new:
 *
 * Returns: (transfer full): a chart that shows nothing yet
 */
PoiseDrawing *
poise_year_drawing_new (void)
{
  return g_object_new (POISE_TYPE_YEAR_DRAWING, NULL);
}

/**
 * poise_year_drawing_set_days:
 * @self: a chart
 * @days: (element-type PoisePeriod): the days, at least one; the chart has to
 *   be laid out again
 * @first_weekday: the day on which weeks begin
 */
void
poise_year_drawing_set_days (PoiseYearDrawing *self, GArray *days, GDateWeekday first_weekday)
{
  g_return_if_fail (POISE_IS_YEAR_DRAWING (self) && days != NULL && days->len > 0);

  g_clear_pointer (&self->layout, poise_year_layout_free);
  g_array_ref (days);
  g_clear_pointer (&self->days, g_array_unref);
  self->days = days;
  self->first_weekday = first_weekday;
}
