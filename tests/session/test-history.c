/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo of what is done to the journal, without a window. */

#include <glib/gstdio.h>

#include "poise-backup.h"
#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-history.h"
#include "poise-store-move.h"
#include "poise-store-recovery.h"
#include "poise-test.h"

typedef struct _PoiseTestHistory PoiseTestHistory;

struct _PoiseTestHistory
{
  char *path;
  PoiseFolder *folder;
  PoiseJournal *journal;
  PoiseStore *store;
  PoiseHistory *history;
  guint n_undone; /* how often an import was said to be undone */
  guint n_run;    /* how often something was told to be done, or done again */
  guint n_asked;  /* how often the clock was asked, as what begins does */
  /* Called once, as what was gone back to is about to be read. */
  void (*before_reading) (PoiseTestHistory *fixture);
};

static gboolean
has_way_back (PoiseTestHistory *fixture)
{
  g_autofree char *root = poise_backup_get_root (fixture->folder);
  g_autoptr (GPtrArray) points = poise_backup_list_points (root, NULL);

  for (guint i = 0; points != NULL && i < points->len; i++)
    if (strchr (g_ptr_array_index (points, i), 'T') != NULL)
      return TRUE;
  return FALSE;
}

/* The store asks it before it reads the folder. */
static GDateTime *
clock_cb (gpointer data)
{
  PoiseTestHistory *fixture = data;
  void (*before_reading) (PoiseTestHistory *fixture) = fixture->before_reading;

  fixture->n_asked++;
  if (before_reading != NULL && has_way_back (fixture))
    {
      fixture->before_reading = NULL;
      before_reading (fixture);
    }
  return poise_test_clock (NULL);
}

static void
poise_test_history_set_up (PoiseTestHistory *fixture, gconstpointer unused)
{
  fixture->path = poise_test_make_folder ();
  fixture->folder = poise_folder_new (fixture->path);
  fixture->journal = poise_journal_new ();
  fixture->store = poise_store_new (fixture->folder, fixture->journal, clock_cb, fixture);
  g_object_set (fixture->store, "retry-delay", 10, NULL);
  fixture->history = poise_history_new (fixture->store);
}

static void
poise_test_history_tear_down (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_object_run_dispose (G_OBJECT (fixture->store));
  g_object_unref (fixture->history);
  g_object_unref (fixture->store);
  g_object_unref (fixture->journal);
  g_object_unref (fixture->folder);
  poise_test_remove_folder (fixture->path);
  g_free (fixture->path);
}

static void
poise_test_history_set_flag_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  gboolean *flag = data;

  *flag = TRUE;
}

