/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-direction.h"

/**
 * poise_direction_is_rtl:
 * @text: a text
 *
 * Tells which way a text is read, by its first letter (Unicode Standard Annex 9, rule P2).
 *
 * Returns: %TRUE if it is read from right to left
 */
gboolean
poise_direction_is_rtl (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      switch (g_unichar_get_script (g_utf8_get_char (p)))
        {
        case G_UNICODE_SCRIPT_ARABIC:
        case G_UNICODE_SCRIPT_HEBREW:
        case G_UNICODE_SCRIPT_SYRIAC:
        case G_UNICODE_SCRIPT_THAANA:
        case G_UNICODE_SCRIPT_NKO:
          return TRUE;
        default:
          return FALSE;
        }

  return FALSE;
}
