/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-store-move.h"
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
  g_object_set (fixture->store, "autosave-delay", 60, "reload-delay", 20, "retry-delay", 60, NULL);
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
  poise_store_flush_async (fixture->store, NULL, flushed_cb, fixture);
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
set_flag_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  gboolean *flag = data;

  *flag = TRUE;
}

static void
load_flag_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_assert_true (poise_store_load_finish (POISE_STORE (object), result, NULL));
  set_flag_cb (object, result, data);
}

static void
save_three (Fixture *fixture)
{
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *day = g_strdup_printf ("2026-%02u-01", i);
      g_autoptr (PoiseEntry) entry = poise_test_entry (day, "On the disk", TRUE, 0.5);

      poise_store_put (fixture->store, entry);
    }
  g_assert_true (flush (fixture));
}

/* What was read is taken in even where nobody waits for it. */
static void
test_load_unasked (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseStore) second =
    poise_store_new (fixture->folder, journal, poise_test_clock, NULL);

  save_three (fixture);
  poise_store_load_async (second, NULL, NULL, NULL);
  while (poise_journal_get_n_entries (journal) < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (poise_store_get_problems (second)->len, ==, 0);
}

/* Two readings of the same files, and an entry that is not saved yet. */
static void
test_loads_at_once (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseStore) second =
    poise_store_new (fixture->folder, journal, poise_test_clock, NULL);
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-02-02", "Not saved yet", TRUE, 0.5);
  gboolean is_first_loaded = FALSE, is_second_loaded = FALSE;
  g_autoptr (GPtrArray) read = NULL;

  save_three (fixture);
  poise_store_load_async (second, NULL, load_flag_cb, &is_first_loaded);
  poise_store_put (second, entry);
  poise_store_load_async (second, NULL, load_flag_cb, &is_second_loaded);
  while (!is_first_loaded || !is_second_loaded)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (poise_journal_get_n_entries (journal), ==, 4);
  while (poise_store_get_state (second) != POISE_STORE_SAVED)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (poise_journal_get_n_entries (journal), ==, 4);
  read = poise_folder_read_all (fixture->folder, NULL, NULL);
  g_assert_cmpuint (read->len, ==, 4);
}

/* It changes nothing and is no problem; the next one reads everything. */
static void
test_load_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseStore) second =
    poise_store_new (fixture->folder, journal, poise_test_clock, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  save_three (fixture);
  poise_store_load_async (second, cancellable, loaded_cb, fixture);
  g_cancellable_cancel (cancellable);
  g_assert_false (wait_until_done (fixture));
  g_assert_cmpuint (poise_journal_get_n_entries (journal), ==, 0);
  g_assert_cmpuint (poise_store_get_problems (second)->len, ==, 0);
  poise_store_load_async (second, NULL, loaded_cb, fixture);
  g_assert_true (wait_until_done (fixture));
  g_assert_cmpuint (poise_journal_get_n_entries (journal), ==, 3);
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
  g_autoptr (GPtrArray) changes = poise_changes_new ();
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

static gboolean
is_there (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* A sync tool leaves copies beside the months, while the journal is open. */
static void
test_copies_beside_the_months (Fixture *fixture, gconstpointer unused)
{
  static const char *const copies[] = { "prompts copy.json", "trash/2026-11 copy.json" };
  static const char *const texts[] = {
    "{\"format\": \"poise-prompts\", \"version\": 1, \"own\": [{\"id\": \"own-1\", \"text\": "
    "\"Why?\", "
    "\"facet\": \"people\", \"mode\": \"leadership\"}]}",
    "{\"format\": \"poise-month\", \"version\": 1, \"month\": \"2026-11\", \"entries\": []}",
  };
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);

  poise_store_load_async (fixture->store, NULL, loaded_cb, fixture);
  g_assert_true (wait_until_done (fixture));
  poise_store_put (fixture->store, entry);
  g_assert_true (flush (fixture));
  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      poise_test_write (fixture->path, copies[i], texts[i]);
      while (is_there (fixture->path, copies[i]))
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_true (is_there (fixture->path, "prompts.json"));
}

static GDateTime *
moving_clock (gpointer data)
{
  GDateTime **now = data;

  return g_date_time_ref (*now);
}

static void
count_cb (gpointer data)
{
  (*(guint *) data)++;
}

/* Five keys a second for five minutes: the time of the change is that at which it was collected
 * to be written, once, and never ahead of the clock. */
static void
test_time_of_an_edit (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseStore) store = poise_store_new (fixture->folder, journal, moving_clock, &now);
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);
  g_autoptr (GDateTime) read = NULL;
  g_autoptr (GPtrArray) back = NULL;
  guint n_times = 0;

  g_signal_connect_swapped (entry, "notify::modified", G_CALLBACK (count_cb), &n_times);
  for (guint i = 0; i < 1500; i++)
    {
      GDateTime *then = now;

      now = g_date_time_add (then, G_TIME_SPAN_MILLISECOND * 200);
      g_date_time_unref (then);
      poise_store_put_edited (store, entry);
    }
  poise_store_flush_async (store, NULL, flushed_cb, fixture);
  g_assert_true (wait_until_done (fixture));
  g_assert_cmpuint (n_times, ==, 1);
  back = poise_folder_read_all (fixture->folder, NULL, NULL);
  read = g_date_time_ref (poise_entry_get_modified (back->pdata[0]));
  g_assert_true (g_date_time_equal (read, now));
  g_object_run_dispose (G_OBJECT (store));
}