static void
poise_test_history_flush (PoiseTestHistory *fixture)
{
  gboolean is_done = FALSE;

  poise_store_flush_async (fixture->store, NULL, poise_test_history_set_flag_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
poise_test_history_wait_for (PoiseTestHistory *fixture, guint n)
{
  while (poise_journal_get_n_entries (fixture->journal) != n)
    g_main_context_iteration (NULL, TRUE);
}

static void
poise_test_history_wait (PoiseTestHistory *fixture)
{
  PoiseOperation *undone, *run;

  do
    {
      g_main_context_iteration (NULL, FALSE);
      undone = poise_history_peek_redo (fixture->history);
      run = poise_history_peek_undo (fixture->history);
    }
  while ((undone != NULL && poise_operation_is_working (undone)) ||
         (run != NULL && poise_operation_is_working (run)));
}

static guint
poise_test_history_count (PoiseTestHistory *fixture)
{
  g_autoptr (GPtrArray) entries = poise_folder_read_all (fixture->folder, NULL, NULL);

  return entries->len;
}

static guint
count_trash (PoiseTestHistory *fixture)
{
  g_autoptr (GPtrArray) entries = poise_folder_read_trash (fixture->folder, NULL, NULL);

  return entries->len;
}

/* The second one of the journal's entries, which are the newest first. */
static PoiseEntry *
change_second (PoiseTestHistory *fixture, const char *text)
{
  PoiseEntry *entry = poise_journal_peek (fixture->journal, 1);
  g_autoptr (GDateTime) now = poise_test_clock (NULL);

  poise_entry_set_text (entry, text);
  poise_entry_touch (entry, now);
  poise_store_put (fixture->store, entry);
  return entry;
}

/* ---- deleting ---- */

static void
test_delete (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", "Before", TRUE, 0.5);
  g_autoptr (PoiseEntry) other = poise_test_entry ("2026-11-24", "Other", TRUE, 0.5);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PoiseOperation) operation = NULL;

  poise_store_put (fixture->store, entry);
  poise_store_put (fixture->store, other);
  poise_test_history_flush (fixture);
  g_ptr_array_add (entries, g_object_ref (entry));
  operation = poise_operation_new_delete (entries);
  poise_history_run (fixture->history, operation);
  poise_test_history_flush (fixture);
  g_assert_cmpuint (poise_test_history_count (fixture), ==, 1);
  poise_history_undo (fixture->history, 0);
  poise_test_history_flush (fixture);
  g_assert_cmpuint (poise_test_history_count (fixture), ==, 2);
  g_assert_cmpuint (count_trash (fixture), ==, 0);

  poise_history_redo (fixture->history);
  poise_test_history_flush (fixture);
  g_assert_cmpuint (poise_test_history_count (fixture), ==, 1);
  poise_history_redo (fixture->history);
  poise_history_undo (fixture->history, 0);
  poise_test_history_flush (fixture);
  g_assert_cmpuint (poise_test_history_count (fixture), ==, 2);
}

static void
poise_test_history_says_cb (PoiseTestHistory *fixture)
{
  fixture->n_undone++;
}

/* Another computer, which had not heard of the deletion, wrote on; its month is merged here. */
static void
write_elsewhere (PoiseTestHistory *fixture, PoiseEntry *entry, const char *text)
{
  g_autoptr (PoiseEntry) theirs = poise_entry_copy (entry);
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  g_autoptr (GDateTime) later = g_date_time_add_seconds (now, 20);

  poise_entry_set_text (theirs, text);
  poise_entry_set_modified (theirs, later);
  g_ptr_array_add (changes, poise_change_new_copy (theirs));
  g_assert_true (poise_folder_apply (fixture->folder, "2026-11", changes, now, NULL));
  poise_store_load_async (fixture->store, NULL, NULL, NULL);
  poise_test_history_wait_for (fixture, 1);
}

static void
assert_text_on_disk (PoiseTestHistory *fixture, const char *text)
{
  g_autoptr (GPtrArray) entries = poise_folder_read_all (fixture->folder, NULL, NULL);

  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (poise_entry_get_text (g_ptr_array_index (entries, 0)), ==, text);
}

static PoiseEntry *
delete_one (PoiseTestHistory *fixture)
{
  PoiseEntry *entry = poise_test_entry ("2026-11-23", "Before", TRUE, 0.5);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PoiseOperation) operation = NULL;

  poise_store_put (fixture->store, entry);
  poise_test_history_flush (fixture);
  g_ptr_array_add (entries, g_object_ref (entry));
  operation = poise_operation_new_delete (entries);
  poise_history_run (fixture->history, operation);
  poise_test_history_flush (fixture);
  return entry;
}

/* The words of now are not deleted by who did without them; as before they may be. */
static void
test_redo_written_since (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = delete_one (fixture);
  PoiseEntry *shown;

  g_signal_connect_swapped (fixture->history, "says", G_CALLBACK (poise_test_history_says_cb),
                            fixture);
  poise_history_undo (fixture->history, 0);
  poise_test_history_flush (fixture);
  shown = poise_journal_peek (fixture->journal, 0);
  poise_entry_set_text (shown, "Before, and after");
  poise_store_put_edited (fixture->store, shown);
  poise_history_redo (fixture->history);
  poise_test_history_flush (fixture);
  g_assert_cmpuint (fixture->n_undone, ==, 1);
  assert_text_on_disk (fixture, "Before, and after");
  g_assert_cmpuint (count_trash (fixture), ==, 0);

  poise_entry_set_text (shown, "Before");
  poise_store_put_edited (fixture->store, shown);
  poise_history_redo (fixture->history);
  poise_test_history_flush (fixture);
  g_assert_cmpuint (fixture->n_undone, ==, 1);
  g_assert_cmpuint (poise_test_history_count (fixture), ==, 0);
}

