/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sealed file, as STORE.md says: a head that names the key, the file's role and its name, a
 * nonce, and the padded content, encrypted. Equal contents give equal bytes.
 */

#pragma once

#include "poise-key.h"

G_BEGIN_DECLS

/* What a file is for. */
#define POISE_SEAL_ENTRIES "entries"
#define POISE_SEAL_TRASH "trash"
#define POISE_SEAL_FILE "file"
#define POISE_SEAL_STATE "state"

GBytes *poise_seal_close (PoiseKey *key, const char *role, const char *name, GBytes *content);
GBytes *poise_seal_open (PoiseKey *key, GBytes *sealed, const char *path, GError **error);
GBytes *poise_seal_open_as (PoiseKey *key, const char *role, const char *name, GBytes *sealed);
GBytes *poise_seal_fail_damaged (const char *path, GError **error);

gboolean poise_seal_has_key (GBytes *head, const guint8 *id);
gboolean poise_seal_resembles (GBytes *head, const guint8 *id);
gboolean poise_seal_read_head (GBytes *sealed, char **role, char **name);

G_END_DECLS
