/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to a journal as a whole, through the store that has it open. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "poise-error.h"
#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-intention-file.h"
#include "poise-side-change.h"
#include "poise-store-move.h"
#include "poise-store-recovery.h"
#include "poise-test.h"

#define DAMAGED                                                                                    \
  "{\"entries\": [{\"id\": \"a\", \"day\": \"2026-11-01\", \"created\": "                          \
  "\"2026-11-01T08:00:00Z\", \"text\": \"Readable\"}, {\"id"

typedef struct
{
  char *path;
  PoiseFolder *folder;
  PoiseJournal *journal;
  PoiseStore *store;
  GDateTime *now;
  GAsyncResult *result;
  PoiseEntry *brought; /* what another program adds as soon as @copied is there */
  char *copied;
} Fixture;

static void
bring (Fixture *fixture)
{
  g_autoptr (PoiseEntry) entry = g_steal_pointer (&fixture->brought);
  g_autoptr (GPtrArray) changes = poise_changes_new ();

  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (entry), entry, NULL));
  g_assert_true (poise_folder_apply (fixture->folder, "2026-11", changes, fixture->now, NULL));
}

static GDateTime *
clock_cb (gpointer data)
{
  Fixture *fixture = data;

  /* The store asks before it reads and writes. */
  if (fixture->brought != NULL && g_file_test (fixture->copied, G_FILE_TEST_EXISTS))
    bring (fixture);
  return g_date_time_ref (fixture->now);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->path = poise_test_make_folder ();
  fixture->folder = poise_folder_new (fixture->path);
  fixture->journal = poise_journal_new ();
  fixture->now = g_date_time_new_utc (2026, 11, 20, 12, 0, 0);
  fixture->store = poise_store_new (fixture->folder, fixture->journal, clock_cb, fixture);
  g_object_set (fixture->store, "autosave-delay", 60, "reload-delay", 20, "retry-delay", 60, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_run_dispose (G_OBJECT (fixture->store));
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->brought);
  g_free (fixture->copied);
  g_object_unref (fixture->store);
  g_object_unref (fixture->journal);
  g_object_unref (fixture->folder);
  g_date_time_unref (fixture->now);
  poise_test_remove_folder (fixture->path);
  g_free (fixture->path);
}

static void
ready_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_set_object (&((Fixture *) data)->result, result);
}

static GAsyncResult *
wait (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return fixture->result;
}

static void
flush (Fixture *fixture)
{
  g_clear_object (&fixture->result);
  poise_store_flush_async (fixture->store, NULL, ready_cb, fixture);
  g_assert_true (poise_store_flush_finish (fixture->store, wait (fixture), NULL));
}

static void
load (Fixture *fixture)
{
  g_clear_object (&fixture->result);
  poise_store_load_async (fixture->store, NULL, ready_cb, fixture);
  g_assert_true (poise_store_load_finish (fixture->store, wait (fixture), NULL));
}

/* Writes on a day at its noon. */
static void
add_on (Fixture *fixture, int day, const char *text)
{
  g_autofree char *name = g_strdup_printf ("2026-11-%02d", day);
  g_autoptr (PoiseEntry) entry = poise_test_entry (name, text, FALSE, 0.0);

  g_date_time_unref (fixture->now);
  fixture->now = g_date_time_new_utc (2026, 11, day, 12, 0, 0);
  poise_store_put (fixture->store, entry);
}

/* What the open journal has, and with “|” what the folder has. */
static void
assert_texts (Fixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) entries = poise_folder_read_all (fixture->folder, NULL, NULL);
  g_autoptr (GString) texts = g_string_new (NULL);

  for (guint i = 0; i < poise_journal_get_n_entries (fixture->journal); i++)
    g_string_append_printf (texts, "%s ",
                            poise_entry_get_text (poise_journal_peek (fixture->journal, i)));
  g_string_append_printf (texts, "| %u", entries->len);
  g_assert_cmpstr (texts->str, ==, expected);
}

static char *
restore (Fixture *fixture, const char *point, GError **error)
{
  g_autoptr (PoiseWayBack) way = NULL;

  g_clear_object (&fixture->result);
  poise_store_restore_async (fixture->store, point, NULL, NULL, ready_cb, fixture);
  way = poise_store_restore_finish (fixture->store, wait (fixture), error);
  return way != NULL ? g_strdup (way->point) : NULL;
}

