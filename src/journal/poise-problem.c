/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-problem.h"

#include "poise-error.h"

/**
 * poise_problem_new:
 * @path: the file
 * @error: (transfer full): what is wrong with it
 * @is_read_only: whether its entries could be read
 *
 * Returns: (transfer full): the problem
 */
PoiseProblem *
poise_problem_new (const char *path, GError *error, gboolean is_read_only)
{
  PoiseProblem *self = g_new0 (PoiseProblem, 1);

  self->path = g_strdup (path);
  self->error = error;
  self->is_read_only = is_read_only;
  return self;
}

/**
 * poise_problem_free:
 * @self: (transfer full): a problem
 */
void
poise_problem_free (PoiseProblem *self)
{
  g_free (self->path);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * poise_problems_new:
 *
 * Returns: (transfer full) (element-type PoiseProblem): a list of problems that
 *   frees them
 */
GPtrArray *
poise_problems_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) poise_problem_free);
}

/**
 * poise_problems_add:
 * @problems: (nullable) (element-type PoiseProblem): where it is added; %NULL if
 *   nobody asks
 * @path: the file
 * @error: (transfer full): what is wrong with it
 * @is_read_only: whether its entries could be read
 */
void
poise_problems_add (GPtrArray *problems, const char *path, GError *error, gboolean is_read_only)
{
  if (problems != NULL)
    g_ptr_array_add (problems, poise_problem_new (path, error, is_read_only));
  else
    g_error_free (error);
}

/**
 * poise_problem_is_of_month:
 * @self: a problem
 * @month: a month, `YYYY-MM`
 *
 * Returns: %TRUE if the file's name begins with @month
 */
gboolean
poise_problem_is_of_month (const PoiseProblem *self, const char *month)
{
  g_autofree char *name = g_path_get_basename (self->path);

  return g_str_has_prefix (name, month);
}

/**
 * poise_problem_can_be_repaired:
 * @self: a problem
 *
 * Returns: %TRUE if poise_salvage_repair() can do something about it
 */
gboolean
poise_problem_can_be_repaired (const PoiseProblem *self)
{
  return !self->is_read_only && (g_error_matches (self->error, POISE_ERROR, POISE_ERROR_INVALID) ||
                                 g_error_matches (self->error, POISE_ERROR, POISE_ERROR_DAMAGED));
}
