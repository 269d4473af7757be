/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the charts put things, and in which colours; without a display. */

#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "poise-balance-description.h"
#include "poise-facets-layout.h"
#include "poise-legend.h"
#include "poise-painter.h"
#include "poise-palette.h"
#include "poise-picture.h"
#include "poise-test.h"
#include "poise-weekly-drawing.h"
#include "poise-weekly-layout.h"
#include "poise-year-layout.h"

#define TODAY (poise_day_new (2026, 11, 23))

static const PoiseWeeklySpec plain = { .unit = POISE_UNIT_WEEK,
                                       .width = 600,
                                       .height = 300,
                                       .label_widths = { 0, 50, 62, 36 },
                                       .label_height = 16,
                                       .axis_width = 40,
                                       .count_width = 8 };

/* Every week has up to four entries of a share that @next gives. */
static PoiseBalance *
make_balance (guint n_weeks, double (*next) (GRand *rand))
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (n_weeks);

  for (guint i = 0; i < n_weeks; i++)
    for (int k = g_rand_int_range (rand, 1, 5); k > 0; k--)
      {
        g_autofree char *day = poise_day_to_string (TODAY - 7 * i);
        double share = next (rand);
        g_autoptr (PoiseEntry) entry = poise_test_entry (day, "x", share >= 0.0, MAX (share, 0.0));

        poise_journal_add (journal, entry);
      }
  return poise_balance_new (journal, TODAY, n_weeks, G_DATE_MONDAY);
}

static double
next_any (GRand *rand)
{
  return (double) g_rand_int_range (rand, -2, 5) / 4.0;
}

static double
next_leadership (GRand *rand)
{
  return 1.0;
}

static double
next_management (GRand *rand)
{
  return 0.0;
}

static double
next_gap (GRand *rand)
{
  return -1.0;
}

static void
check_inside (const PoiseRect *inner, const PoiseRect *outer)
{
  g_assert_cmpfloat (inner->x, >=, outer->x - 1e-6);
  g_assert_cmpfloat (inner->y, >=, outer->y - 1e-6);
  g_assert_cmpfloat (inner->x + inner->width, <=, outer->x + outer->width + 1e-6);
  g_assert_cmpfloat (inner->y + inner->height, <=, outer->y + outer->height + 1e-6);
}

static void
check_bar (const PoiseWeekBar *bar, const PoisePeriod *period, const PoiseWeeklyLayout *layout)
{
  double tip = layout->plot.y + layout->plot.height * (1.0 - period->share);

  check_inside (&bar->area, &layout->plot);
  check_inside (&bar->bar, &bar->area);
  if (period->has_share)
    {
      /* The range holds the bar's tip and stays in the plot. */
      g_assert_cmpfloat (bar->high_y, >=, layout->plot.y - 1e-6);
      g_assert_cmpfloat (bar->high_y, <=, tip + 1e-6);
      g_assert_cmpfloat (bar->low_y, >=, tip - 1e-6);
      g_assert_cmpfloat (bar->low_y, <=, layout->plot.y + layout->plot.height + 1e-6);
      g_assert_cmpfloat_with_epsilon (
        bar->low_y - bar->high_y,
        layout->plot.height * (period->interval.high - period->interval.low), 1e-6);
    }
  if (!period->has_share)
    g_assert_cmpfloat (bar->bar.height, ==, 0.0);
  else if (bar->is_even)
    g_assert_cmpfloat (fabs (tip - layout->centre_y), <, 2.0);
  else
    {
      g_assert_cmpfloat_with_epsilon (bar->bar.height, fabs (tip - layout->centre_y), 1e-6);
      g_assert_cmpfloat_with_epsilon (bar->is_up ? bar->bar.y : bar->bar.y + bar->bar.height, tip,
                                      1e-6);
    }
}

static void
check_words (const PoiseWeekBar *bar,
             const PoisePeriod *period,
             const PoiseWeeklySpec *spec,
             double *last_label)
{
  double width = spec->label_widths[bar->label];

  if (bar->has_count)
    {
      g_assert_cmpfloat (spec->count_width, <=, bar->area.width);
      g_assert_cmpfloat (bar->count_y - spec->label_height / 2.0, >=, -1e-6);
      g_assert_cmpfloat (bar->count_y + spec->label_height / 2.0, <=,
                         spec->height - 1.2 * spec->label_height);
      if (period->has_trend)
        g_assert_cmpfloat (fabs (bar->trend_y - bar->count_y), >=, spec->label_height / 2.0 - 1e-6);
    }
  if (bar->label == POISE_LABEL_NONE)
    return;
  g_assert_cmpfloat (bar->label_x - width / 2.0, >=, -1e-6);
  g_assert_cmpfloat (bar->label_x + width / 2.0, <=, spec->width + 1e-6);
  g_assert_cmpfloat (fabs (bar->label_x - *last_label), >=, width - 1e-6);
  *last_label = bar->label_x;
}

