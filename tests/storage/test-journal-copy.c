/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A journal put into another folder. */

#include <signal.h>
#include <sys/resource.h>

#include "poise-folder-read.h"
#include "poise-journal-copy.h"
#include "poise-test.h"

typedef struct
{
  PoiseTestJournal from;
  PoiseTestJournal to;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  poise_test_journal_set_up (&self->from, NULL);
  poise_test_journal_set_up (&self->to, NULL);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  poise_test_journal_tear_down (&self->from, NULL);
  poise_test_journal_tear_down (&self->to, NULL);
}

static guint
run (Fixture *self, PoiseJournalCopy *copy)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (poise_journal_copy_run (copy, self->from.now, &n, &error));
  g_assert_no_error (error);
  return n;
}

static guint
copy (Fixture *self)
{
  g_autoptr (PoiseJournalCopy) copy = poise_journal_copy_new (self->from.folder, self->to.folder);
  guint n = run (self, copy);

  poise_journal_copy_end (copy);
  return n;
}

static gboolean
is_due (Fixture *self)
{
  g_autoptr (PoiseJournalCopy) copy = poise_journal_copy_new (self->from.folder, self->to.folder);

  return poise_journal_copy_is_due (copy);
}

static char *
join (PoiseTestJournal *journal)
{
  return poise_test_journal_join (journal);
}

static void
test_into_an_empty_folder (Fixture *self, gconstpointer unused)
{
  g_autoptr (PoiseEntry) november = poise_test_entry ("2026-11-23", "November", TRUE, 0.5);
  g_autoptr (PoiseEntry) march = poise_test_entry ("2026-03-01", "March", FALSE, 0.0);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *there = NULL;

  poise_test_journal_add (&self->from, november);
  poise_test_journal_add (&self->from, march);
  before = poise_test_read (self->from.path, "entries/2026-11.json");
  g_assert_cmpuint (copy (self), ==, 2);
  there = poise_test_read (self->to.path, "entries/2026-11.json");
  g_assert_cmpstr (there, ==, before);
  after = poise_test_read (self->from.path, "entries/2026-11.json");
  g_assert_cmpstr (after, ==, before);
  /* Once more is the same again. */
  copy (self);
  g_free (there);
  there = join (&self->to);
  g_assert_cmpstr (there, ==, "March,November|");
}

static void
test_into_another_journal (Fixture *self, gconstpointer unused)
{
  g_autoptr (PoiseEntry) shared = poise_test_entry ("2026-11-23", "Older", FALSE, 0.0);
  g_autoptr (PoiseEntry) newer = poise_entry_copy (shared);
  g_autoptr (PoiseEntry) there = poise_test_entry ("2026-11-20", "There", FALSE, 0.0);
  g_autofree char *joined = NULL;

  poise_entry_set_text (newer, "Newer");
  poise_entry_touch (newer, self->from.now);
  poise_test_journal_add (&self->from, shared);
  poise_test_journal_add (&self->to, newer);
  poise_test_journal_add (&self->to, there);
  g_assert_cmpuint (copy (self), ==, 1);
  joined = join (&self->to);
  g_assert_cmpstr (joined, ==, "Newer,There|Older");
}

static void
test_files_beside_the_months (Fixture *self, gconstpointer unused)
{
  g_autofree char *prompts = NULL;
  g_autofree char *learned = NULL;

  poise_test_write (self->from.path, "prompts.json", "{\"from\": 1}");
  poise_test_write (self->from.path, "learned.json", "{\"from\": 1}");
  poise_test_write (self->to.path, "learned.json", "{ damaged");
  copy (self);
  prompts = poise_test_read (self->to.path, "prompts.json");
  learned = poise_test_read (self->to.path, "learned.json");
  g_assert_cmpstr (prompts, ==, "{\"from\": 1}");
  /* What cannot be added to stays. */
  g_assert_cmpstr (learned, ==, "{ damaged");
}

static void
test_unreadable_month_stays (Fixture *self, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-03-01", "Whole", FALSE, 0.0);
  g_autofree char *damaged = NULL;
  g_autofree char *joined = NULL;

  poise_test_journal_add (&self->from, entry);
  poise_test_write (self->from.path, "entries/2026-11.json", "{ not json");
  g_assert_cmpuint (copy (self), ==, 1);
  joined = join (&self->to);
  g_assert_cmpstr (joined, ==, "Whole|");
  damaged = poise_test_read (self->from.path, "entries/2026-11.json");
  g_assert_cmpstr (damaged, ==, "{ not json");
  g_clear_pointer (&damaged, g_free);
  damaged = poise_test_read (self->to.path, "entries/2026-11.json");
  g_assert_null (damaged);
}

static void
delete_entry (PoiseTestJournal *journal, PoiseEntry *entry)
{
  g_autoptr (PoiseVersion) base = poise_version_new (entry);

  g_assert_true (poise_test_journal_apply (journal, poise_change_new_deletion (entry, base), NULL));
}

