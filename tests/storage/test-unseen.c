/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was written here and a sync tool lost. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "poise-batch.h"
#include "poise-file.h"
#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-lock.h"
#include "poise-month.h"
#include "poise-restore.h"
#include "poise-sync.h"
#include "poise-test.h"
#include "poise-trash.h"
#include "poise-unseen-file.h"

#define MONTH "entries/2026-11.json"
#define TRASH "trash/2026-11.json"

static void
open_journal (PoiseTestJournal *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (poise_sync_open (fixture->folder, fixture->now, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_texts (PoiseTestJournal *fixture, const char *expected)
{
  g_autofree char *joined = NULL;

  open_journal (fixture);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, expected);
}

static PoiseEntry *
add (PoiseTestJournal *fixture, const char *text)
{
  PoiseEntry *entry = poise_test_entry ("2026-11-20", text, FALSE, 0.0);

  poise_test_journal_add (fixture, entry);
  open_journal (fixture);
  return entry;
}

static void
change (PoiseEntry *entry, const char *text, const char *time)
{
  g_autoptr (GDateTime) modified = g_date_time_new_from_iso8601 (time, NULL);

  poise_entry_set_text (entry, text);
  poise_entry_set_modified (entry, modified);
}

/* A sync tool puts another computer's file in the place of ours. */
static void
carry (PoiseTestJournal *fixture, PoiseEntry *first, PoiseEntry *second)
{
  g_autoptr (PoiseMonth) month = poise_month_new ("2026-11");
  g_autoptr (GString) text = NULL;

  g_ptr_array_add (month->entries, g_object_ref (first));
  if (second != NULL)
    g_ptr_array_add (month->entries, g_object_ref (second));
  text = poise_month_serialize (month);
  poise_test_write (fixture->path, MONTH, text->str);
}

/* All that is kept apart of the journal. */
static char *
read_kept (PoiseTestJournal *fixture)
{
  g_autoptr (PoiseFolder) own = poise_unseen_file_find_folder (fixture->folder);
  g_autofree char *month = poise_test_read (poise_folder_get_path (own), MONTH);
  g_autofree char *trash = poise_test_read (poise_folder_get_path (own), TRASH);

  return g_strconcat (month != NULL ? month : "", trash, NULL);
}

static void
assert_kept (PoiseTestJournal *fixture, const char *text, gboolean is_kept)
{
  g_autofree char *kept = read_kept (fixture);

  g_assert_cmpint (strstr (kept, text) != NULL, ==, is_kept);
}

/* How often a file was opened. Two of the same kind that follow each other would be told once. */
static guint
count_openings (int watch)
{
  _Alignas (struct inotify_event) char events[4096];
  gssize length = read (watch, events, sizeof events);
  guint n = 0;

  for (gssize at = 0; at < length;)
    {
      const struct inotify_event *event = (const void *) (events + at);

      n += (event->mask & IN_OPEN) != 0;
      at += (gssize) (sizeof *event + event->len);
    }
  return n;
}

/* Opens the journal and reads it, as every program does at its start. Returns: how often the month
 * was read for that */
static guint
open_and_read (PoiseTestJournal *fixture, guint n_entries)
{
  g_autofree char *path = g_build_filename (fixture->path, MONTH, NULL);
  g_autoptr (GHashTable) known = poise_folder_new_months ();
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  int watch = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
  guint n;

  g_assert_cmpint (inotify_add_watch (watch, path, IN_OPEN | IN_CLOSE), >=, 0);
  g_assert_true (
    poise_sync_open_to_read (fixture->folder, fixture->now, NULL, NULL, known, &error));
  g_assert_no_error (error);
  months = poise_folder_list_months (fixture->folder, NULL);
  entries = poise_folder_read_months (fixture->folder, months, known, NULL);
  g_assert_cmpuint (entries->len, ==, n_entries);
  n = count_openings (watch);
  close (watch);
  return n;
}

/* Also where this computer’s words are looked for in it. */
static void
test_read_once (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) ours = poise_test_entry ("2026-11-20", "Ours", FALSE, 0.0);
  g_autoptr (PoiseEntry) theirs = poise_test_entry ("2026-11-21", "Theirs", FALSE, 0.0);
  g_autofree char *text = NULL;

  poise_test_journal_add (fixture, ours);
  g_assert_cmpuint (open_and_read (fixture, 1), ==, 1);
  g_assert_cmpuint (open_and_read (fixture, 1), ==, 1);
  carry (fixture, ours, theirs);
  g_assert_cmpuint (open_and_read (fixture, 2), ==, 1);
  g_assert_cmpuint (open_and_read (fixture, 2), ==, 1);
}

/* What was written after it was read on the way is read. */
static void
test_read_again (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) ours = poise_test_entry ("2026-11-20", "Ours", FALSE, 0.0);
  g_autoptr (PoiseEntry) theirs = poise_test_entry ("2026-11-21", "Theirs", FALSE, 0.0);
  g_autoptr (GHashTable) known = poise_folder_new_months ();
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  poise_test_journal_add (fixture, ours);
  g_assert_true (
    poise_sync_open_to_read (fixture->folder, fixture->now, NULL, NULL, known, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (known), ==, 1);
  carry (fixture, ours, theirs);
  months = poise_folder_list_months (fixture->folder, NULL);
  entries = poise_folder_read_months (fixture->folder, months, known, NULL);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpuint (g_hash_table_size (known), ==, 0);
}

static void
test_lost (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) ours = add (fixture, "Ours");
  g_autoptr (PoiseEntry) theirs = poise_test_entry ("2026-11-21", "Theirs", FALSE, 0.0);

  carry (fixture, theirs, NULL);
  assert_texts (fixture, "Ours,Theirs|");
  /* As often as it is lost. */
  carry (fixture, theirs, NULL);
  assert_texts (fixture, "Ours,Theirs|");
}

