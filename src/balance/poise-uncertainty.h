/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How unsure a share is: few sentences were counted, those of an entry are
 * alike, and the tagger misreads some.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseAccuracy: (foreign)
 * @n_right: sentences of a mode that show what the tagger said of them
 * @n_opposite: those that show the other mode
 * @n_neither: those that show neither
 *
 * How often the tagger is right of sentences that it is sure of and calls
 * management or leadership, as if so many had been judged.
 */
typedef struct
{
  double n_right;
  double n_opposite;
  double n_neither;
} PoiseAccuracy;

/**
 * PoiseInterval: (foreign)
 * @low: the lower end as leadership's share, 0 to 1
 * @high: the upper end
 */
typedef struct
{
  double low;
  double high;
} PoiseInterval;

PoiseAccuracy poise_accuracy_new (guint n_right, guint n_opposite, guint n_neither);
double poise_uncertainty_get_error (const PoiseAccuracy *accuracy,
                                    double share,
                                    guint n_sentences,
                                    guint64 n_pairs);
PoiseInterval poise_uncertainty_get_interval (const PoiseAccuracy *accuracy,
                                              double share,
                                              guint n_sentences,
                                              guint64 n_pairs);
gboolean poise_uncertainty_may_be_chance (double change, double error, double other_error);

G_END_DECLS