static void
check_layout (GArray *periods, const PoiseWeeklySpec *spec)
{
  g_autoptr (PoiseWeeklyLayout) layout = poise_weekly_layout_new (periods, spec);
  double last_label = spec->is_rtl ? 1e9 : -1e9;
  double edge = spec->is_rtl ? layout->plot.x + layout->plot.width : layout->plot.x;
  guint n_labels = 0;

  g_assert_cmpuint (layout->bars->len, ==, periods->len);
  for (guint i = 0; i < periods->len; i++)
    {
      const PoiseWeekBar *bar = &g_array_index (layout->bars, PoiseWeekBar, i);
      const PoisePeriod *period = &g_array_index (periods, PoisePeriod, i);

      check_bar (bar, period, layout);
      check_words (bar, period, spec, &last_label);
      n_labels += bar->label != POISE_LABEL_NONE;
      /* A column begins where the one before ends: nothing drifts. */
      g_assert_cmpfloat_with_epsilon (spec->is_rtl ? bar->area.x + bar->area.width : bar->area.x,
                                      edge, 1e-6);
      edge = spec->is_rtl ? bar->area.x : bar->area.x + bar->area.width;
    }
  g_assert_cmpfloat_with_epsilon (
    edge, spec->is_rtl ? layout->plot.x : layout->plot.x + layout->plot.width, 1e-6);
  g_assert_cmpuint (n_labels, >=, 1);
}

static guint
check_sizes (const PoiseBalance *balance)
{
  const double widths[] = { 200, 312, 360, 800, 1600, 3840 };
  guint n = 0;

  for (guint k = 0; k < G_N_ELEMENTS (widths); k++)
    for (PoiseUnit unit = POISE_UNIT_WEEK; unit <= POISE_UNIT_QUARTER; unit++)
      for (gboolean is_rtl = FALSE; is_rtl <= TRUE; is_rtl++, n++)
        {
          PoiseWeeklySpec spec = plain;

          spec.unit = unit;
          spec.width = widths[k];
          spec.is_rtl = is_rtl;
          check_layout (poise_balance_get_periods (balance, unit), &spec);
        }
  return n;
}

static void
test_sizes (void)
{
  const guint weeks[] = { 1, 2, 4, 12, 26, 52, 54, 55, 260, 1043 };
  double (*const kinds[]) (GRand *) = { next_any, next_leadership, next_management, next_gap };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weeks); i++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      {
        g_autoptr (PoiseBalance) balance = make_balance (weeks[i], kinds[k]);

        g_assert_cmpuint (balance->weeks->len, ==, weeks[i]);
        n += check_sizes (balance);
      }
  g_test_message ("%u layouts checked", n);
}

static void
test_grouping (void)
{
  const struct
  {
    guint n_weeks;
    double width;
    PoiseUnit unit;
  } cases[] = {
    { 1, 100, POISE_UNIT_WEEK },      { 52, 270, POISE_UNIT_WEEK },
    { 52, 250, POISE_UNIT_MONTH },    { 1043, 270, POISE_UNIT_QUARTER },
    { 1043, 1300, POISE_UNIT_MONTH }, { 1043, 5300, POISE_UNIT_WEEK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PoiseBalance) balance = make_balance (cases[i].n_weeks, next_any);

      g_assert_cmpint (poise_weekly_layout_choose_unit (balance, cases[i].width), ==,
                       cases[i].unit);
    }
}

