/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo of going back to a backup, without a window. */

#include "poise-backup.h"
#include "poise-folder-write.h"
#include "poise-store-recovery.h"
#include "poise-test-history.h"
#include "poise-test.h"

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  PoiseWayBack **way = data;

  *way = poise_store_restore_finish (POISE_STORE (object), result, NULL);
  g_assert_nonnull (*way);
}

/* The journal is as it was when the day began. */
static char *
restore (PoiseTestHistory *fixture)
{
  g_autoptr (GPtrArray) backups = poise_backup_list (fixture->folder, NULL);
  const PoiseBackup *backup = g_ptr_array_index (backups, 0);
  g_autoptr (PoiseRestored) restored = NULL;
  g_autoptr (PoiseOperation) operation = NULL;
  g_autoptr (PoiseWayBack) way = NULL;

  poise_store_restore_async (fixture->store, backup->name, NULL, NULL, restored_cb, &way);
  while (way == NULL)
    g_main_context_iteration (NULL, TRUE);
  restored = poise_restored_new (way);
  operation = poise_operation_new_restore (restored, "Journal restored");
  poise_history_run (fixture->history, operation);
  return g_strdup (way->point);
}

static void
put_mine (PoiseTestHistory *fixture, const char *day)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry (day, "Mine", TRUE, 0.5);

  poise_store_put (fixture->store, entry);
  poise_test_history_flush (fixture);
}

static void
assert_n_entries (PoiseTestHistory *fixture, guint n)
{
  g_assert_cmpuint (poise_journal_get_n_entries (fixture->journal), ==, n);
  g_assert_cmpuint (poise_test_history_count (fixture), ==, n);
}

/* In its turn among what was done before, which is not undone in the restored journal. */
static void
test_restore (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autofree char *undo = NULL;

  poise_test_history_import (fixture);
  put_mine (fixture, "2026-11-23");
  undo = restore (fixture);
  assert_n_entries (fixture, 3);
  poise_history_undo (fixture->history, 1);
  /* Nor while it is on its way. */
  poise_history_undo (fixture->history, 0);
  poise_history_undo (fixture->history, 0);
  poise_history_redo (fixture->history);
  poise_test_history_wait (fixture);
  assert_n_entries (fixture, 4);

  poise_history_undo (fixture->history, 0);
  poise_test_history_wait_for (fixture, 1);
  poise_history_redo (fixture->history);
  poise_test_history_wait_for (fixture, 4);
  poise_history_redo (fixture->history);
  poise_test_history_wait (fixture);
  assert_n_entries (fixture, 3);
  poise_history_undo (fixture->history, 0);
  poise_test_history_wait (fixture);
  assert_n_entries (fixture, 4);
  g_assert_cmpstr (poise_entry_get_text (poise_journal_peek (fixture->journal, 0)), ==, "Mine");
}

/* What was written since is not taken out, neither by the one way nor by the other. */
static void
test_restore_written_since (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autofree char *undo = NULL;

  g_signal_connect_swapped (fixture->history, "refused", G_CALLBACK (poise_test_history_says_cb),
                            fixture);
  poise_test_history_import (fixture);
  put_mine (fixture, "2026-11-23");
  undo = restore (fixture);
  put_mine (fixture, "2026-11-22");
  poise_history_undo (fixture->history, 0);
  poise_test_history_wait (fixture);
  g_assert_cmpuint (fixture->n_undone, ==, 1);
  assert_n_entries (fixture, 4);

  poise_store_delete (fixture->store, poise_journal_peek (fixture->journal, 0));
  poise_test_history_flush (fixture);
  poise_history_undo (fixture->history, 0);
  poise_test_history_wait (fixture);
  assert_n_entries (fixture, 4);
  put_mine (fixture, "2026-11-21");
  poise_history_redo (fixture->history);
  poise_test_history_wait (fixture);
  g_assert_cmpuint (fixture->n_undone, ==, 2);
  assert_n_entries (fixture, 5);
}

