/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many changes at once, all or none. */

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "poise-backup.h"
#include "poise-batch.h"
#include "poise-folder-lock.h"
#include "poise-folder-read.h"
#include "poise-restore.h"
#include "poise-rollback.h"
#include "poise-test.h"

#define N_MONTHS 5

static PoiseBatch *
make_batch (void)
{
  PoiseBatch *batch = poise_batch_new ();

  for (guint i = 1; i <= N_MONTHS; i++)
    {
      g_autofree char *day = g_strdup_printf ("2026-%02u-15", i);
      g_autoptr (PoiseEntry) entry = poise_test_entry (day, day, FALSE, 0.0);

      poise_batch_add (batch, entry);
    }
  return batch;
}

static guint
count_months (PoiseTestJournal *fixture)
{
  g_autoptr (GPtrArray) months = poise_folder_list_months (fixture->folder, NULL);

  return months->len;
}

static void
count_cb (guint done, guint total, gpointer data)
{
  guint *n = data;

  g_assert_cmpuint (done, ==, *n);
  g_assert_cmpuint (total, ==, N_MONTHS);
  (*n)++;
}

static void
test_all (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseBatch) batch = make_batch ();
  g_autoptr (GError) error = NULL;
  g_autofree char *undo = NULL;
  guint n = 0;

  g_assert_true (
    poise_batch_apply (batch, fixture->folder, fixture->now, count_cb, &n, NULL, &undo, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, N_MONTHS);
  g_assert_nonnull (undo);
  g_assert_cmpuint (count_months (fixture), ==, N_MONTHS);
}

typedef struct
{
  GCancellable *cancellable;
  guint at;
} Stop;

static void
stop_cb (guint done, guint total, gpointer data)
{
  Stop *stop = data;

  if (done == stop->at)
    g_cancellable_cancel (stop->cancellable);
}

