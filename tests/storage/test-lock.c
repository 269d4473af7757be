/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A journal that is locked with a passphrase. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "poise-batch.h"
#include "poise-coding.h"
#include "poise-error.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-journal-copy.h"
#include "poise-key-file.h"
#include "poise-key-record.h"
#include "poise-lock-files.h"
#include "poise-lock-open.h"
#include "poise-lock-state.h"
#include "poise-lock.h"
#include "poise-month-file.h"
#include "poise-recovery-key.h"
#include "poise-restore.h"
#include "poise-store-recovery.h"
#include "poise-sync.h"
#include "poise-test-lock.h"
#include "poise-trash.h"

static void
test_locks (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) readable = NULL;

  poise_test_lock_fill (fixture);
  before = poise_test_journal_join (fixture);
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), >=, 10);
  g_assert_false (poise_lock_state_is_locked (fixture->folder));
  poise_test_lock_journal (fixture);
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
  readable = poise_lock_list_readable (fixture->folder);
  g_assert_cmpuint (readable->len, ==, 0);
  poise_test_lock_assert_texts (fixture, before);

  poise_test_lock_forget (fixture);
  g_assert_true (poise_lock_state_is_locked (fixture->folder));
  poise_test_lock_assert_texts (fixture, "|");
  g_assert_false (poise_test_lock_add_text (fixture, "2026-12-01", WORD, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (poise_sync_open (fixture->folder, fixture->now, NULL, NULL, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_LOCKED);
  poise_test_lock_assert_wrong (fixture, "wrong");
  poise_test_lock_open_with (fixture, PASSPHRASE);
  poise_test_lock_assert_texts (fixture, before);
  poise_test_lock_add (fixture, "2026-12-01", WORD " five");
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
}

/* Who was at work with the keys as they were forgotten leaves nothing readable. */
static void
test_forgotten_while_at_work (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *month = g_build_filename (fixture->path, "entries", "2026-12.json", NULL);
  g_autofree char *keys = g_build_filename (fixture->path, "keys.json", NULL);
  g_autofree char *locked = NULL;
  g_autoptr (GError) error = NULL;

  poise_test_lock_fill (fixture);
  poise_test_lock_journal (fixture);
  locked = poise_test_read (fixture->path, "keys.json");
  poise_test_lock_forget (fixture);
  g_assert_false (poise_file_replace (month, WORD, strlen (WORD), &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
  g_assert_true (poise_file_replace (keys, locked, strlen (locked), &error));
  g_assert_no_error (error);
  poise_test_lock_open_with (fixture, PASSPHRASE);
  g_assert_true (poise_lock_remove (fixture->folder, fixture->now, NULL, &error));
  poise_test_lock_forget (fixture);
  poise_test_lock_add (fixture, "2026-12-01", "More");
}

static void
test_opens_for_good (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *month = NULL;
  g_autofree char *again = NULL;
  g_autofree char *head = NULL;
  g_autoptr (GError) error = NULL;

  poise_test_lock_fill (fixture);
  month = poise_test_read (fixture->path, "entries/2026-11.json");
  before = poise_test_journal_join (fixture);
  poise_test_lock_journal (fixture);
  head = poise_test_read (fixture->path, "journal.json");
  g_assert_nonnull (strstr (head, "\"version\": 2"));
  poise_test_lock_reopen (fixture);
  g_assert_true (poise_lock_remove (fixture->folder, fixture->now, NULL, &error));
  g_assert_no_error (error);
  poise_test_lock_forget (fixture);
  g_assert_false (poise_lock_state_is_locked (fixture->folder));
  again = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_cmpstr (again, ==, month);
  poise_test_lock_assert_texts (fixture, before);
  g_free (head);
  head = poise_test_read (fixture->path, "journal.json");
  g_assert_nonnull (strstr (head, "\"version\": 1"));
  poise_test_lock_add (fixture, "2026-12-01", "More");
  /* And once more, by another passphrase. */
  g_free (poise_test_lock_with (fixture, "another"));
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
  poise_test_lock_forget (fixture);
  poise_test_lock_open_with (fixture, "another");
}

static void
test_passphrases (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *recovery = NULL;
  char *fresh = poise_recovery_key_new ();
  g_autoptr (PoiseKeyring) keyring = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  poise_test_lock_add (fixture, "2026-11-20", "Here");
  recovery = poise_test_lock_with (fixture, PASSPHRASE);
  before = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_true (poise_lock_change (fixture->folder, "changed", NULL, fixture->now, &error));
  g_assert_no_error (error);
  after = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_cmpmem (before, 4096, after, 4096);
  poise_test_lock_forget (fixture);
  poise_test_lock_assert_wrong (fixture, PASSPHRASE);
  poise_test_lock_open_with (fixture, "changed");
  g_assert_true (poise_lock_change (fixture->folder, "again", fresh, fixture->now, &error));
  poise_test_lock_forget (fixture);
  keyring = poise_lock_open_with_recovery (fixture->folder, recovery, &error);
  g_assert_null (keyring);
  g_assert_error (error, POISE_ERROR, POISE_ERROR_PASSPHRASE);
  g_clear_error (&error);
  keyring = poise_lock_open_with_recovery (fixture->folder, fresh, &error);
  g_assert_no_error (error);
  poise_lock_use (fixture->folder, keyring);
  poise_test_lock_assert_texts (fixture, "Here|");
  poise_key_wipe (fresh);
}

/* Who kept keys.json and its passphrase reads what was written while they were the journal's, and
 * nothing that was written since it was opened for good and locked anew. */
static void
test_former_keys_open_nothing_newer (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *recovery = NULL, *fresh = NULL, *old = NULL, *now = NULL;
  g_autoptr (GBytes) old_bytes = NULL, now_bytes = NULL;
  g_autoptr (PoiseKeyFile) old_file = NULL, now_file = NULL;
  g_autoptr (GPtrArray) former = NULL, reached = NULL, all = NULL;
  g_autoptr (GError) error = NULL;

  poise_test_lock_add (fixture, "2026-11-20", "Here");
  recovery = poise_test_lock_with (fixture, PASSPHRASE);
  old = poise_test_read (fixture->path, "keys.json");
  g_assert_true (poise_lock_change (fixture->folder, "changed", NULL, fixture->now, &error));
  g_assert_true (poise_lock_remove (fixture->folder, fixture->now, NULL, &error));
  g_assert_no_error (error);
  fresh = poise_test_lock_with (fixture, "changed");
  /* The passphrase that it had opens both keys, and this is when they are joined. */
  poise_test_lock_forget (fixture);
  poise_test_lock_open_with (fixture, "changed");
  poise_test_lock_add (fixture, "2026-11-21", "Since");

  now = poise_test_read (fixture->path, "keys.json");
  old_bytes = g_bytes_new_static (old, strlen (old));
  now_bytes = g_bytes_new_static (now, strlen (now));
  old_file = poise_key_file_parse (old_bytes, "keys.json", &error);
  now_file = poise_key_file_parse (now_bytes, "keys.json", &error);
  former = poise_key_file_open (old_file, PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (former->len, ==, 1);
  reached = poise_key_file_reach (now_file, former);
  g_assert_cmpuint (reached->len, ==, 1);
  all = poise_key_file_open (now_file, "changed", &error);
  g_assert_cmpuint (all->len, ==, 2);
}

static void
test_same_bytes (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *path = g_build_filename (fixture->path, "entries", "2026-11.json", NULL);
  g_autofree char *stamp = NULL;
  g_autofree char *again = NULL;
  g_autoptr (PoiseMonth) month = NULL;
  gsize length = 0, length_after = 0;

  poise_test_lock_add (fixture, "2026-11-20", "Here");
  poise_test_lock_journal (fixture);
  g_assert_true (g_file_get_contents (path, &before, &length, NULL));
  stamp = poise_file_get_stamp (path);
  month = poise_month_file_read (path, "2026-11", NULL);
  /* Nothing to write, and nothing written. */
  g_assert_true (poise_month_file_write (month, path, NULL));
  again = poise_file_get_stamp (path);
  g_assert_cmpstr (stamp, ==, again);
  g_clear_pointer (&month->stamp, g_free);
  g_unlink (path);
  g_assert_true (poise_month_file_write (month, path, NULL));
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);
}

static void
test_batch_and_restore (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseBatch) batch = poise_batch_new ();
  g_autoptr (PoiseEntry) one = poise_test_entry ("2026-10-02", WORD " batch", FALSE, 0.0);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-11-02", WORD " batch", FALSE, 0.0);
  g_autofree char *undo = NULL;
  g_autofree char *back = NULL;
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  poise_test_lock_fill (fixture);
  before = poise_test_journal_join (fixture);
  poise_test_lock_journal (fixture);
  poise_batch_add (batch, one);
  poise_batch_add (batch, other);
  g_assert_true (
    poise_batch_apply (batch, fixture->folder, fixture->now, NULL, NULL, NULL, &undo, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
  poise_test_lock_reopen (fixture);
  back = poise_restore_run (fixture->folder, undo, fixture->now, &n, &error);
  g_assert_no_error (error);
  poise_test_lock_assert_texts (fixture, before);
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
}

static void
test_purge (PoiseTestJournal *fixture, gconstpointer unused)
{
  guint n;

  poise_test_lock_fill (fixture);
  poise_test_lock_journal (fixture);
  g_assert_true (poise_trash_purge (fixture->folder, NULL, fixture->now, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
}

static void
test_repair (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *text = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  poise_test_lock_add (fixture, "2026-11-20", WORD " one");
  poise_test_lock_add (fixture, "2026-11-21", WORD " two");
  text = poise_test_read (fixture->path, "entries/2026-11.json");
  text[strlen (text) - 10] = '\0';
  poise_test_write (fixture->path, "entries/2026-11.json", text);
  poise_test_lock_journal (fixture);
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
  kept = poise_test_repair (fixture->folder, "2026-11", fixture->now, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
}

/* Another folder: what leaves a locked journal stays locked. */
static void
test_taken_along (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *path = poise_test_make_folder ();
  g_autoptr (PoiseFolder) to = poise_folder_new (path);
  PoiseTestJournal other = { .path = path, .folder = to, .now = fixture->now };
  g_autofree char *plain_path = poise_test_make_folder ();
  g_autoptr (PoiseFolder) plain = poise_folder_new (plain_path);
  PoiseTestJournal readable = { .path = plain_path, .folder = plain, .now = fixture->now };
  g_autoptr (PoiseJournalCopy) copy = poise_journal_copy_new (fixture->folder, to);
  g_autoptr (PoiseJournalCopy) again = poise_journal_copy_new (fixture->folder, to);
  g_autoptr (PoiseJournalCopy) to_plain = poise_journal_copy_new (fixture->folder, plain);
  g_autoptr (GError) error = NULL;
  guint n;

  poise_test_lock_add (fixture, "2026-11-20", WORD " one");
  poise_test_lock_add (&readable, "2026-11-20", "Other");
  poise_test_lock_journal (fixture);
  g_assert_true (poise_journal_copy_run (copy, fixture->now, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  /* Killed before its end, it is gone on with by the keys of the first one. */
  poise_test_lock_forget (&other);
  g_assert_true (poise_journal_copy_is_due (again));
  g_assert_true (poise_journal_copy_run (again, fixture->now, &n, &error));
  g_assert_no_error (error);
  poise_journal_copy_end (again);
  g_assert_cmpuint (poise_test_lock_count_leaks (path), ==, 0);
  poise_test_lock_reopen (&other);
  poise_test_lock_assert_texts (&other, WORD " one|");
  g_assert_false (poise_journal_copy_run (to_plain, fixture->now, &n, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_LOCKED);
  g_assert_cmpuint (poise_test_lock_count_leaks (plain_path), ==, 0);
  poise_test_lock_forget (&other);
  /* Locked meanwhile, nothing of it is taken for all of it. */
  poise_test_lock_forget (fixture);
  g_clear_error (&error);
  g_assert_false (poise_journal_copy_run (again, fixture->now, &n, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_LOCKED);
  poise_test_remove_folder (path);
  poise_test_remove_folder (plain_path);
}

typedef gboolean (*Finish) (PoiseStore *store, GAsyncResult *result, GError **error);

typedef struct
{
  GMainLoop *loop;
  Finish finish;
  GError *error;
} Wait;

static void
done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->finish (POISE_STORE (object), result, &wait->error);
  g_main_loop_quit (wait->loop);
}

#define AWAIT(finish_function, call)                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    Wait wait = { .loop = g_main_loop_new (NULL, FALSE), .finish = finish_function };              \
    call;                                                                                          \
    g_main_loop_run (wait.loop);                                                                   \
    g_assert_no_error (wait.error);                                                                \
    g_main_loop_unref (wait.loop);                                                                 \
  }                                                                                                \
  G_STMT_END

/* Locked while it is open: what was typed is saved first, and writing goes on. */
static void
test_store (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseStore) store = poise_store_new (fixture->folder, journal, poise_test_clock, NULL);
  g_autoptr (PoiseEntry) typed = poise_test_entry ("2026-11-21", WORD " typed", FALSE, 0.0);
  g_autoptr (PoiseEntry) more = poise_test_entry ("2026-11-22", WORD " more", FALSE, 0.0);
  g_autoptr (PoiseKeyring) keyring = NULL;
  char *recovery = NULL;

  poise_test_lock_add (fixture, "2026-11-20", WORD " one");
  AWAIT (poise_store_load_finish, poise_store_load_async (store, NULL, done_cb, &wait));
  poise_journal_add (journal, typed);
  poise_store_put (store, typed);
  keyring = poise_lock_plan (PASSPHRASE, fixture->now, &recovery, NULL);
  poise_key_wipe (recovery);
  AWAIT (poise_store_lock_finish, poise_store_lock_async (store, keyring, NULL, done_cb, &wait));
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
  poise_journal_add (journal, more);
  poise_store_put (store, more);
  AWAIT (poise_store_flush_finish, poise_store_flush_async (store, NULL, done_cb, &wait));
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
  g_assert_cmpuint (poise_journal_get_n_entries (journal), ==, 3);
  poise_test_lock_assert_texts (fixture, WORD " more," WORD " one," WORD " typed|");
  AWAIT (poise_store_unlock_finish, poise_store_unlock_async (store, NULL, done_cb, &wait));
  poise_test_lock_forget (fixture);
  poise_test_lock_assert_texts (fixture, WORD " more," WORD " one," WORD " typed|");
  g_assert_cmpuint (poise_store_get_problems (store)->len, ==, 0);
}

/* What STORE.md says how to read, as it was sealed once: tests/storage/data/locked. */
static void
test_vectors (void)
{
  static const char *const names[] = { "entries/2026-10.json", "entries/2026-11.json",
                                       "trash/2026-10.json", "prompts.json" };
  g_autofree char *place = g_test_build_filename (G_TEST_DIST, "storage", "data", "locked", NULL);
  g_autofree char *path = g_build_filename (place, "journal", NULL);
  g_autoptr (PoiseFolder) folder = poise_folder_new (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseKeyring) by_recovery =
    poise_lock_open_with_recovery (folder, "Y6E2-HASE-3W9S-11ND-PN7K-KP4K-E6ZG-GXEF-8W82", &error);
  g_autoptr (PoiseKeyring) keyring = NULL;

  g_assert_no_error (error);
  keyring = poise_lock_open (folder, "correct horse battery staple", NULL, &error);
  g_assert_no_error (error);
  poise_lock_use (folder, keyring);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_build_filename (path, names[i], NULL);
      g_autofree char *readable = g_build_filename (place, "readable", names[i], NULL);
      g_autoptr (GBytes) opened = poise_file_read (file, &error);
      g_autoptr (GBytes) expected = poise_file_read (readable, NULL);
      g_autoptr (GBytes) sealed = NULL;
      g_autofree char *raw = NULL;
      gsize length;

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (opened, expected));
      sealed = poise_coding_seal (file, g_bytes_get_data (expected, NULL),
                                  g_bytes_get_size (expected), NULL);
      g_assert_true (g_file_get_contents (file, &raw, &length, NULL));
      g_assert_cmpmem (raw, length, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
    }
  poise_lock_forget (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  poise_key_record_set_cost (1, 8192);
  g_test_add_func ("/lock/vectors", test_vectors);
  POISE_TEST_LOCK_ADD ("/lock/locks", test_locks);
  POISE_TEST_LOCK_ADD ("/lock/forgotten-while-at-work", test_forgotten_while_at_work);
  POISE_TEST_LOCK_ADD ("/lock/opens-for-good", test_opens_for_good);
  POISE_TEST_LOCK_ADD ("/lock/passphrases", test_passphrases);
  POISE_TEST_LOCK_ADD ("/lock/former-keys", test_former_keys_open_nothing_newer);
  POISE_TEST_LOCK_ADD ("/lock/same-bytes", test_same_bytes);
  POISE_TEST_LOCK_ADD ("/lock/batch-and-restore", test_batch_and_restore);
  POISE_TEST_LOCK_ADD ("/lock/purge", test_purge);
  POISE_TEST_LOCK_ADD ("/lock/repair", test_repair);
  POISE_TEST_LOCK_ADD ("/lock/taken-along", test_taken_along);
  POISE_TEST_LOCK_ADD ("/lock/store", test_store);
  return g_test_run ();
}