/* As a sync tool or another program does. */
static void
write_theirs (PoiseTestHistory *fixture)
{
  g_autoptr (PoiseEntry) theirs = poise_test_entry ("2026-11-20", "Theirs", TRUE, 0.5);
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autoptr (GDateTime) now = poise_test_clock (NULL);

  g_ptr_array_add (changes, poise_change_new_copy (theirs));
  g_assert_true (poise_folder_apply (fixture->folder, "2026-11", changes, now, NULL));
}

static void
assert_refused (PoiseTestHistory *fixture, guint n)
{
  g_autofree char *month = poise_test_read (fixture->path, "entries/2026-11.json");

  g_assert_cmpuint (fixture->n_undone, ==, n);
  g_assert_nonnull (strstr (month, "Theirs"));
  g_assert_cmpuint (poise_test_history_count (fixture), ==, 4);
}

/* What others wrote while the backup was restored, or since and nobody has read yet, stays, too. */
static void
test_restore_others_meanwhile (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autofree char *undo = NULL;

  g_signal_connect_swapped (fixture->history, "refused", G_CALLBACK (poise_test_history_says_cb),
                            fixture);
  poise_test_history_import (fixture);
  put_mine (fixture, "2026-11-23");
  fixture->before_reading = write_theirs;
  undo = restore (fixture);
  g_assert_null (fixture->before_reading);
  assert_n_entries (fixture, 4);
  poise_history_undo (fixture->history, 0);
  poise_test_history_wait (fixture);
  assert_refused (fixture, 1);
  g_assert_true (poise_operation_is_restore (poise_history_peek_undo (fixture->history)));
}

static void
test_restore_others_unread (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autofree char *undo = NULL;

  g_signal_connect_swapped (fixture->history, "refused", G_CALLBACK (poise_test_history_says_cb),
                            fixture);
  poise_test_history_import (fixture);
  put_mine (fixture, "2026-11-23");
  undo = restore (fixture);
  write_theirs (fixture);
  poise_history_undo (fixture->history, 0);
  poise_test_history_wait (fixture);
  assert_refused (fixture, 1);
}

/* The files are as they were, and the way back from there is kept, though nobody could read them
 * then. */
static void
test_restore_unread (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autofree char *undo = NULL;

  poise_test_history_import (fixture);
  put_mine (fixture, "2026-11-23");
  fixture->before_reading = poise_test_history_vanish;
  undo = restore (fixture);
  g_assert_cmpuint (poise_journal_get_n_entries (fixture->journal), ==, 4);
  g_assert_cmpuint (poise_store_get_problems (fixture->store)->len, >, 0);
  poise_test_history_reappear (fixture);
  poise_test_history_wait_for (fixture, 3);
  assert_n_entries (fixture, 3);
  poise_history_undo (fixture->history, 0);
  poise_test_history_wait (fixture);
  assert_n_entries (fixture, 4);
}

/* Neither that it is restored nor that this is undone is told before it is so. */
static void
test_restore_told (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autofree char *undo = NULL;

  g_signal_connect_swapped (fixture->history, "run", G_CALLBACK (poise_test_history_run_cb),
                            fixture);
  g_signal_connect_swapped (fixture->history, "undone", G_CALLBACK (poise_test_history_says_cb),
                            fixture);
  put_mine (fixture, "2026-11-23");
  undo = restore (fixture);
  g_assert_cmpuint (fixture->n_run, ==, 1);
  poise_history_undo (fixture->history, 0);
  g_assert_cmpuint (fixture->n_undone, ==, 0);
  poise_test_history_wait (fixture);
  g_assert_cmpuint (fixture->n_undone, ==, 1);
  assert_n_entries (fixture, 1);
  poise_history_redo (fixture->history);
  g_assert_cmpuint (fixture->n_run, ==, 1);
  poise_test_history_wait (fixture);
  g_assert_cmpuint (fixture->n_run, ==, 2);
  assert_n_entries (fixture, 0);

  /* What is left as it is was not undone. */
  put_mine (fixture, "2026-11-22");
  poise_history_undo (fixture->history, 0);
  poise_test_history_wait (fixture);
  g_assert_cmpuint (fixture->n_undone, ==, 1);
}

