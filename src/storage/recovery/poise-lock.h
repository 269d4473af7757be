/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Locking a journal with a passphrase, opening it, and opening it for good.
 *
 * A locked journal is opened so: poise_lock_state_is_locked() says that a passphrase is needed,
 * poise_lock_open() makes a keyring of it, and poise_lock_use() has everything that is read and
 * written in the folder go through that, by a PoiseStore, too; before it, and after
 * poise_lock_forget(), nothing can be read or written there (%POISE_ERROR_LOCKED).
 *
 * All of this blocks; poise-lock-task.h has what takes time as GTasks, and
 * poise-store-recovery.h what is done to a journal that is open.
 */

#pragma once

#include "poise-folder.h"
#include "poise-keyring.h"
#include "poise-lock-state.h"

G_BEGIN_DECLS

PoiseKeyring *poise_lock_open (PoiseFolder *folder, const char *passphrase, GError **error);
PoiseKeyring *
poise_lock_open_with_recovery (PoiseFolder *folder, const char *recovery, GError **error);
char *poise_lock_make_token (PoiseKeyring *keyring);
PoiseKeyring *poise_lock_open_with_token (PoiseFolder *folder, const char *token, GError **error);
void poise_lock_use (PoiseFolder *folder, PoiseKeyring *keyring);
void poise_lock_forget (PoiseFolder *folder);

PoiseKeyring *
poise_lock_plan (const char *passphrase, GDateTime *now, char **recovery, GError **error);
gboolean poise_lock_close (PoiseFolder *folder,
                           PoiseKeyring *keyring,
                           GDateTime *now,
                           GPtrArray *problems,
                           GError **error);
gboolean poise_lock_change (PoiseFolder *folder,
                            const char *passphrase,
                            char **recovery,
                            GDateTime *now,
                            GError **error);
gboolean poise_lock_has_other_keys (PoiseFolder *folder);
gboolean poise_lock_join (PoiseFolder *folder, const char *secret, GError **error);
gboolean
poise_lock_remove (PoiseFolder *folder, GDateTime *now, GPtrArray *problems, GError **error);

gboolean
poise_lock_settle (PoiseFolder *folder, GDateTime *now, GPtrArray *problems, GError **error);
GPtrArray *poise_lock_list_unsettled (PoiseFolder *folder);
GPtrArray *poise_lock_list_readable (PoiseFolder *folder);

G_END_DECLS
