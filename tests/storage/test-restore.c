/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <linux/capability.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "poise-backup.h"
#include "poise-error.h"
#include "poise-file-lock.h"
#include "poise-file.h"
#include "poise-folder-lock.h"
#include "poise-folder-write.h"
#include "poise-restore.h"
#include "poise-rollback.h"
#include "poise-sync.h"
#include "poise-test.h"
#include "poise-trash.h"

static void
set_noon (PoiseTestJournal *fixture, const char *clock)
{
  g_autofree char *noon = g_strconcat (clock, "T12:00:00Z", NULL);

  g_date_time_unref (fixture->now);
  fixture->now = g_date_time_new_from_iso8601 (noon, NULL);
}

/* Adds an entry of a day, at that day's noon by the clock. */
static void
add_at (PoiseTestJournal *fixture, const char *clock, const char *day, const char *text)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry (day, text, FALSE, 0.0);

  set_noon (fixture, clock);
  poise_test_journal_add (fixture, entry);
}

static char *
list_points (PoiseTestJournal *fixture)
{
  g_autoptr (GPtrArray) backups = poise_backup_list (fixture->folder, NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < backups->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "",
                            ((PoiseBackup *) g_ptr_array_index (backups, i))->name);
  return g_string_free (out, FALSE);
}

static void
assert_texts (PoiseTestJournal *fixture, const char *expected)
{
  g_autofree char *joined = poise_test_journal_join (fixture);

  g_assert_cmpstr (joined, ==, expected);
}

static void
fill (PoiseTestJournal *fixture)
{
  add_at (fixture, "2026-11-20", "2026-10-01", "October");
  add_at (fixture, "2026-11-20", "2026-11-01", "November");
  add_at (fixture, "2026-11-21", "2026-10-02", "October 2");
  add_at (fixture, "2026-11-21", "2026-11-02", "November 2");
}

static void
test_effect (PoiseTestJournal *fixture, gconstpointer unused)
{
  PoiseRestoreEffect effect;
  g_autoptr (GError) error = NULL;

  fill (fixture);
  g_assert_true (poise_restore_compare (fixture->folder, "2026-11-21", &effect, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (effect.n_gone, ==, 2);
  g_assert_cmpuint (effect.n_back, ==, 0);
  g_assert_cmpuint (effect.n_changed, ==, 0);
  g_assert_false (poise_restore_compare (fixture->folder, "1999-01-01", &effect, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND);
}

static void
test_there_and_back (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  fill (fixture);
  undo = poise_restore_run (fixture->folder, "2026-11-21", fixture->now, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 2);
  assert_texts (fixture, "November,October|");
  redo = poise_restore_run (fixture->folder, undo, fixture->now, &n, &error);
  g_assert_no_error (error);
  assert_texts (fixture, "November,November 2,October,October 2|");
  g_assert_false (poise_rollback_is_half_done (fixture->folder));
}

static PoiseWayBack *
go (PoiseTestJournal *fixture, const char *point, const PoiseWayBack *since, GError **error)
{
  guint n;

  return poise_restore_go (fixture->folder, point, since, fixture->now, &n, error);
}

/* Whoever goes back from there takes out nothing that was written since, nor what cannot be read
 * and may be that. */
static void
test_overtaken (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseWayBack) way = NULL;
  g_autofree char *points = NULL;
  g_autofree char *after = NULL;
  g_autofree char *good = NULL;
  g_autoptr (GError) error = NULL;

  fill (fixture);
  way = go (fixture, "2026-11-21", NULL, &error);
  g_assert_no_error (error);
  good = poise_test_read (fixture->path, "entries/2026-11.json");
  poise_test_write (fixture->path, "entries/2026-11.json", "{ damaged");
  points = list_points (fixture);
  g_assert_null (go (fixture, way->point, way, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_OVERTAKEN);
  g_clear_error (&error);
  poise_test_write (fixture->path, "entries/2026-11.json", good);
  add_at (fixture, "2026-11-21", "2026-10-03", "Since");
  g_assert_null (go (fixture, way->point, way, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_OVERTAKEN);
  assert_texts (fixture, "November,October,Since|");
  after = list_points (fixture);
  g_assert_cmpstr (after, ==, points);
}

/* A month that was written on another day, and holds what it held. */
static void
test_not_overtaken (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseWayBack) way = NULL;
  g_autoptr (PoiseWayBack) back = NULL;
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-09-02", "September 2", FALSE, 0.0);
  g_autoptr (GError) error = NULL;

  add_at (fixture, "2026-11-19", "2026-09-01", "September");
  set_noon (fixture, "2026-11-19");
  poise_test_journal_add (fixture, other);
  fill (fixture);
  way = go (fixture, "2026-11-21", NULL, &error);
  g_assert_no_error (error);
  set_noon (fixture, "2026-11-23");
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (other, NULL), NULL));
  assert_texts (fixture, "November,October,September|September 2");
  back = go (fixture, way->point, way, &error);
  g_assert_no_error (error);
  g_assert_nonnull (back);
  assert_texts (fixture, "November,November 2,October,October 2,September|September 2");
}

/* Whoever deletes something after a going back does not get it back by undoing that. */
static void
test_deleted_after (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseWayBack) way = NULL;
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-10-05", "October 5", FALSE, 0.0);
  g_autoptr (GError) error = NULL;

  set_noon (fixture, "2026-11-19");
  poise_test_journal_add (fixture, entry);
  fill (fixture);
  way = go (fixture, "2026-11-21", NULL, &error);
  g_assert_no_error (error);
  set_noon (fixture, "2026-11-23");
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (entry, NULL), NULL));
  g_assert_null (go (fixture, way->point, way, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_OVERTAKEN);
  assert_texts (fixture, "November,October|October 5");
}

