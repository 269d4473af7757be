/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "poise-error.h"
#include "poise-file-lock.h"
#include "poise-file-replace.h"
#include "poise-file.h"
#include "poise-folder-lock.h"
#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-salvage.h"
#include "poise-test.h"

static gboolean
apply (PoiseTestJournal *fixture,
       const char *id,
       PoiseEntry *entry,
       const PoiseVersion *base,
       GError **error)
{
  return poise_test_journal_apply (fixture, poise_change_new (id, entry, base), error);
}

static guint
get_mode (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat info;

  g_assert_cmpint (lstat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static gboolean
may_export (PoiseTestJournal *fixture, const char *parent, const char *name)
{
  g_autofree char *path = g_build_filename (parent, name, NULL);
  g_autoptr (GError) error = NULL;
  gboolean may = poise_folder_check_export (fixture->folder, path, &error);

  g_assert_true (may == (error == NULL));
  g_assert_true (may || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_PERM));
  return may;
}

static void
test_export_among_own_files (PoiseTestJournal *fixture, gconstpointer unused)
{
  const char *folder = poise_folder_get_path (fixture->folder);
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Hello", TRUE, 0.5);
  g_autofree char *link = g_strconcat (folder, "-link", NULL);
  g_autofree char *beside = g_path_get_dirname (folder);

  g_assert_true (apply (fixture, poise_entry_get_id (entry), entry, NULL, NULL));
  g_assert_cmpint (symlink (folder, link), ==, 0);
  g_assert_false (may_export (fixture, folder, "prompts (2).json"));
  g_assert_false (may_export (fixture, link, "prompts.json"));
  g_assert_false (
    may_export (fixture, poise_folder_get_entries_path (fixture->folder), "2026-11.json"));
  g_assert_true (may_export (fixture, folder, "Journal.pdf"));
  g_assert_true (may_export (fixture, beside, "prompts.json"));
  g_assert_true (may_export (fixture, "/nowhere", "prompts.json"));
  g_assert_cmpint (unlink (link), ==, 0);
}

static void
test_add (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Hello", TRUE, 0.5);
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GError) error = NULL;
  mode_t mask = umask (0);

  g_assert_true (apply (fixture, poise_entry_get_id (entry), entry, NULL, &error));
  umask (mask);
  g_assert_no_error (error);
  read = poise_folder_read_all (fixture->folder, NULL, &error);
  g_assert_cmpuint (read->len, ==, 1);
  g_assert_true (poise_entry_equal (g_ptr_array_index (read, 0), entry));
  g_assert_cmpuint (get_mode (fixture->path, "entries"), ==, 0700);
  g_assert_cmpuint (get_mode (fixture->path, "trash"), ==, 0700);
  g_assert_cmpuint (get_mode (fixture->path, "journal.json"), ==, 0600);
  g_assert_cmpuint (get_mode (fixture->path, "entries/2026-11.json"), ==, 0600);
}

static void
test_delete_and_undo (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Gone", FALSE, 0.0);
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) trash = NULL;
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GPtrArray) trash_after = NULL;
  const char *id = poise_entry_get_id (entry);

  g_assert_true (apply (fixture, id, entry, NULL, NULL));
  g_assert_true (apply (fixture, id, NULL, NULL, NULL));
  left = poise_folder_read_all (fixture->folder, NULL, NULL);
  trash = poise_folder_read_trash (fixture->folder, NULL, NULL);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_cmpuint (trash->len, ==, 1);

  g_assert_true (apply (fixture, id, entry, NULL, NULL));
  back = poise_folder_read_all (fixture->folder, NULL, NULL);
  trash_after = poise_folder_read_trash (fixture->folder, NULL, NULL);
  g_assert_cmpuint (back->len, ==, 1);
  g_assert_cmpuint (trash_after->len, ==, 0);
}

