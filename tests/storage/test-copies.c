/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A journal that is carried between computers. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "poise-error.h"
#include "poise-file.h"
#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-month-file.h"
#include "poise-restore.h"
#include "poise-sync.h"
#include "poise-test.h"
#include "poise-trash.h"

static void
assert_texts (PoiseTestJournal *fixture, const char *expected)
{
  g_autofree char *joined = poise_test_journal_join (fixture);

  g_assert_cmpstr (joined, ==, expected);
}

static char *
serialize (PoiseEntry *entry)
{
  g_autoptr (PoiseMonth) month = poise_month_new ("2026-11");

  g_ptr_array_add (month->entries, g_object_ref (entry));
  return g_string_free (poise_month_serialize (month), FALSE);
}

static void
merge (PoiseTestJournal *fixture, guint n_expected)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (poise_sync_merge (fixture->folder, fixture->now, problems, &error), ==,
                    n_expected);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
set_now (PoiseTestJournal *fixture, const char *now)
{
  g_date_time_unref (fixture->now);
  fixture->now = g_date_time_new_from_iso8601 (now, NULL);
}

static void
touch_at (PoiseEntry *entry, const char *time)
{
  g_autoptr (GDateTime) modified = g_date_time_new_from_iso8601 (time, NULL);

  poise_entry_set_modified (entry, modified);
}

static void delete (PoiseTestJournal *fixture, PoiseEntry *entry)
{
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (entry, NULL), NULL));
}

static void
test_names (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char *const names[] = {
    "2026-11 (conflicted copy 2026-11-23).json",
    "2026-11-HOST.json",
    "2026-11 (1).json",
    "2026-11.sync-conflict-20261123-101010-ABCDEFG.json",
    "2026-11 (Konfliktkopie von Ana 2026-11-23).json",
    "2026-11 copy.json",
    "Kopie von 2026-11.json",
    "2026-11.json.orig",
    "2026-11.json~",
    "2026-11.pending.sync-conflict-20261123-101010-ABCDEFG.json",
    "anything at all",
  };
  g_autoptr (PoiseEntry) here = poise_test_entry ("2026-11-20", "Here", FALSE, 0.0);
  g_autoptr (GPtrArray) entries = NULL;

  poise_test_journal_add (fixture, here);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", names[i], FALSE, 0.0);
      g_autofree char *path = g_build_filename ("entries", names[i], NULL);
      g_autofree char *text = serialize (entry);

      poise_test_write (fixture->path, path, text);
    }
  poise_test_write (fixture->path, "entries/notes.txt", "nothing of ours");
  poise_test_write (fixture->path, "entries/.syncthing.2026-11.json.tmp",
                    "{\"format\": \"poise-month\"");
  merge (fixture, G_N_ELEMENTS (names));
  entries = poise_folder_read_all (fixture->folder, NULL, NULL);
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (names) + 1);
  merge (fixture, 0);
}

static void
test_not_merged (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Here", FALSE, 0.0);
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autofree char *text = serialize (entry);

  poise_test_journal_add (fixture, entry);
  text[strlen (text) / 2] = '\0';
  poise_test_write (fixture->path, "entries/2026-11 copy.json", text);
  poise_test_write (fixture->path, "learned 2.json", "{\"format\": \"poise-unheard\"}");
  g_assert_cmpuint (poise_sync_merge (fixture->folder, fixture->now, problems, NULL), ==, 0);
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_nonnull (strstr (((PoiseProblem *) g_ptr_array_index (problems, 0))->error->message,
                            "2026-11 copy.json"));
  g_assert_nonnull (
    strstr (((PoiseProblem *) g_ptr_array_index (problems, 1))->error->message, "learned 2.json"));
}