static void
entry_changed_cb (PoiseJournal *journal, PoiseEntry *entry, gpointer data)
{
  *(PoiseEntry **) data = entry;
}

/* Another program changes an entry that stays on its day: the model stays as it is,
 * and whoever shows the entry hears of it all the same. */
static void
test_outside_edit (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);
  g_autoptr (PoiseEntry) theirs = NULL;
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  PoiseEntry *changed = NULL;

  poise_store_put (fixture->store, entry);
  g_assert_true (flush (fixture));
  g_signal_connect (fixture->journal, "entry-changed", G_CALLBACK (entry_changed_cb), &changed);
  theirs = poise_entry_copy (entry);
  poise_entry_set_text (theirs, "Theirs");
  poise_entry_touch (theirs, now);
  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (theirs), theirs, NULL));
  g_assert_true (poise_folder_apply (fixture->folder, "2026-11", changes, now, NULL));
  while (changed == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (changed == entry);
  g_assert_cmpstr (poise_entry_get_text (entry), ==, "Theirs");
}

/* The folder is read while an entry has unsaved changes, and somebody else's
 * newer version of it is already there: in the end both sides agree. */
static void
test_reload_while_dirty (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);
  g_autoptr (PoiseEntry) theirs = NULL;
  g_autoptr (PoiseVersion) base = poise_version_new (entry);
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  g_autoptr (GDateTime) later = g_date_time_add_days (now, 1);
  g_autoptr (GPtrArray) changes = poise_changes_new ();

  poise_store_put (fixture->store, entry);
  g_assert_true (flush (fixture));
  theirs = poise_entry_copy (entry);
  poise_entry_set_text (theirs, "Theirs");
  poise_entry_set_modified (theirs, later);
  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (theirs), theirs, base));
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
change_outside (Fixture *fixture, PoiseEntry *entry)
{
  g_autofree char *month = poise_day_to_month (poise_entry_get_day (entry));
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (entry), entry, NULL));
  poise_folder_apply (fixture->folder, month, changes, now, &error);
  g_assert_no_error (error);
}

/* A reading that began before a write and ends after it has seen the old text:
 * it must not bring that back. A large month makes the readings long; in about
 * half of them it is read last. */
