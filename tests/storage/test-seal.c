/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The format of sealed files and of keys.json. */

#include <string.h>

#include "poise-coding.h"
#include "poise-error.h"
#include "poise-key-file.h"
#include "poise-key-record.h"
#include "poise-recovery-key.h"
#include "poise-seal.h"

static const guint8 id[POISE_KEY_ID_BYTES] = { 1, 2, 3 };
static const guint8 secret[POISE_KEY_BYTES] = { 4, 5, 6 };

static GBytes *
make_text (gsize length)
{
  char *text = g_malloc (MAX (length, 1));

  memset (text, 'a', length);
  return g_bytes_new_take (text, length);
}

static void
test_round_trip (void)
{
  static const gsize lengths[] = { 0, 1, 4094, 4095, 4096, 4097, 5000, 100000, 1000001 };
  g_autoptr (PoiseKey) key = poise_key_new (id, secret);

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GBytes) text = make_text (lengths[i]);
      g_autoptr (GBytes) sealed = poise_seal_close (key, POISE_SEAL_ENTRIES, "2026-11", text);
      g_autoptr (GBytes) again = poise_seal_close (key, POISE_SEAL_ENTRIES, "2026-11", text);
      g_autoptr (GBytes) opened = poise_seal_open (key, sealed, "x", NULL);
      g_autofree char *role = NULL;
      g_autofree char *name = NULL;

      g_assert_true (g_bytes_equal (sealed, again));
      g_assert_true (g_bytes_equal (opened, text));
      g_assert_true (poise_coding_is_sealed (sealed));
      g_assert_true (poise_seal_has_key (sealed, id));
      g_assert_true (poise_seal_read_head (sealed, &role, &name));
      g_assert_cmpstr (role, ==, "entries");
      g_assert_cmpstr (name, ==, "2026-11");
      /* At most an eighth more, once it is longer than the shortest. */
      g_assert_cmpuint (g_bytes_get_size (sealed), >=, 4096);
      g_assert_cmpuint (g_bytes_get_size (sealed), <=, MAX (lengths[i] * 9 / 8, 4096) + 100);
    }
}

static void
test_padding (void)
{
  g_autoptr (PoiseKey) key = poise_key_new (id, secret);
  g_autoptr (GHashTable) sizes = g_hash_table_new (NULL, NULL);

  for (gsize length = 1; length <= 100000; length += 501)
    {
      g_autoptr (GBytes) text = make_text (length);
      g_autoptr (GBytes) sealed = poise_seal_close (key, POISE_SEAL_ENTRIES, "2026-11", text);

      g_hash_table_add (sizes, GSIZE_TO_POINTER (g_bytes_get_size (sealed)));
    }
  /* Two hundred lengths are hardly told apart. */
  g_assert_cmpuint (g_hash_table_size (sizes), <, 80);
}

static void
test_differs (void)
{
  static const guint8 other_secret[POISE_KEY_BYTES] = { 4, 5, 7 };
  g_autoptr (PoiseKey) key = poise_key_new (id, secret);
  g_autoptr (PoiseKey) other = poise_key_new (id, other_secret);
  g_autoptr (GBytes) text = make_text (10);
  g_autoptr (GBytes) a = poise_seal_close (key, POISE_SEAL_ENTRIES, "2026-11", text);
  g_autoptr (GBytes) b = poise_seal_close (key, POISE_SEAL_ENTRIES, "2026-10", text);
  g_autoptr (GBytes) c = poise_seal_close (key, POISE_SEAL_TRASH, "2026-11", text);
  g_autoptr (GBytes) d = poise_seal_close (other, POISE_SEAL_ENTRIES, "2026-11", text);
  g_autoptr (GError) error = NULL;
  gsize tail = g_bytes_get_size (a) - 100;

  g_assert_cmpint (memcmp ((const char *) g_bytes_get_data (a, NULL) + 100,
                           (const char *) g_bytes_get_data (b, NULL) + 100, tail),
                   !=, 0);
  g_assert_false (g_bytes_equal (a, c));
  g_assert_false (g_bytes_equal (a, d));
  g_assert_null (poise_seal_open (other, a, "x", &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_DAMAGED);
}

static void
test_tampering (void)
{
  g_autoptr (PoiseKey) key = poise_key_new (id, secret);
  g_autoptr (GBytes) text = make_text (10);
  g_autoptr (GBytes) sealed = poise_seal_close (key, POISE_SEAL_ENTRIES, "2026-11", text);
  gsize length = g_bytes_get_size (sealed);

  for (gsize i = 0; i < length; i++)
    {
      g_autofree guint8 *changed = g_memdup2 (g_bytes_get_data (sealed, NULL), length);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, i);
      g_autoptr (GError) error = NULL;

      changed[i] ^= 0x10;
      bytes = g_bytes_new (changed, length);
      g_assert_null (poise_seal_open (key, bytes, "x", &error));
      g_assert_true (error->domain == POISE_ERROR &&
                     (error->code == POISE_ERROR_DAMAGED || error->code == POISE_ERROR_NEWER));
      g_assert_null (poise_seal_open (key, cut, "x", NULL));
    }
}