/* A deletes, B does not know and writes on elsewhere in the month. */
static void
test_deleted_stays (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Gone", FALSE, 0.0);
  g_autofree char *with = serialize (entry);
  guint n;

  poise_test_journal_add (fixture, entry);
  delete (fixture, entry);
  poise_test_write (fixture->path, "entries/2026-11 (1).json", with);
  merge (fixture, 1);
  assert_texts (fixture, "|Gone");

  /* The month itself may be another computer's. */
  poise_test_write (fixture->path, "entries/2026-11.json", with);
  poise_test_write (fixture->path, "entries/2026-11 (1).json", with);
  merge (fixture, 1);
  assert_texts (fixture, "|Gone");

  g_assert_true (poise_trash_purge (fixture->folder, NULL, fixture->now, &n, NULL));
  poise_test_write (fixture->path, "entries/2026-11 (2).json", with);
  merge (fixture, 1);
  assert_texts (fixture, "|");
}

static void
test_deleted_known_a_year (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Gone", FALSE, 0.0);
  g_autoptr (GDateTime) limit = NULL;
  g_autofree char *trash = NULL;
  guint n;

  poise_test_journal_add (fixture, entry);
  delete (fixture, entry);
  g_assert_true (poise_trash_purge (fixture->folder, NULL, fixture->now, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  trash = poise_test_read (fixture->path, "trash/2026-11.json");
  g_assert_nonnull (strstr (trash, poise_entry_get_id (entry)));
  g_assert_null (strstr (trash, "Gone"));
  set_now (fixture, "2027-11-20T10:00:00Z");
  limit = g_date_time_add_days (fixture->now, -30);
  g_assert_true (poise_trash_purge (fixture->folder, limit, fixture->now, &n, NULL));
  g_clear_pointer (&trash, g_free);
  trash = poise_test_read (fixture->path, "trash/2026-11.json");
  g_assert_nonnull (strstr (trash, poise_entry_get_id (entry)));
  set_now (fixture, "2027-11-30T10:00:00Z");
  g_assert_true (poise_trash_purge (fixture->folder, limit, fixture->now, &n, NULL));
  g_clear_pointer (&trash, g_free);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_IS_REGULAR));
  trash = g_build_filename (fixture->path, "trash", "2026-11.json", NULL);
  g_assert_false (g_file_test (trash, G_FILE_TEST_EXISTS));
}

/* What was emptied is in no backup. */
static void
test_removed_for_good (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Gone", FALSE, 0.0);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-11-21", "Here", FALSE, 0.0);
  g_autofree char *backup = NULL;
  guint n;

  poise_test_journal_add (fixture, entry);
  set_now (fixture, "2026-12-01T10:00:00Z");
  poise_test_journal_add (fixture, other);
  backup = poise_test_read (fixture->path, "backups/2026-12-01/2026-11.json");
  g_assert_nonnull (strstr (backup, "Gone"));
  delete (fixture, entry);
  g_assert_true (poise_trash_purge (fixture->folder, NULL, fixture->now, &n, NULL));
  g_clear_pointer (&backup, g_free);
  backup = poise_test_read (fixture->path, "backups/2026-12-01/2026-11.json");
  g_assert_null (strstr (backup, "Gone"));
  assert_texts (fixture, "Here|");
}

/* Nor is it in what a sync tool left beside a backup. */
static void
test_removed_from_copies (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Gone", FALSE, 0.0);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-11-21", "Here", FALSE, 0.0);
  g_autoptr (PoiseMonth) month = poise_month_new ("2026-11");
  g_autoptr (GString) copy = NULL;
  g_autofree char *damaged = NULL;
  g_autofree char *here = serialize (other);
  g_autofree char *left = NULL;
  g_autofree char *untouched = NULL;
  guint n;

  g_ptr_array_add (month->entries, g_object_ref (entry));
  g_ptr_array_add (month->entries, g_object_ref (other));
  copy = poise_month_serialize (month);
  damaged = g_strndup (copy->str, copy->len - 10);
  poise_test_journal_add (fixture, entry);
  poise_test_write (fixture->path, "backups/2026-11-21/2026-11 (1).json", copy->str);
  poise_test_write (fixture->path, "backups/2026-11-21/Kopie von 2026-11.json", damaged);
  poise_test_write (fixture->path, "backups/2026-11-21/2026-11 (2).json", here);
  delete (fixture, entry);
  g_assert_true (poise_trash_purge (fixture->folder, NULL, fixture->now, &n, NULL));
  left = poise_test_read (fixture->path, "backups/2026-11-21/2026-11 (1).json");
  g_assert_null (strstr (left, "Gone"));
  g_assert_nonnull (strstr (left, "Here"));
  untouched = poise_test_read (fixture->path, "backups/2026-11-21/2026-11 (2).json");
  g_assert_cmpstr (untouched, ==, here);
  g_clear_pointer (&left, g_free);
  left = g_build_filename (fixture->path, "backups", "2026-11-21", "Kopie von 2026-11.json", NULL);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
}