/* ---- points ---- */

static void
test_points (Fixture *fixture, gconstpointer unused)
{
  /* Of each day its beginning, the newest first. */
  static const struct
  {
    const char *name;
    guint n_gone;
  } expected[] = { { "2026-11-21", 1 }, { "2026-11-20", 2 } };
  g_autoptr (GPtrArray) points = NULL;
  g_autoptr (GError) error = NULL;

  add_on (fixture, 20, "First");
  flush (fixture);
  add_on (fixture, 21, "Second");
  flush (fixture);
  g_clear_object (&fixture->result);
  poise_store_list_points_async (fixture->store, NULL, ready_cb, fixture);
  points = poise_store_list_points_finish (fixture->store, wait (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (points->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < points->len; i++)
    {
      const PoiseRestorePoint *point = g_ptr_array_index (points, i);

      g_assert_cmpstr (point->name, ==, expected[i].name);
      g_assert_cmpuint (point->effect.n_gone, ==, expected[i].n_gone);
    }
}

/* What waits to be saved is saved first, so that the way back leads to it, too. */
static void
test_restore_and_back (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  add_on (fixture, 20, "First");
  flush (fixture);
  add_on (fixture, 21, "Second");
  flush (fixture);
  add_on (fixture, 22, "Waiting");
  undo = restore (fixture, "2026-11-21", &error);
  g_assert_no_error (error);
  g_assert_nonnull (undo);
  assert_texts (fixture, "First | 1");
  redo = restore (fixture, undo, &error);
  g_assert_no_error (error);
  assert_texts (fixture, "Waiting Second First | 3");
}

static void
test_no_such_point (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  add_on (fixture, 20, "First");
  g_assert_null (restore (fixture, "1999-01-01", &error));
  g_assert_error (error, POISE_ERROR, POISE_ERROR_NOT_FOUND);
  assert_texts (fixture, "First | 1");
}

/* Cancelled before the folder is touched, nothing happens to it. */
static void
test_restore_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_on (fixture, 20, "First");
  flush (fixture);
  add_on (fixture, 21, "Second");
  flush (fixture);
  add_on (fixture, 22, "Third");
  g_cancellable_cancel (cancellable);
  g_clear_object (&fixture->result);
  poise_store_restore_async (fixture->store, "2026-11-21", NULL, cancellable, ready_cb, fixture);
  g_assert_null (poise_store_restore_finish (fixture->store, wait (fixture), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  flush (fixture);
  assert_texts (fixture, "Third Second First | 3");
}

/* ---- repair ---- */

static void
test_repair (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports = NULL;

  poise_test_write (fixture->path, "entries/2026-11.json", DAMAGED);
  load (fixture);
  g_assert_true (poise_store_can_repair (fixture->store));
  /* Beside the damage it is written on; the repair brings both together. */
  add_on (fixture, 20, "Written beside it");
  g_clear_object (&fixture->result);
  poise_store_repair_async (fixture->store, NULL, ready_cb, fixture);
  g_assert_true (poise_store_repair_finish (fixture->store, wait (fixture), &reports, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (reports->len, ==, 1);
  g_assert_cmpuint (((PoiseRepairReport *) reports->pdata[0])->n_salvaged, ==, 1);
  g_assert_false (poise_store_can_repair (fixture->store));
  g_assert_cmpuint (poise_store_get_problems (fixture->store)->len, ==, 0);
  assert_texts (fixture, "Written beside it Readable | 2");
}

/* Of a file that is no month there is no backup yet, but what this computer wrote into it. */
static void
test_repair_without_backup (Fixture *fixture, gconstpointer unused)
{
  const PoiseFileKind *kind = poise_intention_file_get_kind ();
  PoiseFolder *folder = poise_store_get_folder (fixture->store);
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();
  g_autofree char *before = poise_intention_list_to_json (list);
  g_autofree char *after = NULL;
  g_autofree char *repaired = NULL;
  g_autoptr (GDateTime) now = poise_store_get_now (fixture->store);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) reports = NULL;
  gpointer change;

  poise_intention_list_set (list,
                            poise_intention_new ("a", "Ask", POISE_FACET_NONE, POISE_MODE_NONE,
                                                 poise_day_parse ("2026-11-23")));
  after = poise_intention_list_to_json (list);
  change = poise_side_change_new (before, after, now);
  bytes = poise_file_kind_write (kind, folder, change, now, NULL);
  g_assert_nonnull (bytes);
  poise_side_change_free (change);

  poise_store_follow_file (fixture->store, kind);
  poise_test_write (fixture->path, kind->name, "{ half");
  load (fixture);
  g_assert_true (poise_store_can_repair (fixture->store));
  g_clear_object (&fixture->result);
  poise_store_repair_async (fixture->store, NULL, ready_cb, fixture);
  g_assert_true (poise_store_repair_finish (fixture->store, wait (fixture), &reports, NULL));
  g_assert_cmpuint (reports->len, ==, 1);
  g_assert_false (poise_store_can_repair (fixture->store));
  repaired = poise_test_read (fixture->path, kind->name);
  g_assert_nonnull (strstr (repaired, "\"Ask\""));
}

static void
hold_turn_cb (GTask *task)
{
  g_object_unref (task);
}

/* What is damaged is looked for once what was begun before has ended. */
static void
test_repair_in_turn (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GTask) other = g_task_new (fixture->store, NULL, NULL, NULL);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GPtrArray) reports = NULL;
  g_autoptr (GPtrArray) none = NULL;

  load (fixture);
  poise_store_await_turn (fixture->store, other, hold_turn_cb);
  poise_store_repair_async (fixture->store, NULL, poise_test_ready_cb, &first);
  poise_test_write (fixture->path, "entries/2026-11.json", DAMAGED);
  load (fixture);
  g_assert_true (poise_store_can_repair (fixture->store));
  /* Who asks twice has it repaired once. */
  g_clear_object (&fixture->result);
  poise_store_repair_async (fixture->store, NULL, ready_cb, fixture);
  g_task_return_boolean (other, TRUE);
  poise_test_wait (&first);
  g_assert_true (poise_store_repair_finish (fixture->store, first, &reports, NULL));
  g_assert_cmpuint (reports->len, ==, 1);
  g_assert_true (poise_store_repair_finish (fixture->store, wait (fixture), &none, NULL));
  g_assert_cmpuint (none->len, ==, 0);
  assert_texts (fixture, "Readable | 1");
}

static void
test_nothing_to_repair (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) reports = NULL;

  add_on (fixture, 20, "First");
  flush (fixture);
  g_assert_false (poise_store_can_repair (fixture->store));
  g_clear_object (&fixture->result);
  poise_store_repair_async (fixture->store, NULL, ready_cb, fixture);
  g_assert_true (poise_store_repair_finish (fixture->store, wait (fixture), &reports, NULL));
  g_assert_cmpuint (reports->len, ==, 0);
  assert_texts (fixture, "First | 1");
}

/* ---- another folder ---- */

/* What cannot be written where it belongs keeps the store where it is. */
static void
test_folder_stays (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = poise_test_make_folder ();
  g_autoptr (PoiseFolder) folder = poise_folder_new (path);
  g_autoptr (GError) error = NULL;

  /* A file stands where the folder should: no permission is needed to fail. */
  g_rmdir (fixture->path);
  g_assert_true (g_file_set_contents (fixture->path, "in the way", -1, NULL));
  add_on (fixture, 20, "First");
  g_clear_object (&fixture->result);
  poise_store_set_folder_async (fixture->store, folder, NULL, ready_cb, fixture);
  g_assert_false (poise_store_set_folder_finish (fixture->store, wait (fixture), &error));
  g_assert_nonnull (error);
  g_assert_true (poise_store_get_folder (fixture->store) == fixture->folder);
  g_assert_cmpuint (poise_journal_get_n_entries (fixture->journal), ==, 1);
  g_unlink (fixture->path);
  flush (fixture);
  assert_texts (fixture, "First | 1");
  poise_test_remove_folder (path);
}

/* The problems of the old folder are not those of the new one. */
static void
test_folder_and_problems (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = poise_test_make_folder ();
  g_autoptr (PoiseFolder) folder = poise_folder_new (path);
  g_autofree char *damaged = NULL;

  poise_test_write (fixture->path, "entries/2026-11.json", DAMAGED);
  load (fixture);
  g_assert_cmpuint (poise_store_get_problems (fixture->store)->len, ==, 1);
  g_clear_object (&fixture->result);
  poise_store_set_folder_async (fixture->store, folder, NULL, ready_cb, fixture);
  g_assert_true (poise_store_set_folder_finish (fixture->store, wait (fixture), NULL));
  g_assert_cmpuint (poise_store_get_problems (fixture->store)->len, ==, 0);
  g_assert_cmpuint (poise_journal_get_n_entries (fixture->journal), ==, 0);
  damaged = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_cmpstr (damaged, ==, DAMAGED);
  poise_test_remove_folder (path);
}

static gboolean
has_text (const char *path, const char *text)
{
  g_autofree char *month = poise_test_read (path, "entries/2026-11.json");

  return month != NULL && strstr (month, text) != NULL;
}

static void
moved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_assert_true (poise_store_set_folder_finish (POISE_STORE (object), result, NULL));
}