/* Writes two entries, and deletes one two days later. */
static void
fill_and_delete (PoiseTestJournal *fixture)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-01", "Back", FALSE, 0.0);

  set_noon (fixture, "2026-11-20");
  poise_entry_set_modified (entry, fixture->now);
  poise_test_journal_add (fixture, entry);
  add_at (fixture, "2026-11-20", "2026-11-02", "Kept");
  set_noon (fixture, "2026-11-22");
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (entry, NULL), NULL));
}

static char *
go_back (PoiseTestJournal *fixture, const char *point)
{
  g_autoptr (GError) error = NULL;
  guint n;
  char *undo = poise_restore_run (fixture->folder, point, fixture->now, &n, &error);

  g_assert_no_error (error);
  return undo;
}

/* An entry that comes back stays: the next write does not delete it again. */
static void
test_deleted_since (PoiseTestJournal *fixture, gconstpointer unused)
{
  fill_and_delete (fixture);
  assert_texts (fixture, "Kept|Back");
  g_free (go_back (fixture, "2026-11-22"));
  assert_texts (fixture, "Back,Kept|Back");
  add_at (fixture, "2026-11-22", "2026-11-03", "Next");
  assert_texts (fixture, "Back,Kept,Next|");
}

/* Nor where a clock deleted it that is ahead. */
static void
test_deleted_ahead (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-01", "Back", FALSE, 0.0);

  set_noon (fixture, "2026-11-20");
  poise_test_journal_add (fixture, entry);
  set_noon (fixture, "2027-11-22");
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (entry, NULL), NULL));
  set_noon (fixture, "2026-11-23");
  g_free (go_back (fixture, "2027-11-22"));
  add_at (fixture, "2026-11-23", "2026-11-03", "Next");
  assert_texts (fixture, "Back,Next|");
}

/* Nor does it where the trash was emptied by the 30 days. */
static void
test_removed_since (PoiseTestJournal *fixture, gconstpointer unused)
{
  guint n;

  fill_and_delete (fixture);
  add_at (fixture, "2026-11-23", "2026-11-03", "Next");
  g_assert_true (poise_trash_purge (fixture->folder, fixture->now, fixture->now, &n, NULL));
  assert_texts (fixture, "Kept,Next|");
  g_free (go_back (fixture, "2026-11-22"));
  add_at (fixture, "2026-11-23", "2026-11-04", "More");
  assert_texts (fixture, "Back,Kept,More|");
}

/* Who undoes it finds in the trash what was there. */
static void
test_deleted_since_undone (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *undo = NULL;

  fill_and_delete (fixture);
  undo = go_back (fixture, "2026-11-22");
  g_free (go_back (fixture, undo));
  assert_texts (fixture, "Kept|Back");
}

