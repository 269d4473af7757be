/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What takes its time ends when it is cancelled, and has changed nothing then. */

#include "poise-document.h"
#include "poise-folder-write.h"
#include "poise-retagger.h"
#include "poise-tag-runner.h"
#include "poise-test.h"

#define TEXT "Asked Amira what she would change here, and listened."

typedef struct
{
  char *path;
  PoiseFolder *folder;
  PoiseTagger *tagger;
  PoiseContext *context;
  PoiseEntry *entry;
  GCancellable *cancellable;
  guint n_loaded;
} Fixture;

static void
count_cb (guint *n)
{
  ++*n;
}

/* An entry that another model tagged. */
static PoiseEntry *
make_entry (void)
{
  PoiseEntry *entry = poise_test_entry ("2026-11-23", TEXT, TRUE, 0.5);

  g_assert_nonnull (poise_entry_get_tag (entry));
  return entry;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseStore) store = NULL;
  g_autoptr (GSettings) settings = g_settings_new ("io.github.poise_journal.Poise");
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autoptr (GDateTime) now = poise_test_clock (NULL);

  fixture->path = poise_test_make_folder ();
  fixture->folder = poise_folder_new (fixture->path);
  fixture->tagger = poise_tagger_new_default (NULL);
  g_assert_nonnull (fixture->tagger);
  fixture->entry = make_entry ();
  fixture->cancellable = g_cancellable_new ();
  g_ptr_array_add (changes,
                   poise_change_new (poise_entry_get_id (fixture->entry), fixture->entry, NULL));
  g_assert_true (poise_folder_apply (fixture->folder, "2026-11", changes, now, NULL));
  store = poise_store_new (fixture->folder, journal, poise_test_clock, NULL);
  fixture->context = poise_context_new (store, fixture->tagger, settings);
  g_signal_connect_swapped (fixture->context, "loaded", G_CALLBACK (count_cb), &fixture->n_loaded);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_run_dispose (G_OBJECT (poise_context_get_store (fixture->context)));
  g_object_unref (fixture->context);
  g_object_unref (fixture->cancellable);
  g_object_unref (fixture->entry);
  g_object_unref (fixture->tagger);
  g_object_unref (fixture->folder);
  poise_test_remove_folder (fixture->path);
  g_free (fixture->path);
}

static void
assert_cancelled (const GError *error)
{
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* @is_early: before it begins; else it is cancelled once it has begun */
typedef void (*Way) (Fixture *fixture, gboolean is_early);

static void
cancel (Fixture *fixture, gboolean is_now)
{
  if (is_now)
    g_cancellable_cancel (fixture->cancellable);
}

static void
both (Fixture *fixture, Way way)
{
  way (fixture, TRUE);
  g_cancellable_reset (fixture->cancellable);
  way (fixture, FALSE);
}

/* ---- the journal ---- */

static void
load (Fixture *fixture, gboolean is_early)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cancel (fixture, is_early);
  poise_context_load_async (fixture->context, fixture->cancellable, poise_test_ready_cb, &result);
  cancel (fixture, !is_early);
  poise_test_wait (&result);
  g_assert_false (poise_context_load_finish (fixture->context, result, &error));
  assert_cancelled (error);
  g_assert_false (poise_context_is_loaded (fixture->context));
  g_assert_cmpuint (fixture->n_loaded, ==, 0);
  g_assert_cmpuint (poise_journal_get_n_entries (poise_context_get_journal (fixture->context)), ==,
                    0);
}

static void
test_load (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;

  both (fixture, load);
  poise_context_load_async (fixture->context, NULL, poise_test_ready_cb, &result);
  poise_test_wait (&result);
  g_assert_true (poise_context_load_finish (fixture->context, result, NULL));
  g_assert_cmpuint (fixture->n_loaded, ==, 1);
  g_assert_true (poise_context_is_loaded (fixture->context));
}

static void
set_folder (Fixture *fixture, gboolean is_early)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *other = g_build_filename (fixture->path, "other", NULL);
  GSettings *settings = poise_context_get_settings (fixture->context);
  g_autofree char *setting = NULL;

  g_settings_set_string (settings, "journal-folder", fixture->path);
  cancel (fixture, is_early);
  poise_context_set_folder_async (fixture->context, other, fixture->cancellable,
                                  poise_test_ready_cb, &result);
  cancel (fixture, !is_early);
  poise_test_wait (&result);
  g_assert_false (poise_context_set_folder_finish (fixture->context, result, &error));
  assert_cancelled (error);
  g_assert_true (poise_context_get_folder (fixture->context) == fixture->folder);
  setting = g_settings_get_string (settings, "journal-folder");
  g_assert_cmpstr (setting, ==, fixture->path);
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
}

static void
test_set_folder (Fixture *fixture, gconstpointer unused)
{
  both (fixture, set_folder);
}

/* ---- the open entry ---- */

