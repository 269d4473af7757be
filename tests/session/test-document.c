/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open entry: its text, tag and saving, without a window. */

#include "poise-document-corrections.h"
#include "poise-document-tags.h"
#include "poise-folder-read.h"
#include "poise-folder-write.h"
#include "poise-test.h"

#define TEXT "Asked Amira what she would change here, and listened. Wrote the rota for the week."

typedef struct
{
  char *path;
  PoiseContext *context;
  PoiseDocument *document;
} Fixture;

static void
open_page (Fixture *fixture, const char *day)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry (day, "", FALSE, 0.0);

  poise_entry_set_tag (entry, NULL);
  poise_document_open (fixture->document, entry);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (PoiseFolder) folder = NULL;
  g_autoptr (PoiseStore) store = NULL;
  g_autoptr (PoiseTagger) tagger = poise_tagger_new_default (NULL);
  g_autoptr (GSettings) settings = g_settings_new ("io.github.poise_journal.Poise");

  g_assert_nonnull (tagger);
  fixture->path = poise_test_make_folder ();
  folder = poise_folder_new (fixture->path);
  store = poise_store_new (folder, journal, poise_test_clock, NULL);
  fixture->context = poise_context_new (store, tagger, settings);
  fixture->document = poise_document_new (fixture->context);
  open_page (fixture, "2026-11-23");
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_run_dispose (G_OBJECT (poise_context_get_store (fixture->context)));
  g_object_unref (fixture->document);
  g_object_unref (fixture->context);
  poise_test_remove_folder (fixture->path);
  g_free (fixture->path);
}

static void
set_flag_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  gboolean *flag = data;

  g_assert_true (poise_document_save_finish (POISE_DOCUMENT (object), result, NULL));
  *flag = TRUE;
}