/* A month that cannot be put back: the others are taken back too. */
static void
test_failure_half_way (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char *const months[] = { "2026-10", "2026-11" };

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    {
      g_autofree char *path = poise_folder_get_month_path (fixture->folder, months[i]);
      g_autofree char *away = g_strconcat (path, ".away", NULL);
      g_autofree char *undo = NULL;
      g_autoptr (GError) error = NULL;
      guint n;

      if (i == 0)
        fill (fixture);
      /* A folder in a file's place can be copied by nobody and replaced by nobody. */
      g_rename (path, away);
      g_mkdir (path, 0700);
      undo = poise_restore_run (fixture->folder, "2026-11-21", fixture->now, &n, &error);
      g_assert_null (undo);
      g_assert_nonnull (error);
      g_rmdir (path);
      g_rename (away, path);
      assert_texts (fixture, "November,November 2,October,October 2|");
    }
}

/* Begins to put an entry into each of two months, and comes as far as the first one. */
static char *
begin_with (PoiseTestJournal *fixture, PoiseEntry *first, PoiseEntry *second)
{
  g_autofree char *month = poise_day_to_month (poise_entry_get_day (first));
  g_autofree char *other = poise_day_to_month (poise_entry_get_day (second));
  g_autoptr (PoiseRollback) plan = poise_rollback_new ();
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autoptr (GError) error = NULL;
  int lock = poise_folder_prepare (fixture->folder, fixture->now, &error);
  char *point;

  g_assert_no_error (error);
  poise_rollback_add (plan, month, poise_entry_get_id (first), first);
  poise_rollback_add (plan, other, poise_entry_get_id (second), second);
  point = poise_rollback_begin (plan, fixture->folder, "", fixture->now, &error);
  g_assert_no_error (error);
  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (first), first, NULL));
  g_assert_true (
    poise_folder_apply_locked (fixture->folder, month, NULL, changes, NULL, fixture->now, &error));
  poise_file_unlock (lock);
  g_assert_true (poise_rollback_is_half_done (fixture->folder));
  return point;
}

/* Begins to put a third entry into each month, and comes as far as October. */
static char *
begin_and_die (PoiseTestJournal *fixture)
{
  g_autoptr (PoiseEntry) october = poise_test_entry ("2026-10-03", "October 3", FALSE, 0.0);
  g_autoptr (PoiseEntry) november = poise_test_entry ("2026-11-03", "November 3", FALSE, 0.0);
  char *point = begin_with (fixture, october, november);

  assert_texts (fixture, "November,November 2,October,October 2,October 3|");
  return point;
}

/* As if the program had been killed between two months: the next write, and the
 * next reading by the app, take the work back, to the byte. */
static void
test_crash_half_way (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  fill (fixture);
  before = poise_test_read (fixture->path, "entries/2026-10.json");
  g_free (begin_and_die (fixture));
  g_assert_true (poise_folder_recover (fixture->folder, fixture->now, &error));
  g_assert_no_error (error);
  assert_texts (fixture, "November,November 2,October,October 2|");
  after = poise_test_read (fixture->path, "entries/2026-10.json");
  g_assert_cmpstr (after, ==, before);
  g_assert_false (poise_rollback_is_half_done (fixture->folder));

  g_free (begin_and_die (fixture));
  add_at (fixture, "2026-11-22", "2026-11-04", "November 4");
  assert_texts (fixture, "November,November 2,November 4,October,October 2|");
}

/* A sync tool, which knows no lock, brings what was written elsewhere meanwhile. */
static void
test_written_since (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *october = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;

  fill (fixture);
  g_free (begin_and_die (fixture));
  october = poise_test_read (fixture->path, "entries/2026-10.json");
  text = g_string_new (october);
  g_string_replace (text, "\"October 2\"", "\"October 2, written on\"", 1);
  poise_test_write (fixture->path, "entries/2026-10.json", text->str);
  g_assert_true (poise_folder_recover (fixture->folder, fixture->now, &error));
  g_assert_no_error (error);
  assert_texts (fixture, "November,November 2,October,October 2, written on|");
}

