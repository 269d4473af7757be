/* SPDX-License-Identifier: GPL-3.0-or-later */
/* “Lock This Journal…”: a passphrase, then the recovery key, then it is locked. */

#pragma once

#include <adwaita.h>

#include "poise-store.h"

G_BEGIN_DECLS

#define POISE_TYPE_LOCK_DIALOG (poise_lock_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PoiseLockDialog, poise_lock_dialog, POISE, LOCK_DIALOG, AdwDialog)

AdwDialog *poise_lock_dialog_new (PoiseStore *store);

G_END_DECLS