static void
poise_test_history_ask (PoiseTestHistory *fixture)
{
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();
  g_autoptr (PoiseAsking) asking = poise_asking_begin (set, "own-a");

  poise_history_run_asking (fixture->history, asking);
}

/* What was undone is not done again past something new. */
static void
test_redo_after_new (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = delete_one (fixture);

  poise_history_undo (fixture->history, 0);
  poise_test_history_ask (fixture);
  g_assert_null (poise_history_peek_redo (fixture->history));
  poise_history_redo (fixture->history);
  poise_test_history_flush (fixture);
  g_assert_cmpuint (poise_test_history_count (fixture), ==, 1);
}

/* Undo does not put the words of before over what was written elsewhere since, and neither
 * over what is typed into that and not saved yet. */
static void
test_undo_after_others (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = delete_one (fixture);

  write_elsewhere (fixture, entry, "Before, and theirs");
  poise_history_undo (fixture->history, 0);
  poise_test_history_flush (fixture);
  assert_text_on_disk (fixture, "Before, and theirs");
  g_assert_cmpstr (poise_entry_get_text (poise_journal_peek (fixture->journal, 0)), ==,
                   "Before, and theirs");
  /* Where they are deleted in turn, all of them come back. */
  poise_history_redo (fixture->history);
  poise_test_history_flush (fixture);
  g_assert_cmpuint (poise_test_history_count (fixture), ==, 0);
  poise_history_undo (fixture->history, 0);
  poise_test_history_flush (fixture);
  assert_text_on_disk (fixture, "Before, and theirs");
}

static void
test_undo_after_others_unsaved (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = delete_one (fixture);
  PoiseEntry *shown;

  write_elsewhere (fixture, entry, "Before, and theirs");
  shown = poise_journal_peek (fixture->journal, 0);
  poise_entry_set_text (shown, "Before, and theirs, and mine");
  poise_store_put_edited (fixture->store, shown);
  poise_history_undo (fixture->history, 0);
  poise_test_history_flush (fixture);
  assert_text_on_disk (fixture, "Before, and theirs, and mine");
}

/* What is shown is older, as a restored state is: it makes way, and its words go to the trash. */
static void
test_undo_over_older (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = delete_one (fixture);
  g_autoptr (PoiseEntry) older = poise_entry_copy (entry);
  g_autoptr (GDateTime) earlier = g_date_time_add_minutes (poise_entry_get_modified (entry), -5);
  g_autofree char *trash_file = g_build_filename (fixture->path, "trash", "2026-11.json", NULL);
  g_autoptr (GPtrArray) trash = NULL;

  g_assert_cmpint (g_unlink (trash_file), ==, 0);
  poise_entry_set_text (older, "Restored");
  poise_entry_set_modified (older, earlier);
  poise_store_put (fixture->store, older);
  poise_test_history_flush (fixture);
  poise_history_undo (fixture->history, 0);
  poise_test_history_flush (fixture);
  assert_text_on_disk (fixture, "Before");
  trash = poise_folder_read_trash (fixture->folder, NULL, NULL);
  g_assert_cmpuint (trash->len, ==, 1);
  g_assert_cmpstr (poise_entry_get_text (g_ptr_array_index (trash, 0)), ==, "Restored");
}

/* ---- another journal ---- */