/* Nor in a backup that is damaged; a newer one stays, and so does one that holds other words. */
static void
test_removed_from_damaged (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char other[] = "{\"format\": \"poise-month\", \"version\": 1, \"entries\": [{\"id\"";
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Gone", FALSE, 0.0);
  g_autofree char *text = serialize (entry);
  g_autofree char *damaged = g_strndup (text, strlen (text) - 10);
  g_autofree char *newer =
    g_strdup_printf ("{\"format\": \"poise-month\", \"version\": 2, \"list\": [\"%s\"]}",
                     poise_entry_get_id (entry));
  g_autofree char *path =
    g_build_filename (fixture->path, "backups", "2026-11-21", "2026-11.json", NULL);
  g_autofree char *newer_left = NULL;
  g_autofree char *other_left = NULL;
  guint n;

  poise_test_journal_add (fixture, entry);
  poise_test_write (fixture->path, "backups/2026-11-20/2026-11.json", other);
  poise_test_write (fixture->path, "backups/2026-11-21/2026-11.json", damaged);
  poise_test_write (fixture->path, "backups/2026-11-22/2026-11.json", newer);
  delete (fixture, entry);
  g_assert_true (poise_trash_purge (fixture->folder, NULL, fixture->now, &n, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  newer_left = poise_test_read (fixture->path, "backups/2026-11-22/2026-11.json");
  g_assert_cmpstr (newer_left, ==, newer);
  other_left = poise_test_read (fixture->path, "backups/2026-11-20/2026-11.json");
  g_assert_cmpstr (other_left, ==, other);
}

/* Who wrote on after the deletion did not know of it: their words are seen, and the others kept. */
static void
test_edited_after_deletion (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Base", FALSE, 0.0);
  g_autofree char *copy = NULL;

  poise_test_journal_add (fixture, entry);
  set_now (fixture, "2026-12-01T10:00:00Z");
  delete (fixture, entry);
  touch_at (entry, "2026-12-01T10:00:30Z");
  poise_entry_set_text (entry, "Base, and more");
  copy = serialize (entry);
  poise_test_write (fixture->path, "entries/2026-11 (1).json", copy);
  merge (fixture, 1);
  assert_texts (fixture, "Base, and more|Base");
}

/* Who brings an entry back makes it newer than its deletion, also for those who come late. */
static void
test_revived_stays (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Back", FALSE, 0.0);
  g_autofree char *trash = NULL;

  poise_test_journal_add (fixture, entry);
  delete (fixture, entry);
  trash = poise_test_read (fixture->path, "trash/2026-11.json");
  poise_test_journal_add (fixture, entry);
  assert_texts (fixture, "Back|");
  poise_test_write (fixture->path, "trash/2026-11.sync-conflict-20261123-101010-ABCDEFG.json",
                    trash);
  merge (fixture, 1);
  assert_texts (fixture, "Back|");
}

/* Two deleted in one month at once: the trash has both. */
static void
test_trash_copies (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) one = poise_test_entry ("2026-11-20", "One", FALSE, 0.0);
  g_autoptr (PoiseEntry) two = poise_test_entry ("2026-11-21", "Two", FALSE, 0.0);
  g_autofree char *trash = NULL;
  g_autofree char *path = g_build_filename (fixture->path, "trash", "2026-11.json", NULL);

  poise_test_journal_add (fixture, one);
  poise_test_journal_add (fixture, two);
  delete (fixture, one);
  trash = poise_test_read (fixture->path, "trash/2026-11.json");
  g_unlink (path);
  delete (fixture, two);
  poise_test_write (fixture->path, "trash/2026-11 (1).json", trash);
  merge (fixture, 1);
  assert_texts (fixture, "|One,Two");
}

/* Both computers merge the same two files, each with the other's as the copy. */
static void
test_same_bytes (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "By A", TRUE, 0.25);
  g_autoptr (PoiseEntry) theirs = poise_entry_copy (entry);
  g_auto (GStrv) results = g_new0 (char *, 5);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  poise_entry_set_text (theirs, "By B");
  touch_at (theirs, "2026-11-23T18:00:00.5Z");
  a = serialize (entry);
  b = serialize (theirs);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = g_build_filename (fixture->path, "trash", "2026-11.json", NULL);

      g_unlink (path);
      set_now (fixture, i == 0 ? "2026-11-24T10:00:00Z" : "2026-11-25T11:11:11Z");
      poise_test_write (fixture->path, "entries/2026-11.json", i == 0 ? a : b);
      poise_test_write (fixture->path, "entries/2026-11 copy.json", i == 0 ? b : a);
      merge (fixture, 1);
      assert_texts (fixture, "By B|By A");
      results[2 * i] = poise_test_read (fixture->path, "entries/2026-11.json");
      results[2 * i + 1] = poise_test_read (fixture->path, "trash/2026-11.json");
    }
  g_assert_cmpstr (results[0], ==, results[2]);
  g_assert_cmpstr (results[1], ==, results[3]);
}