static void
save (Fixture *fixture)
{
  gboolean is_done = FALSE;

  poise_document_save_async (fixture->document, NULL, set_flag_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
}

static const PoiseSentenceTag *
get_sentence (Fixture *fixture, guint i)
{
  PoiseTag *tag = poise_document_get_tag (fixture->document);

  g_assert_nonnull (tag);
  g_assert_cmpuint (i, <, tag->sentences->len);
  return &g_array_index (tag->sentences, PoiseSentenceTag, i);
}

static void
assert_sentence (Fixture *fixture, guint i, PoiseTagSource by, PoiseMode mode)
{
  g_assert_cmpint (get_sentence (fixture, i)->by, ==, by);
  g_assert_cmpint (get_sentence (fixture, i)->mode, ==, mode);
}

static void
count_cb (guint *n)
{
  ++*n;
}

/* ---- writing ---- */

static void
test_keystroke_to_disk (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *month = NULL;
  guint n_texts = 0, n_tags = 0;

  g_signal_connect_swapped (fixture->document, "notify::text", G_CALLBACK (count_cb), &n_texts);
  g_signal_connect_swapped (fixture->document, "notify::tag", G_CALLBACK (count_cb), &n_tags);
  g_assert_cmpint (poise_document_get_state (fixture->document), ==, POISE_DOCUMENT_BLANK);
  poise_document_set_text (fixture->document, TEXT);
  g_assert_cmpint (poise_document_get_state (fixture->document), ==, POISE_DOCUMENT_UNSAVED);
  g_assert_false (poise_document_is_tagged (fixture->document));
  save (fixture);
  g_assert_cmpint (poise_document_get_state (fixture->document), ==, POISE_DOCUMENT_SAVED);
  g_assert_true (poise_document_is_tagged (fixture->document));
  g_assert_true (poise_document_is_tag_news (fixture->document));
  g_assert_cmpuint (n_texts, ==, 1);
  g_assert_cmpuint (n_tags, ==, 1);
  /* Closed right after typing, it has its tag on the disk. */
  month = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_nonnull (strstr (month, "\"sentences\""));
}

/* Left right after typing, an entry is tagged all the same. */
static void
test_left_entry_is_tagged (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = g_object_ref (poise_document_get_entry (fixture->document));

  poise_document_set_text (fixture->document, TEXT);
  open_page (fixture, "2026-11-22");
  save (fixture);
  g_assert_nonnull (poise_entry_get_tag (entry));
  g_assert_null (poise_document_get_tag (fixture->document));
}

/* A review is no behaviour of a day: nothing in it is tagged, however it is changed. */
static void
test_kinds_are_not_tagged (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-22", TEXT, FALSE, 0.0);

  poise_entry_set_tag (entry, NULL);
  poise_entry_set_kind (entry, "review");
  poise_document_open (fixture->document, entry);
  save (fixture);
  poise_document_set_text (fixture->document, TEXT " " TEXT);
  poise_document_update_tag (fixture->document);
  save (fixture);
  g_assert_null (poise_document_get_tag (fixture->document));
  g_assert_cmpuint (poise_journal_get_n_entries (poise_context_get_journal (fixture->context)), ==,
                    1);
}

static void
test_emptied_entry_goes (Fixture *fixture, gconstpointer unused)
{
  poise_document_set_text (fixture->document, TEXT);
  g_assert_true (poise_document_is_stored (fixture->document));
  poise_document_set_text (fixture->document, " ");
  poise_document_close (fixture->document);
  g_assert_cmpuint (poise_journal_get_n_entries (poise_context_get_journal (fixture->context)), ==,
                    0);
}

/* An entry without a tag gets one when it is opened, and one that has a tag keeps it.
 * Reading writes nothing. */
static void
test_reading (Fixture *fixture, gconstpointer unused)
{
  PoiseStore *store = poise_context_get_store (fixture->context);
  g_autoptr (PoiseEntry) untagged = poise_test_entry ("2026-11-20", TEXT, FALSE, 0.0);
  g_autoptr (PoiseEntry) tagged = poise_test_entry ("2026-11-21", TEXT, TRUE, 0.5);
  g_autoptr (PoiseTag) tag = poise_tag_ref (poise_entry_get_tag (tagged));
  g_autoptr (GDateTime) modified = g_date_time_ref (poise_entry_get_modified (untagged));

  poise_entry_set_tag (untagged, NULL);
  poise_store_put (store, untagged);
  poise_store_put (store, tagged);
  save (fixture);
  poise_document_open (fixture->document, untagged);
  while (poise_entry_get_tag (untagged) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (poise_store_get_state (store), ==, POISE_STORE_SAVED);
  g_assert_true (g_date_time_equal (poise_entry_get_modified (untagged), modified));
  poise_document_open (fixture->document, tagged);
  save (fixture);
  g_assert_true (poise_tag_equal (poise_entry_get_tag (tagged), tag));
}

/* ---- between programs ---- */

static void
set_loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  gboolean *flag = data;

  g_assert_true (poise_store_load_finish (POISE_STORE (object), result, NULL));
  *flag = TRUE;
}

/* Another program changes the open entry on the disk, and this one reads it. */
static void
take_theirs (Fixture *fixture, const char *text, PoiseTag *tag)
{
  PoiseStore *store = poise_context_get_store (fixture->context);
  g_autoptr (PoiseEntry) theirs = poise_entry_copy (poise_document_get_entry (fixture->document));
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  gboolean is_done = FALSE;

  poise_entry_set_text (theirs, text);
  poise_entry_set_tag (theirs, tag);
  poise_entry_touch (theirs, now);
  g_ptr_array_add (changes, poise_change_new_copy (theirs));
  g_assert_true (
    poise_folder_apply (poise_store_get_folder (store), "2026-11", changes, now, NULL));
  poise_store_load_async (store, NULL, set_loaded_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (poise_document_get_text (fixture->document), ==, text);
}

/* What another tagger says of the same text. */
static PoiseTag *
make_other_tag (Fixture *fixture)
{
  PoiseTag *tag = poise_tag_copy (poise_document_get_tag (fixture->document));

  g_free (tag->model);
  tag->model = g_strdup ("other-1");
  return tag;
}

static PoiseStore *
get_store (Fixture *fixture)
{
  return poise_context_get_store (fixture->context);
}

/* Two programs with other models, which both have the entry open, take no turns in tagging it. */
static void
test_tag_of_another_model (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseTag) other = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  poise_document_set_text (fixture->document, TEXT);
  save (fixture);
  other = make_other_tag (fixture);
  take_theirs (fixture, TEXT, other);
  before = poise_test_read (fixture->path, "entries/2026-11.json");
  save (fixture);
  after = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (poise_document_get_tag (fixture->document)->model, ==, "other-1");
  /* Whose text it is tags it. */
  poise_document_set_text (fixture->document, TEXT " It rained.");
  save (fixture);
  g_assert_cmpstr (poise_document_get_tag (fixture->document)->model, !=, "other-1");
}

static void
test_text_and_tag_of_another (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseTag) other = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  poise_document_set_text (fixture->document, TEXT);
  save (fixture);
  other = make_other_tag (fixture);
  take_theirs (fixture, TEXT " It rained.", other);
  before = poise_test_read (fixture->path, "entries/2026-11.json");
  save (fixture);
  g_assert_cmpint (poise_store_get_state (get_store (fixture)), ==, POISE_STORE_SAVED);
  after = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_cmpstr (before, ==, after);
}

