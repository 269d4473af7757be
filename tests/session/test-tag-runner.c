/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the tagger runs over the open entry, and whose result counts. */

#include "poise-tag-runner.h"
#include "poise-test.h"

#define TEXT "Asked Amira what she would change here, and listened."

typedef struct
{
  PoiseTagRunner *runner;
  PoiseEntry *entry;
  PoiseTag *tag;
  guint n_due;
  guint n_found;
  gboolean is_current; /* whether the run that ended last still counts */
  gboolean is_waited;
} Fixture;

static void
due_cb (Fixture *fixture)
{
  fixture->n_due++;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseTagger) tagger = poise_tagger_new_default (NULL);

  g_assert_nonnull (tagger);
  fixture->runner = poise_tag_runner_new (tagger);
  g_signal_connect_swapped (fixture->runner, "due", G_CALLBACK (due_cb), fixture);
  fixture->entry = poise_test_entry ("2026-11-23", TEXT, FALSE, 0.0);
  poise_entry_set_tag (fixture->entry, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_pointer (&fixture->tag, poise_tag_unref);
  g_object_unref (fixture->entry);
  g_object_unref (fixture->runner);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseTagRunner *runner = POISE_TAG_RUNNER (object);
  Fixture *fixture = data;

  g_clear_pointer (&fixture->tag, poise_tag_unref);
  fixture->tag = poise_tag_runner_run_finish (runner, result, NULL);
  fixture->is_current = poise_tag_runner_is_current (runner, poise_tag_runner_get_run (result));
  fixture->n_found++;
  /* Those who wait for the last run hear of it later. */
  g_assert_false (fixture->is_waited);
}

static void
waited_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_assert_true (poise_tag_runner_wait_finish (POISE_TAG_RUNNER (object), result, NULL));
  ((Fixture *) data)->is_waited = TRUE;
}

static void
run (Fixture *fixture)
{
  poise_tag_runner_run_async (fixture->runner, fixture->entry, NULL, FALSE, NULL, found_cb,
                              fixture);
}

static void
iterate_until (const gboolean *flag)
{
  while (!*flag)
    g_main_context_iteration (NULL, TRUE);
}

/* A pause comes once after however many changes. */
static void
test_due (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 3; i++)
    poise_tag_runner_schedule (fixture->runner, 1);
  g_assert_true (poise_tag_runner_is_scheduled (fixture->runner));
  while (fixture->n_due == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (poise_tag_runner_is_idle (fixture->runner));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->n_due, ==, 1);
  poise_tag_runner_schedule (fixture->runner, 0);
  poise_tag_runner_unschedule (fixture->runner);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->n_due, ==, 1);
}

static void
test_run (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseTag) now = poise_tag_runner_run_now (fixture->runner, fixture->entry, NULL);

  run (fixture);
  g_assert_false (poise_tag_runner_is_idle (fixture->runner));
  poise_tag_runner_wait_async (fixture->runner, NULL, waited_cb, fixture);
  iterate_until (&fixture->is_waited);
  g_assert_cmpuint (fixture->n_found, ==, 1);
  g_assert_true (fixture->is_current);
  g_assert_true (poise_tag_equal (fixture->tag, now));
  g_assert_cmpuint (fixture->tag->sentences->len, ==, 1);
}

/* What changed while a run was under way is not what that run read. */
static void
test_out_of_date (Fixture *fixture, gconstpointer unused)
{
  run (fixture);
  poise_tag_runner_schedule (fixture->runner, 0);
  while (fixture->n_found == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (fixture->is_current);
  run (fixture);
  g_clear_pointer (&fixture->tag, poise_tag_unref);
  fixture->tag = poise_tag_runner_run_now (fixture->runner, fixture->entry, NULL);
  while (fixture->n_found == 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (fixture->is_current);
}

/* Of several runs it is the last that is waited for. */
static void
test_wait_for_all (Fixture *fixture, gconstpointer unused)
{
  run (fixture);
  run (fixture);
  run (fixture);
  poise_tag_runner_wait_async (fixture->runner, NULL, waited_cb, fixture);
  iterate_until (&fixture->is_waited);
  g_assert_cmpuint (fixture->n_found, ==, 3);
}

static void
test_wait_for_nothing (Fixture *fixture, gconstpointer unused)
{
  poise_tag_runner_wait_async (fixture->runner, NULL, waited_cb, fixture);
  iterate_until (&fixture->is_waited);
  g_assert_cmpuint (fixture->n_found, ==, 0);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/tag-runner/due", test_due);
  ADD ("/tag-runner/run", test_run);
  ADD ("/tag-runner/out-of-date", test_out_of_date);
  ADD ("/tag-runner/wait-for-all", test_wait_for_all);
  ADD ("/tag-runner/wait-for-nothing", test_wait_for_nothing);
  return g_test_run ();
}