static void
test_reading_overtaken_by_write (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *large_text = g_strnfill (4000000, 'x');
  g_autoptr (PoiseEntry) large = poise_test_entry ("2025-12-01", large_text, FALSE, 0.0);
  g_autoptr (GDateTime) now = poise_test_clock (NULL);

  for (guint month = 1; month <= 12; month++)
    {
      g_autofree char *day = g_strdup_printf ("2026-%02u-01", month);
      g_autoptr (PoiseEntry) entry = poise_test_entry (day, "Old", FALSE, 0.0);
      g_autoptr (PoiseEntry) other = poise_test_entry (day, "Other", FALSE, 0.0);
      gboolean is_loaded = FALSE, is_flushed = FALSE;

      poise_store_put (fixture->store, entry);
      g_assert_true (flush (fixture));
      change_outside (fixture, other);
      poise_entry_touch (large, now);
      change_outside (fixture, large);
      poise_store_load_async (fixture->store, NULL, load_flag_cb, &is_loaded);
      poise_entry_set_text (entry, "New");
      poise_entry_touch (entry, now);
      poise_store_put (fixture->store, entry);
      poise_store_flush_async (fixture->store, NULL, set_flag_cb, &is_flushed);
      while (!is_loaded || !is_flushed)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpstr (poise_entry_get_text (entry), ==, "New");
      /* What was passed over is read in the end. */
      while (poise_journal_lookup (fixture->journal, poise_entry_get_id (other)) == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpstr (poise_entry_get_text (entry), ==, "New");
    }
}

/* The disk is taken out: nothing is dropped, nothing is written in its place,
 * and everything goes on when it is back. */
static void
test_vanished_folder (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *away = g_strconcat (fixture->path, "-away", NULL);
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-11-22", "Other", TRUE, 0.5);
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  gboolean is_there;

  poise_store_put (fixture->store, entry);
  g_assert_true (flush (fixture));
  g_rename (fixture->path, away);
  poise_store_load_async (fixture->store, NULL, loaded_cb, fixture);
  g_assert_false (wait_until_done (fixture));
  g_assert_cmpuint (poise_journal_get_n_entries (fixture->journal), ==, 1);
  g_assert_cmpuint (poise_store_get_problems (fixture->store)->len, ==, 1);

  poise_entry_set_text (entry, "One, changed");
  poise_entry_touch (entry, now);
  poise_store_put (fixture->store, entry);
  g_assert_false (flush (fixture));
  g_assert_nonnull (strstr (poise_store_get_error (fixture->store)->message, fixture->path));
  is_there = g_file_test (fixture->path, G_FILE_TEST_EXISTS);
  g_assert_false (is_there);

  g_rename (away, fixture->path);
  while (poise_store_get_state (fixture->store) != POISE_STORE_SAVED ||
         poise_store_get_problems (fixture->store)->len > 0)
    g_main_context_iteration (NULL, TRUE);
  /* Changes from outside are heard again too. */
  change_outside (fixture, other);
  while (poise_journal_get_n_entries (fixture->journal) < 2)
    g_main_context_iteration (NULL, TRUE);
}

static GBytes *
apply_text (GBytes *there, gconstpointer change, GError **error)
{
  return g_bytes_new (change, strlen (change));
}

static gpointer
decode_text (GBytes *there, const char *path, GError **error)
{
  return there != NULL ? g_strndup (g_bytes_get_data (there, NULL), g_bytes_get_size (there))
                       : NULL;
}

static const PoiseFileKind text_kind = {
  .name = "learned.json",
  .apply = apply_text,
  .decode = decode_text,
  .free_change = g_free,
  .free_decoded = g_free,
};

/* One month cannot be written; the others, and files, are. */
static void
test_one_month_fails (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *in_the_way = g_build_filename (fixture->path, "entries/2026-06.json", NULL);
  g_autoptr (GPtrArray) read = NULL;
  g_autofree char *file = NULL;

  g_mkdir_with_parents (in_the_way, 0700);
  for (guint month = 1; month <= 12; month++)
    {
      g_autofree char *day = g_strdup_printf ("2026-%02u-01", month);
      g_autoptr (PoiseEntry) entry = poise_test_entry (day, day, FALSE, 0.0);

      poise_store_put (fixture->store, entry);
    }
  /* It waits beside what is in its way; that too is barred here. */
  {
    g_autofree char *pending =
      g_build_filename (fixture->path, "entries/2026-06.pending.json", NULL);

    g_mkdir_with_parents (pending, 0700);
  }
  poise_store_put_change (fixture->store, &text_kind, g_strdup ("{}"));
  g_assert_false (flush (fixture));
  read = poise_folder_read_all (fixture->folder, NULL, NULL);
  g_assert_cmpuint (read->len, ==, 11);
  file = poise_test_read (fixture->path, "learned.json");
  g_assert_cmpstr (file, ==, "{}");
  g_assert_cmpint (poise_store_get_state (fixture->store), ==, POISE_STORE_FAILED);
}

/* Another computer has read the file and written it: it may take away what is in it. */
static void
see_elsewhere (Fixture *fixture, const char *name)
{
  g_autofree char *text = poise_test_read (fixture->path, name);

  poise_store_load_async (fixture->store, NULL, loaded_cb, fixture);
  g_assert_true (wait_until_done (fixture));
  poise_test_write (fixture->path, name, text);
  poise_store_load_async (fixture->store, NULL, loaded_cb, fixture);
  g_assert_true (wait_until_done (fixture));
}

/* What was deleted outside goes from the list, whatever is wrong elsewhere. */
static void
test_vanished_beside_damage (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *november = poise_folder_get_month_path (fixture->folder, "2026-11");
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-10-23", "Two", TRUE, 0.5);

  poise_store_put (fixture->store, entry);
  poise_store_put (fixture->store, other);
  g_assert_true (flush (fixture));
  see_elsewhere (fixture, "entries/2026-11.json");
  g_unlink (november);
  poise_test_write (fixture->path, "entries/2026-10.json", "{ half");
  poise_store_load_async (fixture->store, NULL, loaded_cb, fixture);
  g_assert_true (wait_until_done (fixture));
  g_assert_null (poise_journal_lookup (fixture->journal, poise_entry_get_id (entry)));
  g_assert_nonnull (poise_journal_lookup (fixture->journal, poise_entry_get_id (other)));
}

static void
test_put_of_another_object (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);
  g_autoptr (PoiseEntry) copy = poise_entry_copy (entry);
  g_autoptr (GPtrArray) read = NULL;

  poise_store_put (fixture->store, entry);
  poise_entry_set_text (copy, "Undone");
  poise_store_put (fixture->store, copy);
  g_assert_cmpstr (poise_entry_get_text (entry), ==, "Undone");
  g_assert_true (flush (fixture));
  read = poise_folder_read_all (fixture->folder, NULL, NULL);
  g_assert_cmpstr (poise_entry_get_text (g_ptr_array_index (read, 0)), ==, "Undone");
}

