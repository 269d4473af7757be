/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-weekly-drawing.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "poise-balance-description.h"
#include "poise-legend.h"
#include "poise-weekly-layout.h"

/* The chart's height without its legend, in lines of text. */
#define HEIGHT_LINES 21.0
#define COMPACT_LINES 13.0
/* Between the labels and the legend. */
#define LEGEND_LINES 0.6
/* For the marks of what became of intentions. */
#define OUTCOME_LINES 0.8
/* Between the axis' words and the plot. */
#define AXIS_GAP 8.0
/* How many bars further a page is. */
#define PAGE_BARS 4
#define N_KEYS 9

/* The strokes at the ends of a range, where its column is wide enough for them. */
#define CAP_WIDTH 7.0
#define CAP_MIN_COLUMN 12.0

/* Shares of leadership with a line across the chart. */
static const double ticks[] = { 1.0, 0.75, 0.5, 0.25, 0.0 };

struct _PoiseWeeklyDrawing
{
  PoiseDrawing parent_instance;

  PoiseBalance *balance;
  double target_low;
  double target_high;
  gboolean is_compact;
  gboolean is_count_told; /* words beside it say what the counts are */
  PoiseUnit unit;
  PoiseRect legend;
  PoiseWeeklyLayout *layout;
  /* What was shown before, from which the bars set out. */
  PoiseWeeklyLayout *old_layout;
  GArray *old_periods;
};

G_DEFINE_FINAL_TYPE (PoiseWeeklyDrawing, poise_weekly_drawing, POISE_TYPE_DRAWING)

static GArray *
get_periods (PoiseWeeklyDrawing *self)
{
  return poise_balance_get_periods (self->balance, self->unit);
}

/* ---- size ---- */

static char *
format_label (PoiseDay day, PoiseLabel label)
{
  switch (label)
    {
    case POISE_LABEL_DAY:
      /* Translators: the first day of a week under its bar, as short as can be: day and short
       * month by strftime(). */
      /* xgettext:no-c-format */
      return poise_day_format (day, C_ ("chart", "%-d %b"));
    case POISE_LABEL_MONTH:
      /* Translators: a month and its year under a bar, as short as can be, by strftime(). */
      return poise_day_format (day, C_ ("chart", "%b %Y"));
    case POISE_LABEL_YEAR:
    case POISE_LABEL_NONE:
    default:
      return poise_day_format (day, "%Y");
    }
}

static void
measure_labels (PangoLayout *text, PoiseWeeklySpec *spec)
{
  for (PoiseLabel label = POISE_LABEL_DAY; label < POISE_N_LABELS; label++)
    for (guint month = 1; month <= 12; month++)
      {
        g_autofree char *words = format_label (poise_day_new (2026, month, 28), label);
        double width;

        poise_painter_measure_text (text, words, &width, &spec->label_height);
        spec->label_widths[label] = MAX (spec->label_widths[label], width);
      }
}

static gboolean
has_outcomes (PoiseWeeklyDrawing *self)
{
  if (self->balance == NULL || self->unit != POISE_UNIT_WEEK)
    return FALSE;
  for (guint i = 0; i < self->balance->weeks->len; i++)
    if (g_array_index (self->balance->weeks, PoisePeriod, i).outcome != POISE_OUTCOME_NONE)
      return TRUE;

  return FALSE;
}

/* The sign is one that the chart has. */
static PoiseKey
get_intention_key (PoiseWeeklyDrawing *self)
{
  for (guint i = 0; i < self->balance->weeks->len; i++)
    if (g_array_index (self->balance->weeks, PoisePeriod, i).outcome > POISE_OUTCOME_OPEN)
      return POISE_KEY_INTENTION;

  return POISE_KEY_OPEN;
}

