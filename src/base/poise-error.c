/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-error.h"

/**
 * poise_error_quark:
 *
 * Returns: the error domain of the journal, %POISE_ERROR
 */
G_DEFINE_QUARK (poise - error - quark, poise_error)

/**
 * poise_error_is_of_lock:
 * @error: (nullable): an error
 *
 * Returns: %TRUE if it is about a locked file that cannot be opened: there is no key for it, or it
 *   is damaged
 */
gboolean
poise_error_is_of_lock (const GError *error)
{
  return g_error_matches (error, POISE_ERROR, POISE_ERROR_LOCKED) ||
         g_error_matches (error, POISE_ERROR, POISE_ERROR_DAMAGED);
}