/* Another program deletes an entry that this one shows. */
static void
delete_outside (Fixture *fixture, PoiseEntry *entry)
{
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autoptr (GDateTime) now = poise_test_clock (NULL);

  g_ptr_array_add (changes, poise_change_new_deletion (entry, NULL));
  g_assert_true (poise_folder_apply (fixture->folder, "2026-11", changes, now, NULL));
}

static PoiseEntry *
flush_and_load (Fixture *fixture, const char *id)
{
  g_assert_true (flush (fixture));
  poise_store_load_async (fixture->store, NULL, loaded_cb, fixture);
  g_assert_true (wait_until_done (fixture));
  return poise_journal_lookup (fixture->journal, id);
}

static void
note_cb (GPtrArray *noted, PoiseEntry *entry)
{
  g_ptr_array_add (noted, entry);
}

/* It says what others deleted, while it still has it, and not what is deleted here. */
static void
test_vanishing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-11-23", "Two", TRUE, 0.5);
  g_autoptr (GPtrArray) noted = g_ptr_array_new ();

  g_signal_connect_swapped (fixture->store, "vanishing", G_CALLBACK (note_cb), noted);
  poise_store_put (fixture->store, entry);
  poise_store_put (fixture->store, other);
  g_assert_true (flush (fixture));
  poise_store_delete (fixture->store, other);
  g_assert_null (flush_and_load (fixture, poise_entry_get_id (other)));
  g_assert_cmpuint (noted->len, ==, 0);
  delete_outside (fixture, entry);
  g_assert_null (flush_and_load (fixture, poise_entry_get_id (entry)));
  g_assert_cmpuint (noted->len, ==, 1);
  g_assert_true (g_ptr_array_index (noted, 0) == entry);
}

/* A tag that comes late brings no entry back. */
static void
test_tagged_after_deletion (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-11-23", "One", TRUE, 0.25);

  poise_store_put (fixture->store, entry);
  g_assert_true (flush (fixture));
  delete_outside (fixture, entry);
  poise_entry_set_tag (entry, poise_entry_get_tag (other));
  poise_store_put (fixture->store, entry);
  g_assert_null (flush_and_load (fixture, poise_entry_get_id (entry)));
}

/* Who takes a deletion back before it is written has the entry, even if it was deleted elsewhere.
 */
static void
test_deletion_taken_back (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "One", TRUE, 0.5);

  poise_store_put (fixture->store, entry);
  g_assert_true (flush (fixture));
  poise_store_delete (fixture->store, entry);
  delete_outside (fixture, entry);
  poise_store_put (fixture->store, entry);
  g_assert_nonnull (flush_and_load (fixture, poise_entry_get_id (entry)));
}

static void
test_delete_unsaved (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Typed a moment ago", TRUE, 0.5);
  g_autoptr (GPtrArray) trash = NULL;

  poise_store_put (fixture->store, entry);
  poise_store_delete (fixture->store, entry);
  g_assert_true (flush (fixture));
  trash = poise_folder_read_trash (fixture->folder, NULL, NULL);
  g_assert_cmpuint (trash->len, ==, 1);
}