/* Something new is done while it is on its way: it is not done again past that. */
static void
test_restore_overtaken (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autofree char *undo = NULL;
  g_autoptr (PoiseOperation) operation = NULL;

  put_mine (fixture, "2026-11-23");
  undo = restore (fixture);
  operation = g_object_ref (poise_history_peek_undo (fixture->history));
  poise_history_undo (fixture->history, 0);
  poise_test_history_ask (fixture);
  while (poise_operation_is_working (operation))
    g_main_context_iteration (NULL, TRUE);
  assert_n_entries (fixture, 1);
  g_assert_null (poise_history_peek_redo (fixture->history));
  poise_history_redo (fixture->history);
  poise_test_history_wait (fixture);
  assert_n_entries (fixture, 1);
  g_assert_nonnull (poise_operation_get_asking (poise_history_peek_undo (fixture->history)));
}

static void
hold_turn_cb (GTask *task)
{
  g_object_unref (task);
}

/* Each begins once what was begun before has ended. */
static void
test_restore_and_import_in_turn (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autoptr (GTask) other = g_task_new (fixture->store, NULL, NULL, NULL);
  g_autoptr (PoiseWayBack) way = NULL;
  guint n_asked;

  /* What is heard of the files has the store poise_test_history_ask, too. */
  g_object_set (fixture->store, "reload-delay", G_MAXINT, NULL);
  put_mine (fixture, "2026-11-23");
  poise_test_history_import (fixture);
  poise_store_await_turn (fixture->store, other, hold_turn_cb);
  n_asked = fixture->n_asked;
  poise_history_undo (fixture->history, 0);
  poise_test_history_flush (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, n_asked);
  poise_store_restore_async (fixture->store, "2026-11-23", NULL, NULL, restored_cb, &way);
  g_assert_cmpuint (fixture->n_asked, ==, n_asked);
  g_task_return_boolean (other, TRUE);
  while (way == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_undone, ==, 1);
  assert_n_entries (fixture, 0);
}

/* Where the backup is gone the journal stays as it is, and what is older is not undone in it. */
static void
test_restore_without_backup (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autofree char *root = poise_backup_get_root (fixture->folder);
  g_autofree char *undo = NULL;

  poise_test_history_import (fixture);
  put_mine (fixture, "2026-11-23");
  undo = restore (fixture);
  poise_backup_remove_point (root, undo);
  for (guint i = 0; i < 3; i++)
    {
      poise_history_undo (fixture->history, 0);
      poise_test_history_wait (fixture);
      assert_n_entries (fixture, 3);
    }
  g_assert_true (poise_operation_is_restore (poise_history_peek_undo (fixture->history)));
}

#define ADD(name, func)                                                                            \
  g_test_add (name, PoiseTestHistory, NULL, poise_test_history_set_up, func,                       \
              poise_test_history_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/history/restore", test_restore);
  ADD ("/history/restore-others-meanwhile", test_restore_others_meanwhile);
  ADD ("/history/restore-others-unread", test_restore_others_unread);
  ADD ("/history/restore-unread", test_restore_unread);
  ADD ("/history/restore-told", test_restore_told);
  ADD ("/history/restore-overtaken", test_restore_overtaken);
  ADD ("/history/restore-and-import-in-turn", test_restore_and_import_in_turn);
  ADD ("/history/restore-written-since", test_restore_written_since);
  ADD ("/history/restore-without-backup", test_restore_without_backup);
  return g_test_run ();
}