static gboolean
is_deleted (Fixture *fixture, PoiseEntry *entry)
{
  g_autoptr (GPtrArray) trash =
    poise_folder_read_trash (poise_store_get_folder (get_store (fixture)), NULL, NULL);

  for (guint i = 0; i < trash->len; i++)
    if (g_str_equal (poise_entry_get_id (g_ptr_array_index (trash, i)), poise_entry_get_id (entry)))
      return TRUE;
  return FALSE;
}

/* Who empties a page on another computer may be about to write it anew: leaving it here, where
 * nobody emptied it, deletes nothing. */
static void
test_emptied_elsewhere_stays (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = g_object_ref (poise_document_get_entry (fixture->document));

  poise_document_set_text (fixture->document, TEXT);
  save (fixture);
  take_theirs (fixture, "", NULL);
  open_page (fixture, "2026-11-22");
  save (fixture);
  poise_document_open (fixture->document, entry);
  g_assert_true (poise_document_is_stored (fixture->document));
  take_theirs (fixture, "Written anew.", NULL);
  g_assert_false (is_deleted (fixture, entry));
  /* Emptied here, it goes. */
  poise_document_set_text (fixture->document, "");
  open_page (fixture, "2026-11-22");
  save (fixture);
  g_assert_true (is_deleted (fixture, entry));
}

/* A file that is read again with the same tag in it is no word of another. */
static void
test_read_again (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseTag) same = NULL;

  poise_document_set_text (fixture->document, "Wrote the rota for the week.");
  save (fixture);
  same = poise_tag_copy (poise_document_get_tag (fixture->document));
  take_theirs (fixture, "Wrote the rota for the week.", same);
  poise_learned_correct (poise_context_get_learned (fixture->context),
                         "Wrote the rota for the ward.", POISE_MODE_LEADERSHIP, NULL);
  save (fixture);
  g_assert_false (poise_tag_equal (poise_document_get_tag (fixture->document), same));
}

/* What is learned changes the tag of what was written before, and makes it no later version. */
static void
test_tag_without_a_time (Fixture *fixture, gconstpointer unused)
{
  PoiseEntry *entry = poise_document_get_entry (fixture->document);
  g_autoptr (GDateTime) modified = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  poise_document_set_text (fixture->document, "Wrote the rota for the week.");
  save (fixture);
  modified = g_date_time_ref (poise_entry_get_modified (entry));
  before = poise_test_read (fixture->path, "entries/2026-11.json");
  poise_learned_correct (poise_context_get_learned (fixture->context),
                         "Wrote the rota for the ward.", POISE_MODE_LEADERSHIP, NULL);
  save (fixture);
  after = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_cmpstr (before, !=, after);
  g_assert_true (g_date_time_equal (poise_entry_get_modified (entry), modified));
}

/* ---- corrections ---- */

static void
assert_corrected_cb (Fixture *fixture)
{
  assert_sentence (fixture, 1, POISE_TAG_SOURCE_PERSON, POISE_MODE_NONE);
}