/* Nor does what it brings go as it is taken back, where the month was not there before. */
static void
test_written_meanwhile (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) september = poise_test_entry ("2026-09-03", "September 3", FALSE, 0.0);
  g_autoptr (PoiseEntry) november = poise_test_entry ("2026-11-03", "November 3", FALSE, 0.0);
  g_autofree char *made = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;
  PoiseTestOther other = { "Taking 2026-09 back", fixture->path, "entries/2026-09.json" };

  fill (fixture);
  g_free (begin_with (fixture, september, november));
  made = poise_test_read (fixture->path, "entries/2026-09.json");
  text = g_string_new (made);
  g_string_replace (text, "\"September 3\"", "\"September 3, written on\"", 1);
  other.text = text->str;
  poise_test_other_begin (&other);
  g_assert_true (poise_folder_recover (fixture->folder, fixture->now, &error));
  g_assert_no_error (error);
  poise_test_other_end (&other);
  assert_texts (fixture, "November,November 2,October,October 2,September 3, written on|");
  g_assert_false (poise_rollback_is_half_done (fixture->folder));
}

/* An entry that came out of the trash goes back there, but not if it was written on meanwhile: no
 * later merge, as of a copy that is just what stands there, believes that it was deleted since. */
static void
test_revived_meanwhile (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) september = poise_test_entry ("2026-09-03", "September 3", FALSE, 0.0);
  g_autoptr (PoiseEntry) again = poise_entry_copy (september);
  g_autoptr (PoiseEntry) november = poise_test_entry ("2026-11-03", "November 3", FALSE, 0.0);
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *made = NULL;
  const char *expected = "November,November 2,October,October 2,September 3, written on|";
  PoiseTestOther other = { "Taking 2026-09 back", fixture->path, "entries/2026-09.json" };

  fill (fixture);
  poise_test_journal_add (fixture, september);
  poise_test_journal_apply (fixture, poise_change_new_deletion (september, NULL), &error);
  g_assert_no_error (error);
  set_noon (fixture, "2026-11-24");
  poise_entry_set_modified (again, fixture->now);
  g_free (begin_with (fixture, again, november));
  made = poise_test_read (fixture->path, "entries/2026-09.json");
  text = g_string_new (made);
  g_assert_cmpuint (g_string_replace (text, "\"September 3\"", "\"September 3, written on\"", 1),
                    ==, 1);
  g_assert_cmpuint (
    g_string_replace (text, "\"modified\": \"2026-11-24T12", "\"modified\": \"2026-11-24T13", 1),
    ==, 1);
  other.text = text->str;

  set_noon (fixture, "2026-11-25");
  poise_test_other_begin (&other);
  g_assert_true (poise_folder_recover (fixture->folder, fixture->now, &error));
  g_assert_no_error (error);
  poise_test_other_end (&other);
  assert_texts (fixture, expected);
  poise_test_write (fixture->path, "entries/2026-09 copy.json", text->str);
  g_assert_cmpuint (poise_sync_merge (fixture->folder, fixture->now, problems, &error), ==, 1);
  g_assert_no_error (error);
  assert_texts (fixture, expected);
}

/* What another computer, or an older version, left in the journal is nobody's order; and what
 * stands in the mark's place keeps nobody from writing. */
static void
test_marks_of_others (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *mark = NULL;
  g_autofree char *at = NULL;
  g_autofree char *undo = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  fill (fixture);
  undo = poise_restore_run (fixture->folder, "2026-11-21", fixture->now, &n, &error);
  g_assert_no_error (error);
  poise_test_write (fixture->path, "backups/restoring", undo);
  add_at (fixture, "2026-11-22", "2026-11-03", "November 3");
  assert_texts (fixture, "November,November 3,October|");

  at = g_build_filename (g_get_user_state_dir (), USER_FOLDER, "of-nobody", NULL);
  mark = g_build_filename (at, "rollback.json", NULL);
  g_mkdir_with_parents (at, 0700);
  g_assert_true (g_file_set_contents (mark, "{\"half\": ", -1, NULL));
  add_at (fixture, "2026-11-22", "2026-11-04", "November 4");
  g_unlink (mark);
  g_assert_cmpint (mkfifo (mark, 0600), ==, 0);
  add_at (fixture, "2026-11-22", "2026-11-05", "November 5");
  g_unlink (mark);
  g_assert_cmpint (symlink ("/dev/zero", mark), ==, 0);
  add_at (fixture, "2026-11-22", "2026-11-06", "November 6");
  g_unlink (mark);
  assert_texts (fixture, "November,November 3,November 4,November 5,November 6,October|");
}

