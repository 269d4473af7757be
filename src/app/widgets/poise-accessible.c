/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-accessible.h"

/**
 * poise_accessible_set_name:
 * @widget: a widget, perhaps a button with a label
 * @name: what a screen reader calls it
 *
 * Names a widget, whatever stands on it. In newer GTK a button is labelled by
 * its label, which would win over a name (Accessible Name and Description
 * Computation 1.2, step 2B).
 */
void
poise_accessible_set_name (GtkWidget *widget, const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && name != NULL);

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
