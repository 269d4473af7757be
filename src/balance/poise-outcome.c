/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-outcome.h"

#include <glib/gi18n-lib.h>

static const char *const ids[POISE_N_OUTCOMES] = {
  NULL, "open", "done", "partly", "not", "dropped"
};

static const char *const labels[POISE_N_OUTCOMES] = {
  [POISE_OUTCOME_NONE] = "",
  /* Translators: what became of an intention: not known yet. */
  [POISE_OUTCOME_OPEN] = NC_ ("outcome", "Open"),
  [POISE_OUTCOME_DONE] = NC_ ("outcome", "Done"),
  [POISE_OUTCOME_PARTLY] = NC_ ("outcome", "Partly"),
  /* Translators: an intention was not carried out. */
  [POISE_OUTCOME_NOT] = NC_ ("outcome", "Not"),
  [POISE_OUTCOME_DROPPED] = NC_ ("outcome", "Dropped"),
};

/**
 * poise_outcome_to_id:
 * @outcome: an outcome
 *
 * Returns: (nullable): the name that files and the command line use; %NULL for
 *   %POISE_OUTCOME_NONE
 */
const char *
poise_outcome_to_id (PoiseOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < POISE_N_OUTCOMES, NULL);

  return ids[outcome];
}

/**
 * poise_outcome_from_id:
 * @id: (nullable): an outcome's name
 * @outcome: (out): the outcome
 *
 * Returns: %TRUE if there is an outcome of that name
 */
gboolean
poise_outcome_from_id (const char *id, PoiseOutcome *outcome)
{
  for (guint i = POISE_OUTCOME_OPEN; id != NULL && i < POISE_N_OUTCOMES; i++)
    if (g_str_equal (ids[i], id))
      {
        *outcome = (PoiseOutcome) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * poise_outcome_describe:
 * @outcome: an outcome other than %POISE_OUTCOME_NONE
 *
 * Returns: a few translated words that say what became of an intention
 */
const char *
poise_outcome_describe (PoiseOutcome outcome)
{
  switch (outcome)
    {
    case POISE_OUTCOME_DONE:
      return _ ("intention: done");
    case POISE_OUTCOME_PARTLY:
      return _ ("intention: partly done");
    case POISE_OUTCOME_NOT:
      return _ ("intention: not done");
    case POISE_OUTCOME_DROPPED:
      return _ ("intention: dropped");
    case POISE_OUTCOME_NONE:
    case POISE_OUTCOME_OPEN:
    default:
      return _ ("intention: open");
    }
}

/**
 * poise_outcome_get_label:
 * @outcome: an outcome
 *
 * Returns: the word that people read, translated; empty for %POISE_OUTCOME_NONE
 */
const char *
poise_outcome_get_label (PoiseOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < POISE_N_OUTCOMES, NULL);

  return outcome == POISE_OUTCOME_NONE ? ""
                                       : g_dpgettext2 (GETTEXT_PACKAGE, "outcome", labels[outcome]);
}