static void
test_band (void)
{
  g_autoptr (PoiseBalance) balance = make_balance (4, next_any);
  PoiseWeeklySpec spec = plain;
  g_autoptr (PoiseWeeklyLayout) without = poise_weekly_layout_new (balance->weeks, &spec);
  g_autoptr (PoiseWeeklyLayout) with = NULL;

  g_assert_cmpfloat (without->band.height, ==, 0.0);
  spec.target_low = 0.25;
  spec.target_high = 0.75;
  with = poise_weekly_layout_new (balance->weeks, &spec);
  g_assert_cmpfloat_with_epsilon (with->band.height, with->plot.height / 2.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (with->band.y + with->band.height / 2.0, with->centre_y, 1e-6);
}

/* ---- facets ---- */

static void
check_facets (const PoiseBalance *balance, const PoiseBalance *before, const PoiseFacetsSpec *spec)
{
  PoiseFacetsLayout layout;
  double bottom = 0.0;

  poise_facets_layout_init (&layout, balance, before, spec);
  for (PoiseFacet facet = POISE_FACET_PURPOSE; facet < POISE_N_FACETS; facet++)
    {
      const PoiseFacetBar *row = &layout.bars[facet];

      g_assert_cmpfloat_with_epsilon (row->area.y, bottom, 1e-6);
      bottom = row->area.y + row->area.height;
      for (PoiseMode pole = POISE_MODE_MANAGEMENT; pole <= POISE_MODE_LEADERSHIP; pole++)
        {
          gboolean right = (pole == POISE_MODE_LEADERSHIP) != spec->is_rtl;

          check_inside (&row->now[pole], &row->area);
          check_inside (before != NULL ? &row->before[pole] : &row->now[pole], &row->area);
          if (right)
            g_assert_cmpfloat (row->now[pole].x, >=, layout.centre_x);
          else
            g_assert_cmpfloat (row->now[pole].x + row->now[pole].width, <=, layout.centre_x);
          g_assert_cmpfloat (row->now[pole].y + row->now[pole].height, <=,
                             before != NULL ? row->before[pole].y : G_MAXDOUBLE);
        }
    }
  g_assert_cmpfloat_with_epsilon (bottom, poise_facets_layout_get_height (spec), 1e-6);
}

static void
test_facets (void)
{
  const double widths[] = { 200, 312, 360, 800, 3840 };
  g_autoptr (PoiseBalance) balance = make_balance (4, next_any);
  g_autoptr (PoiseBalance) before = make_balance (4, next_any);

  for (guint i = 0; i < 2; i++)
    {
      for (guint k = 0; k < 2 * G_N_ELEMENTS (widths); k++)
        {
          PoiseFacetsSpec spec = { widths[k / 2], 100, 16, 36, k % 2 };

          check_facets (balance, NULL, &spec);
          check_facets (balance, before, &spec);
        }
      /* Once with nothing coded, then with everything in one bar. */
      balance->facets[POISE_FACET_PEOPLE][POISE_MODE_LEADERSHIP] = balance->n_sentences = 9;
      before->facets[POISE_FACET_CHANGE][POISE_MODE_MANAGEMENT] = before->n_sentences = 1;
    }
}

/* ---- the year ---- */

static gboolean
overlap (const PoiseRect *a, const PoiseRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
         b->y < a->y + a->height;
}

static void
check_year (PoiseDay first, guint n_days, const PoiseYearSpec *spec)
{
  g_autoptr (PoiseYearLayout) layout = poise_year_layout_new (first, n_days, spec);
  PoiseRect all = { 0, 0, spec->width, poise_year_layout_get_height (layout) };

  g_assert_cmpuint (layout->cells->len, ==, n_days);
  for (guint i = 0; i < n_days; i++)
    {
      const PoiseRect *cell = &g_array_index (layout->cells, PoiseRect, i);

      check_inside (cell, &all);
      for (guint k = i + 1; k < MIN (i + 60, n_days); k++)
        g_assert_false (overlap (cell, &g_array_index (layout->cells, PoiseRect, k)));
      if (i >= 7)
        /* The same weekday, the same row. */
        g_assert_cmpfloat_with_epsilon (
          fmod (cell->y, layout->band_height),
          fmod (g_array_index (layout->cells, PoiseRect, i - 7).y, layout->band_height), 1e-6);
    }
}

static void
test_year (void)
{
  const double widths[] = { 240, 312, 360, 800, 3840 };
  const GDateWeekday weekdays[] = { G_DATE_MONDAY, G_DATE_SUNDAY, G_DATE_SATURDAY };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    for (guint k = 0; k < 2 * G_N_ELEMENTS (weekdays); k++)
      {
        PoiseYearSpec spec = { widths[i], 30, 16, weekdays[k / 2], k % 2 };

        check_year (TODAY - 364, 365, &spec);
        check_year (TODAY, 1, &spec);
      }
}

/* ---- colours ---- */

static double
to_linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* WCAG 2.1, relative luminance. */
static double
get_luminance (const PoiseColor *color)
{
  return 0.2126 * to_linear (color->red) + 0.7152 * to_linear (color->green) +
         0.0722 * to_linear (color->blue);
}

static double
get_contrast (const PoiseColor *a, const PoiseColor *b)
{
  double la = get_luminance (a), lb = get_luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

static PoiseColor
mix (const PoiseColor *color, const PoiseColor *under, double alpha)
{
  return (PoiseColor) { color->red * alpha + under->red * (1 - alpha),
                        color->green * alpha + under->green * (1 - alpha),
                        color->blue * alpha + under->blue * (1 - alpha) };
}

/* Machado, Oliveira and Fernandes (2009), severity 1.0, in linear light. */
static const double blindness[3][9] = {
  { 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998 },
  { 0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881 },
  { 1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900 },
};

static double
get_distance (const PoiseColor *a, const PoiseColor *b, const double *m)
{
  double d[3] = { to_linear (a->red) - to_linear (b->red),
                  to_linear (a->green) - to_linear (b->green),
                  to_linear (a->blue) - to_linear (b->blue) };
  double sum = 0.0;

  for (guint i = 0; i < 3; i++)
    {
      double seen = m[3 * i] * d[0] + m[3 * i + 1] * d[1] + m[3 * i + 2] * d[2];

      sum += seen * seen;
    }
  return sqrt (sum);
}

static void
test_palettes (void)
{
  for (guint i = 0; i < 4; i++)
    {
      gboolean high = i >= 2;
      const PoisePalette *p = poise_palette_get (i % 2, high);
      PoiseColor dim = mix (&p->foreground, &p->background, p->dim);

      /* Text 4.5:1, signs 3:1; in high contrast 7:1 and 4.5:1. */
      g_assert_cmpfloat (get_contrast (&dim, &p->background), >=, high ? 7.0 : 4.5);
      g_assert_cmpfloat (get_contrast (&p->management, &p->background), >=, high ? 4.5 : 3.0);
      g_assert_cmpfloat (get_contrast (&p->leadership, &p->background), >=, high ? 4.5 : 3.0);
      g_assert_cmpfloat (get_contrast (&p->management_text, &p->background), >=, high ? 7.0 : 4.5);
      g_assert_cmpfloat (get_contrast (&p->leadership_text, &p->background), >=, high ? 7.0 : 4.5);
      for (guint k = 0; k < 3; k++)
        g_assert_cmpfloat (get_distance (&p->management, &p->leadership, blindness[k]), >=, 0.2);
    }
}

/* ---- pictures ---- */

static void
check_render (guint n_weeks, double (*next) (GRand *rand), PoisePictureFormat format, gboolean rtl)
{
  static const char *const magic[] = { "\x89PNG", "<?xml", "%PDF" };
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseBalance) balance = make_balance (n_weeks, next);
  g_autoptr (GArray) days = poise_balance_list_year (journal, &balance->range, &balance->accuracy);
  g_autoptr (PoisePicture) picture = poise_picture_new (balance, NULL, days, TODAY);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  poise_picture_set_target (picture, 0.4, 0.6);
  poise_picture_set_rtl (picture, rtl);
  bytes = poise_picture_render (picture, format, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (bytes, NULL), magic[format]));
}

