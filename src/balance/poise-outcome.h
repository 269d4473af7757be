/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of what a person meant to do. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseOutcome:
 * @POISE_OUTCOME_NONE: nothing was meant
 * @POISE_OUTCOME_OPEN: the person has not said yet
 * @POISE_OUTCOME_DONE: it was done
 * @POISE_OUTCOME_PARTLY: it was done in part
 * @POISE_OUTCOME_NOT: it was not done
 * @POISE_OUTCOME_DROPPED: the person let go of it, and nothing was asked
 */
typedef enum
{
  POISE_OUTCOME_NONE,
  POISE_OUTCOME_OPEN,
  POISE_OUTCOME_DONE,
  POISE_OUTCOME_PARTLY,
  POISE_OUTCOME_NOT,
  POISE_OUTCOME_DROPPED,
} PoiseOutcome;

#define POISE_N_OUTCOMES 6

const char *poise_outcome_to_id (PoiseOutcome outcome);
gboolean poise_outcome_from_id (const char *id, PoiseOutcome *outcome);
const char *poise_outcome_describe (PoiseOutcome outcome);
const char *poise_outcome_get_label (PoiseOutcome outcome);

G_END_DECLS