static guint
list_bars (PoiseWeeklyDrawing *self, PoiseLegendItem *items)
{
  guint n = 0;

  items[n++] = (PoiseLegendItem) { POISE_KEY_LEADERSHIP, _ ("More leadership") };
  items[n++] = (PoiseLegendItem) { POISE_KEY_MANAGEMENT, _ ("More management") };
  items[n++] = (PoiseLegendItem) { POISE_KEY_EVEN, _ ("As much of both") };
  items[n++] =
    (PoiseLegendItem) { POISE_KEY_TREND, self->unit == POISE_UNIT_WEEK ? _ ("Trend over four weeks")
                                         : self->unit == POISE_UNIT_MONTH
                                           ? _ ("Trend over four months")
                                           : _ ("Trend over four quarters") };
  return n;
}

/* The axis says what the bars of a compact chart are. */
static guint
list_keys (PoiseWeeklyDrawing *self, PoiseLegendItem *items)
{
  guint n = self->is_compact ? 0 : list_bars (self, items);

  /* Translators: the range within which a bar’s true share probably lies. */
  items[n++] = (PoiseLegendItem) { POISE_KEY_INTERVAL, C_ ("chart", "Likely range") };
  if (!self->is_compact && self->target_high > self->target_low)
    items[n++] = (PoiseLegendItem) { POISE_KEY_TARGET, _ ("Your target") };
  if (self->balance != NULL && self->balance->events->len > 0)
    /* Translators: a day with a name, as “new team”. */
    items[n++] = (PoiseLegendItem) { POISE_KEY_EVENT, C_ ("chart", "Event") };
  if (has_outcomes (self))
    /* Translators: what a person meant to do in a week, and how far they did it. */
    items[n++] = (PoiseLegendItem) { get_intention_key (self), C_ ("chart", "Intention") };
  if (!self->is_count_told)
    items[n++] = (PoiseLegendItem) { POISE_KEY_LITTLE, _ ("Rests on one or two entries") };
  return n;
}

/* What stands at the axis: neither mode is the mark to reach, so its ends bear their names. */
static char *
format_tick (double share)
{
  if (share == 0.5)
    /* Translators: on a chart's axis, where management and leadership are in balance. */
    return g_strdup (C_ ("axis", "even"));
  if (share == 1.0)
    /* Translators: one end of a chart's axis: all leadership. Short. */
    return g_strdup (C_ ("axis", "leadership"));
  if (share == 0.0)
    /* Translators: the other end of a chart's axis: all management. Short. */
    return g_strdup (C_ ("axis", "management"));
  return poise_share_to_words (MAX (share, 1.0 - share));
}