/* The program writes into another's file before it reads it. */
static void
test_lost_and_written (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) ours = add (fixture, "Ours");
  g_autoptr (PoiseEntry) more = poise_test_entry ("2026-11-22", "More", FALSE, 0.0);
  g_autoptr (PoiseEntry) theirs = poise_test_entry ("2026-11-21", "Theirs", FALSE, 0.0);

  carry (fixture, theirs, NULL);
  poise_test_journal_add (fixture, more);
  assert_texts (fixture, "More,Ours,Theirs|");
}

/* What another computer had and took away is not brought back. */
static void
test_seen (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) ours = add (fixture, "Ours");
  g_autoptr (PoiseEntry) theirs = poise_test_entry ("2026-11-21", "Theirs", FALSE, 0.0);

  assert_kept (fixture, "Ours", TRUE);
  carry (fixture, ours, theirs);
  assert_texts (fixture, "Ours,Theirs|");
  assert_kept (fixture, "Ours", FALSE);
  carry (fixture, theirs, NULL);
  assert_texts (fixture, "Theirs|");
}

/* A change that nobody saw lost against a later one: it is kept, unless that one has all of it. */
static void
test_lost_change (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = add (fixture, "Base");
  g_autoptr (PoiseEntry) theirs = poise_entry_copy (entry);
  g_autoptr (PoiseVersion) base = poise_version_new (entry);

  change (entry, "By us", "2026-11-23T18:00:30Z");
  g_assert_true (poise_test_journal_apply (
    fixture, poise_change_new (poise_entry_get_id (entry), entry, base), NULL));
  open_journal (fixture);
  change (theirs, "By us, written on", "2026-11-23T18:00:40Z");
  carry (fixture, theirs, NULL);
  assert_texts (fixture, "By us, written on|");

  g_clear_object (&entry);
  entry = add (fixture, "Another");
  g_clear_object (&theirs);
  theirs = poise_entry_copy (entry);
  change (theirs, "By them", "2026-11-23T18:00:40Z");
  carry (fixture, theirs, NULL);
  assert_texts (fixture, "By them|Another");
  assert_kept (fixture, "Another", TRUE);
}

/* A change of ours that is later than what stands there is what stands there. */
static void
test_older_put_back (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = add (fixture, "Base");
  g_autoptr (PoiseEntry) before = poise_entry_copy (entry);
  g_autoptr (PoiseVersion) base = poise_version_new (entry);

  change (entry, "Later", "2026-11-23T18:00:30Z");
  g_assert_true (poise_test_journal_apply (
    fixture, poise_change_new (poise_entry_get_id (entry), entry, base), NULL));
  open_journal (fixture);
  carry (fixture, before, NULL);
  assert_texts (fixture, "Later|Base");
}

