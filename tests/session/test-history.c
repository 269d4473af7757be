/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo of what is done to the journal, without a window. */

#include <glib/gstdio.h>

#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-store-move.h"
#include "poise-test-history.h"
#include "poise-test.h"

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
  return g_test_run ();
}
