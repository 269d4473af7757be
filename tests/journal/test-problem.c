/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-error.h"
#include "poise-problem.h"

static void
test_list (void)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  const PoiseProblem *problem;

  poise_problems_add (problems, "/j/entries/2026-11.json",
                      g_error_new_literal (POISE_ERROR, POISE_ERROR_INVALID, "cut short"), FALSE);
  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpstr (problem->path, ==, "/j/entries/2026-11.json");
  g_assert_cmpstr (problem->error->message, ==, "cut short");
  /* Where nobody asks, the error goes. */
  poise_problems_add (NULL, "x", g_error_new_literal (POISE_ERROR, POISE_ERROR_INVALID, "x"),
                      FALSE);
}

static void
test_month (void)
{
  const struct
  {
    const char *path;
    gboolean is_of_november;
  } cases[] = {
    { "/j/entries/2026-11.json", TRUE },
    { "/j/entries/2026-11.pending.json", TRUE },
    { "/j/entries/2026-10.json", FALSE },
    /* A folder's name is no month. */
    { "/2026-11/entries/2026-10.json", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PoiseProblem) problem = poise_problem_new (
        cases[i].path, g_error_new_literal (POISE_ERROR, POISE_ERROR_INVALID, "x"), FALSE);

      g_assert_cmpint (poise_problem_is_of_month (problem, "2026-11"), ==, cases[i].is_of_november);
    }
}

static gboolean
can_be_repaired (GQuark domain, int code, gboolean is_read_only)
{
  g_autoptr (PoiseProblem) problem =
    poise_problem_new ("x", g_error_new_literal (domain, code, "x"), is_read_only);

  return poise_problem_can_be_repaired (problem);
}

static void
test_repair (void)
{
  g_assert_true (can_be_repaired (POISE_ERROR, POISE_ERROR_INVALID, FALSE));
  g_assert_false (can_be_repaired (POISE_ERROR, POISE_ERROR_INVALID, TRUE));
  g_assert_false (can_be_repaired (POISE_ERROR, POISE_ERROR_NEWER, TRUE));
  g_assert_false (can_be_repaired (G_FILE_ERROR, G_FILE_ERROR_ACCES, FALSE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/problem/list", test_list);
  g_test_add_func ("/problem/month", test_month);
  g_test_add_func ("/problem/repair", test_repair);
  return g_test_run ();
}