static void
test_conflict (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) mine = poise_test_entry ("2026-11-23", "Base", FALSE, 0.0);
  g_autoptr (PoiseEntry) theirs = poise_entry_copy (mine);
  g_autoptr (PoiseVersion) base = poise_version_new (mine);
  g_autoptr (GDateTime) later = g_date_time_add_seconds (base->modified, 60);
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GPtrArray) trash = NULL;
  const char *id = poise_entry_get_id (mine);

  g_assert_true (apply (fixture, id, mine, NULL, NULL));
  poise_entry_set_text (theirs, "Theirs, the newer");
  poise_entry_set_modified (theirs, later);
  g_assert_true (apply (fixture, id, theirs, base, NULL));

  poise_entry_set_text (mine, "Mine, the older");
  poise_entry_touch (mine, fixture->now);
  g_assert_true (apply (fixture, id, mine, base, NULL));
  read = poise_folder_read_all (fixture->folder, NULL, NULL);
  trash = poise_folder_read_trash (fixture->folder, NULL, NULL);
  g_assert_cmpuint (read->len, ==, 1);
  g_assert_cmpstr (poise_entry_get_text (g_ptr_array_index (read, 0)), ==, "Theirs, the newer");
  g_assert_cmpuint (trash->len, ==, 1);
  g_assert_cmpstr (poise_entry_get_text (g_ptr_array_index (trash, 0)), ==, "Mine, the older");
}

static void
test_damaged_month (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) old = poise_test_entry ("2026-11-01", "Old", FALSE, 0.0);
  g_autoptr (PoiseEntry) new = poise_test_entry ("2026-11-23", "New", FALSE, 0.0);
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GPtrArray) repaired = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *damaged = NULL;
  g_autofree char *after = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *pending = NULL;
  guint n;

  g_assert_true (apply (fixture, poise_entry_get_id (old), old, NULL, NULL));
  text = poise_test_read (fixture->path, "entries/2026-11.json");
  damaged = g_strndup (text, strlen (text) - 5);
  poise_test_write (fixture->path, "entries/2026-11.json", damaged);

  /* What is written now is kept beside the damaged file, which stays as it is. */
  g_assert_true (apply (fixture, poise_entry_get_id (new), new, NULL, &error));
  g_assert_no_error (error);
  after = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_cmpstr (after, ==, damaged);
  read = poise_folder_read_all (fixture->folder, problems, NULL);
  g_assert_cmpuint (read->len, ==, 1);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (((PoiseProblem *) problems->pdata[0])->error->message, "2026-11.json"));

  kept = poise_test_repair (fixture->folder, "2026-11", fixture->now, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  repaired = poise_folder_read_all (fixture->folder, NULL, NULL);
  g_assert_cmpuint (repaired->len, ==, 2);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  pending = poise_folder_get_pending_path (fixture->folder, "2026-11");
  g_assert_false (g_file_test (pending, G_FILE_TEST_EXISTS));
}

static void
test_newer_version (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char newer[] =
    "{\"format\": \"poise-month\", \"version\": 2, \"month\": \"2026-11\", \"entries\": ["
    "{\"id\": \"a\", \"day\": \"2026-11-01\", \"created\": \"2026-11-01T08:00:00Z\", \"text\": "
    "\"A\"}]}";
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "New", FALSE, 0.0);
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GPtrArray) read = NULL;
  g_autofree char *after = NULL;

  poise_test_write (fixture->path, "entries/2026-11.json", newer);
  g_assert_true (apply (fixture, poise_entry_get_id (entry), entry, NULL, NULL));
  after = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_cmpstr (after, ==, newer);
  read = poise_folder_read_all (fixture->folder, problems, NULL);
  g_assert_cmpuint (read->len, ==, 2);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_error (((PoiseProblem *) problems->pdata[0])->error, POISE_ERROR, POISE_ERROR_NEWER);
}

static void
test_symlink (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *outside = poise_test_make_folder ();
  g_autofree char *target = g_build_filename (outside, "victim.json", NULL);
  g_autofree char *link = g_build_filename (fixture->path, "entries", "2026-11.json", NULL);
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Safe", FALSE, 0.0);
  g_autoptr (GPtrArray) problems = poise_problems_new ();
  g_autoptr (GPtrArray) read = NULL;
  g_autofree char *victim = NULL;

  poise_test_write (outside, "victim.json", "precious");
  poise_file_unlock (poise_folder_prepare (fixture->folder, fixture->now, NULL));
  g_assert_cmpint (symlink (target, link), ==, 0);
  g_assert_true (apply (fixture, poise_entry_get_id (entry), entry, NULL, NULL));
  read = poise_folder_read_all (fixture->folder, problems, NULL);
  g_assert_cmpuint (read->len, ==, 1);
  g_assert_error (((PoiseProblem *) problems->pdata[0])->error, POISE_ERROR, POISE_ERROR_UNSAFE);
  victim = poise_test_read (outside, "victim.json");
  g_assert_cmpstr (victim, ==, "precious");
  poise_test_remove_folder (outside);
}

