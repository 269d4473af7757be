/* SPDX-License-Identifier: GPL-3.0-or-later */
/* “Change Passphrase…”, “Unlock for Good…”, and what another computer locked: each asks for a
 * passphrase that is. */

#pragma once

#include <adwaita.h>

#include "poise-store.h"

G_BEGIN_DECLS

#define POISE_TYPE_PASSPHRASE_DIALOG (poise_passphrase_dialog_get_type ())

/**
 * PoisePassphrasePurpose:
 * @POISE_PASSPHRASE_CHANGE: another passphrase
 * @POISE_PASSPHRASE_REMOVE: none any more: the journal is opened for good
 * @POISE_PASSPHRASE_JOIN: what another computer locked is opened, too
 *
 * What a passphrase is asked for.
 */
typedef enum
{
  POISE_PASSPHRASE_CHANGE,
  POISE_PASSPHRASE_REMOVE,
  POISE_PASSPHRASE_JOIN,
} PoisePassphrasePurpose;

G_DECLARE_FINAL_TYPE (PoisePassphraseDialog,
                      poise_passphrase_dialog,
                      POISE,
                      PASSPHRASE_DIALOG,
                      AdwDialog)

AdwDialog *poise_passphrase_dialog_new (PoiseStore *store, PoisePassphrasePurpose purpose);

G_END_DECLS