/* What waits is for the journal that was open when it was asked for. */
static void
test_two_moves (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = poise_test_make_folder ();
  g_autofree char *third_path = g_build_filename (path, "third", NULL);
  g_autofree char *second_path = g_build_filename (path, "second", NULL);
  g_autoptr (PoiseFolder) second = poise_folder_new (second_path);
  g_autoptr (PoiseFolder) third = poise_folder_new (third_path);
  g_autoptr (GError) error = NULL;

  add_on (fixture, 20, "First");
  flush (fixture);
  g_clear_object (&fixture->result);
  poise_store_set_folder_async (fixture->store, second, NULL, moved_cb, NULL);
  poise_store_set_folder_async (fixture->store, third, NULL, ready_cb, fixture);
  g_assert_false (poise_store_set_folder_finish (fixture->store, wait (fixture), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_true (poise_store_get_folder (fixture->store) == second);
  g_assert_true (has_text (second_path, "First"));
  g_assert_false (g_file_test (third_path, G_FILE_TEST_EXISTS));
  poise_test_remove_folder (path);
}

static void
test_restore_behind_a_move (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = poise_test_make_folder ();
  g_autofree char *second_path = g_build_filename (path, "second", NULL);
  g_autoptr (PoiseFolder) second = poise_folder_new (second_path);
  g_autoptr (GError) error = NULL;

  add_on (fixture, 20, "First");
  flush (fixture);
  add_on (fixture, 21, "Second");
  flush (fixture);
  g_clear_object (&fixture->result);
  poise_store_set_folder_async (fixture->store, second, NULL, moved_cb, NULL);
  poise_store_restore_async (fixture->store, "2026-11-21", NULL, NULL, ready_cb, fixture);
  g_assert_null (poise_store_restore_finish (fixture->store, wait (fixture), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_true (has_text (second_path, "Second"));
  g_assert_true (has_text (fixture->path, "Second"));
  poise_test_remove_folder (path);
}

/* What is written, changed and deleted while the journal is copied comes along. */
static void
test_written_while_it_is_moved (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *parent = poise_test_make_folder ();
  g_autofree char *path = g_build_filename (parent, "new", NULL);
  g_autofree char *head = g_build_filename (path, "journal.json", NULL);
  g_autoptr (PoiseFolder) folder = poise_folder_new (path);
  g_autoptr (PoiseEntry) first = NULL;

  add_on (fixture, 19, "Deleted then");
  add_on (fixture, 20, "First");
  flush (fixture);
  first = g_object_ref (poise_journal_peek (fixture->journal, 0));
  g_clear_object (&fixture->result);
  poise_store_set_folder_async (fixture->store, folder, NULL, ready_cb, fixture);
  while (!g_file_test (head, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (poise_store_get_folder (fixture->store) == fixture->folder);
  poise_entry_set_text (first, "First, and typed meanwhile");
  poise_store_put_edited (fixture->store, first);
  poise_store_delete (fixture->store, poise_journal_peek (fixture->journal, 1));
  g_assert_true (poise_store_set_folder_finish (fixture->store, wait (fixture), NULL));
  g_assert_true (poise_store_get_folder (fixture->store) == folder);
  g_assert_cmpuint (poise_journal_get_n_entries (fixture->journal), ==, 1);
  g_assert_cmpstr (poise_entry_get_text (poise_journal_peek (fixture->journal, 0)), ==,
                   "First, and typed meanwhile");
  g_assert_true (has_text (fixture->path, "First, and typed meanwhile"));
  g_assert_true (has_text (path, "First, and typed meanwhile"));
  poise_test_remove_folder (parent);
}

/* So does what an import or another program writes past the store. */
static void
test_brought_while_it_is_moved (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *parent = poise_test_make_folder ();
  g_autofree char *path = g_build_filename (parent, "new", NULL);
  g_autoptr (PoiseFolder) folder = poise_folder_new (path);

  add_on (fixture, 20, "First");
  flush (fixture);
  fixture->copied = g_build_filename (path, "entries", "2026-11.json", NULL);
  fixture->brought = poise_test_entry ("2026-11-18", "Brought", FALSE, 0.0);
  g_clear_object (&fixture->result);
  poise_store_set_folder_async (fixture->store, folder, NULL, ready_cb, fixture);
  g_assert_true (poise_store_set_folder_finish (fixture->store, wait (fixture), NULL));
  g_assert_null (fixture->brought);
  g_assert_true (has_text (fixture->path, "Brought"));
  g_assert_true (has_text (path, "Brought"));
  g_assert_cmpuint (poise_journal_get_n_entries (fixture->journal), ==, 2);
  poise_test_remove_folder (parent);
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

/* A copy that cannot be ended leaves the store where it is, and is gone on with by the next try. */
static void
test_moved_at_the_second_try (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = poise_test_make_folder ();
  g_autofree char *long_text = g_strnfill (60000, 'x');
  g_autoptr (PoiseFolder) folder = poise_folder_new (path);
  g_autoptr (GError) error = NULL;

  add_on (fixture, 20, long_text);
  flush (fixture);
  limit_files (20000);
  g_clear_object (&fixture->result);
  poise_store_set_folder_async (fixture->store, folder, NULL, ready_cb, fixture);
  g_assert_false (poise_store_set_folder_finish (fixture->store, wait (fixture), &error));
  limit_files (0);
  g_assert_true (poise_store_get_folder (fixture->store) == fixture->folder);
  g_assert_cmpuint (poise_journal_get_n_entries (fixture->journal), ==, 1);
  g_clear_object (&fixture->result);
  poise_store_set_folder_async (fixture->store, folder, NULL, ready_cb, fixture);
  g_assert_true (poise_store_set_folder_finish (fixture->store, wait (fixture), NULL));
  g_assert_cmpuint (poise_journal_get_n_entries (fixture->journal), ==, 1);
  g_assert_true (has_text (path, long_text));
  poise_test_remove_folder (path);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store-recovery/points", test_points);
  ADD ("/store-recovery/restore-and-back", test_restore_and_back);
  ADD ("/store-recovery/no-such-point", test_no_such_point);
  ADD ("/store-recovery/restore-cancelled", test_restore_cancelled);
  ADD ("/store-recovery/repair", test_repair);
  ADD ("/store-recovery/repair-without-backup", test_repair_without_backup);
  ADD ("/store-recovery/repair-in-turn", test_repair_in_turn);
  ADD ("/store-recovery/nothing-to-repair", test_nothing_to_repair);
  ADD ("/store-recovery/folder-stays", test_folder_stays);
  ADD ("/store-recovery/folder-and-problems", test_folder_and_problems);
  ADD ("/store-recovery/written-while-it-is-moved", test_written_while_it_is_moved);
  ADD ("/store-recovery/two-moves", test_two_moves);
  ADD ("/store-recovery/restore-behind-a-move", test_restore_behind_a_move);
  ADD ("/store-recovery/brought-while-it-is-moved", test_brought_while_it_is_moved);
  ADD ("/store-recovery/moved-at-the-second-try", test_moved_at_the_second_try);
  return g_test_run ();
}
