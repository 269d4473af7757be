/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A journal that is locked with a passphrase. */

#define _GNU_SOURCE /* memmem() */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "poise-batch.h"
#include "poise-coding.h"
#include "poise-error.h"
#include "poise-file.h"
#include "poise-folder-lock.h"
#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-journal-copy.h"
#include "poise-key-record.h"
#include "poise-lock.h"
#include "poise-month-file.h"
#include "poise-restore.h"
#include "poise-salvage.h"
#include "poise-store-recovery.h"
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
count_word (const char *folder, const char *word)
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
        n += count_word (path, word);
      else if (g_file_get_contents (path, &data, &length, NULL) &&
               memmem (data, length, word, strlen (word)) != NULL)
        {
          g_test_message ("%s", path);
          n++;
        }
    }
  return n;
}

static guint
count_leaks (const char *folder)
{
  return count_word (folder, WORD);
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

/* ---- what else there is ---- */

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

  add (fixture, "2026-11-20", "Here");
  lock_journal (fixture);
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

  fill (fixture);
  before = poise_test_journal_join (fixture);
  lock_journal (fixture);
  poise_batch_add (batch, one);
  poise_batch_add (batch, other);
  g_assert_true (
    poise_batch_apply (batch, fixture->folder, fixture->now, NULL, NULL, NULL, &undo, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_leaks (fixture->path), ==, 0);
  reopen (fixture);
  back = poise_restore_run (fixture->folder, undo, fixture->now, &n, &error);
  g_assert_no_error (error);
  assert_texts (fixture, before);
  g_assert_cmpuint (count_leaks (fixture->path), ==, 0);
}

static void
test_purge (PoiseTestJournal *fixture, gconstpointer unused)
{
  guint n;

  fill (fixture);
  lock_journal (fixture);
  g_assert_true (poise_trash_purge (fixture->folder, NULL, fixture->now, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (count_leaks (fixture->path), ==, 0);
}

static void
test_repair (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *text = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  add (fixture, "2026-11-20", WORD " one");
  add (fixture, "2026-11-21", WORD " two");
  text = poise_test_read (fixture->path, "entries/2026-11.json");
  text[strlen (text) - 10] = '\0';
  poise_test_write (fixture->path, "entries/2026-11.json", text);
  lock_journal (fixture);
  g_assert_cmpuint (count_leaks (fixture->path), ==, 0);
  kept = poise_salvage_repair (fixture->folder, "2026-11", fixture->now, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (count_leaks (fixture->path), ==, 0);
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
  g_autoptr (GError) error = NULL;
  guint n;

  add (fixture, "2026-11-20", WORD " one");
  add (&readable, "2026-11-20", "Other");
  lock_journal (fixture);
  g_assert_true (poise_journal_copy_to (fixture->folder, to, fixture->now, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (count_leaks (path), ==, 0);
  reopen (&other);
  assert_texts (&other, WORD " one|");
  g_assert_false (poise_journal_copy_to (fixture->folder, plain, fixture->now, &n, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_LOCKED);
  g_assert_cmpuint (count_leaks (plain_path), ==, 0);
  forget (&other);
  poise_test_remove_folder (path);
  poise_test_remove_folder (plain_path);
}

/* ---- between computers ---- */

static void
copy_folder (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_mkdir (to, 0700);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autofree char *data = NULL;
      gsize length;

      if (g_file_test (source, G_FILE_TEST_IS_DIR))
        copy_folder (source, target);
      else if (g_file_get_contents (source, &data, &length, NULL))
        g_assert_true (g_file_set_contents (target, data, (gssize) length, NULL));
    }
}

/* What this computer keeps apart of what it wrote lies outside of the journal: it goes with the
 * lock, whoever locked the journal, and where the journal lay in another folder before. */
static void
test_words_kept_apart (PoiseTestJournal *fixture, gconstpointer unused)
{
  const char *state = g_get_user_state_dir ();
  /* Of this run alone. */
  g_autofree char *word = g_uuid_string_random ();
  g_autofree char *one = g_strconcat ("one ", word, NULL);
  g_autofree char *two = g_strconcat ("two ", word, NULL);
  g_autofree char *three = g_strconcat ("three ", word, NULL);
  g_autofree char *all = g_strdup_printf ("%s,%s,%s|", one, three, two);
  g_autofree char *path = poise_test_make_folder ();
  g_autoptr (PoiseFolder) folder = poise_folder_new (path);
  PoiseTestJournal moved = { .path = path, .folder = folder, .now = fixture->now };

  add (fixture, "2026-11-20", one);
  add (fixture, "2026-10-20", two);
  g_assert_cmpuint (count_word (state, word), >, 0);
  copy_folder (fixture->path, path);
  lock_journal (&moved);
  g_assert_cmpuint (count_word (state, word), ==, 0);

  /* The other computer locked it, and this one still has its words. */
  add (fixture, "2026-11-21", three);
  g_assert_cmpuint (count_word (state, word), >, 0);
  copy_folder (path, fixture->path);
  open_with (fixture, PASSPHRASE);
  g_assert_cmpuint (count_word (state, word), ==, 0);
  g_assert_cmpuint (count_word (fixture->path, word), ==, 0);
  assert_texts (fixture, all);
  forget (&moved);
  poise_test_remove_folder (path);
}

/* What a sync tool does: it knows no key, and puts files where it likes. */
static void
put (PoiseTestJournal *fixture, const char *name, const char *data, gsize length)
{
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

typedef struct
{
  char *data;
  gsize length;
} Bytes;

static void
bytes_clear (Bytes *bytes)
{
  g_free (bytes->data);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bytes, bytes_clear)

static void
take (PoiseTestJournal *fixture, const char *name, Bytes *bytes)
{
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);

  g_assert_true (g_file_get_contents (path, &bytes->data, &bytes->length, NULL));
}

/* Only what the journal's folder says counts. */
static void
forget_state (PoiseTestJournal *fixture)
{
  g_autofree char *writer = poise_folder_get_writer (fixture->folder);
  g_autofree char *name = g_strconcat (writer, ".json", NULL);
  g_autofree char *path =
    g_build_filename (g_get_user_state_dir (), USER_FOLDER, "keys", name, NULL);

  g_unlink (path);
}

static void
test_plain_arrives (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_auto (Bytes) plain = { 0 };

  add (fixture, "2026-11-20", WORD " one");
  take (fixture, "entries/2026-11.json", &plain);
  lock_journal (fixture);
  add (fixture, "2026-11-21", WORD " two");
  /* The other computer has not heard of the lock. */
  put (fixture, "entries/2026-11.sync-conflict-20261123-101010-ABCDEFG.json", plain.data,
       plain.length);
  put (fixture, "entries/2026-12.json", plain.data, plain.length);
  reopen (fixture);
  g_assert_cmpuint (count_leaks (fixture->path), ==, 0);
  assert_texts (fixture, WORD " one," WORD " two|");
}

static void
test_copies (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char *const names[] = {
    "2026-11.sync-conflict-20261123-101010-ABCDEFG.json",
    "2026-11 (conflicted copy 2026-11-23).json",
    "Kopie von 2026-11.json",
    "2026-11.json~",
    "anything at all",
  };
  g_autofree char *before = NULL;
  g_autoptr (GPtrArray) problems = poise_problems_new ();

  add (fixture, "2026-11-20", WORD " one");
  lock_journal (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Bytes) sealed = { 0 };
      g_auto (Bytes) mine = { 0 };
      g_autofree char *text = g_strdup_printf ("%s %u", WORD, i);
      g_autofree char *name = g_build_filename ("entries", names[i], NULL);

      take (fixture, "entries/2026-11.json", &mine);
      add (fixture, "2026-11-21", text);
      take (fixture, "entries/2026-11.json", &sealed);
      put (fixture, name, sealed.data, sealed.length);
      put (fixture, "entries/2026-11.json", mine.data, mine.length);
      g_assert_cmpuint (poise_sync_merge (fixture->folder, fixture->now, problems, NULL), ==, 1);
      g_assert_cmpuint (problems->len, ==, 0);
    }
  before = poise_test_journal_join (fixture);
  g_assert_nonnull (strstr (before, WORD " 4"));
  g_assert_nonnull (strstr (before, WORD " 0"));
  g_assert_cmpuint (count_leaks (fixture->path), ==, 0);
}

/* Nothing waits, nothing is left to do, and both texts are there. */
static void
assert_one (PoiseTestJournal *fixture)
{
  g_autofree char *copy = g_build_filename (fixture->path, "entries", "Copy of 2026-11.json", NULL);
  g_autofree char *pending = poise_folder_get_pending_path (fixture->folder, "2026-11");
  g_autoptr (GPtrArray) paths = poise_lock_list_unsettled (fixture->folder);

  assert_texts (fixture, WORD " one," WORD " two|");
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (pending, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (paths->len, ==, 0);
}

/* Without the key a copy is no problem that anybody would repair, and stays. */
static void
test_another_key (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_auto (Bytes) theirs = { 0 };
  g_auto (Bytes) still = { 0 };
  g_auto (Bytes) copy = { 0 };
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autofree char *path = g_build_filename (fixture->path, "entries", "2026-11.json", NULL);
  g_autoptr (GError) error = NULL;
  guint n;

  add (fixture, "2026-11-20", WORD " one");
  g_free (lock_with (fixture, "theirs"));
  take (fixture, "entries/2026-11.json", &theirs);
  g_assert_true (poise_lock_remove (fixture->folder, fixture->now, NULL, NULL));
  forget (fixture);
  lock_journal (fixture);
  put (fixture, "entries/2026-11.json", theirs.data, theirs.length);
  put (fixture, "entries/Copy of 2026-11.json", theirs.data, theirs.length);
  reopen (fixture);
  g_ptr_array_unref (poise_folder_read_month (fixture->folder, "2026-11", problems));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_false (poise_problem_can_be_repaired (g_ptr_array_index (problems, 0)));
  g_ptr_array_set_size (problems, 0);
  poise_sync_merge (fixture->folder, fixture->now, problems, NULL);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_null (poise_salvage_repair (fixture->folder, "2026-11", fixture->now, &n, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_LOCKED);
  /* Writing goes on beside it. */
  add (fixture, "2026-11-21", WORD " two");
  assert_texts (fixture, WORD " two|");
  take (fixture, "entries/2026-11.json", &still);
  take (fixture, "entries/Copy of 2026-11.json", &copy);
  g_assert_cmpmem (theirs.data, theirs.length, still.data, still.length);
  g_assert_cmpmem (theirs.data, theirs.length, copy.data, copy.length);
  g_assert_cmpuint (count_leaks (fixture->path), ==, 0);
  /* Both passphrases open the journal, each what is its own. */
  forget (fixture);
  open_with (fixture, "theirs");
  assert_texts (fixture, WORD " one|");
  /* And with both open everything is one, what waited beside the month and the copy, too. */
  g_assert_true (poise_lock_has_other_keys (fixture->folder));
  g_clear_error (&error);
  g_assert_false (poise_lock_join (fixture->folder, "theirs", &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_PASSPHRASE);
  g_clear_error (&error);
  g_assert_true (poise_lock_join (fixture->folder, PASSPHRASE, &error));
  g_assert_no_error (error);
  g_assert_false (poise_lock_has_other_keys (fixture->folder));
  g_assert_true (poise_sync_open (fixture->folder, fixture->now, NULL, NULL, &error));
  assert_one (fixture);
  forget (fixture);
  open_with (fixture, PASSPHRASE);
  assert_one (fixture);
}

static void
test_older_keys (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_auto (Bytes) older = { 0 };

  add (fixture, "2026-11-20", "Here");
  lock_journal (fixture);
  take (fixture, "keys.json", &older);
  g_assert_true (poise_lock_change (fixture->folder, "changed", NULL, fixture->now, NULL));
  put (fixture, "keys.json", older.data, older.length);
  forget (fixture);
  /* This computer knows the newer one. */
  open_with (fixture, "changed");
  assert_texts (fixture, "Here|");
  forget_state (fixture);
  forget (fixture);
  open_with (fixture, "changed");
  /* And one that does not know it is not shut out either. */
  put (fixture, "keys.json", older.data, older.length);
  forget_state (fixture);
  forget (fixture);
  open_with (fixture, PASSPHRASE);
  assert_texts (fixture, "Here|");
}

static void
test_wrong_keys (PoiseTestJournal *fixture, gconstpointer unused)
{
  PoiseTestJournal other = { 0 };
  g_auto (Bytes) wrong = { 0 };
  g_auto (Bytes) right = { 0 };
  g_autofree char *path = NULL;

  poise_test_journal_set_up (&other, NULL);
  add (&other, "2026-11-20", "Theirs");
  g_free (lock_with (&other, "theirs"));
  take (&other, "keys.json", &wrong);

  add (fixture, "2026-11-20", "Here");
  lock_journal (fixture);
  take (fixture, "keys.json", &right);
  put (fixture, "keys.json", wrong.data, wrong.length);
  add (fixture, "2026-11-21", "There");
  forget (fixture);
  put (fixture, "keys.json", wrong.data, wrong.length);
  open_with (fixture, PASSPHRASE);
  assert_texts (fixture, "Here,There|");
  forget (fixture);
  /* It was put right for computers that know nothing. */
  forget_state (fixture);
  open_with (fixture, PASSPHRASE);
  assert_texts (fixture, "Here,There|");

  /* As a copy of a sync tool; gone; damaged. */
  put (fixture, "keys.sync-conflict-20261123-101010-ABCDEFG.json", right.data, right.length);
  put (fixture, "keys.json", wrong.data, wrong.length);
  forget_state (fixture);
  reopen (fixture);
  path = g_build_filename (fixture->path, "keys.json", NULL);
  g_unlink (path);
  forget (fixture);
  g_assert_true (poise_lock_state_is_locked (fixture->folder));
  reopen (fixture);
  put (fixture, "keys.json", "{", 1);
  forget (fixture);
  g_assert_true (poise_lock_state_is_locked (fixture->folder));
  reopen (fixture);
  forget_state (fixture);
  add (fixture, "2026-11-22", "More");
  reopen (fixture);
  assert_texts (fixture, "Here,More,There|");
  poise_lock_forget (other.folder);
  poise_test_journal_tear_down (&other, NULL);
}

/* Who carries the folder, as a server, cannot have it opened for good. */
static void
test_forged_state (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *forged = NULL;
  g_autoptr (GError) error = NULL;

  add (fixture, "2026-11-20", WORD " one");
  lock_journal (fixture);
  /* As on a computer that has only read it so far. */
  forget_state (fixture);
  reopen (fixture);
  text = poise_test_read (fixture->path, "keys.json");
  parts = g_strsplit (text, "\"state\": \"sealed\",\n  \"revision\": 1", 2);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  forged = g_strjoin ("\"state\": \"plain\",\n  \"revision\": 99", parts[0], parts[1], NULL);
  poise_test_write (fixture->path, "keys.json", forged);
  forget (fixture);
  g_assert_true (poise_lock_state_is_locked (fixture->folder));
  g_assert_false (add_text (fixture, "2026-11-21", WORD " two", &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_LOCKED);
  open_with (fixture, PASSPHRASE);
  add (fixture, "2026-11-21", WORD " two");
  g_assert_cmpuint (count_leaks (fixture->path), ==, 0);
  assert_texts (fixture, WORD " one," WORD " two|");
}

/* Opened for good here; another computer still seals. */
static void
test_sealed_arrives (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_auto (Bytes) sealed = { 0 };
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (PoiseKeyring) keyring = NULL;

  add (fixture, "2026-11-20", WORD " one");
  lock_journal (fixture);
  add (fixture, "2026-11-21", WORD " two");
  take (fixture, "entries/2026-11.json", &sealed);
  g_assert_true (poise_lock_remove (fixture->folder, fixture->now, NULL, NULL));
  forget (fixture);
  put (fixture, "entries/2026-11.json", sealed.data, sealed.length);
  g_assert_false (poise_lock_state_is_locked (fixture->folder));
  g_ptr_array_unref (poise_folder_read_month (fixture->folder, "2026-11", problems));
  g_assert_cmpuint (problems->len, ==, 1);
  add (fixture, "2026-11-22", WORD " three");
  keyring = poise_lock_open (fixture->folder, PASSPHRASE, NULL);
  poise_lock_use (fixture->folder, keyring);
  g_assert_true (poise_sync_open (fixture->folder, fixture->now, NULL, NULL, NULL));
  assert_texts (fixture, WORD " one," WORD " three," WORD " two|");
  g_assert_cmpuint (count_leaks (fixture->path), >=, 1);
  forget (fixture);
  assert_texts (fixture, WORD " one," WORD " three," WORD " two|");
}

/* Locked by another program while this one is open, and opened by it again. */
static void
test_other_program (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseKeyring) keyring = NULL;
  g_autoptr (GError) error = NULL;

  add (fixture, "2026-11-20", WORD " one");
  lock_journal (fixture);
  keyring = poise_keyring_find (poise_folder_get_path (fixture->folder));
  forget (fixture);
  g_assert_false (add_text (fixture, "2026-11-21", WORD, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_LOCKED);
  /* The other one opens it for good, and this one has the keys still. */
  open_with (fixture, PASSPHRASE);
  g_assert_true (poise_lock_remove (fixture->folder, fixture->now, NULL, NULL));
  poise_lock_use (fixture->folder, keyring);
  add (fixture, "2026-11-21", WORD " two");
  forget (fixture);
  assert_texts (fixture, WORD " one," WORD " two|");
}

/* A journal that begins where a locked one lay. */
static void
test_begun_anew (PoiseTestJournal *fixture, gconstpointer unused)
{
  add (fixture, "2026-11-20", "Here");
  lock_journal (fixture);
  forget (fixture);
  poise_test_remove_folder (fixture->path);
  add (fixture, "2026-11-21", "Anew");
  add (fixture, "2026-11-22", "More");
  g_assert_false (poise_lock_state_is_locked (fixture->folder));
  assert_texts (fixture, "Anew,More|");
}

/* A file of the journal in the place of another. */
static void
test_swapped (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_auto (Bytes) october = { 0 };
  g_autoptr (GPtrArray) problems = poise_problems_new ();

  add (fixture, "2026-10-20", "October");
  add (fixture, "2026-11-20", "November");
  lock_journal (fixture);
  take (fixture, "entries/2026-10.json", &october);
  put (fixture, "entries/2026-11.json", october.data, october.length);
  reopen (fixture);
  g_ptr_array_unref (poise_folder_read_month (fixture->folder, "2026-11", problems));
  g_assert_cmpuint (problems->len, ==, 1);
  assert_texts (fixture, "October|");
}

/* Changes a byte of a file, somewhere behind its head. */
static void
damage (PoiseTestJournal *fixture, const char *name)
{
  g_auto (Bytes) bytes = { 0 };

  take (fixture, name, &bytes);
  bytes.data[bytes.length / 2] ^= 1;
  put (fixture, name, bytes.data, bytes.length);
}

static void
wait_days (PoiseTestJournal *fixture, int n)
{
  GDateTime *later = g_date_time_add_days (fixture->now, n);

  g_date_time_unref (fixture->now);
  fixture->now = later;
}

/* Returns: how many of a folder's files hold just these bytes and are named as damaged. */
static guint
count_kept (PoiseTestJournal *fixture, const char *folder, const Bytes *bytes)
{
  g_autofree char *at = g_build_filename (fixture->path, folder, NULL);
  g_autoptr (GPtrArray) names = poise_file_list (at, "", NULL);
  guint n = 0;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (at, name, NULL);
      g_autofree char *data = NULL;
      gsize length = 0;

      n += strstr (name, ".damaged-") != NULL && g_file_get_contents (path, &data, &length, NULL) &&
           length == bytes->length && memcmp (data, bytes->data, length) == 0;
    }
  return n;
}

/* What a backup has of a damaged month comes back, and what this computer wrote since, but nothing
 * that was deleted; the file is kept as it is, and keeps the rest from nothing. */
static void
test_damaged (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) gone = poise_test_entry ("2026-11-02", WORD " gone", FALSE, 0.0);
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Bytes) damaged = { 0 };
  g_autofree char *kept = NULL;
  guint n;

  add (fixture, "2026-11-20", WORD " one");
  poise_test_journal_add (fixture, gone);
  lock_journal (fixture);
  wait_days (fixture, 1);
  add (fixture, "2026-11-21", WORD " two");
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (gone, NULL), NULL));
  damage (fixture, "entries/2026-11.json");
  take (fixture, "entries/2026-11.json", &damaged);
  reopen (fixture);
  g_ptr_array_unref (poise_folder_read_month (fixture->folder, "2026-11", problems));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_true (poise_problem_can_be_repaired (g_ptr_array_index (problems, 0)));
  /* Writing goes on beside it. */
  add (fixture, "2026-11-22", WORD " three");
  kept = poise_salvage_repair (fixture->folder, "2026-11", fixture->now, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (count_kept (fixture, "entries", &damaged), ==, 1);
  reopen (fixture);
  assert_texts (fixture, WORD " one," WORD " three," WORD " two|" WORD " gone");
  g_assert_cmpuint (count_leaks (fixture->path), ==, 0);
  /* What nobody can open does not keep the journal from being opened for good. */
  g_assert_true (poise_lock_remove (fixture->folder, fixture->now, NULL, &error));
  g_assert_no_error (error);
  forget (fixture);
  g_assert_false (poise_lock_state_is_locked (fixture->folder));
  assert_texts (fixture, WORD " one," WORD " three," WORD " two|" WORD " gone");
  g_assert_cmpuint (count_kept (fixture, "entries", &damaged), ==, 1);
}

/* A damaged file beside the months, or trash, is set aside by who has to write it; a damaged copy
 * is said by name and stays; and one that is cut short at any place is damaged. */
static void
test_damaged_elsewhere (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) gone = poise_test_entry ("2026-11-02", WORD " gone", FALSE, 0.0);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-11-03", WORD " other", FALSE, 0.0);
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_auto (Bytes) trash = { 0 };
  g_auto (Bytes) month = { 0 };
  const char *copy = "entries/2026-11 (conflicted copy).json";

  add (fixture, "2026-11-20", WORD " one");
  poise_test_journal_add (fixture, gone);
  poise_test_journal_add (fixture, other);
  lock_journal (fixture);
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (gone, NULL), NULL));
  damage (fixture, "trash/2026-11.json");
  take (fixture, "trash/2026-11.json", &trash);
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (other, NULL), NULL));
  g_assert_cmpuint (count_kept (fixture, "trash", &trash), ==, 1);

  take (fixture, "entries/2026-11.json", &month);
  for (gsize length = 9; length < month.length; length += 501)
    {
      g_autoptr (GPtrArray) found = poise_problems_new ();
      const PoiseProblem *problem;

      put (fixture, copy, month.data, length);
      poise_sync_merge (fixture->folder, fixture->now, found, NULL);
      g_assert_cmpuint (found->len, ==, 1);
      problem = g_ptr_array_index (found, 0);
      g_assert_error (problem->error, POISE_ERROR, POISE_ERROR_DAMAGED);
    }
  /* What this computer put there comes back. */
  reopen (fixture);
  assert_texts (fixture, WORD " one|" WORD " gone," WORD " other");
}

