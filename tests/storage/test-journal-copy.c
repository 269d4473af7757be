/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A journal put into another folder. */

#include "poise-folder-read.h"
#include "poise-journal-copy.h"
#include "poise-test.h"

typedef struct
{
  PoiseTestJournal from;
  PoiseTestJournal to;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  poise_test_journal_set_up (&self->from, NULL);
  poise_test_journal_set_up (&self->to, NULL);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  poise_test_journal_tear_down (&self->from, NULL);
  poise_test_journal_tear_down (&self->to, NULL);
}

static guint
copy (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (
    poise_journal_copy_to (self->from.folder, self->to.folder, self->from.now, &n, &error));
  g_assert_no_error (error);
  return n;
}

static char *
join (PoiseTestJournal *journal)
{
  return poise_test_journal_join (journal);
}

static void
test_into_an_empty_folder (Fixture *self, gconstpointer unused)
{
  g_autoptr (PoiseEntry) november = poise_test_entry ("2026-11-23", "November", TRUE, 0.5);
  g_autoptr (PoiseEntry) march = poise_test_entry ("2026-03-01", "March", FALSE, 0.0);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *there = NULL;

  poise_test_journal_add (&self->from, november);
  poise_test_journal_add (&self->from, march);
  before = poise_test_read (self->from.path, "entries/2026-11.json");
  g_assert_cmpuint (copy (self), ==, 2);
  there = poise_test_read (self->to.path, "entries/2026-11.json");
  g_assert_cmpstr (there, ==, before);
  after = poise_test_read (self->from.path, "entries/2026-11.json");
  g_assert_cmpstr (after, ==, before);
  /* Once more is the same again. */
  copy (self);
  g_free (there);
  there = join (&self->to);
  g_assert_cmpstr (there, ==, "March,November|");
}

static void
test_into_another_journal (Fixture *self, gconstpointer unused)
{
  g_autoptr (PoiseEntry) shared = poise_test_entry ("2026-11-23", "Older", FALSE, 0.0);
  g_autoptr (PoiseEntry) newer = poise_entry_copy (shared);
  g_autoptr (PoiseEntry) there = poise_test_entry ("2026-11-20", "There", FALSE, 0.0);
  g_autofree char *joined = NULL;

  poise_entry_set_text (newer, "Newer");
  poise_entry_touch (newer, self->from.now);
  poise_test_journal_add (&self->from, shared);
  poise_test_journal_add (&self->to, newer);
  poise_test_journal_add (&self->to, there);
  g_assert_cmpuint (copy (self), ==, 1);
  joined = join (&self->to);
  g_assert_cmpstr (joined, ==, "Newer,There|Older");
}

static void
test_files_beside_the_months (Fixture *self, gconstpointer unused)
{
  g_autofree char *prompts = NULL;
  g_autofree char *learned = NULL;

  poise_test_write (self->from.path, "prompts.json", "{\"from\": 1}");
  poise_test_write (self->from.path, "learned.json", "{\"from\": 1}");
  poise_test_write (self->to.path, "learned.json", "{\"to\": 1}");
  copy (self);
  prompts = poise_test_read (self->to.path, "prompts.json");
  learned = poise_test_read (self->to.path, "learned.json");
  g_assert_cmpstr (prompts, ==, "{\"from\": 1}");
  /* What is there already stays. */
  g_assert_cmpstr (learned, ==, "{\"to\": 1}");
}

static void
test_unreadable_month_stays (Fixture *self, gconstpointer unused)
{
  g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-03-01", "Whole", FALSE, 0.0);
  g_autofree char *damaged = NULL;
  g_autofree char *joined = NULL;

  poise_test_journal_add (&self->from, entry);
  poise_test_write (self->from.path, "entries/2026-11.json", "{ not json");
  g_assert_cmpuint (copy (self), ==, 1);
  joined = join (&self->to);
  g_assert_cmpstr (joined, ==, "Whole|");
  damaged = poise_test_read (self->from.path, "entries/2026-11.json");
  g_assert_cmpstr (damaged, ==, "{ not json");
  g_clear_pointer (&damaged, g_free);
  damaged = poise_test_read (self->to.path, "entries/2026-11.json");
  g_assert_null (damaged);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/journal-copy/into-an-empty-folder", test_into_an_empty_folder);
  ADD ("/journal-copy/into-another-journal", test_into_another_journal);
  ADD ("/journal-copy/files-beside-the-months", test_files_beside_the_months);
  ADD ("/journal-copy/unreadable-month-stays", test_unreadable_month_stays);
  return g_test_run ();
}