static void
test_recovery_key (void)
{
  char *text = poise_recovery_key_new ();
  g_autofree char *lower = g_ascii_strdown (text, -1);
  guint8 key[POISE_KEY_BYTES], again[POISE_KEY_BYTES];

  g_assert_cmpuint (strlen (text), ==, 44);
  g_assert_true (poise_recovery_key_derive (text, key));
  g_strdelimit (lower, "-", ' ');
  g_assert_true (poise_recovery_key_derive (lower, again));
  g_assert_cmpmem (key, sizeof key, again, sizeof again);
  g_assert_false (poise_recovery_key_derive ("", again));
  g_assert_false (poise_recovery_key_derive ("0000-0000", again));
  for (guint i = 0; i < strlen (text); i++)
    {
      char was = text[i];

      if (was == '-')
        continue;
      text[i] = was == 'Q' ? 'R' : 'Q';
      g_assert_false (poise_recovery_key_derive (text, again));
      text[i] = was;
    }
  poise_key_wipe (text);
}

/* ---- keys.json ---- */

static PoiseKeyFile *
make_file (PoiseKey *key, const char *passphrase, const char *recovery)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 18, 0, 0);
  PoiseKeyFile *file = poise_key_file_new ();

  g_assert_true (poise_key_file_add (file, key, passphrase, recovery, now, NULL));
  poise_key_file_set_state (file, POISE_KEY_STATE_SEALED, key);
  return file;
}

static gboolean
opens (PoiseKeyFile *file, const char *passphrase)
{
  g_autoptr (GPtrArray) keys = poise_key_file_open (file, passphrase, NULL);

  return keys != NULL;
}

static gboolean
opens_with (PoiseKeyFile *file, const char *recovery)
{
  g_autoptr (GPtrArray) keys = poise_key_file_open_with_recovery (file, recovery, NULL);

  return keys != NULL;
}

static void
test_key_file (void)
{
  g_autoptr (PoiseKey) key = poise_key_new_random ();
  char *recovery = poise_recovery_key_new ();
  g_autoptr (PoiseKeyFile) file = make_file (key, "caf\303\251", recovery);
  g_autoptr (GBytes) bytes = poise_key_file_serialize (file);
  g_autoptr (PoiseKeyFile) again = poise_key_file_parse (bytes, "keys.json", NULL);
  g_autoptr (GBytes) same = poise_key_file_serialize (again);

  g_assert_true (g_bytes_equal (bytes, same));
  g_assert_true (opens (again, "caf\303\251"));
  /* Decomposed, as some keyboards have it. */
  g_assert_true (opens (again, "cafe\314\201"));
  g_assert_false (opens (again, "cafe"));
  g_assert_true (opens_with (again, recovery));
  g_assert_false (opens_with (again, "AAAA"));
  poise_key_wipe (recovery);
}

static void
assert_changed (PoiseKeyFile *file, const char *day)
{
  g_autoptr (GBytes) bytes = poise_key_file_serialize (file);
  g_autoptr (PoiseKeyFile) again = poise_key_file_parse (bytes, "keys.json", NULL);
  g_autoptr (GDateTime) changed = poise_key_file_get_changed (again);
  g_autofree char *text = changed != NULL ? g_date_time_format (changed, "%F") : NULL;

  g_assert_cmpstr (text, ==, day);
}