/* ---- the open journal ---- */

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

  add (fixture, "2026-11-20", WORD " one");
  AWAIT (poise_store_load_finish, poise_store_load_async (store, NULL, done_cb, &wait));
  poise_journal_add (journal, typed);
  poise_store_put (store, typed);
  keyring = poise_lock_plan (PASSPHRASE, fixture->now, &recovery, NULL);
  poise_key_wipe (recovery);
  AWAIT (poise_store_lock_finish, poise_store_lock_async (store, keyring, NULL, done_cb, &wait));
  g_assert_cmpuint (count_leaks (fixture->path), ==, 0);
  poise_journal_add (journal, more);
  poise_store_put (store, more);
  AWAIT (poise_store_flush_finish, poise_store_flush_async (store, NULL, done_cb, &wait));
  g_assert_cmpuint (count_leaks (fixture->path), ==, 0);
  g_assert_cmpuint (poise_journal_get_n_entries (journal), ==, 3);
  assert_texts (fixture, WORD " more," WORD " one," WORD " typed|");
  AWAIT (poise_store_unlock_finish, poise_store_unlock_async (store, NULL, done_cb, &wait));
  forget (fixture);
  assert_texts (fixture, WORD " more," WORD " one," WORD " typed|");
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
  keyring = poise_lock_open (folder, "correct horse battery staple", &error);
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

