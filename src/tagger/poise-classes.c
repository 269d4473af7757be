/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-classes.h"

#define N_POLES (POISE_N_FACETS - 1u)

/**
 * poise_class_get_mode:
 * @class: a class of the model
 *
 * Returns: the mode that it belongs to
 */
PoiseMode
poise_class_get_mode (guint class)
{
  return class < N_POLES       ? POISE_MODE_MANAGEMENT
         : class < 2 * N_POLES ? POISE_MODE_LEADERSHIP
                               : POISE_MODE_NONE;
}

/**
 * poise_class_get_facet:
 * @class: a class of the model
 *
 * Returns: its facet; %POISE_FACET_NONE for a class of none
 */
PoiseFacet
poise_class_get_facet (guint class)
{
  return class < 2 * N_POLES ? (PoiseFacet) (1 + class % N_POLES) : POISE_FACET_NONE;
}

/**
 * poise_class_get_omission:
 * @class: a class of the model
 *
 * Returns: why its sentences are not counted; of use for a class of none
 */
PoiseOmission
poise_class_get_omission (guint class)
{
  return class < 2 * N_POLES ? POISE_OMISSION_PLAIN : (PoiseOmission) (class - 2 * N_POLES);
}
