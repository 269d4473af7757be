/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "poise-error.h"
#include "poise-folder-read.h"
#include "poise-merge.h"
#include "poise-test.h"
#include "poise-trash.h"

/* The only entry of the trash. */
static PoiseEntry *
get_deleted (PoiseTestJournal *fixture)
{
  g_autoptr (GPtrArray) trash = poise_folder_read_trash (fixture->folder, NULL, NULL);

  g_assert_cmpuint (trash->len, ==, 1);
  return g_object_ref (g_ptr_array_index (trash, 0));
}

static void
test_deleted_and_back (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Text", TRUE, 0.5);
  g_autoptr (JsonObject) extra = json_object_new ();
  g_autoptr (PoiseEntry) deleted = NULL;
  g_autoptr (PoiseEntry) revived = NULL;
  g_autoptr (GDateTime) when = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *joined = NULL;

  json_object_set_string_member (extra, "weather", "rain");
  poise_entry_set_extra (entry, extra);
  poise_test_journal_add (fixture, entry);
  poise_test_journal_apply (fixture, poise_change_new_deletion (entry, NULL), &error);
  g_assert_no_error (error);
  deleted = get_deleted (fixture);
  when = poise_trash_get_deleted (deleted);
  g_assert_true (g_date_time_equal (when, fixture->now));
  g_assert_false (poise_trash_is_conflict (deleted));
  /* It is what it was, with what this version does not know. */
  revived = poise_trash_revive (deleted);
  g_assert_true (poise_entry_equal (revived, entry));
  g_assert_null (poise_trash_get_deleted (revived));
  g_assert_cmpstr (
    json_object_get_string_member_with_default (poise_entry_get_extra (revived), "weather", NULL),
    ==, "rain");
  poise_test_journal_apply (fixture, poise_change_new (poise_entry_get_id (revived), revived, NULL),
                            &error);
  g_assert_no_error (error);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "Text|");
}

/* The older of two versions was deleted by nobody. */
static void
test_conflict (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) mine = poise_test_entry ("2026-11-23", "Base", FALSE, 0.0);
  g_autoptr (PoiseEntry) theirs = poise_entry_copy (mine);
  g_autoptr (PoiseVersion) base = poise_version_new (mine);
  g_autoptr (PoiseEntry) loser = NULL;
  g_autoptr (PoiseEntry) revived = NULL;

  poise_test_journal_add (fixture, mine);
  poise_entry_set_text (theirs, "Theirs");
  poise_entry_touch (theirs, fixture->now);
  poise_test_journal_apply (fixture, poise_change_new (poise_entry_get_id (mine), theirs, base),
                            NULL);
  poise_entry_set_text (mine, "Mine");
  poise_entry_touch (mine, fixture->now);
  poise_entry_touch (mine, fixture->now);
  poise_test_journal_apply (fixture, poise_change_new (poise_entry_get_id (mine), mine, base),
                            NULL);
  loser = get_deleted (fixture);
  g_assert_true (poise_trash_is_conflict (loser));
  revived = poise_trash_revive (loser);
  g_assert_false (poise_trash_is_conflict (revived));
}

static void
write_at (PoiseTestJournal *fixture, const char *clock)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-01", "Written", FALSE, 0.0);

  g_date_time_unref (fixture->now);
  fixture->now = g_date_time_new_from_iso8601 (clock, NULL);
  poise_entry_set_modified (entry, fixture->now);
  poise_test_journal_add (fixture, entry);
}

static guint
clean_up_at (PoiseTestJournal *fixture, const char *clock)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (clock, NULL);
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_true (poise_trash_clean_up (fixture->folder, now, &n, &error));
  g_assert_no_error (error);
  return n;
}

/* What was deleted goes after 30 days; neither one start by a clock that is a year ahead, nor one
 * day of writing by it, takes it away before. */
