/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-uncertainty.h"

#include <math.h>

/* The normal distribution has 80 % within so many standard deviations. */
#define Z 1.2815515655446004
/* And 95 % within so many. */
#define Z_SURE 1.959963984540054
/* The variance of a share of which nothing is known: 0 is as likely as 1. */
#define ANY_VARIANCE (1.0 / 12.0)
/* The correlation of two sentences of one entry, as labelled by readers in data/tagger:
 * 0.22 in English, 0.20 in Spanish, 0.18 in French, 0.12 in German (analysis of variance among
 * the passages of a writer). */
#define ENTRY_CORRELATION 0.2
/* What the tagger does where it is sure, on what people really wrote (data/tagger/README.md):
 * right of 0.73, and of the rest six in twenty-six show the other mode. Writers differ about as
 * much as if twenty of their sentences had been judged. */
#define PRIOR_RIGHT 14.6
#define PRIOR_OPPOSITE 1.2
#define PRIOR_NEITHER 4.2

/**
 * poise_accuracy_new:
 * @n_right: how many sentences the person called what the tagger called them
 * @n_opposite: how many they said to show the other mode
 * @n_neither: how many they said to show neither
 *
 * Adds what a person judged to what was measured of other writers.
 *
 * Returns: how often the tagger is right for this person
 */
PoiseAccuracy
poise_accuracy_new (guint n_right, guint n_opposite, guint n_neither)
{
  return (PoiseAccuracy) { PRIOR_RIGHT + n_right, PRIOR_OPPOSITE + n_opposite,
                           PRIOR_NEITHER + n_neither };
}

static double
square (double x)
{
  return x * x;
}

/* How much of a difference from an even share the tagger leaves: what it takes for the other mode
 * counts against it, and what shows neither is taken for either as often. Its variance is that of
 * a Dirichlet distribution. */
static double
get_slope (const PoiseAccuracy *accuracy, double *variance)
{
  double n = accuracy->n_right + accuracy->n_opposite + accuracy->n_neither;
  double slope = (accuracy->n_right - accuracy->n_opposite) / n;

  *variance = ((accuracy->n_right + accuracy->n_opposite) / n - square (slope)) / (n + 1.0);
  /* A tagger that is hardly better than chance says nothing; no share is beyond any other. */
  return MAX (slope, 0.1);
}

/**
 * poise_uncertainty_get_error:
 * @accuracy: how often the tagger is right
 * @share: leadership's part of the coded sentences
 * @n_sentences: how many these are, at least one
 * @n_pairs: of how many pairs of two sentences of one entry, in either order
 *
 * Works out how far the share may be off since only so many sentences were counted, whatever the
 * tagger made of them. These are as many as theirs over Kish's design effect, 1 + (m - 1) · rho
 * (L. Kish, “Survey Sampling”, 1965); the variance is taken where two more sentences of each mode
 * put the share (A. Agresti and B. A. Coull, 1998).
 *
 * Returns: the share's standard error
 */
double
poise_uncertainty_get_error (const PoiseAccuracy *accuracy,
                             double share,
                             guint n_sentences,
                             guint64 n_pairs)
{
  double slope_variance, slope = get_slope (accuracy, &slope_variance);
  /* Sentences that are misread at random are less alike. */
  double rho = ENTRY_CORRELATION * square (slope);
  double n = n_sentences / (1.0 + rho * (double) n_pairs / n_sentences);
  double smooth = (share * n + 2.0) / (n + 4.0);

  return sqrt (smooth * (1.0 - smooth) / (n + 1.0));
}

/**
 * poise_uncertainty_get_interval:
 * @accuracy: how often the tagger is right
 * @share: leadership's part of the coded sentences
 * @n_sentences: how many these are, at least one
 * @n_pairs: of how many pairs of two sentences of one entry, in either order
 *
 * Works out within which range the true share lies four times in five, given how few sentences
 * were counted, and what the tagger makes of them. Its errors are corrected as by W. J. Rogan and
 * B. Gladen (1978), with their own uncertainty by the delta method (J. Lang and J. Reiczigel,
 * 2014). The less is known, the more the range is that of any week (R. E. Fay and R. A. Herriot,
 * 1979). Its middle need not be @share, but it always includes it.
 *
 * Returns: the range
 */
PoiseInterval
poise_uncertainty_get_interval (const PoiseAccuracy *accuracy,
                                double share,
                                guint n_sentences,
                                guint64 n_pairs)
{
  double slope_variance, slope = get_slope (accuracy, &slope_variance);
  double error = poise_uncertainty_get_error (accuracy, share, n_sentences, n_pairs);
  double from_even = (share - 0.5) / slope;
  double variance = (square (error) + square (from_even) * slope_variance) / square (slope);
  double weight = ANY_VARIANCE / (ANY_VARIANCE + variance);
  double centre = 0.5 + from_even * weight;
  double half = Z * sqrt (variance * weight);

  return (PoiseInterval) { .low = CLAMP (centre - half, 0.0, share),
                           .high = CLAMP (centre + half, share, 1.0) };
}

/**
 * poise_uncertainty_may_be_chance:
 * @change: how much two shares differ
 * @error: the standard error of one, by poise_uncertainty_get_error()
 * @other_error: that of the other
 *
 * Two ranges of one person are compared: what the tagger does to both alike makes no difference.
 *
 * Returns: %TRUE if more than one in twenty such changes come about by chance alone
 */
gboolean
poise_uncertainty_may_be_chance (double change, double error, double other_error)
{
  return fabs (change) <= Z_SURE * hypot (error, other_error);
}