static void
test_correction_outlives_a_run (Fixture *fixture, gconstpointer unused)
{
  gboolean is_done = FALSE;

  poise_document_set_text (fixture->document, TEXT);
  save (fixture);
  poise_document_set_text (fixture->document, TEXT " It rained.");
  /* The thread begins, and the person is quicker. */
  poise_document_save_async (fixture->document, NULL, set_flag_cb, &is_done);
  poise_document_correct (fixture->document, 1, POISE_MODE_NONE);
  /* Not for a moment is anything else said. */
  assert_corrected_cb (fixture);
  g_signal_connect_swapped (fixture->document, "notify::tag", G_CALLBACK (assert_corrected_cb),
                            fixture);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  save (fixture);
  assert_corrected_cb (fixture);
  g_assert_cmpuint (poise_document_get_tag (fixture->document)->sentences->len, ==, 3);
}

/* Another program's text takes the place of what was written here: nothing is lost by that. */
static void
test_replaced (Fixture *fixture, gconstpointer unused)
{
  PoiseEntry *entry = poise_document_get_entry (fixture->document);
  guint n_elsewhere = 0;

  g_signal_connect_swapped (fixture->document, "changed-elsewhere", G_CALLBACK (count_cb),
                            &n_elsewhere);
  poise_document_set_text (fixture->document, "Written here.");
  save (fixture);
  g_assert_null (poise_document_get_replaced (fixture->document));
  g_assert_cmpuint (n_elsewhere, ==, 0);
  poise_entry_set_text (entry, "Written here. And more.");
  g_assert_null (poise_document_get_replaced (fixture->document));
  poise_document_set_text (fixture->document, "Written here again.");
  poise_entry_set_text (entry, "Written elsewhere.");
  g_assert_cmpstr (poise_document_get_replaced (fixture->document), ==, "Written here again.");
  poise_document_settle (fixture->document, TRUE, TRUE);
  g_assert_cmpstr (poise_entry_get_text (entry), ==, "Written elsewhere.\n\nWritten here again.");
  g_assert_null (poise_document_get_replaced (fixture->document));
  g_assert_cmpuint (n_elsewhere, ==, 2);
  poise_entry_set_text (entry, "Once more.");
  poise_document_settle (fixture->document, FALSE, TRUE);
  g_assert_cmpstr (poise_entry_get_text (entry), ==, "Once more.");
  poise_document_set_text (fixture->document, "Mine.");
  poise_entry_set_text (entry, "Theirs.");
  poise_document_settle (fixture->document, TRUE, FALSE);
  g_assert_cmpstr (poise_entry_get_text (entry), ==, "Mine.");
  g_assert_cmpuint (n_elsewhere, ==, 4);
}

static void
note_told_cb (gpointer data)
{
  (*(guint *) data)++;
}

/* A copy of the month, from five minutes ago, that somebody merges. */
static void
merge_earlier (Fixture *fixture, const char *text)
{
  PoiseFolder *folder = poise_context_get_folder (fixture->context);
  g_autoptr (PoiseEntry) theirs = poise_entry_copy (poise_document_get_entry (fixture->document));
  g_autoptr (GPtrArray) changes = poise_changes_new ();
  g_autoptr (GDateTime) now = poise_test_clock (NULL);
  g_autoptr (GDateTime) earlier = g_date_time_add_minutes (now, -5);

  poise_entry_set_text (theirs, text);
  poise_entry_set_modified (theirs, earlier);
  g_ptr_array_add (changes, poise_change_new_copy (theirs));
  g_assert_true (poise_folder_apply (folder, "2026-11", changes, now, NULL));
}

/* Another program wrote an earlier text of the entry, and whoever merged both put it into the
 * trash: the window whose text stays is told as well, but not of a text of its own. */