static void
moved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->succeeded = poise_store_set_folder_finish (POISE_STORE (object), result, NULL);
  fixture->done = TRUE;
}

static void
test_set_folder (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = poise_test_make_folder ();
  g_autoptr (PoiseFolder) folder = poise_folder_new (path);
  g_autoptr (PoiseEntry) here = poise_test_entry ("2026-11-23", "Here", TRUE, 0.5);
  g_autoptr (PoiseEntry) there = poise_test_entry ("2026-11-22", "There", TRUE, 0.5);
  g_autoptr (PoiseEntry) after = poise_test_entry ("2026-11-21", "After", TRUE, 0.5);
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GPtrArray) new = NULL;

  g_ptr_array_add (changes, poise_change_new (poise_entry_get_id (there), there, NULL));
  g_assert_true (poise_folder_apply (folder, "2026-11", changes, now, NULL));
  poise_store_put (fixture->store, here);
  poise_store_set_folder_async (fixture->store, folder, NULL, moved_cb, fixture);
  g_assert_true (wait_until_done (fixture));
  g_assert_cmpuint (poise_journal_get_n_entries (fixture->journal), ==, 1);
  g_assert_nonnull (poise_journal_lookup (fixture->journal, poise_entry_get_id (there)));
  poise_store_put (fixture->store, after);
  g_assert_true (flush (fixture));
  old = poise_folder_read_all (fixture->folder, NULL, NULL);
  new = poise_folder_read_all (folder, NULL, NULL);
  g_assert_cmpuint (old->len, ==, 1);
  g_assert_cmpuint (new->len, ==, 2);
  poise_test_remove_folder (path);
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

/* ---- turns ---- */

static guint n_begun;

static void
begin_cb (GTask *task)
{
  n_begun++;
  g_object_unref (task);
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* What works on the whole journal begins once all that was asked for before has ended. */
static void
test_turns (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);

  n_begun = 0;
  for (guint i = 0; i < 3; i++)
    {
      g_ptr_array_add (tasks, g_task_new (fixture->store, NULL, NULL, NULL));
      poise_store_await_turn (fixture->store, g_ptr_array_index (tasks, i), begin_cb);
    }
  for (guint i = 0; i < 3; i++)
    {
      iterate ();
      g_assert_cmpuint (n_begun, ==, i + 1);
      g_assert_true (poise_store_is_awaiting (fixture->store));
      g_task_return_boolean (g_ptr_array_index (tasks, i), TRUE);
    }
  iterate ();
  g_assert_cmpuint (n_begun, ==, 3);
  g_assert_false (poise_store_is_awaiting (fixture->store));
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/put-and-load", test_put_and_load);
  ADD ("/store/load-unasked", test_load_unasked);
  ADD ("/store/loads-at-once", test_loads_at_once);
  ADD ("/store/load-cancelled", test_load_cancelled);
  ADD ("/store/autosave", test_autosave);
  ADD ("/store/failure-and-recovery", test_failure_and_recovery);
  ADD ("/store/delete-and-undo", test_delete_and_undo);
  ADD ("/store/copies-beside-the-months", test_copies_beside_the_months);
  ADD ("/store/time-of-an-edit", test_time_of_an_edit);
  ADD ("/store/outside-change", test_outside_change);
  ADD ("/store/outside-edit", test_outside_edit);
  ADD ("/store/reload-while-dirty", test_reload_while_dirty);
  ADD ("/store/reading-overtaken-by-write", test_reading_overtaken_by_write);
  ADD ("/store/vanished-folder", test_vanished_folder);
  ADD ("/store/one-month-fails", test_one_month_fails);
  ADD ("/store/vanished-beside-damage", test_vanished_beside_damage);
  ADD ("/store/vanishing", test_vanishing);
  ADD ("/store/put-of-another-object", test_put_of_another_object);
  ADD ("/store/delete-unsaved", test_delete_unsaved);
  ADD ("/store/tagged-after-deletion", test_tagged_after_deletion);
  ADD ("/store/deletion-taken-back", test_deletion_taken_back);
  ADD ("/store/set-folder", test_set_folder);
  ADD ("/store/in-memory", test_in_memory);
  ADD ("/store/turns", test_turns);
  return g_test_run ();
}
