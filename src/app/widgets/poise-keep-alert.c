/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-keep-alert.h"

#include <glib/gi18n.h>

/**
 * poise_keep_alert_new:
 * @question: whether what was typed shall be kept
 *
 * Returns: (transfer floating): an alert for who leaves something that is not kept yet, with the
 *   responses `cancel`, `discard` and `keep`
 */
AdwAlertDialog *
poise_keep_alert_new (const char *question)
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
