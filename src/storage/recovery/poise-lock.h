/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Locking a journal with a passphrase, changing that, joining the keys of two computers, and
 * opening a journal for good. poise-lock-open.h opens one that is locked.
 *
 * All of this blocks; poise-lock-task.h has what takes time as GTasks, and
 * poise-store-recovery.h what is done to a journal that is open.
 */

#pragma once

#include "poise-folder.h"
#include "poise-keyring.h"

G_BEGIN_DECLS

PoiseKeyring *
poise_lock_plan (const char *passphrase, GDateTime *now, char **recovery, GError **error);
gboolean poise_lock_close (PoiseFolder *folder,
                           PoiseKeyring *keyring,
                           GDateTime *now,
                           GPtrArray *problems,
                           GError **error);
gboolean poise_lock_change (PoiseFolder *folder,
                            const char *passphrase,
                            const char *recovery,
                            GDateTime *now,
                            GError **error);
gboolean poise_lock_has_other_keys (PoiseFolder *folder);
gboolean poise_lock_join (PoiseFolder *folder, const char *secret, GError **error);
gboolean
poise_lock_remove (PoiseFolder *folder, GDateTime *now, GPtrArray *problems, GError **error);

G_END_DECLS
