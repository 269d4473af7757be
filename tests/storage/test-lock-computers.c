/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A locked journal of which other computers bring files. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "poise-error.h"
#include "poise-folder-lock.h"
#include "poise-folder-read.h"
#include "poise-key-record.h"
#include "poise-lock-files.h"
#include "poise-lock-open.h"
#include "poise-lock-state.h"
#include "poise-lock-task.h"
#include "poise-lock.h"
#include "poise-sync.h"
#include "poise-test-lock.h"

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

  poise_test_lock_add (fixture, "2026-11-20", one);
  poise_test_lock_add (fixture, "2026-10-20", two);
  g_assert_cmpuint (poise_test_lock_count_word (state, word), >, 0);
  poise_test_lock_copy_folder (fixture->path, path);
  poise_test_lock_journal (&moved);
  g_assert_cmpuint (poise_test_lock_count_word (state, word), ==, 0);

  /* The other computer locked it, and this one still has its words. */
  poise_test_lock_add (fixture, "2026-11-21", three);
  g_assert_cmpuint (poise_test_lock_count_word (state, word), >, 0);
  poise_test_lock_copy_folder (path, fixture->path);
  poise_test_lock_open_with (fixture, PASSPHRASE);
  g_assert_cmpuint (poise_test_lock_count_word (state, word), ==, 0);
  g_assert_cmpuint (poise_test_lock_count_word (fixture->path, word), ==, 0);
  poise_test_lock_assert_texts (fixture, all);
  poise_test_lock_forget (&moved);
  poise_test_remove_folder (path);
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
  g_auto (PoiseTestBytes) plain = { 0 };

  poise_test_lock_add (fixture, "2026-11-20", WORD " one");
  poise_test_lock_take (fixture, "entries/2026-11.json", &plain);
  poise_test_lock_journal (fixture);
  poise_test_lock_add (fixture, "2026-11-21", WORD " two");
  /* The other computer has not heard of the lock. */
  poise_test_lock_put (fixture, "entries/2026-11.sync-conflict-20261123-101010-ABCDEFG.json",
                       plain.data, plain.length);
  poise_test_lock_put (fixture, "entries/2026-12.json", plain.data, plain.length);
  poise_test_lock_reopen (fixture);
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
  poise_test_lock_assert_texts (fixture, WORD " one," WORD " two|");
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

  poise_test_lock_add (fixture, "2026-11-20", WORD " one");
  poise_test_lock_journal (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (PoiseTestBytes) sealed = { 0 };
      g_auto (PoiseTestBytes) mine = { 0 };
      g_autofree char *text = g_strdup_printf ("%s %u", WORD, i);
      g_autofree char *name = g_build_filename ("entries", names[i], NULL);

      poise_test_lock_take (fixture, "entries/2026-11.json", &mine);
      poise_test_lock_add (fixture, "2026-11-21", text);
      poise_test_lock_take (fixture, "entries/2026-11.json", &sealed);
      poise_test_lock_put (fixture, name, sealed.data, sealed.length);
      poise_test_lock_put (fixture, "entries/2026-11.json", mine.data, mine.length);
      g_assert_cmpuint (poise_sync_merge (fixture->folder, fixture->now, problems, NULL), ==, 1);
      g_assert_cmpuint (problems->len, ==, 0);
    }
  before = poise_test_journal_join (fixture);
  g_assert_nonnull (strstr (before, WORD " 4"));
  g_assert_nonnull (strstr (before, WORD " 0"));
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
}

