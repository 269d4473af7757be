/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups of the files that are no months, and what a repair makes of them. */

#include <string.h>

#include "poise-backup.h"
#include "poise-error.h"
#include "poise-file-kind.h"
#include "poise-file.h"
#include "poise-intention-file.h"
#include "poise-lock-open.h"
#include "poise-lock.h"
#include "poise-side-change.h"
#include "poise-side-repair.h"
#include "poise-sync.h"
#include "poise-test.h"
#include "poise-trash.h"
#include "poise-unseen-file.h"

#define NAME "intentions.json"

static void
set_now (PoiseTestJournal *journal, const char *time)
{
  g_date_time_unref (journal->now);
  journal->now = g_date_time_new_from_iso8601 (time, NULL);
}

static char *
read_file (PoiseTestJournal *journal, const char *name)
{
  g_autofree char *path = g_build_filename (journal->path, name, NULL);
  g_autoptr (GBytes) bytes = poise_file_read (path, NULL);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                       : NULL;
}

static char *
write_change (PoiseTestJournal *journal,
              const char *before,
              PoiseIntentionList *list,
              GError **error)
{
  g_autofree char *json = poise_intention_list_to_json (list);
  gpointer change = poise_side_change_new (before, json, journal->now);
  GBytes *bytes = poise_file_kind_write (poise_intention_file_get_kind (), journal->folder, change,
                                         journal->now, error);

  poise_side_change_free (change);
  g_clear_pointer (&bytes, g_bytes_unref);
  return g_steal_pointer (&json);
}

/* What is meant from @day on, as a program does that has read the file. */
static void
mean (PoiseTestJournal *journal, const char *text, const char *day)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *time = g_strconcat (day, "T10:00:00Z", NULL);
  g_autoptr (GError) error = NULL;

  set_now (journal, time);
  poise_intention_file_read (journal->folder, list, NULL);
  before = poise_intention_list_to_json (list);
  poise_intention_list_set (list, poise_intention_new (text, text, POISE_FACET_NONE,
                                                       POISE_MODE_NONE, poise_day_parse (day)));
  after = write_change (journal, before, list, &error);
  g_assert_no_error (error);
}

static void
assert_copy (PoiseTestJournal *journal, const char *point, const char *has, const char *lacks)
{
  g_autofree char *name = g_build_filename ("backups", point, NAME, NULL);
  g_autofree char *copy = read_file (journal, name);

  g_assert_nonnull (copy);
  g_assert_nonnull (strstr (copy, has));
  g_assert_null (strstr (copy, lacks));
}