static void delete (PoiseTestJournal *fixture, PoiseEntry *entry)
{
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (entry, NULL), NULL));
  open_journal (fixture);
}

/* A deletion that is lost with its words is made again. */
static void
test_lost_deletion (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = add (fixture, "Gone");
  g_autofree char *trash = g_build_filename (fixture->path, TRASH, NULL);

  delete (fixture, entry);
  g_unlink (trash);
  carry (fixture, entry, NULL);
  assert_texts (fixture, "|Gone");
  g_unlink (trash);
  assert_texts (fixture, "|Gone");
}

/* Nothing readable is left of what was removed for good, and it stays deleted. */
static void
test_removed (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = add (fixture, "Gone");
  g_autofree char *trash = g_build_filename (fixture->path, TRASH, NULL);
  guint n;

  delete (fixture, entry);
  assert_kept (fixture, "Gone", TRUE);
  g_assert_true (poise_trash_purge (fixture->folder, NULL, fixture->now, &n, NULL));
  assert_kept (fixture, "Gone", FALSE);
  g_unlink (trash);
  carry (fixture, entry, NULL);
  assert_texts (fixture, "|");
}

/* Another computer empties the trash. */
static void
test_removed_elsewhere (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = add (fixture, "Gone");
  g_autofree char *emptied = NULL;

  delete (fixture, entry);
  emptied =
    g_strdup_printf ("{\"format\": \"poise-month\", \"version\": 1, \"month\": \"2026-11\", "
                     "\"entries\": [], \"removed\": {\"%s\": {\"deleted\": "
                     "\"2026-11-24T10:00:00Z\", \"modified\": \"2026-11-24T10:00:00Z\"}}}",
                     poise_entry_get_id (entry));
  poise_test_write (fixture->path, TRASH, emptied);
  assert_texts (fixture, "|");
  assert_kept (fixture, "Gone", FALSE);
}

/* An older text of an entry goes with it. */
static void
test_removed_older (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = add (fixture, "Older words");
  g_autoptr (PoiseEntry) theirs = poise_entry_copy (entry);
  guint n;

  change (theirs, "By them", "2026-11-23T18:00:40Z");
  carry (fixture, theirs, NULL);
  assert_texts (fixture, "By them|Older words");
  g_assert_true (poise_trash_purge (fixture->folder, NULL, fixture->now, &n, NULL));
  assert_kept (fixture, "Older words", FALSE);
  assert_texts (fixture, "By them|");
}

/* Going back is not undone. */
static void
test_restored (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = add (fixture, "Before");
  g_autoptr (PoiseEntry) after = NULL;
  g_autofree char *undo = NULL;
  guint n;

  g_date_time_unref (fixture->now);
  fixture->now = g_date_time_new_from_iso8601 ("2026-11-24T12:00:00Z", NULL);
  after = add (fixture, "After");
  undo = poise_restore_run (fixture->folder, "2026-11-24", fixture->now, &n, NULL);
  g_assert_nonnull (undo);
  assert_texts (fixture, "Before|");
  carry (fixture, entry, NULL);
  assert_texts (fixture, "Before|");
}

/* A batch counts when it is done, and not when it is taken back. */
static void
test_batch (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseBatch) batch = poise_batch_new ();
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Imported", FALSE, 0.0);
  g_autoptr (PoiseEntry) ours = add (fixture, "Ours");
  g_autoptr (PoiseEntry) theirs = poise_test_entry ("2026-11-21", "Theirs", FALSE, 0.0);
  g_autoptr (GCancellable) stopped = g_cancellable_new ();

  poise_batch_add (batch, entry);
  g_cancellable_cancel (stopped);
  g_assert_false (
    poise_batch_apply (batch, fixture->folder, fixture->now, NULL, NULL, stopped, NULL, NULL));
  assert_texts (fixture, "Ours|");
  assert_kept (fixture, "Imported", FALSE);
  assert_kept (fixture, "Ours", TRUE);
  g_assert_true (
    poise_batch_apply (batch, fixture->folder, fixture->now, NULL, NULL, NULL, NULL, NULL));
  open_journal (fixture);
  carry (fixture, theirs, NULL);
  assert_texts (fixture, "Imported,Ours,Theirs|");
}