/* A clock that is a year ahead proves nothing: both versions can be seen. */
static void
test_clocks_disagree (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Right clock", FALSE, 0.0);
  g_autoptr (PoiseEntry) ahead = poise_entry_copy (entry);
  g_autofree char *copy = NULL;

  poise_test_journal_add (fixture, entry);
  poise_entry_set_text (ahead, "A year ahead");
  touch_at (ahead, "2027-11-21T10:00:00Z");
  copy = serialize (ahead);
  poise_test_write (fixture->path, "entries/2026-11 copy.json", copy);
  merge (fixture, 1);
  assert_texts (fixture, "A year ahead,Right clock|");

  /* Nor does it undo a deletion of the same words. */
  delete (fixture, ahead);
  poise_test_write (fixture->path, "entries/2026-11 copy.json", copy);
  merge (fixture, 1);
  assert_texts (fixture, "Right clock|A year ahead");
}

static void
write_copy (PoiseTestJournal *fixture, PoiseEntry *entry)
{
  g_autofree char *text = serialize (entry);

  poise_test_write (fixture->path, "entries/2026-11 copy.json", text);
}

/* What the window does by a clock that is a year behind. */
static void
edit_behind (PoiseEntry *entry, const char *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2025-11-23T12:00:00Z", NULL);

  poise_entry_set_text (entry, text);
  poise_entry_touch (entry, now);
}

/* A clock that is a year behind proves nothing either, unless it made both versions, or the other
 * one is what its version was made of. */
static void
test_clock_behind (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Base", FALSE, 0.0);
  g_autoptr (PoiseEntry) behind = poise_entry_copy (entry);
  g_autoptr (PoiseEntry) changed = poise_entry_copy (entry);

  poise_test_journal_add (fixture, entry);
  edit_behind (behind, "Behind");
  write_copy (fixture, behind);
  merge (fixture, 1);
  assert_texts (fixture, "Behind|Base");
  edit_behind (behind, "Behind, more");
  write_copy (fixture, behind);
  merge (fixture, 1);
  assert_texts (fixture, "Behind, more|Base,Behind");

  poise_entry_set_text (changed, "Right clock");
  touch_at (changed, "2026-11-23T18:00:30Z");
  write_copy (fixture, changed);
  merge (fixture, 1);
  assert_texts (fixture, "Behind, more,Right clock|Base,Behind");
}