static void
test_strays (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char *const kept[] = { "entries/notes.txt", "entries/2026-11.json.BACKUP",
                                      "entries/.2026-11.json.poise-new-mine" };
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Here", FALSE, 0.0);
  g_autofree char *stray = NULL;

  poise_test_write (fixture->path, "entries/.2026-11.json.poise-new-0123abcd", "half");
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    poise_test_write (fixture->path, kept[i], "mine");
  g_assert_true (apply (fixture, poise_entry_get_id (entry), entry, NULL, NULL));
  stray = poise_test_read (fixture->path, "entries/.2026-11.json.poise-new-0123abcd");
  g_assert_null (stray);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *text = poise_test_read (fixture->path, kept[i]);

      g_assert_cmpstr (text, ==, "mine");
    }
}

static void
test_truncated_everywhere (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) first = poise_test_entry ("2026-11-01", "One {\"[", FALSE, 0.0);
  g_autoptr (PoiseEntry) second = poise_test_entry ("2026-11-02", "Two", TRUE, 1.0);
  g_autofree char *text = NULL;
  gsize end_of_first, end_of_second;

  g_assert_true (apply (fixture, poise_entry_get_id (first), first, NULL, NULL));
  g_assert_true (apply (fixture, poise_entry_get_id (second), second, NULL, NULL));
  text = poise_test_read (fixture->path, "entries/2026-11.json");
  end_of_first = (gsize) (strstr (text, "\n    },\n") - text) + strlen ("\n    }");
  end_of_second = (gsize) (strstr (text, "\n    }\n") - text) + strlen ("\n    }");
  for (gsize length = 0; length <= strlen (text); length++)
    {
      g_autoptr (GPtrArray) found = poise_salvage_entries (text, length);

      g_assert_cmpuint (found->len, ==,
                        length >= end_of_second  ? 2
                        : length >= end_of_first ? 1
                                                 : 0);
    }
}

/* A trash that cannot be read keeps nobody from saving. */
static void
test_damaged_trash (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) first = poise_test_entry ("2026-11-01", "One", FALSE, 0.0);
  g_autoptr (PoiseEntry) second = poise_test_entry ("2026-11-02", "Two", FALSE, 0.0);
  g_autofree char *before = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  poise_test_write (fixture->path, "trash/2026-11.json", "{ half");
  poise_test_journal_add (fixture, first);
  poise_test_journal_add (fixture, second);
  before = poise_test_read (fixture->path, "trash/2026-11.json");
  g_assert_cmpstr (before, ==, "{ half");
  g_assert_true (
    poise_test_journal_apply (fixture, poise_change_new_deletion (first, NULL), &error));
  g_assert_no_error (error);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "Two|One");
  kept = poise_test_read (fixture->path, "trash/2026-11.json.damaged-20261123T180000");
  g_assert_cmpstr (kept, ==, "{ half");
}

static void
test_newer_trash (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char newer[] =
    "{\"format\": \"poise-month\", \"version\": 2, \"month\": \"2026-11\", \"entries\": []}";
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-01", "One", FALSE, 0.0);
  g_autofree char *after = NULL;
  g_autofree char *joined = NULL;
  g_autoptr (GError) error = NULL;

  poise_test_write (fixture->path, "trash/2026-11.json", newer);
  poise_test_journal_add (fixture, entry);
  g_assert_false (
    poise_test_journal_apply (fixture, poise_change_new_deletion (entry, NULL), &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_NEWER);
  after = poise_test_read (fixture->path, "trash/2026-11.json");
  g_assert_cmpstr (after, ==, newer);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "One|");
}