static void
test_stayed (Fixture *fixture, gconstpointer unused)
{
  PoiseDocument *document = fixture->document;
  guint n_told = 0, n_elsewhere = 0;

  g_signal_connect_swapped (document, "changed-elsewhere", G_CALLBACK (count_cb), &n_elsewhere);
  poise_document_set_text (document, "Written before.");
  save (fixture);
  poise_document_set_text (document, "Written here.");
  save (fixture);
  g_signal_connect_swapped (document, "notify::replaced", G_CALLBACK (note_told_cb), &n_told);
  merge_earlier (fixture, "Written before.");
  merge_earlier (fixture, "Written elsewhere.");
  while (n_told == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpuint (n_elsewhere, ==, 1);
  g_assert_cmpstr (poise_document_get_text (document), ==, "Written here.");
  g_assert_cmpstr (poise_document_get_text_of (document, FALSE), ==, "Written here.");
  g_assert_cmpstr (poise_document_get_text_of (document, TRUE), ==, "Written elsewhere.");
  poise_document_settle (document, FALSE, TRUE);
  g_assert_cmpstr (poise_document_get_text (document), ==, "Written elsewhere.");
  g_assert_null (poise_document_get_replaced (document));
  g_assert_cmpuint (n_elsewhere, ==, 1);
}

/* What was learned from one sentence is applied to the others at once. */
static void
test_others_are_judged_again (Fixture *fixture, gconstpointer unused)
{
  double before;

  poise_document_set_text (fixture->document,
                           "Wrote the rota for the week. Wrote the rota for the ward.");
  save (fixture);
  before = get_sentence (fixture, 1)->p[POISE_MODE_NONE];
  poise_document_correct (fixture->document, 0, POISE_MODE_NONE);
  save (fixture);
  g_assert_cmpfloat (get_sentence (fixture, 1)->p[POISE_MODE_NONE], >, before + 0.01);
  g_assert_false (poise_document_is_tag_news (fixture->document));
}

static void
change_question (Fixture *fixture)
{
  PoisePromptSet *set = poise_context_get_prompts (fixture->context);
  g_autoptr (PoiseAsking) asking = poise_asking_begin (set, "own-a");

  poise_prompt_set_insert (
    set, 0, poise_prompt_new ("own-a", POISE_FACET_NONE, POISE_MODE_NONE, "Who laughed?"));
  poise_history_run_asking (poise_context_get_history (fixture->context), asking);
}

static void
test_undo_and_redo (Fixture *fixture, gconstpointer unused)
{
  PoiseMode mode;
  double p;

  poise_document_set_text (fixture->document, TEXT);
  save (fixture);
  mode = get_sentence (fixture, 1)->mode;
  p = get_sentence (fixture, 0)->p[POISE_MODE_LEADERSHIP];
  g_assert_false (poise_document_undo (fixture->document));
  poise_document_correct (fixture->document, 1, POISE_MODE_LEADERSHIP);
  save (fixture);
  g_assert_cmpuint (poise_learned_get_n_corrections (poise_context_get_learned (fixture->context)),
                    ==, 1);

  /* What was done since is undone before it, of whatever kind. */
  change_question (fixture);
  g_assert_true (poise_document_undo (fixture->document));
  assert_sentence (fixture, 1, POISE_TAG_SOURCE_PERSON, POISE_MODE_LEADERSHIP);
  g_assert_true (poise_document_undo (fixture->document));
  save (fixture);
  assert_sentence (fixture, 1, POISE_TAG_SOURCE_TAGGER, mode);
  /* What was learned from it is gone, too. */
  g_assert_cmpuint (poise_learned_get_n_corrections (poise_context_get_learned (fixture->context)),
                    ==, 0);
  g_assert_cmpfloat_with_epsilon (get_sentence (fixture, 0)->p[POISE_MODE_LEADERSHIP], p, 1e-6);

  g_assert_true (poise_document_redo (fixture->document));
  save (fixture);
  assert_sentence (fixture, 1, POISE_TAG_SOURCE_PERSON, POISE_MODE_LEADERSHIP);
  g_assert_true (poise_document_redo (fixture->document));
  g_assert_false (poise_document_redo (fixture->document));

  /* Once something was written, that is what the keys undo. */
  poise_document_set_text (fixture->document, TEXT " And more.");
  g_assert_false (poise_document_undo (fixture->document));
}

/* As the editor's own undo and redo do. */
static void
step_text (Fixture *fixture, const char *text)
{
  poise_document_set_text (fixture->document, text);
  poise_document_note_text_step (fixture->document);
}

static guint
count_tags (Fixture *fixture)
{
  const char *const *tags = poise_document_get_tags (fixture->document);

  return tags != NULL ? g_strv_length ((char **) tags) : 0;
}

/* What is typed and what else is done are one order, as far back as the editor goes. */
static void
test_undo_among_what_is_typed (Fixture *fixture, gconstpointer unused)
{
  poise_document_set_text (fixture->document, "One.");
  poise_document_add_tag (fixture->document, "rota");
  poise_document_add_tag (fixture->document, "ward");
  poise_document_set_text (fixture->document, "One. Two.");
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (poise_document_undo (fixture->document));
      step_text (fixture, "One.");
      g_assert_cmpuint (count_tags (fixture), ==, 2);
      g_assert_true (poise_document_undo (fixture->document));
      g_assert_true (poise_document_undo (fixture->document));
      g_assert_cmpuint (count_tags (fixture), ==, 0);
      g_assert_false (poise_document_undo (fixture->document));
      step_text (fixture, "");
      g_assert_false (poise_document_undo (fixture->document));

      g_assert_false (poise_document_redo (fixture->document));
      step_text (fixture, "One.");
      g_assert_true (poise_document_redo (fixture->document));
      g_assert_true (poise_document_redo (fixture->document));
      g_assert_cmpuint (count_tags (fixture), ==, 2);
      g_assert_false (poise_document_redo (fixture->document));
      step_text (fixture, "One. Two.");
      g_assert_false (poise_document_redo (fixture->document));
    }
}

