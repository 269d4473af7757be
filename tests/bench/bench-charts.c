/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a frame of the balance page costs while it is resized, with twenty years. */

#include <time.h>

#include "poise-facets-drawing.h"
#include "poise-test.h"
#include "poise-weekly-drawing.h"
#include "poise-year-drawing.h"

#define TODAY (poise_day_new (2026, 11, 23))
#define N_DAYS 7300
/* A frame of 60 a second has 16.7 ms; the rest is the window's. */
#define BUDGET_MS 8.0
#define N_FRAMES 40

static double
get_ms (void)
{
  return (double) clock () * 1000.0 / CLOCKS_PER_SEC; /* of this process alone */
}

static PoiseJournal *
make_journal (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);
  PoiseJournal *journal = poise_journal_new ();

  for (guint i = 0; i < N_DAYS; i++)
    {
      g_autofree char *day = poise_day_to_string (TODAY - i);
      g_autoptr (PoiseEntry) entry =
        poise_test_entry (day, "x", TRUE, g_rand_double_range (rand, 0.0, 1.0));

      poise_journal_add (journal, entry);
    }
  return journal;
}

/* Lays everything out and paints it at a width that no frame before had. */
static void
draw_frame (PoiseDrawing **drawings, guint n_drawings, PangoLayout *text, int width)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, 700);
  cairo_t *cr = cairo_create (surface);
  PoisePainter painter = { cr, text, poise_palette_get (FALSE, FALSE), FALSE };

  for (guint i = 0; i < n_drawings; i++)
    {
      poise_drawing_lay_out (drawings[i], text, width,
                             poise_drawing_get_height (drawings[i], text, width), FALSE);
      poise_drawing_paint (drawings[i], &painter);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static double
measure_frame (PoiseDrawing **drawings, guint n_drawings, int width)
{
  /* The window keeps it from frame to frame, too. */
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr (PangoLayout) text = pango_layout_new (context);
  double begin;

  g_object_unref (context);
  draw_frame (drawings, n_drawings, text, width);
  begin = get_ms ();
  for (int i = 1; i <= N_FRAMES; i++)
    draw_frame (drawings, n_drawings, text, width - i % 8);
  return (get_ms () - begin) / N_FRAMES;
}

int
main (int argc, char **argv)
{
  g_autoptr (PoiseJournal) journal = make_journal ();
  PoiseRange range = poise_range_new_all (journal, TODAY);
  double begin = get_ms ();
  g_autoptr (PoiseBalance) balance =
    poise_balance_new_for_range (journal, &range, G_DATE_MONDAY, NULL);
  g_autoptr (GArray) days = poise_balance_list_year (journal, &range, &balance->accuracy);
  double computed = get_ms () - begin;
  g_autoptr (PoiseDrawing) weekly = poise_weekly_drawing_new ();
  g_autoptr (PoiseDrawing) facets = poise_facets_drawing_new ();
  g_autoptr (PoiseDrawing) year = poise_year_drawing_new ();
  PoiseDrawing *drawings[] = { weekly, facets, year };
  /* The window shows charts of 312 to 852 pixels; the last is beyond it. */
  const int widths[] = { 312, 852, 3840 };
  double worst = 0.0;

  poise_weekly_drawing_set_balance (POISE_WEEKLY_DRAWING (weekly), balance);
  poise_facets_drawing_set_balance (POISE_FACETS_DRAWING (facets), balance, NULL);
  poise_year_drawing_set_days (POISE_YEAR_DRAWING (year), days, G_DATE_MONDAY);
  g_print ("figures of %u entries: %.1f ms\n", balance->n_entries, computed);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      double ms = measure_frame (drawings, G_N_ELEMENTS (drawings), widths[i]);

      g_print ("a frame %d px wide: %.2f ms of %.1f\n", widths[i], ms, BUDGET_MS);
      worst = widths[i] < 1000 ? MAX (worst, ms) : worst;
    }
  return worst <= BUDGET_MS ? 0 : 1;
}