/* Stopped before any of its months, it leaves nothing of them, and what was there as it was. */
static void
test_none (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-03-01", "Before", FALSE, 0.0);
  g_autofree char *before = NULL;

  poise_test_journal_add (fixture, entry);
  before = poise_test_read (fixture->path, "entries/2026-03.json");
  for (guint at = 0; at < N_MONTHS; at++)
    {
      g_autoptr (PoiseBatch) batch = make_batch ();
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      g_autofree char *undo = NULL;
      Stop stop = { cancellable, at };

      g_assert_false (poise_batch_apply (batch, fixture->folder, fixture->now, stop_cb, &stop,
                                         cancellable, &undo, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_null (undo);
      after = poise_test_read (fixture->path, "entries/2026-03.json");
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpuint (count_months (fixture), ==, 1);
    }
}

/* A month with two entries, a third in its trash, and an import into it. */
static PoiseBatch *
fill_march (PoiseTestJournal *fixture)
{
  g_autoptr (PoiseEntry) kept = poise_test_entry ("2026-03-01", "Kept", FALSE, 0.0);
  g_autoptr (PoiseEntry) deleted = poise_test_entry ("2026-03-02", "Deleted", FALSE, 0.0);
  g_autoptr (PoiseEntry) imported = poise_test_entry ("2026-03-03", "Imported", FALSE, 0.0);
  g_autoptr (GError) error = NULL;
  PoiseBatch *batch = poise_batch_new ();

  poise_test_journal_add (fixture, kept);
  poise_test_journal_add (fixture, deleted);
  poise_test_journal_apply (fixture, poise_change_new_deletion (deleted, NULL), &error);
  g_assert_no_error (error);
  poise_batch_add (batch, imported);
  return batch;
}

/* Stops an import after its first month. */
static void
stop_after_one (PoiseTestJournal *fixture, PoiseBatch *batch)
{
  g_autoptr (PoiseEntry) later = poise_test_entry ("2026-04-01", "Later", FALSE, 0.0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Stop stop = { cancellable, 1 };

  poise_batch_add (batch, later);
  g_assert_false (poise_batch_apply (batch, fixture->folder, fixture->now, stop_cb, &stop,
                                     cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (poise_rollback_is_half_done (fixture->folder));
}

/* Another program writes meanwhile. */
static void
stop_with_other (PoiseTestJournal *fixture, PoiseBatch *batch, PoiseTestOther *other)
{
  poise_test_other_begin (other);
  stop_after_one (fixture, batch);
  poise_test_other_end (other);
}

typedef struct
{
  const char *at;
  const char *name;
  const char *text; /* one that the file has, */
  const char *other_text;
  const char *joined;
} Brought;

/* What a sync tool, which knows no lock, brings before a month is written or after that is no
 * part of the import, whether the import writes that file or not. */
static void
test_brought_meanwhile (PoiseTestJournal *fixture, gconstpointer data)
{
  const Brought *brought = data;
  g_autoptr (PoiseBatch) batch = fill_march (fixture);
  g_autofree char *file = poise_test_read (fixture->path, brought->name);
  g_autofree char *joined = NULL;
  g_autoptr (GString) text = g_string_new (file);
  PoiseTestOther other = { brought->at, fixture->path, brought->name };

  g_assert_cmpuint (g_string_replace (text, brought->text, brought->other_text, 0), >, 0);
  other.text = text->str;
  stop_with_other (fixture, batch, &other);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, brought->joined);
}

/* So it is with what it brings for an import to wait beside a damaged month. */
static void
test_pending_brought (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseBatch) batch = fill_march (fixture);
  g_autofree char *good = poise_test_read (fixture->path, "entries/2026-03.json");
  g_autofree char *pending = NULL;
  g_autoptr (GString) text = g_string_new (good);
  PoiseTestOther other = { "2026-03 has", fixture->path, "entries/2026-03.pending.json" };

  g_string_replace (text, "Kept", "Written elsewhere", 0);
  other.text = text->str;
  poise_test_write (fixture->path, "entries/2026-03.json", "{ damaged");
  stop_with_other (fixture, batch, &other);
  pending = poise_test_read (fixture->path, "entries/2026-03.pending.json");
  g_assert_cmpstr (pending, ==, text->str);
}

/* All files of a month are as they were, to the byte: also the trash, out of which an entry came,
 * and what waited and was taken in. */
static void
test_all_files (PoiseTestJournal *fixture, gconstpointer unused)
{
  static const char *const names[] = { "entries/2026-03.json", "trash/2026-03.json",
                                       "entries/2026-03.pending.json" };
  g_autoptr (PoiseBatch) batch = fill_march (fixture);
  g_autoptr (PoiseEntry) revived = poise_test_entry ("2026-03-05", "Revived", FALSE, 0.0);
  g_autoptr (GError) error = NULL;
  g_autofree char *month = NULL;
  g_autoptr (GString) waiting = NULL;
  char *before[G_N_ELEMENTS (names)];

  poise_test_journal_add (fixture, revived);
  month = poise_test_read (fixture->path, names[0]);
  waiting = g_string_new (month);
  g_string_replace (waiting, "Kept", "Waiting", 0);
  poise_test_journal_apply (fixture, poise_change_new_deletion (revived, NULL), &error);
  g_assert_no_error (error);
  poise_test_write (fixture->path, names[2], waiting->str);
  poise_batch_add (batch, revived);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    before[i] = poise_test_read (fixture->path, names[i]);
  stop_after_one (fixture, batch);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *after = poise_test_read (fixture->path, names[i]);

      g_assert_cmpstr (after, ==, before[i]);
      g_free (before[i]);
    }
}

/* An entry that an import brings out of the trash is in there again, also where others wrote the
 * trash meanwhile without it. */
static void
test_revived_meanwhile (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseBatch) batch = fill_march (fixture);
  g_autoptr (PoiseEntry) revived = poise_test_entry ("2026-03-05", "Revived", FALSE, 0.0);
  g_autofree char *trash = poise_test_read (fixture->path, "trash/2026-03.json");
  g_autofree char *joined = NULL;
  g_autoptr (GString) text = g_string_new (trash);
  g_autoptr (GError) error = NULL;
  PoiseTestOther other = { "2026-03 has", fixture->path, "trash/2026-03.json" };

  g_string_replace (text, "Deleted", "Elsewhere", 0);
  other.text = text->str;
  poise_test_journal_add (fixture, revived);
  poise_test_journal_apply (fixture, poise_change_new_deletion (revived, NULL), &error);
  g_assert_no_error (error);
  poise_batch_add (batch, revived);
  stop_with_other (fixture, batch, &other);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "Kept|Elsewhere,Revived");
}

