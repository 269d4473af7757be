/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another day begins while the program runs. */

#include "poise-day-watch.h"

typedef struct
{
  GDateTime *now;
  GTimeSpan ahead; /* of the real clock, where @now is %NULL */
  GSettings *settings;
  PoiseStore *store;
  PoiseDayWatch *watch;
  guint n_changes;
  PoiseDay before;
} Fixture;

static GDateTime *
clock_cb (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GDateTime) real = g_date_time_new_now_utc ();

  return fixture->now != NULL ? g_date_time_ref (fixture->now)
                              : g_date_time_add (real, fixture->ahead);
}

static void
changed_cb (Fixture *fixture, PoiseDay before)
{
  fixture->n_changes++;
  fixture->before = before;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();

  fixture->now = g_date_time_new_utc (2026, 11, 28, 23, 0, 0);
  fixture->settings = g_settings_new ("io.github.poise_journal.Poise");
  g_settings_reset (fixture->settings, "day-start-hour");
  fixture->store = poise_store_new_in_memory (journal, clock_cb, fixture);
}

static void
begin (Fixture *fixture)
{
  fixture->watch = poise_day_watch_new (fixture->store, fixture->settings);
  g_signal_connect_swapped (fixture->watch, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_unref (fixture->watch);
  g_object_unref (fixture->store);
  g_object_unref (fixture->settings);
  g_clear_pointer (&fixture->now, g_date_time_unref);
}

static void
set_time (Fixture *fixture, int day, int hour)
{
  g_date_time_unref (fixture->now);
  fixture->now = g_date_time_new_utc (2026, 11, day, hour, 0, 0);
}

/* Whoever asks is told of another day once. */
static void
test_look (Fixture *fixture, gconstpointer unused)
{
  begin (fixture);
  poise_day_watch_look (fixture->watch);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  set_time (fixture, 30, 7);
  poise_day_watch_look (fixture->watch);
  poise_day_watch_look (fixture->watch);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->before, ==, poise_day_parse ("2026-11-28"));
}

/* So it is where the person's day begins at another hour now. */
static void
test_hour (Fixture *fixture, gconstpointer unused)
{
  set_time (fixture, 29, 3);
  begin (fixture);
  g_settings_set_uint (fixture->settings, "day-start-hour", 4);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->before, ==, poise_day_parse ("2026-11-29"));
}

/* Nobody asks: the day ends by itself. Its hour counts. */
static void
test_end_of_the_day (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GDateTime) real = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) shortly_before = g_date_time_new_utc (2026, 11, 29, 3, 59, 59);

  g_settings_set_uint (fixture->settings, "day-start-hour", 4);
  fixture->ahead = g_date_time_difference (shortly_before, real);
  g_clear_pointer (&fixture->now, g_date_time_unref);
  begin (fixture);
  while (fixture->n_changes == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->before, ==, poise_day_parse ("2026-11-28"));
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/day-watch/look", test_look);
  ADD ("/day-watch/hour", test_hour);
  ADD ("/day-watch/end-of-the-day", test_end_of_the_day);
  return g_test_run ();
}