static gboolean
is_there (PoiseTestJournal *journal, const char *point)
{
  g_autofree char *path = g_build_filename (journal->path, "backups", point, NAME, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
damage (PoiseTestJournal *journal, const char *name)
{
  poise_test_write (journal->path, name, "{\"format\": \"poise-intentions\", \"vers");
}

/* As on a computer that wrote nothing of it for long. */
static void
drop_words_kept_apart (PoiseTestJournal *journal)
{
  g_autoptr (PoiseFolder) own = poise_unseen_file_find_folder (journal->folder);
  g_autofree char *kept = poise_unseen_file_get_side_path (own, NAME);

  poise_unseen_file_remove (kept);
}

static void
assert_meant (PoiseTestJournal *journal, const char *text)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (poise_intention_file_read (journal->folder, list, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (poise_intention_list_get_current (list)->text, ==, text);
}

static void
repair (PoiseTestJournal *journal)
{
  const PoiseFileKind *kind = poise_intention_file_get_kind ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PoiseRepairReport) report = NULL;

  g_assert_true (poise_side_repair_is_needed (journal->folder, kind));
  report = poise_side_repair_run (journal->folder, kind, journal->now, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (report->kept, NAME ".damaged-"));
  g_assert_true (g_file_test (report->kept, G_FILE_TEST_EXISTS));
  g_assert_false (poise_side_repair_is_needed (journal->folder, kind));
}

/* Once a day, before the day's first change. */
static void
test_kept (PoiseTestJournal *journal, gconstpointer unused)
{
  g_autoptr (GPtrArray) points = NULL;

  mean (journal, "first", "2026-11-20");
  g_assert_false (is_there (journal, "2026-11-20"));
  mean (journal, "second", "2026-11-21");
  assert_copy (journal, "2026-11-21", "first", "second");
  mean (journal, "third", "2026-11-21");
  assert_copy (journal, "2026-11-21", "first", "second");
  mean (journal, "fourth", "2026-11-22");
  assert_copy (journal, "2026-11-22", "third", "fourth");
  /* Going back is for months. */
  points = poise_backup_list (journal->folder, NULL);
  g_assert_cmpuint (points->len, ==, 0);
}

/* As months: of the last seven days, and the first of each month. */
static void
test_thinned (PoiseTestJournal *journal, gconstpointer unused)
{
  for (guint day = 10; day < 21; day++)
    {
      g_autofree char *text = g_strdup_printf ("of %u", day);
      g_autofree char *date = g_strdup_printf ("2026-11-%u", day);

      mean (journal, text, date);
    }
  g_assert_true (is_there (journal, "2026-11-11"));
  g_assert_false (is_there (journal, "2026-11-12"));
  g_assert_false (is_there (journal, "2026-11-13"));
  g_assert_true (is_there (journal, "2026-11-14"));
  assert_copy (journal, "2026-11-11", "of 10", "of 11");
  assert_copy (journal, "2026-11-20", "of 19", "of 20");
}

static void
test_damaged (PoiseTestJournal *journal, gconstpointer unused)
{
  const PoiseFileKind *kind = poise_intention_file_get_kind ();
  g_autoptr (GError) error = NULL;

  mean (journal, "first", "2026-11-20");
  g_assert_null (poise_side_repair_run (journal->folder, kind, journal->now, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND);
  mean (journal, "second", "2026-11-21");
  mean (journal, "third", "2026-11-22");
  damage (journal, NAME);
  repair (journal);
  /* With what was written here since the copy was made. */
  assert_meant (journal, "third");
  drop_words_kept_apart (journal);
  damage (journal, NAME);
  repair (journal);
  assert_meant (journal, "second");
  drop_words_kept_apart (journal);
  /* A copy may be damaged, too. */
  damage (journal, NAME);
  damage (journal, "backups/2026-11-22/" NAME);
  repair (journal);
  assert_meant (journal, "first");
}

static void
test_no_backup (PoiseTestJournal *journal, gconstpointer unused)
{
  const PoiseFileKind *kind = poise_intention_file_get_kind ();
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;

  mean (journal, "first", "2026-11-20");
  drop_words_kept_apart (journal);
  damage (journal, NAME);
  g_assert_true (poise_side_repair_is_needed (journal->folder, kind));
  g_assert_null (poise_side_repair_run (journal->folder, kind, journal->now, &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND);
  left = read_file (journal, NAME);
  g_assert_true (g_str_has_suffix (left, "\"vers"));
}

/* What a newer Poise wrote is not damaged. */
static void
test_newer (PoiseTestJournal *journal, gconstpointer unused)
{
  mean (journal, "first", "2026-11-20");
  mean (journal, "second", "2026-11-21");
  poise_test_write (journal->path, NAME,
                    "{\"format\": \"poise-intentions\", \"version\": 9, \"intentions\": []}");
  g_assert_false (poise_side_repair_is_needed (journal->folder, poise_intention_file_get_kind ()));
}

/* Who writes to a damaged file goes on from what there was before. */
static void
test_change_to_damaged (PoiseTestJournal *journal, gconstpointer unused)
{
  g_autoptr (PoiseIntentionList) empty = poise_intention_list_new ();
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autofree char *before = poise_intention_list_to_json (empty);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  mean (journal, "first", "2026-11-20");
  mean (journal, "second", "2026-11-21");
  damage (journal, NAME);
  poise_intention_list_set (list,
                            poise_intention_new ("new", "new", POISE_FACET_NONE, POISE_MODE_NONE,
                                                 poise_day_parse ("2026-11-23")));
  after = write_change (journal, before, list, &error);
  g_assert_no_error (error);
  assert_meant (journal, "new");
  poise_intention_file_read (journal->folder, list, NULL);
  g_assert_nonnull (poise_intention_list_lookup (list, "first"));
  /* What is damaged is no state to go back to. */
  assert_copy (journal, "2026-11-21", "first", "new");
}

/* What a copy of a sync tool replaces is kept, too. */
static void
test_copies (PoiseTestJournal *journal, gconstpointer unused)
{
  g_autofree char *theirs = NULL;
  g_autoptr (GError) error = NULL;

  mean (journal, "theirs", "2026-11-20");
  theirs = read_file (journal, NAME);
  poise_test_write (journal->path, NAME,
                    "{\"format\": \"poise-intentions\", \"version\": 1, \"intentions\": []}");
  poise_test_write (journal->path, "intentions (1).json", theirs);
  g_assert_true (poise_sync_open (journal->folder, journal->now, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_meant (journal, "theirs");
  assert_copy (journal, "2026-11-20", "intentions", "theirs");
}

/* Emptying the trash leaves nothing in the copies that is not in the files. */
static void
test_removed_for_good (PoiseTestJournal *journal, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Gone", FALSE, 0.0);
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autoptr (PoiseIntentionList) without = poise_intention_list_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint n;

  mean (journal, "secret", "2026-11-20");
  mean (journal, "other", "2026-11-21");
  assert_copy (journal, "2026-11-21", "secret", "other");
  poise_intention_file_read (journal->folder, list, NULL);
  before = poise_intention_list_to_json (list);
  poise_intention_list_set (without,
                            poise_intention_new ("other", "other", POISE_FACET_NONE,
                                                 POISE_MODE_NONE, poise_day_parse ("2026-11-21")));
  after = write_change (journal, before, without, NULL);
  poise_test_journal_add (journal, entry);
  g_assert_true (poise_test_journal_apply (journal, poise_change_new_deletion (entry, NULL), NULL));
  assert_copy (journal, "2026-11-21", "secret", "other");
  g_assert_true (poise_trash_purge (journal->folder, NULL, journal->now, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  assert_copy (journal, "2026-11-21", "other", "\"text\": \"secret\"");
  damage (journal, NAME);
  repair (journal);
  assert_meant (journal, "other");
}

/* Of a locked journal the copies are sealed, and are what repairs it. */
static void
test_locked (PoiseTestJournal *journal, gconstpointer unused)
{
  g_autoptr (PoiseKeyring) keyring = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *later = NULL;
  char *recovery = NULL;
  g_autoptr (GError) error = NULL;

  mean (journal, "first", "2026-11-20");
  mean (journal, "second", "2026-11-21");
  keyring = poise_lock_plan ("correct horse", journal->now, &recovery, &error);
  g_assert_no_error (error);
  poise_key_wipe (recovery);
  g_assert_true (poise_lock_close (journal->folder, keyring, journal->now, NULL, &error));
  mean (journal, "third", "2026-11-22");
  copy = g_build_filename (journal->path, "backups", "2026-11-21", NAME, NULL);
  later = g_build_filename (journal->path, "backups", "2026-11-22", NAME, NULL);
  g_assert_true (poise_file_is_sealed (copy) && poise_file_is_sealed (later));
  poise_test_write (journal->path, NAME, "PSEALED");
  repair (journal);
  assert_meant (journal, "third");
  drop_words_kept_apart (journal);
  poise_test_write (journal->path, NAME, "PSEALED");
  repair (journal);
  assert_meant (journal, "second");
  poise_lock_forget (journal->folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add (name, PoiseTestJournal, NULL, poise_test_journal_set_up, function,                   \
              poise_test_journal_tear_down)
  ADD ("/side-repair/kept", test_kept);
  ADD ("/side-repair/thinned", test_thinned);
  ADD ("/side-repair/damaged", test_damaged);
  ADD ("/side-repair/no-backup", test_no_backup);
  ADD ("/side-repair/newer", test_newer);
  ADD ("/side-repair/change-to-damaged", test_change_to_damaged);
  ADD ("/side-repair/copies", test_copies);
  ADD ("/side-repair/removed-for-good", test_removed_for_good);
  ADD ("/side-repair/locked", test_locked);
  return g_test_run ();
}
