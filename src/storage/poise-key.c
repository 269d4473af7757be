/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-key.h"

#include <sodium.h>
#include <string.h>

/* What libsodium calls a context: one of ours, so that no other use has the same keys. */
#define CONTEXT "PoiseKey"
#define N_USES POISE_KEY_JOINT

G_STATIC_ASSERT (sizeof CONTEXT == crypto_kdf_CONTEXTBYTES + 1);
G_STATIC_ASSERT (POISE_KEY_WRAP_BYTES == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES +
                                           POISE_KEY_BYTES +
                                           crypto_aead_xchacha20poly1305_ietf_ABYTES);

struct _PoiseKey
{
  gatomicrefcount references;
  guint8 id[POISE_KEY_ID_BYTES];
  guint8 *secret; /* the key, then the one of each use */
};

/**
 * poise_key_allocate:
 * @length: how many bytes
 *
 * Gets memory for what nobody else shall know: it is kept from being swapped out, as far as the
 * system lets, and out of core dumps.
 *
 * Returns: (transfer full): memory for poise_key_wipe()
 */
gpointer
poise_key_allocate (gsize length)
{
  gpointer memory;

  if (sodium_init () < 0)
    g_error ("libsodium does not work on this system");
  memory = sodium_malloc (length);
  if (memory == NULL)
    g_error ("No memory for a key");
  return memory;
}

/**
 * poise_key_wipe:
 * @secret: (transfer full) (nullable): memory of poise_key_allocate()
 *
 * Overwrites it with zeros and frees it.
 */
void
poise_key_wipe (gpointer secret)
{
  sodium_free (secret);
}

/**
 * poise_key_copy_text:
 * @text: (nullable): a text that nobody else shall know
 *
 * Returns: (transfer full) (nullable): the same, in memory for poise_key_wipe()
 */
char *
poise_key_copy_text (const char *text)
{
  gsize size = text != NULL ? strlen (text) + 1 : 0;
  char *copy = size > 0 ? poise_key_allocate (size) : NULL;

  if (copy != NULL)
    memcpy (copy, text, size);
  return copy;
}

/* Takes the secret over, whose first bytes are the key. */
static PoiseKey *
take (const guint8 *id, guint8 *secret)
{
  PoiseKey *self = g_new0 (PoiseKey, 1);

  g_atomic_ref_count_init (&self->references);
  memcpy (self->id, id, POISE_KEY_ID_BYTES);
  self->secret = secret;
  for (guint use = 1; use <= N_USES; use++)
    crypto_kdf_derive_from_key (secret + use * POISE_KEY_BYTES, POISE_KEY_BYTES, use, CONTEXT,
                                secret);
  return self;
}

static guint8 *
allocate (void)
{
  return poise_key_allocate ((1 + N_USES) * POISE_KEY_BYTES);
}

/**
 * poise_key_new_random:
 *
 * Returns: (transfer full): a new key with a new id
 */
PoiseKey *
poise_key_new_random (void)
{
  guint8 *secret = allocate ();
  guint8 id[POISE_KEY_ID_BYTES];

  randombytes_buf (secret, POISE_KEY_BYTES);
  randombytes_buf (id, sizeof id);
  return take (id, secret);
}

/**
 * poise_key_new:
 * @id: its id, of %POISE_KEY_ID_BYTES
 * @secret: the key itself, of %POISE_KEY_BYTES
 *
 * Returns: (transfer full): that key
 */
PoiseKey *
poise_key_new (const guint8 *id, const guint8 *secret)
{
  guint8 *memory = allocate ();

  memcpy (memory, secret, POISE_KEY_BYTES);
  return take (id, memory);
}

/**
 * poise_key_ref:
 * @self: a key
 *
 * Returns: (transfer full): @self
 */
PoiseKey *
poise_key_ref (PoiseKey *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * poise_key_unref:
 * @self: (transfer full): a key
 *
 * The last one wipes it.
 */
void
poise_key_unref (PoiseKey *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  poise_key_wipe (self->secret);
  g_free (self);
}

/**
 * poise_key_get_id:
 * @self: a key
 *
 * Returns: (transfer none): its id, of %POISE_KEY_ID_BYTES, which is no secret
 */
const guint8 *
poise_key_get_id (PoiseKey *self)
{
  return self->id;
}

/**
 * poise_key_peek:
 * @self: a key
 * @use: what for
 *
 * Returns: (transfer none): the key for that use, of %POISE_KEY_BYTES; do not copy it
 */
const guint8 *
poise_key_peek (PoiseKey *self, PoiseKeyUse use)
{
  return self->secret + (guint) use * POISE_KEY_BYTES;
}

static GByteArray *
build_associated (const guint8 *id, const char *purpose)
{
  GByteArray *associated = g_byte_array_new ();

  g_byte_array_append (associated, id, POISE_KEY_ID_BYTES);
  g_byte_array_append (associated, (const guint8 *) purpose, (guint) strlen (purpose));
  return associated;
}

/**
 * poise_key_wrap:
 * @self: a key
 * @with: the key that shall open it, of %POISE_KEY_BYTES
 * @purpose: `passphrase`, `recovery` or `joined`
 * @wrap: (out caller-allocates): %POISE_KEY_WRAP_BYTES: a nonce, and the encrypted key
 *
 * Encrypts the key with another one.
 */
void
poise_key_wrap (PoiseKey *self, const guint8 *with, const char *purpose, guint8 *wrap)
{
  const gsize n = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  g_autoptr (GByteArray) associated = build_associated (self->id, purpose);

  randombytes_buf (wrap, n);
  crypto_aead_xchacha20poly1305_ietf_encrypt (wrap + n, NULL, self->secret, POISE_KEY_BYTES,
                                              associated->data, associated->len, NULL, wrap, with);
}

/**
 * poise_key_unwrap:
 * @id: the key's id
 * @with: the key that it was wrapped with, of %POISE_KEY_BYTES
 * @purpose: `passphrase`, `recovery` or `joined`
 * @wrap: what poise_key_wrap() gave
 *
 * Returns: (transfer full) (nullable): the key; %NULL if @with is another one
 */
PoiseKey *
poise_key_unwrap (const guint8 *id, const guint8 *with, const char *purpose, const guint8 *wrap)
{
  const gsize n = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  g_autoptr (GByteArray) associated = build_associated (id, purpose);
  guint8 *secret = allocate ();

  if (crypto_aead_xchacha20poly1305_ietf_decrypt (secret, NULL, NULL, wrap + n,
                                                  POISE_KEY_WRAP_BYTES - n, associated->data,
                                                  associated->len, wrap, with) == 0)
    return take (id, secret);
  poise_key_wipe (secret);
  return NULL;
}