/* Nothing waits, nothing is left to do, and both texts are there. */
static void
assert_one (PoiseTestJournal *fixture)
{
  g_autofree char *copy = g_build_filename (fixture->path, "entries", "Copy of 2026-11.json", NULL);
  g_autofree char *pending = poise_folder_get_pending_path (fixture->folder, "2026-11");
  g_autoptr (GPtrArray) paths = poise_lock_list_unsettled (fixture->folder);

  poise_test_lock_assert_texts (fixture, WORD " one," WORD " two|");
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (pending, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (paths->len, ==, 0);
}

/* Without the key a copy is no problem that anybody would repair, and stays. */
static void
test_another_key (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_auto (PoiseTestBytes) theirs = { 0 };
  g_auto (PoiseTestBytes) still = { 0 };
  g_auto (PoiseTestBytes) copy = { 0 };
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autofree char *path = g_build_filename (fixture->path, "entries", "2026-11.json", NULL);
  g_autoptr (GError) error = NULL;
  guint n;

  poise_test_lock_add (fixture, "2026-11-20", WORD " one");
  g_free (poise_test_lock_with (fixture, "theirs"));
  poise_test_lock_take (fixture, "entries/2026-11.json", &theirs);
  g_assert_true (poise_lock_remove (fixture->folder, fixture->now, NULL, NULL));
  poise_test_lock_forget (fixture);
  poise_test_lock_journal (fixture);
  poise_test_lock_put (fixture, "entries/2026-11.json", theirs.data, theirs.length);
  poise_test_lock_put (fixture, "entries/Copy of 2026-11.json", theirs.data, theirs.length);
  poise_test_lock_reopen (fixture);
  g_ptr_array_unref (poise_folder_read_month (fixture->folder, "2026-11", problems));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_false (poise_problem_can_be_repaired (g_ptr_array_index (problems, 0)));
  g_ptr_array_set_size (problems, 0);
  poise_sync_merge (fixture->folder, fixture->now, problems, NULL);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_null (poise_test_repair (fixture->folder, "2026-11", fixture->now, &n, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_LOCKED);
  /* Writing goes on beside it. */
  poise_test_lock_add (fixture, "2026-11-21", WORD " two");
  poise_test_lock_assert_texts (fixture, WORD " two|");
  poise_test_lock_take (fixture, "entries/2026-11.json", &still);
  poise_test_lock_take (fixture, "entries/Copy of 2026-11.json", &copy);
  g_assert_cmpmem (theirs.data, theirs.length, still.data, still.length);
  g_assert_cmpmem (theirs.data, theirs.length, copy.data, copy.length);
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
  /* Both passphrases open the journal, each what is its own. */
  poise_test_lock_forget (fixture);
  poise_test_lock_open_with (fixture, "theirs");
  poise_test_lock_assert_texts (fixture, WORD " one|");
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
  poise_test_lock_forget (fixture);
  poise_test_lock_open_with (fixture, PASSPHRASE);
  assert_one (fixture);
}

static void
assert_former (PoiseTestJournal *fixture, gboolean is_former)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseKeyring) keyring = NULL;

  poise_test_lock_assert_wrong (fixture, "never");
  keyring = poise_lock_open (fixture->folder, PASSPHRASE, NULL, &error);
  g_assert_null (keyring);
  if (is_former)
    g_assert_error (error, POISE_ERROR, POISE_ERROR_FORMER);
  else
    g_assert_error (error, POISE_ERROR, POISE_ERROR_PASSPHRASE);
}

static void
test_older_keys (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_auto (PoiseTestBytes) older = { 0 };
  g_auto (PoiseTestBytes) newer = { 0 };

  poise_test_lock_add (fixture, "2026-11-20", "Here");
  poise_test_lock_journal (fixture);
  poise_test_lock_take (fixture, "keys.json", &older);
  g_assert_true (poise_lock_change (fixture->folder, "changed", NULL, fixture->now, NULL));
  poise_test_lock_put (fixture, "keys.json", older.data, older.length);
  poise_test_lock_forget (fixture);
  /* This computer knows the newer one. */
  assert_former (fixture, FALSE);
  poise_test_lock_open_with (fixture, "changed");
  poise_test_lock_assert_texts (fixture, "Here|");
  forget_state (fixture);
  poise_test_lock_forget (fixture);
  poise_test_lock_open_with (fixture, "changed");
  /* And one that does not know it is not shut out either. */
  poise_test_lock_take (fixture, "keys.json", &newer);
  poise_test_lock_put (fixture, "keys.json", older.data, older.length);
  forget_state (fixture);
  poise_test_lock_forget (fixture);
  poise_test_lock_open_with (fixture, PASSPHRASE);
  poise_test_lock_assert_texts (fixture, "Here|");
  /* It is told so when it hears of it. */
  poise_test_lock_put (fixture, "keys.json", newer.data, newer.length);
  assert_former (fixture, TRUE);
}

