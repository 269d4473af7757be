/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-test.h"
#include "poise-weekly-paint.h"

#define TODAY (poise_day_new (2026, 11, 23))

static const PoiseWeeklySpec plain = { .width = 600,
                                       .height = 300,
                                       .label_width = 50,
                                       .label_height = 16,
                                       .axis_width = 40 };

static PoiseBalance *
make_balance (guint n_weeks, guint seed)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < n_weeks; i++)
    {
      g_autofree char *day = poise_day_to_string (TODAY - 7 * i);
      double share = (double) g_rand_int_range (rand, 0, 5) / 4.0;
      g_autoptr (PoiseEntry) entry = poise_test_entry (day, "x", g_rand_boolean (rand), share);

      poise_journal_add (journal, entry);
    }
  return poise_balance_new (journal, TODAY, n_weeks, G_DATE_MONDAY);
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
check_layout (guint n_weeks, const PoiseWeeklySpec *spec)
{
  g_autoptr (PoiseBalance) balance = make_balance (n_weeks, n_weeks);
  g_autoptr (PoiseWeeklyLayout) layout = poise_weekly_layout_new (balance, spec);
  double last_label = spec->is_rtl ? G_MAXDOUBLE : -G_MAXDOUBLE;

  g_assert_cmpuint (layout->bars->len, ==, n_weeks);
  for (guint i = 0; i < n_weeks; i++)
    {
      const PoiseWeekBar *bar = &g_array_index (layout->bars, PoiseWeekBar, i);
      const PoiseWeek *week = &g_array_index (balance->weeks, PoiseWeek, i);
      double centre = bar->area.x + bar->area.width / 2.0;

      check_inside (&bar->area, &layout->plot);
      check_inside (&bar->leadership, &bar->area);
      check_inside (&bar->management, &bar->area);
      if (!week->has_share)
        g_assert_cmpfloat (bar->leadership.height + bar->management.height, ==, 0.0);
      else
        g_assert_cmpfloat_with_epsilon (bar->leadership.height + bar->management.height,
                                        layout->plot.height / 2.0, 1e-6);
      g_assert_cmpint (poise_weekly_layout_find (layout, centre, layout->centre_y), ==, (int) i);
      if (!bar->has_label)
        continue;
      g_assert_cmpfloat (ABS (centre - last_label), >=, spec->label_width);
      last_label = centre;
    }
}

static void
test_sizes (void)
{
  const guint weeks[] = { 1, 2, 4, 12, 26, 52, 260, 1043 };
  const double widths[] = { 200, 360, 800, 3840 };

  for (guint i = 0; i < G_N_ELEMENTS (weeks); i++)
    for (guint k = 0; k < G_N_ELEMENTS (widths); k++)
      {
        PoiseWeeklySpec spec = plain;

        spec.width = widths[k];
        check_layout (weeks[i], &spec);
        spec.is_rtl = TRUE;
        check_layout (weeks[i], &spec);
      }
}

static void
test_no_drift (void)
{
  g_autoptr (PoiseBalance) balance = make_balance (1043, 1);
  g_autoptr (PoiseWeeklyLayout) layout = poise_weekly_layout_new (balance, &plain);
  const PoiseWeekBar *last = &g_array_index (layout->bars, PoiseWeekBar, 1042);

  g_assert_cmpfloat_with_epsilon (last->area.x + last->area.width,
                                  layout->plot.x + layout->plot.width, 1e-9);
}

static void
test_band (void)
{
  g_autoptr (PoiseBalance) balance = make_balance (4, 1);
  PoiseWeeklySpec spec = plain;
  g_autoptr (PoiseWeeklyLayout) without = poise_weekly_layout_new (balance, &spec);
  g_autoptr (PoiseWeeklyLayout) with = NULL;

  g_assert_cmpfloat (without->band.height, ==, 0.0);
  spec.target_low = 0.25;
  spec.target_high = 0.75;
  with = poise_weekly_layout_new (balance, &spec);
  g_assert_cmpfloat_with_epsilon (with->band.height, with->plot.height / 2.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (with->band.y + with->band.height / 2.0, with->centre_y, 1e-6);
}

static void
test_save (void)
{
  g_autoptr (PoiseBalance) balance = make_balance (12, 3);
  g_autofree char *folder = poise_test_make_folder ();
  g_autofree char *png = g_build_filename (folder, "a.png", NULL);
  g_autofree char *svg = g_build_filename (folder, "a.svg", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "a.png", NULL);
  g_autofree char *png_bytes = NULL;
  g_autofree char *svg_text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (poise_weekly_save_png (balance, TODAY, png, NULL));
  g_assert_true (poise_weekly_save_svg (balance, TODAY, svg, NULL));
  g_assert_false (poise_weekly_save_png (balance, TODAY, nowhere, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  png_bytes = poise_test_read (folder, "a.png");
  svg_text = poise_test_read (folder, "a.svg");
  g_assert_true (g_str_has_prefix (png_bytes, "\x89PNG"));
  g_assert_nonnull (g_strstr_len (svg_text, -1, "<svg"));
  poise_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weekly/sizes", test_sizes);
  g_test_add_func ("/weekly/no-drift", test_no_drift);
  g_test_add_func ("/weekly/band", test_band);
  g_test_add_func ("/weekly/save", test_save);
  return g_test_run ();
}