/* What was added goes without a trace; what was changed since goes to the trash. */
static void
test_discard (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Added", FALSE, 0.0);
  g_autoptr (PoiseEntry) changed = poise_test_entry ("2026-11-22", "Added too", FALSE, 0.0);
  g_autoptr (PoiseEntry) later = poise_entry_copy (changed);
  g_autoptr (PoiseBatch) batch = poise_batch_new ();
  g_autoptr (PoiseVersion) base = poise_version_new (changed);
  g_autoptr (GError) error = NULL;
  g_autofree char *joined = NULL;

  poise_test_journal_add (fixture, entry);
  poise_test_journal_add (fixture, changed);
  poise_entry_set_text (later, "Changed since");
  poise_entry_touch (later, fixture->now);
  poise_test_journal_apply (fixture, poise_change_new (poise_entry_get_id (later), later, base),
                            &error);
  g_assert_no_error (error);
  poise_batch_discard (batch, entry);
  poise_batch_discard (batch, changed);
  g_assert_true (
    poise_batch_apply (batch, fixture->folder, fixture->now, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "|Changed since");
}

static void
kill_cb (guint done, guint total, gpointer unused)
{
  if (done == 2)
    raise (SIGKILL);
}

/* What lay in the trash goes back there where the program is killed half way. */
static void
test_killed_with_deleted (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseBatch) batch = poise_batch_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  int status;
  pid_t child;

  for (guint i = 1; i <= N_MONTHS; i++)
    {
      g_autofree char *day = g_strdup_printf ("2026-%02u-15", i);
      g_autoptr (PoiseEntry) entry = poise_test_entry (day, day, FALSE, 0.0);

      poise_test_journal_add (fixture, entry);
      poise_test_journal_apply (fixture, poise_change_new_deletion (entry, NULL), &error);
      g_assert_no_error (error);
      poise_batch_add (batch, entry);
    }
  before = poise_test_journal_join (fixture);
  child = fork ();
  if (child == 0)
    {
      poise_batch_apply (batch, fixture->folder, fixture->now, kill_cb, NULL, NULL, NULL, NULL);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_true (poise_rollback_is_half_done (fixture->folder));
  g_assert_true (poise_folder_recover (fixture->folder, fixture->now, &error));
  g_assert_no_error (error);
  after = poise_test_journal_join (fixture);
  g_assert_cmpstr (after, ==, before);
}

static void
set_now (PoiseTestJournal *fixture, const char *now)
{
  g_date_time_unref (fixture->now);
  fixture->now = g_date_time_new_from_iso8601 (now, NULL);
}

static void
go_back (PoiseTestJournal *fixture, const char *point, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *joined = NULL;
  guint n;

  g_free (poise_restore_run (fixture->folder, point, fixture->now, &n, &error));
  g_assert_no_error (error);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, expected);
}

static void
apply_all (PoiseTestJournal *fixture, PoiseBatch *batch)
{
  g_autoptr (GError) error = NULL;

  poise_batch_apply (batch, fixture->folder, fixture->now, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* What no point of its own is kept of is in the day's: the months as they were when it began. */
static void
test_backup (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) first = poise_test_entry ("2026-11-20", "First", FALSE, 0.0);
  g_autoptr (PoiseEntry) second = poise_test_entry ("2026-11-21", "Second", FALSE, 0.0);
  g_autoptr (PoiseEntry) today = poise_test_entry ("2026-11-25", "Today", FALSE, 0.0);
  g_autoptr (PoiseEntry) old = poise_test_entry ("2026-10-05", "Old", FALSE, 0.0);
  g_autoptr (PoiseEntry) older = poise_test_entry ("2026-11-05", "Older", FALSE, 0.0);
  g_autoptr (PoiseBatch) import = poise_batch_new ();
  g_autoptr (PoiseBatch) undo = poise_batch_new ();
  g_autoptr (GPtrArray) points = NULL;

  set_now (fixture, "2026-11-20T12:00:00Z");
  poise_test_journal_add (fixture, first);
  set_now (fixture, "2026-11-21T12:00:00Z");
  poise_test_journal_add (fixture, second);
  poise_batch_add (import, old);
  poise_batch_add (import, older);
  set_now (fixture, "2026-11-25T12:00:00Z");
  apply_all (fixture, import);
  points = poise_backup_list (fixture->folder, NULL);
  g_assert_cmpuint (points->len, ==, 3);
  g_assert_cmpstr (((PoiseBackup *) points->pdata[0])->name, ==, "2026-11-25");
  g_assert_cmpuint (((PoiseBackup *) points->pdata[0])->n_months, ==, 2);
  poise_test_journal_add (fixture, today);

  /* Taking it out works as before, and changes nothing of how the day began. */
  poise_batch_discard (undo, old);
  poise_batch_discard (undo, older);
  apply_all (fixture, undo);
  go_back (fixture, "2026-11-25", "First,Second|");
  set_now (fixture, "2026-11-26T12:00:00Z");
  apply_all (fixture, import);
  go_back (fixture, "2026-11-21", "First|");
}

/* Where the day has a point already, what that one has of a month stays. */
static void
test_backup_of_a_day (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) first = poise_test_entry ("2026-11-20", "First", FALSE, 0.0);
  g_autoptr (PoiseEntry) today = poise_test_entry ("2026-11-25", "Today", FALSE, 0.0);
  g_autoptr (PoiseEntry) old = poise_test_entry ("2026-10-05", "Old", FALSE, 0.0);
  g_autoptr (PoiseEntry) older = poise_test_entry ("2026-11-05", "Older", FALSE, 0.0);
  g_autoptr (PoiseBatch) import = poise_batch_new ();

  set_now (fixture, "2026-11-20T12:00:00Z");
  poise_test_journal_add (fixture, first);
  set_now (fixture, "2026-11-25T12:00:00Z");
  poise_test_journal_add (fixture, today);
  poise_batch_add (import, old);
  poise_batch_add (import, older);
  apply_all (fixture, import);
  go_back (fixture, "2026-11-25", "First|");
}

