/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-recovery-key.h"

#include <sodium.h>
#include <string.h>

#include "poise-key.h"

/* Letters and digits that are not taken for each other. */
#define ALPHABET "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#define BITS 5
#define GROUP 4
#define SECRET_BYTES 20
#define SECRET_LETTERS (SECRET_BYTES * 8 / BITS)
/* What shows that one was mistyped. */
#define CHECK_LETTERS 4
#define LETTERS (SECRET_LETTERS + CHECK_LETTERS)
#define PURPOSE "poise-recovery-1"
#define CHECK_PURPOSE "poise-recovery-c"

static void
hash (const guint8 *secret, const char *purpose, guint8 *sum)
{
  crypto_generichash (sum, POISE_KEY_BYTES, secret, SECRET_BYTES, (const guint8 *) purpose,
                      strlen (purpose));
}

static guint
get_bits (const guint8 *bytes, guint letter)
{
  guint value = 0;

  for (guint bit = letter * BITS; bit < (letter + 1) * BITS; bit++)
    value = value << 1 | (bytes[bit / 8] >> (7 - bit % 8) & 1);
  return value;
}

/**
 * poise_recovery_key_new:
 *
 * Makes a random recovery key: groups of four letters and digits, the last of which tells
 * whether the others were typed as they were printed.
 *
 * Returns: (transfer full): it; wipe it with poise_key_wipe()
 */
char *
poise_recovery_key_new (void)
{
  guint8 *secret = poise_key_allocate (SECRET_BYTES + POISE_KEY_BYTES);
  guint8 *sum = secret + SECRET_BYTES;
  char *text = poise_key_allocate (LETTERS + LETTERS / GROUP);
  char *at = text;

  randombytes_buf (secret, SECRET_BYTES);
  hash (secret, CHECK_PURPOSE, sum);
  for (guint i = 0; i < LETTERS; i++)
    {
      guint value = i < SECRET_LETTERS ? get_bits (secret, i) : get_bits (sum, i - SECRET_LETTERS);

      if (i > 0 && i % GROUP == 0)
        *at++ = '-';
      *at++ = ALPHABET[value];
    }
  *at = '\0';
  poise_key_wipe (secret);
  return text;
}

static int
read_letter (char letter)
{
  const char *found;

  letter = g_ascii_toupper (letter);
  if (letter == 'O')
    letter = '0';
  if (letter == 'I' || letter == 'L')
    letter = '1';
  found = letter != '\0' ? strchr (ALPHABET, letter) : NULL;
  return found != NULL ? (int) (found - ALPHABET) : -1;
}

static gboolean
read_letters (const char *text, guint8 *values)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    {
      int value = read_letter (*text);

      if (g_ascii_isspace (*text) || *text == '-')
        continue;
      if (value < 0 || n == LETTERS)
        return FALSE;
      values[n++] = (guint8) value;
    }
  return n == LETTERS;
}

/**
 * poise_recovery_key_derive:
 * @text: a recovery key, as it was typed
 * @key: (out caller-allocates): the key that it stands for, of %POISE_KEY_BYTES
 *
 * Returns: %FALSE if it is none, or was mistyped
 */
gboolean
poise_recovery_key_derive (const char *text, guint8 *key)
{
  guint8 *values = poise_key_allocate (LETTERS + SECRET_BYTES + POISE_KEY_BYTES);
  guint8 *secret = values + LETTERS;
  guint8 *sum = secret + SECRET_BYTES;
  gboolean is_right = read_letters (text, values);

  memset (secret, 0, SECRET_BYTES);
  for (guint bit = 0; is_right && bit < SECRET_BYTES * 8; bit++)
    secret[bit / 8] |=
      (guint8) ((values[bit / BITS] >> (BITS - 1 - bit % BITS) & 1) << (7 - bit % 8));
  hash (secret, CHECK_PURPOSE, sum);
  for (guint i = 0; i < CHECK_LETTERS; i++)
    is_right = is_right && values[SECRET_LETTERS + i] == get_bits (sum, i);
  hash (secret, PURPOSE, key);
  poise_key_wipe (values);
  return is_right;
}
