/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The labels of the codebook: modes, facets, and why something is not counted. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseMode:
 * @POISE_MODE_NONE: no coded behaviour
 * @POISE_MODE_MANAGEMENT: planning, organizing, directing, controlling
 * @POISE_MODE_LEADERSHIP: influencing, inspiring, developing, changing
 * @POISE_MODE_BALANCED: both, neither reaching two thirds; of entries only
 */
typedef enum
{
  POISE_MODE_NONE,
  POISE_MODE_MANAGEMENT,
  POISE_MODE_LEADERSHIP,
  POISE_MODE_BALANCED,
} PoiseMode;

#define POISE_N_SENTENCE_MODES 3
#define POISE_N_MODES 4

/**
 * PoiseFacet:
 *
 * The six contrasts between management and leadership; each has two poles.
 */
typedef enum
{
  POISE_FACET_NONE,
  POISE_FACET_PURPOSE,
  POISE_FACET_CHANGE,
  POISE_FACET_PEOPLE,
  POISE_FACET_MEANS,
  POISE_FACET_DECISIONS,
  POISE_FACET_COMMUNICATION,
} PoiseFacet;

#define POISE_N_FACETS 7

/**
 * PoiseOmission:
 *
 * Why a sentence is not counted, by the codebook's rules 1 to 3; the last is
 * for sentences of another language, which no model judges.
 */
typedef enum
{
  POISE_OMISSION_PLAIN,
  POISE_OMISSION_OTHERS,
  POISE_OMISSION_UNDONE,
  POISE_OMISSION_WORDS,
  POISE_OMISSION_LANGUAGE,
} PoiseOmission;

/* Those that a model tells apart. */
#define POISE_N_OMISSIONS 4

const char *poise_mode_to_id (PoiseMode mode);
gboolean poise_mode_from_id (const char *id, PoiseMode *mode);
const char *poise_mode_get_label (PoiseMode mode);
PoiseMode poise_mode_from_share (double share);

const char *poise_facet_to_id (PoiseFacet facet);
gboolean poise_facet_from_id (const char *id, PoiseFacet *facet);
const char *poise_facet_get_label (PoiseFacet facet);
const char *poise_facet_get_pole_label (PoiseFacet facet, PoiseMode pole);

const char *poise_omission_to_id (PoiseOmission omission);

G_END_DECLS