/* What a review said when it was kept is not said again of today. */
static void
test_review (void)
{
  g_autoptr (PoiseBalance) balance = make_balance (12, next_any);
  g_autoptr (PoisePicture) picture = poise_picture_new (balance, NULL, NULL, TODAY);
  double width = poise_picture_get_width (picture);

  g_assert_cmpfloat (poise_picture_draw (balance, NULL, TODAY, NULL, width), <,
                     poise_picture_get_height (picture));
}

/* What is kept is as large as what is laid out anew, also once the font is another one. */
static void
test_kept_text (void)
{
  static const char *const words[] = { "0", "More leadership", "23 Nov", "More leadership" };
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoLayout *plain_text = pango_layout_new (context);
  PangoLayout *kept = pango_layout_new (context);
  double before = 0.0;

  poise_painter_keep_text (kept);
  for (int size = 10; size <= 20; size += 10)
    {
      g_autofree char *name = g_strdup_printf ("Sans %d", size);
      PangoFontDescription *font = pango_font_description_from_string (name);
      double width, height, kept_width, kept_height;

      pango_context_set_font_description (context, font);
      pango_font_description_free (font);
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        {
          poise_painter_measure_text (plain_text, words[i], &width, &height);
          poise_painter_measure_text (kept, words[i], &kept_width, &kept_height);
          g_assert_cmpfloat (kept_width, ==, width);
          g_assert_cmpfloat (kept_height, ==, height);
        }
      g_assert_cmpfloat (kept_width, >, before);
      before = kept_width;
    }
  g_object_unref (kept);
  g_object_unref (plain_text);
  g_object_unref (context);
}

