/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a journal is locked, by its `keys.json`, and by what this computer knows of it: a sync
 * tool may bring an older file of that name, another journal's, or none.
 */

#pragma once

#include "poise-folder.h"
#include "poise-keyring.h"

G_BEGIN_DECLS

gboolean poise_lock_state_is_locked (PoiseFolder *folder);
PoiseKeyNews poise_lock_state_find_news (PoiseFolder *folder);
gboolean poise_lock_state_check_file (PoiseFolder *folder, GError **error);
gboolean poise_lock_state_fail_plain (PoiseFolder *folder, GError **error);
gboolean poise_lock_state_check (PoiseFolder *folder, GError **error);
PoiseKeyFile *poise_lock_state_read_known (PoiseFolder *folder);
GPtrArray *poise_lock_state_list_earlier (PoiseFolder *folder);
PoiseKeyFile *poise_lock_state_collect (PoiseFolder *folder, GError **error);
gboolean poise_lock_state_update (PoiseFolder *folder, GDateTime *now, GError **error);
void poise_lock_state_remember (PoiseFolder *folder, PoiseKeyFile *file);
gboolean poise_lock_state_write (PoiseFolder *folder, PoiseKeyFile *file, GError **error);
gboolean poise_lock_state_take (PoiseFolder *folder,
                                PoiseKeyring *keyring,
                                PoiseKeyFile *file,
                                GError **error);

G_END_DECLS
