/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "poise-seal.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "poise-coding.h"
#include "poise-error.h"

#define VERSION 1
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
/* Ends the content; zeros fill up behind it. */
#define PAD_MARK 0x80
/* No padded content is shorter. */
#define MIN_PADDED 4096
#define HEAD_BYTES (POISE_CODING_MAGIC_BYTES + 1 + POISE_KEY_ID_BYTES)
/* A head is known again by so many of the bytes of its magic and its key's id. */
#define RESEMBLING_BYTES ((POISE_CODING_MAGIC_BYTES + POISE_KEY_ID_BYTES) / 2)

G_STATIC_ASSERT (HEAD_BYTES == POISE_CODING_HEAD_BYTES);

/* ---- padding ---- */

static guint
count_bits (gsize number)
{
  guint bits = 0;

  for (; number > 0; number >>= 1)
    bits++;
  return bits;
}

/* PADMÉ (Nikitin and others, 2019): as many zero bits at the end of a length as it has digits
 * before, less those of its exponent. At most an eighth is added. */
static gsize
pad_length (gsize length)
{
  guint exponent, digits;
  gsize mask;

  if (length <= MIN_PADDED)
    return MIN_PADDED;
  exponent = count_bits (length) - 1;
  digits = count_bits (exponent);
  mask = ((gsize) 1 << (exponent - digits)) - 1;
  return (length + mask) & ~mask;
}

static guint8 *
pad (GBytes *content, gsize *padded_length)
{
  gsize length;
  const void *data = g_bytes_get_data (content, &length);
  guint8 *padded;

  *padded_length = pad_length (length + 1);
  padded = g_malloc0 (*padded_length);
  if (length > 0)
    memcpy (padded, data, length);
  padded[length] = PAD_MARK;
  return padded;
}

static GBytes *
unpad (guint8 *padded, gsize length)
{
  while (length > 0 && padded[length - 1] == 0)
    length--;
  if (length > 0 && padded[length - 1] == PAD_MARK)
    return g_bytes_new_take (padded, length - 1);
  g_free (padded);
  return NULL;
}

/* ---- the head ---- */

static void
append_word (GByteArray *head, const char *word)
{
  guint8 length = (guint8) strlen (word);

  g_byte_array_append (head, &length, 1);
  g_byte_array_append (head, (const guint8 *) word, length);
}

static GByteArray *
build_head (PoiseKey *key, const char *role, const char *name)
{
  GByteArray *head = g_byte_array_new ();
  guint8 version = VERSION;

  g_byte_array_append (head, (const guint8 *) POISE_CODING_MAGIC, POISE_CODING_MAGIC_BYTES);
  g_byte_array_append (head, &version, 1);
  g_byte_array_append (head, poise_key_get_id (key), POISE_KEY_ID_BYTES);
  append_word (head, role);
  append_word (head, name);
  return head;
}

/* Returns: where the word ends, 0 if it is cut off. */
static gsize
read_word (const guint8 *data, gsize length, gsize at, char **word)
{
  gsize end = at < length ? at + 1 + data[at] : length + 1;

  if (end > length || memchr (data + at + 1, '\0', data[at]) != NULL)
    return 0;
  if (word != NULL)
    *word = g_strndup ((const char *) data + at + 1, data[at]);
  return end;
}

/* Returns: how long the head is, 0 if it is none. */
static gsize
measure_head (const guint8 *data, gsize length, char **role, char **name)
{
  g_autofree char *first = NULL;
  gsize at;

  if (length < HEAD_BYTES || memcmp (data, POISE_CODING_MAGIC, POISE_CODING_MAGIC_BYTES) != 0 ||
      data[POISE_CODING_MAGIC_BYTES] != VERSION)
    return 0;
  at = read_word (data, length, HEAD_BYTES, &first);
  if (at > 0)
    at = read_word (data, length, at, name);
  if (at > 0 && role != NULL)
    *role = g_steal_pointer (&first);
  return at;
}

/**
 * poise_seal_read_head:
 * @sealed: a sealed file
 * @role: (out) (transfer full): what it says that it is for
 * @name: (out) (transfer full): what it says that its name is, or its month
 *
 * Reads what can be read without the key. It is known to be true only when the file was opened.
 *
 * Returns: %TRUE if it is a sealed file of a version that is known
 */
gboolean
poise_seal_read_head (GBytes *sealed, char **role, char **name)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (sealed, &length);

  return measure_head (data, length, role, name) > 0;
}

/**
 * poise_seal_has_key:
 * @head: a sealed file, or the first %POISE_CODING_HEAD_BYTES of it
 * @id: a key's id
 *
 * Returns: %TRUE if it is sealed by that key
 */
gboolean
poise_seal_has_key (GBytes *head, const guint8 *id)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (head, &length);

  return length >= HEAD_BYTES && poise_coding_is_sealed (head) &&
         memcmp (data + POISE_CODING_MAGIC_BYTES + 1, id, POISE_KEY_ID_BYTES) == 0;
}

static guint
count_equal (const guint8 *ours, const guint8 *theirs, gsize length)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += ours[i] == theirs[i];
  return n;
}

/**
 * poise_seal_resembles:
 * @head: a file, or the first %POISE_CODING_HEAD_BYTES of it
 * @id: a key's id
 *
 * Tells a sealed file whose head was damaged from a readable one, and from one of another key: ids
 * are random, so that no other one has many bytes of it.
 *
 * Returns: %TRUE if it begins nearly as a file does that is sealed by that key, but not quite
 */
