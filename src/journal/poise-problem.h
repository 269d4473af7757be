/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with one of a journal's files. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseProblem: (foreign)
 * @path: the file
 * @error: what is wrong with it, in words for the person
 * @is_read_only: whether its entries were read, but must not be written
 */
typedef struct
{
  char *path;
  GError *error;
  gboolean is_read_only;
} PoiseProblem;

PoiseProblem *poise_problem_new (const char *path, GError *error, gboolean is_read_only);
void poise_problem_free (PoiseProblem *self);

GPtrArray *poise_problems_new (void);
void
poise_problems_add (GPtrArray *problems, const char *path, GError *error, gboolean is_read_only);
gboolean poise_problem_is_of_month (const PoiseProblem *self, const char *month);
gboolean poise_problem_can_be_repaired (const PoiseProblem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseProblem, poise_problem_free)

G_END_DECLS