/* Who deleted what was changed elsewhere by a clock that is behind had not seen the change. */
static void
test_deletion_and_clock_behind (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Base", FALSE, 0.0);
  g_autoptr (PoiseEntry) behind = poise_entry_copy (entry);
  g_autoptr (GDateTime) now = g_date_time_ref (fixture->now);

  poise_test_journal_add (fixture, entry);
  set_now (fixture, "2026-11-23T18:30:00Z");
  delete (fixture, entry);
  edit_behind (behind, "Behind");
  write_copy (fixture, behind);
  merge (fixture, 1);
  assert_texts (fixture, "Behind|Base");

  /* Who saw it and deletes it does so, by a clock that is behind, too. */
  set_now (fixture, "2025-11-23T12:00:00Z");
  delete (fixture, behind);
  write_copy (fixture, behind);
  merge (fixture, 1);
  assert_texts (fixture, "|Base,Behind");
}

/* A sync tool that knows no lock puts its file there between our reading and our writing. */
static void
test_overtaken (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) ours = poise_test_entry ("2026-11-20", "Ours", FALSE, 0.0);
  g_autoptr (PoiseEntry) theirs = poise_test_entry ("2026-11-21", "Theirs", FALSE, 0.0);
  g_autofree char *path = poise_folder_get_month_path (fixture->folder, "2026-11");
  g_autofree char *text = serialize (theirs);
  g_autoptr (PoiseMonth) month = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;

  poise_test_journal_add (fixture, ours);
  month = poise_month_file_read_for_writing (path, "2026-11", &error);
  g_assert_no_error (error);
  g_ptr_array_add (month->entries, g_object_ref (theirs));
  poise_test_write (fixture->path, "entries/2026-11.json", text);
  g_ptr_array_set_size (month->entries, 1);
  poise_entry_set_text (g_ptr_array_index (month->entries, 0), "Ours, written on");
  g_assert_false (poise_month_file_write (month, path, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_OVERTAKEN);
  assert_texts (fixture, "Theirs|");
  left = poise_file_list (poise_folder_get_entries_path (fixture->folder), "", NULL);
  g_assert_cmpuint (left->len, ==, 1);
}

/* Or right after our writing, before we write again. */
static void
test_overtaken_after (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) ours = poise_test_entry ("2026-11-20", "Ours", FALSE, 0.0);
  g_autoptr (PoiseEntry) theirs = poise_test_entry ("2026-11-21", "Theirs", FALSE, 0.0);
  g_autofree char *path = poise_folder_get_month_path (fixture->folder, "2026-11");
  g_autofree char *text = serialize (theirs);
  g_autoptr (PoiseMonth) month = NULL;
  g_autoptr (GError) error = NULL;
  PoiseTestOther other = { "Replaced ", fixture->path, "entries/2026-11.json", text, "Poise-Base" };

  poise_test_journal_add (fixture, ours);
  month = poise_month_file_read_for_writing (path, "2026-11", &error);
  g_assert_no_error (error);
  poise_entry_set_text (g_ptr_array_index (month->entries, 0), "Ours, written on");
  poise_test_other_begin (&other);
  g_assert_true (poise_month_file_write (month, path, &error));
  poise_test_other_end (&other);
  poise_entry_set_text (g_ptr_array_index (month->entries, 0), "Ours, and on");
  g_assert_false (poise_month_file_write (month, path, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_OVERTAKEN);
  assert_texts (fixture, "Theirs|");
}

