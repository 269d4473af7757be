/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* memmem() */

#include "config.h"

#include "poise-test-lock.h"

#include <glib/gstdio.h>
#include <string.h>

#include "poise-error.h"
#include "poise-folder-write.h"
#include "poise-lock-open.h"
#include "poise-lock.h"
#include "poise-sync.h"

void
poise_test_bytes_clear (PoiseTestBytes *bytes)
{
  g_free (bytes->data);
}

void
poise_test_lock_assert_texts (PoiseTestJournal *fixture, const char *expected)
{
  g_autofree char *joined = poise_test_journal_join (fixture);

  g_assert_cmpstr (joined, ==, expected);
}

/* Returns: the recovery key. */
char *
poise_test_lock_with (PoiseTestJournal *fixture, const char *passphrase)
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

void
poise_test_lock_journal (PoiseTestJournal *fixture)
{
  g_free (poise_test_lock_with (fixture, PASSPHRASE));
}

/* As another program, which knows nothing yet. */
void
poise_test_lock_forget (PoiseTestJournal *fixture)
{
  poise_lock_forget (fixture->folder);
}

void
poise_test_lock_open_with (PoiseTestJournal *fixture, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseKeyring) keyring = poise_lock_open (fixture->folder, passphrase, NULL, &error);

  g_assert_no_error (error);
  poise_lock_use (fixture->folder, keyring);
  g_assert_true (poise_sync_open (fixture->folder, fixture->now, NULL, NULL, &error));
  g_assert_no_error (error);
}

void
poise_test_lock_reopen (PoiseTestJournal *fixture)
{
  poise_test_lock_forget (fixture);
  poise_test_lock_open_with (fixture, PASSPHRASE);
}

void
poise_test_lock_assert_wrong (PoiseTestJournal *fixture, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseKeyring) keyring = poise_lock_open (fixture->folder, passphrase, NULL, &error);

  g_assert_null (keyring);
  g_assert_error (error, POISE_ERROR, POISE_ERROR_PASSPHRASE);
}

gboolean
poise_test_lock_add_text (PoiseTestJournal *fixture,
                          const char *day,
                          const char *text,
                          GError **error)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry (day, text, FALSE, 0.0);
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autofree char *month = g_strndup (day, strlen ("YYYY-MM"));

  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (entry), entry, NULL));
  return poise_folder_apply (fixture->folder, month, changes, fixture->now, error);
}

void
poise_test_lock_add (PoiseTestJournal *fixture, const char *day, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (poise_test_lock_add_text (fixture, day, text, &error));
  g_assert_no_error (error);
}

/* Returns: how many files hold the word. */
guint
poise_test_lock_count_word (const char *folder, const char *word)
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
        n += poise_test_lock_count_word (path, word);
      else if (g_file_get_contents (path, &data, &length, NULL) &&
               memmem (data, length, word, strlen (word)) != NULL)
        {
          g_test_message ("%s", path);
          n++;
        }
    }
  return n;
}

guint
poise_test_lock_count_leaks (const char *folder)
{
  return poise_test_lock_count_word (folder, WORD);
}

/* Everything that Poise puts into a journal, with the word in it. */
void
poise_test_lock_fill (PoiseTestJournal *fixture)
{
  g_autoptr (PoiseEntry) gone = poise_test_entry ("2026-11-02", WORD " gone", FALSE, 0.0);
  g_autofree char *pending = NULL;

  poise_test_lock_add (fixture, "2026-09-20", WORD " one");
  poise_test_lock_add (fixture, "2026-10-20", WORD " two");
  poise_test_lock_add (fixture, "2026-11-20", WORD " three");
  poise_test_lock_add (fixture, "2026-11-21", WORD " four");
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

void
poise_test_lock_tear_down (PoiseTestJournal *fixture, gconstpointer unused)
{
  poise_lock_forget (fixture->folder);
  poise_test_journal_tear_down (fixture, NULL);
}

void
poise_test_lock_copy_folder (const char *from, const char *to)
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
        poise_test_lock_copy_folder (source, target);
      else if (g_file_get_contents (source, &data, &length, NULL))
        g_assert_true (g_file_set_contents (target, data, (gssize) length, NULL));
    }
}

/* What a sync tool does: it knows no key, and puts files where it likes. */
void
poise_test_lock_put (PoiseTestJournal *fixture, const char *name, const char *data, gsize length)
{
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

void
poise_test_lock_take (PoiseTestJournal *fixture, const char *name, PoiseTestBytes *bytes)
{
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);

  g_assert_true (g_file_get_contents (path, &bytes->data, &bytes->length, NULL));
}

void
poise_test_lock_wait_days (PoiseTestJournal *fixture, int n)
{
  GDateTime *later = g_date_time_add_days (fixture->now, n);

  g_date_time_unref (fixture->now);
  fixture->now = later;
}