/* What was done last is done again last. */
static void
test_redo_among_what_is_typed (Fixture *fixture, gconstpointer unused)
{
  poise_document_set_text (fixture->document, "One.");
  poise_document_add_tag (fixture->document, "rota");
  poise_document_set_text (fixture->document, "One. Two.");
  poise_document_add_tag (fixture->document, "ward");
  g_assert_true (poise_document_undo (fixture->document));
  g_assert_false (poise_document_undo (fixture->document));
  step_text (fixture, "One.");
  g_assert_false (poise_document_redo (fixture->document));
  step_text (fixture, "One. Two.");
  g_assert_true (poise_document_redo (fixture->document));
  g_assert_cmpuint (count_tags (fixture), ==, 2);

  /* Typed to what it was before, it is another time. */
  poise_document_set_text (fixture->document, "One.");
  g_assert_false (poise_document_undo (fixture->document));
}

/* Its sentence is not tagged yet when the key is pressed again. */
static void
test_redo_of_a_correction_after_its_words (Fixture *fixture, gconstpointer unused)
{
  poise_document_set_text (fixture->document, "");
  poise_document_set_text (fixture->document, TEXT);
  save (fixture);
  poise_document_correct (fixture->document, 0, POISE_MODE_NONE);
  g_assert_true (poise_document_undo (fixture->document));
  step_text (fixture, "");
  save (fixture);
  step_text (fixture, TEXT);
  g_assert_false (poise_document_is_tagged (fixture->document));
  g_assert_true (poise_document_redo (fixture->document));
  save (fixture);
  assert_sentence (fixture, 0, POISE_TAG_SOURCE_PERSON, POISE_MODE_NONE);
}

static void
intend (Fixture *fixture, const char *id)
{
  PoiseIntentionList *list = poise_context_get_intentions (fixture->context);
  g_autoptr (PoiseIntentionList) after = poise_intention_list_copy (list);
  g_autoptr (PoiseOperation) operation = NULL;

  poise_intention_list_set_quiet (after, id, TRUE);
  operation = poise_operation_new_intending (list, after, "Intending");
  poise_history_run (poise_context_get_history (fixture->context), operation);
}

static gboolean
is_intended (Fixture *fixture, const char *id)
{
  return poise_intention_list_is_quiet (poise_context_get_intentions (fixture->context), id);
}

/* The keys undo what was done since something was written, of whatever kind and in order, and
 * nothing that was done before: the words come first then. */
