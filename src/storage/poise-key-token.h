/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What opens a journal without its passphrase, as a text that a keyring of the desktop can keep:
 * the keys that are open, and the revisions that they have. It opens the journal no longer when
 * its passphrase was changed.
 */

#pragma once

#include "poise-key-file.h"

G_BEGIN_DECLS

char *poise_key_token_make (PoiseKeyFile *file, GPtrArray *keys);
GPtrArray *poise_key_token_open (const char *token, PoiseKeyFile *file, GError **error);

G_END_DECLS
