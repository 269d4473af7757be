/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-toast.h"

/* What fits beside the toast's buttons in a window of 360 pixels. A toast takes
 * the height of its natural width, so that what is too wide never wraps. */
#define MAX_CHARS 30
#define MAX_CHARS_WITH_BUTTON 18

/**
 * poise_toast_new:
 * @text: plain text, as a file's name may be part of
 * @button: (nullable): the label of a button
 *
 * A toast's own title is markup, and is cut where a narrow window ends.
 *
 * Returns: (transfer floating): a toast that shows the whole text
 */
AdwToast *
poise_toast_new (const char *text, const char *button)
{
  GtkWidget *label = gtk_label_new (text);
  AdwToast *toast = adw_toast_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label),
                                 button != NULL ? MAX_CHARS_WITH_BUTTON : MAX_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  adw_toast_set_button_label (toast, button);
  return toast;
}

/**
 * poise_toast_show:
 * @toasts: where
 * @text: plain text
 *
 * Says something in passing.
 */
void
poise_toast_show (AdwToastOverlay *toasts, const char *text)
{
  adw_toast_overlay_add_toast (toasts, poise_toast_new (text, NULL));
}