/* A mark can name nothing outside the backups. */
static void
test_mark_that_leads_out (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *at = g_build_filename (g_get_user_state_dir (), USER_FOLDER, "leads-out", NULL);
  g_autofree char *mark = g_build_filename (at, "rollback.json", NULL);

  fill (fixture);
  poise_test_write (fixture->path, "2026-01-01/2026-11.json", "{}");
  poise_test_write (fixture->path, "2026-01-01/leads-out.begun", "");
  g_mkdir_with_parents (at, 0700);
  g_assert_true (g_file_set_contents (
    mark,
    "{\"format\": \"poise-rollback\", \"point\": \"../2026-01-01\", \"months\": {\"2026-11\": {}}}",
    -1, NULL));
  g_assert_true (poise_folder_recover (fixture->folder, fixture->now, NULL));
  assert_texts (fixture, "November,November 2,October,October 2|");
  g_unlink (mark);
}

/* The journal is moved after the crash, and another one is put in its place. */
static void
test_moved (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *moved = g_strconcat (fixture->path, "-moved", NULL);
  g_autoptr (PoiseFolder) folder = poise_folder_new (moved);
  g_autofree char *path = g_strdup (fixture->path);
  g_autoptr (GError) error = NULL;

  fill (fixture);
  g_free (begin_and_die (fixture));
  g_assert_cmpint (g_rename (path, moved), ==, 0);
  fill (fixture);
  g_assert_false (poise_rollback_is_half_done (fixture->folder));
  /* The same work on another journal neither obeys the mark nor takes it away. */
  g_free (begin_and_die (fixture));
  g_assert_true (poise_folder_recover (fixture->folder, fixture->now, &error));
  g_assert_no_error (error);
  assert_texts (fixture, "November,November 2,October,October 2|");

  g_assert_true (poise_rollback_is_half_done (folder));
  g_assert_true (poise_folder_recover (folder, fixture->now, &error));
  g_assert_no_error (error);
  g_assert_false (poise_rollback_is_half_done (folder));
  poise_test_remove_folder (fixture->path);
  g_assert_cmpint (g_rename (moved, path), ==, 0);
  assert_texts (fixture, "November,November 2,October,October 2|");
}

/* A copy of a journal in which work is half done is not that journal. */
static void
test_copied (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *copied = g_strconcat (fixture->path, "-copied", NULL);
  g_autofree char *command = NULL;
  g_autoptr (PoiseFolder) folder = poise_folder_new (copied);
  g_autoptr (GError) error = NULL;

  fill (fixture);
  g_free (begin_and_die (fixture));
  command = g_strdup_printf ("cp -r '%s' '%s'", fixture->path, copied);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_assert_false (poise_rollback_is_half_done (folder));
  g_assert_true (poise_folder_recover (fixture->folder, fixture->now, &error));
  g_assert_no_error (error);
  assert_texts (fixture, "November,November 2,October,October 2|");
  poise_test_remove_folder (copied);
}

static void
test_clock_set_back (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *points = NULL;
  g_autofree char *undo = NULL;
  guint n;

  add_at (fixture, "2026-11-20", "2026-11-01", "One");
  add_at (fixture, "2026-11-21", "2026-11-01", "Two");
  add_at (fixture, "1999-01-01", "2026-11-01", "Three");
  add_at (fixture, "1999-01-02", "2026-11-01", "Four");
  add_at (fixture, "2026-11-22", "2026-11-01", "Five");
  points = list_points (fixture);
  g_assert_cmpstr (points, ==,
                   "2026-11-22 2026-11-21T1999-01-02 2026-11-21T1999-01-01 2026-11-21 2026-11-20");
  undo = poise_restore_run (fixture->folder, "2026-11-21T1999-01-02", fixture->now, &n, NULL);
  g_assert_nonnull (undo);
  assert_texts (fixture, "One,Three,Two|");
}

/* One write under a clock that runs ahead must not cost the backups. */
static void
test_clock_ahead (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *points = NULL;

  add_at (fixture, "2026-11-20", "2026-11-01", "One");
  add_at (fixture, "2099-01-01", "2026-11-01", "Two");
  add_at (fixture, "2026-11-21", "2026-11-01", "Three");
  add_at (fixture, "2026-11-22", "2026-11-01", "Four");
  points = list_points (fixture);
  g_assert_cmpstr (points, ==, "2099-01-01T2026-11-22 2099-01-01T2026-11-21 2099-01-01 2026-11-20");
}

