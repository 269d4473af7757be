/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-lazy-menu.h"

static void
create_popup_cb (GtkMenuButton *button, gpointer menu)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

/**
 * poise_lazy_menu_set:
 * @button: a button without a menu
 * @menu: its menu
 *
 * Gives a button a menu whose widgets are made when it is first opened: what
 * stands in the window at once does not wait for them.
 */
void
poise_lazy_menu_set (GtkMenuButton *button, GMenuModel *menu)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button) && G_IS_MENU_MODEL (menu));

  gtk_menu_button_set_create_popup_func (button, create_popup_cb, g_object_ref (menu),
                                         g_object_unref);
}