static void
test_change (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 24, 18, 0, 0);
  g_autoptr (PoiseKey) key = poise_key_new_random ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  char *recovery = poise_recovery_key_new ();
  g_autoptr (PoiseKeyFile) file = make_file (key, "old", recovery);
  g_autoptr (PoiseKeyFile) before = poise_key_file_copy (file);
  g_autoptr (PoiseKeyFile) merged = NULL;
  g_autoptr (PoiseKeyFile) other_way = NULL;
  g_autoptr (GBytes) one = NULL;
  g_autoptr (GBytes) other = NULL;

  g_ptr_array_add (keys, key);
  g_assert_true (poise_key_file_change (file, keys, "new", NULL, now, NULL));
  g_assert_true (opens (file, "new"));
  g_assert_false (opens (file, "old"));
  g_assert_true (opens_with (file, recovery));
  merged = poise_key_file_merge (before, file);
  other_way = poise_key_file_merge (file, before);
  one = poise_key_file_serialize (merged);
  other = poise_key_file_serialize (other_way);
  g_assert_true (g_bytes_equal (one, other));
  g_assert_true (opens (merged, "new"));
  g_assert_false (opens (merged, "old"));
  assert_changed (before, NULL);
  assert_changed (merged, "2026-11-24");
  g_assert_true (poise_key_file_is_former (merged, before, "old"));
  g_assert_false (poise_key_file_is_former (merged, before, "older"));
  g_assert_false (poise_key_file_is_former (before, merged, "new"));
  g_assert_false (poise_key_file_is_former (merged, merged, "new"));
  poise_key_wipe (recovery);
}

/* Changed on two computers at once: nobody is shut out. */
static void
test_changed_twice (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 24, 18, 0, 0);
  g_autoptr (GDateTime) later = g_date_time_new_utc (2026, 11, 25, 18, 0, 0);
  g_autoptr (PoiseKey) key = poise_key_new_random ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  char *recovery = poise_recovery_key_new ();
  g_autoptr (PoiseKeyFile) here = make_file (key, "old", recovery);
  g_autoptr (PoiseKeyFile) there = poise_key_file_copy (here);
  g_autoptr (PoiseKeyFile) merged = NULL;
  g_autoptr (PoiseKeyFile) other_way = NULL;
  g_autoptr (GBytes) one = NULL;
  g_autoptr (GBytes) other = NULL;

  g_ptr_array_add (keys, key);
  g_assert_true (poise_key_file_change (here, keys, "here", NULL, now, NULL));
  g_assert_true (poise_key_file_change (there, keys, "there", NULL, later, NULL));
  merged = poise_key_file_merge (here, there);
  other_way = poise_key_file_merge (there, here);
  one = poise_key_file_serialize (merged);
  other = poise_key_file_serialize (other_way);
  g_assert_true (g_bytes_equal (one, other));
  assert_changed (merged, "2026-11-25");
  g_assert_true (opens (merged, "here"));
  g_assert_true (opens (merged, "there"));
  g_assert_false (opens (merged, "old"));
  g_assert_true (poise_key_file_change (merged, keys, "one", NULL, later, NULL));
  g_assert_false (opens (merged, "here"));
  g_assert_true (opens_with (merged, recovery));
  poise_key_wipe (recovery);
}

/* Two computers that locked the journal by themselves. */
static void
test_two_keys (void)
{
  g_autoptr (PoiseKey) a = poise_key_new_random ();
  g_autoptr (PoiseKey) b = poise_key_new_random ();
  char *recovery = poise_recovery_key_new ();
  g_autoptr (PoiseKeyFile) here = make_file (a, "here", recovery);
  g_autoptr (PoiseKeyFile) there = make_file (b, "there", recovery);
  g_autoptr (PoiseKeyFile) merged = poise_key_file_merge (here, there);

  g_assert_cmpuint (poise_key_file_get_n_keys (merged), ==, 2);
  g_assert_true (opens (merged, "here"));
  g_assert_true (opens (merged, "there"));
  poise_key_wipe (recovery);
}

