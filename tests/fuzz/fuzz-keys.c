/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A keys.json of any bytes: no crash, and what could be read is written back the same, and merged
 * the same whichever comes first. */

#include "poise-fuzz.h"
#include "poise-key-file.h"
#include "poise-key-record.h"

static PoiseKeyFile *
make_other (void)
{
  static const guint8 id[POISE_KEY_ID_BYTES] = { 1 };
  static const guint8 secret[POISE_KEY_BYTES] = { 2 };
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 18, 0, 0);
  g_autoptr (PoiseKey) key = poise_key_new (id, secret);
  PoiseKeyFile *file = poise_key_file_new ();

  poise_key_record_set_cost (1, 8192);
  g_assert_true (poise_key_file_add (file, key, "one", "", now, NULL));
  poise_key_file_set_state (file, POISE_KEY_STATE_SEALED, key);
  return file;
}

static void
assert_same (PoiseKeyFile *one, PoiseKeyFile *other)
{
  g_autoptr (GBytes) a = poise_key_file_serialize (one);
  g_autoptr (GBytes) b = poise_key_file_serialize (other);

  g_assert_true (g_bytes_equal (a, b));
}

void
poise_fuzz (const char *data, gsize length)
{
  static PoiseKeyFile *other;
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (PoiseKeyFile) file = poise_key_file_parse (bytes, "fuzz", NULL);
  g_autoptr (PoiseKeyFile) again = NULL;
  g_autoptr (PoiseKeyFile) merged = NULL;
  g_autoptr (PoiseKeyFile) merged_again = NULL;
  g_autoptr (PoiseKeyFile) reversed = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;

  if (file == NULL)
    return;
  text = poise_key_file_serialize (file);
  again = poise_key_file_parse (text, "fuzz", &error);
  g_assert_no_error (error);
  assert_same (file, again);
  if (other == NULL)
    other = make_other ();
  merged = poise_key_file_merge (file, other);
  reversed = poise_key_file_merge (other, file);
  assert_same (merged, reversed);
  merged_again = poise_key_file_merge (merged, file);
  assert_same (merged, merged_again);
  keys =
    poise_key_file_open_with_recovery (file, "Y6E2-HASE-3W9S-11ND-PN7K-KP4K-E6ZG-GXEF-8W82", NULL);
}