/* What was deleted and agreed comes along, too. */
static void
test_trash_and_agreement (Fixture *self, gconstpointer unused)
{
  g_autoptr (PoiseEntry) kept = poise_test_entry ("2026-11-23", "Kept", FALSE, 0.0);
  g_autoptr (PoiseEntry) gone = poise_test_entry ("2026-11-22", "Gone", FALSE, 0.0);
  g_autoptr (PoiseEntry) alone = poise_test_entry ("2026-10-22", "Alone", FALSE, 0.0);
  g_autofree char *joined = NULL;
  g_autofree char *agreement = NULL;

  poise_test_journal_add (&self->from, kept);
  poise_test_journal_add (&self->from, gone);
  poise_test_journal_add (&self->from, alone);
  delete_entry (&self->from, gone);
  delete_entry (&self->from, alone);
  poise_test_write (self->from.path, "agreement.json", "{\"from\": 1}");
  copy (self);
  joined = join (&self->to);
  g_assert_cmpstr (joined, ==, "Kept|Alone,Gone");
  agreement = poise_test_read (self->to.path, "agreement.json");
  g_assert_cmpstr (agreement, ==, "{\"from\": 1}");
}

/* What is changed while it is copied is copied in another run, and only that: what was copied
 * before it is no other version. */
static void
test_run_again (Fixture *self, gconstpointer unused)
{
  g_autoptr (PoiseJournalCopy) copy = poise_journal_copy_new (self->from.folder, self->to.folder);
  g_autoptr (PoiseEntry) changed = poise_test_entry ("2026-11-23", "First", FALSE, 0.0);
  g_autoptr (PoiseEntry) deleted = poise_test_entry ("2026-11-22", "Deleted", FALSE, 0.0);
  g_autoptr (PoiseEntry) revived = poise_test_entry ("2026-11-21", "Revived", FALSE, 0.0);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-03-01", "Other", FALSE, 0.0);
  g_autoptr (PoiseVersion) base = NULL;
  g_autofree char *joined = NULL;

  poise_test_journal_add (&self->from, changed);
  poise_test_journal_add (&self->from, deleted);
  poise_test_journal_add (&self->from, revived);
  poise_test_journal_add (&self->from, other);
  delete_entry (&self->from, revived);
  g_assert_cmpuint (run (self, copy), ==, 3);
  base = poise_version_new (changed);
  poise_entry_set_text (changed, "First, and more");
  poise_entry_touch (changed, self->from.now);
  g_assert_true (poise_test_journal_apply (
    &self->from, poise_change_new (poise_entry_get_id (changed), changed, base), NULL));
  delete_entry (&self->from, deleted);
  poise_test_journal_add (&self->from, revived);
  g_assert_cmpuint (run (self, copy), ==, 2);
  joined = join (&self->to);
  g_assert_cmpstr (joined, ==, "First, and more,Other,Revived|Deleted");
}

/* The disk takes files of so many bytes only; 0 takes that back. */
static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes > 0 ? bytes : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* A try that is cut short is gone on with, by the journal that it is of. */
static void
test_cut_short (Fixture *self, gconstpointer unused)
{
  g_autoptr (PoiseJournalCopy) first = poise_journal_copy_new (self->from.folder, self->to.folder);
  g_autofree char *other_path = poise_test_make_folder ();
  g_autoptr (PoiseFolder) other = poise_folder_new (other_path);
  g_autoptr (PoiseJournalCopy) of_other = poise_journal_copy_new (other, self->to.folder);
  g_autoptr (PoiseEntry) march = poise_test_entry ("2026-03-01", "March", FALSE, 0.0);
  g_autofree char *long_text = g_strnfill (60000, 'x');
  g_autoptr (PoiseEntry) november = poise_test_entry ("2026-11-23", long_text, FALSE, 0.0);
  g_autofree char *wanted = g_strdup_printf ("March,%s|", long_text);
  g_autoptr (GError) error = NULL;
  g_autofree char *joined = NULL;
  guint n;

  g_assert_true (is_due (self));
  poise_test_journal_add (&self->from, march);
  poise_test_journal_add (&self->from, november);
  limit_files (20000);
  g_assert_false (poise_journal_copy_run (first, self->from.now, &n, &error));
  limit_files (0);
  g_assert_nonnull (error);
  joined = join (&self->to);
  g_assert_cmpstr (joined, ==, "March|");
  g_clear_pointer (&joined, g_free);
  g_assert_true (is_due (self));
  g_assert_false (poise_journal_copy_is_due (of_other));
  copy (self);
  g_assert_false (is_due (self));
  joined = join (&self->to);
  g_assert_cmpstr (joined, ==, wanted);
  poise_test_remove_folder (other_path);
}

/* A journal is not copied into itself, where its head is missing. */
static void
test_into_itself (Fixture *self, gconstpointer unused)
{
  g_autoptr (PoiseJournalCopy) copy = poise_journal_copy_new (self->from.folder, self->from.folder);

  g_assert_false (poise_journal_copy_is_due (copy));
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/journal-copy/into-an-empty-folder", test_into_an_empty_folder);
  ADD ("/journal-copy/into-another-journal", test_into_another_journal);
  ADD ("/journal-copy/files-beside-the-months", test_files_beside_the_months);
  ADD ("/journal-copy/unreadable-month-stays", test_unreadable_month_stays);
  ADD ("/journal-copy/trash-and-agreement", test_trash_and_agreement);
  ADD ("/journal-copy/run-again", test_run_again);
  ADD ("/journal-copy/cut-short", test_cut_short);
  ADD ("/journal-copy/into-itself", test_into_itself);
  return g_test_run ();
}
