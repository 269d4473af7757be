/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A journal that is locked with a passphrase. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "poise-batch.h"
#include "poise-error.h"
#include "poise-file.h"
#include "poise-folder-lock.h"
#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-journal-copy.h"
#include "poise-lock.h"
#include "poise-month-file.h"
#include "poise-restore.h"
#include "poise-salvage.h"
#include "poise-sync.h"
#include "poise-test.h"
#include "poise-trash.h"

#define PASSPHRASE "correct horse"
/* In every text, and nowhere else. */
#define WORD "xylophone"

static void
assert_texts (PoiseTestJournal *fixture, const char *expected)
{
  g_autofree char *joined = poise_test_journal_join (fixture);

  g_assert_cmpstr (joined, ==, expected);
}

/* Returns: the recovery key. */
static char *
lock_with (PoiseTestJournal *fixture, const char *passphrase)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseKeyring) keyring = NULL;
  char *recovery = NULL;
  char *copy;

  keyring = poise_lock_plan (passphrase, fixture->now, &recovery, &error);
  g_assert_no_error (error);
  g_assert_true (poise_lock_close (fixture->folder, keyring, fixture->now, problems, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  copy = g_strdup (recovery);
  poise_key_wipe (recovery);
  return copy;
}

static void
lock_journal (PoiseTestJournal *fixture)
{
  g_free (lock_with (fixture, PASSPHRASE));
}

/* As another program, which knows nothing yet. */
static void
forget (PoiseTestJournal *fixture)
{
  poise_lock_forget (fixture->folder);
}

static void
open_with (PoiseTestJournal *fixture, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseKeyring) keyring = poise_lock_open (fixture->folder, passphrase, &error);

  g_assert_no_error (error);
  poise_lock_use (fixture->folder, keyring);
  g_assert_true (poise_sync_open (fixture->folder, fixture->now, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
reopen (PoiseTestJournal *fixture)
{
  forget (fixture);
  open_with (fixture, PASSPHRASE);
}

static void
assert_wrong (PoiseTestJournal *fixture, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseKeyring) keyring = poise_lock_open (fixture->folder, passphrase, &error);

  g_assert_null (keyring);
  g_assert_error (error, POISE_ERROR, POISE_ERROR_PASSPHRASE);
}

static gboolean
add_text (PoiseTestJournal *fixture, const char *day, const char *text, GError **error)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry (day, text, FALSE, 0.0);
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autofree char *month = g_strndup (day, strlen ("YYYY-MM"));

  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (entry), entry, NULL));
  return poise_folder_apply (fixture->folder, month, changes, fixture->now, error);
}

static void
add (PoiseTestJournal *fixture, const char *day, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (add_text (fixture, day, text, &error));
  g_assert_no_error (error);
}

/* Returns: how many files hold the word. */
static guint
count_leaks (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      gsize length = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += count_leaks (path);
      else if (g_file_get_contents (path, &data, &length, NULL) &&
               memmem (data, length, WORD, strlen (WORD)) != NULL)
        {
          g_test_message ("%s", path);
          n++;
        }
    }
  return n;
}

/* Everything that Poise puts into a journal, with the word in it. */
static void
fill (PoiseTestJournal *fixture)
{
  g_autoptr (PoiseEntry) gone = poise_test_entry ("2026-11-02", WORD " gone", FALSE, 0.0);
  g_autofree char *pending = NULL;

  add (fixture, "2026-09-20", WORD " one");
  add (fixture, "2026-10-20", WORD " two");
  add (fixture, "2026-11-20", WORD " three");
  add (fixture, "2026-11-21", WORD " four");
  poise_test_journal_add (fixture, gone);
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (gone, NULL), NULL));
  pending = poise_test_read (fixture->path, "entries/2026-09.json");
  poise_test_write (fixture->path, "entries/2026-09.json.damaged-20261101T101010", pending);
  poise_test_write (fixture->path, "entries/2026-09.pending.json", pending);
  poise_test_write (fixture->path, "prompts.json",
                    "{\"format\": \"poise-prompts\", \"x\": \"" WORD "\"}");
  poise_test_write (fixture->path, "learned.json",
                    "{\"format\": \"poise-learned\", \"x\": \"" WORD "\"}");
  poise_test_write (fixture->path, "intentions.json",
                    "{\"format\": \"poise-intentions\", \"x\": \"" WORD "\"}");
  poise_test_write (fixture->path, "learned.json.damaged-20261101T101010", "{\"" WORD);
}