/* Or another copy in the place of one that is being merged: that one is merged next. */
static void
test_copy_overtaken (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Base", FALSE, 0.0);
  g_autoptr (PoiseEntry) changed = poise_entry_copy (entry);
  g_autoptr (PoiseEntry) next = poise_test_entry ("2026-11-21", "Next", FALSE, 0.0);
  g_autofree char *text = serialize (next);
  g_autofree char *message = g_strdup_printf ("Two texts of %s: ", poise_entry_get_id (entry));
  PoiseTestOther other = { message, fixture->path, "entries/2026-11 copy.json", text };

  poise_test_journal_add (fixture, entry);
  poise_entry_set_text (changed, "Changed");
  touch_at (changed, "2026-11-23T18:00:30Z");
  write_copy (fixture, changed);
  poise_test_other_begin (&other);
  merge (fixture, 1);
  poise_test_other_end (&other);
  assert_texts (fixture, "Changed|Base");
  merge (fixture, 1);
  assert_texts (fixture, "Changed,Next|Base");
}

/* What was exchanged by a write that was cut short is another's, and unread. */
static void
test_exchanged (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) ours = poise_test_entry ("2026-11-20", "Ours", FALSE, 0.0);
  g_autoptr (PoiseEntry) theirs = poise_test_entry ("2026-11-21", "Theirs", FALSE, 0.0);
  g_autoptr (PoiseEntry) more = poise_test_entry ("2026-11-22", "More", FALSE, 0.0);
  g_autofree char *text = serialize (theirs);

  poise_test_journal_add (fixture, ours);
  poise_test_journal_add (fixture, more);
  poise_test_write (fixture->path, "entries/.2026-11.json.poise-old-00000000", text);
  merge (fixture, 1);
  assert_texts (fixture, "More,Ours,Theirs|");
}

/* So it is where nothing can be made of it: it is never removed, and takes no other's place. */
static void
test_exchanged_unread (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) ours = poise_test_entry ("2026-11-20", "Ours", FALSE, 0.0);
  g_autoptr (PoiseEntry) theirs = poise_test_entry ("2026-11-21", "Theirs", FALSE, 0.0);
  g_autoptr (PoiseEntry) more = poise_test_entry ("2026-11-22", "More", FALSE, 0.0);
  g_autofree char *one = serialize (ours);
  g_autofree char *other = serialize (theirs);
  g_autofree char *conflict =
    g_strconcat ("<<<<<<< a\n", one, "=======\n", other, ">>>>>>> b\n", NULL);
  g_autofree char *half = g_strndup (other, strlen (other) - 20);
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GPtrArray) left = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *earlier = NULL;
  g_autoptr (GError) error = NULL;

  poise_test_journal_add (fixture, ours);
  poise_test_write (fixture->path, "entries/.2026-11.json.poise-old-fffffffe", conflict);
  poise_test_write (fixture->path, "entries/.2026-11.json.poise-old-ffffffff", half);
  poise_test_write (fixture->path, "entries/2026-11.replaced-ffffffff.json", "{ earlier");
  g_assert_cmpuint (poise_sync_merge (fixture->folder, fixture->now, problems, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 2);
  assert_texts (fixture, "Ours,Theirs|");
  poise_test_journal_add (fixture, more);
  earlier = poise_test_read (fixture->path, "entries/2026-11.replaced-ffffffff.json");
  g_assert_cmpstr (earlier, ==, "{ earlier");
  kept = poise_test_read (fixture->path, "entries/2026-11.replaced-ffffffff-1.json");
  g_assert_cmpstr (kept, ==, half);
  left = poise_file_list (poise_folder_get_entries_path (fixture->folder), "", NULL);
  g_assert_cmpuint (left->len, ==, 3);
}

/* So it is beside the months. */
static void
test_exchanged_file (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char theirs[] =
    "{\"format\": \"poise-prompts\", \"version\": 1, \"off\": [], \"own\": "
    "[{\"id\": \"a\", \"text\": \"Theirs?\"}]}";
  g_autofree char *merged = NULL;

  poise_test_write (fixture->path, ".prompts.json.poise-old-ffffffff", theirs);
  merge (fixture, 1);
  merged = poise_test_read (fixture->path, "prompts.json");
  g_assert_nonnull (merged);
  g_assert_nonnull (strstr (merged, "Theirs?"));
}

