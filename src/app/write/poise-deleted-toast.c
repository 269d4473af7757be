/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-deleted-toast.h"

#include <glib/gi18n.h>

#include "poise-toast.h"

static void
restore_cb (AdwToast *toast, PoiseEntryOpener *opener)
{
  poise_entry_opener_restore (opener, g_object_get_data (G_OBJECT (toast), "entry"),
                              _ ("Entry restored"));
}

/**
 * poise_deleted_toast_new:
 * @opener: what had the entry open
 * @entry: what was deleted elsewhere
 * @history: what the person does
 *
 * Makes the toast, with a button that restores @entry. It stays until the person has seen it, who
 * may be at the other computer still: until another entry is opened, or something else is done,
 * which has a toast of its own.
 *
 * Returns: (transfer full): the toast
 */
AdwToast *
poise_deleted_toast_new (PoiseEntryOpener *opener, PoiseEntry *entry, PoiseHistory *history)
{
  AdwToast *toast;

  g_return_val_if_fail (POISE_IS_ENTRY_OPENER (opener), NULL);
  g_return_val_if_fail (POISE_IS_ENTRY (entry), NULL);

  toast = poise_toast_new (_ ("Deleted elsewhere"), _ ("Undo"));
  adw_toast_set_timeout (toast, 0);
  g_object_set_data_full (G_OBJECT (toast), "entry", g_object_ref (entry), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (restore_cb), opener, 0);
  g_signal_connect_object (opener, "opened", G_CALLBACK (adw_toast_dismiss), toast,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "run", G_CALLBACK (adw_toast_dismiss), toast,
                           G_CONNECT_SWAPPED);
  return toast;
}