static void
test_undo_since_writing (Fixture *fixture, gconstpointer unused)
{
  intend (fixture, "before");
  poise_document_set_text (fixture->document, TEXT);
  save (fixture);
  g_assert_false (poise_document_undo (fixture->document));
  poise_document_add_tag (fixture->document, "rota");
  intend (fixture, "since");
  g_assert_true (poise_document_undo (fixture->document));
  g_assert_false (is_intended (fixture, "since"));
  g_assert_cmpuint (g_strv_length ((char **) poise_document_get_tags (fixture->document)), ==, 1);
  g_assert_true (poise_document_undo (fixture->document));
  g_assert_cmpuint (g_strv_length ((char **) poise_document_get_tags (fixture->document)), ==, 0);
  g_assert_false (poise_document_undo (fixture->document));
  g_assert_true (is_intended (fixture, "before"));
  g_assert_cmpstr (poise_document_get_text (fixture->document), ==, TEXT);

  g_assert_true (poise_document_redo (fixture->document));
  g_assert_cmpuint (g_strv_length ((char **) poise_document_get_tags (fixture->document)), ==, 1);
  g_assert_true (poise_document_redo (fixture->document));
  g_assert_true (is_intended (fixture, "since"));
  g_assert_false (poise_document_redo (fixture->document));
}

static void
test_let_the_tagger_decide (Fixture *fixture, gconstpointer unused)
{
  PoiseLearned *learned = poise_context_get_learned (fixture->context);
  PoiseMode mode;

  poise_document_set_text (fixture->document, TEXT);
  save (fixture);
  mode = get_sentence (fixture, 0)->mode;
  poise_document_correct (fixture->document, 0, POISE_MODE_NONE);
  poise_document_correct (fixture->document, 0, POISE_MODE_MANAGEMENT);
  g_assert_cmpuint (poise_learned_get_n_corrections (learned), ==, 1);
  poise_document_uncorrect (fixture->document, 0);
  save (fixture);
  assert_sentence (fixture, 0, POISE_TAG_SOURCE_TAGGER, mode);
  g_assert_cmpuint (poise_learned_get_n_corrections (learned), ==, 0);
}

static void
test_entry_is_corrected (Fixture *fixture, gconstpointer unused)
{
  PoiseMode mode;

  poise_document_set_text (fixture->document, TEXT);
  save (fixture);
  mode = poise_document_get_tag (fixture->document)->mode;
  poise_document_correct (fixture->document, -1, POISE_MODE_NONE);
  save (fixture);
  g_assert_cmpint (poise_document_get_tag (fixture->document)->by, ==, POISE_TAG_SOURCE_PERSON);
  g_assert_cmpint (poise_document_get_tag (fixture->document)->mode, ==, POISE_MODE_NONE);
  poise_document_uncorrect (fixture->document, -1);
  save (fixture);
  g_assert_cmpint (poise_document_get_tag (fixture->document)->by, ==, POISE_TAG_SOURCE_TAGGER);
  g_assert_cmpint (poise_document_get_tag (fixture->document)->mode, ==, mode);
}

/* Marked by hand, a text that Poise cannot read is no longer unsure. */
static void
test_other_language (Fixture *fixture, gconstpointer unused)
{
  poise_document_set_text (fixture->document,
                           "Ik heb vandaag het rooster voor de hele week geschreven.");
  save (fixture);
  g_assert_true (poise_tag_is_unreadable (poise_document_get_tag (fixture->document)));
  poise_document_correct (fixture->document, 0, POISE_MODE_MANAGEMENT);
  save (fixture);
  g_assert_false (poise_tag_is_unreadable (poise_document_get_tag (fixture->document)));
  g_assert_false (poise_document_get_tag (fixture->document)->unsure);
  g_assert_cmpint (poise_document_get_tag (fixture->document)->mode, ==, POISE_MODE_MANAGEMENT);
  g_assert_cmpuint (poise_learned_get_n_corrections (poise_context_get_learned (fixture->context)),
                    ==, 0);
}

static void
test_find_sentence (Fixture *fixture, gconstpointer unused)
{
  poise_document_set_text (fixture->document, TEXT);
  /* Without a pause, the sentences of now are found. */
  g_assert_cmpint (poise_document_find_sentence (fixture->document, 3), ==, 0);
  g_assert_cmpint (
    poise_document_find_sentence (fixture->document, (guint) g_utf8_strlen (TEXT, -1)), ==, 1);
  g_assert_cmpint (poise_document_find_sentence (fixture->document, 5000), ==, -1);
}

/* ---- tags ---- */

