/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-error.h"

/**
 * poise_error_quark:
 *
 * Returns: the error domain of the journal, %POISE_ERROR
 */
G_DEFINE_QUARK (poise - error - quark, poise_error)