static void
check_legend (PangoLayout *text)
{
  const PoiseLegendItem items[] = { { POISE_KEY_LITTLE, "Rests on one or two entries" } };
  double width, line;

  poise_painter_measure_text (text, items[0].words, &width, &line);
  g_assert_cmpfloat (poise_legend_measure (text, items, 1, width + 30.0), <, line * 1.5);
  g_assert_cmpfloat (poise_legend_measure (text, items, 1, width * 0.7), >, line * 2.0);
  g_assert_cmpfloat (poise_legend_measure (text, items, 1, width + 30.0), <, line * 1.5);
  g_assert_cmpint (pango_layout_get_width (text), ==, -1);
}

/* What alone is too long for a line stands on several, also where layouts are kept. */
static void
test_legend (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) text = pango_cairo_create_layout (cr);

  check_legend (text);
  poise_painter_keep_text (text);
  check_legend (text);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
draw_chart_cb (cairo_t *cr, gpointer data)
{
  g_autoptr (PangoLayout) text = pango_cairo_create_layout (cr);
  const PoisePainter painter = { cr, text, poise_palette_get (FALSE, FALSE), FALSE };

  poise_drawing_lay_out (data, text, 600.0, 400.0, FALSE);
  poise_drawing_paint (data, &painter);
}

/* Neither mode is the mark to reach: the axis has a mode at each end, and no end is nothing. A
 * week between them is no empty one. */
static void
test_weekly_words (void)
{
  static const char *const drawn[] = { "(leadership)",      "(even)",
                                       "(management)",      "(75%)",
                                       "(More leadership)", "(As much of both)",
                                       "(More management)" };
  g_autoptr (PoiseBalance) balance = make_balance (12, next_any);
  g_autoptr (PoiseDrawing) drawing = poise_weekly_drawing_new ();
  g_autofree char *script = NULL;

  poise_weekly_drawing_set_balance (POISE_WEEKLY_DRAWING (drawing), balance);
  script = poise_test_draw (draw_chart_cb, drawing);
  for (guint i = 0; i < G_N_ELEMENTS (drawn); i++)
    if (strstr (script, drawn[i]) == NULL)
      g_error ("%s is not drawn", drawn[i]);
  g_assert_null (strstr (script, "(0%)"));
  g_assert_null (strstr (script, "(25%)"));
}

static void
draw_picture_cb (cairo_t *cr, gpointer data)
{
  poise_picture_paint (data, cr);
}

static void
test_sample (void)
{
  g_autoptr (PoiseBalance) balance = make_balance (12, next_any);
  g_autoptr (PoisePicture) picture = poise_picture_new (balance, NULL, NULL, TODAY);
  double height = poise_picture_get_height (picture);
  g_autofree char *before = poise_test_draw (draw_picture_cb, picture);
  g_autofree char *after = NULL;

  poise_picture_set_sample (picture);
  after = poise_test_draw (draw_picture_cb, picture);
  g_assert_nonnull (strstr (before, "(Management and Leadership)"));
  g_assert_null (strstr (before, "(Sample Journal)"));
  g_assert_nonnull (strstr (after, "(Sample Journal)"));
  g_assert_cmpfloat (poise_picture_get_height (picture), >, height);
}

static void
test_render (void)
{
  check_render (12, next_any, POISE_PICTURE_PNG, FALSE);
  check_render (1043, next_any, POISE_PICTURE_PNG, TRUE);
  check_render (12, next_gap, POISE_PICTURE_SVG, FALSE);
  check_render (1, next_any, POISE_PICTURE_SVG, TRUE);
  check_render (1, next_gap, POISE_PICTURE_PDF, FALSE);
  check_render (1043, next_leadership, POISE_PICTURE_PDF, TRUE);
}

static GBytes *
render_drawn (PoisePicture *picture)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = poise_picture_render (picture, POISE_PICTURE_PNG, &error);

  g_assert_no_error (error);
  return bytes;
}

