/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "poise-store.h"
#include "poise-test.h"

typedef struct
{
  char *path;
  PoiseFolder *folder;
  PoiseJournal *journal;
  PoiseStore *store;
  gboolean done;
  gboolean succeeded;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->path = poise_test_make_folder ();
  fixture->folder = poise_folder_new (fixture->path);
  fixture->journal = poise_journal_new ();
  fixture->store = poise_store_new (fixture->folder, fixture->journal, poise_test_clock, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_run_dispose (G_OBJECT (fixture->store));
  g_object_unref (fixture->store);
  g_object_unref (fixture->journal);
  g_object_unref (fixture->folder);
  poise_test_remove_folder (fixture->path);
  g_free (fixture->path);
}

static void
flushed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->succeeded = poise_store_flush_finish (POISE_STORE (object), result, NULL);
  fixture->done = TRUE;
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->succeeded = poise_store_load_finish (POISE_STORE (object), result, NULL);
  fixture->done = TRUE;
}

static gboolean
wait_until_done (Fixture *fixture)
{
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
  fixture->done = FALSE;
  return fixture->succeeded;
}

static gboolean
flush (Fixture *fixture)
{
  poise_store_flush_async (fixture->store, flushed_cb, fixture);
  return wait_until_done (fixture);
}

static void
test_put_and_load (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) november = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);
  g_autoptr (PoiseEntry) december = poise_test_entry ("2026-12-01", "Two", TRUE, 0.5);
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseStore) second = NULL;

  poise_store_put (fixture->store, november);
  poise_store_put (fixture->store, december);
  g_assert_cmpint (poise_store_get_state (fixture->store), ==, POISE_STORE_UNSAVED);
  g_assert_true (flush (fixture));
  g_assert_cmpint (poise_store_get_state (fixture->store), ==, POISE_STORE_SAVED);

  second = poise_store_new (fixture->folder, journal, poise_test_clock, NULL);
  poise_store_load_async (second, NULL, loaded_cb, fixture);
  g_assert_true (wait_until_done (fixture));
  g_assert_cmpuint (poise_journal_get_n_entries (journal), ==, 2);
  g_assert_true (
    poise_entry_equal (poise_journal_lookup (journal, poise_entry_get_id (november)), november));
}

static void
test_autosave (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);
  g_autoptr (GPtrArray) read = NULL;

  poise_store_put (fixture->store, entry);
  /* Nobody asks for it: the store saves by itself. */
  while (poise_store_get_state (fixture->store) != POISE_STORE_SAVED)
    g_main_context_iteration (NULL, TRUE);
  read = poise_folder_read_all (fixture->folder, NULL, NULL);
  g_assert_cmpuint (read->len, ==, 1);
}

static void
test_failure_and_recovery (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);
  g_autoptr (GPtrArray) read = NULL;

  /* A file stands where the folder should: no permission is needed to fail. */
  g_rmdir (fixture->path);
  g_assert_true (g_file_set_contents (fixture->path, "in the way", -1, NULL));
  poise_store_put (fixture->store, entry);
  g_assert_false (flush (fixture));
  g_assert_cmpint (poise_store_get_state (fixture->store), ==, POISE_STORE_FAILED);
  g_assert_nonnull (poise_store_get_error (fixture->store));

  g_unlink (fixture->path);
  while (poise_store_get_state (fixture->store) != POISE_STORE_SAVED)
    g_main_context_iteration (NULL, TRUE);
  read = poise_folder_read_all (fixture->folder, NULL, NULL);
  g_assert_cmpuint (read->len, ==, 1);
}

static void
test_delete_and_undo (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GPtrArray) back = NULL;

  poise_store_put (fixture->store, entry);
  g_assert_true (flush (fixture));
  poise_store_delete (fixture->store, entry);
  g_assert_true (flush (fixture));
  gone = poise_folder_read_all (fixture->folder, NULL, NULL);
  g_assert_cmpuint (gone->len, ==, 0);
  poise_store_put (fixture->store, entry);
  g_assert_true (flush (fixture));
  back = poise_folder_read_all (fixture->folder, NULL, NULL);
  g_assert_cmpuint (back->len, ==, 1);
}

static void
test_outside_change (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-11-22", "Other", TRUE, 0.5);
  g_autoptr (GPtrArray) changes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) poise_change_free);
  g_autoptr (GDateTime) now = poise_test_clock (NULL);

  poise_store_put (fixture->store, entry);
  g_assert_true (flush (fixture));
  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (other), other, NULL));
  g_assert_true (poise_folder_apply (fixture->folder, "2026-11", changes, now, NULL));

  poise_entry_set_text (entry, "One, changed");
  poise_entry_touch (entry, now);
  poise_store_put (fixture->store, entry);
  g_assert_true (flush (fixture));
  while (poise_journal_get_n_entries (fixture->journal) < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (poise_journal_lookup (fixture->journal, poise_entry_get_id (other)));
  g_assert_cmpstr (poise_entry_get_text (entry), ==, "One, changed");
}

/* The folder is read while an entry has unsaved changes, and somebody else's
 * newer version of it is already there: in the end both sides agree. */
static void
test_reload_while_dirty (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);
  g_autoptr (PoiseEntry) theirs = NULL;
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  g_autoptr (GDateTime) later = g_date_time_add_days (now, 1);
  g_autoptr (GPtrArray) changes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) poise_change_free);

  poise_store_put (fixture->store, entry);
  g_assert_true (flush (fixture));
  theirs = poise_entry_copy (entry);
  poise_entry_set_text (theirs, "Theirs");
  poise_entry_set_modified (theirs, later);
  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (theirs), theirs,
                                              poise_entry_get_modified (entry)));
  g_assert_true (poise_folder_apply (fixture->folder, "2026-11", changes, now, NULL));

  poise_entry_set_text (entry, "Mine, older");
  poise_entry_touch (entry, now);
  poise_store_put (fixture->store, entry);
  poise_store_load_async (fixture->store, NULL, loaded_cb, fixture);
  g_assert_true (wait_until_done (fixture));
  g_assert_cmpstr (poise_entry_get_text (entry), ==, "Mine, older");
  g_assert_true (flush (fixture));
  while (!g_str_equal (poise_entry_get_text (entry), "Theirs"))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_in_memory (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseStore) store = poise_store_new_in_memory (journal, poise_test_clock, NULL);
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);

  poise_store_put (store, entry);
  g_assert_cmpint (poise_store_get_state (store), ==, POISE_STORE_SAVED);
  g_assert_cmpuint (poise_journal_get_n_entries (journal), ==, 1);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/put-and-load", test_put_and_load);
  ADD ("/store/autosave", test_autosave);
  ADD ("/store/failure-and-recovery", test_failure_and_recovery);
  ADD ("/store/delete-and-undo", test_delete_and_undo);
  ADD ("/store/outside-change", test_outside_change);
  ADD ("/store/reload-while-dirty", test_reload_while_dirty);
  ADD ("/store/in-memory", test_in_memory);
  return g_test_run ();
}