/* The store goes to another folder, whose journal has no entry. */
static char *
move_away (PoiseTestHistory *fixture)
{
  char *path = poise_test_make_folder ();
  g_autoptr (PoiseFolder) folder = poise_folder_new (path);
  gboolean is_done = FALSE;

  poise_store_set_folder_async (fixture->store, folder, NULL, poise_test_history_set_flag_cb,
                                &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  return path;
}

static void
assert_nothing_there (const char *path)
{
  g_autoptr (PoiseFolder) folder = poise_folder_new (path);
  g_autoptr (GPtrArray) entries = poise_folder_read_all (folder, NULL, NULL);

  g_assert_cmpuint (entries->len, ==, 0);
}

/* What was done in one journal is not undone in another one. */
static void
test_another_journal (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = delete_one (fixture);
  g_autofree char *other = move_away (fixture);

  g_assert_null (poise_history_peek_undo (fixture->history));
  poise_history_undo (fixture->history, 0);
  poise_history_undo (fixture->history, 1);
  poise_history_redo (fixture->history);
  poise_test_history_flush (fixture);
  assert_nothing_there (other);
  g_assert_cmpuint (count_trash (fixture), ==, 1);
  poise_test_remove_folder (other);
}

/* ---- imports ---- */

/* Three entries that an import brought in on the disk the day before, and the store has read;
 * with what else the plan has. */
static void
poise_test_history_import_with (PoiseTestHistory *fixture, void (*add) (PoiseImportPlan *plan))
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (PoiseImport) import = poise_import_new (zone);
  g_autoptr (GPtrArray) present = g_ptr_array_new ();
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autoptr (PoiseImported) imported = NULL;
  g_autoptr (PoiseOperation) operation = NULL;
  PoiseImportPlan *plan;
  guint n_before = poise_journal_get_n_entries (fixture->journal);

  for (guint i = 1; i <= 3; i++)
    {
      PoiseImportDraft draft = { .format = "text", .text = "As it came in" };

      draft.day = poise_day_new (2026, i, 1);
      poise_import_add (import, &draft);
    }
  plan = poise_import_plan_new (import, present);
  if (add != NULL)
    add (plan);
  g_assert_true (
    poise_import_plan_apply (plan, fixture->folder, yesterday, NULL, NULL, NULL, NULL, NULL));
  imported = poise_imported_new (plan);
  g_signal_connect_swapped (imported, "says", G_CALLBACK (poise_test_history_says_cb), fixture);
  operation = poise_operation_new_import (imported, "3 entries imported");
  poise_history_run (fixture->history, operation);
  poise_store_load_async (fixture->store, NULL, NULL, NULL);
  poise_test_history_wait_for (fixture, n_before + 3);
}

static void
poise_test_history_import (PoiseTestHistory *fixture)
{
  poise_test_history_import_with (fixture, NULL);
}

static void
test_import (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  poise_test_history_import (fixture);
  before = poise_test_read (fixture->path, "entries/2026-02.json");
  poise_history_undo (fixture->history, 0);
  poise_test_history_wait_for (fixture, 0);
  g_assert_cmpuint (poise_test_history_count (fixture), ==, 0);
  g_assert_cmpuint (count_trash (fixture), ==, 0);
  poise_history_redo (fixture->history);
  poise_test_history_wait_for (fixture, 3);
  after = poise_test_read (fixture->path, "entries/2026-02.json");
  g_assert_cmpstr (before, ==, after);
}

static void
add_intentions_cb (PoiseImportPlan *plan)
{
  plan->before = poise_intention_list_new ();
  plan->after = poise_intention_list_new ();
  poise_intention_list_set_quiet (plan->after, "an-entry", TRUE);
}

static gboolean
has_intentions (PoiseTestHistory *fixture)
{
  g_autofree char *text = poise_test_read (fixture->path, "intentions.json");

  return text != NULL && strstr (text, "\"quiet\"") != NULL;
}

/* Neither the entries nor the intentions alone go, and what failed is undone at the next try. */
static void
test_import_half_undone (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autofree char *whole = NULL;

  poise_test_history_import_with (fixture, add_intentions_cb);
  g_assert_true (has_intentions (fixture));
  whole = poise_test_read (fixture->path, "intentions.json");
  poise_test_write (fixture->path, "intentions.json", "{ damaged");
  poise_history_undo (fixture->history, 0);
  poise_test_history_wait (fixture);
  g_assert_cmpuint (poise_test_history_count (fixture), ==, 3);
  poise_test_write (fixture->path, "intentions.json", whole);
  poise_history_undo (fixture->history, 0);
  poise_test_history_wait_for (fixture, 0);
  g_assert_false (has_intentions (fixture));
  poise_history_redo (fixture->history);
  poise_test_history_wait_for (fixture, 3);
  g_assert_true (has_intentions (fixture));
}

