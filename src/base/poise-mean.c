/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-mean.h"

#include <math.h>

/**
 * poise_mean_add:
 * @self: a mean
 * @value: a finite number
 *
 * Adds a number. What plain addition would round away is kept (Neumaier,
 * 1974), so that the mean is the same whatever the order.
 */
void
poise_mean_add (PoiseMean *self, double value)
{
  double sum = self->sum + value;

  if (fabs (self->sum) >= fabs (value))
    self->lost += (self->sum - sum) + value;
  else
    self->lost += (value - sum) + self->sum;
  self->sum = sum;
  self->n++;
}

/**
 * poise_mean_get:
 * @self: a mean
 * @mean: (out): the mean, 0 where nothing was added
 *
 * Returns: %TRUE if anything was added
 */
gboolean
poise_mean_get (const PoiseMean *self, double *mean)
{
  *mean = self->n > 0 ? (self->sum + self->lost) / self->n : 0.0;
  return self->n > 0;
}