static void
assert_named (PoiseTestJournal *fixture, const char *name, const char *other)
{
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  const char *message;

  g_assert_cmpuint (poise_sync_merge (fixture->folder, fixture->now, problems, NULL), ==, 0);
  g_assert_cmpuint (problems->len, ==, 1);
  message = ((PoiseProblem *) g_ptr_array_index (problems, 0))->error->message;
  g_assert_nonnull (strstr (message, name));
  g_assert_null (strstr (message, other));
}

/* It is the copy that cannot be read that is named, or else the file that cannot. */
static void
test_cut_file (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char whole[] =
    "{\"format\": \"poise-prompts\", \"version\": 1, \"off\": [], \"own\": []}\n";
  static const char cut[] = "{\"format\": \"poise-prompts\", \"version\": 1, \"off\": [";

  poise_test_write (fixture->path, "prompts.json", whole);
  poise_test_write (fixture->path, ".prompts.json.poise-old-ffffffff", cut);
  assert_named (fixture, "prompts.replaced-ffffffff.json", "prompts.json");

  poise_test_write (fixture->path, "prompts.json", cut);
  poise_test_write (fixture->path, "prompts.replaced-ffffffff.json", whole);
  assert_named (fixture, "prompts.json", "replaced");
}

/* A copy takes the place of a file that is not there only if it can be read, or is newer. */
static void
test_file_not_there (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *copy;
    const char *file;
    const char *text;
  } damaged[] = {
    { "prompts (1).json", "prompts.json",
      "{\"format\": \"poise-prompts\", \"version\": 1, \"off\": [" },
    { "prompts (1).json", "prompts.json",
      "{\"format\": \"poise-prompts\", \"off\": [], \"own\": []}" },
    { "keys (1).json", "keys.json", "{\"format\": \"poise-keys\", \"version\": 1, \"state\": " },
    { "backups/2026-11-23/learned (1).json", "backups/2026-11-23/learned.json",
      "{\"format\": \"poise-learned\", \"version\": 3, " },
  };
  static const char newer[] = "{\"format\": \"poise-prompts\", \"version\": 99}";
  g_autofree char *taken = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autofree char *path = g_build_filename (fixture->path, damaged[i].copy, NULL);
      g_autofree char *kept = NULL;
      g_autofree char *made = NULL;

      poise_test_write (fixture->path, damaged[i].copy, damaged[i].text);
      assert_named (fixture, damaged[i].copy, damaged[i].file);
      kept = poise_test_read (fixture->path, damaged[i].copy);
      g_assert_cmpstr (kept, ==, damaged[i].text);
      made = poise_test_read (fixture->path, damaged[i].file);
      g_assert_null (made);
      g_unlink (path);
    }
  poise_test_write (fixture->path, "prompts (1).json", newer);
  merge (fixture, 1);
  taken = poise_test_read (fixture->path, "prompts.json");
  g_assert_cmpstr (taken, ==, newer);
}

/* What was exchanged and says no more what it is, is named for as long as it is there. */
static void
test_garbage_file (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) copies = NULL;
  g_autofree char *kept = NULL;

  poise_test_write (fixture->path, "shopping.replaced-1.json", "not ours");
  poise_test_write (fixture->path, "learnedly.replaced-1.json", "not ours");
  poise_test_write (fixture->path, ".learned.json.poise-old-ffffffff", "garbage");
  assert_named (fixture, "learned.replaced-ffffffff.json", "not ours");
  assert_named (fixture, "learned.replaced-ffffffff.json", "not ours");
  copies = poise_sync_list (fixture->folder);
  g_assert_cmpuint (copies->len, ==, 1);
  g_assert_true (g_str_has_suffix (copies->pdata[0], "/learned.replaced-ffffffff.json"));
  kept = poise_test_read (fixture->path, "learned.replaced-ffffffff.json");
  g_assert_cmpstr (kept, ==, "garbage");
}