#define ADD(name, function)                                                                        \
  g_test_add (name, PoiseTestJournal, NULL, poise_test_journal_set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  poise_key_record_set_cost (1, 8192);
  g_test_add_func ("/lock/vectors", test_vectors);
  ADD ("/lock/locks", test_locks);
  ADD ("/lock/opens-for-good", test_opens_for_good);
  ADD ("/lock/passphrases", test_passphrases);
  ADD ("/lock/same-bytes", test_same_bytes);
  ADD ("/lock/batch-and-restore", test_batch_and_restore);
  ADD ("/lock/purge", test_purge);
  ADD ("/lock/repair", test_repair);
  ADD ("/lock/taken-along", test_taken_along);
  ADD ("/lock/plain-arrives", test_plain_arrives);
  ADD ("/lock/copies", test_copies);
  ADD ("/lock/another-key", test_another_key);
  ADD ("/lock/older-keys", test_older_keys);
  ADD ("/lock/wrong-keys", test_wrong_keys);
  ADD ("/lock/forged-state", test_forged_state);
  ADD ("/lock/sealed-arrives", test_sealed_arrives);
  ADD ("/lock/other-program", test_other_program);
  ADD ("/lock/begun-anew", test_begun_anew);
  ADD ("/lock/swapped", test_swapped);
  ADD ("/lock/damaged", test_damaged);
  ADD ("/lock/damaged-elsewhere", test_damaged_elsewhere);
  ADD ("/lock/store", test_store);
  ADD ("/lock/words-kept-apart", test_words_kept_apart);
  return g_test_run ();
}