static void
save (Fixture *fixture, gboolean is_early)
{
  g_autoptr (PoiseDocument) document = poise_document_new (fixture->context);
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-22", "", FALSE, 0.0);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *month = NULL;

  poise_document_open (document, entry);
  poise_document_set_text (document, TEXT);
  cancel (fixture, is_early);
  poise_document_save_async (document, fixture->cancellable, poise_test_ready_cb, &result);
  cancel (fixture, !is_early);
  poise_test_wait (&result);
  g_assert_false (poise_document_save_finish (document, result, &error));
  assert_cancelled (error);
  /* What was written is not lost by that. */
  poise_document_save_async (document, NULL, poise_test_ready_cb, &again);
  poise_test_wait (&again);
  g_assert_true (poise_document_save_finish (document, again, NULL));
  g_assert_true (poise_document_is_tagged (document));
  month = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_nonnull (strstr (month, poise_entry_get_id (entry)));
}

static void
test_save (Fixture *fixture, gconstpointer unused)
{
  both (fixture, save);
}

/* ---- the tagger ---- */

static void
run (Fixture *fixture, gboolean is_early)
{
  g_autoptr (PoiseTagRunner) runner = poise_tag_runner_new (fixture->tagger);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  poise_tag_runner_schedule (runner, 60000);
  cancel (fixture, is_early);
  poise_tag_runner_run_async (runner, fixture->entry, NULL, FALSE, fixture->cancellable,
                              poise_test_ready_cb, &result);
  cancel (fixture, !is_early);
  poise_test_wait (&result);
  g_assert_null (poise_tag_runner_run_finish (runner, result, &error));
  assert_cancelled (error);
  g_assert_true (poise_tag_runner_get_run (result)->entry == fixture->entry);
  /* What never began put nothing off. */
  g_assert_true (poise_tag_runner_is_scheduled (runner) == is_early);
  poise_tag_runner_unschedule (runner);
  g_assert_true (poise_tag_runner_is_idle (runner));
}

static void
test_run (Fixture *fixture, gconstpointer unused)
{
  both (fixture, run);
}

/* Others wait on. */
static void
wait_for_last (Fixture *fixture, gboolean is_early)
{
  g_autoptr (PoiseTagRunner) runner = poise_tag_runner_new (fixture->tagger);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) other = NULL;
  g_autoptr (GAsyncResult) run_result = NULL;
  g_autoptr (PoiseTag) tag = NULL;
  g_autoptr (GError) error = NULL;

  poise_tag_runner_schedule (runner, 60000);
  poise_tag_runner_wait_async (runner, NULL, poise_test_ready_cb, &other);
  cancel (fixture, is_early);
  poise_tag_runner_wait_async (runner, fixture->cancellable, poise_test_ready_cb, &result);
  cancel (fixture, !is_early);
  poise_test_wait (&result);
  g_assert_false (poise_tag_runner_wait_finish (runner, result, &error));
  assert_cancelled (error);
  g_assert_null (other);
  poise_tag_runner_run_async (runner, fixture->entry, NULL, FALSE, NULL, poise_test_ready_cb,
                              &run_result);
  poise_test_wait (&other);
  g_assert_true (poise_tag_runner_wait_finish (runner, other, NULL));
  g_assert_nonnull (run_result);
  tag = poise_tag_runner_run_finish (runner, run_result, NULL);
  g_assert_nonnull (tag);
}

static void
test_wait (Fixture *fixture, gconstpointer unused)
{
  both (fixture, wait_for_last);
}

static void
retag (Fixture *fixture, gboolean is_early)
{
  PoiseStore *store = poise_context_get_store (fixture->context);
  g_autoptr (PoiseRetagger) retagger = poise_retagger_new (store, fixture->tagger);
  g_autoptr (PoiseEntry) entry = make_entry ();
  g_autoptr (PoiseTag) before = poise_tag_ref (poise_entry_get_tag (entry));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  poise_journal_add (poise_store_get_journal (store), entry);
  g_assert_cmpuint (poise_retagger_count_old (retagger), >, 0);
  cancel (fixture, is_early);
  poise_retagger_run_async (retagger, fixture->cancellable, poise_test_ready_cb, &result);
  cancel (fixture, !is_early);
  poise_test_wait (&result);
  g_assert_false (poise_retagger_run_finish (retagger, result, &n, &error));
  assert_cancelled (error);
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (poise_entry_get_tag (entry) == before);
}

static void
test_retag (Fixture *fixture, gconstpointer unused)
{
  both (fixture, retag);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cancelling/load", test_load);
  ADD ("/cancelling/set-folder", test_set_folder);
  ADD ("/cancelling/save", test_save);
  ADD ("/cancelling/run", test_run);
  ADD ("/cancelling/wait", test_wait);
  ADD ("/cancelling/retag", test_retag);
  return g_test_run ();
}