static void
assert_tags (Fixture *fixture, const char *wanted)
{
  g_autofree char *tags = g_strjoinv ("|", (char **) poise_document_get_tags (fixture->document));

  g_assert_cmpstr (tags, ==, wanted);
}

static void
test_tags (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *month = NULL;
  guint n_changes = 0;

  g_signal_connect_swapped (fixture->document, "notify::tags", G_CALLBACK (count_cb), &n_changes);
  /* Before a word is written there is nothing to be saved, and nothing to undo. */
  poise_document_add_tag (fixture->document, " #work\n");
  poise_document_add_tag (fixture->document, "WORK");
  poise_document_add_tag (fixture->document, " # ");
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_false (poise_document_is_stored (fixture->document));
  g_assert_false (poise_document_undo (fixture->document));
  poise_document_set_text (fixture->document, TEXT);
  poise_document_add_tag (fixture->document, "club");
  poise_document_add_tag (fixture->document, "home");
  assert_tags (fixture, "work|club|home");
  poise_document_remove_tag (fixture->document, "club");
  assert_tags (fixture, "work|home");
  save (fixture);
  month = poise_test_read (fixture->path, "entries/2026-11.json");
  g_assert_nonnull (strstr (month, "\"tags\": [\"work\",\"home\"]"));
  /* Each is undone by itself, and comes back where it was. */
  g_assert_true (poise_document_undo (fixture->document));
  assert_tags (fixture, "work|club|home");
  g_assert_true (poise_document_undo (fixture->document));
  assert_tags (fixture, "work|club");
  g_assert_true (poise_document_redo (fixture->document));
  assert_tags (fixture, "work|club|home");
  open_page (fixture, "2026-11-22");
  assert_tags (fixture, "");
  g_assert_false (poise_document_undo (fixture->document));
}

/* A tag that another computer gave it meanwhile stays when one is undone. */
static void
test_undo_leaves_other_tags (Fixture *fixture, gconstpointer unused)
{
  PoiseEntry *entry = poise_document_get_entry (fixture->document);

  poise_document_set_text (fixture->document, TEXT);
  poise_document_add_tag (fixture->document, "work");
  poise_entry_set_tags (entry, (const char *const[]) { "work", "club", NULL });
  g_assert_true (poise_document_undo (fixture->document));
  assert_tags (fixture, "club");
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/document/keystroke-to-disk", test_keystroke_to_disk);
  ADD ("/document/left-entry-is-tagged", test_left_entry_is_tagged);
  ADD ("/document/emptied-entry-goes", test_emptied_entry_goes);
  ADD ("/document/reading", test_reading);
  ADD ("/document/tag-of-another-model", test_tag_of_another_model);
  ADD ("/document/text-and-tag-of-another", test_text_and_tag_of_another);
  ADD ("/document/emptied-elsewhere-stays", test_emptied_elsewhere_stays);
  ADD ("/document/read-again", test_read_again);
  ADD ("/document/tag-without-a-time", test_tag_without_a_time);
  ADD ("/document/correction-outlives-a-run", test_correction_outlives_a_run);
  ADD ("/document/replaced", test_replaced);
  ADD ("/document/stayed", test_stayed);
  ADD ("/document/others-are-judged-again", test_others_are_judged_again);
  ADD ("/document/undo-and-redo", test_undo_and_redo);
  ADD ("/document/undo-since-writing", test_undo_since_writing);
  ADD ("/document/undo-among-what-is-typed", test_undo_among_what_is_typed);
  ADD ("/document/redo-among-what-is-typed", test_redo_among_what_is_typed);
  ADD ("/document/redo-of-a-correction-after-its-words", test_redo_of_a_correction_after_its_words);
  ADD ("/document/kinds-are-not-tagged", test_kinds_are_not_tagged);
  ADD ("/document/let-the-tagger-decide", test_let_the_tagger_decide);
  ADD ("/document/entry-is-corrected", test_entry_is_corrected);
  ADD ("/document/other-language", test_other_language);
  ADD ("/document/find-sentence", test_find_sentence);
  ADD ("/document/tags", test_tags);
  ADD ("/document/undo-leaves-other-tags", test_undo_leaves_other_tags);
  return g_test_run ();
}