/* What is taken out on a later day than it came in was there as that day began. */
static void
test_undone_later (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) older = poise_test_entry ("2026-11-05", "Older", FALSE, 0.0);
  g_autoptr (PoiseBatch) import = poise_batch_new ();
  g_autoptr (PoiseBatch) undo = poise_batch_new ();
  g_autofree char *backup = NULL;
  g_autofree char *joined = NULL;

  poise_batch_add (import, older);
  poise_batch_discard (undo, older);
  set_now (fixture, "2026-11-25T12:00:00Z");
  apply_all (fixture, import);
  set_now (fixture, "2026-11-26T12:00:00Z");
  apply_all (fixture, undo);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "|");
  backup = poise_test_read (fixture->path, "backups/2026-11-26/2026-11.json");
  g_assert_nonnull (strstr (backup, "Older"));
}

/* What a batch keeps of a damaged month is no state of it: older points can be gone back to. */
static void
test_damaged_month (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) first = poise_test_entry ("2026-10-01", "First", FALSE, 0.0);
  g_autoptr (PoiseEntry) second = poise_test_entry ("2026-10-02", "Second", FALSE, 0.0);
  g_autoptr (PoiseEntry) old = poise_test_entry ("2026-10-05", "Old", FALSE, 0.0);
  g_autoptr (PoiseEntry) older = poise_test_entry ("2026-11-05", "Older", FALSE, 0.0);
  g_autoptr (PoiseEntry) oldest = poise_test_entry ("2026-11-04", "Oldest", FALSE, 0.0);
  g_autoptr (PoiseBatch) folded = poise_batch_new ();
  g_autoptr (PoiseBatch) kept = poise_batch_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *undo = NULL;
  g_autofree char *damaged = NULL;

  set_now (fixture, "2026-11-20T12:00:00Z");
  poise_test_journal_add (fixture, first);
  set_now (fixture, "2026-11-21T12:00:00Z");
  poise_test_journal_add (fixture, second);
  poise_test_write (fixture->path, "entries/2026-11.json", "{ damaged");
  poise_batch_add (folded, old);
  poise_batch_add (folded, older);
  poise_batch_add (kept, oldest);
  set_now (fixture, "2026-11-25T12:00:00Z");
  apply_all (fixture, folded);
  go_back (fixture, "2026-11-21", "First,Older|");

  set_now (fixture, "2026-11-26T12:00:00Z");
  g_assert_true (
    poise_batch_apply (kept, fixture->folder, fixture->now, NULL, NULL, NULL, &undo, &error));
  g_assert_no_error (error);
  go_back (fixture, "2026-11-21", "First,Older,Oldest|");
  damaged = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_cmpstr (damaged, ==, "{ damaged");
}

#define ADD(name, func)                                                                            \
  g_test_add (name, PoiseTestJournal, NULL, poise_test_journal_set_up, func,                       \
              poise_test_journal_tear_down)

int
main (int argc, char **argv)
{
  static const Brought brought[] = {
    { "2026-03 is known", "entries/2026-03.json", "Kept", "Elsewhere", "Elsewhere|Deleted" },
    { "2026-03 is known", "trash/2026-03.json", "Deleted", "Elsewhere", "Kept|Elsewhere" },
    { "2026-03 has", "entries/2026-03.json", "Kept", "Elsewhere", "Elsewhere|Deleted" },
    { "2026-03 has", "trash/2026-03.json", "Deleted", "Elsewhere", "Kept|Elsewhere" },
  };

  g_test_init (&argc, &argv, NULL);
  ADD ("/batch/all", test_all);
  ADD ("/batch/none", test_none);
  for (guint i = 0; i < G_N_ELEMENTS (brought); i++)
    {
      g_autofree char *path = g_strdup_printf ("/batch/brought-meanwhile/%u", i);

      g_test_add (path, PoiseTestJournal, &brought[i], poise_test_journal_set_up,
                  test_brought_meanwhile, poise_test_journal_tear_down);
    }
  ADD ("/batch/all-files", test_all_files);
  ADD ("/batch/revived-meanwhile", test_revived_meanwhile);
  ADD ("/batch/pending-brought", test_pending_brought);
  ADD ("/batch/discard", test_discard);
  ADD ("/batch/killed-with-deleted", test_killed_with_deleted);
  ADD ("/batch/backup", test_backup);
  ADD ("/batch/backup-of-a-day", test_backup_of_a_day);
  ADD ("/batch/undone-later", test_undone_later);
  ADD ("/batch/damaged-month", test_damaged_month);
  return g_test_run ();
}