/* A folder stands where a month of the trash should. */
static void
test_import_half_redone (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autofree char *trash = g_build_filename (fixture->path, "trash", "2026-02.json", NULL);

  poise_test_history_import_with (fixture, add_intentions_cb);
  poise_history_undo (fixture->history, 0);
  poise_test_history_wait_for (fixture, 0);
  g_assert_no_errno (g_mkdir_with_parents (trash, 0700));
  poise_test_history_wait (fixture);
  poise_history_redo (fixture->history);
  poise_test_history_wait (fixture);
  g_assert_cmpuint (poise_test_history_count (fixture), ==, 0);
  g_assert_false (has_intentions (fixture));
  g_assert_no_errno (g_rmdir (trash));
}

/* Questions are switched by the dozen. */
static void
test_import_before_questions (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();

  poise_test_history_import (fixture);
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (PoiseAsking) asking = poise_asking_begin (set, "own-a");

      poise_history_run_asking (fixture->history, asking);
    }
  for (guint i = 0; i < 50; i++)
    poise_history_undo (fixture->history, 0);
  poise_test_history_wait_for (fixture, 0);
}

/* Of intentions no step holds entries, either. */
static void
test_import_before_intentions (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autoptr (PoiseIntentionList) list = poise_intention_list_new ();

  poise_test_history_import (fixture);
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (PoiseIntentionList) after = poise_intention_list_copy (list);
      g_autoptr (PoiseOperation) operation = NULL;

      poise_intention_list_set_quiet (after, "an-entry", i % 2 == 0);
      operation = poise_operation_new_intending (list, after, "Intending");
      poise_history_run (fixture->history, operation);
    }
  for (guint i = 0; i < 50; i++)
    poise_history_undo (fixture->history, 0);
  poise_test_history_wait_for (fixture, 0);
}

/* What the person did to the entries since is kept: what was changed goes to
 * the trash and comes back changed, what was deleted stays there. */
static void
test_import_changed (PoiseTestHistory *fixture, gconstpointer unused)
{
  poise_test_history_import (fixture);
  poise_store_delete (fixture->store, poise_journal_peek (fixture->journal, 0));
  change_second (fixture, "With words of mine, not saved yet");
  g_assert_cmpuint (poise_journal_get_n_entries (fixture->journal), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      poise_history_undo (fixture->history, 0);
      poise_test_history_wait_for (fixture, 0);
      g_assert_cmpuint (poise_test_history_count (fixture), ==, 0);
      g_assert_cmpuint (count_trash (fixture), ==, 2);
      poise_history_redo (fixture->history);
      poise_test_history_wait_for (fixture, 2);
      g_assert_cmpstr (poise_entry_get_text (poise_journal_peek (fixture->journal, 1)), ==,
                       "With words of mine, not saved yet");
      g_assert_cmpuint (count_trash (fixture), ==, 1);
    }
}

