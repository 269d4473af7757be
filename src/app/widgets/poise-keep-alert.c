/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-keep-alert.h"

#include <glib/gi18n.h>

static AdwAlertDialog *
create_alert (const char *question)
{
  AdwAlertDialog *alert =
    ADW_ALERT_DIALOG (adw_alert_dialog_new (question, _ ("What you wrote here is not kept yet.")));

  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), "keep",
                                  _ ("_Keep"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (alert, "keep", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (alert, "keep");
  adw_alert_dialog_set_close_response (alert, "cancel");
  return alert;
}

/**
 * poise_keep_alert_present:
 * @parent: what is left, with something in it that is not kept yet
 * @question: whether what was typed shall be kept
 * @answered: called with @parent and the response: `cancel`, `discard` or `keep`
 *
 * Asks. Where the window is destroyed meanwhile, nothing is called and @parent is not held, as it
 * would be by adw_alert_dialog_choose().
 */
void
poise_keep_alert_present (GtkWidget *parent, const char *question, PoiseKeepAnswered answered)
{
  AdwAlertDialog *alert;

  g_return_if_fail (GTK_IS_WIDGET (parent) && question != NULL && answered != NULL);

  alert = create_alert (question);
  g_signal_connect_object (alert, "response", G_CALLBACK (answered), parent, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (alert), parent);
}
