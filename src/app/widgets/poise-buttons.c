/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-buttons.h"

/**
 * poise_buttons_wrap:
 * @root: a button, or what has some in it
 *
 * Lets the words of buttons have several lines. Where text is large, or a language long, one line
 * is wider than a phone, and so then is all that stands with it.
 */
void
poise_buttons_wrap (GtkWidget *root)
{
  GtkWidget *label = GTK_IS_BUTTON (root) ? gtk_button_get_child (GTK_BUTTON (root)) : NULL;

  if (GTK_IS_LABEL (label))
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    poise_buttons_wrap (child);
}