/* A journal is known wherever it was moved to; a copy, and another in its place, are not it. */
static void
test_moved (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) ours = add (fixture, "Ours");
  g_autoptr (PoiseEntry) theirs = poise_test_entry ("2026-11-21", "Theirs", FALSE, 0.0);
  g_autofree char *moved = g_strconcat (fixture->path, "-moved", NULL);
  g_autofree char *command = g_strdup_printf ("cp -r '%s' '%s'", moved, fixture->path);

  g_assert_cmpint (g_rename (fixture->path, moved), ==, 0);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  carry (fixture, theirs, NULL);
  assert_texts (fixture, "Theirs|");

  poise_test_remove_folder (fixture->path);
  g_assert_cmpint (g_rename (moved, fixture->path), ==, 0);
  carry (fixture, theirs, NULL);
  assert_texts (fixture, "Ours,Theirs|");
}

/* What cannot be read is left alone, and what is kept of it, too. */
static void
test_damaged (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) ours = add (fixture, "Ours");
  g_autoptr (PoiseEntry) theirs = poise_test_entry ("2026-11-21", "Theirs", FALSE, 0.0);

  poise_test_write (fixture->path, MONTH, "{ half");
  assert_texts (fixture, "|");
  carry (fixture, theirs, NULL);
  assert_texts (fixture, "Ours,Theirs|");
}

static void
test_modes (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = add (fixture, "Ours");
  g_autoptr (PoiseFolder) own = poise_unseen_file_find_folder (fixture->folder);
  g_autofree char *path = poise_folder_get_month_path (own, "2026-11");
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (poise_folder_get_path (own), &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
}

/* Nothing that is kept lies readable beside a locked journal. */
static void
test_locked (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) ours = add (fixture, "Ours");
  g_autoptr (PoiseEntry) theirs = poise_test_entry ("2026-11-21", "Theirs", FALSE, 0.0);
  g_autoptr (PoiseFolder) own = poise_unseen_file_find_folder (fixture->folder);
  g_autofree char *path = poise_folder_get_month_path (own, "2026-11");
  char *recovery = NULL;
  g_autoptr (PoiseKeyring) keyring =
    poise_lock_plan ("a passphrase", fixture->now, &recovery, NULL);
  g_autoptr (GError) error = NULL;

  assert_kept (fixture, "Ours", TRUE);
  g_assert_true (poise_lock_close (fixture->folder, keyring, fixture->now, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (poise_file_is_sealed (path));
  carry (fixture, theirs, NULL);
  assert_texts (fixture, "Ours,Theirs|");
  g_assert_true (poise_file_is_sealed (path));

  g_assert_true (poise_lock_remove (fixture->folder, fixture->now, NULL, &error));
  g_assert_no_error (error);
  assert_kept (fixture, "Ours", TRUE);
  carry (fixture, theirs, NULL);
  assert_texts (fixture, "Ours,Theirs|");
  poise_key_wipe (recovery);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, PoiseTestJournal, NULL, poise_test_journal_set_up, test,                       \
              poise_test_journal_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/unseen/read-once", test_read_once);
  ADD ("/unseen/read-again", test_read_again);
  ADD ("/unseen/lost", test_lost);
  ADD ("/unseen/lost-and-written", test_lost_and_written);
  ADD ("/unseen/seen", test_seen);
  ADD ("/unseen/lost-change", test_lost_change);
  ADD ("/unseen/older-put-back", test_older_put_back);
  ADD ("/unseen/lost-deletion", test_lost_deletion);
  ADD ("/unseen/removed", test_removed);
  ADD ("/unseen/removed-elsewhere", test_removed_elsewhere);
  ADD ("/unseen/removed-older", test_removed_older);
  ADD ("/unseen/restored", test_restored);
  ADD ("/unseen/batch", test_batch);
  ADD ("/unseen/moved", test_moved);
  ADD ("/unseen/damaged", test_damaged);
  ADD ("/unseen/modes", test_modes);
  ADD ("/unseen/locked", test_locked);
  return g_test_run ();
}