static void
tear_down (PoiseTestJournal *fixture, gconstpointer unused)
{
  poise_lock_forget (fixture->folder);
  poise_test_journal_tear_down (fixture, NULL);
}

static void
test_locks (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) readable = NULL;

  fill (fixture);
  before = poise_test_journal_join (fixture);
  g_assert_cmpuint (count_leaks (fixture->path), >=, 10);
  g_assert_false (poise_lock_state_is_locked (fixture->folder));
  lock_journal (fixture);
  g_assert_cmpuint (count_leaks (fixture->path), ==, 0);
  readable = poise_lock_list_readable (fixture->folder);
  g_assert_cmpuint (readable->len, ==, 0);
  assert_texts (fixture, before);

  forget (fixture);
  g_assert_true (poise_lock_state_is_locked (fixture->folder));
  assert_texts (fixture, "|");
  g_assert_false (add_text (fixture, "2026-12-01", WORD, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (poise_sync_open (fixture->folder, fixture->now, NULL, NULL, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_LOCKED);
  assert_wrong (fixture, "wrong");
  open_with (fixture, PASSPHRASE);
  assert_texts (fixture, before);
  add (fixture, "2026-12-01", WORD " five");
  g_assert_cmpuint (count_leaks (fixture->path), ==, 0);
}

static void
test_opens_for_good (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *month = NULL;
  g_autofree char *again = NULL;
  g_autofree char *head = NULL;
  g_autoptr (GError) error = NULL;

  fill (fixture);
  month = poise_test_read (fixture->path, "entries/2026-11.json");
  before = poise_test_journal_join (fixture);
  lock_journal (fixture);
  head = poise_test_read (fixture->path, "journal.json");
  g_assert_nonnull (strstr (head, "\"version\": 2"));
  reopen (fixture);
  g_assert_true (poise_lock_remove (fixture->folder, fixture->now, NULL, &error));
  g_assert_no_error (error);
  forget (fixture);
  g_assert_false (poise_lock_state_is_locked (fixture->folder));
  again = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_cmpstr (again, ==, month);
  assert_texts (fixture, before);
  g_free (head);
  head = poise_test_read (fixture->path, "journal.json");
  g_assert_nonnull (strstr (head, "\"version\": 1"));
  add (fixture, "2026-12-01", "More");
  /* And once more, by another passphrase. */
  g_free (lock_with (fixture, "another"));
  g_assert_cmpuint (count_leaks (fixture->path), ==, 0);
  forget (fixture);
  open_with (fixture, "another");
}

static void
test_passphrases (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *recovery = NULL;
  char *fresh = NULL;
  g_autoptr (PoiseKeyring) keyring = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  add (fixture, "2026-11-20", "Here");
  recovery = lock_with (fixture, PASSPHRASE);
  before = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_true (poise_lock_change (fixture->folder, "changed", NULL, fixture->now, &error));
  g_assert_no_error (error);
  after = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_cmpmem (before, 4096, after, 4096);
  forget (fixture);
  assert_wrong (fixture, PASSPHRASE);
  open_with (fixture, "changed");
  g_assert_true (poise_lock_change (fixture->folder, "again", &fresh, fixture->now, &error));
  forget (fixture);
  keyring = poise_lock_open_with_recovery (fixture->folder, recovery, &error);
  g_assert_null (keyring);
  g_assert_error (error, POISE_ERROR, POISE_ERROR_PASSPHRASE);
  g_clear_error (&error);
  keyring = poise_lock_open_with_recovery (fixture->folder, fresh, &error);
  g_assert_no_error (error);
  poise_lock_use (fixture->folder, keyring);
  assert_texts (fixture, "Here|");
  poise_key_wipe (fresh);
}

#define ADD(name, function)                                                                        \
  g_test_add (name, PoiseTestJournal, NULL, poise_test_journal_set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  poise_key_file_set_cost (1, 8192);
  ADD ("/lock/locks", test_locks);
  ADD ("/lock/opens-for-good", test_opens_for_good);
  ADD ("/lock/passphrases", test_passphrases);
  return g_test_run ();
}
