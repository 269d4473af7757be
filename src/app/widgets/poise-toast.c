/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-toast.h"

/**
 * poise_toast_new:
 * @text: plain text, as a file's name may be part of
 * @button: (nullable): the label of a button
 *
 * Returns: (transfer floating): a toast, whose title would be markup else
 */
AdwToast *
poise_toast_new (const char *text, const char *button)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

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