static double
measure_axis (PangoLayout *text)
{
  double widest = 0.0;

  for (guint i = 0; i < G_N_ELEMENTS (ticks); i++)
    {
      g_autofree char *words = format_tick (ticks[i]);
      double width;

      poise_painter_measure_text (text, words, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest + AXIS_GAP;
}

static double
poise_weekly_drawing_get_height (PoiseDrawing *drawing, PangoLayout *text, double width)
{
  PoiseWeeklyDrawing *self = POISE_WEEKLY_DRAWING (drawing);
  PoiseLegendItem items[N_KEYS];
  guint n = list_keys (self, items);

  return (self->is_compact ? COMPACT_LINES : HEIGHT_LINES) * poise_painter_get_line_height (text) +
         poise_legend_measure (text, items, n, width);
}

static void
poise_weekly_drawing_lay_out (PoiseDrawing *drawing,
                              PangoLayout *text,
                              double width,
                              double height,
                              gboolean is_rtl)
{
  PoiseWeeklyDrawing *self = POISE_WEEKLY_DRAWING (drawing);
  PoiseWeeklySpec spec = { .width = width,
                           .axis_width = measure_axis (text),
                           .target_low = self->target_low,
                           .target_high = self->target_high,
                           .is_rtl = is_rtl };
  PoiseLegendItem items[N_KEYS];
  double legend;

  g_clear_pointer (&self->layout, poise_weekly_layout_free);
  if (self->balance == NULL)
    return;
  self->unit = poise_weekly_layout_choose_unit (self->balance, width - spec.axis_width);
  measure_labels (text, &spec);
  legend = poise_legend_measure (text, items, list_keys (self, items), width);
  poise_painter_measure_text (text, "2", &spec.count_width, NULL);
  spec.unit = self->unit;
  spec.outcome_height = has_outcomes (self) ? OUTCOME_LINES * spec.label_height : 0.0;
  spec.height = height - legend - LEGEND_LINES * spec.label_height;
  self->legend = (PoiseRect) { 0.0, height - legend, width, legend };
  self->layout = poise_weekly_layout_new (get_periods (self), &spec);
}

/* ---- marks ---- */

static guint
poise_weekly_drawing_get_n_marks (PoiseDrawing *drawing)
{
  PoiseWeeklyDrawing *self = POISE_WEEKLY_DRAWING (drawing);

  return self->layout != NULL ? self->layout->bars->len : 0;
}

static PoiseMark
poise_weekly_drawing_get_mark (PoiseDrawing *drawing, guint index)
{
  PoiseWeeklyDrawing *self = POISE_WEEKLY_DRAWING (drawing);
  const PoisePeriod *period = &g_array_index (get_periods (self), PoisePeriod, index);

  return (PoiseMark) { g_array_index (self->layout->bars, PoiseWeekBar, index).area, period->first,
                       period->last };
}

static char *
poise_weekly_drawing_describe_mark (PoiseDrawing *drawing, guint index)
{
  PoiseWeeklyDrawing *self = POISE_WEEKLY_DRAWING (drawing);
  const PoisePeriod *period = &g_array_index (get_periods (self), PoisePeriod, index);
  g_autofree char *words = poise_period_describe (period, self->unit);
  g_autofree char *events = poise_events_join (self->balance->events, period->first, period->last);

  if (events == NULL)
    return g_steal_pointer (&words);
  /* Translators: first what a week shows, then what happened in it, as “new team”. */
  return g_strdup_printf (_ ("%1$s; event: %2$s"), words, events);
}

static PoiseSteps
poise_weekly_drawing_get_steps (PoiseDrawing *drawing)
{
  return (PoiseSteps) { .across = 1, .page = PAGE_BARS };
}

/* ---- painting ---- */

static void
paint_grid (PoiseWeeklyDrawing *self, const PoisePainter *painter)
{
  const PoiseRect *plot = &self->layout->plot;
  const PoiseRect *band = &self->layout->band;

  poise_painter_set_color (painter, &painter->palette->foreground, painter->palette->band);
  cairo_rectangle (painter->cr, band->x, band->y, band->width, band->height);
  cairo_fill (painter->cr);
  for (guint i = 0; i < G_N_ELEMENTS (ticks); i++)
    {
      double y = plot->y + plot->height * (1.0 - ticks[i]);
      g_autofree char *words = format_tick (ticks[i]);

      poise_painter_set_color (painter, &painter->palette->foreground,
                               ticks[i] == 0.5 ? painter->palette->dim : painter->palette->grid);
      poise_painter_draw_line (painter, plot->x, y, plot->x + plot->width, y);
      poise_painter_show_text (
        painter, words, painter->is_rtl ? plot->x + plot->width + AXIS_GAP : plot->x - AXIS_GAP, y,
        painter->is_rtl ? 0.0 : 1.0, painter->palette->dim);
    }
}

static const PoiseRect *
find_old_bar (PoiseWeeklyDrawing *self, PoiseDay first)
{
  for (guint i = 0; self->old_layout != NULL && i < self->old_periods->len; i++)
    {
      const PoisePeriod *old = &g_array_index (self->old_periods, PoisePeriod, i);

      if (old->first == first && old->has_share)
        return &g_array_index (self->old_layout->bars, PoiseWeekBar, i).bar;
    }
  return NULL;
}

/* A bar that was there before comes from its old place, another one grows
 * out of the centre. */
static PoiseRect
get_moving_bar (PoiseWeeklyDrawing *self, guint i)
{
  const PoiseWeekBar *bar = &g_array_index (self->layout->bars, PoiseWeekBar, i);
  const PoisePeriod *period = &g_array_index (get_periods (self), PoisePeriod, i);
  PoiseRect from = { bar->bar.x, self->layout->centre_y, bar->bar.width, 0.0 };
  double t = poise_drawing_get_progress (POISE_DRAWING (self));
  const PoiseRect *old;

  if (t >= 1.0)
    return bar->bar;
  old = find_old_bar (self, period->first);
  if (old != NULL)
    from = *old;
  return (PoiseRect) { from.x + (bar->bar.x - from.x) * t, from.y + (bar->bar.y - from.y) * t,
                       from.width + (bar->bar.width - from.width) * t,
                       from.height + (bar->bar.height - from.height) * t };
}

/* Where a day lies in its period's column. */
static double
get_day_x (PoiseWeeklyDrawing *self, guint i, PoiseDay day, gboolean is_rtl)
{
  const PoiseRect *area = &g_array_index (self->layout->bars, PoiseWeekBar, i).area;
  const PoisePeriod *period = &g_array_index (get_periods (self), PoisePeriod, i);
  double part = (day - period->first) / (double) (period->last - period->first + 1);

  return area->x + area->width * (is_rtl ? 1.0 - part : part);
}

static void
paint_events (PoiseWeeklyDrawing *self, const PoisePainter *painter)
{
  const PoiseRect *plot = &self->layout->plot;
  guint i = 0;

  for (guint k = 0; k < self->balance->events->len; k++)
    {
      PoiseDay day = ((PoiseEvent *) g_ptr_array_index (self->balance->events, k))->day;

      while (i + 1 < self->layout->bars->len &&
             g_array_index (get_periods (self), PoisePeriod, i).last < day)
        i++;
      poise_painter_draw_event (painter, get_day_x (self, i, day, painter->is_rtl), plot->y,
                                plot->y + plot->height);
    }
}

static void
paint_outcomes (PoiseWeeklyDrawing *self, const PoisePainter *painter)
{
  for (guint i = 0; self->unit == POISE_UNIT_WEEK && i < self->layout->bars->len; i++)
    {
      const PoiseRect *area = &g_array_index (self->layout->bars, PoiseWeekBar, i).area;
      PoiseOutcome outcome = g_array_index (get_periods (self), PoisePeriod, i).outcome;

      if (outcome != POISE_OUTCOME_NONE && area->width >= POISE_OUTCOME_SIZE)
        poise_painter_draw_outcome (painter, area->x + area->width / 2.0, self->layout->outcome_y,
                                    outcome);
    }
}

static double
get_strength (const PoisePeriod *period)
{
  if (!poise_period_is_little (period))
    return POISE_FILL_FULL;
  return period->n_counted == 1 ? POISE_FILL_ONE : POISE_FILL_TWO;
}

static void
paint_bars (PoiseWeeklyDrawing *self, const PoisePainter *painter)
{
  for (guint i = 0; i < self->layout->bars->len; i++)
    {
      const PoiseWeekBar *bar = &g_array_index (self->layout->bars, PoiseWeekBar, i);
      const PoisePeriod *period = &g_array_index (get_periods (self), PoisePeriod, i);
      PoiseRect place = get_moving_bar (self, i);
      PoiseMode mode = bar->is_up ? POISE_MODE_LEADERSHIP : POISE_MODE_MANAGEMENT;

      if (!period->has_share)
        continue;
      if (bar->is_even)
        poise_painter_draw_bar (painter, &place, POISE_MODE_BALANCED, POISE_SIDE_ALL,
                                get_strength (period));
      else
        poise_painter_draw_bar (painter, &place, mode,
                                bar->is_up ? POISE_SIDE_TOP : POISE_SIDE_BOTTOM,
                                get_strength (period));
    }
}

static void
trace_intervals (PoiseWeeklyDrawing *self, const PoisePainter *painter)
{
  for (guint i = 0; i < self->layout->bars->len; i++)
    {
      const PoiseWeekBar *bar = &g_array_index (self->layout->bars, PoiseWeekBar, i);
      double cap = bar->area.width < CAP_MIN_COLUMN ? 0.0 : CAP_WIDTH;

      if (g_array_index (get_periods (self), PoisePeriod, i).has_share)
        poise_painter_trace_interval (painter, bar->area.x + bar->area.width / 2.0, bar->high_y,
                                      bar->low_y, cap);
    }
}

/* A gap interrupts the trend: nothing is known of how it went on. A point
 * between two gaps is a dot. */
static void
trace_trend (PoiseWeeklyDrawing *self, const PoisePainter *painter)
{
  gboolean open = FALSE;

  for (guint i = 0; i < self->layout->bars->len; i++)
    {
      const PoiseWeekBar *bar = &g_array_index (self->layout->bars, PoiseWeekBar, i);
      double x = bar->area.x + bar->area.width / 2.0;

      if (!g_array_index (get_periods (self), PoisePeriod, i).has_trend)
        {
          open = FALSE;
          continue;
        }
      if (!open)
        cairo_move_to (painter->cr, x, bar->trend_y);
      cairo_line_to (painter->cr, x, bar->trend_y);
      open = TRUE;
    }
}

static void
paint_trend (PoiseWeeklyDrawing *self, const PoisePainter *painter, double alpha)
{
  cairo_save (painter->cr);
  cairo_set_line_join (painter->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (painter->cr, CAIRO_LINE_CAP_ROUND);
  trace_trend (self, painter);
  poise_painter_set_color (painter, &painter->palette->background, 0.9 * alpha);
  cairo_set_line_width (painter->cr, 5.0);
  cairo_stroke_preserve (painter->cr);
  poise_painter_set_color (painter, &painter->palette->foreground, 0.85 * alpha);
  cairo_set_line_width (painter->cr, 2.0);
  cairo_stroke (painter->cr);
  cairo_restore (painter->cr);
}

static void
paint_words (PoiseWeeklyDrawing *self, const PoisePainter *painter, double alpha)
{
  for (guint i = 0; i < self->layout->bars->len; i++)
    {
      const PoiseWeekBar *bar = &g_array_index (self->layout->bars, PoiseWeekBar, i);
      const PoisePeriod *period = &g_array_index (get_periods (self), PoisePeriod, i);

      if (bar->has_count)
        {
          g_autofree char *count = g_strdup_printf ("%u", period->n_counted);

          poise_painter_show_text_above (painter, count, bar->area.x + bar->area.width / 2.0,
                                         bar->count_y, 0.5, painter->palette->dim * alpha);
        }
      if (bar->label != POISE_LABEL_NONE)
        {
          g_autofree char *label = format_label (
            poise_period_is_part (period) ? period->shown_first : period->first, bar->label);

          poise_painter_show_text (painter, label, bar->label_x, self->layout->label_y, 0.5,
                                   painter->palette->dim);
        }
    }
}

static void
poise_weekly_drawing_paint (PoiseDrawing *drawing, const PoisePainter *painter)
{
  PoiseWeeklyDrawing *self = POISE_WEEKLY_DRAWING (drawing);
  double progress = poise_drawing_get_progress (drawing);
  PoiseLegendItem items[N_KEYS];

  if (self->layout == NULL)
    return;
  paint_grid (self, painter);
  paint_events (self, painter);
  paint_outcomes (self, painter);
  paint_bars (self, painter);
  trace_intervals (self, painter);
  poise_painter_stroke_intervals (painter, progress);
  paint_trend (self, painter, progress);
  paint_words (self, painter, progress);
  poise_legend_paint (painter, items, list_keys (self, items), &self->legend);
}

/* ---- virtual functions ---- */

static void
poise_weekly_drawing_finalize (GObject *object)
{
  PoiseWeeklyDrawing *self = POISE_WEEKLY_DRAWING (object);

  g_clear_pointer (&self->balance, poise_balance_unref);
  g_clear_pointer (&self->layout, poise_weekly_layout_free);
  g_clear_pointer (&self->old_layout, poise_weekly_layout_free);
  g_clear_pointer (&self->old_periods, g_array_unref);

  G_OBJECT_CLASS (poise_weekly_drawing_parent_class)->finalize (object);
}

static void
poise_weekly_drawing_class_init (PoiseWeeklyDrawingClass *klass)
{
  PoiseDrawingClass *drawing_class = POISE_DRAWING_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = poise_weekly_drawing_finalize;
  drawing_class->get_height = poise_weekly_drawing_get_height;
  drawing_class->lay_out = poise_weekly_drawing_lay_out;
  drawing_class->get_n_marks = poise_weekly_drawing_get_n_marks;
  drawing_class->get_mark = poise_weekly_drawing_get_mark;
  drawing_class->describe_mark = poise_weekly_drawing_describe_mark;
  drawing_class->get_steps = poise_weekly_drawing_get_steps;
  drawing_class->paint = poise_weekly_drawing_paint;
}

static void
poise_weekly_drawing_init (PoiseWeeklyDrawing *self)
{
  self->unit = POISE_UNIT_WEEK;
}

/**
 * poise_weekly_drawing_new:
 *
 * Returns: (transfer full): a chart that shows nothing yet
 */
PoiseDrawing *
poise_weekly_drawing_new (void)
{
  return g_object_new (POISE_TYPE_WEEKLY_DRAWING, NULL);
}

/**
 * poise_weekly_drawing_set_balance:
 * @self: a chart
 * @balance: what to show; it has to be laid out again
 */
void
poise_weekly_drawing_set_balance (PoiseWeeklyDrawing *self, PoiseBalance *balance)
{
  g_return_if_fail (POISE_IS_WEEKLY_DRAWING (self) && balance != NULL);

  g_clear_pointer (&self->old_layout, poise_weekly_layout_free);
  g_clear_pointer (&self->old_periods, g_array_unref);
  if (self->layout != NULL)
    {
      self->old_periods = g_array_ref (get_periods (self));
      self->old_layout = g_steal_pointer (&self->layout);
    }
  poise_balance_ref (balance);
  g_clear_pointer (&self->balance, poise_balance_unref);
  self->balance = balance;
}

/**
 * poise_weekly_drawing_set_target:
 * @self: a chart
 * @low: the target range's lower end as leadership's share, 0 to 1
 * @high: its upper end; no band is drawn unless it is above @low
 */
void
poise_weekly_drawing_set_target (PoiseWeeklyDrawing *self, double low, double high)
{
  g_return_if_fail (POISE_IS_WEEKLY_DRAWING (self));

  self->target_low = low;
  self->target_high = high;
}

/**
 * poise_weekly_drawing_set_compact:
 * @self: a chart
 * @is_compact: whether it is low, and its legend short
 */
void
poise_weekly_drawing_set_compact (PoiseWeeklyDrawing *self, gboolean is_compact)
{
  g_return_if_fail (POISE_IS_WEEKLY_DRAWING (self));

  self->is_compact = is_compact;
}

/**
 * poise_weekly_drawing_set_count_told:
 * @self: a chart
 *
 * Leaves out of the legend on how many entries a bar rests: words beside the chart say so.
 */
void
poise_weekly_drawing_set_count_told (PoiseWeeklyDrawing *self)
{
  g_return_if_fail (POISE_IS_WEEKLY_DRAWING (self));

  self->is_count_told = TRUE;
}

/**
 * poise_weekly_drawing_get_unit:
 * @self: a chart that is laid out
 *
 * Returns: what a bar stands for: a week, or longer where weeks do not fit
 */
PoiseUnit
poise_weekly_drawing_get_unit (PoiseWeeklyDrawing *self)
{
  g_return_val_if_fail (POISE_IS_WEEKLY_DRAWING (self), POISE_UNIT_WEEK);

  return self->unit;
}