/* Changed here, while a copy that a sync tool made of the keys lies beside them. */
static void
test_former_passphrase (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_auto (PoiseTestBytes) older = { 0 };
  g_autofree char *copy = g_build_filename (fixture->path, "keys (conflicted copy).json", NULL);
  g_autofree char *versions = g_build_filename (fixture->path, ".stversions", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseKeyring) keyring = NULL;
  g_autofree char *day = NULL;

  poise_test_lock_add (fixture, "2026-11-20", "Here");
  poise_test_lock_journal (fixture);
  poise_test_lock_take (fixture, "keys.json", &older);
  g_assert_true (poise_lock_change (fixture->folder, "changed", NULL, fixture->now, NULL));
  poise_test_lock_forget (fixture);
  /* Nothing of it is kept by Poise itself; but when it was changed is. */
  assert_former (fixture, FALSE);
  keyring = poise_lock_open (fixture->folder, "never", &day, &error);
  g_assert_nonnull (strstr (error->message, "it was last changed on 2"));
  g_assert_nonnull (strstr (error->message, day));
  poise_test_lock_put (fixture, "keys (conflicted copy).json", older.data, older.length);
  assert_former (fixture, TRUE);
  poise_test_lock_open_with (fixture, "changed");
  /* Who opens the journal has it put away. */
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  poise_test_lock_forget (fixture);
  assert_former (fixture, FALSE);
  g_assert_cmpint (g_mkdir (versions, 0700), ==, 0);
  poise_test_lock_put (fixture, ".stversions/keys~20261123-180000.json", older.data, older.length);
  assert_former (fixture, TRUE);
  g_clear_error (&error);
  g_clear_object (&keyring);
  keyring = poise_lock_open (fixture->folder, PASSPHRASE, NULL, &error);
  g_assert_nonnull (strstr (error->message, "until it was changed, last on 2"));
}

static void
test_wrong_keys (PoiseTestJournal *fixture, gconstpointer unused)
{
  PoiseTestJournal other = { 0 };
  g_auto (PoiseTestBytes) wrong = { 0 };
  g_auto (PoiseTestBytes) right = { 0 };
  g_autofree char *path = NULL;

  poise_test_journal_set_up (&other, NULL);
  poise_test_lock_add (&other, "2026-11-20", "Theirs");
  g_free (poise_test_lock_with (&other, "theirs"));
  poise_test_lock_take (&other, "keys.json", &wrong);

  poise_test_lock_add (fixture, "2026-11-20", "Here");
  poise_test_lock_journal (fixture);
  poise_test_lock_take (fixture, "keys.json", &right);
  poise_test_lock_put (fixture, "keys.json", wrong.data, wrong.length);
  poise_test_lock_add (fixture, "2026-11-21", "There");
  poise_test_lock_forget (fixture);
  poise_test_lock_put (fixture, "keys.json", wrong.data, wrong.length);
  poise_test_lock_open_with (fixture, PASSPHRASE);
  poise_test_lock_assert_texts (fixture, "Here,There|");
  poise_test_lock_forget (fixture);
  /* It was put right for computers that know nothing. */
  forget_state (fixture);
  poise_test_lock_open_with (fixture, PASSPHRASE);
  poise_test_lock_assert_texts (fixture, "Here,There|");

  /* As a copy of a sync tool; gone; damaged. */
  poise_test_lock_put (fixture, "keys.sync-conflict-20261123-101010-ABCDEFG.json", right.data,
                       right.length);
  poise_test_lock_put (fixture, "keys.json", wrong.data, wrong.length);
  forget_state (fixture);
  poise_test_lock_reopen (fixture);
  path = g_build_filename (fixture->path, "keys.json", NULL);
  g_unlink (path);
  poise_test_lock_forget (fixture);
  g_assert_true (poise_lock_state_is_locked (fixture->folder));
  poise_test_lock_reopen (fixture);
  poise_test_lock_put (fixture, "keys.json", "{", 1);
  poise_test_lock_forget (fixture);
  g_assert_true (poise_lock_state_is_locked (fixture->folder));
  poise_test_lock_reopen (fixture);
  forget_state (fixture);
  poise_test_lock_add (fixture, "2026-11-22", "More");
  poise_test_lock_reopen (fixture);
  poise_test_lock_assert_texts (fixture, "Here,More,There|");
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

  poise_test_lock_add (fixture, "2026-11-20", WORD " one");
  poise_test_lock_journal (fixture);
  /* As on a computer that has only read it so far. */
  forget_state (fixture);
  poise_test_lock_reopen (fixture);
  text = poise_test_read (fixture->path, "keys.json");
  parts = g_strsplit (text, "\"state\": \"sealed\",\n  \"revision\": 1", 2);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  forged = g_strjoin ("\"state\": \"plain\",\n  \"revision\": 99", parts[0], parts[1], NULL);
  poise_test_write (fixture->path, "keys.json", forged);
  poise_test_lock_forget (fixture);
  g_assert_true (poise_lock_state_is_locked (fixture->folder));
  g_assert_false (poise_test_lock_add_text (fixture, "2026-11-21", WORD " two", &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_LOCKED);
  poise_test_lock_open_with (fixture, PASSPHRASE);
  poise_test_lock_add (fixture, "2026-11-21", WORD " two");
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), ==, 0);
  poise_test_lock_assert_texts (fixture, WORD " one," WORD " two|");
}

