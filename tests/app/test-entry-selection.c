/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person has selected in the journal's list, without a window. */

#include "poise-entry-selection.h"
#include "poise-test.h"

typedef struct
{
  PoiseEntrySelection *selection;
  PoiseJournal *journal;
  guint n_changes;
} Fixture;

static void
count_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  static const char *const texts[] = { "One", "Two", "Three" };

  fixture->journal = poise_journal_new ();
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (PoiseEntry) entry = poise_test_entry ("2026-11-23", texts[i], FALSE, 0.0);

      poise_journal_add (fixture->journal, entry);
    }
  fixture->selection = poise_entry_selection_new ();
  g_signal_connect_swapped (fixture->selection, "changed", G_CALLBACK (count_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_unref (fixture->selection);
  g_object_unref (fixture->journal);
}

static guint
count_selected (Fixture *fixture)
{
  g_auto (GStrv) ids = poise_entry_selection_get_ids (fixture->selection);

  return g_strv_length (ids);
}

static void
test_inactive (Fixture *fixture, gconstpointer unused)
{
  PoiseEntry *entry = poise_journal_peek (fixture->journal, 0);

  g_assert_false (poise_entry_selection_is_active (fixture->selection));
  g_assert_false (poise_entry_selection_contains (fixture->selection, entry));
  g_assert_cmpuint (count_selected (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

static void
test_toggle (Fixture *fixture, gconstpointer unused)
{
  PoiseEntry *entry = poise_journal_peek (fixture->journal, 1);
  g_auto (GStrv) ids = NULL;

  poise_entry_selection_set_active (fixture->selection, TRUE);
  poise_entry_selection_toggle (fixture->selection, entry);
  g_assert_true (poise_entry_selection_contains (fixture->selection, entry));
  ids = poise_entry_selection_get_ids (fixture->selection);
  g_assert_cmpuint (g_strv_length (ids), ==, 1);
  g_assert_cmpstr (ids[0], ==, poise_entry_get_id (entry));
  poise_entry_selection_toggle (fixture->selection, entry);
  g_assert_cmpuint (count_selected (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_changes, ==, 3);
}

/* Selecting begins and ends with nothing selected. */
static void
test_begins_empty (Fixture *fixture, gconstpointer unused)
{
  poise_entry_selection_set_active (fixture->selection, TRUE);
  poise_entry_selection_add_all (fixture->selection, G_LIST_MODEL (fixture->journal));
  g_assert_cmpuint (count_selected (fixture), ==, 3);
  poise_entry_selection_set_active (fixture->selection, TRUE);
  g_assert_cmpuint (count_selected (fixture), ==, 0);
  poise_entry_selection_add_all (fixture->selection, G_LIST_MODEL (fixture->journal));
  poise_entry_selection_set_active (fixture->selection, FALSE);
  g_assert_false (poise_entry_selection_is_active (fixture->selection));
  g_assert_cmpuint (count_selected (fixture), ==, 0);
}

static gboolean
is_two_cb (gpointer entry, gpointer unused)
{
  return g_str_equal (poise_entry_get_text (entry), "Two");
}

static gboolean
is_none_cb (gpointer entry, gpointer unused)
{
  return FALSE;
}

/* What is no longer shown is no longer selected; where nothing changes nothing is said. */
static void
test_remove_if (Fixture *fixture, gconstpointer unused)
{
  poise_entry_selection_remove_if (fixture->selection, is_two_cb, NULL);
  poise_entry_selection_set_active (fixture->selection, TRUE);
  poise_entry_selection_add_all (fixture->selection, G_LIST_MODEL (fixture->journal));
  fixture->n_changes = 0;
  poise_entry_selection_remove_if (fixture->selection, is_none_cb, NULL);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  poise_entry_selection_remove_if (fixture->selection, is_two_cb, NULL);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (count_selected (fixture), ==, 2);
}

/* A selected entry lives as long as it is selected. */
static void
test_holds_entries (Fixture *fixture, gconstpointer unused)
{
  PoiseEntry *entry = poise_test_entry ("2026-11-22", "Gone", FALSE, 0.0);

  poise_entry_selection_set_active (fixture->selection, TRUE);
  poise_entry_selection_toggle (fixture->selection, entry);
  g_object_add_weak_pointer (G_OBJECT (entry), (gpointer *) &entry);
  g_object_unref (entry);
  g_assert_nonnull (entry);
  poise_entry_selection_set_active (fixture->selection, FALSE);
  g_assert_null (entry);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/entry-selection/inactive", test_inactive);
  ADD ("/entry-selection/toggle", test_toggle);
  ADD ("/entry-selection/begins-empty", test_begins_empty);
  ADD ("/entry-selection/remove-if", test_remove_if);
  ADD ("/entry-selection/holds-entries", test_holds_entries);
  return g_test_run ();
}