static void
test_damaged_pending (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-01", "One", FALSE, 0.0);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-11-02", "Two", FALSE, 0.0);
  g_autofree char *joined = NULL;
  g_autofree char *pending = NULL;

  /* Beside a month that is fine it is left alone; beside one that is not it is
   * set aside, since something has to be written. */
  poise_test_write (fixture->path, "entries/2026-11.pending.json", "{ half");
  poise_test_journal_add (fixture, entry);
  pending = poise_test_read (fixture->path, "entries/2026-11.pending.json");
  g_assert_cmpstr (pending, ==, "{ half");
  poise_test_write (fixture->path, "entries/2026-11.json", "{ half too");
  poise_test_journal_add (fixture, other);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "Two|");
}

static char *
add_pending (PoiseTestJournal *fixture, const char *text)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-02", text, FALSE, 0.0);

  poise_test_journal_add (fixture, entry);
  return poise_test_read (fixture->path, "entries/2026-11.pending.json");
}

/* What a sync tool brings in the place of what waited, once that was read, is merged too. */
static void
test_pending_overtaken (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-01", "One", FALSE, 0.0);
  g_autoptr (PoiseEntry) last = poise_test_entry ("2026-11-03", "Two", FALSE, 0.0);
  g_autofree char *path = poise_folder_get_pending_path (fixture->folder, "2026-11");
  g_autofree char *month = NULL;
  g_autofree char *brought = NULL;
  g_autofree char *waiting = NULL;
  g_autofree char *known = NULL;
  g_autofree char *stamp = NULL;
  g_autofree char *joined = NULL;
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  PoiseTestOther other = { "2026-11 has what", fixture->path, "entries/2026-11.pending.json" };

  poise_test_journal_add (fixture, entry);
  month = poise_test_read (fixture->path, "entries/2026-11.json");
  poise_test_write (fixture->path, "entries/2026-11.json", "{ half");
  brought = add_pending (fixture, "Brought");
  g_assert_cmpint (g_unlink (path), ==, 0);
  waiting = add_pending (fixture, "Waiting");
  g_assert_nonnull (strstr (waiting, "Waiting"));
  poise_test_write (fixture->path, "entries/2026-11.json", month);

  other.text = brought;
  known = poise_folder_get_stamp (fixture->folder, "2026-11");
  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (last), last, NULL));
  poise_test_other_begin (&other);
  g_assert_true (poise_folder_apply_known (fixture->folder, "2026-11", changes, fixture->now, known,
                                           &stamp, NULL));
  poise_test_other_end (&other);
  /* Whoever wrote does not know of it, and reads the month again. */
  g_assert_null (stamp);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "Brought,One,Two,Waiting|");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_damaged_head (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-01", "One", FALSE, 0.0);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  poise_test_write (fixture->path, "journal.json", "");
  poise_test_journal_add (fixture, entry);
  g_assert_true (poise_folder_check_head (fixture->folder, &error));
  g_assert_no_error (error);
  kept = poise_test_read (fixture->path, "journal.json.damaged-20261123T180000");
  g_assert_cmpstr (kept, ==, "");

  poise_test_write (fixture->path, "journal.json",
                    "{\"format\": \"poise-journal\", \"version\": 3}");
  g_assert_false (apply (fixture, poise_entry_get_id (entry), entry, NULL, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_NEWER);
}

/* No folder of a journal may be a link, but where the journal lies may be one. */
static void
test_linked_folders (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char *const names[] = { "entries", "trash", "backups" };
  g_autofree char *outside = poise_test_make_folder ();
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", FALSE, 0.0);

  poise_test_write (outside, "2026-11.json",
                    "{\"format\": \"poise-month\", \"version\": 1, \"entries\": []}");
  poise_test_write (outside, ".2026-11.json.poise-new-01234567", "precious");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *link = g_build_filename (fixture->path, names[i], NULL);
      g_autofree char *left = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (symlink (outside, link), ==, 0);
      if (i < 2)
        {
          g_assert_false (apply (fixture, poise_entry_get_id (entry), entry, NULL, &error));
          g_assert_error (error, POISE_ERROR, POISE_ERROR_UNSAFE);
        }
      else
        poise_test_journal_add (fixture, entry);
      if (i == 0)
        g_assert_null (poise_folder_read_all (fixture->folder, NULL, NULL));
      left = poise_test_read (outside, ".2026-11.json.poise-new-01234567");
      g_assert_cmpstr (left, ==, "precious");
      g_assert_cmpint (g_unlink (link), ==, 0);
    }
  poise_test_remove_folder (outside);
}

