/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-entry-kind.h"

#include <glib/gi18n-lib.h>

/**
 * poise_entry_kind_get_label:
 * @kind: an entry's kind, perhaps of a later version
 *
 * Returns: (transfer none): what people call it
 */
const char *
poise_entry_kind_get_label (const char *kind)
{
  g_return_val_if_fail (kind != NULL, NULL);

  if (g_str_equal (kind, POISE_ENTRY_EVENT))
    /* Translators: a day with a name, as “new team” or “course”. */
    return C_ ("entry", "Event");
  if (g_str_equal (kind, POISE_ENTRY_MORNING))
    /* Translators: an entry that answers a question of the morning, on one’s strengths. */
    return C_ ("entry", "Morning question");
  if (g_str_equal (kind, POISE_ENTRY_REVIEW))
    /* Translators: an entry that looks back on a month or a quarter. */
    return C_ ("entry", "Review");
  return kind;
}
