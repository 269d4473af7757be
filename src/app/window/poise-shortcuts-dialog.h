/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists the keys, and finds one by what it does. (AdwShortcutsDialog is newer than our floor.) */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define POISE_TYPE_SHORTCUTS_DIALOG (poise_shortcuts_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PoiseShortcutsDialog,
                      poise_shortcuts_dialog,
                      POISE,
                      SHORTCUTS_DIALOG,
                      AdwDialog)

AdwDialog *poise_shortcuts_dialog_new (void);

G_END_DECLS