/* Opened for good here; another computer still seals. */
static void
test_sealed_arrives (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_auto (PoiseTestBytes) sealed = { 0 };
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (PoiseKeyring) keyring = NULL;

  poise_test_lock_add (fixture, "2026-11-20", WORD " one");
  poise_test_lock_journal (fixture);
  poise_test_lock_add (fixture, "2026-11-21", WORD " two");
  poise_test_lock_take (fixture, "entries/2026-11.json", &sealed);
  g_assert_true (poise_lock_remove (fixture->folder, fixture->now, NULL, NULL));
  poise_test_lock_forget (fixture);
  poise_test_lock_put (fixture, "entries/2026-11.json", sealed.data, sealed.length);
  g_assert_false (poise_lock_state_is_locked (fixture->folder));
  g_ptr_array_unref (poise_folder_read_month (fixture->folder, "2026-11", problems));
  g_assert_cmpuint (problems->len, ==, 1);
  poise_test_lock_add (fixture, "2026-11-22", WORD " three");
  keyring = poise_lock_open (fixture->folder, PASSPHRASE, NULL, NULL);
  poise_lock_use (fixture->folder, keyring);
  g_assert_true (poise_sync_open (fixture->folder, fixture->now, NULL, NULL, NULL));
  poise_test_lock_assert_texts (fixture, WORD " one," WORD " three," WORD " two|");
  g_assert_cmpuint (poise_test_lock_count_leaks (fixture->path), >=, 1);
  poise_test_lock_forget (fixture);
  poise_test_lock_assert_texts (fixture, WORD " one," WORD " three," WORD " two|");
}

static void
sync_keys (const char *from, const char *to)
{
  g_autofree char *source = g_build_filename (from, POISE_KEY_FILE, NULL);
  g_autofree char *target = g_build_filename (to, POISE_KEY_FILE, NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (source, &text, &length, NULL));
  g_assert_true (g_file_set_contents (target, text, (gssize) length, NULL));
}

typedef struct
{
  GMainLoop *loop;
  PoiseKeyNews news;
} News;

static void
found_news_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  News *found = data;

  found->news = poise_lock_find_news_finish (POISE_FOLDER (object), result);
  g_main_loop_quit (found->loop);
}

/* On a thread, as the window looks. */
static PoiseKeyNews
find_news (PoiseFolder *folder, GCancellable *cancellable)
{
  News found = { .loop = g_main_loop_new (NULL, FALSE) };

  poise_lock_find_news_async (folder, cancellable, found_news_cb, &found);
  g_main_loop_run (found.loop);
  g_main_loop_unref (found.loop);
  return found.news;
}