/* A tool that appends, instead of replacing, leaves one state behind the other. */
static void
test_appended (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) one = poise_test_entry ("2026-11-20", "One", FALSE, 0.0);
  g_autoptr (PoiseEntry) two = poise_test_entry ("2026-11-21", "Two", FALSE, 0.0);
  g_autoptr (PoiseEntry) three = poise_test_entry ("2026-11-22", "Three", FALSE, 0.0);
  g_autoptr (PoiseEntry) later = poise_entry_copy (one);
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autofree char *first = serialize (one);
  g_autofree char *second = serialize (two);
  g_autofree char *third = NULL;
  g_autofree char *both = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  touch_at (later, "2026-11-23T18:00:30Z");
  poise_entry_set_text (later, "One, written on");
  third = serialize (later);
  both = g_strconcat (first, second, third, NULL);
  poise_test_write (fixture->path, "entries/2026-11.json", both);
  g_ptr_array_unref (poise_folder_read_month (fixture->folder, "2026-11", problems));
  g_assert_cmpuint (problems->len, ==, 1);
  poise_test_journal_add (fixture, three);
  g_free (poise_test_repair (fixture->folder, "2026-11", fixture->now, &n, &error));
  g_assert_no_error (error);
  assert_texts (fixture, "One, written on,Three,Two|One");
}

static void
test_too_large (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Waits", FALSE, 0.0);
  g_autofree char *path = poise_folder_get_month_path (fixture->folder, "2026-11");
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  gint64 begin = g_get_monotonic_time ();
  struct stat info;

  poise_test_write (fixture->path, "entries/2026-11.json", "");
  g_assert_cmpint (truncate (path, 4400LL * 1024 * 1024), ==, 0);
  g_ptr_array_unref (poise_folder_read_month (fixture->folder, "2026-11", problems));
  g_assert_cmpuint (problems->len, ==, 1);
  poise_test_journal_add (fixture, entry);
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 4400LL * 1024 * 1024);
  assert_texts (fixture, "Waits|");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, G_USEC_PER_SEC);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, PoiseTestJournal, NULL, poise_test_journal_set_up, test,                       \
              poise_test_journal_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/copies/names", test_names);
  ADD ("/copies/not-merged", test_not_merged);
  ADD ("/copies/deleted-stays", test_deleted_stays);
  ADD ("/copies/deleted-known-a-year", test_deleted_known_a_year);
  ADD ("/copies/removed-for-good", test_removed_for_good);
  ADD ("/copies/removed-from-copies", test_removed_from_copies);
  ADD ("/copies/removed-from-damaged", test_removed_from_damaged);
  ADD ("/copies/edited-after-deletion", test_edited_after_deletion);
  ADD ("/copies/revived-stays", test_revived_stays);
  ADD ("/copies/trash-copies", test_trash_copies);
  ADD ("/copies/same-bytes", test_same_bytes);
  ADD ("/copies/clocks-disagree", test_clocks_disagree);
  ADD ("/copies/clock-behind", test_clock_behind);
  ADD ("/copies/deletion-and-clock-behind", test_deletion_and_clock_behind);
  ADD ("/copies/overtaken", test_overtaken);
  ADD ("/copies/overtaken-after", test_overtaken_after);
  ADD ("/copies/copy-overtaken", test_copy_overtaken);
  ADD ("/copies/exchanged", test_exchanged);
  ADD ("/copies/exchanged-unread", test_exchanged_unread);
  ADD ("/copies/exchanged-file", test_exchanged_file);
  ADD ("/copies/cut-file", test_cut_file);
  ADD ("/copies/file-not-there", test_file_not_there);
  ADD ("/copies/garbage-file", test_garbage_file);
  ADD ("/copies/appended", test_appended);
  ADD ("/copies/too-large", test_too_large);
  return g_test_run ();
}
