/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-mode.h"

#include <glib/gi18n-lib.h>

static const char *const mode_ids[POISE_N_MODES] = {
  [POISE_MODE_NONE] = "none",
  [POISE_MODE_MANAGEMENT] = "management",
  [POISE_MODE_LEADERSHIP] = "leadership",
  [POISE_MODE_BALANCED] = "balanced",
};

static const char *const mode_labels[POISE_N_MODES] = {
  /* Translators: a journal entry that shows neither management nor leadership. */
  [POISE_MODE_NONE] = NC_ ("mode", "Neither"),
  [POISE_MODE_MANAGEMENT] = NC_ ("mode", "Management"),
  [POISE_MODE_LEADERSHIP] = NC_ ("mode", "Leadership"),
  /* Translators: a journal entry that shows about as much management as leadership. */
  [POISE_MODE_BALANCED] = NC_ ("mode", "Balanced"),
};

static const char *const facet_ids[POISE_N_FACETS] = {
  [POISE_FACET_NONE] = NULL,
  [POISE_FACET_PURPOSE] = "purpose",
  [POISE_FACET_CHANGE] = "change",
  [POISE_FACET_PEOPLE] = "people",
  [POISE_FACET_MEANS] = "means",
  [POISE_FACET_DECISIONS] = "decisions",
  [POISE_FACET_COMMUNICATION] = "communication",
};

static const char *const facet_labels[POISE_N_FACETS] = {
  [POISE_FACET_NONE] = "",
  [POISE_FACET_PURPOSE] = N_ ("Purpose"),
  /* Translators: the facet about keeping things stable or changing them. */
  [POISE_FACET_CHANGE] = N_ ("Change"),
  [POISE_FACET_PEOPLE] = N_ ("People"),
  /* Translators: the facet about what one works through: structure or personal ties. */
  [POISE_FACET_MEANS] = N_ ("Ways of Working"),
  [POISE_FACET_DECISIONS] = N_ ("Decisions"),
  [POISE_FACET_COMMUNICATION] = N_ ("Communication"),
};

/* Translators: the following say what a sentence of a journal shows, as short noun phrases. */
static const char *const management_poles[POISE_N_FACETS] = {
  [POISE_FACET_NONE] = "",
  [POISE_FACET_PURPOSE] = N_ ("running the day"),
  [POISE_FACET_CHANGE] = N_ ("keeping things stable"),
  [POISE_FACET_PEOPLE] = N_ ("directing people"),
  [POISE_FACET_MEANS] = N_ ("working through structure"),
  [POISE_FACET_DECISIONS] = N_ ("deciding by facts and figures"),
  [POISE_FACET_COMMUNICATION] = N_ ("passing on information"),
};

static const char *const leadership_poles[POISE_N_FACETS] = {
  [POISE_FACET_NONE] = "",
  [POISE_FACET_PURPOSE] = N_ ("giving direction and meaning"),
  [POISE_FACET_CHANGE] = N_ ("making change"),
  [POISE_FACET_PEOPLE] = N_ ("moving and developing people"),
  [POISE_FACET_MEANS] = N_ ("working through connection"),
  [POISE_FACET_DECISIONS] = N_ ("deciding by instinct and values"),
  [POISE_FACET_COMMUNICATION] = N_ ("speaking and listening in person"),
};

static gboolean
find_id (const char *const *ids, guint n_ids, const char *id, guint *index)
{
  for (guint i = 0; i < n_ids; i++)
    if (ids[i] != NULL && g_strcmp0 (ids[i], id) == 0)
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * poise_mode_to_id:
 * @mode: a mode
 *
 * Returns: the name that files and the command line use; not translated
 */
const char *
poise_mode_to_id (PoiseMode mode)
{
  g_return_val_if_fail ((guint) mode < POISE_N_MODES, NULL);

  return mode_ids[mode];
}

/**
 * poise_mode_from_id:
 * @id: (nullable): a mode's name
 * @mode: (out): the mode
 *
 * Returns: %TRUE if there is a mode of that name
 */
gboolean
poise_mode_from_id (const char *id, PoiseMode *mode)
{
  guint index;

  g_return_val_if_fail (mode != NULL, FALSE);

  if (!find_id (mode_ids, POISE_N_MODES, id, &index))
    return FALSE;
  *mode = (PoiseMode) index;
  return TRUE;
}

/**
 * poise_mode_get_label:
 * @mode: a mode
 *
 * Returns: the name that people read, translated
 */
const char *
poise_mode_get_label (PoiseMode mode)
{
  g_return_val_if_fail ((guint) mode < POISE_N_MODES, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "mode", mode_labels[mode]);
}

/**
 * poise_mode_from_share:
 * @share: leadership's part of the coded behaviour, 0 to 1
 *
 * Returns: the mode that reaches two thirds, or %POISE_MODE_BALANCED
 */
PoiseMode
poise_mode_from_share (double share)
{
  if (share >= 2.0 / 3.0)
    return POISE_MODE_LEADERSHIP;
  return share <= 1.0 / 3.0 ? POISE_MODE_MANAGEMENT : POISE_MODE_BALANCED;
}

/**
 * poise_facet_to_id:
 * @facet: a facet
 *
 * Returns: (nullable): the name that files and the command line use, %NULL
 *   for %POISE_FACET_NONE
 */
const char *
poise_facet_to_id (PoiseFacet facet)
{
  g_return_val_if_fail ((guint) facet < POISE_N_FACETS, NULL);

  return facet_ids[facet];
}

/**
 * poise_facet_from_id:
 * @id: (nullable): a facet's name
 * @facet: (out): the facet
 *
 * Returns: %TRUE if there is a facet of that name
 */
gboolean
poise_facet_from_id (const char *id, PoiseFacet *facet)
{
  guint index;

  g_return_val_if_fail (facet != NULL, FALSE);

  if (!find_id (facet_ids, POISE_N_FACETS, id, &index))
    return FALSE;
  *facet = (PoiseFacet) index;
  return TRUE;
}

/**
 * poise_facet_get_label:
 * @facet: a facet
 *
 * Returns: the name that people read, translated; empty for
 *   %POISE_FACET_NONE
 */
const char *
poise_facet_get_label (PoiseFacet facet)
{
  g_return_val_if_fail ((guint) facet < POISE_N_FACETS, NULL);

  return facet == POISE_FACET_NONE ? "" : _ (facet_labels[facet]);
}

/**
 * poise_facet_get_pole_label:
 * @facet: a facet
 * @pole: %POISE_MODE_MANAGEMENT or %POISE_MODE_LEADERSHIP
 *
 * Returns: what one pole of the facet looks like, in a few translated words
 */
const char *
poise_facet_get_pole_label (PoiseFacet facet, PoiseMode pole)
{
  g_return_val_if_fail ((guint) facet < POISE_N_FACETS, NULL);

  if (facet == POISE_FACET_NONE)
    return "";
  return _ (pole == POISE_MODE_LEADERSHIP ? leadership_poles[facet] : management_poles[facet]);
}

/**
 * poise_omission_to_id:
 * @omission: a reason not to count
 *
 * Returns: the word that stands for it in output and texts for training
 */
const char *
poise_omission_to_id (PoiseOmission omission)
{
  static const char *const ids[] = { "plain", "others", "undone", "words", "language" };

  g_return_val_if_fail ((guint) omission < G_N_ELEMENTS (ids), NULL);

  return ids[omission];
}
