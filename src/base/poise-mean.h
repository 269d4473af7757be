/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mean that does not depend on the order of what it is the mean of. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseMean:
 * @sum: what was added so far
 * @lost: the part of it that @sum has no digits for
 * @n: how many numbers were added
 *
 * Begins as zeros.
 */
typedef struct
{
  double sum;
  double lost;
  guint n;
} PoiseMean;

void poise_mean_add (PoiseMean *self, double value);
gboolean poise_mean_get (const PoiseMean *self, double *mean);

G_END_DECLS