/* What another computer did while the journal was locked here, and while it was open. */
static void
test_news (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *path = g_strconcat (fixture->path, "-there", NULL);
  g_autoptr (PoiseFolder) there = poise_folder_new (path);
  g_autoptr (PoiseKeyring) keyring = NULL;
  g_autoptr (PoiseKeyring) here = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  poise_test_lock_add (fixture, "2026-11-20", WORD " one");
  poise_test_lock_journal (fixture);
  poise_test_lock_copy_folder (fixture->path, path);
  g_assert_cmpint (poise_lock_state_find_news (fixture->folder), ==, POISE_KEY_NEWS_NONE);
  g_assert_cmpint (poise_lock_state_find_news (there), ==, POISE_KEY_NEWS_LOCKED);
  keyring = poise_lock_open (there, PASSPHRASE, NULL, NULL);
  poise_lock_use (there, keyring);
  g_assert_true (poise_lock_change (there, "another one", NULL, fixture->now, NULL));
  sync_keys (path, fixture->path);
  g_assert_cmpint (poise_lock_state_find_news (fixture->folder), ==, POISE_KEY_NEWS_CHANGED);
  g_assert_cmpint (find_news (fixture->folder, NULL), ==, POISE_KEY_NEWS_CHANGED);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (find_news (fixture->folder, cancellable), ==, POISE_KEY_NEWS_NONE);
  here = poise_keyring_find (fixture->path);
  poise_test_lock_add (fixture, "2026-11-21", WORD " two");
  g_assert_cmpint (poise_keyring_take_news (here), ==, POISE_KEY_NEWS_CHANGED);
  g_assert_cmpint (poise_keyring_take_news (here), ==, POISE_KEY_NEWS_NONE);
  /* What was done here is no news. */
  g_assert_cmpint (poise_lock_state_find_news (fixture->folder), ==, POISE_KEY_NEWS_NONE);
  g_assert_cmpint (poise_keyring_take_news (keyring), ==, POISE_KEY_NEWS_NONE);

  g_assert_true (poise_lock_remove (there, fixture->now, NULL, NULL));
  sync_keys (path, fixture->path);
  g_assert_cmpint (poise_lock_state_find_news (fixture->folder), ==, POISE_KEY_NEWS_OPENED);
  g_assert_true (poise_lock_state_is_locked (fixture->folder));
  poise_test_lock_add (fixture, "2026-11-22", WORD " three");
  g_assert_cmpint (poise_keyring_take_news (here), ==, POISE_KEY_NEWS_OPENED);
  g_assert_false (poise_lock_state_is_locked (fixture->folder));
  poise_lock_forget (there);
  poise_test_remove_folder (path);
}

/* Locked by another program while this one is open, and opened by it again. */
static void
test_other_program (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseKeyring) keyring = NULL;
  g_autoptr (GError) error = NULL;

  poise_test_lock_add (fixture, "2026-11-20", WORD " one");
  poise_test_lock_journal (fixture);
  keyring = poise_keyring_find (poise_folder_get_path (fixture->folder));
  poise_test_lock_forget (fixture);
  g_assert_false (poise_test_lock_add_text (fixture, "2026-11-21", WORD, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_LOCKED);
  /* The other one opens it for good, and this one has the keys still. */
  poise_test_lock_open_with (fixture, PASSPHRASE);
  g_assert_true (poise_lock_remove (fixture->folder, fixture->now, NULL, NULL));
  poise_lock_use (fixture->folder, keyring);
  poise_test_lock_add (fixture, "2026-11-21", WORD " two");
  poise_test_lock_forget (fixture);
  poise_test_lock_assert_texts (fixture, WORD " one," WORD " two|");
}

/* A journal that begins where a locked one lay. */
static void
test_begun_anew (PoiseTestJournal *fixture, gconstpointer unused)
{
  poise_test_lock_add (fixture, "2026-11-20", "Here");
  poise_test_lock_journal (fixture);
  poise_test_lock_forget (fixture);
  poise_test_remove_folder (fixture->path);
  poise_test_lock_add (fixture, "2026-11-21", "Anew");
  poise_test_lock_add (fixture, "2026-11-22", "More");
  g_assert_false (poise_lock_state_is_locked (fixture->folder));
  poise_test_lock_assert_texts (fixture, "Anew,More|");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  poise_key_record_set_cost (1, 8192);
  POISE_TEST_LOCK_ADD ("/lock/plain-arrives", test_plain_arrives);
  POISE_TEST_LOCK_ADD ("/lock/copies", test_copies);
  POISE_TEST_LOCK_ADD ("/lock/another-key", test_another_key);
  POISE_TEST_LOCK_ADD ("/lock/older-keys", test_older_keys);
  POISE_TEST_LOCK_ADD ("/lock/former-passphrase", test_former_passphrase);
  POISE_TEST_LOCK_ADD ("/lock/wrong-keys", test_wrong_keys);
  POISE_TEST_LOCK_ADD ("/lock/forged-state", test_forged_state);
  POISE_TEST_LOCK_ADD ("/lock/sealed-arrives", test_sealed_arrives);
  POISE_TEST_LOCK_ADD ("/lock/news", test_news);
  POISE_TEST_LOCK_ADD ("/lock/other-program", test_other_program);
  POISE_TEST_LOCK_ADD ("/lock/begun-anew", test_begun_anew);
  POISE_TEST_LOCK_ADD ("/lock/words-kept-apart", test_words_kept_apart);
  return g_test_run ();
}