static void
test_linked_root (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *link = g_strconcat (fixture->path, "-link", NULL);
  g_autoptr (PoiseFolder) linked = poise_folder_new (link);
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", FALSE, 0.0);
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autofree char *joined = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (entry), entry, NULL));
  poise_folder_apply (linked, "2026-11", changes, fixture->now, &error);
  g_assert_no_error (error);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "One|");
  g_unlink (link);
}

/* A lock file that was replaced, by a sync tool, keeps nobody out; the next
 * writer must see that. */
static void
test_replaced_lock (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->path, ".lock", NULL);
  int first = poise_file_lock (path, 0, NULL);
  int second;

  g_assert_cmpint (first, >=, 0);
  g_assert_cmpint (poise_file_lock (path, 0, NULL), ==, -1);
  g_unlink (path);
  second = poise_file_lock (path, 0, NULL);
  g_assert_cmpint (second, >=, 0);
  g_assert_cmpint (poise_file_lock (path, 0, NULL), ==, -1);
  poise_file_unlock (first);
  poise_file_unlock (second);
}

/* The stamp that a write gives is taken under the lock: what another wrote
 * before is never taken for known. */
static void
test_stamps (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) mine = poise_test_entry ("2026-11-23", "Mine", FALSE, 0.0);
  g_autoptr (PoiseEntry) theirs = poise_test_entry ("2026-11-22", "Theirs", FALSE, 0.0);
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (mine), mine, NULL));
  g_assert_true (poise_folder_apply_known (fixture->folder, "2026-11", changes, fixture->now, NULL,
                                           &first, NULL));
  g_assert_nonnull (first);
  g_assert_true (poise_folder_apply_known (fixture->folder, "2026-11", changes, fixture->now, first,
                                           &second, NULL));
  g_assert_nonnull (second);
  poise_test_journal_add (fixture, theirs);
  g_assert_true (poise_folder_apply_known (fixture->folder, "2026-11", changes, fixture->now,
                                           second, &third, NULL));
  g_assert_null (third);
}

/* A file that others changed since it was read is not removed. */
static void
test_remove_known (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->path, "file", NULL);
  g_autofree char *stamp = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;

  poise_test_write (fixture->path, "file", "read");
  stamp = poise_file_get_stamp (path);
  poise_test_write (fixture->path, "file", "changed");
  g_assert_false (poise_file_remove_known (path, stamp, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_OVERTAKEN);
  g_clear_error (&error);
  /* Nor one that was not there then. */
  g_assert_false (poise_file_remove_known (path, "", &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_OVERTAKEN);
  g_clear_error (&error);
  left = poise_test_read (fixture->path, "file");
  g_assert_cmpstr (left, ==, "changed");

  changed = poise_file_get_stamp (path);
  g_assert_true (poise_file_remove_known (path, changed, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  /* One that others removed is removed. */
  g_assert_true (poise_file_remove_known (path, changed, &error));
  g_assert_no_error (error);
}

#define ADD(name, func)                                                                            \
  g_test_add (name, PoiseTestJournal, NULL, poise_test_journal_set_up, func,                       \
              poise_test_journal_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/folder/add", test_add);
  ADD ("/folder/delete-and-undo", test_delete_and_undo);
  ADD ("/folder/conflict", test_conflict);
  ADD ("/folder/damaged-month", test_damaged_month);
  ADD ("/folder/newer-version", test_newer_version);
  ADD ("/folder/symlink", test_symlink);
  ADD ("/folder/strays", test_strays);
  ADD ("/folder/truncated-everywhere", test_truncated_everywhere);
  ADD ("/folder/damaged-trash", test_damaged_trash);
  ADD ("/folder/newer-trash", test_newer_trash);
  ADD ("/folder/damaged-pending", test_damaged_pending);
  ADD ("/folder/pending-overtaken", test_pending_overtaken);
  ADD ("/folder/damaged-head", test_damaged_head);
  ADD ("/folder/linked-folders", test_linked_folders);
  ADD ("/folder/linked-root", test_linked_root);
  ADD ("/folder/replaced-lock", test_replaced_lock);
  ADD ("/folder/stamps", test_stamps);
  ADD ("/folder/remove-known", test_remove_known);
  ADD ("/folder/export-among-own-files", test_export_among_own_files);
  return g_test_run ();
}
