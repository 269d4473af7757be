/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "poise-test-history.h"

#include <glib/gstdio.h>

#include "poise-backup.h"
#include "poise-file-lock.h"
#include "poise-folder-read.h"
#include "poise-test.h"

/* Going back holds the lock until its end. */
static gboolean
is_at_rest (PoiseTestHistory *fixture)
{
  g_autofree char *path = g_build_filename (fixture->path, ".lock", NULL);
  int lock = poise_file_lock (path, 0, NULL);

  poise_file_unlock (lock);
  return lock >= 0;
}

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

/* The store asks it before it reads the folder, also where it heard of the files while it goes
 * back. */
static GDateTime *
clock_cb (gpointer data)
{
  PoiseTestHistory *fixture = data;
  void (*before_reading) (PoiseTestHistory *fixture) = fixture->before_reading;

  fixture->n_asked++;
  if (before_reading != NULL && has_way_back (fixture) && is_at_rest (fixture))
    {
      fixture->before_reading = NULL;
      before_reading (fixture);
    }
  return poise_test_clock (NULL);
}

void
poise_test_history_set_up (PoiseTestHistory *fixture, gconstpointer unused)
{
  fixture->path = poise_test_make_folder ();
  fixture->folder = poise_folder_new (fixture->path);
  fixture->journal = poise_journal_new ();
  fixture->store = poise_store_new (fixture->folder, fixture->journal, clock_cb, fixture);
  g_object_set (fixture->store, "retry-delay", 10, NULL);
  fixture->history = poise_history_new (fixture->store);
}

void
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

void
poise_test_history_set_flag_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  gboolean *flag = data;

  *flag = TRUE;
}

void
poise_test_history_flush (PoiseTestHistory *fixture)
{
  gboolean is_done = FALSE;

  poise_store_flush_async (fixture->store, NULL, poise_test_history_set_flag_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
}

void
poise_test_history_wait_for (PoiseTestHistory *fixture, guint n)
{
  while (poise_journal_get_n_entries (fixture->journal) != n)
    g_main_context_iteration (NULL, TRUE);
}

void
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

guint
poise_test_history_count (PoiseTestHistory *fixture)
{
  g_autoptr (GPtrArray) entries = poise_folder_read_all (fixture->folder, NULL, NULL);

  return entries->len;
}

void
poise_test_history_says_cb (PoiseTestHistory *fixture)
{
  fixture->n_undone++;
}

void
poise_test_history_ask (PoiseTestHistory *fixture)
{
  g_autoptr (PoisePromptSet) set = poise_prompt_set_new ();
  g_autoptr (PoiseAsking) asking = poise_asking_begin (set, "own-a");

  poise_history_run_asking (fixture->history, asking);
}

/* Three entries that an import brought in on the disk the day before, and the store has read;
 * with what else the plan has. */
void
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

void
poise_test_history_import (PoiseTestHistory *fixture)
{
  poise_test_history_import_with (fixture, NULL);
}

void
poise_test_history_vanish (PoiseTestHistory *fixture)
{
  g_autofree char *away = g_strconcat (fixture->path, ".away", NULL);

  g_assert_cmpint (g_rename (fixture->path, away), ==, 0);
}

void
poise_test_history_reappear (PoiseTestHistory *fixture)
{
  g_autofree char *away = g_strconcat (fixture->path, ".away", NULL);

  g_assert_cmpint (g_rename (away, fixture->path), ==, 0);
}

void
poise_test_history_run_cb (PoiseTestHistory *fixture)
{
  fixture->n_run++;
}
