/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-reveal.h"

#include <adwaita.h>

/**
 * poise_reveal:
 * @bar: an [class@Adw.Banner] or a [class@Gtk.Revealer]
 * @is_revealed: whether it is to be seen
 *
 * Slides a bar in or out that is not visible until it is first needed: what is closed would be
 * styled and measured before the window is first seen.
 */
void
poise_reveal (GtkWidget *bar, gboolean is_revealed)
{
  g_return_if_fail (ADW_IS_BANNER (bar) || GTK_IS_REVEALER (bar));

  if (is_revealed)
    gtk_widget_set_visible (bar, TRUE);
  g_object_set (bar, ADW_IS_BANNER (bar) ? "revealed" : "reveal-child", is_revealed, NULL);
}