static void
test_clean_up (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-02", "Deleted", FALSE, 0.0);

  write_at (fixture, "2026-11-20T12:00:00Z");
  write_at (fixture, "2026-11-21T12:00:00Z");
  poise_entry_set_modified (entry, fixture->now);
  poise_test_journal_add (fixture, entry);
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (entry, NULL), NULL));
  g_assert_cmpuint (clean_up_at (fixture, "2027-11-21T12:00:00Z"), ==, 0);
  write_at (fixture, "2027-11-21T12:30:00Z");
  g_assert_cmpuint (clean_up_at (fixture, "2027-11-21T13:00:00Z"), ==, 0);

  write_at (fixture, "2026-12-10T12:00:00Z");
  write_at (fixture, "2026-12-23T12:00:00Z");
  g_assert_cmpuint (clean_up_at (fixture, "2026-12-20T12:00:00Z"), ==, 0);
  g_assert_cmpuint (clean_up_at (fixture, "2026-12-23T12:00:00Z"), ==, 1);
}

/* Another program that touches a file over and over, which knows no lock. */
typedef struct
{
  char *path;
  GThread *thread;
  gint n_touched;
  gint is_stopped;
} Toucher;

static gpointer
touch_cb (gpointer data)
{
  Toucher *toucher = data;

  while (!g_atomic_int_get (&toucher->is_stopped))
    {
      struct timespec time = { 1790000000, g_atomic_int_add (&toucher->n_touched, 1) % 1000000000 };
      const struct timespec times[] = { time, time };

      utimensat (AT_FDCWD, toucher->path, times, 0);
    }
  return NULL;
}

static void
toucher_start (Toucher *toucher)
{
  toucher->n_touched = 0;
  toucher->is_stopped = FALSE;
  toucher->thread = g_thread_new ("toucher", touch_cb, toucher);
  while (g_atomic_int_get (&toucher->n_touched) == 0)
    g_thread_yield ();
}

static void
toucher_stop (Toucher *toucher)
{
  g_atomic_int_set (&toucher->is_stopped, TRUE);
  g_thread_join (toucher->thread);
}

/* As it is said that a month was changed meanwhile. */
static void
stop_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  Toucher *toucher = data;

  if (strstr (message, "meanwhile") != NULL)
    g_atomic_int_set (&toucher->is_stopped, TRUE);
}

static void
add_deleted (PoiseTestJournal *fixture, const char *day)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry (day, "Gone", FALSE, 0.0);

  poise_test_journal_add (fixture, entry);
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (entry, NULL), NULL));
}

static guint
count_trash (PoiseTestJournal *fixture)
{
  g_autoptr (GPtrArray) trash = poise_folder_read_trash (fixture->folder, NULL, NULL);

  return trash->len;
}

/* What another program comes in the way of is tried again, and said to be done only if it is. */
static void
test_overtaken (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->path, "trash", "2026-11.json", NULL);
  g_autoptr (GError) error = NULL;
  Toucher toucher = { .path = path };
  gboolean is_done;
  guint n, n_left, handler;

  add_deleted (fixture, "2026-10-01");
  add_deleted (fixture, "2026-11-01");
  toucher_start (&toucher);
  is_done = poise_trash_purge (fixture->folder, NULL, fixture->now, &n, &error);
  toucher_stop (&toucher);
  n_left = count_trash (fixture);
  g_assert_cmpint (is_done, ==, n_left == 0);
  g_assert_cmpuint (n, ==, 2 - n_left);
  if (!is_done)
    g_assert_error (error, POISE_ERROR, POISE_ERROR_OVERTAKEN);
  g_clear_error (&error);

  handler = g_log_set_handler ("Poise-Storage", G_LOG_LEVEL_DEBUG, stop_cb, &toucher);
  toucher_start (&toucher);
  g_assert_true (poise_trash_purge (fixture->folder, NULL, fixture->now, &n, &error));
  g_assert_no_error (error);
  toucher_stop (&toucher);
  g_log_remove_handler ("Poise-Storage", handler);
  g_assert_cmpuint (n, ==, n_left);
  g_assert_cmpuint (count_trash (fixture), ==, 0);
}