/* Somebody presses the keys while one way is still gone: the last one counts. */
static void
test_import_back_and_forth (PoiseTestHistory *fixture, gconstpointer unused)
{
  poise_test_history_import (fixture);
  for (guint i = 0; i < 5; i++)
    {
      poise_history_undo (fixture->history, 0);
      poise_history_redo (fixture->history);
    }
  poise_history_undo (fixture->history, 0);
  while (fixture->n_undone == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (poise_journal_get_n_entries (fixture->journal), ==, 0);
  g_assert_cmpuint (poise_test_history_count (fixture), ==, 0);
  poise_history_redo (fixture->history);
  poise_history_undo (fixture->history, 0);
  poise_history_redo (fixture->history);
  poise_test_history_wait_for (fixture, 3);
  g_assert_cmpuint (poise_test_history_count (fixture), ==, 3);
  g_assert_cmpuint (count_trash (fixture), ==, 0);
}

/* An import is taken out of the journal that it came into, or of none. */
static void
test_import_another_journal (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autofree char *other = NULL;

  poise_test_history_import (fixture);
  g_assert_nonnull (poise_history_peek_undo (fixture->history));
  other = move_away (fixture);
  g_assert_null (poise_history_peek_undo (fixture->history));
  poise_history_undo (fixture->history, 0);
  poise_test_history_flush (fixture);
  g_assert_cmpuint (fixture->n_undone, ==, 0);
  g_assert_cmpuint (poise_test_history_count (fixture), ==, 3);
  poise_test_remove_folder (other);
}

static void
poise_test_history_vanish (PoiseTestHistory *fixture)
{
  g_autofree char *away = g_strconcat (fixture->path, ".away", NULL);

  g_assert_cmpint (g_rename (fixture->path, away), ==, 0);
}

static void
poise_test_history_reappear (PoiseTestHistory *fixture)
{
  g_autofree char *away = g_strconcat (fixture->path, ".away", NULL);

  g_assert_cmpint (g_rename (away, fixture->path), ==, 0);
}

/* What could not be undone can be later. */
static void
test_import_without_folder (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = NULL;

  poise_test_history_import (fixture);
  poise_test_history_vanish (fixture);
  poise_history_undo (fixture->history, 0);
  poise_test_history_wait (fixture);
  g_assert_cmpuint (fixture->n_undone, ==, 1);
  poise_test_history_reappear (fixture);
  g_assert_nonnull (poise_history_peek_undo (fixture->history));
  poise_history_undo (fixture->history, 0);
  poise_test_history_wait_for (fixture, 0);
  g_assert_cmpuint (poise_test_history_count (fixture), ==, 0);
}

/* Another computer wrote on in what was imported, and its words come in after the undo. */
static void
test_import_after_others (PoiseTestHistory *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) theirs = NULL;
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autoptr (GDateTime) now = poise_test_clock (NULL);

  poise_test_history_import (fixture);
  theirs = poise_entry_copy (poise_journal_peek (fixture->journal, 0));
  poise_history_undo (fixture->history, 0);
  poise_test_history_wait_for (fixture, 0);
  poise_test_history_wait (fixture);
  poise_entry_set_text (theirs, "Theirs");
  g_ptr_array_add (changes, poise_change_new_copy (theirs));
  g_assert_true (poise_folder_apply (fixture->folder, "2026-03", changes, now, NULL));
  poise_store_load_async (fixture->store, NULL, NULL, NULL);
  poise_test_history_wait_for (fixture, 1);

  fixture->n_undone = 0;
  g_signal_connect_swapped (fixture->history, "says", G_CALLBACK (poise_test_history_says_cb),
                            fixture);
  poise_history_redo (fixture->history);
  poise_test_history_flush (fixture);
  g_assert_cmpuint (fixture->n_undone, ==, 1);
  assert_text_on_disk (fixture, "Theirs");
  g_assert_cmpuint (count_trash (fixture), ==, 0);
}

static void
poise_test_history_run_cb (PoiseTestHistory *fixture)
{
  fixture->n_run++;
}

/* What takes a while is told once it is so. */
static void
test_import_told (PoiseTestHistory *fixture, gconstpointer unused)
{
  poise_test_history_import (fixture);
  poise_history_undo (fixture->history, 0);
  poise_test_history_wait (fixture);
  g_signal_connect_swapped (fixture->history, "run", G_CALLBACK (poise_test_history_run_cb),
                            fixture);
  poise_history_redo (fixture->history);
  g_assert_cmpuint (fixture->n_run, ==, 0);
  poise_test_history_wait (fixture);
  g_assert_cmpuint (fixture->n_run, ==, 1);
  g_assert_cmpuint (poise_journal_get_n_entries (fixture->journal), ==, 3);
}

/* ---- backups ---- */

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
  ADD ("/history/delete", test_delete);
  ADD ("/history/redo-written-since", test_redo_written_since);
  ADD ("/history/redo-after-new", test_redo_after_new);
  ADD ("/history/undo-after-others", test_undo_after_others);
  ADD ("/history/undo-after-others-unsaved", test_undo_after_others_unsaved);
  ADD ("/history/undo-over-older", test_undo_over_older);
  ADD ("/history/another-journal", test_another_journal);
  ADD ("/history/import", test_import);
  ADD ("/history/import-half-undone", test_import_half_undone);
  ADD ("/history/import-half-redone", test_import_half_redone);
  ADD ("/history/import-before-questions", test_import_before_questions);
  ADD ("/history/import-before-intentions", test_import_before_intentions);
  ADD ("/history/import-changed", test_import_changed);
  ADD ("/history/import-back-and-forth", test_import_back_and_forth);
  ADD ("/history/import-another-journal", test_import_another_journal);
  ADD ("/history/import-without-folder", test_import_without_folder);
  ADD ("/history/import-after-others", test_import_after_others);
  ADD ("/history/import-told", test_import_told);
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