gboolean
poise_seal_resembles (GBytes *head, const guint8 *id)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (head, &length);

  return length >= HEAD_BYTES && !poise_seal_has_key (head, id) &&
         count_equal (data, (const guint8 *) POISE_CODING_MAGIC, POISE_CODING_MAGIC_BYTES) +
             count_equal (data + POISE_CODING_MAGIC_BYTES + 1, id, POISE_KEY_ID_BYTES) >=
           RESEMBLING_BYTES;
}

/* ---- sealing ---- */

static void
make_nonce (PoiseKey *key, GByteArray *head, const guint8 *padded, gsize length, guint8 *nonce)
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, poise_key_peek (key, POISE_KEY_NONCE), POISE_KEY_BYTES,
                           NONCE_BYTES);
  crypto_generichash_update (&state, head->data, head->len);
  crypto_generichash_update (&state, padded, length);
  crypto_generichash_final (&state, nonce, NONCE_BYTES);
  sodium_memzero (&state, sizeof state);
}

/**
 * poise_seal_close:
 * @key: the journal's key
 * @role: what the file is for, as %POISE_SEAL_ENTRIES
 * @name: the month, or the name of the file, shorter than 256 bytes
 * @content: what is in it
 *
 * Seals a file. Equal contents of equal roles and names give equal bytes.
 *
 * Returns: (transfer full): the sealed file
 */
GBytes *
poise_seal_close (PoiseKey *key, const char *role, const char *name, GBytes *content)
{
  gsize length;
  g_autofree guint8 *padded = pad (content, &length);
  g_autoptr (GByteArray) head = build_head (key, role, name);
  gsize total = head->len + NONCE_BYTES + length + TAG_BYTES;
  guint8 *sealed = g_malloc (total);
  guint8 *nonce = sealed + head->len;

  memcpy (sealed, head->data, head->len);
  make_nonce (key, head, padded, length, nonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt (nonce + NONCE_BYTES, NULL, padded, length, head->data,
                                              head->len, NULL, nonce,
                                              poise_key_peek (key, POISE_KEY_ENCRYPTION));
  return g_bytes_new_take (sealed, total);
}

/**
 * poise_seal_fail_damaged:
 * @path: the path of a sealed file that its key does not open
 * @error: return location
 *
 * Returns: (nullable): %NULL, with %POISE_ERROR_DAMAGED in @error
 */
GBytes *
poise_seal_fail_damaged (const char *path, GError **error)
{
  g_set_error (error, POISE_ERROR, POISE_ERROR_DAMAGED,
               _ ("“%s” is locked and damaged: its key does not open it"), path);
  return NULL;
}

static GBytes *
fail_newer (const char *path, GError **error)
{
  g_set_error (error, POISE_ERROR, POISE_ERROR_NEWER,
               _ ("“%s” was written by a newer version of Poise"), path);
  return NULL;
}

/* Returns: what is in it, %NULL if @head, the one that it was sealed with, or what follows is not
 * the right one. */
static GBytes *
decrypt (PoiseKey *key, const guint8 *head, gsize head_length, const guint8 *rest, gsize length)
{
  const guint8 *sealed = rest + NONCE_BYTES;
  g_autofree guint8 *padded = NULL;

  if (length < NONCE_BYTES + TAG_BYTES)
    return NULL;
  length -= NONCE_BYTES;
  padded = g_malloc (MAX (length - TAG_BYTES, 1));
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (padded, NULL, NULL, sealed, length, head,
                                                  head_length, rest,
                                                  poise_key_peek (key, POISE_KEY_ENCRYPTION)) != 0)
    return NULL;
  return unpad (g_steal_pointer (&padded), length - TAG_BYTES);
}

/**
 * poise_seal_open:
 * @key: the key that it was sealed by
 * @sealed: a sealed file
 * @path: its path for messages
 * @error: return location
 *
 * Opens a sealed file. Errors are %POISE_ERROR_DAMAGED for one that was changed, and
 * %POISE_ERROR_NEWER.
 *
 * Returns: (transfer full) (nullable): what is in it, or %NULL with @error set
 */
GBytes *
poise_seal_open (PoiseKey *key, GBytes *sealed, const char *path, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (sealed, &length);
  gsize head = measure_head (data, length, NULL, NULL);
  GBytes *content;

  if (poise_coding_is_sealed (sealed) && length > POISE_CODING_MAGIC_BYTES &&
      data[POISE_CODING_MAGIC_BYTES] > VERSION)
    return fail_newer (path, error);
  content = head > 0 ? decrypt (key, data, head, data + head, length - head) : NULL;
  return content != NULL ? content : poise_seal_fail_damaged (path, error);
}

/**
 * poise_seal_open_as:
 * @key: a key
 * @role: what the file is for, as %POISE_SEAL_ENTRIES
 * @name: the month, or the name of the file
 * @sealed: a file
 *
 * Opens a sealed file whose head was damaged. All that a head says is known of a file that lies in
 * its place; and what the key opens by that head was sealed with it.
 *
 * Returns: (transfer full) (nullable): what is in it; %NULL if it was sealed otherwise, or is
 *   damaged behind its head
 */
GBytes *
poise_seal_open_as (PoiseKey *key, const char *role, const char *name, GBytes *sealed)
{
  g_autoptr (GByteArray) head = build_head (key, role, name);
  gsize length;
  const guint8 *data = g_bytes_get_data (sealed, &length);

  return length > head->len
           ? decrypt (key, head->data, head->len, data + head->len, length - head->len)
           : NULL;
}
