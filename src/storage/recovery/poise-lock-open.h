/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opening a locked journal.
 *
 * poise_lock_state_is_locked() says that a passphrase is needed, poise_lock_open() makes a keyring
 * of it, and poise_lock_use() has everything that is read and written in the folder go through
 * that, by a PoiseStore, too; before it, and after poise_lock_forget(), nothing can be read or
 * written there (%POISE_ERROR_LOCKED).
 *
 * All of this blocks; poise-lock-task.h has what takes time as GTasks.
 */

#pragma once

#include "poise-folder.h"
#include "poise-keyring.h"

G_BEGIN_DECLS

PoiseKeyring *
poise_lock_open (PoiseFolder *folder, const char *passphrase, char **changed, GError **error);
PoiseKeyring *
poise_lock_open_with_recovery (PoiseFolder *folder, const char *recovery, GError **error);
char *poise_lock_make_token (PoiseKeyring *keyring);
PoiseKeyring *poise_lock_open_with_token (PoiseFolder *folder, const char *token, GError **error);
void poise_lock_use (PoiseFolder *folder, PoiseKeyring *keyring);
void poise_lock_forget (PoiseFolder *folder);

G_END_DECLS
