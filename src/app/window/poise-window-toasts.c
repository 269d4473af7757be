/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-window-private.h"

/* What is above the overlay's lower edge: a toast's own margin. */
#define OWN_MARGIN 12

static int
get_height_below (PoiseWindow *self)
{
  if (self->write_page == NULL ||
      adw_view_stack_get_visible_child (self->pages) != GTK_WIDGET (self->write_place))
    return 0;
  return MAX (0, poise_write_page_get_height_below (self->write_page) - OWN_MARGIN);
}

/* Sets the margins of the toasts that are there: of the overlay's children each but what it lies
 * over. */
static void
place_toasts (PoiseWindow *self)
{
  int below = get_height_below (self);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->toasts)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (child != adw_toast_overlay_get_child (self->toasts))
      gtk_widget_set_margin_bottom (child, below);
}

/* Toasts lie over a page's text, and not over the controls that stand below it. (A class of the
 * overlay's would have the whole window styled anew at each change of the page.) */
void
poise_window_watch_toasts (PoiseWindow *self)
{
  self->overlaid = gtk_widget_observe_children (GTK_WIDGET (self->toasts));
  g_signal_connect_object (self->overlaid, "items-changed", G_CALLBACK (place_toasts), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "notify::visible-child", G_CALLBACK (place_toasts), self,
                           G_CONNECT_SWAPPED);
}
