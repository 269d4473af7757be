/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which entry is open: days, new entries, and what takes the open one's place. */

#include "poise-entry-kind.h"
#include "poise-entry-opener.h"
#include "poise-form.h"
#include "poise-test.h"

#define TODAY "2026-11-23"
#define TOMORROW "2026-11-24"

typedef struct
{
  GDateTime *now;
  PoiseContext *context;
  PoiseDocument *document;
  PoiseEntryOpener *opener;
  guint n_begun;
  guint n_opened;
} Fixture;

static GDateTime *
clock_cb (gpointer data)
{
  return g_date_time_ref (((Fixture *) data)->now);
}

static void
count_cb (guint *n)
{
  ++*n;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseJournal) journal = poise_journal_new ();
  g_autoptr (GSettings) settings = g_settings_new ("io.github.poise_journal.Poise");
  g_autoptr (PoiseStore) store = NULL;

  g_settings_reset (settings, "day-start-hour");
  fixture->now = poise_test_clock (NULL);
  store = poise_store_new_in_memory (journal, clock_cb, fixture);
  fixture->context = poise_context_new (store, NULL, settings);
  fixture->document = poise_document_new (fixture->context);
  fixture->opener = poise_entry_opener_new (fixture->document);
  g_signal_connect_swapped (fixture->opener, "begun", G_CALLBACK (count_cb), &fixture->n_begun);
  g_signal_connect_swapped (fixture->opener, "opened", G_CALLBACK (count_cb), &fixture->n_opened);
  poise_entry_opener_show_day (fixture->opener, poise_day_parse (TODAY));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_run_dispose (G_OBJECT (poise_context_get_store (fixture->context)));
  g_object_unref (fixture->opener);
  g_object_unref (fixture->document);
  g_object_unref (fixture->context);
  g_date_time_unref (fixture->now);
}

static PoiseJournal *
get_journal (Fixture *fixture)
{
  return poise_context_get_journal (fixture->context);
}

static PoiseEntry *
get_open (Fixture *fixture)
{
  return poise_document_get_entry (fixture->document);
}

static PoiseEntry *
add (Fixture *fixture, const char *day)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry (day, "Wrote the rota.", FALSE, 0.0);

  g_assert_true (poise_journal_add (get_journal (fixture), entry));
  return entry;
}

static void
assert_blank (Fixture *fixture, const char *day)
{
  g_assert_true (poise_entry_is_blank (get_open (fixture)));
  g_assert_cmpuint (poise_entry_get_day (get_open (fixture)), ==, poise_day_parse (day));
  g_assert_cmpuint (poise_entry_opener_get_day (fixture->opener), ==, poise_day_parse (day));
}

static void
begin_tomorrow (Fixture *fixture)
{
  GDateTime *now = g_date_time_add_days (fixture->now, 1);

  g_date_time_unref (fixture->now);
  fixture->now = now;
  poise_context_look_at_day (fixture->context);
}

/* ---- days ---- */

static void
test_days (Fixture *fixture, gconstpointer unused)
{
  PoiseEntry *before = add (fixture, "2026-11-20");

  assert_blank (fixture, TODAY);
  g_assert_cmpuint (fixture->n_begun, ==, 1);
  g_assert_cmpuint (fixture->n_opened, ==, 1);
  poise_entry_opener_step_day (fixture->opener, -3);
  g_assert_true (get_open (fixture) == before);
  g_assert_cmpuint (fixture->n_begun, ==, 1);
  g_assert_cmpuint (fixture->n_opened, ==, 2);
  /* It is open already. */
  poise_entry_opener_show_entry (fixture->opener, before);
  g_assert_cmpuint (fixture->n_opened, ==, 2);
  /* There is none after today. */
  poise_entry_opener_step_day (fixture->opener, 7);
  assert_blank (fixture, TODAY);
}

static void
test_morning (Fixture *fixture, gconstpointer unused)
{
  PoiseEntry *morning;

  poise_entry_opener_start_morning (fixture->opener);
  morning = get_open (fixture);
  g_assert_cmpstr (poise_entry_get_kind (morning), ==, POISE_ENTRY_MORNING);
  g_assert_cmpuint (fixture->n_begun, ==, 2);
  /* It is still there. */
  poise_entry_opener_start_morning (fixture->opener);
  g_assert_true (get_open (fixture) == morning);
  poise_document_set_text (fixture->document, "A calm day.");
  poise_entry_opener_show_day (fixture->opener, poise_day_parse (TODAY));
  assert_blank (fixture, TODAY);
  poise_entry_opener_start_morning (fixture->opener);
  g_assert_true (get_open (fixture) == morning);
}

static void
test_form (Fixture *fixture, gconstpointer unused)
{
  PoiseEntry *blank = get_open (fixture);

  g_assert_false (poise_entry_opener_start_form (fixture->opener, "form-none"));
  g_assert_true (get_open (fixture) == blank);
  g_assert_true (poise_entry_opener_start_form (fixture->opener, POISE_FORM_AFTER_EVENT));
  g_assert_true (poise_form_is_unanswered (get_open (fixture)));
  /* It has its questions. */
  g_assert_cmpuint (fixture->n_begun, ==, 1);
  g_assert_cmpuint (fixture->n_opened, ==, 2);
}

/* ---- what takes the open entry's place ---- */

static void
test_blank_page_gives_way (Fixture *fixture, gconstpointer unused)
{
  PoiseEntry *loaded;

  add (fixture, "2026-11-20");
  assert_blank (fixture, TODAY);
  loaded = add (fixture, TODAY);
  g_assert_true (get_open (fixture) == loaded);
}