/* No catalog is read in the locale C. */
static gboolean
use_arabic (void)
{
  g_autofree char *catalogs = g_test_build_filename (G_TEST_BUILT, "../po", NULL);
  g_autofree char *folder = poise_test_make_folder ();
  g_autofree char *command = g_strdup_printf ("localedef -i ar_EG -f UTF-8 %s/ar_EG.utf8", folder);
  gboolean is_made = g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);

  g_setenv ("LOCPATH", folder, TRUE);
  is_made = is_made && setlocale (LC_MESSAGES, "ar_EG.UTF-8") != NULL;
  bindtextdomain (GETTEXT_PACKAGE, catalogs);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  poise_test_remove_folder (folder);
  return is_made;
}

/* Whether the picture's title, at its top, stands on the right. */
static gboolean
is_title_right (PoisePicture *picture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 840, 55);
  cairo_t *cr = cairo_create (surface);
  gboolean is_right = FALSE, is_left = FALSE;

  poise_picture_paint (picture, cr);
  cairo_surface_flush (surface);
  for (int i = 0; i < 55 * 840; i++)
    if (cairo_image_surface_get_data (surface)[i] != 0)
      *(i % 840 < 420 ? &is_left : &is_right) = TRUE;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return is_right && !is_left;
}

/* Without a window to tell the direction, as in exports and on the command line. */
static void
test_render_arabic (void)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseBalance) balance = make_balance (12, next_any);
  g_autoptr (GArray) days = poise_balance_list_year (journal, &balance->range, &balance->accuracy);
  g_autoptr (PoisePicture) picture = NULL;
  g_autoptr (GBytes) bytes = NULL, rightwards = NULL, leftwards = NULL;

  if (!use_arabic ())
    {
      g_test_skip ("no locale of Arabic can be made");
      return;
    }
  picture = poise_picture_new (balance, NULL, days, TODAY);
  g_assert_true (is_title_right (picture));
  bytes = render_drawn (picture);
  poise_picture_set_rtl (picture, FALSE);
  rightwards = render_drawn (picture);
  poise_picture_set_rtl (picture, TRUE);
  leftwards = render_drawn (picture);
  g_assert_true (g_bytes_equal (bytes, leftwards));
  g_assert_false (g_bytes_equal (bytes, rightwards));
}

/* The marks have a line of their own between the plot, with its counts, and the labels, and a
 * screen reader says them. */
static void
test_outcomes (void)
{
  g_autoptr (PoiseBalance) balance = make_balance (12, next_leadership);
  PoisePeriod *week = &g_array_index (balance->weeks, PoisePeriod, 3);
  PoiseWeeklySpec spec = plain;
  g_autoptr (PoiseWeeklyLayout) without = poise_weekly_layout_new (balance->weeks, &spec);
  g_autoptr (PoiseWeeklyLayout) with = NULL;
  g_autofree char *plainly = poise_period_describe (week, POISE_UNIT_WEEK);
  g_autofree char *words = NULL;

  spec.outcome_height = 12;
  with = poise_weekly_layout_new (balance->weeks, &spec);
  g_assert_cmpfloat (without->label_y, ==, with->label_y);
  g_assert_cmpfloat (with->outcome_y - 6, >=, with->plot.y + with->plot.height + 16);
  g_assert_cmpfloat (with->outcome_y + 6, <=, with->label_y - 8);
  g_assert_null (strstr (plainly, "intention"));
  week->outcome = POISE_OUTCOME_PARTLY;
  words = poise_period_describe (week, POISE_UNIT_WEEK);
  g_assert_true (g_str_has_suffix (words, "; intention: partly done"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/weekly/sizes", test_sizes);
  g_test_add_func ("/charts/weekly/grouping", test_grouping);
  g_test_add_func ("/charts/weekly/band", test_band);
  g_test_add_func ("/charts/weekly/words", test_weekly_words);
  g_test_add_func ("/charts/weekly/outcomes", test_outcomes);
  g_test_add_func ("/charts/facets", test_facets);
  g_test_add_func ("/charts/year", test_year);
  g_test_add_func ("/charts/palettes", test_palettes);
  g_test_add_func ("/charts/kept-text", test_kept_text);
  g_test_add_func ("/charts/legend", test_legend);
  g_test_add_func ("/charts/render", test_render);
  g_test_add_func ("/charts/review", test_review);
  g_test_add_func ("/charts/sample", test_sample);
  /* The last, since the language stays. */
  g_test_add_func ("/language/arabic", test_render_arabic);
  return g_test_run ();
}
