/* SPDX-License-Identifier: GPL-3.0-or-later */
/* “Change Passphrase…” and “Unlock for Good…”: both ask for the passphrase that is. */

#pragma once

#include <adwaita.h>

#include "poise-store.h"

G_BEGIN_DECLS

#define POISE_TYPE_PASSPHRASE_DIALOG (poise_passphrase_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PoisePassphraseDialog,
                      poise_passphrase_dialog,
                      POISE,
                      PASSPHRASE_DIALOG,
                      AdwDialog)

AdwDialog *poise_passphrase_dialog_new (PoiseStore *store, gboolean is_removing);

G_END_DECLS