/* Each of the two opens both as soon as they were open at once, however often that is done. */
static void
test_joined (void)
{
  g_autoptr (PoiseKey) a = poise_key_new_random ();
  g_autoptr (PoiseKey) b = poise_key_new_random ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  char *recovery = poise_recovery_key_new ();
  char *other_recovery = poise_recovery_key_new ();
  g_autoptr (PoiseKeyFile) here = make_file (a, "here", recovery);
  g_autoptr (PoiseKeyFile) there = make_file (b, "there", other_recovery);
  g_autoptr (PoiseKeyFile) one = poise_key_file_merge (here, there);
  g_autoptr (PoiseKeyFile) other = poise_key_file_merge (there, here);
  g_autoptr (PoiseKeyFile) joined = NULL;
  g_autoptr (PoiseKeyFile) other_way = NULL;
  g_autoptr (PoiseKeyFile) changed = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 24, 18, 0, 0);
  g_autoptr (GPtrArray) before = poise_key_file_open (one, "here", NULL);
  g_autoptr (GPtrArray) by_here = NULL;
  g_autoptr (GPtrArray) by_there = NULL;
  g_autoptr (GPtrArray) by_recovery = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) other_bytes = NULL;

  g_assert_cmpuint (before->len, ==, 1);
  g_ptr_array_add (keys, a);
  g_ptr_array_add (keys, b);
  g_assert_true (poise_key_file_join (one, keys));
  g_assert_false (poise_key_file_join (one, keys));
  g_assert_true (poise_key_file_join (other, keys));
  joined = poise_key_file_merge (one, other);
  other_way = poise_key_file_merge (other, one);
  bytes = poise_key_file_serialize (joined);
  other_bytes = poise_key_file_serialize (other_way);
  g_assert_true (g_bytes_equal (bytes, other_bytes));
  /* A file that knows nothing of it takes nothing away, nor does a passphrase that is changed. */
  changed = poise_key_file_copy (here);
  g_assert_true (poise_key_file_change (changed, before, "new", NULL, now, NULL));
  g_clear_pointer (&joined, poise_key_file_free);
  joined = poise_key_file_merge (changed, other_way);
  g_assert_false (opens (joined, "here"));
  by_here = poise_key_file_open (joined, "new", NULL);
  by_there = poise_key_file_open (joined, "there", NULL);
  by_recovery = poise_key_file_open_with_recovery (joined, other_recovery, NULL);
  g_assert_cmpuint (by_here->len, ==, 2);
  g_assert_cmpuint (by_there->len, ==, 2);
  g_assert_cmpuint (by_recovery->len, ==, 2);
  /* The same one seals for all of them. */
  g_assert_cmpmem (poise_key_get_id (by_here->pdata[0]), POISE_KEY_ID_BYTES,
                   poise_key_get_id (by_there->pdata[0]), POISE_KEY_ID_BYTES);
  g_assert_cmpmem (poise_key_get_id (by_here->pdata[0]), POISE_KEY_ID_BYTES,
                   poise_key_get_id (by_recovery->pdata[0]), POISE_KEY_ID_BYTES);
  poise_key_wipe (recovery);
  poise_key_wipe (other_recovery);
}

static void
test_state (void)
{
  g_autoptr (PoiseKey) key = poise_key_new_random ();
  g_autoptr (PoiseKey) stranger = poise_key_new_random ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  char *recovery = poise_recovery_key_new ();
  g_autoptr (PoiseKeyFile) file = make_file (key, "one", recovery);

  g_ptr_array_add (keys, key);
  g_assert_true (poise_key_file_is_vouched (file, keys));
  poise_key_file_set_state (file, POISE_KEY_STATE_PLAIN, key);
  g_assert_true (poise_key_file_is_vouched (file, keys));
  poise_key_file_set_state (file, POISE_KEY_STATE_PLAIN, stranger);
  g_assert_false (poise_key_file_is_vouched (file, keys));
  poise_key_wipe (recovery);
}

static void
test_malformed (void)
{
  g_autoptr (PoiseKey) key = poise_key_new_random ();
  char *recovery = poise_recovery_key_new ();
  g_autoptr (PoiseKeyFile) file = make_file (key, "one", recovery);
  g_autoptr (GBytes) bytes = poise_key_file_serialize (file);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  /* Without its last line it still is whole. */
  for (gsize i = 0; i + 1 < length; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, i);
      g_autofree char *changed = g_memdup2 (text, length);
      g_autoptr (GBytes) other = NULL;
      g_autoptr (PoiseKeyFile) parsed = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_null (poise_key_file_parse (cut, "keys.json", &error));
      g_assert_error (error, POISE_ERROR, POISE_ERROR_INVALID);
      changed[i] = (char) (changed[i] ^ 1);
      other = g_bytes_new (changed, length);
      parsed = poise_key_file_parse (other, "keys.json", NULL);
    }
  poise_key_wipe (recovery);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  poise_key_record_set_cost (1, 8192);
  g_test_add_func ("/seal/round-trip", test_round_trip);
  g_test_add_func ("/seal/padding", test_padding);
  g_test_add_func ("/seal/differs", test_differs);
  g_test_add_func ("/seal/tampering", test_tampering);
  g_test_add_func ("/seal/recovery-key", test_recovery_key);
  g_test_add_func ("/seal/key-file", test_key_file);
  g_test_add_func ("/seal/change", test_change);
  g_test_add_func ("/seal/changed-twice", test_changed_twice);
  g_test_add_func ("/seal/joined", test_joined);
  g_test_add_func ("/seal/two-keys", test_two_keys);
  g_test_add_func ("/seal/state", test_state);
  g_test_add_func ("/seal/malformed", test_malformed);
  return g_test_run ();
}
