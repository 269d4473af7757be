/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How hard a passphrase is to guess, as far as it shows. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PoiseStrength:
 * @POISE_STRENGTH_NONE: there is none
 * @POISE_STRENGTH_WEAK: guessed within hours
 * @POISE_STRENGTH_FAIR: keeps the curious out, nobody with many computers
 * @POISE_STRENGTH_GOOD: takes many computers months
 * @POISE_STRENGTH_STRONG: is not guessed
 *
 * Whoever has the files tries a guess in about half a second.
 */
typedef enum
{
  POISE_STRENGTH_NONE,
  POISE_STRENGTH_WEAK,
  POISE_STRENGTH_FAIR,
  POISE_STRENGTH_GOOD,
  POISE_STRENGTH_STRONG,
} PoiseStrength;

PoiseStrength poise_strength_estimate (const char *passphrase);

G_END_DECLS