/* Points that are links lead nowhere, above all not to their removal. */
static void
test_linked_point (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *outside = poise_test_make_folder ();
  g_autofree char *link = g_build_filename (fixture->path, "backups", "2000-01-01", NULL);
  g_autofree char *left = NULL;
  g_autofree char *points = NULL;

  add_at (fixture, "2026-11-01", "2026-11-01", "x");
  poise_test_write (outside, "2026-11.json", "precious");
  g_assert_cmpint (symlink (outside, link), ==, 0);
  for (guint day = 2; day <= 28; day++)
    {
      g_autofree char *clock = g_strdup_printf ("2026-11-%02u", day);

      add_at (fixture, clock, "2026-11-01", "x");
    }
  left = poise_test_read (outside, "2026-11.json");
  g_assert_cmpstr (left, ==, "precious");
  points = list_points (fixture);
  g_assert_null (strstr (points, "2000-01-01"));
  poise_test_remove_folder (outside);
}

/* Whether root may write where nobody may. */
static void
set_override (gboolean may_override)
{
  struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_3, 0 };
  struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];
  const guint32 bit = 1u << CAP_DAC_OVERRIDE;

  g_assert_cmpint (syscall (SYS_capget, &head, data), ==, 0);
  data[0].effective =
    may_override ? data[0].effective | (bit & data[0].permitted) : data[0].effective & ~bit;
  g_assert_cmpint (syscall (SYS_capset, &head, data), ==, 0);
}

/* A point whose copies cannot be taken over by an older one is not given up. */
static void
test_point_stays (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *older = g_build_filename (fixture->path, "backups", "2026-11-01", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *taken = NULL;

  add_at (fixture, "2026-10-30", "2026-10-01", "October");
  add_at (fixture, "2026-11-01", "2026-11-01", "November");
  add_at (fixture, "2026-11-02", "2026-10-02", "October 2");
  g_chmod (older, 0500);
  set_override (FALSE);
  for (guint day = 3; day <= 9; day++)
    {
      g_autofree char *clock = g_strdup_printf ("2026-11-%02u", day);

      add_at (fixture, clock, "2026-11-01", "x");
    }
  set_override (TRUE);
  g_chmod (older, 0700);
  kept = poise_test_read (fixture->path, "backups/2026-11-02/2026-10.json");
  g_assert_nonnull (kept);
  g_assert_nonnull (strstr (kept, "\"October\""));

  add_at (fixture, "2026-11-10", "2026-11-01", "x");
  gone = poise_test_read (fixture->path, "backups/2026-11-02/2026-10.json");
  g_assert_null (gone);
  taken = poise_test_read (fixture->path, "backups/2026-11-01/2026-10.json");
  g_assert_cmpstr (taken, ==, kept);
}

#define ADD(name, func)                                                                            \
  g_test_add (name, PoiseTestJournal, NULL, poise_test_journal_set_up, func,                       \
              poise_test_journal_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/restore/effect", test_effect);
  ADD ("/restore/there-and-back", test_there_and_back);
  ADD ("/restore/overtaken", test_overtaken);
  ADD ("/restore/not-overtaken", test_not_overtaken);
  ADD ("/restore/deleted-after", test_deleted_after);
  ADD ("/restore/deleted-since", test_deleted_since);
  ADD ("/restore/deleted-ahead", test_deleted_ahead);
  ADD ("/restore/removed-since", test_removed_since);
  ADD ("/restore/deleted-since-undone", test_deleted_since_undone);
  ADD ("/restore/failure-half-way", test_failure_half_way);
  ADD ("/restore/crash-half-way", test_crash_half_way);
  ADD ("/restore/written-since", test_written_since);
  ADD ("/restore/written-meanwhile", test_written_meanwhile);
  ADD ("/restore/revived-meanwhile", test_revived_meanwhile);
  ADD ("/restore/marks-of-others", test_marks_of_others);
  ADD ("/restore/mark-that-leads-out", test_mark_that_leads_out);
  ADD ("/restore/moved", test_moved);
  ADD ("/restore/copied", test_copied);
  ADD ("/restore/clock-set-back", test_clock_set_back);
  ADD ("/restore/clock-ahead", test_clock_ahead);
  ADD ("/restore/linked-point", test_linked_point);
  ADD ("/restore/point-stays", test_point_stays);
  return g_test_run ();
}
