/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sealing what lies readable in a locked journal, and opening what is still sealed in one that was
 * opened for good. All of this blocks.
 */

#pragma once

#include "poise-folder.h"
#include "poise-keyring.h"

G_BEGIN_DECLS

gboolean
poise_lock_settle (PoiseFolder *folder, GDateTime *now, GPtrArray *problems, GError **error);
gboolean poise_lock_settle_held (PoiseFolder *folder,
                                 PoiseKeyring *keyring,
                                 GPtrArray *problems,
                                 GError **error);
gboolean poise_lock_set_state (PoiseFolder *folder,
                               PoiseKeyring *keyring,
                               PoiseKeyState state,
                               GError **error);

G_END_DECLS
