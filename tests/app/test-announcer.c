/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a screen reader is told, and what not. */

#include "poise-announcer.h"

/* Long enough to be waited for, short enough not to be noticed. */
#define PAUSE 20

typedef struct
{
  GPtrArray *said;
  PoiseAnnouncer *announcer;
} Fixture;

static void
say_cb (const char *text, gpointer data)
{
  Fixture *fixture = data;

  g_ptr_array_add (fixture->said, g_strdup (text));
}

static void
setup (Fixture *fixture, gconstpointer data)
{
  fixture->said = g_ptr_array_new_with_free_func (g_free);
  fixture->announcer = poise_announcer_new (PAUSE, say_cb, fixture);
}

static void
teardown (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->announcer);
  g_ptr_array_unref (fixture->said);
}

static gboolean
end_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Lets a pause go by, and the main loop with it. */
static void
rest (void)
{
  gboolean is_over = FALSE;

  /* Later than what was to be said after the pause, and behind it in the loop. */
  g_timeout_add_full (G_PRIORITY_LOW, 3 * PAUSE, end_cb, &is_over, NULL);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_says_in_a_pause (Fixture *fixture, gconstpointer data)
{
  poise_announcer_set (fixture->announcer, "tag", "leadership");
  g_assert_cmpuint (fixture->said->len, ==, 0);
  rest ();
  g_assert_cmpuint (fixture->said->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->said, 0), ==, "leadership");
}

static void
test_only_the_last (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 100; i++)
    {
      poise_announcer_set (fixture->announcer, "tag", i % 2 == 0 ? "management" : "leadership");
      poise_announcer_hold (fixture->announcer);
    }
  rest ();
  g_assert_cmpuint (fixture->said->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->said, 0), ==, "leadership");
}

static void
test_never_twice (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    {
      poise_announcer_set (fixture->announcer, "tag", "leadership");
      rest ();
    }
  g_assert_cmpuint (fixture->said->len, ==, 1);
}

static void
test_not_what_is_known (Fixture *fixture, gconstpointer data)
{
  poise_announcer_know (fixture->announcer, "saved", "Saved");
  poise_announcer_set (fixture->announcer, "saved", "Saved");
  rest ();
  g_assert_cmpuint (fixture->said->len, ==, 0);
  poise_announcer_set (fixture->announcer, "saved", "Not saved");
  rest ();
  poise_announcer_set (fixture->announcer, "saved", "Saved");
  rest ();
  g_assert_cmpuint (fixture->said->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (fixture->said, 1), ==, "Saved");
}

static void
test_gone_before_the_pause (Fixture *fixture, gconstpointer data)
{
  poise_announcer_set (fixture->announcer, "tag", "leadership");
  g_clear_object (&fixture->announcer);
  rest ();
  g_assert_cmpuint (fixture->said->len, ==, 0);
}

#define ADD(name, func) g_test_add ("/announcer/" name, Fixture, NULL, setup, func, teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("says-in-a-pause", test_says_in_a_pause);
  ADD ("only-the-last", test_only_the_last);
  ADD ("never-twice", test_never_twice);
  ADD ("not-what-is-known", test_not_what_is_known);
  ADD ("gone-before-the-pause", test_gone_before_the_pause);
  return g_test_run ();
}
