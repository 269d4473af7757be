/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sealed file of any bytes: no crash, and it is opened only if it was sealed by the key. Any
 * content that is sealed is opened as it was, and not if a bit of it was changed. */

#include <string.h>

#include "poise-fuzz.h"
#include "poise-seal.h"

static void
try_to_open (PoiseKey *key, GBytes *bytes)
{
  g_autofree char *role = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = poise_seal_open (key, bytes, "fuzz", &error);

  poise_seal_read_head (bytes, &role, &name);
  g_assert_true ((opened == NULL) == (error != NULL));
  /* Nobody makes one up. */
  g_assert_null (opened);
}

void
poise_fuzz (const char *data, gsize length)
{
  static const guint8 id[POISE_KEY_ID_BYTES] = { 1, 2, 3 };
  static const guint8 secret[POISE_KEY_BYTES] = { 4, 5, 6 };
  g_autoptr (PoiseKey) key = poise_key_new (id, secret);
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GBytes) sealed = poise_seal_close (key, POISE_SEAL_ENTRIES, "2026-11", bytes);
  g_autoptr (GBytes) opened = poise_seal_open (key, sealed, "fuzz", NULL);
  gsize sealed_length = g_bytes_get_size (sealed);
  g_autofree guint8 *changed = g_memdup2 (g_bytes_get_data (sealed, NULL), sealed_length);
  g_autoptr (GBytes) other = NULL;
  guint32 at = 0;

  g_assert_true (g_bytes_equal (opened, bytes));
  try_to_open (key, bytes);
  memcpy (&at, data, MIN (length, sizeof at));
  changed[at % sealed_length] ^= (guint8) (1 << (at >> 29));
  other = g_bytes_new (changed, sealed_length);
  try_to_open (key, other);
}
