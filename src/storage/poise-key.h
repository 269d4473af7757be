/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A journal's key: 32 random bytes, in memory that is neither swapped nor dumped, wiped at the
 * end. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define POISE_KEY_BYTES 32
#define POISE_KEY_ID_BYTES 16
#define POISE_KEY_WRAP_BYTES (24 + POISE_KEY_BYTES + 16)

/**
 * PoiseKeyUse:
 * @POISE_KEY_ITSELF: the key itself, for who keeps it elsewhere
 * @POISE_KEY_ENCRYPTION: it encrypts files
 * @POISE_KEY_NONCE: it makes the nonce of what is in a file
 * @POISE_KEY_STATE: it vouches for the state of `keys.json`
 * @POISE_KEY_JOINT: it encrypts other keys of the journal
 *
 * What a key is for: the journal's, or one that is derived from it.
 */
typedef enum
{
  POISE_KEY_ITSELF = 0,
  POISE_KEY_ENCRYPTION = 1,
  POISE_KEY_NONCE = 2,
  POISE_KEY_STATE = 3,
  POISE_KEY_JOINT = 4,
} PoiseKeyUse;

typedef struct _PoiseKey PoiseKey;

PoiseKey *poise_key_new_random (void);
PoiseKey *poise_key_new (const guint8 *id, const guint8 *secret);
PoiseKey *poise_key_ref (PoiseKey *self);
void poise_key_unref (PoiseKey *self);

const guint8 *poise_key_get_id (PoiseKey *self);
const guint8 *poise_key_peek (PoiseKey *self, PoiseKeyUse use);

void poise_key_wrap (PoiseKey *self, const guint8 *with, const char *purpose, guint8 *wrap);
PoiseKey *
poise_key_unwrap (const guint8 *id, const guint8 *with, const char *purpose, const guint8 *wrap);

gpointer poise_key_allocate (gsize length);
char *poise_key_copy_text (const char *text);
void poise_key_wipe (gpointer secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PoiseKey, poise_key_unref)

G_END_DECLS
