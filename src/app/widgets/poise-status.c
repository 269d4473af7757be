/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-status.h"

/**
 * poise_status_set_text:
 * @label: a label with the role of a status
 * @text: what it says now
 *
 * Shows a text and names the label so, since a status has no name from what is
 * in it (WAI-ARIA 1.2, “status”), and newer GTK gives it none.
 */
void
poise_status_set_text (GtkLabel *label, const char *text)
{
  g_return_if_fail (GTK_IS_LABEL (label) && text != NULL);

  gtk_label_set_text (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}