/* What another program put in the place of a trash that goes as a whole stays. It does a year after
 * it was emptied. */
static void
test_brought_meanwhile (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-02", "Theirs", FALSE, 0.0);
  g_autoptr (PoiseEntry) deleted = poise_merge_new_deleted (entry, fixture->now);
  g_autoptr (PoiseMonth) month = poise_month_new ("2026-11");
  g_autoptr (GDateTime) later = g_date_time_add_months (fixture->now, 13);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *path = poise_folder_get_trash_path (fixture->folder, "2026-11");
  g_autoptr (GString) text = NULL;
  g_autofree char *joined = NULL;
  g_autoptr (GError) error = NULL;
  PoiseTestOther other = { "The trash of 2026-11: ", fixture->path, "trash/2026-11.json" };
  guint n;

  add_deleted (fixture, "2026-11-01");
  g_assert_true (poise_trash_purge (fixture->folder, NULL, fixture->now, &n, &error));
  g_assert_no_error (error);
  g_ptr_array_add (month->entries, g_object_ref (deleted));
  text = poise_month_serialize (month);
  other.text = text->str;
  poise_test_other_begin (&other);
  g_assert_true (poise_trash_purge_entries (fixture->folder, none, later, &error));
  g_assert_no_error (error);
  poise_test_other_end (&other);
  joined = poise_test_journal_join (fixture);
  g_assert_cmpstr (joined, ==, "|Theirs");

  /* Where nobody does it goes. */
  g_assert_true (poise_trash_purge (fixture->folder, NULL, fixture->now, &n, &error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (poise_trash_purge_entries (fixture->folder, none, later, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A disk on which there is room for what the trash becomes, and not for the backup. */
static void
set_room (rlim_t n_bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = n_bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* Words go from the backups before they go from the trash, or nobody would take them out. */
static void
test_half_done (PoiseTestJournal *fixture, gconstpointer unused)
{
  g_autofree char *large = g_strnfill (200000, 'x');
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-20", "Gone", FALSE, 0.0);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-11-21", large, FALSE, 0.0);
  g_autofree char *backup = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit limit;
  guint n;

  poise_test_journal_add (fixture, entry);
  poise_test_journal_add (fixture, other);
  g_date_time_unref (fixture->now);
  fixture->now = g_date_time_new_from_iso8601 ("2026-11-24T12:00:00Z", NULL);
  g_assert_true (poise_test_journal_apply (fixture, poise_change_new_deletion (entry, NULL), NULL));
  backup = poise_test_read (fixture->path, "backups/2026-11-24/2026-11.json");
  g_assert_nonnull (strstr (backup, "Gone"));
  g_clear_pointer (&backup, g_free);

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  set_room (100000);
  g_assert_false (poise_trash_purge (fixture->folder, NULL, fixture->now, &n, &error));
  set_room (limit.rlim_cur);
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpuint (n, ==, 1 - count_trash (fixture));

  g_assert_true (poise_trash_purge (fixture->folder, NULL, fixture->now, &n, &error));
  g_assert_no_error (error);
  backup = poise_test_read (fixture->path, "backups/2026-11-24/2026-11.json");
  g_assert_null (strstr (backup, "Gone"));
  g_assert_cmpuint (count_trash (fixture), ==, 0);
}

#define ADD(name, func)                                                                            \
  g_test_add (name, PoiseTestJournal, NULL, poise_test_journal_set_up, func,                       \
              poise_test_journal_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/trash/deleted-and-back", test_deleted_and_back);
  ADD ("/trash/conflict", test_conflict);
  ADD ("/trash/clean-up", test_clean_up);
  ADD ("/trash/overtaken", test_overtaken);
  ADD ("/trash/brought-meanwhile", test_brought_meanwhile);
  ADD ("/trash/half-done", test_half_done);
  return g_test_run ();
}