static void
test_page_that_was_asked_for_stays (Fixture *fixture, gconstpointer unused)
{
  PoiseEntry *asked;

  poise_entry_opener_start_entry (fixture->opener);
  asked = get_open (fixture);
  add (fixture, TODAY);
  g_assert_true (get_open (fixture) == asked);
}

static void
test_word_that_is_being_made_keeps_its_page (Fixture *fixture, gconstpointer unused)
{
  PoiseEntry *blank = get_open (fixture);

  poise_entry_opener_set_composing (fixture->opener, TRUE);
  add (fixture, TODAY);
  g_assert_true (get_open (fixture) == blank);
  poise_entry_opener_set_composing (fixture->opener, FALSE);
  add (fixture, TODAY);
  g_assert_false (poise_entry_is_blank (get_open (fixture)));
}

static void
test_what_is_deleted_leaves_a_page (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = g_object_ref (add (fixture, "2026-11-20"));

  poise_entry_opener_show_entry (fixture->opener, entry);
  g_assert_true (poise_journal_remove (get_journal (fixture), entry));
  assert_blank (fixture, "2026-11-20");
  g_assert_false (get_open (fixture) == entry);
}

static void
note_cb (PoiseEntry **noted, PoiseEntry *entry)
{
  g_set_object (noted, entry);
}

static void
vanish (Fixture *fixture, PoiseEntry *entry)
{
  g_signal_emit_by_name (poise_context_get_store (fixture->context), "vanishing", entry);
  g_assert_true (poise_journal_remove (get_journal (fixture), entry));
}

/* Only of what others deleted the person has to be told, and only of what is open. */
static void
test_what_is_deleted_elsewhere_is_told (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) other = g_object_ref (add (fixture, "2026-11-19"));
  g_autoptr (PoiseEntry) own = g_object_ref (add (fixture, "2026-11-20"));
  g_autoptr (PoiseEntry) theirs = g_object_ref (add (fixture, "2026-11-21"));
  g_autoptr (PoiseEntry) told = NULL;

  g_signal_connect_swapped (fixture->opener, "deleted-elsewhere", G_CALLBACK (note_cb), &told);
  poise_entry_opener_show_entry (fixture->opener, own);
  vanish (fixture, other);
  g_assert_true (get_open (fixture) == own);
  g_assert_true (poise_journal_remove (get_journal (fixture), own));
  assert_blank (fixture, "2026-11-20");
  g_assert_null (told);
  poise_entry_opener_show_entry (fixture->opener, theirs);
  vanish (fixture, theirs);
  assert_blank (fixture, "2026-11-21");
  g_assert_true (told == theirs);
}

/* The journal's own object of what is open takes its place. */
static void
test_same_entry_in_the_journal (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry (TODAY, "Wrote the rota.", FALSE, 0.0);
  g_autoptr (PoiseEntry) copy = poise_entry_copy (entry);

  poise_entry_opener_show_entry (fixture->opener, copy);
  g_assert_true (get_open (fixture) == copy);
  g_assert_true (poise_journal_add (get_journal (fixture), entry));
  g_assert_true (get_open (fixture) == entry);
}

/* ---- another day ---- */

static void
test_blank_page_goes_on_to_the_new_day (Fixture *fixture, gconstpointer unused)
{
  begin_tomorrow (fixture);
  assert_blank (fixture, TOMORROW);
}

static void
test_page_that_was_asked_for_goes_on (Fixture *fixture, gconstpointer unused)
{
  PoiseEntry *asked;

  poise_entry_opener_start_entry (fixture->opener);
  poise_entry_set_prompt (get_open (fixture), "own", "What was it?");
  begin_tomorrow (fixture);
  assert_blank (fixture, TOMORROW);
  asked = get_open (fixture);
  g_assert_cmpstr (poise_entry_get_prompt_text (asked), ==, "What was it?");
  add (fixture, TOMORROW);
  g_assert_true (get_open (fixture) == asked);
}

static void
test_words_keep_their_day (Fixture *fixture, gconstpointer unused)
{
  PoiseEntry *written = get_open (fixture);

  poise_document_set_text (fixture->document, "Wrote the rota.");
  begin_tomorrow (fixture);
  g_assert_true (get_open (fixture) == written);
  g_assert_cmpuint (poise_entry_opener_get_day (fixture->opener), ==, poise_day_parse (TODAY));
}

#define ADD(name, func) g_test_add ("/entry-opener/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("days", test_days);
  ADD ("morning", test_morning);
  ADD ("form", test_form);
  ADD ("blank-page-gives-way", test_blank_page_gives_way);
  ADD ("page-that-was-asked-for-stays", test_page_that_was_asked_for_stays);
  ADD ("word-that-is-being-made-keeps-its-page", test_word_that_is_being_made_keeps_its_page);
  ADD ("what-is-deleted-leaves-a-page", test_what_is_deleted_leaves_a_page);
  ADD ("what-is-deleted-elsewhere-is-told", test_what_is_deleted_elsewhere_is_told);
  ADD ("same-entry-in-the-journal", test_same_entry_in_the_journal);
  ADD ("blank-page-goes-on-to-the-new-day", test_blank_page_goes_on_to_the_new_day);
  ADD ("page-that-was-asked-for-goes-on", test_page_that_was_asked_for_goes_on);
  ADD ("words-keep-their-day", test_words_keep_their_day);
  return g_test_run ();
}
